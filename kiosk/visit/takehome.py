"""The take-home code: a whole result in the fragment of an address, which no server ever sees.

Version 1: `1.<scenario>.<language>.<number>.<low>-<high>.<parts>.<pledges>.<block>` where number,
low and high count hundreds of kilograms, parts are squares in the scenario's order (`h` behind a
number: estimated), pledges are option ids, and an empty field is `_`. A scenario without a tower
gives its number in its own unit, and for parts the numbers of its bars without their decimal mark,
then those of its radar (0 = not answered, or none of this visitor's).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

VERSION = 1
MOST = 999_999
"""The largest number a card can carry."""
MOST_PARTS = 16
"""How many numbers a card can carry beside it."""
_FIELDS = re.compile(
    r"1\.([a-z0-9_]{1,40})\.([A-Za-z-]{2,12})\.(\d{1,6})\.(\d{1,6})-(\d{1,6})"
    r"\.(_|\d{1,6}h?(?:-\d{1,6}h?){0,15})\.(_|[a-z0-9_]{1,40}(?:-[a-z0-9_]{1,40}){0,7})\.(_|[A-U]\d{1,2})"
)


@dataclass(frozen=True, slots=True)
class Card:
    """What a visitor takes home. number, low, high: hundreds of kilograms a year."""

    scenario: str
    language: str
    number: int
    low: int
    high: int
    parts: tuple[tuple[int, bool], ...] = ()
    pledges: tuple[str, ...] = ()
    block: str = ""


def fragment(card: Card) -> str:
    """The card as the text behind '#'."""
    parts = "-".join(f"{n}{'h' if estimated else ''}" for n, estimated in card.parts) or "_"
    pledges = "-".join(card.pledges) or "_"
    fields = (VERSION, card.scenario, card.language, card.number, f"{card.low}-{card.high}", parts, pledges,
              card.block or "_")  # fmt: skip
    return ".".join(str(f) for f in fields)


def read(fragment: str) -> Card:
    """The card a fragment describes; ValueError for anything that is not one."""
    match = _FIELDS.fullmatch(fragment)
    if match is None:
        raise ValueError("this is not a take-home code")
    scenario, language, number, low, high, parts, pledges, block = match.groups()
    pairs = [] if parts == "_" else [(int(p.rstrip("h")), p.endswith("h")) for p in parts.split("-")]
    chosen = () if pledges == "_" else tuple(pledges.split("-"))
    return Card(
        scenario,
        language,
        int(number),
        int(low),
        int(high),
        tuple(pairs),
        chosen,
        "" if block == "_" else block,
    )


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
