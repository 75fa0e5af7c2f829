"""Before and after: the key numbers of every build of software and content, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from telemetry.buckets import months
from telemetry.metrics.columns import bins, estimate, key, number, plain, share, table, time_quantile
from telemetry.metrics.metric import SMALL, Context, Estimate, Metric, Row, Table, Text
from telemetry.metrics.statistics import Interval, difference
from telemetry.metrics.stay import BY_WILSON, CALM_RAW, CALM_SQL, SUMS, WITHOUT_STORM

MEASURED = {
    "engaged": ("beteiligt", "engaged"),
    "result": ("mit Ergebnis", "with a result"),
    "light": ("Licht gesetzt", "left a light"),
    "walked_away": ("weggegangen", "walked away"),
    "dead": ("Berührungen ins Leere", "dead taps"),
    "dwell": ("Median der Dauer, Sekunden", "median length, seconds"),
}


@dataclass(slots=True)
class _Build:
    name: str
    first: int
    sums: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SUMS, 0))
    lengths: list[Row] = field(default_factory=list)


def _builds(rows: Sequence[Row]) -> list[_Build]:
    """What each build showed, in the order in which they came."""
    found: dict[str, _Build] = {}
    for name, _language, first, from_ms, to_ms, *sums in rows:
        # Counters keep their month; a visit may only know its year.
        month, _ = months(number(first))
        build = found.setdefault(str(name), _Build(str(name), month))
        build.first = min(build.first, month)
        build.lengths.append((from_ms, to_ms, sums[0]))
        for column, n in zip(SUMS, sums, strict=True):
            build.sums[column] += number(n)
    return sorted(found.values(), key=lambda build: (build.first, build.name))


def _measure(build: _Build, name: str, context: Context) -> Estimate:
    if name == "dwell":
        return time_quantile(bins(build.lengths), 0.5, context)
    whole = build.sums["touches" if name == "dead" else "visits"]
    return share(
        build.sums[name], whole, context, name if name in ("engaged", "result", "dead") else "result"
    )


def _versions(rows: Sequence[Row], context: Context) -> Table:
    done = []
    before: _Build | None = None
    for build in _builds(rows):
        enough = build.sums["visits"] >= SMALL
        for name in MEASURED:
            now = _measure(build, name, context)
            change = _change(_measure(before, name, context), now) if before and enough else None
            done.append(
                (
                    build.name,
                    name,
                    build.sums["visits"],
                    now,
                    before.name if change and before else None,
                    change,
                )
            )
        if enough:
            before = build
    return table(VERSIONS.columns, done)


def _change(old: Estimate, new: Estimate) -> Estimate | None:
    """New minus old, shares in percentage points; None where one of them has no interval."""
    if None in (old.value, old.low, old.high, new.value, new.low, new.high):
        return None
    assert old.value is not None and old.low is not None and old.high is not None
    assert new.value is not None and new.low is not None and new.high is not None
    low, high = difference(old.value, Interval(old.low, old.high), new.value, Interval(new.low, new.high))
    times, unit = (100, "percent points") if new.unit == "share" else (1, new.unit)
    return Estimate(times * (new.value - old.value), times * low, times * high, min(old.n, new.n), unit)


VERSIONS = Metric(
    id="versions",
    title=Text("Vor und nach einer Änderung", "Before and after a change"),
    question=Text(
        "Hat eine neue Fassung der Inhalte etwas verändert?",
        "Did a new version of the content change anything?",
    ),
    formula=Text(
        f"Kennzahlen je Fassung (build) und ihr Unterschied zur vorigen Fassung mit wenigstens {SMALL}"
        " Nutzungen. Die"
        " Reihenfolge ist die des ersten Monats. Jahreszeit und Wochentage gehen mit ein: ein Unterschied"
        " ist noch keine"
        " Ursache.",
        f"Key numbers per version (build) and their difference to the version before with at least {SMALL}"
        " visits. The order"
        " is that of the first month. Season and weekdays come in too: a difference is not yet a cause.",
    ),
    unit=Text("Anteil; Sekunden; Prozentpunkte", "share; seconds; percentage points"),
    excludes=WITHOUT_STORM,
    uncertainty=Text(
        f"{BY_WILSON.de} Unterschied: Newcombe-Intervall (Methode 10), für Mediane nach Zou und Donner.",
        f"{BY_WILSON.en} Difference: Newcombe's interval (method 10), for medians after Zou and Donner.",
    ),
    sql=CALM_SQL,
    raw=CALM_RAW,
    columns=(
        key("build", ("Fassung", "Version"), ("Software und Inhalt.", "Software and content.")),
        key("measure", ("Kennzahl", "Measure"), ("Was verglichen wird.", "What is compared."), MEASURED),
        plain("visits", ("Nutzungen", "Visits"), ("Nutzungen dieser Fassung.", "Visits of this version.")),
        estimate("value", ("Wert", "Value"), ("Anteil oder Sekunden.", "Share or seconds.")),
        plain(
            "before",
            ("vorige Fassung", "version before"),
            ("Womit verglichen wird.", "What it is compared with."),
        ),
        estimate(
            "change",
            ("Unterschied", "Difference"),
            ("Neu minus alt; Anteile in Prozentpunkten.", "New minus old; shares in percentage points."),
        ),
    ),
    derive=_versions,
)

VERSION_METRICS = (VERSIONS,)
