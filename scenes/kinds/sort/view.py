"""A street of houses: each wish is led to the door that helps, and two clocks race."""

from __future__ import annotations

from kiosk.core.frame import Action, Element
from kiosk.core.geometry import Rect
from kiosk.ui.karo import Mood
from kiosk.ui.layout import Style, fit
from kiosk.ui.scene import Band, Paint
from scenes.kinds.sort.bubbles import bubble, coming
from scenes.kinds.sort.places import places
from scenes.kinds.sort.rules import State
from scenes.kinds.sort.schema import Sort
from scenes.kinds.sort.sign import clock, sign
from scenes.kinds.sort.situation import RACE_S, RISE_S, TICKS, Situation
from scenes.kinds.sort.street import ground, house

STAGE = "full"


def view(step: Sort, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    now = Situation(step, state, paint)
    where = places(paint.look, area, len(step.bins), now.hurried)
    out: list[Element] = []
    if step.ask is not None:
        text = paint.text(step.ask)
        head = fit(paint.look, text, where.heading, Style("question", now.day.ink), middle=True)
        out.append(Element("question", "heading", where.heading, text, head.draws))
    if where.clock is not None:
        out.append(clock(now, where.clock))
    if where.tall:
        out.append(ground(now, where.street))
    out += sign(now, where.sign)
    out += [house(now, id, at, where.tall) for id, at in zip(step.bins, where.houses, strict=True)]
    out += [bubble(now, id, at) for id, at in zip(state.slots, where.items, strict=False) if id]
    more = coming(now, where.rest) if where.rest is not None else None
    return (*out, more) if more is not None else tuple(out)


def band(step: Sort, state: State, paint: Paint) -> Band | None:
    """The way on waits until everything is in its place; leaving early is possible at any time."""
    now = Situation(step, state, paint)
    hint, mood = _hint(now)
    place = (min(len(state.found) + 1, step.count), step.count)
    return Band(paint.world.say("next"), Action("next") if now.over else None, hint, mood, place)


def _hint(now: Situation) -> tuple[str, Mood]:
    """What Karo says: where it is, what was found, how it begins."""
    state, step = now.state, now.step
    if state.pointed:
        return now.say("sort_other", place=now.called(now.wanted)), "amazed"
    if state.glad and state.placed:
        return now.say("sort_golden_said"), "cheers"
    if state.found and state.placed:
        last = now.last
        if last is not None and last.say is not None:
            return now.text(last.say), "cheers"
        return now.say("sort_over") if now.over else now.say("sort_right"), "cheers"
    if now.over:
        return now.say("sort_over"), "cheers"
    return (now.text(step.say) if step.say is not None else now.say("sort_how")), "glad"


def next_change(step: Sort, state: State, paint: Paint) -> float | None:
    """Every frame while something rises or the clocks race; then with every square of the timer."""
    now = Situation(step, state, paint)
    moving = RACE_S if now.clocks is not None else RISE_S
    if state.placed and not paint.look.calm and paint.changed < moving + 0.05:
        return 0.0
    if step.time is None or not now.hurried or now.late:
        return None
    each = step.time.seconds / TICKS
    return max(each - paint.since % each, 0.01)
