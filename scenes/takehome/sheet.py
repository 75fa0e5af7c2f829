"""Which texts a result card has, and which numbers they need in which order.

A page cannot compute formulas, so the code carries what the formulas came to. Whoever writes a code and
whoever makes the page both ask here, and neither can number the blanks differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kiosk.content.answers import options_of
from kiosk.content.formula import Value
from kiosk.content.model import Part, Scenario, Step
from kiosk.content.template import Slot, Template
from kiosk.ui.facts import rounded
from kiosk.visit.takehome import mark

RANGE = "range"
FREE_DIGITS = 2
"""Decimals that are carried where a text does not say how many it shows."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The texts of one scenario's card in one language.

    lines: by name, in a fixed order. profiles: of which a card shows one, with what is said besides.
    words: what formulas may come to that is no number; the same places in every language.
    """

    lines: Mapping[str, Template]
    profiles: tuple[Template, ...]
    words: tuple[str, ...]
    names: tuple[str, ...]

    def blanks(self, profile: int = -1) -> dict[str, int]:
        """What is filled in, in the order a card carries it, with the decimals each is carried with.

        First what the lines need, then what the profile of that number needs beside it. Translations
        may show fewer decimals or another order: names, not places, say which number is meant.
        """
        texts: Iterable[tuple[str, Template]] = self.lines.items()
        if 0 <= profile < len(self.profiles):
            texts = [*texts, ("profile", self.profiles[profile])]
        found: dict[str, int] = {}
        for name, text in texts:
            for slot in sorted(text.slots, key=lambda s: s.formula.source):
                key = blank(name, slot)
                found[key] = max(found.get(key, 0), FREE_DIGITS if slot.digits is None else slot.digits)
        return found

    @property
    def shape(self) -> str:
        """A mark that changes with the meaning of a card's numbers, and with nothing else."""
        kinds = [tuple(self.blanks(i)) for i in range(-1, len(self.profiles))]
        return mark(repr((kinds, self.names, len(self.words))))


def blank(line: str, slot: Slot) -> str:
    """The name of what a placeholder needs: its formula; in a range one of the names only that has."""
    return f"{RANGE}:{slot.formula.source}" if line == RANGE else slot.formula.source


def sheet_of(scenario: Scenario) -> Sheet:
    """The texts of a scenario whose last step is a result."""
    result = scenario.steps[-1]
    names = (*getattr(result, "bars", {}), "/", *(scenario.live.parts if scenario.live else ()), "/",
             *axes_of(scenario))  # fmt: skip
    return Sheet(dict(_lines(scenario, result)), tuple(_endings(result)), tuple(_words(scenario)), names)


def _endings(result: Step) -> Iterator[Template]:
    """Each profile with every choice of the sentences that may follow it, as `ending` counts them."""
    also = [remark.text.source for remark in getattr(result, "also", ())]
    for profile in getattr(result, "profiles", ()):
        for choice in range(2 ** len(also)):
            chosen = (text for i, text in enumerate(also) if choice >> i & 1)
            yield Template.parse(" ".join((profile.text.source, *chosen)))


def ending(profile: int, also: Mapping[int, bool]) -> int:
    """The number of a profile with these sentences after it; -1 without a profile."""
    choice = sum(holds << i for i, holds in also.items())
    return profile * 2 ** len(also) + choice if profile >= 0 else -1


def axes_of(scenario: Scenario) -> Mapping[str, Part]:
    """The corners of the scenario's radar by the names of their numbers, if it shows one."""
    for step in scenario.steps:
        parts = getattr(step, "parts", None)
        if getattr(step, "chart", "") == "radar" and isinstance(parts, dict):
            return parts
    return {}


def levers_of(scenario: Scenario) -> Iterator[tuple[Step, str]]:
    """Everything a visitor can take up: the options of all steps where one picks, wishes aside."""
    for step in scenario.steps:
        if step.kind == "pick" and not step.collect:
            yield from ((step, id) for id in options_of(step))


@dataclass(frozen=True, slots=True)
class Beside:
    """A number beside a lever: the house's text for it, its placeholder, and how it is computed."""

    key: str
    slot: str
    digits: int
    value: Callable[[Mapping[str, Value]], float]


def figures_of(step: Step, id: str) -> tuple[Beside, ...]:
    """The numbers a lever shows: what it saves in a year, or what it costs and wins in a week."""
    option = options_of(step)[id]
    chips, hours, budget = (
        getattr(o, k, None) for o, k in ((option, "chips"), (option, "hours"), (step, "budget"))
    )
    found = []
    if option.saves is not None and not option.handprint:
        saves = option.saves
        found.append(Beside("pledge_kg", "kg", 0, lambda scope: rounded(saves.number(scope))))
    if chips is not None and budget is not None:
        found.append(Beside("budget_price", "euro", 0, lambda scope: chips * budget.euro.number(scope)))
    if hours is not None:
        found.append(Beside("budget_hours", "hours", FREE_DIGITS, hours.number))
    return tuple(found)


def _lines(scenario: Scenario, result: Step) -> Iterator[tuple[str, Template]]:
    for name in ("headline", "text", "shared", "talk", RANGE):
        text = getattr(result, name, None)
        if text is not None:
            yield name, text
    if scenario.live is not None:
        yield "measure", scenario.live.measure
        yield "unit", scenario.live.unit.text
        if scenario.live.outline is not None:
            yield "outline", scenario.live.outline.text
        yield from ((f"part.{name}", part.text) for name, part in scenario.live.parts.items())
    for name, bar in getattr(result, "bars", {}).items():
        yield f"bar.{name}", bar.text
        if bar.unit is not None:
            yield f"unit.{name}", bar.unit
    yield from ((f"axis.{name}", part.text) for name, part in axes_of(scenario).items())
    yield from ((f"lever.{step.id}.{id}", options_of(step)[id].text) for step, id in levers_of(scenario))


def _words(scenario: Scenario) -> Iterator[str]:
    for step in scenario.steps:
        for tried in step.outputs().values():
            yield from (value for value in tried if isinstance(value, str))
