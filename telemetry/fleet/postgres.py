"""Forwarding stores to a PostgreSQL: what it lacks, once, whatever is interrupted.

The server is asked which visits it has; only the others are copied, a batch of whole visits per transaction.
So nothing has to be remembered here, and an interrupted run is repeated like any other.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from telemetry.fleet.ddl import ServerError, ensure, settle
from telemetry.fleet.send import Sender, counters
from telemetry.fleet.source import Source, SourceError, Sources, snapshot, sources, unreadable
from telemetry.fleet.tables import shapes
from telemetry.fleet.visits import Visits
from telemetry.metrics.metric import Query, Row

if TYPE_CHECKING:
    import psycopg

_T = TypeVar("_T")
_WITH_PATHS = "+paths"

_LOCK = 0x64495432
"""The lock two forwarders ask the server for."""
_LOCK_WAIT_S = 60
_CONNECT_S = 10
_PAUSES_S = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
"""How long is waited before each new try; it starts again once something was sent."""
_FOR_NOW = ("starting up", "shutting down", "recovery mode", "too many clients")

Progress = Callable[[int], None]
Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Forwarded:
    """What was done. visits, rows: new on the server; changed: visits made coarser there. known: sources that
    were not read, as nothing in them is new."""

    visits: int = 0
    rows: int = 0
    changed: int = 0
    known: int = 0
    refused: tuple[SourceError, ...] = ()


def forward(
    paths: Iterable[Path],
    to: str,
    *,
    schema: str = "ditma",
    paths_too: bool = False,
    exhibition: str | None = None,
    sleep: Sleep = time.sleep,
) -> Forwarded:
    """Bring everything the stores have and the server lacks to the server.

    to: 'postgresql://user@host/database'. Its password is never part of what is said.
    ServerError when the server cannot be used, does not come back, or is used by another forwarder.
    """
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", schema):
        raise ServerError(f"'{schema}' is no name for a schema; use a-z, 0-9 and _")
    _parts(to)
    found = sources(paths, exhibition=exhibition)
    if not found.found:
        raise ServerError(
            "\n".join(["no store that can be read:", *(f"  {error}" for error in found.refused)])
        )
    return _Run(to, schema, paths_too, sleep).all(found)


class _Run:
    """One forward: every step is tried again after the server went away, and asks anew what is missing."""

    def __init__(self, to: str, schema: str, paths_too: bool, sleep: Sleep) -> None:
        self._to = to
        self._schema = schema
        self._paths_too = paths_too
        self._sleep = sleep
        self._server: psycopg.Connection | None = None
        self._was_there = False
        self._done = Forwarded()
        self._own: set[int] = set()

    def all(self, found: Sources) -> Forwarded:
        refused = list(found.refused)
        try:
            known = self._patient(_fingerprints)
            for source in found:
                if self._mark(source) in known:
                    self._add(known=1)
                    continue
                try:
                    self._one(source)
                except SourceError as error:
                    refused.append(error)
            self._patient(settle)
        finally:
            if self._server is not None:
                self._server.close()
        return replace(self._done, refused=tuple(refused))

    def _mark(self, source: Source) -> str:
        return source.fingerprint + (_WITH_PATHS if self._paths_too else "")

    def _add(self, **more: int) -> None:
        counts = {name: getattr(self._done, name) + n for name, n in more.items()}
        self._done = replace(self._done, **counts)

    def _one(self, source: Source) -> None:
        memory = sqlite3.connect("file::memory:", isolation_level=None, uri=True)
        with snapshot(source) as copy, closing(memory) as db:
            db.execute("ATTACH ? AS src", (f"{copy.as_uri()}?mode=ro",))
            try:
                self._patient(lambda server: self._send(server, db, source))
            except sqlite3.Error as error:
                raise unreadable(source.path, error) from error

    def _send(self, server: psycopg.Connection, db: sqlite3.Connection, source: Source) -> None:
        there = shapes(db, "src")
        ensure(server, self._schema, there, db)
        sender = Sender(server, db, source, there, paths_too=self._paths_too)
        sender.learn()
        theirs = Visits(sender)
        for visits, rows in theirs.visits(self._own):
            self._add(visits=visits, rows=rows)
        for rows in theirs.paths(self._own):
            self._add(rows=rows)
        self._add(changed=theirs.coarsened())
        counters(sender, self._mark(source))

    def _patient(self, step: Callable[[psycopg.Connection], _T]) -> _T:
        """The result of a step. ServerError once the server stayed away for half a minute."""
        import psycopg

        pauses = iter(_PAUSES_S)
        while True:
            before = self._done
            try:
                return step(self._connection())
            except psycopg.errors.LockNotAvailable as error:
                raise ServerError("another forward is at it; try again when it is done") from error
            except psycopg.OperationalError as error:
                self._server = None
                if not self._was_there and not any(word in str(error) for word in _FOR_NOW):
                    raise ServerError(
                        f"no connection to {_place(self._to)}: {_said(error, self._to)}"
                    ) from error
                pauses = pauses if self._done == before else iter(_PAUSES_S)
                pause = next(pauses, None)
                if pause is None:
                    raise ServerError(
                        f"{_place(self._to)} does not come back ({_said(error, self._to)});"
                        " run this again when it does: what arrived is not sent twice"
                    ) from error
                self._sleep(pause)
            except psycopg.Error as error:
                raise ServerError(f"{_place(self._to)} refuses: {_said(error, self._to)}") from error

    def _connection(self) -> psycopg.Connection:
        """The connection, with the lock: a second forwarder waits a minute, then gives up."""
        import psycopg

        if self._server is None or self._server.closed:
            self._server = psycopg.connect(self._to, autocommit=True, connect_timeout=_CONNECT_S)
            self._was_there = True
            self._server.execute(f"SET lock_timeout = '{_LOCK_WAIT_S}s'")
            self._server.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", (_LOCK, self._schema))
            self._server.execute("SET client_min_messages = warning")
            self._server.execute(f"SET search_path TO {self._schema}")
        return self._server


def _fingerprints(db: psycopg.Connection) -> set[str]:
    """The sources of which nothing is missing; one taken with its paths is complete without them too."""
    if db.execute("SELECT to_regclass('source')").fetchone() == (None,):
        return set()
    there = {str(mark) for (mark,) in db.execute("SELECT fingerprint FROM source")}
    return there | {mark.removesuffix(_WITH_PATHS) for mark in there}


def _parts(to: str) -> dict[str, str]:
    """An address taken apart. ServerError, without a word of it, when it is none: it may hold a password."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    try:
        return {key: str(value) for key, value in conninfo_to_dict(to).items()}
    except psycopg.Error:
        raise ServerError("--to is no address; write it like postgresql://user@host/database") from None


def _place(to: str) -> str:
    """A server in words."""
    parts = _parts(to)
    return f"{parts.get('host', 'this machine')}/{parts.get('dbname', '')}"


def _said(error: Exception, to: str) -> str:
    """What the server, or the way to it, says, in one line and without the password."""
    text = " ".join(str(error).split())
    password = _parts(to).get("password")
    return text.replace(password, "***") if password else text


@contextmanager
def connected(to: str, schema: str = "ditma") -> Iterator[Query]:
    """Runs the SQL of metrics on a server to which stores were forwarded."""
    import psycopg

    with psycopg.connect(to, autocommit=True) as db:
        db.execute(f"SET search_path TO {schema}")

        def query(sql: str) -> Sequence[Row]:
            return db.execute(sql.encode()).fetchall()

        yield query
