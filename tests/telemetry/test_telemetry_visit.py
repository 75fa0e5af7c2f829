from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from plays import GAME, wandering

from telemetry.bins import DWELL_EDGES_MS, coarse, dwell_bin, gap_bin, latency, span
from telemetry.dictionary import Names
from telemetry.events import (
    Answered,
    DeadTap,
    Event,
    IdleWarned,
    LightLit,
    Pledged,
    ScreenEntered,
    Slow,
    Storm,
    Tapped,
    TaskEnded,
    TaskStarted,
    TaskStep,
    VisitEnded,
)
from telemetry.facts import Sealed, coarsen, lines, seal
from telemetry.visit import CUT, GAP, MOST_ROWS, STORM, Head, Visit, VisitFullError

Play = Sequence[tuple[float, Event]]


def visit_of(events: Iterable[tuple[float, Event]], began: float = 0.0) -> Visit:
    visit = Visit(Head(1, 20270514, 16, "test"), began)
    names = Names()
    for now, event in events:
        visit.add(event, began + now, names)
    return visit


def sealed(events: Iterable[tuple[float, Event]], reason: int = 1) -> Sealed:
    return seal(visit_of(events), reason)


def test_a_visit_ends_with_its_last_touch_not_with_the_time_out() -> None:
    late = [*GAME, (95.0, VisitEnded(3))]
    assert sealed(late).fact.dwell_bin == dwell_bin(18_000)


def test_what_the_exhibition_does_by_itself_is_no_touch() -> None:
    alone: Play = [
        (1.0, DeadTap(3)),
        (30.0, ScreenEntered("home", 2)),
        (60.0, IdleWarned(30)),
        (61.0, Slow(200)),
    ]
    assert sealed(alone).fact.dwell_bin == dwell_bin(1000)


def test_the_facts_of_a_game() -> None:
    fact = sealed(GAME).fact
    assert (fact.language, fact.funnel, fact.exit_screen) == ("de", 4, "heat/fuel")
    assert (fact.tasks, fact.solved, fact.taps, fact.dead, fact.rage) == (1, 1, 1, 1, 0)
    assert fact.ttfi_bin == dwell_bin(2000)


def test_the_funnel_wants_its_steps_in_order() -> None:
    light, open_, step, solved = LightLit("c", 1, 1), TaskStarted("a"), TaskStep("a/b", 0), TaskEnded("a", 1)
    assert sealed([(1, light), (2, open_)]).fact.funnel == 1
    assert sealed([(1, open_), (2, solved), (3, step)]).fact.funnel == 2
    assert sealed([(1, open_), (2, step), (3, solved), (4, light), (5, open_)]).fact.funnel == 5


def test_a_station_counts_the_time_on_its_screens_only() -> None:
    stops = sealed(
        [
            (0, ScreenEntered("a/1")), (9, TaskStarted("a")), (10, ScreenEntered("home")),
            (40, ScreenEntered("b/1")), (43, DeadTap(2)), (99, VisitEnded(3)),
        ]
    ).stops  # fmt: skip
    assert [(stop.station, stop.dwell_bin, stop.solved) for stop in stops] == [
        ("a", dwell_bin(10_000), False),
        ("b", dwell_bin(3_000), None),
    ]


def test_three_quick_touches_are_rage_only_when_one_of_them_was_dead() -> None:
    live: Play = [(k * 0.3, Tapped("plus", 20, 5)) for k in range(3)]
    mixed: Play = [*live[:2], (0.6, DeadTap(5))]
    apart: Play = [*live[:2], (0.6, DeadTap(6))]
    slow: Play = [*live[:2], (2.0, DeadTap(5))]
    assert [sealed(case).fact.rage for case in (live, mixed, apart, slow)] == [0, 1, 0, 0]


def test_a_cloth_on_the_glass_is_a_storm() -> None:
    fast: Play = [(k * 0.05, Tapped("x", 10, 5)) for k in range(40)]
    dead: Play = [(k * 0.9, DeadTap(k)) for k in range(20)]
    told: Play = [(1.0, Storm(30))]
    calm: Play = [(k * 0.9, Tapped("x", 10, 5)) for k in range(40)]
    assert [sealed(case).fact.quality & STORM for case in (fast, dead, told, calm)] == [
        STORM,
        STORM,
        STORM,
        0,
    ]


def test_a_clock_that_leaps_is_noted_and_time_never_runs_back() -> None:
    visit = visit_of([(5.0, DeadTap(1)), (2.0, DeadTap(2)), (3.0, DeadTap(3)), (7200.0, DeadTap(4))])
    times = [row.t_ms for row in visit.rows]
    assert times == sorted(times)
    assert visit.quality & GAP


@pytest.mark.parametrize("now", [float("nan"), float("inf"), -float("inf")])
def test_a_time_that_is_none_adds_no_row(now: float) -> None:
    visit = visit_of([])
    with pytest.raises((ValueError, OverflowError)):
        visit.add(DeadTap(1), now, Names())
    assert visit.rows == []


def test_a_visit_cannot_grow_without_end() -> None:
    visit = visit_of((k / 10, DeadTap(1)) for k in range(MOST_ROWS))
    with pytest.raises(VisitFullError):
        visit.add(DeadTap(1), 9e3, Names())
    visit.add(VisitEnded(3), 9e3, Names())
    assert (len(visit.rows), visit.quality & CUT) == (MOST_ROWS + 1, CUT)


@pytest.mark.parametrize(
    "event",
    [
        Tapped("Ich heisse Anna"), Tapped("a" * 121), Tapped(""), TaskStarted("a\n"), ScreenEntered("Straße"),
        Answered("a/b", float("nan"), True), DeadTap(144), Tapped("a", 2**40), Tapped(5),  # type: ignore[arg-type]
        TaskEnded("a", "x"),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_what_is_no_id_and_no_number_adds_no_row(event: Event) -> None:
    visit = visit_of([])
    with pytest.raises((ValueError, TypeError)):
        visit.add(event, 1.0, Names())
    assert visit.rows == []


def test_numbers_about_a_household_are_in_no_row() -> None:
    visit = visit_of(GAME)
    kinds = {"answer", "guess", "result", "pledge", "light"}
    assert [(row.value, row.cell) for row in visit.rows if row.kind in kinds] == [(None, None)] * 7
    assert visit.ballot.votes == {"heat/rooms": ("heat/rooms", 37.0), "heat/fuel": ("heat/fuel/pump", 2.0)}
    assert visit.ballot.guesses == {("heat/guess", 0): (2700.0, 1900.0)}
    assert visit.ballot.results == {"heat": (2300.0, 1)}


def test_ways_of_showing_are_in_no_row() -> None:
    visit = visit_of(GAME)
    assert "a11y" not in {row.kind for row in visit.rows}
    assert visit.ballot.access == {"text150"}


def test_a_lever_put_back_is_no_pledge() -> None:
    twice = [(1.0, Pledged("a/b/c", 120)), (2.0, Pledged("a/b/c", 120))]
    assert visit_of(twice).ballot.pledges == {}
    assert visit_of(twice[:1]).ballot.pledges == {"a/b/c": 120}


def test_the_path_keeps_pauses_only_in_doubling_bins_up_to_four_seconds() -> None:
    path = coarsen(visit_of([(0.05, DeadTap(1)), (1.0, DeadTap(1)), (400.0, DeadTap(1))]).rows)
    assert [span((125, 250, 500, 1000, 2000, 4000), step.gap_bin) for step in path] == [
        (0, 125),
        (500, 1000),
        (4000, None),
    ]


def test_the_page_shows_the_path_word_for_word() -> None:
    for seed in range(20):
        visit = visit_of(wandering(seed))
        assert [line[:5] for line in lines(visit.rows)] == [step[1:] for step in coarsen(visit.rows)]


def test_bins_cover_every_length_once() -> None:
    for ms in (0, 999, 1000, 1250, 1249, 66_900, 10**9):
        low, high = span(DWELL_EDGES_MS, dwell_bin(ms))
        assert low <= ms and (high is None or ms < high)
    assert (gap_bin(0), gap_bin(4000), gap_bin(10**7)) == (0, 6, 6)


def test_numbers_keep_two_digits() -> None:
    assert [coarse(x) for x in (37.44, 1234, -0.0, 0.0123, 3)] == [37.0, 1200.0, 0.0, 0.012, 3.0]
    assert [latency(x) for x in (-5, 37, 99_999)] == [0, 30, 1000]
