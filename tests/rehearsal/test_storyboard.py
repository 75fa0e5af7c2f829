"""The storyboard shows every screen and step, as picture, as elements, and on one page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kiosk.content.model import Step
from kiosk.core.geometry import stage_for
from kiosk.rehearsal.script import Script
from kiosk.rehearsal.storyboard import Ways, described, storyboard
from kiosk.ui.typeface import Typeface
from kiosk.visit.settings import Settings
from tests.houses import house, library

SMALL = (480, 270)


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Path:
    face = house().type
    assert isinstance(face, Typeface)
    return storyboard(house(), face, tmp_path_factory.mktemp("board"), Ways(sizes=(SMALL,)))


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


def _wanted(step: Step) -> set[str]:
    name = f"fussabdruck-{step.id}"
    return (
        {name}
        | ({f"{name}-unknown"} if step.unknown else set())
        | ({f"{name}-answered"} if step.asks else set())
    )


@pytest.mark.parametrize(
    "settings", [Settings(), Settings("en", text=200, contrast=True, low=True)], ids=["de", "en"]
)
def test_no_screen_and_no_step_is_left_out(settings: Settings) -> None:
    names = {shot.name for shot in Script(house(), stage_for((1080, 1920)), settings).shots()}

    house_screens = {"attract", "menu", "idle", "panel-size", "panel-help", "panel-record", "panel-sources"}
    steps = {name for step in library().german.scenarios["fussabdruck"].steps for name in _wanted(step)}
    assert names >= house_screens | steps


def test_shots_are_taken_in_the_settings_asked_for() -> None:
    for shot in Script(house(), stage_for((1920, 1080)), Settings("en")).shots():
        assert "en" == shot.frame.language


def test_decoration_is_not_described() -> None:
    frame = next(iter(Script(house(), stage_for((1920, 1080)), Settings()).shots())).frame
    told = described(frame)

    assert isinstance(told["elements"], list)
    assert all(e["role"] != "decor" and e["label"] for e in told["elements"])
