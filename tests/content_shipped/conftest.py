"""The shipped content, loaded once as the terminal loads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.load import Library, load
from kiosk.content.whole import Content
from scenes.kinds import schemas

from .footprint import Footprint

FOLDER = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def library() -> Library:
    return load(FOLDER, schemas())


@pytest.fixture(scope="session")
def german(library: Library) -> Content:
    return library.german


@pytest.fixture(scope="session")
def english(library: Library) -> Content:
    return library.content("en")


@pytest.fixture(scope="session")
def footprint(german: Content) -> Footprint:
    return Footprint(german.scenarios["fussabdruck"], german.figures)
