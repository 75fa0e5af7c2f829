"""What is hidden stays hidden: an attacker with all sums and a linear program finds nothing again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telemetry.metrics.metric import Column, Estimate, Table, Text
from telemetry.privacy.suppression import Link, protect, protect_all
from tests.privacy.attacker import Name, grid_widths, widths

LEAST = 5
NUMBERS = st.one_of(st.just(0), st.integers(1, 6), st.integers(7, 40), st.integers(1000, 90_000))
GRIDS = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda size: st.lists(
        st.lists(NUMBERS, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def full(grid: Sequence[Sequence[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in grid]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def protect_grid(grid: Sequence[Sequence[int]], least: int) -> tuple[tuple[int | None, ...], ...]:
    """The grid with its margins, protected."""
    names = [*range(len(grid)), None], [*range(len(grid[0])), None]
    true = full(grid)
    cells = [(i, j, true[-1 if i is None else i][-1 if j is None else j]) for i in names[0] for j in names[1]]
    shown = [row[2] for row in protect(table("kkc", *cells), least).rows]
    wide = len(names[1])
    return tuple(tuple(shown[at : at + wide]) for at in range(0, len(shown), wide))  # type: ignore[arg-type]


def check_grid(grid: Sequence[Sequence[int]], least: int) -> tuple[int, int]:
    """Nothing small is shown, what is shown is true, every hidden cell stays uncertain; (small, hidden)."""
    shown, true = protect_grid(grid, least), full(grid)
    for row, truth in zip(shown, true, strict=True):
        for value, number in zip(row, truth, strict=True):
            assert value is None or (value == number and not 0 < value < least)
    found = grid_widths(shown)
    assert all(width >= least - 1e-6 for width in found.values()), (grid, shown, found)
    return sum(0 < n < least for row in true for n in row), len(found)


@SLOW
@given(GRIDS, st.sampled_from((3, 5, 10)))
def test_no_cell_of_a_table_with_margins_comes_back(grid: list[list[int]], least: int) -> None:
    check_grid(grid, least)


def test_one_row_one_column_only_small_cells_and_one_giant() -> None:
    for grid in (
        [[3, 40, 50]], [[3], [40], [50]], [[3]], [[1, 2], [3, 4]], [[4, 0, 0], [0, 0, 0]],
        [[3, 0], [0, 90_000]], [[0, 0], [0, 0]], [[2, 9, 9], [9, 2, 9], [9, 9, 2]],
    ):  # fmt: skip
        check_grid(grid, LEAST)


def test_a_table_without_small_cells_is_shown_as_it_is() -> None:
    grid = [[7, 0, 12], [5, 99, 5]]

    assert tuple(map(tuple, full(grid))) == protect_grid(grid, LEAST)


def test_the_attacker_wins_where_only_the_small_cells_are_hidden() -> None:
    """The attack is worth something: without complement it finds the cell, exactly."""
    true = full([[3, 40], [50, 60]])
    blanked = [[None if 0 < value < LEAST else value for value in row] for row in true]

    assert {(0, 0): 0.0} == grid_widths(blanked)


def languages_by_hour(seed: int) -> list[list[int]]:
    """One week of one terminal: eight languages, eleven hours."""
    chance = random.Random(seed)
    shares = (0.62, 0.16, 0.09, 0.05, 0.03, 0.02, 0.02, 0.01)
    crowd = (8, 14, 22, 30, 26, 24, 34, 40, 44, 38, 20)
    return [
        [sum(chance.random() < share for _ in range(chance.randrange(n, 2 * n))) for share in shares]
        for n in crowd
    ]


def test_of_24_tables_of_language_by_hour_nothing_is_recovered_and_little_more_is_hidden() -> None:
    small = hidden = 0
    for seed in range(24):
        primary, all_of_them = check_grid(languages_by_hour(seed), LEAST)
        small, hidden = small + primary, hidden + all_of_them

    assert small > 300
    assert hidden - small <= 0.35 * small


@SLOW
@given(st.lists(NUMBERS, min_size=1, max_size=12), st.sampled_from((5, 10)))
def test_a_list_with_a_known_sum_hides_at_least_two_or_none(counts: list[int], least: int) -> None:
    shown = [row[1] for row in protect(table("kc", *enumerate(counts)), least).rows]

    hidden = [count for count, value in zip(counts, shown, strict=True) if value is None]
    assert all(value is None or not 0 < value < least for value in shown)
    if hidden and sum(counts) >= least:
        cells: dict[Name, float | None] = dict(enumerate(shown))  # type: ignore[arg-type]
        found = widths(cells, [(dict.fromkeys(cells, 1.0), sum(counts))])
        assert all(width >= least - 1e-6 for width in found.values())


WORD = Text("Wort", "word")


def table(kinds: str, *rows: tuple[object, ...]) -> Table:
    """k: key, c: count, e: estimate, p: plain."""
    roles = {"k": "key", "c": "count", "e": "estimate", "p": "plain"}
    columns = tuple(Column(f"c{at}", WORD, WORD, roles[kind]) for at, kind in enumerate(kinds))  # type: ignore[arg-type]
    return Table(columns, rows)  # type: ignore[arg-type]


def share(part: int, whole: int) -> Estimate:
    return Estimate(part / whole, 0.0, 1.0, whole)


def test_a_share_of_a_hidden_count_is_hidden_and_one_more_row_so_that_it_cannot_be_subtracted() -> None:
    before = table(
        "kce", *((tag, n, share(n, 200)) for tag, n in (("de", 150), ("en", 40), ("tr", 3), ("uk", 7)))
    )

    after = protect(before, LEAST).rows

    assert before.rows[:2] == after[:2]
    assert (("tr", None, None), ("uk", None, None)) == after[2:]


def test_steps_that_contain_each_other_are_no_parts_of_a_sum() -> None:
    before = table("kce", *((at, n, share(n, 200)) for at, n in enumerate((150, 90, 3))))

    assert [(0, 150, share(150, 200)), (1, 90, share(90, 200)), (2, None, None)] == list(
        protect(before, LEAST).rows
    )


def test_all_but_two_tells_of_the_two() -> None:
    ((_, count, estimate),) = protect(table("kce", ("done", 98, share(98, 100))), LEAST).rows

    assert count is None or estimate is None


def test_a_mean_of_few_is_hidden_and_a_small_group_that_agrees_too() -> None:
    mean = Estimate(41.0, 30.0, 50.0, 4, "s")
    before = table("ke", ("a", mean), ("b", mean._replace(n=5)), ("c", share(7, 7)), ("d", share(40, 40)))

    assert (("a", None), ("b", mean._replace(n=5)), ("c", None), ("d", share(40, 40))) == protect(
        before, LEAST
    ).rows


def test_a_row_that_is_the_sum_counts_as_one() -> None:
    """A row whose key is None: subtracting from it must not help."""
    before = table("kc", ("a", 3), ("b", 30), ("c", 40), (None, 73))

    shown = protect(before, LEAST).rows

    cells: dict[Name, float | None] = {row[0]: row[1] for row in shown}  # type: ignore[misc]
    found = widths(cells, [({"a": 1.0, "b": 1.0, "c": 1.0, None: -1.0}, 0.0)])
    assert all(width >= LEAST for width in found.values())
    assert cells["a"] is None


def test_answers_that_add_up_to_their_number_and_a_mean_of_them_do_not_give_a_hidden_one_back() -> None:
    """Ease: 40 answers on a scale, their number and their mean beside them."""
    answers = (0, 2, 13, 25, 60)
    mean = Estimate(sum(n * at for at, n in enumerate(answers)) / 100, 2.0, 4.0, 100, "score")
    before = table("ccccccep", (100, *answers, mean, 3.28))

    (shown,) = protect(before, 5).rows

    cells: dict[Name, float | None] = dict(enumerate(shown[:6]))  # type: ignore[arg-type]
    found = widths(cells, [({0: -1.0, **dict.fromkeys(range(1, 6), 1.0)}, 0.0)])
    assert shown[2] is None and (None, None) == shown[6:]
    assert all(width >= LEAST for width in found.values())


def test_of_a_curve_nobody_can_tell_that_between_two_points_three_people_left() -> None:
    staying = (1000, 400, 100, 97, 60, 59, 58, 20, 2, 0)
    before = table("ke", *((10 * at, share(n, 1000)) for at, n in enumerate(staying)))

    shown = [row[1] for row in protect(before, LEAST).rows]

    parts = [round(one.value * 1000) for one in shown if isinstance(one, Estimate)]  # type: ignore[operator]
    assert len(parts) >= 5
    assert not [a - b for a, b in pairwise(parts) if 0 < a - b < LEAST]


def test_what_a_plain_column_was_computed_from_is_hidden_with_it() -> None:
    before = table("kcp", ("mo", 3, 1.5), ("di", 40, 20.0), ("mi", 60, 30.0), ("do", 80, 40.0))

    for row in protect(before, LEAST).rows:
        assert row[1] is not None or row[2] is None


def test_two_tables_that_say_the_same_in_other_words_are_hidden_together() -> None:
    """Per screen the touches, and the same touches per cell of the screen."""
    heat = [("home", 1, 2), ("home", 2, 40), ("home", 3, 70), ("night", 1, 9), ("night", 2, 90)]
    tables = {
        "dead": table("kc", ("home", 112), ("night", 99)),
        "heat": table("kkc", *heat),
    }

    shown = protect_all(tables, LEAST, [Link("dead", "c1", "heat", ("c2",), by="c0")])

    cells: dict[Name, float | None] = {row[0]: row[1] for row in shown["dead"].rows}  # type: ignore[misc]
    cells |= {row[:2]: row[2] for row in shown["heat"].rows}  # type: ignore[misc]
    equations = [
        ({**{one[:2]: 1.0 for one in heat if one[0] == name}, name: -1.0}, 0.0) for name in ("home", "night")
    ]
    equations.append((({one[:2]: 1.0 for one in heat}), 211.0))
    assert cells["home", 1] is None
    assert all(width >= LEAST for width in widths(cells, equations).values())


@SLOW
@given(GRIDS)
def test_no_count_of_a_table_with_two_keys_comes_back_to_whom_knows_all_its_sums(
    grid: list[list[int]],
) -> None:
    rows = [(f"r{i}", f"s{j}", n) for i, row in enumerate(grid) for j, n in enumerate(row)]

    shown = protect(table("kkc", *rows), LEAST).rows

    cells: dict[Name, float | None] = {(row[0], row[1]): row[2] for row in shown}  # type: ignore[misc]
    sums = {**{("r", i): sum(row) for i, row in enumerate(grid)}}
    sums |= {("s", j): sum(row[j] for row in grid) for j in range(len(grid[0]))}
    equations = []
    if min(sums.values()) >= LEAST and sum(map(sum, grid)) - max(sums.values()) >= LEAST:
        for i in range(len(grid)):
            equations.append(({(f"r{i}", f"s{j}"): 1.0 for j in range(len(grid[0]))}, sums["r", i]))
        for j in range(len(grid[0])):
            equations.append(({(f"r{i}", f"s{j}"): 1.0 for i in range(len(grid))}, sums["s", j]))
    assert not [n for n in cells.values() if n is not None and 0 < n < LEAST]
    assert all(width > 1e-6 for width in widths(cells, equations).values())


def test_the_same_table_is_hidden_in_the_same_way_again() -> None:
    grid = languages_by_hour(3)

    assert protect_grid(grid, LEAST) == protect_grid(grid, LEAST)
