"""Promises of the radar: every value where it belongs, every word readable, nothing told by colour alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.frame import Element, Line, Poly, Squares, Text
from kiosk.core.geometry import Rect
from kiosk.runtime.director import Hand
from kiosk.runtime.stage import look_of
from kiosk.ui.facts import Axis, Radar
from kiosk.ui.look import Look
from kiosk.ui.radar import listed, panel
from kiosk.ui.theme import contrast
from kiosk.visit.settings import Settings
from kiosk.visit.world import Crowd
from tests.house import LANDSCAPE, VARIANTS, Stay, house_of, library

MOST = 5.0
ROLES = ("kreativ", "leitung")
PLACES = {
    "landscape, alone": Rect(56, 200, 1028, 690),
    "landscape, beside the steps": Rect(1180, 110, 684, 830),
    "landscape, on the card": Rect(56, 180, 652, 740),
    "portrait": Rect(56, 210, 968, 900),
    "portrait, on the card": Rect(56, 120, 968, 700),
}
"""Where screens show a radar, in units."""
LOOKS = [Settings(language=tag, text=text, contrast=bold)
         for tag in library().languages for text in (100, 150, 200) for bold in (False, True)]  # fmt: skip


@cache
def look(shown: Settings) -> Look:
    return look_of(house_of(library()), LANDSCAPE, shown, Hand())


@cache
def words(role: str, language: str) -> tuple[str, ...]:
    """The names of the corners that visitors read."""
    parts = library().content(language).scenarios["check"].step("netz").parts  # type: ignore[attr-defined]
    shop = [part.text.source for part in parts.values() if "!=" in part.when.source]
    town = [part.text.source for part in parts.values() if "==" in part.when.source]
    assert len(shop) == len(town) == 6
    return tuple(town if role == "leitung" else shop)


def radar(
    names: Sequence[str],
    today: Sequence[float | None],
    after: Sequence[float] = (),
    crowd: Sequence[float] = (),
) -> Radar:
    axes = []
    for i, (name, value) in enumerate(zip(names, today, strict=True)):
        figure = "offen" if value is None else f"{value:g} von {MOST:g}"
        raised = after[i] if after else (value or 0.0)
        axes.append(Axis(name, value, raised, crowd[i] if crowd else None, figure, f"{name}: {figure}"))
    return Radar(tuple(axes), MOST, "heute", "nach den Schritten", "alle hier, im Schnitt")


def drawn(found: Radar, place: str = "landscape, alone", shown: Settings = LOOKS[0]) -> Element:
    here = look(shown)
    return panel(here, PLACES[place], found, here.theme.domain("digital"))


# --- every value where it belongs -----------------------------------------------------------------


def corners(element: Element) -> tuple[tuple[float, float], ...]:
    """The ends of the axes: the largest ring."""
    return next(draw.points for draw in element.draws if isinstance(draw, Poly))


def middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def nodes(element: Element) -> list[tuple[float, float]]:
    """The middle of every square on today's line: the last that are drawn inside the rings."""
    reach = max(y for _, y in corners(element)) + 20
    found = [d for d in element.draws if isinstance(d, Squares) and d.squares[0].y < reach]
    return [(s.x + s.side / 2, s.y + s.side / 2) for s in found[-1].squares]


values = st.lists(st.sampled_from([0.0, 1.0, 2.0, 2.5, 3.0, 4.0, 5.0]), min_size=3, max_size=8)


@settings(max_examples=50, deadline=None)
@given(values)
def test_a_value_lies_on_its_axis_as_far_out_as_it_is_large(today: list[float]) -> None:
    element = drawn(radar([f"Kraft {i}" for i in range(len(today))], today))
    ends, at = corners(element), nodes(element)
    cx, cy = middle(ends)

    assert len(ends) == len(at) == len(today)
    for (x, y), (end_x, end_y), value in zip(at, ends, today, strict=True):
        share = value / MOST
        assert math.isclose(x, cx + (end_x - cx) * share, abs_tol=0.01)
        assert math.isclose(y, cy + (end_y - cy) * share, abs_tol=0.01)


@pytest.mark.parametrize("count", range(3, 9))
def test_the_first_axis_points_up_and_all_are_equally_long_and_far_apart(count: int) -> None:
    ends = corners(drawn(radar([f"Kraft {i}" for i in range(count)], [3.0] * count)))
    cx, cy = middle(ends)
    angles = [math.degrees(math.atan2(x - cx, cy - y)) % 360 for x, y in ends]

    assert ends[0][1] < cy and math.isclose(ends[0][0], cx, abs_tol=0.01)
    assert all(math.isclose(a, i * 360 / count, abs_tol=0.01) for i, a in enumerate(angles[1:], 1))
    lengths = [math.dist(end, (cx, cy)) for end in ends]
    assert math.isclose(min(lengths), max(lengths), abs_tol=0.01)


def test_nothing_and_everything_end_in_the_middle_and_on_the_rim() -> None:
    names = words("kreativ", "de")
    nothing, everything = (drawn(radar(names, [value] * 6)) for value in (0.0, MOST))

    cx, cy = middle(corners(nothing))
    assert all(math.dist(node, (cx, cy)) < 0.01 for node in nodes(nothing))
    assert all(math.dist(*pair) < 0.01 for pair in zip(nodes(everything), corners(everything), strict=True))


def test_what_was_left_open_has_no_square_and_pretends_no_value() -> None:
    element = drawn(radar(words("kreativ", "de"), [3.0, None, 4.0, 2.0, None, 5.0]))

    assert 4 == len(nodes(element))
    assert "offen" in element.label


# --- every word readable --------------------------------------------------------------------------


def ink(text: Text) -> Rect:
    return Rect(text.left, text.base - text.size * 0.7, text.width, text.size * 0.72)


def troubles(element: Element) -> list[str]:
    """Words that leave the card, lie on each other, or lie on the rim of the web."""
    texts = [draw for draw in element.draws if isinstance(draw, Text)]
    out = [f"'{t.text}' leaves the card" for t in texts if not element.rect.holds(ink(t), 1.0)]
    out += [
        f"'{a.text}' and '{b.text}' overlap"
        for a, b in combinations(texts, 2)
        if ink(a).overlaps(ink(b), slack=1.0)
    ]
    for ring in [draw.points for draw in element.draws if isinstance(draw, (Poly, Line))]:
        for start, end in pairwise(ring):
            on_the_way = [
                (start[0] + (end[0] - start[0]) * k / 20, start[1] + (end[1] - start[1]) * k / 20)
                for k in range(21)
            ]
            out += [
                f"'{t.text}' lies on a line" for t in texts if any(ink(t).contains(*p) for p in on_the_way)
            ]
    return out


FULL = ([2.0, 1.0, 5.0, 3.0, 4.0, 5.0], [4.0, 3.0, 5.0, 5.0, 4.0, 5.0], [2.5, 3.0, 3.25, 2.0, 4.0, 1.5])


@pytest.mark.parametrize("shown", LOOKS, ids=lambda s: f"{s.language} {s.text}{' bold' * s.contrast}")
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", ROLES)
def test_words_never_leave_the_card_nor_lie_on_each_other(role: str, place: str, shown: Settings) -> None:
    found = radar(words(role, shown.language), *FULL)
    here = look(shown)

    assert [] == troubles(drawn(found, place, shown))
    assert [] == troubles(listed(here, PLACES[place], found, here.theme.domain("digital")))


@settings(max_examples=40, deadline=None)
@given(
    names=st.lists(st.sampled_from(["Team", "Öffnungszeiten", "Daten sicher", "IT", "Barrierefreiheit"]),
                   min_size=3, max_size=8),
    wide=st.integers(480, 1100), high=st.integers(460, 900), text=st.sampled_from([100, 150, 200]),
)  # fmt: skip
def test_nor_on_any_other_card_with_other_words(names: list[str], wide: int, high: int, text: int) -> None:
    here = look(Settings(text=text))
    found = radar(names, [3.0] * len(names))

    assert [] == troubles(panel(here, Rect(40, 40, wide, high), found, here.theme.domain("digital")))


# --- spoken, and without colours ------------------------------------------------------------------

ANSWERS = {"daten": 2, "buchen": 1, "sichtbar": 4, "verkauf": 1, "geld": 2, "team": 3}
TODAY = {
    "de": ("Sichtbar: 4 von 5", "Termine: 1 von 5", "Verkauf: 1 von 5", "Rechnungen: 2 von 5",
           "Daten sicher: 2 von 5", "Team: 3 von 5"),
    "en": ("Visible: 4 of 5", "Booking: 1 of 5", "Sales: 1 of 5", "Invoices: 2 of 5", "Data safe: 2 of 5",
           "People: 3 of 5"),
}  # fmt: skip
SPOKEN = {
    "de": (*TODAY["de"], "Termine: 1 von 5, danach 3"),
    "en": (*TODAY["en"], "Booking: 1 of 5, then 3"),
}
EVERYBODY = {"de": "Alle hier: 3", "en": "Everybody here: 3"}


@pytest.mark.parametrize("variant", ["landscape", "portrait", "landscape 200", "portrait 200", "english"])
def test_who_cannot_see_it_hears_every_strength_with_its_value(variant: str) -> None:
    stage, shown = VARIANTS[variant]
    stay = Stay(library(), stage)
    stay.director.crowd = Crowd({f"check/{name}": {3.0: 20} for name in ANSWERS})
    stay.set(**{name: getattr(shown, name) for name in shown.__slots__})
    stay.open("check")
    stay.act("choose", "kmu")
    stay.act("next")
    stay.act("set.termine", 6.0)
    stay.act("next")
    for value in ANSWERS.values():
        stay.act("set", float(value))
        stay.act("next")
    stay.now += 3
    shown_at = [stay.frame(), stay.act("next"), stay.act("choose", "buchung"), stay.act("next", wait=5.0)]
    assert ["check/netz", "check/schritte", "check/schritte", "check/result"] == [f.screen for f in shown_at]
    telling = [frame for frame in shown_at if shown.text < 200 or frame.screen != "check/schritte"]
    for frame in telling:
        said = " ".join(e.label for e in frame.elements if e.id in ("radar", "rows", "headline"))
        now = SPOKEN[shown.language] if frame in shown_at[2:] else TODAY[shown.language]
        assert all(axis in said for axis in now), (frame.screen, said)
        assert len(ANSWERS) <= said.count(EVERYBODY[shown.language])


def manner(element: Element) -> list[tuple[object, ...]]:
    """How every closed line is drawn, but for its colour: width, dashes, squares on it, filled."""
    faces = [draw.points for draw in element.draws if isinstance(draw, Poly)]
    squares = {(round(s.x + s.side / 2), round(s.y + s.side / 2))
               for d in element.draws if isinstance(d, Squares) for s in d.squares}  # fmt: skip
    lines = [
        d for d in element.draws if isinstance(d, Line) and len(d.points) > 4 and d.points[0] == d.points[-1]
    ]
    return [
        (line.dash, line.points[:-1] in faces,
         all((round(x), round(y)) in squares for x, y in line.points))
        for line in lines
    ]  # fmt: skip


def swatches(element: Element) -> list[object]:
    """How the line before each word of the key is drawn, but for its colour."""
    below = max(y for _, y in corners(element))
    return [
        d.dash
        for d in element.draws
        if isinstance(d, Line) and len(d.points) == 2 and d.points[0][1] > below + 40
    ]


def test_today_afterwards_and_everybody_are_told_apart_without_colours() -> None:
    element = drawn(radar(words("kreativ", "de"), *FULL))
    today, crowd, after = manner(element)

    assert (None, True, True) == today
    assert 3 == len({today, crowd, after}) == len({dash for dash, *_ in (today, crowd, after)})
    assert [today[0], after[0], crowd[0]] == swatches(element), "and the key shows the same three"


@pytest.mark.parametrize("bold", [False, True])
def test_every_line_stands_out_from_the_card(bold: bool) -> None:
    here = look(Settings(contrast=bold))
    element = drawn(radar(words("kreativ", "de"), *FULL), shown=Settings(contrast=bold))
    lines = [d for d in element.draws if isinstance(d, Line) and d.width >= 5]

    assert len(lines) >= 6
    assert 3.0 <= min(contrast(line.colour, here.theme.day.card) for line in lines)


def test_a_crowd_that_is_not_known_everywhere_is_not_drawn_at_all() -> None:
    whole = radar(words("kreativ", "de"), FULL[0], crowd=FULL[2])
    holes = replace(whole, axes=(replace(whole.axes[0], crowd=None), *whole.axes[1:]))

    assert 2 == len(manner(drawn(whole))) and 1 == len(manner(drawn(holes)))
