"""Colours and type: every pair the views use is readable, every glyph exists."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from kiosk.content.template import Template
from kiosk.core.frame import Frame, Text
from kiosk.ui.look import TYPE, Look
from kiosk.ui.theme import Day, Theme, contrast, mix
from kiosk.ui.typeface import DRAWN
from tests.house import ROOT, VARIANTS, Stay, library, themes, typeface, walk

DAY, BOLD = themes()


@pytest.mark.parametrize("theme", [DAY, DAY.evening, BOLD], ids=["day", "evening", "contrast"])
def test_text_pairs_reach_seven_to_one(theme: Theme) -> None:
    """Stricter than WCAG AA asks of us: kiosks stand in rooms with reflections."""
    day = theme.day
    pairs = [
        (day.ink, day.ground),
        (day.ink, day.band),
        (day.ink, day.card),
        (day.muted, day.ground),
        (day.muted, day.band),
        (day.muted, day.card),
        (day.on_accent, day.accent),
        (day.on_flap, day.flap),
        (day.on_plate, day.plate),
        (theme.night.ink, theme.night.ground),
        (theme.night.muted, theme.night.ground),
        (theme.night.ink, theme.night.block),
    ]
    for name, tones in theme.domains.items():
        # Bright goes with night, deep with paper.
        pairs += [(tones.on_bright, tones.bright), (tones.mark, day.card)]
        pairs += [] if theme.bold else [(tones.on_tint, tones.tint)]
        assert name
    assert [] == [(a, b, round(contrast(a, b), 1)) for a, b in pairs if contrast(a, b) < 7.0]


@pytest.mark.parametrize("theme", [DAY, DAY.evening, BOLD], ids=["day", "evening", "contrast"])
def test_outlines_and_chart_squares_reach_three_to_one(theme: Theme) -> None:
    day = theme.day
    pairs = [(day.line, day.ground), (day.line, day.band), (theme.night.line, theme.night.ground)]
    pairs += [(tones.mark, day.ground) for tones in theme.domains.values()]
    pairs += [] if theme.bold else [(tones.mark, tones.tint) for tones in theme.domains.values()]
    assert [] == [(a, b) for a, b in pairs if contrast(a, b) < 3.0]


def test_the_bold_theme_knows_black_white_yellow_and_grey_only() -> None:
    yellow = (255, 230, 0, 255)
    for name in Day.__slots__:
        r, g, b, _ = getattr(BOLD.day, name)
        assert (r, g, b, 255) == yellow or r == g == b, name


def test_parts_of_a_chart_differ_by_more_than_colour_in_the_bold_theme() -> None:
    looks = [BOLD.part("", index) for index in range(9)]
    assert len(set(looks)) == 9


def test_neighbours_in_the_tower_can_be_told_apart() -> None:
    live = library().german.scenarios["fussabdruck"].live
    assert live is not None
    colours = [DAY.part(part.colour, i)[0] for i, part in enumerate(live.parts.values())]
    for a, b in pairwise(colours):
        assert sum(abs(x - y) for x, y in zip(a, b, strict=True)) > 60


def test_every_character_of_the_content_has_a_glyph() -> None:
    missing: dict[str, set[str]] = {}
    for language in library().languages:
        content = library().content(language)
        for text in _texts(content):
            for char in typeface().missing(re.sub(r"\{[^}]*\}", "", text).replace("\n", "")):
                missing.setdefault(char, set()).add(text)
    assert {} == missing


def _texts(value: object) -> list[str]:
    if isinstance(value, Template):
        return [value.source]
    if isinstance(value, dict):
        return [t for v in value.values() for t in _texts(v)]
    if isinstance(value, (tuple, list)):
        return [t for v in value for t in _texts(v)]
    fields = getattr(type(value), "model_fields", None)
    return [t for name in fields for t in _texts(getattr(value, name))] if fields else []


def test_every_character_that_is_painted_has_a_glyph_or_is_drawn() -> None:
    for variant in ("landscape", "english", "contrast"):
        stay = Stay(library(), VARIANTS[variant][0])
        stay.open("fussabdruck")
        for frame in walk(stay):
            for text in _painted(frame):
                assert not [c for c in typeface().missing(text) if c not in DRAWN], text


def _painted(frame: Frame) -> list[str]:
    return [d.text for d in frame.draws() if isinstance(d, Text)]


def test_at_200_per_cent_every_answer_and_question_is_really_larger() -> None:
    """Answers grow to twice their size where that fits; none grows by less than a fifth."""
    sizes: dict[int, dict[str, float]] = {}
    for percent in (100, 200):
        stay = Stay(library(), VARIANTS["landscape"][0])
        stay.set(text=percent)
        stay.open("fussabdruck")
        sizes[percent] = {}
        for frame in walk(stay):
            for element in frame.elements:
                texts = [d.size for d in element.draws if isinstance(d, Text) and d.weight == 700]
                if texts and element.role == "option":
                    sizes[percent][f"{frame.screen} {element.id}"] = max(texts)
    common = set(sizes[100]) & set(sizes[200])
    growth = {key: sizes[200][key] / sizes[100][key] for key in common}
    assert len(growth) > 30
    assert {} == {key: round(g, 2) for key, g in growth.items() if g < 1.2}
    assert 1.5 < sum(growth.values()) / len(growth)


def test_views_name_tokens_never_colours() -> None:
    """A colour written as numbers stands in the theme and in the mascot only."""
    pattern = re.compile(r"\(\s*\d{1,3}, \d{1,3}, \d{1,3}, 255\)|\"#[0-9A-Fa-f]{6}")
    allowed = {"theme.py", "facts.py"}
    found = [
        f"{path.relative_to(ROOT)}: {match}"
        for folder in ("kiosk/ui", "scenes")
        for path in (ROOT / folder).rglob("*.py")
        if path.name not in allowed
        for match in pattern.findall(path.read_text("utf-8"))
    ]
    assert [] == found


def test_the_type_scale_never_goes_below_what_one_can_read() -> None:
    look = Look(VARIANTS["landscape"][0], DAY, typeface())
    assert all(look.size(role) >= 26 for role in TYPE)
    assert contrast(mix(DAY.day.muted, DAY.day.ground, 0.25), DAY.day.band) >= 3.0
