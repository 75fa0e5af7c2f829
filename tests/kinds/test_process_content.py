"""Promises to curators: every mistake has its place, and the check knows what chance and skill can reach."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from kiosk.content.check import Checked, Conditions, check
from kiosk.content.load import Library
from scenes.kinds import examiners
from scenes.kinds.process.proof import full, sets
from scenes.kinds.process.schema import Process
from tests.house import Stay, library, walk
from tests.kinds.mistakes import example_of, example_with, line_of

EXAMPLE = example_of("process")
TODAY = date(2026, 11, 23)
CHANCE = "rework.chance: rework.chance / 2"
GOALS = "goals: {8: Erste, 17: Viele, 19: Alle}"


def changed(tmp_path: Path, *pairs: tuple[str, str]) -> Library:
    """The example with some things changed."""
    return example_with("process", tmp_path, *pairs)


BAD = {
    "no applications": ("count: 20", "count: 0", "E204", "mindestens 1"),
    "more applications than squares": ("count: 20", "count: 5000", "E204", "höchstens 120"),
    "applications on no day": ("over: 5", "over: 0", "E204", ""),
    "an own application beyond all": ("mine: 8", "mine: 21", "E204", "nur 20"),
    "no day": ("days: 9", "days: 0", "E204", ""),
    "no chips": ("chips: 3\n", "chips: 0\n", "E204", ""),
    "a card for nothing": ("icon: handy, chips: 1", "icon: handy, chips: 0", "E204", ""),
    "a card beyond all chips": ("icon: handy, chips: 1", "icon: handy, chips: 4", "E343", "nur 3"),
    "a desk that takes back": (
        "icon: rad, perday: 1.2", "icon: rad, perday: 0 - 1.2", "E345", "0.01 bis 100",
    ),
    "a desk that does nothing": ("icon: rad, perday: 1.2", "icon: rad, perday: 0", "E345", "0.01 bis 100"),
    "all time lost": ("distraction: 0.2", "distraction: 1", "E345", "0 bis 0.9"),
    "distraction in per cent": ("distraction: 0.2", "distraction: 20", "E345", "0 bis 0.9"),
    "a chance in per cent": ("chance: 0.3", "chance: 30", "E345", "0 bis 0.9"),
    "a delay of nothing": ("delay: 2", "delay: 0", "E345", "1 bis 60"),
    "a share above all": ("share: 0.5", "share: 1.5", "E345", "0 bis 1"),
    "a card beyond limits": ("perday + 1}", "perday - 5}", "E345", "reparatur.perday = -3.8"),
    "a card that divides by nothing": (CHANCE, "rework.chance: 1 / (rework.chance - 0.3)", "E345", ""),
    "an unknown desk to change": (
        "set: {reparatur.perday", "set: {reperatur.perday", "E341", "reparatur.perday",
    ),
    "a number nobody can change": (
        "set: {rework.chance", "set: {rework.chanse", "E204", "Es gibt: rework.chance",
    ),
    "an unknown name in a card": (
        CHANCE, "rework.chance: rework.chanc / 2", "E340", "Meinst du „rework.chance“?",
    ),
    "a formula that is none": (CHANCE, "rework.chance: rework.chance *", "E206", ""),
    "an unknown desk to skip": ("skip: [reparatur]", "skip: [reperatur]", "E342", "Meinst du „reparatur“?"),
    "skipping the first desk": ("skip: [reparatur]", "skip: [annahme]", "E342", "erste Station"),
    "skip without share": ("skip: [reparatur], share: 0.5", "skip: [reparatur]", "E204", "gehören zusammen"),
    "share without skip": ("skip: [reparatur], share: 0.5", "share: 0.5", "E204", "bewirkt nichts"),
    "a card that does nothing": (", skip: [reparatur], share: 0.5", "", "E204", "bewirkt nichts"),
    "a desk named like a number": (
        "annahme: {text: Annahme, icon", "rework: {text: Annahme, icon", "E315", "",
    ),
    "an answer as a number": ("distraction: 0.2", "distraction: tipp", "E340", "für alle Gäste dieselbe"),
    "its own result as a number": ("chance: 0.3", "chance: werkstatt.done / 100", "E340", "figures"),
    "goals out of order": (GOALS, "goals: {8: Erste, 7: Viele}", "E204", "steigen"),
    "a goal above all applications": (GOALS, "goals: {8: Erste, 21: Alle}", "E346", "mehr, als es"),
    "a goal that is no number": (GOALS, "goals: {viele: Erste}", "E204", "Ein Ziel"),
    "no goal": (GOALS, "goals: {}", "E204", ""),
    "no sentence about the model": (
        "    model: Ein Spielmodell, keine echte Werkstatt.\n", "", "E202", "model",
    ),
    "a key nobody knows": ("chips: 3\n", "chip: 3\n", "E201", "chips"),
    "a pictogram there is not": ("icon: handy", "icon: handyy", "E308", "handy"),
    "an output there is not": ("{werkstatt.jam_text}", "{werkstatt.jamm_text}", "E304", "jam_text"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    old, new, code, said = BAD[name]
    found = [p for p in changed(tmp_path, (old, new)).problems if p.severity == "error"]
    mine = [p for p in found if p.file == "scenarios/beispiel_process.yaml"]
    assert code in {p.code for p in mine}, [str(p) for p in mine]
    assert any(p.code == code and said in f"{p.message} {p.remedy}" for p in mine), [str(p) for p in mine]
    place = new.splitlines()[0] if new else "schnell:" if "share" in old else "process: werk"
    assert any(p.line == line_of(place, EXAMPLE.replace(old, new, 1)) for p in mine), [str(p) for p in mine]


def test_a_card_that_undoes_another_is_told(tmp_path: Path) -> None:
    """The second card sets anew what the first changed; the other way round all is well."""
    helper = "set: {reparatur.perday: reparatur.perday + 1}"
    anew = "set: {rework.chance: 0.1}"
    (problem,) = [p for p in changed(tmp_path, (helper, anew)).problems if p.code == "E344"]
    assert "„helfer“ setzt rework.chance neu" in problem.message and "vor „zettel“" in problem.remedy
    assert problem.line == line_of("helfer:", EXAMPLE)


def test_a_file_without_rework_has_none_to_change(tmp_path: Path) -> None:
    found = changed(tmp_path, ("    rework: {chance: 0.3, delay: 2}\n", ""))
    assert "E341" in {p.code for p in found.problems}


def examined(found: Library) -> Checked:
    assert [] == [str(p) for p in found.problems if p.severity == "error"]
    return check(found, Conditions(TODAY, examiners=examiners()))


def said(checked: Checked, code: str) -> list[str]:
    return [f"{p.line}: {p.message}" for p in checked.problems if p.code == code]


def test_the_example_is_worth_playing(tmp_path: Path) -> None:
    checked = examined(changed(tmp_path))
    assert [] == [p for p in checked.problems if p.file.endswith("beispiel_process.yaml") and p.code[0] == "W"
                  and p.code not in ("W601", "W602")]  # fmt: skip


def test_a_goal_nobody_can_reach_is_told_at_its_place(tmp_path: Path) -> None:
    (problem,) = said(
        examined(changed(tmp_path, ("chips: 3\n", "chips: 2\n"), ("19: Alle", "20: Alle"))), "W340"
    )
    assert problem.startswith(f"{line_of('goals:', EXAMPLE)}:") and "20 erreicht hier niemand" in problem


def test_a_first_lamp_that_chance_seldom_lights_is_told(tmp_path: Path) -> None:
    (problem,) = said(examined(changed(tmp_path, (GOALS, "goals: {19: Alle}"))), "W341")
    assert "Die erste Lampe" in problem


def test_a_lamp_that_everybody_lights_is_told(tmp_path: Path) -> None:
    (problem,) = said(examined(changed(tmp_path, ("17: Viele", "9: Viele"))), "W342")
    assert problem.startswith(f"{line_of('goals:', EXAMPLE)}:") and "nichts zu tun" in problem


def test_a_card_that_never_matters_is_told(tmp_path: Path) -> None:
    fast = ("icon: hand, perday: 3", "icon: hand, perday: 90")
    useless = (CHANCE, "annahme.perday: annahme.perday + 1")
    (problem,) = said(examined(changed(tmp_path, fast, useless)), "W343")
    assert problem.startswith(f"{line_of('zettel:', EXAMPLE)}:")


def test_cards_that_go_too_far_only_together_are_told(tmp_path: Path) -> None:
    first = (CHANCE, "distraction: distraction + 0.5")
    second = ("reparatur.perday: reparatur.perday + 1", "distraction: distraction + 0.4")
    checked = examined(changed(tmp_path, first, second))
    (problem,) = said(checked, "W344")
    assert "zettel, helfer" in problem and "distraction" in problem


def test_the_check_reports_what_chance_and_skill_reach(tmp_path: Path) -> None:
    first, second = examined(changed(tmp_path)).report["beispiel_process"]
    for word in ("ohne Karten", "Zufall", "beste", "von 20 (", "Erste (8)", "Alle (19)"):
        assert word in first
    assert second.endswith("Engpass ohne Karten: reparatur")


def test_everything_about_the_shipped_race_is_known_in_seconds() -> None:
    start = perf_counter()
    line, _ = examined(library()).report["tische"]
    assert "beste 60 von 60 (form, regel, status)" in line
    assert "Erste Sonne (30): Zufall 100 %" in line
    assert perf_counter() - start < 20


def test_chance_lays_cards_until_none_can_be_paid() -> None:
    step = library().german.scenarios["tische"].step("rennen")
    assert isinstance(step, Process)
    spent = [sum(step.cards[c].chips for c in cards) for cards in sets(step) if full(step, cards)]
    assert set(spent) <= {4, 5} and max(spent) == 5
    assert all(sum(step.cards[c].chips for c in cards) <= 5 for cards in sets(step))


def test_the_slowest_of_all_offices_neither_crashes_nor_stalls(tmp_path: Path) -> None:
    slow = ("icon: rad, perday: 1.2", "icon: rad, perday: 0.01")
    stay = Stay(changed(tmp_path, slow, ("count: 20", "count: 120"), ("chance: 0.3", "chance: 0.9")))
    start = perf_counter()
    stay.open("beispiel_process")
    *_, last = walk(stay)
    assert last.screen.endswith("/result") and perf_counter() - start < 10


def test_every_number_of_the_shipped_queue_says_that_it_is_a_model() -> None:
    scenario = library().german.scenarios["tische"]
    step = scenario.step("rennen")
    assert isinstance(step, Process)
    formulas = [formula for *_, formula in step.conditions()]
    formulas += [card.share for card in step.cards.values() if card.share is not None]
    formulas += [change.formula for card in step.cards.values() for change in card.changes.values()]
    used = {
        name for formula in formulas for name in formula.names if "." not in name and name != "distraction"
    }
    assert used == set(scenario.figures) - {"gehweg"}
    assert {scenario.figures[name].mark for name in used} == {"model"}
    assert scenario.figures["gehweg"].mark == "recalled"
    assert "Modell" in step.model.source
