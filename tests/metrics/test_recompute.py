"""Metrics computed once more, otherwise: from what was played, or by plain SQL over paths, and exactly equal.

The tables come from two real stores through the real warehouse; nothing of `telemetry.metrics` computes what
is expected.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median
from typing import Any

import pytest

from telemetry.events import Guessed, Pledged, SurveyAnswered, SurveyEnded, SurveyShown
from telemetry.metrics import METRICS, metric
from telemetry.metrics.compute import compute
from telemetry.metrics.metric import Estimate, Table
from tests.metrics.conftest import Played
from tests.metrics.made import found
from tests.metrics.stays import ITEMS, Stay

pytest.importorskip("numpy")

CALM = "(SELECT terminal, visit FROM visit_fact WHERE quality % 2 = 0)"
PATH = f"""SELECT p.terminal, p.visit, p.seq, k.name, s.name, coalesce(t.name, ''), p.value, p.cell
FROM path p JOIN kind k ON k.id = p.kind JOIN screen s ON s.id = p.screen
LEFT JOIN target t ON t.id = p.target
WHERE (p.terminal, p.visit) IN {CALM} ORDER BY 1, 2, 3"""


@dataclass
class Year:
    """The tables as computed, the rows they came from, and the plays behind those."""

    tables: dict[str, Table]
    db: sqlite3.Connection
    stays: list[Stay]
    calm: list[list[tuple[Any, ...]]]
    """Paths of visits without a storm: kind, screen, target, value, cell of each step."""

    def column(self, id: str, name: str) -> list[Any]:
        """The cells of a column; of estimates their values."""
        at = [column.name for column in metric(id).columns].index(name)
        cells = [row[at] for row in self.tables[id].rows]
        return [cell.value if isinstance(cell, Estimate) else cell for cell in cells]

    def two(self, id: str, name: str, first: str | None = None) -> dict[Any, Any]:
        """A column by the first one, or by another."""
        return dict(
            zip(self.column(id, first or metric(id).columns[0].name), self.column(id, name), strict=True)
        )


@pytest.fixture(scope="module")
def year(played_year: Played) -> Year:
    merged = played_year.warehouse
    paths: dict[tuple[int, int], list[tuple[Any, ...]]] = {}
    for terminal, visit, _seq, *step in found(merged.db, PATH):
        paths.setdefault((terminal, visit), []).append(tuple(step))
    return Year(compute(merged.query), merged.db, played_year.stays, list(paths.values()))


def test_the_plays_have_something_of_everything(year: Year) -> None:
    """Else what agrees would agree on nothing."""
    assert 300 == len(year.stays)
    assert 200 < len(year.calm) < 300
    assert [] == [one.id for one in METRICS if not year.tables[one.id].rows]


def test_visits_by_week_day_and_hour_are_those_that_were_played(year: Year) -> None:
    weeks = Counter((f"{s.at:%G-W%V}", s.terminal) for s in year.stays)
    days = Counter(f"{s.at:%Y-%m-%d}" for s in year.stays)
    hours = Counter((s.at.isoweekday(), s.at.hour) for s in year.stays)

    assert weeks == {row[:2]: row[2] for row in year.tables["visits_by_week"].rows}
    assert days == year.two("visits_by_day", "visits")
    assert hours == {row[:2]: row[2] for row in year.tables["visits_by_hour"].rows}
    assert [len(year.stays)] == year.column("visits", "visits")
    assert [len(year.stays) / len(days)] == year.column("visits", "per_day")


def test_engagement_is_the_share_of_paths_with_a_deed(year: Year) -> None:
    sql = f"""SELECT count(*) FROM (SELECT DISTINCT p.terminal, p.visit FROM path p
    JOIN kind k ON k.id = p.kind
    WHERE k.name IN ('task_start', 'task_step', 'answer', 'guess', 'pledge')
    INTERSECT SELECT * FROM {CALM})"""
    (engaged,), (all_,) = found(year.db, sql)[0], found(year.db, f"SELECT count(*) FROM {CALM}")[0]

    assert engaged == year.two("engagement", "visits")["engaged"]
    assert engaged / all_ == year.two("engagement", "share")["engaged"]
    assert all_ == sum(year.column("engagement", "visits"))


def test_the_funnel_counts_first_occurrences_in_their_order(year: Year) -> None:
    """By SQL that joins the first of each kind after the one before."""

    def after(before: str, kinds: str) -> str:
        return f"""SELECT b.terminal, b.visit, min(p.seq) AS seq FROM ({before}) b
        JOIN path p ON p.terminal = b.terminal AND p.visit = b.visit AND p.seq > b.seq
        JOIN kind k ON k.id = p.kind WHERE {kinds} GROUP BY b.terminal, b.visit"""

    level = f"SELECT terminal, visit, -1 AS seq FROM {CALM}"
    reached = [found(year.db, f"SELECT count(*) FROM ({level})")[0][0]]
    for kinds in (
        "k.name = 'task_start'", "k.name = 'task_step'",
        "k.name = 'result' OR (k.name = 'task_end' AND p.value = 1)", "k.name = 'light'",
        "k.name = 'task_start'",
    ):  # fmt: skip
        level = after(level, kinds)
        reached.append(found(year.db, f"SELECT count(*) FROM ({level})")[0][0])

    assert reached == year.column("funnel", "visits")
    assert reached[-1] > 0
    drops = [1 - now / before for before, now in pairwise(reached)]
    assert drops == pytest.approx(year.column("funnel", "drop")[1:], abs=1e-12)


def test_scenarios_are_started_and_done_as_often_as_their_paths_say(year: Year) -> None:
    started: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for path in year.calm:
        begun = {target for kind, _, target, _, _ in path if kind == "task_start"}
        reached = {
            t for kind, _, t, value, _ in path if kind == "result" or (kind == "task_end" and value == 1)
        }
        started.update(begun)
        done.update(begun & reached)

    assert started == year.two("scenario_use", "started")
    assert done == year.two("scenario_use", "done")
    assert {s: done[s] / started[s] for s in started} == year.two("scenario_use", "completion")
    assert {s: started[s] / len(year.calm) for s in started} == year.two("scenario_use", "attraction")


def test_steps_lose_as_many_as_end_there(year: Year) -> None:
    seen: Counter[str] = Counter()
    done: Counter[str] = Counter()
    back: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for path in year.calm:
        seen.update({screen for kind, screen, *_ in path if kind == "screen"})
        done.update({target for kind, _, target, *_ in path if kind == "task_step"})
        back.update({screen for kind, screen, *_ in path if kind == "back"})
        last[path[-1][1]] += 1
    for name, counted in (("seen", seen), ("done", done), ("back", back), ("last", last)):
        assert counted == {k: n for k, n in year.two("step_funnel", name, "screen").items() if n}
    exits = {screen: last[screen] / n for screen, n in seen.items()}

    assert exits == {k: v for k, v in year.two("step_funnel", "exit", "screen").items() if k in seen}


def test_exits_and_reasons_are_those_of_the_last_rows(year: Year) -> None:
    last = Counter(path[-1][1] for path in year.calm)
    reasons = Counter(path[-1][3] for path in year.calm)

    assert {s: n / len(year.calm) for s, n in last.items()} == year.two("exits", "share")
    assert reasons == {reason: n for reason, n in year.two("end_reasons", "visits").items() if n}


def test_dead_taps_and_the_heat_map_are_the_touches_of_all_calm_paths(year: Year) -> None:
    sql = """SELECT s.name, p.cell, count(*) - count(CASE k.name WHEN 'dead_tap' THEN 1 END),
    count(CASE k.name WHEN 'dead_tap' THEN 1 END)
    FROM path p JOIN kind k ON k.id = p.kind JOIN screen s ON s.id = p.screen
    JOIN visit_fact f ON f.terminal = p.terminal AND f.visit = p.visit
    WHERE p.cell IS NOT NULL AND f.quality % 2 = 0 GROUP BY 1, 2"""
    cells = {(screen, cell): (taps, dead) for screen, cell, taps, dead in found(year.db, sql)}
    dead, touches = Counter[str](), Counter[str]()
    for (screen, _), (taps, in_vain) in cells.items():
        dead[screen] += in_vain
        touches[screen] += taps + in_vain

    assert cells == {row[:2]: row[4:6] for row in year.tables["heat_map"].rows}
    assert {s: dead[s] / n for s, n in touches.items()} == year.two("dead_taps", "rate")


def test_languages_are_those_chosen_last(year: Year) -> None:
    last = Counter(
        [target for kind, _, target, *_ in path if kind in ("visit_start", "lang")][-1] for path in year.calm
    )

    assert last == year.two("languages", "visits")
    assert len(last) >= 3


def test_the_median_stay_lies_where_half_of_the_bins_are_passed(year: Year) -> None:
    """Everybody of a bin is set on it at even distances, as one would by hand."""
    sql = """SELECT d.from_ms, d.to_ms FROM visit_fact f JOIN dwell_bin d ON d.id = f.dwell_bin
    WHERE quality % 4 = 0 ORDER BY 1"""
    bins = Counter(found(year.db, sql))
    places: list[float] = []
    for (low, high), n in sorted(bins.items()):
        places += [(low + (high - low) * (number + 1) / n) / 1000 for number in range(n)]
    values = year.two("dwell", "value")

    for name, share in (("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p90", 0.9)):
        before, at = places[int(share * len(places)) - 1], places[int(share * len(places))]
        assert before - 1e-9 <= values[name] <= at + 1e-9
    middles = [(low + high) / 2000 for (low, high), n in bins.items() for _ in range(n)]
    assert values["mean"] == pytest.approx(mean(middles), abs=1e-9)


def test_stay_curve_is_one_minus_the_quantiles(year: Year) -> None:
    values = year.column("stay_curve", "staying")
    dwell = year.two("dwell", "value")
    for name, share in (("p25", 0.75), ("p50", 0.5), ("p75", 0.25)):
        number = int(dwell[name] // 10) - 1
        if 0 <= number < len(values) - 1:
            assert values[number] >= share >= values[number + 1]
    assert values == sorted(values, reverse=True)


def test_guesses_are_the_first_of_each_visit(year: Year) -> None:
    guesses: dict[str, list[float]] = {}
    for stay in year.stays:
        first: dict[str, float] = {}
        for event in stay.events:
            if isinstance(event, Guessed):
                first.setdefault(event.target, float(f"{event.guess:.2g}"))
        for target, guess in first.items():
            guesses.setdefault(target, []).append(guess)

    assert {t: median(g) for t, g in guesses.items()} == year.two("guesses", "guess")
    assert {t: sum(60 <= x <= 100 for x in g) / len(g) for t, g in guesses.items()} == year.two(
        "guesses", "near"
    )
    assert {t: median(x / 80 for x in g) for t, g in guesses.items()} == year.two("guesses", "ratio")


def test_pledges_are_those_not_taken_back_with_their_kilograms(year: Year) -> None:
    taken, kg = Counter[str](), Counter[str]()
    for stay in year.stays:
        held: dict[str, int] = {}
        for event in stay.events:
            if isinstance(event, Pledged):
                if event.taken:
                    held[event.target] = event.kg
                else:
                    del held[event.target]
        taken.update(held)
        kg.update(held)
        taken.subtract({target: n - 1 for target, n in held.items()})

    assert taken == year.two("pledges", "n")
    assert kg == year.two("pledges", "kg")


def _surveys(year: Year, instrument: str) -> Iterator[tuple[list[int], int]]:
    """Answers in order of the items, and how it ended (0 skipped, 1 complete, 2 left)."""
    for stay in year.stays:
        if any(e.instrument == instrument for e in stay.events if isinstance(e, SurveyShown)):
            given = {e.item: e.value for e in stay.events if isinstance(e, SurveyAnswered)}
            ended = [e.outcome for e in stay.events if isinstance(e, SurveyEnded)]
            yield [given[item] for item in ITEMS[instrument] if item in given], (ended or [2])[0]


def test_smileys_ease_and_ueq_s_are_scored_as_their_authors_do(year: Year) -> None:
    faces = [answers[0] for answers, _ in _surveys(year, "smiley") if answers]
    ease = [answers[0] for answers, _ in _surveys(year, "seq") if answers]
    whole = [answers for answers, _ in _surveys(year, "ueq-s") if len(answers) == 8]
    scales = {
        "pragmatic": mean(mean(x - 4 for x in answers[:4]) for answers in whole),
        "hedonic": mean(mean(x - 4 for x in answers[4:]) for answers in whole),
        "overall": mean(mean(x - 4 for x in answers) for answers in whole),
    }

    assert [sum(face >= 3 for face in faces) / len(faces)] == year.column("smiley", "upper")
    assert [mean(ease)] == pytest.approx(year.column("ease", "mean"), abs=1e-12)
    assert [median(ease)] == year.column("ease", "median")
    assert scales == pytest.approx(year.two("ueq_s", "mean"), abs=1e-12)
    assert len(whole) == year.two("ueq_s", "n")["overall"] > 5


def test_uptake_has_all_who_were_asked(year: Year) -> None:
    for instrument, name in (("smiley", "smiley"), ("seq", "seq"), ("ueq-s", "ueq-s")):
        ends = Counter(ended for _, ended in _surveys(year, instrument))
        at = year.column("survey_uptake", "instrument").index(name)
        got = [year.column("survey_uptake", c)[at] for c in ("shown", "complete", "skipped", "left")]
        assert [ends.total(), ends[1], ends[0], ends[2]] == got


def test_versions_are_compared_with_the_one_before(year: Year) -> None:
    sql = f"""SELECT b.name, sum(solved > 0) * 1.0 / count(*) FROM visit_fact JOIN build b ON b.id = build
    WHERE (terminal, visit) IN {CALM} GROUP BY b.name"""
    shares = dict(found(year.db, sql))
    rows = [row for row in year.tables["versions"].rows if row[1] == "result"]

    assert ["1/old", "2/new"] == [row[0] for row in rows]
    assert shares == {str(row[0]): row[3].value for row in rows if isinstance(row[3], Estimate)}
    change = rows[1][5]
    assert isinstance(change, Estimate) and change.value is not None and change.low is not None
    assert change.value == pytest.approx(100 * (shares["2/new"] - shares["1/old"]))
    assert change.low < change.value < (change.high or 0)


def test_a_terminal_is_down_as_long_as_the_other_ran_longer(year: Year) -> None:
    ran: Counter[tuple[int, str]] = Counter()
    for stay in year.stays:
        ran[stay.terminal, f"{stay.at:%Y-%m-%d}"] += stay.minutes
    open_ = {day: max(ran[1, day], ran[2, day]) for _, day in ran}
    for at, terminal in enumerate(year.column("downtime", "terminal")):
        shares = sum(ran[terminal, day] for day in open_) / sum(open_.values())
        lost = sum(most - ran[terminal, day] for day, most in open_.items())
        assert shares == year.column("downtime", "running")[at]
        assert round(lost / 60, 1) == year.column("downtime", "lost_hours")[at]

    assert [0, 1] == year.column("downtime", "missing")
    assert [None, "2027-03-09"] == year.column("downtime", "last_missing")
