"""The spread on the screen: what is left, a row for each item, and the people who nod or ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kiosk.content.model import COLOURS
from kiosk.content.template import written
from kiosk.core.frame import Action, Element
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_bottom, fit
from kiosk.ui.look import Look
from kiosk.ui.scene import LEFT, Band, Paint
from kiosk.ui.theme import Domain
from kiosk.visit.world import World
from scenes.kinds.allocate.council import Round, elements, next_voice, round_of
from scenes.kinds.allocate.parts import (
    Line,
    button_draws,
    left_draws,
    number_draws,
    pot_draws,
    row_draws,
    square_draws,
)
from scenes.kinds.allocate.places import MORE, Needs, Places, Row, block, places, row, slide
from scenes.kinds.allocate.rules import State, compares, left, means, order, stands
from scenes.kinds.allocate.schema import Allocate, Item

STAGE = "full"
THOUSAND = 1000


@dataclass(frozen=True)
class Scene:
    """A spread with everything its picture needs."""

    step: Allocate
    state: State
    paint: Paint

    @cached_property
    def look(self) -> Look:
        return self.paint.look.untouched()

    @property
    def world(self) -> World:
        return self.paint.world

    @cached_property
    def means(self) -> dict[str, float]:
        """The others' mean by item, once it may be shown."""
        found = means(self.step, self.paint.turn) if self.state.said is not None else None
        return dict(zip(self.step.items, found, strict=True)) if found is not None else {}

    @cached_property
    def round(self) -> Round:
        return round_of(self.step, self.state, self.paint)

    @property
    def value(self) -> float:
        return self.step.square.value if self.step.square is not None else 1.0

    def figure(self, squares: float) -> str:
        """So many squares as the number they stand for."""
        return written(squares * self.value, self.look.language)

    def amount(self, squares: float) -> str:
        """The same with its unit."""
        unit = self.step.square.unit if self.step.square is not None else self.step.unit
        return f"{self.figure(squares)} {self.paint.text(unit)}" if unit is not None else self.figure(squares)

    def domain(self, item: Item) -> Domain:
        """An item's own colours, else those at its place in the row of all."""
        place = list(self.step.items.values()).index(item)
        return self.look.theme.domain(item.colour or COLOURS[place % len(COLOURS)])


def view(step: Allocate, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    scene = Scene(step, state, paint)
    at = places(scene.look, area, Needs(len(step.items), bool(step.people), step.more is not None))
    rows, buttons = _rows(scene, at)
    people = elements(scene.round, at.people, scene.look) if at.people is not None else ()
    head = (*_ask(scene, at), _left(scene, at), *_note(scene, at), *_square(scene, at))
    return (*head, *people, *rows, *buttons)


# --- what is left -----------------------------------------------------------------------


def _ask(scene: Scene, at: Places) -> tuple[Element, ...]:
    """The question, and one smaller line below it."""
    step, look, day, out = scene.step, scene.look, scene.look.theme.day, []
    more_h = look.size("body") * MORE if step.more is not None else 0.0
    room, more = cut_bottom(at.ask, more_h)[1], 0.0
    if step.ask is not None:
        text = scene.paint.text(step.ask)
        head = fit(look, text, room, Style("card", day.ink))
        more = head.height
        out.append(Element("question", "heading", Rect(room.x, room.y, room.w, more), text, head.draws))
    if step.more is not None:
        text, line = scene.paint.text(step.more), Rect(room.x, room.y + more, room.w, more_h)
        out.append(
            Element("more", "text", line, text, fit(look, text, line, Style("body", day.ink), True).draws)
        )
    return tuple(out)


def _left(scene: Scene, at: Places) -> Element:
    """The number that is left, and the squares it is made of."""
    step, rest = scene.step, left(scene.step, scene.state)
    unit = scene.paint.text(step.square.unit) if step.square is not None else ""
    draws = left_draws(scene.look, at.number, scene.figure(rest), unit)
    rect = at.number
    if at.pot is not None:
        draws += pot_draws(scene.look, at.pot, step.total, rest, scene.paint.domain)
        rect = rect.union(at.pot)
    said = f"{scene.figure(rest)} {_of_all(scene)}"
    return Element(LEFT, "status", rect, said, draws, value=float(rest))


def _of_all(scene: Scene) -> str:
    return scene.world.say("allocate_left", all=scene.amount(scene.step.total))


def _note(scene: Scene, at: Places) -> tuple[Element, ...]:
    """What the number is, and what one square is."""
    text = _of_all(scene)
    if scene.step.square is not None:
        text += f" · {scene.world.say('allocate_square', amount=scene.amount(1))}"
    line = fit(scene.look, text, at.note, Style("label", scene.look.theme.day.muted), middle=True)
    return (Element("note", "text", at.note, text, line.draws),)


def _square(scene: Scene, at: Places) -> tuple[Element, ...]:
    """The square one can carry, as long as there is one."""
    if left(scene.step, scene.state) < 1:
        return ()
    held = scene.state.held
    carry = Action("carry")
    draws = square_draws(scene.look, at.square, scene.world.icon("hand"), held, scene.paint.domain)
    label = scene.world.say("allocate_held" if held else "allocate_take")
    state = ("selected",) if held else ()
    return (Element("square", "button", at.square, label, draws, carry, state=state, carry=carry),)


# --- the rows ---------------------------------------------------------------------------


def _rows(scene: Scene, at: Places) -> tuple[list[Element], list[Element]]:
    """The rows first and their buttons behind them: so keys walk from row to row."""
    rows: list[Element] = []
    buttons: list[Element] = []
    for id, rect in zip(order(scene.step, scene.paint.turn), at.rows, strict=True):
        item = scene.step.items[id]
        line = _line(scene, id, item)
        place = row(scene.look, rect, line.icon is not None)
        domain = scene.domain(item)
        rows.append(_row(scene, id, (place, line), domain))
        buttons += _buttons(scene, (id, line), place, domain)
    return rows, buttons


def _line(scene: Scene, id: str, item: Item) -> Line:
    squares = scene.state.laid[list(scene.step.items).index(id)]
    figure, small = scene.figure(squares), ""
    if scene.value >= THOUSAND and scene.value % THOUSAND == 0:
        figure = written(squares * scene.value / THOUSAND, scene.look.language)
        small = scene.world.say("allocate_thousand")
    return Line(
        scene.paint.text(item.text), scene.world.icon(item.icon), squares, scene.step.total, item.least,
        scene.means.get(id), figure, small, scene.state.held,
    )  # fmt: skip


def _row(scene: Scene, id: str, place: tuple[Row, Line], domain: Domain) -> Element:
    (at, line), step = place, scene.step
    draws = row_draws(scene.look, at, line, domain)
    said = [scene.world.say(
        "allocate_row", item=line.name, figure=scene.figure(line.squares), all=scene.amount(step.total)
    )]  # fmt: skip
    if line.squares < line.least:
        said.append(scene.world.say("allocate_from", amount=scene.amount(line.least)))
    if line.mean is not None:
        said.append(scene.world.say("allocate_mean", amount=scene.amount(round(line.mean))))
    label, lay = ", ".join(said), Action("lay", id)
    if scene.state.held:
        return Element(
            f"row.{id}", "button", at.whole, label, draws, lay, at.touch, line.squares,
            state=("essential",), catch=lay,
        )  # fmt: skip
    track = slide(block(at.squares, step.total), step.total)
    done = line.squares > 0 or stands(step, scene.state)
    state = ("essential", "selected") if done else ("essential",)
    return Element(
        f"row.{id}", "slider", at.whole, label, draws, Action(f"set.{id}"), at.touch, line.squares, track,
        state, catch=lay,
    )  # fmt: skip


def _buttons(scene: Scene, what: tuple[str, Line], at: Row, domain: Domain) -> tuple[Element, ...]:
    """Minus, the number, plus."""
    (id, line), look = what, scene.look
    pressed = scene.paint.look.pressed
    out = []
    for name, rect, on in (
        ("less", at.less, line.squares > 0),
        ("more", at.more, left(scene.step, scene.state) > 0),
    ):
        way = (name == "more", on, pressed == f"{name}.{id}")
        label = f"{line.name}: {scene.world.say(name)}"
        state = () if on else ("disabled",)
        draws = button_draws(look, rect, way, domain)
        out.append(Element(f"{name}.{id}", "button", rect, label, draws, Action(f"{name}.{id}"), state=state))
    said = f"{line.number} {line.small}".strip()
    number = Element(f"number.{id}", "status", at.number, said, number_draws(look, at.number, line))
    return out[0], number, out[1]


# --- the band ---------------------------------------------------------------------------


def band(step: Allocate, state: State, paint: Paint) -> Band | None:
    scene, world = Scene(step, state, paint), paint.world
    if step.people and not stands(step, state):
        vote = Action("vote") if any(state.laid) else None
        return Band(world.say("allocate_vote"), vote, _planning(scene))
    if step.people and scene.round.counting:
        return Band(world.say("next"), None, world.say("allocate_counting"))
    onward = Action("compare") if compares(step, state, paint.turn) else Action("next")
    if not stands(step, state):
        return Band(world.say("next"), None, _planning(scene))
    return Band(world.say("next"), onward, _parting(scene))


def _planning(scene: Scene) -> str:
    """What Karo says while squares are laid."""
    if scene.state.held:
        return scene.world.say("allocate_where")
    if not any(scene.state.laid):
        return scene.world.say("allocate_begin")
    if scene.step.say is not None:
        return scene.paint.text(scene.step.say)
    return scene.world.say("allocate_rest" if left(scene.step, scene.state) else "allocate_done")


def _parting(scene: Scene) -> str:
    """What Karo says when one may go on: what came of the vote, what the others did, what is left."""
    if scene.state.held or not scene.step.people:
        crowd = scene.state.said is not None and not scene.state.held
        return scene.world.say("allocate_crowd") if crowd else _planning(scene)
    return scene.paint.first(scene.step.reveal)


def next_change(step: Allocate, state: State, paint: Paint) -> float | None:
    return next_voice(round_of(step, state, paint)) if step.people else None
