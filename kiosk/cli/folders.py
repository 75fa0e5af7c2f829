"""Where things lie: the content, what the exhibition writes, and what it may make again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "dig-itma2"
ROOT = Path(__file__).resolve().parents[2]


def content_folder() -> Path:
    """The content that came with the program."""
    return ROOT / "content"


def assets_folder() -> Path:
    return ROOT / "assets"


def data_folder() -> Path:
    """Where the exhibition may write for good: the service's folder, else the platform's."""
    given = os.environ.get("STATE_DIRECTORY", "").split(":")[0]
    return Path(given) if given else _platform("XDG_DATA_HOME", ".local/share", "Application Support")


def cache_folder() -> Path:
    """Where it may write what can be made again."""
    given = os.environ.get("CACHE_DIRECTORY", "").split(":")[0]
    return Path(given) if given else _platform("XDG_CACHE_HOME", ".cache", "Caches")


def _platform(variable: str, unix: str, mac: str) -> Path:
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / NAME
    if sys.platform == "darwin":
        return home / "Library" / mac / NAME
    given = os.environ.get(variable)
    return (Path(given) if given else home / unix) / NAME
