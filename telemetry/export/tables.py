"""What is published as tables of the package: they go through a database in memory to the one writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from telemetry.export.dictionary import about
from telemetry.export.public import CATALOGUE, Published
from telemetry.export.resource import Field, Foreign, Kind, Resource
from telemetry.metrics import metric
from telemetry.metrics.metric import Column, Estimate, Language, Table, Text

_SQL = {"integer": "INTEGER", "number": "REAL", "string": "TEXT", "date": "TEXT"}
_ENDS = (
    ("", Text("", "")),
    ("_low", Text(" Untere Grenze, 95 %.", " Lower limit, 95 %.")),
    ("_high", Text(" Obere Grenze, 95 %.", " Upper limit, 95 %.")),
)
_RESTS_ON = Text(" Beruht auf so vielen.", " Rests on so many.")

Rows = Iterable[Sequence[object]]
Before = Mapping[str, Sequence[Mapping[str, str]]]
"""The rows of an earlier package, by table; an empty text is nothing."""


def fill(
    db: sqlite3.Connection, published: Published, language: Language, before: Before
) -> tuple[Resource, ...]:
    """Put everything that is published into the empty database `db`, behind what was published `before`: that
    stays as it is, word for word. The tables of the package."""
    found = [_visits(db, published), _days(db, published), _definitions(db, language)]
    order = [id for group in CATALOGUE.values() for id in group]
    found += [_metric(db, id, published.tables[id], language) for id in order if id in published.tables]
    for resource in found:
        if resource.name in before and resource.fields[0].name == "period":
            _put_before(db, resource, before[resource.name])
    return tuple(found)


def _put_before(db: sqlite3.Connection, resource: Resource, rows: Sequence[Mapping[str, str]]) -> None:
    """Rows in front of those that are there."""
    first = -len(rows)
    columns = ", ".join(f'"{field.name}"' for field in resource.fields)
    marks = ", ".join("?" for _ in resource.fields)
    db.executemany(
        f'INSERT INTO "{resource.name}" (rowid, {columns}) VALUES (?, {marks})',
        [
            (first + at, *(row.get(field.name) or None for field in resource.fields))
            for at, row in enumerate(rows)
        ],
    )


def _table(
    db: sqlite3.Connection, resource: tuple[str, Text, Text], fields: Sequence[Field], rows: Rows,
    key: Sequence[str] = (), foreign: Sequence[Foreign] = (),
) -> Resource:  # fmt: skip
    name, title, text = resource
    columns = ", ".join(f'"{field.name}" {_SQL[field.kind]}' for field in fields)
    db.execute(f'CREATE TABLE "{name}" ({columns})')
    marks = ", ".join("?" for _ in fields)
    db.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
    return Resource(name, title, text, tuple(fields), f'"{name}"', "rowid", tuple(key), tuple(foreign))


def _field(name: str, kind: Kind, text: Text, *, required: bool = False) -> Field:
    return Field(name, kind, text, f'"{name}"', required, low=0 if kind == "integer" else None)


def _visits(db: sqlite3.Connection, published: Published) -> Resource:
    columns = ("bucket", "lang", "dwell_bin", "funnel", "reason")
    fact = {column: about("visit_fact", column) for column in columns}
    pool = Text("Nummer des Terminals, oder several: mehrere.", "Number of the terminal, or several.")
    other = Text(
        f"{fact['lang'].de} other: eine, die zu wenige hatten.", f"{fact['lang'].en} other: one too few had."
    )
    games = Text("Begonnene Spiele; 5: fünf oder mehr.", "Scenarios begun; 5: five or more.")
    results = Text("Spiele mit Ergebnis; 5: fünf oder mehr.", "Scenarios with a result; 5: five or more.")
    fields = (
        _field("period", "string", fact["bucket"], required=True),
        _field("terminal", "string", pool, required=True),
        _field("language", "string", other, required=True),
        _field("length_from_s", "number", fact["dwell_bin"], required=True),
        _field("length_to_s", "number", fact["dwell_bin"]),
        _field("funnel", "integer", fact["funnel"], required=True),
        _field("scenarios", "integer", games, required=True),
        _field("results", "integer", results, required=True),
        _field("end", "integer", fact["reason"], required=True),
    )  # fmt: skip
    text = Text(
        "Eine Zeile je Nutzung, grob: was von außen zu sehen ist, gilt für wenigstens fünf Zeilen."
        " Ohne Nummer; die Reihenfolge sagt nichts. Ohne Berührungsstürme.",
        "One row per visit, coarse: what can be seen from outside is the same for at least five rows."
        " Without a number; the order says nothing. Without storms of touches.",
    )
    rows = [(*visit.known, *visit[1:]) for visit in published.visits]
    return _table(db, ("visits", Text("Nutzungen", "Visits"), text), fields, rows)


def _days(db: sqlite3.Connection, published: Published) -> Resource:
    fields = (
        _field("period", "string", Text("Quartal.", "Quarter."), required=True),
        _field("date", "date", about("hour_count", "day"), required=True),
        _field("terminal", "integer", about("hour_count", "terminal"), required=True),
        _field("visits", "integer", about("hour_count", "visits")),
    )
    text = Text(
        "Nutzungen je Tag und Terminal. Leer: verborgen, weil es weniger als fünf waren oder man das sonst"
        " ausrechnen könnte.",
        "Visits per day and terminal. Empty: hidden, because there were fewer than five or because that could"
        " be worked out.",
    )
    title = Text("Nutzungen je Tag", "Visits per day")
    return _table(db, ("days", title, text), fields, published.days, ("date", "terminal"))


def _definitions(db: sqlite3.Connection, language: Language) -> Resource:
    names = {
        "id": Text("Kennung: Name der Tabelle.", "Id: name of the table."),
        "catalogue": Text("Nummer im Katalog.", "Number in the catalogue."),
        "title": Text("Titel.", "Title."),
        "question": Text("Frage, die sie beantwortet.", "Question it answers."),
        "formula": Text("Formel.", "Formula."),
        "unit": Text("Einheit.", "Unit."),
        "excludes": Text("Was nicht zählt.", "What does not count."),
        "uncertainty": Text("Wie unsicher.", "How uncertain."),
    }
    rows = []
    for group, members in CATALOGUE.items():
        for one in map(metric, members):
            words = (one.title, one.question, one.formula, one.unit, one.excludes, one.uncertainty)
            rows.append((one.id, group, *(word.in_(language) for word in words)))
    fields = [_field(name, "string", text, required=True) for name, text in names.items()]
    title, text = Text("Kennzahlen", "Metrics"), Text("Was jede Tabelle misst.", "What every table measures.")
    return _table(db, ("metrics", title, text), fields, rows, ("id",))


def _metric(db: sqlite3.Connection, id: str, table: Table, language: Language) -> Resource:
    """One metric: an estimate becomes value, limits and what it rests on; ids with words get a label."""
    one = metric(id)
    fields: list[Field] = []
    columns: list[list[object]] = []
    for at, column in enumerate(table.columns):
        cells = [row[at] for row in table.rows]
        for field, values in _spread(column, cells, language):
            fields.append(field)
            columns.append(values)
    keys = [column.name for column in table.columns if column.role == "key"]
    question, formula = one.question, one.formula
    text = Text(f"{question.de} {formula.de}", f"{question.en} {formula.en}")
    rows = list(zip(*columns, strict=True))
    return _table(db, (id, one.title, text), fields, rows, keys)


def _spread(
    column: Column, cells: Sequence[object], language: Language
) -> Iterable[tuple[Field, list[object]]]:
    text = Text(f"{column.head.de}: {column.tip.de}", f"{column.head.en}: {column.tip.en}")
    if column.role == "estimate":
        found = [cell if isinstance(cell, Estimate) else Estimate(None, None, None, 0) for cell in cells]
        for (suffix, more), values in zip(_ENDS, zip(*(one[:3] for one in found), strict=True), strict=False):
            words = Text(text.de + more.de, text.en + more.en)
            yield _field(column.name + suffix, "number", words), [*values]
        if not found:
            for suffix, more in _ENDS:
                yield _field(column.name + suffix, "number", Text(text.de + more.de, text.en + more.en)), []
        words = Text(text.de + _RESTS_ON.de, text.en + _RESTS_ON.en)
        numbers = [cell.n if isinstance(cell, Estimate) else None for cell in cells]
        yield _field(f"{column.name}_n", "integer", words), [*numbers]
        return
    kind: Kind = "integer" if column.role == "count" else _kind(cells)
    values = [_plain(cell, kind) for cell in cells]
    yield _field(column.name, kind, text, required=column.role == "key" and None not in values), values
    if column.words:
        label = Text(f"{column.head.de}, in Worten.", f"{column.head.en}, in words.")
        yield (
            _field(f"{column.name}_label", "string", label),
            [None if cell is None else column.said(cell, {}, language) for cell in cells],
        )


def _kind(cells: Sequence[object]) -> Kind:
    there = [cell for cell in cells if cell is not None]
    if there and all(isinstance(cell, int) for cell in there):
        return "integer"
    return "number" if there and all(isinstance(cell, int | float) for cell in there) else "string"


def _plain(cell: object, kind: Kind) -> object:
    return str(cell) if kind == "string" and cell is not None else cell
