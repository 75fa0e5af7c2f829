"""What a screen answers, as values. One director obeys them.

A screen never reaches for another screen: it returns an `Outcome`, and the director pushes,
pops or starts over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from telemetry.events import Event


@dataclass(frozen=True, slots=True)
class Stay:
    """Remain on this screen."""


@dataclass(frozen=True, slots=True)
class Push:
    """Open another screen above this one; `start` is handed to its `open`."""

    screen: str
    start: str | None = None


@dataclass(frozen=True, slots=True)
class Pop:
    """Leave this screen for the one below."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Replace this screen by another."""

    screen: str
    start: str | None = None


@dataclass(frozen=True, slots=True)
class Restart:
    """The stay is over: back to the night. `reason` as in `VisitEnded`."""

    reason: int = 1


@dataclass(frozen=True, slots=True)
class Adjust:
    """Change settings of the visit (language, text size ...), remaining on this screen."""

    settings: tuple[tuple[str, str | int | bool], ...]


Answer = Stay | Push | Pop | Swap | Restart | Adjust


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a screen makes of an action: its new state, an answer, facts to record, sounds.

    A sound is a name of the palette, with `:` and a pitch 0..12 where it has several.
    """

    state: Any
    answer: Answer = field(default_factory=Stay)
    events: tuple[Event, ...] = ()
    sounds: tuple[str, ...] = ()
