"""Numbers of all visits: which of them can be told, in words and as squares. Nothing is drawn here."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from kiosk.content.exhibition import Together
from kiosk.content.formula import half_up
from kiosk.content.model import Candidate, Domain, Step
from kiosk.content.template import written
from kiosk.content.together import asked, sayable
from kiosk.visit.world import World

MOST_SQUARES = 120
HUNDRED = 100
STEP = 5.0
"""Per cent: no finer is any share told (rules G9)."""
TONNE = 1000.0


@dataclass(frozen=True, slots=True)
class Told:
    """A number of all visits. headline: in words. digits: as large as they can be. legend: what a square is.

    squares: how many are lit, of so many; a count has as many as it needs, a share a hundred.
    """

    headline: str
    legend: str
    number: float
    unit: str
    squares: int
    of: int
    colour: Domain

    def digits(self, share: float, language: str) -> str:
        """The number once this share of the squares is lit."""
        now = self.number if share >= 1 else half_up(self.number * max(share, 0.0), 0)
        return written(now, language) + self.unit


def told(world: World) -> tuple[Told, ...]:
    """All numbers that at least 20 visits stand behind, in the order of the content."""
    entries = (entry for entry in world.content.exhibition.together if sayable(entry))
    return tuple(found for entry in entries for found in _told(world, entry))


def _told(world: World, entry: Together) -> Iterator[Told]:
    if entry.kg:
        tonnes = world.crowd.kg / TONNE
        number = half_up(tonnes, 0 if tonnes >= 10 else 1)
        if number > 0:
            yield _counted(world, entry, number, "klima")
        return
    scenario, id, part = asked(entry)
    game = world.content.scenarios.get(scenario)
    step = next((s for s in game.steps if s.id == id), None) if game is not None else None
    if game is None or step is None:
        return
    if entry.median is not None:
        guess = world.crowd.median_guess(f"{scenario}/{id}{part}")
        if guess is not None and guess > 0:
            yield _counted(world, entry, guess, game.colour)
    elif not part and (found := _most(world, f"{scenario}/{id}", step)) is not None:
        yield _shared(world, entry, found, game.colour)


def _most(world: World, path: str, step: Step) -> tuple[Candidate, float] | None:
    """The most frequent candidate and its share in per cent; None before all of them are known."""
    shares = [
        (candidate, world.crowd.polls[path + candidate.poll].get(candidate.value, 0) / votes)
        for candidate in step.candidates()
        if (votes := world.crowd.votes(path + candidate.poll))
    ]
    if not shares or len(shares) < len(step.candidates()):
        return None
    most = max(shares, key=lambda found: found[1])
    share = STEP * half_up(most[1] * HUNDRED / STEP, 0)
    return (most[0], share) if share > 0 else None


def _counted(world: World, entry: Together, number: float, colour: Domain) -> Told:
    square = unit_for(number)
    squares = max(round(number / square), 1)
    language = world.content.language
    headline = entry.text.render({"number": number}, language)
    return Told(headline, _legend(world, entry, square), number, "", squares, squares, colour)


def _shared(world: World, entry: Together, found: tuple[Candidate, float], colour: Domain) -> Told:
    language = world.content.language
    answer = found[0].text.render({}, language)
    headline = entry.text.render({"answer": answer, "number": found[1]}, language)
    return Told(headline, _legend(world, entry, 1.0), found[1], " %", round(found[1]), HUNDRED, colour)


def _legend(world: World, entry: Together, square: float) -> str:
    """What a square is, and of when the number is."""
    said = entry.square.render({"square": square}, world.content.language)
    return world.say("attract_square", square=said)


def unit_for(number: float) -> float:
    """What a square stands for: 1, 2 or 5 times a power of ten, the smallest that needs 120 at most."""
    least = math.floor(math.log10(number / MOST_SQUARES))
    steps = (lead * 10.0**power for power in count(least) for lead in (1, 2, 5))
    return next(unit for unit in steps if number / unit <= MOST_SQUARES)
