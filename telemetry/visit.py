"""One visit while it lasts: its events as rows, its votes beside them.

Nothing here knows a person. Rows carry milliseconds since the first touch; ways of showing that
hint at a disability, and numbers that describe a household, are held apart from the rows and are
only ever counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from telemetry.bins import coarse, latency
from telemetry.dictionary import Names, scenario_stats
from telemetry.events import (
    AccessUsed,
    Answered,
    CardLaid,
    DayPlanned,
    DayRun,
    DeadTap,
    Event,
    Failed,
    GroupPlayed,
    Guessed,
    IdleContinued,
    IdleWarned,
    LampsLit,
    LanguageChosen,
    LegTaken,
    LegTakenBack,
    Pledged,
    RaceRun,
    Resulted,
    ScreenEntered,
    Slow,
    Sorted,
    Storm,
    SurveyAnswered,
    SurveyEnded,
    SurveyShown,
    SwapTaken,
    Tapped,
    TaskEnded,
    TaskStarted,
    TaskStep,
    TileLaid,
    VisitEnded,
    VisitStarted,
)

STORM, GAP, CUT, HAND_OVER = 1, 2, 4, 8
"""Bits of quality: many touches at once; the clock leapt or stood; rows are missing; hands changed."""

START_SCREEN = "attract"
SURVEY_SCREEN = "survey"
UNDETERMINED = "und"
"""The language of a visit that never named one (the tag of BCP 47)."""

MOST_ROWS = 5000
LONGEST_PAUSE_MS = 600_000
"""No idle time is this long (rules I2): a longer pause means that the machine slept."""


class VisitFullError(Exception):
    """The visit has as many rows as a visit may have."""


class Row(NamedTuple):
    """An event of the running visit. `t_ms`: milliseconds since the first touch."""

    t_ms: int
    kind: str
    screen: str
    target: str | None = None
    value: int | None = None
    cell: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a visit before its first event. `day` is yyyymmdd, `hour` 0 to 23."""

    visit: int
    day: int
    hour: int
    build: str

    @property
    def bucket(self) -> int:
        """Year and month, yyyymm: all that a visit keeps of the calendar."""
        return self.day // 100


@dataclass(slots=True)
class Ballot:
    """What a visit adds to counters when it ends, and never to its own rows.

    votes: step -> target and value of its last answer, of open polls only.
    guesses: target and player -> guess and truth, the first: whoever guesses again knows the truth.
    results: scenario -> value and unknowns.
    pledges: target -> kilograms of the levers that are taken up at the end.
    access: features switched on.
    asked: the survey that was shown, None without one. said: item -> its last answer. They become rows of
    `survey` and `response`.
    """

    votes: dict[str, tuple[str, float]] = field(default_factory=dict)
    guesses: dict[tuple[str, int], tuple[float, float]] = field(default_factory=dict)
    results: dict[str, tuple[float, int]] = field(default_factory=dict)
    pledges: dict[str, int] = field(default_factory=dict)
    access: set[str] = field(default_factory=set)
    asked: str | None = None
    said: dict[str, int] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        """Take note of an event; a number that is none, or a second survey, raises ValueError."""
        match event:
            case Tapped() | ScreenEntered() | DeadTap():
                pass
            case Answered(target, value, collect=True):
                self.votes["/".join(target.split("/")[:2])] = (target, coarse(value))
            case Guessed(target, guess, truth, player):
                self.guesses.setdefault((target, _whole(player)), (coarse(guess), coarse(truth)))
            case Resulted(scenario, value, unknowns):
                self.results[scenario] = (coarse(value), _whole(unknowns))
            case Pledged(target, kg):
                # The event says "taken up or put back": the second one takes it back.
                if self.pledges.pop(target, None) is None:
                    self.pledges[target] = _whole(kg)
            case SurveyShown(instrument):
                if self.asked is not None:
                    raise ValueError("a visit is asked once")
                self.asked = instrument
            case SurveyAnswered(item, value):
                if self.asked is None or not 1 <= _whole(value) <= 7:
                    raise ValueError("no such answer")
                self.said[item] = value
            case SurveyEnded(instrument, outcome):
                if instrument != self.asked or not 0 <= _whole(outcome) <= 2:
                    raise ValueError("no such end")
            case _:
                pass


class Visit:
    """The running visit. `began` is the loop's time of the first touch, in seconds."""

    def __init__(self, head: Head, began: float) -> None:
        self.head = head
        self.rows: list[Row] = []
        self.ballot = Ballot()
        self.quality = 0
        self.saved = 0
        self._began = began
        self._screen = START_SCREEN

    def add(self, event: Event, now: float, names: Names) -> None:
        """Take an event. ValueError or TypeError when it cannot be kept as ids and integers,
        VisitFullError when the visit already has 5,000 rows; then no row is added."""
        if isinstance(event, AccessUsed):
            self.ballot.access.add(names.admit("feature", event.feature))
            return
        if len(self.rows) >= MOST_ROWS and not isinstance(event, VisitEnded):
            self.quality |= CUT
            raise VisitFullError
        t_ms = round((now - self._began) * 1000)
        target, value, cell = _parts(event)
        screen = event.screen if isinstance(event, ScreenEntered) else self._screen
        if screen == SURVEY_SCREEN and isinstance(event, Tapped | DeadTap):
            # The control and its place are the answer, which stands in `response` alone.
            target, cell = None, None
        _admit(event, names, screen, target)
        self.ballot.add(event)
        self.rows.append(Row(self._steady(t_ms), event.kind, screen, target, value, cell))
        self._screen = screen

    @property
    def last(self) -> float:
        """The loop's time of the last row, in seconds."""
        return self._began + (self.rows[-1].t_ms / 1000 if self.rows else 0.0)

    def restore(self, rows: list[Row]) -> None:
        """Continue with rows of an earlier run that ended without notice."""
        self.rows = rows
        self.saved = len(rows)

    def _steady(self, t_ms: int) -> int:
        """Time that never runs back; a leap either way is noted as a gap."""
        last = self.rows[-1].t_ms if self.rows else 0
        if t_ms < last or t_ms - last > LONGEST_PAUSE_MS:
            self.quality |= GAP
        return max(t_ms, last)


def _admit(event: Event, names: Names, screen: str, target: str | None) -> None:
    """Every name of a row must be an id, or ValueError."""
    if target is not None:
        names.admit("target", target)
    match event:
        case Tapped():
            pass
        case ScreenEntered():
            names.admit("screen", screen)
            if place := station(screen):
                names.admit("station", place)
        case TaskStep():
            names.admit("screen", event.target)
        case TaskStarted():
            names.admit("station", event.scenario)
            for stat in scenario_stats(event.scenario):
                names.admit("stat", stat)
        case VisitStarted(language) | LanguageChosen(language):
            names.admit("language", language.lower())
        case SurveyShown():
            names.admit("instrument", event.instrument)
        case SurveyAnswered():
            names.admit("item", event.item)
        case _:
            pass


def station(screen: str) -> str | None:
    """The scenario a screen belongs to, None for screens of the house."""
    head, slash, _ = screen.partition("/")
    return head if slash and head else None


_Parts = tuple[str | None, int | None, int | None]


def _parts(event: Event) -> _Parts:
    """Target, value and cell of a row.

    Left out on purpose: numbers answered, guesses, results, kilograms and what a survey was answered (they
    are in the ballot), and the place of a light, which a visitor may have photographed.
    """
    match event:
        case Tapped(target, ms, cell):
            return target, latency(_whole(ms)), _cell(cell)
        case ScreenEntered(_, via):
            return None, _whole(via), None
        case VisitStarted(language) | LanguageChosen(language):
            return language.lower(), None, None
        case DeadTap(cell):
            return None, None, _cell(cell)
        case TaskStarted(scenario):
            return scenario, None, None
        case TaskEnded(target, n) | GroupPlayed(target, n) | SurveyEnded(target, n):
            return target, _whole(n), None
        case (
            TaskStep(target, n) | DayRun(target, n) | LampsLit(target, n)
            | LegTaken(target, n) | LegTakenBack(target, n) | SwapTaken(target, n)
            | RaceRun(target, n) | TileLaid(target, n)
        ):  # fmt: skip
            return target, _whole(n), None
        case DayPlanned(target, yes) | Sorted(target, yes) | CardLaid(target, yes):
            return target, int(bool(yes)), None
        case Answered(target, answer):
            return target, -1 if answer == -1 else None, None
        case Guessed(target) | Pledged(target) | Resulted(target):
            return target, None, None
        case SurveyShown(target) | SurveyAnswered(target):
            return target, None, None
        case _:
            return None, _number(event), None


def _number(event: Event) -> int | None:
    """The one integer of an event without a target."""
    match event:
        case IdleWarned(n) | IdleContinued(n) | Failed(n) | Storm(n) | VisitEnded(n):
            return _whole(n)
        case Slow(ms):
            return latency(_whole(ms))
        case _:
            return None


def _cell(cell: int) -> int | None:
    """A cell of the 16 x 9 grid, None for keys."""
    if not -1 <= _whole(cell) < 16 * 9:
        raise ValueError("no such cell")
    return None if cell < 0 else cell


def _whole(number: int) -> int:
    """An integer that fits 32 bits; anything else raises TypeError or ValueError."""
    if not isinstance(number, int):
        raise TypeError("not an integer")
    if abs(number) >= 2**31:
        raise ValueError("out of range")
    return int(number)
