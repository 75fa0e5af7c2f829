"""Any stores, in any order, as often as one likes, come to the same; and never to more than they are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telemetry.dictionary import TOPICS
from telemetry.fleet.tables import shapes
from telemetry.fleet.warehouse import Warehouse, warehouse
from tests.fleet.stores import Book, written

BOOKS = (Book(1, 11), Book(1, 12, seed=3), Book(2, 21, seed=4), Book(7, 71, seed=5))
LENGTHS = (0, 5, 9)


def dump(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """All rows of a warehouse with names instead of numbers, in order."""
    names = {topic: dict(db.execute(f"SELECT id, name FROM {topic}")) for topic in TOPICS}
    out: dict[str, list[tuple[object, ...]]] = {
        topic: sorted((n,) for n in names[topic].values()) for topic in TOPICS
    }
    for shape in shapes(db):
        rows = db.execute(f"SELECT {', '.join(shape.names)} FROM {shape.name}").fetchall()
        out[shape.name] = sorted(
            (
                tuple(
                    _stations(value, names["station"]) if c.name == "stations"
                    else names[c.topic].get(value, value) if c.topic else value
                    for c, value in zip(shape.columns, row, strict=True)
                )
                for row in rows
            ),
            key=repr,
        )  # fmt: skip
    return out


def _stations(mask: int, names: dict[int, str]) -> tuple[str, ...]:
    return tuple(sorted(names[bit + 1] for bit in range(mask.bit_length()) if mask >> bit & 1))


def merged(*paths: Path, into: Path | None = None) -> dict[str, list[tuple[object, ...]]]:
    with warehouse(paths, into=into, paths_too=True) as found:
        assert [] == found.refused
        return dump(found.db)


copies = st.tuples(st.sampled_from(BOOKS), st.sampled_from(LENGTHS), st.booleans())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(copies, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_stores_and_their_repetition_change_nothing(tmp_path_factory, chosen, chance) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.getbasetemp() / "copies"
    files = [_copy(folder, *copy) for copy in chosen]
    expected = merged(*files)
    again = [*files, *chance.choices(files, k=3)]
    chance.shuffle(again)
    kept = folder / "kept.db"
    kept.unlink(missing_ok=True)

    one_by_one = [merged(file, into=kept) for file in again][-1]

    assert expected == merged(*again)
    assert expected == one_by_one


def _copy(folder: Path, book: Book, visits: int, coarse: bool) -> Path:
    file = folder / f"{book.book}-{visits}{'c' if coarse else ''}" / "store.db"
    return file if file.exists() else written(file, book, visits, coarse=coarse)


def test_every_visit_of_overlapping_copies_counts_once(tmp_path: Path) -> None:
    early = written(tmp_path / "a.db", BOOKS[0], 8)
    late = written(tmp_path / "b.db", BOOKS[0], 20)
    other = written(tmp_path / "c.db", BOOKS[2], 5)

    with warehouse([late, early, other]) as found:
        assert [(25,)] == found.query("SELECT count(*) FROM visit_fact")
        assert [(25,)] == found.query("SELECT sum(visits) FROM hour_count")
        assert [(25,)] == found.query("SELECT sum(n) FROM outcome")
        assert [(25,)] == found.query("SELECT sum(n) FROM poll")


def test_a_store_alone_is_the_same_in_the_warehouse(tmp_path: Path) -> None:
    store = written(tmp_path / "a.db", BOOKS[2], 20)

    with warehouse([store], paths_too=True) as found, closing(sqlite3.connect(store)) as db:
        assert db.execute("SELECT count(*) FROM path").fetchall() == found.query("SELECT count(*) FROM path")
        assert isinstance(found, Warehouse)
        for table in ("visit_fact", "visit_station", "survey", "response"):
            assert db.execute(f"SELECT * FROM {table}").fetchall() == found.query(f"SELECT * FROM {table}")
