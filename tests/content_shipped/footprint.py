"""The shipped calculator as the tests see it: answers in, kilograms out, through the product's own scope."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk.content.answers import Given, options_of, values_of
from kiosk.content.model import Figure, Option, Scenario, Step
from kiosk.content.scope import Scope

Answers = Mapping[str, str | float | None]
"""Step id to option id or number; None is "don't know"; a missing step is not answered yet."""

PERSONAS: Mapping[str, Answers] = {
    "wg": {
        "personen": "4", "flaeche": 100, "heizung": "fern", "bau": "alt", "strom": "normal", "auto": 0,
        "bahn": "120", "fliegen": "4", "essen": "wenig", "kaufen": "selten", "digital": "mittel",
    },
    "familie": {
        "personen": "4", "flaeche": 140, "heizung": "gas", "bau": "mittel", "strom": "normal", "auto": 300,
        "antrieb": "benzin", "bahn": "0", "fliegen": "4", "essen": "mix", "kaufen": "mittel",
        "digital": "mittel",
    },
    "vielflieger": {
        "personen": "1", "flaeche": 80, "heizung": "fern", "bau": "mittel", "strom": "normal", "auto": 100,
        "antrieb": "benzin", "bahn": "30", "fliegen": "24", "essen": "viel", "kaufen": "viel",
        "digital": "kurz",
    },
    "oelheizung": {
        "personen": "1", "flaeche": 120, "heizung": "oel", "bau": "alt", "strom": "normal", "auto": 60,
        "antrieb": "benzin", "bahn": "0", "fliegen": "0", "essen": "mix", "kaufen": "selten",
        "digital": "lang",
    },
    "sparsam": {
        "personen": "2", "flaeche": 50, "heizung": "pumpe", "bau": "neu", "strom": "oeko", "auto": 0,
        "bahn": "30", "fliegen": "0", "essen": "vegan", "kaufen": "selten", "digital": "lang",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Footprint:
    """The scenario `fussabdruck` with the figures it rests on."""

    scenario: Scenario
    figures: Mapping[str, Figure]

    @property
    def questions(self) -> tuple[Step, ...]:
        """The steps that change the sum: everything with a "don't know"."""
        return tuple(step for step in self.scenario.steps if step.unknown is not None)

    def scope(self, answers: Answers) -> Scope:
        """Everything formulas know after these answers; strict, so that a sum that fails is seen."""
        given: dict[str, Given] = {}
        for id, answer in answers.items():
            given.update(values_of(self.scenario.step(id), answer))
        return Scope(self.scenario, self.figures, given, strict=True)

    def kg(self, name: str, answers: Answers) -> float:
        return self.scope(answers).number(name)

    def levers(self, answers: Answers) -> dict[str, float]:
        """Kilograms of every lever that fits these answers, without the handprints."""
        scope = self.scope(answers)
        fitting = self.fitting(answers).items()
        return {id: option.saves.number(scope) for id, option in fitting if option.saves is not None}

    def fitting(self, answers: Answers) -> dict[str, Option]:
        """Every lever and handprint whose `when` holds."""
        scope = self.scope(answers)
        options = options_of(self.scenario.step("vorsaetze")).items()
        return {id: option for id, option in options if option.when is None or option.when.holds(scope)}

    def visits(self, count: int, seed: int = 2026) -> Iterator[Answers]:
        """Random visits: any answer, "don't know" or nothing at all, for every question."""
        dice = random.Random(seed)
        for _ in range(count):
            visit: dict[str, str | float | None] = {}
            for step in self.questions:
                if dice.random() < 0.9:
                    visit[step.id] = dice.choice(self.answers_to(step))
            yield visit

    def answers_to(self, step: Step) -> tuple[str | float | None, ...]:
        """Everything one may answer to a question, a slider at each of its marks."""
        if bounds := getattr(step, "range", None):
            low, high, by = bounds
            return (None, *(low + by * mark for mark in range(int((high - low) / by) + 1)))
        return (None, *options_of(step))
