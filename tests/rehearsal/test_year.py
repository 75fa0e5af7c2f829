"""A simulated year: what it is drawn from, what comes of it, and that the report finds it again."""

from __future__ import annotations

import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.cli.year import judged
from kiosk.rehearsal.year.expected import Expected, engaged
from kiosk.rehearsal.year.parameters import Parameters
from kiosk.rehearsal.year.record import Record, RecordError, read, write
from kiosk.rehearsal.year.reel import Kind, Reel
from kiosk.rehearsal.year.script import Day, Script, cloth, visit
from kiosk.rehearsal.year.seen import seen
from kiosk.rehearsal.year.take import load, save
from kiosk.rehearsal.year.verdict import Verdict, judge
from kiosk.rehearsal.year.year import Year
from telemetry.events import SurveyAnswered, SurveyEnded, SurveyShown
from telemetry.fleet.warehouse import warehouse
from telemetry.metrics.compute import compute
from tests.years import lived, takes

YEAR = Year(days=40, terminals=2)
SMALL = replace(Parameters(), visits=14.0, cloth=0.02)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("year")


@pytest.fixture(scope="module")
def record(folder: Path) -> Record:
    return lived(YEAR, SMALL, folder)


@pytest.fixture(scope="module")
def merged(folder: Path, record: Record) -> Path:
    """All stores as one file."""
    with warehouse(sorted(folder.glob("terminal-*")), into=folder / "merged.db"):
        return folder / "merged.db"


def judged_file(record: Record, file: Path) -> Verdict:
    with closing(sqlite3.connect(file)) as db:
        return judge(record.claims(), compute(lambda sql: db.execute(sql).fetchall()))


def test_the_report_finds_the_year_again(record: Record, folder: Path) -> None:
    verdict = judged(record, folder)
    lines = list(verdict.lines())

    assert verdict.good, "\n".join(line for line in lines if not line.endswith(" yes"))
    assert {one.claim.metric for one in verdict.rulings} >= {
        "visits", "visits_by_week", "visits_by_hour", "dwell", "stay_curve", "engagement", "scenario_use",
        "dead_taps", "back_steps", "hand_overs", "languages", "accessibility", "guesses", "pledges",
        "mode_mix", "smiley", "ease", "ueq_s", "versions", "health", "downtime",
    }  # fmt: skip
    assert verdict.drawn[1] > 30
    assert lines[-1] == "The report finds the year again."


_DAY, _HANDS = "(SELECT min(day) FROM hour_count)", "(SELECT id FROM stat WHERE name = 'handover')"
WRONG = {
    "a longer stay": ("UPDATE visit_fact SET dwell_bin = dwell_bin + 1", "dwell"),
    "a lost visit": (f"UPDATE hour_count SET visits = visits - 1 WHERE day = {_DAY}", "visits"),
    "a wrong end": ("UPDATE visit_fact SET reason = 3 WHERE reason = 4", "end_reasons"),
    "a finished game": ("UPDATE visit_station SET solved = 1 WHERE solved = 0", "scenario_use"),
    "a hand-over": (f"UPDATE day_stat SET num = 0 WHERE stat = {_HANDS}", "hand_overs"),
    "a kilogram": ("UPDATE pledge SET kg = kg + 1", "pledges"),
    "a happier face": ("UPDATE response SET value = 4 WHERE value = 1", "smiley"),
    "a guess": ("UPDATE guess SET n = n + 1", "guesses"),
    "a language": ("UPDATE visit_fact SET lang = (SELECT id FROM language WHERE name = 'de')", "languages"),
    "a touch beside": ("UPDATE touch_cell SET dead = dead + 1", "dead_taps"),
    "a minute": ("UPDATE health SET n = n + 1", "health"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_number_is_found(wrong: str, record: Record, merged: Path, tmp_path: Path) -> None:
    sql, metric = WRONG[wrong]
    shutil.copy(merged, tmp_path / "merged.db")
    with closing(sqlite3.connect(tmp_path / "merged.db")) as db:
        assert db.execute(sql).rowcount > 0
        db.commit()

    verdict = judged_file(record, tmp_path / "merged.db")

    assert not verdict.good
    assert metric in {one.claim.metric for one in verdict.wrong}


def test_a_visit_missing_in_a_store_is_found(record: Record, folder: Path, tmp_path: Path) -> None:
    for number in ("1", "2"):
        shutil.copytree(folder / f"terminal-{number}", tmp_path / f"terminal-{number}")
    with closing(sqlite3.connect(tmp_path / "terminal-1" / "store.db")) as db:
        db.execute("DELETE FROM visit_fact WHERE visit = (SELECT min(visit) FROM visit_fact)")
        db.commit()

    assert not judged(record, tmp_path).good


def test_the_truth_is_kept_and_the_same_year_is_the_same_file(record: Record, tmp_path: Path) -> None:
    write(record, tmp_path / "one.json")
    again = read(tmp_path / "one.json")
    write(again, tmp_path / "two.json")

    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert {claim for claim in record.claims() if not isinstance(claim.truth, float)} <= set(again.claims())


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"form": 99}', '{"form": 1, "times": 3}'])
def test_a_file_that_is_no_truth_is_said_in_one_line(text: str, tmp_path: Path) -> None:
    (tmp_path / "truth.json").write_text(text, encoding="utf-8")

    with pytest.raises(RecordError) as said:
        read(tmp_path / "truth.json")
    assert str(tmp_path) in str(said.value) and "\n" not in str(said.value)
    with pytest.raises(RecordError):
        read(tmp_path / "none.json")


def test_everything_that_was_to_happen_happened(record: Record, folder: Path) -> None:
    fed = record.truth.under("fed")

    assert all(fed[mark] > 0 for mark in ("walk", "over", "staff", "idle", "cloth", "class", "asked")), fed
    assert record.truth.number("reasons", "5") >= 2, "each terminal crashed"
    assert len({key[1] for key in record.truth.counts if key[0] == "use"}) == 2, "two versions"
    assert record.truth.under("broken", "2"), "one was out of order"
    with closing(sqlite3.connect(folder / "terminal-2" / "store.db")) as db:
        years = [year for (year,) in db.execute("SELECT DISTINCT day / 10000 FROM hour_count ORDER BY 1")]
    assert years == [2026, 2027], "a clock leapt"
    hours = {int(key[2]) for key in record.truth.counts if key[0] == "hours"}
    assert hours & {0, 1, 2, 3}, "the night in which the clocks change was a long one"


def test_the_same_seed_makes_the_same_year(record: Record, tmp_path: Path) -> None:
    short = replace(YEAR, days=8)
    parameters = replace(SMALL, visits=5.0)
    one, two = (lived(short, parameters, tmp_path / name) for name in ("one", "two"))
    other = lived(replace(short, seed=2), parameters, tmp_path / "other")

    assert one.truth == two.truth != other.truth


def drawn(n: int) -> Iterator[Script]:
    reel, chance, day = Reel(takes(40), Parameters()), random.Random(4), Day(0.16, False)
    return (visit(reel, chance, day, "de" if at % 9 == 0 else None) for at in range(n))


def test_every_visit_is_one_that_can_be() -> None:
    for script in drawn(600):
        seconds = [second for second, _ in script.moments]
        events = [event for _, event in script.moments]
        assert seconds == sorted(seconds) and seconds[0] == 0.0
        assert script.ended >= seconds[-1]
        if script.reason == 3 and "asked" not in script.marks:
            assert script.ended == pytest.approx(seen(script.moments).dwell + 90.0, abs=5.0)
        shown = [e for e in events if isinstance(e, SurveyShown)]
        assert len(shown) == (1 if "asked" in script.marks else 0)
        assert len([e for e in events if isinstance(e, SurveyEnded)]) == len(shown)
        assert all(
            1 <= e.value <= (4 if e.item == "smiley" else 7) for e in events if isinstance(e, SurveyAnswered)
        )


def test_who_takes_over_comes_after_a_pause_and_is_seen_as_such() -> None:
    over = [seen(script.moments) for script in drawn(900) if "over" in script.marks]

    assert len(over) > 15
    assert sum(one.handed for one in over) >= 0.6 * len(over), "most do something that gives them away"


def test_a_cloth_is_a_storm_and_nobody_else_is() -> None:
    assert seen(cloth(random.Random(1), "de").moments).storm
    assert not [script for script in drawn(300) if seen(script.moments).storm]


def test_what_is_expected_is_what_many_draws_come_to() -> None:
    """4,000 visits: four standard errors are allowed."""
    n = 4000
    reel = Reel(takes(40), Parameters())
    chance = random.Random(9)
    what = [seen(visit(reel, chance, Day(reel.parameters.walks, True)).moments) for _ in range(n)]
    model = Expected(reel, 0.0)
    shares = {"engaged": (model.happens(engaged, True), sum(one.first is not None for one in what))}
    for name in {name for take in reel.all for name in take.started}:
        shares[name] = (
            model.happens(lambda take, name=name: take.started.get(name), True),  # type: ignore[misc]
            sum(name in one.started for one in what),
        )
        shares[f"{name} done"] = (
            model.happens(lambda take, name=name: take.done.get(name), True),  # type: ignore[misc]
            sum(name in one.done for one in what),
        )
    shares["en"] = model.languages(True)["en"], sum(one.language == "en" for one in what)

    for name, (share, hits) in shares.items():
        assert abs(hits / n - share) <= 4 * (share * (1 - share) / n) ** 0.5 + 0.002, name


def test_a_change_of_content_raises_completion_by_what_was_said() -> None:
    parameters = Parameters()
    reel = Reel(takes(40), parameters)
    name = parameters.change.scenario

    def share(kind: Kind) -> float:
        pairs = list(zip(reel.takes(kind), reel.weights(kind), strict=True))
        started = sum(weight for take, weight in pairs if name in take.started)
        return sum(weight for take, weight in pairs if name in take.done) / started

    assert any(name in take.started and name not in take.done for take in reel.all), "some do not finish it"
    assert share(Kind("de")) == pytest.approx(parameters.change.before)
    assert share(Kind("de", after=True)) == pytest.approx(parameters.change.after)


def test_takes_are_kept_as_they_were_played(tmp_path: Path) -> None:
    save(takes(40), tmp_path / "takes.jsonl")

    assert takes(40) == load(tmp_path / "takes.jsonl")
    assert {take.language for take in takes(40)} == {"de", "en"}


KILLED = """
import random, sys
from pathlib import Path
from kiosk.rehearsal.year.parameters import Parameters
from kiosk.rehearsal.year.reel import Kind, Reel
from kiosk.rehearsal.year.script import Day, visit
from kiosk.rehearsal.year.take import load
from telemetry.store import Store
store = Store(Path(sys.argv[1]) / "killed", 1, build="test/1", threaded=False)
reel, chance = Reel(load(Path(sys.argv[1]) / "takes.jsonl"), Parameters()), random.Random(int(sys.argv[2]))
for n in range(3):
    script = visit(reel, chance, Day(0.1, False))
    store.begin(n * 1000.0)
    for second, event in script.moments:
        store.log(event, n * 1000.0 + second)
    if n < 2:
        store.end(script.reason, n * 1000.0 + script.ended)
store.flush()
print("up", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("seed", [1, 2])
def test_a_terminal_that_is_killed_loses_no_visit(seed: int, tmp_path: Path) -> None:
    """Really killed, in the middle of its third visit: what the year does with files, a process does."""
    from telemetry.store import Store

    save(takes(40), tmp_path / "takes.jsonl")
    words = [sys.executable, "-c", KILLED, str(tmp_path), str(seed)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None and child.stdout.readline() == "up\n"
        child.send_signal(signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL
    Store(tmp_path / "killed", 1, build="test/1", threaded=False).close()

    with closing(sqlite3.connect(tmp_path / "killed" / "store.db")) as db:
        reasons = [reason for (reason,) in db.execute("SELECT reason FROM visit_fact")]
    assert 3 == len(reasons) and 1 == reasons.count(5)


def test_the_command_makes_a_year_and_says_what_is_wrong_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["rehearse", "--terminals", "1", "--days", "3", "--visits", "2", "--data", str(tmp_path)]
    main(words)
    told = capsys.readouterr().out

    truth = read(tmp_path / "truth.json").truth
    with closing(sqlite3.connect(tmp_path / "terminal-1" / "store.db")) as db:
        (visits,) = db.execute("SELECT count(*) FROM visit_fact").fetchone()
    assert visits == sum(n for key, n in truth.counts.items() if key[0] == "visits") > 50
    assert re.search(r"what came of the year: (\d+) of \1 found again", told)

    assert 1 == main(words)
    assert "is there already" in capsys.readouterr().err
    assert 2 == main(["rehearse", "--terminals", "1"])
    assert "--terminals needs --data" in capsys.readouterr().err
