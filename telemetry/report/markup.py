"""HTML without surprises: everything that is text is escaped, tables have captions and scopes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

from telemetry.metrics.metric import Cell, Estimate, Table, Text
from telemetry.report.figure import View

_LEFT = Text(
    "{n} weitere Zeilen stehen in den Daten, die `export` schreibt.",
    "{n} more rows are in the data that `export` writes.",
)


def tag(name: str, *inside: str, **attributes: str | int | None) -> str:
    """An element around markup that is already safe. `class_` is class, `aria_label` aria-label; None: left
    out, '' as in `open=''`: without a value."""
    shown = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + (f'="{escape(str(value))}"' if value != "" else "")
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{shown}>{''.join(inside)}</{name}>"


def paragraph(text: str, class_: str | None = None) -> str:
    return tag("p", escape(text), class_=class_)


def items(texts: Iterable[str], class_: str | None = None) -> str:
    return tag("ul", *(tag("li", escape(text)) for text in texts), class_=class_)


def grid(caption: str, heads: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]], keys: int = 1) -> str:
    """A table of texts. heads: each with what is said when it is pointed at. The first `keys` columns name
    the row, the others are numbers and stand to the right."""
    head = tag("tr", *(tag("th", escape(h), scope="col", title=tip or None) for h, tip in heads))
    body = []
    for row in rows:
        named = [tag("th", escape(cell), scope="row") for cell in row[:keys]]
        body.append(tag("tr", *named, *(tag("td", escape(cell)) for cell in row[keys:])))
    parts = tag("caption", escape(caption)), tag("thead", head), tag("tbody", *body)
    return tag("div", tag("table", *parts), class_="scroll", tabindex=0, role="region", aria_label=caption)


def rows_of(table: Table, view: View) -> list[list[str]]:
    """The cells of a metric's table as they are read."""

    def read(row: Sequence[Cell | float | Estimate], place: int) -> str:
        column, cell = table.columns[place], row[place]
        if cell is not None and (column.role == "key" or column.words or isinstance(cell, str)):
            return view.named(table, row, place)
        return view.say.cell(cell, column.role)

    return [[read(row, place) for place in range(len(table.columns))] for row in table.rows]


def table_of(caption: str, table: Table, view: View, most: int) -> str:
    """A metric's table, at most `most` rows of it, with the explanation of each head."""
    keys = sum(1 for column in table.columns if column.role == "key")
    heads = [(view.say(column.head), view.say(column.tip)) for column in table.columns]
    shown = rows_of(replace(table, rows=table.rows[:most]), view)
    left = len(table.rows) - len(shown)
    note = view.say(_LEFT, n=view.say.count(left)) if left > 0 else ""
    return grid(caption, heads, shown, keys) + (paragraph(note, "legend") if note else "")
