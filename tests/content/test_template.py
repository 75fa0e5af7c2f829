"""Texts with placeholders, in the manner of each language."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.content.formula import Value
from kiosk.content.template import Template, TextError

VALUES: dict[str, Value] = {"total": 9234.0, "wenig": 0.25, "minus": -3.5, "fast_null": -0.2, "name": "gas"}


@pytest.mark.parametrize(
    ("source", "german", "english"),
    [
        ("{total / 1000 | 1} t", "9,2 t", "9.2 t"),
        ("{total} kg", "9.234 kg", "9,234 kg"),
        ("{total / 8 | 0} kg", "1.154 kg", "1,154 kg"),
        ("{wenig}", "0,25", "0.25"),
        ("{wenig | 1}", "0,3", "0.3"),
        ("{minus | 1}", "\u22123,5", "\u22123.5"),
        ("{fast_null | 0}", "0", "0"),
        ("{total * 0 + 2.5 | 0}", "3", "3"),
        ("{name} {{so}}", "gas {so}", "gas {so}"),
        ("{1 if total > 3 else 2}", "1", "1"),
        ("ohne alles", "ohne alles", "ohne alles"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(source: str, german: str, english: str) -> None:
    template = Template.parse(source)
    assert template.render(VALUES, "de") == german
    assert template.render(VALUES, "en") == english


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["", " | 0", " | 3", " | 6"]))
@example(1e25, "")
@example(-1e308, " | 3")
def test_a_number_of_any_size_can_be_written(number: float, digits: str) -> None:
    for language in ("de", "en"):
        text = Template.parse(f"{{n{digits}}}").render({"n": number}, language)
        assert 1 <= len(text) <= 30, text


@pytest.mark.parametrize("tag", ["de-leicht", "ar", "tr", "pl", "xx", "en-GB", "", "../x"])
def test_every_tag_is_rendered_in_some_way(tag: str) -> None:
    assert "9" in Template.parse("{total | 0}").render(VALUES, tag)


def test_a_template_knows_the_names_it_needs() -> None:
    template = Template.parse("{a.kg / b | 1} und {c}")
    assert template.names == {"a.kg", "b", "c"}
    assert [slot.digits for slot in template.slots] == [1, None]


def test_templates_written_equally_are_equal() -> None:
    assert Template.parse("a {b}") == Template.parse(Template.parse("a {b}"))
    assert hash(Template.parse("a")) == hash(Template.parse(" a "))


@pytest.mark.parametrize("source", [12, 1.5, True, False, None, [], {"a": "b"}, "", "  "])
def test_what_is_no_text_says_to_use_quotes_or_to_write_something(source: object) -> None:
    with pytest.raises(TextError, match="Text"):
        Template.parse(source)


@pytest.mark.parametrize(
    ("source", "column"),
    [("a {b", 3), ("a } b", 3), ("{a | x}", 4), ("{a | 9}", 4), ("ab {1 +}", 5), ("{a{b}}", 1), ("{}", 2)],
)
def test_a_broken_placeholder_has_a_place(source: str, column: int) -> None:
    with pytest.raises(TextError) as refused:
        Template.parse(source)
    assert abs(refused.value.column - column) <= 3


@pytest.mark.parametrize(
    "char", ["\x00", "\x1b", "\t", "\u202e", "\u2066", "\u200f", "\ufeff", "q" + "\u0301" * 4]
)
def test_characters_that_only_confuse_are_refused(char: str) -> None:
    with pytest.raises(TextError):
        Template.parse(f"Haus{char}tür")


def test_texts_are_composed_so_that_ä_is_one_character() -> None:
    assert Template.parse("a\u0308").source == "ä"


@given(st.text(max_size=60))
def test_any_text_is_a_template_or_a_helpful_refusal(source: str) -> None:
    try:
        template = Template.parse(source)
    except ValueError as refused:
        assert str(refused)
    else:
        assert isinstance(template.render({}, "de"), str)
