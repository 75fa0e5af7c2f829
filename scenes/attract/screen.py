"""Night: the city of lights, alive. A touch anywhere opens day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.content.mosaics import SQUARES
from kiosk.core.ease import in_out_cubic
from kiosk.core.frame import Action, Box, Draw, Element, Frame
from kiosk.core.geometry import Rect
from kiosk.core.scene import Outcome, Push
from kiosk.ui import city
from kiosk.ui.karo import Mood, karo
from kiosk.ui.latest import latest
from kiosk.ui.look import Look
from kiosk.ui.scene import Act, Shot
from kiosk.visit.world import Visit, World
from scenes.attract import town
from scenes.attract.fireworks import fireworks
from scenes.attract.ghost import ghost
from scenes.attract.lapse import lit_by
from scenes.attract.numbers import numbers
from scenes.attract.picture import finished, picture
from scenes.attract.programme import FIREWORKS_S, Part, part_at
from scenes.attract.together import Told, told
from scenes.attract.town import BEAT_S, beat
from scenes.attract.words import Speech, counts, languages, left, words

GREETING_S = 2.0


@dataclass(frozen=True, slots=True)
class State:
    """waiting: the dark window that pulses, block * 9 + window; -1 in a full city.

    first: with which of the numbers of all visits this night begins, so that each comes first as often.
    """

    waiting: int = -1
    first: int = 0


class Attract:
    """The screen at the bottom of every stack."""

    name = "attract"

    def __init__(self) -> None:
        self._still = latest(_still)
        self._rivers = latest(city.rivers)

    def open(self, world: World, visit: Visit, start: str | None, now: float) -> State:
        return State(world.lights.promised(visit.seed), visit.seed)

    def step(self, world: World, visit: Visit, state: State, act: Act) -> Outcome:
        if act.action.name == "open":
            return Outcome(state, Push("menu"), sounds=("start",))
        return Outcome(state)

    def view(self, world: World, visit: Visit, state: State, shot: Shot) -> Frame:
        look = shot.look
        now = 0.0 if look.calm else shot.now
        scene = _scene(world, state, look, shot)
        shift = town.shift(now)
        plan = city.plan_for(look.stage).moved(shift)
        still = self._still(look, world, (scene.speech, scene.lights), shift)
        rivers = self._rivers(look.theme, plan, city.river_span(look.stage), beat(now) // 9)
        draws = (*rivers, *still.town.draws, *town.trams(look, plan, now), *still.tower)
        elements = (
            still.sky,
            replace(still.town, draws=draws),
            town.waiting(look, world, state.waiting if scene.pulses else -1, plan, now),
            *still.words,
            *_moving(look, world, scene, plan),
        )
        return Frame(
            look.stage, look.theme.night.ground, elements, None if look.calm else BEAT_S,
            anywhere=Action("open"), screen=self.name, language=look.language,
            murmur=look.sound and not look.calm,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """What is on: the part of the programme and how long already, the words, the lights that show.

    today: places of those of today's lights that the time lapse has come to. told: the number of all visits.
    """

    part: Part | None
    since: float
    speech: Speech
    lights: tuple[str | None, ...]
    today: tuple[int, ...] = ()
    told: Told | None = None

    @property
    def pulses(self) -> bool:
        return self.part in (None, "night", "karo")


def _scene(world: World, state: State, look: Look, shot: Shot) -> Scene:
    since = shot.now - shot.entered
    said = (world.say("attract_headline"), _line(world, state))
    usual = Speech(*said, _greeting(world, since, look.calm), said)
    lights = world.lights.colours
    if look.calm:
        return Scene(None, 0.0, usual, lights)
    if world.lights.lit == len(lights) and since < FIREWORKS_S:
        return Scene(None, since, replace(usual, headline=world.say("attract_full")), lights)
    moment = part_at(world, since)
    part, since = moment.part, moment.since
    if part == "together":
        all = told(world)
        number = all[(state.first + moment.round) % len(all)]
        speech = replace(usual, headline=number.headline, line=world.say("attract_together"))
        return Scene(part, since, speech, lights, told=number)
    if part == "picture":
        line = world.say("attract_picture_line")
        return Scene(part, since, replace(usual, headline=_picture(world), line=line), lights)
    if part == "lapse":
        shown = lit_by(world.lights, since)
        headline = world.say("attract_today", lights=float(len(shown.today)))
        line = world.say("day_hour", hour=float(shown.hour))
        speech = replace(usual, headline=headline, line=line)
        return Scene(part, 0.0, speech, shown.lights, shown.today)
    if part == "languages":
        usual = replace(usual, headline=_greeting(world, since, False))
    return Scene(part, since if part in ("ghost", "karo") else 0.0, usual, lights)


def _line(world: World, state: State) -> str:
    line = world.say("attract_line")
    if state.waiting < 0:
        return line
    name = city.blocks()[state.waiting // city.WINDOWS].name
    return line + "\n" + world.say("attract_missing", block=name)


def _picture(world: World) -> str:
    return world.say("attract_picture", all=float(SQUARES))


def _greeting(world: World, since: float, calm: bool) -> str:
    """The call to touch, in the other languages one after the other."""
    told = world.content.exhibition.greetings
    others = [text for tag, text in told.items() if tag != world.content.language]
    if not others:
        return ""
    return others[0 if calm else int(since // GREETING_S) % len(others)]


@dataclass(frozen=True, slots=True)
class Still:
    """What of a night does not move by itself: all but rivers, trams, the pulse and what is played.

    town: what lies behind the trams. tower: what stands before them.
    """

    sky: Element
    town: Element
    tower: tuple[Draw, ...]
    words: tuple[Element, ...]


def _still(look: Look, world: World, shown: tuple[Speech, tuple[str | None, ...]], shift: float) -> Still:
    speech, lights = shown
    plan = city.plan_for(look.stage).moved(shift)
    said = (
        *words(look, world, speech, left(look).moved(shift, shift)),
        *counts(look, world),
        *languages(look, world),
    )
    return Still(town.sky(look), town.town(look, world, plan, lights), town.tower(look, world, plan), said)


def _ringed(look: Look, plan: city.Plan, places: tuple[int, ...]) -> Element:
    """Rings around the lights of today."""
    ink = look.theme.night.ink
    rects = [plan.window(*divmod(place, city.WINDOWS)) for place in places]
    rings = tuple(Box(rect.grown(plan.pitch * 0.07), None, plan.pitch * 0.09, ink, 3.0) for rect in rects)
    return Element("today", "decor", Rect(plan.left, plan.top, 1, 1), draws=rings)


def _moving(look: Look, world: World, scene: Scene, plan: city.Plan) -> tuple[Element, ...]:
    """What is played above the city."""
    if scene.part == "ghost":
        return ghost(look, world, plan, scene.since)
    if scene.told is not None:
        return numbers(look, plan, scene.told, scene.since)
    if scene.part == "picture" and (motif := finished(world)) is not None:
        return picture(look, plan, motif, scene.since, _picture(world))
    if scene.part == "lapse":
        return (_ringed(look, plan, scene.today),)
    if scene.part == "karo":
        return (_walk(look, plan, scene.since),)
    if scene.part is None and scene.since:
        sky = Rect(plan.left, plan.top, plan.right - plan.left, (plan.bottom - plan.top) * 0.6)
        return (Element("fireworks", "decor", sky, draws=fireworks(look.theme, sky, scene.since)),)
    return ()


def _walk(look: Look, plan: city.Plan, since: float) -> Element:
    """Karo walks along the castle, sits down and falls asleep."""
    side = plan.pitch * 0.95
    t = in_out_cubic(min(since / 3.6, 1.0))
    x = plan.cx + plan.pitch * (5.2 - 4.2 * t)
    hop = abs(((since * 2.2) % 1.0) - 0.5) * 12 if since < 3.6 else 0.0
    at = Rect(x - side / 2, plan.bottom + plan.pitch * 0.1 - side * 0.72 - hop, side, side)
    mood: Mood = "left" if since < 3.6 else "amazed" if since < 4.4 else "sleeps"
    return Element("karo.walks", "decor", at, draws=karo(at, look.theme.domain("energie").bright, mood))
