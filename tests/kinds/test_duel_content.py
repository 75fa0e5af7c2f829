"""What a curator can write wrongly in a duel, and what the shipped cards promise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.content.load import load
from scenes.kinds import schemas
from scenes.kinds.duel.rules import middle
from tests.house import ROOT, library
from tests.kinds.duels import duel

EXAMPLE = (ROOT / "scenes/kinds/duel/example.yaml").read_text("utf-8")
ONE_CARD = "parken: {ask: Was kostet eine Stunde Parken?, answer: parken"


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("answer: parken", "answer: parkplatz", "E390", "keine Zahl mit Quelle"),
        ("answer: parken", "answer: parken * 2", "E390", "keine Zahl mit Quelle"),
        ("answer: parken", "answer: 3.60", "E390", "keine Zahl mit Quelle"),
        ("answer: parken", "answer: sonne_juni", "E390", "eine Kurve"),
        ("answer: pv_mannheim", "answer: parken", "W390", "fragt schon die Karte „parken“"),
        ("range: [0.5, 20]", "range: [5, 200]", "E391", "liegt nicht zwischen"),
        ("range: [0.5, 20]", "range: [3.5, 200]", "W391", "am Ende der Skala"),
        ("range: [0.5, 20]", "range: [0.65, 20]", "W391", "in der Mitte der Skala"),
        ("range: [0.5, 20]", "range: [0, 20]", "E204", "größer als 0"),
        ("range: [0.5, 20]", "range: [20, 0.5]", "E204", "größer als 0"),
        ("range: [0.5, 20]", "range: [3, 20]", "E204", "bis zum Zehnfachen"),
        ("range: [0.5, 20]", "range: [0.5, 90000000]", "E204", "Zehnmillionenfachen"),
        ("range: [0.5, 20]", "range: [0.555, 20]", "E204", "mehr Stellen"),
        ("range: [0.5, 20]", "range: [1, 2, 3]", "E204", "zwei Zahlen"),
        ("range: [0.5, 20]", "range: [wenig, viel]", "E203", "Zahl"),
        (", unit: €, digits: 2", ", digits: 2", "E202", "unit"),
        ("digits: 2", "digits: 7", "E204", ""),
        ("repeat: 2", "repeat: 3", "E204", "so viele Karten"),
        ("repeat: 2", "repeat: 2\n    share_within: 2", "E204", "höchstens"),
        ("repeat: 2", "repeat: 2\n    alone: nobody", "E204", ""),
        ("repeat: 2", "repeat: 2\n    score: closest", "E201", "score"),
        ("runde.near", "runde.nahe", "E304", "runde.nahe"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, code: str, said: str) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("scenarios"))
    (content / "scenarios").mkdir()
    assert old in EXAMPLE
    (content / "scenarios" / "beispiel_duel.yaml").write_text(EXAMPLE.replace(old, new, 1), "utf-8")
    problems = [p for p in load(content, schemas()).problems if p.file.endswith("beispiel_duel.yaml")]
    told = [p for p in problems if p.code == code and said in f"{p.message} {p.remedy}"]
    assert told and told[0].line > 5 and told[0].column > 1, [str(p) for p in problems]
    assert code.startswith("E") or not [p for p in problems if p.severity == "error"]


def test_the_shipped_cards_ask_only_for_what_was_read_in_a_source() -> None:
    scenario = library().german.scenarios["duell"]
    figures = {**library().german.figures, **scenario.figures}
    asked = [figures[card.answer.source] for card in duel().cards.values()]
    assert 12 <= len(asked) == len({card.answer.source for card in duel().cards.values()})
    assert {"seen", "secondary"} >= {figure.mark for figure in asked}
    assert all(figure.source and figure.expires is not None for figure in asked)


def test_no_knob_of_the_shipped_cards_stands_on_its_answer() -> None:
    figures = {**library().german.figures, **library().german.scenarios["duell"].figures}
    for id, card in duel().cards.items():
        value = figures[card.answer.source].value
        assert isinstance(value, float)
        assert abs(middle(card) / value - 1) > duel().share_within, id
        assert 0.08 <= card.place(value) <= 0.92, id


def test_a_square_has_a_round_size_and_the_truth_a_few_of_them() -> None:
    from scenes.kinds.duel.told import unit_of

    for truth in (3.6, 16, 19, 144, 700, 3500, 427_500, 0.07):
        unit = unit_of(truth)
        assert f"{unit:e}"[0] in "125" and 3 <= round(truth / unit) <= 8, (truth, unit)
