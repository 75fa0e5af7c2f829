from __future__ import annotations

import random

import pytest

from telemetry.buckets import ENOUGH, age, chain, is_over, months, needed, settled, sparse, top

BUSY, QUIET = ENOUGH, 300


def where(visits: dict[int, int], running: int, taken: tuple[int, ...] = ()) -> dict[int, int]:
    periods = needed(visits, taken, running)
    return {month: settled(month, periods) for month in visits if is_over(month, running)}


def year(*counts: int) -> dict[int, int]:
    return {202700 + month: n for month, n in enumerate(counts, 1)}


def test_a_bucket_says_which_months_it_holds() -> None:
    assert [months(one) for one in (202705, 202721, 202724, 202731, 202732, 202740)] == [
        (202705, 202705), (202701, 202703), (202710, 202712), (202701, 202706), (202707, 202712),
        (202701, 202712),
    ]  # fmt: skip
    assert chain(202705) == (202705, 202722, 202731, 202740)
    assert chain(202732) == (202732, 202740)
    assert (age(202732, 202901), is_over(202740, 202712), is_over(202740, 202801)) == (18, False, True)


@pytest.mark.parametrize("nonsense", [0, 202700, 202713, 202725, 202733, 202741, 202799])
def test_what_is_no_bucket_is_said(nonsense: int) -> None:
    with pytest.raises(ValueError, match="no such bucket"):
        months(nonsense)


def test_a_busy_month_stays_a_month() -> None:
    assert where(year(BUSY, BUSY, BUSY, 5), 202704) == {m: m for m in (202701, 202702, 202703)}


def test_a_small_month_takes_its_quarter_along() -> None:
    assert where(year(BUSY, QUIET, BUSY, 5), 202704) == dict.fromkeys((202701, 202702, 202703), 202721)


def test_the_running_month_stays_as_it_is_and_its_quarter_waits_for_it() -> None:
    assert where(year(QUIET, QUIET, 5), 202703) == dict.fromkeys((202701, 202702), 202721)


def test_a_small_quarter_becomes_a_half_and_a_small_half_a_year() -> None:
    assert where(year(QUIET, QUIET, QUIET, BUSY, 5), 202705) == dict.fromkeys(
        (202701, 202702, 202703, 202704), 202731
    )
    quiet = year(*([QUIET] * 12))
    assert set(where(quiet, 202706).values()) == {202731}
    assert set(where(quiet, 202801).values()) == {202740}
    assert sparse(quiet, needed(quiet, (), 202801), 202801) == {}


def test_five_visits_a_day_stay_a_year_and_the_store_says_so() -> None:
    few = year(*([130] * 12))
    assert set(where(few, 202801).values()) == {202740}
    assert sparse(few, needed(few, (), 202801), 202801) == {2027: 1560}
    assert sparse(few, needed(few, (), 202712), 202712) == {}


def test_a_month_without_visits_asks_for_nothing() -> None:
    assert where(year(BUSY, 0, BUSY, 5), 202704)[202701] == 202701


def test_there_is_no_way_back() -> None:
    assert where(year(BUSY, BUSY, BUSY), 202704, taken=(202721,)) == dict.fromkeys(
        (202701, 202702, 202703), 202721
    )
    assert where(year(*([BUSY] * 6)), 202707, taken=(202731,)) == dict.fromkeys(year(*([1] * 6)), 202731)


def test_night_after_night_gives_what_one_look_at_the_end_gives_and_every_crowd_is_large() -> None:
    """Random years: each month is coarsened as it closes, by one job a month, and never turned back."""
    chance = random.Random(5)
    for _ in range(300):
        visits = year(*(chance.choice((0, 20, 400, 1500, 2499, 2500, 4000)) for _ in range(12)))
        stands = {month: month for month, n in visits.items() if n}
        for running in (*range(202702, 202713), 202801):
            seen = {month: n for month, n in visits.items() if month <= running}
            taken = tuple({stands[month] for month in seen if seen[month]})
            periods = needed(seen, taken, running)
            for month in stands:
                if is_over(month, running):
                    later = settled(stands[month], periods)
                    assert later >= stands[month]
                    stands[month] = later
        periods = needed(visits, (), 202801)
        assert stands == {month: settled(month, periods) for month in stands}
        for bucket in set(stands.values()):
            crowd = sum(visits[month] for month, at in stands.items() if at == bucket)
            assert crowd >= ENOUGH or bucket == 202740


def test_the_longest_half_percent_of_stays_look_alike() -> None:
    assert top({5: 994, 9: 1, 20: 5}) == 9
    assert top({5: 995, 9: 1, 20: 4}) == 5
    assert top({3: 1}) == 3
    with pytest.raises(ValueError):
        top({})
    counts = {5: 900, 9: 95, 12: 4, 20: 1}
    capped = {number: n for number, n in counts.items() if number <= top(counts)}
    capped[top(counts)] += sum(n for number, n in counts.items() if number > top(counts))
    assert top(capped) == top(counts), "a second night finds nothing to do"
