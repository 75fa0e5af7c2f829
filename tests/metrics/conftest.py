"""Two stores of a few hundred stays, merged once for all tests of the metrics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from telemetry.fleet.warehouse import Warehouse, warehouse
from tests.metrics.stays import Stay, played


@dataclass
class Played:
    """The warehouse, paths too, and what was played."""

    warehouse: Warehouse
    stays: list[Stay]


@pytest.fixture(scope="session")
def played_year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    stores, stays = played(tmp_path_factory.mktemp("year"))
    with warehouse(stores, paths_too=True) as merged:
        yield Played(merged, stays)
