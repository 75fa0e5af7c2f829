"""The shipped day asks for a choice; what is wrong with a day or a map is told where it stands."""

from __future__ import annotations

import ast
import re
import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.content.check import Conditions, check
from kiosk.content.diagnostics import Problem
from kiosk.content.load import load
from kiosk.content.maps import XY, bend, crooked
from kiosk.core.geometry import Rect
from scenes.kinds import examiners, schemas
from scenes.kinds.route import rules
from scenes.kinds.route.best import line, line_days, reach, swap
from scenes.kinds.route.days import Task, days, every
from tests.house import ROOT, library, only
from tests.kinds.test_route_rules import opened, there

PERSONS = ("jana", "oezturk", "mira", "leo")


def shipped(person: str) -> Task:
    step, _, turn = there(opened(person))
    return rules.task(step, turn)


# --- the shipped day -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "count", "best"),
    [("jana", 10126, 563), ("oezturk", 486, 68), ("mira", 270, 127), ("leo", 3265, 443)],
)
def test_the_numbers_in_the_decisions_are_those_of_the_content(person: str, count: int, best: int) -> None:
    of = shipped(person)

    assert (count, best) == (days(of).count, line_days(of))
    page = (ROOT / "docs" / "decisions.md").read_text("utf-8")
    assert f"{count:,} days" in page and f"{best} " in page


@pytest.mark.parametrize("person", PERSONS)
def test_nobody_has_a_day_that_is_best_in_everything(person: str) -> None:
    low, _ = reach(shipped(person))

    assert not [total for total in line(shipped(person)) or () if total[:4] == low[:4]]


@pytest.mark.parametrize("person", PERSONS)
def test_every_mode_of_a_person_is_part_of_some_unbeaten_day(person: str) -> None:
    of = shipped(person)
    best = set(line(of) or ())
    used = {mode for rides, total in every(days(of)) if total in best for mode in rides}

    assert {mode.id for mode in of.modes} == used


@pytest.mark.parametrize("person", PERSONS)
def test_everybody_has_many_ways_home_and_none_is_a_sure_one(person: str) -> None:
    of = shipped(person)
    best = line_days(of)

    assert days(of).count >= 200
    assert 0.04 <= best / days(of).count <= 0.5


def test_own_vehicles_can_be_left_and_fetched_again() -> None:
    found = days(shipped("jana"))

    assert found.allows(("rad", "bahn", "bahn", "bahn", "lasten", "rad"))
    assert found.allows(("auto", "bahn", "leihrad", "bahn", "bahn", "auto"))
    assert found.allows(("auto",) * 6)
    assert not found.allows(("rad", "bahn", "bahn", "bahn", "lasten", "bahn"))


def test_often_one_swap_helps() -> None:
    of = shipped("jana")
    best = set(line(of) or ())
    worse = [rides for rides, total in every(days(of)) if total not in best][::40]

    assert 0.5 < sum(swap(of, rides) is not None for rides in worse) / len(worse) < 0.9


def test_the_check_has_nothing_to_say_but_its_report() -> None:
    checked = check(library(), Conditions(date(2026, 11, 24), examiners=examiners()))

    files = ("scenarios/wege.yaml", "maps/quadrate.yaml")
    assert [] == [str(p) for p in checked.problems if p.file in files]
    lines = checked.report["wege"]
    assert 4 == len(lines)
    assert lines[0].startswith(
        "wege.tag „jana“: 10.126 Tage, 563 auf der besten Linie (5,6 %), Zufall trifft"
    )


# --- what is wrong, and where ----------------------------------------------------------------------


class Folder:
    """The shipped content, and ways to break it."""

    def __init__(self, root: Path) -> None:
        self.root = only(shutil.copytree(ROOT / "content", root / "content"), "wege")

    def change(self, file: str, old: str, new: str) -> None:
        path = self.root / file
        text = path.read_text("utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, 1), "utf-8")

    def problems(self, *codes: str) -> list[Problem]:
        found = check(
            load(self.root, schemas()), Conditions(date(2026, 11, 24), examiners=examiners())
        ).problems
        return [
            p for p in found if p.file in ("scenarios/wege.yaml", "maps/quadrate.yaml") and p.code[1] in "23"
        ]

    def line(self, file: str, text: str) -> int:
        lines = (self.root / file).read_text("utf-8").splitlines()
        return next(number for number, row in enumerate(lines, 1) if text in row)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


DAY, MAP = "scenarios/wege.yaml", "maps/quadrate.yaml"
BROKEN = [
    (DAY, "map: quadrate", "map: quadrat", "E332", "Meinst du „quadrate“?"),
    (DAY, "to: kundin", "to: kunde", "E331", "Meinst du „kundin“?"),
    (DAY, "home: zuhause", "home: zu_hause", "E331", "Meinst du „zuhause“?"),
    (DAY, "home: zuhause", "home: arbeit", "E334", "führt nicht nach Hause"),
    (DAY, "mira: {modes: [fuss, rad", "mira: {modes: [fuss, rat", "E336", "Meinst du „rad“?"),
    (DAY, "free: [bahn]", "free: [auto]", "E336", "„auto“"),
    (DAY, "who: wer", "who: wie", "E335", "keinen „wie“ mit Antworten"),
    (DAY, "who: wer", "who: vorsatz", "E335", "vor diesem Schritt"),
    (DAY, "    who: wer\n", "", "E335", "kein who"),
    (DAY, "  - choice: wer\n", "  - pick: wer\n    max: 1\n", "E335", "kein choice"),
    (DAY, "fuss: tempo_rollator}", "fuss: tempo_rollator - 90}", "E337", "0.5 bis 200"),
    (DAY, "speed: tempo_lasten", "speed: 5 + tag.zeit", "E305", "aus diesem Tag selbst"),
    (DAY, "speed: tempo_lasten", "speed: 5 + zeit", "E305", "„zeit“"),
    (DAY, "        parking: 1", "        parking: tag.pareto", "E305", "„tag.pareto“"),
    (DAY, "fuss: tempo_rollator}", "fuss: 3 + tag.wet}", "E305", "„tag.wet“"),
    (DAY, "      mira: {modes:", "      mirja: {modes:", "E335", "Meinst du „mira“?"),
    (DAY, "speed: tempo_lasten", "speed: -3", "E337", "0.5 bis 200"),
    (DAY, "speed: tempo_lasten", "speed: parken - 3.6", "E337", "0.5 bis 200"),
    (DAY, "oezturk: {modes: [fuss, bahn, teilauto]", "oezturk: {modes: [fuss]", "E334", "nach Hause"),
    (DAY, "of: co2", "of: time", "E204", "„time“"),
    (DAY, "of: co2", "of: kohle", "E204", ""),
    (DAY, "load: heavy", "load: schwer", "E204", ""),
    (DAY, "      bewegung: {of: active", "      wet: {of: active", "E204", "„wet“"),
    (MAP, "icon: korb", "icon: kord", "E308", "Meinst du „korb“?"),
    (MAP, "between: [kita, kundin]", "between: [kita, kunde]", "E331", "Meinst du „kundin“?"),
    (MAP, "between: [kita, kundin]", "between: [kita, kita]", "E331", "nirgendwohin"),
    (MAP, "between: [kita, kundin]", "between: [markt, kundin]", "E331", "schon weiter oben"),
    (MAP, "via: [[10, 2.5], [7, 5.5]]", "via: [[10, 2.5], [7, 6]]", "E330", "geht es schief"),
    (MAP, "[5.5, 17.4], [41, 17.4]", "[5.5, 17.4], [61, 17.4]", "E330", "außerhalb"),
    (MAP, "at: [46, 2.5], label", "at: [46, 32.5], label", "E330", "außerhalb"),
    (MAP, "across: 7, down: 4", "across: 37, down: 4", "E330", "außerhalb"),
    (MAP, "water: |\n  .", "water: |\n  x", "E204", "„x“"),
    (MAP, "size: [52, 29]", "size: [52, 20]", "E204", "ragt"),
    (MAP, "size: [52, 29]", "size: [2, 2]", "E204", "10 bis 120"),
    (MAP, "at: [7, 13.45]", "at: [7, 13.45, 1]", "E204", "zwei Zahlen"),
    (MAP, "step_free_km: 1.7", "step_free_km: true", "E204", "false"),
    (MAP, "km: 1.6", "km: -1.6", "E204", ""),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code", "said"), BROKEN, ids=[b[2][:30] for b in BROKEN])
def test_a_mistake_is_told_with_its_place_and_a_remedy(
    folder: Folder, file: str, old: str, new: str, code: str, said: str
) -> None:
    folder.change(file, old, new)
    found = [p for p in folder.problems() if p.file == file and p.code == code]

    assert found, [str(p) for p in folder.problems()]
    assert any(said in f"{p.message} {p.remedy}" for p in found), [str(p) for p in found]
    assert all(p.line >= 1 and p.column >= 1 for p in found)


def test_an_errand_nobody_can_reach_is_told_at_its_leg(folder: Folder) -> None:
    folder.change(
        MAP, "  - between: [arbeit, kundin]\n    km: 6.3\n", "  - between: [zuhause, ort]\n    km: 6.3\n"
    )
    folder.change(
        MAP,
        "  markt: {text: Markt G1",
        "  ort: {text: Ort, icon: haus, at: [24, 7]}\n  markt: {text: Markt G1",
    )
    text = (folder.root / MAP).read_text("utf-8")
    text = re.sub(r"(between: \[zuhause, ort\]\n    km: 6.3\n)(    .*\n)*", r"\1", text)
    (folder.root / MAP).write_text(text, "utf-8")

    (problem,) = (p for p in folder.problems() if p.code == "E333")
    assert "Von „arbeit“ nach „kundin“" in problem.message
    assert folder.line(DAY, "to: kundin") == problem.line


def test_a_way_with_steps_is_told_for_whom_it_is_none(folder: Folder) -> None:
    folder.change(MAP, "step_free_km: 6.6", "step_free_km: false")
    assert [] == [p for p in folder.problems() if p.code == "E333"], "tram and car still go"
    folder.change(DAY, "oezturk: {modes: [fuss, bahn, teilauto]", "oezturk: {modes: [fuss]")

    (problem,) = (p for p in folder.problems() if p.code == "E333")
    assert "Für „oezturk“" in problem.message


def test_a_person_with_no_way_home_is_told_by_name(folder: Folder) -> None:
    folder.change(DAY, "mira: {modes: [fuss, rad, leihrad, bahn]", "mira: {modes: [fuss, rad, leihrad]")
    folder.change(DAY, ", free: [bahn]", "")

    (problem,) = (p for p in folder.problems() if p.code == "E334")
    assert "„mira“" in problem.message and folder.line(DAY, "mira: {modes:") == problem.line


def valued(folder: Folder, **values: float) -> None:
    """Give each answer of `wer` a number."""
    text = (folder.root / DAY).read_text("utf-8")
    for id, value in values.items():
        text = re.sub(rf"(      {id}: {{text: [^}}]*)}}", rf"\1, value: {value}}}", text, count=1)
    (folder.root / DAY).write_text(text, "utf-8")


def test_a_speed_that_an_answer_makes_impossible_is_told_at_the_person(folder: Folder) -> None:
    valued(folder, jana=0, oezturk=80, mira=0, leo=0)
    folder.change(DAY, "fuss: tempo_rollator}", "fuss: tempo_rollator - wer.value}")

    (problem,) = (p for p in folder.problems() if p.code == "E337")
    assert folder.line(DAY, "oezturk: {modes") == problem.line


def test_everybody_is_judged_as_they_arrive(folder: Folder) -> None:
    """A number that differs from person to person is the one of that person."""
    before = reports(folder)
    valued(folder, jana=0, oezturk=0, mira=0, leo=60)
    folder.change(DAY, "access: zugang_bahn", "access: zugang_bahn + wer.value")
    after = reports(folder)

    assert [a == b for a, b in zip(before, after, strict=True)] == [True, True, True, False]


def reports(folder: Folder) -> tuple[str, ...]:
    shown = load(folder.root, schemas())
    return check(shown, Conditions(date(2026, 11, 24), examiners=examiners())).report["wege"]


def test_a_mode_that_another_outdoes_is_warned_about(folder: Folder) -> None:
    """The shared car is as dry as the tram; far away and dear, it is nothing else."""
    assert [] == [p for p in folder.problems() if p.code == "W331"]
    folder.change(DAY, "access: zugang_teilauto\n        km: teilauto_euro", "access: 60\n        km: 5")

    (problem,) = (p for p in folder.problems() if p.code == "W331")
    assert "„bahn“" in problem.message and "„teilauto“" in problem.message
    assert folder.line(DAY, "      teilauto:") == problem.line


def test_a_mode_nobody_can_use_is_warned_about(folder: Folder) -> None:
    folder.change(DAY, "leihrad, lasten, bahn, auto", "lasten, bahn, auto")
    folder.change(DAY, "[fuss, rad, leihrad, bahn]", "[fuss, rad, bahn]")

    assert ["„leihrad“ kann niemand auf irgendeinem Weg nehmen."] == [
        p.message for p in folder.problems() if p.code == "W333"
    ]


def test_a_day_without_a_dilemma_is_warned_about(folder: Folder) -> None:
    """A free, quick and tiring train. Herr Öztürk moves even longer on foot: he still has to choose."""
    folder.change(
        DAY, "        speed: tempo_bahn\n        access: zugang_bahn", "        speed: 60\n        access: 0"
    )
    folder.change(
        DAY,
        "        day: tageskarte\n        g: oepnv_km * 1000\n        walk: fussweg_bahn",
        "        walk: 90",
    )

    warned = [p for p in folder.problems() if p.code == "W332"]
    assert {"„jana“", "„mira“", "„leo“"} == {p.message.split(":")[0] for p in warned}


# --- lines of a map --------------------------------------------------------------------------------


@pytest.mark.parametrize("goal", [(9, 3), (3, 9), (1, 1), (7, 7), (5, 9), (9, 5), (5, 5)])
def test_a_way_the_map_does_not_have_bends_at_45_degrees(goal: tuple[float, float]) -> None:
    corners = bend((5, 5), goal)

    assert corners[0] == (5, 5) and corners[-1] == goal
    assert not any(crooked(a, b) for a, b in pairwise(corners))


PLANKEN = Rect(10.5, 17.0, 27.0, 0.8)
BREITE = Rect(23.6, 9.7, 0.8, 14.7)
"""The pedestrian streets between the blocks: across from water tower to Rhine, up from palace to bridge."""


def meets(a: XY, b: XY, room: Rect) -> bool:
    """Whether the segment from `a` to `b` and `room` have a point in common."""
    near, far = 0.0, 1.0
    for start, goal, low, high in ((a[0], b[0], room.x, room.right), (a[1], b[1], room.y, room.bottom)):
        if start == goal:
            if not low <= start <= high:
                return False
            continue
        first, last = sorted(((low - start) / (goal - start), (high - start) / (goal - start)))
        near, far = max(near, first), min(far, last)
    return near <= far


def test_cars_stay_out_of_the_pedestrian_streets() -> None:
    city = library().german.maps["quadrate"]
    for way in city.ways:
        for a, b in pairwise(city.line(*way.between, car=True)):
            assert not meets(a, b, PLANKEN) and not meets(a, b, BREITE), (way.between, a, b)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((5, 17.4), (41, 17.4), True),
        ((12, 17.2), (14, 17.2), True),
        ((20, 15), (24, 19), True),
        ((20, 10), (20, 16), False),
        ((30, 9.4), (40, 19.4), False),
        ((8.5, 25.1), (8.5, 13.45), False),
    ],
)
def test_a_line_through_a_street_is_noticed_along_across_and_aslant(a: XY, b: XY, expected: bool) -> None:
    assert expected == meets(a, b, PLANKEN) == meets(b, a, PLANKEN)


@pytest.mark.parametrize("name", ["days", "best"])
def test_the_model_knows_nothing_of_the_house(name: str) -> None:
    tree = ast.parse((ROOT / "scenes" / "kinds" / "route" / f"{name}.py").read_text("utf-8"))
    asked = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    asked += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]

    assert asked
    assert [] == [m for m in asked if m.startswith(("kiosk", "telemetry", "pygame"))]
    assert [m for m in asked if m.startswith("scenes")] in ([], ["scenes.kinds.route.days"])


def test_the_map_says_what_is_measured_and_what_is_not() -> None:
    city = library().german.maps["quadrate"]

    assert "Luftlinie mal 1,3" in city.note and "Geschätzt" in city.note and "Vor der Eröffnung" in city.note
