"""Lights: one for a game, two for two players, a whole block for a class."""

from __future__ import annotations

import random

import pytest

from kiosk.visit.world import LIGHTS, WINDOWS, Lights
from telemetry.events import LightLit
from tests.house import Stay, library


def dark_but(dark: set[int]) -> Lights:
    return Lights(1, tuple(None if place in dark else "klima" for place in range(LIGHTS)))


@pytest.mark.parametrize("company", [1, 2, WINDOWS])
def test_the_promised_window_comes_first_and_no_window_twice(company: int) -> None:
    dice = random.Random(company)
    for seed in range(50):
        lights = dark_but(set(dice.sample(range(LIGHTS), dice.randint(1, 400))))
        earned = lights.earned(seed, company)
        assert earned[0] == lights.promised(seed) and len(set(earned)) == len(earned) <= company
        assert set(earned) <= set(lights.dark())
        if company <= 2:
            assert len(earned) == min(company, len(lights.dark()))


def test_a_class_makes_a_whole_block_shine() -> None:
    lights = dark_but(set(range(LIGHTS)))
    earned = lights.earned(7, WINDOWS)
    assert {place // WINDOWS for place in earned} == {earned[0] // WINDOWS} and len(earned) == WINDOWS
    half = dark_but({9, 10, 11, 500})
    assert set(half.earned(1, WINDOWS)) in ({9, 10, 11}, {500})


def test_a_full_city_has_no_light_to_give() -> None:
    assert dark_but(set()).earned(1, WINDOWS) == ()


def test_a_class_that_finishes_lights_nine_windows_of_the_block_it_was_promised() -> None:
    stay = Stay(library())
    stay.act("open")
    stay.set(group="host")
    stay.act("play", "fussabdruck")
    stay.act("hands.2", 17.0)
    stay.act("count")
    stay.act("finish")
    for _ in range(5):
        if not stay.frame().screen.endswith("/result"):
            stay.act("next", wait=5.0)
    lit = [e for e in stay.events if isinstance(e, LightLit)]
    assert len(lit) == WINDOWS and len({e.block for e in lit}) == 1
    assert "Eure 9 Lichter sind an" in stay.frame().find("light").label  # type: ignore[union-attr]
    assert stay.director.lights.lit == WINDOWS
