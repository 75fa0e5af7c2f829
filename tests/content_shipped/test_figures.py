"""Promises of the shipped figures: sourced, dated, used, and on one side of the system boundary."""

from __future__ import annotations

import re
from datetime import date

from kiosk.content.formula import Formula
from kiosk.content.model import Content
from kiosk.content.template import Template
from kiosk.content.walk import leaves

from .footprint import Footprint

OPENING = date(2026, 11, 23)
DIRECT = {0.363, 0.201, 0.182, 0.266, 0.239, 0.107, 0.084}
"""kg CO2 per kWh without upstream, as published: none of these may stand among figures with upstream."""


def names_used(footprint: Footprint) -> set[str]:
    formulas = [formula for _, formula in leaves(footprint.scenario, Formula)]
    formulas += [slot.formula for _, text in leaves(footprint.scenario, Template) for slot in text.slots]
    live = footprint.scenario.live
    return {name for formula in formulas for name in formula.names} | set(live.parts if live else ())


def test_every_figure_has_unit_source_year_and_a_day_it_was_looked_up(german: Content) -> None:
    for name, figure in german.figures.items():
        assert figure.unit and figure.source and figure.note, name
        assert 2016 <= figure.year <= 2026 and figure.checked <= OPENING, name


def test_a_measured_figure_expires_and_a_set_one_says_that_it_is_set(german: Content) -> None:
    for name, figure in german.figures.items():
        assert (figure.mark == "model") == figure.source.startswith("dig itMA²"), name
        if figure.mark != "model":
            assert figure.expires is not None and figure.expires > OPENING, name


def test_every_figure_is_used(german: Content, footprint: Footprint) -> None:
    assert set(german.figures) <= names_used(footprint)


def test_formulas_hold_no_emission_factor_of_their_own(footprint: Footprint) -> None:
    """Numbers in formulas are weeks, days, seconds and shares of a whole; factors are figures."""
    plain = {0, 1, 2, 3, 4, 12, 20, 24, 52, 365, 1000, 3600}
    for path, formula in leaves(footprint.scenario, Formula):
        if "checks" in path:
            continue
        numbers = re.findall(r"(?<![\w.])\d+(?:\.\d+)?", formula.source)
        assert {float(number) for number in numbers} <= plain | {100.0}, formula.source


def test_nothing_direct_stands_among_figures_with_upstream(german: Content) -> None:
    per_kwh = {name: f.value for name, f in german.figures.items() if f.unit == "kg CO₂e pro kWh"}
    assert len(per_kwh) >= 7
    assert not DIRECT & set(per_kwh.values())


def test_district_heat_admits_that_it_is_not_mannheims(german: Content) -> None:
    heat = german.figures["fernwaerme"]
    assert heat.mark == "secondary" and "NICHT der von Mannheim" in heat.note
