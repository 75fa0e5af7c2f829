"""Design tokens: every colour a view may name, read from `assets/theme.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from kiosk.core.frame import Colour, Pattern

WHITE: Colour = (255, 255, 255, 255)
BLACK: Colour = (0, 0, 0, 255)
YELLOW: Colour = (255, 230, 0, 255)
INK: Colour = (18, 22, 46, 255)  # what is dark in every theme: Karo's eyes, the QR code


def rgba(text: str) -> Colour:
    """'#RRGGBB' or '#RRGGBBAA' as a colour; ValueError for anything else."""
    digits = text.removeprefix("#")
    if len(digits) not in (6, 8):
        raise ValueError(f"'{text}' is no colour; write it like '#FFCB3D'")
    parts = [int(digits[i : i + 2], 16) for i in range(0, len(digits), 2)]
    return (parts[0], parts[1], parts[2], parts[3] if len(parts) == 4 else 255)


def mix(a: Colour, b: Colour, t: float) -> Colour:
    """The colour a share `t` of the way from `a` to `b`."""
    r, g, bl, al = (round(x + (y - x) * t) for x, y in zip(a, b, strict=True))
    return (r, g, bl, al)


def faded(colour: Colour, alpha: float) -> Colour:
    """The same colour with its opacity multiplied by `alpha` (0..1)."""
    return (colour[0], colour[1], colour[2], round(colour[3] * min(max(alpha, 0.0), 1.0)))


def luminance(colour: Colour) -> float:
    """Relative luminance after WCAG 2.2."""
    channels = (v / 255 for v in colour[:3])
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: Colour, b: Colour) -> float:
    """Contrast ratio after WCAG 2.2, 1..21."""
    hi, lo = sorted((luminance(a), luminance(b)), reverse=True)
    return (hi + 0.05) / (lo + 0.05)


@dataclass(frozen=True, slots=True)
class Domain:
    """The three tones of a theme colour: bright on ink, deep on paper, tint as ground.

    mark: of squares and signs on the ground and on cards: deep on paper, bright at night.
    """

    bright: Colour
    deep: Colour
    tint: Colour
    on_bright: Colour
    on_tint: Colour
    mark: Colour


@dataclass(frozen=True, slots=True)
class Day:
    """Colours of the play screens. See the comments in `assets/theme.yaml`."""

    ground: Colour
    band: Colour
    empty: Colour
    card: Colour
    card_line: Colour
    card_edge: Colour
    line: Colour
    ink: Colour
    muted: Colour
    accent: Colour
    accent_edge: Colour
    on_accent: Colour
    grey: Colour
    flap: Colour
    on_flap: Colour
    plate: Colour
    on_plate: Colour
    veil: Colour
    plain: Colour


@dataclass(frozen=True, slots=True)
class Night:
    """Colours of the city at rest."""

    ground: Colour
    block: Colour
    window: Colour
    line: Colour
    street: Colour
    river: Colour
    shimmer: Colour
    ink: Colour
    muted: Colour
    castle: Colour


@dataclass(frozen=True, slots=True)
class Theme:
    """One complete look: day, night and the eight domains.

    bold: the high-contrast theme, drawn with 6 u outlines, no tints, digits on options.
    dark: the play screens of this theme in the evening; None where it is dark enough already.
    """

    day: Day
    night: Night
    domains: Mapping[str, Domain]
    bold: bool = False
    dark: Theme | None = None

    @property
    def evening(self) -> Theme:
        """The theme of play screens on dark ground."""
        return self.dark or self

    @property
    def outline(self) -> float:
        return 6.0 if self.bold else 3.0

    def domain(self, name: str | None) -> Domain:
        return self.domains[name or "wir"]

    def part(self, name: str, index: int) -> tuple[Colour, Pattern]:
        """Colour and pattern of a chart part: 'grey', '<domain>' or '<domain>-<shade>'.

        In the bold theme parts are told apart by white, yellow, grey and pattern alone.
        """
        if self.bold:
            colour = (self.day.ink, self.day.accent, self.day.plain)[index % 3]
            pattern: Pattern = ("solid", "dot", "outline")[(index // 3) % 3]
            return colour, pattern
        if name == "grey":
            return self.day.grey, "solid"
        base, _, shade = (name or tuple(self.domains)[index % 7]).partition("-")
        tones = self.domains[base]
        colour = {
            "bright": tones.bright,
            "mid": mix(tones.deep, tones.bright, 0.5),
            "tint": tones.tint,
        }.get(shade, tones.mark)
        return colour, "dot" if shade == "bright" else "solid"


def load_themes(file: Path) -> tuple[Theme, Theme]:
    """The normal theme, with its evening, and the high-contrast one. A missing colour raises KeyError."""
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    night = Night(**{k: rgba(v) for k, v in data["night"].items()})
    day = Day(**{k: rgba(v) for k, v in data["day"].items()})
    bold = Day(**{k: rgba(v) for k, v in data["contrast"].items()})
    domains: dict[str, Domain] = {}
    for name, tones in data["domains"].items():
        bright, deep, tint = (rgba(v) for v in tones)
        domains[name] = Domain(bright, deep, tint, day.ink, deep, deep)
    flat = Domain(bold.accent, bold.ink, bold.ground, bold.on_accent, bold.ink, bold.ink)
    dark = Night(
        ground=bold.ground, block=bold.ground, window=rgba("#303030"), line=bold.ink,
        street=rgba("#505050"), river=rgba("#101010"), shimmer=rgba("#303030"),
        ink=bold.ink, muted=bold.ink, castle=rgba("#909090"),
    )  # fmt: skip
    dusk = Day(**{k: rgba(v) for k, v in data["evening"].items()})
    shades = {
        name: replace(tones, tint=mix(tones.bright, dusk.card, 0.8), on_tint=dusk.ink, mark=tones.bright)
        for name, tones in domains.items()
    }
    normal = Theme(day, night, domains, dark=Theme(dusk, night, shades))
    return normal, Theme(bold, dark, dict.fromkeys(domains, flat), bold=True)
