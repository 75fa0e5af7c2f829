"""The whole house with its shipped content: every screen in every way of showing it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.content.load import load
from scenes.kinds import schemas
from scenes.panels.screen import PANELS
from tests.frames import complaints
from tests.house import ROOT, VARIANTS, Stay, library, options, walk

SCENARIOS = library().german.exhibition.scenarios


@pytest.fixture(scope="module")
def content_is_clean() -> None:
    assert [] == [str(p) for p in library().problems if p.severity == "error"]


def _stay(variant: str) -> Stay:
    stage, settings = VARIANTS[variant]
    stay = Stay(library(), stage)
    stay.set(**{name: getattr(settings, name) for name in settings.__slots__})
    return stay


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_night_the_menu_and_all_panels_are_in_order(variant: str, content_is_clean: None) -> None:
    stay = _stay(variant)
    frames = [stay.frame(), stay.act("open")]
    for name in PANELS:
        frames.append(stay.act("panel", name))
        frames.append(stay.act("page", 1))
        stay.act("close")

    assert [] == [f"{f.screen}: {c}" for f in frames for c in complaints(f)]


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_screen_of_a_scenario_is_in_order(variant: str, scenario: str, content_is_clean: None) -> None:
    stay = _stay(variant)
    stay.open(scenario)
    found = [f"{frame.screen}: {c}" for frame in walk(stay, seed=3) for c in complaints(frame)]

    assert [] == found


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("variant", ["landscape", "portrait", "landscape 200"])
def test_what_moves_is_in_order_at_every_moment(variant: str, scenario: str) -> None:
    """Sweeps, rides, falling squares: looked at from just after a touch until long after."""
    stay = _stay(variant)
    stay.open(scenario)
    found: set[str] = set()
    for _ in walk(stay, seed=4):
        for later in (-1.9, -1.2, -0.4, 0.7, 3.0, 6.0, 10.5):
            frame = stay.director.frame(stay.now + later)
            found |= {f"{frame.screen} {later:+}: {c}" for c in complaints(frame)}

    assert set() == found


@pytest.mark.parametrize("variant", ["landscape", "portrait 200", "contrast"])
def test_the_question_still_there_is_in_order_over_every_screen(variant: str) -> None:
    stay = _stay(variant)
    stay.open("fussabdruck")
    stay.now += 500
    stay.director.tick(stay.now)
    frame = stay.frame()

    assert {"idle.restart", "idle.continue"} <= {e.id for e in frame.targets}
    assert [] == [c for c in complaints(frame) if not c.startswith("idle and") and "idle:" not in c]


def test_language_and_size_are_one_tap_away_on_every_screen() -> None:
    stay = _stay("landscape")
    stay.open("fussabdruck")
    for frame in walk(stay):
        ids = {e.id for e in frame.targets}
        assert {"tool.language", "tool.size", "tool.sound", "tool.help"} <= ids, frame.screen


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_change_of_language_keeps_the_place_and_the_answers(scenario: str) -> None:
    stay = _stay("landscape")
    stay.open(scenario)
    for _ in walk(stay):
        before = stay.director.state.top
        german = [e.id for e in stay.frame().elements]
        english = stay.act("language", "en")
        assert "en" == english.language
        assert before == stay.director.state.top
        assert german == [e.id for e in english.elements]
        stay.act("language", "de")


def test_every_question_offers_what_one_does_not_know() -> None:
    stay = _stay("landscape")
    stay.open("fussabdruck")
    for frame in walk(stay):
        asking = frame.find("progress") is not None
        assert not asking or frame.find("unknown") is not None, frame.screen


def test_nothing_is_preselected_and_a_third_lever_is_silent() -> None:
    stay = _stay("landscape")
    stay.open("fussabdruck")
    for frame in walk(stay):
        if frame.screen == "fussabdruck/vorsaetze":
            break
    stay.act("back")
    stay.act("next")
    frame = stay.frame()
    for element in [e for e in frame.elements if "selected" in e.state]:
        stay.act("choose", element.id.removeprefix("option."))
    frame = stay.frame()
    assert not [e for e in frame.elements if "selected" in e.state]
    for element in options(frame)[:3]:
        stay.act("choose", element.id.removeprefix("option."))
    chosen = [e for e in stay.frame().elements if "selected" in e.state]
    assert 2 == len(chosen)


@pytest.mark.parametrize("variant", ["landscape", "portrait 200"])
def test_with_only_broken_scenarios_the_house_stays_open(variant: str, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    for file in (content / "scenarios").glob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("minutes:", "minuten:", 1), "utf-8")
    stay = Stay(load(content, schemas()), VARIANTS[variant][0])
    frames = [stay.frame(), stay.act("open"), stay.act("panel", "record")]

    assert [] == [f"{f.screen}: {c}" for f in frames for c in complaints(f)]
    assert frames[1].find("tile.nothing") is not None
