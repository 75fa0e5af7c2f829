"""Promises to curators: every mistake has its place, and the check knows what chance and skill can reach."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from kiosk.content.check import Checked, Conditions, check
from kiosk.content.load import Library
from kiosk.content.proof import arrivals
from kiosk.core.frame import Squares
from scenes.kinds import examiners
from scenes.kinds.balance.proof import Trial, trials
from scenes.kinds.balance.rules import conditions, day_of
from scenes.kinds.balance.schema import Balance
from scenes.kinds.balance.simulation import simulate
from tests.frames import complaints
from tests.house import Stay, library, walk
from tests.kinds.mistakes import example_of, example_with, line_of

EXAMPLE = example_of("balance")
TODAY = date(2026, 11, 23)
WIND = "curve: [0.4, 0.4, 0.3, 0.2, 0.2, 0.3, 0.4, 0.4, 0.4]"


def changed(tmp_path: Path, old: str, new: str) -> Library:
    """The example with one thing changed."""
    return example_with("balance", tmp_path, (old, new))


BAD = {
    "a curve of the wrong length": (WIND, "curve: [1, 2, 3]", "E204", "hier sind es 3"),
    "a negative curve": (WIND, WIND.replace("0.2, 0.2", "0.2, -0.2"), "E204", "von 0 bis 1000"),
    "a curve of words": (WIND, "curve: [a, b, c, d, e, f, g, h, i]", "E204", "aus Zahlen"),
    "an unknown curve": (WIND, "curve: wind_somer", "E320", "Meinst du „wind_sommer“?"),
    "a figure that is no curve": (WIND, "curve: strommix", "E321", "keine Kurve"),
    "a negative power": ("power: 25", "power: -25", "E204", ""),
    "a block without hours": ("hours: 4", "hours: 0", "E204", ""),
    "a block over midnight": ("hours: 4, at: 17", "hours: 4, at: 21", "E204", "über Mitternacht"),
    "goals out of order": ("{60: Licht an, 70: Stabil", "{60: Licht an, 50: Stabil", "E204", "steigen"),
    "a goal beyond all": ("80: Sonnentag", "180: Sonnentag", "E204", "1 bis 100"),
    "a goal that is no number": ("80: Sonnentag", "viel: Sonnentag", "E204", "1 bis 100"),
    "no goal": ("goals: {60: Licht an, 70: Stabil, 80: Sonnentag}", "goals: {}", "E204", ""),
    "a loss above all": ("loss: 0.1", "loss: 1.5", "E204", ""),
    "a square of nothing": ("square: {is: 5", "square: {is: 0", "E204", ""),
    "a block called like a result": ("wasch: {text: Waschen", "own: {text: Waschen", "E204", "Ergebnis"),
    "a key nobody knows": ("loss: 0.1", "lost: 0.1", "E201", ""),
    "a formula that knows nothing": ("co2: strommix", "co2: stromix", "E304", "Meinst du „strommix“?"),
    "a pictogram there is not": ("icon: auto", "icon: autoo", "E308", "auto"),
    "a curve of kilowatts": (WIND, WIND.replace("0.4", "4000"), "E204", "times"),
    "a day that rests on its own end": ("times: 30", "times: 30 + sommer.own", "E305", "Früherem"),
    "a guess where there is no answer": ("square: {", "guess: biggest\n    square: {", "E204", "Schätzung"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    old, new, code, said = BAD[name]
    found = [p for p in changed(tmp_path, old, new).problems if p.severity == "error"]
    mine = [p for p in found if p.file == "scenarios/beispiel_balance.yaml"]
    assert mine, name
    assert code in {p.code for p in mine}, [str(p) for p in mine]
    assert any(said in f"{p.message} {p.remedy}" for p in mine), [str(p) for p in mine]
    text = EXAMPLE.replace(old, new, 1)
    wanted = line_of(new.splitlines()[0], text)
    assert any(abs(p.line - wanted) <= 1 for p in mine), [str(p) for p in mine]


def examined(found: Library) -> Checked:
    return check(found, Conditions(TODAY, examiners=examiners()))


def said(checked: Checked, code: str) -> list[str]:
    return [f"{p.line}: {p.message}" for p in checked.problems if p.code == code]


def test_a_goal_nobody_can_reach_is_told_at_its_place(tmp_path: Path) -> None:
    checked = examined(changed(tmp_path, "80: Sonnentag", "99: Sonnentag"))
    (problem,) = said(checked, "W320")
    assert problem.startswith(f"{line_of('goals:', EXAMPLE)}:") and "99 %" in problem


def test_a_first_lamp_that_chance_seldom_lights_is_told(tmp_path: Path) -> None:
    checked = examined(
        changed(tmp_path, "{60: Licht an, 70: Stabil, 80: Sonnentag}", "{88: Licht an, 89: Stabil, 90: Mehr}")
    )
    (problem,) = said(checked, "W321")
    assert "Die erste Lampe" in problem


def test_squares_nobody_can_see_are_told_and_drawn_larger(tmp_path: Path) -> None:
    found = changed(tmp_path, "square: {is: 5", "square: {is: 0.01")
    (problem,) = said(examined(found), "W322")
    assert "Quadrate" in problem
    stay = Stay(found)
    frame = stay.open("beispiel_balance")
    squares = [s for e in frame.elements for d in e.draws if isinstance(d, Squares) for s in d.squares]
    assert len(squares) < 24 * 130 * 2
    assert [] == complaints(frame)


def test_grams_where_kilograms_are_meant_are_told(tmp_path: Path) -> None:
    (problem,) = said(examined(changed(tmp_path, "co2: strommix", "co2: 400")), "W324")
    assert "Kilogramm" in problem


def test_megawatts_beyond_all_cities_neither_crash_nor_stall(tmp_path: Path) -> None:
    stay = Stay(changed(tmp_path, "times: 30", "times: 1000000000"))
    stay.open("beispiel_balance")
    *_, last = walk(stay)
    assert last.screen.endswith("/result")


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("capacity: 40", "capacity: 0 - 40", "E322", "storage:"),
        ("power: 20, loss", "power: 5 - 20, loss", "E322", "storage:"),
        ("times: 30", "times: 3 - 30", "E323", "wind: {text"),
        ("times: 40", "times: 4 - 40", "E323", "times: 4 - 40"),
        ("co2: strommix", "co2: 0 - strommix", "E323", "co2:"),
    ],
)
def test_amounts_that_come_out_negative_are_errors_at_their_place(
    old: str, new: str, code: str, place: str, tmp_path: Path
) -> None:
    text = EXAMPLE.replace(old, new, 1)
    problems = said(examined(changed(tmp_path, old, new)), code)
    assert problems and problems[0].startswith(f"{line_of(place, text)}:")
    assert "wird negativ" in problems[0]


def test_the_check_reports_what_chance_and_skill_reach(tmp_path: Path) -> None:
    checked = examined(changed(tmp_path, "id:", "id:"))
    (line,) = checked.report["beispiel_balance"]
    assert line.startswith("beispiel_balance/sommer: ohne Zutun ")
    for word in ("Zufall", "beste", "Licht an (60 %)", "Sonnentag (80 %)"):
        assert word in line


def test_all_days_and_builds_of_the_shipped_scenario_are_checked_in_seconds() -> None:
    start = perf_counter()
    report = examined(library()).report["strom"]
    assert len(report) == 1 + 4 + 6
    assert perf_counter() - start < 20


# --- the shipped days -------------------------------------------------------------------

TABLE = {  # what was built: untouched, best; in per cent, as shown
    "sommer": {"": (69, 85)},
    "herbst": {"wind": (78, 100), "dach": (66, 76), "akku": (68, 70), "daemm": (63, 76)},
    "winter": {
        "dach wind": (58, 69), "akku wind": (55, 65), "daemm wind": (58, 70),
        "akku dach": (42, 45), "dach daemm": (45, 49), "akku daemm": (41, 45),
    },
}  # fmt: skip
CHANCE = {
    "sommer": {"": 74},
    "herbst": {"wind": 83, "dach": 70, "akku": 69, "daemm": 68},
    "winter": {
        "dach wind": 57, "akku wind": 53, "daemm wind": 55,
        "akku dach": 42, "dach daemm": 45, "akku daemm": 41,
    },
}  # fmt: skip
NOON = (11, 10, 11, 11)


def shipped(id: str) -> dict[str, tuple[Trial, Balance, dict[str, float]]]:
    """Each way of arriving at a shipped day, by what was built."""
    content = library().german
    scenario = content.scenarios["strom"]
    step = scenario.step(id)
    assert isinstance(step, Balance)
    found = {}
    for scope in arrivals(scenario, content.figures, id):
        built = {
            "dach": scope.number("dach") > 105, "wind": scope.number("wind") > 45,
            "akku": scope.number("speicher") > 60, "daemm": scope.number("sparen") > 0,
        }  # fmt: skip
        (trial,) = trials(step, (scope,), f"strom/{id}")
        noon = simulate(day_of(step, conditions(step, scope), scope), NOON).own * 100
        name = " ".join(sorted(name for name, is_built in built.items() if is_built))
        found[name] = (trial, step, {"noon": noon})
    return found


SHIPPED = {id: shipped(id) for id in TABLE}


@pytest.mark.parametrize("id", TABLE)
def test_the_table_of_the_shipped_days(id: str) -> None:
    rows = {name: (round(trial.untouched), round(trial.best)) for name, (trial, *_) in SHIPPED[id].items()}
    assert rows == TABLE[id]
    for name, (trial, *_) in SHIPPED[id].items():
        assert abs(trial.mean - CHANCE[id][name]) < 1.5, name


def test_the_first_lamp_of_the_first_day_is_for_nearly_everybody_and_the_last_for_planners() -> None:
    ((trial, step, _),) = SHIPPED["sommer"].values()
    first, *_, last = step.thresholds
    assert trial.share(first) >= 0.85
    assert trial.best >= last and trial.share(last) <= 0.2


@pytest.mark.parametrize("id", ["herbst", "winter"])
def test_every_build_lights_the_first_lamp_and_the_right_one_all(id: str) -> None:
    for name, (trial, step, _) in SHIPPED[id].items():
        assert trial.best >= step.thresholds[0], name
        assert trial.share(step.thresholds[-1]) <= 0.25, name
    best = {name: trial.best for name, (trial, *_) in SHIPPED[id].items()}
    _, step, _ = next(iter(SHIPPED[id].values()))
    assert all(own >= step.thresholds[-1] for name, own in best.items() if "wind" in name)
    assert all(own < step.thresholds[-1] for name, own in best.items() if "wind" not in name)


def test_the_noon_rule_wins_summer_and_loses_autumn_and_winter() -> None:
    ((trial, step, more),) = SHIPPED["sommer"].values()
    assert more["noon"] >= step.thresholds[1] and more["noon"] > trial.mean + 5
    for id in ("herbst", "winter"):
        for name, (trial, _, more) in SHIPPED[id].items():
            assert more["noon"] < trial.untouched, (id, name)
            if "wind" in name:
                assert more["noon"] < trial.best - 10, (id, name)


def test_a_storage_gains_least_where_nothing_is_left_over() -> None:
    best = {name: trial.best - trial.untouched for name, (trial, *_) in SHIPPED["herbst"].items()}
    assert min(best, key=lambda name: best[name]) == "akku" and best["akku"] <= 3
