"""What happens in every visit, whatever is played."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class VisitStarted:
    """A first touch on the attract screen.

    language: language tag the visit begins in.
    """

    kind: ClassVar[str] = "visit_start"
    language: str


@dataclass(frozen=True, slots=True)
class ScreenEntered:
    """A screen came up; the only way dwell is computed.

    screen: name of the screen, for a step 'scenario/step'.
    via: 0 tap, 1 back, 2 by itself.
    """

    kind: ClassVar[str] = "screen"
    screen: str
    via: int = 0


@dataclass(frozen=True, slots=True)
class Tapped:
    """A touch or key that did something.

    target: id of the element.
    latency_ms: from the finger's landing until the action was taken; 0 for keys.
    cell: place on a grid of 16 x 9 cells over the screen, row * 16 + column; -1 for keys.
    """

    kind: ClassVar[str] = "tap"
    target: str
    latency_ms: int = 0
    cell: int = -1


@dataclass(frozen=True, slots=True)
class DeadTap:
    """A touch on something that does not react.

    cell: place on the 16 x 9 grid, row * 16 + column.
    """

    kind: ClassVar[str] = "dead_tap"
    cell: int


@dataclass(frozen=True, slots=True)
class TaskStarted:
    """A scenario was opened.

    scenario: id of the scenario.
    """

    kind: ClassVar[str] = "task_start"
    scenario: str


@dataclass(frozen=True, slots=True)
class GroupPlayed:
    """A scenario was opened to be played together.

    scenario: id of the scenario.
    mode: 1 in turns, 2 voting with fingers, 3 a class with a host.
    """

    kind: ClassVar[str] = "group"
    scenario: str
    mode: int


@dataclass(frozen=True, slots=True)
class TaskStep:
    """A step was completed.

    target: 'scenario/step'.
    number: how many steps were completed before it.
    """

    kind: ClassVar[str] = "task_step"
    target: str
    number: int


@dataclass(frozen=True, slots=True)
class TaskEnded:
    """A scenario was left.

    scenario: id of the scenario.
    outcome: 0 gave up, 1 reached a result, 3 left by time-out.
    """

    kind: ClassVar[str] = "task_end"
    scenario: str
    outcome: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A step was answered or its answer was changed.

    target: 'scenario/step/option' for a choice, 'scenario/step' for a number.
    value: option position from 0, the number of a slider, -1 for "don't know".
    collect: counted in the open poll of this step.
    """

    kind: ClassVar[str] = "answer"
    target: str
    value: float
    collect: bool = False


@dataclass(frozen=True, slots=True)
class Guessed:
    """A guess met its truth: what was predicted before the reveal.

    target: 'scenario/step'.
    guess: what was guessed (a number, or an option's position).
    truth: what was true, in the same terms.
    player: which of two people at the same screen, 0 or 1.
    """

    kind: ClassVar[str] = "guess"
    target: str
    guess: float
    truth: float
    player: int = 0


@dataclass(frozen=True, slots=True)
class Pledged:
    """A lever was taken up or put back on the way to the result.

    target: 'scenario/step/option'.
    kg: what it would save in a year, rounded; 0 for a handprint, and for a step paid from a budget.
    taken: True taken up, False put back.
    """

    kind: ClassVar[str] = "pledge"
    target: str
    kg: int
    taken: bool = True


@dataclass(frozen=True, slots=True)
class Resulted:
    """A result was shown.

    scenario: id of the scenario.
    value: the result's number, e.g. kilograms a year or a share in percent, to three digits.
    unknowns: how many steps were answered "don't know" or left open.
    """

    kind: ClassVar[str] = "result"
    scenario: str
    value: float
    unknowns: int


@dataclass(frozen=True, slots=True)
class LightLit:
    """A finished game left a light in the city.

    colour: id of the scenario's colour domain.
    block: number of the block, 0..143.
    window: number of the window in it, 0..8.
    """

    kind: ClassVar[str] = "light"
    colour: str
    block: int
    window: int


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """The language was changed.

    language: language tag.
    """

    kind: ClassVar[str] = "lang"
    language: str


@dataclass(frozen=True, slots=True)
class AccessUsed:
    """An accessibility setting was switched on. Only counted per month, never kept per visit.

    feature: text150, text200, contrast, low, calm, sound, keys.
    """

    kind: ClassVar[str] = "a11y"
    feature: str


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """Help was opened."""

    kind: ClassVar[str] = "help"


@dataclass(frozen=True, slots=True)
class WentBack:
    """A step back was taken."""

    kind: ClassVar[str] = "back"


@dataclass(frozen=True, slots=True)
class SurveyShown:
    """A short survey was offered. One at most in a visit.

    instrument: 'smiley', 'ueq-s' or 'seq'.
    """

    kind: ClassVar[str] = "survey_show"
    instrument: str


@dataclass(frozen=True, slots=True)
class SurveyAnswered:
    """An item was answered or its answer was changed. The value is kept in `response` alone, not in the path.

    item: id of the item, e.g. 'ueq-s.3'.
    value: 1..4 for a smiley, 1..7 else.
    """

    kind: ClassVar[str] = "survey_answer"
    item: str
    value: int


@dataclass(frozen=True, slots=True)
class SurveyEnded:
    """The survey is over. One that never is counts as left.

    instrument: as it was shown.
    outcome: 0 skipped, 1 complete, 2 left.
    """

    kind: ClassVar[str] = "survey_end"
    instrument: str
    outcome: int


@dataclass(frozen=True, slots=True)
class IdleWarned:
    """The question "still there?" came up.

    seconds: how long nothing had been touched.
    """

    kind: ClassVar[str] = "idle_warn"
    seconds: int


@dataclass(frozen=True, slots=True)
class IdleContinued:
    """Somebody answered "still there?".

    seconds: how long the question had been up.
    """

    kind: ClassVar[str] = "idle_continue"
    seconds: int


@dataclass(frozen=True, slots=True)
class Failed:
    """Something went wrong that the visitor did not see.

    code: 1 a screen raised, 2 sound, 3 picture.
    """

    kind: ClassVar[str] = "error"
    code: int


@dataclass(frozen=True, slots=True)
class Slow:
    """A touch took more than 100 ms until the picture changed.

    ms: how long.
    """

    kind: ClassVar[str] = "slow"
    ms: int


@dataclass(frozen=True, slots=True)
class Storm:
    """Many touches at once: a cleaning cloth, palms, many children.

    touches: touches in the second that set it off.
    """

    kind: ClassVar[str] = "storm"
    touches: int


@dataclass(frozen=True, slots=True)
class VisitEnded:
    """The stay is over.

    reason: 1 finish, 2 restart, 3 time-out, 4 staff, 5 crash.
    """

    kind: ClassVar[str] = "visit_end"
    reason: int
