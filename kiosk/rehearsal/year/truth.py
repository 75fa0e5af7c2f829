"""The true values of a simulated year: exact counts and unbinned times of what was fed in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.rehearsal.year.script import Script
from kiosk.rehearsal.year.seen import Seen, ridden, seen
from kiosk.rehearsal.year.take import TIME_OUT
from telemetry.events import (
    AccessUsed,
    Answered,
    Event,
    GroupPlayed,
    Guessed,
    Pledged,
    SurveyAnswered,
    SurveyEnded,
    SurveyShown,
)

CRASH = 5
COMPLETE, LEFT = 1, 2
UEQ = tuple(f"ueq-s.{n}" for n in range(1, 9))

Key = tuple[str, ...]


@dataclass
class Truth:
    """Counts by name and what they are counted by, and times in seconds. Two of them add up.

    A count `("started", build, scenario)` stands for visits; those of how people use it are without storms.
    """

    counts: Counter[Key] = field(default_factory=Counter)
    times: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def __add__(self, other: Truth) -> Truth:
        whole = Truth(self.counts + other.counts, defaultdict(list))
        for part in (self, other):
            for name, seconds in part.times.items():
                whole.times[name] += seconds
        return whole

    def number(self, *key: str) -> int:
        return self.counts[key]

    def under(self, *key: str) -> dict[str, int]:
        """The counts one level below a key, by their last name."""
        return {each[-1]: n for each, n in self.counts.items() if each[:-1] == key}

    def use(self, name: str) -> int:
        """How many visits of all builds did this."""
        return self.over_builds("use")[name]

    def over_builds(self, name: str) -> Counter[str]:
        """Counts that are kept by build, without it."""
        whole: Counter[str] = Counter()
        for key, n in self.counts.items():
            if key[0] == name:
                whole[key[2]] += n
        return whole

    def count(self, *key: object, n: int = 1) -> None:
        self.counts[tuple(str(part) for part in key)] += n

    def visit(self, script: Script, terminal: int, wall: datetime, build: str) -> None:
        """A visit that began when the terminal's clock said `wall`."""
        what = seen(script.moments)
        self.count("visits", terminal, wall.strftime("%Y-%m-%d"))
        self.count("hours", wall.isoweekday(), wall.hour)
        self.count("reasons", script.reason)
        self.count("storms", int(what.storm))
        for mark in script.marks:
            self.count("fed", mark)
        events = [event for _, event in script.moments]
        if script.reason != CRASH:
            self._ballot(events)
        if not what.storm:
            self._survey(events, script.reason == CRASH)
            self._use(what, script.reason, build)
            self._played(events)

    def _use(self, what: Seen, reason: int, build: str) -> None:
        """How it was used: without storms."""
        self.count("ends", reason)
        self.count("languages", what.language)
        self.count("funnel", what.reached)
        self.count("breadth", len(what.started))
        for name, holds in (
            ("used", True), ("engaged", what.first is not None), ("result", bool(what.done)),
            ("light", what.reached >= 4), ("walked_away", reason == TIME_OUT), ("handed", what.handed),
            ("back", what.back), ("glance", what.first is None and what.taps + what.dead <= 1),
        ):  # fmt: skip
            self.count("use", build, name, n=holds)
        self.count("use", build, "touches", n=what.taps + what.dead)
        self.count("use", build, "dead", n=what.dead)
        for (screen, vain), n in what.places.items():
            self.count("touched", screen, "dead" if vain else "live", n=n)
        for scenario in what.started:
            self.count("started", build, scenario)
        for scenario in what.done:
            self.count("done", build, scenario)
        self.times["dwell"].append(what.dwell)
        self.times[f"dwell {build}"].append(what.dwell)
        if what.first is not None:
            self.times["first"].append(what.first)

    def _played(self, events: Sequence[Event]) -> None:
        """What came of the scenarios."""
        for scenario, mode in {(e.scenario, e.mode) for e in events if isinstance(e, GroupPlayed)}:
            self.count("groups", scenario, mode)
        for target in ridden(events):
            step, _, way = target.rpartition("/")
            self.count("modes", step, way.rpartition(".")[2])

    def _ballot(self, events: Sequence[Event]) -> None:
        """What is counted without the visit it came from; a crash takes it along."""
        for feature in {e.feature for e in events if isinstance(e, AccessUsed)}:
            self.count("access", feature)
        guesses: dict[tuple[str, int], Guessed] = {}
        pledges: dict[str, int] = {}
        votes: dict[str, str] = {}
        for event in events:
            match event:
                case Guessed(target, _, _, player):
                    guesses.setdefault((target, player), event)
                case Pledged(target, kg):
                    if pledges.pop(target, None) is None:
                        pledges[target] = kg
                case Answered(target, _, collect=True):
                    votes["/".join(target.split("/")[:2])] = target
                case _:
                    pass
        for (target, _), guess in guesses.items():
            self.count("guesses", target, f"{guess.guess:.2g}", f"{guess.truth:.2g}")
        for target, kg in pledges.items():
            self.count("pledges", target)
            self.count("kg", target, n=kg)
        for target in votes.values():
            self.count("votes", target)

    def _survey(self, events: Sequence[Event], crashed: bool) -> None:
        """How it was; a crash takes the answers along, and what was answered counts as left."""
        shown = next((e.instrument for e in events if isinstance(e, SurveyShown)), None)
        if shown is None:
            return
        ended = next((e.outcome for e in events if isinstance(e, SurveyEnded)), LEFT)
        said = {e.item: e.value for e in events if isinstance(e, SurveyAnswered)}
        if crashed:
            ended, said = (LEFT if said else ended), {}
        self.count("surveys", shown, ended)
        for item, value in said.items():
            self.count("answers", item, value)
        if ended == COMPLETE and shown == "ueq-s":
            for name, items in (("pragmatic", UEQ[:4]), ("hedonic", UEQ[4:]), ("overall", UEQ)):
                self.count("ueq-s", name, sum(said[item] - 4 for item in items))


def flat(nested: Mapping[str, object], above: Key = ()) -> Counter[Key]:
    """The counts of a nested object."""
    found: Counter[Key] = Counter()
    for name, value in nested.items():
        if isinstance(value, Mapping):
            found += flat(value, (*above, name))
        elif isinstance(value, int):
            found[(*above, name)] = value
    return found


def nested(counts: Mapping[Key, int]) -> dict[str, object]:
    """The counts as objects in objects, sorted."""
    whole: dict[str, object] = {}
    for key, n in sorted(counts.items()):
        at: dict[str, object] = whole
        for name in key[:-1]:
            at = at.setdefault(name, {})  # type: ignore[assignment]
        at[key[-1]] = n
    return whole
