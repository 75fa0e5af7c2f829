"""Promises to curators: every mistake has its place, and the check knows what chance and skill can reach."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from kiosk.content.check import Checked, Conditions, check
from kiosk.content.load import Library
from scenes.kinds import examiners
from scenes.kinds.allocate.schema import Allocate
from tests.house import Stay, library, library_with, walk
from tests.kinds.budgets import ITEMS, budget
from tests.kinds.mistakes import example_of, example_with, line_of

EXAMPLE = example_of("allocate")
TODAY = date(2026, 11, 25)
OMA = "yes: .8*licht + .6*park"
GOALS = "goals: {1: Ein Anfang, 2: Mehrheit, 3: Alle}"
WEEK = "items: {arbeit: Das Eigentliche, papier: Papier und Ablage, rest: Alles andere}"
MANY = ", ".join(f"ding{n}: Ding" for n in range(9))


def changed(tmp_path: Path, old: str, new: str) -> Library:
    """The example with one thing changed."""
    return example_with("allocate", tmp_path, (old, new))


BAD = {
    "no sum": ("total: 40", "total: 0", "E204", ""),
    "a sum nobody can see": ("total: 40", "total: 5000", "E204", ""),
    "half a square": ("total: 40", "total: 40.5", "E203", ""),
    "a single item": (WEEK, "items: {papier: Papier}", "E204", ""),
    "too many items": (WEEK, f"items: {{{MANY}}}", "E204", ""),
    "an item without words": (WEEK, "items: {papier: {icon: buch}, rest: Rest}", "E202", "text"),
    "a name that is no name": (WEEK, "items: {Papier: Papier, rest: Rest}", "E204", "a-z"),
    "an item called like a result": (WEEK, "items: {left: Links, rest: Rest}", "E204", "Ergebnis"),
    "a pictogram there is not": ("icon: baum", "icon: baumm", "E308", "Meinst du „baum“?"),
    "effects without people": ("unit: Stunden", "unit: Stunden\n    threshold: 0.9", "E204", "people"),
    "a worthless square": ("square: {is: 1000", "square: {is: 0", "E204", ""),
    "an item nobody can judge": ("from: 8, k: 6", "from: 8", "E204", "fehlt k"),
    "a start beyond the sum": ("from: 8, k: 6", "from: 21, k: 6", "E204", "es gibt nur 20"),
    "no diminishing": ("from: 8, k: 6", "from: 8, k: 0", "E204", ""),
    "a wish nobody can fulfil": (OMA, "yes: .8*lich + .6*park", "E304", "Meinst du „licht“?"),
    "a wish that is no sum": (OMA, "yes: .8*licht*park", "E206", "Summe aus Gewichten"),
    "a wish that is a number": (OMA, "yes: 0.8", "E206", "Summe aus Gewichten"),
    "a wish with a comma": (OMA, 'yes: "0,8*licht"', "E206", "Punkt"),
    "a person without a wish": (OMA + ", ", "", "E202", "yes"),
    "a person called like an item": ("oma: {text", "park: {text", "E204", "zweimal"),
    "no threshold": ("    threshold: 0.7\n", "", "E204", "threshold"),
    "a threshold of words": ("threshold: 0.7", "threshold: vieel", "E304", "vieel"),
    "a threshold that rests on votes": ("threshold: 0.7", "threshold: geld.votes", "E305", "Früherem"),
    "no goal": (GOALS, "goals: {}", "E204", "goals"),
    "goals out of order": (GOALS, "goals: {2: Mehrheit, 1: Anfang}", "E204", "steigen"),
    "a goal beyond all people": (GOALS, "goals: {1: Anfang, 5: Alle}", "E204", "bei 3 Menschen"),
    "a goal that is no number": (GOALS, "goals: {viele: Alle}", "E204", "Zahl von Stimmen"),
    "a key nobody knows": ("council:", "rat:", "E201", ""),
    "a result nobody gives": ("geld.votes == 3", "geld.vote == 3", "E304", "geld.votes"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    old, new, code, said = BAD[name]
    found = [p for p in changed(tmp_path, old, new).problems if p.severity == "error"]
    mine = [p for p in found if p.file == "scenarios/beispiel_allocate.yaml"]
    assert mine, name
    assert code in {p.code for p in mine}, [str(p) for p in mine]
    assert any(said in f"{p.message} {p.remedy}" for p in mine), [str(p) for p in mine]
    assert all(p.line >= 10 and p.column > 0 for p in mine)


@pytest.mark.parametrize(
    ("name", "marker"),
    [
        ("a wish nobody can fulfil", "oma:"), ("a wish that is no sum", "oma:"),
        ("a worthless square", "square:"), ("an item called like a result", "items:"),
        ("goals out of order", "goals:"), ("a threshold that rests on votes", "threshold:"),
        ("a pictogram there is not", "park:"), ("too many items", "items:"),
    ],
)  # fmt: skip
def test_the_place_is_the_line_that_is_wrong(name: str, marker: str, tmp_path: Path) -> None:
    old, new, code, _ = BAD[name]
    text = EXAMPLE.replace(old, new, 1)
    (problem,) = [p for p in changed(tmp_path, old, new).problems if p.code == code]
    assert problem.line == line_of(marker, text)


def examined(found: Library) -> Checked:
    return check(found, Conditions(TODAY, examiners=examiners()))


def said(checked: Checked, code: str) -> list[str]:
    return [f"{p.line}: {p.message}" for p in checked.problems if p.code == code]


def test_the_check_reports_what_chance_evenness_and_skill_reach(tmp_path: Path) -> None:
    checked = examined(changed(tmp_path, "id:", "id:"))
    assert not [p for p in checked.problems if p.code.startswith(("E", "W3"))]
    (line,) = checked.report["beispiel_allocate"]
    assert line.startswith("beispiel_allocate/geld: gleichmäßig ")
    for word in ("beste 3", "Zufall", "Ein Anfang (1)", "Alle (3)"):
        assert word in line


@pytest.mark.parametrize(
    ("old", "new", "code", "words", "marker"),
    [
        ("from: 8, k: 6", "from: 16, k: 60", "W370", "3 Stimmen erreicht hier niemand", GOALS),
        ("threshold: 0.7", "threshold: 0.99", "W371", "Die erste Lampe", GOALS),
        ("threshold: 0.7", "threshold: 0.05", "W372", "Die letzte Lampe geht von selbst an", GOALS),
        (OMA, "yes: .1*licht + .1*park", "W374", "„Oma“ sagt nie Ja", "oma:"),
        ("threshold: 0.7", "threshold: 0.7 - 1", "E370", "sagt jeder immer Ja", "threshold:"),
    ],
)
def test_a_table_that_is_no_game_is_told_at_its_place(
    old: str, new: str, code: str, words: str, marker: str, tmp_path: Path
) -> None:
    problems = said(examined(changed(tmp_path, old, new)), code)
    assert problems and words in problems[0]
    assert problems[0].startswith(f"{line_of(marker, EXAMPLE.replace(old, new, 1))}:")


def test_what_nobody_wishes_for_is_told(tmp_path: Path) -> None:
    text = EXAMPLE.replace(".3*licht", ".3*fest").replace(OMA, "yes: .8*fest + .6*park")
    file = tmp_path / "changed.yaml"
    file.write_text(text, "utf-8")
    (problem,) = said(examined(library_with(file, tmp_path)), "W373")
    assert problem.startswith(f"{line_of('licht: {text', text)}:") and "„licht“" in problem


@pytest.mark.parametrize("new", ["threshold: 0.7 - 1", "threshold: 0 / 0", "threshold: geld"])
def test_a_threshold_that_cannot_be_never_stops_a_visitor(new: str, tmp_path: Path) -> None:
    found = changed(tmp_path, "threshold: 0.7", new)
    if "beispiel_allocate" not in found.german.scenarios:
        assert [p for p in found.problems if p.severity == "error"]
        return
    stay = Stay(found)
    stay.open("beispiel_allocate")
    *_, last = walk(stay)
    assert last.screen.endswith("/result")


def test_the_longest_step_there_can_be_still_plays(tmp_path: Path) -> None:
    many = ", ".join(f"ding{n}: Eine ziemlich lange Sache {n}" for n in range(7))
    stay = Stay(changed(tmp_path, WEEK, f"items: {{papier: Papier, {many}}}"))
    stay.open("beispiel_allocate")
    *_, last = walk(stay)
    assert last.screen.endswith("/result")


def test_a_plain_step_has_nothing_to_prove_and_the_shipped_one_is_proved_in_two_seconds() -> None:
    start = perf_counter()
    checked = examined(library())
    (line,) = checked.report["budget"]
    assert "gleichmäßig 4 Stimmen, beste 7" in line
    assert not [p for p in checked.problems if p.file.endswith("budget.yaml")]
    assert perf_counter() - start < 20


# --- the shipped budget -----------------------------------------------------------------------


def test_the_shipped_sum_is_the_motions() -> None:
    german = library().german
    step, scenario = budget(), german.scenarios["budget"]
    assert step.square is not None
    assert step.total * step.square.value == scenario.figures["antrag_summe"].value == 225_000
    assert tuple(step.items) == ITEMS and len(step.people) == 7 and step.shuffle and step.collect


def test_what_is_made_up_is_called_a_model() -> None:
    scenario = library().german.scenarios["budget"]
    assert scenario.figures["ja_schwelle"].mark == "model"
    assert "Modell" in library().german.exhibition.texts["allocate_model"].source


def test_telemetry_may_meet_every_item_and_control() -> None:
    step = budget()
    assert isinstance(step, Allocate)
    assert set(step.traces()) == {f".{id}" for id in ITEMS}
    assert {"square", "row.raum", "less.raum", "more.raum", "person.cafe"} <= set(step.controls())


def test_one_thing_to_say_needs_no_list(tmp_path: Path) -> None:
    """As with every kind that says something when it was played."""
    several = EXAMPLE[EXAMPLE.index("    reveal:\n") : EXAMPLE.index("\nformulas:")]
    found = changed(tmp_path, several, "    reveal: Danke.\n")

    step = found.german.scenarios["beispiel_allocate"].step("geld")
    assert isinstance(step, Allocate)
    assert ["Danke."] == [reveal.text.source for reveal in step.reveal]
