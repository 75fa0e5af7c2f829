"""A scripted visit through every screen and step, as frames: what a storyboard shows."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.content.model import Scenario
from kiosk.content.questionnaire import ITEMS
from kiosk.content.whole import Content
from kiosk.core.frame import Action, Frame
from kiosk.core.geometry import Size
from kiosk.rehearsal.answers import answers, deed, primary, spends, stage
from kiosk.rehearsal.led import SETTLED_S, Led
from kiosk.runtime.house import House
from kiosk.visit.settings import Settings
from scenes.panels.screen import PANELS
from scenes.play.group import MODES

MOVING_S = 4.0
MOST_STEPS = 80
MOST_ANSWERS = 12
"""How often one screen is answered where something is left to spend."""

_log = logging.getLogger("storyboard")


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of the storyboard: its name, which is a file name, and the frame."""

    name: str
    frame: Frame


class Script:
    """Leads through everything there is. Every scene is taken after all motion has come to rest.

    problems: what could not be shown to its end, in words. One scenario never hides another.
    """

    def __init__(self, house: House, stage: Size, settings: Settings, seed: int = 1) -> None:
        self.problems: list[str] = []
        self._house = house
        self._stage = stage
        self._settings = settings
        self._seed = seed
        self._begin()

    def shots(self) -> Iterator[Shot]:
        """Every screen of the house, every scenario step by step, every way of playing together."""
        yield self._shot("attract")
        self._led.act(Action("open"))
        yield self._shot("menu")
        for panel in PANELS:
            self._led.act(Action("panel", panel))
            yield self._shot(f"panel-{panel}")
            self._led.act(Action("close"))
        content = self._house.content(self._settings.language)
        for id in content.exhibition.scenarios:
            yield from self._watched(content.scenarios[id])
        yield from self._together(next(iter(content.exhibition.scenarios), ""))
        yield from self._surveys()
        yield from self._idle()

    # --- a scenario ---------------------------------------------------------------------

    def _watched(self, scenario: Scenario) -> Iterator[Shot]:
        """All there is of a scenario until something raises."""
        seen: set[str] = set()
        try:
            for last in (False, True):
                alone = "-alone" if last and scenario.players > 1 else ""
                for shot in self._play(scenario, last):
                    named = replace(shot, name=shot.name + alone)
                    if named.name not in seen:
                        seen.add(named.name)
                        yield named
        except Exception as error:  # noqa: BLE001 - whatever one scenario raises, the others are shown
            _log.error("%s failed", scenario.id, exc_info=error)
            self.problems.append(f"{scenario.id}: {type(error).__name__}: {error}")

    def _play(self, scenario: Scenario, last: bool) -> Iterator[Shot]:
        """Once, with the first or the last answers, so that two plays show most branches."""
        self._begin()
        self._led.act(Action("open"))
        self._led.act(Action("play", scenario.id))
        for _ in range(MOST_STEPS):
            yield from self._step(last)
            if self._led.frame().find("leave") is not None:
                return
            yield from self._onward()
        where = self._led.frame().screen
        self.problems.append(f"{scenario.id}: no result after {MOST_STEPS} screens, still at {where}")

    def _step(self, last: bool) -> Iterator[Shot]:
        """A step as it comes up, with "don't know", and answered."""
        frame = self._led.frame()
        name = _file(frame)
        if not self._times[name]:
            self._times[name] += 1
            yield Shot(name, frame)
            unknown = frame.find("unknown")
            if unknown is not None and unknown.action is not None:
                self._led.act(unknown.action)
                yield self._shot(f"{name}-unknown")
        if self._answered(last):
            yield self._numbered(f"{name}-answered")

    def _answered(self, last: bool) -> bool:
        """Answer what is asked, once for each main button that comes up; whether there was anything."""
        done = False
        for _ in range(MOST_ANSWERS):
            frame = self._led.frame()
            where = stage(frame)
            if primary(frame) is not None and where in self._pressed and not (done and spends(frame)):
                break
            pressed = self._pressed.get(where, frozenset())
            found = answers(frame, last, pressed)
            self._pressed[where] = pressed.union(e.id for e in found)
            for action in [deed(frame, e, last) for e in found]:
                if action is not None:
                    self._led.act(action)
            done = done or bool(found)
            if not found or not spends(frame):
                break
        return done

    def _onward(self) -> Iterator[Shot]:
        """The way on. A step that has more to show before it is left is shown on its way and after."""
        frame = self._led.frame()
        action = primary(frame)
        if action is None:
            self._led.wait(SETTLED_S)
            return
        self._led.act(action, settle=MOVING_S)
        moving = self._led.frame()
        self._led.wait(SETTLED_S - MOVING_S)
        if moving.screen == frame.screen:
            name = f"{_file(frame)}-{action.name}"
            self._times[name] += 1
            for end, shown in (("-moving", moving), ("", self._led.frame())):
                yield Shot(f"{name}{self._times[name]}{end}", shown)

    # --- the house ----------------------------------------------------------------------

    def _together(self, id: str) -> Iterator[Shot]:
        """The first question of a scenario in every way several people can play it."""
        for mode in MODES:
            if mode:
                self._begin(mode)
                self._led.act(Action("open"))
                self._led.act(Action("play", id))
                yield self._shot(f"group-{mode}")

    def _surveys(self) -> Iterator[Shot]:
        """Every short survey page by page, as it comes up and answered, and the thanks."""
        survey = self._house.content(self._house.home).survey
        for instrument in ITEMS if survey is not None else ():
            self._begin(house=asking(self._house, instrument))
            self._led.act(Action("open"))
            self._led.leave()
            while (frame := self._led.frame()).screen == "survey" and frame.targets:
                yield self._numbered(f"survey-{instrument}")
                self._answered(last=False)
                yield self._numbered(f"survey-{instrument}-answered")
                self._led.act(primary(self._led.frame()) or Action("skip"))
        if survey is not None:
            yield self._shot("survey-thanks")

    def _idle(self) -> Iterator[Shot]:
        self._begin()
        self._led.act(Action("open"))
        self._led.idle()
        yield self._shot("idle")

    # --- the hand -----------------------------------------------------------------------

    def _begin(self, group: str = "", house: House | None = None) -> None:
        """A terminal at night."""
        settings = replace(self._settings, group=group)
        self._led = Led(house or self._house, self._stage, settings, self._seed)
        self._times: Counter[str] = Counter()
        self._pressed: dict[str, frozenset[str]] = {}

    def _shot(self, name: str) -> Shot:
        return Shot(name, self._led.frame())

    def _numbered(self, name: str) -> Shot:
        self._times[name] += 1
        count = self._times[name]
        return self._shot(name if count == 1 else f"{name}{count}")


def asking(house: House, instrument: str) -> House:
    """The house, where every visit that did something is asked this instrument."""

    def content(tag: str) -> Content:
        found = house.content(tag)
        survey = found.survey
        return found if survey is None else found.model_copy(update={"survey": survey.only(instrument)})

    return replace(house, content=content)


def _file(frame: Frame) -> str:
    return frame.screen.replace("/", "-")
