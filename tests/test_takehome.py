"""The take-home code: read back from the real picture by an independent reader."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.core.frame import Bits, Box, Frame
from kiosk.core.geometry import stage_for
from kiosk.screen.screenshot import render
from kiosk.visit.takehome import Card, address, fragment, read
from tests.house import Stay, library, typeface, walk

IDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=40)
CARDS = st.builds(
    Card,
    scenario=IDS,
    language=st.sampled_from(["de", "en", "de-leicht", "uk"]),
    number=st.integers(0, 9999),
    low=st.integers(0, 9999),
    high=st.integers(0, 9999),
    parts=st.lists(st.tuples(st.integers(0, 999), st.booleans()), max_size=16).map(tuple),
    pledges=st.lists(IDS.filter(lambda s: s != "_"), max_size=8).map(tuple),
    block=st.sampled_from(["", "A1", "L15", "R5"]),
)


@given(CARDS)
def test_a_card_survives_the_way_through_the_address(card: Card) -> None:
    assert card == read(fragment(card))


@pytest.mark.parametrize(
    "text",
    ["", "1", "2.fussabdruck.de.92.80-104._._._", "1.x.de.92.80-104._._._<script>", "1.x.de.-5.1-2._._._",
     "1.x.de.92.80-104._._.R5#", "1.x.de.99999999.1-2._._._", "1." + "a" * 500 + ".de.1.1-1._._._"],
)  # fmt: skip
def test_a_damaged_or_hostile_fragment_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read(text)


def result(size: tuple[int, int], **settings: int | bool | str) -> tuple[Frame, pygame.Surface]:
    stay = Stay(library(), stage_for(size), seed=size[0])
    stay.set(**settings)
    stay.open("fussabdruck")
    *_, frame = walk(stay, seed=1)
    stay.now += 5
    frame = stay.frame()
    return frame, render(frame, size, typeface())


@pytest.mark.parametrize(
    ("size", "settings"),
    [
        ((1280, 720), {}),
        ((1920, 1080), {}),
        ((1080, 1920), {}),
        ((3840, 2160), {}),
        ((1920, 1080), {"contrast": True, "text": 200}),
        ((1080, 1920), {"language": "en", "text": 200}),
    ],
)
def test_the_code_on_the_real_screenshot_opens_the_right_card(
    size: tuple[int, int], settings: dict[str, int | bool | str]
) -> None:
    frame, surface = result(size, **settings)
    code = frame.find("code")
    assert code is not None
    image = Image.frombytes("RGB", size, pygame.image.tobytes(surface, "RGB"))
    found = [r.text for r in zxingcpp.read_barcodes(image)]

    assert [code.value] == found
    base, _, behind = found[0].partition("#")
    assert base == library().german.exhibition.take_home.address
    card = read(behind)
    assert "fussabdruck" == card.scenario
    assert card.low <= card.number <= card.high
    assert card.number == sum(n for n, _ in card.parts)
    assert card.language == settings.get("language", "de")


@pytest.mark.parametrize("scenario", library().german.exhibition.scenarios)
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_every_scenario_hands_out_its_own_card(scenario: str, size: tuple[int, int]) -> None:
    stay = Stay(library(), stage_for(size))
    stay.open(scenario)
    *_, frame = walk(stay, seed=6)
    surface = render(frame, size, typeface())
    image = Image.frombytes("RGB", size, pygame.image.tobytes(surface, "RGB"))
    (found,) = [r.text for r in zxingcpp.read_barcodes(image)]

    card = read(found.partition("#")[2])
    assert scenario == card.scenario and card.parts


def test_the_code_is_30_mm_with_four_modules_of_quiet_and_readable_from_50_cm() -> None:
    """A phone needs about a tenth of the distance: 50 mm for 50 cm, and modules of 0.5 mm or more."""
    frame, _ = result((1920, 1080))
    unit_mm = 299 / 1080
    code = frame.find("code")
    assert code is not None
    sheet = next(d for d in code.draws if isinstance(d, Box))
    bits = next(d for d in code.draws if isinstance(d, Bits))
    module = bits.rect.w / len(bits.rows)

    assert bits.rect.w * unit_mm >= 30
    assert sheet.rect.w * unit_mm >= 50
    assert module * unit_mm >= 0.9
    assert bits.rect.x - sheet.rect.x >= 4 * module - 0.01
    assert bits.rect.y - sheet.rect.y >= 4 * module - 0.01


def test_a_long_result_still_makes_a_code_of_moderate_size() -> None:
    parts = tuple((199, True) for _ in range(9))
    card = Card(
        "fussabdruck", "en", 1999, 1500, 2500, parts, ("autoteilen_und_bahn", "gebraucht_kaufen"), "L15"
    )
    from kiosk.visit.takehome import matrix

    assert len(matrix(address("https://www.mannheim.de/digitma2", card))) <= 57


def test_the_code_stays_the_same_for_the_same_visit(tmp_path: Path) -> None:
    first, _ = result((1920, 1080))
    second, _ = result((1920, 1080))
    assert first.find("code") == second.find("code")
