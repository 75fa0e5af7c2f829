"""Computing a scenario before a visitor does: with trial answers, and the curator's own sums."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

from kiosk.content.amounts import Amount, amounts_of, faults
from kiosk.content.answers import Answer, Given, options_of, values_of
from kiosk.content.diagnostics import Problem, near
from kiosk.content.document import Document
from kiosk.content.formula import Formula, FormulaError
from kiosk.content.model import Check, Figure, Scenario, Step
from kiosk.content.scope import Scope, depends
from kiosk.content.structure import GIVEN
from kiosk.content.survey import Survey
from kiosk.content.template import written
from kiosk.content.trials import Answers, trials
from kiosk.content.walk import Path

Use = tuple[Path, Formula]
"""Where a formula is met."""


def computed(survey: Survey, figures: Mapping[str, Figure], rounds: int, each: bool = True) -> list[Problem]:
    """Formulas that fail and amounts nobody can draw, for the answers of `trials`: each told once.

    A formula counts only where a visitor could meet it: not below a `when` that is false.
    """
    scenario, document = survey.scenario, survey.document
    places = {formula.source: path for path, formula in reversed(survey.everywhere)}
    uses, amounts = _uses(survey), amounts_of(survey)
    concerned = {step.id: _concerned(scenario, uses, amounts, step.id) for step in scenario.steps}
    found: dict[str, Problem] = {}
    inner = {n: v for step in scenario.steps for names in step.inner().values() for n, v in names.items()}
    for trial in trials(scenario, rounds, each):
        here, drawn = concerned[trial.varied] if trial.varied else (uses, amounts)
        values = {**dict.fromkeys(GIVEN, 1.0), **inner, **given(scenario, trial.answers)}
        scope = Scope(scenario, figures, values, strict=True)
        for path, names, error in _failures(here, scope):
            place, remedy = places.get(error.source, path), _when(scope, names, trial.answers)
            found.setdefault(error.source, document.problem(place, "E306", str(error), remedy))
        for fault in (fault for amount in drawn for fault in faults(amount, scope)):
            place, remedy = places.get(fault.key, fault.path), _when(scope, fault.names, trial.answers)
            if fault.code == "E318":
                remedy = f"{remedy} Begrenze die Formel, etwa mit max(0, ...), oder ändere live.unit."
            found.setdefault(fault.key, document.problem(place, fault.code, fault.message, remedy))
    return list(found.values())


def _concerned(
    scenario: Scenario, uses: list[Use], amounts: tuple[Amount, ...], id: str
) -> tuple[list[Use], tuple[Amount, ...]]:
    """What can turn out otherwise when only this step is answered otherwise, with its guards."""

    def rests(names: Iterable[str]) -> bool:
        return any(id in depends(scenario, name) for name in names)

    touched = [path for path, formula in uses if rests(formula.names)]
    guarded = {path[:length] for path in touched for length in range(len(path))}
    kept = [
        (path, formula)
        for path, formula in uses
        if path in touched or (path[-1] == "when" and path[:-1] in guarded)
    ]
    return kept, tuple(amount for amount in amounts if rests(amount.names))


def _uses(survey: Survey) -> list[Use]:
    """Where formulas are met, guards first; those of `formulas:` count only if nobody asks for them."""
    named = {name for _, formula in survey.everywhere for name in formula.names}
    uses = [(path, formula) for path, formula in survey.everywhere if path[0] not in ("formulas", "checks")]
    uses += [(("formulas", n), f) for n, f in survey.scenario.formulas.items() if n not in named]
    return sorted(uses, key=lambda use: (use[0][-1] != "when", len(use[0])))


def _failures(uses: list[Use], scope: Scope) -> Iterator[tuple[Path, frozenset[str], FormulaError]]:
    """What fails outside of the steps and options that these answers leave out."""
    left_out: list[Path] = []
    for path, formula in uses:
        if any(path[: len(guarded)] == guarded for guarded in left_out):
            continue
        try:
            if not formula.compute(scope) and path[-1] == "when":
                left_out.append(path[:-1])
        except FormulaError as error:
            yield path, formula.names, error


def recomputed(scenario: Scenario, document: Document, figures: Mapping[str, Figure]) -> list[Problem]:
    """The `checks:` of a scenario that do not hold, with the values of both sides."""
    problems: list[Problem] = []
    for position, check in enumerate(scenario.checks):
        path: Path = ("checks", position)
        wrong = list(_wrong_answers(scenario, check, document, path))
        problems += wrong
        if wrong:
            continue
        answers = {} if check.answers == "unknown" else {
            id: _as_answer(scenario.step(id), value) for id, value in check.answers.items()}  # fmt: skip
        scope = Scope(scenario, figures, given(scenario, answers), strict=True)
        try:
            if not check.expect.compute(scope):
                name = f"„{check.name}“: " if check.name else ""
                problems.append(
                    document.problem(
                        (*path, "expect"),
                        "E314",
                        f"{name}Die Rechnung stimmt nicht: {_sides(check.expect, scope)}.",
                        "Entweder die Formel oder die erwartete Zahl ist falsch.",
                    )
                )
        except FormulaError as error:
            problems.append(document.problem((*path, "expect"), "E306", str(error)))
    return problems


def given(scenario: Scenario, answers: Mapping[str, Answer]) -> dict[str, Given]:
    """What these answers give to formulas; a question that is not among them stays open."""
    values: dict[str, Given] = {}
    for step in scenario.steps:
        if step.id in answers:
            values.update(values_of(step, answers[step.id]))
    return values


def _when(scope: Scope, names: Iterable[str], answers: Answers) -> str:
    """The answers that made it fail, as far as these names rest on them."""
    steps = sorted({step for name in names for step in scope.depends(name)})
    said = [f"{id} = {_said(answers[id])}" for id in steps if id in answers]
    return (
        f"Das geschieht bei {', '.join(said[:4])}."
        if said
        else "Das geschieht, solange nichts beantwortet ist."
    )


def _said(answer: Answer) -> str:
    if answer is None:
        return "weiß nicht"
    if isinstance(answer, tuple):
        return " und ".join(answer) or "nichts"
    if isinstance(answer, Mapping):
        return ", ".join(f"{name} {value}" for name, value in list(answer.items())[:3])
    return answer if isinstance(answer, str) else f"{answer:g}"


def _wrong_answers(scenario: Scenario, check: Check, document: Document, path: Path) -> Iterator[Problem]:
    if check.answers == "unknown":
        return
    steps = {step.id: step for step in scenario.steps if step.asks}
    for id, value in check.answers.items():
        place = (*path, "answers", id)
        if id not in steps:
            yield document.problem(
                place, "E302", f"Einen Schritt „{id}“ gibt es nicht.", near(id, steps), key=True
            )
        elif steps[id].outputs():
            remedy = "Prüfe, was eine Formel aus seinen Zahlen macht, an anderer Stelle."
            yield document.problem(
                place, "E203", f"„{id}“ wird gespielt, nicht beantwortet.", remedy, key=True
            )
        elif options_of(steps[id]) and _as_answer(steps[id], value) not in (*options_of(steps[id]), None, ()):
            if not steps[id].several or str(value) not in options_of(steps[id]):
                yield document.problem(
                    place,
                    "E312",
                    f"Eine Antwort „{value}“ gibt es bei „{id}“ nicht.",
                    near(str(value), options_of(steps[id])),
                )
        elif not options_of(steps[id]) and isinstance(value, str) and value != "unknown":
            yield document.problem(place, "E203", f"„{id}“ braucht hier eine Zahl.")


def _as_answer(step: Step, value: str | float) -> Answer:
    if value == "unknown":
        return None
    text = f"{value:g}" if isinstance(value, (int, float)) else value
    if step.several:
        return (text,)
    return text if options_of(step) else float(value)


def _sides(expect: Formula, scope: Scope) -> str:
    """`10.315 == 10.300` for a comparison, else the formula itself."""
    tree = expect.tree
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1:
        return expect.source
    values = [Formula.parse(ast.unparse(side)).compute(scope) for side in (tree.left, tree.comparators[0])]
    left, right = (v if isinstance(v, str) else written(float(v), "de", None) for v in values)
    return f"{expect.source} – links steht {left}, rechts {right}"
