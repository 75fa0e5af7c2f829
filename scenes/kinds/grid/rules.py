"""Lay tiles, look what becomes of the street, let an August day pass over it, perhaps build on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kiosk.content.answers import Given
from kiosk.content.formula import Value, half_up
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from scenes.kinds.grid.schema import MOST_PEOPLE, Gauge, Grid
from scenes.kinds.grid.street import Board, Effect, Street, allows, counts, laid, lists, used
from telemetry.events import Answered, Event, LampsLit, TileLaid

FIRST, LAST, PACE = 8, 20, 3
"""The day: from eight to twenty o'clock, three hours for one OK in the form without time."""
REMEMBERED = 200
"""Exchanges that can be taken back one by one."""


@dataclass(frozen=True, slots=True)
class State:
    """board: what lies where. hand: the tile in hand. past: cells that were exchanged, with what lay there.

    looked: the cell one asked about, -1 for none. hour: how far the day had got when it was last
    touched, None while one builds. moving: time carries it on. last: the street the day passed over;
    it counts until another day does. others: what earlier visits built is looked at.
    """

    board: Board
    hand: str = ""
    past: tuple[tuple[int, int], ...] = ()
    looked: int = -1
    hour: float | None = None
    moving: bool = False
    last: Board | None = None
    others: bool = False


# --- what a street comes to -------------------------------------------------------------


class Over(Mapping[str, Value]):
    """Names of a street over those of the scenario."""

    def __init__(self, near: Mapping[str, Value], far: Mapping[str, Value]) -> None:
        self._near = near
        self._far = far

    def __getitem__(self, name: str) -> Value:
        return self._near[name] if name in self._near else self._far[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._far), **self._near})

    def __len__(self) -> int:
        return len({*self._near, *self._far})


def street_of(step: Grid, scope: Mapping[str, Value]) -> Street:
    """The street with its numbers as they are now."""
    place = {id: number for number, id in enumerate(step.ids)}
    signs = {tile.sign: place[id] for id, tile in step.tiles.items()}
    numbers = tuple(
        (name, tuple(f.number(scope) if (f := t.properties.get(name)) else None for t in step.tiles.values()))
        for name in step.properties
    )
    effects = tuple(
        Effect(
            place[rule.tile], rule.changes, rule.by.number(scope), rule.most, rule.least,
            place[rule.only] if rule.only is not None else None,
        )
        for rule in step.next_to
    )  # fmt: skip
    return Street(
        step.columns,
        tuple(signs[sign] for row in step.board for sign in row),
        tuple(frozenset(place[id] for id in tile.upon) for tile in step.tiles.values()),
        frozenset(place[id] for id, tile in step.tiles.items() if tile.fixed),
        numbers,
        effects,
        step.changes,
    )


def inner(step: Grid, street: Street, board: Board, gauge: Gauge) -> dict[str, Value]:
    """What the formula of a gauge may use of a street: lists of numbers, and a 1 for each tile that lies."""
    where = frozenset(step.ids.index(id) for id in gauge.where) if gauge.where else None
    ones = {id: (1.0,) * n for id, n in zip(step.ids, counts(street, board, where), strict=True)}
    return {**ones, **lists(street, board, where)}


def measured(step: Grid, street: Street, board: Board, scope: Mapping[str, Value]) -> dict[str, float]:
    """The gauges of a board, as exactly as they are written."""
    return {
        id: half_up(gauge.value.number(Over(inner(step, street, board, gauge), scope)), gauge.digits)
        for id, gauge in step.gauges.items()
    }


def goals(step: Grid, numbers: Mapping[str, float], scope: Mapping[str, Value]) -> dict[str, bool]:
    """Which gauges are where they should be: as they are shown, so decides what a visitor can read."""
    return {
        id: gauge.goal.reached(numbers[id], gauge.goal.value.number(scope))
        for id, gauge in step.gauges.items()
    }


def outputs(step: Grid, street: Street, board: Board, scope: Mapping[str, Value]) -> dict[str, float]:
    """What formulas may ask of a street."""
    numbers = measured(step, street, board, scope)
    met = goals(step, numbers, scope)
    out = {**numbers, "used": float(used(street, board)), "met": float(sum(met.values()))}

    def known() -> Over:
        return Over({f"{step.id}.{name}": value for name, value in out.items()}, scope)

    out["lamps"] = float(sum(lamp.when.holds(known()) for lamp in step.lamps))
    people = step.people.number(known()) if step.people is not None else 0.0
    out["people"] = half_up(min(max(people, 0.0), MOST_PEOPLE))
    return out


# --- the contract of a kind -------------------------------------------------------------


def start(step: Grid, turn: Turn) -> State:
    """The first tile is in hand: whoever taps the street has built already."""
    return State(street_of(step, turn.scope).start, step.layable[0])


def act(step: Grid, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """'choose' a tile; 'lay' it, 'clear' or 'look' at a cell; 'undo'; 'run' the day or 'turn' to its next
    hour; 'pause', 'resume', 'skip'; 'build' on; 'others'."""
    if state.hour is not None:
        return _day(state, action), ()
    if action.name == "lay":
        return _lay(step, state, action, turn)
    if action.name in ("run", "turn"):
        return _begin(step, state, action, turn)
    return _build(step, state, action, turn), ()


def _build(step: Grid, state: State, action: Action, turn: Turn) -> State:
    place = step.place(action.value)
    if action.name == "choose" and action.value in step.layable:
        return replace(state, hand=str(action.value), looked=-1)
    if action.name == "undo" and state.past:
        cell, before = state.past[-1]
        return replace(state, board=laid(state.board, cell, before), past=state.past[:-1], looked=-1)
    if place is None or place not in step.streets():
        return state
    if action.name == "look":
        return replace(state, looked=place)
    if action.name == "clear":
        return _exchanged(state, place, street_of(step, turn.scope).start[place])
    return state


def _lay(step: Grid, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    place, street = step.place(action.value), street_of(step, turn.scope)
    if place is None or state.hand not in step.layable:
        return state, ()
    tile = step.ids.index(state.hand)
    if not allows(street, state.board, place, tile):
        return state, ()
    event = TileLaid(f"{turn.path(step)}.{state.hand}", used(street, state.board))
    return _exchanged(state, place, tile), (event,)


def _exchanged(state: State, cell: int, tile: int) -> State:
    if state.board[cell] == tile:
        return state
    past = (*state.past, (cell, state.board[cell]))[-REMEMBERED:]
    return replace(state, board=laid(state.board, cell, tile), past=past, looked=-1)


def _begin(step: Grid, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """The day begins, in time or by turns; what it will come to is known at once."""
    if action.name == "turn" and action.value != FIRST + PACE:
        return state, ()
    by_turns = action.name == "turn"
    ran = replace(
        state,
        hour=float(FIRST + PACE if by_turns else FIRST),
        moving=not by_turns,
        last=state.board,
        looked=-1,
    )
    found = outputs(step, street_of(step, turn.scope), state.board, turn.scope)
    return ran, (LampsLit(turn.path(step), int(found["lamps"])),)


def following(hour: float) -> int:
    """The hour that the next OK leads to."""
    return min(FIRST + PACE * (int((hour - FIRST) // PACE) + 1), LAST)


def _day(state: State, action: Action) -> State:
    hour, over = state.hour or 0.0, state.moving or state.hour == LAST
    value = action.value if isinstance(action.value, (int, float)) else -1.0
    if action.name == "build" and over:
        return replace(state, hour=None, moving=False, others=False)
    if action.name == "others" and over:
        return replace(state, others=not state.others)
    if action.name == "pause" and state.moving and hour <= value < LAST:
        return replace(state, hour=float(value), moving=False)
    if action.name == "resume" and not over:
        return replace(state, moving=True)
    if action.name == "turn" and not over and value == following(hour):
        return replace(state, hour=float(value))
    if action.name == "skip" and hour < LAST:
        return replace(state, hour=float(LAST), moving=False)
    return state


def settled(step: Grid, state: State, turn: Turn) -> tuple[Event, ...]:
    """What lies on every cell of the street the day passed over: the number of its tile in the file."""
    if state.last is None:
        return ()
    path = turn.path(step)
    return tuple(
        Answered(f"{path}.{step.cell(place)}", float(state.last[place]), step.collect)
        for place in step.streets()
    )


def ready(step: Grid, state: State, turn: Turn) -> bool:
    return state.hour is not None and (state.moving or state.hour == LAST)


def answered(step: Grid, state: State) -> bool:
    return state.last is not None


def values(step: Grid, state: State, turn: Turn) -> dict[str, Given]:
    """The street the day passed over last; before, the street as it is built so far."""
    board = state.board if state.last is None else state.last
    found = outputs(step, street_of(step, turn.scope), board, turn.scope)
    named: dict[str, Given] = {f"{step.id}.{name}": value for name, value in found.items()}
    if state.last is None:
        return named
    return {step.id: 1.0, f"{step.id}.unknown": 0.0, **named}
