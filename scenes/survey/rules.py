"""What happens in the short survey: values are given and changed, pages turned, all of it skipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.content.questionnaire import ITEMS, most
from kiosk.core.frame import Value
from kiosk.core.scene import Outcome, Restart
from kiosk.ui.scene import Act
from telemetry.events import SurveyAnswered, SurveyEnded

SKIPPED, COMPLETE, LEFT = 0, 1, 2
"""Outcomes of a survey, as in `SurveyEnded`."""
RATE = "rate."
"""How actions begin that give an item a value; its number follows, from 1."""
THANKS_S = 4.0
"""How long the thanks stand, unless a touch ends them."""


@dataclass(frozen=True, slots=True)
class State:
    """A survey under way.

    values: what was given so far, by item. first: the item a page begins with, counted from 0.
    entered: when the page, or the thanks, came up. closes: when the thanks end by themselves; None before.
    """

    instrument: str
    values: Mapping[str, int] = field(default_factory=dict)
    first: int = 0
    entered: float = 0.0
    closes: float | None = None

    @property
    def items(self) -> tuple[str, ...]:
        return ITEMS[self.instrument]

    def answered(self, end: int | None = None) -> bool:
        """Whether every item before `end`, by default every one there is, has a value."""
        return all(item in self.values for item in self.items[:end])


def step(state: State, act: Act) -> Outcome:
    """The outcome of one action. What is not allowed changes and records nothing."""
    name, value = act.action.name, act.action.value
    if state.closes is not None:
        return Outcome(state, Restart()) if name == "leave" else Outcome(state)
    if name.startswith(RATE):
        return _rated(state, name.removeprefix(RATE), value)
    if name == "page":
        return _turned(state, value, act.now)
    if name == "next" and state.answered():
        thanked = replace(state, entered=act.now, closes=act.now + THANKS_S)
        return Outcome(thanked, events=(SurveyEnded(state.instrument, COMPLETE),), sounds=("reveal",))
    if name == "skip":
        over = replace(state, closes=act.now)
        return Outcome(over, Restart(), (SurveyEnded(state.instrument, SKIPPED),), ("back",))
    return Outcome(state)


def left(state: State) -> tuple[SurveyEnded, ...]:
    """What is recorded when the visit ends while the survey is up."""
    return () if state.closes is not None else (SurveyEnded(state.instrument, LEFT),)


def _rated(state: State, number: str, value: Value) -> Outcome:
    """An item gets a value, at once and for good: nothing is lost should nobody press on."""
    place, given = int(number) if number.isdecimal() else 0, _whole(value)
    if not 1 <= place <= len(state.items) or given is None or not 1 <= given <= most(state.instrument):
        return Outcome(state)
    item = state.items[place - 1]
    if state.values.get(item) == given:
        return Outcome(state)
    changed = replace(state, values={**state.values, item: given})
    return Outcome(changed, events=(SurveyAnswered(item, given),), sounds=("choose",))


def _turned(state: State, value: Value, now: float) -> Outcome:
    """Another page: back at any time, on once everything before it has a value."""
    first = _whole(value)
    if first is None or not 0 <= first < len(state.items) or not state.answered(first):
        return Outcome(state)
    sound = "choose" if first > state.first else "back"
    return Outcome(replace(state, first=first, entered=now), sounds=(sound,))


def _whole(value: Value) -> int | None:
    """A whole number as an integer; None for anything else. Sliders give floats."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return int(value) if number and float(value).is_integer() else None  # type: ignore[arg-type]
