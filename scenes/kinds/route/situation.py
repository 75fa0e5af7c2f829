"""What all parts of the picture need to know, worked out once for each change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kiosk.content.maps import Map
from kiosk.content.template import Template, written
from kiosk.content.whole import Content
from kiosk.ui.latest import Same, latest
from kiosk.ui.look import Look
from kiosk.ui.scene import Paint, Turn
from kiosk.ui.theme import Domain
from kiosk.visit.world import World
from scenes.kinds.route.best import reach
from scenes.kinds.route.days import NOTHING, Days, Offer, Score, Task, days, offers, whole
from scenes.kinds.route.rules import State, meter_value, present, task
from scenes.kinds.route.schema import Leg, Meter, Route

RIDE_S = 2.0
PALETTE = ("stadt", "amt", "mobil", "antrag", "digital", "klima", "energie", "wir")


@dataclass(frozen=True, eq=False)
class Errands:
    """A step, its state as it holds now, and how to show it. moving: the last leg is being ridden."""

    step: Route
    state: State
    look: Look
    world: World
    turn: Turn
    domain: Domain
    moving: bool

    @cached_property
    def judged(self) -> Task:
        """The errands with what has a meter, which alone decides which days are the best."""
        return task(self.step, self.turn)

    @cached_property
    def days(self) -> Days:
        """All days with all their sums."""
        return days(whole(self.judged))

    @property
    def city(self) -> Map:
        return self.turn.maps[self.step.map]

    @property
    def at(self) -> int:
        """The leg one looks at, from 0: the one being ridden, else the next; one too many at the end."""
        return len(self.state.rides) - int(self.moving)

    @property
    def leg(self) -> Leg:
        return self.step.legs[min(self.at, len(self.step.legs) - 1)]

    @property
    def over(self) -> bool:
        """All legs are ridden, and arrived."""
        return self.at >= len(self.step.legs)

    @property
    def mode(self) -> str | None:
        """The mode one looks at or rides with."""
        return self.state.rides[-1] if self.moving else self.state.preview

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        return offers(self.days, self.state.rides[: self.at])

    @cached_property
    def ridden(self) -> Score:
        return self.days.total(self.state.rides[: self.at])

    @cached_property
    def seen(self) -> Score:
        """The sums with the leg one looks at."""
        return self.with_mode(self.mode) if self.mode and not self.over else self.ridden

    def with_mode(self, mode: str) -> Score:
        """The sums if the leg one looks at is ridden with `mode`."""
        return self.days.total((*self.state.rides[: self.at], mode))

    def added(self, mode: str) -> Score:
        """What the leg one looks at adds with `mode`."""
        a, b = self.with_mode(mode), self.ridden
        return (a[0] - b[0], a[1] - b[1], a[2] - b[2], a[3] - b[3], a[4] - b[4])

    @cached_property
    def most(self) -> Score:
        """The most of each criterion on any day; zeros where no day is possible."""
        if not self.days.count:
            return NOTHING
        low, high = reach(self.days.task)
        return (high[0], high[1], high[2], low[3], high[4])

    def meter(self, of: str) -> Meter | None:
        return next((m for m in self.step.meters.values() if m.of == of), None)


class Situation(Errands):
    """The errands with the words and colours for them."""

    def say(self, key: str, **values: str | float) -> str:
        return self.world.say(key, **values)

    def text(self, template: Template) -> str:
        """A text of the content with its numbers filled in."""
        return template.render(self.turn.scope, self.look.language)

    def place(self, id: str) -> str:
        return self.text(self.city.places[id].text)

    def called(self, mode: str) -> str:
        return self.text(self.step.modes[mode].text)

    def figure(self, meter: Meter, total: Score) -> str:
        """The number of a meter as people write it."""
        return written(meter_value(meter.of, total), self.look.language, meter.digits)

    def amount(self, meter: Meter, total: Score) -> str:
        return f"{self.figure(meter, total)} {self.text(meter.unit)}"

    def adds(self, name: str, meter: Meter, mode: str) -> str:
        """What a mode adds to a meter, in words that begin with `name`."""
        value, unit = self.figure(meter, self.added(mode)), self.text(meter.unit)
        return self.say("route_adds", meter=name, value=value, unit=unit)

    def reason(self, offer: Offer) -> str:
        """Why a mode cannot be taken, in a few words; nothing if it can."""
        if offer.reason == "away":
            return self.say("route_away", place=self.place(offer.at))
        if offer.reason == "heavy":
            return self.say("route_too_heavy")
        if offer.reason == "steps":
            return self.say("route_steps")
        if offer.reason == "home":
            lost = offer.at == offer.mode.id
            return self.say("route_lost") if lost else self.say("route_stays", mode=self.called(offer.at))
        return ""

    def remark(self) -> str:
        """What Karo says now."""
        if self.state.verdict is not None:
            return ""
        if self.over:
            return self.say("route_over")
        mode = self.mode
        if mode is not None and self.step.modes[mode].own and self.leg.to != self.step.home:
            return self.say("route_own", mode=self.called(mode))
        said = self.leg.say or self.step.say
        return self.text(said) if said is not None else ""

    def tone(self, mode: str) -> Domain:
        found = self.step.modes[mode].colour
        position = list(self.step.modes).index(mode)
        return self.look.theme.domain(found or PALETTE[position % len(PALETTE)])

    def icon(self, mode: str) -> tuple[str, ...] | None:
        return self.world.icon(self.step.modes[mode].icon)


def situation(step: Route, state: State, paint: Paint) -> Situation:
    """The situation; the same object as long as nothing but time went by."""
    now = _present(Same(step), state, Same(paint.turn))
    return _situation(
        Same(step),
        now,
        paint.look,
        Same(paint.world.content),
        (Same(paint.turn), paint.domain),
        riding(now, paint),
    )


@latest
def _present(step: Same[Route], state: State, turn: Same[Turn]) -> State:
    return present(step.value, state, turn.value)


def riding(state: State, paint: Paint) -> bool:
    """Whether the ride is on its way: never with keys or without motion, where nothing depends on time."""
    still = paint.look.calm or paint.look.keys
    return state.riding and not still and paint.changed < RIDE_S


def _make(
    step: Same[Route],
    state: State,
    look: Look,
    content: Same[Content],
    turn: tuple[Same[Turn], Domain],
    moving: bool,
) -> Situation:
    return Situation(step.value, state, look, World(content.value), turn[0].value, turn[1], moving)


_situation = latest(_make, keep=2)
