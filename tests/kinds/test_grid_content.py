"""Promises to curators: every mistake has its place; the check knows what chance, care and search reach."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from kiosk.content.check import Checked, Conditions, check
from kiosk.content.load import Library
from kiosk.content.proof import arrivals
from scenes.kinds import examiners
from scenes.kinds.grid.schema import Grid
from scenes.kinds.grid.search import searched
from scenes.kinds.grid.trial import Trial, trials
from tests.frames import complaints
from tests.house import PORTRAIT, VARIANTS, Stay, library
from tests.kinds.mistakes import example_of, example_with, line_of

EXAMPLE = example_of("grid")
TODAY = date(2026, 11, 25)
WAERME = 'is: 100 * mean(heat), goal: "<= 75"'
SITZE = 'is: sum(seats), goal: ">= 6"'


def changed(tmp_path: Path, *changes: tuple[str, str]) -> Library:
    """The example with a few things changed."""
    return example_with("grid", tmp_path, *changes)


BAD = {
    "a sign nobody knows": ("WWWWWW", "WWXWWW", "E380", "Ein Feld „X“ gibt es nicht", "board:"),
    "rows of different length": ("WWWWWW", "WWWWW", "E204", "Zeile 2 hat 5 Felder", "board:"),
    "a board too wide for a finger": (
        "HHHHHH\n      WWWWWW\n      PPAAPP",
        "HHHHHHHHHHH\n      WWWWWWWWWWW",
        "E204",
        "bis 10 mal 6",
        "board:",
    ),
    "a board too high for a finger": ("PPAAPP", "PPAAPP\n      " * 5 + "PPAAPP", "E204", "", "board:"),
    "an empty board": ("HHHHHH\n      WWWWWW\n      PPAAPP", " ", "E204", "leer", "board:"),
    "a board that is a list": (
        "board: |\n      HHHHHH\n      WWWWWW\n      PPAAPP",
        "board: [1, 2]",
        "E203",
        "",
        "board:",
    ),
    "nothing but houses": (
        "HHHHHH\n      WWWWWW\n      PPAAPP",
        "HHHHHH",
        "E381",
        "alles ist fest",
        "board:",
    ),
    "two tiles with one sign": ("sign: P", "sign: W", "E380", "haben zwei Felder", "sign: W"),
    "a sign of two letters": ("sign: P", "sign: PA", "E204", "", "sign: PA"),
    "no sign": ("{sign: P, ", "{", "E202", "sign", "parken:"),
    "a tile upon a tile there is not": (
        "upon: [platz, parken]",
        "upon: [plaz, parken]",
        "E382",
        "Meinst du „platz“?",
        "baum:",
    ),
    "an unknown neighbour": ("- {tile: baum", "- {tile: baun", "E382", "Meinst du „baum“?", "next_to:"),
    "a neighbour of an unknown tile": (
        "most: 2,",
        "most: 2, for: bang,",
        "E382",
        "Meinst du „bank“?",
        "next_to:",
    ),
    "a neighbour that changes nothing": (
        "changes: heat",
        "changes: heet",
        "E383",
        "Meinst du „heat“?",
        "next_to:",
    ),
    "five neighbours": ("most: 2", "most: 5", "E204", "", "next_to:"),
    "warmth of nothing": ("glow: heat", "glow: heet", "E383", "Meinst du „heat“?", "glow:"),
    "where nothing is": (WAERME, f"{WAERME}, where: [weg]", "E382", "Es gibt: haus", "waerme:"),
    "a number no gauge uses": ("heat: 0.1,", "heat: 0.1, shde: 3,", "W307", "shde", "baum:"),
    "a misspelt key of a tile": ("holds: 2", "hold: 2", "W307", "Meinst du „holds“?", "baum:"),
    "a gauge of an unknown number": (
        WAERME,
        WAERME.replace("heat", "haet"),
        "E304",
        "Meinst du „heat“?",
        "waerme:",
    ),
    "a gauge that is no formula": (WAERME, WAERME.replace("mean(heat)", "mean(heat"), "E206", "", "waerme:"),
    "a goal without a sign": (WAERME, WAERME.replace('"<= 75"', "75"), "E204", "höchstens", "waerme:"),
    "a goal that is an equation": (SITZE, SITZE.replace(">= 6", "== 6"), "E204", "mindestens", "sitze:"),
    "a goal of nothing": (SITZE, SITZE.replace(">= 6", ">="), "E204", "mindestens", "sitze:"),
    "a goal of an unknown name": (SITZE, SITZE.replace(">= 6", ">= sechs"), "E304", "sechs", "sitze:"),
    "a gauge called like a result": (
        "sitze: {text: Sitz",
        "used: {text: Sitz",
        "E204",
        "Ergebnis",
        "gauges:",
    ),
    "no gauge": (
        "gauges:\n      waerme",
        "gauges: {}\n    more_gauges:\n      waerme",
        "E204",
        "",
        "gauges:",
    ),
    "no exchange": ("changes: 4", "changes: 0", "E204", "", "changes: 0"),
    "a lamp of an unknown name": (
        "when: strasse.met >= 1",
        "when: strasse.mett >= 1",
        "E304",
        "strasse.met",
        "lamps:",
    ),
    "a number called like a tile": (
        "heat: 0.85",
        "baum: 2, heat: 0.85",
        "E315",
        "schon etwas anderes",
        "platz:",
    ),
    "a tile called like the step": (
        "bank: {sign",
        "strasse: {sign",
        "E315",
        "schon etwas anderes",
        "strasse:",
    ),
    "a street that rests on its own end": (
        "heat: 0.1",
        "heat: 0.1 * strasse.used",
        "E305",
        "Früherem",
        "baum:",
    ),
    "a gauge that rests on itself": (
        WAERME,
        WAERME.replace("100 *", "strasse.met *"),
        "E305",
        "Früherem",
        "waerme:",
    ),
    "a ground there is not": ("ground: wall", "ground: sand", "E204", "", "haus:"),
    "a pictogram there is not": ("icon: baum", "icon: baumm", "E308", "baum", "baum:"),
    "a guess where there is no answer": (
        "changes: 4",
        "guess: biggest\n    changes: 4",
        "E204",
        "Schätzung",
        "guess:",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    old, new, code, said, place = BAD[name]
    mine = [p for p in changed(tmp_path, (old, new)).problems if p.file == "scenarios/beispiel_grid.yaml"]
    text = EXAMPLE.replace(old, new, 1)
    of_code = [p for p in mine if p.code == code]

    assert of_code, [str(p) for p in mine]
    assert any(said in f"{p.message} {p.remedy}" for p in of_code), [str(p) for p in of_code]
    assert any(abs(p.line - line_of(place, text)) <= 3 for p in of_code), [str(p) for p in of_code]


def test_a_street_without_a_tile_to_lay_is_told(tmp_path: Path) -> None:
    found = changed(tmp_path, (", upon: [platz, parken]", ""), (", upon: [platz]", ""))

    assert ["E381"] == [
        p.code for p in found.problems if p.file == "scenarios/beispiel_grid.yaml" and p.code[0] == "E"
    ]


def test_more_tiles_than_digits_are_told(tmp_path: Path) -> None:
    more = "".join(
        f"      extra{n}: {{sign: {'abcdefgh'[n - 1]}, text: Mehr, heat: 0.5, upon: [platz]}}\n"
        for n in range(1, 9)
    )
    found = changed(tmp_path, ("    next_to:", f"{more}    next_to:"))

    assert "E381" in {p.code for p in found.problems}


def examined(found: Library) -> Checked:
    return check(found, Conditions(TODAY, examiners=examiners()))


def said(checked: Checked, code: str) -> list[str]:
    return [f"{p.line}: {p.message}" for p in checked.problems if p.code == code]


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ([("upon: [platz],", "upon: [baum],"), ("upon: [platz, parken]", "upon: [bank]")], "W380", "baum:"),
        ([('"<= 75"', '"<= 5"')], "W381", "waerme:"),
        ([('">= 6"', '">= 50"')], "W381", "sitze:"),
        ([('"<= 75"', '"<= 200"')], "W382", "waerme:"),
        ([('"<= 75"', '"<= 68"'), ('">= 6"', '">= 9"')], "W383", "gauges:"),
        (
            [("when: strasse.met >= 2}\n    react", "when: strasse.met >= 3}\n    react")],
            "W384",
            "Beide Ziele",
        ),
        ([("100 * mean(heat)", "100 * mean(heat) / sum(seats)")], "E384", "waerme:"),
        ([("100 * mean(heat)", "heat")], "E306", "waerme:"),
    ],
)
def test_what_playing_it_shows_is_told_at_its_place(
    changes: list[tuple[str, str]], code: str, place: str, tmp_path: Path
) -> None:
    found = changed(tmp_path, *changes)
    text = next((tmp_path / "content" / "scenarios").glob("*.yaml")).read_text("utf-8")
    problems = said(examined(found), code)

    assert problems, [str(p) for p in examined(found).problems]
    assert problems[0].startswith(f"{line_of(place, text)}:"), problems


def test_the_example_is_faultless_and_the_check_reports_what_it_comes_to(tmp_path: Path) -> None:
    checked = examined(changed(tmp_path))
    lines = checked.report["beispiel_grid"]

    assert [] == [
        str(p) for p in checked.problems if p.file.startswith("scenarios/") and p.code not in ("W601",)
    ]
    assert lines[0].startswith("beispiel_grid/strasse, Wärme (<= 75): am Anfang 93, Zufall ")
    assert any("alle 2 Ziele: Zufall" in line and "beste 2" in line for line in lines)
    assert any(line.startswith("beispiel_grid/strasse, Beide Ziele: Zufall") for line in lines)


def test_the_largest_board_there_may_be_fits_every_way_of_showing(tmp_path: Path) -> None:
    rows = ["WWWWWWWWWW", "PPPPPPPPPP", "WWWWAAWWWW", "PPPPPPPPPP", "WWWWWWWWWW", "PPPPPPPPPP"]
    plan = "\n      ".join(rows)
    found = changed(tmp_path, ("HHHHHH\n      WWWWWW\n      PPAAPP", plan))
    for name, (stage, settings) in VARIANTS.items():
        stay = Stay(found, stage)
        stay.set(text=settings.text, low=settings.low, contrast=settings.contrast, language=settings.language)
        stay.open()
        assert [] == complaints(stay.frame()), name
        assert 60 == len([e for e in stay.frame().targets if e.id.startswith("cell.")])


def test_a_street_of_one_row_plays(tmp_path: Path) -> None:
    found = changed(tmp_path, ("HHHHHH\n      WWWWWW\n      PPAAPP", "WWPP"))
    stay = Stay(found, PORTRAIT)
    stay.open()
    stay.act("lay", "r1c1")
    stay.act("run")
    assert [] == complaints(stay.act("skip"))


# --- the shipped street -----------------------------------------------------------------


def shipped() -> Trial:
    content = library().german
    scenario = content.scenarios["block"]
    step = scenario.step("strasse")
    assert isinstance(step, Grid)
    (trial,) = trials(step, arrivals(scenario, content.figures, "strasse"), "block/strasse")
    return trial


def test_all_goals_of_the_shipped_street_can_be_reached_together() -> None:
    trial = shipped()
    best = trial.numbers(trial.best.together)

    assert 4 == trial.met(best), best
    assert best["gefuehlt"] <= 34.3, best
    assert all(trial.lit(trial.best.together, index) for index in range(3))


def test_the_best_of_the_shipped_street_stays_where_it_was_measured() -> None:
    """34.1 with all four goals; the third lamp asks for less than 34.3. Half a tenth either way is chance."""
    trial = shipped()
    found = min(
        (
            trial.numbers(searched(trial.street, trial.best.towards("gefuehlt"), str(n), 8000))
            for n in range(2)
        ),
        key=lambda numbers: numbers["gefuehlt"] + 10 * trial.best.misses(numbers),
    )

    assert 4 == trial.met(found)
    assert 34.0 <= found["gefuehlt"] <= 34.2, found


def test_chance_never_reaches_heat_and_seats_together_and_care_reaches_all() -> None:
    trial = shipped()

    assert 35.5 <= trial.mean("gefuehlt") <= 36.0
    assert not [n for n in trial.chance if n["gefuehlt"] <= 34.8 and n["plaetze"] >= 20]
    assert 4 == trial.met(trial.numbers(trial.best.careful))


def test_every_goal_of_the_shipped_street_can_be_missed() -> None:
    trial = shipped()

    for id in ("gefuehlt", "plaetze", "breite", "laden"):
        assert 0 < trial.share(id) < 1, id


def test_the_shipped_street_is_checked_in_seconds() -> None:
    start = perf_counter()
    checked = examined(library())

    assert not [str(p) for p in checked.problems if p.file == "scenarios/block.yaml"]
    assert perf_counter() - start < 20
