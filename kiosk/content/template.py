"""Texts with placeholders: `Dein Jahr: {total / 1000 | 1} Tonnen`.

A placeholder is a formula, and after `|` the number of digits behind the decimal mark. Numbers are
written as the language writes them (9,2 or 9.2; 1.154 or 1,154); `{{` and `}}` are braces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from kiosk.content.formula import Formula, FormulaError, Value, half_up

if TYPE_CHECKING:
    from babel import Locale

LONGEST = 2000
TOO_LONG = 1e15
"""From here on a number is written with a power of ten."""

_PIECES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+")
_FORBIDDEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


class TextError(ValueError):
    """A text that cannot be shown. `column` counts from 1 in its source."""

    def __init__(self, message: str, column: int = 1) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Slot:
    """One placeholder. digits: None shows whole numbers whole, and up to two digits else."""

    formula: Formula
    digits: int | None


@dataclass(frozen=True, slots=True)
class Template:
    """A checked text. Equal when written equally."""

    source: str
    pieces: tuple[str | Slot, ...] = field(compare=False, repr=False)

    @classmethod
    def parse(cls, source: object) -> Template:
        """The text written as `source` (str or Template); TextError or FormulaError if it is none."""
        if isinstance(source, Template):
            return source
        text = readable(source)
        return cls(text, tuple(_pieces(text)))

    @property
    def names(self) -> frozenset[str]:
        """What its placeholders need to know."""
        return frozenset().union(*(slot.formula.names for slot in self.slots))

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Slot))

    def render(self, values: Mapping[str, Value], language: str) -> str:
        """The text with every placeholder filled in, numbers as `language` (a tag like `de`) writes them."""
        return "".join(
            piece if isinstance(piece, str) else _shown(piece, values, language) for piece in self.pieces
        )

    def __str__(self) -> str:
        return self.source


def readable(source: object) -> str:
    """`source` as a text in NFC without characters that only confuse; TextError says what is wrong."""
    if isinstance(source, bool) or source is None:
        word = {True: "true", False: "false", None: "null"}[source]
        raise TextError(f"Hier steht {word}, gemeint ist ein Text. Setze ihn in Anführungszeichen.")
    if isinstance(source, (int, float)):
        raise TextError(f'Hier steht die Zahl {source}, gemeint ist ein Text. Schreibe "{source}".')
    if not isinstance(source, str):
        raise TextError(
            "Hier gehört ein Text hin. Enthält er Komma, Doppelpunkt oder Klammer, "
            "setze ihn in Anführungszeichen."
        )
    text = unicodedata.normalize("NFC", source).strip()
    if not text:
        raise TextError("Der Text ist leer.")
    if len(text) > LONGEST:
        raise TextError(f"Der Text hat {len(text)} Zeichen, erlaubt sind {LONGEST}.")
    if hidden := _FORBIDDEN.search(text):
        raise TextError(
            f"Im Text steht ein unsichtbares Zeichen (U+{ord(hidden.group()):04X}).", hidden.start() + 1
        )
    marks = 0
    for column, char in enumerate(text, 1):
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks > 3:
            raise TextError("Auf einem Buchstaben sitzen mehr als drei Zeichen.", column)
    return text


def written(number: float, language: str, digits: int | None = None) -> str:
    """`number` as people of that language write it, rounded half up; minus is U+2212."""
    shown = half_up(number, 2 if digits is None else digits) + 0.0
    return _written(shown, language, digits)


def _pieces(text: str) -> list[str | Slot]:
    pieces: list[str | Slot] = []
    for found in _PIECES.finditer(text):
        token, inner = found.group(), found.group(1)
        if inner is not None:
            pieces.append(_slot(inner, found.start() + 2))
        elif token in ("{", "}"):
            raise TextError(
                "Eine geschweifte Klammer ist nicht geschlossen. "
                "Soll sie zu lesen sein, schreibe sie doppelt: {{ }}.",
                found.start() + 1,
            )
        else:
            pieces.append({"{{": "{", "}}": "}"}.get(token, token))
    return pieces


def _slot(inner: str, column: int) -> Slot:
    source, bar, digits = inner.partition("|")
    if bar and not re.fullmatch(r"\s*[0-6]\s*", digits):
        raise TextError("Nach | steht die Zahl der Nachkommastellen, 0 bis 6.", column + len(source) + 1)
    try:
        formula = Formula.parse(source)
    except FormulaError as error:
        blank = len(source) - len(source.lstrip())
        raise TextError(f"Im Platzhalter {{{inner}}}: {error}", column + blank + error.column - 1) from None
    return Slot(formula, int(digits) if bar else None)


def _shown(slot: Slot, values: Mapping[str, Value], language: str) -> str:
    value = slot.formula.evaluate(values)
    return value if isinstance(value, str) else written(float(value), language, slot.digits)


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError  # 60 ms that a check of formulas need not pay

    for tag in (language.replace("-", "_"), language.partition("-")[0], "de"):
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
    raise UnknownLocaleError(language)


@lru_cache(maxsize=2048)
def _written(number: float, language: str, digits: int | None) -> str:
    from babel.numbers import format_decimal, format_scientific

    if abs(number) >= TOO_LONG:
        return format_scientific(number, "0.##E0", _locale(language)).replace("-", "\u2212")
    places = ".##" if digits is None else "." + "0" * digits if digits else ""
    return format_decimal(number, f"#,##0{places}", _locale(language)).replace("-", "\u2212")
