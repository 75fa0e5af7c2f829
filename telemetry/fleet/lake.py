"""The lake: everything as Parquet in folders that engines of any size understand.

`table=visit_fact/terminal=3/month=202605/part-0.parquet`: the Hive layout, zstd. Quarters, halves and years
have their code as month, what has no time 0. Dictionaries are not partitioned; their numbers never change.
What a terminal has is joined with what the lake has of it and laid down anew, so order and repetition of runs
do not matter. Files are written under another name and renamed; names with `_` in front are no data.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from telemetry.dictionary import TOPICS
from telemetry.fleet.join import attached, resolved, uncover
from telemetry.fleet.source import Source, SourceError, Sources, snapshot, sources
from telemetry.fleet.tables import BINS, Shape, shapes
from telemetry.fleet.warehouse import Warehouse, WarehouseError, begin, filled, nothing_left, working
from telemetry.metrics.metric import Query, Row
from telemetry.schema import STORE_NUMBER

if TYPE_CHECKING:
    pass

_UNFINISHED = "_unfinished"
_TABLES = "_tables.json"
_ROWS = 500_000
"""Rows of one file: what is held in memory at once."""
_NULL = -(2**63)
"""Stands for NULL on the way to DuckDB; no column holds it."""
_SOURCE = ("fingerprint", "terminal", "book", "first_day", "last_day", "visits", "note")
_WITH_PATHS = "+paths"


class LakeError(Exception):
    """The folder cannot be used as a lake, and why, in one line."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What was done. files, rows: written. known: sources that were not read, as nothing in them is new."""

    files: int
    rows: int
    known: int
    refused: tuple[SourceError, ...]


def lake(paths: Iterable[Path], out: Path, *, paths_too: bool = False, exhibition: str | None = None) -> Laid:
    """Lay the stores down in `out`, with what is there already. LakeError, WarehouseError: it cannot be."""
    found = sources(paths, exhibition=exhibition)
    if not found.found:
        raise WarehouseError(nothing_left(found.refused))
    old = _Lake(out)
    known = old.fingerprints()
    pending = tuple(one for one in found if not _is_known(one, known, paths_too=paths_too))
    if not pending:
        return Laid(0, 0, len(found), found.refused)
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / _UNFINISHED).touch()
        wanted = Sources(pending, found.refused, found.exhibition)
        with (
            tempfile.TemporaryDirectory(prefix="dig-itma2-") as folder,
            closing(working(Path(folder) / "merged.db")) as db,
        ):
            _start(db, pending, old)
            merged = filled(db, wanted, {}, paths_too=paths_too)
            files, rows = old.lay(merged)
        (out / _UNFINISHED).unlink()
    except OSError as error:
        raise LakeError(f"{out}: {error.strerror}; is there room, and may it be written?") from error
    return Laid(files, rows, len(found) - len(pending), tuple(merged.refused))


def _is_known(source: Source, known: set[str], *, paths_too: bool) -> bool:
    full = source.fingerprint + _WITH_PATHS
    return full in known or (not paths_too and source.fingerprint in known)


def _start(db: sqlite3.Connection, pending: Sequence[Source], old: _Lake) -> None:
    """An empty warehouse with the names of the lake, and its rows of the terminals that are to come."""
    for source in pending:
        try:
            with snapshot(source) as copy, attached(db, copy):
                if not db.execute("SELECT 1 FROM main.sqlite_schema LIMIT 1").fetchone():
                    begin(db)
                    old.names(db)
                terminals = db.execute(
                    "SELECT terminal FROM src.visit_fact UNION SELECT terminal FROM src.hour_count"
                    " UNION SELECT terminal FROM src.day_stat UNION SELECT ?", (source.terminal,)
                ).fetchall()  # fmt: skip
                old.load(db, [terminal for (terminal,) in terminals])
        except SourceError:
            continue  # named when it is to be joined


class _Lake:
    """A folder with a lake in it, or none yet."""

    def __init__(self, root: Path) -> None:
        import duckdb

        self._root = root
        self._db = duckdb.connect()
        self._db.execute("SET memory_limit = '300MB'")
        self._db.execute("SET enable_progress_bar = false")
        self._loaded: set[int] = set()
        ours = any((root / name).exists() for name in (_TABLES, _UNFINISHED))
        if root.exists() and any(root.iterdir()) and not ours:
            raise LakeError(f"{root}: holds other things; name a folder of its own")
        described = _described(root)
        if described.get("schema", STORE_NUMBER) != STORE_NUMBER:
            raise LakeError(f"{root}: was laid by another version; name a new folder")

    def fingerprints(self) -> set[str]:
        return {row[0] for row in self._read("source", ("fingerprint",), "part-*.parquet")}

    def names(self, db: sqlite3.Connection) -> None:
        for topic in TOPICS:
            db.executemany(
                f"INSERT INTO {topic} (id, name) VALUES (?, ?)",
                self._read(topic, ("id", "name"), "part-*.parquet"),
            )

    def load(self, db: sqlite3.Connection, terminals: Iterable[int]) -> None:
        """Take what the lake has of these terminals back, unless it was before."""
        for terminal in sorted(set(terminals) - self._loaded):
            self._loaded.add(terminal)
            for shape in shapes(db):
                marks, key = ", ".join("?" * len(shape.names)), ", ".join(shape.key)
                db.execute("BEGIN")
                db.executemany(
                    f"INSERT INTO {shape.name} VALUES ({marks}) ON CONFLICT ({key}) {resolved(shape)}",
                    self._read(shape.name, shape.names, f"terminal={terminal}/*/part-*.parquet"),
                )
                db.execute("COMMIT")
                if shape.sort == "count" and "bucket" in shape.key:
                    uncover(db, shape.name)

    def _read(self, table: str, columns: Sequence[str], pattern: str) -> Iterator[tuple[Any, ...]]:
        """Rows of the files of a table; none where there is no file."""
        folder = self._root / f"table={table}"
        if any(folder.glob(pattern)):
            cursor = self._db.execute(f"SELECT {', '.join(columns)} FROM {_scan(folder / pattern)}")
            while rows := cursor.fetchmany(50_000):
                yield from rows

    def lay(self, merged: Warehouse) -> tuple[int, int]:
        """Write all partitions of the terminals that were loaded; how many files and rows it was."""
        db, files, total = merged.db, 0, 0
        tables: dict[str, list[tuple[str, str]]] = {}
        for shape in shapes(db):
            tables[shape.name] = [(c.name, "DOUBLE" if c.real else "BIGINT") for c in shape.columns]
            kept = set()
            for terminal, month in db.execute(_partitions(shape)).fetchall():
                folder = self._root / f"table={shape.name}" / f"terminal={terminal}" / f"month={month}"
                for rows in self._parts(folder, db, shape, terminal, month):
                    files, total = files + 1, total + rows
                kept.add(folder)
            for terminal in self._loaded:
                for folder in (self._root / f"table={shape.name}" / f"terminal={terminal}").glob("month=*"):
                    if folder not in kept:
                        _empty(folder, 0)
        for name in (*TOPICS, *BINS):
            tables[name] = self._list(db, name)
        text = json.dumps({"schema": STORE_NUMBER, "tables": tables}, indent=1)
        (self._root / _TABLES).write_text(text + "\n", encoding="utf-8")
        self._sources(merged)
        return files, total

    def _parts(
        self, folder: Path, db: sqlite3.Connection, shape: Shape, terminal: int, month: int
    ) -> Iterator[int]:
        """Write one partition, in files of half a million rows; how many rows each has."""
        folder.mkdir(parents=True, exist_ok=True)
        columns = [c for c in shape.columns if c.name != "terminal"]
        cursor = db.execute(_rows(shape), (terminal, month))
        number = 0
        while (table := _arrays(cursor, [c.name for c in columns], [c.real for c in columns])) is not None:
            select = ", ".join(
                c.name if c.real else f"nullif({c.name}, {_NULL}) AS {c.name}" for c in columns
            )
            yield self._write(folder / f"part-{number}.parquet", table, select)
            number += 1
        _empty(folder, number)

    def _write(self, file: Path, table: dict[str, Any], select: str = "*") -> int:
        """A dictionary of arrays as one file, there as a whole or not at all."""
        beside = file.with_name(f"_{file.name}.new")
        self._db.register("given", table)
        self._db.execute(
            f"COPY (SELECT {select} FROM given) TO '{_quoted(beside)}' (FORMAT parquet, COMPRESSION zstd)"
        )
        self._db.unregister("given")
        beside.replace(file)
        return len(next(iter(table.values())))

    def _list(self, db: sqlite3.Connection, name: str) -> list[tuple[str, str]]:
        """Write a dictionary, or the bins: one file."""
        import numpy as np

        kinds = {"TEXT": "VARCHAR", "INTEGER": "BIGINT"}
        columns = [(row[1], kinds[row[2]]) for row in db.execute(f"PRAGMA table_info({name})")]
        rows = db.execute(f"SELECT {', '.join(c for c, _ in columns)} FROM {name} ORDER BY id").fetchall()
        if rows:
            table = {
                column: np.array(
                    [_NULL if row[place] is None else row[place] for row in rows],
                    dtype=object if kind == "VARCHAR" else np.int64,
                )
                for place, (column, kind) in enumerate(columns)
            }  # fmt: skip
            select = ", ".join(f"nullif({c}, {_NULL}) AS {c}" if k == "BIGINT" else c for c, k in columns)
            folder = self._root / f"table={name}"
            folder.mkdir(parents=True, exist_ok=True)
            self._write(folder / "part-0.parquet", table, select)
        return columns

    def _sources(self, merged: Warehouse) -> None:
        """Note, last of all, what was taken in; where the files lay is nobody's business."""
        import numpy as np

        rows = set(self._read("source", _SOURCE, "part-*.parquet"))
        rows |= {tuple(getattr(taken, name) for name in _SOURCE) for taken in merged.sources}
        ordered = sorted(rows, key=repr)
        table = {
            name: np.array([row[place] for row in ordered], dtype=object)
            for place, name in enumerate(_SOURCE)
        }
        folder = self._root / "table=source"
        folder.mkdir(parents=True, exist_ok=True)
        kinds = {"fingerprint": "VARCHAR", "note": "VARCHAR"}
        self._write(
            folder / "part-0.parquet", table,
            ", ".join(f"CAST({name} AS {kinds.get(name, 'BIGINT')}) AS {name}" for name in _SOURCE),
        )  # fmt: skip


def _partitions(shape: Shape) -> str:
    """Terminal and month of every partition of a table."""
    if shape.sort == "visit" and "bucket" not in shape.names:
        return f"""SELECT DISTINCT v.terminal, v.bucket FROM visit_fact v
                   WHERE EXISTS (SELECT 1 FROM {shape.name} s
                                 WHERE s.terminal = v.terminal AND s.visit = v.visit)"""
    return f"SELECT DISTINCT terminal, {_month(shape)} FROM {shape.name} s"


def _month(shape: Shape) -> str:
    if "bucket" in shape.names:
        return "s.bucket"
    if "day" in shape.names:
        return "s.day / 100"
    return "s.quarter / 10 * 100 + 20 + s.quarter % 10" if "quarter" in shape.names else "0"


def _rows(shape: Shape) -> str:
    """The rows of one partition, in the order of their key, NULL as a number."""
    select = ", ".join(
        f"s.{c.name}" if c.required or c.key else f"coalesce(s.{c.name}, {_NULL})"
        for c in shape.columns
        if c.name != "terminal"
    )
    key = ", ".join(f"s.{name}" for name in shape.key)
    if shape.sort == "visit" and "bucket" not in shape.names:
        return f"""SELECT {select} FROM visit_fact v CROSS JOIN {shape.name} s
                   ON s.terminal = v.terminal AND s.visit = v.visit WHERE v.terminal = ? AND v.bucket = ?"""
    return f"SELECT {select} FROM {shape.name} s WHERE s.terminal = ? AND {_month(shape)} = ? ORDER BY {key}"


def _arrays(
    rows: Iterator[tuple[Any, ...]], names: Sequence[str], real: Sequence[bool]
) -> dict[str, Any] | None:
    """The next half a million rows as columns; None when there are no more."""
    import numpy as np

    some = islice(rows, _ROWS)
    if any(real):
        there = list(some)
        columns = [
            np.array([row[place] for row in there], dtype=np.float64 if is_real else np.int64)
            for place, is_real in enumerate(real)
        ]
        return dict(zip(names, columns, strict=True)) if there else None
    flat = np.fromiter(chain.from_iterable(some), dtype=np.int64)
    if not flat.size:
        return None
    return {name: np.ascontiguousarray(flat[place :: len(names)]) for place, name in enumerate(names)}


def _empty(folder: Path, first: int) -> None:
    """Remove the files of a partition from a number on, and what an interrupted run left."""
    for file in folder.glob("*part-*"):
        number = file.name.removeprefix("_").removeprefix("part-").partition(".")[0]
        if file.name.startswith("_") or int(number) >= first:
            file.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _scan(pattern: Path) -> str:
    types = "hive_partitioning = true, hive_types = {'table': VARCHAR, 'terminal': BIGINT, 'month': BIGINT}"
    flat = "part-*" in pattern.name and "terminal=" not in str(pattern.parent)
    return f"read_parquet('{_quoted(pattern)}'{'' if flat else ', ' + types})"


def _described(root: Path) -> dict[str, Any]:
    try:
        found = json.loads((root / _TABLES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def lake_query(root: Path) -> Query:
    """Runs the SQL of metrics on a lake, through DuckDB: each table is a view over its files.

    LakeError when there is no lake, or one that was interrupted while it was laid.
    """
    import duckdb

    described = _described(root)
    if (root / _UNFINISHED).exists():
        raise LakeError(
            f"{root}: is being laid down, or was interrupted; run `lake` with the same stores again"
        )
    if described.get("schema") != STORE_NUMBER:
        raise LakeError(f"{root}: is no lake of this version; `lake` makes one")
    db = duckdb.connect()
    db.execute("SET memory_limit = '400MB'")
    for table, columns in described["tables"].items():
        db.execute(f"CREATE VIEW {table} AS {_view(root / f'table={table}', columns)}")

    def query(sql: str) -> Sequence[Row]:
        return db.execute(sql).fetchall()

    return query


def _view(folder: Path, columns: Sequence[tuple[str, str]]) -> str:
    for pattern in ("part-*.parquet", "terminal=*/month=*/part-*.parquet"):
        if any(folder.glob(pattern)):
            return f"SELECT {', '.join(name for name, _ in columns)} FROM {_scan(folder / pattern)}"
    return f"SELECT {', '.join(f'CAST(NULL AS {kind}) AS {name}' for name, kind in columns)} WHERE false"
