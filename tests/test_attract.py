"""The night: a programme that shows the whole exhibition to whoever stands still for a minute."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from kiosk.core.frame import Action, Frame, Squares
from kiosk.runtime.director import Director
from kiosk.visit.world import LIGHTS, Lights, Visit, World
from scenes.attract.fireworks import EVERY_S, fireworks
from scenes.attract.lapse import FILLED_S, lit_by
from scenes.attract.programme import SECONDS, part_at, parts
from tests.house import LANDSCAPE, PORTRAIT, house_of, library, themes

ALWAYS = tuple(part for part in SECONDS if part[0] not in ("together", "picture"))
WHOLE = sum(length for _, length in ALWAYS)


def city(lit: int, today: int = 0, number: int = 1) -> Lights:
    """A city with so many lights, the last of them lit today between ten and four o'clock."""
    colours = tuple("klima" if place < lit else None for place in range(LIGHTS))
    lapse = tuple(sorted((10 + k % 7, lit - 1 - k) for k in range(today)))
    return Lights(number, colours, today, lapse)


def night(lights: Lights, at: float, **settings: object) -> Frame:
    stage = settings.pop("stage", LANDSCAPE)
    house = house_of(library())
    director = Director(house, stage, lambda event, now: None, random.Random(1))  # type: ignore[arg-type]
    director.lights = lights
    visit = director.state.visit
    visit = replace(visit, settings=replace(visit.settings, **settings))  # type: ignore[arg-type]
    state = house.screens["attract"].open(World(house.content("de"), lights), visit, None, 0.0)
    director.state = replace(director.state, visit=visit, stack=(("attract", state),))
    return director.frame(at)


def words(frame: Frame, id: str) -> str:
    found = frame.find(id)
    return found.label if found is not None else ""


def test_every_part_of_the_programme_comes_and_it_begins_again() -> None:
    world = World(library().content("de"), city(800, 37))
    seen = [part_at(world, t / 10).part for t in range(round(WHOLE * 10))]
    assert [a for a, b in pairwise([*seen, "end"]) if a != b] == [part for part, _ in ALWAYS]
    assert part_at(world, WHOLE + 1) == replace(part_at(world, 1.0), round=1)


def test_the_time_lapse_waits_for_twenty_lights_of_today() -> None:
    content = library().content("de")
    assert "lapse" not in dict(parts(World(content, city(800, 19))))
    assert "lapse" in dict(parts(World(content, city(800, 20))))


def test_the_time_lapse_lights_the_windows_of_today_hour_by_hour() -> None:
    lights = city(800, 37)
    before, after = lit_by(lights, 0.0), lit_by(lights, FILLED_S)
    assert before.lights.count(None) == LIGHTS - 800 + 37 and not before.today
    assert after.lights == lights.colours and len(after.today) == 37
    moments = [lit_by(lights, t / 10) for t in range(60)]
    assert all(set(a.today) <= set(b.today) and a.hour <= b.hour for a, b in pairwise(moments))
    with pytest.raises(ValueError, match="no light"):
        lit_by(city(800), 1.0)


def test_the_button_stays_where_it_is_whatever_is_shown() -> None:
    for stage in (LANDSCAPE, PORTRAIT):
        places = set()
        for t in range(0, round(WHOLE), 2):
            call = night(city(800, 37), float(t), stage=stage).find("call")
            assert call is not None and call.action == Action("open")
            places.add((round(call.rect.x), round(call.rect.y), round(call.rect.w)))
        xs, ys, ws = (sorted({p[k] for p in places}) for k in range(3))
        assert xs[-1] - xs[0] <= 8 and ys[-1] - ys[0] <= 8 and len(ws) == 1, "but for the burn-in shift"


def test_whatever_is_shown_a_touch_anywhere_begins_a_visit() -> None:
    for t in range(0, round(WHOLE)):
        frame = night(city(800, 37), float(t))
        assert frame.anywhere == Action("open")
        assert {e.id.split(".")[0] for e in frame.targets} <= {"call", "language", "tool"}


def test_calm_nothing_moves_and_nothing_sounds() -> None:
    frame = night(city(800, 37), 20.0, calm=True)
    assert frame == night(city(800, 37), 33.0, calm=True)
    assert frame.next_change is None and not frame.murmur
    assert night(city(800, 37), 20.0).murmur and not night(city(800, 37), 20.0, sound=False).murmur


def test_a_full_city_is_celebrated_for_a_minute_and_no_window_waits() -> None:
    frame = night(city(LIGHTS, number=4), 7.0)
    assert words(frame, "headline") == "Diese Stadt leuchtet ganz!"
    assert frame.find("fireworks") is not None and words(frame, "waiting") == ""
    assert night(city(LIGHTS), 61.0).find("fireworks") is None


def test_fireworks_never_flash_more_than_once_a_second() -> None:
    assert EVERY_S >= 1.0
    theme, area = themes()[0], LANDSCAPE
    sky = frame_area = night(city(LIGHTS), 1.0).find("fireworks")
    assert sky is not None and frame_area is not None and area.w > 0
    for k in range(40):
        drawn = fireworks(theme, sky.rect, k * 0.14)
        squares = [s for d in drawn if isinstance(d, Squares) for s in d.squares]
        assert all(s.colour[3] <= 255 and s.side > 0 for s in squares)
    newest = [s for d in fireworks(theme, sky.rect, 3 * EVERY_S) if isinstance(d, Squares) for s in d.squares]
    assert newest and newest[-1].colour[3] == 0, "a burst begins invisible and grows"


def test_each_city_has_the_next_chapter() -> None:
    names = [words(night(city(5, number=n), 1.0), "lights") for n in range(1, 8)]
    assert "Stadt 1: Fernmeldeturm" in names[0] and "Stadt 2: Wasserturm" in names[1]
    assert "Stadt 7: Fernmeldeturm" in names[6], "after the last chapter the first comes again"


def test_the_languages_one_greets_in_take_turns() -> None:
    told = {words(night(city(800), 22.5 + t), "headline") for t in (0.0, 2.0, 4.0)}
    assert told <= set(library().content("de").exhibition.greetings.values()) and len(told) == 3


def test_a_visit_promises_the_window_that_pulses() -> None:
    lights = city(5)
    assert lights.promised(Visit(7).seed) == lights.promised(Visit(7).seed) >= 5
