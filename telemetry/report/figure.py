"""What a picture of the report is: a finding as a sentence, drawings of it, and what stands behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from telemetry.metrics.metric import Cell, Estimate, Table, Text
from telemetry.report.charts.bars import bars, square_of
from telemetry.report.charts.base import Bar, Spec
from telemetry.report.look import Look
from telemetry.report.say import HIDDEN, NBSP, Say

Row = Mapping[str, Cell | float | Estimate]
Draw = Callable[[int], tuple[Spec, str]]
"""From a width in pixels to the spec and to what one square of it is worth ('' where that is nothing)."""

_SQUARE = Text("■ = {worth}", "■ = {worth}")
_NAMED = Text("{name}: {shown}", "{name}: {shown}")
_FURTHER = Text("und {n} weitere, siehe Tabelle", "and {n} more, see the table")
_WITHIN = Text("{game}: {step}", "{game}: {step}")
_HIDDEN = Text("Verborgen, weil zu klein: {names}", "Hidden, as too small: {names}")
_IN_ALT = 12


@dataclass(frozen=True, slots=True)
class View:
    """What figures are made with: a language, a look, readable names of ids."""

    say: Say
    look: Look
    titles: dict[str, Text]

    def rows(self, table: Table) -> Records:
        return Records(table, self)

    def named(self, table: Table, row: Sequence[object], place: int) -> str:
        """A cell that is a name, in words: those of its column, else the title of the id below the id
        beside it ('scenario/step' and 'option'), else the title of the id, else the id."""
        column, cell = table.columns[place], row[place]
        beside = str(row[place - 1]) if place else ""
        for longer in (f"{beside}/{cell}", f"{beside}.{cell}"):
            if longer in self.titles and not column.words:
                return self.say(self.titles[longer])
        said = column.said(cell, self.titles, self.say.language)
        game, _, step = str(cell).partition("/")
        if step and game in self.titles and game != beside:
            return self.say(_WITHIN, game=self.say(self.titles[game]), step=said if said != cell else step)
        return said


@dataclass(frozen=True, slots=True)
class Records:
    """A table with its cells by the names of their columns."""

    table: Table
    view: View

    def __iter__(self) -> Iterator[Row]:
        names = [column.name for column in self.table.columns]
        return (dict(zip(names, row, strict=True)) for row in self.table.rows)

    def __len__(self) -> int:
        return len(self.table.rows)

    def where(self, **wanted: object) -> list[Row]:
        return [row for row in self if all(str(row[name]) == str(value) for name, value in wanted.items())]

    def estimate(self, name: str, **wanted: object) -> Estimate | None:
        """The estimate in the only row that fits; None where there is none, or it is not to be shown."""
        for row in self.where(**wanted):
            cell = row[name]
            return cell if isinstance(cell, Estimate) and cell.value is not None else None
        return None

    def said(self, row: Row, name: str) -> str:
        """A cell that names the row, in words."""
        places = {column.name: at for at, column in enumerate(self.table.columns)}
        return self.view.named(self.table, tuple(row.values()), places[name])


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing. alt: what it shows, for who cannot see it. title: where a figure has several.
    half: so small that two stand side by side. draw: None where all of it is hidden. note: below it."""

    draw: Draw | None
    alt: str
    title: str = ""
    note: str = ""
    half: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """metric: its id; the metric's table stands behind. headline: a sentence that says the finding.
    unit: what is counted. n: the visits it rests on, None where it is a full count."""

    metric: str
    headline: str
    unit: str
    n: int | None
    pictures: tuple[Picture, ...] = ()
    notes: tuple[str, ...] = ()


Builder = Callable[[Records], Figure | None]
"""Makes a figure of a metric's table; None where there is nothing that can be shown."""


def amount(cell: object) -> float:
    """A number that may be drawn; 0 for one that is hidden."""
    if isinstance(cell, Estimate):
        return cell.value or 0.0
    return float(cell) if isinstance(cell, int | float) else 0.0


def bar(name: str, cell: object, say: Say, tone: str = "mobil", faint: bool = False) -> Bar:
    """One row of a bar chart from a cell of a table."""
    if isinstance(cell, Estimate):
        return Bar(name, cell.value or 0.0, say.estimate(cell), cell.low, cell.high, tone, faint)
    shown = HIDDEN if cell is None else say.count(round(amount(cell)))
    return Bar(name, amount(cell), shown, tone=tone, faint=faint)


def listing(pairs: Sequence[tuple[str, str]], say: Say) -> str:
    """'A: 70 %; B: 12 %; and 3 more, see the table.'"""
    said = [say(_NAMED, name=name, shown=text) for name, text in pairs[:_IN_ALT]]
    if len(pairs) > _IN_ALT:
        said.append(say(_FURTHER, n=len(pairs) - _IN_ALT))
    return "; ".join(said) + "."


def bar_picture(
    rows: Sequence[Bar], kind: str, view: View, whole: float | None = None, unit: str = "n"
) -> Picture:
    """Rows of squares, and the names of those that are hidden. kind: what the picture is called where it is
    described. unit: of one square; 'n' is a number of visits."""
    say, hidden = view.say, [row.name for row in rows if row.text == HIDDEN]
    rows = [row for row in rows if row.text != HIDDEN]

    def draw(width: int) -> tuple[Spec, str]:
        square = square_of(rows, width, whole, 1.0 if unit == "n" and whole is None else 0.0)
        worth = say.value(square, "share") if whole == 1.0 else say.decimal(square, 0 if square >= 1 else 1)
        named = worth if whole == 1.0 or unit == "n" else worth + NBSP + unit
        return bars(rows, view.look, width, whole, square), say(_SQUARE, worth=named)

    left = say(_HIDDEN, names="; ".join(hidden)) if hidden else ""
    told = f"{kind} {listing([(r.name, r.text) for r in rows], say)}" if rows else kind
    return Picture(draw if rows else None, told, note=left)


def counted(cells: Sequence[object]) -> int:
    """The sum of what may be shown."""
    return round(sum(amount(cell) for cell in cells))
