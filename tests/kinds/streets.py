"""Streets the tests of `grid` are made with: the draft the game was designed with, and small ones."""

from __future__ import annotations

from scenes.kinds.grid.street import Board, Effect, Score, Street, counts, lists

SIGNS = "HWPALTCSB"
DRAFT_PLAN = ("HHHHHHHH", "WWWWWWWW", "PPAPPAPL", "WWWWWWWW", "HHHHHHHH")
HEAT = (None, 0.85, 1.0, 1.0, 1.0, 0.1, 0.75, 0.5, 0.9)
TAKES = (None, None, None, None, None, 1.5, 2.0, None, None)
SEATS = (None, None, None, None, None, None, 4.0, None, None)
UPON = ("", "CST", "", "", "PA", "WPA", "W", "WPA", "PA")


def street(plan: tuple[str, ...], changes: int, upon: tuple[str, ...] = UPON) -> Street:
    """A street of the draft's tiles: a tree cools its neighbours by 0.2 and seats two more at a table."""
    tree, table = SIGNS.index("T"), SIGNS.index("C")
    return Street(
        len(plan[0]),
        board("".join(plan)),
        tuple(frozenset(map(SIGNS.index, signs)) for signs in upon),
        frozenset({0}),
        (("heat", HEAT), ("takes", TAKES), ("seats", SEATS)),
        (Effect(tree, "heat", -0.2, 2, 0.0), Effect(tree, "seats", 2.0, 1, None, table)),
        changes,
    )


def board(signs: str) -> Board:
    return tuple(map(SIGNS.index, signs))


def signs(found: Board) -> str:
    return "".join(SIGNS[tile] for tile in found)


DRAFT = street(DRAFT_PLAN, 10)


def feels(found: Board) -> float:
    """Degrees as felt: 30 + 8 * mean(heat)."""
    heat = lists(DRAFT, found)["heat"]
    return 30 + 8 * sum(heat) / len(heat)


def seats(found: Board) -> float:
    return sum(lists(DRAFT, found)["seats"])


def width(found: Board) -> float:
    return 4 - max(lists(DRAFT, found)["takes"], default=0.0)


def loading(found: Board) -> int:
    return counts(DRAFT, found)[SIGNS.index("L")]


def cool_with(wanted: float) -> Score:
    """Cooler is better, once there are so many seats and a bay to load."""

    def score(found: Board) -> float:
        return feels(found) + 0.3 * max(wanted - seats(found), 0.0) + 2.0 * (loading(found) < 1)

    return score
