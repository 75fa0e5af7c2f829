"""What a curator wants to know of a street: what it comes to by chance, with some care and at its best."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.content.diagnostics import Problem
from kiosk.content.formula import FormulaError
from kiosk.content.proof import Case, Examined
from kiosk.content.template import written
from scenes.kinds.grid.rules import Over, inner
from scenes.kinds.grid.schema import Grid
from scenes.kinds.grid.street import costs
from scenes.kinds.grid.trial import Trial, trials


def examine(case: Case) -> Examined:
    """Every distinct street a visitor can meet here, built at random, with care and at its best."""
    step = case.step
    assert isinstance(step, Grid)
    found = trials(step, case.scopes, f"{case.scenario.id}/{step.id}")
    problems = list(_idle_tiles(case, step, found))
    if failures := list(_failures(case, step, found)):
        return Examined((*problems, *failures))
    problems += _unreached(case, step, found)
    lines = (line for trial in found for line in _lines(f"{case.scenario.id}/{step.id}", trial))
    return Examined(tuple(problems), tuple(lines))


def _idle_tiles(case: Case, step: Grid, found: tuple[Trial, ...]) -> Iterator[Problem]:
    """Tiles nobody can ever lay."""
    for trial in found[:1]:
        table = costs(trial.street)
        for id in step.layable:
            tile = step.ids.index(id)
            if not any(
                0 < table[trial.street.start[place]][tile] <= step.changes for place in step.streets()
            ):
                yield case.problem(
                    ("tiles", id), "W380", f"„{id}“ kann niemand legen: Worauf es darf, gibt es nicht.",
                    "Ergänze upon: um ein Feld, das auf dem Plan steht.", key=True,
                )  # fmt: skip


def _failures(case: Case, step: Grid, found: tuple[Trial, ...]) -> Iterator[Problem]:
    """Gauges that cannot be computed on some street, each told once."""
    told: set[str] = set()
    for trial in found:
        for board in (trial.street.start, *trial.random):
            for id, gauge in step.gauges.items():
                names = inner(step, trial.street, board, gauge)
                try:
                    number = gauge.value.compute(Over(names, trial.scope))
                    said = f"„{gauge.value.source}“ gibt einen Text, keine Zahl."
                    wrong = isinstance(number, str)
                except FormulaError as error:
                    wrong, said = True, str(error)
                if wrong and id not in told:
                    told.add(id)
                    remedy = "Das geschieht auf manchen Straßen. Eine leere Liste hat mean, max und sum 0."
                    yield case.problem(("gauges", id, "is"), "E384", said, remedy)


def _unreached(case: Case, step: Grid, found: tuple[Trial, ...]) -> Iterator[Problem]:
    """Goals nobody reaches or nobody misses, and goals that exclude each other."""
    if not found:
        return
    reached = True
    for id, gauge in step.gauges.items():
        path = ("gauges", id, "goal")
        best = [t for t in found if t.reaches(id, t.best.alone[id])]
        reached = reached and bool(best)
        if not best:
            top = written(found[0].best.alone[id], "de", gauge.digits)
            said = f"Dieses Ziel erreicht niemand: Die beste Straße, die wir fanden, kommt auf {top}."
            yield case.problem(path, "W381", said, "Ändere das Ziel, oder gib mehr Umbauten.")
        elif all(t.share(id) == 1.0 and t.reaches(id, t.start[id]) for t in found):
            yield case.problem(
                path, "W382", "Dieses Ziel verfehlt niemand: Es gilt am Anfang und geht nie verloren.",
                "Setze es strenger, oder lass etwas legen, das es kostet.",
            )  # fmt: skip
    if reached and not any(t.met(t.numbers(t.best.together)) == len(step.gauges) for t in found):
        yield case.problem(
            ("gauges",), "W383", "Jedes Ziel für sich geht, alle zusammen erreicht niemand.",
            "Lockere eines, oder gib mehr Umbauten.", key=True,
        )  # fmt: skip
    for index, lamp in enumerate(step.lamps):
        if reached and not any(trial.lit(trial.best.together, index) for trial in found):
            said = f"Die Lampe „{lamp.text.source}“ geht auch bei der besten Straße nicht an, die wir fanden."
            yield case.problem(("lamps", index, "when"), "W384", said, "Lockere ihre Bedingung.")


def _percent(share: float) -> str:
    return f"{written(share * 100, 'de', 0)} %"


def _lines(where: str, trial: Trial) -> Iterator[str]:
    step = trial.step
    for id, gauge in step.gauges.items():
        digits = gauge.digits

        def said(number: float, digits: int = digits) -> str:
            return written(number, "de", digits)

        yield (
            f"{where}, {gauge.text.source} ({gauge.goal.sign} {said(trial.mark(gauge))}): "
            f"am Anfang {said(trial.start[id])}, Zufall {said(trial.mean(id))} "
            f"(Ziel {_percent(trial.share(id))}), beste {said(trial.best.alone[id])}"
        )
    every = len(step.gauges)
    lucky = sum(trial.met(numbers) == every for numbers in trial.chance) / len(trial.chance)
    best = trial.numbers(trial.best.together)
    first = next(iter(step.gauges))
    yield (
        f"{where}, alle {every} Ziele: Zufall {_percent(lucky)}, "
        f"Schritt für Schritt {trial.met(trial.numbers(trial.best.careful))}, beste {trial.met(best)} "
        f"(dabei {step.gauges[first].text.source} {written(best[first], 'de', step.gauges[first].digits)})"
    )
    for index, lamp in enumerate(step.lamps):
        text = lamp.text.render(trial.scope, "de")
        lucky = sum(trial.lit(board, index) for board in trial.random) / len(trial.random)
        yield f"{where}, {text}: Zufall {_percent(lucky)}"
