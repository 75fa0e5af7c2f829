"""What people in a city know: the right answers, by the words they are asked with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kiosk.content.model import Step
from kiosk.content.template import Template
from kiosk.content.whole import Content
from scenes.kinds.choice.schema import Choice
from scenes.kinds.sort.schema import Sort

Lore = Mapping[str, str]
"""A question, or a thing that is in the hand -> the words of the right option."""


def lore(contents: Iterable[Content]) -> Lore:
    """Everything there is to know, in every language that is given."""
    return {
        asked.source: right.source
        for content in contents
        for scenario in content.scenarios.values()
        for step in scenario.steps
        for asked, right in _known(step)
    }


def _known(step: Step) -> Iterator[tuple[Template, Template]]:
    if isinstance(step, Sort):
        for item in step.items.values():
            yield item.text, step.bins[item.place].text
    if isinstance(step, Choice) and step.answer is not None and step.ask is not None:
        yield step.ask, step.options[str(step.answer)].text
