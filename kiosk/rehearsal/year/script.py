"""One visit of the year: a played one at another pace, left early, taken over, wiped, or asked how it was."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeVar

from kiosk.rehearsal.year.calendar import poisson
from kiosk.rehearsal.year.parameters import Parameters, Survey
from kiosk.rehearsal.year.reel import Kind, Reel
from kiosk.rehearsal.year.take import SURVEY, TIME_OUT, Moment
from kiosk.runtime.idle import NORMAL
from telemetry.events import (
    AccessUsed,
    DeadTap,
    IdleContinued,
    IdleWarned,
    LanguageChosen,
    LightLit,
    ScreenEntered,
    Storm,
    SurveyAnswered,
    SurveyEnded,
    SurveyShown,
    Tapped,
    TaskEnded,
    TaskStarted,
    VisitStarted,
)

FINISH, STAFF = 1, 4
GAVE_UP = 0
CELLS = 144
TAKEN_OVER_S = (10.5, 25.0)
SKIPPED, COMPLETE, LEFT_OPEN = 0, 1, 2

_T = TypeVar("_T")
Mark = Literal["walk", "over", "staff", "idle", "cloth", "class", "asked"]


class Day(NamedTuple):
    """What all visits of a day have in common. walks: how many walk away."""

    walks: float
    after: bool


@dataclass(frozen=True, slots=True)
class Script:
    """What is fed into the store. ended: when the exhibition ends it, in seconds since the first touch.
    marks: what the drawing did to it."""

    moments: tuple[Moment, ...]
    reason: int
    ended: float
    marks: frozenset[Mark] = frozenset()


@dataclass
class _Draft:
    moments: list[Moment]
    reason: int
    marks: set[Mark]

    @property
    def last(self) -> float:
        return self.moments[-1][0]


def visit(reel: Reel, chance: random.Random, day: Day, school: str | None = None) -> Script:
    """A visitor. school: the language of the class this one belongs to."""
    parameters = reel.parameters
    kind = Kind(school or reel.language(chance), day.after, school is not None)
    take = reel.draw(chance, kind)
    pace = _pace(chance, parameters, school is not None)
    fate = chance.random()
    draft = _Draft(_paced(take.moments, pace), take.reason, {"class"} if school else set())
    if fate < parameters.staff + day.walks:
        draft.moments = draft.moments[: chance.choice(take.cuts)]
        draft.reason = STAFF if fate < parameters.staff else TIME_OUT
        draft.marks.add("staff" if fate < parameters.staff else "walk")
    if "walk" in draft.marks and chance.random() < parameters.takes_over:
        _taken_over(draft, reel, chance, day, kind)
    _beside(draft, chance, parameters)
    if draft.reason == FINISH and school is None:
        _asked(draft, chance, parameters.survey)
    return _ended(draft)


def cloth(chance: random.Random, language: str) -> Script:
    """Somebody wipes the screen: many touches a second, nearly all of them on nothing."""
    moments: list[Moment] = [(0.0, VisitStarted(language)), (0.0, ScreenEntered("menu"))]
    now = 0.3
    for n in range(chance.randint(50, 140)):
        moments.append((now, DeadTap(chance.randrange(CELLS))))
        if n == 40:
            moments.append((now, Storm(chance.randint(16, 30))))
        now += chance.uniform(0.02, 0.09)
    return _ended(_Draft(moments, TIME_OUT, {"cloth"}))


def relit(script: Script, free: Iterator[tuple[int, int]]) -> Script:
    """The same visit, its lights in dark windows: `free` are blocks and windows; others are not lit."""
    moments: list[Moment] = []
    for second, event in script.moments:
        if isinstance(event, LightLit):
            place = next(free, None)
            if place is None:
                continue
            event = replace(event, block=place[0], window=place[1])
        moments.append((second, event))
    return replace(script, moments=tuple(moments))


def open_scenarios(moments: Iterable[Moment]) -> list[str]:
    """Scenarios that were opened and not left, the last one last."""
    running: list[str] = []
    for _, event in moments:
        if isinstance(event, TaskStarted):
            running.append(event.scenario)
        elif isinstance(event, TaskEnded) and event.scenario in running:
            running.remove(event.scenario)
    return running


def _pace(chance: random.Random, parameters: Parameters, school: bool) -> float:
    pace = chance.lognormvariate(0.0, parameters.pace)
    return pace * parameters.class_pace if school else pace


def _paced(moments: Iterable[Moment], pace: float, since: float = 0.0) -> list[Moment]:
    return [(since + second * pace, event) for second, event in moments]


def _taken_over(draft: _Draft, reel: Reel, chance: random.Random, day: Day, kind: Kind) -> None:
    """The next one comes before the time-out, leaves what was left, plays on, and may walk away too."""
    language = kind.language if kind.school else reel.language(chance)
    take = reel.draw(chance, kind._replace(language=language))
    goes = chance.random() < day.walks
    now = draft.last + chance.uniform(*TAKEN_OVER_S)
    for scenario in reversed(open_scenarios(draft.moments)):
        draft.moments += [
            (now, Tapped("leave", 120, 131)), (now, TaskEnded(scenario, GAVE_UP)),
            (now, ScreenEntered("menu", 1)),
        ]  # fmt: skip
        now += 1.5
    if language != _language(draft.moments):
        draft.moments += [(now, Tapped("tool.language", 120, 136)), (now, LanguageChosen(language))]
        now += 1.5
    kept = take.moments[: chance.choice(take.cuts)] if goes else take.moments
    own = [one for one in kept if one[0] > 0]
    pace = _pace(chance, reel.parameters, kind.school)
    draft.moments += _paced(own, pace, now - pace * own[0][0] if own else now)
    draft.reason = TIME_OUT if goes else take.reason
    draft.marks.add("over")


def _language(moments: Iterable[Moment]) -> str:
    return [e.language for _, e in moments if isinstance(e, VisitStarted | LanguageChosen)][-1]


def _beside(draft: _Draft, chance: random.Random, parameters: Parameters) -> None:
    """Touches beside, a pause in which nobody answers at once, ways of showing."""
    if chance.random() < parameters.answers_idle:
        _paused(draft, chance)
    for _ in range(poisson(chance, parameters.dead)):
        _put(draft, chance.uniform(0.0, draft.last), DeadTap(chance.randrange(CELLS)))
    for feature, share in parameters.access.items():
        if chance.random() < share:
            _put(draft, chance.uniform(0.0, draft.last), AccessUsed(feature))


def _put(draft: _Draft, second: float, event: DeadTap | AccessUsed) -> None:
    """Between two moments, but never before the visit began."""
    at = bisect_left(draft.moments, second, lo=1, key=lambda one: one[0])
    draft.moments.insert(at, (max(second, draft.moments[at - 1][0]), event))


def _paused(draft: _Draft, chance: random.Random) -> None:
    """Somewhere nothing is touched until "still there?" is asked, and that is answered."""
    later = [at for at in range(2, len(draft.moments)) if draft.moments[at][0] > draft.moments[at - 1][0]]
    if not later:
        return
    at = chance.choice(later)
    asked = draft.moments[at - 1][0] + NORMAL.ask
    stood = chance.uniform(2.0, NORMAL.wait - 4.0)
    shift = NORMAL.ask + stood
    draft.moments[at:] = [
        (asked, IdleWarned(round(NORMAL.ask))), (asked + stood, IdleContinued(round(stood))),
        *((second + shift, event) for second, event in draft.moments[at:]),
    ]  # fmt: skip
    draft.marks.add("idle")


def _asked(draft: _Draft, chance: random.Random, survey: Survey) -> None:
    """A share is asked how it was: skips that, answers it wholly, or leaves in the middle of it."""
    instrument = _one(chance, {**survey.shares, "": 1.0 - sum(survey.shares.values())})
    if not instrument:
        return
    draft.marks.add("asked")
    now = draft.last + 0.4
    draft.moments += [(now, ScreenEntered(SURVEY, 2)), (now, SurveyShown(instrument))]
    outcome = _one(
        chance,
        {SKIPPED: survey.skipped, LEFT_OPEN: survey.left, COMPLETE: 1.0 - survey.skipped - survey.left},
    )
    answers = _answers(chance, survey, instrument)
    if outcome != COMPLETE:
        answers = answers[: chance.randrange(len(answers))]
    for item, value in answers:
        now += chance.uniform(1.2, 4.0)
        draft.moments += [
            (now, Tapped(f"{item}.{value}", 100, chance.randrange(CELLS))),
            (now, SurveyAnswered(item, value)),
        ]  # fmt: skip
    if outcome == LEFT_OPEN:
        draft.reason = TIME_OUT
        return
    now += chance.uniform(0.8, 2.0)
    draft.moments += [(now, Tapped("survey.end", 100, 131)), (now, SurveyEnded(instrument, outcome))]


def _answers(chance: random.Random, survey: Survey, instrument: str) -> list[tuple[str, int]]:
    if instrument == "smiley":
        return [("smiley", _one(chance, dict(enumerate(survey.smiley, start=1))))]
    if instrument == "seq":
        return [("seq", _one(chance, dict(enumerate(survey.seq, start=1))))]
    mood = _one(chance, dict(enumerate(survey.mood, start=-1)))
    return [
        (f"ueq-s.{n}", _one(chance, dict(enumerate(shares, start=2))) + mood)
        for n, shares in enumerate(survey.ueq, start=1)
    ]


def _one(chance: random.Random, shares: dict[_T, float]) -> _T:
    """One of them, with these probabilities."""
    return chance.choices(list(shares), list(shares.values()))[0]


def _ended(draft: _Draft) -> Script:
    """The end as the exhibition makes it: at once, or after the question that nobody answers."""
    if draft.reason != TIME_OUT:
        return Script(tuple(draft.moments), draft.reason, draft.last, frozenset(draft.marks))
    asked = draft.last + NORMAL.ask
    over = asked + NORMAL.wait
    left: list[Moment] = [(over, TaskEnded(id, TIME_OUT)) for id in open_scenarios(draft.moments)]
    shown = [e for _, e in draft.moments if isinstance(e, SurveyShown | SurveyEnded)]
    if shown and isinstance(shown[-1], SurveyShown):
        left.append((over, SurveyEnded(shown[-1].instrument, LEFT_OPEN)))
    return Script(
        (*draft.moments, (asked, IdleWarned(round(NORMAL.ask))), *left),
        TIME_OUT,
        over,
        frozenset(draft.marks),
    )
