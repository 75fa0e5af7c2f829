"""A table of the package: its columns, what they mean, and the SELECT that fills it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from telemetry.dictionary import TOPICS
from telemetry.metrics.metric import Text

Kind = Literal["integer", "number", "string", "date"]
Style = Literal["csv", "json"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column. sql: what it is selected from. named: the text comes from a dictionary and is never null.

    low, high: the smallest and the largest number there may be.
    """

    name: str
    kind: Kind
    text: Text
    sql: str
    required: bool = False
    named: bool = False
    low: int | None = None
    high: int | None = None


class Foreign(NamedTuple):
    """Columns that point to a row of another table."""

    fields: tuple[str, ...]
    resource: str
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """A table.

    rows: what stands behind FROM; `{kind}` and so on are dictionaries whose names are quoted already.
    order: ORDER BY. key: the columns that name a row. stream: (terminal, visit) in SQL, where the table is
    large, has the primary key (terminal, visit, ...) and is ordered by it.
    """

    name: str
    title: Text
    text: Text
    fields: tuple[Field, ...]
    rows: str
    order: str
    key: tuple[str, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    stream: tuple[str, str] | None = None


def prepare(db: sqlite3.Connection) -> None:
    """What the statements below need on a connection: dictionaries whose names are quoted already, once and
    not in every row, and a function for numbers. Only temporary tables are written."""
    db.create_function("shortest", 2, shortest, deterministic=True)
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    (strict,) = db.execute("PRAGMA query_only").fetchone()
    db.execute("PRAGMA query_only = OFF")
    for style in get_args(Style):
        for topic in tables & set(TOPICS):
            name = f"temp.{style}_{topic}"
            db.executescript(
                f"""CREATE TABLE IF NOT EXISTS {name} (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                    INSERT OR REPLACE INTO {name} SELECT id, {_quoted("name", style)} FROM main.{topic};"""
            )
    db.execute(f"PRAGMA query_only = {strict}")


def select(resource: Resource, style: Style) -> str:
    """The statement whose only column is the rows as text."""
    order = f" ORDER BY {resource.order}" if resource.order else ""
    line = _line(resource.fields, style)
    return f"SELECT {line} FROM {_rows(resource, style)}{order}"


def select_part(resource: Resource, style: Style, between: str) -> str:
    """The rows of one terminal whose visits lie within two numbers, as text: one value for each visit.

    SQLite puts each visit together itself; handing every row over would cost a quarter of the time again.
    """
    assert resource.stream is not None
    terminal, visit = resource.stream
    return (
        f"SELECT group_concat({_line(resource.fields, style)}, '{between}')"
        f" FROM {_rows(resource, style)} WHERE {terminal} = ? AND {visit} >= ? AND {visit} < ?"
        f" GROUP BY {terminal}, {visit}"
    )


def _rows(resource: Resource, style: Style) -> str:
    return resource.rows.format(**{topic: f"{style}_{topic}" for topic in TOPICS})


def _line(fields: Sequence[Field], style: Style) -> str:
    """A row as one text. printf writes NULL as nothing for %s, and as 0 for %d."""
    marks = ["%d" if field.kind == "integer" and field.required else "%s" for field in fields]
    if style == "csv":
        form = ",".join(marks)
    else:
        pairs = (f'"{field.name}": {mark}' for field, mark in zip(fields, marks, strict=True))
        form = "{" + ", ".join(pairs) + "}"
    return f"printf('{form}', {', '.join(_value(field, style) for field in fields)})"


def _value(field: Field, style: Style) -> str:
    nothing = "''" if style == "csv" else "'null'"
    if field.named:
        return field.sql if field.required or style == "csv" else f"ifnull({field.sql}, {nothing})"
    if field.kind in ("string", "date"):
        return _quoted(field.sql, style)
    if field.kind == "number":
        return f"shortest({field.sql}, {nothing})"
    return field.sql if field.required or style == "csv" else f"ifnull({field.sql}, {nothing})"


def _quoted(sql: str, style: Style) -> str:
    """Text as CSV (RFC 4180; an empty one is quoted, nothing at all is not) or as JSON."""
    if style == "json":
        return f"CASE WHEN {sql} IS NULL THEN 'null' ELSE json_quote({sql}) END"
    return (
        f"CASE WHEN {sql} = '' OR {sql} GLOB '*[\",' || char(10, 13) || ']*' OR trim({sql}) <> {sql}"
        f" THEN '\"' || replace({sql}, '\"', '\"\"') || '\"' ELSE {sql} END"
    )


def shortest(value: float | None, nothing: str) -> str:
    """A number in as few digits as bring it back exactly. Infinity and what is no number are nothing."""
    if value is None or value in (float("inf"), float("-inf")):
        return nothing
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))
