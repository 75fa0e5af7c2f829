"""Trying: look what a move makes of the number one wants to be large, and keep what is better."""

from __future__ import annotations

import random

from kiosk.core.frame import Action, Frame
from kiosk.rehearsal.moves import Moves
from kiosk.ui.scene import AIM, LEFT

TRIED = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95)
"""Places on a track."""
ROUNDS, TRADES, TILES, RACES = 2, 40, 45, 7
"""How long a patient visitor tries: rounds over all sliders, squares moved from here to there, tiles laid,
sets of cards."""
MOST_SQUARES = 12
LONGEST_RACE_S = 40.0


def worth(frame: Frame) -> bool:
    """Whether trying tells something: a number follows every move, or what is laid can be tried out."""
    if any(e.slide is not None or e.carry is not None for e in frame.targets):
        return frame.find(AIM) is not None
    return frame.find(LEFT) is not None and (_runs(frame) or frame.find(AIM) is not None)


def _runs(frame: Frame) -> bool:
    """Whether the main button tries out what is laid instead of leaving it."""
    return any("primary" in e.state and e.action != Action("next") for e in frame.targets)


class Practice:
    """A visitor who reads the number."""

    def __init__(self, moves: Moves, chance: random.Random) -> None:
        self._moves = moves
        self._body = moves.body
        self._chance = chance

    def improve(self) -> None:
        """Try until nothing better is found, or patience ends."""
        frame = self._body.see()
        sliders = [e.id for e in frame.targets if e.slide is not None]
        if not sliders and any(e.carry is not None for e in frame.targets):
            self._build()
        elif not sliders:
            self._race() if _runs(frame) else self._choose()
        elif frame.find(LEFT) is None:
            self._tune(sliders)
        else:
            self._trade(sliders)

    def spend(self) -> None:
        """A little more of what is left, somewhere."""
        sliders = [e.id for e in self._body.see().targets if e.slide is not None]
        self._moves.slide(self._chance.choice(sliders), self._chance.uniform(0.0, 2.5 / len(sliders)))

    def _tune(self, sliders: list[str]) -> None:
        """A few places on every slider, and the best of them; what was there, where none is better."""
        for _ in range(ROUNDS):
            before = self._moves.aim()
            for id in sliders:
                tried = [(self._moves.aim(), self._moves.share(id))]
                for share in TRIED:
                    self._moves.slide(id, share)
                    tried.append((self._moves.aim(), share))
                self._moves.slide(id, max(tried, key=lambda one: one[0])[1])
            if self._moves.aim() <= before:
                return

    def _trade(self, sliders: list[str]) -> None:
        """Something for everybody; then a little from here to there, as long as that makes it no worse."""
        for id in sliders:
            self._moves.slide(id, 1 / len(sliders))
        for _ in range(TRADES):
            less, more = self._chance.sample(sliders, 2)
            before, shares = self._moves.aim(), {id: self._moves.share(id) for id in (less, more)}
            part = self._moves.unit(less) * self._chance.randint(1, MOST_SQUARES)
            self._moves.slide(less, max(shares[less] - part, 0.0))
            self._moves.slide(more, min(shares[more] + part, 1.0))
            if self._moves.aim() < before:
                self._moves.slide(more, shares[more])
                self._moves.slide(less, shares[less])

    def _build(self) -> None:
        """A tile somewhere; taken back where that made nothing better."""
        for _ in range(TILES):
            targets = self._body.see().targets
            tiles = [e for e in targets if e.carry is not None]
            if not tiles:
                return
            self._moves.press(self._chance.choice(tiles).id)
            places = [e for e in self._body.see().targets if e.catch is not None and e.role == "option"]
            if not places:
                continue
            before, rest = self._moves.aim(), self._moves.number(LEFT)
            self._moves.press(self._chance.choice(places).id)
            if self._moves.aim() < before or (
                self._moves.aim() == before and self._moves.number(LEFT) < rest
            ):
                self._moves.press("undo")

    def _choose(self) -> None:
        """Every option on its own; then those that were worth most, as far as they can be paid for."""
        worth: dict[str, float] = {}
        for id in self._chance.sample(self._cards(), len(self._cards())):
            before = self._moves.aim()
            self._moves.press(id)
            worth[id] = self._moves.aim() - before
            self._moves.press(id)
        self._lay([id for id in sorted(worth, key=worth.__getitem__, reverse=True) if worth[id] > 0])

    def _race(self) -> None:
        """Cards at random, as far as they can be paid for, and see where that leads; the best run last."""
        best: tuple[float, frozenset[str]] = (-1.0, frozenset())
        for _ in range(RACES):
            self._lay(self._chance.sample(self._cards(), len(self._cards())))
            laid = self._laid()
            best = max(best, (self._ran(), laid), key=lambda one: one[0])
            if (anew := self._anew()) is not None:
                self._moves.press(anew)
            for id in sorted(self._laid()):
                self._moves.press(id)
        self._lay(sorted(best[1]))
        self._ran()

    def _lay(self, cards: list[str]) -> None:
        for id in cards:
            if id not in self._laid():
                self._moves.press(id)

    def _cards(self) -> list[str]:
        return [e.id for e in self._body.see().targets if e.role == "option"]

    def _laid(self) -> frozenset[str]:
        return frozenset(
            e.id for e in self._body.see().elements if e.role == "option" and "selected" in e.state
        )

    def _ran(self) -> float:
        """Start what the main button starts; the number once it can be planned anew."""
        onward = next((e for e in self._body.see().targets if "primary" in e.state), None)
        begun = self._body.now
        if onward is not None:
            self._body.press(onward)
            while self._anew() is None and self._body.now - begun < LONGEST_RACE_S:
                self._body.wait(1.0)
        return self._moves.aim()

    def _anew(self) -> str | None:
        """The control that leads back to planning."""
        return next((e.id for e in self._body.see().targets if e.action == Action("replan")), None)
