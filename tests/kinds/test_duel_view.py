"""Promises of the duel's screen: two people at once, a clock that hurries nobody, truth with its source."""

from __future__ import annotations

import re

import pytest
from pydantic import TypeAdapter

from kiosk.core.frame import Element, Frame, Line, Square, Squares, Text
from kiosk.core.signals import Down, KeyName, Move, Up
from kiosk.runtime.director import Hand
from kiosk.visit.settings import Settings
from kiosk.visit.world import Crowd
from scenes.kinds.duel.situation import CLOCK_S, HOLD_S, SWEEP_S
from telemetry.events import Answered, Guessed, LightLit, Tapped
from telemetry.visit import Ballot
from tests.frames import complaints
from tests.house import LANDSCAPE, PORTRAIT, VARIANTS, Stay, library, onward
from tests.houses import Visitor, house
from tests.kinds.duels import crowd, duel, turn

SHOWN = HOLD_S + SWEEP_S + 0.1


def find(frame: Frame, id: str) -> Element:
    element = frame.find(id)
    assert element is not None, f"no {id} among {[e.id for e in frame.elements]}"
    return element


def seated(both: bool = True, variant: str = "landscape", with_crowd: bool = False) -> Stay:
    stage, settings = VARIANTS[variant]
    stay = Stay(library(), stage)
    stay.set(**TypeAdapter(Settings).dump_python(settings))
    if with_crowd:
        stay.director.crowd = crowd(turn())
    stay.open("duell")
    stay.act("choose", "join.a")
    stay.act("choose", "join.b") if both else stay.act("begin")
    return stay


def guessed(stay: Stay, **shares: float) -> Frame:
    for side, share in shares.items():
        slider = find(stay.frame(), f"slider.{side}")
        assert slider.slide is not None
        action = slider.act(*slider.slide.point(share))
        assert action is not None
        stay.act(action.name, action.value, wait=0.5)
    return stay.frame()


# --- who plays --------------------------------------------------------------------------


def test_each_half_asks_somebody_to_play_and_both_seats_taken_begin_it() -> None:
    stay = Stay(library())
    frame = stay.open("duell")
    doors = [find(frame, f"join.{side}") for side in "ab"]
    assert all("Tippe hier zum Mitspielen" in door.label for door in doors)
    assert onward(frame) is None, "nobody plays yet"
    frame = stay.act("choose", "join.b")
    assert "selected" in find(frame, "join.b").state and onward(frame) is not None
    assert stay.act("choose", "join.a").find("slider.a") is not None


def test_alone_karo_has_guessed_and_shows_nothing_of_it_before_the_truth() -> None:
    stay = seated(both=False, with_crowd=True)
    frame = guessed(stay, a=0.3)
    assert find(frame, "number.b").value is None and not find(frame, "slider.b").reacts
    assert "Schwarm" not in " ".join(e.label for e in frame.elements)
    frame = stay.act("choose", "lock.a", wait=SHOWN)
    assert find(frame, "number.b").value is not None
    assert "Karo tippte wie der Schwarm" in find(frame, "story").label
    assert [0] == [e.player for e in stay.events if isinstance(e, Guessed)]


def test_somebody_who_comes_along_takes_the_half_karo_plays() -> None:
    stay = seated(both=False)
    frame = stay.act("choose", "join.b")
    assert find(frame, "slider.b").reacts and find(frame, "slider.b").action is not None


@pytest.mark.parametrize("both", [False, True])
def test_a_window_is_lit_for_everybody_who_played(both: bool) -> None:
    stay = seated(both)
    for _ in range(duel().repeat):
        guessed(stay, **dict.fromkeys("ab" if both else "a", 0.4))
        for side in "ab" if both else "a":
            stay.act("choose", f"lock.{side}", wait=SHOWN)
        stay.act("on")
    frame = stay.act("next", wait=5.0)
    assert find(frame, "rounds").role == "chart"
    lit = {(e.block, e.window) for e in stay.events if isinstance(e, LightLit)}
    assert len(lit) == 1 + both
    assert ("Eure 2 Lichter" in find(frame, "light").label) == both
    assert not [e for e in stay.events if isinstance(e, Answered)]


# --- waiting ----------------------------------------------------------------------------


def test_the_clock_begins_when_one_has_locked_and_with_every_movement_anew() -> None:
    stay = seated()
    frame = guessed(stay, a=0.4, b=0.6)
    assert frame.find("clock") is None
    stay.act("choose", "lock.a", wait=5.0)
    assert find(stay.frame(), "clock").value == CLOCK_S - 5
    guessed(stay, b=0.7)
    assert find(stay.frame(), "clock").value == CLOCK_S, "whoever slides is not hurried"
    frame = stay.act("choose", "lock.a", wait=60.0)
    assert frame.find("clock") is None, "nobody waits any more"


def test_the_clock_never_ends_anything_by_itself() -> None:
    stay = seated()
    guessed(stay, a=0.4, b=0.6)
    stay.act("choose", "lock.a", wait=0.0)
    for second in range(int(CLOCK_S)):
        frame = stay.director.frame(stay.now + second + 0.5)
        assert onward(frame) is None
        assert frame.next_change is not None and frame.next_change <= 1.01
    stay.now += 55.0
    frame = stay.frame()
    primary = onward(frame)
    assert primary is not None and primary.action is not None and primary.action.name == "close"
    assert frame.find("truth") is None and find(frame, "slider.b").reacts
    assert not [e for e in stay.events if isinstance(e, Guessed)]
    guessed(stay, b=0.65)
    assert onward(stay.frame()) is None, "who moves again has all the time again"


def test_a_side_that_nobody_touched_is_karos_after_the_clock() -> None:
    stay = seated()
    guessed(stay, a=0.4)
    frame = stay.act("choose", "lock.a", wait=CLOCK_S + 1)
    primary = onward(frame)
    assert primary is not None and "Karo springt ein" in primary.label
    frame = stay.act("close", wait=SHOWN)
    assert "Karo" in find(frame, "name.b").label


@pytest.mark.parametrize("settings", [{"text": 150}, {"text": 200}, {"calm": True}])
def test_where_people_need_time_there_is_no_clock(settings: dict[str, int]) -> None:
    stay = seated()
    stay.set(**settings)
    guessed(stay, a=0.4, b=0.6)
    frame = stay.act("choose", "lock.a", wait=300.0)
    assert frame.find("clock") is None and onward(frame) is None


def test_with_keys_nothing_depends_on_time() -> None:
    stay = seated()
    guessed(stay, a=0.4, b=0.6)
    stay.act("choose", "lock.a", wait=300.0)
    frame = stay.frame(Hand(keys=True))
    assert frame.find("clock") is None and onward(frame) is None
    stay.act("choose", "lock.b", wait=0.0)
    assert find(stay.frame(Hand(keys=True)), "truth").value is not None


# --- the truth --------------------------------------------------------------------------


def test_the_truth_holds_its_breath_then_shows_with_source_and_year() -> None:
    stay = seated(with_crowd=True)
    guessed(stay, a=0.2, b=0.8)
    frame = stay.act("choose", "lock.a", wait=1.0)
    frame = stay.act("choose", "lock.b", wait=0.0)
    score = find(frame, "progress").label
    assert frame.find("truth") is None and onward(frame) is None
    assert score.endswith("Blau 0, Orange 0"), "the fields do not tell it before"
    stay.now += SHOWN
    frame = stay.frame()
    truth = find(frame, "truth")
    scenario = library().german.scenarios["duell"]
    figures = {**library().german.figures, **scenario.figures}
    known = [f for f in figures.values() if f.value == truth.value and f.source in truth.label]
    assert known and str(known[0].year) in truth.label
    assert not find(frame, "progress").label.endswith("Blau 0, Orange 0")
    assert "Der Schwarm lag bei" in find(frame, "story").label
    assert onward(frame) is not None and frame.next_change != 0.0


def test_the_line_of_truth_sweeps_in_from_the_middle_of_the_screen() -> None:
    stay = seated()
    guessed(stay, a=0.2, b=0.8)
    stay.act("choose", "lock.a")
    stay.act("choose", "lock.b", wait=0.0)
    before = {side: find(stay.frame(), f"slider.{side}").draws for side in "ab"}
    ends: dict[str, list[float]] = {"a": [], "b": []}
    for part in (0.05, 0.1, 0.3, 1.0):
        frame = stay.director.frame(stay.now + HOLD_S + SWEEP_S * part)
        for side in "ab":
            lines = set(find(frame, f"slider.{side}").draws) - set(before[side])
            (line,) = [d for d in lines if isinstance(d, Line) and d.width == 10]
            assert line.points[0][1] == line.points[1][1]
            ends[side].append(line.points[1][0])
    assert ends["a"] == sorted(ends["a"], reverse=True) and ends["b"] == sorted(ends["b"])
    assert len(set(ends["a"])) == len(set(ends["b"])) == 4
    stay.set(calm=True)
    assert find(stay.frame(), "truth").value is not None and stay.frame().next_change != 0.0


def test_a_draw_is_a_handshake_and_both_within_ten_per_cent_are_too() -> None:
    stay = seated()
    slide = find(stay.frame(), "slider.a").slide
    assert slide is not None
    guessed(stay, a=0.9, b=0.9)
    stay.act("choose", "lock.a")
    frame = stay.act("choose", "lock.b", wait=SHOWN)
    assert "Gleich weit weg: Händedruck!" in find(frame, "story").label
    assert find(frame, "progress").label.endswith("Blau 1, Orange 1")
    truth = find(frame, "truth").value
    for share in (step / 200 for step in range(201)):
        near = slide.at(*slide.point(share))
        if near != truth and abs(near / truth - 1) <= 0.1:  # type: ignore[operator]
            break
    stay = seated()
    guessed(stay, a=slide.share(truth), b=share)  # type: ignore[arg-type]
    stay.act("choose", "lock.a")
    frame = stay.act("choose", "lock.b", wait=SHOWN)
    assert "Beide nah dran: Händedruck!" in find(frame, "story").label


def test_below_twenty_guesses_karo_says_that_it_took_the_middle() -> None:
    stay = seated(both=False)
    guessed(stay, a=0.3)
    frame = stay.act("choose", "lock.a", wait=SHOWN)
    assert "Karo nahm einfach die Mitte der Skala." in find(frame, "story").label
    slide = find(frame, "slider.b").slide
    assert slide is not None
    assert slide.share(find(frame, "number.b").value) == pytest.approx(0.5, abs=0.05)  # type: ignore[arg-type]


def test_fields_tell_who_took_them_without_their_colours() -> None:
    for both in (True, False):
        stay = seated(both)
        guessed(stay, **dict.fromkeys("ab" if both else "a", 0.9))
        for side in "ab" if both else "a":
            stay.act("choose", f"lock.{side}", wait=SHOWN)
        progress = find(stay.frame(), "progress")
        words = [draw.text for draw in progress.draws if isinstance(draw, Text)]
        assert words[0] in (("BO",) if both else ("B", "K", "BK"))
        assert words[1].startswith("Blau ") and words[2].endswith(" Orange" if both else " Karo")


@pytest.mark.parametrize("told", [False, True])
def test_the_end_card_shows_every_number_and_who_took_its_field(told: bool) -> None:
    stay = seated(with_crowd=told)
    truths, seen, labels = [], set(), ""
    for _ in range(duel().repeat):
        guessed(stay, a=0.45, b=0.9)
        stay.act("choose", "lock.a")
        frame = stay.act("choose", "lock.b", wait=SHOWN)
        label = find(frame, "truth").label
        assert re.search(r", (19|20)\d\d$", label), "source and year"
        truths.append(label.partition("Es sind ")[2].partition(".  ")[0])
        seen.add(label)
        labels += find(frame, "progress").label
        stay.act("on")
    frame = stay.act("next", wait=5.0)
    assert duel().repeat == len(seen), "five different cards"
    told_at_end = find(frame, "rounds").label
    for truth in truths:
        assert truth.split(" ")[0] in told_at_end
    a, b = (re.findall(rf"{name} (\d)", labels)[-1] for name in ("Blau", "Orange"))
    assert f"Endstand {a} : {b}" in find(frame, "headline").label
    winner = "Beide gewinnen" if a == b else "Blau gewinnt" if a > b else "Orange gewinnt"
    words = find(frame, "shared").label
    assert winner in words and ("von zehn früheren Tipps" in words) <= told


def test_together_closer_than_most_is_said_only_where_the_crowd_can_tell() -> None:
    """Everybody before guessed the far end of each scale; both here hit the truth every time."""
    for told in (False, True):
        stay = seated()
        if told:
            worst = {f"duell/runde.{id}": {card.range[1]: 25} for id, card in duel().cards.items()}
            stay = Stay(library())
            stay.director.crowd = Crowd(guesses=worst)
            stay.open("duell")
            stay.act("choose", "join.a")
            stay.act("choose", "join.b")
        for _ in range(duel().repeat):
            guessed(stay, a=0.4, b=0.4)
            stay.act("choose", "lock.a")
            stay.act("choose", "lock.b", wait=SHOWN)
            stay.act("on")
        words = find(stay.act("next", wait=5.0), "shared").label
        assert "Händedruck! Beide gewinnen." in words
        assert ("Zusammen lagt ihr näher dran als" in words) == told


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_end_card_is_in_order_in_every_way(variant: str) -> None:
    stay = seated(variant=variant, with_crowd=True)
    for _ in range(duel().repeat):
        guessed(stay, a=0.5, b=0.5)
        stay.act("choose", "lock.a")
        stay.act("choose", "lock.b", wait=SHOWN)
        stay.act("on")
    frame = stay.act("next", wait=5.0)
    assert [] == complaints(frame)
    assert (frame.find("rounds") is None) == (VARIANTS[variant][1].text == 200)


def test_whoever_ends_before_the_first_truth_is_not_told_a_score() -> None:
    stay = seated()
    guessed(stay, a=0.4)
    frame = stay.act("finish", wait=5.0)
    assert frame.find("rounds") is None and frame.find("bars") is None
    assert "Noch ist keine Karte aufgelöst" in find(frame, "shared").label


def test_only_the_first_guess_of_a_half_counts_in_the_crowd() -> None:
    """Who plays the same card once more in a visit has seen its truth."""
    ballot = Ballot()
    for guess in (300.0, 700.0):
        for player in (0, 1):
            ballot.add(Guessed("duell/runde.liter", guess + player * 10, 700.0, player))
    assert {
        ("duell/runde.liter", 0): (300.0, 700.0),
        ("duell/runde.liter", 1): (310.0, 700.0),
    } == ballot.guesses


def test_earlier_guesses_show_from_twenty_on() -> None:
    for told in (False, True):
        stay = seated(with_crowd=told)
        guessed(stay, a=0.2, b=0.8)
        stay.act("choose", "lock.a")
        frame = stay.act("choose", "lock.b", wait=SHOWN)
        assert (frame.find("earlier") is not None) == told
        assert ("Schwarm" in find(frame, "story").label) == told


def test_one_square_is_the_same_amount_in_every_row() -> None:
    stay = seated()
    guessed(stay, a=0.5, b=0.6)
    stay.act("choose", "lock.a")
    frame = stay.act("choose", "lock.b", wait=SHOWN)
    numbers = [find(frame, id).value for id in ("truth", "number.a", "number.b")]
    (squares,) = [d for d in find(frame, "squares").draws if isinstance(d, Squares)]
    tones: dict[object, list[Square]] = {}
    for square in squares.squares:
        tones.setdefault(square.colour, []).append(square)
    counts = [len(row) for row in tones.values()]
    units = [n / c for n, c in zip(numbers, counts, strict=True)]  # type: ignore[operator]
    assert max(units) / min(units) < 1.35, (numbers, counts)


def test_everything_spoken_has_its_number_and_its_state() -> None:
    stay = seated()
    frame = guessed(stay, a=0.4)
    unit = find(frame, "number.a").label
    assert unit.startswith("Blau: ") and "noch kein Tipp" in find(frame, "slider.b").label
    frame = stay.act("choose", "lock.a")
    assert find(frame, "number.a").label == f"{unit}, steht"
    assert find(frame, "lock.a").label == "Blau: Doch ändern"


def test_in_portrait_everything_that_is_touched_lies_low() -> None:
    for variant in ("portrait", "portrait 200"):
        frame = seated(variant=variant).frame()
        controls = [e for e in frame.targets if "essential" in e.state or e.id.startswith(("less", "more"))]
        assert len(controls) >= 6 and all(e.target.y >= 0.52 * PORTRAIT.h - 1 for e in controls)


@pytest.mark.parametrize("variant", ["landscape", "portrait 200", "landscape low 200", "english 200"])
def test_the_longest_cards_fit_in_every_way(variant: str) -> None:
    """All cards, not only those a visit draws: with the largest number of every scale."""
    found = []
    for seed in range(6):
        stage, settings = VARIANTS[variant]
        stay = Stay(library(), stage, seed=seed)
        stay.set(**TypeAdapter(Settings).dump_python(settings))
        stay.open("duell")
        stay.act("choose", "join.a")
        stay.act("choose", "join.b")
        for _ in range(duel().repeat):
            found += complaints(guessed(stay, a=1.0, b=0.0))
            stay.act("choose", "lock.a")
            found += complaints(stay.act("choose", "lock.b", wait=SHOWN))
            stay.act("on")
    assert [] == found


# --- fingers and keys, through the console ----------------------------------------------


def at_the_duel() -> Visitor:
    visitor = Visitor(house(), LANDSCAPE)
    visitor.menu()
    visitor.tap("tile.duell")
    visitor.wait(2.0)
    visitor.tap("join.a")
    visitor.tap("join.b")
    visitor.wait(1.0)
    visitor.notes.facts.clear()
    return visitor


def down(visitor: Visitor, contact: int, at: tuple[float, float]) -> None:
    visitor.console.take(Down(contact, *at), visitor.now)


def test_two_people_slide_at_the_same_moment_and_each_finger_keeps_its_half() -> None:
    visitor = at_the_duel()
    slides = [find(visitor.see(), f"slider.{side}").slide for side in "ab"]
    for finger, slide in enumerate(slides):
        assert slide is not None
        down(visitor, finger, slide.point(0.5))
    for step in range(1, 11):
        visitor.wait(0.05)
        # The left finger goes up and far into the right half, the right one down and into the left.
        visitor.console.take(Move(0, 110 + step * 160, 500 - step * 40), visitor.now)
        visitor.console.take(Move(1, 1810 - step * 160, 500 + step * 40), visitor.now)
    a, b = (visitor.find(f"slider.{side}") for side in "ab")
    assert a.slide is not None and (a.value, b.value) == (a.slide.high, a.slide.low)
    assert 2 == len(visitor.notes.of(Tapped))


def test_a_palm_on_one_half_is_no_matter_for_the_other() -> None:
    """Eight contacts lie on the left and tremble; the right side slides and locks."""
    visitor = at_the_duel()
    for contact in range(10, 18):
        down(visitor, contact, (300 + contact * 20, 400))
        visitor.wait(0.02)
    slider = visitor.find("slider.b")
    assert slider.slide is not None
    visitor.wait(0.5)
    down(visitor, 1, slider.slide.point(0.3))
    for step in range(8):
        visitor.wait(0.05)
        for contact in range(10, 18):
            visitor.console.take(Move(contact, 300 + contact * 20 + step % 2, 400), visitor.now)
        visitor.console.take(Move(1, *slider.slide.point(0.3 + step * 0.05)), visitor.now)
    visitor.console.take(Up(1, *slider.slide.point(0.7)), visitor.now)
    assert visitor.find("slider.b").value == slider.slide.at(*slider.slide.point(0.65))
    visitor.tap("lock.b")
    assert "selected" in visitor.find("lock.b").state
    assert "selected" not in visitor.find("slider.a").state, "a palm guesses nothing"


def test_slow_hands_press_beside_somebody_quick() -> None:
    """A finger may rest eight seconds on its lock while the other side is played: it is alone in its half."""
    visitor = at_the_duel()
    slides = [find(visitor.see(), f"slider.{side}").slide for side in "ab"]
    for finger, slide in enumerate(slides):
        assert slide is not None
        visitor.touch(*slide.point(0.3 + finger * 0.4))
    lock = visitor.find("lock.a").target
    down(visitor, 5, (lock.cx, lock.cy))
    for _ in range(4):
        visitor.tap("more.b")
    visitor.console.take(Up(5, lock.cx, lock.cy), visitor.now)
    assert "selected" in visitor.find("lock.a").state


def test_two_quick_people_are_no_storm() -> None:
    """Both tap their plus four times a second, which is eight touches on one screen, for five seconds."""
    visitor = at_the_duel()
    places = [visitor.find(f"more.{side}").target for side in "ab"]
    before = [visitor.find(f"slider.{side}").value for side in "ab"]
    for _ in range(20):
        for finger, place in enumerate(places):
            down(visitor, finger, (place.cx, place.cy))
        visitor.wait(0.1)
        for finger, place in enumerate(places):
            visitor.console.take(Up(finger, place.cx, place.cy), visitor.now)
        visitor.wait(0.15)
    after = [visitor.find(f"slider.{side}").value for side in "ab"]
    top = visitor.find("slider.a").slide.high  # type: ignore[union-attr]
    assert all(b >= min(a * 5, top) for a, b in zip(before, after, strict=True)), "each tap was a notch"  # type: ignore[operator,type-var]
    assert "storm" not in visitor.notes.kinds


def test_both_lock_at_the_very_same_moment() -> None:
    visitor = at_the_duel()
    for side, share in (("a", 0.3), ("b", 0.8)):
        slide = visitor.find(f"slider.{side}").slide
        assert slide is not None
        visitor.touch(*slide.point(share))
    locks = [visitor.find(f"lock.{side}").target for side in "ab"]
    for finger, lock in enumerate(locks):
        down(visitor, finger, (lock.cx, lock.cy))
    visitor.wait(0.1)
    for finger, lock in enumerate(locks):
        visitor.console.take(Up(finger, lock.cx, lock.cy), visitor.now)
    visitor.wait(SHOWN)
    assert 2 == len(visitor.notes.of(Guessed)) and visitor.see().find("truth") is not None


def test_a_number_pad_plays_both_halves() -> None:
    visitor = Visitor(house())
    visitor.menu()
    visitor.tap("tile.duell")
    visitor.wait(2.0)
    keys: tuple[KeyName, ...] = (
        "digit1", "digit2", "digit7", "digit7", "digit1", "digit3", "digit3", "digit9", "digit4",
    )  # fmt: skip
    for key in keys:
        visitor.key(key)
    frame = visitor.see()
    a, b = (find(frame, f"slider.{side}") for side in "ab")
    assert a.slide is not None and b.slide is not None
    middle = a.slide.at(*a.slide.point(0.5))
    assert a.value == a.slide.moved(a.slide.moved(a.slide.moved(middle, 1), 1), -1) > middle  # type: ignore[operator]
    assert b.value == b.slide.moved(b.slide.moved(b.slide.moved(middle, -1), -1), 1) < middle  # type: ignore[operator]
    assert "selected" in find(frame, "lock.a").state and frame.find("clock") is None
    visitor.key("digit4")
    assert "selected" not in visitor.find("lock.a").state, "undone with the same key"
    visitor.key("digit4")
    visitor.key("digit6")
    assert [0, 1] == [g.player for g in visitor.notes.of(Guessed) if isinstance(g, Guessed)]


def test_five_keys_reach_both_halves_and_the_end() -> None:
    """Arrows and OK alone: the ring of controls goes through both halves in reading order."""
    visitor = at_the_duel()
    seen: list[str] = []
    visitor.key("down")
    for _ in range(12):
        at = visitor.console._focus.at
        assert at is not None
        seen.append(at)
        visitor.key("down" if at.startswith("slider") else "right")
    wanted = ["slider.a", "less.a", "more.a", "slider.b", "less.b", "more.b"]
    assert [at for at in dict.fromkeys(seen) if at in wanted] == wanted
