"""What is said besides a result's profile: every sentence that holds, and no other."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest
import zxingcpp
from PIL import Image

from kiosk.core.frame import Frame
from kiosk.screen.screenshot import render
from kiosk.visit.takehome import Card, read
from scenes.takehome.sheet import sheet_of
from tests.house import Stay, library_with, typeface

SCENARIO = """
id: mehr
title: Noch ein Satz
tagline: Zwei Sätze
colour: digital
icon: radar
minutes: 1
steps:
  - slider: zahl
    ask: Wie viele?
    range: [0, 10, 1]
    start: 5
result:
  headline: "{zahl}"
  light: digital
  profiles:
    - {when: zahl >= 5, text: Viele.}
    - {text: Wenige.}
  also:
    - {when: zahl >= 8, text: Sehr viele sogar.}
    - {when: zahl < 3 or zahl == 8, text: Ganz außen.}
"""


def shared(stay: Stay) -> str:
    frame: Frame = stay.act("next", wait=5.0)
    element = frame.find("shared")
    assert element is not None
    return element.label


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (8, "Viele. Sehr viele sogar. Ganz außen."),
        (9, "Viele. Sehr viele sogar."),
        (5, "Viele."),
        (2, "Wenige. Ganz außen."),
    ],
)
def test_every_sentence_that_holds_follows_the_profile(tmp_path: Path, number: int, said: str) -> None:
    (tmp_path / "mehr.yaml").write_text(SCENARIO, "utf-8")
    stay = Stay(library_with(tmp_path / "mehr.yaml", tmp_path))
    stay.open("mehr")
    stay.act("set", float(number))
    assert shared(stay) == said
    assert taken_home(stay) == said


def taken_home(stay: Stay) -> str:
    """What the page behind the painted code will say at the same place."""
    size = (1280, 720)
    picture = pygame.image.tobytes(render(stay.frame(), size, typeface()), "RGB")
    (code,) = zxingcpp.read_barcodes(Image.frombytes("RGB", size, picture))
    card = read(code.text.partition("#")[2])
    assert isinstance(card, Card)
    sheet = sheet_of(stay.director.house.content("de").scenarios["mehr"])
    assert card.shape == sheet.shape
    return sheet.profiles[card.profile - 1].source


def test_more_endings_than_a_code_can_tell_apart_are_a_mistake_with_its_place(tmp_path: Path) -> None:
    many = "\n".join(f"    - {{when: zahl == {i}, text: Genau {i}.}}" for i in range(9))
    text = SCENARIO.replace(
        "    - {when: zahl >= 5, text: Viele.}", many + "\n    - {when: zahl >= 5, text: Viele.}"
    )
    (tmp_path / "mehr.yaml").write_text(text, "utf-8")

    (problem,) = [p for p in library_with(tmp_path / "mehr.yaml", tmp_path).problems if p.severity == "error"]

    assert problem.file == "scenarios/mehr.yaml" and problem.line > 1
    assert "höchstens 8 profiles" in problem.message
