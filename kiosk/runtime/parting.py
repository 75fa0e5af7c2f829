"""How a visit takes leave: whether it is asked a short survey, and which. Pure, over the stage."""

from __future__ import annotations

from dataclasses import replace

from kiosk.content.questionnaire import Questionnaire
from kiosk.runtime.stage import SURVEY, Stage
from telemetry.events import Event, GroupPlayed, Resulted, TaskStep

HOST = 3
"""A class with a host, as in `GroupPlayed`."""


def noted(stage: Stage, event: Event) -> Stage:
    """The stage that remembers of an event what matters at the end."""
    match event:
        case Resulted() | TaskStep():
            return replace(stage, engaged=True)
        case GroupPlayed(mode=mode) if mode == HOST:
            return replace(stage, hosted=True)
        case _:
            return stage


def instrument(stage: Stage, survey: Questionnaire) -> str:
    """What a visit is asked that ends by its own doing, "" for nothing.

    Asked is who did something, once, by a draw that rests on the visit's seed alone. A class with its host
    is not: whose answer would it be?
    """
    asked = any(name == SURVEY for name, _ in stage.stack)
    return survey.drawn(stage.visit.seed) if stage.engaged and not stage.hosted and not asked else ""
