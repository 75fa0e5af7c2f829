"""The whole report as one HTML file: a page to read, pictures, methods; nothing else is asked for."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from telemetry.metrics.metric import Metric, Table, Text
from telemetry.privacy.suppression import LEAST
from telemetry.report.about import About, visits_of
from telemetry.report.answers import ANSWERS, Answer, found
from telemetry.report.charts.bars import tenths
from telemetry.report.charts.base import NARROW, WIDE
from telemetry.report.charts.grids import windows
from telemetry.report.draw import Drawing
from telemetry.report.figure import Draw, Figure, Picture, View
from telemetry.report.figures import BUILDERS, PARTS, Part
from telemetry.report.look import Look
from telemetry.report.markup import items, paragraph, table_of, tag
from telemetry.report.methods import methods
from telemetry.report.say import FEW, NBSP

_TITLE = Text("dig itMA²: was ein Jahr zeigt", "dig itMA²: what a year shows")
_PERIOD = Text("{first} bis {last}", "{first} to {last}")
_NO_PERIOD = Text("In diesem Zeitraum gab es keine Nutzung.", "There was no visit in this period.")
_REHEARSAL = Text(
    "Probe: Diese Nutzungen sind simuliert. Kein Mensch war da.",
    "Rehearsal: these visits are simulated. Nobody was there.",
)
_SKIP = Text("Zum Inhalt springen", "Skip to the content")
_CONTENTS = Text("Inhalt", "Contents")
_READ = Text("Auf einer Seite", "On one page")
_METHODS = Text("Methoden", "Methods")
_TABLES = Text("Tabellen", "Tables")
_LIGHTS = Text(
    "Von hundert Fenstern leuchten {lit}: So viele von hundert Nutzungen kamen zu einem Ergebnis.",
    "Of a hundred windows {lit} are lit: so many of a hundred visits got to a result.",
)
_DONE = Text(
    "Im DigitalRaum dig itMA² spielen Menschen an Touch-Terminals, was Digitalisierung für Klima,"
    " Energie, Wege und Amt bedeutet. Die Terminals zählen dabei, was geschieht, ohne jemanden zu"
    " erkennen. Dieser Bericht beantwortet damit die Fragen des Rates.",
    "In the digital room dig itMA², people at touch terminals play through what digitalisation means for"
    " climate, energy, transport and public offices. The terminals count what happens without recognising"
    " anyone. With this the report answers the council’s questions.",
)
_EMPTY = Text(
    "In den gelesenen Daten ist keine einzige Nutzung. Der Bericht nennt darum keine Ergebnisse, nur"
    " Methoden und Quellen.",
    "The data read do not hold a single visit. The report therefore states no results, only methods and"
    " sources.",
)
_TOO_FEW = Text(
    "In den gelesenen Daten sind so wenige Nutzungen, dass keine Zahl gezeigt werden darf. Der Bericht nennt"
    " darum keine Ergebnisse, nur Methoden und Quellen.",
    "The data read hold so few visits that no number may be shown. The report therefore states no results,"
    " only methods and sources.",
)
_LIMITS = Text("Was die Zahlen nicht sagen", "What the numbers do not say")
_LIMITS_ARE = (
    Text(
        "Wie viele Menschen kamen, wie alt sie waren, ob jemand wiederkam: Das wird nicht erfasst."
        " Gezählt sind Nutzungen, nicht Besucher.",
        "How many people came, how old they were, whether anyone came back: that is not recorded. Visits"
        " are counted, not visitors.",
    ),
    Text(
        "Ob jemand danach anders lebt: Vorsätze sind Gesagtes, die Kilogramm rechnet das Spiel.",
        "Whether anyone lives differently afterwards: pledges are what was said, the kilograms are the"
        " game’s.",
    ),
    Text(
        "Was die Ursache ist: Ferien, Wetter und Veranstaltungen wirken mit, auch beim Vergleich zweier"
        " Fassungen.",
        "What the cause is: holidays, weather and events play a part, also when two versions are compared.",
    ),
)
_BIAS = Text("Bekannte Verzerrungen", "Known bias")
_BIAS_IS = (
    Text(
        "Wechseln Menschen ohne Pause am Terminal, zählt das als eine Nutzung: Es sind eher mehr"
        " Menschen, als hier stehen.",
        "When people change at the terminal without a pause, that counts as one visit: there are rather"
        " more people than stated here.",
    ),
    Text(
        "Wer lange liest, ohne zu berühren, wird zu zwei Nutzungen: Die Dauer ist eher zu kurz.",
        "Who reads for long without touching becomes two visits: the length is rather too short.",
    ),
    Text(
        "Eine Gruppe ist eine Nutzung. Eine Beobachtung vor Ort (zwei Stunden je Quartal) gäbe die Zahl"
        " der Menschen dazu.",
        "A group is one visit. Watching on site (two hours a quarter) would give the number of people to it.",
    ),
)
_BASE = Text("n = {n}", "n = {n}")
_SMALL = Text(
    "Kleine Stichprobe (n unter 30): Das kann Zufall sein.", "Small sample (n below 30): this may be chance."
)
_MARKED = Text("{few} weniger als 30 Nutzungen", "{few} fewer than 30 visits")
_TABLE = Text("Tabelle dazu", "Table for this")
_MEANING = Text("Wie ist das definiert?", "How is this defined?")
_LACKING = Text(
    "Ohne Bild, weil Zahlen fehlen oder zu klein sind, um gezeigt zu werden: {names}.",
    "Without a picture, as numbers are missing or too small to be shown: {names}.",
)
_FOOT = Text(
    "Gezählt, nicht beobachtet. Alle Zahlen stammen aus den Dateien, die unter „Datenquellen“ stehen.",
    "Counted, not watched. All numbers come from the files listed under “Data sources”.",
)
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
"""What the page may do: look so. It runs nothing and asks nobody anything."""
REHEARSAL = ".rehearsal"
"""How the name of an exhibition ends whose visits were simulated."""

_ROWS_ON_SCREEN, _ROWS_IN_PRINT = 400, 40


@dataclass(frozen=True, slots=True)
class Report:
    """All a page needs. tables: by the id of their metric, with everything hidden that must not be shown."""

    metrics: Sequence[Metric]
    tables: dict[str, Table]
    about: About
    view: View

    @property
    def empty(self) -> bool:
        """Whether there were no visits, or so few that even the names of what they saw would tell."""
        return self.visits < LEAST

    @property
    def visits(self) -> int:
        return sum(source.visits for source in self.about.sources)

    @property
    def title(self) -> str:
        return self.about.title or self.view.say(_TITLE)


def page(report: Report) -> str:
    """The file's text."""
    drawing, look, say = Drawing(report.view.look), report.view.look, report.view.say
    parts = [] if report.empty else [_part(part, report, drawing) for part in PARTS]
    body = "".join(
        (
            tag("a", escape(say(_SKIP)), href="#inhalt", class_="skip"),
            _header(report, drawing),
            tag(
                "main", tag("div", _reading(report, drawing), *parts,
                methods(report.metrics, report.about, say), _appendix(report), class_="inner"), id="inhalt",
            ),
            tag("footer", tag("div", paragraph(say(_FOOT)), class_="inner")),
        )
    )  # fmt: skip
    style = _style(look, report.title)
    return (
        f'<!DOCTYPE html>\n<html lang="{say.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(report.title)}</title>\n"
        f'<link rel="icon" href="{_icon(look)}">\n<style>{style}</style>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _style(look: Look, running: str) -> str:
    """The style sheet with the colours and the typeface of the house."""
    names = {
        "paper": look.paper, "band": look.band, "card": look.card, "card-line": look.card_line,
        "ink": look.ink, "muted": look.muted, "empty": look.empty, "accent": look.accent,
        "night": look.night, "night-ink": look.night_ink, "night-muted": look.night_muted,
        "blue": look.deep("mobil"), "red": look.deep("klima"),
        "face": 'Rubik,system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif',
    }  # fmt: skip
    root = ":root{" + "".join(f"--{name}:{value};" for name, value in names.items()) + "}\n"
    face = ""
    if look.font is not None:
        data = base64.b64encode(look.font).decode()
        source = f"url(data:font/woff;base64,{data}) format('woff')"
        face = f"@font-face{{font-family:Rubik;font-weight:300 900;src:{source}}}\n"
    quoted = running.replace("\\", "").replace('"', "”").replace("<", "").replace("\n", " ")
    sheet = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    return face + root + sheet.replace("var(--running)", f'"{quoted}"')


def _icon(look: Look) -> str:
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" '
        f'fill="{look.night}"/><rect x="4" y="4" width="8" height="8" rx="1.6" fill="{look.accent}"/></svg>'
    )
    return f"data:image/svg+xml,{quote(drawn)}"


def _header(report: Report, drawing: Drawing) -> str:
    """Title, period, and a hundred windows lit by what the year shows."""
    say, about = report.view.say, report.about
    told = [tag("h1", escape(report.title)), paragraph(period(about, report))]
    if about.exhibition.endswith(REHEARSAL):
        told.insert(0, paragraph(say(_REHEARSAL), "rehearsal"))
    share = None if report.empty else found(report.tables, report.view, "funnel", "share", step=3)
    lights = ""
    if share is not None and share.value is not None:
        lit = round(100 * share.value)
        told.append(paragraph(say(_LIGHTS, lit=lit), "legend"))
        lights = tag("div", drawing.svg(windows(lit, report.view.look), "lights"), class_="lights")
    return tag("header", tag("div", tag("div", *told), lights, class_="inner"))


def period(about: About, report: Report) -> str:
    """From when to when; only years where so few visits stand behind it that days would tell."""
    say = report.view.say
    if about.period is None or not report.visits:
        return say(_NO_PERIOD)
    first, last = about.period
    if None in visits_of(about.sources):
        years = dict.fromkeys(str(day // 10_000) for day in (first, last))
        return "–".join(years)
    return say(_PERIOD, first=say.day(first), last=say.day(last))


def _reading(report: Report, drawing: Drawing) -> str:
    """The page to read."""
    say = report.view.say
    links = [] if report.empty else [(part.id, say(part.title)) for part in PARTS]
    links = [("lesen", say(_READ)), *links, ("methoden", say(_METHODS))]
    listed = (tag("li", tag("a", escape(name), href=f"#{id}")) for id, name in links)
    inside = [
        tag("nav", tag("ol", *listed), aria_label=say(_CONTENTS)),
        tag("h2", escape(say(_READ))),
        paragraph(say(_DONE), "lead"),
    ]
    if report.empty:
        inside.append(paragraph(say(_TOO_FEW if report.visits else _EMPTY), "lead"))
    else:
        made = [maker(report.tables, report.view) for maker in ANSWERS]
        shown = (_answer(answer, n, report, drawing) for n, answer in enumerate(made))
        inside.append(tag("ul", *shown, class_="answers"))
    inside += [tag("h3", escape(say(_LIMITS))), items(say(text) for text in _LIMITS_ARE)]
    inside += [tag("h3", escape(say(_BIAS))), items(say(text) for text in _BIAS_IS)]
    return tag("section", *inside, id="lesen")


def _answer(answer: Answer, number: int, report: Report, drawing: Drawing) -> str:
    share = answer.squares
    squares = ""
    if share is not None and share.value is not None:
        drawn = drawing.svg(tenths(share.value, share.low, share.high, report.view.look), f"a{number}")
        squares = tag("div", drawn, class_="squares")
    return tag(
        "li",
        tag("h3", escape(answer.question)),
        paragraph(answer.big, "big"),
        squares,
        paragraph(answer.said, "said"),
        paragraph(answer.sure, "sure") if answer.sure else "",
        class_="answer",
    )


def _part(part: Part, report: Report, drawing: Drawing) -> str:
    """One chapter of pictures."""
    say = report.view.say
    metrics = {metric.id: metric for metric in report.metrics}
    made, lacking = [], []
    for id in part.metrics:
        if id not in report.tables:
            continue
        figure = BUILDERS[id](report.view.rows(report.tables[id]))
        if figure is None:
            lacking.append(say(metrics[id].title))
        else:
            made.append(_figure(figure, metrics[id], report, drawing))
    if lacking:
        made.append(paragraph(say(_LACKING, names=", ".join(lacking))))
    return tag("section", tag("h2", escape(say(part.title))), *made, id=part.id, class_="part")


def _figure(figure: Figure, metric: Metric, report: Report, drawing: Drawing) -> str:
    say, table = report.view.say, report.tables[figure.metric]
    drawn = [_picture(one, f"{metric.id}-{n}", drawing) for n, one in enumerate(figure.pictures)]
    halves = any(picture.half for picture in figure.pictures)
    base = NBSP.join(say(_BASE, n=say.count(figure.n)).split(" ")) if figure.n is not None else ""
    notes = list(figure.notes)
    if figure.n is not None and figure.n < 30:
        notes.append(say(_SMALL))
    elif any(FEW in one for one in drawn):
        notes.append(say(_MARKED, few=FEW))
    title = say(metric.title)
    behind = table_of(f"{title} ({say(metric.unit)})", table, report.view, _ROWS_ON_SCREEN)
    inside = [
        tag("h3", escape(figure.headline), id=f"h-{metric.id}"),
        paragraph(" · ".join(text for text in (figure.unit, base) if text), "unit"),
        tag("div", *drawn, class_="halves") if halves else "".join(drawn),
        tag("p", *(tag("span", escape(note)) for note in notes), class_="notes") if notes else "",
        tag(
            "details", tag("summary", escape(f"{say(_TABLE)}: {title}")), behind,
            tag("p", tag("a", escape(say(_MEANING)), href=f"#m-{metric.id}")),
        ),
    ]  # fmt: skip
    long = " long" if len(figure.pictures) > 2 else ""
    return tag(
        "article", *inside, class_="figure" + long, aria_labelledby=f"h-{metric.id}", id=f"f-{metric.id}"
    )


def _picture(picture: Picture, name: str, drawing: Drawing) -> str:
    """The drawing for a page and the one for a phone, one of which is shown; a small one does for both."""
    sizes = (("both", NARROW),) if picture.half else (("wide", WIDE), ("narrow", NARROW))
    drawn = [] if picture.draw is None else [
        _sized(picture.draw, width, kind, f"{name}-{kind}", drawing) for kind, width in sizes
    ]  # fmt: skip
    title = tag("h4", escape(picture.title)) if picture.title else ""
    shown = tag("div", *drawn, role="img", aria_label=picture.alt) if drawn else ""
    note = paragraph(picture.note, "legend") if picture.note else ""
    return tag("div", title, shown, note, class_="chart")


def _sized(draw: Draw, width: int, kind: str, name: str, drawing: Drawing) -> str:
    spec, worth = draw(width)
    legend = paragraph(worth, "legend") if worth else ""
    return tag("div", drawing.svg(spec, name), legend, class_=kind)


def _appendix(report: Report) -> str:
    """All tables once more, for paper: there nothing can be opened."""
    say = report.view.say
    if report.empty:
        return ""
    made = []
    for metric in report.metrics:
        table = report.tables.get(metric.id)
        if table is not None and table.rows:
            caption = f"{say(metric.title)} ({say(metric.unit)})"
            made.append(tag("h3", escape(say(metric.title))))
            made.append(table_of(caption, table, report.view, _ROWS_IN_PRINT))
    return tag("section", tag("h2", escape(say(_TABLES))), *made, class_="part appendix")
