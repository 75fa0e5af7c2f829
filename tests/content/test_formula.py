"""Formulas: what they compute, and what they refuse."""

from __future__ import annotations

import contextlib
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.formula import FUNCTIONS, LONGEST, Formula, FormulaError, Value, half_up, tell_once

VALUES: dict[str, Value] = {
    "personen": 2.0, "heizung": "gas", "heizung.kg": 0.24, "flaeche": 96.0, "null": 0.0,
    "tage.stunden": (3.0, 1.5), "klein": 1e-300, "gross": 1e300,
}  # fmt: skip


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("flaeche / personen * heizung.kg", 11.52),
        ("5 if heizung == 'gas' else 1", 5),
        ("heizung == 'gas' and not personen > 2", True),
        ("min(personen, 1) + max(1, 2, 3) + abs(-4)", 8),
        ("sum(tage.stunden) + count(tage.stunden) + mean(tage.stunden)", 8.75),
        ("sqrt(16) + clamp(12, 0, 10)", 14),
        ("round(2.5) + round(-2.5) + round(0.125, 2)", 0.13),
        ("0 < personen <= 2", True),
        ("'gas' if true else 'oel'", "gas"),
        (12, 12),
        (0.4, 0.4),
        (False, False),
        ("  1e3\n + .5 ", 1000.5),
    ],
)
def test_a_formula_computes(source: object, result: object) -> None:
    assert Formula.parse(source).evaluate(VALUES) == pytest.approx(result)


def test_a_dotted_name_is_one_name() -> None:
    formula = Formula.parse("flaeche * heizung.kg * (1 if heizung == 'gas' else 2)")
    assert formula.names == {"flaeche", "heizung.kg", "heizung"}
    assert formula.strings == {"gas"}
    assert formula.columns["heizung.kg"] == 11


def test_formulas_written_equally_are_equal() -> None:
    assert Formula.parse("a + b") == Formula.parse(Formula.parse(" a + b"))
    assert len({Formula.parse("a"), Formula.parse("a"), Formula.parse("b")}) == 2


HOSTILE = [
    "__import__('os').system('ls')", "().__class__.__bases__", "a.__class__", "__builtins__", "open('x')",
    "exec('1')", "eval('1')", "globals()", "getattr(a, 'b')", "a[0]", "a['b']", "[1, 2]", "{1: 2}", "{1}",
    "lambda: 1", "(lambda: 1)()", "[x for x in y]", "sum(x for x in y)", "f'{a}'", "b'a'", "'a' * 9",
    "'a' + 'b'", "9 ** 9 ** 9", "9 ^ 9", "1 << 99", "a % b", "a // b", "a @ b", "a & b", "~a", "x := 1",
    "a = 1", "await a", "yield", "max(*a)", "max(**a)", "max(key=a)", "min", "min()", "clamp(1)", "print(1)",
    "(1).real", "1 .real", "a.b.c", "None", "...", "1j", "1e999", "9" * 400, "0x1f", "1_000",
    "a;b", "a\x00b", "a # b", "import os", "a in b", "a is b", "'A b'",
    "ｍin(1)", "\u0661", "a\\\nb", "", " ",
    "2kg", "a b", "a +", "1,5", "+", "a.1", "'", "((1)", "not",
]  # fmt: skip


@pytest.mark.parametrize("source", HOSTILE)
def test_what_is_not_arithmetic_is_refused_with_a_place(source: str) -> None:
    with pytest.raises(FormulaError) as refused:
        Formula.parse(source)
    assert 1 <= refused.value.column <= max(1, len(source))
    assert str(refused.value)


@pytest.mark.parametrize(
    "source", ["-" * 100_000 + "1", "(" * 100_000, "(" * 190 + "1" + ")" * 190, "-" * 399 + "1",
               "+".join("1" * 190), "not " * 90 + "1", "1" * (LONGEST + 1)],
)  # fmt: skip
def test_deep_and_long_formulas_are_refused_before_they_hurt(source: str) -> None:
    with contextlib.suppress(FormulaError):
        assert Formula.parse(source).evaluate({}) in (1, 190)


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("1,5", "Meinst du 1.5?"),
        ("a = b", "=="),
        ("a && b", "and"),
        ("a oder b", "or"),
        ("a ? 1 : 2", "if"),
        ("2kg", "Fehlt ein *"),
        ("größe", "ae"),
        ("summe(a)", "sum"),
        ("a in b", "or"),
    ],
)
def test_a_refusal_says_what_to_write_instead(source: str, hint: str) -> None:
    with pytest.raises(FormulaError, match=hint.replace("?", r"\?").replace("*", r"\*")):
        Formula.parse(source)


@pytest.mark.parametrize("source", [None, [], {}, object(), float("nan"), float("inf"), b"1"])
def test_only_text_and_numbers_are_formulas(source: object) -> None:
    with pytest.raises(FormulaError):
        Formula.parse(source)


@pytest.mark.parametrize(
    "source", ["1 / null", "gross * gross", "heizung * 2", "fremd + 1", "sqrt(-1)", "-heizung",
    "max(heizung)",
               "gross / klein", "gross * gross - gross * gross", "heizung < 3", "tage.stunden * 2"],
)  # fmt: skip
def test_a_formula_that_cannot_be_computed_gives_zero_and_one_log_line(
    source: str, caplog: pytest.LogCaptureFixture
) -> None:
    formula = Formula.parse(source)
    tell_once.cache_clear()
    with caplog.at_level(logging.WARNING):
        assert [formula.evaluate(VALUES) for _ in range(60)] == [0.0] * 60
    assert len(caplog.records) == 1
    with pytest.raises(FormulaError):
        formula.compute(VALUES)


@given(st.text(alphabet="ab.()+-*/<>=!'\" 019,ifelsandort_", max_size=60))
def test_any_text_is_a_formula_or_a_helpful_refusal(source: str) -> None:
    try:
        formula = Formula.parse(source)
    except FormulaError as refused:
        assert str(refused)
    else:
        assert isinstance(formula.evaluate({"a": 1.0, "b": "x"}), (bool, int, float, str))


@given(st.floats(-1e12, 1e12), st.integers(0, 6))
def test_rounding_half_up_stays_within_half_a_step(number: float, digits: int) -> None:
    assert abs(half_up(number, digits) - number) <= 0.5 * 10**-digits * 1.0001 + abs(number) * 1e-15


def test_every_function_can_be_called_with_its_fewest_arguments() -> None:
    for name, (_, fewest, _) in FUNCTIONS.items():
        Formula.parse(f"{name}({', '.join('1' * fewest)})").compute({})


def test_a_failure_deep_below_does_not_multiply_on_its_way_up() -> None:
    class Tower(dict[str, Value]):
        looked = 0

        def __missing__(self, name: str) -> Value:
            Tower.looked += 1
            above = Formula.parse(f"f{int(name[1:]) + 1} * 2 + heizung")
            return above.compute(self)

        def __contains__(self, name: object) -> bool:
            return True

    with pytest.raises(FormulaError):
        Formula.parse("f1").compute(Tower())
    assert Tower.looked < 1000
