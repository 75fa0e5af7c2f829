"""The way through a scenario: back, changed answers, an early end, guesses, variables, branches."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.frame import Action
from kiosk.ui.charts import counted, square_list
from scenes.play.facts import facts
from scenes.play.journey import Journey
from tests.house import Stay, library, library_with, options, themes, walk

BRANCHES = """
id: abzweig
title: Ein Abzweig
tagline: Wer ja sagt, geht anders weiter
colour: wir
icon: haus
minutes: 1
start: {mut: 0}
steps:
  - choice: frage
    ask: Kommst du mit?
    options:
      ja: {text: Ja, set: {mut: mut + 2}, next: ziel, say: "Schön!"}
      nein: Nein
  - say: umweg
    text: Ein Umweg.
    set: {mut: mut + 1}
    next: ende
  - say: ziel
    text: Am Ziel.
    when: mut >= 2
  - say: ende
    text: Und aus.
result:
  headline: "{mut} Mut"
  number: mut
  light: wir
"""


def journey(stay: Stay) -> Journey:
    run = stay.director.state.top[1]
    return Journey.of(stay.director.house.content("de"), stay.director.house.kinds, run)


@pytest.fixture
def stay() -> Stay:
    made = Stay(library())
    made.open()
    return made


@pytest.fixture
def branches(tmp_path: Path) -> Stay:
    file = tmp_path / "abzweig.yaml"
    file.write_text(BRANCHES, "utf-8")
    made = Stay(library_with(file, tmp_path))
    made.open("abzweig")
    return made


def test_going_back_keeps_the_answer_and_a_changed_one_counts(stay: Stay) -> None:
    stay.act("choose", "1")
    alone = journey(stay).turn.scope.number("strom_kg")
    stay.act("next")
    frame = stay.act("back")
    assert "selected" in next(e for e in options(frame) if e.id == "option.1").state
    stay.act("choose", "4")

    assert alone > journey(stay).turn.scope.number("strom_kg")
    assert stay.kinds.count("answer") == 2


def test_nothing_goes_on_before_an_answer(stay: Stay) -> None:
    before = stay.director.state.stack
    stay.act("next")

    assert before == stay.director.state.stack
    assert stay.frame().find("next") is not None
    assert not stay.frame().find("next").reacts  # type: ignore[union-attr]


def test_dont_know_stands_for_the_stated_average_and_is_hatched(stay: Stay) -> None:
    stay.act("unknown")
    run = journey(stay)
    assert 2 == run.turn.scope.number("personen")
    tower = facts(run, stay.director._world(), themes()[0]).tower
    assert tower is not None
    assert {"strom_kg"} <= {p.name for p in tower.slices if p.estimated}
    stay.act("choose", "2")
    assert () == stay.director.state.top[1].unknown


def test_an_early_end_gives_a_valid_result(stay: Stay) -> None:
    """One answer, then done: every open part stands on its average, and the number is the whole sum."""
    stay.act("choose", "2")
    frame = stay.act("finish")
    assert "fussabdruck/tipp" == frame.screen
    for frame in walk(stay):
        last = frame
    assert last.screen.endswith("/result")
    run = journey(stay)
    parts = run.scenario.live.parts if run.scenario.live else {}
    total = sum(run.turn.scope.number(name) for name in parts)
    assert run.turn.scope.number("total") == pytest.approx(total)
    assert 8000 < total < 13000
    resulted = next(e for e in stay.events if e.kind == "result")
    assert resulted.unknowns >= 10  # type: ignore[union-attr]


def test_there_is_no_early_end_before_the_first_answer(stay: Stay) -> None:
    assert stay.frame().find("finish") is None
    stay.act("finish")
    assert "fussabdruck/personen" == stay.frame().screen


def test_the_guess_meets_the_truth_before_the_reveal(stay: Stay) -> None:
    for frame in walk(stay):
        if frame.screen.endswith("/turm"):
            break
    guess = facts(journey(stay), stay.director._world(), themes()[0]).guess
    recorded = [e for e in stay.events if e.kind == "guess"]

    assert guess is not None
    assert 1 == len(recorded)
    assert guess.right == (recorded[0].guess == recorded[0].truth)  # type: ignore[union-attr]


def test_the_squares_of_the_tower_are_the_rounded_total(stay: Stay) -> None:
    for frame in walk(stay, seed=5):
        if frame.screen.endswith("/result"):
            break
    run = journey(stay)
    tower = facts(run, stay.director._world(), themes()[0]).tower
    assert tower is not None
    assert round(run.turn.scope.number("total") / 100) == len(square_list(tower.slices))


def test_a_lever_takes_its_squares_from_the_part_it_is_about(stay: Stay) -> None:
    for frame in walk(stay, seed=2):
        if frame.screen.endswith("/vorsaetze"):
            break
    for element in [e for e in stay.frame().elements if "selected" in e.state]:
        stay.act("choose", element.id.removeprefix("option."))
    world = stay.director._world()
    before = {p.name: p.amount for p in facts(journey(stay), world, themes()[0]).tower.slices}  # type: ignore[union-attr]
    assert any(e.id == "option.oeko" for e in options(stay.frame())), [e.id for e in options(stay.frame())]
    stay.act("choose", "oeko")
    after = {p.name: p.amount for p in facts(journey(stay), world, themes()[0]).tower.slices}  # type: ignore[union-attr]

    assert {"strom_kg"} == {name for name in before if after[name] < before[name]}


def test_an_option_can_lead_elsewhere_and_change_variables(branches: Stay) -> None:
    branches.act("choose", "ja")
    assert "Schön!" == branches.frame().find("hint").label  # type: ignore[union-attr]
    assert "abzweig/ziel" == branches.act("next").screen
    assert 2 == journey(branches).turn.scope.number("mut")
    assert "abzweig/ende" == branches.act("next").screen


def test_a_step_whose_guard_fails_is_left_out(branches: Stay) -> None:
    branches.act("choose", "nein")
    assert "abzweig/umweg" == branches.act("next").screen
    assert "abzweig/ende" == branches.act("next").screen
    assert 1 == journey(branches).turn.scope.number("mut")


def test_going_back_undoes_what_a_step_set(branches: Stay) -> None:
    """Variables follow the path that is walked, not the one that was left."""
    branches.act("choose", "ja")
    branches.act("next")
    branches.act("back")
    branches.act("choose", "nein")
    branches.act("next")

    assert 0 == journey(branches).turn.scope.number("mut")


def test_a_slide_is_one_answer_however_many_numbers_it_passed(stay: Stay) -> None:
    stay.act("choose", "2")
    stay.act("next")
    for value in (30.0, 60.0, 90.0, 120.0):
        stay.act("set", value)
    assert 1 == stay.kinds.count("answer")
    stay.act("next")
    answers = [e for e in stay.events if e.kind == "answer"]

    assert [1.0, 120.0] == [e.value for e in answers]  # type: ignore[union-attr]
    stay.act("back")
    stay.act("next")
    assert 2 == stay.kinds.count("answer")


def test_the_note_rises_with_the_tower(stay: Stay) -> None:
    low = stay.director.act(Action("choose", "4"), stay.now)
    high = stay.director.act(Action("choose", "1"), stay.now + 1)

    assert "choose" == low[0] == high[0]
    pitches = [int(sound.partition(":")[2]) for sounds in (low, high) for sound in sounds if ":" in sound]
    assert 2 == len(pitches)
    assert pitches[0] < pitches[1]


def test_the_light_is_lit_where_the_night_promised() -> None:
    for seed in range(5):
        made = Stay(library(), seed=seed)
        promised = made.director.state.top[1].waiting
        made.open()
        *_, _ = walk(made)
        lit = next(e for e in made.events if e.kind == "light")
        assert promised == lit.block * 9 + lit.window  # type: ignore[union-attr]


def test_the_tower_does_not_give_the_guess_away_and_nobody_must_guess(stay: Stay) -> None:
    stay.act("choose", "2")
    stay.act("finish")
    tower = facts(journey(stay), stay.director._world(), themes()[0]).tower
    assert tower is not None
    assert 1 == len([p for p in tower.slices if not p.shared])
    assert "fussabdruck/turm" == stay.act("next").screen
    assert "guess" not in stay.kinds


def test_the_numbers_beside_the_bars_add_up_to_the_tower(stay: Stay) -> None:
    for frame in walk(stay, seed=4):
        if frame.screen.endswith("/turm"):
            break
    tower = facts(journey(stay), stay.director._world(), themes()[0]).tower
    assert tower is not None
    assert len(square_list(tower.slices)) == sum(p.amount for p in counted(tower.slices))


def test_after_an_early_end_the_result_says_what_was_estimated(stay: Stay) -> None:
    stay.act("choose", "2")
    stay.act("finish")
    for frame in walk(stay):
        last = frame
    said = last.find("shared")
    assert said is not None
    assert library().german.exhibition.texts["result_early"].source in said.label


def test_one_can_go_back_from_the_result_and_the_light_stays_single(stay: Stay) -> None:
    *_, frame = walk(stay)
    assert frame.find("back") is not None and frame.find("leave") is not None
    assert "fussabdruck/vorsaetze" == stay.act("back").screen
    stay.act("next")
    assert 1 == stay.kinds.count("light")
