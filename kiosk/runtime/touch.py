"""What fingers mean: signals and the painted frame in; taps, slides, drops and dead taps out.

Pure: `Touches` is frozen, every call returns a new one and what happened. Lengths are given in
millimetres of glass, because fingers do not shrink with the screen.

Two rules about resting fingers meet here. A finger that is alone may take up to ten seconds for a
tap (slow hands, rules T9); with other fingers on the glass, one that rests longer than three
seconds is somebody leaning on it and presses nothing (rules U9). Neither does it begin to carry
anything; but a finger that carries something already may rest and think, up to those ten seconds.

Where a screen has zones, a finger belongs to the one it landed in until it is lifted: company, crowds and
storms are those of its zone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from kiosk.core.frame import Action, Element, Frame
from kiosk.core.geometry import Rect, Size
from kiosk.core.signals import Cancel, Down, Move, Up
from kiosk.runtime.gestures import Awake, Carried, Dead, Drag, Drop, PutBack, Stormy, Tap, Touch
from kiosk.runtime.storm import Storm

FORGIVEN_MM = 5.0
SPOT_MM = 10.0
JITTER_MM = 2.0
CARRY_MM = 3.0
"""How far a finger goes before it carries what it landed on."""
SPOT_DEAD_S = 0.4
AGAIN_S = 0.5
LEANING_S = 3.0
LONGEST_S = 10.0
MOST_CONTACTS = 10

COLUMNS, ROWS = 16, 9
ANYWHERE = "anywhere"
STEPPERS = frozenset({"less", "more"})


@dataclass(frozen=True, slots=True)
class Glass:
    """What the fingers are on: the painted frame, since when its screen is up, mm of a unit."""

    frame: Frame
    entered: float
    unit_mm: float


@dataclass(frozen=True, slots=True)
class Contact:
    """One finger. target: the control it owns; area: where that was when the finger landed.

    stirred, at: when and where it last moved further than a finger trembles.
    sent: the last value it set on a slider. carrying: where it is now, once it carries its control.
    company: it was not alone. mute: it does nothing more. zone: where it landed.
    """

    id: int
    landing: tuple[float, float]
    landed: float
    stirred: float
    at: tuple[float, float]
    target: str | None = None
    area: Rect | None = None
    slides: bool = False
    sent: Action | None = None
    carrying: tuple[float, float] | None = None
    inside: bool = True
    company: bool = False
    mute: bool = False
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Touches:
    """All fingers on the glass, and what of the past still matters.

    storms: of each zone. acted: when which control was last pressed.
    spot: where the last tap was.
    """

    contacts: tuple[Contact, ...] = ()
    storms: tuple[tuple[str, Storm], ...] = ()
    acted: tuple[tuple[str, float], ...] = ()
    spot: tuple[float, float] | None = None

    @property
    def pressed(self) -> str | None:
        """The control that shows as pressed: that of the finger which landed last."""
        held = [c.target for c in self.contacts if c.target and c.inside and not (c.mute or c.carrying)]
        return held[-1] if held else None

    def carried(self, glass: Glass) -> tuple[Carried, ...]:
        """Everything that follows a finger now, what was taken up first comes first."""
        found = []
        for contact in self.contacts:
            element = _still_there(contact, glass)
            if element is not None and contact.carrying is not None:
                (x0, y0), (x, y) = contact.landing, contact.carrying
                over = _catcher(element, (x, y), glass)
                found.append(Carried(element.id, x - x0, y - y0, over.id if over is not None else None))
        return tuple(found)

    @property
    def expires(self) -> float | None:
        """When `expire` has something to do."""
        return min((c.stirred + LONGEST_S for c in self.contacts), default=None)

    def take(self, signal: Down | Move | Up | Cancel, now: float, glass: Glass) -> Outcome:
        """What a signal means at `now`, in seconds."""
        fresh = self.expire(now)
        match signal:
            case Down(id, x, y):
                return _down(fresh, id, (x, y), (now, glass))
            case Move(id, x, y):
                return _move(fresh, id, (x, y), (now, glass))
            case Up(id, x, y):
                return _up(fresh, id, (x, y), (now, glass))
            case Cancel(id):
                return fresh.without(id), ()

    def expire(self, now: float) -> Touches:
        """Without fingers that rested or were not heard of for ten seconds: dirt, bags, lost ups."""
        kept = tuple(c for c in self.contacts if now - c.stirred <= LONGEST_S)
        return self if len(kept) == len(self.contacts) else replace(self, contacts=kept)

    def muted(self, id: int) -> Touches:
        """The finger `id` has done its work: it does nothing more until it is lifted."""
        return replace(
            self, contacts=tuple(replace(c, mute=True) if c.id == id else c for c in self.contacts)
        )

    def lifted(self) -> Touches:
        """All fingers forgotten, as after another window or size; nothing is pressed by that."""
        return replace(self, contacts=())

    def storm(self, zone: str) -> Storm:
        return dict(self.storms).get(zone, Storm())

    def contact(self, id: int) -> Contact | None:
        return next((c for c in self.contacts if c.id == id), None)

    def without(self, id: int) -> Touches:
        return replace(self, contacts=tuple(c for c in self.contacts if c.id != id))

    def with_contact(self, contact: Contact) -> Touches:
        return replace(self, contacts=tuple(contact if c.id == contact.id else c for c in self.contacts))


Outcome = tuple[Touches, tuple[Touch, ...]]
Seen = tuple[float, Glass]
Point = tuple[float, float]


def cell_at(stage: Size, x: float, y: float) -> int:
    """The cell of the 16 x 9 grid over the stage: row * 16 + column."""
    column = min(max(int(x / stage.w * COLUMNS), 0), COLUMNS - 1)
    row = min(max(int(y / stage.h * ROWS), 0), ROWS - 1)
    return row * COLUMNS + column


def _mm(a: Point, b: Point, glass: Glass) -> float:
    return math.dist(a, b) * glass.unit_mm


def _down(touches: Touches, id: int, at: Point, seen: Seen) -> Outcome:
    now, glass = seen
    zone = glass.frame.zone(*at)
    touches, said = _landed(touches.without(id), zone, now)
    storm = touches.storm(zone).raging
    company = [c for c in touches.contacts if c.zone == zone]
    if len(company) >= MOST_CONTACTS:
        return touches, said
    element = glass.frame.at(*at)
    owned = (
        element is not None and not _shared(element) and any(c.target == element.id for c in touches.contacts)
    )
    doubled = touches.spot is not None and now - glass.entered < SPOT_DEAD_S
    mute = owned or storm or (doubled and _mm(touches.spot or at, at, glass) <= SPOT_MM)
    contact = Contact(id, at, now, now, at, company=bool(company), mute=mute, zone=zone)
    if element is not None:
        contact = replace(contact, target=element.id, area=element.target, slides=element.slide is not None)
    elif glass.frame.anywhere is not None:
        contact = replace(contact, target=ANYWHERE, area=_whole(glass.frame.stage))
    others = tuple(replace(c, company=True) if c.zone == zone else c for c in touches.contacts)
    touches = replace(touches, contacts=(*others, contact))
    if not storm:
        said = (Awake(id), *said)
    touches, slid = _slide(touches, contact, at, seen)
    return touches, (*said, *slid)


def _landed(touches: Touches, zone: str, now: float) -> Outcome:
    """Count one more landing in a zone.

    A storm mutes whatever is on the glass there: what landed before it was known for one acts no more.
    """
    before = touches.storm(zone)
    after = before.after(now, sum(c.zone == zone for c in touches.contacts))
    touches = replace(touches, storms=tuple({**dict(touches.storms), zone: after}.items()))
    if not after.raging or after.felt != now:
        return touches, ()
    quiet = tuple(replace(c, mute=True) if c.zone == zone else c for c in touches.contacts)
    return replace(touches, contacts=quiet), () if before.raging else (Stormy(len(after.landings)),)


def _move(touches: Touches, id: int, at: Point, seen: Seen) -> Outcome:
    now, glass = seen
    contact = touches.contact(id)
    if contact is None:
        return touches, ()
    inside = contact.inside and (contact.slides or _holds(contact, at, glass))
    lifts = contact.carrying is not None or _lifts(contact, at, seen)
    contact = replace(contact, inside=inside, carrying=at if lifts else None)
    said: tuple[Touch, ...] = ()
    if _mm(contact.at, at, glass) >= JITTER_MM:
        contact = replace(contact, stirred=now, at=at)
        if not touches.storm(contact.zone).raging:
            said = (Awake(id),)
    touches, slid = _slide(touches.with_contact(contact), contact, at, seen)
    return touches, (*said, *slid)


def _lifts(contact: Contact, at: Point, seen: Seen) -> bool:
    """Whether this movement begins to carry: far enough, on a thing that can be, by no leaning arm."""
    now, glass = seen
    if _mm(contact.landing, at, glass) < CARRY_MM or (contact.company and now - contact.stirred > LEANING_S):
        return False
    element = _still_there(contact, glass)
    return element is not None and element.carry is not None and not contact.slides


def _catcher(element: Element, at: Point, glass: Glass) -> Element | None:
    """What catches `element` at `at`: what lies there, else the nearest that is but a little beside."""
    others = [e for e in glass.frame.catchers if e.id != element.id]
    under = next((e for e in reversed(others) if e.target.contains(*at)), None)
    if under is not None or element.target.contains(*at):
        return under
    near = [(e.target.distance(*at), e) for e in others]
    away, nearest = min(near, key=lambda one: one[0], default=(math.inf, None))
    return nearest if away * glass.unit_mm <= FORGIVEN_MM else None


def _drop(touches: Touches, contact: Contact, at: Point, seen: Seen) -> Outcome:
    """A finger lets go what it carried."""
    now, glass = seen
    element = _still_there(contact, glass)
    if element is None or element.carry is None:
        return touches, ()
    over = _catcher(element, at, glass)
    if over is None or over.catch is None:
        return touches, (PutBack(element.id),)
    cell = cell_at(glass.frame.stage, *at)
    touches = _acted(touches, over.id, at, now)
    return touches, (Drop(over.id, element.carry, over.catch, cell, now - contact.landed),)


def _slide(touches: Touches, contact: Contact, at: Point, seen: Seen) -> Outcome:
    """A finger on a slider acts at once, whenever that changes its value."""
    glass = seen[1]
    element = _still_there(contact, glass) if contact.slides else None
    action = element.act(*at) if element is not None else None
    if action is None or action == contact.sent:
        return touches, ()
    moved = Drag(contact.target or "", action, cell_at(glass.frame.stage, *at), contact.sent is None)
    touches = touches.with_contact(replace(contact, sent=action))
    return (replace(touches, spot=at) if moved.fresh else touches), (moved,)


def _up(touches: Touches, id: int, at: Point, seen: Seen) -> Outcome:
    now, glass = seen
    contact = touches.contact(id)
    if contact is None:
        return touches, ()
    touches = touches.without(id)
    held = now - contact.landed
    cell = cell_at(glass.frame.stage, *contact.landing)
    if contact.mute or touches.storm(contact.zone).raging or contact.slides:
        return touches, ()
    if contact.carrying is not None and _mm(contact.landing, at, glass) > FORGIVEN_MM:
        return _drop(touches, contact, at, seen)
    if held > LONGEST_S:
        return touches, ()
    if contact.target is None:
        # What was aimed at the last screen, or at one still moving in, is no complaint about this one.
        return touches, ((Dead(cell),) if contact.landed - glass.entered >= SPOT_DEAD_S else ())
    leaning = held > LEANING_S and contact.company and now - contact.stirred > LEANING_S
    if leaning or not contact.inside or not _holds(contact, at, glass):
        return touches, ()
    action = _action(contact, at, glass)
    if action is None or (not _many(contact, glass) and _too_soon(touches, contact.target, action, now)):
        return touches, ()
    return _acted(touches, contact.target, at, now), (Tap(contact.target, action, cell, held),)


def _acted(touches: Touches, target: str, at: Point, now: float) -> Touches:
    """Remembering that `target` was just used, at `at`."""
    recent = tuple((name, t) for name, t in touches.acted if now - t < AGAIN_S and name != target)
    return replace(touches, acted=(*recent, (target, now)), spot=at)


def _holds(contact: Contact, at: Point, glass: Glass) -> bool:
    """Whether the finger is still on its control, or so little beside it that it was not meant."""
    return contact.area is None or contact.area.grown(FORGIVEN_MM / glass.unit_mm).contains(*at)


def _still_there(contact: Contact, glass: Glass) -> Element | None:
    """The control a finger owns, unless the screen changed under it, or something covers it."""
    if contact.mute or contact.landed < glass.entered:
        return None
    return next((e for e in glass.frame.targets if e.id == contact.target), None)


def _action(contact: Contact, at: Point, glass: Glass) -> Action | None:
    if contact.target == ANYWHERE:
        return glass.frame.anywhere if contact.landed >= glass.entered else None
    element = _still_there(contact, glass)
    return element.act(*at) if element is not None else None


def _too_soon(touches: Touches, target: str, action: Action, now: float) -> bool:
    """The same control again within half a second: a trembling hand, not a second wish."""
    if action.name.partition(".")[0] in STEPPERS:
        return False
    return any(name == target and now - t < AGAIN_S for name, t in touches.acted)


def _shared(element: Element) -> bool:
    """Whether several fingers may press it at once, and one again at once: a vote with fingers."""
    return "many" in element.state


def _many(contact: Contact, glass: Glass) -> bool:
    element = _still_there(contact, glass)
    return element is not None and _shared(element)


def _whole(stage: Size) -> Rect:
    return Rect(0, 0, stage.w, stage.h)
