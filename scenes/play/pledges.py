"""What a visitor took up in all picks of a play: resolutions with kilograms, steps with a price."""

from __future__ import annotations

from typing import Any

from kiosk.content.answers import options_of
from kiosk.content.model import Option, Step
from kiosk.ui.facts import Pledge, rounded
from kiosk.visit.world import World
from scenes.play.journey import Journey


def pledges(journey: Journey, world: World) -> list[tuple[Pledge, float, str]]:
    """The picked levers of all pick steps with their kilograms and ids, in the order of picking."""
    out = []
    for step in journey.scenario.steps:
        if step.kind != "pick" or step.collect or step.id not in journey.run.states:
            continue
        for place, id in enumerate(getattr(journey.run.states[step.id], "chosen", ())):
            kg = saved(journey, step, id)
            out.append((_pledge(journey, world, (step, id, place), kg), kg, id))
    return out


def saved(journey: Journey, step: Step, id: str) -> float:
    """Kilograms a year the option saves this visitor."""
    option = options_of(step)[id]
    return option.saves.number(journey.turn.scope) if option.saves is not None else 0.0


def _pledge(journey: Journey, world: World, what: tuple[Step, str, int], kg: float) -> Pledge:
    step, id, place = what
    option = options_of(step)[id]
    domain = option.colour or journey.scenario.colour
    text = option.text.render(journey.turn.scope, journey.content.language)
    budget: Any = getattr(step, "budget", None)
    if budget is not None:
        price, figure = _worth(journey, world, budget, option)
        date = (world.say("budget_first"), world.say("budget_second"), world.say("budget_third"))[
            min(place, 2)
        ]
        return Pledge(text, option.icon, domain, 0, figure, price, date, _help(journey, world, option))
    figure = world.say("pledge_kg", kg=rounded(kg)) if option.saves is not None else ""
    figure = world.say("pledge_handprint") if option.handprint else figure
    live = journey.scenario.live
    squares = max(round(kg / live.unit.value), 1) if live is not None and kg > 0 else 0
    return Pledge(text, option.icon, domain, squares, figure)


def _worth(journey: Journey, world: World, budget: Any, option: Any) -> tuple[str, str]:
    """What a step costs, and what it wins in a week, in words."""
    scope = journey.turn.scope
    price = world.say("budget_price", euro=(option.chips or 0) * budget.euro.number(scope))
    hours = option.hours.number(scope) if option.hours is not None else 0.0
    return price, world.say("budget_hours", hours=hours) if hours > 0 else ""


def _help(journey: Journey, world: World, option: Option) -> str:
    """Who helps with a step, unless the service is over."""
    service = journey.content.services.get(getattr(option, "service", None) or "")
    if service is None:
        return ""
    return world.say("budget_help", service=service.text.source)
