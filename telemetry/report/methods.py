"""Methods and definitions: what every number means, where it comes from, what is hidden and why."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from telemetry.metrics.metric import SMALL, Metric, Text
from telemetry.report.about import About, Source, visits_of
from telemetry.report.markup import grid, items, paragraph, tag
from telemetry.report.say import FEW, HIDDEN, MISSING, Say

_TITLE = Text("Methoden und Definitionen", "Methods and definitions")
_HOW = Text("So ist gerechnet", "How it is computed")
_HOWS = (
    Text(
        "Eine Nutzung beginnt mit der ersten Berührung und endet, wenn jemand sie beendet oder niemand"
        " mehr antwortet. Ihre Dauer zählt bis zur letzten Berührung.",
        "A visit begins with the first touch and ends when somebody ends it or nobody answers any more."
        " Its length counts until the last touch.",
    ),
    Text(
        "Intervalle sind 95-%-Intervalle: Anteile nach Wilson, Mittel und Summen je Tag mit Bootstrap"
        " über ganze Tage, Mediane nach Woodruff. Weil sich Nutzungen eines Tages ähneln (Schulklassen,"
        " Wetter), rechnen alle mit einer kleineren, wirksamen Zahl.",
        "Intervals are 95% intervals: shares after Wilson, means and sums by day with a bootstrap of"
        " whole days, medians after Woodruff. As visits of one day resemble each other (school classes,"
        " weather), all use a smaller, effective number.",
    ),
    Text(
        "{few} steht hinter Zahlen mit weniger als {small} Nutzungen: Sie können zufällig so sein.",
        "{few} stands behind numbers of fewer than {small} visits: they may be so by chance.",
    ),
    Text(
        "{hidden} steht statt einer Zahl, die verborgen ist: Zählungen von 1 bis 4 (in der Umfrage 1 bis"
        " 9) und was sie verraten würde. {missing} heißt: gibt es hier nicht.",
        "{hidden} stands for a number that is hidden: counts from 1 to 4 (in the survey 1 to 9) and what"
        " would give them away. {missing} means: there is none here.",
    ),
    Text(
        "Bilder zeigen nur, was auch in den Tabellen steht; Summen in Sätzen lassen verborgene Zahlen aus.",
        "Pictures show only what is in the tables too; sums in sentences leave hidden numbers out.",
    ),
)
_SOURCES = Text("Datenquellen", "Data sources")
_HEADS = (
    Text("Datei", "File"), Text("Terminal", "Terminal"), Text("von", "from"), Text("bis", "to"),
    Text("Nutzungen", "Visits"),
)  # fmt: skip
_NOTES = Text("Auffälligkeiten (englisch)", "Oddities")
_REFUSED = Text("Nicht gelesen (englisch)", "Not read")
_NO_SOURCE = Text("Keine Datei.", "No file.")
_PRIVACY = Text("Datenschutz", "Privacy")
_RULES = (
    Text(
        "Es gibt kein Merkmal einer Person: keine Kamera, kein Gerät, kein Konto, keine wiederkehrende"
        " Nummer, kein freier Text.",
        "There is no mark of a person: no camera, no device, no account, no number that comes back, no"
        " free text.",
    ),
    Text(
        "Die laufende Nutzung steht für Minuten in einer eigenen Datei und wird dann vergröbert: Zeiten"
        " in Klassen, der Zeitpunkt als Monat, bei wenig Betrieb als Quartal oder Jahr.",
        "The running visit stands in a file of its own for minutes and is then made coarser: times in"
        " bins, the moment as a month, with little traffic as a quarter or a year.",
    ),
    Text(
        "Stunden und Tage gibt es nur als Zählungen, Hilfen zur Bedienung ebenso.",
        "Hours and days exist as counts only, and so do accessibility settings.",
    ),
    Text(
        "Kleine Zahlen sind verborgen, und so viele weitere, dass niemand sie zurückrechnen kann; das"
        " gilt für Tabellen, Bilder und Sätze.",
        "Small numbers are hidden, and as many more as it takes for nobody to compute them; this holds"
        " for tables, pictures and sentences.",
    ),
    Text(
        "Wege einzelner Nutzungen (Abfolge der Berührungen) kommen in diesem Bericht nicht vor.",
        "Ways of single visits (the sequence of touches) do not appear in this report.",
    ),
)
_SOFTWARE = Text("Software", "Software")
_VERSION = Text(
    "dig itMA², Fassung {version}. Bericht vom {day}.", "dig itMA², version {version}. Report of {day}."
)
_DEFINITIONS = Text("Definitionen", "Definitions")
_FIELDS = (
    ("question", Text("Frage", "Question")),
    ("formula", Text("Formel", "Formula")),
    ("unit", Text("Einheit", "Unit")),
    ("excludes", Text("Ohne", "Excluded")),
    ("uncertainty", Text("Unsicherheit", "Uncertainty")),
)
_LEAST = Text("Verborgen", "Hidden")
_BELOW = Text("Zählungen unter {least}", "counts below {least}")


def methods(metrics: Sequence[Metric], about: About, say: Say) -> str:
    """The last part of the report."""
    marks = {"few": FEW, "small": SMALL, "hidden": HIDDEN, "missing": MISSING}
    made = say.day(about.made) if about.made else MISSING
    inside = [
        tag("h2", escape(say(_TITLE))),
        tag("h3", escape(say(_HOW))),
        items(say(text, **marks) for text in _HOWS),
        tag("h3", escape(say(_SOURCES))),
        sources(about, say),
        tag("h3", escape(say(_PRIVACY))),
        items(say(text) for text in _RULES),
        tag("h3", escape(say(_SOFTWARE))),
        paragraph(say(_VERSION, version=about.version or MISSING, day=made)),
        tag("h3", escape(say(_DEFINITIONS))),
        *(_definition(metric, say) for metric in metrics),
    ]
    return tag("section", *inside, id="methoden", class_="part")


def _definition(metric: Metric, say: Say) -> str:
    fields = [(say(name), say(getattr(metric, field))) for field, name in _FIELDS]
    fields.append((say(_LEAST), say(_BELOW, least=metric.least)))
    listed = (tag("dt", escape(name)) + tag("dd", escape(text)) for name, text in fields)
    return tag(
        "div", tag("h4", escape(say(metric.title))), tag("dl", *listed), class_="method", id=f"m-{metric.id}"
    )


def sources(about: About, say: Say) -> str:
    """Every file with its period and visits, what is odd, and what was not read."""
    rows = [_source(one, n, say) for one, n in zip(about.sources, visits_of(about.sources), strict=True)]
    out = [
        tag("div", grid(say(_SOURCES), [(say(head), "") for head in _HEADS], rows), class_="files")
        if rows
        else paragraph(say(_NO_SOURCE))
    ]
    odd = [f"{one.path.name}: {one.note}" for one in about.sources if one.note] + list(about.notes)
    hidden = None in visits_of(about.sources)
    if odd and not hidden:
        out += [tag("h4", escape(say(_NOTES))), tag("div", items(odd), lang="en")]
    if about.refused:
        said = tag("h4", escape(say(_REFUSED))), tag("div", items(about.refused), lang="en")
        out.append(tag("div", *said, class_="refused"))
    return "".join(out)


def _source(source: Source, visits: int | None, say: Say) -> list[str]:
    """One row. Where visits are hidden, so is the day on which they were."""
    shown = HIDDEN if visits is None else say.count(visits)
    days = [MISSING if day is None else _day(day, visits, say) for day in (source.first_day, source.last_day)]
    return [source.path.name, str(source.terminal), *days, shown]


def _day(day: int, visits: int | None, say: Say) -> str:
    return say.day(day) if visits is not None else str(day // 10_000)
