"""Promises of the picture: honest squares, fingers and keys that do the same, the crowd only afterwards."""

from __future__ import annotations

from itertools import combinations

import pytest

from kiosk.core.frame import Action, Box, Element, Frame, Squares
from kiosk.core.geometry import Rect
from kiosk.core.signals import Down, Move, Up
from kiosk.ui.scene import AIM
from kiosk.visit.world import Crowd
from scenes.kinds.allocate.council import COUNT_S
from scenes.kinds.allocate.places import BUTTON, block, slide
from tests.frames import complaints
from tests.house import VARIANTS, Stay, library
from tests.houses import Visitor
from tests.kinds.budgets import ALL_YES, ITEMS, budget, crowd

OWN = ("row", "less", "more", "square", "person")
OTHERS = crowd(20, raum=12.0, bekannt=3.0)


def playing(
    variant: str = "landscape", laid: tuple[int, ...] = (0,) * 6, others: Crowd | None = None
) -> Stay:
    """The budget with some squares laid."""
    stage, settings = VARIANTS[variant]
    stay = Stay(library(), stage)
    stay.director.crowd = others or Crowd()
    stay.set(**{name: getattr(settings, name) for name in settings.__slots__})
    stay.open("budget")
    for id, squares in zip(ITEMS, laid, strict=True):
        stay.act(f"set.{id}", squares)
    return stay


def find(frame: Frame, id: str) -> Element:
    element = frame.find(id)
    assert element is not None, id
    return element


def rows(frame: Frame) -> list[Element]:
    return [e for e in frame.elements if e.id.startswith("row.")]


def numbers(frame: Frame) -> dict[str, object]:
    return {e.id.removeprefix("row."): e.value for e in rows(frame)}


# --- squares --------------------------------------------------------------------------------


def test_every_square_is_either_in_the_pot_or_in_a_row() -> None:
    frame = playing(laid=(12, 7, 6, 3, 5, 3)).frame()
    assert find(frame, "left").value == 9 and sum(int(str(e.value)) for e in rows(frame)) == 36
    (pot,) = [d for d in find(frame, "left").draws if isinstance(d, Squares)]
    assert len(pot.squares) == 45
    for element in rows(frame):
        (squares,) = [d for d in element.draws if isinstance(d, Squares)]
        assert len(squares.squares) == 45
        colours = [s.colour for s in squares.squares]
        assert colours.count(colours[0]) == element.value


def test_squares_without_effect_yet_look_hollow_and_are_said() -> None:
    below, above = playing(laid=(11, 0, 0, 0, 0, 0)).frame(), playing(laid=(12, 0, 0, 0, 0, 0)).frame()
    for frame, pattern in ((below, "outline"), (above, "solid")):
        (squares,) = [d for d in find(frame, "row.raum").draws if isinstance(d, Squares)]
        assert squares.squares[0].pattern == pattern
    assert "wirkt ab 60.000 €" in find(below, "row.raum").label
    assert "wirkt ab" not in find(above, "row.raum").label


def test_numbers_are_money_in_the_visitors_language() -> None:
    german = playing(laid=ALL_YES).frame()
    assert find(german, "row.raum").label == "DigitalRaum im Zentrum: 75.000 von 225.000 €"
    assert find(german, "number.raum").label == "75 Tsd."
    english = playing("english", laid=ALL_YES).frame()
    assert find(english, "row.raum").label == "DigitalRaum in the centre: 75,000 of 225,000 €"


@pytest.mark.parametrize("total", [2, 20, 40, 45, 60])
def test_a_touch_on_a_column_fills_it(total: int) -> None:
    room = block(Rect(100, 100, 620, 56), total)
    track = slide(room, total)
    for column in range(-(-total // room.lines)):
        x, _ = room.at(column * room.lines)
        assert track.at(x + room.side / 2) == min((column + 1) * room.lines, total)
    assert track.at(room.x - room.pitch) == 0


# --- fingers --------------------------------------------------------------------------------


def at_the_budget() -> Visitor:
    visitor = Visitor()
    visitor.menu()
    visitor.tap("tile.budget")
    return visitor


def test_taps_on_the_glass_lay_take_back_and_carry() -> None:
    visitor = at_the_budget()
    visitor.tap("more.fonds")
    visitor.tap("more.fonds")
    visitor.tap("less.fonds")
    assert numbers(visitor.see())["fonds"] == 1
    visitor.tap("square")
    assert "selected" in visitor.find("square").state
    visitor.tap("row.fonds")
    assert numbers(visitor.see())["fonds"] == 2
    place = visitor.find("row.raum").target
    visitor.touch(place.x + place.w * 0.6, place.cy)
    assert 20 < int(str(numbers(visitor.see())["raum"])) < 40


def test_to_drag_is_to_carry_and_to_lay() -> None:
    frame = playing().frame()
    square = find(frame, "square")
    assert square.carry == square.action == Action("carry")
    assert {e.catch for e in rows(frame)} == {Action("lay", id) for id in ITEMS}
    held = playing().act("carry")
    assert {e.action for e in rows(held)} == {Action("lay", id) for id in ITEMS}


def test_a_finger_drags_a_square_into_a_row_and_one_let_go_elsewhere_stays_in_the_pot() -> None:
    visitor = at_the_budget()
    dragged(visitor, "square", "row.daten")
    assert numbers(visitor.see())["daten"] == 1 and find(visitor.see(), "left").value == 44
    dragged(visitor, "square", "tool.help")
    assert find(visitor.see(), "left").value == 44


def dragged(visitor: Visitor, id: str, onto: str) -> None:
    """A finger takes one thing and lets go over another."""
    start, end = visitor.find(id).target, visitor.find(onto).target
    visitor.wait(0.6)
    visitor.console.take(Down(1, start.cx, start.cy), visitor.now)
    for step in range(1, 11):
        visitor.wait(0.05)
        x, y = (a + (b - a) * step / 10 for a, b in ((start.cx, end.cx), (start.cy, end.cy)))
        visitor.console.take(Move(1, x, y), visitor.now)
        visitor.see()
    visitor.console.take(Up(1, end.cx, end.cy), visitor.now)
    visitor.wait(1.0)


def test_there_is_nothing_to_carry_once_all_is_laid() -> None:
    frame = playing(laid=ALL_YES).frame()
    assert frame.find("square") is None
    assert all("disabled" in find(frame, f"more.{id}").state for id in ITEMS)


# --- keys -----------------------------------------------------------------------------------


def test_keys_walk_from_row_to_row_and_plus_and_minus_lay() -> None:
    visitor = at_the_budget()
    visitor.key("digit5")
    for shown in rows(visitor.see()):
        assert find(visitor.see(), "focus").rect == shown.target.grown(9)
        visitor.key("plus")
        visitor.key("digit6")
        visitor.key("digit6")
        visitor.key("minus")
        visitor.key("digit2")
    assert numbers(visitor.see()) == dict.fromkeys(ITEMS, 2)


def test_with_keys_all_voices_are_counted_at_once() -> None:
    visitor = at_the_budget()
    visitor.key("digit5")
    visitor.key("plus")
    visitor.key("next")
    assert visitor.see().next_change is None or visitor.see().next_change > COUNT_S
    assert "0 von 7 sagen Ja" in visitor.find(AIM).label


# --- the people -----------------------------------------------------------------------------


def test_faces_and_votes_follow_every_square() -> None:
    stay = playing(laid=(15, 9, 9, 5, 4, 0))
    before = find(stay.frame(), AIM).value
    frame = stay.act("set.daten", 3)
    assert find(frame, AIM).value == 7.0 and before != 7.0
    assert all(find(frame, f"person.{id}").label.endswith("sagt Ja.") for id in budget().people)


def test_a_tap_on_a_face_lets_it_ask() -> None:
    stay = playing()
    assert find(stay.frame(), "said").label == "Wer will was? Antippen."
    assert find(stay.act("hear", "seniorin"), "said").label == "Seniorin fragt: Und wer zeigt es mir?"


def test_voices_are_counted_one_by_one_and_lamps_wait_for_the_last() -> None:
    stay = playing(laid=ALL_YES)
    assert find(stay.act("hear", "amt"), "lamps").value == 0
    stay.act("vote", wait=0.0)
    for counted in range(7):
        frame = stay.director.frame(stay.now + counted * COUNT_S + 0.01)
        assert find(frame, AIM).label.endswith(f": {counted} von 7 sagen Ja")
        assert find(frame, "lamps").value == 0
        assert "disabled" in find(frame, "next").state
        assert frame.next_change is not None and frame.next_change <= COUNT_S
    frame = stay.director.frame(stay.now + 7 * COUNT_S + 0.01)
    assert find(frame, AIM).label.endswith("7 von 7 sagen Ja: Einstimmig")
    assert find(frame, "lamps").value == 3 and find(frame, "next").reacts


def test_what_karo_says_fits_the_vote() -> None:
    for laid, words in ((ALL_YES, "Alle sieben!"), ((8, 8, 8, 7, 7, 7), "reicht knapp")):
        stay = playing(laid=laid)
        assert words in find(stay.act("vote", wait=5.0), "hint").label


# --- the others -----------------------------------------------------------------------------


def outlines(frame: Frame, id: str) -> int:
    """Squares of a row that are framed: as many as the others laid in the mean."""
    found = find(frame, f"row.{id}").draws
    return sum(isinstance(d, Box) and d.fill is None and d.rect.w < 60 for d in found)


def test_what_the_others_laid_is_framed_after_ones_own_vote() -> None:
    stay = playing(laid=ALL_YES, others=OTHERS)
    assert outlines(stay.frame(), "raum") == 0 and "Schnitt" not in find(stay.frame(), "row.raum").label
    voted = stay.act("vote", wait=5.0)
    assert outlines(voted, "raum") == 0
    assert find(voted, "next").action == Action("compare")
    seen = stay.act("compare")
    assert outlines(seen, "raum") == 12 and outlines(seen, "bekannt") == 3
    assert "alle zusammen im Schnitt 60.000 €" in find(seen, "row.raum").label
    assert "nicht repräsentativ" in find(seen, "said").label
    assert find(seen, "next").action == Action("next")


def test_fewer_than_twenty_are_not_told() -> None:
    stay = playing(laid=ALL_YES, others=crowd(19))
    assert find(stay.act("vote", wait=5.0), "next").action == Action("next")


def test_the_card_tells_the_mean_only_to_those_who_saw_it() -> None:
    for others, told in ((OTHERS, True), (crowd(19), False)):
        stay = playing(laid=ALL_YES, others=others)
        stay.act("vote", wait=5.0)
        stay.act("compare")
        stay.act("next")
        stay.act("next")
        stay.act("choose", "anders")
        stay.act("next")
        frame = stay.act("next")
        assert frame.screen == "budget/result"
        words = " ".join(e.label for e in frame.elements)
        assert "7 von 7 sagen Ja" in words and "Einstimmig" in words
        assert ("Im Schnitt legen alle 60.000\u00a0€ in den Raum." in words) is told


# --- every way of showing -------------------------------------------------------------------


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("moment", ["empty", "held", "voted", "seen"])
def test_every_moment_is_in_order(variant: str, moment: str) -> None:
    laid = (0,) * 6 if moment == "empty" else (12, 7, 6, 3, 5, 3)
    stay = playing(variant, laid, OTHERS)
    if moment == "held":
        stay.act("carry")
    if moment in ("voted", "seen"):
        stay.act("vote", wait=5.0)
    if moment == "seen":
        stay.act("compare")
    frame = stay.frame()
    assert [] == complaints(frame)
    touched = [
        e for e in frame.targets if e.id.partition(".")[0] in ("row", "less", "more", "square", "person")
    ]
    for a, b in combinations(touched, 2):
        assert not a.target.grown(3).overlaps(b.target.grown(3)), (a.id, b.id)


def test_plus_and_minus_are_large() -> None:
    for variant in ("landscape", "portrait"):
        frame = playing(variant).frame()
        for id in ITEMS:
            for name in ("less", "more"):
                assert find(frame, f"{name}.{id}").target.w >= BUTTON


@pytest.mark.parametrize("variant", ["portrait", "portrait 200", "landscape low"])
def test_what_one_touches_most_lies_low(variant: str) -> None:
    frame = playing(variant).frame()
    assert min(e.target.y for e in rows(frame)) > frame.stage.h * 0.45
