"""The curator's check: figures, services, sums, lengths, letters."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.content.check import Conditions, check
from kiosk.content.diagnostics import ContentError, Problem
from tests.content.house import TODAY, House


def found(house: House, code: str, *, opening: bool = False, days: int = 0) -> list[Problem]:
    conditions = Conditions(TODAY + timedelta(days), opening=opening)
    return [problem for problem in check(house.load(), conditions).problems if problem.code == code]


@pytest.mark.parametrize("source", ["offen", "''", "Offen", "TODO"])
def test_a_figure_without_source_is_an_error_where_it_stands(house: House, source: str) -> None:
    house.change("Wetteramt, Jahresbericht 2025, Tabelle 3", source, "figures.yaml")
    (problem,) = found(house, "E401")
    assert (problem.file, problem.line, problem.column) == ("figures.yaml", 4, 11)


def test_a_figure_of_the_scenario_needs_a_source_too(house: House) -> None:
    block = "  duenger: {value: 2, unit: kg, source: offen, year: 2025, checked: 2026-11-01, mark: model}\n"
    house.change("formulas:\n", f"figures:\n{block}formulas:\n  mist: duenger * 2\n")
    (problem,) = found(house, "E401")
    assert problem.line == house.line_of("duenger:")


def test_an_expired_figure_is_noticed_the_day_after(house: House) -> None:
    house.change("mark: seen", "mark: seen\n  expires: 2026-12-01", "figures.yaml")
    assert found(house, "W402", days=7) == []
    assert len(found(house, "W402", days=8)) == 1


@pytest.mark.parametrize(
    ("mark", "code"), [("seen", ""), ("secondary", ""), ("model", "W408"), ("recalled", "W403")]
)
def test_doubtful_figures_are_listed_for_the_opening_only(house: House, mark: str, code: str) -> None:
    house.change("mark: seen", f"mark: {mark}", "figures.yaml")
    for each in ("W403", "W408"):
        assert found(house, each) == []
        assert len(found(house, each, opening=True)) == (each == code)


def test_figures_that_are_set_for_a_game_are_named_in_one_line_a_file(house: House) -> None:
    one = "{value: 2, unit: kg, source: wir, year: 2025, checked: 2026-11-01, mark: model}"
    block = f"figures:\n  duenger: {one}\n  giesser: {one}\n"
    house.change("formulas:\n", f"{block}formulas:\n  mist: duenger * giesser\n")
    (problem,) = found(house, "W408", opening=True)
    assert "2 Zahlen" in problem.message and "duenger, giesser" in problem.message
    assert problem.line == house.line_of("duenger:")


def test_an_address_nobody_tried_for_ninety_days_is_noticed(house: House) -> None:
    assert found(house, "W404", days=67) == []
    (problem,) = found(house, "W404", days=68)
    assert problem.line == 1 and "gartenamt" in problem.message
    house.change("checked: 2026-11-01", "checked: 2026-11-01, active: false", "services.yaml")
    assert found(house, "W404", days=68) == []


def test_a_service_is_over_the_day_after_it_expires_and_the_check_names_place_and_date(house: House) -> None:
    house.change("checked: 2026-11-01", "checked: 2026-11-01, expires: 2026-12-01", "services.yaml")

    assert [] == found(house, "W406", days=7)
    (problem,) = found(house, "W406", days=8)
    assert ("services.yaml", 1) == (problem.file, problem.line)
    assert "gartenamt" in problem.message and "2026-12-01" in problem.message
    assert [] == found(house, "W404", days=90), "nobody has to try what nobody is sent to"


def test_a_service_that_is_switched_off_is_told_too(house: House) -> None:
    house.change("checked: 2026-11-01", "checked: 2026-11-01, active: false", "services.yaml")

    (problem,) = found(house, "W406")
    assert "gartenamt" in problem.message and "active" in problem.message


def test_every_scenario_ends_at_a_service_that_exists(house: House) -> None:
    assert [] == found(house, "E407") + found(house, "W407")
    house.change("checked: 2026-11-01", "checked: 2026-11-01, expires: 2026-12-01", "services.yaml")

    (problem,) = found(house, "E407", days=8)

    assert ("scenarios/garten.yaml", house.line_of("services: [gartenamt]")) == (problem.file, problem.line)


def test_a_scenario_without_any_service_is_noticed(house: House) -> None:
    house.change("  services: [gartenamt]\n", "")

    (problem,) = found(house, "W407")

    assert "scenarios/garten.yaml" == problem.file


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ("ernte == 4", ""),
        ("ernte == 5", "links steht 4, rechts 5"),
        ("ernte * 1000 > 9999", "links steht 4.000, rechts 9.999"),
        ("ernte == 5 or ernte == 6", "ernte == 5 or ernte == 6"),
        ("pflanze == 'baum'", "links steht unknown, rechts baum"),
    ],
)
def test_the_curator_s_sums_are_done_again(house: House, expect: str, told: str) -> None:
    house.change("expect: ernte == 4", f'expect: "{expect}"')
    problems = found(house, "E314")
    assert [p.line for p in problems] == ([house.line_of(f'"{expect}"')] if told else [])
    assert all(told in p.message for p in problems)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ("{pflnze: baum}", "E302"),
        ("{pflanze: baun}", "E312"),
        ("{wasser: viel}", "E203"),
        ("{tage: 7, helfer: kind, wasser: 7}", "E314"),
        ("{tage: 3}", "E312"),
        ("{anfang: 1}", "E302"),
    ],
)
def test_a_sum_with_answers_nobody_can_give_is_told(house: House, answers: str, code: str) -> None:
    house.change("answers: unknown, expect: ernte == 4", f"answers: {answers}, expect: ernte == 99")
    assert [p.line for p in found(house, code)] == [house.line_of(answers)]


def test_a_formula_that_fails_for_rare_answers_is_told_with_them(house: House) -> None:
    rare = "1 / (abs(wasser - 10) + abs(tage - 7))"
    house.change("verbrauch: wasser / tage", f"verbrauch: {rare}")
    try:
        problems = check(house.load(), Conditions(TODAY)).problems
    except ContentError as refused:
        problems = refused.problems
    (problem,) = (p for p in problems if p.code == "E306")
    assert problem.line == house.line_of(rare)
    assert "tage = 7" in problem.remedy and "wasser = 10" in problem.remedy


def test_a_formula_nobody_meets_need_not_be_computable(house: House) -> None:
    house.change("ask: Wie oft?", 'ask: "Wie oft? {tage / wasser | 0}"')  # shown only where wasser > 0
    assert found(house, "E306") == []
    house.change("when: wasser > 0\n    ", "")
    assert [p.line for p in house.problems()] == [house.line_of("Wie oft?")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ask: Wie oft?", f"ask: {'wie ' * 13}oft?", "14 Wörter"),
        ("text: Hier ist ein Beet.", f"text: {'viel ' * 26}", "26 Wörter"),
        ("text: Hier ist ein Beet.", f"text: {'viel ' * 51}", "51 Wörter, mehr als 50"),
    ],
)
def test_long_texts_are_noticed(house: House, old: str, new: str, said: str) -> None:
    house.change(old, new)
    assert said in " ".join(p.message for p in found(house, "W502"))


def test_a_placeholder_counts_as_one_word(house: House) -> None:
    house.change("ask: Wie oft?", f'ask: "{"wie " * 11}{{tage + tage + tage + tage | 0}}?"')
    assert found(house, "W502") == []


def test_six_answers_are_many(house: House) -> None:
    more = "".join(f"      g{i}: {{text: Gras {i}, kg: 1}}\n" for i in range(4))
    house.change("    unknown: {kg: 4}", f"{more}    unknown: {{kg: 4}}")
    assert [p.line for p in found(house, "W501")] == [house.line_of("    options:")]


def test_letters_the_typeface_lacks_are_named(house: House) -> None:
    house.change("Was wächst hier?", "Was w☘chst {mut} hier?")
    conditions = Conditions(TODAY, has=lambda char: char.isascii() or char in "äöüÄÖÜß")
    problems = [p for p in check(house.load(), conditions).problems if p.code == "W505"]
    assert {p.line for p in problems} == {house.line_of("☘")}
    assert all("☘" in p.message for p in problems)


def test_checking_twice_finds_the_same(house: House) -> None:
    house.change("verbrauch: wasser / tage", "verbrauch: wasser / (tage - 7)")
    assert house.problems() == house.problems()


def test_the_hash_changes_with_every_word(house: House) -> None:
    before = house.load().german.hash
    assert house.load().german.hash == before and len(before) == 12
    assert house.change("Weiter", "Los", "exhibition.yaml").load().german.hash != before


@pytest.mark.parametrize("host", ["digitma2.example", "x.test", "q.invalid", "quadrat.example.org"])
def test_an_address_that_leads_nowhere_is_told_before_the_opening(house: House, host: str) -> None:
    house.change("https://example.org/q", f"https://{host}/q", "exhibition.yaml")
    assert found(house, "W405") == []
    lines = [] if host.endswith(".org") else [house.line_of(host, "exhibition.yaml")]
    assert [p.line for p in found(house, "W405", opening=True)] == lines


LIVE = "live:\n  title: Beet\n  unit: {is: 1, text: Quadrat}\n  measure: kg\n  parts: {menge: Menge}\n"


@pytest.mark.parametrize(
    ("menge", "code", "said", "remedy"),
    [
        ("wasser", "", "", ""),
        ("wasser * 20", "", "", ""),
        ("wasser * 21", "E318", "2.100 Quadrate", "wasser = 100"),
        ("wasser - 10", "E318", "negativ", "max(0, ...)"),
        ("wasser / abs(wasser - 70)", "E306", "null", "wasser = 70"),
        ("1 if pflanze == 'baum' else 'gras'", "E318", "Text", ""),
    ],
)
def test_a_tower_nobody_can_draw_is_told_with_the_answers(
    house: House, menge: str, code: str, said: str, remedy: str
) -> None:
    house.change("formulas:\n", f"{LIVE}formulas:\n  menge: {menge}\n")
    found = [p for p in check(house.load(), Conditions(TODAY)).problems if p.severity == "error"]
    assert {p.code for p in found} == ({code} if code else set())
    assert all(p.line in (house.line_of("parts:"), house.line_of("  menge: ")) for p in found)
    assert all(any(text in p.message + p.remedy for p in found) for text in (said, remedy) if text)


def test_the_number_at_the_end_is_never_negative(house: House) -> None:
    house.change("  light: stadt", "  light: stadt\n  number: 40 - wasser")
    assert [(p.code, p.line) for p in house.problems()] == [("E318", house.line_of("number: 40"))]
