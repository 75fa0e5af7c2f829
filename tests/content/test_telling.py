"""What others answered is told after one's own answer: `check` finds the places where it comes too early."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kiosk.content.check import Conditions, check
from kiosk.content.diagnostics import Problem
from tests.house import ROOT, library, library_with

FRAME = """id: beispiel
title: Wer legt dazu?
tagline: Erst selbst, dann die anderen
colour: wir
icon: haus
minutes: 1
{more}steps:
{before}  - choice: gabe
    ask: Behalten oder dazulegen?
{here}    collect: true
    options:
      a: Behalten
      b: {{text: Dazulegen, say: "{said}"}}
{after}result:
  headline: "{headline}"
  services: [vrn]
  light: wir
{end}"""
SHARE = "{crowd(gabe, b)} von 100"
SAY = '  - say: vorher\n    text: "{crowd(gabe, b)} von 100"\n'
LATER = SAY.replace("vorher", "danach")
ASK = "  - slider: alter\n    ask: Wie alt bist du?\n    range: [0, 100, 1]\n"
GUESS = "  - slider: tipp\n    ask: Wie viele?\n    range: [0, 100, 5]\n    guess: crowd(gabe, b)\n"
FORK = "  - choice: weg\n    ask: Wohin?\n    options: {a: Hin, b: {text: Weiter, next: danach}}\n"
NAMED = "formulas: {anteil: 'crowd(gabe, b) / 100'}\n"


def told(folder: Path, parts: dict[str, str]) -> list[Problem]:
    """The early words `check` finds in a scenario with these parts; it has no errors."""
    empty = dict.fromkeys(("more", "before", "here", "after", "end"), "")
    file = folder / "beispiel.yaml"
    file.write_text(FRAME.format(**{**empty, "said": "Gut.", "headline": "Fertig", **parts}), "utf-8")
    problems = check(library_with(file, folder), Conditions(date(2026, 11, 25))).problems
    found = [p for p in problems if p.file == "scenarios/beispiel.yaml"]
    assert [] == [str(p) for p in found if p.severity == "error"]
    return [p for p in found if p.code == "W319"]


EARLY: dict[str, tuple[dict[str, str], str]] = {
    "a step before": ({"before": SAY}, "text: "),
    "votes too": ({"before": SAY.replace("crowd(gabe, b)", "votes(gabe)")}, "text: "),
    "below the question": ({"here": f'    more: "{SHARE}"\n'}, "more: "),
    "Karo before the answer": ({"here": f'    say: "{SHARE}"\n'}, "say: "),
    "through a formula": ({"more": NAMED, "before": SAY.replace("crowd(gabe, b)", "anteil")}, "text: "),
    "the truth of a guess": ({"before": GUESS + SAY.replace("crowd(gabe, b)", "tipp.truth")}, "text: "),
    "a way around the question": ({"before": FORK, "after": LATER}, "text: "),
    "an early end": ({"before": ASK, "headline": SHARE}, "headline: "),
    "a row on the card": (
        {"before": ASK, "more": NAMED, "end": "  bars:\n    anteil: {text: So viele, most: 100}\n"},
        "anteil: {text",
    ),
}


@pytest.mark.parametrize(("parts", "excerpt"), EARLY.values(), ids=EARLY)
def test_what_tells_of_others_too_early_is_found_at_its_place(
    tmp_path: Path, parts: dict[str, str], excerpt: str
) -> None:
    (found,) = told(tmp_path, parts)

    assert excerpt in found.excerpt
    assert "„gabe“" in found.message and "not gabe.unknown" in found.remedy


WAITS = "  profiles:\n    - {when: not gabe.unknown, text: '{crowd(gabe, b)} von 100'}\n"
GOOD: dict[str, dict[str, str]] = {
    "nothing": {},
    "the only question": {"headline": SHARE},
    "Karo on the answer": {"said": SHARE},
    "a step behind": {"after": LATER},
    "a profile that waits": {"before": ASK, "end": WAITS},
    "a step that waits": {
        "before": ASK,
        "after": LATER.replace("danach\n", "danach\n    when: not gabe.unknown\n"),
    },
    "a guess": {"before": GUESS},
    "a quiz reveals": {"here": f'    answer: b\n    say: "{SHARE}"\n'},
}


@pytest.mark.parametrize("parts", GOOD.values(), ids=GOOD)
def test_what_comes_after_the_own_answer_is_no_finding(tmp_path: Path, parts: dict[str, str]) -> None:
    assert [] == told(tmp_path, parts)


def test_the_shipped_games_tell_of_others_only_afterwards() -> None:
    problems = check(library(), Conditions(date(2026, 11, 25))).problems

    assert [] == [str(p) for p in problems if p.code == "W319"]


def test_a_step_with_a_light_of_its_own_has_no_night(tmp_path: Path) -> None:
    file = tmp_path / "beispiel_balance.yaml"
    lines = (ROOT / "scenes" / "kinds" / "balance" / "example.yaml").read_text("utf-8").split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("  - balance: "))
    file.write_text("\n".join([*lines[: at + 1], "    ground: night", *lines[at + 1 :]]), "utf-8")
    (found,) = [p for p in library_with(file, tmp_path).problems if p.severity == "error"]

    assert found.code == "E319" and "ground: night" in found.excerpt
