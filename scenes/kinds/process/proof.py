"""What a curator wants to know of a queue: what no card, chance and the best cards come to, goal by goal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kiosk.content.diagnostics import Problem
from kiosk.content.formula import Value
from kiosk.content.proof import Case, Examined
from kiosk.content.template import written
from scenes.kinds.process.office import affordable, changed, office, spent
from scenes.kinds.process.rules import Cards, cases_of, station
from scenes.kinds.process.schema import Process
from scenes.kinds.process.simulation import granted

RACES = 20
"""Races of each set of cards, always the same: the mean of so many is sure to about one case."""
EASY = 0.85
"""How often random cards must light the first lamp: nobody shall go without."""
TRIVIAL = 0.95
"""A lamp beyond the first that random cards light so often is none to play for."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A set of cards and the cases done by the last day, in each of the races."""

    cards: Cards
    done: tuple[int, ...]

    @property
    def mean(self) -> float:
        return sum(self.done) / len(self.done)

    def share(self, goal: int) -> float:
        """How many of the races reach a goal, 0..1."""
        return sum(done >= goal for done in self.done) / len(self.done)


def sets(step: Process) -> Iterator[Cards]:
    """Every set of cards that the chips are enough for."""
    for size in range(len(step.cards) + 1):
        yield from (cards for cards in combinations(step.cards, size) if affordable(step, cards))


def full(step: Process, cards: Cards) -> bool:
    """Whether a visitor who lays what is possible would stop here: no other card can be paid."""
    left = step.chips - spent(step, cards)
    return all(card.chips > left for id, card in step.cards.items() if id not in cards)


def trials(step: Process, known: Mapping[str, Value], seed: str, races: int = RACES) -> tuple[Trial, ...]:
    """Every set of cards in the same `races`."""
    lots = [cases_of(step, f"{seed}/{number}") for number in range(races)]
    found = []
    for cards in sets(step):
        built = office(step, cards, known)
        found.append(Trial(cards, tuple(granted(built, cases, step.days) for cases in lots)))
    return tuple(found)


def examine(case: Case) -> Examined:
    """Every set of cards within the chips: chance lays cards until no other one can be paid."""
    step = case.step
    assert isinstance(step, Process)
    if not case.scopes:
        return Examined()
    known = case.scopes[0]
    where = f"{case.scenario.id}/{step.id}"
    found = trials(step, known, where)
    chance = tuple(trial for trial in found if full(step, trial.cards))
    best = max(found, key=lambda trial: (trial.mean, -len(trial.cards)))
    problems = (*_goals(case, step, chance, best), *_idle(case, step, found), *_beyond(case, step, known))
    narrow = station(step, office(step, (), known).bottleneck)
    return Examined(
        problems, (_line(where, step, (found[0], best), chance), f"{where}: Engpass ohne Karten: {narrow}")
    )


def luck(chance: tuple[Trial, ...], goal: int) -> float:
    """How often random cards reach a goal, all sets equally likely."""
    return sum(trial.share(goal) for trial in chance) / len(chance)


def _line(where: str, step: Process, ends: tuple[Trial, Trial], chance: tuple[Trial, ...]) -> str:
    nothing, best = ends
    goals = ", ".join(
        f"{word.source} ({goal}): Zufall {_percent(luck(chance, int(goal)))} %, "
        f"beste {_percent(best.share(int(goal)))} %"
        for goal, word in step.goals.items()
    )
    mean = sum(trial.mean for trial in chance) / len(chance)
    return (
        f"{where}: ohne Karten {written(nothing.mean, 'de', 0)}, Zufall {written(mean, 'de', 0)}, "
        f"beste {written(best.mean, 'de', 0)} von {step.cases.count} ({', '.join(best.cards)}); {goals}"
    )


def _goals(case: Case, step: Process, chance: tuple[Trial, ...], best: Trial) -> Iterator[Problem]:
    top = max(best.done)
    for at, goal in enumerate(step.thresholds):
        tail = ("goals", str(goal))
        often = luck(chance, goal)
        if top < goal:
            said = f"{goal} erreicht hier niemand: Die besten Karten kommen auf {top}."
            remedy = "Senke das Ziel, oder gib mehr Chips oder Tage."
            yield case.problem(tail, "W340", said, remedy, key=True)
        elif at == 0 and often < EASY:
            said = f"Die erste Lampe geht nur bei {_percent(often)} % der Zufallskarten an."
            remedy = f"Bei {_percent(EASY)} % soll sie leuchten, damit niemand leer ausgeht."
            yield case.problem(tail, "W341", said, remedy, key=True)
        elif at > 0 and often > TRIVIAL:
            said = f"{goal} schaffen {_percent(often)} % der Zufallskarten: Da gibt es nichts zu tun."
            yield case.problem(tail, "W342", said, "Setze das Ziel höher, oder gib weniger Chips.", key=True)


def _percent(share: float) -> str:
    return written(share * 100, "de", 0)


def _idle(case: Case, step: Process, found: tuple[Trial, ...]) -> Iterator[Problem]:
    """Cards that never change anything, whatever else lies."""
    done = {trial.cards: trial.done for trial in found}
    for id in step.cards:
        pairs = [(cards, tuple(c for c in cards if c != id)) for cards in done if id in cards]
        if pairs and all(done[with_it] == done[without] for with_it, without in pairs):
            said = f"„{id}“ ändert mit keinen anderen Karten etwas am Rennen."
            yield case.problem(("cards", id), "W343", said, "Braucht es sie?", key=True)


def _beyond(case: Case, step: Process, known: Mapping[str, Value]) -> Iterator[Problem]:
    """Numbers that several cards together bring beyond their limits."""
    alone = {odd for cards in ((), *((id,) for id in step.cards)) for odd in changed(step, cards, known)[1]}
    seen = set()
    for cards in sets(step):
        for odd in changed(step, cards, known)[1]:
            if odd not in alone and (odd.card, odd.name) not in seen:
                seen.add((odd.card, odd.name))
                said = f"Mit {', '.join(cards)} zusammen geht {odd.name} über seine Grenzen."
                yield case.problem(("cards", odd.card, "set", odd.name), "W344", said, key=True)
