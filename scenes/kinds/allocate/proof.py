"""What a curator wants to know of a spread: what chance, evenness and skill reach with the people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kiosk.content.diagnostics import Problem
from kiosk.content.proof import Case, Examined, computed
from kiosk.content.template import written
from scenes.kinds.allocate.rules import council
from scenes.kinds.allocate.schema import Allocate
from scenes.kinds.allocate.simulation import Council, Spread, best, even, random_spreads

PLAYS = 6000
EASY = 0.85
"""How often chance must light the first lamp: nobody shall go without."""
TRIVIAL = 0.5
"""How often chance may light the last one at most."""


@dataclass(frozen=True)
class Trial:
    """chance: random spreads by their votes. even, best: the votes of these. spread: the best one."""

    chance: Counter[int]
    even: int
    best: int
    spread: Spread

    @cached_property
    def plays(self) -> int:
        return self.chance.total()

    def share(self, votes: int) -> float:
        """How many of the random spreads got at least so many votes, 0..1."""
        return sum(n for got, n in self.chance.items() if got >= votes) / self.plays


def trial(people: Council, seed: str, plays: int = PLAYS) -> Trial:
    """Play at random, evenly and as well as can be; always the same for the same seed."""
    count = len(people.measures)
    chance = Counter(people.votes(spread) for spread in random_spreads(people.total, count, plays, seed))
    found = best(people, seed)
    return Trial(chance, people.votes(even(people.total, count)), people.votes(found), found)


def examine(case: Case) -> Examined:
    """Every distinct threshold a visitor can meet here."""
    step = case.step
    assert isinstance(step, Allocate)
    if step.threshold is None:
        return Examined()
    where = f"{case.scenario.id}/{step.id}"
    limits = {value for scope in case.scopes if (value := computed(step.threshold, scope)) is not None}
    low = [limit for limit in limits if limit <= 0]
    if low:
        said = f"Die Schwelle wird {written(min(low), 'de')}: dann sagt jeder immer Ja."
        return Examined((case.problem(("threshold",), "E370", said, "Sie muss über 0 liegen, etwa 0.9."),))
    problems: list[Problem] = list(_wishes(case, step))
    lines = []
    for limit in sorted(limits):
        people = council(step, limit)
        found = trial(people, where)
        lines.append(_line(where, step, found))
        problems += _goals(case, step, found)
        problems += _alone(case, step, people)
    return Examined(tuple(dict.fromkeys(problems)), tuple(lines))


def _line(where: str, step: Allocate, found: Trial) -> str:
    goals = ", ".join(
        f"{word.source} ({votes}): Zufall {written(found.share(int(votes)) * 100, 'de', 0)} %"
        + ("" if found.best >= int(votes) else ", nie")
        for votes, word in step.goals.items()
    )
    laid = "-".join(str(squares) for squares in found.spread)
    return f"{where}: gleichmäßig {found.even} Stimmen, beste {found.best} (etwa {laid}); {goals}"


def _wishes(case: Case, step: Allocate) -> Iterator[Problem]:
    """Items nobody wants."""
    wanted = {name for person in step.people.values() for name, weight in person.yes.of if weight > 0}
    for id in step.items:
        if id not in wanted:
            said = f"„{id}“ wünscht sich niemand: jedes Quadrat darauf ist verschenkt."
            yield case.problem(
                ("items", id), "W373", said, "Gib jemandem unter yes ein Gewicht dafür.", key=True
            )


def _alone(case: Case, step: Allocate, people: Council) -> Iterator[Problem]:
    """People whom no spread convinces, not even one made for them alone."""
    for (id, person), row in zip(step.people.items(), people.weights, strict=True):
        own = Council(people.total, people.measures, (row,), people.threshold)
        if not own.votes(best(own, id)):
            said = f"„{person.text.source}“ sagt nie Ja, auch wenn alle Quadrate nach diesen Wünschen liegen."
            yield case.problem(
                ("people", id, "yes"), "W374", said, "Größere Gewichte, kleineres k oder from."
            )


def _goals(case: Case, step: Allocate, found: Trial) -> Iterator[Problem]:
    for votes in step.goals:
        if found.best < int(votes):
            said = f"{votes} Stimmen erreicht hier niemand: Mehr als {found.best} haben wir nicht gefunden."
            remedy = "Senke das Ziel oder die Schwelle, oder gib den Menschen größere Gewichte."
            yield case.problem(("goals", votes), "W370", said, remedy, key=True)
    first, *_ = goals = list(step.goals)
    last = goals[-1]
    luck = found.share(int(first))
    if luck < EASY and found.best >= int(first):
        said = (
            f"Die erste Lampe geht nur bei {written(luck * 100, 'de', 0)} % der zufälligen Verteilungen an."
        )
        remedy = f"Bei {written(EASY * 100, 'de', 0)} % soll sie leuchten, damit niemand leer ausgeht."
        yield case.problem(("goals", first), "W371", said, remedy, key=True)
    luck = found.share(int(last))
    if found.even >= int(last) or luck > TRIVIAL:
        how = (
            "Gleichmäßig verteilt"
            if found.even >= int(last)
            else f"In {written(luck * 100, 'de', 0)} % der Fälle"
        )
        said = f"Die letzte Lampe geht von selbst an: {how} sind es schon {last} Stimmen."
        remedy = "Höhere Schwelle, oder ein from, das gleichmäßig Verteiltes nicht erreicht."
        yield case.problem(("goals", last), "W372", said, remedy, key=True)
