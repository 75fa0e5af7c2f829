"""What fingers can have meant, as values: `touch` finds them, the console obeys."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.frame import Action


@dataclass(frozen=True, slots=True)
class Awake:
    """Somebody is there. Comes first, so that it can be answered before anything else is done."""

    contact: int


@dataclass(frozen=True, slots=True)
class Tap:
    """A control was pressed and let go. held: seconds the finger was down."""

    target: str
    action: Action
    cell: int
    held: float


@dataclass(frozen=True, slots=True)
class Drag:
    """A slider was set. fresh: the finger has just landed."""

    target: str
    action: Action
    cell: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class Drop:
    """A carried thing was let go over `target`, which catches it. cell: where. held: seconds it took.

    carry, catch: what happens then, one after the other, as if both had been tapped.
    """

    target: str
    carry: Action
    catch: Action
    cell: int
    held: float


@dataclass(frozen=True, slots=True)
class PutBack:
    """A carried thing was let go where nothing catches it: it is in its place again."""

    target: str


@dataclass(frozen=True, slots=True)
class Dead:
    """A touch on something that does not react."""

    cell: int


@dataclass(frozen=True, slots=True)
class Stormy:
    """More touches in a second, or fingers at once, than one person makes; said once per storm."""

    touches: int


Touch = Awake | Tap | Drag | Drop | PutBack | Dead | Stormy


@dataclass(frozen=True, slots=True)
class Carried:
    """What follows a finger: its id, how far it is from its place, and the id of what would catch it."""

    target: str
    dx: float
    dy: float
    over: str | None = None
