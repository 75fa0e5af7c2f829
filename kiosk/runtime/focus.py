"""What keys mean: a ring of controls in reading order, for five keys as for a number pad.

Left and right walk the ring, up and down go to what lies there (past the last row the ring goes
on), so every control is reached from every other. On a slider left and right change the value and
OK takes it and goes to the primary action, so a keypad of five keys is never trapped. Pure, like
`touch`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.core.frame import Action, Element, Frame, Value
from kiosk.core.signals import KeyName

AGAIN_S = 0.5
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
PRIMARY = ("next", "start", "primary")
NUMPAD: dict[str, KeyName] = {
    "digit8": "up", "digit2": "down", "digit4": "left", "digit6": "right", "digit5": "ok",
}  # fmt: skip
"""Digits are arrows where there are no numbered options to choose from (sliders, maps, tiles)."""

_FREE = frozenset({"left", "right", "up", "down", "plus", "minus"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A key did something: the control's id and its action."""

    target: str
    action: Action


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the keys are. at: id of the control; screen: whose; used: somebody uses keys."""

    at: str | None = None
    screen: str = ""
    used: bool = False
    last: tuple[KeyName, float] | None = None

    def on(self, frame: Frame) -> Focus:
        """The focus carried over to `frame`: the same control if it is still there."""
        if not self.used:
            return self
        if frame.screen == self.screen and any(e.id == self.at for e in frame.targets):
            return self
        return replace(self, at=_first(frame), screen=frame.screen)

    def take(self, key: KeyName, now: float, frame: Frame) -> tuple[Focus, Chosen | None]:
        """What `key` means at `now`. The first arrow or OK only shows where the focus is."""
        if (own := next((e for e in frame.targets if e.key == key), None)) is not None:
            fresh = replace(self, last=(key, now), used=True).on(frame)
            return replace(fresh, at=own.id), _pressed(own)
        name = key if _numbered(frame) or frame.typing else NUMPAD.get(key, key)
        again = self.last is not None and self.last[0] == name and now - self.last[1] < AGAIN_S
        if again and name not in _FREE and not (frame.typing and name.startswith("digit")):
            return self, None
        fresh = replace(self, last=(name, now), used=True).on(frame)
        if not frame.targets and frame.anywhere is not None:
            return fresh, Chosen("anywhere", frame.anywhere)
        shown = self.used and self.at == fresh.at
        return _meaning(fresh, name, frame, shown)


def _meaning(focus: Focus, key: KeyName, frame: Frame, shown: bool) -> tuple[Focus, Chosen | None]:
    here = next((e for e in frame.targets if e.id == focus.at), None)
    if key.startswith("digit") and frame.typing:
        return focus, _typed(here, int(key.removeprefix("digit")))
    if key.startswith("digit"):
        chosen = _option(frame, int(key.removeprefix("digit")))
        if here is not None and chosen is not None and chosen.carry is not None:
            return focus, _pressed(chosen)  # picked up; the focus stays at the place it may go to
        return _choose(focus, chosen, frame)
    if key in ("plus", "minus"):
        return focus, _shifted(_slider(frame, here), 1 if key == "plus" else -1)
    match key:
        case "back":
            return focus, _pressed(_named(frame, ("back", "close")))
        case "help":
            return focus, _pressed(_named(frame, ("tool.help",)))
        case "next":
            return focus, _pressed(_primary(frame))
    if here is None or not shown:
        return focus, None
    if key == "ok":
        return _choose(focus, here, frame)
    if here.slide is not None and key in ("left", "right"):
        return focus, _shifted(here, 1 if key == "right" else -1)
    return replace(focus, at=_beside(frame, here, key).id), None


def _choose(focus: Focus, element: Element | None, frame: Frame) -> tuple[Focus, Chosen | None]:
    if element is None:
        return focus, None
    if element.slide is not None:
        onward = _primary(frame) or _ring(frame, element, 1)
        return replace(focus, at=onward.id), _set(element, element.value)
    return replace(focus, at=element.id), _pressed(element)


def _first(frame: Frame) -> str | None:
    """Where a screen begins: what was chosen on it before, its first option or slider, what is primary."""
    targets = frame.targets
    asked = [e for e in targets if e.role in ("option", "slider")]
    chosen = next((e for e in asked if "selected" in e.state), None)
    start = chosen or next(iter(asked), None) or _primary(frame) or next(iter(targets), None)
    return start.id if start is not None else None


def _beside(frame: Frame, here: Element, key: KeyName) -> Element:
    way = 1 if key in ("right", "down") else -1
    if key in ("left", "right"):
        return _ring(frame, here, -way if frame.language in RIGHT_TO_LEFT else way)
    straight = _row(frame, here, way) if here.slide is None else None
    return straight or _ring(frame, here, way)


def _ring(frame: Frame, here: Element, way: int) -> Element:
    targets = frame.targets
    index = next(i for i, e in enumerate(targets) if e.id == here.id)
    return targets[(index + way) % len(targets)]


def _row(frame: Frame, here: Element, way: int) -> Element | None:
    """The nearest control below (`way` 1) or above (-1), straight ones before oblique ones."""
    at = here.target

    def away(other: Element) -> tuple[float, float]:
        to = other.target
        gap = to.y - at.bottom if way > 0 else at.y - to.bottom
        aside = max(to.x - at.right, at.x - to.right, 0.0)
        return gap + 3 * aside, abs(to.cx - at.cx)

    def lies_there(other: Element) -> bool:
        to = other.target
        return to.y >= at.bottom - 1 if way > 0 else to.bottom <= at.y + 1

    ahead = [e for e in frame.targets if e.id != here.id and lies_there(e)]
    return min(ahead, key=away, default=None)


def _numbered(frame: Frame) -> bool:
    return any(
        e.role == "option" and isinstance(e.value, int | float) and not isinstance(e.value, bool)
        for e in frame.targets
    )


def _option(frame: Frame, number: int) -> Element | None:
    return next((e for e in frame.targets if e.role == "option" and e.value == number), None)


def _named(frame: Frame, ids: tuple[str, ...]) -> Element | None:
    return next((e for id in ids for e in frame.targets if e.id == id), None)


def _primary(frame: Frame) -> Element | None:
    marked = next((e for e in frame.targets if "primary" in e.state), None)
    return marked or _named(frame, PRIMARY)


def _pressed(element: Element | None) -> Chosen | None:
    """What a tap in the middle would do."""
    action = element.act(element.target.cx, element.target.cy) if element is not None else None
    return Chosen(element.id, action) if element is not None and action is not None else None


def _slider(frame: Frame, here: Element | None) -> Element | None:
    """The slider the keys are on, or the only one there is."""
    if here is not None and here.slide is not None:
        return here
    sliders = [e for e in frame.targets if e.slide is not None]
    return sliders[0] if len(sliders) == 1 else None


def _shifted(element: Element | None, way: int) -> Chosen | None:
    """One step more or less on a slider."""
    if element is None or element.slide is None:
        return None
    value = element.value if isinstance(element.value, (int, float)) else element.slide.low
    return _set(element, element.slide.moved(float(value), way))


def _typed(element: Element | None, digit: int) -> Chosen | None:
    """One digit more at the end of a slider's number, or a new number where that would be too large."""
    if element is None or element.slide is None:
        return None
    value = element.value if isinstance(element.value, (int, float)) else 0.0
    longer = value * 10 + digit
    return _set(element, element.slide.snap(longer if longer <= element.slide.high else float(digit)))


def _set(element: Element, value: Value) -> Chosen | None:
    return Chosen(element.id, Action(element.action.name, value)) if element.action is not None else None
