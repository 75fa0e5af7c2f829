"""A guess meets its truth once: when the truth is known, and before anybody who saw it can guess again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.content.load import Library
from kiosk.visit.world import Crowd
from telemetry.events import Guessed
from telemetry.visit import Ballot
from tests.house import ROOT, Stay, library, library_with

FRAME = """id: beispiel
title: Schätzen
tagline: Erst raten, dann sehen
colour: wir
icon: haus
minutes: 1
steps:
{steps}
{more}
result:
  headline: Fertig
  light: wir
"""
LATER = """  - slider: vorab
    ask: Wie viel sagst du gleich?
    range: [0, 100, 5]
    guess: zahl
  - slider: zahl
    ask: Wie viel?
    range: [0, 100, 5]
    unknown: 50
  - say: ende
    text: "{zahl} waren es."
"""
BEHIND = """  - slider: vorab
    ask: Wie viele legen dazu?
    range: [0, 100, 5]
    guess: anteil
  - choice: gabe
    ask: Was tust du?
    collect: true
    options: {a: Behalten, b: Dazulegen}
"""
QUEUE = (ROOT / "scenes" / "kinds" / "process" / "example.yaml").read_text("utf-8")


def written(folder: Path, text: str) -> Library:
    id = text.split("\n")[0].removeprefix("id: ")
    file = folder / f"{id}.yaml"
    file.write_text(text, "utf-8")
    return library_with(file, folder)


def queue_with(guess: str, folder: Path) -> Library:
    """The example of a queue, with a guess about its bottleneck before it."""
    name, text = re.search(r"- process: (\w+)", QUEUE), re.sub(r"^#.*\n", "", QUEUE)
    assert name is not None
    head = f"steps:\n  - {guess.replace('NAME', name[1])}\n"
    return written(folder, text.replace("beispiel_process", "beispiel").replace("steps:\n", head, 1))


def guesses(stay: Stay) -> list[Guessed]:
    return [event for event in stay.events if isinstance(event, Guessed)]


def back_to(stay: Stay, step: str) -> None:
    for _ in range(10):
        if stay.frame().screen.endswith(f"/{step}"):
            return
        stay.act("back")
    raise AssertionError(stay.frame().screen)


def test_who_saw_the_truth_and_goes_back_guesses_no_more() -> None:
    stay = Stay(library())
    stay.director.crowd = Crowd({"zusammen/gabe": {0.0: 9, 1.0: 21}})
    stay.open("zusammen")
    for name, value in (("set", 40.0), ("next", None), ("choose", "dazu"), ("next", None)):
        stay.act(name, value)
    back_to(stay, "tipp")
    stay.act("set", 70.0)
    stay.act("next")

    assert [Guessed("zusammen/tipp", 40.0, 70.0)] == guesses(stay)
    ballot = Ballot()
    for event in stay.events:
        ballot.add(event)
    assert (40.0, 70.0) in ballot.guesses.values() and 1 == len(ballot.guesses)


def test_a_guess_about_a_question_to_come_meets_what_is_answered_there(tmp_path: Path) -> None:
    stay = Stay(written(tmp_path, FRAME.format(steps=LATER, more="")))
    stay.open()
    stay.act("set", 40.0)
    stay.act("next")
    assert [] == guesses(stay), "the average that stands in for an open question is no truth"
    stay.act("set", 20.0)
    stay.act("next")
    assert [Guessed("beispiel/vorab", 40.0, 20.0)] == guesses(stay)
    back_to(stay, "vorab")
    for name, value in (("set", 20.0), ("next", None), ("set", 85.0), ("next", None)):
        stay.act(name, value)
    assert 1 == len(guesses(stay))


def test_what_was_guessed_again_before_the_truth_was_known_is_the_guess(tmp_path: Path) -> None:
    stay = Stay(written(tmp_path, FRAME.format(steps=LATER, more="")))
    stay.open()
    for name, value in (("set", 40.0), ("next", None), ("back", None), ("set", 60.0), ("next", None),
                        ("set", 85.0), ("next", None)):  # fmt: skip
        stay.act(name, value)

    assert [Guessed("beispiel/vorab", 60.0, 85.0)] == guesses(stay)


def test_a_crowd_behind_a_formula_is_no_truth_below_twenty_visits(tmp_path: Path) -> None:
    found = written(tmp_path, FRAME.format(steps=BEHIND, more='formulas:\n  anteil: "crowd(gabe, b)"'))
    for crowd, told in ((Crowd(), 0), (Crowd({"beispiel/gabe": {0.0: 4, 1.0: 16}}), 1)):
        stay = Stay(found)
        stay.director.crowd = crowd
        stay.open()
        stay.act("set", 40.0)
        stay.act("next")
        assert told == len(guesses(stay))


@pytest.mark.parametrize("way", ["next", "back"])
def test_a_guess_about_a_simulation_is_recorded_when_it_was_played(way: str, tmp_path: Path) -> None:
    stay = Stay(written(tmp_path, QUEUE[QUEUE.index("id: ") :]))
    stay.open()
    stay.act("choose", "annahme")
    stay.act("next")
    assert [] == guesses(stay)
    stay.act("run")
    stay.act("skip")
    stay.act(way, wait=30.0)
    assert [("beispiel_process/tipp", 0.0)] == [(g.target, g.guess) for g in guesses(stay)]
    back_to(stay, "tipp")
    stay.act("choose", "reparatur")
    stay.act("next")
    stay.act("next")
    assert 1 == len(guesses(stay))


@pytest.mark.parametrize(
    ("guess", "code"),
    [
        ("slider: vorab\n    ask: Was bremst?\n    range: [0, 9, 1]\n    guess: NAME.bottleneck", "E204"),
        ("choice: vorab\n    ask: Was?\n    options: {a: A, b: B}\n    guess: NAME.bottleneck", "E312"),
    ],
)
def test_a_word_nobody_could_have_guessed_is_told_while_loading(
    guess: str, code: str, tmp_path: Path
) -> None:
    assert {code} == {p.code for p in queue_with(guess, tmp_path).problems if p.severity == "error"}
