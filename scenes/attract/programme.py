"""What the night shows one after the other, so that whoever stays for a minute sees it all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from kiosk.visit.world import Crowd, World
from scenes.attract.ghost import sample
from scenes.attract.picture import finished
from scenes.attract.together import told

Part = Literal["night", "ghost", "lapse", "together", "picture", "languages", "karo"]
SECONDS: tuple[tuple[Part, float], ...] = (
    ("night", 14.0), ("ghost", 8.0), ("lapse", 6.0), ("together", 8.0), ("picture", 8.0), ("languages", 6.0),
    ("karo", 6.0),
)  # fmt: skip
FIREWORKS_S = 60.0
"""How long a city that has just become full is celebrated before the programme goes on."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What is on, for how long already, and how often all of it was shown before."""

    part: Part
    since: float
    round: int = 0


def parts(world: World) -> tuple[tuple[Part, float], ...]:
    """What there is to show: today's lights from the twentieth on, greetings where there are several, a
    number of all visits where one can be told, a picture on the day after it was finished."""
    lacking = set()
    if len(world.lights.lapse) < Crowd.LEAST:
        lacking.add("lapse")
    if len(world.content.exhibition.greetings) < 2:
        lacking.add("languages")
    if sample(world) is None:
        lacking.add("ghost")
    if not told(world):
        lacking.add("together")
    if finished(world) is None:
        lacking.add("picture")
    return tuple(part for part in SECONDS if part[0] not in lacking)


def part_at(world: World, seconds: float) -> Moment:
    """What is on `seconds` after the night began."""
    shown = parts(world)
    whole = sum(length for _, length in shown)
    rest = math.fmod(max(seconds, 0.0), whole)
    round = math.floor(max(seconds, 0.0) / whole)
    for name, length in shown:
        if rest < length:
            return Moment(name, rest, round)
        rest -= length
    return Moment(shown[0][0], 0.0, round)
