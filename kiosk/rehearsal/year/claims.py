"""What the report has to say of a simulated year: one claim for every number whose truth is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from kiosk.rehearsal.year.truth import Truth

FACES = ("very_bad", "bad", "good", "very_good")
SCALES = {"pragmatic": 4, "hedonic": 4, "overall": 8}
STAY_S = range(10, 601, 10)
NOTHING = ("quarantined", "commits_failed", "dropped", "rejected", "outside", "visits_lost", "lights_taken")
"""What must not happen, whatever visitors do."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A cell of a metric's table and what is true of it. row: the cells of its key columns, in their order.
    drawn: it is what was drawn from, not what came of it, so the estimate may miss it now and then."""

    metric: str
    row: tuple[str, ...]
    column: str
    truth: float
    drawn: bool = False


def claims(truth: Truth, scenarios: int) -> Iterator[Claim]:
    """Everything that came of the year. scenarios: how many there are in the menu."""
    for part in (_visits, _stay, _ways, _surveys, _counted, _versions, _operation):
        yield from part(truth)
    yield from _scenarios(truth, scenarios)


def _visits(truth: Truth) -> Iterator[Claim]:
    days = {(key[1], date.fromisoformat(key[2])): n for key, n in truth.counts.items() if key[0] == "visits"}
    weeks: Counter[tuple[str, str]] = Counter()
    whole: Counter[date] = Counter()
    for (terminal, day), n in days.items():
        year, week, _ = day.isocalendar()
        weeks[f"{year}-W{week:02}", terminal] += n
        whole[day] += n
    yield Claim("visits", (), "visits", sum(days.values()))
    yield from (Claim("visits_by_week", row, "visits", n) for row, n in sorted(weeks.items()))
    yield from (Claim("visits_by_day", (day.isoformat(),), "visits", n) for day, n in sorted(whole.items()))
    hours = {key[1:]: n for key, n in truth.counts.items() if key[0] == "hours"}
    yield from (Claim("visits_by_hour", row, "visits", n) for row, n in sorted(hours.items()))


def _stay(truth: Truth) -> Iterator[Claim]:
    dwell, first = sorted(truth.times["dwell"]), sorted(truth.times["first"])
    for name, part in (("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p90", 0.9)):
        yield Claim("dwell", (name,), "value", quantile(dwell, part))
    yield Claim("dwell", ("mean",), "value", fmean(dwell))
    for t in STAY_S:
        yield Claim("stay_curve", (str(t),), "staying", sum(s >= t for s in dwell) / len(dwell))
    for name, part in (("p50", 0.5), ("p90", 0.9)):
        yield Claim("first_deed", (name,), "value", quantile(first, part))
    used, engaged, glance = (truth.use(name) for name in ("used", "engaged", "glance"))
    yield Claim("first_deed", ("never",), "value", 1 - engaged / used)
    for sort, n in (("engaged", engaged), ("glance", glance), ("browsed", used - engaged - glance)):
        yield from _both("engagement", (sort,), ("visits", n), ("share", n / used))
    ends = truth.under("ends")
    for reason in ("1", "2", "3", "4", "5"):
        n = ends.get(reason, 0)
        yield from _both("end_reasons", (reason,), ("visits", n), ("share", n / used))


def _scenarios(truth: Truth, scenarios: int) -> Iterator[Claim]:
    used = truth.use("used")
    reached = {int(step): n for step, n in truth.under("funnel").items()}
    for step in range(6):
        n = sum(visits for at, visits in reached.items() if at >= step)
        yield from _both("funnel", (str(step),), ("visits", n), ("share", n / used))
    started, done = truth.over_builds("started"), truth.over_builds("done")
    for name, n in sorted(started.items()):
        yield from _both("scenario_use", (name,), ("started", n), ("attraction", n / used))
        yield from _both("scenario_use", (name,), ("done", done[name]), ("completion", done[name] / n))
    opened = {int(n): visits for n, visits in truth.under("breadth").items()}
    diligent = sum(visits for n, visits in opened.items() if 2 * n > scenarios)
    yield Claim("breadth", ("diligent",), "value", diligent / used)
    yield Claim("breadth", ("scenarios",), "value", sum(n * v for n, v in opened.items()) / used)
    for n, name in enumerate(("none", "one", "two")):
        yield Claim("breadth", (name,), "value", opened.get(n, 0) / used)


def _ways(truth: Truth) -> Iterator[Claim]:
    used = truth.use("used")
    for language, n in sorted(truth.under("languages").items()):
        yield from _both("languages", (language,), ("visits", n), ("share", n / used))
    for metric, name in (("hand_overs", "handed"), ("back_steps", "back")):
        n = truth.use(name)
        yield from _both(metric, (), ("visits", n), ("share", n / used))
    visits = sum(n for key, n in truth.counts.items() if key[0] == "visits")
    for feature, n in sorted(truth.under("access").items()):
        yield from _both("accessibility", (feature,), ("visits", n), ("share", n / visits))
    for key, n in sorted(truth.counts.items()):
        if key[0] == "groups":
            yield Claim("group_play", key[1:], "visits", n)
        elif key[0] == "modes":
            yield Claim("mode_mix", key[1:], "ways", n)
    screens = sorted({key[1] for key in truth.counts if key[0] == "touched"})
    for screen in screens:
        dead, live = truth.number("touched", screen, "dead"), truth.number("touched", screen, "live")
        yield from _both("dead_taps", (screen,), ("dead", dead), ("rate", dead / (dead + live)))


def _surveys(truth: Truth) -> Iterator[Claim]:
    for instrument in sorted({key[1] for key in truth.counts if key[0] == "surveys"}):
        skipped, complete, left = (truth.number("surveys", instrument, n) for n in ("0", "1", "2"))
        shown = skipped + complete + left
        for column, n in (("shown", shown), ("complete", complete), ("skipped", skipped), ("left", left)):
            yield Claim("survey_uptake", (instrument,), column, n)
        yield Claim("survey_uptake", (instrument,), "uptake", complete / shown)
    faces = truth.under("answers", "smiley")
    if n := sum(faces.values()):
        for value, face in enumerate(FACES, start=1):
            yield Claim("smiley", (), face, faces.get(str(value), 0))
        yield Claim("smiley", (), "upper", (faces.get("3", 0) + faces.get("4", 0)) / n)
    ease = {int(value): n for value, n in truth.under("answers", "seq").items()}
    if n := sum(ease.values()):
        for value in range(1, 8):
            yield Claim("ease", (), f"answer_{value}", ease.get(value, 0))
        yield Claim("ease", (), "mean", sum(value * times for value, times in ease.items()) / n)
    for scale, items in SCALES.items():
        sums = {int(total): n for total, n in truth.under("ueq-s", scale).items()}
        if n := sum(sums.values()):
            yield Claim("ueq_s", (scale,), "n", n)
            yield Claim("ueq_s", (scale,), "mean", sum(s * times for s, times in sums.items()) / n / items)


def _counted(truth: Truth) -> Iterator[Claim]:
    """Guesses, pledges and votes, which no visit keeps."""
    guesses: dict[str, list[tuple[float, float, int]]] = {}
    for key, n in truth.counts.items():
        if key[0] == "guesses":
            guesses.setdefault(key[1], []).append((float(key[2]), float(key[3]), n))
    for question, rows in sorted(guesses.items()):
        whole = sum(n for *_, n in rows)
        near = sum(n for guess, true, n in rows if abs(guess - true) <= 0.25 * abs(true) + 1e-9)
        yield from _both("guesses", (question,), ("n", whole), ("near", near / whole))
        middle = [guess for guess, _, n in sorted(rows) for _ in range(n)]
        yield Claim("guesses", (question,), "guess", quantile(middle, 0.5))
    for pledge, n in sorted(truth.under("pledges").items()):
        yield from _both("pledges", (pledge,), ("n", n), ("kg", truth.number("kg", pledge)))
    for target, n in sorted(truth.under("votes").items()):
        scenario, step, *option = target.split("/", 2)
        if option:
            yield Claim("crowd_polls", (f"{scenario}/{step}", option[0]), "n", n)


def _versions(truth: Truth) -> Iterator[Claim]:
    builds = sorted({key[1] for key in truth.counts if key[0] == "use"})
    for build in builds:
        used = truth.number("use", build, "used")
        for name in ("engaged", "result", "light", "walked_away"):
            yield Claim("versions", (build, name), "value", truth.number("use", build, name) / used)
        touches = truth.number("use", build, "touches")
        yield Claim("versions", (build, "dead"), "value", truth.number("use", build, "dead") / touches)
        dwell = sorted(truth.times[f"dwell {build}"])
        yield Claim("versions", (build, "dwell"), "value", quantile(dwell, 0.5))


def _operation(truth: Truth) -> Iterator[Claim]:
    for measure, n in sorted(truth.under("health").items()):
        yield Claim("health", (measure,), "n", n)
    for measure in NOTHING:
        yield Claim("health", (measure,), "n", 0)
    ran = {key[1:]: n for key, n in truth.counts.items() if key[0] == "minutes"}
    yield Claim("health", ("minutes",), "n", sum(ran.values()))
    longest: dict[str, int] = {}
    for (_, day), n in ran.items():
        longest[day] = max(longest.get(day, 0), n)
    terminals = sorted({terminal for terminal, _ in ran})
    for terminal in terminals if len(terminals) > 1 else ():  # alone, none is missed
        lost = sum(most - ran.get((terminal, day), 0) for day, most in longest.items())
        yield Claim("downtime", (terminal,), "missing", len(truth.under("broken", terminal)))
        yield Claim("downtime", (terminal,), "lost_hours", round(lost / 60, 1))
    crashed, storms = truth.number("reasons", "5"), truth.number("storms", "1")
    for name, n in (("crashed", crashed), ("storm", storms), ("lost", 0)):
        yield Claim("data_quality", (name,), "visits", n)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` of them lies; between two of them in proportion."""
    at = share * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def _both(metric: str, row: tuple[str, ...], *cells: tuple[str, float]) -> Iterator[Claim]:
    yield from (Claim(metric, row, column, truth) for column, truth in cells)
