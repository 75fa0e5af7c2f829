"""What people say about it themselves."""

from __future__ import annotations

from itertools import pairwise

from telemetry.metrics.metric import Estimate, Text
from telemetry.metrics.survey import BENCHMARK
from telemetry.report.charts.base import Spec
from telemetry.report.charts.points import Band, Dot, Scale, dots
from telemetry.report.figure import Figure, Picture, Records, bar, bar_picture, counted, listing
from telemetry.report.say import sentence

_BARS = Text("Balken.", "Bars.")
_UPTAKE = Text(
    "{shown} Nutzungen wurden am Ende etwas gefragt, {complete} antworteten.",
    "{shown} visits were asked something at the end, {complete} answered.",
)
_UPTAKE_UNIT = Text(
    "Anteil vollständiger Antworten an den gezeigten", "share of complete answers among those shown"
)
_UPTAKE_NOTE = Text(
    "Wer antwortet, unterscheidet sich von denen, die gehen.", "Those who answer differ from those who leave."
)
_SMILEY = Text(
    "{many} Antworten sind zufrieden oder sehr zufrieden.", "{many} answers are happy or very happy."
)
_SMILEY_ONE = Text(
    "{many} Antworten ist zufrieden oder sehr zufrieden.", "{many} answers is happy or very happy."
)
_SMILEY_UNIT = Text(
    "Antworten auf „Wie hat es dir gefallen?“, vier Gesichter",
    "answers to “how did you like it?”, four faces",
)
_UPPER = Text("Zufrieden insgesamt: {share}", "Happy overall: {share}")
_EASE = Text(
    "Leicht zu bedienen? {mean} von 7 Punkten; {place}.", "Easy to use? {mean} of 7 points; {place}."
)
_EASE_UNIT = Text(
    "Antworten von 1 (sehr schwer) bis 7 (sehr leicht)", "answers from 1 (very hard) to 7 (very easy)"
)
_PLACES = {
    "above": Text("das liegt über dem, was anderswo üblich ist", "that is above what is usual elsewhere"),
    "below": Text("das liegt unter dem, was anderswo üblich ist", "that is below what is usual elsewhere"),
    "open": Text("das ist so viel wie anderswo üblich", "that is as much as is usual elsewhere"),
}
_USUAL = Text("anderswo im Mittel etwa 5,5", "elsewhere about 5.5 on average")
_EASE_ALT = Text(
    "Eine Skala von 1 bis 7 mit dem Mittel und seinem Intervall.",
    "A scale from 1 to 7 with the mean and its interval.",
)
_MEAN = Text("Mittel aller Antworten", "Mean of all answers")
_UEQ = Text(
    "Das Erlebnis insgesamt ist „{grade}“: {mean} auf der Skala von −3 bis 3.",
    "The experience overall is “{grade}”: {mean} on the scale from −3 to 3.",
)
_UEQ_UNIT = Text(
    "Mittel je Skala, mit den Stufen des Vergleichs", "mean of each scale, with the grades of the benchmark"
)
_UEQ_ALT = Text(
    "Punkte auf einer Skala mit Stufen von schlecht bis exzellent.",
    "Points on a scale with grades from bad to excellent.",
)
_UEQ_NOTE = Text(
    "Stufen: Vergleich mit 246 Produkten (Hinderks u. a. 2018), Grenzen der Skala „insgesamt“; die genaue"
    " Stufe je Skala steht in der Tabelle.",
    "Grades: comparison with 246 products (Hinderks et al. 2018), borders of the scale “overall”; the"
    " exact grade of each scale is in the table.",
)
_GRADES = (
    Text("schlecht", "bad"), Text("mäßig", "fair"), Text("über Ø", "above avg."), Text("gut", "good"),
    Text("exzellent", "excellent"),
)  # fmt: skip
_FACES = ("very_bad", "bad", "good", "very_good")
_TONES = ("klima", "energie", "mobil", "amt")


def survey_uptake(found: Records) -> Figure | None:
    """How many were asked, how many answered."""
    say = found.view.say
    shown, complete = (counted([row[name] for row in found]) for name in ("shown", "complete"))
    if not shown:
        return None
    drawn = [bar(found.said(row, "instrument"), row["uptake"], say, "digital") for row in found]
    return Figure(
        "survey_uptake",
        say(_UPTAKE, shown=say.count(shown), complete=say.count(complete)),
        say(_UPTAKE_UNIT),
        shown,
        (bar_picture(drawn, say(_BARS), found.view, whole=1.0),),
        (say(_UPTAKE_NOTE),),
    )


def smiley(found: Records) -> Figure | None:
    """Four faces."""
    say, upper = found.view.say, found.estimate("upper")
    row = next(iter(found), None)
    if row is None or upper is None or upper.value is None:
        return None
    heads = {column.name: say(column.head) for column in found.table.columns}
    drawn = [bar(heads[f], row[f], say, tone) for f, tone in zip(_FACES, _TONES, strict=True)]
    many, one = say.of_ten(upper.value)
    return Figure(
        "smiley",
        say(_SMILEY_ONE if one else _SMILEY, many=sentence(many)),
        say(_SMILEY_UNIT),
        upper.n,
        (bar_picture(drawn, say(_BARS), found.view),),
        (say(_UPPER, share=say.estimate(upper)),),
    )


def ease(found: Records) -> Figure | None:
    """The single ease question against what is usual."""
    say, mean = found.view.say, found.estimate("mean")
    row = next(iter(found), None)
    if row is None or mean is None or mean.value is None:
        return None
    value = say.decimal(mean.value)
    drawn = [Dot(say(_MEAN), mean.value, value, mean.low, mean.high, "digital")]
    marks = {float(n): str(n) for n in range(1, 8)}

    def draw(width: int) -> tuple[Spec, str]:
        return dots(drawn, found.view.look, width, Scale(1, 7, marks)), ""

    place = _PLACES.get(str(row["against"]), _PLACES["open"])
    return Figure(
        "ease",
        say(_EASE, mean=value, place=say(place)),
        say(_EASE_UNIT),
        mean.n,
        (Picture(draw, f"{say(_EASE_ALT)} {listing([(say(_MEAN), say.estimate(mean))], say)}"),),
        (say(_USUAL),),
    )


def ueq_s(found: Records) -> Figure | None:
    """Three scales with the benchmark's grades behind."""
    say, whole = found.view.say, found.estimate("mean", scale="overall")
    if whole is None or whole.value is None:
        return None
    known = [(found.said(row, "scale"), row["mean"]) for row in found]
    drawn = [
        Dot(name, e.value, say.decimal(e.value, 2), e.low, e.high, "digital")
        for name, e in known if isinstance(e, Estimate) and e.value is not None
    ]  # fmt: skip
    low = min(-1.0, *(dot.low or dot.value for dot in drawn))
    edges = [low, *reversed(BENCHMARK["overall"]), 3.0]
    bands = [Band(a, b, say(g)) for (a, b), g in zip(pairwise(edges), _GRADES, strict=True)]
    marks = {float(n): say.decimal(n, 0) for n in range(-3, 4) if n >= low}

    def draw(width: int) -> tuple[Spec, str]:
        return dots(drawn, found.view.look, width, Scale(low, 3, marks), bands), ""

    grade = next(found.said(row, "grade") for row in found if row["scale"] == "overall")
    told = [(name, say.cell(cell)) for name, cell in known]
    return Figure(
        "ueq_s",
        say(_UEQ, grade=grade, mean=say.decimal(whole.value, 2)),
        say(_UEQ_UNIT),
        whole.n,
        (Picture(draw, f"{say(_UEQ_ALT)} {listing(told, say)}"),),
        (say(_UEQ_NOTE),),
    )
