"""What happens in the games that simulate, sort and build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class DayRun:
    """A planned day of electricity was run. The first run of each day tells whether the principle of
    the day before was taken over.

    target: 'scenario/step'.
    well: blocks in good hours: alone they save three quarters of what their hour can save, or beside the
    others no other hour would gain a percentage point. The best plan has all of them in good hours.
    """

    kind: ClassVar[str] = "day_run"
    target: str
    well: int


@dataclass(frozen=True, slots=True)
class LampsLit:
    """How far a day that was run, or a spread that was voted on, got: one for each run or vote.

    target: 'scenario/step'.
    lamps: goals that were reached.
    """

    kind: ClassVar[str] = "lamps"
    target: str
    lamps: int


@dataclass(frozen=True, slots=True)
class LegTaken:
    """An errand was ridden.

    target: 'scenario/step/place.mode'.
    number: errands ridden before it on this day.
    """

    kind: ClassVar[str] = "leg"
    target: str
    number: int


@dataclass(frozen=True, slots=True)
class LegTakenBack:
    """An errand that was ridden was taken back.

    target: 'scenario/step/place.mode'.
    number: errands ridden before it on this day.
    """

    kind: ClassVar[str] = "leg_back"
    target: str
    number: int


@dataclass(frozen=True, slots=True)
class SwapTaken:
    """The swap that was offered at the end of a day was carried out; a `DayPlanned` of the new day follows.

    target: 'scenario/step/place.mode', the mode swapped in.
    number: errands ridden before it on this day.
    """

    kind: ClassVar[str] = "swap"
    target: str
    number: int


@dataclass(frozen=True, slots=True)
class DayPlanned:
    """All errands of a day are ridden.

    target: 'scenario/step/person'.
    best: True where no other day is better in one thing and no worse in any other (Pareto-optimal).
    """

    kind: ClassVar[str] = "day_planned"
    target: str
    best: bool


@dataclass(frozen=True, slots=True)
class Sorted:
    """A thing was led to its box.

    target: 'scenario/step.item'.
    first: True where the first box tried was the right one.
    """

    kind: ClassVar[str] = "sorted"
    target: str
    first: bool


@dataclass(frozen=True, slots=True)
class CardLaid:
    """A card that changes a simulation was laid down or taken up again.

    target: 'scenario/step.card'.
    laid: True laid down, False taken up.
    """

    kind: ClassVar[str] = "card"
    target: str
    laid: bool


@dataclass(frozen=True, slots=True)
class RaceRun:
    """A queue was run to its end.

    target: 'scenario/step'.
    done: cases that got through.
    """

    kind: ClassVar[str] = "race"
    target: str
    done: int


@dataclass(frozen=True, slots=True)
class TileLaid:
    """A tile of a street was exchanged.

    target: 'scenario/step.tile', the new tile.
    number: changes made before it.
    """

    kind: ClassVar[str] = "tile"
    target: str
    number: int
