"""The chart that grows with every answer: which parts show, how large, how sure."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.content.model import Part
from kiosk.ui.charts import Slice
from kiosk.ui.theme import Theme
from scenes.play.journey import Journey, answered


def slices(
    journey: Journey, theme: Theme, whole: bool = False, parts: Mapping[str, Part] | None = None
) -> tuple[Slice, ...]:
    """The parts of the scenario's chart, or other `parts`, in squares.

    A part shows once a question it rests on was answered (or passed with "don't know"), or at
    once if it rests on none. It counts as estimated while one of its questions is open or was
    answered "don't know". `whole`: all parts, the open ones with their stated averages.
    """
    live = journey.scenario.live
    if live is None:
        return ()
    return tuple(
        _slice(journey, theme, (index, name, part))
        for index, (name, part) in enumerate((parts or live.parts).items())
        if whole or parts or journey.run.finished or _shows(journey, name)
    )


def _shows(journey: Journey, name: str) -> bool:
    steps = journey.turn.scope.depends(name)
    known = set(journey.run.unknown)
    return not steps or any(id in known or id in journey.run.states for id in steps)


def _slice(journey: Journey, theme: Theme, item: tuple[int, str, Part]) -> Slice:
    index, name, part = item
    live = journey.scenario.live
    assert live is not None
    colour, pattern = theme.part(part.colour, index)
    label = part.text.render(journey.turn.scope, journey.content.language)
    amount = journey.turn.scope.number(name) / live.unit.value
    return Slice(name, label, amount, colour, pattern, _estimated(journey, name), part.shared)


def _estimated(journey: Journey, name: str) -> bool:
    run = journey.run
    for id in journey.turn.scope.depends(name):
        step = journey.scenario.step(id)
        if not answered(journey.kinds, step, run) and journey.fits(step):
            return True
    return False


def total(journey: Journey, parts: tuple[Slice, ...]) -> float:
    """The sum of the shown parts in the unit of the chart's number (tonnes, say)."""
    live = journey.scenario.live
    return sum(p.amount for p in parts) * live.unit.value / live.per if live is not None else 0.0


def unknowns(journey: Journey) -> int:
    """How many questions of the run stand on an average, and simulations on no run that holds."""
    scope = journey.turn.scope
    return sum(1 for s in journey.questions() if journey.fits(s) and scope.number(f"{s.id}.unknown"))
