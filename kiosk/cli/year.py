"""`rehearse --terminals`: a simulated year in several processes, and whether the report finds it again."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kiosk.cli.fleet import needed

if TYPE_CHECKING:
    from kiosk.rehearsal.year.parameters import Parameters
    from kiosk.rehearsal.year.record import Record
    from kiosk.rehearsal.year.take import Take
    from kiosk.rehearsal.year.truth import Truth
    from kiosk.rehearsal.year.verdict import Verdict
    from kiosk.rehearsal.year.year import Plan, Year

PARTS = 2
"""The played visits are played in so many processes, always, so that the same seed plays the same ones."""
NEEDED = ("numpy", "scipy")

_T = TypeVar("_T")
Progress = Callable[[Iterator[_T], int, str], Iterator[_T]]


@dataclass(frozen=True)
class Life:
    """A year that is to be lived. builds: the versions before and after the change in the middle of it."""

    content: Path
    data: Path
    year: Year
    parameters: Parameters
    takes: tuple[Take, ...]
    builds: tuple[str, str]


@dataclass(frozen=True)
class Job:
    """One terminal of it."""

    plan: Plan
    life: Life
    folder: Path


def run(content: Path, data: Path, year: Year, played: int) -> bool:
    """Make the year in `data`, say what came of it and whether the report finds it; True if it does.

    played: how many visits are really played, to draw from. What is wrong is a ClickException.
    """
    from kiosk.rehearsal.year.parameters import Parameters
    from kiosk.rehearsal.year.record import write

    needed(*NEEDED)
    there = sorted(data.glob("terminal-*/store.db"))
    if there:
        raise click.ClickException(
            f"{there[0]} is there already: choose a folder without a year, or remove it"
        )
    data.mkdir(parents=True, exist_ok=True)
    parameters = Parameters()
    with _processes() as pool:
        takes = played_visits(pool, content, data, year.seed, played)
        record = lived(pool, Life(content, data, year, parameters, takes, _builds(content)))
    write(record, data / "truth.json")
    verdict = judged(record, data)
    for line in verdict.lines():
        click.echo(line)
    return verdict.good


def played_visits(pool: Executor, content: Path, data: Path, seed: int, visits: int) -> tuple[Take, ...]:
    """So many visits, really played; those an earlier run left in `data` are not played again."""
    from kiosk.cli.build import build_id
    from kiosk.cli.options import loaded
    from kiosk.rehearsal.year.take import load, save

    version = build_id(loaded(content).german).replace("/", "-")
    path = data / f"played-{version}-{seed}-{visits}.jsonl"
    if path.is_file():
        return load(path)
    sizes = [len(range(part, visits, PARTS)) for part in range(PARTS)]
    parts = [pool.submit(_played, content, f"{seed}/{part}", size) for part, size in enumerate(sizes) if size]
    list(_told(as_completed(parts), len(parts), "visits that are played"))
    takes = tuple(take for part in parts for take in part.result())
    save(takes, path)
    return takes


def lived(pool: Executor, life: Life) -> Record:
    """The year at all terminals, and its truth."""
    from kiosk.cli.options import loaded
    from kiosk.rehearsal.year.expected import parameters_of
    from kiosk.rehearsal.year.record import Record
    from kiosk.rehearsal.year.reel import Reel
    from kiosk.rehearsal.year.truth import Truth
    from kiosk.rehearsal.year.year import plans

    found = loaded(life.content)
    jobs = [
        pool.submit(_lived, Job(plan, life, life.data / f"terminal-{plan.number}"))
        for plan in plans(life.year, life.parameters)
    ]
    list(_told(as_completed(jobs), len(jobs), "terminals"))
    truth = sum((job.result() for job in jobs), Truth())
    menu = [id for id in found.german.exhibition.scenarios if id in found.german.scenarios]
    expected = tuple(parameters_of(Reel(life.takes, life.parameters), truth, life.builds))
    said = {name: str(value) if name == "first" else value for name, value in asdict(life.year).items()}
    said |= {"changed": life.year.changed.isoformat(), "builds": list(life.builds)}
    return Record(said, life.parameters.as_json(), len(menu), expected, truth)


def judged(record: Record, data: Path) -> Verdict:
    """What the metrics say of the stores in `data`, against the truth."""
    from kiosk.rehearsal.year.verdict import judge
    from telemetry.fleet.warehouse import warehouse
    from telemetry.metrics.compute import compute

    with warehouse(sorted(data.glob("terminal-*"))) as merged:
        return judge(record.claims(), compute(merged.query))


def _played(content: Path, seed: str, visits: int) -> tuple[Take, ...]:
    """In a process of its own: real visits, through rules and views."""
    from kiosk.cli import build
    from kiosk.cli.options import loaded
    from kiosk.rehearsal.rehearse import Plan as Visits
    from kiosk.rehearsal.rehearse import rehearse
    from kiosk.rehearsal.year.take import Recorder
    from kiosk.runtime.memory import Memory
    from telemetry.store import Store

    found = loaded(content)
    number = random.Random(seed)
    store = Store(None, 0, chance=number.getrandbits, threaded=False)
    build.introduce(store, found, rehearsal=True)
    recorder = Recorder(Memory(store, found.german.laid()))
    rehearse(build.house(found, build.typeface()), recorder, Visits(visits, seed=number.getrandbits(32)))
    store.close()
    return tuple(recorder.takes)


def _lived(job: Job) -> Truth:
    """In a process of its own: the year of one terminal."""
    from kiosk.cli import build
    from kiosk.cli.options import loaded
    from kiosk.rehearsal.year.reel import Reel
    from kiosk.rehearsal.year.terminal import Terminal

    life = job.life
    found = loaded(life.content)
    reel, builds = Reel(life.takes, life.parameters), life.builds
    terminal = Terminal(
        job.plan,
        reel,
        job.folder,
        builds,
        lambda store: build.introduce(store, found, rehearsal=True),
        life.year.seed,
    )
    return terminal.run()


def _builds(content: Path) -> tuple[str, str]:
    """The versions before and after the change in the middle of the year."""
    from kiosk.cli.build import build_id
    from kiosk.cli.options import loaded

    now = build_id(loaded(content).german)
    return now, f"{now}-next"


@contextmanager
def _processes() -> Iterator[Executor]:
    """One for each core; fresh ones, for what a fork takes along differs from system to system."""
    with ProcessPoolExecutor(max_workers=os.cpu_count() or 1, mp_context=get_context("spawn")) as pool:
        yield pool


def _told(done: Iterator[_T], of: int, label: str) -> Iterator[_T]:
    with click.progressbar(done, of, label, file=sys.stderr) as bar:
        yield from bar
