"""Few options with room stand, a large picture above their words; many lie; large text always lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.load import Library
from kiosk.core.frame import Box, Element, Line, Text
from kiosk.core.geometry import Rect
from tests.frames import complaints
from tests.house import VARIANTS, Stay, library_with

COUNTS = (2, 3, 4, 5, 7)


def _step(count: int) -> str:
    options = "\n".join(
        f"      w{i}: {{text: Wohin am Sonntag {i}, icon: baum, note: 'am Rhein'}}" for i in range(count)
    )
    return f"  - choice: frage{count}\n    ask: Wohin gehst du?\n    options:\n{options}\n"


SCENARIO = (
    "id: wahl\ntitle: Eine Wahl\ntagline: Viele Wege\ncolour: digital\nicon: radar\nminutes: 1\nsteps:\n"
    + "".join(_step(count) for count in COUNTS)
    + "result: {headline: Gewählt, light: digital}\n"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("wahl")
    (folder / "wahl.yaml").write_text(SCENARIO, "utf-8")
    return library_with(folder / "wahl.yaml", folder)


def options(stay: Stay, count: int) -> list[Element]:
    """The options of the question with so many, all questions before it answered."""
    for before in COUNTS[: COUNTS.index(count)]:
        stay.act("choose", "w0")
        assert f"frage{before}" in stay.frame().screen
        stay.act("next")
    return [each for each in stay.frame().elements if each.role == "option"]


def picture_above(tile: Element) -> bool:
    """Whether the first line of words stands below the middle of the tile."""
    return min(draw.base for draw in tile.draws if isinstance(draw, Text)) > tile.rect.cy


def words(tile: Element) -> float:
    return max(draw.size for draw in tile.draws if isinstance(draw, Text))


def opened(library: Library, variant: str) -> Stay:
    stage, settings = VARIANTS[variant]
    stay = Stay(library, stage)
    stay.set(**{name: getattr(settings, name) for name in settings.__slots__})
    stay.open("wahl")
    return stay


@pytest.mark.parametrize("variant", VARIANTS)
def test_whatever_their_number_they_keep_apart_and_inside(library: Library, variant: str) -> None:
    for count in COUNTS:
        stay = opened(library, variant)
        tiles = options(stay, count)

        assert len(tiles) == count
        assert not complaints(stay.frame())
        assert len({(round(tile.rect.w), round(tile.rect.h)) for tile in tiles}) == 1, "all weigh the same"


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_few_stand_side_by_side_with_a_large_picture(library: Library, count: int) -> None:
    tiles = options(opened(library, "landscape"), count)

    assert all(picture_above(tile) for tile in tiles)
    assert len({tile.rect.y for tile in tiles}) == 1
    assert len({_top(tile) for tile in tiles}) == 1, "their pictures stand in one line"


def _top(tile: Element) -> float:
    boxes = [draw.rect for draw in tile.draws if isinstance(getattr(draw, "rect", None), Rect)]
    return min(rect.y for rect in boxes if rect.w < tile.rect.w / 2)


@pytest.mark.parametrize("variant", ["landscape", "portrait"])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_tick_of_a_chosen_one_touches_neither_its_picture_nor_its_words(
    library: Library, variant: str, count: int
) -> None:
    stay = opened(library, variant)
    first = options(stay, count)[0]
    assert first.action is not None and picture_above(first)
    chosen = next(e for e in stay.act("choose", first.action.value).elements if e.id == first.id)
    tick = next(draw for draw in chosen.draws if isinstance(draw, Line))
    plates = [d.rect for d in chosen.draws if isinstance(d, Box) and d.rect.w < chosen.rect.w * 0.8]
    assert plates
    for each in (*plates, *(d.bounds for d in chosen.draws if isinstance(d, Text))):
        assert not tick.bounds.overlaps(each), (count, each)


def test_many_lie_with_their_picture_beside_the_words(library: Library) -> None:
    assert not any(picture_above(tile) for tile in options(opened(library, "landscape"), 7))


def test_large_text_is_never_smaller_for_standing(library: Library) -> None:
    usual = options(opened(library, "landscape"), 2)[0]
    stay = Stay(library)
    stay.set(text=200)
    stay.open("wahl")

    assert words(options(stay, 2)[0]) > words(usual)


def test_those_that_stand_together_speak_equally_loud(tmp_path: Path) -> None:
    long = SCENARIO.replace(
        "w1: {text: Wohin am Sonntag 1", "w1: {text: Heute Nachmittag ins Planetarium oder so"
    )
    (tmp_path / "wahl.yaml").write_text(long, "utf-8")
    tiles = options(opened(library_with(tmp_path / "wahl.yaml", tmp_path), "landscape"), 3)

    assert all(picture_above(tile) for tile in tiles)
    assert len({words(tile) for tile in tiles}) == 1
