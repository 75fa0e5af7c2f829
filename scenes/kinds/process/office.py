"""From the words of a file to an office: its numbers, what cards make of them, the desks they spare."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kiosk.content.formula import FormulaError, Value, half_up
from scenes.kinds.process.schema import PERDAY, Card, Process
from scenes.kinds.process.simulation import Office, Skip

Numbers = Mapping[str, float]
"""`rework.chance`, `rework.delay`, `distraction` and the `perday` of each station."""

LIMITS: Mapping[str, tuple[float, float]] = {
    "distraction": (0.0, 0.9),
    "chance": (0.0, 0.9),
    "delay": (1.0, 60.0),
    PERDAY: (0.01, 100.0),
    "share": (0.0, 1.0),
}
"""What each number may be; beyond it no race would end, or nobody could follow it."""


def limits(name: str) -> tuple[float, float]:
    """The limits of a number of the office."""
    return LIMITS[name.rpartition(".")[2]]


@dataclass(frozen=True, slots=True)
class Odd:
    """A number that a card (or the file, `card` being empty) sets beyond its limits; None is no number."""

    card: str
    name: str
    value: float | None


def within(name: str, value: float) -> float:
    low, high = limits(name)
    return min(max(value, low), high)


def base(step: Process, known: Mapping[str, Value]) -> dict[str, float]:
    """The numbers of the office before any card. known: the figures."""
    found = {"rework.chance": 0.0, "rework.delay": 1.0}
    for _, name, formula in step.conditions():
        found[name] = formula.number(known)
    return found


def changed(
    step: Process, cards: Collection[str], known: Mapping[str, Value]
) -> tuple[Numbers, tuple[Odd, ...]]:
    """The numbers after these cards, each within its limits; and what was beyond.

    Cards act in the order of the file, whatever the order they were laid in.
    """
    numbers = base(step, known)
    odd = [Odd("", name, value) for name, value in numbers.items() if within(name, value) != value]
    numbers = {name: within(name, value) for name, value in numbers.items()}
    for id, card in step.cards.items():
        if id not in cards:
            continue
        before: dict[str, Value] = {**known, **numbers}
        for name, change in card.changes.items():
            if name not in numbers:
                continue  # told by `faults`
            try:
                value = float(change.formula.compute(before))
            except (FormulaError, ValueError):
                odd.append(Odd(id, name, None))
                continue
            if within(name, value) != value:
                odd.append(Odd(id, name, value))
            numbers[name] = within(name, value)
    return numbers, tuple(odd)


def office(step: Process, cards: Collection[str], known: Mapping[str, Value]) -> Office:
    """The office with these cards. known: the figures."""
    numbers, _ = changed(step, cards, known)
    desks = {id: index for index, id in enumerate(step.stations)}
    skips = [
        Skip(
            frozenset(desks[id] for id in card.skip if id in desks), within("share", share.number(known)), at
        )
        for at, (name, card) in enumerate(rules(step))
        if name in cards and (share := card.share) is not None
    ]
    return Office(
        tuple(numbers[f"{id}.{PERDAY}"] for id in step.stations),
        numbers["distraction"],
        numbers["rework.chance"],
        int(half_up(numbers["rework.delay"])),
        tuple(skips),
    )


def rules(step: Process) -> list[tuple[str, Card]]:
    """The cards that let cases skip desks: each has a number of its own in every application's luck."""
    return [(id, card) for id, card in step.cards.items() if card.skip]


def affordable(step: Process, cards: Collection[str]) -> bool:
    """Whether the chips are enough for these cards."""
    return spent(step, cards) <= step.chips


def spent(step: Process, cards: Collection[str]) -> int:
    """Chips that lie on these cards."""
    return sum(card.chips for id, card in step.cards.items() if id in cards)
