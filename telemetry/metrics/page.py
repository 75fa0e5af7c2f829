"""`docs/metrics.md` from the definitions: `python -m telemetry.metrics.page docs/metrics.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from telemetry.metrics import METRICS
from telemetry.metrics.metric import SMALL, Column, Metric

_HEAD = f"""# Was gemessen wird

Jede Kennzahl ist eine Definition in `telemetry/metrics/`. Aus ihr kommen die Abfrage, diese Seite und die
Köpfe der Spalten im Bericht. Diese Seite wird geschrieben von `make metrics`; von Hand geändert wird sie
nicht.

**Nutzungen, nie Besucher.** Eine Nutzung reicht vom ersten Berühren bis zum Zurücksetzen; wer davor steht,
sieht das Terminal nicht. Übergaben ohne Pause verbinden Nutzungen, langes Lesen trennt sie. Wiederkehrende
gibt es in den Daten nicht.

**Dauer** endet mit der letzten Berührung, nicht mit dem Zurücksetzen danach.

**Intervalle** sind 95-%-Intervalle. Nutzungen eines Tages ähneln sich (eine Klasse, Regen), darum gilt
nicht n, sondern die wirksame Zahl n / deff. Der Design-Effekt deff ist die Varianz aus dem Bootstrap ganzer
Tage geteilt durch die einfache; jede Größe von `day_stat` hat ihren eigenen, für die übrigen gilt der
größte der allgemeinen. Für n von N Nutzungen ist er 1 + (deff - 1) n/N (Kish 1965). Bei wenigen Tagen tritt
Students t an die Stelle des Normalwerts. Unter {SMALL} steht, dass die Stichprobe klein ist; kleine Zahlen
gehen nicht nach außen.

**Viele Vergleiche.** Unter hundert Intervallen verfehlen etwa fünf den wahren Wert; eine Auffälligkeit
unter vielen ist noch kein Befund.

## HEART

Nach Rodden, Hutchinson und Fu 2010, Measuring the User Experience on a Large Scale, CHI.

| Ziel | Kennzahlen |
|---|---|
| Happiness | {{smiley}}, {{ueq_s}}, {{ease}} |
| Engagement | {{engagement}}, {{dwell}}, {{breadth}} |
| Adoption | {{visits}}; je vorbeigehender Person nur mit einer Zählung an der Tür |
| Retention | gibt es nicht: niemand wird wiedererkannt |
| Task success | {{scenario_use}}, {{step_funnel}}, {{learning}} |

## Alle Kennzahlen
"""

_ROLES = {"key": "Schlüssel", "count": "Anzahl", "estimate": "mit Intervall", "plain": "Angabe"}


def page() -> str:
    """The whole page: German, with the English title and question, the SQL folded."""
    head = _HEAD
    for one in METRICS:
        head = head.replace("{" + one.id + "}", _link(one))
    contents = "\n".join(f"- {_link(one)}: {one.question.de}" for one in METRICS)
    return "\n".join([head, contents, "", *("\n".join(_section(one)) for one in METRICS)])


def _link(metric: Metric) -> str:
    return f"[{metric.title.de}](#{metric.id})"


def _section(metric: Metric) -> Iterator[str]:
    """One metric under its id, which is the anchor."""
    yield f"## {metric.id}"
    yield ""
    yield f"**{metric.title.de}** · {metric.title.en}"
    yield ""
    yield f"{metric.question.de} · *{metric.question.en}*"
    yield ""
    yield "| | |"
    yield "|---|---|"
    for head, text in (
        ("Formel", metric.formula.de),
        ("Einheit", metric.unit.de),
        ("Ausgenommen", metric.excludes.de),
        ("Unsicherheit", metric.uncertainty.de),
        ("Nach außen ab", str(metric.least)),
    ):
        yield f"| {head} | {_cell(text)} |"
    yield ""
    yield "| Spalte | Kopf | heißt | Art |"
    yield "|---|---|---|---|"
    for column in metric.columns:
        yield _column(column)
    yield ""
    yield "<details><summary>SQL</summary>"
    yield ""
    yield "```sql"
    yield metric.sql
    yield "```"
    yield ""
    yield "</details>"
    yield ""


def _column(column: Column) -> str:
    words = ", ".join(f"{id} = {word.de}" for id, word in column.words.items())
    tip = f"{column.tip.de} {words}".strip()
    return f"| `{column.name}` | {_cell(column.head.de)} | {_cell(tip)} | {_ROLES[column.role]} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main(file: Path) -> None:
    """Write the page."""
    file.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/metrics.md"))
