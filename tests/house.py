"""What several tests need: the shipped house, any scenario in it, a director with a clock."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from kiosk.content.load import Library, load
from kiosk.content.offers import daily
from kiosk.core.frame import Action, Element, Frame
from kiosk.core.geometry import Size, stage_for
from kiosk.runtime.director import Director, Hand
from kiosk.runtime.house import House
from kiosk.ui.theme import Theme, load_themes
from kiosk.ui.typeface import Typeface, ensure
from kiosk.visit.settings import Settings
from scenes import screens
from scenes.kinds import discover, schemas
from telemetry.events import Event

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 25)
LANDSCAPE, PORTRAIT = stage_for((1920, 1080)), stage_for((1080, 1920))


@cache
def themes() -> tuple[Theme, Theme]:
    return load_themes(ROOT / "assets" / "theme.yaml")


@cache
def typeface() -> Typeface:
    return ensure(ROOT / ".cache" / "fonts")


@cache
def library() -> Library:
    """The shipped content."""
    return load(ROOT / "content", schemas())


def only(content: Path, *ids: str) -> Path:
    """A folder of content with these scenarios alone, whether their files are there yet or not."""
    for file in (content / "scenarios").glob("*.yaml"):
        if file.stem not in ids:
            file.unlink()
    text = (content / "exhibition.yaml").read_text("utf-8")
    text = re.sub(r"^scenarios: .*$", f"scenarios: [{', '.join(ids)}]", text, flags=re.MULTILINE)
    text = re.sub(r"^together:\n(?:  .*\n)+", "", text, flags=re.MULTILINE)  # numbers of games that are gone
    (content / "exhibition.yaml").write_text(text, "utf-8")
    return content


def library_with(scenario: Path, folder: Path) -> Library:
    """The shipped content with one scenario only: the file `scenario`. `folder` is scratch room."""
    id = next(line for line in scenario.read_text("utf-8").splitlines() if line.startswith("id:"))[3:].strip()
    content = only(shutil.copytree(ROOT / "content", folder / "content"), id)
    shutil.copy(scenario, content / "scenarios" / f"{id}.yaml")
    return load(content, schemas())


def house_of(library: Library, unit_mm: float = 299 / 1080) -> House:
    kinds = discover()
    content = daily(library.content, lambda: TODAY)
    return House(content, screens(kinds, themes()[0]), kinds, themes(), typeface(), unit_mm)


class Stay:
    """A director with a clock of its own, and everything it recorded."""

    def __init__(self, library: Library, stage: Size = LANDSCAPE, seed: int = 1) -> None:
        self.events: list[Event] = []
        self.now = 0.0
        house = house_of(library)
        self.director = Director(house, stage, lambda e, t: self.events.append(e), random.Random(seed))

    def frame(self, hand: Hand | None = None) -> Frame:
        return self.director.frame(self.now, hand)

    def act(self, name: str, value: str | float | bool | None = None, wait: float = 2.0) -> Frame:
        """One action, then `wait` seconds, then the frame."""
        self.director.act(Action(name, value), self.now)
        self.now += wait
        return self.frame()

    def set(self, **settings: int | bool | str) -> None:
        state = self.director.state
        visit = replace(state.visit, settings=replace(state.visit.settings, **settings))  # type: ignore[arg-type]
        self.director.state = replace(state, visit=visit)

    def open(self, scenario: str | None = None) -> Frame:
        """From the night into a scenario, by default the first."""
        id = scenario or self.director.house.content("de").exhibition.scenarios[0]
        self.act("open")
        return self.act("play", id)

    @property
    def kinds(self) -> list[str]:
        return [event.kind for event in self.events]


def options(frame: Frame) -> list[Element]:
    return [e for e in frame.targets if e.action is not None and e.action.name == "choose"]


def onward(frame: Frame) -> Element | None:
    """The one button this screen is for; None while it waits."""
    return next((e for e in frame.targets if "primary" in e.state), None)


LONGEST_WALK = 200


def walk(stay: Stay, seed: int = 0) -> Iterator[Frame]:
    """All frames of one play: every step before and after its answer, until the result."""
    dice = random.Random(seed)
    for _ in range(LONGEST_WALK):
        frame = stay.frame()
        yield frame
        if frame.screen.endswith("/result"):
            return
        found = options(frame)
        if found:
            action = dice.choice(found).action
            assert action is not None
            yield stay.act(action.name, action.value)
        for slider in [e for e in frame.targets if e.slide is not None and "selected" not in e.state]:
            assert slider.slide is not None
            action = slider.act(*slider.slide.point(dice.random()))
            assert action is not None
            yield stay.act(action.name, action.value)
        if frame.find("slider.more") is not None:
            yield stay.act("more")
        if frame.find("unknown") is not None and dice.random() < 0.3:
            yield stay.act("unknown")
        primary = onward(stay.frame())
        if primary is not None and primary.action is not None:
            stay.act(primary.action.name, primary.action.value, wait=3.0)
        else:
            stay.now += 3.0
    raise AssertionError(f"no result after {LONGEST_WALK} screens, still at {stay.frame().screen}")


VARIANTS = {
    "landscape": (LANDSCAPE, Settings()),
    "portrait": (PORTRAIT, Settings()),
    "landscape 150": (LANDSCAPE, Settings(text=150)),
    "landscape 200": (LANDSCAPE, Settings(text=200)),
    "portrait 150": (PORTRAIT, Settings(text=150)),
    "portrait 200": (PORTRAIT, Settings(text=200)),
    "landscape low": (LANDSCAPE, Settings(low=True)),
    "landscape low 200": (LANDSCAPE, Settings(low=True, text=200)),
    "portrait low": (PORTRAIT, Settings(low=True)),
    "contrast": (LANDSCAPE, Settings(contrast=True)),
    "contrast 200": (PORTRAIT, Settings(contrast=True, text=200)),
    "english": (LANDSCAPE, Settings(language="en")),
    "english 200": (PORTRAIT, Settings(language="en", text=200)),
    "calm": (LANDSCAPE, Settings(calm=True)),
}
