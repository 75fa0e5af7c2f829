"""Answers a scenario is tried with before a visitor comes: extremes, every single one, random ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.content.answers import Answer, options_of
from kiosk.content.formula import half_up
from kiosk.content.model import Scenario, Step

Answers = dict[str, Answer]


@dataclass(frozen=True, slots=True)
class Trial:
    """Answers to try. varied: the one step in which they differ from a trial before; None = any."""

    answers: Answers
    varied: str | None = None


def trials(scenario: Scenario, rounds: int, each: bool = True) -> Iterator[Trial]:
    """Nothing answered, all at an end, `rounds` random plays (always the same), then each step alone.

    In the last part, left out without `each`, every position of every slider and every option is tried,
    one step at a time, with the other steps open and at both ends.
    """
    asking = [step for step in scenario.steps if step.asks]
    chance = random.Random(scenario.id)
    bases: list[Answers] = [{}, *({step.id: choices(step)[end] for step in asking} for end in (0, -1))]
    yield from map(Trial, bases)
    yield Trial({step.id: None if step.unknown else choices(step)[0] for step in asking})
    for _ in range(rounds):
        yield Trial({step.id: _any(step, chance) for step in asking})
    for step in asking if each else ():
        for answer in every(step):
            yield from (Trial({**base, step.id: answer}, step.id) for base in bases)


def choices(step: Step) -> list[Answer]:
    """The answers of a step that matter most, from least to most."""
    options = list(options_of(step))
    if outputs := step.outputs():
        most = max(len(tried) for tried in outputs.values())
        return [{n: tried[min(i, len(tried) - 1)] for n, tried in outputs.items()} for i in range(most)]
    if step.several:
        most = getattr(step, "max", len(options))
        return [(), *((option,) for option in options), tuple(options[:most])]
    if options:
        return list(options)
    low, high, size = _range(step)
    return [low, min(low + size, high), (low + high) / 2, high]


def every(step: Step) -> Iterator[Answer]:
    """Each answer a visitor can give here, and "don't know"; of a pick one option or as many as may be."""
    if step.unknown:
        yield None
    if step.several or options_of(step) or step.outputs():
        yield from choices(step)
        return
    low, high, size = _range(step)
    for position in range(int(half_up((high - low) / size, 6)) + 1):
        yield min(half_up(low + position * size, 9), high)
    yield high


def _range(step: Step) -> tuple[float, float, float]:
    low, high, size = getattr(step, "range", (0.0, 1.0, 1.0))
    return float(low), float(high), float(size)


def _any(step: Step, chance: random.Random) -> Answer:
    likely = choices(step)
    return chance.choice([None, *likely] if step.unknown else likely)
