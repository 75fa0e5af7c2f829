"""Playing together: taking turns, voting with fingers, a class with a host."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.frame import Box, Frame, Squares, Text
from kiosk.core.geometry import Rect
from kiosk.core.signals import Down, Up
from scenes.play.group import FINGERS, HANDS, PLAYERS, winner
from telemetry.events import Answered, GroupPlayed
from tests.house import LANDSCAPE, PORTRAIT, VARIANTS, Stay, library, onward
from tests.houses import Visitor


def playing(mode: str, **settings: int | bool | str) -> Stay:
    """The first question of the footprint, played together."""
    stay = Stay(library())
    stay.act("open")
    stay.set(group=mode, **settings)
    stay.act("play", "fussabdruck")
    return stay


def answers(stay: Stay) -> list[Answered]:
    return [e for e in stay.events if isinstance(e, Answered)]


def label(frame: Frame, id: str) -> str:
    found = frame.find(id)
    assert found is not None
    return found.label


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, HANDS)))
def test_the_winner_has_more_votes_than_any_other(hands: dict[str, int]) -> None:
    won = winner(hands)
    if won is None:
        most = max(hands.values(), default=0)
        assert most == 0 or list(hands.values()).count(most) > 1
    else:
        assert all(hands[won] > n for id, n in hands.items() if id != won)


def test_the_token_goes_round_with_every_question() -> None:
    stay = playing("pass")
    seen = []
    for _ in range(PLAYERS + 1):
        seen.append(label(stay.frame(), "token"))
        stay.act("unknown")
        stay.act("next")
    assert len(set(seen[:PLAYERS])) == PLAYERS and seen[PLAYERS] == seen[0]
    stay.act("back")
    assert label(stay.frame(), "token") == seen[PLAYERS], "a step back gives the turn back"


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_token_covers_nothing_in_its_row(variant: str) -> None:
    stage, settings = VARIANTS[variant]
    stay = Stay(library(), stage)
    stay.act("open")
    stay.set(group="pass", text=settings.text, low=settings.low, language=settings.language)
    frame = stay.act("play", "fussabdruck")
    token = frame.find("token")
    assert token is not None
    for other in frame.elements:
        for draw in other.draws if other is not token else ():
            if isinstance(draw, Text):
                assert not token.rect.overlaps(draw.bounds.inset(4, 8)), draw.text


def test_nobody_has_a_token_when_one_plays_as_one_likes() -> None:
    assert playing("").frame().find("token") is None


def test_fingers_vote_and_the_majority_is_the_answer() -> None:
    stay = playing("vote")
    for option in ("2", "3", "2"):
        stay.act("choose", option)
    assert answers(stay) == [], "a vote is no answer"
    assert "Stimmen: 2" in label(stay.frame(), "option.2") and "Stimmen: 1" in label(stay.frame(), "option.3")
    primary = onward(stay.frame())
    assert primary is not None and primary.action is not None and primary.action.name == "count"
    stay.act("count")
    assert [e.target for e in answers(stay)] == ["fussabdruck/personen/2"]
    primary = onward(stay.frame())
    assert primary is not None and primary.action is not None and primary.action.name == "next"
    assert stay.act("next").screen != "fussabdruck/personen"


def test_a_tie_makes_karo_ask_why_and_answers_nothing() -> None:
    stay = playing("vote")
    stay.act("choose", "1")
    stay.act("choose", "2")
    frame = stay.act("count")
    assert answers(stay) == []
    assert any("Gleichstand" in e.label for e in frame.elements)
    assert stay.act("next").screen == "fussabdruck/personen", "nothing is decided yet"
    stay.act("choose", "2")
    stay.act("count")
    assert [e.target for e in answers(stay)] == ["fussabdruck/personen/2"]


def test_a_team_has_four_votes_and_a_new_vote_begins_after_counting() -> None:
    stay = playing("vote")
    for _ in range(FINGERS + 2):
        stay.act("choose", "4")
    assert f"Stimmen: {FINGERS}" in label(stay.frame(), "option.4")
    stay.act("count")
    frame = stay.act("choose", "1")
    assert "Stimmen: 1" in label(frame, "option.1") and "Stimmen: 0" in label(frame, "option.4")
    stay.act("count")
    assert [e.target for e in answers(stay)] == ["fussabdruck/personen/4", "fussabdruck/personen/1"]


def test_votes_of_one_question_never_reach_the_next() -> None:
    stay = playing("vote")
    stay.act("choose", "1")
    stay.act("count")
    stay.act("next")
    assert dict(stay.director.state.top[1].hands) == {}
    stay.act("back")
    assert dict(stay.director.state.top[1].hands) == {}


def test_four_people_put_a_finger_on_an_option_at_once() -> None:
    visitor = Visitor()
    visitor.menu()
    visitor.tap("tile.group")
    visitor.tap("group.vote")
    visitor.tap("back")
    visitor.tap("tile.fussabdruck")
    visitor.wait(2.0)
    at = {id: visitor.find(id).target for id in ("option.1", "option.2")}
    for finger, (id, dx) in enumerate(
        (("option.2", -40), ("option.2", 0), ("option.2", 40), ("option.1", 0))
    ):
        visitor.console.take(Down(finger, at[id].cx + dx, at[id].cy), visitor.now)
    visitor.wait(0.2)
    for finger, (id, dx) in enumerate(
        (("option.2", -40), ("option.2", 0), ("option.2", 40), ("option.1", 0))
    ):
        visitor.console.take(Up(finger, at[id].cx + dx, at[id].cy), visitor.now)
    assert "Stimmen: 3" in visitor.find("option.2").label and "Stimmen: 1" in visitor.find("option.1").label
    visitor.tap("next")
    assert [e.target for e in visitor.notes.of(Answered)] == ["fussabdruck/personen/2"]  # type: ignore[union-attr]
    assert visitor.notes.of(GroupPlayed) == [GroupPlayed("fussabdruck", 2)]


def test_a_host_types_the_hands_of_a_class_on_a_keypad() -> None:
    visitor = Visitor()
    visitor.menu()
    visitor.tap("tile.group")
    visitor.tap("group.host")
    visitor.tap("back")
    visitor.tap("tile.fussabdruck")
    visitor.wait(2.0)
    visitor.key("right")
    while visitor.console._focus.at != "option.1":
        visitor.key("right" if visitor.console._focus.at is None else "down")
    visitor.key("digit1")
    visitor.key("digit7")
    assert "Hände: 17" in visitor.find("option.1").label
    visitor.key("plus")
    assert "Hände: 18" in visitor.find("option.1").label
    visitor.key("down")
    while visitor.console._focus.at != "option.3":
        visitor.key("down")
    visitor.key("digit9")
    visitor.key("next")
    assert [e.target for e in visitor.notes.of(Answered)] == ["fussabdruck/personen/1"]  # type: ignore[union-attr]


@pytest.mark.parametrize("value", [-3.0, 41.0, 1e9, True, "x", None])
def test_hands_stay_between_none_and_a_class(value: float | bool | str | None) -> None:
    stay = playing("host")
    stay.act("hands.2", value)
    assert all(0 < n <= HANDS for n in stay.director.state.top[1].hands.values())
    stay.act("hands.nobody", 5.0)
    stay.act("count")
    assert all(e.target.startswith("fussabdruck/personen/2") for e in answers(stay))


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_number_of_hands_covers_no_word(variant: str) -> None:
    stage, settings = VARIANTS[variant]
    stay = Stay(library(), stage)
    stay.act("open")
    stay.set(group="host", text=settings.text, low=settings.low, contrast=settings.contrast)
    stay.act("play", "fussabdruck")
    frame = stay.act("hands.4", 28.0)
    for element in frame.elements:
        if element.id.startswith("option."):
            texts = [d for d in element.draws if hasattr(d, "text")]
            number = texts[-1]
            assert number.text.isdigit()
            for other in texts[:-1]:
                assert not number.bounds.inset(6, 12).overlaps(other.bounds.inset(4, 14)), element.label
            boxes = [d.rect for d in element.draws if isinstance(d, Box)]
            (row,) = [d for d in element.draws if isinstance(d, Squares) and len(d.squares) == HANDS]
            for other in texts[:-1]:
                assert not boxes[-1].overlaps(other.bounds.inset(2, other.size * 0.16)), element.label
            for plate in (box for box in boxes[:-1] if box.w < element.rect.w * 0.5):
                assert not any(plate.overlaps(Rect(s.x, s.y, s.side, s.side)) for s in row.squares)


@pytest.mark.parametrize("stage", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_ways_of_playing_together_are_gone_with_the_visit(stage: object) -> None:
    stay = playing("vote")
    stay.act("leave")
    assert stay.director.state.visit.settings.group == ""
