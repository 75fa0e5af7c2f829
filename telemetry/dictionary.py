"""Closed dictionaries: every name that may be kept, as a small integer.

Names are ids from the content and from the software. What does not look like an id is free
text and is refused, so that no sentence of a visitor can ever reach the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, get_args

from telemetry.events import EVENTS

Topic = Literal[
    "kind", "screen", "station", "target", "language", "feature", "colour", "build", "stat", "measure",
    "exhibition", "instrument", "item",
]  # fmt: skip
TOPICS: tuple[Topic, ...] = get_args(Topic)
Entry = tuple[Topic, str]

STATS = ("engaged", "result", "light", "storm", "dwell", "handover", "back", "diligent", "dead")
"""Sums kept per day, each a numerator over a denominator, all but the first two without storm visits:

storm: visits that were one, of all. light: lights, of all visits. engaged: visits with a deed. result: with a
result. dwell: tenths of a second of stay (middles of the bins), over visits. handover: visits in which a
change of hands is assumed. back: with a step back. diligent: that opened more than half of the scenarios in
the menu. dead: touches beside everything, of all touches. And of every scenario in the menu:
start/<scenario>: visits that opened it. done/<scenario>: visits that reached its result, of those."""

MEASURES = (
    "starts", "stops", "resealed", "quarantined", "commits_failed", "dropped", "rejected",
    "outside", "visits_lost", "lights_taken", "gaps", "failures", "minutes",
)  # fmt: skip
"""What `health` counts, per day. minutes: those in which the software ran."""

INSTRUMENTS = {
    "smiley": ("smiley",),
    "ueq-s": tuple(f"ueq-s.{number}" for number in range(1, 9)),
    "seq": ("seq",),
}
"""The surveys there are, and their items in the order of the questionnaire."""

HOUSE = "house"
"""The target of what belongs to no scenario."""


def scenario_stats(scenario: str) -> tuple[str, str]:
    """The names of its statistics: started, and done."""
    return f"start/{scenario}", f"done/{scenario}"


MOST_NAMES = 4096
_NAME = re.compile(r"[a-z0-9_./-]{1,120}")


class NotANameError(ValueError):
    """Something that is not an id was offered as one."""


class Names:
    """The names admitted so far, in the order in which they came.

    A topic takes 4,096 names at most: a fault that invents names must not fill the disk.
    """

    def __init__(self) -> None:
        self.order: list[Entry] = []
        self._known: dict[Topic, set[str]] = {topic: set() for topic in TOPICS}
        self.register("kind", (event.kind for event in EVENTS))
        self.register("stat", STATS)
        self.register("measure", MEASURES)
        items = [item for items in INSTRUMENTS.values() for item in items]
        self.register("instrument", INSTRUMENTS)
        self.register("item", items)
        self.register("target", sorted({HOUSE, *INSTRUMENTS, *items}))

    def admit(self, topic: Topic, name: str) -> str:
        """`name` itself, remembered; NotANameError when it is free text or the topic is full."""
        known = self._known[topic]
        if name not in known:
            if not isinstance(name, str) or not _NAME.fullmatch(name) or len(known) >= MOST_NAMES:
                raise NotANameError(topic)
            known.add(name)
            self.order.append((topic, name))
        return name

    def register(self, topic: Topic, names: Iterable[str]) -> int:
        """Admit a list; returns how many of it were refused."""
        refused = 0
        for name in names:
            try:
                self.admit(topic, name)
            except (NotANameError, TypeError):
                refused += 1
        return refused


class Ids:
    """The integers of one store file. New ones wait in `fresh` until they are committed."""

    def __init__(self, rows: Iterable[tuple[Topic, int, str]]) -> None:
        self.fresh: list[tuple[Topic, int, str]] = []
        self._ids: dict[Entry, int] = {}
        self._names: dict[tuple[Topic, int], str] = {}
        self._last = dict.fromkeys(TOPICS, 0)
        for topic, number, name in rows:
            self._enter(topic, number, name)

    def learn(self, entries: Iterable[Entry]) -> None:
        """Give every entry that has none the next free integer of its topic."""
        for topic, name in entries:
            if (topic, name) not in self._ids:
                self._enter(topic, self._last[topic] + 1, name)
                self.fresh.append((topic, self._last[topic], name))

    def id(self, topic: Topic, name: str) -> int:
        """The integer of a learnt name; KeyError else."""
        return self._ids[topic, name]

    def name(self, topic: Topic, number: int) -> str:
        """The name behind an integer; KeyError when this file does not know it."""
        return self._names[topic, number]

    def _enter(self, topic: Topic, number: int, name: str) -> None:
        self._ids[topic, name] = number
        self._names[topic, number] = name
        self._last[topic] = max(self._last[topic], number)
