"""The model of the errands: exact counts, honest sums, no day forgotten and none invented."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenes.kinds.route import best as module
from scenes.kinds.route.best import (
    Mark,
    ahead,
    cloud,
    drawn_line,
    line,
    line_days,
    on_line,
    reach,
    sure,
    swap,
)
from scenes.kinds.route.days import Leg, Mode, Task, beats, covers, days, every, offers, whole
from tests.kinds.routes import counted, draft, large, large_at_random, possible, tasks, total, unbeaten

calm = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# --- the day the game was designed with ------------------------------------------------------------


@pytest.mark.parametrize(
    ("modes", "expected"),
    [
        ((), 1876),
        (("fuss", "bahn", "teilauto"), 162),
        (("fuss", "rad", "leihrad", "bahn"), 81),
        (("fuss", "lasten", "bahn", "auto", "teilauto"), 769),
    ],
    ids=["Jana", "Öztürk", "Mira", "Leo"],
)
def test_the_draft_has_as_many_days_as_its_design_says(modes: tuple[str, ...], expected: int) -> None:
    found = days(draft(*modes))

    assert expected == found.count == len(list(every(found)))


def test_302_of_the_1876_days_are_unbeaten() -> None:
    assert 302 == line_days(draft())
    assert 302 == sum(on_line(draft(), one) for _, one in every(days(draft())))


@pytest.mark.parametrize(
    ("rides", "minutes", "euros", "kilos", "moved", "wet"),
    [
        (("auto",) * 5, 78, 14.93, 4.6, 0, 0),
        (("bahn",) * 5, 106, 4.20, 1.3, 30, 0),
        (("leihrad",) * 4 + ("lasten",), 100, 8.00, 0, 90, 2),
    ],
    ids=["car", "tram", "shared bikes"],
)
def test_the_published_days_come_to_the_published_sums(
    rides: tuple[str, ...], minutes: float, euros: float, kilos: float, moved: float, wet: float
) -> None:
    time, cost, co2, active, rain = (value / 1e6 for value in days(draft()).total(rides))

    assert (minutes, euros, kilos) == (round(time), round(cost, 2), round(co2 / 1000, 1))
    assert (moved, wet) == (round(-active), rain)


def test_the_day_ticket_is_paid_once_with_the_first_ride() -> None:
    found = days(draft())

    assert 4_200_000 == found.total(("bahn",))[1] == found.total(("bahn", "bahn"))[1]
    assert 0 == found.total(("fuss",))[1]


# --- against trying everything ---------------------------------------------------------------------


@calm
@given(tasks())
def test_every_possible_day_is_found_once_with_its_sums(task: Task) -> None:
    found = dict(every(days(task)))

    assert counted(task) == found
    assert days(task).count == len(list(every(days(task))))
    assert all(days(task).total(rides) == one == total(task, rides) for rides, one in found.items())


@calm
@given(tasks())
def test_the_line_holds_just_the_days_nobody_beats(task: Task) -> None:
    found = counted(task)
    best = unbeaten(found)

    assert len(best) == line_days(task)
    assert best == {rides for rides, one in found.items() if on_line(task, one)}


@calm
@given(tasks(), st.randoms(use_true_random=False))
def test_what_is_offered_is_what_still_leads_home(task: Task, dice: object) -> None:
    found = counted(task)
    for rides in list(found)[:20]:
        for at in range(len(rides)):
            begun = rides[:at]
            open_ways = {each[at] for each in found if each[:at] == begun}
            offered = {o.mode.id for o in offers(days(task), begun) if o.reason is None}
            assert open_ways == offered


@calm
@given(tasks())
def test_a_swap_changes_one_leg_and_improves_the_day(task: Task) -> None:
    found = counted(task)
    for rides, one in list(found.items())[:40]:
        others = [o for o in found if sum(a != b for a, b in zip(o, rides, strict=True)) == 1]
        better = [o for o in others if beats(found[o], one)]
        offered = swap(task, rides)
        assert bool(better) == (offered is not None)
        if offered is not None:
            after = (*rides[: offered.leg], offered.mode, *rides[offered.leg + 1 :])
            assert possible(task, after) and found[after] == offered.total
            assert beats(offered.total, one)


@calm
@given(tasks())
def test_scales_reach_from_the_least_to_the_most_of_any_day(task: Task) -> None:
    found = counted(task)
    if not found:
        with pytest.raises(ValueError, match="no day"):
            reach(task)
        return
    low, high = reach(task)
    assert low == tuple(map(min, zip(*found.values(), strict=True)))
    assert high == tuple(map(max, zip(*found.values(), strict=True)))


@calm
@given(tasks())
def test_the_edge_of_the_cloud_is_its_lower_left(task: Task) -> None:
    points = {(one[0], one[2]) for one in counted(task).values()}
    edge = {p for p in points if not any(q != p and q[0] <= p[0] and q[1] <= p[1] for q in points)}

    assert sorted(edge) == list(drawn_line(task))


@calm
@given(tasks())
def test_the_cloud_has_one_mark_for_each_day(task: Task) -> None:
    if not days(task).count:
        return
    marks = cloud(task)

    assert days(task).count == len(marks)
    assert sorted((one[0], one[1], one[2]) for one in counted(task).values()) == sorted(
        (m.time, m.cost, m.co2) for m in marks
    )


# --- vehicles and loads ----------------------------------------------------------------------------


def there_and_back(*modes: Mode, heavy: bool = False) -> Task:
    legs = (Leg("h", "k", 1), Leg("k", "a", 2), Leg("a", "k", 2, heavy=heavy), Leg("k", "h", 1))
    return Task("h", legs, modes)


def reasons(task: Task, *rides: str) -> dict[str, str | None]:
    return {o.mode.id: o.reason for o in offers(days(task), rides)}


def test_an_own_vehicle_waits_where_it_was_left_and_must_come_home() -> None:
    task = there_and_back(Mode("fuss", 5), Mode("rad", 15, own=True))

    assert {"fuss": None, "rad": None} == reasons(task)
    assert {"fuss": None, "rad": None} == reasons(task, "rad")
    assert {"fuss": None, "rad": "away"} == reasons(task, "rad", "fuss")
    assert {"fuss": "home", "rad": None} == reasons(task, "rad", "fuss", "fuss")
    assert {"fuss": None, "rad": "away"} == reasons(task, "fuss", "fuss", "fuss")


def test_the_one_that_would_stay_behind_is_named() -> None:
    task = there_and_back(Mode("fuss", 5), Mode("rad", 15, own=True))
    (walk, _) = offers(days(task), ("rad", "fuss", "fuss"))

    assert ("home", "rad") == (walk.reason, walk.at)


def test_a_vehicle_that_could_not_carry_the_load_home_is_not_offered() -> None:
    task = there_and_back(Mode("bahn", 20, heavy=True), Mode("rad", 15, own=True), heavy=True)

    assert {"bahn": None, "rad": "heavy"} == reasons(task, "bahn", "bahn")
    assert {"bahn": None, "rad": "home"} == reasons(task, "rad")


def test_after_the_last_leg_and_after_nonsense_nothing_is_offered() -> None:
    task = there_and_back(Mode("fuss", 5), Mode("rad", 15, own=True))

    assert () == offers(days(task), ("fuss",) * 4)
    assert () == offers(days(task), ("rad", "rad", "fuss", "rad"))
    assert not days(task).allows(("rad", "fuss", "fuss", "fuss"))


# --- eight modes on eight legs ---------------------------------------------------------------------


def test_the_large_day_is_counted_exactly_and_its_cloud_loses_nobody() -> None:
    task = large()
    found = days(task)
    marks = cloud(task)
    low, high = reach(task)

    assert 889_093 == found.count == sum(mark.days for mark in marks)
    assert len(marks) <= 4 * module.CELLS[0] * module.CELLS[1]
    for at, name in ((0, "time"), (1, "cost"), (2, "co2")):
        mean = sum(getattr(m, name) * m.days for m in marks) / found.count
        assert all(low[at] <= getattr(m, name) <= high[at] for m in marks)
        assert low[at] < mean < high[at]


@pytest.mark.parametrize("seed", [0, 4, 12, 13])
def test_a_large_day_with_odd_numbers_keeps_nobody_waiting(seed: int) -> None:
    """Generous for a slow machine: below 0.1 s and 0.02 s are measured."""
    task = large_at_random(seed)
    found = days(task)
    own = found.total(next(rides for rides, _ in every(found)))
    start = perf_counter()
    counted_line = line(task)
    between = perf_counter()
    on_line(task, own)

    assert found.count > 200_000 and counted_line is None and 0 == line_days(task)
    assert between - start < 0.5 and perf_counter() - between < 0.3


def test_too_long_a_line_changes_nothing_about_ones_own_day(monkeypatch: pytest.MonkeyPatch) -> None:
    best = set(line(draft()) or ())
    monkeypatch.setattr(module, "MOST", 10)
    line.cache_clear()
    on_line.cache_clear()

    assert line(draft()) is None
    assert all((one in best) == on_line(draft(), one) for _, one in list(every(days(draft())))[::7])
    line.cache_clear()


@calm
@given(tasks())
def test_a_sure_day_is_best_in_everything(task: Task) -> None:
    found = counted(task)
    if not found:
        return
    low, _ = reach(task)
    rides = sure(task)

    assert (rides is None) == (low not in found.values())
    assert rides is None or found[rides] == low


def test_what_is_not_shown_does_not_count() -> None:
    """Without money and CO2 the car is simply the quickest and driest."""
    task = draft()
    shown = replace(task, criteria=(True, False, False, False, True))

    assert {("auto",) * 5} == {r for r, one in every(days(shown)) if one in (line(shown) or ())}
    assert sure(shown) == ("auto",) * 5 and sure(task) is None
    assert days(whole(shown)) == days(task)


def test_steps_hold_up_only_those_who_move_themselves() -> None:
    modes = (Mode("fuss", 5, active=1), Mode("bahn", 20, day=4))
    task = Task("h", (Leg("h", "a", 2, walked=inf), Leg("a", "h", 2, walked=3)), modes)

    assert {"fuss": "steps", "bahn": None} == reasons(task)
    assert {("bahn", "fuss"), ("bahn", "bahn")} == {rides for rides, _ in every(days(task))}
    assert days(task).total(("bahn", "fuss"))[0] == (2 / 20 + 3 / 5) * 60 * 1_000_000


def test_cells_keep_the_means_that_single_days_have(monkeypatch: pytest.MonkeyPatch) -> None:
    def mean(marks: tuple[Mark, ...], name: str) -> float:
        return float(sum(getattr(m, name) * m.days for m in marks) / sum(m.days for m in marks))

    single = cloud(draft())
    monkeypatch.setattr(module, "SINGLE", 0)
    cloud.cache_clear()
    cells = cloud(draft())
    cloud.cache_clear()

    assert len(cells) < len(single) == 1876
    for name in ("time", "cost", "co2"):
        assert mean(single, name) == pytest.approx(mean(cells, name), rel=1e-9)


def test_everything_about_the_draft_is_known_at_once() -> None:
    """Generous for a slow machine: 50 ms are asked, about 10 ms are measured."""
    for cached in (days, ahead, line, on_line, cloud, drawn_line):
        cached.cache_clear()
    start = perf_counter()
    own = days(draft()).total(("auto",) * 5)
    line(draft()), cloud(draft()), drawn_line(draft()), on_line(draft(), own), swap(draft(), ("auto",) * 5)

    assert perf_counter() - start < 0.25


def test_comparing_is_what_it_says() -> None:
    assert covers((1, 1, 1, 1, 1), (1, 1, 1, 1, 1)) and not beats((1, 1, 1, 1, 1), (1, 1, 1, 1, 1))
    assert beats((1, 1, 1, 1, 0), (1, 1, 1, 1, 1)) and not covers((0, 2, 0, 0, 0), (1, 1, 1, 1, 1))
