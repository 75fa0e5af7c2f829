"""What the house works out for the views: tower, pledges, services, a guess and its truth, rounds."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.frame import Colour
from kiosk.ui.charts import Slice
from kiosk.ui.mosaic import Laid


def rounded(kg: float) -> float:
    """Two significant digits: more would claim more than the model knows."""
    return round(kg, -2) if kg >= 1000 else round(kg, -1)


@dataclass(frozen=True, slots=True)
class Outline:
    """A comparison on the tower: after how many squares it is drawn, what it is called, its number."""

    squares: int
    label: str
    figure: str


@dataclass(frozen=True, slots=True)
class Tower:
    """The scenario's chart in words and squares.

    figure: the number for the flaps. measure: what follows it. unit: what one square is.
    key: what hatching means, where anything is hatched. tone: colour of the scenario.
    """

    title: str
    figure: str
    measure: str
    unit: str
    slices: tuple[Slice, ...]
    outline: Outline | None = None
    key: str = ""
    tone: Colour = (18, 22, 46, 255)


@dataclass(frozen=True, slots=True)
class Axis:
    """One strength, counted from 0 to its radar's `most`.

    today: as it was answered; None where it was left open. after: with the steps that were chosen.
    crowd: the mean of earlier visits; None for too few. figure: today's number in words. spoken: all of it.
    """

    label: str
    today: float | None
    after: float
    crowd: float | None
    figure: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Radar:
    """Strengths side by side. today, after, crowd: what its lines are called."""

    axes: tuple[Axis, ...]
    most: float
    today: str
    after: str
    crowd: str

    @property
    def lifted(self) -> bool:
        """Whether a chosen step raises any of the strengths."""
        return any(axis.today is not None and axis.after > axis.today for axis in self.axes)

    @property
    def compared(self) -> bool:
        """Whether enough earlier visits answered every one of the questions."""
        return all(axis.crowd is not None for axis in self.axes)

    @property
    def spoken(self) -> str:
        return ". ".join(axis.spoken for axis in self.axes)


@dataclass(frozen=True, slots=True)
class Pledge:
    """A lever the visitor took up: its words, icon, colour domain, squares and what it saves in words.

    price, date, help: of a step that was paid from a budget: what it costs, when, and who helps.
    """

    text: str
    icon: str | None
    domain: str
    squares: int
    figure: str
    price: str = ""
    date: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a game for two: who took it, and what it told.

    takers: name and colour domain of each. figure: the number that came out. text: what it is the number of.
    """

    takers: tuple[tuple[str, str], ...]
    figure: str
    text: str

    @property
    def spoken(self) -> str:
        names = ", ".join(name for name, _ in self.takers)
        return f"{names}: {self.figure}, {self.text}" if self.text else f"{names}: {self.figure}"


@dataclass(frozen=True, slots=True)
class Guess:
    """What was guessed and what is true, in the content's words."""

    said: str
    truth: str
    right: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it. `url` is the address of the take-home code, empty before the result.

    services: ids of the services the result takes home, most useful first.
    rounds: those of a game for two, once it is over. radar: once its step was reached.
    laid: the picture visits lay together.
    note: what to say about questions that were left open by an early end.
    """

    tower: Tower | None = None
    pledges: tuple[Pledge, ...] = ()
    guess: Guess | None = None
    url: str = ""
    saved_kg: float = 0.0
    services: tuple[str, ...] = ()
    note: str = ""
    radar: Radar | None = None
    rounds: tuple[Round, ...] = ()
    laid: Laid | None = None
