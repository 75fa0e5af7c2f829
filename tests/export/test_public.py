"""What is published says nothing of few people, and two exports subtracted from each other do not either."""

from __future__ import annotations

import csv
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.cli import main
from telemetry.bins import DWELL_EDGES_MS, dwell_bin
from telemetry.export.anonymous import _languages, _lengths, _Row
from telemetry.export.periods import closed
from telemetry.export.public import catalogue, publish
from telemetry.fleet.warehouse import Warehouse
from telemetry.metrics import metric
from telemetry.metrics.metric import Estimate
from tests.export.conftest import TODAY
from tests.privacy.attacker import Equation, Name, widths

LEAST = 5


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def export(stores: Path, out: Path, today: str) -> int:
    asked = ["--publisher", "Stadt", "--contact", "https://example.org", "--today", today]
    return main(["export", str(stores), "--out", str(out), *asked])


def without_its_last_days(stores: Path, folder: Path, until: int) -> Path:
    """The same store as it was on an earlier day."""
    folder.mkdir()
    with (
        closing(sqlite3.connect(stores / "store.db")) as old,
        closing(sqlite3.connect(folder / "store.db")) as new,
    ):
        old.backup(new)
        new.execute("DELETE FROM hour_count WHERE day > ?", (until,))
        new.execute("DELETE FROM day_stat WHERE day > ?", (until,))
        new.execute("DELETE FROM visit_fact WHERE bucket > ?", (until // 100,))
        new.commit()
        new.execute("VACUUM")
    return folder


def test_an_attacker_with_all_sums_of_days_and_weeks_gets_no_day_back(house: Warehouse) -> None:
    """Known to them: every day and week that is shown, and the true sums of quarters and months."""
    true = Counter[str]()
    for day, visits in house.db.execute("SELECT day, sum(visits) FROM hour_count GROUP BY day"):
        true[f"{day // 10000}-{day // 100 % 100:02}-{day % 100:02}"] += visits
    published = publish(house.db, TODAY)
    cells: dict[Name, float | None] = {day: visits for _, day, _, visits in published.days}
    equations: list[Equation] = []
    weeks: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    sums: defaultdict[str, list[str]] = defaultdict(list)
    for period, day, _, _ in published.days:
        year, week, _ = date.fromisoformat(day).isocalendar()
        weeks[period, f"{year}-W{week:02}"].append(day)
        sums[period].append(day)
        sums[day[:7]].append(day)
    for period, week, _, visits, *_ in published.tables["visits_by_week"].rows:
        cells[period, week] = visits  # type: ignore[assignment]
        days = weeks[period, week]  # type: ignore[index]
        equations.append(({**dict.fromkeys(days, 1.0), (period, week): -1.0}, 0.0))
    for days in sums.values():
        equations.append((dict.fromkeys(days, 1.0), float(sum(true[day] for day in days))))

    found = widths(cells, equations)

    assert len(found) > 10 and any(0 < true[day] < LEAST for day in sums["2027-Q1"])
    assert min(found.values()) >= LEAST - 1e-6, sorted(found.items(), key=lambda one: one[1])[:3]


def test_no_small_count_and_no_share_of_few_stands_in_any_table(house: Warehouse) -> None:
    shown = 0
    for period in closed(house.db, TODAY):
        for id, one in catalogue(house.db, period).items():
            least = metric(id).least if id != "calendar" else LEAST
            for row in one.rows:
                for column, cell in zip(one.columns, row, strict=True):
                    if isinstance(cell, Estimate) and cell.value is not None:
                        part = round(cell.value * cell.n) if cell.unit == "share" else cell.n
                        assert not 0 < part < least and not 0 < cell.n < least, (id, row)
                        assert cell.unit != "share" or not 0 < cell.n - part < least, (id, row)
                    elif column.role == "count" and isinstance(cell, int):
                        assert not 0 < cell < least, (id, row)
                        shown += 1
    assert shown > 100


def test_whoever_watched_a_visit_finds_five_rows_or_more_that_fit(stores: Path, tmp_path: Path) -> None:
    """So few come that only a whole year may be published of single visits: it has to be over."""
    export(stores, tmp_path / "data", "2027-08-01")
    assert [] == table(tmp_path / "data", "visits")

    export(stores, tmp_path / "data", "2028-01-01")

    rows = table(tmp_path / "data", "visits")

    seen = Counter(
        (r["period"], r["terminal"], r["language"], r["length_from_s"], r["length_to_s"]) for r in rows
    )
    assert len(rows) > 100 and min(seen.values()) >= LEAST
    assert rows[0].keys().isdisjoint({"visit", "hour", "date"})


def test_a_quarter_then_the_half_year_and_one_visit_more_give_nothing_by_subtraction(
    stores: Path, tmp_path: Path
) -> None:
    """What was published once stays word for word; what is new is about other visits only."""
    early = without_its_last_days(stores, tmp_path / "early", 20270405)
    out = tmp_path / "data"
    assert 0 == export(early, out, "2027-04-05")
    first = {name: table(out, name) for name in ("days", "languages", "visits", "funnel", "heat_map")}
    late = without_its_last_days(stores, tmp_path / "late", 20279999)
    with closing(sqlite3.connect(late / "store.db")) as db:
        db.execute(
            "INSERT INTO hour_count SELECT terminal, day, 23, 1 FROM hour_count WHERE day < 20270301 LIMIT 1"
        )
        columns = [name for _, name, *_ in db.execute("PRAGMA table_info(visit_fact)")][2:]
        db.execute(
            f"INSERT INTO visit_fact SELECT terminal, visit + 1, {', '.join(columns)} FROM visit_fact"
            " WHERE bucket = 202702 LIMIT 1"
        )
        db.commit()
        db.execute("VACUUM")

    assert 0 == export(late, out, "2027-08-01")

    for name, rows in first.items():
        then = table(out, name)
        assert rows == then[: len(rows)], name
        periods = {row["period"] for row in rows}
        assert {"2027-Q2"} <= {row["period"] for row in then} or name == "visits"
        assert not [row for row in then[len(rows) :] if row["period"] in periods], name


def test_without_a_new_quarter_nothing_is_written(
    stores: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(stores, tmp_path / "data", "2027-08-01")
    before = (tmp_path / "data" / "datapackage.json").stat().st_mtime_ns

    assert 1 == export(stores, tmp_path / "data", "2027-08-02")

    assert "no quarter is over since 2027-06" in capsys.readouterr().err
    assert before == (tmp_path / "data" / "datapackage.json").stat().st_mtime_ns


def test_an_export_is_refused_where_a_rule_is_broken_and_says_which(
    stores: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = without_its_last_days(stores, tmp_path / "broken", 20279999)
    with closing(sqlite3.connect(broken / "store.db")) as db:
        db.execute("UPDATE visit_fact SET reason = 4, visit = visit % 1000000007 + terminal")
        db.commit()

    code = export(broken, tmp_path / "data", "2027-08-01")

    said = capsys.readouterr().err
    assert 1 == code and "nothing was published" in said and "P2 FAILS" in said
    assert not (tmp_path / "data").exists()
    assert 0 == main(["export", str(broken), "--out", str(tmp_path / "inner"), "--level", "internal"])
    assert "warning: P2 FAILS" in capsys.readouterr().err


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(("de", "en", "tr", "uk")), st.integers(0, 20)), min_size=1, max_size=60
    )
)
def test_lengths_and_languages_are_joined_until_five_look_alike_and_no_row_is_lost(
    visits: list[tuple[str, int]],
) -> None:
    rows = [_Row(language, length, (0, 0, 0, 1)) for language, length in visits]

    classes = _lengths(rows)

    found = Counter[tuple[int, int, str]]()
    for first, last, members in classes:
        assert all(first <= row.length <= last for row in members)
        for language, _ in _languages(members):
            found[first, last, language] += 1
    assert len(rows) == found.total() or len(rows) < LEAST
    assert min(found.values(), default=LEAST) >= LEAST
    assert dwell_bin(DWELL_EDGES_MS[-1]) == len(DWELL_EDGES_MS)
