"""What has to be painted again: draws matched between two frames, rectangles merged."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

import pygame

from kiosk.core.frame import Draw

# More separate rectangles cost more in calls than they save in pixels.
MOST_RECTS = 8


def matches(old: Sequence[Draw], new: Sequence[Draw]) -> list[int | None]:
    """For each new draw the equal old one that may stay on the screen as it is.

    Old places rise from left to right: draws that changed places over one another count as changed.
    """
    head, tail = _common(old, new)
    middle = _rising(old[head : len(old) - tail], new[head : len(new) - tail])
    shifted = [None if at is None else at + head for at in middle]
    return [*range(head), *shifted, *range(len(old) - tail, len(old))]


def _common(old: Sequence[Draw], new: Sequence[Draw]) -> tuple[int, int]:
    """How many draws are equal at the beginning and, of the rest, at the end."""
    room = min(len(old), len(new))
    head = next((i for i in range(room) if old[i] is not new[i] and old[i] != new[i]), room)
    room -= head
    pairs = ((old[-1 - i], new[-1 - i]) for i in range(room))
    tail = next((i for i, (a, b) in enumerate(pairs) if a is not b and a != b), room)
    return head, tail


def _rising(old: Sequence[Draw], new: Sequence[Draw]) -> list[int | None]:
    """The longest rising choice among the places of equal draws (patience sorting)."""
    places: defaultdict[Draw, deque[int]] = defaultdict(deque)
    for place, draw in enumerate(old):
        places[draw].append(place)
    found = [places[draw].popleft() if places.get(draw) else None for draw in new]
    ends: list[int] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for i, at in enumerate(found):
        if at is not None:
            k = bisect_left(ends, at)
            ends[k:], last[k:] = [at, *ends[k + 1 :]], [i, *last[k + 1 :]]
            before[i] = last[k - 1] if k else None
    kept: set[int] = set()
    here = last[-1] if last else None
    while here is not None:
        kept.add(here)
        here = before[here]
    return [at if i in kept else None for i, at in enumerate(found)]


def merged(rects: Iterable[pygame.Rect], most: int = MOST_RECTS) -> list[pygame.Rect]:
    """Few rectangles that cover all of `rects`, with little beside them."""
    out: list[pygame.Rect] = []
    for rect in rects:
        if not (rect.w and rect.h):
            continue
        grown = rect.copy()
        while out:
            near = min(out, key=lambda r: _waste(r, grown))
            if _waste(near, grown) > 0 and len(out) < most:
                break
            out.remove(near)
            grown = grown.union(near)
        out.append(grown)
    return out


def _waste(a: pygame.Rect, b: pygame.Rect) -> int:
    """Pixels painted in vain if both became one; what they share would else be painted twice."""
    both = a.union(b)
    return both.w * both.h - a.w * a.h - b.w * b.h
