"""What can be said of a day before anybody plays it: how many days there are, and whether one must choose."""

from __future__ import annotations

import random
from collections.abc import Iterator
from math import isinf

from kiosk.content.diagnostics import Problem
from kiosk.content.maps import Map
from kiosk.content.proof import Case, Examined, computed
from kiosk.content.scope import Scope
from kiosk.content.template import written
from scenes.kinds.route.best import line, line_days, on_line, sure
from scenes.kinds.route.days import Mode, Rides, Task, beats, covers, days, every, offers
from scenes.kinds.route.schema import Route
from scenes.kinds.route.task import LIMITS, numbers, task_of

ONE_BY_ONE = 20_000
"""Up to so many days chance is computed from all of them; beyond, from random plays."""
PLAYS = 300
PLAYS_OF_MANY = 40
MANY = 200_000


def examine(case: Case) -> Examined:
    """Each person's days, by the first way of arriving that leads to them; modes without use; a sure best."""
    step = case.step
    assert isinstance(step, Route)
    city = case.maps[step.map]
    problems = list(_impossible(case, step))
    if problems or not case.scopes:
        return Examined(tuple(problems))
    lines = []
    used: set[str] = set()
    arrived = {step.whose(scope): scope for scope in reversed(case.scopes)}
    persons = [id for id in step.persons or ("",) if id in arrived]
    tasks = {id: _task(step, city, id, arrived[id]) for id in persons}
    for id, task in tasks.items():
        lines.append(_line(case, id, task))
        used |= set(_usable(task))
        best = sure(task)
        if best is not None:
            said = f"{_name(id)}: Ein Tag ist in allem am besten ({', '.join(best)})."
            remedy = "Regen, Lasten, Parken oder ein weiterer Weg machen eine Entscheidung daraus."
            problems.append(case.problem(("legs",), "W332", said, remedy, key=True))
    problems += [
        case.problem(("modes", id), "W333", f"„{id}“ kann niemand auf irgendeinem Weg nehmen.", key=True)
        for id in step.modes
        if id not in used
    ]
    problems += _dominated(case, step, tasks)
    return Examined(tuple(problems), tuple(lines))


def _task(step: Route, city: Map, who: str, scope: Scope) -> Task:
    return task_of(step, city, who, lambda formula: formula.number(scope))


def _impossible(case: Case, step: Route) -> Iterator[Problem]:
    """Numbers that rest on answers and leave their limits on some way of arriving."""
    for tail, key, formula in numbers(step):
        low, high = LIMITS[key]
        values = [value for scope in case.scopes if (value := computed(formula, scope)) is not None]
        wrong = next((value for value in values if not low <= value <= high), None)
        if formula.names and wrong is not None:
            said = f"{wrong:g} geht hier nicht: es sind {low:g} bis {high:g} möglich."
            yield case.problem(tail, "E337", said)


def _name(id: str) -> str:
    return f"„{id}“" if id else "Alle"


def _line(case: Case, id: str, task: Task) -> str:
    """The report: days, the best line, how often chance gets there."""
    count = days(task).count
    best = line_days(task)
    share = written(100 * best / count, "de", 1)
    told = f"{best} auf der besten Linie ({share} %)" if best else "die beste Linie ist zu lang zum Zählen"
    luck = written(100 * _luck(task), "de", 0)
    named = f"{case.scenario.id}.{case.step.id} {_name(id)}: {written(count, 'de')} Tage"
    return f"{named}, {told}, Zufall trifft sie zu {luck} %."


def _luck(task: Task) -> float:
    """How often a day lies on the best line if every possible mode is as likely as any other."""
    found = days(task)
    unbeaten = line(task) if found.count <= ONE_BY_ONE else None
    if unbeaten is not None:
        best = set(unbeaten)
        return sum(_chance(task, rides) for rides, total in every(found) if total in best)
    dice = random.Random(found.count)
    hits = 0
    plays = PLAYS if found.count <= MANY else PLAYS_OF_MANY
    for _ in range(plays):
        rides: Rides = ()
        while len(rides) < len(task.legs):
            rides = (*rides, dice.choice([o.mode.id for o in offers(found, rides) if o.reason is None]))
        hits += on_line(task, found.total(rides))
    return hits / plays


def _chance(task: Task, rides: Rides) -> float:
    """How likely a random visitor rides just so."""
    found, spots, chance = days(task), days(task).start, 1.0
    for at, id in enumerate(rides):
        moves = found.moves[at][spots]
        chance /= len(moves)
        spots = next(after for mode, after in moves if task.modes[mode].id == id)
    return chance


def _usable(task: Task) -> Iterator[str]:
    """The modes that some day uses."""
    for moves in days(task).moves:
        for each in moves.values():
            yield from (task.modes[mode].id for mode, _ in each)


def _dominated(case: Case, step: Route, tasks: dict[str, Task]) -> Iterator[Problem]:
    """Modes that for everybody who has them another mode replaces on every leg, without any loss."""
    for id in step.modes:
        having = [task for task in tasks.values() if any(mode.id == id for mode in task.modes)]
        better = [_replacing(task, task.mode(id)) for task in having]
        common = set.intersection(*better) if better else set()
        if common:
            other = min(common)
            said = f"„{other}“ ist auf jedem Weg in allem mindestens so gut wie „{id}“: keine Entscheidung."
            yield case.problem(("modes", id), "W331", said, "Gib jedem seine Stärke.", key=True)


def _replacing(task: Task, mode: Mode) -> set[str]:
    """The modes that can stand in for `mode` wherever it can be taken, nowhere worse and somewhere better."""
    return {o.id for o in task.modes if o.id != mode.id and _replaces(task, o, mode)}


def _replaces(task: Task, other: Mode, mode: Mode) -> bool:
    found, at = days(task), task.modes.index(other)
    able = [leg for leg in task.legs if (mode.heavy or not leg.heavy) and not isinf(leg.way(mode))]
    if (other.own and not mode.own) or not able:
        return False
    if any((leg.heavy and not other.heavy) or isinf(leg.way(other)) for leg in able):
        return False
    pairs = []
    for row, leg in zip(found.table, task.legs, strict=True):
        if leg in able:
            a, b = row[at], row[task.modes.index(mode)]
            # The other one's ticket may have to be bought for this leg alone.
            pairs.append(((a[0], a[1] + found.tickets[at], a[2], a[3], a[4]), b))
    return all(covers(a, b) for a, b in pairs) and any(beats(a, b) for a, b in pairs)
