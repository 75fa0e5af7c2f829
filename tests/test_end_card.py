"""Promises of the end card: no hole in it, names in one size, and the words below the code can be read."""

from __future__ import annotations

import pytest

from kiosk.core.frame import Element, Frame, Text
from tests.frames import complaints
from tests.house import PORTRAIT, VARIANTS, Stay, library, walk

GAMES = ("strom", "wege", "tische", "budget", "block", "heizungsgeschichte")
LEAST = 20.0
"""Units of type at 100 per cent: what is small on a card is still read at arm's length."""


def card(game: str, variant: str) -> Frame:
    stage, settings = VARIANTS[variant]
    stay = Stay(library(), stage)
    stay.set(text=settings.text)
    stay.open(game)
    *_, last = walk(stay)
    stay.now += 5.0
    assert last.screen.endswith("/result")
    return stay.frame()


def sizes(elements: list[Element]) -> set[float]:
    return {round(draw.size, 2) for e in elements for draw in e.draws if isinstance(draw, Text)}


@pytest.mark.parametrize("game", GAMES)
def test_what_fits_in_the_city_is_set_in_one_size_and_what_is_taken_home_can_be_read(game: str) -> None:
    for variant in ("portrait", "landscape", "portrait 150", "portrait 200", "landscape 200"):
        frame = card(game, variant)
        assert complaints(frame) == []
        assert len(sizes([e for e in frame.elements if e.id.startswith("service.")])) == 1, variant
        assert min(sizes([e for e in frame.elements if e.id == "take"])) >= LEAST, variant


@pytest.mark.parametrize("game", GAMES)
def test_no_hole_is_left_between_the_bars_and_the_words(game: str) -> None:
    frame = card(game, "portrait")
    bars, words = frame.find("bars"), frame.find("shared")
    assert frame.stage == PORTRAIT and bars is not None and words is not None
    assert 0 < words.rect.y - bars.rect.bottom < 100


@pytest.mark.parametrize("game", GAMES)
def test_karo_steps_aside_before_its_words_get_tiny(game: str) -> None:
    frame = card(game, "portrait 150")
    line = frame.find("hint")
    assert line is not None and line.label
    assert min(sizes([line])) >= 30.0 * 1.5 * 0.75
    assert card(game, "portrait").find("karo") is not None, "where there is room it stands beside them"
