"""The real canvas, the real typeface, a screen that nobody sees."""

from __future__ import annotations

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

from pathlib import Path

import pytest

from kiosk.ui.typeface import Typeface, ensure


@pytest.fixture(scope="session")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that holds the typeface."""
    folder = tmp_path_factory.mktemp("cache")
    ensure(folder)
    return folder


@pytest.fixture(scope="session")
def typeface(cut: Path) -> Typeface:
    return ensure(cut)
