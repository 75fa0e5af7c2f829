"""Several people at one terminal: taking turns, voting with fingers, a class that holds up hands.

All of it is a way of finding *one* answer to a question with options; the answer itself is then given
like any other, and only that is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from kiosk.content.answers import options_of
from kiosk.core.frame import Action
from kiosk.core.scene import Outcome
from scenes.play.journey import Journey, Run

Mode = Literal["", "pass", "vote", "host"]
MODES: tuple[Mode, ...] = ("", "pass", "vote", "host")
PLAYERS = 3
"""Tokens that go round when people take turns."""
FINGERS = 4
"""Votes a small team may cast on one question."""
HANDS = 40
"""Hands that may be counted for one option: a class and its guests."""


def asked(journey: Journey) -> bool:
    """Whether the present step is a question that several can answer together: one option of some."""
    step = journey.step
    return step.asks and not step.several and bool(options_of(step)) and hasattr(journey.state, "chosen")


def counts(journey: Journey) -> bool:
    """Whether votes or hands are counted on the present step."""
    return journey.run.group in ("vote", "host") and asked(journey)


def open_vote(run: Run) -> bool:
    """Whether there are votes that nobody has counted yet."""
    return bool(run.hands) and not run.counted


def turn_of(journey: Journey) -> int | None:
    """Whose turn it is, 0 to 2; None where nobody takes turns or nothing is asked."""
    if journey.run.group != "pass" or not journey.step.asks:
        return None
    before = {id for id in journey.run.trail[:-1] if journey.scenario.step(id).asks}
    return len(before - {journey.run.here}) % PLAYERS


def voted(journey: Journey, action: Action) -> Run | None:
    """The run after a finger ('choose') or a number of hands ('hands.<option>'); None: not a vote."""
    run = journey.run
    if run.group == "vote" and action.name == "choose":
        id, cast = str(action.value), {} if run.counted else dict(run.hands)
        if id not in offered(journey) or sum(cast.values()) >= FINGERS:
            return run
        return replace(run, hands={**cast, id: cast.get(id, 0) + 1}, counted=False, tied=False)
    if run.group == "host" and action.name.startswith("hands."):
        id, value = action.name.removeprefix("hands."), action.value
        if id not in offered(journey) or isinstance(value, bool) or not isinstance(value, (int, float)):
            return run
        shown = {**run.hands, id: min(max(round(value), 0), HANDS)}
        return replace(run, hands={k: n for k, n in shown.items() if n}, counted=False, tied=False)
    return None


def offered(journey: Journey) -> frozenset[str]:
    """Ids of the options one may vote for: those whose `when` holds."""
    scope = journey.turn.scope
    options = options_of(journey.step)
    return frozenset(id for id, o in options.items() if o.when is None or o.when.evaluate(scope))


def winner(hands: Mapping[str, int]) -> str | None:
    """The option with most votes; None in a tie or without votes."""
    most = max(hands.values(), default=0)
    leaders = [id for id, n in hands.items() if n == most]
    return leaders[0] if most and len(leaders) == 1 else None


def counted(journey: Journey) -> tuple[Run, Action | None]:
    """The run after counting, and the answer that won; a tie asks for talk and another vote."""
    run = journey.run
    if not counts(journey) or not open_vote(run):
        return run, None
    won = winner(run.hands)
    if won is None:
        kept = run.hands if run.group == "host" else {}
        return replace(run, hands=kept, counted=False, tied=True), None
    return replace(run, counted=True, tied=False), Action("choose", won)


def cleared(run: Run) -> Run:
    """Without votes, as every step begins."""
    return replace(run, hands={}, counted=False, tied=False)


def silent(run: Run) -> Outcome:
    """A vote is heard, but nothing of it is recorded."""
    return Outcome(run, sounds=("press",))
