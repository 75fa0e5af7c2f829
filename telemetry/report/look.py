"""How the report looks: colours and typeface of the house, handed in by who knows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tones:
    """One theme colour: deep stands on paper (text, bars), tint carries ink, bright stands on night."""

    bright: str
    deep: str
    tint: str


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as '#RRGGBB'.

    paper, band, card: grounds of the page; card_line: outline of a card; ink, muted: text on them;
    empty: squares that are not filled; night, night_ink, night_muted: ground and text of the title;
    window: one without light.
    font: the typeface as WOFF; None where the reader's own sans serif has to do.
    """

    paper: str
    band: str
    card: str
    card_line: str
    ink: str
    muted: str
    empty: str
    accent: str
    night: str
    night_ink: str
    night_muted: str
    window: str
    tones: dict[str, Tones]
    font: bytes | None = None

    def deep(self, name: str) -> str:
        return self.tones[name].deep

    def tint(self, name: str) -> str:
        return self.tones[name].tint

    def bright(self, name: str) -> str:
        return self.tones[name].bright
