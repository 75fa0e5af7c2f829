"""Errands for tests: the day the game was designed with, any small day, and a slow way to count."""

from __future__ import annotations

import random
from itertools import product
from math import inf

from hypothesis import strategies as st

from scenes.kinds.route.days import Leg, Mode, Rides, Score, Task, add, beats, score

DRAFT_MODES = (
    Mode("fuss", 5, active=1),
    Mode("rad", 15, access=2, active=1, own=True),
    Mode("leihrad", 15, access=5, trip=1, active=0.9),
    Mode("lasten", 14, access=6, trip=4, active=0.9, heavy=True),
    Mode("bahn", 20, 1.2, 8, day=4.2, g=60, walk=6, heavy=True, roof=True),
    Mode("auto", 25, 1.2, 5, km=0.35, g=210, own=True, parks=3.6, heavy=True, roof=True),
    Mode("teilauto", 25, 1.2, 9, km=0.35, trip=2, g=210, heavy=True, roof=True),
)
DRAFT_LEGS = (
    Leg("zuhause", "kita", 1.4),
    Leg("kita", "arbeit", 2.9),
    Leg("arbeit", "kundin", 6.5, rain=True, parking=1),
    Leg("kundin", "markt", 5.8, rain=True, parking=1),
    Leg("markt", "zuhause", 1.8, heavy=True),
)


def draft(*ids: str) -> Task:
    """The first draft of the day with these modes; without any, all seven."""
    return Task("zuhause", DRAFT_LEGS, tuple(m for m in DRAFT_MODES if not ids or m.id in ids))


def large() -> Task:
    """Eight modes, eight legs, two own vehicles, a place that is passed three times."""
    goals = ("kita", "arbeit", "kita", "kundin", "markt", "arbeit", "kita", "zuhause")
    kms = (1.43, 2.91, 2.93, 6.5, 5.8, 1.27, 2.9, 1.5)
    legs, start = [], "zuhause"
    for at, (goal, km) in enumerate(zip(goals, kms, strict=True)):
        legs.append(Leg(start, goal, km, rain=at in (3, 4), parking=float(at in (3, 4)), heavy=at == 4))
        start = goal
    scooter = Mode("roller", 17, 1.05, 5, km=0.1, trip=1, g=25)
    return Task("zuhause", tuple(legs), (*DRAFT_MODES, scooter))


def possible(task: Task, rides: Rides) -> bool:
    """The rules said once more, as plainly as can be."""
    at = {mode.id: task.home for mode in task.modes if mode.own}
    for leg, id in zip(task.legs, rides, strict=True):
        mode = task.mode(id)
        if leg.walked == inf and mode.active > 0:
            return False
        if (leg.heavy and not mode.heavy) or (mode.own and at[id] != leg.start):
            return False
        if mode.own:
            at[id] = leg.goal
    return all(place == task.home for place in at.values())


def total(task: Task, rides: Rides) -> Score:
    found: Score = (0, 0, 0, 0, 0)
    for leg, id in zip(task.legs, rides, strict=True):
        one = score(leg, task.mode(id))
        kept = (value if counts else 0 for value, counts in zip(one, task.criteria, strict=True))
        found = add(found, tuple(kept))  # type: ignore[arg-type]
    tickets = sum(round(task.mode(id).day * 1_000_000) for id in set(rides) if task.criteria[1])
    return (found[0], found[1] + tickets, *found[2:])


def counted(task: Task) -> dict[Rides, Score]:
    """All days, by trying every combination."""
    ids = [mode.id for mode in task.modes]
    rides = [each for each in product(ids, repeat=len(task.legs)) if possible(task, each)]
    return {each: total(task, each) for each in rides}


def unbeaten(found: dict[Rides, Score]) -> set[Rides]:
    scores = set(found.values())
    best = {one for one in scores if not any(beats(other, one) for other in scores)}
    return {rides for rides, one in found.items() if one in best}


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """A day of up to four legs and four modes with round numbers, so that ties are common."""
    some = st.sampled_from
    modes = []
    for at in range(draw(st.integers(1, 4))):
        modes.append(
            Mode(
                f"m{at}",
                draw(some([5.0, 15.0, 20.0])),
                draw(some([1.0, 1.2])),
                draw(some([0.0, 5.0])),
                draw(some([0.0, 0.5])),
                draw(some([0.0, 1.0])),
                draw(some([0.0, 4.0])),
                draw(some([0.0, 60.0])),
                draw(some([0.0, 1.0])),
                draw(some([0.0, 6.0])),
                draw(st.booleans()),
                draw(some([0.0, 3.0])),
                draw(st.booleans()),
                draw(st.booleans()),
            )
        )
    goals = [*draw(st.lists(some("abh"), max_size=3)), "h"]
    legs, start = [], "h"
    for goal in goals:
        km, hours = draw(some([1.0, 2.0, 5.0])), draw(some([0.0, 1.0]))
        walked = draw(some([None, None, 3.0, inf]))
        legs.append(
            Leg(start, goal, km, draw(st.booleans()), hours, draw(some([False, False, True])), walked)
        )
        start = goal
    counts = [draw(some([True, True, True, False])) for _ in range(4)]
    return Task("h", tuple(legs), tuple(modes), (*counts, True))  # type: ignore[arg-type]


def large_at_random(seed: int) -> Task:
    """Eight modes on eight legs with numbers nobody rounded, two own vehicles and two day tickets."""
    dice = random.Random(seed)
    modes = []
    for at in range(8):
        modes.append(
            Mode(
                f"m{at}",
                dice.uniform(4, 30),
                dice.uniform(1, 1.3),
                dice.uniform(0, 15),
                dice.choice([0, dice.uniform(0, 0.5)]),
                dice.choice([0, dice.uniform(0, 3)]),
                dice.uniform(3, 9) if at in (2, 3) else 0,
                dice.uniform(0, 250),
                dice.choice([0, 1, dice.uniform(0, 1)]),
                dice.uniform(0, 8),
                at in (0, 1),
                dice.uniform(0, 4),
                at > 4 or dice.random() < 0.6,
                dice.random() < 0.5,
            )
        )
    legs, start = [], "h"
    for goal in [*(dice.choice("abcd") for _ in range(7)), "h"]:
        wet, hours, heavy = dice.random() < 0.4, dice.choice([0, 1.0, 2.0]), dice.random() < 0.15
        legs.append(Leg(start, goal, dice.uniform(0.8, 7), wet, hours, heavy))
        start = goal
    return Task("h", tuple(legs), tuple(modes))
