"""A report of two terminals, made once in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

from kiosk.cli.report import colours
from telemetry.metrics.metric import Language, Table, Text
from telemetry.report.about import About
from telemetry.report.look import Look
from telemetry.report.write import gather, written
from tests.house import themes
from tests.metrics.stays import played

TITLES = {
    "heat": Text("Die Heizung", "The heating"),
    "heat/one": Text("Welche Heizung ist es?", "Which heating is it?"),
    "ways": Text("Die Wege", "The ways"),
    "street": Text("Die Straße", "The street"),
    "de": Text("Deutsch", "German"),
    "en": Text("Englisch", "English"),
}


@dataclass
class Made:
    """What the report was made of, and its pages."""

    stores: list[Path]
    about: About
    tables: dict[str, Table]
    pages: dict[Language, str]


@pytest.fixture(scope="session")
def plain() -> Look:
    """The colours of the house, and whatever typeface there is."""
    return colours(themes()[0], None)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, plain: Look) -> Made:
    stores, _ = played(tmp_path_factory.mktemp("report"))
    about, tables = gather(stores, TITLES, About((), version="1.2.3", made=2027_05_14))
    pages = {lang: written(about, tables, TITLES, plain, lang) for lang in get_args(Language)}
    return Made(stores, about, tables, pages)
