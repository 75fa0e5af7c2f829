"""The take-home code: what it carries, and that an independent reader finds it on the real picture."""

from __future__ import annotations

import contextlib
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
from kiosk.visit.takehome import (
    LIMIT,
    Bar,
    Card,
    Card1,
    Pledge,
    Tower,
    Word,
    address,
    carried,
    fragment,
    mark,
    matrix,
    read,
)
from scenes.takehome.sheet import levers_of, sheet_of
from tests.house import Stay, library, typeface, walk

SCENARIOS = library().german.exhibition.scenarios
IDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=40)
NUMBERS = st.integers(-LIMIT, LIMIT)
COUNTS = st.integers(0, LIMIT)
MARKS = IDS.map(mark)
TOWERS = st.builds(
    Tower,
    figure=NUMBERS,
    outline=st.none() | st.tuples(COUNTS, COUNTS),
    parts=st.lists(st.tuples(COUNTS, st.booleans()), max_size=16).map(tuple),
)
PLEDGES = st.builds(Pledge, MARKS, st.lists(NUMBERS, max_size=3).map(tuple))
CARDS = st.builds(
    Card,
    scenario=IDS,
    language=st.sampled_from(["de", "en", "de-leicht", "uk"]),
    shape=MARKS,
    early=st.booleans(),
    numbers=st.lists(st.none() | NUMBERS | st.builds(Word, st.integers(0, 36**2 - 1)), max_size=24).map(
        tuple
    ),
    profile=st.integers(0, 35),
    bars=st.lists(st.none() | st.builds(Bar, st.integers(0, 20), NUMBERS), max_size=8).map(tuple),
    tower=st.none() | TOWERS,
    axes=st.lists(st.none() | NUMBERS, max_size=16).map(tuple),
    pledges=st.lists(st.builds(Pledge, MARKS, st.lists(NUMBERS, max_size=3).map(tuple)), max_size=8).map(
        tuple
    ),
    badges=st.lists(MARKS, max_size=6).map(tuple),
    services=st.lists(MARKS, max_size=16).map(tuple),
    block=st.sampled_from(["", "A1", "L15", "R5"]),
)
OLD = {
    "1.fussabdruck.de.92.80-104._._._": Card1("fussabdruck", "de", 92, 80, 104),
    "1.fussabdruck.en.105.92-119.8-6-5h-10.bahn-flug.L15": Card1(
        "fussabdruck",
        "en",
        105,
        92,
        119,
        ((8, False), (6, False), (5, True), (10, False)),
        ("bahn", "flug"),
        "L15",
    ),
    "1.wege.de.1443.1443-1443.121-1159-1443-121.rad.G7": Card1(
        "wege", "de", 1443, 1443, 1443, tuple((n, False) for n in (121, 1159, 1443, 121)), ("rad",), "G7"
    ),
}
"""Codes as the first version wrote them. They are never changed: a page reads every code there has been."""


@given(CARDS)
def test_a_card_survives_the_way_through_the_address(card: Card) -> None:
    assert card == read(fragment(card))


@given(CARDS)
def test_a_code_needs_only_what_a_qr_code_writes_small_and_an_address_may_hold(card: Card) -> None:
    assert set() == set(fragment(card)) - set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-./:")


@pytest.mark.parametrize("code", OLD)
def test_codes_of_the_first_version_are_read_for_ever(code: str) -> None:
    assert OLD[code] == read(code)


def test_the_second_version_is_written_as_it_was_the_first_time() -> None:
    """A code is on paper and in phones: whoever changes this test needs a version 3."""
    card = Card(
        "fussabdruck", "de", "6GK3", True, (140, -5, None, Word(3)), 3, (Bar(15, 67), None),
        Tower(92, (103, 103), ((12, False), (9, True))), (30, None), (Pledge("IM00", (800,)),), ("R9U2",),
        ("ABCD", "0001"), "R5",
    )  # fmt: skip

    code = fragment(card)

    assert "2.FUSSABDRUCK.DE.6GK3.1.3W/-5/*/:3.3.F1V/*.2K/2V/2V/C/9+.U/*.IM00:M8.R9U2.ABCD0001.R5" == code
    assert card == read(code)
    assert ["JWAR", "66ZF"] == [mark("a"), mark("vrn")]


@pytest.mark.parametrize(
    "text",
    ["", "1", "3.fussabdruck.de.92.80-104._._._", "1.x.de.92.80-104._._._<script>", "1.x.de.-5.1-2._._._",
     "1.x.de.92.80-104._._.R5#", "1.x.de.99999999.1-2._._._", "1." + "a" * 500 + ".de.1.1-1._._._",
     "2.X.DE.0000.0......../.0", "2.x.de.0000.0..0.......0", "2.X.DE.0000.2..0.......0",
     "2.X.DE.0000.0..0.......0\n", "2.X.DE.0000.0..0......<B>.0", "2.X.DE.0000.0.\u0661.0.......0",
     "2.X.DE.0000.0." + "1/" * 30 + "1.0.......0", "2.X.DE.0000.0..0..1/2.....0"],
)  # fmt: skip
def test_a_damaged_or_hostile_fragment_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read(text)


@given(st.text(max_size=300))
def test_whatever_stands_behind_the_hash_is_a_card_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        read(text)


@given(st.floats(), st.integers(0, 6))
def test_a_number_that_does_not_fit_is_cut(number: float, digits: int) -> None:
    assert -LIMIT <= carried(number, digits) <= LIMIT


@pytest.mark.parametrize(
    ("number", "digits", "whole"), [(9.25, 1, 93), (-0.5, 0, -1), (2.675, 2, 268), (7, 0, 7)]
)
def test_numbers_are_rounded_as_texts_round_them(number: float, digits: int, whole: int) -> None:
    assert whole == carried(number, digits)


def test_a_card_that_holds_too_much_of_everything_is_cut_and_still_one() -> None:
    much = Card(
        "x", "de", "0000", False, (10**20,) * 99, 99, (Bar(99, -(10**20)),) * 99,
        Tower(10**20, (10**20, 10**20), ((10**20, True), (-5, False)) * 99), (10**20,) * 99,
        (Pledge("0000", (10**20,) * 9),) * 99, ("0000",) * 99, ("0000",) * 99, "R5",
    )  # fmt: skip

    card = read(fragment(much))

    assert isinstance(card, Card)
    assert 35 == card.profile and LIMIT == card.numbers[0] and 8 == len(card.bars)


def test_no_two_names_share_a_mark() -> None:
    """A page could not tell them apart. If this fails, one of the new names has to change a little."""
    german = library().german
    services = list(german.services)
    badges = [key for key in german.exhibition.texts if key.startswith("badge_")]
    levers = {id: [f"{s.id}.{o}" for s, o in levers_of(german.scenarios[id])] for id in SCENARIOS}

    for names in (services, badges, *levers.values()):
        assert len(set(names)) == len({mark(name) for name in names})


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
    assert isinstance(card, Card)
    assert "fussabdruck" == card.scenario
    assert card.tower is not None and card.tower.figure == sum(squares for squares, _ in card.tower.parts)
    assert card.language == settings.get("language", "de")


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_every_scenario_hands_out_its_own_card(scenario: str, size: tuple[int, int]) -> None:
    stay = Stay(library(), stage_for(size))
    stay.open(scenario)
    *_, frame = walk(stay, seed=6)
    surface = render(frame, size, typeface())
    image = Image.frombytes("RGB", size, pygame.image.tobytes(surface, "RGB"))
    (found,) = [r.text for r in zxingcpp.read_barcodes(image)]

    card = read(found.partition("#")[2])
    assert isinstance(card, Card)
    assert scenario == card.scenario
    assert sheet_of(library().german.scenarios[scenario]).shape == card.shape
    assert len(found) <= 220 and len(matrix(found)) <= 53


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
    """Nine parts, six sums, eight found services, three steps with price and hours, a long address."""
    card = Card(
        "fussabdruck", "en", "6GK3", True, (12345, -678, 9012, 345, 67, 8), 3, (),
        Tower(199, (103, 103), tuple((199, True) for _ in range(9))), (), (Pledge("ABCD", (2000, 250)),) * 3,
        ("ABCD",), ("ABCD",) * 8, "L15",
    )  # fmt: skip
    text = address("https://www.mannheim.de/digitma2", card)

    assert len(text) <= 220
    assert len(matrix(text)) <= 53


@pytest.mark.parametrize("tag", library().languages)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_card_means_the_same_numbers_in_every_language(scenario: str, tag: str) -> None:
    german, other = (sheet_of(library().content(each).scenarios[scenario]) for each in ("de", tag))

    assert german.shape == other.shape
    for profile in range(-1, len(german.profiles)):
        assert list(german.blanks(profile)) == list(other.blanks(profile))


def test_the_code_stays_the_same_for_the_same_visit(tmp_path: Path) -> None:
    first, _ = result((1920, 1080))
    second, _ = result((1920, 1080))
    assert first.find("code") == second.find("code")
