"""What answers give to formulas, and what formulas rest on."""

from __future__ import annotations

import pytest

from kiosk.content.answers import values_of
from kiosk.content.formula import Formula, FormulaError
from kiosk.content.model import Scenario
from kiosk.content.scope import Scope
from kiosk.content.sums import given
from kiosk.content.template import Template
from kiosk.content.walk import inside, leaves, translated
from tests.content.house import House


@pytest.fixture
def garten(house: House) -> Scenario:
    return house.load().german.scenarios["garten"]


def scope(scenario: Scenario, house: House, **answers: str | float | tuple[str, ...] | None) -> Scope:
    return Scope(scenario, house.load().german.figures, given(scenario, answers))


def test_a_choice_gives_its_option_and_that_option_s_numbers(garten: Scenario) -> None:
    values = values_of(garten.step("pflanze"), "baum")
    assert values == {"pflanze": "baum", "pflanze.kg": Formula.parse(12), "pflanze.unknown": 0.0}


def test_a_numeric_option_is_a_number(garten: Scenario) -> None:
    assert values_of(garten.step("tage"), "7")["tage"] == 7


def test_dont_know_gives_what_it_stands_for(garten: Scenario) -> None:
    assert values_of(garten.step("pflanze"), None) == {
        "pflanze": "unknown", "pflanze.kg": Formula.parse(4), "pflanze.unknown": 1.0,
    }  # fmt: skip
    assert values_of(garten.step("wasser"), None)["wasser"] == Formula.parse(50)


def test_a_slider_gives_its_number(garten: Scenario) -> None:
    assert values_of(garten.step("wasser"), 70.0) == {"wasser": 70.0, "wasser.unknown": 0.0}


def test_a_pick_gives_how_many_and_the_list_of_their_numbers(garten: Scenario) -> None:
    values = values_of(garten.step("helfer"), ("nachbar", "alle"))
    assert values["helfer"] == 2
    assert values["helfer.stunden"] == (Formula.parse(3), Formula.parse(2))
    assert values_of(garten.step("helfer"), ())["helfer"] == 0


def test_an_option_the_step_does_not_have_is_a_key_error(garten: Scenario) -> None:
    with pytest.raises(KeyError):
        values_of(garten.step("pflanze"), "kaktus")


def test_formulas_are_computed_from_answers_figures_and_each_other(garten: Scenario, house: House) -> None:
    values = scope(garten, house, pflanze="baum", wasser=70.0, tage="7", helfer=("nachbar", "kind"))
    assert values["ernte"] == 12
    assert values["verbrauch"] == 10
    assert values["arbeit"] == 4
    assert values["helfer.saves"] == pytest.approx((2, 1.2))
    assert values.number("helfer.saves") == pytest.approx(3.2)
    assert values.number("pflanze") == values.number("nichts") == 0


def test_an_open_question_counts_as_dont_know(garten: Scenario, house: House) -> None:
    assert scope(garten, house)["verbrauch"] == 25
    assert scope(garten, house)["pflanze.unknown"] == 1


def test_an_answer_never_computes_what_nobody_asks_for(garten: Scenario, house: House) -> None:
    values = Scope(garten, {}, {}, strict=True)  # the figure `regen` is missing
    assert values["verbrauch"] == 25
    with pytest.raises(FormulaError, match="regen"):
        values["ernte"]
    assert Scope(garten, {}, {})["ernte"] == 0


def test_variables_as_they_stand_win_over_their_start(garten: Scenario) -> None:
    assert Scope(garten, {}, {})["mut"] == 0
    assert Scope(garten, {}, {"mut": 3.0})["mut"] == 3


def test_a_name_rests_on_steps_through_any_number_of_formulas(garten: Scenario, house: House) -> None:
    values = scope(garten, house)
    assert values.depends("ernte") == {"pflanze"}
    assert values.depends("verbrauch") == {"wasser", "tage"}
    assert values.depends("helfer.saves") == {"helfer", "pflanze"}
    assert values.depends("regen") == values.depends("nichts") == frozenset()


def test_every_name_of_the_scope_can_be_asked_for(garten: Scenario, house: House) -> None:
    values = scope(garten, house)
    assert len(dict(values)) == len(values)
    assert "nichts" not in values


def test_content_without_change_stays_the_same_object(garten: Scenario) -> None:
    assert translated(garten, lambda path, text: text) is garten
    louder = translated(garten, lambda path, text: Template.parse(text.source + "!"))
    assert isinstance(louder, Scenario)
    assert all(text.source.endswith("!") for _, text in leaves(louder, Template))
    assert [path for path, _ in inside(louder)] == [path for path, _ in inside(garten)]
