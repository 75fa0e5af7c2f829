"""What the views of a play are told: the tower, the radar, the pledges, the guess, the take-home address."""

from __future__ import annotations

from kiosk.content.answers import options_of
from kiosk.content.template import Template
from kiosk.core.frame import Colour
from kiosk.ui.charts import Slice, square_list
from kiosk.ui.city import blocks
from kiosk.ui.facts import Facts, Guess, Outline, Tower
from kiosk.ui.theme import Theme
from kiosk.visit.takehome import MOST, MOST_PARTS, Card, address
from kiosk.visit.world import World
from scenes.play.journey import RESULT, Journey, option_of
from scenes.play.live import slices, total
from scenes.play.pledges import pledges, saved
from scenes.play.strengths import carried, radar, radar_step


def facts(journey: Journey, world: World, theme: Theme) -> Facts:
    """Everything a view of the present step may show beside its own state."""
    own = None if journey.step is radar_step(journey) else getattr(journey.step, "parts", None)
    parts = slices(journey, theme, parts=own)
    pledged = pledges(journey, world)
    kg = sum(p[1] for p in pledged)
    tower = None
    if journey.scenario.live is not None:
        shown = _after_pledges(journey, parts) if journey.step.kind == "pick" else parts
        if journey.step.guess is not None:
            shown = _veiled(shown, world, theme.domain(journey.scenario.colour).deep)
        tower = _tower(journey, world, shown, theme)
    at_end = journey.step.kind == RESULT
    url = _address(journey, world, theme) if at_end else ""
    early = at_end and any(s.id not in journey.run.trail for s in journey.questions() if journey.fits(s))
    return Facts(
        tower,
        tuple(p[0] for p in pledged),
        _guess(journey),
        url,
        kg,
        world.say("result_early") if early and journey.scenario.live is not None else "",
        radar(journey, world),
    )


def _tower(journey: Journey, world: World, parts: tuple[Slice, ...], theme: Theme) -> Tower:
    live = journey.scenario.live
    assert live is not None
    scope, language = journey.turn.scope, journey.content.language
    figure = Template.parse(f"{{v | {live.digits}}}").render({"v": total(journey, parts)}, language)
    outline = None
    if live.outline is not None:
        value = live.outline.value.evaluate(scope)
        number = float(value) if not isinstance(value, (str, tuple)) else 0.0
        written = Template.parse(f"{{v | {live.digits}}}").render({"v": number / live.per}, language)
        measure = live.measure.render(scope, language).split(" ")[0]
        short = "t" if live.per == 1000 else measure
        label = live.outline.text.render(scope, language)
        outline = Outline(round(number / live.unit.value), label, f"{written} {short}")
    key = world.say("estimated_key") if any(p.estimated and round(p.amount) for p in parts) else ""
    tone = theme.domain(journey.scenario.colour).deep
    title = world.say("result_year") if journey.run.finished else live.title.render(scope, language)
    return Tower(
        title,
        figure,
        live.measure.render(scope, language),
        live.unit.text.render(scope, language),
        parts,
        outline,
        key,
        tone,
    )


def _after_pledges(journey: Journey, parts: tuple[Slice, ...]) -> tuple[Slice, ...]:
    """The tower with the squares of the picked levers gone: from the part each one acts on."""
    live = journey.scenario.live
    assert live is not None
    amounts = {p.name: p.amount for p in parts}
    step = journey.step
    for id in getattr(journey.state, "chosen", ()):
        squares = saved(journey, step, id) / live.unit.value
        own = [p.name for p in parts if not p.shared and amounts[p.name] > 0]
        name = max(own, key=lambda n: _kinship(journey, n, id), default=None)
        if name is not None:
            amounts[name] = max(amounts[name] - squares, 0.0)
    return tuple(
        Slice(p.name, p.label, amounts[p.name], p.colour, p.pattern, p.estimated, p.shared) for p in parts
    )


def _kinship(journey: Journey, part: str, id: str) -> float:
    """How much a lever's saving has to do with a part: shared questions, and naming it outright."""
    saves = options_of(journey.step)[id].saves
    if saves is None:
        return 0.0
    scope = journey.turn.scope
    rests = frozenset().union(*(scope.depends(name) for name in saves.names)) if saves.names else frozenset()
    own = scope.depends(part)
    common = len(rests & own) / max(len(rests | own), 1)
    return common + (1.0 if part in saves.names else 0.0)


def _veiled(parts: tuple[Slice, ...], world: World, tone: Colour) -> tuple[Slice, ...]:
    """The tower while one guesses: as high as it is, but without saying what it is made of."""
    own = sum(p.amount for p in parts if not p.shared)
    return (*(p for p in parts if p.shared), Slice("own", world.say("result_year"), own, tone))


def _guess(journey: Journey) -> Guess | None:
    """The latest guess on the trail, as the content words it."""
    for id in reversed(journey.run.trail):
        step = journey.scenario.step(id)
        if step.guess is None or id not in journey.run.states or id == journey.run.here:
            continue
        scope, language = journey.turn.scope, journey.content.language
        true = scope[f"{id}.truth"]
        chosen = option_of(step, journey.run)
        if chosen is None:
            continue
        key = f"{true:g}" if isinstance(true, float) else str(true)
        options = options_of(step)
        if key not in options:
            continue
        truth = options[key].text.render(scope, language)
        return Guess(chosen.text.render(scope, language), truth, options[key] is chosen)
    return None


def _address(journey: Journey, world: World, theme: Theme) -> str:
    step, turn = journey.step, journey.turn
    live = journey.scenario.live
    if live is None:
        return _plain_address(journey, world)
    if getattr(step, "number", None) is None:
        return world.content.exhibition.take_home.address
    unit = live.unit.value
    parts = slices(journey, theme, whole=True)
    kg = float(str(step.number.evaluate(turn.scope)))  # type: ignore[attr-defined]
    spread = step.spread.evaluate(turn.scope) if getattr(step, "spread", None) else 0.0  # type: ignore[attr-defined]
    low, high = max(kg - float(str(spread)), 0.0), kg + float(str(spread))
    counted, squares = [], square_list(parts)
    for part in parts:
        counted.append((sum(1 for s in squares if s.name == part.name), part.estimated))
    block = getattr(journey.state, "block", -1)
    card = Card(
        journey.run.scenario,
        journey.content.language,
        round(kg / unit),
        round(low / unit),
        round(high / unit),
        tuple(counted),
        tuple(p[2] for p in pledges(journey, world)),
        blocks()[block].name if block >= 0 else "",
    )
    return address(world.content.exhibition.take_home.address, card)


def _carried(number: float) -> int:
    """A number as a card can carry it."""
    return round(min(max(number, 0.0), MOST))


def _plain_address(journey: Journey, world: World) -> str:
    """The card of a scenario without a tower: its number, bars and radar, in their own units and digits."""
    step, scope = journey.step, journey.turn.scope
    formula = getattr(step, "number", None)
    number = _carried(formula.number(scope)) if formula is not None else 0
    values = [
        (_carried(scope.number(name) * 10**bar.digits), False)
        for name, bar in getattr(step, "bars", {}).items()
    ]
    values = [*values, *carried(journey)][:MOST_PARTS]
    block = getattr(journey.state, "block", -1)
    card = Card(
        journey.run.scenario, journey.content.language, number, number, number, tuple(values),
        tuple(p[2] for p in pledges(journey, world)), blocks()[block].name if block >= 0 else "",
    )  # fmt: skip
    return address(world.content.exhibition.take_home.address, card)
