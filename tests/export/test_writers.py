"""What is read back equals what was written, with readers that are not ours."""

from __future__ import annotations

import csv
import json
import math
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telemetry.dictionary import TOPICS
from telemetry.export import write as writing
from telemetry.export.internal import paths, resources
from telemetry.export.resource import Field, Resource
from telemetry.export.write import write
from telemetry.fleet.warehouse import Warehouse
from telemetry.metrics.metric import Text

WORD = Text("Wort", "word")
ODD = st.text(
    st.sampled_from("aü€😀\"',;\n\r\t |{}%\\/")
    | st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")),
    max_size=12,
)
ROWS = st.lists(
    st.tuples(
        st.none() | ODD,
        st.none() | st.integers(-(2**63), 2**63 - 1),
        st.none() | st.floats(allow_nan=False, allow_infinity=False),
    ),
    max_size=12,
)
FIELDS = (
    Field("text", "string", WORD, "text"),
    Field("number", "integer", WORD, "number"),
    Field("measured", "number", WORD, "measured"),
)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_odd_names_numbers_nothing_and_empty_come_back_from_all_three_formats(
    rows: list[tuple[str | None, int | None, float | None]],
) -> None:
    with tempfile.TemporaryDirectory() as name, closing(sqlite3.connect(":memory:")) as db:
        folder = Path(name)
        db.execute("CREATE TABLE odd (text TEXT, number INTEGER, measured REAL)")
        db.executemany("INSERT INTO odd VALUES (?, ?, ?)", rows)
        write(db, Resource("odd", WORD, WORD, FIELDS, "odd", "rowid"), folder, ("csv", "json", "parquet"))
        data = folder / "data"
        with (data / "odd.csv").open(encoding="utf-8", newline="") as file:
            plain = list(csv.reader(file))
        objects = json.loads((data / "odd.json").read_text("utf-8"))
        columnar = duckdb.sql(f"SELECT * FROM read_parquet('{data / 'odd.parquet'}')").fetchall()

    assert ["text", "number", "measured"] == plain[0]
    assert [(row["text"], row["number"], row["measured"]) for row in objects] == rows
    assert columnar == rows
    # The csv module cannot tell an empty text from nothing; DuckDB read the same file above and can.
    assert [(a, b and int(b), c and float(c)) for a, b, c in plain[1:]] == [
        (a or "", "" if b is None else b, "" if c is None else c) for a, b, c in rows
    ]


def expected(db: sqlite3.Connection, resource: Resource) -> list[tuple[object, ...]]:
    """The rows straight from the tables, without the writer."""
    columns = ", ".join(field.sql for field in resource.fields)
    order = resource.order or "p.terminal, p.visit, p.seq"
    rows = resource.rows.format(**{topic: topic for topic in TOPICS})
    return db.execute(f"SELECT {columns} FROM {rows} ORDER BY {order}").fetchall()


def same(mine: object, theirs: object) -> bool:
    if isinstance(mine, float) and isinstance(theirs, int | float):
        return math.isclose(mine, theirs, rel_tol=0, abs_tol=0)
    return mine == theirs


def test_every_table_of_a_warehouse_comes_back_from_all_formats(house: Warehouse, tmp_path: Path) -> None:
    for resource in resources(with_paths=True):
        rows = expected(house.db, resource)

        files = write(house.db, resource, tmp_path, ("csv", "json", "parquet"))

        texts = (tmp_path / files[1].path).read_text("utf-8").splitlines()
        objects = json.loads("\n".join(texts)) if files[1].format == "json" else [*map(json.loads, texts)]
        columnar = duckdb.sql(f"SELECT * FROM read_parquet('{tmp_path / files[2].path}')").fetchall()
        names = [field.name for field in resource.fields]
        assert [tuple(row[name] for name in names) for row in objects] == rows, resource.name
        dates = [field.kind == "date" for field in resource.fields]
        assert [
            tuple(str(cell) if is_date else cell for cell, is_date in zip(row, dates, strict=True))
            for row in columnar
        ] == rows, resource.name
        assert all(file.bytes == (tmp_path / file.path).stat().st_size for file in files)
    assert len(expected(house.db, paths())) > 1000


def test_a_large_table_is_the_same_whether_two_read_it_or_one(
    house: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes read pieces of the file; one that nobody else may open is read by whoever holds it."""
    monkeypatch.setattr(writing, "_WORTH", 1)
    monkeypatch.setattr(writing, "_VISITS_AT_ONCE", 50)
    with closing(sqlite3.connect(":memory:")) as memory:
        house.db.backup(memory)
        alone = write(memory, paths(), tmp_path, ("csv",))
    together = write(house.db, paths(), tmp_path, ("csv",))

    assert alone == together
