"""What the evaluation reads, as it stands in the store after visits were played."""

from __future__ import annotations

import random
from pathlib import Path

from plays import GAME, Calendar, one, play, quiet, rows, start

from telemetry.events import (
    DayRun,
    Event,
    LegTaken,
    ScreenEntered,
    SurveyAnswered,
    SurveyEnded,
    SurveyShown,
    Tapped,
    TaskEnded,
    TaskStarted,
    TaskStep,
    VisitStarted,
)
from telemetry.store import Store

DAY = "SELECT name, num, den FROM day_stat JOIN stat ON id = stat WHERE name LIKE ? ORDER BY 1"


TABLES = (
    "visit_fact", "path", "screen_count", "outcome", "day_stat", "hour_count", "touch_cell", "poll", "guess",
    "pledge", "crowd_today", "crowd_visits", "a11y_count", "health",
)  # fmt: skip
WALK = ((1.0, ScreenEntered("heat/day")), (2.0, DayRun("heat/day", 3)), (3.0, TaskStep("heat/day", 0)))


def test_a_survey_stands_beside_its_visit_and_its_answers_in_no_path(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    survey: tuple[tuple[float, Event], ...] = (
        (52.0, SurveyShown("seq")), (54.0, SurveyAnswered("seq", 2)), (55.0, SurveyAnswered("seq", 6)),
        (56.0, SurveyEnded("seq", 1)),
    )  # fmt: skip
    play(store, (*GAME, *survey))
    play(store, (*GAME, survey[0]))
    store.close()
    kept = "SELECT i.name, outcome FROM survey JOIN instrument i ON i.id = instrument ORDER BY outcome"
    assert rows(tmp_path, kept) == [("seq", 1), ("seq", 2)]
    assert rows(tmp_path, "SELECT i.name, value FROM response JOIN item i ON i.id = item") == [("seq", 6)]
    path = "SELECT target, value FROM paths_readable WHERE kind = 'survey_answer'"
    assert rows(tmp_path, path) == [("seq", None)] * 2


def test_screens_and_outcomes_add_up_over_visits_and_per_build(tmp_path: Path) -> None:
    for build in ("one", "two", "two"):
        store = quiet(tmp_path, build=build)
        play(
            store,
            ((1.0, ScreenEntered("heat/day")), (2.0, DayRun("heat/day", 3)), (3.0, TaskStep("heat/day", 0))),
        )
        store.close()
    screens = """SELECT b.name, s.name, seen, done, back, last FROM screen_count c
        JOIN build b ON b.id = c.build JOIN screen s ON s.id = c.screen ORDER BY 1"""
    assert rows(tmp_path, screens) == [("one", "heat/day", 1, 1, 0, 1), ("two", "heat/day", 2, 2, 0, 2)]
    outcomes = """SELECT b.name, k.name, t.name, value, n FROM outcome o JOIN build b ON b.id = o.build
        JOIN kind k ON k.id = o.kind JOIN target t ON t.id = o.target ORDER BY 1"""
    assert rows(tmp_path, outcomes) == [
        ("one", "day_run", "heat/day", 3, 1), ("two", "day_run", "heat/day", 3, 2),
    ]  # fmt: skip


def test_every_scenario_of_the_menu_has_its_starts_on_every_day_with_visits(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    store.register("station", ("heat", "ways", "power"))
    play(store)
    play(store, ((1.0, TaskStarted("ways")), (2.0, TaskEnded("ways", 0))))
    store.close()
    started = rows(tmp_path, DAY, "start/%")
    assert started == [("start/heat", 1, 2), ("start/power", 0, 2), ("start/ways", 1, 2)]
    assert rows(tmp_path, DAY, "done/%") == [("done/heat", 1, 1), ("done/ways", 0, 1)]


def test_a_visit_that_a_crash_cut_off_had_the_same_menu(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    store.register("station", ("heat", "ways", "power"))
    play(store)
    start(store, at=500.0)
    store.flush()
    store.writer._disk.close()  # type: ignore[union-attr]
    again = quiet(tmp_path)
    again.close()
    assert again.health()["resealed"] == 1
    started = rows(tmp_path, DAY, "start/%")
    assert started == [("start/heat", 2, 2), ("start/power", 0, 2), ("start/ways", 0, 2)]


def test_a_file_says_whose_it_is(tmp_path: Path) -> None:
    for name in ("rehearsal", "digitma2", "digitma2"):
        store = quiet(tmp_path)
        store.register("exhibition", (name,))
        play(store)
        store.close()
        assert rows(tmp_path, "SELECT name FROM exhibition") == [(name,)]
    assert one(tmp_path, "SELECT v FROM meta WHERE k = 'terminal'") == 7


def test_the_shipped_exhibition_makes_itself_known(tmp_path: Path) -> None:
    from kiosk.cli import build
    from tests.house import library

    with build.store(tmp_path, library()) as store:
        store.flush()
    assert rows(tmp_path, "SELECT name FROM exhibition") == [("digitma2",)]
    menu = library().german.exhibition.scenarios
    assert one(tmp_path, "SELECT count(*) FROM stat WHERE name LIKE 'start/%'") == len(menu) > 5


def test_many_visits_committed_at_once_are_the_visits_committed_one_by_one(tmp_path: Path) -> None:
    kept = []
    for every in (1, 7, 200):
        folder, wall = tmp_path / str(every), Calendar()
        store = Store(
            folder,
            7,
            wall=wall,
            chance=random.Random(3).getrandbits,
            threaded=False,
        )
        store.commit_every = every
        for number in range(30):
            wall.now = wall.now.replace(day=4 + number // 6)
            legs = (LegTaken(f"ways/day/shop.{'bike' if number % 3 else 'car'}", 0), Tapped("next"))
            play(store, (*GAME, *((52.0, leg) for leg in legs)), at=number * 100.0)
        store.sums(5)
        assert (store.health()["waiting"] == 30) == (every == 200)
        store.close()
        kept.append({table: rows(folder, f"SELECT * FROM {table}") for table in TABLES})
    assert kept[0]["outcome"] and kept[0] == kept[1] == kept[2]


def test_a_change_of_hands_marks_the_visit_and_its_day(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    play(store, ((0.0, VisitStarted("de")), (1.0, TaskStarted("heat")), (14.0, Tapped("play.ways")),
                 (14.0, TaskStarted("ways"))))  # fmt: skip
    play(store)
    store.close()
    assert sorted(rows(tmp_path, "SELECT quality FROM visit_fact")) == [(0,), (8,)]
    assert rows(tmp_path, DAY, "handover") == [("handover", 1, 2)]
