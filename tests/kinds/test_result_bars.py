"""A result without a tower: rows of squares, in every way of showing, and in the code to take home."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.frame import Frame, Squares
from kiosk.visit.takehome import Card, read
from scenes.kinds.result.bars import SQUARES
from tests.frames import complaints
from tests.house import VARIANTS, Stay, library_with, walk

SCENARIO = """
id: reihen
title: Drei Reihen
tagline: Ohne Turm
colour: energie
icon: sonne
minutes: 1
start: {sommer: 87, zeit: 62.5, kosten: 6.2}
steps:
  - say: anfang
    text: Gleich gibt es Zahlen.
result:
  headline: "{sommer | 0} % aus eigener Kraft an einem langen Sommertag"
  text: Den Rest schickt die Nachbarschaft.
  bars:
    sommer: {text: Sommer, most: 100, unit: "%", icon: sonne}
    zeit: {text: Unterwegs, most: 2 * zeit, unit: min, icon: uhr, colour: mobil, digits: 1}
    kosten: {text: Kosten, most: 0, unit: €, colour: stadt, digits: 2}
  number: sommer
  services: [energieberatung, vrn, nextbike]
  light: energie
"""


@pytest.fixture
def stay(tmp_path: Path) -> Stay:
    file = tmp_path / "reihen.yaml"
    file.write_text(SCENARIO, "utf-8")
    return Stay(library_with(file, tmp_path))


def card(stay: Stay, variant: str = "landscape") -> Frame:
    stage, settings = VARIANTS[variant]
    stay.director.resize(stage)
    stay.set(**{name: getattr(settings, name) for name in settings.__slots__})
    stay.open("reihen")
    *_, last = walk(stay)
    return last


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_card_is_in_order_in_every_way_of_showing(stay: Stay, variant: str) -> None:
    assert [] == complaints(card(stay, variant))


def test_every_row_says_its_number_and_fills_its_share_of_twenty_squares(stay: Stay) -> None:
    found = card(stay).find("bars")
    assert found is not None
    assert "Sommer: 87 %, Unterwegs: 62,5 min, Kosten: 6,20 €" == found.label
    rows = [d.squares for d in found.draws if isinstance(d, Squares)]
    empty = stay.director.house.themes[0].day.empty
    assert [SQUARES] * 3 == [len(row) for row in rows]
    assert [17, 10, 0] == [sum(square.colour != empty for square in row) for row in rows]


def test_the_code_carries_number_and_rows(stay: Stay) -> None:
    code = card(stay).find("code")
    assert code is not None
    taken = read(str(code.value).partition("#")[2])

    assert isinstance(taken, Card)
    assert "reihen" == taken.scenario
    assert [87, 625, 620] == [bar.value for bar in taken.bars if bar is not None]
