"""The night tells numbers of all visits: never of few, never the newest, each as often as the others."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.mosaics import SQUARES
from kiosk.core.frame import Action, Frame
from kiosk.core.frame import Squares as Drawn
from kiosk.core.geometry import Rect
from kiosk.runtime.director import Director
from kiosk.runtime.memory import Memory
from kiosk.visit.world import Crowd, Lights, World
from scenes.attract.numbers import CLOSES, FILLED, places
from scenes.attract.picture import finished
from scenes.attract.programme import SECONDS, part_at, parts
from scenes.attract.together import MOST_SQUARES, told, unit_for
from telemetry.events import Answered, VisitEnded, VisitStarted
from telemetry.store import Store
from tests.frames import complaints
from tests.house import LANDSCAPE, PORTRAIT, house_of, library

GERMAN = library().content("de")
LEGEND = "Ein Quadrat: 2 t CO₂e im Jahr\nStand gestern"
GIFT = "zusammen/gabe/dazu"
PICTURE = {GIFT: (SQUARES - 1, SQUARES + 24)}


def doors(often: dict[str, float], visits: int = 40) -> dict[str, dict[float, int]]:
    """The safari's doors: of so many visits each this share looked somewhere else first."""
    step = GERMAN.scenarios["safari"].step("tueren")
    missed = {c.poll: round(visits * often.get(c.poll[1:], 0.2)) for c in step.candidates()}
    return {f"safari/tueren{poll}": {0.0: n, 1.0: visits - n} for poll, n in missed.items()}


def wishes(often: dict[str, float], visits: int = 40) -> dict[str, dict[float, int]]:
    step = GERMAN.scenarios["safari"].step("fehlt")
    picked = {c.poll: round(visits * often.get(c.poll[1:], 0.1)) for c in step.candidates()}
    return {f"safari/fehlt{poll}": {1.0: n, 0.0: visits - n} for poll, n in picked.items()}


GUESSES = {"duell/runde.haushalte": {900.0: 6, 3100.0: 13, 40000.0: 8}}
ALL = Crowd({**doors({"urkunde": 0.61}), **wishes({"termine": 0.43})}, GUESSES, 214_300, {GIFT: 600}, PICTURE)


def world(crowd: Crowd, language: str = "de") -> World:
    return World(library().content(language), Lights(), crowd=crowd)


def night(crowd: Crowd, at: float, seed: int = 1, **settings: object) -> Frame:
    stage = settings.pop("stage", LANDSCAPE)
    house = house_of(library())
    director = Director(house, stage, lambda event, now: None, random.Random(seed))  # type: ignore[arg-type]
    director.crowd = crowd
    visit = director.state.visit
    visit = replace(visit, settings=replace(visit.settings, **settings))  # type: ignore[arg-type]
    state = house.screens["attract"].open(world(crowd), visit, None, 0.0)
    director.state = replace(director.state, visit=visit, stack=(("attract", state),))
    return director.frame(at)


def moment(crowd: Crowd, part: str, since: float, round: int = 0) -> float:
    """Seconds after the night began when a part has been on for `since`."""
    shown = parts(world(crowd))
    before = [name for name, _ in shown].index(part)  # type: ignore[arg-type]
    return sum(s for _, s in shown) * round + sum(s for _, s in shown[:before]) + since


def heard(frame: Frame, id: str) -> str:
    found = frame.find(id)
    return found.label if found is not None else ""


def test_the_numbers_are_those_of_the_content_in_words_digits_and_squares() -> None:
    kg, doors, guess, wish = told(world(ALL))
    assert kg.headline == "Diese Stadt hat sich 214 Tonnen vorgenommen"
    assert (kg.digits(1.0, "de"), kg.legend, kg.squares) == ("214", LEGEND, 107)
    assert doors.headline == "Meistgesucht: „Ich brauche meine Geburtsurkunde.“"
    assert (doors.digits(1.0, "de"), doors.squares, doors.of) == ("60 %", 60, 100), "61 % is told as 60"
    assert guess.headline == "Der Schwarm tippt: 3.100 Haushalte. Und du?"
    assert (guess.digits(1.0, "de"), guess.squares, guess.colour) == ("3.100", 62, "mobil")
    assert wish.headline.endswith("Termine") and wish.squares == 45
    assert told(world(ALL, "en"))[2].headline == "The crowd’s guess: 3,100 homes. And yours?"


@pytest.mark.parametrize("kg", [-1, 0, 1, 49])
def test_a_few_kilograms_are_no_tonnes_and_the_night_goes_on(kg: int) -> None:
    assert told(world(Crowd(kg=kg))) == ()
    assert night(Crowd(kg=kg), 1.0).screen == "attract"
    assert told(world(Crowd(kg=50)))[0].number == 0.1


def test_whatever_fewer_than_twenty_visits_said_is_not_told() -> None:
    few = Crowd(doors({}, 19), {"duell/runde.haushalte": {3100.0: 19}})
    assert told(world(few)) == ()
    assert "together" not in dict(parts(world(few)))
    assert told(world(Crowd(guesses={"duell/runde.haushalte": {3100.0: 20}})))[0].number == 3100


def test_the_most_frequent_waits_until_all_that_could_be_it_are_known() -> None:
    all = doors({"urkunde": 0.6})
    known = dict(all)
    del known["safari/tueren.hund"]
    assert told(world(Crowd(known))) == () and len(told(world(Crowd(all)))) == 1
    nobody = {poll: {1.0: 40} for poll in all}
    assert told(world(Crowd(nobody))) == (), "where everybody knew every door none is searched for"


@given(st.floats(0.1, 1e9))
def test_a_square_is_a_round_number_and_there_are_enough_and_not_too_many(number: float) -> None:
    unit = unit_for(number)
    assert 48 * 0.99 <= number / unit <= MOST_SQUARES
    assert f"{unit:e}"[0] in "125" and set(f"{unit:.3e}".partition("e")[0][1:]) <= {".", "0"}


@given(st.integers(1, MOST_SQUARES), st.floats(300, 900), st.floats(80, 500))
def test_squares_lie_inside_their_room_and_never_over_each_other(n: int, w: float, h: float) -> None:
    room = Rect(10, 20, w, h)
    found = places(n, room)
    assert len(found) == n and all(room.grown(0.01).holds(at) for at in found)
    assert not any(a.overlaps(b) for a in found for b in found if a is not b)


def test_every_number_comes_first_as_often_as_the_others_and_then_they_take_turns() -> None:
    at = moment(ALL, "together", 5.0)
    first = Counter(heard(night(ALL, at, seed), "headline") for seed in range(120))
    assert len(first) == 4 and min(first.values()) >= 15
    turns = [heard(night(ALL, moment(ALL, "together", 5.0, k)), "headline") for k in range(8)]
    assert turns[:4] == turns[4:] and len(set(turns)) == 4


def test_the_squares_are_lit_one_after_the_other_and_the_digits_turn_with_them() -> None:
    only = Crowd(kg=214_300)

    def lit(since: float) -> int:
        element = night(only, moment(only, "together", since)).find("together")
        assert element is not None
        assert element.label == "Diese Stadt hat sich 214 Tonnen vorgenommen. " + LEGEND.replace("\n", ". ")
        colour = house_of(library()).themes[0].domain("klima").deep
        return sum(s.colour == colour for d in element.draws if isinstance(d, Drawn) for s in d.squares)

    counts = [lit(since) for since in (1.0, 1.3, 2.0, 3.0, FILLED, CLOSES - 0.1)]
    assert counts == sorted(counts) and counts[0] == 1 and counts[-1] == counts[-2] == 107 + 1


def test_a_number_is_never_shown_without_motion_or_while_a_full_city_is_celebrated() -> None:
    at = moment(ALL, "together", 5.0)
    assert night(ALL, at).find("together") is not None
    assert night(ALL, at, calm=True).find("together") is None


@pytest.mark.parametrize("stage", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("contrast", [False, True])
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_number_and_a_picture_look_right_and_a_touch_leaves_at_once(
    stage: object, text: int, contrast: bool, language: str
) -> None:
    ways = {"stage": stage, "text": text, "contrast": contrast, "language": language}
    for part, rounds in (("together", 4), ("picture", 1)):
        for k in range(rounds):
            frame = night(ALL, moment(ALL, part, 5.0, k), **ways)  # type: ignore[arg-type]
            shown = frame.find(part)
            assert shown is not None and shown.action is None and frame.anywhere == Action("open")
            assert complaints(frame) == []
            call = frame.find("call")
            assert call is not None and not call.rect.overlaps(shown.rect)
            assert not any(shown.rect.overlaps(e.rect) for e in frame.elements if e.id == "headline")


def test_the_night_without_a_number_or_picture_has_no_empty_chapter() -> None:
    nothing = world(Crowd())
    assert {"together", "picture"} & set(dict(parts(nothing))) == set()
    seen = {part_at(nothing, t / 2).part for t in range(200)}
    assert seen == set(dict(parts(nothing)))
    assert set(dict(parts(world(ALL)))) == {name for name, _ in SECONDS} - {"lapse"}


# --- the picture of all, on the day after ------------------------------------------------


class House:
    """A store whose calendar a test turns."""

    def __init__(self, folder: Path) -> None:
        self.day = datetime(2027, 5, 14, 12)
        self.folder = folder
        self.start()

    def start(self) -> None:
        self.store = Store(self.folder, 1, threaded=False, wall=lambda: self.day)
        self.memory = Memory(self.store, GERMAN.laid())
        self.memory.crowd()

    def restart(self) -> None:
        self.store.close()
        self.start()

    def visits(self, count: int, gift: str = "dazu") -> None:
        for number in range(count):
            self.store.begin(0.0)
            self.store.log(VisitStarted("de"), 0.0)
            self.store.log(Answered(f"zusammen/gabe/{gift}", float(gift == "dazu"), True), 1.0)
            self.store.log(VisitEnded(1), 2.0)
            if number % 50 == 0:
                self.store.flush()
        self.store.flush()

    def tomorrow(self, days: int = 1) -> None:
        self.day += timedelta(days=days)

    @property
    def shows(self) -> bool:
        return "picture" in dict(parts(world(self.memory.crowd())))


def test_the_picture_of_576_visits_shines_the_day_after_and_no_other(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.visits(300)
    house.visits(40, "behalten")
    house.restart()
    house.tomorrow()
    assert not house.shows
    house.visits(275)
    house.tomorrow()
    assert not house.shows, "575 squares are no picture"
    house.visits(1)
    assert not house.shows, "it was finished just now"
    house.restart()
    assert not house.shows
    house.tomorrow()
    assert house.shows
    frame = night(house.memory.crowd(), moment(house.memory.crowd(), "picture", 5.0))
    assert heard(frame, "headline") == heard(frame, "picture") == "576 Quadrate, ein Bild"
    house.restart()
    assert house.shows, "a restart does not take it away"
    house.visits(3)
    assert house.shows and house.memory.crowd().laid[GIFT] == SQUARES + 3, "and the next one grows meanwhile"
    house.tomorrow()
    assert not house.shows
    house.restart()
    assert not house.shows
    house.store.close()


def test_a_house_closed_on_mondays_shows_its_picture_on_tuesday(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.visits(SQUARES)
    house.store.close()
    house.tomorrow(2)
    house.start()
    assert house.shows
    house.day -= timedelta(days=1)
    house.restart()
    assert house.shows, "a clock that runs back ends no day"
    house.day += timedelta(days=2)
    assert not house.shows
    house.store.close()


def test_pictures_come_in_their_order_and_begin_again() -> None:
    laying = GERMAN.scenarios["zusammen"].mosaic
    assert laying is not None
    names = laying.pictures
    for number in range(1, 2 * len(names) + 1):
        dawns = {GIFT: (SQUARES * number - 1, SQUARES * number)}
        assert finished(world(Crowd(dawns=dawns))) == GERMAN.mosaics[names[(number - 1) % len(names)]]
    assert finished(world(Crowd(dawns={GIFT: (SQUARES, SQUARES * 2 - 1)}))) is None


def test_a_night_that_nobody_disturbs_learns_of_the_new_day() -> None:
    from tests.houses import Visitor

    visitor = Visitor()
    guard = visitor.console.guard
    assert guard.director is not None and guard.director.crowd == Crowd()
    visitor.notes.voices = ALL
    guard.tick(30.0)
    guard.tick(95.0)
    assert guard.director.crowd == ALL
