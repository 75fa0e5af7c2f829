"""The race: cards on the left, and two lanes in which sixty squares go through the desks at once."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.frame import Action, Box, Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.karo import Mood
from kiosk.ui.lamps import Lamp, lamp_draws
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, fit, one_line
from kiosk.ui.parts import Button, button, flap
from kiosk.ui.scene import AIM, Band, Paint
from scenes.kinds.process import rules
from scenes.kinds.process.cards import Face, Purse, card_element, purse
from scenes.kinds.process.lanes import (
    FIELD,
    GROUND,
    counts,
    inks,
    most_waiting,
    number,
    squares,
    stack_for,
)
from scenes.kinds.process.office import affordable, spent
from scenes.kinds.process.places import Places, places
from scenes.kinds.process.rules import State, following
from scenes.kinds.process.schema import Process
from scenes.kinds.process.situation import LOOK_S, SWEEP_S, Situation, situation

STAGE = "full"

PLACES = latest(places)


def view(step: Process, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    now = situation(step, state, paint)
    at = PLACES(paint.look, area, len(step.cards))
    race = (
        _day(now, at.day),
        _goals(now, at.lamps),
        _lane(now, at.lanes[0], own=False),
        _lane(now, at.lanes[1], own=True),
        _note(now, at.note),
    )
    laid = (*_head(now, at), *_cards(now, at))
    return (*race, *laid) if at.cards[0].y > at.lanes[1].y else (*laid, *race)


# --- the cards --------------------------------------------------------------------------


def _head(now: Situation, at: Places) -> list[Element]:
    """What is asked and the chips; once a race is over what it came to, and the second way on."""
    step, look = now.step, now.look
    out: list[Element] = []
    text = _result(now) if now.stage == "told" else now.paint.text(step.ask) if step.ask is not None else ""
    if at.heading is not None and text:
        style = Style("card", look.theme.day.ink, size=look.size("card") * 0.86)
        block = fit(look, text, at.heading, style, middle=True)
        out.append(Element("race.title", "heading", at.heading, text, block.draws))
    if now.stage == "told":
        return [*out, _other(now, at.chips)]
    left = step.chips - spent(step, now.state.cards)
    said = now.say("race_chips", left=float(left), chips=float(step.chips))
    return [*out, purse(look, at.chips, Purse(left, step.chips, said), now.paint.domain)]


def _result(now: Situation) -> str:
    """Which race it was, how many are through, and how many it was before."""
    step, races = now.step, now.state.races
    done = float(now.play.own.race.done(step.days))
    which = float(len(races))
    if len(races) < 2:
        return now.say("race_number", number=which, done=done, many=float(step.cases.count))
    before = rules.play_of(step, races[-2], now.paint.turn).own.race.done(step.days)
    return now.say("race_gained", number=which, done=done, before=float(before))


def _other(now: Situation, rect: Rect) -> Element:
    """The way that the band does not offer: on, or once all races were run back to the cards."""
    width = min(rect.w, 420.0 * max(1.0, now.look.grow * 0.8))
    place = Rect(rect.x, rect.y, width, rect.h)
    if _more(now):
        return button(now.look, Button("on", now.say("next") + " →", Action("next")), place)
    return button(now.look, Button("replan", now.say("race_replan"), Action("replan")), place)


def _more(now: Situation) -> bool:
    """Whether another race is what one is asked for: there were too few, and the last left lamps dark."""
    lit = rules.lamps(now.step, now.play.own.race.done(now.step.days))
    return len(now.state.races) < now.step.races and lit < len(now.step.goals)


def _cards(now: Situation, at: Places) -> list[Element]:
    step, look, cards = now.step, now.look, now.state.cards
    out = []
    for index, (id, card) in enumerate(step.cards.items()):
        far = id not in cards and not affordable(step, (*cards, id))
        text = now.paint.text(card.text)
        key = "race_card_far" if far else "race_card"
        label = now.say(key, card=text, chips=float(card.chips), note=now.paint.text(card.note))
        face = Face(
            id, index + 1, text, label, now.world.icon(card.icon), card.chips, id in cards, far,
            now.stage != "plan",
        )  # fmt: skip
        out.append(card_element(look, at.cards[index], face, now.paint.domain))
    return out


# --- the race ---------------------------------------------------------------------------


def _day(now: Situation, rect: Rect) -> Element:
    """The day in flaps and as a row of squares."""
    look, day, step = now.look, now.look.theme.day, now.step
    shown = max(now.day, 0)
    label = now.say("race_day_of", day=float(shown), days=float(step.days))
    size = min(rect.h / 1.06, 84.0)
    word = now.say("race_day")
    style = Style("small", day.muted, size=min(look.size("small"), 52.0), weight=600)
    draws: list[Draw] = [one_line(look, word, (rect.x, rect.cy), style)]
    left = rect.x + look.type.width(word, style.size or 0.0, 600) + 16
    flaps, width = flap(look, f"{shown:02d}", (left, rect.cy - size * 0.53), size)
    draws += flaps
    room = Rect(left + width + 24, rect.y, rect.right - left - width - 24, rect.h)
    if room.w >= 160:
        draws.append(_calendar(now, room, shown))
    return Element("race.day", "status", rect, label, tuple(draws), value=float(shown))


def _calendar(now: Situation, room: Rect, shown: int) -> Squares:
    """A square for each day, in one row or, where they would be too small, in two."""
    day, days = now.look.theme.day, now.step.days
    down = 1 if room.w / days >= 22 else 2
    across = -(-days // down)
    pitch = min(room.w / across, 34.0, room.h / down)
    side = pitch * 0.82
    top = room.cy - down * pitch / 2 + (pitch - side) / 2
    tone = day.ink if now.look.theme.bold else now.paint.domain.deep
    return Squares(
        tuple(
            Square(
                room.x + k % across * pitch, top + k // across * pitch, side, tone if k < shown else day.empty
            )
            for k in range(days)
        )
    )


def _goals(now: Situation, rect: Rect) -> Element:
    """The lamps: lit as soon as so many are through."""
    step = now.step
    done = len(now.evening(now.play.own).done)
    goals, said = [], []
    for goal, word in step.goals.items():
        lit = done >= int(goal)
        text = now.paint.text(word)
        goals.append(Lamp(text, goal, lit, glows=False))
        said.append(now.say("race_lamp_on" if lit else "race_lamp_off", goal=text, many=float(int(goal))))
    draws = lamp_draws(now.look.untouched(), rect, tuple(goals), now.world.icon("idee"))
    lit_now = float(rules.lamps(step, done))
    return Element(AIM, "status", rect, ", ".join(said), draws, value=lit_now)


def _lane(now: Situation, rect: Rect, own: bool) -> Element:
    look = now.look.untouched()
    look = replace(look, focus=None)
    lane = now.lane(own)
    way = now.play.own if own else now.play.old
    place = FIELD(look, rect, len(lane.stops))
    tones = inks(look, now.paint.domain, own)
    most = most_waiting((now.play.old.race, now.play.own.race), now.step.days)
    stack = stack_for(look, place, most)
    moment, evening = now.moment(way), now.evening(way)
    draws = (
        *GROUND(look, place, lane, tones),
        *number(look, place, lane, len(evening.done), tones),
        *counts(look, lane, place, moment, (stack, tones)),
        *squares(lane, place, moment, (now.step.cases.mine - 1, stack), tones),
    )
    id = "race.own" if own else "race.old"
    return Element(id, "chart", rect, now.told(own), draws, value=float(len(evening.done)))


def _note(now: Situation, rect: Rect) -> Element:
    """That the numbers are a model, always in sight; and which square is one's own."""
    look, text, mine = now.look, now.paint.text(now.step.model), now.say("race_mine")
    tones = inks(look, now.paint.domain, own=True)
    size = min(look.size("label"), rect.h * 0.8, 36.0)
    wide = look.type.width(mine, size, 500)
    name = one_line(look, mine, (rect.right, rect.cy), Style("label", look.theme.day.muted, "r", size))
    side = size * 0.8
    at = Rect(rect.right - wide - side - 12, rect.cy - side / 2, side, side)
    square = Squares((Square(at.x, at.y, side, tones.mine),))
    ring = Box(at.grown(3), None, side * 0.25 + 2, tones.ring, 3.0)
    room = Rect(rect.x, rect.y, at.x - rect.x - 24, rect.h)
    words = fit(look, text, room, Style("label", look.theme.day.muted), middle=True)
    return Element("race.model", "text", rect, f"{text} {mine}", (*words.draws, square, ring, name))


# --- the band ---------------------------------------------------------------------------


def band(step: Process, state: State, paint: Paint) -> Band | None:
    now = situation(step, state, paint)
    race = len(state.races) + (now.stage == "plan")
    place = (min(race, step.races), step.races)
    if now.stage == "plan":
        first = Action("turn", following(step, 0)) if paint.look.keys else Action("run")
        return Band(now.say("race_start"), first, *_advice(now), place)
    if now.stage == "sweep":
        return Band(now.say("skip"), Action("skip"), now.say("race_running"), "right", place)
    if now.stage == "turn":
        day = following(step, now.day)
        until = now.say("race_until", day=float(day))
        return Band(until, Action("turn", day), now.say("race_running"), "right", place)
    if now.stage == "rest":
        return Band(now.say("next"), None, now.say("race_look"), "left", place)
    if _more(now):
        return Band(
            now.say("race_replan"),
            Action("replan"),
            now.paint.first(now.step.reveal) or now.say("race_again"),
            "thinks",
            place,
        )
    return Band(now.say("next"), Action("next"), now.paint.first(now.step.reveal), _mood(now), place)


def _mood(now: Situation) -> Mood:
    done = now.play.own.race.done(now.step.days)
    return "cheers" if done >= now.step.thresholds[-1] else "glad"


def _advice(now: Situation) -> tuple[str, Mood | None]:
    """While cards are laid: what the last one does, else what is asked."""
    step, cards = now.step, now.state.cards
    if cards:
        return now.paint.text(step.cards[cards[-1]].note), "glad"
    if now.state.races:
        return now.say("race_again"), "glad"
    if step.ask is not None and now.look.large:
        return now.paint.text(step.ask), None
    return (now.paint.text(step.say), "glad") if step.say is not None else ("", None)


def next_change(step: Process, state: State, paint: Paint) -> float | None:
    """Every frame while the race runs; once when one has looked long enough."""
    now = situation(step, state, paint)
    if now.stage == "sweep":
        return 0.0
    return max(SWEEP_S + LOOK_S - paint.changed, 0.01) if now.stage == "rest" else None
