"""The contract every kind keeps. A new folder under scenes/kinds is tested without a word here."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from kiosk.core.frame import Action
from scenes.kinds import discover, names
from scenes.play.screen import Play
from tests.frames import complaints
from tests.house import ROOT, VARIANTS, Stay, library_with, walk

KINDS = names()


@pytest.fixture(scope="module", params=KINDS)
def stay(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Stay:
    example = ROOT / "scenes" / "kinds" / request.param / "example.yaml"
    library = library_with(example, tmp_path_factory.mktemp(request.param))
    assert [] == [str(p) for p in library.problems if p.severity == "error"]
    return Stay(library)


def test_every_folder_is_a_kind_with_all_its_parts() -> None:
    folders = {p.name for p in (ROOT / "scenes" / "kinds").iterdir() if (p / "__init__.py").exists()}

    assert folders == set(discover())
    for name in folders:
        files = {p.name for p in (ROOT / "scenes" / "kinds" / name).iterdir() if p.suffix in (".py", ".yaml")}
        assert {"schema.py", "rules.py", "view.py", "example.yaml"} <= files


def test_an_example_shows_its_own_kind(stay: Stay) -> None:
    scenario = next(iter(stay.director.house.content("de").scenarios.values()))

    assert scenario.id.removeprefix("beispiel_") in {step.kind for step in scenario.steps}


def test_random_fingers_never_break_a_play_and_its_state_survives_json(stay: Stay) -> None:
    """A thousand random actions, each state frozen to JSON and thawed before the next."""
    dice = random.Random(7)
    play = stay.director.house.screens["play"]
    assert isinstance(play, Play)
    fresh = Stay.__new__(Stay)
    fresh.__dict__.update(stay.__dict__)
    fresh.open()
    for _ in range(1000):
        frame = fresh.frame()
        if fresh.director.screen != "play":
            fresh.director._end(2, fresh.now)
            fresh.open()
            continue
        run = fresh.director.state.top[1]
        thawed = play.thaw(fresh.director._world(), json.loads(json.dumps(play.freeze(run))))
        assert thawed == run
        target = dice.choice(frame.targets)
        rect = target.target
        action = target.act(rect.x + rect.w * dice.random(), rect.y + rect.h * dice.random())
        assert action is not None
        if action.name not in ("panel", "language", "sound"):
            fresh.act(action.name, action.value, wait=dice.random() * 2)


def test_actions_that_are_not_allowed_change_and_record_nothing(stay: Stay) -> None:
    stay.director._end(2, stay.now)
    stay.open()
    for frame in walk(stay):
        before, recorded = stay.director.state.top, len(stay.events)
        for action in (
            Action("choose", "nonsense"),
            Action("choose", 3.5),
            Action("set", "x"),
            Action("fly"),
        ):
            stay.director.act(action, stay.now)
            assert before == stay.director.state.top
        assert recorded == len(stay.events), frame.screen


@pytest.mark.parametrize("variant", VARIANTS)
def test_targets_labels_and_texts_are_in_order(stay: Stay, variant: str) -> None:
    """20 mm at the terminal's size, on stage, not overlapping, labelled, nothing cut off."""
    stage, settings = VARIANTS[variant]
    stay.director.resize(stage)
    stay.director._end(2, stay.now)
    stay.set(**TypeAdapter(type(settings)).dump_python(settings))
    stay.open()
    found = [f"{frame.screen}: {c}" for frame in walk(stay) for c in complaints(frame)]

    assert [] == found


def test_a_kind_never_imports_another_kind() -> None:
    for name in KINDS:
        for file in Path(ROOT / "scenes" / "kinds" / name).glob("*.py"):
            text = file.read_text("utf-8")
            assert not [k for k in KINDS if k != name and f"scenes.kinds.{k}" in text], file
