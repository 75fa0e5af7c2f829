"""A duel as it stands on the screen: whose turn the screen is, what shows, and what the clock says."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kiosk.content.model import Figure
from kiosk.content.template import written
from kiosk.core.ease import out_quint
from kiosk.ui.look import Look
from kiosk.ui.scene import Paint, Turn
from kiosk.ui.theme import Domain
from kiosk.visit.world import World
from scenes.kinds.duel.rules import State, card_of, fields, karo, number_of, truth_of
from scenes.kinds.duel.schema import Card, Duel

COLOURS = ("mobil", "klima")
"""Blue and Orange; their names stand in words as well."""
NAMES = ("duel_blue", "duel_orange")
HOLD_S, SWEEP_S = 0.9, 1.1
CLOCK_S = 20.0
"""How long nothing may happen while one waits for the other, before waiting can be ended."""
EASY = "-easy"

Stage = Literal["seats", "open", "hold", "told"]


def figure_of(card: Card, turn: Turn, world: World) -> Figure | None:
    """The figure a card asks for, with its source and year."""
    name = card.answer.source
    return turn.scenario.figures.get(name) or world.content.figures.get(name)


def number(card: Card, value: float, language: str) -> str:
    """A number of a card, without its unit."""
    return written(value, language, card.digits if value != math.floor(value) else None)


@dataclass(frozen=True)
class Situation:
    """What the parts of the picture ask for. Sides are 0 (Blue, left) and 1 (Orange, right)."""

    step: Duel
    state: State
    paint: Paint

    @property
    def look(self) -> Look:
        return self.paint.look

    @property
    def stage(self) -> Stage:
        if not self.state.begun:
            return "seats"
        if not self.state.revealed:
            return "open"
        still = self.look.calm or self.look.keys
        return "hold" if self.paint.changed < HOLD_S and not still else "told"

    @cached_property
    def id(self) -> str:
        return card_of(self.step, self.state, self.paint.turn)[0]

    @property
    def card(self) -> Card:
        return self.step.cards[self.id]

    @property
    def number(self) -> int:
        """Which card it is, from 0."""
        return number_of(self.step, self.state)

    @property
    def truth(self) -> float:
        return truth_of(self.card, self.paint.turn)

    @property
    def source(self) -> Figure | None:
        """The figure that is asked for."""
        return figure_of(self.card, self.paint.turn, self.paint.world)

    @property
    def fields(self) -> tuple[tuple[bool, bool], ...]:
        """Who took which field, as far as the truths have been seen."""
        won = fields(self.step, self.state, self.paint.turn)
        return won[:-1] if self.stage == "hold" else won

    @property
    def swept(self) -> float:
        """How far the line of truth has come, 0..1."""
        if self.stage != "told":
            return 0.0
        return 1.0 if self.settled else out_quint((self.paint.changed - HOLD_S) / SWEEP_S)

    @property
    def settled(self) -> bool:
        """Whether nothing moves any more."""
        return self.look.calm or self.look.keys or self.paint.changed >= HOLD_S + SWEEP_S

    @property
    def clock(self) -> float | None:
        """Seconds that are left of waiting; None where nobody waits, or nothing may depend on time.

        They begin anew whenever anybody does anything: who still slides is never hurried.
        """
        look = self.look
        untimed = look.keys or look.large or look.calm or look.language.endswith(EASY)
        if self.stage != "open" or self.state.awaited is None or untimed:
            return None
        return max(CLOCK_S - self.paint.changed, 0.0)

    # --- sides ------------------------------------------------------------------------------

    def domain(self, at: int) -> Domain:
        return self.look.theme.domain(COLOURS[at])

    def colour(self, at: int) -> str:
        """Blue or Orange, in words."""
        return self.paint.world.say(NAMES[at])

    def person(self, at: int) -> bool:
        """Whether a person plays this side, or played it when the truth that shows was guessed."""
        return self.state.done[-1].people[at] if self.state.revealed else self.state.joined[at]

    def name(self, at: int) -> str:
        """Who plays this side."""
        return self.colour(at) if self.person(at) else self.paint.world.say("duel_karo")

    def guess(self, at: int) -> float | None:
        """What this side guessed, if it may be seen: Karo's not before the truth."""
        if self.state.revealed:
            return self.state.done[-1].guesses[at] if self.stage == "told" or self.person(at) else None
        return self.state.guesses[at]

    def locked(self, at: int) -> bool:
        return self.state.revealed or self.state.locked[at] or not self.state.joined[at]

    def took(self, at: int) -> bool:
        """Whether this side took the field whose truth shows."""
        return self.stage == "told" and self.fields[-1][at]

    # --- words ------------------------------------------------------------------------------

    def say(self, key: str, **values: float | str) -> str:
        return self.paint.world.say(key, **values)

    def figure(self, value: float) -> str:
        """A number of this card, without its unit."""
        return number(self.card, value, self.look.language)

    def said(self, value: float) -> str:
        return f"{self.figure(value)} {self.paint.text(self.card.unit)}"

    def spoken(self, at: int) -> str:
        """A side with its number and state."""
        name, guess = self.name(at), self.guess(at)
        if guess is None:
            return self.say("duel_half_open", name=name) if self.person(at) else self.say("duel_karo_waits")
        key = "duel_half_locked" if self.locked(at) and not self.state.revealed else "duel_half"
        return self.say(key, name=name, value=self.said(guess))

    @property
    def swarm(self) -> float | None:
        """The number in the middle of earlier guesses; None for too few."""
        return self.paint.turn.crowd.median_guess(f"{self.paint.turn.path(self.step)}.{self.id}")

    @property
    def karo(self) -> tuple[float, bool]:
        return karo(self.step, self.id, self.paint.turn)
