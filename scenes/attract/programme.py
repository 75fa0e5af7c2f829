"""What the night shows one after the other, so that whoever stays for a minute sees it all."""

from __future__ import annotations

import math
from typing import Literal

from kiosk.visit.world import Crowd, World
from scenes.attract.ghost import sample

Part = Literal["night", "ghost", "lapse", "languages", "karo"]
SECONDS: tuple[tuple[Part, float], ...] = (
    ("night", 14.0), ("ghost", 8.0), ("lapse", 6.0), ("languages", 6.0), ("karo", 6.0),
)  # fmt: skip
FIREWORKS_S = 60.0
"""How long a city that has just become full is celebrated before the programme goes on."""


def parts(world: World) -> tuple[tuple[Part, float], ...]:
    """What there is to show: today's lights from the twentieth on, greetings where there are several."""
    lacking = set()
    if len(world.lights.lapse) < Crowd.LEAST:
        lacking.add("lapse")
    if len(world.content.exhibition.greetings) < 2:
        lacking.add("languages")
    if sample(world) is None:
        lacking.add("ghost")
    return tuple(part for part in SECONDS if part[0] not in lacking)


def part_at(world: World, seconds: float) -> tuple[Part, float]:
    """What is on `seconds` after the night began, and for how long already."""
    shown = parts(world)
    rest = math.fmod(max(seconds, 0.0), sum(length for _, length in shown))
    for name, length in shown:
        if rest < length:
            return name, rest
        rest -= length
    return shown[0][0], 0.0
