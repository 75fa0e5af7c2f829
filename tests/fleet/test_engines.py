"""Every metric says the same on SQLite, PostgreSQL and DuckDB over the lake: equal rows, to the last one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from telemetry.fleet.lake import lake, lake_query
from telemetry.fleet.postgres import connected, forward
from telemetry.fleet.warehouse import warehouse
from telemetry.metrics import METRICS, compute
from telemetry.metrics.metric import Metric, Query
from tests.fleet.stores import Book, written
from tests.postgres import Server

BOOKS = (Book(1, 11), Book(1, 12, seed=3), Book(2, 21, seed=4))


@pytest.fixture(scope="module")
def engines(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Query]]:
    """The same stores in all three, which do not number names alike."""
    folder = tmp_path_factory.mktemp("engines")
    stores = [written(folder / f"{book.book}.db", book, 250) for book in BOOKS]
    stores.append(written(folder / "late.db", BOOKS[0], 300, coarse=True))
    forward(reversed(stores), postgres.address, schema="engines")
    for store in reversed(stores):
        lake([store], folder / "lake")
    with warehouse(stores) as found, connected(postgres.address, "engines") as query:
        yield {"sqlite": found.query, "postgres": query, "duckdb": lake_query(folder / "lake")}


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_a_metric_has_equal_rows_on_all_engines(metric: Metric, engines: dict[str, Query]) -> None:
    rows = {name: compute.raw(query, metric) for name, query in engines.items()}

    assert rows["sqlite"]
    assert rows["sqlite"] == rows["postgres"]
    assert rows["sqlite"] == rows["duckdb"]
    for name in rows:
        kinds = {type(cell) for row in rows[name] for cell in row}
        assert kinds <= {int, float, str, type(None)}, name
