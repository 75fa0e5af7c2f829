"""What is said besides a result's profile: every sentence that holds, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.frame import Frame
from tests.house import Stay, library_with

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
