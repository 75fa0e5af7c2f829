"""What the views of a play are told: the tower, the radar, the pledges, the guess, the take-home address."""

from __future__ import annotations

from kiosk.content.answers import options_of
from kiosk.content.formula import Value
from kiosk.content.model import Step
from kiosk.content.template import Template
from kiosk.core.frame import Colour
from kiosk.ui.charts import Slice
from kiosk.ui.facts import Facts, Guess, Outline, Round, Tower
from kiosk.ui.theme import Theme
from kiosk.visit.takehome import address
from kiosk.visit.world import World
from scenes.play.journey import RESULT, Journey, option_of, truth_known
from scenes.play.live import slices, total
from scenes.play.pledges import pledges, saved
from scenes.play.shared import shared
from scenes.play.strengths import radar, radar_step
from scenes.takehome.card import card_of


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
            shown = _veiled(shown, world, theme.domain(journey.scenario.colour).mark)
        tower = _tower(journey, world, shown, theme)
    at_end = journey.step.kind == RESULT
    early = at_end and any(s.id not in journey.run.trail for s in journey.questions() if journey.fits(s))
    early = early and journey.scenario.live is not None
    base = world.content.exhibition.take_home.address
    return Facts(
        tower,
        tuple(p[0] for p in pledged),
        _guess(journey),
        address(base, card_of(journey, theme, early)) if at_end else "",
        kg,
        taken(journey) if at_end else (),
        world.say("result_early") if early else "",
        radar(journey, world),
        rounds(journey, world) if at_end else (),
        shared(journey),
    )


def rounds(journey: Journey, world: World) -> tuple[Round, ...]:
    """What was played for, round by round, where a kind that was played tells it."""
    told: list[Round] = []
    for step in journey.scenario.steps:
        tell = getattr(journey.kinds[step.kind].view, "rounds", None)
        if tell is not None and step.id in journey.run.states:
            told += tell(step, journey.run.states[step.id], journey.turn, world)
    return tuple(told)


def taken(journey: Journey) -> tuple[str, ...]:
    """Ids of the services a visitor takes home, most useful first: those found in the step the result
    takes from, then those it always names; none that is over."""
    step = journey.step
    found = getattr(journey.run.states.get(getattr(step, "take", None) or ""), "services", ())
    named = dict.fromkeys((*found, *getattr(step, "services", ())))
    services = journey.content.services
    return tuple(id for id in named if id in services)


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
    tone = theme.domain(journey.scenario.colour).mark
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
    """The latest guess on the trail whose truth is known, as the content words it."""
    for id in reversed(journey.run.trail):
        step = journey.scenario.step(id)
        guessed = step.guess is not None and id in journey.run.states and id != journey.run.here
        if not guessed or id in journey.run.unknown or not truth_known(journey, step):
            continue
        scope, language = journey.turn.scope, journey.content.language
        true = scope[f"{id}.truth"]
        chosen = option_of(step, journey.run)
        if chosen is None:
            said = scope[id]
            if isinstance(true, str) or isinstance(said, str):
                continue
            return Guess(_number(step, said, language), _number(step, true, language), said == true)
        key = f"{true:g}" if isinstance(true, float) else str(true)
        options = options_of(step)
        if key not in options:
            continue
        truth = options[key].text.render(scope, language)
        return Guess(chosen.text.render(scope, language), truth, options[key] is chosen)
    return None


def _number(step: Step, value: Value, language: str) -> str:
    """A number that was guessed, with the unit of its slider."""
    written = Template.parse("{v | 0}").render({"v": value}, language)
    unit = getattr(step, "unit", None)
    return f"{written} {unit.render({}, language)}" if unit is not None else written
