"""The menu: every game has its tile, whatever its number, the text size and the shape of the screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.content.template import Template
from kiosk.core.frame import Element, Frame, Text
from kiosk.core.geometry import Rect, Size
from kiosk.ui.look import Look
from kiosk.ui.scene import Shot
from kiosk.visit.world import Visit, World
from scenes.bento import MOST, places
from scenes.menu import DOORS, MOST_WITH_DOORS, Menu, State
from scenes.menuart import PICTURES, Tones, art_of
from tests.house import LANDSCAPE, PORTRAIT, library, themes, typeface

BODY = Rect(48, 150, 1824, 790)
UPRIGHT = Rect(48, 250, 984, 1380)


def menu(count: int, stage: Size, text: int = 100, **how: bool) -> Frame:
    """The menu of an exhibition with `count` games."""
    content = library().content("de")
    shipped = list(content.scenarios.values())
    games = {}
    for k in range(count):
        one = shipped[k % len(shipped)]
        name = one.title if k < len(shipped) else Template.parse(f"Ein langer Name {k}")
        games[f"spiel{k}"] = one.model_copy(update={"id": f"spiel{k}", "title": name})
    exhibition = content.exhibition.model_copy(update={"scenarios": tuple(games)})
    content = content.model_copy(update={"scenarios": games, "exhibition": exhibition})
    look = replace(Look(stage, themes()[0], typeface(), "de", text), **how)  # type: ignore[arg-type]
    return Menu().view(World(content), Visit(1), State(), Shot(look, 9.0))


def tile_elements(frame: Frame) -> list[Element]:
    return [e for e in frame.elements if e.id.startswith("tile.")]


@pytest.mark.parametrize("count", range(1, MOST + 1))
@pytest.mark.parametrize("body, portrait", [(BODY, False), (UPRIGHT, True)])
@pytest.mark.parametrize("even", [False, True])
def test_tiles_never_overlap_and_stay_inside(count: int, body: Rect, portrait: bool, even: bool) -> None:
    found = places(count, body, portrait, even)
    assert len(found) == count
    for i, rect in enumerate(found):
        assert rect.x >= body.x - 0.1 and rect.right <= body.right + 0.1
        assert rect.y >= body.y - 0.1 and rect.bottom <= body.bottom + 0.1
        assert rect.w >= 96 and rect.h >= 96, "large enough to touch"
        for other in found[i + 1 :]:
            apart = (
                rect.right <= other.x
                or other.right <= rect.x
                or rect.bottom <= other.y
                or other.bottom <= rect.y
            )
            assert apart


@pytest.mark.parametrize("stage", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize("text", [100, 150, 200])
@pytest.mark.parametrize("count", [3, 10, 11])
def test_every_game_and_both_doors_have_a_tile_with_its_whole_name(
    stage: Size, text: int, count: int
) -> None:
    frame = menu(count, stage, text)
    found = tile_elements(frame)
    assert len(found) == count + len(DOORS)
    for element in found:
        said = "".join(d.text for d in element.draws if isinstance(d, Text)).replace(" ", "").replace("-", "")
        name = element.label.split(", ")[0].replace(" ", "").replace("-", "")
        assert name in said, "the name is written out"
        for draw in element.draws:
            if isinstance(draw, Text):
                assert element.rect.grown(2).holds(draw.bounds.inset(draw.size * 0.12, 0)), element.label


def test_beyond_eight_games_the_doors_are_buttons_beside_the_title() -> None:
    few, many = menu(MOST_WITH_DOORS, LANDSCAPE), menu(MOST_WITH_DOORS + 1, LANDSCAPE)
    assert few.find("tile.record").rect.y > 150  # type: ignore[union-attr]
    assert many.find("tile.record").rect.y < 100  # type: ignore[union-attr]


def test_small_titles_are_all_of_one_size() -> None:
    for text in (100, 200):
        sizes = {
            round(max(d.size for d in e.draws if isinstance(d, Text) and d.weight >= 700), 2)
            for e in tile_elements(menu(10, LANDSCAPE, text))
            if e.id.removeprefix("tile.") not in ("spiel0", *(door[0] for door in DOORS))
        }
        assert len(sizes) == 1


@pytest.mark.parametrize("kind", sorted(PICTURES))
def test_a_little_picture_stays_in_its_place(kind: str) -> None:
    place = Rect(500, 300, 230, 110)
    for draw in PICTURES[kind](place, Tones((0, 0, 0, 255), (255, 255, 255, 255))):
        assert place.grown(16).holds(draw.bounds), kind


def test_a_game_bears_the_picture_of_what_is_special_about_it() -> None:
    assert art_of(("choice", "balance", "result")) == "balance"
    assert art_of(("choice", "allocate", "slider", "show", "radar")) == "radar"
    assert art_of(("say", "choice", "result")) == ""
