"""The radar of a play: what was answered, what the chosen steps add, what everybody said."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.content.formula import half_up
from kiosk.content.model import Part, Step
from kiosk.ui.facts import Axis, Radar
from kiosk.visit.world import World
from scenes.play.journey import Journey


def radar(journey: Journey, world: World) -> Radar | None:
    """The scenario's radar once its step was reached: nobody sees it grow with every answer."""
    step = radar_step(journey)
    if step is None or step.id not in journey.run.trail:
        return None
    most = float(getattr(step, "most", 0.0))
    axes = tuple(
        _axis(journey, world, (name, part, most))
        for name, part in _parts(step).items()
        if _fits(journey, part)
    )
    words = (world.say("radar_today"), world.say("radar_after"), world.say("radar_crowd"))
    return Radar(axes, most, *words) if len(axes) > 2 else None


def radar_step(journey: Journey) -> Step | None:
    """The step that shows the radar, if the scenario has one."""
    return next((s for s in journey.scenario.steps if getattr(s, "chart", "") == "radar"), None)


def strengths(journey: Journey) -> tuple[float | None, ...]:
    """Today's number of every axis; None where it was left open, or is none of this visitor's."""
    step = radar_step(journey)
    return () if step is None else tuple(
        _today(journey, name, float(getattr(step, "most", 0.0))) if _fits(journey, part) else None
        for name, part in _parts(step).items()
    )  # fmt: skip


def _today(journey: Journey, name: str, most: float) -> float | None:
    return None if _open(journey, name) else min(max(journey.turn.scope.number(name), 0.0), most)


def _parts(step: Step) -> Mapping[str, Part]:
    return getattr(step, "parts", None) or {}


def _fits(journey: Journey, part: Part) -> bool:
    when = getattr(part, "when", None)
    return when is None or bool(when.evaluate(journey.turn.scope))


def _open(journey: Journey, name: str) -> bool:
    """Whether none of the questions a number rests on was answered."""
    scope = journey.turn.scope
    steps = scope.depends(name)
    return bool(steps) and all(scope.number(f"{id}.unknown") for id in steps)


def _axis(journey: Journey, world: World, what: tuple[str, Part, float]) -> Axis:
    name, part, most = what
    scope, language = journey.turn.scope, journey.content.language
    label = part.text.render(scope, language)
    crowd = journey.turn.crowd.mean(f"{journey.scenario.id}/{name}")
    crowd = half_up(crowd / most * 20) * most / 20 if crowd is not None else None  # to 5 per cent (rules G9)
    today = _today(journey, name, most)
    if today is None:
        spoken = world.say("radar_axis_open", name=label)
        return Axis(label, None, 0.0, crowd, world.say("radar_open"), _with_crowd(world, spoken, crowd))
    added = sum(scope.number(f"{step.id}.{name}") for step in journey.scenario.steps if step.several)
    after = min(today + added, most)
    figure = world.say("radar_of", value=today, most=most)
    spoken = (
        world.say("radar_axis_after", name=label, today=today, most=most, after=after)
        if after > today
        else world.say("radar_axis", name=label, today=today, most=most)
    )
    return Axis(label, today, after, crowd, figure, _with_crowd(world, spoken, crowd))


def _with_crowd(world: World, spoken: str, crowd: float | None) -> str:
    """What everybody said, behind what the visitor said."""
    if crowd is None:
        return spoken
    return f"{spoken}. {world.say('radar_everybody', value=crowd)}"
