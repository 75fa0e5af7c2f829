"""Five keys and digits are enough: every game of the menu, from the night to the end card and back."""

from __future__ import annotations

import random
import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.cli import build
from kiosk.core.frame import Element, Frame
from kiosk.core.signals import Key, KeyName
from kiosk.rehearsal.answers import answers, spends, stage
from kiosk.runtime.console import Console
from kiosk.runtime.focus import Focus
from kiosk.runtime.memory import Memory
from telemetry.store import Store
from tests.houses import LANDSCAPE, house, library

ARROWS: tuple[KeyName, ...] = ("left", "right", "up", "down")
ALLOWED = {*ARROWS, "ok", *(f"digit{n}" for n in range(1, 10))}
MOST_TURNS = 120
MENU = library().german.exhibition.scenarios


Steps = dict[str, dict[str, KeyName]]
"""From every control: to which others an arrow leads, and which one."""


def steps_of(frame: Frame) -> Steps:
    """Where the arrows lead, pressed one after the other without hurry."""
    found: Steps = {}
    for element in frame.targets:
        ways = found.setdefault(element.id, {})
        for key in ARROWS:
            to = Focus(element.id, frame.screen, True).take(key, 0.0, frame)[0].at
            if to is not None and to != element.id:
                ways.setdefault(to, key)
    return found


def ways(steps: Steps, start: str) -> dict[str, tuple[KeyName, ...]]:
    """For every control that is reached from `start`: the shortest way there."""
    found: dict[str, tuple[KeyName, ...]] = {start: ()}
    open_ = deque([start])
    while open_:
        at = open_.popleft()
        for to, key in steps[at].items():
            if to not in found:
                found[to] = (*found[at], key)
                open_.append(to)
    return found


class Keypad:
    """Somebody with a keypad at a terminal with a real store. checked: screens whose ring was looked at."""

    def __init__(self, store: Store, seed: int) -> None:
        self.console = Console(
            house(), LANDSCAPE, Memory(store, library().german.laid()), random.Random(seed)
        )
        self.now = 0.0
        self.keys: list[KeyName] = []
        self.checked: set[tuple[object, ...]] = set()
        self._dice = random.Random(seed)

    def see(self) -> Frame:
        return self.console.frame(self.now)

    def key(self, name: KeyName) -> Frame:
        """A key, and a second to look. What comes up must be reachable as a whole."""
        assert name in ALLOWED
        self.keys.append(name)
        self.see()
        self.console.take(Key(name), self.now)
        self.now += 1.0
        self.console.tick(self.now)
        frame = self.see()
        self._ring(frame)
        return frame

    def go(self, id: str) -> Frame:
        """Walk to a control and press OK."""
        if not self.console._focus.used:
            self.key("right")
        self.walk(id)
        return self.key("ok")

    def walk(self, id: str) -> None:
        at = self.console._focus.at
        assert at is not None
        for key in ways(steps_of(self.see()), at)[id]:
            self.key(key)
        assert id == self.console._focus.at

    def _ring(self, frame: Frame) -> None:
        """Every control is reached from every other one, and the focus stands on one that is there."""
        ids = tuple(e.id for e in frame.targets)
        if not ids or (frame.screen, ids) in self.checked:
            return
        self.checked.add((frame.screen, ids))
        at = self.console._focus.at
        assert at in ids
        steps = steps_of(frame)
        back: Steps = {id: {} for id in ids}
        for start, ends in steps.items():
            for end, key in ends.items():
                back[end][start] = key
        assert set(ids) == set(ways(steps, at)), f"{frame.screen}: some controls are never reached"
        assert set(ids) == set(ways(back, at)), f"{frame.screen}: some controls are traps"

    # --- playing ------------------------------------------------------------------------

    def answer(self, frame: Frame, element: Element) -> None:
        """Choose an option by its digit or by walking there; move a slider by a few notches."""
        number = element.value
        if element.slide is not None:
            self.walk(element.id)
            for _ in range(self._dice.randint(1, 3)):
                self.key(self._dice.choice(("right", "right", "left")))
            self.key("ok")
        elif self._digit(frame, element) and self._dice.random() < 0.5:
            self.key(f"digit{number}")  # type: ignore[arg-type]
        else:
            self.go(element.id)

    def part(self, frame: Frame) -> Frame:
        """Whatever is asked at the end is answered, and the thanks are passed."""
        for _ in range(MOST_TURNS):
            if frame.screen != "survey":
                return frame
            open_ = [e for e in frame.targets if e.role in ("option", "slider") and "selected" not in e.state]
            onward = next((e for e in frame.targets if "primary" in e.state), None)
            if onward is not None:
                frame = self.go(onward.id)
            elif open_:
                self.answer(frame, self._dice.choice(open_))
                frame = self.see()
            else:
                frame = self.key("ok")
        raise AssertionError("the survey never ends")

    def _digit(self, frame: Frame, element: Element) -> bool:
        free = element.carry is None and not frame.typing
        return free and element.role == "option" and element.value in range(1, 10)

    def play(self) -> Frame:
        """One deed after the other, until the end card is up."""
        pressed: dict[str, frozenset[str]] = {}
        for _ in range(MOST_TURNS):
            frame = self.see()
            if frame.find("leave") is not None:
                return frame
            where = stage(frame)
            onward = next((e for e in frame.targets if "primary" in e.state), None)
            before = pressed.get(where, frozenset())
            found = answers(frame, last=False, pressed=before)
            if found and (onward is None or not before or spends(frame)):
                pressed[where] = before | {found[0].id}
                self.answer(frame, found[0])
            else:
                assert onward is not None, f"{frame.screen}: nothing to press"
                self.go(onward.id)
        raise AssertionError(f"no end card after {MOST_TURNS} deeds, still at {self.see().screen}")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    bits = random.Random(1).getrandbits
    with closing(Store(tmp_path, 1, build="test/1", chance=bits, threaded=False)) as opened:
        build.introduce(opened, library())
        yield opened


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("scenario", MENU)
def test_every_game_is_played_with_five_keys_and_digits(
    scenario: str, language: str, store: Store, tmp_path: Path
) -> None:
    keypad = Keypad(store, seed=7)
    if language != "de":
        keypad.go(f"language.{language}")
    keypad.go("call")
    assert ("menu", language) == (keypad.see().screen, keypad.see().language)

    assert keypad.go(f"tile.{scenario}").screen.startswith(f"{scenario}/")
    end = keypad.play()
    assert (f"{scenario}/result", language) == (end.screen, end.language)
    assert "menu" == keypad.go("next").screen
    assert "attract" == keypad.part(keypad.go("back")).screen

    assert len(keypad.checked) > 5
    store.close()
    with closing(sqlite3.connect(tmp_path / "store.db")) as db:
        results = db.execute("SELECT name, n FROM result JOIN target ON target.id = result.target").fetchall()
        assert [(scenario, 1)] == results
        assert (1,) == db.execute("SELECT count(*) FROM visit_fact").fetchone()
        assert db.execute("SELECT count(*) FROM light").fetchone() > (0,)
        assert [("keys",)] == db.execute(
            "SELECT name FROM a11y_count JOIN feature ON feature.id = a11y_count.feature"
        ).fetchall()
