"""The storyboard shows every screen and step, as picture, as elements, and on one page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.content.model import Scenario
from kiosk.content.questionnaire import ITEMS
from kiosk.content.whole import Content
from kiosk.core.frame import Frame
from kiosk.core.scene import Outcome
from kiosk.rehearsal.script import Script
from kiosk.rehearsal.storyboard import Ways, described, storyboard
from kiosk.runtime.house import House
from kiosk.ui.scene import Act, Screen
from kiosk.ui.typeface import Typeface
from kiosk.visit.settings import Settings
from kiosk.visit.world import Visit, World
from scenes.panels.screen import PANELS
from tests.houses import LANDSCAPE, PORTRAIT, house, house_with, library

SMALL = (480, 270)


def with_menu(*ids: str, screen: Screen | None = None) -> House:
    """The real house with these scenarios only, so that it is drawn quickly."""
    whole = house() if screen is None else house_with("play", screen)

    def content(tag: str) -> Content:
        found = whole.content(tag)
        exhibition = found.exhibition.model_copy(update={"scenarios": ids})
        return found.model_copy(update={"exhibition": exhibition})

    return replace(whole, content=content)


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Path:
    face = house().type
    assert isinstance(face, Typeface)
    return storyboard(
        with_menu("fussabdruck"), face, tmp_path_factory.mktemp("board"), Ways(sizes=(SMALL,))
    ).index


def test_every_link_of_the_page_leads_somewhere(board: Path) -> None:
    links = re.findall(r'(?:src|href)="([^"#]+)"', board.read_text(encoding="utf-8"))

    assert len(links) > 60
    assert all(not link.startswith(("/", "http")) and (board.parent / link).is_file() for link in links)


def test_elements_and_picture_stand_side_by_side(board: Path) -> None:
    pictures = {p.stem for p in board.parent.rglob("*.png")}

    assert pictures == {p.stem for p in board.parent.rglob("*.json")}
    menu = json.loads(next(board.parent.rglob("*-menu.json")).read_text(encoding="utf-8"))
    assert "menu" == menu["screen"]
    assert {"id": "back", "role": "button"}.items() <= next(
        e for e in menu["elements"] if e["id"] == "back"
    ).items()


def _wanted(scenario: Scenario) -> set[str]:
    """Every step, with "don't know" and answered where it asks. Steps that few reach may be missing."""
    always = [step for step in scenario.steps if step.when is None]
    names = {f"{scenario.id}-{step.id}" for step in always}
    unknown = {f"{scenario.id}-{step.id}-unknown" for step in always if step.unknown}
    return names | unknown | {f"{scenario.id}-{step.id}-answered" for step in always if step.asks}


@pytest.mark.parametrize(
    "settings", [Settings(), Settings("en", text=200, contrast=True, low=True)], ids=["de", "en"]
)
def test_no_screen_and_no_step_of_any_scenario_is_left_out(settings: Settings) -> None:
    script = Script(house(), PORTRAIT, settings)
    names = {shot.name for shot in script.shots()}

    house_screens = {"attract", "menu", "idle", *(f"panel-{name}" for name in PANELS)}
    together = {"group-pass", "group-vote", "group-host"}
    menu = library().german.exhibition.scenarios
    steps = {name for id in menu for name in _wanted(library().german.scenarios[id])}
    assert 11 <= len(menu)
    surveys = {f"survey-{name}{end}" for name in ITEMS for end in ("", "-answered")} | {"survey-thanks"}
    assert set() == (house_screens | together | surveys | steps) - names
    assert [] == script.problems


def test_a_duel_is_shown_with_two_players_and_with_one() -> None:
    shots = {shot.name: shot.frame for shot in Script(with_menu("duell"), LANDSCAPE, Settings()).shots()}

    for name, second in (("duell-runde-answered", "Orange"), ("duell-runde-answered2-alone", "Karo")):
        names = [e.label for e in shots[name].elements if e.id.startswith("name.")]
        assert ["Blau", second] == names
    assert {"duell-result", "duell-result-alone"} <= set(shots)


class Stumbling:
    """The real play, but for one scenario."""

    name = "play"

    def __init__(self, broken: str) -> None:
        self._play = house().screens["play"]
        self._broken = broken

    def __getattr__(self, name: str) -> Any:
        return getattr(self._play, name)

    def view(self, world: World, visit: Visit, state: Any, shot: Any) -> Frame:
        if state.scenario == self._broken and len(state.trail) > 2:
            raise RuntimeError("no view")
        return self._play.view(world, visit, state, shot)


def test_a_scenario_that_raises_is_named_and_hides_no_other(caplog: pytest.LogCaptureFixture) -> None:
    script = Script(with_menu("strom", "budget", screen=Stumbling("strom")), LANDSCAPE, Settings())
    names = {shot.name for shot in script.shots()}

    assert ["strom: RuntimeError: no view"] == script.problems
    assert {"strom-sommer", "strom-bau1", "budget-result", "idle"} <= names
    assert "strom-result" not in names


def test_a_scenario_that_never_ends_is_named_and_hides_no_other() -> None:
    class Endless(Stumbling):
        def step(self, world: World, visit: Visit, state: Any, act: Act) -> Outcome:
            stays = state.scenario == self._broken and act.action.name == "next"
            return Outcome(state) if stays else self._play.step(world, visit, state, act)

        def view(self, world: World, visit: Visit, state: Any, shot: Any) -> Frame:
            return self._play.view(world, visit, state, shot)

    script = Script(with_menu("strom", "budget", screen=Endless("strom")), LANDSCAPE, Settings())
    names = {shot.name for shot in script.shots()}

    assert script.problems and all(p.startswith("strom: no result") for p in script.problems)
    assert {"strom-sommer", "budget-result", "idle"} <= names


def test_shots_are_taken_in_the_settings_asked_for() -> None:
    for shot in Script(with_menu("check"), LANDSCAPE, Settings("en")).shots():
        assert "en" == shot.frame.language


def test_decoration_is_not_described() -> None:
    frame = next(iter(Script(house(), LANDSCAPE, Settings()).shots())).frame
    told = described(frame)

    assert isinstance(told["elements"], list)
    assert all(e["role"] != "decor" and e["label"] for e in told["elements"])
