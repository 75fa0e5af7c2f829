"""A lake says what its stores say, however often it is laid, and is read by name and by folder."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from telemetry.fleet.lake import LakeError, lake, lake_query
from telemetry.fleet.warehouse import warehouse
from tests.fleet.stores import Book, written
from tests.fleet.test_postgres import content, expected

BOOKS = (Book(1, 11), Book(1, 12, seed=3), Book(2, 21, seed=4))


def same(out: Path, stores: list[Path]) -> None:
    wanted, tables = expected(stores)
    assert wanted["path"] and wanted["poll"]
    assert wanted == content(lake_query(out), tables)


@pytest.fixture
def stores(tmp_path: Path) -> list[Path]:
    return [written(tmp_path / f"{book.book}.db", book, 60) for book in BOOKS]


def test_a_lake_holds_what_its_stores_hold(stores: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "lake"
    first = lake(stores, out, paths_too=True)
    again = lake(stores, out, paths_too=True)

    assert first.rows > 500 and (0, 0, 3) == (again.files, again.rows, again.known)
    same(out, stores)


def test_what_comes_in_pieces_is_the_same_lake(stores: list[Path], tmp_path: Path) -> None:
    """Copies that overlap, later ones coarser, dictionaries in other orders, one after the other."""
    out = tmp_path / "lake"
    late = written(tmp_path / "late.db", BOOKS[0], 90, coarse=True)
    for store in (stores[2], stores[1], late, stores[0], stores[1]):
        lake([store], out, paths_too=True)

    same(out, [*stores, late])
    assert not (out / "table=visit_fact" / "terminal=7").exists()
    assert (out / "table=path" / "terminal=1" / "month=202622" / "part-0.parquet").exists()


def test_laying_it_down_anew_changes_no_row_of_a_file(stores: list[Path], tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    lake(stores, one)
    for store in reversed(stores):
        lake([store], two)

    names = sorted(p.relative_to(one) for p in one.rglob("part-*.parquet") if "table=visit_fact" in str(p))
    assert names and [] == [p for p in one.rglob("_*") if p.name not in ("_tables.json",)]
    for name in names:
        rows = [
            duckdb.sql(f"SELECT visit, bucket, dwell_bin FROM '{root / name}'").fetchall()
            for root in (one, two)
        ]
        assert rows[0] == rows[1] and rows[0] == sorted(rows[0])


def test_an_interrupted_lake_says_so_and_is_completed(
    stores: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "lake"
    lake(stores[:1], out, paths_too=True)
    late = written(tmp_path / "late.db", BOOKS[0], 90, coarse=True)
    from telemetry.fleet import lake as module

    wrote = module._Lake._write
    left = [25]

    def stops(self: object, *given: object) -> int:
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        return wrote(self, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(module._Lake, "_write", stops)
        with pytest.raises(KeyboardInterrupt):
            lake([late], out, paths_too=True)
    with pytest.raises(LakeError, match="interrupted"):
        lake_query(out)

    lake([late], out, paths_too=True)

    same(out, [stores[0], late])


def test_other_engines_read_the_folders_as_columns(stores: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "lake"
    lake(stores, out)

    found = duckdb.sql(
        f"SELECT terminal, month, count(*) FROM read_parquet('{out}/table=visit_fact/**/*.parquet',"
        " hive_partitioning = true) GROUP BY ALL ORDER BY ALL"
    ).fetchall()

    with warehouse(stores) as merged:
        assert found == merged.query(
            "SELECT terminal, bucket, count(*) FROM visit_fact GROUP BY 1, 2 ORDER BY 1, 2"
        )


def test_a_folder_with_other_things_is_left_alone(stores: list[Path], tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear", encoding="utf-8")

    with pytest.raises(LakeError, match="other things"):
        lake(stores, tmp_path / "full")
    assert ["letter.txt"] == [p.name for p in (tmp_path / "full").iterdir()]


def test_a_table_without_rows_is_there_all_the_same(tmp_path: Path) -> None:
    store = written(tmp_path / "a.db", BOOKS[0], 0)
    lake([store], tmp_path / "lake")

    assert [(0,)] == lake_query(tmp_path / "lake")("SELECT count(*) FROM outcome WHERE bucket > 0")
    with closing(sqlite3.connect(store)) as db:
        assert db.execute("SELECT count(*) FROM visit_fact").fetchone() == (0,)
