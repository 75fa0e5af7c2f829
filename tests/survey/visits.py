"""Visits that come to their end in a house that asks one thing only, or whatever is drawn."""

from __future__ import annotations

from kiosk.core.geometry import Size
from kiosk.rehearsal.script import asking
from telemetry.events import Event, SurveyAnswered, SurveyEnded, SurveyShown
from tests.house import LANDSCAPE, Stay, library

GAME = "heizungsgeschichte"
"""It begins with something that is only said: one step is done in a touch."""


def stay(instrument: str, stage: Size = LANDSCAPE, seed: int = 1) -> Stay:
    """Nobody there yet; every visit that does something is asked this. "" asks nobody."""
    fresh = Stay(library(), stage, seed)
    fresh.director.house = asking(fresh.director.house, instrument)
    return fresh


def played(visit: Stay) -> Stay:
    """One step done, and back in the menu."""
    visit.open(GAME)
    visit.act("next")
    visit.act("back")
    assert "menu" == visit.act("back").screen
    return visit


def asked(instrument: str, stage: Size = LANDSCAPE) -> Stay:
    """Somebody who played and goes, and is asked."""
    visit = played(stay(instrument, stage))
    assert "survey" == visit.act("back").screen
    return visit


def surveyed(visit: Stay) -> list[Event]:
    """What was recorded of surveys, in its order."""
    return [e for e in visit.events if isinstance(e, SurveyShown | SurveyAnswered | SurveyEnded)]
