"""Which draws may stay, and how few rectangles cover the rest."""

from __future__ import annotations

from random import Random

import pygame
import pytest

from kiosk.core.frame import Box
from kiosk.core.geometry import Rect
from kiosk.screen.damage import MOST_RECTS, matches, merged


def boxes(letters: str) -> list[Box]:
    return [Box(Rect(ord(c), 0, 1, 1)) for c in letters]


@pytest.mark.parametrize(
    ("old", "new", "stays"),
    [
        ("", "abc", 0),
        ("abc", "", 0),
        ("abc", "abc", 3),
        ("abc", "abXc", 3),
        ("abc", "Xabc", 3),
        ("abcd", "acd", 3),
        ("abcd", "dabc", 3),
        ("abcdef", "fedcba", 1),
        ("aabb", "abab", 3),
        ("aaa", "aa", 2),
    ],
)
def test_as_many_draws_stay_as_can(old: str, new: str, stays: int) -> None:
    found = [at for at in matches(boxes(old), boxes(new)) if at is not None]
    assert len(found) == stays


def test_what_stays_is_equal_and_in_order() -> None:
    rng = Random(3)
    for _ in range(300):
        old, new = ("".join(rng.choices("abcdefg", k=rng.randrange(9))) for _ in range(2))
        found = matches(boxes(old), boxes(new))
        assert len(found) == len(new)
        kept = [at for at in found if at is not None]
        assert kept == sorted(set(kept))
        assert all(old[at] == new[i] for i, at in enumerate(found) if at is not None)


def test_merged_rectangles_are_few_and_cover_everything() -> None:
    rng = Random(4)
    for count in (0, 1, 5, 40, 400):
        rects = [
            pygame.Rect(rng.randrange(1900), rng.randrange(1000), rng.randrange(60), rng.randrange(60))
            for _ in range(count)
        ]
        out = merged(rects)
        assert len(out) <= MOST_RECTS
        assert all(any(o.contains(r) for o in out) for r in rects if r.w and r.h)


def test_far_apart_stays_apart_and_neighbours_become_one() -> None:
    a, b = pygame.Rect(0, 0, 10, 10), pygame.Rect(500, 500, 10, 10)
    assert len(merged([a, b])) == 2
    assert merged([a, pygame.Rect(10, 0, 10, 10)]) == [pygame.Rect(0, 0, 20, 10)]
    assert merged([a, a.inflate(-4, -4)]) == [a]
