"""Simulations stand among questions, and their events tell what the evaluation wants to know."""

from __future__ import annotations

import random
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import mean

import pytest

from kiosk.cli import build
from kiosk.content.load import alone
from kiosk.rehearsal.personas import CHILD, THOROUGH, Persona
from kiosk.rehearsal.rehearse import Calendar, Plan, rehearse
from kiosk.runtime.memory import Memory
from scenes.play.journey import Journey
from telemetry.store import Store
from tests.house import ROOT, VARIANTS, Stay, library, library_with, walk

KINDS = ROOT / "scenes" / "kinds"


def steps_of(kind: str) -> str:
    """The steps of a kind's example, as text."""
    text = (KINDS / kind / "example.yaml").read_text("utf-8")
    return text.split("\nsteps:\n")[1].split("\nresult:")[0].split("\nformulas:")[0].rstrip()


MIXED = """
id: gemischt
title: Von allem etwas
tagline: Fragen und Simulationen
colour: stadt
icon: haus
minutes: 4
start: {sonne: 40}
steps:
  - choice: lust
    ask: Worauf hast du Lust?
    options: {strom: Strom, wege: Wege}
DAY
  - slider: tipp
    ask: Wie viel war es?
    range: [0, 100, 5]
    guess: tag.own
    unknown: 50
WAY
  - say: ende
    text: "Es waren {tag.own | 0} Prozent und {weg.zeit | 0} Minuten."
result:
  headline: "{tag.own | 0} % und {weg.zeit | 0} Minuten"
  number: tag.own
  light: stadt
"""


def test_steps_of_all_sorts_stand_in_one_scenario(tmp_path: Path) -> None:
    """The two examples in one file, their steps renamed, with a guess about a simulated number between."""
    day = re.sub(r"balance: \w+", "balance: tag", steps_of("balance"))
    way = re.sub(r"route: \w+", "route: weg", steps_of("route"))
    id_day = re.search(r"balance: (\w+)", steps_of("balance"))
    id_way = re.search(r"route: (\w+)", steps_of("route"))
    assert id_day and id_way
    day, way = day.replace(f"{id_day[1]}.", "tag."), way.replace(f"{id_way[1]}.", "weg.")
    file = tmp_path / "gemischt.yaml"
    file.write_text(MIXED.replace("DAY", day).replace("WAY", way), "utf-8")
    mixed = library_with(file, tmp_path)
    assert [] == [str(p) for p in mixed.problems if p.severity == "error"]
    for variant in ("landscape", "portrait 200"):
        stay = Stay(mixed, VARIANTS[variant][0])
        stay.open("gemischt")
        *_, said, _ = walk(stay, seed=2)
        guess = next(e for e in stay.events if e.kind == "guess")
        assert "gemischt/ende" == said.screen
        assert f"{guess.truth:.0f} Prozent" in " ".join(e.label for e in said.elements)  # type: ignore[union-attr]


def played_until_bau2(stay: Stay) -> None:
    """Summer and a windy autumn are run; the second card is open."""
    stay.open("strom")
    for name, value in (("run", None), ("skip", None), ("next", None), ("choose", "wind"), ("next", None),
                        ("move.autos", 1.0), ("run", None), ("skip", None), ("next", None)):  # fmt: skip
        stay.act(name, value)
    assert "strom/bau2" == stay.frame().screen


def known(stay: Stay, name: str) -> float:
    """What formulas know now under a name."""
    run = stay.director.state.top[1]
    content, kinds = stay.director.house.content("de"), stay.director.house.kinds
    return Journey.of(content, kinds, run).turn.scope.number(name)


def test_a_day_that_was_run_keeps_its_number_whatever_is_built_later() -> None:
    stay = Stay(library())
    played_until_bau2(stay)
    before = known(stay, "herbst.own")
    stay.act("choose", "dach")
    stay.act("next")

    assert "strom/winter" == stay.frame().screen
    assert before == known(stay, "herbst.own") > 70
    assert 2.0 == known(stay, "sommer") + known(stay, "herbst") + known(stay, "winter")


def test_a_day_run_with_another_card_does_not_count_after_an_early_end() -> None:
    """Back to the first card, another choice, done: only what was run like this is in the result."""
    for card, days in (("dach", 1.0), ("wind", 2.0)):
        stay = Stay(library())
        played_until_bau2(stay)
        stay.act("back")
        stay.act("back")
        assert "strom/bau1" == stay.frame().screen
        stay.act("choose", card)
        stay.act("finish")

        assert days == known(stay, "sommer") + known(stay, "herbst"), card
        assert (known(stay, "herbst.own") == 0.0) == (card == "dach")
        card_of_bars = stay.act("next").find("bars")
        assert card_of_bars is not None and "Sommer" in card_of_bars.label
        assert "Januar" not in card_of_bars.label and ("Herbst" in card_of_bars.label) == (card == "wind")


def test_the_day_of_one_person_is_never_told_as_that_of_another() -> None:
    stay = Stay(library())
    stay.open("wege")
    stay.act("choose", "jana")
    stay.act("next")
    for _ in range(2):
        stay.act("choose", "auto")
        stay.act("go", wait=4.0)
    assert known(stay, "tag.co2") > 500
    stay.act("back")
    stay.act("choose", "oezturk")
    stay.act("finish")

    assert 0.0 == known(stay, "tag.co2") == known(stay, "tag.zeit")
    stay.act("next")
    result = next(e for e in stay.events if e.kind == "result")
    assert 1 == result.unknowns  # type: ignore[union-attr]


def rehearsed(scenario: str, persona: Persona, visits: int, folder: Path) -> sqlite3.Connection:
    """The store after that many visits of one sort of visitor who plays one scenario."""
    calendar, chance = Calendar(), random.Random(3)
    one = alone(library(), scenario)
    patient = replace(persona, share=1.0, gone=0.0, early=0.0, again=0.0)
    with closing(Store(folder, 1, wall=calendar.wall, chance=chance.getrandbits, threaded=False)) as store:
        build.introduce(store, one)
        house = build.house(one, build.typeface())
        summary = rehearse(house, Memory(store), Plan(visits, personas=(patient,), seed=7), calendar)
        assert 0 == summary.failures and summary.finished > 0
    return sqlite3.connect(folder / "store.db")


FIRST_RUN = """
SELECT value FROM paths_readable AS p WHERE kind = ? AND target = ? AND seq = (
  SELECT min(seq) FROM paths_readable AS q
  WHERE q.visit = p.visit AND q.kind = p.kind AND q.target = p.target)
"""


@pytest.mark.parametrize("day", ["sommer", "herbst", "winter"])
def test_the_path_tells_whether_the_principle_was_taken_over(day: str, tmp_path: Path) -> None:
    """Who tries what a move changes puts more blocks into good hours, on every day, than who just touches."""
    well = {}
    for persona in (replace(THOROUGH, skill=1.0), replace(CHILD, skill=0.0)):
        with closing(rehearsed("strom", persona, 6, tmp_path / persona.name)) as db:
            runs = [n for (n,) in db.execute(FIRST_RUN, ("day_run", f"strom/{day}"))]
            lamps = [n for (n,) in db.execute(FIRST_RUN, ("lamps", f"strom/{day}"))]
        assert runs and all(0 <= n <= 4 for n in runs) and all(0 <= n <= 3 for n in lamps)
        well[persona.name] = mean(runs)

    assert well["thorough"] > well["child"]


def test_the_path_tells_modes_take_backs_and_the_best_line(tmp_path: Path) -> None:
    with closing(rehearsed("wege", replace(CHILD, curious=0.3), 12, tmp_path)) as db:
        kinds = dict(db.execute("SELECT kind, count(*) FROM paths_readable GROUP BY kind"))
        legs = [t for (t,) in db.execute("SELECT DISTINCT target FROM paths_readable WHERE kind = 'leg'")]
        planned = list(db.execute("SELECT target, value FROM paths_readable WHERE kind = 'day_planned'"))

    assert kinds["leg"] >= 6 * len(planned) > 0 and kinds["leg_back"] > 0
    modes = {leg.rpartition(".")[2] for leg in legs}
    assert modes <= set(library().german.scenarios["wege"].step("tag").modes)  # type: ignore[attr-defined]
    assert len(modes) > 3
    assert all(target.startswith("wege/tag/") and best in (0, 1) for target, best in planned)


def test_who_plays_well_takes_the_swap_on_offer(tmp_path: Path) -> None:
    with closing(rehearsed("wege", replace(THOROUGH, skill=1.0, taste=""), 16, tmp_path)) as db:
        kinds = dict(db.execute("SELECT kind, count(*) FROM paths_readable GROUP BY kind"))

    assert 0 < kinds["swap"] < kinds["day_planned"]
