"""How a visit takes leave: whether it is asked a short survey, and which. Pure, over the stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kiosk.content.questionnaire import Questionnaire
from kiosk.runtime.stage import SURVEY, Stage
from telemetry.events import Event, GroupPlayed, Resulted, TaskStep

HOST = 3
"""A class with a host, as in `GroupPlayed`."""


def noted(stage: Stage, events: Iterable[Event]) -> Stage:
    """The stage that remembers of what happened what matters at the end."""
    for event in events:
        match event:
            case Resulted() | TaskStep():
                stage = replace(stage, engaged=True)
            case GroupPlayed(mode=mode) if mode == HOST:
                stage = replace(stage, hosted=True)
            case _:
                pass
    return stage


def instrument(stage: Stage, survey: Questionnaire | None) -> str:
    """What a visit is asked that ends by its own doing, "" for nothing.

    Asked is who did something, once, by a draw that rests on the visit's seed alone. A class with its host
    is not: whose answer would it be?
    """
    asked = any(name == SURVEY for name, _ in stage.stack)
    if survey is None or asked or stage.hosted or not stage.engaged:
        return ""
    return survey.drawn(stage.visit.seed)
