"""Numbers of all visits: what is wrong with one is said at its place, and the others stay."""

from __future__ import annotations

import pytest

from kiosk.content.diagnostics import Problem
from kiosk.visit.world import Crowd, World
from scenes.attract.together import told
from tests.content.house import House

FILE = "exhibition.yaml"
COUNTED = """\
  - choice: wahl
    ask: Was magst du?
    collect: true
    options: {rot: Rot, blau: Blau}

  - pick: wunsch
    ask: Was fehlt?
    collect: true
    options: {bank: Eine Bank, licht: Licht}

  - slider: tipp
    ask: Wie viele wohl?
    range: [0, 100, 5]
    guess: regen

formulas:
"""
GOOD = """\
together:
  - {kg: true, text: "{number} Tonnen", square: "{square} t"}
  - {most: garten/wahl, text: "Am liebsten {answer}, {number} von 100", square: "{square} von 100"}
  - {most: garten/wunsch, text: "Es fehlt: {answer}", square: "{square} von 100"}
  - {median: garten/tipp, text: "Getippt: {number}", square: "{square}"}
texts:
"""


@pytest.fixture
def counted(house: House) -> House:
    """The garden, where something is counted, and four numbers of all visits."""
    return house.change("formulas:\n", COUNTED).change("texts:\n", GOOD, FILE)


def only(house: House) -> Problem:
    """The one problem; the house plays on without that number."""
    (problem,) = house.problems()
    assert problem.file == FILE and problem.severity == "error"
    assert house.load().german.exhibition.scenarios == ("garten",)
    assert len(shown(house)) == 3
    return problem


def shown(house: House, language: str = "de") -> list[str]:
    """What the night would tell if everybody had said something."""
    content = house.load().content(language)
    votes = {0.0: 20.0, 1.0: 30.0}
    polls = {f"garten/{id}": votes for id in ("wahl", "wunsch.bank", "wunsch.licht", "pflanze", "wasser")}
    crowd = Crowd(polls, {"garten/tipp": {40.0: 20}}, 5000)  # type: ignore[arg-type]
    return [number.headline for number in told(World(content, crowd=crowd))]


def test_good_numbers_are_all_there(counted: House) -> None:
    assert counted.problems() == ()
    assert shown(counted) == [
        "5 Tonnen", "Am liebsten Blau, 60 von 100", "Es fehlt: Eine Bank", "Getippt: 40"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code", "said", "hint"),
    [
        ("garten/wahl", "gartn/wahl", "E350", "Ein Spiel „gartn“ gibt es nicht.", "garten"),
        ("garten/wahl", "garten/wal", "E350", "Einen Schritt „wal“ gibt es in „garten“ nicht.", "wahl"),
        ("garten/wahl", "wahl", "E350", "„wahl“ nennt keinen Schritt: spiel/schritt.", "safari/fehlt"),
        ("garten/wunsch", "garten/wunsch.bank", "E351", "eines von mehreren", "Lass „.bank“ weg."),
        ("garten/tipp", "garten/tipp.bank", "E351", "„bank“ gibt es bei „tipp“ nicht.", ""),
        ("garten/wahl", "garten/pflanze", "E352", "wird nicht gezählt", "collect: true"),
        ("garten/wahl", "garten/wasser", "E352", "wird nicht gezählt", "choice"),
        ("garten/tipp", "garten/wasser", "E352", "schätzt niemand eine Zahl", "slider mit guess"),
        ("{number} Tonnen", "Tonnen", "E353", "{number}", "gezählt"),
        ("Es fehlt: {answer}", "Es fehlt: {number}", "E353", "{answer}", ""),
        ('square: "{square} t"', 'square: "eine t"', "E353", "{square}", ""),
        ("Getippt: {number}", "Getippt: {number} {answr}", "E304", "{answr}", "number"),
    ],
)
def test_what_cannot_be_counted_or_said_is_told_where_it_stands(
    counted: House, old: str, new: str, code: str, said: str, hint: str
) -> None:
    counted.change(old, new, FILE)
    problem = only(counted)
    assert problem.code == code and said in problem.message and hint in problem.remedy
    line = next(n for n, text in enumerate((counted.folder / FILE).read_text().split("\n"), 1) if new in text)
    assert problem.line == line
    where = {"E353": "text" if "square" not in old else "square", "E304": "text"}.get(code)
    key = where or ("median" if "tipp" in old else "most")
    assert problem.column == problem.excerpt.index(f"{key}: ") + len(key) + 3


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("kg: true", "kgs: true", "E201", "„kgs“"),
        ("kg: true", "kg: false", "E204", "False"),
        ("kg: true", "kg: true, most: garten/wahl", "E204", "kg und most"),
        ("kg: true, ", "", "E204", "keine davon"),
        (', square: "{square} t"', "", "E202", "square"),
        ("most: garten/wahl", "most: 5", "E203", "Text"),
    ],
)
def test_a_key_that_is_wrong_is_told_like_everywhere(
    counted: House, old: str, new: str, code: str, said: str
) -> None:
    counted.change(old, new, FILE)
    first = counted.problems()[0]
    assert (
        first.code == code and said in first.message and first.line == counted.line_of(new or "  - {", FILE)
    )


def test_a_game_that_is_broken_is_told_once_and_its_numbers_wait(counted: House) -> None:
    counted.change("kg: 12,", "kg: 12 +,")
    assert {problem.file for problem in counted.problems()} == {"scenarios/garten.yaml"}
    assert shown(counted) == ["5 Tonnen"]


def test_numbers_of_all_are_translated(counted: House) -> None:
    po = (counted.folder / "locale/en.po").read_text()
    po += '\nmsgctxt "exhibition/together.0.text"\nmsgid "{number} Tonnen"\nmsgstr "{number} tonnes"\n'
    counted.write("locale/en.po", po)
    assert counted.load().content("en").exhibition.together[0].text.source == "{number} tonnes"


def test_what_cannot_be_told_shifts_no_translation(counted: House) -> None:
    counted.change("kg: true", "median: garten/nichts", FILE)
    po = (counted.folder / "locale/en.po").read_text()
    po += '\nmsgctxt "exhibition/together.3.text"\nmsgid "Getippt: {number}"\nmsgstr "Guessed: {number}"\n'
    counted.write("locale/en.po", po)
    assert shown(counted, "en")[2] == "Guessed: 40"
    assert [problem.code for problem in counted.problems()] == ["E350"]
