"""The story of the cellar: both turnings, every end, and the usual order of things."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest

from kiosk.content.check import Conditions, check
from kiosk.content.load import load
from kiosk.core.frame import Element
from scenes.kinds import examiners, schemas
from tests.frames import complaints
from tests.house import ROOT, VARIANTS, Stay, library_with, walk

TODAY = date(2026, 11, 25)
FILE = ROOT / "content" / "scenarios" / "heizungsgeschichte.yaml"


@pytest.fixture(scope="module")
def stay(tmp_path_factory: pytest.TempPathFactory) -> Stay:
    return Stay(library_with(FILE, tmp_path_factory.mktemp("story")))


def told(stay: Stay, *answers: str) -> list[str]:
    """The steps of a play with these answers, in their order."""
    stay.director._end(2, stay.now)
    stay.open()
    waiting, seen = list(answers), [stay.frame().screen]
    while not seen[-1].endswith("/result"):
        choices = [e for e in stay.frame().targets if e.role == "option"]
        if choices and waiting and stay.frame().find(f"option.{waiting[0]}") is not None:
            stay.act("choose", waiting.pop(0))
        primary: Element = next(e for e in stay.frame().targets if "primary" in e.state)
        assert primary.action is not None
        stay.act(primary.action.name, primary.action.value)
        seen.append(stay.frame().screen)
    return [screen.partition("/")[2] for screen in dict.fromkeys(seen)]


def test_the_story_checks_clean(tmp_path: Path) -> None:
    whole = library_with(FILE, tmp_path)

    found = check(whole, Conditions(TODAY, examiners=examiners())).problems

    assert [] == [str(p) for p in found if p.file.endswith("heizungsgeschichte.yaml")]
    english = load(ROOT / "content", schemas()).content("en").scenarios["heizungsgeschichte"]
    assert "Mrs Yilmaz's cellar" == english.title.source


def test_both_turnings_lead_through_the_order_to_an_end(stay: Stay) -> None:
    with_niece = told(stay, "ja", "beratung", "anrufen")
    alone = told(stay, "nein", "nachbarn", "schlafen")

    assert ["keller", "nichte", "besuch", "rat", "termin", "reihe", "morgen", "result"] == with_niece
    assert ["keller", "nichte", "brief", "rat", "treppe", "reihe", "morgen", "result"] == alone


@pytest.mark.parametrize(
    ("answers", "bold"),
    [(("ja", "nachbarn", "anrufen"), True), (("ja", "beratung", "anrufen"), True),
     (("nein", "nachbarn", "schlafen"), False), (("nein", "beratung", "schlafen"), False)],
)  # fmt: skip
def test_courage_decides_how_it_ends_and_no_end_is_a_bad_one(
    stay: Stay, answers: tuple[str, ...], bold: bool
) -> None:
    told(stay, *answers)

    said = stay.frame().find("shared").label  # type: ignore[union-attr]
    assert bold == ("Kellerheldin" in said)
    assert bold != ("Ein Anfang" in said)
    assert stay.frame().find("service.1").label.startswith("Energieberatung")  # type: ignore[union-attr]


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_picture_is_in_order_in_every_way_of_showing(stay: Stay, variant: str) -> None:
    stage, settings = VARIANTS[variant]
    stay.director.resize(stage)
    stay.director._end(2, stay.now)
    stay.set(**{name: getattr(settings, name) for name in settings.__slots__})
    stay.open()
    seed = random.Random(json.dumps(variant)).randrange(99)

    assert [] == [f"{frame.screen}: {c}" for frame in walk(stay, seed) for c in complaints(frame)]
