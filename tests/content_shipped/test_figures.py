"""Promises of the shipped figures: sourced, dated, used, and on one side of the system boundary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kiosk.content.formula import Formula
from kiosk.content.load import Library
from kiosk.content.model import Figure
from kiosk.content.template import Template
from kiosk.content.walk import leaves
from kiosk.content.whole import Content
from scenes.kinds.balance.schema import Balance

from .footprint import Footprint

OPENING = date(2026, 11, 23)
DIRECT = {0.363, 0.201, 0.182, 0.266, 0.239, 0.107, 0.084}
"""kg CO2 per kWh without upstream, as published: none of these may stand among figures with upstream."""


LONGEST_TEXT = {"de": 45, "en": 48}
LONGEST_SOURCE, LONGEST_UNIT = 90, 22


def all_figures(content: Content) -> Iterator[tuple[str, Figure]]:
    """Every figure with the context of its translation: those of the house, and of each scenario."""
    for name, figure in content.figures.items():
        yield f"figures/{name}.text", figure
    for id, scenario in content.scenarios.items():
        for name, figure in scenario.figures.items():
            yield f"{id}/figures.{name}.text", figure


def names_used(content: Content) -> set[str]:
    """What formulas, towers and days of any scenario name."""
    used: set[str] = set()
    for scenario in content.scenarios.values():
        formulas = [formula for _, formula in leaves(scenario, Formula)]
        formulas += [slot.formula for _, text in leaves(scenario, Template) for slot in text.slots]
        used |= {name for formula in formulas for name in formula.names}
        used |= set(scenario.live.parts if scenario.live else ())
        flows = [flow for step in scenario.steps if isinstance(step, Balance) for *_, flow in step.flows()]
        used |= {flow.curve for flow in flows if isinstance(flow.curve, str)}
    return used


def test_every_figure_has_unit_source_year_and_a_day_it_was_looked_up(german: Content) -> None:
    for name, figure in german.figures.items():
        assert figure.unit and figure.source and figure.note, name
        assert 2016 <= figure.year <= 2026 and figure.checked <= OPENING, name


def test_every_figure_says_in_a_few_words_what_it_is_in_every_language(library: Library) -> None:
    for context, figure in all_figures(library.german):
        assert figure.text is not None, context
        entry = library.catalogs["en"].entries[context]
        assert entry.german == figure.text.source and entry.text != entry.german, context
        for language, text in (("de", entry.german), ("en", entry.text)):
            assert len(text) <= LONGEST_TEXT[language], text
            assert not text.endswith((".", "!", "?")) and not re.search(r"[{}]", text), text


def test_no_two_figures_are_called_the_same(library: Library) -> None:
    contexts = [context for context, _ in all_figures(library.german)]
    entries = [library.catalogs["en"].entries[context] for context in contexts]
    assert len({entry.german for entry in entries}) == len({entry.text for entry in entries}) == len(contexts)


def test_the_figures_of_the_page_are_in_its_language(library: Library, english: Content) -> None:
    for context, figure in all_figures(english):
        assert figure.text is not None
        assert figure.text.source == library.catalogs["en"].entries[context].text


def test_a_source_is_one_short_line_and_its_details_are_in_the_note(german: Content) -> None:
    for context, figure in all_figures(german):
        assert len(figure.source) <= LONGEST_SOURCE, context
        assert not re.search(r"[a-zäöüß)“][.!?](\s|$)", figure.source), context


def test_a_unit_is_short_and_read_alike_in_every_language(german: Content) -> None:
    for context, figure in all_figures(german):
        assert len(figure.unit) <= LONGEST_UNIT, context
        assert "CO2" not in figure.unit and not re.search(r"\b(pro|je|im|und)\b", figure.unit), context


def test_what_the_house_set_itself_reads_alike_in_every_language(german: Content) -> None:
    for name, figure in german.figures.items():
        assert figure.mark != "model" or figure.source == "dig itMA²", name
        assert figure.unit not in {"Personen", "Jahre", "Stunden"}, name


def test_a_measured_figure_expires_and_a_set_one_says_that_it_is_set(german: Content) -> None:
    for name, figure in german.figures.items():
        assert (figure.mark == "model") == figure.source.startswith("dig itMA²"), name
        if figure.mark != "model":
            assert figure.expires is not None and figure.expires > OPENING, name


def test_every_figure_is_used(german: Content) -> None:
    assert set(german.figures) <= names_used(german)


def test_formulas_hold_no_emission_factor_of_their_own(footprint: Footprint) -> None:
    """Numbers in formulas are weeks, days, seconds and shares of a whole; factors are figures."""
    plain = {0, 1, 2, 3, 4, 12, 20, 24, 52, 365, 1000, 3600}
    for path, formula in leaves(footprint.scenario, Formula):
        if "checks" in path:
            continue
        numbers = re.findall(r"(?<![\w.])\d+(?:\.\d+)?", formula.source)
        assert {float(number) for number in numbers} <= plain | {100.0}, formula.source


def test_nothing_direct_stands_among_figures_with_upstream(german: Content) -> None:
    per_kwh = {name: f.value for name, f in german.figures.items() if f.unit == "kg CO₂e/kWh"}
    assert len(per_kwh) >= 7
    assert not DIRECT & set(per_kwh.values())


def test_district_heat_admits_that_it_is_not_mannheims(german: Content) -> None:
    heat = german.figures["fernwaerme"]
    assert heat.mark == "secondary" and "NICHT der von Mannheim" in heat.note
