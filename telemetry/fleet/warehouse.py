"""The warehouse: any number of stores as one SQLite file, kept or temporary.

It has the tables and columns of a store; what only counts has `terminal, book` in front of its key.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from telemetry import schema
from telemetry.fleet.join import attached, join, prepare
from telemetry.fleet.notes import believed, days, notes
from telemetry.fleet.source import (
    WAREHOUSE_MARK,
    Source,
    SourceError,
    Sources,
    snapshot,
    sources,
    unreadable,
)
from telemetry.fleet.tables import shapes
from telemetry.metrics.metric import Row

_WAIT_S = 5.0
_WITH_PATHS = "+paths"
"""Behind the fingerprint of a source whose paths were taken too."""

_LIST = "path, fingerprint, terminal, book, first_day, last_day, visits, note"

Refused = SourceError


class WarehouseError(Exception):
    """Nothing can be merged, and why, in one line."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A source that is in the warehouse. days: yyyymmdd, None without any. note: what is odd in it.

    fresh: rows this run took from it that were new or changed; None when nothing was read, as it was known.
    """

    path: Path
    fingerprint: str
    terminal: int
    book: int
    first_day: int | None
    last_day: int | None
    visits: int
    note: str
    fresh: int | None = None


@dataclass(frozen=True)
class Warehouse:
    """All stores as one. db: to be read only. notes: what is odd in all of them together."""

    db: sqlite3.Connection
    sources: list[Taken]
    refused: list[Refused]
    exhibition: str
    notes: list[str] = field(default_factory=list)

    def query(self, sql: str) -> Sequence[Row]:
        """All rows of one statement."""
        return self.db.execute(sql).fetchall()


@contextmanager
def warehouse(
    paths: Iterable[Path],
    *,
    into: Path | None = None,
    paths_too: bool = False,
    exhibition: str | None = None,
) -> Iterator[Warehouse]:
    """The stores behind `paths`, merged.

    into: a file to keep; what it has stays, and sources it knows are not read again. Else a temporary one.
    paths_too: also the steps of every visit, which are not needed for any metric and never leave the house.
    WarehouseError when nothing remains to be read, or `into` cannot be used.
    """
    found = _found(paths, into, exhibition)
    with ExitStack() as stack:
        if into is not None:
            yield stack.enter_context(_kept(into, found, paths_too=paths_too))
        elif len(found) == 1 and found.found[0].merged:
            yield stack.enter_context(_as_it_is(found.found[0].path, found))
        else:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dig-itma2-")))
            db = stack.enter_context(closing(working(folder / "merged.db")))
            result = filled(db, found, {}, paths_too=paths_too)
            db.execute("PRAGMA query_only = ON")
            yield result


@contextmanager
def _kept(file: Path, found: Sources, *, paths_too: bool) -> Iterator[Warehouse]:
    """Merge beside the file and put the result in its place: at any moment it is the old one or the new one.

    Written anew as a whole, so that no page tells which visits came in the same night.
    """
    known = _known(file)
    if file.exists() and all(_is_known(one, known, paths_too=paths_too) for one in found):
        with _as_it_is(file, found) as same:
            yield same
        return
    result = _merged(file, found, known, paths_too=paths_too)
    with closing(_reading(file)) as db:
        yield replace(result, db=db)


def _merged(file: Path, found: Sources, known: dict[str, Taken], *, paths_too: bool) -> Warehouse:
    beside, done = (file.with_name(f".{file.name}.{what}") for what in ("merging", "merged"))
    with closing(working(beside)) as db:
        try:
            with closing(_reading(file) if known else sqlite3.connect(":memory:")) as old:
                old.backup(db)
            result = filled(db, found, known, paths_too=paths_too)
            done.unlink(missing_ok=True)
            db.execute("VACUUM INTO ?", (str(done),))
            _put(done, file)
        except sqlite3.Error as error:
            raise WarehouseError(f"{file}: {error}; is there room, and may it be written?") from error
    for left in (beside, beside.with_name(f"{beside.name}-journal")):
        left.unlink(missing_ok=True)
    return result


def _put(done: Path, file: Path) -> None:
    try:
        with done.open("rb+") as written:
            os.fsync(written.fileno())
        done.replace(file)
    except OSError as error:
        raise WarehouseError(
            f"{file}: cannot be replaced ({error.strerror}); close what has it open"
        ) from error


@contextmanager
def _as_it_is(file: Path, found: Sources) -> Iterator[Warehouse]:
    """A merged file that has everything already."""
    with closing(_reading(file)) as db:
        try:
            for shape in shapes(db):
                if (
                    shape.name != "path"
                    and (said := db.execute(f"PRAGMA quick_check({shape.name})").fetchone()[0]) != "ok"
                ):
                    raise WarehouseError(f"{file}: is damaged ({said}); merge the stores anew")
            taken = list(_known(file).values())
            yield Warehouse(db, taken, list(found.refused), found.exhibition, together(db))
        except sqlite3.DatabaseError as error:
            raise WarehouseError(str(unreadable(file, error))) from error


def _found(paths: Iterable[Path], into: Path | None, exhibition: str | None) -> Sources:
    """The sources but the file they go into, whose exhibition decides."""
    kept = _exhibition(into) if into is not None else None
    if kept and exhibition and kept != exhibition:
        raise WarehouseError(
            f"{into}: holds the exhibition '{kept}', not '{exhibition}'; merge into another file"
        )
    found = sources(paths, exhibition=exhibition or kept)
    if into is not None:
        others = tuple(one for one in found.found if one.path.resolve() != into.resolve())
        found = Sources(others, found.refused, found.exhibition)
    if not found.found:
        raise WarehouseError(nothing_left(found.refused))
    return found


def _exhibition(file: Path) -> str | None:
    """The exhibition a kept file is about; None without one. WarehouseError if it is no such file."""
    if not file.exists() or not file.stat().st_size:
        return None
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=_WAIT_S)) as db:
            if schema.mark(db) != WAREHOUSE_MARK:
                empty = not db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
                if empty:
                    return None
                raise WarehouseError(f"{file}: is not a merged file and is left as it is; name another one")
            if schema.number(db) != schema.STORE_NUMBER:
                raise WarehouseError(f"{file}: was merged by another version; move it away and merge anew")
            name = db.execute("SELECT name FROM exhibition ORDER BY id").fetchone()
            return str(name[0]) if name else None
    except sqlite3.Error as error:
        raise WarehouseError(f"{file}: {error}; move it away and merge anew") from error


def working(file: Path) -> sqlite3.Connection:
    """An empty file to merge in, held so that nobody else merges in it; half of it is thrown away."""
    for _ in range(2):
        try:
            db = sqlite3.connect(file.absolute().as_uri(), uri=True, isolation_level=None, timeout=_WAIT_S)
            db.execute("PRAGMA main.locking_mode = EXCLUSIVE")
            db.execute("PRAGMA journal_mode = TRUNCATE")
            db.execute("PRAGMA synchronous = OFF")
            db.execute("PRAGMA cache_size = -65536")
            db.execute("BEGIN EXCLUSIVE")
            db.execute("COMMIT")
            return db
        except sqlite3.OperationalError as error:
            why = f"{file}: {error}; does another merge run, may the folder be written?"
            raise WarehouseError(why) from error
        except sqlite3.DatabaseError:
            db.close()
            file.unlink()  # a merge was killed in it
    raise WarehouseError(f"{file}: cannot be made anew; remove it")


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=_WAIT_S
    )


def _known(file: Path) -> dict[str, Taken]:
    """What a merged file has taken in, by path; nothing if there is none yet."""
    if not file.exists() or not file.stat().st_size:
        return {}
    with closing(_reading(file)) as db:
        if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'source'").fetchone():
            return {}
        rows = db.execute(f"SELECT {_LIST} FROM source ORDER BY path")
        return {row[0]: Taken(Path(row[0]), *row[1:]) for row in rows}


def _is_known(source: Source, known: dict[str, Taken], *, paths_too: bool) -> bool:
    was = known.get(str(source.path.resolve()))
    return was is not None and was.fingerprint in _good(source, paths_too=paths_too)


def _good(source: Source, *, paths_too: bool) -> tuple[str, ...]:
    """The fingerprints that say nothing of a source is missing."""
    full = source.fingerprint + _WITH_PATHS
    return (full,) if paths_too else (full, source.fingerprint)


def filled(db: sqlite3.Connection, found: Sources, known: dict[str, Taken], *, paths_too: bool) -> Warehouse:
    """Take in all sources; one that turns out to be damaged leaves nothing behind."""
    refused = list(found.refused)
    taken = dict(known)
    for source in found:
        if _is_known(source, known, paths_too=paths_too):
            continue
        try:
            taken[str(source.path.resolve())] = _take(db, source, paths_too=paths_too)
        except SourceError as error:
            refused.append(error)
    if not taken:
        raise WarehouseError(nothing_left(refused))
    return Warehouse(db, [taken[path] for path in sorted(taken)], refused, found.exhibition, together(db))


def nothing_left(refused: Iterable[SourceError]) -> str:
    return "\n".join(["no store that can be read:", *(f"  {error}" for error in refused)])


def _take(db: sqlite3.Connection, source: Source, *, paths_too: bool) -> Taken:
    """Join one source in a transaction of its own."""
    with snapshot(source) as copy, attached(db, copy):
        db.execute("BEGIN")
        try:
            if not db.execute("SELECT 1 FROM main.sqlite_schema WHERE name = 'source'").fetchone():
                begin(db)
            fresh = join(db, source, paths_too=paths_too)
            taken = replace(_described(db, source, paths_too=paths_too), fresh=fresh)
            if source.merged:
                db.execute(f"INSERT OR IGNORE INTO source ({_LIST}) SELECT {_LIST} FROM src.source")
            _note(db, taken)
            db.execute("COMMIT")
        except sqlite3.Error as error:
            raise unreadable(source.path, error) from error
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")
    return taken


def begin(db: sqlite3.Connection) -> None:
    prepare(db)
    db.execute(f"PRAGMA application_id = {WAREHOUSE_MARK}")
    db.execute(f"PRAGMA user_version = {schema.STORE_NUMBER}")


def _described(db: sqlite3.Connection, source: Source, *, paths_too: bool) -> Taken:
    there = believed(days(db, "src"))
    visits = int(db.execute("SELECT count(*) FROM src.visit_fact").fetchone()[0])
    return Taken(
        path=source.path.resolve(),
        fingerprint=source.fingerprint + (_WITH_PATHS if paths_too else ""),
        terminal=source.terminal,
        book=source.book,
        first_day=there[0] if there else None,
        last_day=there[-1] if there else None,
        visits=visits,
        note="; ".join(notes(db, "src")),
    )


def _note(db: sqlite3.Connection, taken: Taken) -> None:
    db.execute(
        "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            str(taken.path), taken.fingerprint, taken.terminal, taken.book, taken.first_day, taken.last_day,
            taken.visits, taken.note,
        ),
    )  # fmt: skip


def together(db: sqlite3.Connection) -> list[str]:
    """What is odd in all sources together: terminals with several books."""
    out = []
    books: dict[int, list[tuple[int, int, int]]] = {}
    for terminal, book, first, last in db.execute(
        """SELECT terminal, book, min(first_day), max(last_day) FROM source
           WHERE first_day IS NOT NULL GROUP BY terminal, book ORDER BY terminal, 3, 4, book"""
    ):
        books.setdefault(terminal, []).append((book, first, last))
    for terminal, there in books.items():
        if any(later[1] < earlier[2] for earlier, later in pairwise(there)):
            out.append(
                f"terminal {terminal}: {len(there)} books over the same days, counted together;"
                " do two terminals have this number?"
            )
        elif len(there) > 1:
            out.append(
                f"terminal {terminal}: its store was begun anew {len(there) - 1} times; all are counted"
            )
    return out
