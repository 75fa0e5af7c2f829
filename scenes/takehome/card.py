"""The card of a play that has reached its result, as the QR code carries it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kiosk.content.formula import Value
from kiosk.content.model import Live
from kiosk.ui.charts import counted
from kiosk.ui.city import blocks
from kiosk.ui.theme import Theme
from kiosk.visit.takehome import Bar, Card, Number, Pledge, Tower, Word, carried, mark
from scenes.kinds.result import rules
from scenes.kinds.result.bars import filled, shown
from scenes.kinds.result.schema import Result
from scenes.play.journey import Journey
from scenes.play.live import slices, total
from scenes.play.strengths import strengths
from scenes.takehome.sheet import RANGE, Sheet, blank, ending, figures_of, levers_of, sheet_of

AXIS_DIGITS = 1


def card_of(journey: Journey, theme: Theme, early: bool) -> Card:
    """Everything the end card says, without a word of it. early: questions were left open."""
    step, turn, scenario = journey.step, journey.turn, journey.scenario
    assert isinstance(step, Result)
    sheet = sheet_of(scenario)
    found = rules.profile(step, turn)
    first = next((i for i, profile in enumerate(step.profiles) if profile is found), -1)
    at = ending(first, {i: rules.holds(remark, turn) for i, remark in enumerate(step.also)})
    block = getattr(journey.state, "block", -1)
    visible = shown(step, turn)
    return Card(
        scenario=scenario.id,
        language=journey.content.language,
        shape=sheet.shape,
        early=early,
        numbers=tuple(_numbers(journey, step, sheet, at)),
        profile=at + 1,
        bars=tuple(
            Bar(filled(bar, name, turn), carried(turn.scope.number(name), bar.digits))
            if name in visible else None
            for name, bar in step.bars.items()
        ),
        tower=_tower(journey, scenario.live, theme) if scenario.live is not None else None,
        axes=tuple(None if n is None else carried(n, AXIS_DIGITS) for n in strengths(journey)),
        pledges=tuple(_pledges(journey)),
        services=tuple(mark(id) for id in _found(journey)),
        badges=(mark(found.badge),) if found is not None and found.badge else (),
        block=blocks()[block].name if block >= 0 else "",
    )  # fmt: skip


def _numbers(journey: Journey, step: Result, sheet: Sheet, profile: int) -> Iterable[Number]:
    live, scope = journey.scenario.live, journey.turn.scope
    limits = rules.limits(step, journey.turn, live.per if live is not None else 1.0)
    given: Mapping[str, Value] = {} if limits is None else {"low": limits[0], "high": limits[1]}
    formulas = {
        blank(name, slot): (slot.formula, given if name == RANGE else scope)
        for name, text in (*sheet.lines.items(), *(("", text) for text in sheet.profiles))
        for slot in text.slots
    }
    for name, digits in sheet.blanks(profile).items():
        formula, values = formulas[name]
        if values is given and limits is None:
            yield None
            continue
        value = formula.evaluate(values)
        if not isinstance(value, str):
            yield carried(float(value), digits)
        else:
            yield Word(sheet.words.index(value)) if value in sheet.words else None


def _tower(journey: Journey, live: Live, theme: Theme) -> Tower:
    parts = slices(journey, theme, whole=True)
    outline = None
    if live.outline is not None:
        compared = live.outline.value.number(journey.turn.scope)
        outline = carried(compared / live.unit.value), carried(compared / live.per, live.digits)
    squares = tuple((round(part.amount), part.estimated) for part in counted(parts))
    return Tower(carried(total(journey, parts), live.digits), outline, squares)


def _pledges(journey: Journey) -> Iterable[Pledge]:
    """The levers that were taken up, in that order, with what stands beside each on the end card."""
    chosen = {id: getattr(state, "chosen", ()) for id, state in journey.run.states.items()}
    levers = {(step.id, id): step for step, id in levers_of(journey.scenario)}
    for name in dict.fromkeys(step for step, _ in levers):
        for id in chosen.get(name, ()):
            beside = figures_of(levers[name, id], id)
            numbers = (carried(each.value(journey.turn.scope), each.digits) for each in beside)
            yield Pledge(mark(f"{name}.{id}"), tuple(numbers))


def _found(journey: Journey) -> tuple[str, ...]:
    """Ids of the services that were found on the step the result takes them from."""
    state = journey.run.states.get(getattr(journey.step, "take", None) or "")
    return tuple(id for id in getattr(state, "services", ()) if id in journey.content.services)
