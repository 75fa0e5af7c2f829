"""Mutations of a good scenario: always problems with a place, never anything else."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.content.check import Conditions, check
from kiosk.content.diagnostics import ContentError
from tests.content.house import GARTEN, TODAY, House

SNIPPETS = st.sampled_from(
    ["", ": ", "- ", "{", "}", "[", "]", '"', "'", "#", " #x", "&a ", "*a", "<<: *a", "!t ", "|\n", ">\n",
    "\t", "0", "-1",
     "1e308", "true", "null", "yes", "2026-11-20", "10:00", "kg", "wasser / 0", "a.b.c", "ernte",
     "{ernte}", "{ernte | 9}",
     "properties: 5", "next: anfang", "set: {}", "unknown: []", "unknown: {is: [1]}", "guess: biggest",
     "options: []",
     "options: {}", "kind: result", "id: x", "steps: {}", "result: 3", "live: {}", "checks: [1]", "\u00e4",
     "\x00", "  ",
     "pflanze", "max", "start: {a: b}", "range: [0, .inf, 1]", "'" * 3, "x" * 500]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = GARTEN
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 3, 10, 40])))
        text = text[:start] + draw(SNIPPETS) + text[end:]
    return text


@st.composite
def reshuffled(draw: st.DrawFn) -> str:
    lines = GARTEN.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        here, there = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        lines.insert(there, draw(st.sampled_from([lines[here], lines.pop(here)])))
    return "\n".join(lines)


def _only_problems(text: str, folder: Path) -> None:
    house = House(folder).write("scenarios/garten.yaml", text)
    try:
        library = house.load()
    except ContentError as refused:
        problems = refused.problems
    else:
        problems = check(library, Conditions(TODAY)).problems
    assert "E199" not in {problem.code for problem in problems}
    assert all(problem.message and problem.line >= 1 for problem in problems if problem.code != "E102")


@settings(max_examples=150, deadline=None)
@given(st.one_of(mutated(), reshuffled()))
def test_a_mutated_scenario_gives_problems_with_a_place_and_nothing_else(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _only_problems(text, Path(folder))
