"""Random actions on every screen, and what must hold after each."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import pytest

from kiosk.core.frame import Action, Element
from kiosk.core.geometry import Rect, Size
from kiosk.rehearsal.paths import Finding, faults, monkey
from kiosk.rehearsal.plain import freeze, survives, thaw
from kiosk.runtime.director import Director
from kiosk.ui.look import Look
from kiosk.visit.settings import Settings
from kiosk.visit.world import Crowd
from tests.houses import LANDSCAPE, PORTRAIT, house
from tests.runtime.glass import STAGE, UNIT_MM, control, frame_of

LOOK = Look(STAGE, house().themes[0], house().type, unit_mm=UNIT_MM)
GOOD = control("good", Rect(100, 100, 200, 200))


@pytest.mark.parametrize("stage", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_monkey_finds_nothing_in_the_exhibition(stage: Size, seed: int) -> None:
    walk = monkey(house(), stage, seed, 200, Settings())

    assert set() == walk.findings
    assert {"attract", "menu"} <= walk.screens
    scenarios = house().content("de").scenarios.values()
    assert walk.screens & {f"{scenario.id}/{scenario.steps[0].id}" for scenario in scenarios}


@pytest.mark.parametrize(
    "settings", [Settings(text=150), Settings("en", contrast=True, calm=True)], ids=["text", "en"]
)
def test_nor_with_other_settings(settings: Settings) -> None:
    assert set() == monkey(house(), LANDSCAPE, 3, 120, settings).findings


@pytest.mark.parametrize(
    ("element", "what"),
    [
        (control("small", Rect(500, 500, 60, 200)), "60 x 200 u is too small to touch"),
        (control("outside", Rect(1800, 500, 200, 200)), "it reaches beyond the screen"),
        (replace(control("mute", Rect(500, 500, 200, 200)), label=" "), "it has nothing to say"),
        (control("good", Rect(500, 500, 200, 200)), "two elements of this name"),
        (control("near", Rect(250, 100, 200, 200)), "it overlaps near"),
    ],
)
def test_each_fault_is_found(element: Element, what: str) -> None:
    assert what in [finding.what for finding in faults(frame_of(GOOD, element), LOOK)]


def test_what_is_not_touchable_may_be_small() -> None:
    label = Element("label", "text", Rect(0, 0, 10, 10), "ein Wort")
    decor = Element("line", "decor", Rect(-5, -5, 3000, 3))

    assert list[Finding]() == list(faults(frame_of(GOOD, label, decor), LOOK))


@dataclass(frozen=True)
class Plain:
    """Something plain."""

    numbers: tuple[int, ...]
    names: dict[str, float]
    inner: Action | None = None


@dataclass
class Loose:
    """Something that can be changed behind one's back."""

    n: int


def test_plain_data_survives_json() -> None:
    value = Plain((1, 2), {"a": 0.5}, Action("choose", "gas"))

    assert value == thaw(freeze(value))
    assert survives((value, None, "x"))


def test_a_play_that_knows_the_crowd_survives_json() -> None:
    """Its polls go by numbers, not by names."""
    director = Director(house(), LANDSCAPE, lambda event, now: None, random.Random(1))
    director.crowd = Crowd({"zusammen/gabe": {0.0: 30, 1.0: 12}}, {"zusammen/tipp": {35.0: 22}})
    for action in (Action("open"), Action("play", "zusammen")):
        director.act(action, 1.0)

    assert director.state.top[1].crowd.votes("zusammen/gabe") == 42
    assert survives(director.state)


@pytest.mark.parametrize("value", [Loose(1), [1], {(1,): 2}, object(), lambda: 1])
def test_what_would_be_lost_is_named(value: object) -> None:
    with pytest.raises(TypeError, match="is not plain data"):
        freeze((value,))
