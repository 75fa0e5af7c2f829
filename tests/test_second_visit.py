"""Coming back to the Digital-Check: nothing is typed at the terminal, the phone lays both radars together."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest
import zxingcpp
from PIL import Image

from kiosk.cli.pagefile import write
from kiosk.core.geometry import stage_for
from kiosk.screen.screenshot import render
from tests.address import informal
from tests.chromium import Browser, Tab, browsing, chromium, serving
from tests.content_shipped.seats import BAKER, SHOP, Sitting
from tests.house import TODAY, library, typeface

PROGRAM = chromium()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine (apt install chromium)")
SIZE = (1280, 720)
TEXTS = library().german.exhibition.texts
PARTS = library().german.scenarios["check"].step("netz").parts  # type: ignore[attr-defined]
LATER = BAKER.but(answers=(4, 3, 4, 1, 4, 3), steps=("laden",))
CORNERS = [name for name in PARTS if name in SHOP]
"""The corners of a shop's radar, in the order they are drawn in."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert PROGRAM is not None
    with browsing(PROGRAM) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("page")
    write(library(), TODAY, folder)
    with serving(folder) as found:
        yield found


@pytest.fixture
def phone(browser: Browser) -> Iterator[Tab]:
    opened = Tab(browser)
    yield opened
    opened.close()


@cache
def scanned(answers: tuple[int, ...], steps: tuple[str, ...] = (), role: str = "kmu", tag: str = "de") -> str:
    """What a phone reads from the painted end card: the part behind '#', with it."""
    frame = Sitting(role, answers, steps, BAKER.week, tag).play(stage_for(SIZE))[-1]
    picture = pygame.image.tobytes(render(frame, SIZE, typeface()), "RGB")
    (code,) = zxingcpp.read_barcodes(Image.frombytes("RGB", SIZE, picture))
    return "#" + code.text.partition("#")[2]


def card(sitting: Sitting) -> str:
    return scanned(sitting.answers, sitting.steps, sitting.role, sitting.language)


def drawn(phone: Tab, name: str) -> list[list[float]]:
    """How far from the middle, from 0 to 5, every corner of each such line is drawn."""
    shapes = phone.run(f"[...document.querySelectorAll('polygon.{name}')].map(e => e.getAttribute('points'))")
    points = [[tuple(map(float, pair.split(","))) for pair in shape.split()] for shape in shapes]
    return [
        [round(((x - 100) ** 2 + (y - 100) ** 2) ** 0.5 / 84 * 5, 1) for x, y in shape] for shape in points
    ]


def of(sitting: Sitting) -> list[float]:
    given = dict(zip(SHOP, sitting.answers, strict=True))
    return [float(given[name]) for name in CORNERS]


def stored(phone: Tab) -> str | None:
    kept: str | None = phone.run("localStorage.getItem('digitma2')")
    return kept


# --------------------------------------------------------------------------------------------------


def test_two_codes_one_after_the_other_become_two_radars(address: str, phone: Tab) -> None:
    phone.open(address + card(BAKER))
    assert [of(BAKER)] == drawn(phone, "now") and [] == drawn(phone, "before")
    phone.click("#keep-values")
    assert TEXTS["page_values_kept"].source in phone.texts(".badge .done")

    phone.open(address + card(LATER))

    assert [of(LATER)] == drawn(phone, "now") and [of(BAKER)] == drawn(phone, "before")
    rows = [f"{PARTS[n].text.source}({old:g}){new:g} von 5"
            for n, old, new in zip(CORNERS, of(BAKER), of(LATER), strict=True)]  # fmt: skip
    assert rows == phone.texts(".radar li")
    assert re.fullmatch(r"gestrichelt und in Klammern: \d+\. \w+ \d{4}", phone.texts(".radar > p.small")[0])
    assert [] == phone.complaints
    assert [address] == phone.requests, "nothing is sent, and nobody is asked"


def test_both_are_there_in_the_other_language_too(address: str, phone: Tab) -> None:
    phone.open(address + card(BAKER))
    phone.click("#keep-values")
    phone.open(address + card(LATER.but(language="en")))

    assert [of(BAKER)] == drawn(phone, "before")
    assert "Booking(1)3 of 5" in phone.texts(".radar li")
    assert phone.texts(".radar > p.small")[0].startswith("dashed and in brackets: ")


def test_who_does_not_ask_for_it_is_not_remembered(address: str, phone: Tab) -> None:
    phone.open(address + card(BAKER))
    phone.open(address + card(LATER))

    assert stored(phone) is None
    assert [] == drawn(phone, "before")


def test_the_phone_keeps_six_numbers_and_a_day_and_nothing_else(address: str, phone: Tab) -> None:
    phone.open(address + card(BAKER))
    phone.click("#keep-values")

    kept = json.loads(stored(phone) or "")
    assert {"check"} == set(kept["values"]) and {} == kept["badges"]
    assert {"day", "axes"} == set(kept["values"]["check"])
    assert dict(zip(SHOP, (n * 10 for n in BAKER.answers), strict=True)) == kept["values"]["check"]["axes"]


def test_the_same_code_again_is_no_comparison(address: str, phone: Tab) -> None:
    phone.open(address + card(BAKER))
    phone.click("#keep-values")
    phone.reload()

    assert [] == drawn(phone, "before") and [] == phone.texts("#keep-values")


def test_another_seat_has_other_corners_and_is_not_compared(address: str, phone: Tab) -> None:
    phone.open(address + card(BAKER))
    phone.click("#keep-values")
    phone.open(address + scanned((3, 3, 2, 4, 5, 1), role="leitung"))

    assert 1 == len(drawn(phone, "now")) and [] == drawn(phone, "before")
    assert all("(" not in row for row in phone.texts(".radar li"))
    assert phone.texts("#keep-values"), "but these values can be kept instead"


def test_what_was_kept_can_be_replaced_and_forgotten(address: str, phone: Tab) -> None:
    phone.open(address + card(BAKER))
    phone.click("#keep-values")
    phone.open(address + card(LATER))
    phone.click("#keep-values")
    assert [] == drawn(phone, "before"), "now these are the old ones"
    phone.open(address + card(BAKER))
    assert [of(LATER)] == drawn(phone, "before")

    phone.click("#forget")
    assert stored(phone) is None and [] == drawn(phone, "before")


def test_who_keeps_values_only_is_not_shown_a_pass_without_badges(address: str, phone: Tab) -> None:
    phone.open(address + card(BAKER))
    phone.click("#keep-values")

    assert TEXTS["page_pass"].source not in phone.texts("h2")
    assert phone.texts("#forget")


def test_the_terminal_asks_for_nothing_that_was_before() -> None:
    """No field, no code, no name: every element of a play can be told with a finger."""
    for frame in BAKER.play():
        assert not frame.typing
        assert not {e.role for e in frame.elements} & {"field", "textbox", "input"}


def test_the_page_of_a_game_that_says_sie_says_it_too(address: str, phone: Tab) -> None:
    for sitting in (BAKER, LATER):
        phone.open(address + card(sitting))
        shown = phone.texts("#page :is(h1, h2, p, li, button, span, a)")
        assert len(shown) > 30
        assert {} == {text: words for text in shown if (words := informal(text))}
        phone.click("#keep-values")
    phone.click("#forget")
    assert [] == informal(phone.texts("[role=status]")[0])


def test_both_radars_are_printed(address: str, phone: Tab, tmp_path: Path) -> None:
    phone.open(address + card(BAKER))
    phone.click("#keep-values")
    phone.open(address + card(LATER))

    assert 1 == len(re.findall(rb"/Type\s*/Page\b", phone.printed()))
