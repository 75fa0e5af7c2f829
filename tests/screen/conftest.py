"""The real canvas, the real typeface, a screen that nobody sees."""

from __future__ import annotations

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

from pathlib import Path

import pytest

from kiosk.ui.typeface import Typeface, ensure


@pytest.fixture(scope="session")
def cut(pytestconfig: pytest.Config) -> Path:
    """A cache folder that holds the typeface; cut by the first run, read by all later ones."""
    folder = Path(pytestconfig.cache.mkdir("typeface")) if pytestconfig.cache else Path(".pytest_cache")
    assert ensure(folder).problem is None
    return folder


@pytest.fixture(scope="session")
def typeface(cut: Path) -> Typeface:
    return ensure(cut)
