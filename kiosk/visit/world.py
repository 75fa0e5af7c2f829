"""What a screen may know: the content in the visitor's language, the city's lights, the record."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from kiosk.content.formula import Value
from kiosk.content.housetexts import FORMAL
from kiosk.content.whole import Content
from kiosk.visit.settings import Settings

LIGHTS = 1296
WINDOWS = 9


@dataclass(frozen=True, slots=True)
class Lights:
    """The city of lights of this terminal: its number, 1,296 colour ids or None, lit today.

    lapse: hour and window of today's lights, in the order of both.
    """

    city: int = 1
    colours: tuple[str | None, ...] = (None,) * LIGHTS
    today: int = 0
    lapse: tuple[tuple[int, int], ...] = ()

    @property
    def lit(self) -> int:
        return sum(1 for colour in self.colours if colour is not None)

    def dark(self) -> tuple[int, ...]:
        """Numbers of the windows that are still dark: block * 9 + window."""
        return tuple(i for i, colour in enumerate(self.colours) if colour is None)

    def promised(self, seed: int) -> int:
        """The dark window kept for the visit with this seed; -1 in a full city."""
        dark = self.dark()
        return random.Random(seed).choice(dark) if dark else -1

    def earned(self, seed: int, company: int) -> tuple[int, ...]:
        """The dark windows a game lights for `company` people, the promised one first.

        Those of its own block come next: a class of nine or more makes a whole block shine.
        """
        first = self.promised(seed)
        if first < 0:
            return ()
        block = first // WINDOWS
        beside = [place for place in self.dark() if place // WINDOWS == block and place != first]
        elsewhere = [place for place in self.dark() if place // WINDOWS != block] if company < WINDOWS else []
        return (first, *beside, *elsewhere)[:company]

    def with_light(self, block: int, window: int, colour: str) -> Lights:
        index = block * 9 + window
        colours = (*self.colours[:index], colour, *self.colours[index + 1 :])
        return replace(self, colours=colours, today=self.today + 1)


@dataclass(frozen=True, slots=True)
class Crowd:
    """What earlier visits answered: sums, never a visit.

    polls: 'scenario/step' or 'scenario/step.part' -> how often each value was given.
    guesses: the same for what was guessed before a truth was shown.
    kg: kilograms a year of all levers ever taken up.
    All of it as of the end of the last day or earlier: it joins in batches, so that no two days differ by
    what one visit said. What fewer than `LEAST` visits said is not told anywhere.
    laid: 'scenario/step/option' -> how often it was chosen as of now: pictures grow before all eyes.
    dawns: the same when yesterday began, and when today did.
    """

    LEAST: ClassVar[int] = 20
    polls: Mapping[str, Mapping[float, int]] = field(default_factory=dict)
    guesses: Mapping[str, Mapping[float, int]] = field(default_factory=dict)
    kg: int = 0
    laid: Mapping[str, int] = field(default_factory=dict)
    dawns: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def of(self, scenario: str) -> Crowd:
        """What belongs to one scenario."""
        own = f"{scenario}/"
        return Crowd(
            {k: v for k, v in self.polls.items() if k.startswith(own)},
            {k: v for k, v in self.guesses.items() if k.startswith(own)},
            0,
            {k: v for k, v in self.laid.items() if k.startswith(own)},
        )

    def votes(self, step: str) -> int:
        """How many visits answered; 0 for too few."""
        return enough(self.polls.get(step, {}))

    def share(self, step: str, value: float) -> float | None:
        """Percent of the visits that gave `value`, rounded to 5 (rules G9); None for too few."""
        count = self.votes(step)
        return 5.0 * round(20 * self.polls[step].get(value, 0) / count) if count else None

    def mean(self, step: str) -> float | None:
        """The mean of the numbers given; None for too few."""
        count = self.votes(step)
        return sum(value * n for value, n in self.polls[step].items()) / count if count else None

    def median_guess(self, target: str) -> float | None:
        """The number in the middle of all guesses (the lower of two); None for too few."""
        guesses = self.guesses.get(target, {})
        half, seen = (enough(guesses) + 1) // 2, 0
        for value in sorted(guesses) if half else ():
            seen += guesses[value]
            if seen >= half:
                return value
        return None

    def most(self, step: str) -> tuple[float, int] | None:
        """The value most visits gave (the lowest of several) and how many visits voted; None = too few."""
        votes, count = self.polls.get(step, {}), self.votes(step)
        return (min(votes, key=lambda value: (-votes[value], value)), count) if count else None


def enough(votes: Mapping[float, int]) -> int:
    """How many there are; 0 for fewer than may be told."""
    count = sum(votes.values())
    return count if count >= Crowd.LEAST else 0


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One stored fact of the running visit, as it is written.

    kind: of the event. target: screen or element it is about. value: a number, or nothing.
    pause: seconds since the line before, from and to; None = or longer.
    """

    kind: str
    target: str = ""
    value: str = ""
    pause: tuple[float, float | None] | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay: its seed, settings, and the scenarios finished in it."""

    seed: int
    settings: Settings = field(default_factory=Settings)
    finished: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """Everything outside a screen that it may show. Frozen for the length of a frame.

    formal: the visitor is in a scenario that says Sie, so the house says it too.
    """

    content: Content
    lights: Lights = field(default_factory=Lights)
    record: tuple[RecordLine, ...] = ()
    crowd: Crowd = field(default_factory=Crowd)
    formal: bool = False

    def say(self, key: str, **values: Value) -> str:
        """A word of the house in the visitor's language; the key itself where the content lacks it.

        Loading reports every missing word; a visitor shall rather read an odd word than lose the game.
        """
        texts = self.content.exhibition.texts
        text = texts.get(key + FORMAL) if self.formal else None
        text = text or texts.get(key)
        return key if text is None else text.render(values, self.content.language)

    def icon(self, name: str | None) -> tuple[str, ...] | None:
        return self.content.icons.get(name) if name else None
