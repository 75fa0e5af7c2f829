"""A monkey: seeded random actions, and what must hold after every one of them."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from kiosk.core.frame import Action, Element, Frame
from kiosk.core.geometry import Rect, Size
from kiosk.rehearsal.plain import survives
from kiosk.runtime.director import Director
from kiosk.runtime.house import House
from kiosk.ui.look import Look
from kiosk.visit.settings import Settings
from telemetry.events import Event

SLACK_U = 0.5
FORWARD = 4.0
"""How much likelier an answer, or the way on, is than anything beside the way."""
NONSENSE = (
    Action("choose", "no_such_option"), Action("choose"), Action("set", "much"), Action("set", 1e9),
    Action("play", "no_such_game"), Action("next"), Action("finish"), Action("unknown"), Action("back"),
    Action("page", 99), Action("text", 300), Action("language", "xx"), Action("no_such_action", True),
)  # fmt: skip
"""Actions no control of the screen offers: they must change nothing that matters, and never raise."""

_log = logging.getLogger("paths")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be: on which screen, which element, what."""

    screen: str
    element: str
    what: str


@dataclass(frozen=True, slots=True)
class Walk:
    """What a monkey met. screens: the names of all screens it saw."""

    actions: int
    screens: frozenset[str]
    findings: frozenset[Finding]


def monkey(house: House, stage: Size, seed: int, actions: int, settings: Settings | None = None) -> Walk:
    """Carry out `actions` random actions; findings are gathered, an exception is passed on."""
    chance = random.Random(seed)
    events: list[Event] = []
    director = Director(house, stage, lambda event, now: events.append(event), random.Random(seed))
    now, screens, findings = 0.0, set[str](), set[Finding]()
    for _ in range(actions):
        now += chance.choice((0.5, 1.0, 2.0, 5.0))
        director.tick(now)
        if settings is not None:
            _dress(director, settings)
        frame = director.frame(now)
        screens.add(frame.screen)
        findings.update(faults(frame, Look(stage, house.themes[0], house.type, unit_mm=house.unit_mm)))
        if not survives(director.state):
            findings.add(Finding(frame.screen, "", "the state does not survive JSON"))
        if not director.wake(now):
            director.act(_some(frame, chance), now)
    return Walk(actions, frozenset(screens), frozenset(findings))


def _dress(director: Director, settings: Settings) -> None:
    """The visit in these settings, whatever the monkey changed."""
    visit = director.state.visit
    if visit.settings != settings:
        director.state = replace(director.state, visit=replace(visit, settings=settings))


def _some(frame: Frame, chance: random.Random) -> Action:
    """One thing a visitor could do here; seldom one nobody could."""
    targets = frame.targets
    if chance.random() < 0.05 or (not targets and frame.anywhere is None):
        return chance.choice(NONSENSE)
    if frame.anywhere is not None and (not targets or chance.random() < 0.2):
        return frame.anywhere
    weights = [FORWARD if e.role in ("option", "slider") or "primary" in e.state else 1.0 for e in targets]
    element = chance.choices(targets, weights)[0]
    at = element.target
    return element.act(chance.uniform(at.x, at.right), chance.uniform(at.y, at.bottom)) or Action("none")


def faults(frame: Frame, look: Look) -> Iterator[Finding]:
    """What is wrong with a frame: small, hidden, overlapping or unnamed things."""
    whole = Rect(0, 0, frame.stage.w, frame.stage.h)
    ids = [e.id for e in frame.elements if e.role != "decor"]
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        yield Finding(frame.screen, id, "two elements of this name")
    for element in frame.elements:
        if element.role != "decor" and not element.label.strip():
            yield Finding(frame.screen, element.id, "it has nothing to say")
    controls = [e for e in frame.targets if e.role != "dialog"]
    for element in controls:
        yield from _target_faults(frame, element, (whole, look.target))
    for one, other in combinations(controls, 2):
        if one.target.overlaps(other.target, slack=SLACK_U):
            yield Finding(frame.screen, one.id, f"it overlaps {other.id}")


def _target_faults(frame: Frame, element: Element, limits: tuple[Rect, float]) -> Iterator[Finding]:
    whole, least = limits
    target = element.target
    if min(target.w, target.h) < least - SLACK_U:
        yield Finding(frame.screen, element.id, f"{target.w:.0f} x {target.h:.0f} u is too small to touch")
    if not whole.holds(target, SLACK_U):
        yield Finding(frame.screen, element.id, "it reaches beyond the screen")
