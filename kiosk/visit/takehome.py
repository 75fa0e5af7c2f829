"""The take-home code: a whole result in the fragment of an address, which no server ever sees.

Version 2, in capitals so that a QR code needs five and a half bits a character:

    2.<scenario>.<language>.<shape>.<early>.<numbers>.<profile>.<bars>.<tower>.<axes>.<pledges>.<badges>
     .<services>.<block>

- Numbers are written to the base 36, with as many decimals as their text shows and without the mark
  (`9,2` is 92, written 2K). `*` is a number that is not there, `:3` the word number 3 of the scenario.
- scenario: its id, with `$` for `_`. shape: a mark of what the numbers are and in which order, so that a
  page never fills a sentence with numbers of another. early: 1 if questions were left open.
- profile: counted from 1, 0 for none. bars: how many of twenty squares are full, one digit, and the number.
- tower: its figure, the squares and the figure of the dashed comparison, then the squares of each part,
  `+` behind what is estimated. axes: the corners of a radar in tenths.
- pledges: a mark and the numbers beside it. badges, services: marks without anything between them.
- block: where the light is lit; 0 for none.

A mark is four digits that follow from an id. Whatever a card holds that is too large or too long is cut,
never refused. `read` knows every version there has ever been; what version 1 was, `Card1` says.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from kiosk.content.formula import half_up

VERSION = 2
LIMIT = 36**8 - 1
"""The largest number a card carries."""
FULL = 35
NUMBERS, BARS, PARTS, AXES, PLEDGES, FIGURES, BADGES, SERVICES = 24, 8, 16, 16, 8, 3, 6, 16
"""How many of each a card carries."""
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NUMBER = r"-?[0-9A-Z]{1,8}"
_ITEM = rf"(?:\*|:[0-9A-Z]{{1,2}}|{_NUMBER})"
_BAR = rf"(?:\*|[0-9A-Z]{_NUMBER})"
_AXIS = rf"(?:\*|{_NUMBER})"
_TOWER = rf"((?:{_NUMBER}/(?:\*/\*|{_NUMBER}/{_NUMBER})(?:/[0-9A-Z]{{1,8}}\+?){{0,{PARTS}}})?)"
_PLEDGE = rf"[0-9A-Z]{{4}}(?::{_NUMBER}){{0,{FIGURES}}}"


def _list(item: str, most: int) -> str:
    return rf"((?:{item}(?:/{item}){{0,{most - 1}}})?)"


_CARD = re.compile(
    r"2\.([A-Z0-9$]{1,40})\.([A-Z]{2,3}(?:-[A-Z0-9]{2,8}){0,2})\.([0-9A-Z]{4})\.([01])"
    rf"\.{_list(_ITEM, NUMBERS)}\.([0-9A-Z])\.{_list(_BAR, BARS)}\.{_TOWER}"
    rf"\.{_list(_AXIS, AXES)}\.{_list(_PLEDGE, PLEDGES)}\.((?:[0-9A-Z]{{4}}){{0,{BADGES}}})"
    rf"\.((?:[0-9A-Z]{{4}}){{0,{SERVICES}}})\.(0|[A-U][0-9]{{1,2}})",
)
_CARD_1 = re.compile(
    r"1\.([a-z0-9_]{1,40})\.([A-Za-z-]{2,12})\.(\d{1,6})\.(\d{1,6})-(\d{1,6})"
    r"\.(_|\d{1,6}h?(?:-\d{1,6}h?){0,15})\.(_|[a-z0-9_]{1,40}(?:-[a-z0-9_]{1,40}){0,7})\.(_|[A-U]\d{1,2})",
    re.ASCII,
)


class Word(NamedTuple):
    """A word of the scenario by its number, where a text shows a word and no number."""

    place: int


class Bar(NamedTuple):
    """A row of squares. full: how many of them. value: its number without the decimal mark."""

    full: int
    value: int


class Pledge(NamedTuple):
    """What was taken up: the mark of its option, and the numbers that stand beside it."""

    mark: str
    figures: tuple[int, ...] = ()


Number = int | Word | None


@dataclass(frozen=True, slots=True)
class Tower:
    """figure: the number above the squares. outline: squares and figure of the comparison, if any.

    parts: squares of each part, and whether they are estimated.
    """

    figure: int
    outline: tuple[int, int] | None
    parts: tuple[tuple[int, bool], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What a visitor takes home: nothing but numbers, ids and marks of ids."""

    scenario: str
    language: str
    shape: str = "0000"
    early: bool = False
    numbers: tuple[Number, ...] = ()
    profile: int = 0
    bars: tuple[Bar | None, ...] = ()
    tower: Tower | None = None
    axes: tuple[int | None, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    badges: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    block: str = ""


@dataclass(frozen=True, slots=True)
class Card1:
    """A card of version 1: `1.<scenario>.<language>.<number>.<low>-<high>.<parts>.<pledges>.<block>`.

    number, low, high: hundreds of kilograms a year. parts: squares in the scenario's order, estimated
    or not. A scenario without a tower gave its number in its own unit, and for parts the numbers of
    its bars without their decimal mark. pledges: ids of options.
    """

    scenario: str
    language: str
    number: int
    low: int
    high: int
    parts: tuple[tuple[int, bool], ...] = ()
    pledges: tuple[str, ...] = ()
    block: str = ""


def mark(id: str) -> str:
    """Four digits that stand for an id, the same for ever."""
    number = crc32(id.encode()) % 36**4
    return "".join(_DIGITS[number // 36**place % 36] for place in (3, 2, 1, 0))


def carried(number: float, digits: int = 0) -> int:
    """A number as texts round it, without its decimal mark; cut where it is too large."""
    scaled = half_up(number, digits) * 10**digits if math.isfinite(number) else 0.0
    return round(max(min(scaled, LIMIT), -LIMIT))


def fragment(card: Card) -> str:
    """The card as the text behind '#'."""
    tower = card.tower
    rows = [] if tower is None else [
        _number(tower.figure), *(map(_number, tower.outline) if tower.outline else ("*", "*")),
        *(_number(max(n, 0)) + "+" * estimated for n, estimated in tower.parts[:PARTS]),
    ]  # fmt: skip
    bars = ("*" if b is None else _number(min(max(b.full, 0), FULL)) + _number(b.value) for b in card.bars)
    fields = (
        str(VERSION), card.scenario.upper().replace("_", "$"), card.language.upper(), card.shape,
        str(int(card.early)), "/".join(_item(n) for n in card.numbers[:NUMBERS]),
        _number(min(max(card.profile, 0), FULL)), "/".join(list(bars)[:BARS]), "/".join(rows),
        "/".join(_item(n) for n in card.axes[:AXES]), "/".join(map(_pledge, card.pledges[:PLEDGES])),
        "".join(card.badges[:BADGES]), "".join(card.services[:SERVICES]), card.block or "0",
    )  # fmt: skip
    return ".".join(fields)


def read(fragment: str) -> Card | Card1:
    """The card a fragment of any version describes; ValueError for anything that is none."""
    if match := _CARD_1.fullmatch(fragment):
        return _card_1(match)
    match = _CARD.fullmatch(fragment)
    if match is None:
        raise ValueError("this is not a take-home code")
    scenario, language, shape, early, numbers, profile, *others = match.groups()
    bars, tower, axes, pledges, badges, services, block = others
    return Card(
        scenario.lower().replace("$", "_"), language.lower(), shape, early == "1",
        tuple(_read(n) for n in _split(numbers)), int(profile, 36),
        tuple(None if b == "*" else Bar(int(b[0], 36), int(b[1:], 36)) for b in _split(bars)),
        _tower(_split(tower)) if tower else None,
        tuple(None if a == "*" else int(a, 36) for a in _split(axes)),
        tuple(Pledge(p[:4], tuple(int(n, 36) for n in p[5:].split(":") if n)) for p in _split(pledges)),
        _marks(badges), _marks(services), "" if block == "0" else block,
    )  # fmt: skip


def address(base: str, card: Card) -> str:
    """The whole address of a card."""
    return f"{base}#{fragment(card)}"


@lru_cache(maxsize=1)
def matrix(text: str) -> tuple[str, ...]:
    """The QR code of `text` as rows of '#' and '.', error correction M, without quiet zone."""
    import qrcode

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return tuple("".join("#" if dark else "." for dark in row) for row in code.get_matrix())


def _number(number: int) -> str:
    rest, digits = min(abs(number), LIMIT), ""
    while rest or not digits:
        rest, digit = divmod(rest, 36)
        digits = _DIGITS[digit] + digits
    return f"-{digits}" if number < 0 else digits


def _item(number: Number) -> str:
    if isinstance(number, Word):
        return f":{_number(number.place)}" if 0 <= number.place < 36**2 else "*"
    return "*" if number is None else _number(number)


def _pledge(pledge: Pledge) -> str:
    return ":".join((pledge.mark, *map(_number, pledge.figures[:FIGURES])))


def _split(field: str) -> list[str]:
    return field.split("/") if field else []


def _read(item: str) -> Number:
    return None if item == "*" else Word(int(item[1:], 36)) if item[0] == ":" else int(item, 36)


def _marks(field: str) -> tuple[str, ...]:
    return tuple(field[i : i + 4] for i in range(0, len(field), 4))


def _tower(rows: list[str]) -> Tower:
    figure, squares, compared, *parts = rows
    outline = None if "*" in (squares, compared) else (int(squares, 36), int(compared, 36))
    pairs = tuple((int(p.rstrip("+"), 36), p.endswith("+")) for p in parts)
    return Tower(int(figure, 36), outline, pairs)


def _card_1(match: re.Match[str]) -> Card1:
    scenario, language, number, low, high, parts, pledges, block = match.groups()
    pairs = [] if parts == "_" else [(int(p.rstrip("h")), p.endswith("h")) for p in parts.split("-")]
    chosen = () if pledges == "_" else tuple(pledges.split("-"))
    return Card1(
        scenario, language, int(number), int(low), int(high), tuple(pairs), chosen,
        "" if block == "_" else block,
    )  # fmt: skip
