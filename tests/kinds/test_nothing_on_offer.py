"""A question whose every option is ruled out by `when`: the visitor goes on without an answer."""

from __future__ import annotations

import pytest

from kiosk.content.load import Library
from tests.frames import complaints
from tests.house import VARIANTS, Stay, library_with, onward

SCENARIO = """
id: leer
title: Nichts im Angebot
tagline: Drei Fragen
colour: digital
icon: radar
minutes: 1
start: {nie: 0}
steps:
  - choice: eins
    ask: Was nimmst du?
    options:
      a: {text: Das, kg: 1, when: nie > 0}
      b: {text: Jenes, kg: 2, when: nie > 0}
    unknown: {kg: 1}
  - choice: zwei
    ask: Und hier?
    options:
      a: {text: Das, when: nie > 0}
      b: {text: Jenes, when: nie > 0}
  - pick: drei
    ask: Was davon?
    options:
      a: {text: Das, saves: 5, when: nie > 0}
      b: {text: Jenes, saves: 3, when: nie > 0}
result: {headline: "Zu Ende, {eins.kg}", light: digital, services: [klimaberatung]}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("leer")
    (folder / "leer.yaml").write_text(SCENARIO.lstrip(), "utf-8")
    return library_with(folder / "leer.yaml", folder)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_question_with_nothing_on_offer_is_passed_by(library: Library, variant: str) -> None:
    stage, settings = VARIANTS[variant]
    stay = Stay(library, stage)
    stay.set(**{name: getattr(settings, name) for name in settings.__slots__})
    frame = stay.open()
    seen = []
    while not frame.screen.endswith("/result"):
        seen.append(frame.screen)
        assert [] == [e.id for e in frame.elements if e.role == "option" and e.id.startswith("option.")]
        assert complaints(frame) == []
        button = onward(frame)
        assert button is not None and button.action is not None, frame.screen
        frame = stay.act(button.action.name, button.action.value, wait=3.0)

    assert seen == ["leer/eins", "leer/zwei", "leer/drei"]
