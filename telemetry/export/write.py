"""Tables as files: CSV, JSON, Parquet. SQLite writes the lines; a few thousand visits are in memory."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from telemetry.export.resource import Resource, Style, prepare, select, select_part

Format = Literal["csv", "json", "parquet"]
_ID_BITS = 48
_LARGEST = (1 << 63) - 1
_VISITS_AT_ONCE = 2048
_ROWS_AT_ONCE = 4096
_WORKERS = 2
_WORTH = 8
"""Ranges from which on starting processes takes less time than it saves."""
_DUCK = {"integer": "BIGINT", "number": "DOUBLE", "string": "VARCHAR", "date": "DATE"}


@dataclass(frozen=True, slots=True)
class File:
    """A file that was written. path: within the package. hash: SHA-256."""

    path: str
    format: str
    media_type: str
    bytes: int
    hash: str


def write(db: sqlite3.Connection, resource: Resource, folder: Path, formats: Iterable[Format]) -> list[File]:
    """One file per format in `folder`/data, in the order of `formats`."""
    prepare(db)
    (folder / "data").mkdir(exist_ok=True)
    return [_WRITERS[one](db, resource, folder) for one in formats]


def _csv(db: sqlite3.Connection, resource: Resource, folder: Path) -> File:
    head = ",".join(field.name for field in resource.fields)
    chunks = _framed(_chunks(db, resource, "csv", "\n"), f"{head}\n", "\n", "\n")
    return _file(chunks, folder, f"data/{resource.name}.csv", "csv", "text/csv")


def _json(db: sqlite3.Connection, resource: Resource, folder: Path) -> File:
    """An array; one object a line without brackets where the table is large."""
    if resource.stream:
        chunks = _framed(_chunks(db, resource, "json", "\n"), "", "\n", "\n")
        return _file(chunks, folder, f"data/{resource.name}.ndjson", "ndjson", "application/x-ndjson")
    chunks = _framed(_chunks(db, resource, "json", ",\n"), "[\n", ",\n", "\n]\n")
    return _file(chunks, folder, f"data/{resource.name}.json", "json", "application/json")


def _parquet(db: sqlite3.Connection, resource: Resource, folder: Path) -> File:
    """Written by DuckDB from the CSV: from the one in the package, or from one that is removed again."""
    import duckdb

    source, target = folder / "data" / f"{resource.name}.csv", folder / "data" / f"{resource.name}.parquet"
    there = source.exists()
    if not there:
        _csv(db, resource, folder)
    columns = ", ".join(f"'{field.name}': '{_DUCK[field.kind]}'" for field in resource.fields)
    settings: dict[str, Any] = {
        "threads": "1",
        "memory_limit": "256MB",
        "temp_directory": str(folder / "data"),
    }
    with closing(duckdb.connect(config=settings)) as duck:
        duck.execute(
            "COPY (SELECT * FROM read_csv($source, header = true, auto_detect = false, delim = ',',"
            f" quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false,"
            f" columns = {{{columns}}}))"
            f" TO '{_escaped(target)}' (FORMAT parquet, COMPRESSION zstd)",
            {"source": str(source)},
        )
    if not there:
        source.unlink()
    with target.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    path = f"data/{resource.name}.parquet"
    return File(path, "parquet", "application/vnd.apache.parquet", target.stat().st_size, digest)


_WRITERS = {"csv": _csv, "json": _json, "parquet": _parquet}


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")


def _framed(chunks: Iterable[str], head: str, between: str, tail: str) -> Iterator[str]:
    """The chunks with something before, between and after them; a head that is alone ends at once."""
    first = True
    yield head
    for chunk in chunks:
        yield chunk if first else between + chunk
        first = False
    if not first or tail != between:
        yield tail


def _file(chunks: Iterable[str], folder: Path, path: str, form: str, media_type: str) -> File:
    digest, size = hashlib.sha256(), 0
    with (folder / path).open("wb", buffering=1 << 20) as file:
        for chunk in chunks:
            data = chunk.encode()
            file.write(data)
            digest.update(data)
            size += len(data)
    return File(path, form, media_type, size, digest.hexdigest())


def _chunks(db: sqlite3.Connection, resource: Resource, style: Style, between: str) -> Iterator[str]:
    """The rows as text, many at a time."""
    if resource.stream is not None:
        yield from _parts(db, resource, style, between)
        return
    cursor = db.execute(select(resource, style))
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        yield between.join([row[0] for row in rows])


def _parts(db: sqlite3.Connection, resource: Resource, style: Style, between: str) -> Iterator[str]:
    """A large table, range after range of its random ids; by several processes where it is worth starting
    them and the file can be opened again. Threads would wait for each other in SQLite's memory."""
    statement = select_part(resource, style, between)
    ranges = list(_ranges(db))
    file = _file_of(db) if len(ranges) >= _WORTH else None
    if file is None:
        chunks: Iterable[str] = (_read(db, statement, bounds, between) for bounds in ranges)
        yield from filter(None, chunks)
        return
    with ProcessPoolExecutor(_WORKERS, get_context("spawn")) as pool:
        waiting: deque[Future[str]] = deque()
        for bounds in ranges:
            if len(waiting) > _WORKERS and (chunk := waiting.popleft().result()):
                yield chunk
            waiting.append(pool.submit(_read_file, file, statement, bounds, between))
        yield from filter(None, (future.result() for future in waiting))


def _read(db: sqlite3.Connection, statement: str, bounds: tuple[int, int, int], between: str) -> str:
    return between.join([row[0] for row in db.execute(statement, bounds)])


def _read_file(file: str, statement: str, bounds: tuple[int, int, int], between: str) -> str:
    """The same in a process of its own."""
    with closing(_opened(file)) as reader:
        prepare(reader)
        return _read(reader, statement, bounds, between)


def _opened(file: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(file)}?mode=ro", uri=True, timeout=0)


def _file_of(db: sqlite3.Connection) -> str | None:
    """The file behind a connection; None if it is in memory or held by its owner."""
    file = str(next(path for _, name, path in db.execute("PRAGMA database_list") if name == "main"))
    try:
        with closing(_opened(file)) as reader:
            reader.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        return None
    return file or None


def _ranges(db: sqlite3.Connection) -> Iterator[tuple[int, int, int]]:
    """Terminal, first id, end: about so many visits in each."""
    for terminal, visits in db.execute(
        "SELECT terminal, count(*) FROM visit_fact GROUP BY terminal ORDER BY 1"
    ):
        parts = visits // _VISITS_AT_ONCE + 1
        inner = [(1 << _ID_BITS) * part // parts for part in range(1, parts)]
        for low, high in pairwise([-_LARGEST, *inner, _LARGEST]):
            yield terminal, low, high
