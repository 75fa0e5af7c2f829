from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.house import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A small, faultless exhibition."""
    return House(tmp_path)
