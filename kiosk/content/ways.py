"""Where things lead: formulas to formulas, steps to steps. No circle may be without a way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kiosk.content.answers import numbers_of, options_of
from kiosk.content.diagnostics import Problem, near
from kiosk.content.document import Document
from kiosk.content.model import Scenario
from kiosk.content.walk import Path

HIGHEST = 25
"""Formulas that may rest on each other in a row; evaluation nests as deep."""


def circles(scenario: Scenario, document: Document) -> Iterator[Problem]:
    """Formulas that rest on themselves, each circle told once, and towers of formulas."""
    rests = _rests(scenario)
    heights: dict[str, int] = {}
    for name in rests:
        if circle := _circle(name, rests, [], heights):
            said = f"Im Kreis gerechnet: {' → '.join(circle)}."
            remedy = "Eine dieser Formeln muss ohne die anderen auskommen."
            yield document.problem(_path_of(scenario, circle[0]), "E305", said, remedy)
    highest = max(heights, key=lambda name: heights[name], default="")
    if heights.get(highest, 0) > HIGHEST:
        said = f"Hinter „{highest}“ stehen {heights[highest]} Formeln hintereinander, erlaubt sind {HIGHEST}."
        yield document.problem(_path_of(scenario, highest), "E306", said, "Fasse einige zusammen.")


def _circle(name: str, rests: Mapping[str, set[str]], trail: list[str], heights: dict[str, int]) -> list[str]:
    """The names of a circle that `name` leads into, or none; fills in how many formulas a name rests on."""
    if name in trail:
        return [*trail[trail.index(name) :], name]
    if name in heights or name not in rests:
        return []
    trail.append(name)
    for other in sorted(rests[name]):
        if circle := _circle(other, rests, trail, heights):
            heights.update(dict.fromkeys(trail, 0))
            return circle
    heights[trail.pop()] = 1 + max((heights.get(other, 0) for other in rests[name]), default=0)
    return []


def _rests(scenario: Scenario) -> dict[str, set[str]]:
    rests = {
        name: set(formula.names) for name, formula in (*scenario.start.items(), *scenario.formulas.items())
    }
    for step in scenario.steps:
        for option in options_of(step).values():
            for name, formula in numbers_of(option).items():
                rests.setdefault(f"{step.id}.{name}", set()).update(formula.names)
        for name, formula in step.unknown.properties.items() if step.unknown else ():
            rests.setdefault(f"{step.id}.{name}", set()).update(formula.names)
        if step.unknown and step.unknown.value:
            rests.setdefault(step.id, set()).update(step.unknown.value.names)
    return rests


def _path_of(scenario: Scenario, name: str) -> Path:
    if name in scenario.formulas:
        return ("formulas", name)
    if name in scenario.start:
        return ("start", name)
    head = name.partition(".")[0]
    return ("steps", next((i for i, step in enumerate(scenario.steps) if step.id == head), 0))


def ways(scenario: Scenario, document: Document) -> Iterator[Problem]:
    """Steps that do not exist, ways that never end, steps no way leads to."""
    ids = {step.id: position for position, step in enumerate(scenario.steps)}
    if not ids:
        return
    last = len(scenario.steps) - 1
    onwards: dict[int, set[int]] = {}
    for position, step in enumerate(scenario.steps):
        goals: dict[Path, str | None] = {("next",): step.next}
        goals.update({("options", id, "next"): option.next for id, option in options_of(step).items()})
        for tail, goal in goals.items():
            if goal is not None and goal not in ids:
                yield document.problem(
                    ("steps", position, *tail),
                    "E302",
                    f"Einen Schritt „{goal}“ gibt es nicht.",
                    near(goal, ids),
                )
        onwards[position] = onward(scenario, position)
    if scenario.steps[last].kind != "result":
        yield document.problem(
            ("steps", last), "E316", "Am Ende fehlt das Ergebnis.", "Ergänze unten result: …"
        )
    ends = {p for p, step in enumerate(scenario.steps) if step.kind == "result" and step.next is None} | {
        last
    }
    reached = _reach({0}, onwards)
    backwards = {p: {q for q, goals in onwards.items() if p in goals} for p in onwards}
    ending = _reach(ends, backwards)
    for position, step in enumerate(scenario.steps):
        if position in reached and position not in ending:
            yield document.problem(
                ("steps", position, "next"),
                "E303",
                f"Ab „{step.id}“ geht es nur noch im Kreis.",
                "Ein next muss aus dem Kreis hinausführen.",
            )
        elif position not in reached:
            yield document.problem(("steps", position), "W303", f"Zum Schritt „{step.id}“ führt kein Weg.")


def onward(scenario: Scenario, position: int) -> set[int]:
    """Where a visitor can get from here: an option's way goes before the step's, a skipped step falls on."""
    step = scenario.steps[position]
    ids = {other.id: at for at, other in enumerate(scenario.steps)}
    following = ids.get(step.next or "", position + 1)
    options = options_of(step).values()
    ways = {ids[option.next] for option in options if option.next and option.next in ids}
    if not options or step.several or step.unknown or any(o.next is None for o in options):
        ways.add(following)
    if step.when is not None:
        ways.add(position + 1)
    return {way for way in ways if way < len(ids)}


def _reach(start: set[int], ways: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(start)
    while waiting:
        position = waiting.pop()
        if position not in found:
            found.add(position)
            waiting.extend(ways.get(position, ()))
    return found
