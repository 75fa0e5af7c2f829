"""How the report looks: colours and typeface of the house, handed in by who knows them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tones:
    """One theme colour: deep stands on paper (text, bars), tint carries ink, bright stands on night."""

    bright: str
    deep: str
    tint: str


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as '#RRGGBB'.

    paper, band, card: grounds of the page; card_line: outline of a card; ink, muted: text on
    them; line: of 3:1 on paper or more;
    empty: squares that are not filled; night, night_ink, night_muted: ground
    and text of the title; window: one without light.
    font: the typeface as WOFF, or None. fonts, family: a folder with its files and the name they are found
    by, for measuring text; None where the system's own sans serif has to do.
    """

    paper: str
    band: str
    card: str
    card_line: str
    ink: str
    muted: str
    line: str
    empty: str
    accent: str
    night: str
    night_ink: str
    night_muted: str
    window: str
    tones: dict[str, Tones]
    font: bytes | None = None
    fonts: Path | None = None
    family: str = "sans-serif"

    def deep(self, name: str) -> str:
        return self.tones[name].deep

    def tint(self, name: str) -> str:
        return self.tones[name].tint

    def bright(self, name: str) -> str:
        return self.tones[name].bright
