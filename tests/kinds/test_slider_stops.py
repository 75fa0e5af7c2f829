"""A scale of five stops: each is a tile, nothing is chosen before the first touch."""

from __future__ import annotations

import pytest

from kiosk.content.load import Library
from kiosk.core.frame import Element, Line
from tests.frames import LEAST_MM, complaints
from tests.house import VARIANTS, Stay, library_with

SCENARIO = """
id: skala
title: Eine Skala
tagline: Fünf Stufen
colour: digital
icon: radar
minutes: 1
steps:
  - slider: satz
    ask: Mein Laptop darf ins Wasser fallen.
    range: [1, 5, 1]
    labels: [stimmt nicht, stimmt]
    unknown: 3
  - slider: lang
    ask: Und das hier?
    range: [0, 100, 5]
result: {headline: "{satz}", light: digital}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("skala")
    (folder / "skala.yaml").write_text(SCENARIO, "utf-8")
    return library_with(folder / "skala.yaml", folder)


def slider(stay: Stay) -> Element:
    found = stay.frame().find("slider")
    assert found is not None
    return found


def ticks(element: Element) -> int:
    return sum(isinstance(draw, Line) for draw in element.draws)


def test_nothing_is_chosen_before_the_first_touch_and_one_cannot_go_on(library: Library) -> None:
    stay = Stay(library)
    stay.open("skala")

    assert 0 == ticks(slider(stay)) and "nicht gewählt" in slider(stay).label
    assert "satz" in stay.act("next").screen


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_touch_anywhere_on_a_tile_chooses_its_number(library: Library, variant: str) -> None:
    stage, settings = VARIANTS[variant]
    stay = Stay(library, stage)
    stay.set(**{name: getattr(settings, name) for name in settings.__slots__})
    stay.open("skala")
    row = slider(stay).rect
    for number in range(1, 6):
        for within in (0.1, 0.5, 0.9):
            action = slider(stay).act(row.x + row.w * (number - 1 + within) / 5)
            assert action is not None and float(number) == action.value
        frame = stay.act("set", float(number))
        assert [] == complaints(frame)
        assert slider(stay).label.endswith(f" {number}") and 1 == ticks(slider(stay))
    assert min(row.w / 5, row.h) * 299 / 1080 >= LEAST_MM


def test_dont_know_leaves_no_tile_chosen(library: Library) -> None:
    stay = Stay(library)
    stay.open("skala")
    stay.act("set", 4.0)
    stay.act("unknown")

    assert 0 == ticks(slider(stay))


def test_a_long_scale_stays_a_row_with_a_knob(library: Library) -> None:
    stay = Stay(library)
    stay.open("skala")
    stay.act("set", 4.0)
    frame = stay.act("next")

    assert frame.find("slider.more") is not None and frame.find("slider.number") is not None
