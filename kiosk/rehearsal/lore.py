"""What people in a city know: the right answers, by the words they are asked with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kiosk.content.model import Scenario, Step
from kiosk.content.scope import Scope
from kiosk.content.template import Template
from kiosk.content.whole import Content
from kiosk.core.frame import Element, Frame
from scenes.kinds.choice.schema import Choice
from scenes.kinds.duel.schema import Duel
from scenes.kinds.process.office import office
from scenes.kinds.process.schema import Process
from scenes.kinds.sort.schema import Sort


@dataclass(frozen=True, slots=True)
class Lore:
    """words: a question, or a thing in the hand -> how the right option begins. numbers: a question -> it."""

    words: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)

    def right(self, asked: Iterable[Element]) -> str | None:
        """How the right option begins for what is asked."""
        return next((self.words[e.label] for e in asked if e.label in self.words), None)

    def number(self, frame: Frame) -> float | None:
        """The number that is asked for on a screen."""
        asked = (e.label for e in frame.elements if e.role == "heading")
        return next((self.numbers[label] for label in asked if label in self.numbers), None)


NOTHING = Lore()


def lore(contents: Iterable[Content]) -> Lore:
    """Everything there is to know, in every language that is given."""
    words: dict[str, str] = {}
    numbers: dict[str, float] = {}
    for content in contents:
        for scenario in content.scenarios.values():
            known = Scope(scenario, content.figures, {})
            for step in scenario.steps:
                words |= {asked.source: right.source for asked, right in _words(step)}
                if isinstance(step, Duel):
                    numbers |= {card.ask.source: card.answer.number(known) for card in step.cards.values()}
            words |= {asked.source: right.source for asked, right in _bottlenecks(scenario, known)}
    return Lore(words, numbers)


def _words(step: Step) -> Iterator[tuple[Template, Template]]:
    if isinstance(step, Sort):
        for item in step.items.values():
            yield item.text, step.bins[item.place].text
    if isinstance(step, Choice) and step.answer is not None and step.ask is not None:
        yield step.ask, step.options[str(step.answer)].text


def _bottlenecks(scenario: Scenario, known: Scope) -> Iterator[tuple[Template, Template]]:
    """Where a queue jams, for a question whose options are its desks: people know whom one waits for."""
    for process in [step for step in scenario.steps if isinstance(step, Process)]:
        desk = list(process.stations)[office(process, (), known).bottleneck]
        asking = [step for step in scenario.steps if isinstance(step, Choice)]
        for step in asking:
            if step.ask is not None and set(step.options) == set(process.stations):
                yield step.ask, step.options[desk].text
