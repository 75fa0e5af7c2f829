"""Stores as an evaluator gets them: found, looked at, copied; never written to, nor beside them.

A store is read from a copy that SQLite makes of one consistent state, also while its terminal writes. SQLite
itself would leave a `-shm` beside a store it only reads, so how a file is opened depends on what lies there.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from telemetry import schema

WAREHOUSE_MARK = 0x4D413257
"""`PRAGMA application_id` of a file into which stores were merged. Such a file is a source too."""

_BUSY_S = 10.0
_TRIES = 5
_BAD = re.compile(r"\.bad-\d+$")
_MAGIC = b"SQLite format 3\0"
_WITHIN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class SourceError(Exception):
    """A file that is not read: which one, what is wrong with it, what to do about it."""

    def __init__(self, path: Path, what: str, remedy: str) -> None:
        super().__init__(" ".join(f"{path}: {what}; {remedy}".split()))
        self.path = path
        self.what = what
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was looked at and may be read.

    number: its schema. terminal, book: of a store; 0 of a merged file, whose rows say it themselves.
    exhibitions: ids it says it belongs to; older stores say none. fingerprint: equal only if all bytes of the
    file are, and those of its log.
    """

    path: Path
    number: int
    terminal: int
    book: int
    exhibitions: tuple[str, ...]
    fingerprint: str
    merged: bool = False


@dataclass(frozen=True)
class Sources:
    """What was found. refused: each file that is left out, with the reason; one exhibition remains."""

    found: tuple[Source, ...]
    refused: tuple[SourceError, ...] = field(default=())
    exhibition: str = ""

    def __iter__(self) -> Iterator[Source]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


def sources(paths: Iterable[Path], *, exhibition: str | None = None) -> Sources:
    """The stores behind files and folders, each once, in the order of their names.

    exhibition: only stores of this one, else of the one most belong to. Stores that say none are taken.
    Raises nothing: what cannot be read is in `refused`.
    """
    found: list[Source] = []
    refused: list[SourceError] = []
    for path in _files(paths, refused):
        try:
            found.append(look(path))
        except SourceError as error:
            refused.append(error)
    named = Counter(name for source in found for name in source.exhibitions)
    most = sorted(named, key=lambda name: (-named[name], name))
    wanted = exhibition or (most[0] if most else "")
    kept = [source for source in found if not source.exhibitions or source.exhibitions == (wanted,)]
    refused += [_foreign(source, wanted) for source in found if source not in kept]
    return Sources(tuple(kept), tuple(refused), wanted)


def _foreign(source: Source, wanted: str) -> SourceError:
    names = ", ".join(source.exhibitions)
    if len(source.exhibitions) > 1:
        return SourceError(
            source.path, f"holds several exhibitions ({names})", "they cannot be told apart in it"
        )
    return SourceError(
        source.path,
        f"belongs to the exhibition '{names}', not '{wanted}'",
        f"--exhibition {names} reads that one",
    )


def _files(paths: Iterable[Path], refused: list[SourceError]) -> list[Path]:
    """Every file that is meant, once; folders that hold none are refused."""
    files: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            there = sorted(p for p in path.rglob("*") if _is_meant(p))
            if not there:
                refused.append(SourceError(path, "no store in this folder", "give the folder with store.db"))
            files.update((one.resolve(), one) for one in there)
        elif path.exists():
            files[path.resolve()] = path
        else:
            refused.append(SourceError(path, "is not there", "check the path; a disk may have to be mounted"))
    return sorted(files)


def _is_meant(path: Path) -> bool:
    """Whether a file of a folder is a store, or may hold visits that are missing: `live.db` is neither."""
    is_store = path.suffix == ".db" and path.name != "live.db"
    return (is_store or bool(_BAD.search(path.name) and path.name.startswith("store"))) and path.is_file()


def look(path: Path) -> Source:
    """What a file is; SourceError when it must not be read."""
    _presentable(path)
    if _side(path, "-wal"):
        with copied(path) as copy:
            return _described(path, copy, _hash(copy))
    return _described(path, path, _hash(path))


def _presentable(path: Path) -> None:
    """Refuse what can be told from outside."""
    if _BAD.search(path.name):
        raise SourceError(
            path,
            "was set aside as damaged",
            "its visits are missing; `.recover` of the sqlite3 shell may save some",
        )
    try:
        head = _head(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError(path, f"cannot be read: {reason}", "copy it as a user who may read it") from error
    if not head and not _side(path, "-wal"):
        raise SourceError(path, "is empty (0 bytes)", "copy it again, the copy was cut short")
    if head and head != _MAGIC:
        raise SourceError(path, "is damaged or no database", "copy it again, or take the backup")


def _head(path: Path) -> bytes:
    """The first bytes. Not of a file that is in use: closing it would end locks of this very process."""
    if _side(path, "-shm") and os.access(path, os.R_OK):
        return _MAGIC
    with path.open("rb", buffering=0) as file:
        return file.read(len(_MAGIC))


def _described(path: Path, readable: Path, fingerprint: str) -> Source:
    try:
        with closing(_quiet(readable)) as db:
            mark, number = schema.mark(db), schema.number(db)
            _ours(path, mark, number, db)
            merged = mark == WAREHOUSE_MARK
            meta = {} if merged else dict(db.execute("SELECT k, v FROM meta"))
            if not merged and "book" not in meta:
                raise SourceError(path, "does not say which book it is", "take the backup")
            terminal = 0 if merged else meta.get("terminal") or _terminal(db)
            return Source(
                path, number, terminal, meta.get("book", 0), _exhibitions(db), fingerprint, merged=merged
            )
    except sqlite3.Error as error:
        raise unreadable(path, error) from error


def _ours(path: Path, mark: int, number: int, db: sqlite3.Connection) -> None:
    if mark == schema.LIVE_MARK:
        raise SourceError(path, "holds the running visit, which is never read", "give the store.db beside it")
    if mark not in (schema.STORE_MARK, WAREHOUSE_MARK) or number < 1:
        empty = mark == 0 and not db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        what = "is an empty database" if empty else "is a database of another program"
        raise SourceError(path, what, "give the store.db of a terminal")
    if number > schema.STORE_NUMBER:
        raise SourceError(
            path,
            f"was written by newer software ({number}, this is {schema.STORE_NUMBER})",
            "update this program",
        )
    if mark == WAREHOUSE_MARK and number < schema.STORE_NUMBER:
        raise SourceError(path, "was merged by older software", "merge the stores of the terminals anew")


def _terminal(db: sqlite3.Connection) -> int:
    """The terminal of a store that does not say it; 0 if nobody was there yet."""
    for table in ("visit_fact", "hour_count", "day_stat"):
        found = db.execute(f"SELECT min(terminal) FROM {table}").fetchone()[0]
        if found is not None:
            return int(found)
    return 0


def _exhibitions(db: sqlite3.Connection) -> tuple[str, ...]:
    there = db.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'exhibition'").fetchone()
    return tuple(name for (name,) in db.execute("SELECT name FROM exhibition ORDER BY name")) if there else ()


def unreadable(path: Path, error: sqlite3.Error) -> SourceError:
    """What SQLite says of a file, in words that help."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _WITHIN or (isinstance(error, sqlite3.OperationalError) and "no such" in str(error)):
        return SourceError(path, f"is damaged ({error})", "copy it again, or take the backup")
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return SourceError(
            path, f"could not be copied ({error})", "free some room for temporary files (TMPDIR)"
        )
    return SourceError(path, f"cannot be read ({error})", "copy it to this machine and try again")


@contextmanager
def snapshot(source: Source) -> Iterator[Path]:
    """A sound copy of one state of a source, in the present schema, gone afterwards.

    SourceError when it is damaged: a file cut short, a page overwritten, a column of the wrong type.
    """
    with copied(source.path) as copy:
        try:
            with closing(sqlite3.connect(copy, isolation_level=None)) as db:
                db.execute("PRAGMA journal_mode = DELETE")  # read-only and alone, a log would be in the way
                said = db.execute("PRAGMA quick_check(1)").fetchone()[0]
                if said != "ok":
                    raise SourceError(
                        source.path, f"is damaged ({said})", "copy it again, or take the backup"
                    )
                if schema.number(db) < schema.STORE_NUMBER:
                    schema.migrate_store(db)
        except sqlite3.Error as error:
            raise unreadable(source.path, error) from error
        yield copy


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """One state of a database as a file of its own, without a log."""
    with tempfile.TemporaryDirectory(prefix="dig-itma2-") as folder:
        copy = Path(folder) / "copy.db"
        try:
            _copy(path.resolve(), copy)
        except sqlite3.Error as error:
            raise unreadable(path, error) from error
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise SourceError(path, f"could not be copied: {reason}", "is there room in TMPDIR?") from error
        yield copy


def _copy(path: Path, copy: Path) -> None:
    """Copy until nothing changed meanwhile; a file with a log is copied by SQLite itself."""
    for _ in range(_TRIES):
        before = _state(path)
        if _side(path, "-wal") is None:
            shutil.copyfile(path, copy)
            if _state(path) == before:
                return
        elif _side(path, "-shm") is None:
            shutil.copyfile(path, copy)
            shutil.copyfile(f"{path}-wal", f"{copy}-wal")
            if _state(path) == before:
                with closing(sqlite3.connect(copy, isolation_level=None)) as db:
                    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                return
        else:
            # readonly_shm: the index of the log is read, never written, and never made.
            uri = f"{path.as_uri()}?mode=ro&readonly_shm=1"
            with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_S)) as db, closing(_blank(copy)) as to:
                db.backup(to)
            return
    raise sqlite3.OperationalError("it changes all the time")


def _blank(path: Path) -> sqlite3.Connection:
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=OFF")
    db.execute("PRAGMA synchronous=OFF")
    return db


def _quiet(path: Path) -> sqlite3.Connection:
    """A file without a log, opened so that nothing is made beside it."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)


def _side(path: Path, suffix: str) -> os.stat_result | None:
    """What lies beside a database."""
    try:
        return os.stat(f"{path.resolve()}{suffix}")
    except FileNotFoundError:
        return None


def _state(path: Path) -> tuple[tuple[int, int] | None, ...]:
    found = (os.stat(path), _side(path, "-wal"))
    return tuple(one and (one.st_size, one.st_mtime_ns) for one in found)


def _hash(path: Path) -> str:
    """SHA-256 of all bytes: clocks and sizes can lie, these cannot. About a second per gigabyte."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
