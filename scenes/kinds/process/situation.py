"""Where a race stands: what of it is to be seen, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kiosk.ui.look import Look
from kiosk.ui.scene import Paint
from kiosk.visit.world import World
from scenes.kinds.process import rules
from scenes.kinds.process.lanes import Lane, Moment, Stop
from scenes.kinds.process.rules import Cards, Play, State, play_of
from scenes.kinds.process.schema import Process
from scenes.kinds.process.simulation import Evening

SWEEP_S = 8.0
LOOK_S = 5.0

Stage = Literal["plan", "sweep", "turn", "rest", "told"]


@dataclass(frozen=True)
class Situation:
    """A race with everything its picture needs. day: the working day that is shown, -1 before the first.

    share: how much of that day has passed, 0..1.
    """

    step: Process
    state: State
    paint: Paint
    stage: Stage
    day: int
    share: float = 1.0

    @cached_property
    def look(self) -> Look:
        return self.paint.look

    @property
    def world(self) -> World:
        return self.paint.world

    @property
    def raced(self) -> Cards:
        """The cards of the race that is or was on the screen."""
        return self.state.races[-1] if self.state.races else ()

    @cached_property
    def play(self) -> Play:
        return play_of(self.step, self.raced, self.paint.turn)

    @property
    def known(self) -> bool:
        """Whether a race has been seen to its end, so that its bottleneck may be told."""
        return self.stage == "told" or (self.stage == "plan" and bool(self.state.races))

    def say(self, key: str, **values: str | float) -> str:
        return self.world.say(key, **values)

    def moment(self, lane: rules.Lane) -> Moment:
        """What a lane shows now."""
        if self.day < 0:
            return Moment(None, _empty(len(self.step.stations)), 1.0)
        before = lane.race.evening(self.day - 1) if self.day > 0 else None
        return Moment(before, lane.race.evening(self.day), self.share)

    def evening(self, lane: rules.Lane) -> Evening:
        """The last evening that has been seen."""
        now = self.moment(lane)
        if now.share >= 1:
            return now.after
        return now.before if now.before is not None else _empty(len(self.step.stations))

    def lane(self, own: bool) -> Lane:
        """What of a lane does not move, in words."""
        step, play = self.step, self.play
        way = play.own if own else play.old
        cards = self.raced if self.state.races else self.state.cards
        laid = [self.paint.text(card.text) for id, card in step.cards.items() if id in cards]
        under = ", ".join(laid) or self.say("race_plain") if own else ""
        stops = [Stop(self.paint.text(s.text), self.world.icon(s.icon)) for s in step.stations.values()]
        back = step.rework is not None
        if back:
            stops.insert(0, Stop(self.say("race_back"), self.world.icon("zurueck"), desk=False))
        return Lane(
            self.paint.text(step.own if own else step.old), under, own, tuple(stops), back, step.cases.count,
            self.say("race_of", many=float(step.cases.count)), self.world.icon(step.icon_done),
            self._narrow(way) if self.known else None,
        )  # fmt: skip

    def _narrow(self, way: rules.Lane) -> tuple[int, str] | None:
        """The desk that limits this way, as long as anything is waiting at the end."""
        queues = way.race.evening(self.step.days).queues
        desk = way.office.bottleneck
        if not any(queues):
            return None
        waiting = len(queues[desk])
        text = self.say("race_jam", many=float(waiting)) if waiting else self.say("race_narrow")
        return desk, text

    def told(self, own: bool) -> str:
        """A lane as it is spoken: how many are through, who waits where, and one's own application."""
        step = self.step
        way = self.play.own if own else self.play.old
        evening = self.evening(way)
        names = [self.paint.text(s.text) for s in step.stations.values()]
        listed = ", ".join(
            self.say("race_queue", station=name, many=float(len(queue)))
            for name, queue in zip(names, evening.queues, strict=True)
        )
        name = self.paint.text(step.own if own else step.old)
        done = float(len(evening.done))
        said = [self.say("race_lane", lane=name, done=done, many=float(step.cases.count), list=listed)]
        if self.known and self._narrow(way) is not None:
            said.append(self.say("race_narrowest", station=names[way.office.bottleneck]))
        if own and self.day >= 0:
            said.append(self.say(f"race_mine_{evening.status(step.cases.mine - 1)}"))
        return " ".join(said)

    def reveal(self) -> str:
        """What is said of the race, the first that fits."""
        scope = self.paint.turn.scope
        for reveal in self.step.reveal:
            if reveal.when is None or reveal.when.holds(scope):
                return self.paint.text(reveal.text)
        return ""


def _empty(desks: int) -> Evening:
    """Before anything was handed in."""
    return Evening(((),) * desks, (False,) * desks, (), ())


def situation(step: Process, state: State, paint: Paint) -> Situation:
    """Where the race stands: with keys and without motion nothing depends on time."""
    last = step.days
    if not state.shown:
        return Situation(step, state, paint, "plan", last if state.races else -1)
    if state.day is not None:
        return Situation(step, state, paint, "turn" if state.day < last else "told", state.day)
    if state.skipped or paint.look.calm or paint.look.keys or paint.changed >= SWEEP_S + LOOK_S:
        return Situation(step, state, paint, "told", last)
    if paint.changed >= SWEEP_S:
        return Situation(step, state, paint, "rest", last)
    passed = max(paint.changed, 0.0) / SWEEP_S * (last + 1)
    day = min(int(passed), last)
    return Situation(step, state, paint, "sweep", day, min(passed - day, 1.0))
