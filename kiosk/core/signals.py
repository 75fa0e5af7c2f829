"""What reaches the exhibition from outside: touches, keys, the window. Plain values.

Positions are stage units. A contact is a small number that stays with one finger (or the mouse)
from `Down` to `Up` or `Cancel`; after a `Cancel` nothing more is heard of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

KeyName = Literal[
    "left", "right", "up", "down", "ok", "back", "help", "next", "plus", "minus",
    "digit1", "digit2", "digit3", "digit4", "digit5", "digit6", "digit7", "digit8", "digit9",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Down:
    """A finger touches the screen."""

    contact: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Move:
    """A finger that is down moves."""

    contact: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Up:
    """A finger leaves the screen on purpose."""

    contact: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Cancel:
    """A finger is gone without having meant anything (lost by the driver, window left)."""

    contact: int


@dataclass(frozen=True, slots=True)
class Key:
    """A key went down; never repeated while it is held."""

    name: KeyName


@dataclass(frozen=True, slots=True)
class Resized:
    """The window has another size, in pixels: paint anew, on the window's new surface."""

    w: int
    h: int


@dataclass(frozen=True, slots=True)
class Quit:
    """The house closes the program, or the screen is gone. Leave within a second."""


@dataclass(frozen=True, slots=True)
class FocusLost:
    """Another window covers this one. All contacts were cancelled before."""


Signal = Down | Move | Up | Cancel | Key | Resized | Quit | FocusLost
