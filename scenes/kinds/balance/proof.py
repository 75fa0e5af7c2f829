"""What a curator wants to know of a day: what it comes to untouched, by chance and at its best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk.content.diagnostics import Problem
from kiosk.content.formula import Formula, Value, half_up
from kiosk.content.proof import Case, Examined, computed
from kiosk.content.template import written
from kiosk.content.walk import leaves
from scenes.kinds.balance.rules import conditions, day_of, untouched
from scenes.kinds.balance.schema import MOST_SQUARES, Balance
from scenes.kinds.balance.simulation import Plan, best, peak, random_plans, simulate

PLAYS = 200
DIRTIEST = 1.5
"""Kilograms for a kilowatt-hour; lignite, the dirtiest there is, comes to about 1.1 with its chain."""
EASY = 0.85
"""How often chance must light the first lamp, whatever was built before: nobody shall go without."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A day under one way of arriving. own shares in percent, as they are written.

    label: the variables that made it so. chance: of random plans. peak: the most MWh of an hour.
    """

    label: str
    untouched: float
    chance: tuple[float, ...]
    best: float
    plan: Plan
    peak: float

    @property
    def mean(self) -> float:
        return sum(self.chance) / len(self.chance)

    def share(self, percent: int) -> float:
        """How many of the random plans reach a goal, 0..1."""
        return sum(own >= percent for own in self.chance) / len(self.chance)


def examine(case: Case) -> Examined:
    """Every distinct day a visitor can meet here, tried at random and at its best."""
    step = case.step
    assert isinstance(step, Balance)
    problems = tuple(_amounts(case, step))
    found = trials(step, case.scopes, f"{case.scenario.id}/{step.id}", frozenset(case.scenario.start))
    problems += tuple(_tiny(case, step, found))
    lines = tuple(_line(f"{case.scenario.id}/{step.id}", step, trial) for trial in found)
    return Examined((*problems, *_goals(case, step, found)), lines)


def _tiny(case: Case, step: Balance, found: tuple[Trial, ...]) -> Iterator[Problem]:
    """Squares too small to be seen."""
    most = max((trial.peak for trial in found), default=0.0) / step.square.value
    if most > MOST_SQUARES:
        said = f"Eine Stunde hätte {written(most, 'de', 0)} Quadrate, erlaubt sind {MOST_SQUARES}."
        yield case.problem(("square", "is"), "W322", said, "Nimm größere Quadrate.")


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
        found[given] = Trial(label, start, chance, _own(simulate(day, plan).own), plan, peak(day))
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
    worst = min(found, key=lambda trial: trial.share(int(first)))
    luck = worst.share(int(first))
    if luck < EASY and top >= int(first):
        where = f" ({worst.label})" if worst.label else ""
        yield case.problem(
            ("goals", first), "W321",
            f"Die erste Lampe geht nur bei {written(luck * 100, 'de', 0)} % der zufälligen Pläne an{where}.",
            f"Bei {written(EASY * 100, 'de', 0)} % soll sie leuchten, damit niemand leer ausgeht.", key=True,
        )  # fmt: skip


def _amounts(case: Case, step: Balance) -> Iterator[Problem]:
    """Amounts that cannot be on some way of arriving, each told once."""
    for tail, formula in step.conditions():
        found = [value for scope in case.scopes if (value := computed(formula, scope)) is not None]
        lowest, code = min(found, default=0.0), "E322" if tail[0] == "storage" else "E323"
        if tail == ("co2",) and max(found, default=0.0) > DIRTIEST:
            said = f"{written(max(found), 'de')} kg CO₂e für eine Kilowattstunde: gemeint sind Kilogramm."
            yield case.problem(tail, "W324", said, "Etwa strommix, das sind 0,4.")
        if lowest < 0:
            yield case.problem(
                tail, code, f"„{formula.source}“ wird negativ ({written(lowest, 'de')}).",
                "Begrenze die Formel, etwa mit max(0, ...).",
            )  # fmt: skip
