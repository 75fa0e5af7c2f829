"""Visits to draw a simulated year from, really played by quick visitors, and years made of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from kiosk.cli import build
from kiosk.rehearsal.personas import CHILD, ENGLISH, HURRIED, PASSING
from kiosk.rehearsal.rehearse import Plan, rehearse
from kiosk.rehearsal.year.expected import parameters_of
from kiosk.rehearsal.year.parameters import Parameters
from kiosk.rehearsal.year.record import Record
from kiosk.rehearsal.year.reel import Reel
from kiosk.rehearsal.year.take import Recorder, Take
from kiosk.rehearsal.year.terminal import Terminal
from kiosk.rehearsal.year.truth import Truth
from kiosk.rehearsal.year.year import Year, plans
from kiosk.runtime.memory import Memory
from telemetry.store import Store
from tests.houses import house, library

BUILDS = ("0.1.0/a", "0.1.0/b")
QUICK = (
    replace(HURRIED, share=0.4, early=0.2), replace(PASSING, share=0.25),
    replace(CHILD, share=0.15, early=0.2), replace(ENGLISH, share=0.2, think=2.0, early=0.2),
)  # fmt: skip


def introduced(store: Store) -> None:
    """Let a store know all names of the shipped content."""
    build.introduce(store, library())


@cache
def takes(visits: int) -> tuple[Take, ...]:
    """So many visits, played through the real rules and views."""
    store = Store(None, 1, chance=random.Random(1).getrandbits, threaded=False)
    introduced(store)
    recorder = Recorder(Memory(store))
    summary = rehearse(house(), recorder, Plan(visits, seed=20, personas=QUICK))
    assert 0 == summary.failures
    return tuple(recorder.takes)


def lived(
    year: Year, parameters: Parameters, folder: Path, told: Callable[[Terminal], None] = lambda one: None
) -> Record:
    """A year from 40 takes, in this process."""
    reel = Reel(takes(40), parameters)
    truth = Truth()
    for plan in plans(year, parameters):
        terminal = Terminal(plan, reel, folder / f"terminal-{plan.number}", BUILDS, introduced, year.seed)
        truth += terminal.run()
        told(terminal)
    menu = library().german.exhibition.scenarios
    return Record(
        {"days": year.days}, parameters.as_json(), len(menu), tuple(parameters_of(reel, truth, BUILDS)), truth
    )
