"""The two files on disk: opened, checked, repaired, locked, and written in the right order.

`live.db` is held exclusively, which also keeps a second exhibition out of the folder.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from telemetry import schema
from telemetry.city import City
from telemetry.crowd import Days
from telemetry.keep import keep, load_city, load_crowds, load_ids, transaction
from telemetry.outbox import Batch
from telemetry.visit import Head, Row, Visit

KEPT_BAD = 3
_BUSY_MS = 200
_SIDE_FILES = ("-wal", "-shm", "-journal")


Job = Callable[[sqlite3.Connection], Iterator[None]]
"""Work on the store that may end after any of its steps."""


class RefusedError(Exception):
    """The folder cannot be used, and why. `lasting`: trying again makes no sense."""

    def __init__(self, why: str, *, lasting: bool = False) -> None:
        super().__init__(why)
        self.lasting = lasting


class _DamagedError(Exception):
    """The file is no database of ours; `ours` tells whether it may hold our rows."""

    def __init__(self, *, ours: bool) -> None:
        super().__init__("damaged")
        self.ours = ours


class Disk:
    """An open pair of files. Made by `open_disk`."""

    def __init__(self, store: sqlite3.Connection, live: sqlite3.Connection, repaired: int) -> None:
        self.repaired = repaired
        self._store = store
        self._live = live
        self._ids = load_ids(store)
        self._stained = True
        book = store.execute("SELECT v FROM meta WHERE k = 'book'").fetchone()
        if book is None:
            raise sqlite3.DatabaseError("it does not say which book it is")
        self._book = int(book[0])
        self._in_live = {visit for (visit,) in live.execute("SELECT visit FROM live_visit")}

    def city(self, day: int) -> City:
        """The latest city of lights."""
        return load_city(self._store, day)

    def crowds(self) -> Days:
        """What is told of all visits, what is held back, and the day (yyyymmdd) that ran last."""
        return load_crowds(self._store)

    def menu(self) -> frozenset[str]:
        """The scenarios that were there to choose from."""
        stats = self._store.execute("SELECT substr(name, 7) FROM stat WHERE name LIKE 'start/%'")
        return frozenset(name for (name,) in stats)

    def leftovers(self) -> Iterator[Visit | None]:
        """Visits that a crash left in the live file; None for one that cannot be read any more."""
        for head in self._live.execute("SELECT visit, book, build, day, hour FROM live_visit").fetchall():
            try:
                yield self._leftover(*head)
            except KeyError:
                yield None

    def keep(self, terminal: int, batch: Batch) -> None:
        """Write what is for good; sqlite3.Error when it cannot be done."""
        if batch.names or batch.lights or batch.ended or batch.counts:
            keep(self._store, self._ids, terminal, batch)

    def follow(self, batch: Batch) -> None:
        """Write the rows of the running visit and wipe those of visits kept by now."""
        running = batch.head.visit if batch.head else None
        gone = self._in_live - {running}
        if gone or batch.rows or running not in self._in_live | {None}:
            self._move(gone, batch)
        if self._stained:
            # Deleted rows are overwritten in the file but still stand in its log.
            self._live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._stained = False

    def _move(self, gone: set[int], batch: Batch) -> None:
        running = batch.head.visit if batch.head else None
        with transaction(self._live):
            self._live.executemany("DELETE FROM live_event WHERE visit = ?", [(one,) for one in gone])
            self._live.executemany("DELETE FROM live_visit WHERE visit = ?", [(one,) for one in gone])
            if batch.head is not None:
                self._rows(batch.head, batch.seq, batch.rows)
        self._in_live = set() if running is None else {running}
        self._stained |= bool(gone)

    def work(self, job: Job) -> Iterator[None]:
        """What a job does with the store, step by step."""
        return job(self._store)

    def ease(self) -> None:
        """Move what stands in the store's log into its file: the log may be what fills the disk."""
        self._store.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close both files."""
        self._store.close()
        self._live.close()

    def _rows(self, head: Head, seq: int, rows: tuple[Row, ...]) -> None:
        ids = self._ids
        self._live.execute(
            "INSERT INTO live_visit VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (head.visit, self._book, ids.id("build", head.build), head.day, head.hour),
        )
        self._live.executemany(
            "INSERT INTO live_event VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                (
                    head.visit, seq + offset, row.t_ms,
                    ids.id("kind", row.kind), ids.id("screen", row.screen),
                    None if row.target is None else ids.id("target", row.target), row.value, row.cell,
                )
                for offset, row in enumerate(rows)
            ],
        )  # fmt: skip

    def _leftover(self, visit: int, book: int, build: int, day: int, hour: int) -> Visit:
        """A visit from its live rows; KeyError when they speak of another store's dictionary."""
        if book != self._book:
            raise KeyError(book)
        ids = self._ids
        left = Visit(Head(visit, day, hour, ids.name("build", build)), began=0.0)
        rows = self._live.execute(
            "SELECT t_ms, kind, screen, target, value, cell FROM live_event WHERE visit = ? ORDER BY seq",
            (visit,),
        )
        left.restore(
            [
                Row(
                    t_ms, ids.name("kind", kind), ids.name("screen", screen),
                    None if target is None else ids.name("target", target), value, cell,
                )
                for t_ms, kind, screen, target, value, cell in rows
            ]
        )  # fmt: skip
        return left


def open_disk(folder: Path) -> Disk:
    """Open `folder`, making it and its files when missing and setting damaged ones aside.

    RefusedError when it cannot be written, is in use, or was written by newer software.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise RefusedError(f"cannot write there: {error.strerror}") from error
    live, first = _sound(folder / "live.db")
    try:
        store, second = _sound(folder / "store.db")
    except BaseException:
        live.close()
        raise
    try:
        return Disk(store, live, first + second)
    except sqlite3.Error as error:
        store.close()
        live.close()
        raise RefusedError(f"cannot be read: {error}") from error


def _sound(path: Path) -> tuple[sqlite3.Connection, int]:
    """An open, checked, current file, and how many damaged ones had to make room for it."""
    for repaired in range(3):
        try:
            return _open(path), repaired
        except _DamagedError as damage:
            try:
                _set_aside(path, ours=damage.ours)
            except OSError as error:
                raise RefusedError(f"{path.name} is damaged and cannot be moved: {error.strerror}") from error
    raise RefusedError(f"{path.name} cannot be made anew")


def _open(path: Path) -> sqlite3.Connection:
    if path.exists() and not (path.is_file() and os.access(path, os.R_OK | os.W_OK)):
        raise _DamagedError(ours=False)
    try:
        if path.exists():
            _refuse_newer(path)
        db = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, timeout=_BUSY_MS / 1000, cached_statements=64
        )
        try:
            _prepare(db, path)
        except BaseException:
            db.close()
            raise
        return db
    except sqlite3.DatabaseError as error:
        if _is_damage(error):
            raise _DamagedError(ours=True) from error
        if _primary(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise RefusedError("another exhibition is using this folder") from error
        raise RefusedError(f"{path.name} cannot be opened: {error}") from error


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    """Settings, check and schema of a file just opened."""
    is_live = path.name == "live.db"
    if is_live:
        db.execute("PRAGMA locking_mode=EXCLUSIVE")
        db.execute("PRAGMA secure_delete=ON")
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("PRAGMA journal_size_limit=67108864")
    with transaction(db):
        pass  # takes the lock of the live file for good
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise _DamagedError(ours=True)
    empty = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if not empty and schema.mark(db) != (schema.LIVE_MARK if is_live else schema.STORE_MARK):
        raise _DamagedError(ours=False)
    if is_live and schema.number(db) < schema.LIVE_NUMBER:
        schema.create_live(db)
    elif not is_live and schema.number(db) < schema.STORE_NUMBER:
        schema.migrate_store(db)


def _refuse_newer(path: Path) -> None:
    """Look at the schema number without touching the file."""
    current = schema.LIVE_NUMBER if path.name == "live.db" else schema.STORE_NUMBER
    readonly = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(readonly, uri=True, timeout=_BUSY_MS / 1000)) as db:
        found = schema.number(db)
        ours = schema.mark(db) in (schema.LIVE_MARK, schema.STORE_MARK)
    if ours and found > current:
        why = f"{path.name} was written by newer software ({found}, this is {current})"
        raise RefusedError(why, lasting=True)


def _primary(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _is_damage(error: sqlite3.Error) -> bool:
    """Whether the file's content is at fault, not the disk or its owner."""
    return _primary(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_passing(error: sqlite3.Error) -> bool:
    """Whether the same files may work again in a moment: a full disk, or a reader in the way."""
    return _primary(error) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _set_aside(path: Path, *, ours: bool) -> None:
    """Make room for a new file: `.bad-N`, the last three kept.

    A damaged live file is removed instead: it holds exact times, which are never kept.
    """
    if path.name == "live.db" and ours:
        path.unlink()
    else:
        bad = path.parent.glob(f"{path.name}.bad-[0-9]*")
        numbers = sorted(int(one.name.rpartition("-")[2]) for one in bad)
        path.rename(path.with_name(f"{path.name}.bad-{(numbers or [0])[-1] + 1}"))
        for number in numbers[: max(len(numbers) + 1 - KEPT_BAD, 0)]:
            old = path.with_name(f"{path.name}.bad-{number}")
            if old.is_file():
                old.unlink()
    for side in _SIDE_FILES:
        path.with_name(path.name + side).unlink(missing_ok=True)
