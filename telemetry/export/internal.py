"""The internal level: every table of the warehouse in readable names, for one's own analysis only."""

from __future__ import annotations

from telemetry.export.dictionary import TABLES, about
from telemetry.export.resource import Field, Foreign, Kind, Resource

_VISIT = Foreign(("terminal", "visit"), "visits", ("terminal", "visit"))


def period(sql: str) -> str:
    """A bucket in words: 2027-05, 2027-Q2, 2027-H1, 2027."""
    year, part = f"{sql} / 100", f"{sql} % 100"
    return (
        f"CASE WHEN {part} <= 12 THEN printf('%d-%02d', {year}, {part})"
        f" WHEN {part} < 30 THEN printf('%d-Q%d', {year}, {part} - 20)"
        f" WHEN {part} < 40 THEN printf('%d-H%d', {year}, {part} - 30) ELSE printf('%d', {year}) END"
    )


def date(sql: str) -> str:
    """A day as yyyy-mm-dd."""
    return f"printf('%d-%02d-%02d', {sql} / 10000, {sql} / 100 % 100, {sql} % 100)"


def _integer(table: str, column: str, sql: str, *, name: str = "", required: bool = True) -> Field:
    low = None if table == "path" or column in ("value",) else 0
    return Field(name or column, "integer", about(table, column), sql, required, low=low)


def _number(table: str, column: str, sql: str, name: str = "", *, required: bool = True) -> Field:
    return Field(name or column, "number", about(table, column), sql, required)


def _name(table: str, column: str, sql: str, name: str = "", *, required: bool = True) -> Field:
    return Field(name or column, "string", about(table, column), sql, required, named=True)


def _text(table: str, column: str, sql: str, name: str, kind: Kind = "string") -> Field:
    return Field(name, kind, about(table, column), sql, True)


def _place(table: str, alias: str, *, visit: bool) -> tuple[Field, Field]:
    return (
        _integer(table, "terminal", f"{alias}.terminal"),
        _integer(table, "visit" if visit else "book", f"{alias}.{'visit' if visit else 'book'}"),
    )


def _seconds(table: str, column: str, alias: str, names: tuple[str, str]) -> tuple[Field, Field]:
    """From and to of a bin."""
    return (
        _number(table, column, f"{alias}.from_ms / 1000.0", names[0], required=False),
        _number(table, column, f"{alias}.to_ms / 1000.0", names[1], required=False),
    )


def _resource(
    name: str, table: str, fields: tuple[Field, ...], rows: str, key: tuple[str, ...],
    foreign: tuple[Foreign, ...] = (),
) -> Resource:  # fmt: skip
    order = ", ".join(next(field.sql for field in fields if field.name == part) for part in key)
    entry = TABLES[table]
    return Resource(name, entry.title, entry.text, fields, rows, order, key, foreign)


def _visits() -> Resource:
    table = "visit_fact"
    fields = (
        *_place(table, "f", visit=True),
        _text(table, "bucket", period("f.bucket"), "period"),
        _name(table, "lang", "l.name", "language"),
        _name(table, "build", "b.name", "version"),
        *(_integer(table, column, f"f.{column}") for column in ("reason", "quality")),
        *_seconds(table, "dwell_bin", "d", ("length_from_s", "length_to_s")),
        *_seconds(table, "ttfi_bin", "t", ("first_deed_from_s", "first_deed_to_s")),
        _integer(table, "events_bin", "f.events_bin"),
        _integer(table, "stations", "f.stations"),
        _integer(table, "funnel", "f.funnel"),
        _name(table, "exit_screen", "s.name", "last_screen"),
        *(_integer(table, column, f"f.{column}") for column in ("tasks", "solved", "taps", "dead", "rage")),
    )
    rows = """visit_fact f JOIN {language} l ON l.id = f.lang JOIN {build} b ON b.id = f.build
        JOIN {screen} s ON s.id = f.exit_screen JOIN dwell_bin d ON d.id = f.dwell_bin
        LEFT JOIN dwell_bin t ON t.id = f.ttfi_bin"""
    return _resource("visits", table, fields, rows, ("terminal", "visit"))


def _of_visits() -> tuple[Resource, ...]:
    return (
        _resource(
            "stations", "visit_station",
            (
                *_place("visit_station", "v", visit=True),
                _name("visit_station", "station", "n.name"),
                *_seconds("visit_station", "dwell_bin", "d", ("length_from_s", "length_to_s")),
                _integer("visit_station", "solved", "v.solved", required=False),
            ),
            "visit_station v JOIN {station} n ON n.id = v.station JOIN dwell_bin d ON d.id = v.dwell_bin",
            ("terminal", "visit", "station"), (_VISIT,),
        ),
        _resource(
            "surveys", "survey",
            (
                *_place("survey", "v", visit=True), _name("survey", "instrument", "i.name"),
                _integer("survey", "outcome", "v.outcome"),
            ),
            "survey v JOIN {instrument} i ON i.id = v.instrument", ("terminal", "visit"), (_VISIT,),
        ),
        _resource(
            "responses", "response",
            (
                *_place("response", "v", visit=True), _name("response", "item", "i.name"),
                _integer("response", "value", "v.value"),
            ),
            "response v JOIN {item} i ON i.id = v.item", ("terminal", "visit", "item"), (_VISIT,),
        ),
    )  # fmt: skip


def paths() -> Resource:
    """Every step of every visit: only on demand, and never outside."""
    table = "path"
    fields = (
        *_place(table, "p", visit=True),
        _integer(table, "seq", "p.seq"),
        Field("pause_from_ms", "integer", about(table, "gap_bin"), "g.from_ms", True, low=0),
        Field("pause_to_ms", "integer", about(table, "gap_bin"), "g.to_ms", low=0),
        _name(table, "kind", "k.name"),
        _name(table, "screen", "s.name"),
        _name(table, "target", "t.name", required=False),
        _integer(table, "value", "p.value", required=False),
        _integer(table, "cell", "p.cell", required=False),
    )
    rows = """path p JOIN gap_bin g ON g.id = p.gap_bin JOIN {kind} k ON k.id = p.kind
        JOIN {screen} s ON s.id = p.screen LEFT JOIN {target} t ON t.id = p.target"""
    entry = TABLES[table]
    key = ("terminal", "visit", "seq")
    return Resource(
        "paths", entry.title, entry.text, fields, rows, "", key, (_VISIT,), ("p.terminal", "p.visit")
    )


def _counter(name: str, table: str, columns: str, names: str = "", *, real: str = "") -> Resource:
    """A counter. columns: in order, the key first up to a bar. names: columns that are names. real: numbers
    with a fraction."""
    key, values = (part.split() for part in columns.split("|"))
    fields = list(_place(table, "c", visit=False))
    renamed = {"bucket": "period", "day": "date", "build": "version"}
    for column in (*key, *values):
        sql = f"c.{column}"
        if column in names.split():
            fields.append(_name(table, column, f"{column}_.name", renamed.get(column, column)))
        elif column == "bucket":
            fields.append(_text(table, column, period(sql), "period"))
        elif column == "day":
            fields.append(_text(table, column, date(sql), "date", "date"))
        elif column in real.split():
            fields.append(_number(table, column, sql))
        else:
            fields.append(_integer(table, column, sql))
    joins = "".join(f" JOIN {{{topic}}} {topic}_ ON {topic}_.id = c.{topic}" for topic in names.split())
    named = tuple(renamed.get(column, column) for column in key)
    return _resource(name, table, tuple(fields), f"{table} c{joins}", ("terminal", "book", *named))


def _counters() -> tuple[Resource, ...]:
    return (
        _counter("hours", "hour_count", "day hour | visits"),
        _counter("day_statistics", "day_stat", "day stat | num den", "stat"),
        _counter("touches", "touch_cell", "quarter screen cell | taps dead rage", "screen"),
        _counter("accessibility", "a11y_count", "bucket feature | visits", "feature"),
        _counter("screens", "screen_count", "bucket build screen | seen done back last", "screen build"),
        _counter("outcomes", "outcome", "bucket build kind target value | n", "build kind target"),
        _counter("polls", "poll", "bucket target value | n", "target", real="value"),
        _counter("guesses", "guess", "bucket target value truth | n", "target", real="value truth"),
        _counter("results", "result", "bucket target value unknowns | n", "target", real="value"),
        _counter("pledges", "pledge", "bucket target | n kg", "target"),
        _counter("lights", "light", "city block win | colour", "colour"),
        _counter("health", "health", "day measure | n", "measure"),
    )


def resources(*, with_paths: bool = False) -> tuple[Resource, ...]:
    """All tables of the internal level."""
    all_of_them = (_visits(), *_of_visits(), *_counters())
    return (*all_of_them, paths()) if with_paths else all_of_them
