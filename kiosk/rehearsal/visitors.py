"""Simulated visitors: they read elements, think, and touch what a person could touch.

They know nothing but frames; an afternoon takes a second.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.core.frame import Action, Element, Frame
from kiosk.rehearsal.answers import spends
from kiosk.rehearsal.body import Body
from kiosk.rehearsal.lore import NOTHING, Lore
from kiosk.rehearsal.moves import Moves
from kiosk.rehearsal.personas import Persona
from kiosk.rehearsal.practice import Practice, worth
from kiosk.runtime.console import Console
from kiosk.ui.scene import JOIN, LEFT

LONGEST_STAY_S = 1800.0
LONGEST_THOUGHT_S = 150.0
SETTLES_S = 0.6
STUCK = 12
SIDE_WAYS = ("tool.size", "tool.help", "tool.sound", "tool.language", "back")
ONWARD = ("next", "finish", "leave", "page")
LEAVING = ("leave", "close", "back", "next")
CLOSES = 0.4
"""How often, per touch, one has seen enough of a panel."""
DRAGS = 0.5
"""How often what can be dragged is dragged; else it is tapped, and then its place."""
ABOUT = 0.15
"""How far off a known number is, as the deviation of its logarithm."""
FAR = 1.5
"""How far off one is that is only guessed."""
FOLLOWS = 0.8
"""How often a thing is led where one was pointed to."""


@dataclass(frozen=True, slots=True)
class Stay:
    """How a visit went: who it was, when it began and ended (seconds), how many touches it took."""

    persona: str
    began: float
    ended: float
    touches: int
    walked_away: bool


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a visitor brings along: the game they come for, "" for any, and what can be known."""

    game: str = ""
    lore: Lore = NOTHING


class Guest:
    """One visitor at one console, who comes at `now`."""

    def __init__(
        self,
        console: Console,
        persona: Persona,
        chance: random.Random,
        now: float,
        purpose: Purpose = Purpose(),
    ) -> None:
        self._console = console
        self._persona = persona
        self._chance = chance
        self._game = purpose.game
        self._lore = purpose.lore
        self._two = self._luck(persona.pair)
        self._skips = self._luck(persona.skips)
        self._body = Body(console, persona, chance, now)
        self._practice = Practice(Moves(self._body, persona.think / 3), chance)
        self._at: tuple[object, ...] = ()
        self._tries = 0
        self._practised = ""

    def stay(self) -> Stay:
        """From the first touch until the exhibition is at night again."""
        body, began, away = self._body, self._body.now, False
        self._begin()
        while self._console.visiting and not away:
            away = body.now - began > LONGEST_STAY_S or self._luck(self._persona.gone)
            if not away:
                body.wait(self._thinking())
                if self._console.visiting:
                    self._turn(body.see())
        while self._console.visiting:
            body.wait(max(self._console.guard.deadline(body.now) or 0.0, 0.1))
        body.see()
        return Stay(self._persona.name, began, body.now, body.touches, away)

    def _begin(self) -> None:
        """Wake the exhibition, in one's own language if it is offered."""
        body = self._body
        wanted = f"language.{self._persona.language}"
        for _ in range(STUCK):
            frame = body.see()
            chip = frame.find(wanted)
            if chip is not None and "selected" not in chip.state:
                body.press(chip)
            elif self._persona.keys:
                body.key("ok")
            elif frame.anywhere is None and frame.targets:
                body.press(_out(frame) or self._chance.choice(frame.targets))
            else:
                body.touch_anywhere()
            body.wait(0.7)
            if self._console.visiting:
                return

    def _luck(self, share: float) -> bool:
        return self._chance.random() < share

    def _thinking(self) -> float:
        """Most think about as long as usual, few much longer."""
        thought = self._persona.think * math.exp(self._chance.gauss(-0.1, 0.5))
        return min(SETTLES_S + thought, LONGEST_THOUGHT_S)

    def _turn(self, frame: Frame) -> None:
        """One deed on what there is to see."""
        where = _where(frame)
        self._tries = self._tries + 1 if where == self._at else 0
        self._at = where
        if frame.screen.startswith(f"{self._game}/"):
            self._game = ""
        if any(e.role == "dialog" and e.action for e in frame.elements):
            self._body.touch(frame.stage.w * 0.5, frame.stage.h * 0.12)
            return
        if frame.screen != self._practised and worth(frame) and self._luck(self._persona.skill):
            self._practised = frame.screen
            self._practice.improve()
            return
        moved = [e for e in frame.targets if e.slide is not None and _number(e) > e.slide.low]
        if moved and self._luck(self._persona.undoes):
            self._body.slide(self._chance.choice(moved), 0.0)
            return
        if self._spends(frame):
            self._practice.spend()
            return
        what = self._wish(frame)
        onto = self._onto(frame, what)
        if what is not None and onto is not None:
            self._body.carry(what, onto)
        elif what is not None and what.slide is not None and (right := self._lore.number(frame)) is not None:
            about = right * math.exp(
                self._chance.gauss(0.0, ABOUT if self._luck(self._persona.knows) else FAR)
            )
            self._body.slide(what, what.slide.share(about))
        elif what is not None:
            self._body.press(what)
        elif frame.anywhere is not None and self._persona.keys:
            self._body.key("ok")
        elif frame.anywhere is not None or self._tries > STUCK:
            self._body.touch_anywhere()

    def _wish(self, frame: Frame) -> Element | None:
        """What this visitor would like to touch now."""
        targets = frame.targets
        if self._tries > STUCK:
            return self._any(targets)
        if self._skips and (past := next((e for e in targets if e.id == "skip"), None)) is not None:
            return past
        early = next((e for e in targets if e.id == "finish"), None)
        if early is not None and self._luck(self._persona.early):
            return early
        if frame.screen.startswith("panel/") and self._luck(CLOSES):
            return _out(frame)
        if self._luck(self._persona.curious):
            return self._any([e for e in targets if _beside(e)]) or self._any(targets)
        if frame.find("leave") is not None:
            wanted = "next" if self._luck(self._persona.again) else "leave"
            return next((e for e in targets if e.id == wanted), None)
        if games := [e for e in targets if e.action is not None and e.action.name == "play"]:
            return self._any([e for e in games if e.action == Action("play", self._game)] or games)
        offered = next((e for e in targets if "offered" in e.state), None)
        if offered is not None and offered.catch is not None and self._luck(FOLLOWS):
            return offered
        if offered is not None and self._tries == 0 and self._luck(self._persona.skill):
            return offered
        onward = next((e for e in targets if "primary" in e.state), None)
        answers = [e for e in targets if e.role in ("option", "slider") and "selected" not in e.state]
        if onward is None and not answers and _waits(frame):
            return None
        if answers and (onward is None or self._goes_on(frame, answers)):
            return self._known(frame) or self._answer(answers)
        return onward or _out(frame)

    def _goes_on(self, frame: Frame, answers: list[Element]) -> bool:
        """Whether this visitor does more here, though the way on is open."""
        if any(e.id.startswith(JOIN) for e in answers):
            return self._two
        if frame.find(LEFT) is not None:
            return spends(frame) and self._luck(self._persona.spends)
        return self._tries == 0 and self._luck(0.7)

    def _spends(self, frame: Frame) -> bool:
        """Whether this visitor gives some more of what is left to something that is to be filled."""
        rows = any(e.slide is not None for e in frame.targets)
        return rows and spends(frame) and self._luck(self._persona.spends)

    def _known(self, frame: Frame, thing: Element | None = None) -> Element | None:
        """The right answer to what is asked, or for the thing in the hand, if this visitor knows it."""
        right = self._lore.right([thing] if thing else [e for e in frame.elements if _asks(e)])
        if right is None or not self._luck(self._persona.knows):
            return None
        return next((e for e in frame.targets if e.role == "option" and e.label.startswith(right)), None)

    def _onto(self, frame: Frame, what: Element | None) -> Element | None:
        """Where this visitor drags what they would like to touch, if they drag it at all."""
        if what is None or what.carry is None or self._persona.keys or not self._luck(DRAGS):
            return None
        catchers = [e for e in frame.catchers if e.id != what.id]
        known = self._known(frame, what)
        if known in catchers:
            return known
        return self._any([e for e in catchers if "offered" in e.state] or catchers)

    def _answer(self, answers: list[Element]) -> Element | None:
        """An option, or "don't know" for those who do not."""
        unknown = [e for e in answers if e.id == "unknown"]
        known = [e for e in answers if e.id != "unknown"]
        if unknown and (not known or self._luck(self._persona.unknown)):
            return unknown[0]
        liked = [e for e in known if self._persona.taste in e.state]
        return self._any(liked or known)

    def _any(self, elements: Sequence[Element]) -> Element | None:
        return self._chance.choice(elements) if elements else None


def _number(slider: Element) -> float:
    return float(slider.value) if isinstance(slider.value, (int, float)) else 0.0


def _asks(element: Element) -> bool:
    """Whether this is what is asked: a question, or the thing in the hand."""
    return element.role == "heading" or (element.carry is not None and "selected" in element.state)


def _beside(element: Element) -> bool:
    """Whether this is no way on: switches of the house, a step back, something to take back."""
    own = element.role == "button" and element.id not in ONWARD and not element.id.startswith("tool.")
    return element.id in SIDE_WAYS or own


def _where(frame: Frame) -> tuple[object, ...]:
    """The screen, how far one is on it, and what its main button is for now."""
    progress = frame.find("progress")
    primary = next((e.label for e in frame.elements if "primary" in e.state), "")
    return frame.screen, progress.value if progress is not None else None, primary


def _waits(frame: Frame) -> bool:
    """Whether there is a main button that cannot be pressed yet: something is being shown."""
    return any("primary" in e.state and not e.reacts for e in frame.elements)


def _out(frame: Frame) -> Element | None:
    """The way out of a screen, for those who find nothing else to do."""
    return next((e for id in LEAVING for e in frame.targets if e.id == id), None)
