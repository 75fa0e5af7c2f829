"""One screen for all panels: a heading, a body of its own, a way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kiosk.core.frame import Action, Element, Frame
from kiosk.core.geometry import Rect
from kiosk.core.scene import Adjust, Outcome, Pop
from kiosk.ui.layout import Style, fit
from kiosk.ui.look import MARGIN
from kiosk.ui.parts import Button
from kiosk.ui.scene import Act, Shot
from kiosk.visit.settings import Settings
from kiosk.visit.world import Visit, World
from scenes.bar import Bar, above, bar
from scenes.panels import group, help, record, size, sources
from scenes.play.group import MODES
from telemetry.events import ScreenEntered


@dataclass(frozen=True, slots=True)
class State:
    """which: the panel's name. page: which page of a long panel is up, from 0."""

    which: str
    page: int = 0


Body = Callable[[World, Visit, State, Shot, Rect], tuple[tuple[Element, ...], int]]


@dataclass(frozen=True, slots=True)
class Panel:
    """Key of the heading, and the body: elements and how many pages there are."""

    title: str
    body: Body


PANELS: Mapping[str, Panel] = {
    "group": Panel("group_title", lambda w, v, s, shot, rect: (group.body(w, v, shot, rect), 1)),
    "size": Panel("panel_title", lambda w, v, s, shot, rect: (size.body(w, v, shot, rect), 1)),
    "help": Panel("help_title", lambda w, v, s, shot, rect: (help.body(w, shot, rect), 1)),
    "record": Panel("record_title", lambda w, v, s, shot, rect: record.body(w, shot, rect, s.page)),
    "sources": Panel("sources", lambda w, v, s, shot, rect: sources.body(w, shot, rect, s.page)),
}


class Panels:
    """`start` of `open` is the panel's name; an unknown one is the help."""

    name = "panel"

    def open(self, world: World, visit: Visit, start: str | None, now: float) -> State:
        return State(start if start is not None and start in PANELS else "help")

    def opened(self, state: State) -> tuple[ScreenEntered, ...]:
        return (ScreenEntered(f"panel/{state.which}"),)

    def step(self, world: World, visit: Visit, state: State, act: Act) -> Outcome:
        name, value = act.action.name, act.action.value
        if name in ("back", "close"):
            return Outcome(state, Pop(), sounds=("back",))
        if name == "page" and isinstance(value, (int, float)):
            return Outcome(replace(state, page=max(int(value), 0)), sounds=("choose",))
        if name == "reset":
            fresh = Settings(visit.settings.language)
            changes = tuple((f, getattr(fresh, f)) for f in ("text", *size.SWITCHES, "sound"))
            return Outcome(state, Adjust(changes), sounds=("choose",))
        if name == "group" and value in MODES:
            return Outcome(state, Adjust((("group", str(value)),)), sounds=("choose",))
        if (name == "text" and value in size.SIZES) or (name in size.SWITCHES and isinstance(value, bool)):
            return Outcome(state, Adjust(((name, value),)), sounds=("choose",))
        return Outcome(state)

    def view(self, world: World, visit: Visit, state: State, shot: Shot) -> Frame:
        look = shot.look
        day = look.theme.day
        panel = PANELS[state.which]
        room = above(look)
        title = world.say(panel.title)
        head = Rect(MARGIN, 40, look.stage.w - 2 * MARGIN, look.size("question") * 1.25)
        words = fit(look, title, head, Style("question", day.ink, size=look.size("question") * 0.9))
        body = Rect(MARGIN, head.y + words.height + 20, head.w, room.bottom - head.y - words.height - 44)
        elements, pages = panel.body(world, visit, state, shot, body)
        heading = Element(
            "question", "heading", Rect(head.x, head.y, head.w, words.height), title, words.draws
        )
        more = None
        if pages > 1:
            following = (state.page + 1) % pages
            label = world.say("step_of", step=float(state.page + 1), steps=float(pages))
            more = Button("page", f"{label} →", Action("page", following), "accent")
        foot = bar(
            look, world, Bar(back=Button("back", world.say("close"), Action("close")), primary=more), shot.now
        )
        return Frame(
            look.stage,
            day.ground,
            (heading, *elements, *foot),
            screen=f"panel/{state.which}",
            language=look.language,
        )
