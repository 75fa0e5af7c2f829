"""Who comes: tendencies of simulated visitors. Shares are of one, times in seconds."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Persona:
    """A kind of visitor.

    share: how many of all. think: median seconds before a touch. unknown: "don't know" instead of
    an answer. early: ends a game early, per question. curious: looks beside the way (panels, back,
    another answer). aside: touches beside a target. gone: walks away, per touch. again: plays on.
    keys: uses the keypad. doubles: taps twice. language: switches to it first. skill: how often a
    simulation is played by trying what a move changes, instead of at random, and something better
    on offer is taken. taste: the mark of the option that is preferred where options carry marks.
    spends: how often one goes on while something is left to spend. knows: how often what is right is known.
    pair: comes with somebody who plays along, where two can. undoes: moves something back to where it was.
    skips: would rather not be asked at the end.
    """

    name: str
    share: float
    think: float = 4.0
    unknown: float = 0.1
    early: float = 0.01
    curious: float = 0.06
    aside: float = 0.03
    gone: float = 0.004
    again: float = 0.2
    keys: bool = False
    doubles: bool = False
    language: str | None = None
    skill: float = 0.0
    taste: str = ""
    spends: float = 0.8
    knows: float = 0.7
    pair: float = 0.5
    undoes: float = 0.0
    skips: float = 0.2


THOROUGH = Persona(
    "thorough", 0.28, think=7.0, unknown=0.05, early=0.0, curious=0.09, gone=0.002, skill=0.9,
    taste="greenest", spends=0.95, knows=0.9, skips=0.05,
)  # fmt: skip
HURRIED = Persona(
    "hurried", 0.20, think=2.0, unknown=0.15, early=0.05, curious=0.02, gone=0.015, again=0.05,
    taste="fastest", spends=0.5, pair=0.3, skips=0.5,
)  # fmt: skip
CHILD = Persona(
    "child", 0.20, think=1.4, unknown=0.20, early=0.02, curious=0.15, aside=0.18, gone=0.01, again=0.4,
    doubles=True, skill=0.2, knows=0.5, pair=0.8,
)  # fmt: skip
KEYPAD = Persona("keypad", 0.05, think=6.0, curious=0.05, aside=0.0, gone=0.002, keys=True, pair=0.0)
ENGLISH = Persona("english", 0.17, think=5.0, language="en", skill=0.6, knows=0.5)
PASSING = Persona(
    "passing", 0.12, think=2.0, early=0.5, curious=0.3, gone=0.01, again=0.05, spends=0.5, knows=0.4,
    pair=0.2, undoes=0.5, skips=0.5,
)  # fmt: skip
"""Somebody who only wants to see what this is, and says "done" as soon as that is possible."""
PERSONAS = (THOROUGH, HURRIED, CHILD, KEYPAD, ENGLISH, PASSING)


def drawn(chance: random.Random, personas: tuple[Persona, ...] = PERSONAS) -> Persona:
    """One visitor of the crowd."""
    return chance.choices(personas, [p.share for p in personas])[0]
