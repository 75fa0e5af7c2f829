"""Writing into `store.db`: one batch, one transaction, and nothing counted twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from telemetry.city import CITY, WINDOWS, City, Light
from telemetry.crowd import GUESSES, KG, VOTES, Crowd, Days, Poll, Turn, known_day, parts, poll_of, step_of
from telemetry.dictionary import TOPICS, Ids
from telemetry.facts import Sealed
from telemetry.outbox import Batch
from telemetry.tally import Tally
from telemetry.visit import Ballot

_MOST_BITS = 62


def load_ids(db: sqlite3.Connection) -> Ids:
    """The dictionaries of a store."""
    return Ids(
        (topic, number, name)
        for topic in TOPICS
        for number, name in db.execute(f"SELECT id, name FROM {topic}")
    )


def load_city(db: sqlite3.Connection, day: int) -> City:
    """The latest city, with the lights of `day` (yyyymmdd) counted."""
    number = db.execute("SELECT max(city) FROM light").fetchone()[0] or 1
    rows = db.execute(
        "SELECT block, win, name FROM light JOIN colour ON colour.id = light.colour WHERE city = ?", (number,)
    )
    city = City(number, {block * WINDOWS + window: name for block, window, name in rows})
    lit = db.execute(
        "SELECT sum(num) FROM day_stat JOIN stat ON stat.id = stat WHERE day = ? AND name = 'light'", (day,)
    ).fetchone()[0]
    city.today = (day, min(lit or 0, CITY))
    return city


def load_cities(db: sqlite3.Connection) -> list[tuple[int, tuple[str | None, ...]]]:
    """Number and windows of every city there ever was, the latest last."""
    cities: dict[int, list[str | None]] = {}
    rows = db.execute("SELECT city, block, win, name FROM light JOIN colour ON colour.id = light.colour")
    for number, block, window, name in rows:
        cities.setdefault(number, [None] * CITY)[block * WINDOWS + window] = name
    return [(number, tuple(windows)) for number, windows in sorted(cities.items())]


def load_crowds(db: sqlite3.Connection) -> Days:
    """What is told of all visits, and what is held back.

    The totals are kept per month; what of them is not told yet stands in `crowd_today`, per poll whose
    visits do not follow from its counts also in `crowd_visits`.
    """
    told, held = Crowd(), Crowd()
    named = "JOIN target ON target.id"
    for name, value, n in db.execute(
        f"SELECT name, value, sum(n) FROM poll {named} = poll.target GROUP BY name, value"
    ):
        told.add(Poll(VOTES, step_of(name)), n, {(name, value): n})
    for name, value, n in db.execute(
        f"SELECT name, value, sum(n) FROM guess {named} = guess.target GROUP BY name, value"
    ):
        told.add(Poll(GUESSES, name), 0, {(name, value): n})
    for name, kg in db.execute(f"SELECT name, sum(kg) FROM pledge {named} = pledge.target GROUP BY name"):
        told.add(Poll(KG, ""), 0, {(name, 0.0): kg})
    for sort, name, n, waiting in db.execute(
        "SELECT sort, coalesce(name, ''), n, held FROM crowd_visits LEFT JOIN target ON target.id = target"
    ):
        told.add(Poll(sort, name), n, {})
        held.add(Poll(sort, name), waiting, {})
    for sort, name, value, n in db.execute(
        f"SELECT sort, name, value, n FROM crowd_today {named} = crowd_today.target"
    ):
        held.add(poll_of(sort, name), n if sort == VOTES else 0, {(name, value): n})
    told.take(held, -1)
    dawns = db.execute(f"SELECT name, yesterday, today FROM laid {named} = laid.target")
    day = db.execute("SELECT v FROM meta WHERE k = 'crowd_day'").fetchone()
    return Days(
        known_day(day[0]) if day else 0, told, held, {name: (before, now) for name, before, now in dawns}
    )


def keep(db: sqlite3.Connection, ids: Ids, terminal: int, batch: Batch) -> None:
    """Write names, lights, ended visits and health in one transaction.

    sqlite3.Error when it cannot be done; then nothing of it is in the file, and the same batch
    may be tried again.
    """
    ids.learn(batch.names)
    fresh = tuple(ids.fresh)
    with transaction(db):
        for topic, number, name in fresh:
            _name(db, topic, number, name)
        if batch.names:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('terminal', ?)", (terminal,))
        writer = _Writer(db, ids, terminal)
        for light in batch.lights:
            writer.light(light)
        for one in batch.ended:
            if isinstance(one, Turn):
                writer.turn(one)
            else:
                writer.visit(one)
        for (day, measure), n in batch.counts.items():
            writer.tally.add("health", (day, ids.id("measure", measure)), n)
        writer.tally.write(db)
    del ids.fresh[: len(fresh)]


def _name(db: sqlite3.Connection, topic: str, number: int, name: str) -> None:
    """A new name. A file has one exhibition: of another name it is that of the content from now on."""
    if topic == "exhibition":
        db.execute("DELETE FROM exhibition WHERE name <> ?", (name,))
    db.execute(f"INSERT INTO {topic} VALUES (?, ?) ON CONFLICT DO NOTHING", (number, name))


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Commit at the end of the block, roll back when it raises."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    finally:
        # A full disk may have ended the transaction already, a failed commit may have not.
        if db.in_transaction:
            db.execute("ROLLBACK")


class _Writer:
    """The inserts of one transaction. What it counts waits in `tally`."""

    def __init__(self, db: sqlite3.Connection, ids: Ids, terminal: int) -> None:
        self.tally = Tally()
        self._db = db
        self._ids = ids
        self._terminal = terminal

    def turn(self, turn: Turn) -> None:
        """What the crowd no longer holds back, and the mornings of pictures."""
        self.tally.write(self._db)
        db, total = self._db, "(SELECT coalesce(sum(n), 0) FROM poll WHERE poll.target = {})"
        db.execute("INSERT OR REPLACE INTO meta VALUES ('crowd_day', ?)", (turn.day,))
        held = db.execute(
            "SELECT DISTINCT sort, target, name FROM crowd_today JOIN target ON target.id = target"
        ).fetchall()
        told = [(sort, target) for sort, target, name in held if poll_of(sort, name) in turn.told]
        db.executemany("DELETE FROM crowd_today WHERE sort = ? AND target = ?", told)
        levers = [(KG, 0)] if Poll(KG, "") in turn.told else []
        db.executemany("UPDATE crowd_visits SET held = 0 WHERE sort = ? AND target = ?", [*told, *levers])
        if turn.dawns:
            db.execute(f"UPDATE laid SET yesterday = today, today = {total.format('laid.target')}")
        for target in (self._ids.id("target", name) for name in turn.watched):
            now = db.execute(f"SELECT {total.format('?')}", (target,)).fetchone()[0]
            db.execute("INSERT INTO laid VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (target, now, now))

    def light(self, light: Light) -> None:
        """One window, once."""
        colour = self._ids.id("colour", light.colour)
        done = self._db.execute(
            "INSERT INTO light VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (light.city, light.block, light.window, colour),
        )
        if done.rowcount:
            self._share(light.day, "light", 1, 0)

    def visit(self, sealed: Sealed) -> None:
        """A visit and all it adds to counters; one that is there already adds nothing."""
        head, key = sealed.head, (self._terminal, sealed.head.visit)
        if not self._fact(sealed):
            return
        self._db.executemany(
            "INSERT INTO visit_station VALUES (?, ?, ?, ?, ?)",
            [
                (*key, self._ids.id("station", stop.station), stop.dwell_bin, stop.solved)
                for stop in sealed.stops
            ],
        )
        self._path(sealed)
        self._survey(sealed)
        self.tally.add("hour_count", (self._terminal, head.day, head.hour), 1)
        for share in sealed.shares:
            self._share(head.day, *share)
        self._touched(sealed)
        self._ballot(head.bucket, sealed.ballot)
        self._outcomes(sealed)

    def _fact(self, sealed: Sealed) -> bool:
        """Whether the visit was new."""
        head, fact, ids = sealed.head, sealed.fact, self._ids
        bits = (ids.id("station", stop.station) - 1 for stop in sealed.stops if stop.solved is not None)
        done = self._db.execute(
            f"INSERT INTO visit_fact VALUES ({', '.join('?' * 18)}) ON CONFLICT DO NOTHING",
            (
                self._terminal, head.visit, head.bucket,
                ids.id("language", fact.language), ids.id("build", head.build),
                fact.reason, fact.quality, fact.dwell_bin, fact.ttfi_bin, fact.events_bin,
                sum(1 << bit for bit in bits if bit < _MOST_BITS),
                fact.funnel, ids.id("screen", fact.exit_screen),
                fact.tasks, fact.solved, fact.taps, fact.dead, fact.rage,
            ),
        )  # fmt: skip
        return done.rowcount > 0

    def _path(self, sealed: Sealed) -> None:
        ids, key = self._ids, (self._terminal, sealed.head.visit)
        self._db.executemany(
            "INSERT INTO path VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    *key, seq, step.gap_bin, ids.id("kind", step.kind), ids.id("screen", step.screen),
                    None if step.target is None else ids.id("target", step.target), step.value, step.cell,
                )
                for seq, step in enumerate(sealed.path)
            ],
        )  # fmt: skip

    def _survey(self, sealed: Sealed) -> None:
        if sealed.survey is None:
            return
        ids, key, survey = self._ids, (self._terminal, sealed.head.visit), sealed.survey
        self._db.execute(
            "INSERT INTO survey VALUES (?, ?, ?, ?)",
            (*key, ids.id("instrument", survey.instrument), survey.outcome),
        )
        self._db.executemany(
            "INSERT INTO response VALUES (?, ?, ?, ?)",
            [(*key, ids.id("item", item), value) for item, value in sealed.ballot.said.items()],
        )

    def _touched(self, sealed: Sealed) -> None:
        year, month = divmod(sealed.head.bucket, 100)
        quarter = year * 10 + (month + 2) // 3
        for cell, numbers in sealed.touched.items():
            self.tally.add("touch_cell", (quarter, self._ids.id("screen", cell.screen), cell.cell), *numbers)

    def _outcomes(self, sealed: Sealed) -> None:
        ids, key = self._ids, (sealed.head.bucket, self._ids.id("build", sealed.head.build))
        for name, screen in sealed.screens:
            self.tally.add("screen_count", (*key, ids.id("screen", name)), *screen)
        for kind, target, value in sealed.outcomes:
            self.tally.add("outcome", (*key, ids.id("kind", kind), ids.id("target", target), value), 1)

    def _ballot(self, bucket: int, ballot: Ballot) -> None:
        add, ids = self.tally.add, self._ids
        for name, value in ballot.votes.values():
            add("poll", (bucket, ids.id("target", name), value), 1)
        for (name, _), pair in ballot.guesses.items():
            add("guess", (bucket, ids.id("target", name), *pair), 1)
        for name, pair in ballot.results.items():
            add("result", (bucket, ids.id("target", name), *pair), 1)
        for name, kg in ballot.pledges.items():
            add("pledge", (bucket, ids.id("target", name)), 1, kg)
        for name in ballot.access:
            add("a11y_count", (bucket, ids.id("feature", name)), 1)
        self._held(ballot)

    def _held(self, ballot: Ballot) -> None:
        """The same counts once more for as long as they are held back."""
        for poll, counts in parts(ballot):
            for (name, value), n in counts.items():
                self.tally.add("crowd_today", (poll.sort, self._ids.id("target", name), value), n)
            if poll.sort != VOTES:
                self.tally.add(
                    "crowd_visits", (poll.sort, self._ids.id("target", poll.name) if poll.name else 0), 1, 1
                )

    def _share(self, day: int, stat: str, num: int, den: int) -> None:
        self.tally.add("day_stat", (self._terminal, day, self._ids.id("stat", stat)), num, den)
