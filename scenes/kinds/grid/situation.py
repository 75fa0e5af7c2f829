"""A street as it is shown now: where the day stands, what the gauges say, what is said."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from kiosk.content.template import Template
from kiosk.core.ease import in_out_cubic
from kiosk.ui.look import Look
from kiosk.ui.scene import Paint
from kiosk.visit.world import World
from scenes.kinds.grid.rules import FIRST, LAST, Over, State, goals, measured, outputs, street_of
from scenes.kinds.grid.schema import Grid
from scenes.kinds.grid.street import Board, Street, allows, used, value

SWEEP_S = 8.0
LOOK_S = 5.0
SET_S = 0.26
"""Seconds a tile takes to settle."""

Stage = Literal["build", "sweep", "pause", "rest", "told"]
SHAPE = ((8, 0.15), (11, 0.5), (14, 0.45), (17, 0.8), (20, 1.0))
"""How many of the day's people are there at an hour: fewer in the heat after noon. Set for the game."""
SUN = ((8, 0.15), (11, 0.7), (14, 1.0), (17, 0.75), (20, 0.1))
"""How strong the sun is at an hour."""


def along(points: tuple[tuple[int, float], ...], hour: float) -> float:
    """The value of a line of straight pieces at an hour."""
    for (a, first), (b, second) in pairwise(points):
        if a <= hour <= b:
            return first + (second - first) * (hour - a) / (b - a)
    return points[0][1] if hour < points[0][0] else points[-1][1]


@dataclass(frozen=True)
class Situation:
    """A street with everything its picture needs. hour: how far the day has got; LAST when it is over."""

    step: Grid
    state: State
    paint: Paint
    stage: Stage
    hour: float

    @property
    def look(self) -> Look:
        return self.paint.look

    @property
    def world(self) -> World:
        return self.paint.world

    @cached_property
    def street(self) -> Street:
        return street_of(self.step, self.paint.turn.scope)

    @property
    def building(self) -> bool:
        return self.stage == "build"

    @property
    def over(self) -> bool:
        return self.stage in ("rest", "told")

    @cached_property
    def numbers(self) -> dict[str, float]:
        """The outputs of the street as it lies."""
        return outputs(self.step, self.street, self.state.board, self.paint.turn.scope)

    @cached_property
    def scope(self) -> Over:
        named = {f"{self.step.id}.{name}": number for name, number in self.numbers.items()}
        return Over(named, self.paint.turn.scope)

    @cached_property
    def met(self) -> dict[str, bool]:
        return goals(self.step, self.numbers, self.paint.turn.scope)

    @property
    def left(self) -> int:
        return self.step.changes - used(self.street, self.state.board)

    # --- words --------------------------------------------------------------------------

    def text(self, template: Template) -> str:
        """A text of the step with the numbers of the street as it lies."""
        return template.render(self.scope, self.look.language)

    # --- cells --------------------------------------------------------------------------

    @cached_property
    def hand(self) -> int | None:
        """The tile in hand, while one builds."""
        return self.step.ids.index(self.state.hand) if self.building and self.state.hand else None

    def may(self, place: int) -> bool:
        """Whether the tile in hand may be laid here now."""
        return self.hand is not None and allows(self.street, self.state.board, place, self.hand)

    def changed(self, place: int) -> bool:
        return self.state.board[place] != self.street.start[place]

    @property
    def fresh(self) -> tuple[int, float]:
        """The cell that was laid last and how far it has settled, 0..1; -1 where nothing moves."""
        if not self.building or not self.state.past or self.look.calm or self.paint.changed >= SET_S:
            return -1, 1.0
        return self.state.past[-1][0], in_out_cubic(max(self.paint.changed, 0.0) / SET_S)

    # --- the day ------------------------------------------------------------------------

    @cached_property
    def crowd(self) -> int:
        """How many people are on the street at this hour."""
        return min(round(self.numbers["people"] * along(SHAPE, self.hour)), len(self.rooms))

    @cached_property
    def rooms(self) -> tuple[tuple[int, int], ...]:
        """Every place for a person as (cell, number there), in the order in which people come."""
        holds = [tile.holds for tile in self.step.tiles.values()]
        found = [(place, n) for place in self.step.streets() for n in range(holds[self.state.board[place]])]
        random.Random(f"{self.paint.turn.seed}/{self.step.id}").shuffle(found)
        return tuple(found)

    # --- the others ---------------------------------------------------------------------

    def others(self) -> dict[int, tuple[int, float]] | None:
        """What earlier visits built most often on each cell and its share in percent; None for too few."""
        out = {}
        for place in self.step.streets():
            name = f"{self.paint.turn.path(self.step)}.{self.step.cell(place)}"
            most = self.paint.turn.crowd.most(name)
            share = self.paint.turn.crowd.share(name, most[0]) if most is not None else None
            if most is None or share is None or not 0 <= most[0] < len(self.step.ids):
                return None
            out[place] = (int(most[0]), share)
        return out

    @cached_property
    def shown(self) -> Board:
        """What lies on the board that is looked at: one's own, or what most others built."""
        found = self.others() if self.over and self.state.others else None
        if found is None:
            return self.state.board
        return tuple(found[p][0] if p in found else tile for p, tile in enumerate(self.state.board))


def situation(step: Grid, state: State, paint: Paint) -> Situation:
    """Where the day stands: with keys and without motion nothing depends on time."""
    if state.hour is None:
        return Situation(step, state, paint, "build", FIRST)
    if state.hour >= LAST:
        return Situation(step, state, paint, "told", LAST)
    if not state.moving:
        return Situation(step, state, paint, "pause", state.hour)
    left = SWEEP_S * (LAST - state.hour) / (LAST - FIRST)
    if paint.look.calm or paint.look.keys or paint.changed >= left + LOOK_S:
        return Situation(step, state, paint, "told", LAST)
    if paint.changed >= left:
        return Situation(step, state, paint, "rest", LAST)
    hour = state.hour + max(paint.changed, 0.0) / SWEEP_S * (LAST - FIRST)
    return Situation(step, state, paint, "sweep", hour)


def reached(now: Situation) -> float:
    """Goals that are reached, and as a fraction how far the others have come from the first street."""
    scope = now.paint.turn.scope
    before = measured(now.step, now.street, now.street.start, scope)
    ahead = [id for id, met in now.met.items() if not met]
    came = 0.0
    for id in ahead:
        goal = now.step.gauges[id].goal.value.number(scope)
        way = abs(goal - before[id]) or 1.0
        came += max(0.0, 1.0 - abs(goal - now.numbers[id]) / way) / (len(now.met) + 1)
    return len(now.met) - len(ahead) + came


def people(now: Situation) -> dict[int, tuple[int, ...]]:
    """The places taken on each cell at this hour; none while one builds."""
    out: dict[int, list[int]] = {}
    for place, n in () if now.building else now.rooms[: now.crowd]:
        out.setdefault(place, []).append(n)
    return {place: tuple(sorted(taken)) for place, taken in out.items()}


def warmth(now: Situation, place: int) -> float | None:
    """The number of a cell that shows as warmth."""
    return value(now.street, now.state.board, place, now.step.glow) if now.step.glow else None
