"""What a curator wants to know of a day: what it comes to untouched, by chance and at its best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk.content.diagnostics import Problem
from kiosk.content.formula import Formula, FormulaError, Value, half_up
from kiosk.content.proof import Case, Examined
from kiosk.content.template import written
from kiosk.content.walk import leaves
from scenes.kinds.balance.rules import conditions, day_of, untouched
from scenes.kinds.balance.schema import Balance
from scenes.kinds.balance.simulation import Plan, best, random_plans, simulate

PLAYS = 200
EASY = 0.85
"""How often chance must light the first lamp where conditions are best: nobody shall go without."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A day under one way of arriving. own shares in percent, as they are written.

    label: the variables that made it so. chance: of random plans.
    """

    label: str
    untouched: float
    chance: tuple[float, ...]
    best: float
    plan: Plan

    @property
    def mean(self) -> float:
        return sum(self.chance) / len(self.chance)

    def share(self, percent: int) -> float:
        """How many of the random plans reach a goal, 0..1."""
        return sum(own >= percent for own in self.chance) / len(self.chance)


def examine(case: Case) -> Examined:
    """Every distinct day a visitor can meet here, tried at random and at its best."""
    step = case.step
    if not isinstance(step, Balance):
        return Examined()
    problems = tuple(_negative(case, step))
    found = trials(step, case.scopes, f"{case.scenario.id}/{step.id}", frozenset(case.scenario.start))
    lines = tuple(_line(f"{case.scenario.id}/{step.id}", step, trial) for trial in found)
    return Examined((*problems, *_goals(case, step, found)), lines)


def trials(
    step: Balance, scopes: tuple[Mapping[str, Value], ...], seed: str, variables: frozenset[str] = frozenset()
) -> tuple[Trial, ...]:
    """One trial for each distinct set of conditions among `scopes`."""
    named = sorted({name for _, formula in leaves(step, Formula) for name in formula.names} & variables)
    found: dict[object, Trial] = {}
    for scope in scopes:
        given = conditions(step, scope)
        if given in found:
            continue
        day = day_of(step, given, scope)
        plan = best(day)
        chance = tuple(_own(simulate(day, at).own) for at in random_plans(day, PLAYS, seed))
        label = ", ".join(f"{name} {written(_number(scope, name), 'de', 0)}" for name in named)
        start = _own(simulate(day, untouched(step)).own)
        found[given] = Trial(label, start, chance, _own(simulate(day, plan).own), plan)
    return tuple(found.values())


def _number(scope: Mapping[str, Value], name: str) -> float:
    value = scope[name]
    return float(value) if isinstance(value, (int, float)) else 0.0


def _own(share: float) -> float:
    return half_up(share * 100)


def _line(where: str, step: Balance, trial: Trial) -> str:
    goals = ", ".join(
        f"{word.source} ({share} %): Zufall {written(trial.share(int(share)) * 100, 'de', 0)} %"
        + ("" if trial.best >= int(share) else ", nie")
        for share, word in step.goals.items()
    )
    label = f", {trial.label}" if trial.label else ""
    return (
        f"{where}{label}: ohne Zutun {written(trial.untouched, 'de', 0)} %, "
        f"Zufall {written(trial.mean, 'de', 0)} %, beste {written(trial.best, 'de', 0)} %; {goals}"
    )


def _goals(case: Case, step: Balance, found: tuple[Trial, ...]) -> Iterator[Problem]:
    if not found:
        return
    top = max(trial.best for trial in found)
    for share in step.goals:
        if top < int(share):
            yield case.problem(
                ("goals", share), "W320",
                f"{share} % erreicht hier niemand: Die beste Planung kommt auf {written(top, 'de', 0)} %.",
                "Senke das Ziel, oder gib dem Tag mehr Sonne, Wind oder bewegliche Blöcke.", key=True,
            )  # fmt: skip
    first = next(iter(step.goals))
    luck = max(trial.share(int(first)) for trial in found)
    if luck < EASY and top >= int(first):
        yield case.problem(
            ("goals", first), "W321",
            f"Die erste Lampe geht nur bei {written(luck * 100, 'de', 0)} % der zufälligen Pläne an.",
            f"Bei {written(EASY * 100, 'de', 0)} % soll sie leuchten, damit niemand leer ausgeht.", key=True,
        )  # fmt: skip


def _negative(case: Case, step: Balance) -> Iterator[Problem]:
    """Amounts that come out negative on some way of arriving, each told once."""
    amounts: list[tuple[tuple[str, ...], Formula, str]] = [
        ((group, id, "times"), flow.times, "E323") for group, id, flow in step.flows()
    ]
    if step.storage is not None:
        amounts += [(("storage", "capacity"), step.storage.capacity, "E322")]
        amounts += [(("storage", "power"), step.storage.power, "E322")]
    amounts.append((("co2",), step.co2, "E323"))
    for tail, formula, code in amounts:
        lowest = min((value for scope in case.scopes if (value := _computed(formula, scope)) is not None),
                     default=0.0)  # fmt: skip
        if lowest < 0:
            yield case.problem(
                tail, code, f"„{formula.source}“ wird negativ ({written(lowest, 'de')}).",
                "Begrenze die Formel, etwa mit max(0, ...).",
            )  # fmt: skip


def _computed(formula: Formula, scope: Mapping[str, Value]) -> float | None:
    try:
        value = formula.compute(scope)
    except FormulaError:
        return None  # told elsewhere, at its place
    return None if isinstance(value, str) else float(value)
