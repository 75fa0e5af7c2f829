"""Puts the parts together: the only module that knows all of them. Imports what it is asked for."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.folders import ROOT, assets_folder, cache_folder
from kiosk.core.geometry import STAGE_SHORT

if TYPE_CHECKING:
    from kiosk.content.load import Library
    from kiosk.content.whole import Content
    from kiosk.runtime.house import House
    from kiosk.ui.typeface import Typeface
    from telemetry.store import Store

CONTROLS = (
    "anywhere", "back", "call", "close", "finish", "idle.continue", "idle.restart", "leave", "next",
    "slider", "slider.less", "slider.more", "tool.help", "tool.language", "tool.size", "tool.sound",
    "skip", "unknown",
)  # fmt: skip
"""Controls every terminal has, made known to telemetry before the first visit."""

_log = logging.getLogger("content")


def library(folder: Path) -> Library:
    """The content of a folder; ContentError if nothing of it can be shown."""
    # It stays for good: looking through it for garbage, now and later, finds nothing.
    gc.disable()
    try:
        # Nobody else's plugins have a say in the schema; looking for them takes longer than the content.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        from kiosk.content.load import load
        from scenes.kinds import schemas

        return load(folder, schemas())
    finally:
        gc.freeze()
        gc.enable()


def left_out(found: Library) -> None:
    """Log what is wrong with content that plays nevertheless."""
    for problem in found.problems:
        _log.log(logging.ERROR if problem.severity == "error" else logging.WARNING, "%s", problem)


def typeface() -> Typeface:
    """The typeface, cut into the cache on the first start."""
    from kiosk.ui.typeface import ensure

    face = ensure(cache_folder())
    if face.problem:
        _log.warning("%s", face.problem)
    return face


def house(found: Library, face: Typeface, today: Callable[[], date] = date.today) -> House:
    """Everything that stays the same while a terminal runs, but for services that end with a day."""
    from kiosk.content.offers import daily
    from kiosk.runtime.house import House
    from kiosk.ui.theme import load_themes
    from scenes import screens
    from scenes.kinds import discover

    kinds, themes = discover(), load_themes(assets_folder() / "theme.yaml")
    content = daily(found.content, today)
    return House(content, screens(kinds, themes[0]), kinds, themes, face, unit_mm(found.german))


def unit_mm(content: Content) -> float:
    """Millimetres of one stage unit on this terminal."""
    terminal = content.exhibition.terminal
    return min(terminal.width_mm, terminal.height_mm) / STAGE_SHORT


@contextmanager
def store(folder: Path | None, found: Library) -> Iterator[Store]:
    """Telemetry of this terminal with all names of the content known; closed at the end."""
    from telemetry.store import Store

    german = found.german
    with closing(Store(folder, german.exhibition.terminal.number, build=build_id(german))) as opened:
        introduce(opened, found)
        yield opened


def introduce(opened: Store, found: Library, *, rehearsal: bool = False) -> None:
    """Make all names known in a fixed order, so that their numbers do not tell who came first.

    rehearsal: the visits are simulated; their store calls itself another exhibition, so that nothing merges
    them with real ones.
    """
    from kiosk.content.answers import options_of
    from kiosk.content.questionnaire import FACES, ITEMS, STEPS, UEQ_S

    german = found.german
    screens, targets = {"attract", "menu", "survey"}, set(CONTROLS)
    targets |= {f"face.{n}" for n in range(1, FACES + 1)} | {f"ease.{n}" for n in range(1, STEPS + 1)}
    targets |= {f"pair.{n}" for n in range(1, len(ITEMS[UEQ_S]) + 1)}
    for id, scenario in german.scenarios.items():
        targets |= {id, f"play.{id}"}
        for step in scenario.steps:
            screens.add(f"{id}/{step.id}")
            targets.add(f"{id}/{step.id}")
            for option in options_of(step):
                targets |= {f"{id}/{step.id}/{option}", f"option.{option}"}
            targets |= {f"{id}/{step.id}{trace}" for trace in step.traces()}
            targets |= set(step.controls())
    targets |= {f"language.{tag.lower()}" for tag in found.languages}
    whose = german.exhibition.id
    opened.register("exhibition", (f"{whose}.rehearsal" if rehearsal else whose,))
    opened.register("screen", screens)
    opened.register("station", german.exhibition.scenarios)
    opened.register("target", targets)
    opened.register("language", (tag.lower() for tag in found.languages))
    opened.register("colour", {scenario.colour for scenario in german.scenarios.values()})


def build_id(content: Content) -> str:
    """Version of the program and of the content."""
    return f"{version()}/{content.hash or 'none'}"


def version() -> str:
    """The program's version, from its own project file."""
    import re

    try:
        text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    except OSError:
        return "0.0.0"
    found = re.search(r'^version = "([0-9a-z.]+)"', text, re.MULTILINE)
    return found[1] if found else "0.0.0"
