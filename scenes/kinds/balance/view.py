"""The day on the screen: planned, run in eight seconds or in steps, looked at, and told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from kiosk.content.formula import half_up
from kiosk.content.template import written
from kiosk.core.frame import Action, Box, Draw, Element, Icon, Slide
from kiosk.core.geometry import Rect
from kiosk.ui.bubble import Said, bubble
from kiosk.ui.karo import Mood
from kiosk.ui.lamps import Lamp, lamp_draws
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, one_line
from kiosk.ui.look import Look
from kiosk.ui.scene import AIM, Band, Paint
from kiosk.ui.theme import mix
from kiosk.visit.world import World
from scenes.kinds.balance import chart
from scenes.kinds.balance.lanes import Lane, lane_draws
from scenes.kinds.balance.panel import Row, bubble_of, legend, number_draws
from scenes.kinds.balance.places import Places, bubbles, places
from scenes.kinds.balance.rules import PACE, Play, State, play_of, stands, untouched
from scenes.kinds.balance.schema import MOST_SQUARES, Balance
from scenes.kinds.balance.simulation import HOURS, peak
from scenes.kinds.balance.tones import Tones, domain_of, sky_shades, tones

STAGE = "evening"
SWEEP_S = 8.0
LOOK_S = 5.0
LIGHT = (6, 21)
"""Hours between which the moving line carries a sun."""

Stage = Literal["plan", "sweep", "turn", "rest", "told"]


@dataclass(frozen=True)
class Scene:
    """A day with everything its picture needs. hour: how much of it has passed, 24 where all of it shows."""

    step: Balance
    state: State
    paint: Paint
    stage: Stage
    hour: float

    @cached_property
    def play(self) -> Play:
        return play_of(self.step, self.state, self.paint.turn)

    @cached_property
    def look(self) -> Look:
        return self.paint.look.untouched("move.")

    @cached_property
    def tones(self) -> Tones:
        return tones(self.step, self.look)

    @property
    def world(self) -> World:
        return self.paint.world

    @property
    def unit(self) -> float:
        """What a square stands for; more than the file says only where nobody could see that many."""
        return max(self.step.square.value, peak(self.play.day) / MOST_SQUARES)

    @property
    def passed(self) -> int:
        """Whole hours that have passed; all of them while the day is planned."""
        return int(self.hour)

    @property
    def own(self) -> int:
        """The number on the flaps: the own share, while the day runs as far as it is sure."""
        return round(half_up(self.play.run.secured(self.passed) * 100))

    def amount(self, energy: float) -> str:
        number = written(energy, self.look.language, 0)
        return f"{number} {self.paint.text(self.step.square.unit)}"


def scene_of(step: Balance, state: State, paint: Paint) -> Scene:
    """Where the day stands: with keys and without motion nothing depends on time."""
    if not stands(step, state, paint.turn):
        return Scene(step, state, paint, "plan", HOURS)
    if state.hour is not None:
        return Scene(step, state, paint, "turn" if state.hour < HOURS else "told", state.hour)
    if state.skipped or paint.look.calm or paint.look.keys or paint.changed >= SWEEP_S + LOOK_S:
        return Scene(step, state, paint, "told", HOURS)
    if paint.changed >= SWEEP_S:
        return Scene(step, state, paint, "rest", HOURS)
    return Scene(step, state, paint, "sweep", max(paint.changed, 0.0) / SWEEP_S * HOURS)


def view(step: Balance, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    scene = scene_of(step, state, paint)
    squares = chart.most_squares(scene.play.day, scene.unit)
    at = PLACES(scene.look, area, squares, len(step.blocks))
    return (
        _title(scene, at),
        _aim(scene, at),
        _goals(scene, at),
        *_legend(scene, at),
        _weather(scene, at),
        _columns(scene, at),
        *_marker(scene, at),
        *_lanes(scene, at),
        *_bubble(scene, at),
    )


PLACES = latest(places)
_AXIS = latest(chart.axis)
_WEATHER = latest(chart.weather)


# --- the number and the lamps -----------------------------------------------------------


def _title(scene: Scene, at: Places) -> Element:
    look = scene.look
    text = scene.world.say("day_own")
    size = look.size("small") * 1.05
    size *= min(1.0, at.title.w / look.type.width(text, size, 600))
    style = Style("small", look.theme.day.muted, "l", size, 600)
    return Element(
        "day.title", "heading", at.title, text, (one_line(look, text, (at.title.x, at.title.cy), style),)
    )


def _aim(scene: Scene, at: Places) -> Element:
    said = f"{scene.world.say('day_own')}: {scene.own} %"
    running = scene.stage in ("sweep", "turn")
    draws = number_draws(scene.look, at.number, f"{scene.own:02d}" if running else str(scene.own))
    return Element(AIM, "status", at.number, said, draws, value=float(scene.own))


def _goals(scene: Scene, at: Places) -> Element:
    step, paint = scene.step, scene.paint
    done = scene.stage in ("sweep", "turn", "rest", "told")
    goals, said = [], []
    for share, word in step.goals.items():
        lit = scene.own >= int(share)
        text = paint.text(word)
        goals.append(Lamp(text, f"{share} %", lit, done))
        percent = float(share)
        said.append(paint.world.say("day_lamp_on" if lit else "day_lamp_off", goal=text, percent=percent))
    draws = lamp_draws(scene.look, at.lamps, tuple(goals), paint.world.icon("idee"))
    value = float(sum(goal.lit for goal in goals))
    return Element("day.lamps", "status", at.lamps, ", ".join(said), draws, value=value)


def entries(scene: Scene) -> tuple[Row, ...]:
    """What came from where, in words; up to the hour that has passed."""
    step, paint, run, shades = scene.step, scene.paint, scene.play.run, scene.tones
    upto = scene.passed
    out = [
        Row(tone, paint.text(flow.text), scene.amount(sum(used[:upto])))
        for tone, flow, used in zip(shades.sources, step.supply.values(), run.used, strict=True)
    ]
    if step.storage is not None:
        name = paint.text(step.storage.text)
        out.append(Row(shades.given, name, scene.amount(sum(run.discharge[:upto])), 3))
    bought = sum(run.bought[:upto])
    tonnes = written(bought * scene.play.co2, scene.look.language, 0)
    out.append(Row(shades.bought, scene.world.say("day_import"), scene.amount(bought), 0))
    out.append(Row(shades.bought, scene.world.say("day_co2"), f"{tonnes} t", 2))
    out.append(Row(shades.spare, scene.world.say("day_surplus"), scene.amount(sum(run.surplus[:upto])), 4))
    if scene.stage == "told" and scene.state.at != untouched(step):
        share = written(half_up(scene.play.before.own * 100), scene.look.language, 0)
        out.append(Row(None, scene.world.say("day_untouched"), f"{share} %"))
    return tuple(out)


def _legend(scene: Scene, at: Places) -> tuple[Element, ...]:
    if at.legend is None:
        return ()
    rows = entries(scene)
    draws = legend(scene.look, at.legend, rows)
    label = ", ".join(f"{row.name} {row.amount}" for row in rows)
    return (Element("day.legend", "text", at.legend, label, draws),)


# --- the day ----------------------------------------------------------------------------


def _weather(scene: Scene, at: Places) -> Element:
    flows = list(scene.step.supply.values())
    shades = [
        tone.colour if not scene.look.theme.bold else scene.look.theme.day.ink for tone in scene.tones.sources
    ]
    best = chart.strongest(scene.play.day)
    marks = tuple((scene.world.icon(flows[k].icon), shades[k]) for k in best)
    said = ", ".join(
        f"{index * chart.SPAN}: {scene.paint.text(flows[k].text)}" for index, k in enumerate(best)
    )
    return Element("day.weather", "image", at.weather, said, _WEATHER(at.weather, at.grid, marks))


def _columns(scene: Scene, at: Places) -> Element:
    look, play, grid, unit = scene.look, scene.play, at.grid, scene.unit
    day = look.theme.day
    full = scene.tones.stacks
    faint = tuple(chart.pale_stack(stack, day.ground, look.theme.bold) for stack in full)
    hours = chart.counted(play.run, unit)
    last = chart.last_source(play.day)
    heights = chart.levels(play.run.demand, unit)
    right = chart.rightwards(heights)
    back = chart.foot(grid, day.ink) if look.theme.bold else chart.sky(grid, sky_shades(look))
    draws: list[Draw] = [*back]
    for hour, squares in enumerate(hours):
        stacks = full if hour < scene.passed else faint
        draws.append(chart.column(grid, (hour, right[hour]), squares, stacks[last[hour]]))
    if scene.stage == "told" and scene.state.at != untouched(scene.step):
        before = chart.levels(play.before.demand, unit)
        pens = ((day.ground, 8.0), (mix(day.ink, day.ground, 0.2), 4.0))
        draws += chart.ghost(grid, before, heights, pens)
    draws += chart.line(grid, heights, ((day.ground, chart.SHADE), (day.ink, chart.LINE)))
    noon = scene.world.say("day_hour", hour=12.0)
    draws += _AXIS(look, at.axis, grid, noon)
    words = ", ".join(f"{row.name} {row.amount}" for row in entries(scene))
    label = scene.world.say("day_chart", amount=scene.amount(unit), list=words)
    whole = grid.rect.union(at.axis).grown(8)
    return Element("day.chart", "chart", whole, label, tuple(draws), value=float(scene.passed))


def _marker(scene: Scene, at: Places) -> tuple[Element, ...]:
    """The line that moves over the day, with the sun or the moon on top."""
    if scene.stage not in ("sweep", "turn"):
        return ()
    look, day, grid = scene.look, scene.look.theme.day, at.grid
    x = grid.left(scene.hour)
    side = min(at.weather.h * 0.9, 52.0)
    light = LIGHT[0] <= scene.hour < LIGHT[1]
    disc = Rect(x - side / 2, at.weather.cy - side / 2, side, side)
    rows = scene.world.icon("sonne" if light else "mond")
    ink = day.on_accent
    draws: list[Draw] = [
        Box(Rect(x - 3, disc.bottom - 2, 6, grid.base - disc.bottom + 2), day.ground, 3),
        Box(Rect(x - 1.5, disc.bottom - 2, 3, grid.base - disc.bottom + 2), day.accent, 1.5),
        Box(disc, day.accent if light or look.theme.bold else day.ink, side / 2),
    ]
    if rows is not None:
        draws.append(Icon(disc.inset(side * 0.2), rows, ink, ink))
    rect = Rect(disc.x, disc.y, disc.w, grid.base - disc.y)
    return (Element("day.now", "decor", rect, draws=tuple(draws), state=("moving",)),)


# --- the lanes --------------------------------------------------------------------------


def _lanes(scene: Scene, at: Places) -> list[Element]:
    step, paint = scene.step, scene.paint
    free = scene.stage in ("plan", "told")
    elements = []
    for index, (id, block) in enumerate(step.blocks.items()):
        hour = scene.state.at[index]
        name, text = f"move.{id}", paint.text(block.text)
        lane = Lane(
            text, paint.world.icon(block.icon), domain_of(scene.look, block.colour, index), hour, block.at,
            block.hours, free and paint.look.pressed == name, _crowd(scene, id),
        )  # fmt: skip
        rect = at.lanes[index]
        draws = lane_draws(replace(scene.look, pressed=None), rect, at.grid, lane)
        width = block.hours * at.grid.hour
        track = Rect(rect.x + width / 2, rect.y, max(rect.w - width, 1.0), rect.h)
        slide = Slide(track, 0, block.latest, 1)
        label = paint.world.say("day_block", block=text, hour=float(hour), own=float(scene.own))
        marked = ("selected",) if hour != block.at or scene.stage == "told" else ()
        state = ("essential", *marked) if free else ("disabled",)
        elements.append(
            Element(
                name, "slider", rect, label, draws, Action(name), value=float(hour), slide=slide, state=state
            )
        )
    return elements


def _crowd(scene: Scene, id: str) -> tuple[int, str] | None:
    """The hour most earlier visits chose for a block, once one's own day is over."""
    if scene.stage != "told":
        return None
    world = scene.paint.world
    found = world.crowd.most(f"{scene.paint.turn.path(scene.step)}.{id}")
    return (round(found[0]), world.say("day_crowd", hour=found[0])) if found is not None else None


# --- Karo -------------------------------------------------------------------------------


def _said(scene: Scene) -> Said | None:
    """What Karo says now, if anything."""
    if scene.stage in ("sweep", "turn"):
        return Said(scene.world.say("day_now", hour=float(scene.passed)), "left")
    if scene.stage == "rest":
        return Said(scene.world.say("day_look"), "left")
    if scene.stage == "told":
        mood: Mood = "cheers" if scene.own >= scene.step.thresholds[-1] else "glad"
        return Said(text, mood) if (text := scene.paint.first(scene.step.reveal)) else None
    return Said(scene.paint.text(scene.step.say), "thinks") if scene.step.say is not None else None


def _bubble(scene: Scene, at: Places) -> tuple[Element, ...]:
    said = _said(scene)
    if said is None or at.bubble is None:
        return ()
    draws = bubble(scene.look, said, bubble_of(scene.look, at.bubble))
    return (Element("day.karo", "status", at.bubble, said.text, draws),)


# --- the band ---------------------------------------------------------------------------


def band(step: Balance, state: State, paint: Paint) -> Band | None:
    scene = scene_of(step, state, paint)
    if scene.stage == "plan":
        first = Action("turn", PACE) if paint.look.keys else Action("run")
        asked = paint.text(step.ask) if step.ask is not None else ""
        return Band(scene.world.say("day_start"), first, asked, None)
    running = _once(scene, scene.world.say("day_running"))
    if scene.stage == "sweep":
        return Band(scene.world.say("skip"), Action("skip"), running, None)
    if scene.stage == "turn":
        hour = scene.passed + PACE
        until = scene.world.say("day_until", hour=float(hour))
        return Band(until, Action("turn", hour), running, None)
    if scene.stage == "rest":
        return Band(scene.world.say("next"), None, _once(scene, scene.world.say("day_look")), None)
    return Band(scene.world.say("next"), Action("next"), _parting(scene), "glad")


def _once(scene: Scene, text: str) -> str:
    """What Karo says in the bubble is not said in the band as well."""
    return "" if bubbles(scene.look) else text


def _parting(scene: Scene) -> str:
    """What the day came to where no bubble has room for it, else an invitation."""
    return (_once(scene, scene.paint.first(scene.step.reveal))) or scene.world.say("day_again")


def next_change(step: Balance, state: State, paint: Paint) -> float | None:
    scene = scene_of(step, state, paint)
    if scene.stage == "sweep":
        return 0.0
    return max(SWEEP_S + LOOK_S - paint.changed, 0.01) if scene.stage == "rest" else None
