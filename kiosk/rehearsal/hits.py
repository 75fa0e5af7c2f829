"""What a rehearsal came to, game by game: every profile a result can show, and how often it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kiosk.content.model import Scenario
from kiosk.runtime.house import House
from scenes.kinds.result import rules
from scenes.kinds.result.schema import Result
from scenes.play.facts import taken
from scenes.play.journey import Run, journey_of

ENOUGH = 90
"""So many visits for each game of the menu, and every profile has to have been reached: 1,000 for eleven."""
WIDE = 64


@dataclass
class Hits:
    """One game. opened, finished: how often. profiles: hits by place in the file, from 0.

    lamps: how many goals of a step were reached, (step, lamps) -> finished games. found: services that a
    step found for the way home, by id.
    """

    scenario: Scenario
    opened: int = 0
    finished: int = 0
    profiles: Counter[int] = field(default_factory=Counter)
    lamps: Counter[tuple[str, int]] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    @property
    def result(self) -> Result | None:
        """The step that ends the game; None where it ends without a result."""
        return next((step for step in self.scenario.steps if isinstance(step, Result)), None)

    def count(self, house: House, run: Run) -> None:
        """A result was reached: what it says is read from the game as it was played."""
        self.finished += 1
        journey = journey_of(house.content(house.home), house.kinds, run)
        step, scope = journey.step, journey.turn.scope
        assert isinstance(step, Result)
        shown = rules.profile(step, journey.turn)
        self.profiles.update(at for at, profile in enumerate(step.profiles) if profile is shown)
        played = (each for each in journey.scenario.steps if each.id in run.states)
        with_goals = (each.id for each in played if "lamps" in each.outputs())
        self.lamps.update((id, int(scope.number(f"{id}.lamps"))) for id in with_goals)
        if step.take is not None:
            self.found.update(id for id in taken(journey) if id not in step.services)

    def missing(self) -> Iterator[str]:
        """What no visitor reached, in words."""
        if not self.finished:
            yield f"{self.scenario.id}: nobody reached the end"
            return
        for at, said in enumerate(self._said()):
            if not self.profiles[at]:
                yield f"{self.scenario.id}: nobody reached profile {at + 1}, {said}"

    def lines(self) -> Iterator[str]:
        """This game's part of the table."""
        yield f"{self.scenario.id}: {self.opened} opened, {self.finished} finished"
        for at, said in enumerate(self._said()):
            yield f"  {self.profiles[at]:6d}  {at + 1} {said}"
        for step in self.scenario.steps:
            if "lamps" in step.outputs():
                most = int(max(value for value in step.outputs()["lamps"] if isinstance(value, float)))
                counts = ", ".join(f"{n}: {self.lamps[step.id, n]}" for n in range(most + 1))
                yield f"          goals of {step.id}, {counts}"
        if self.found:
            yield f"          taken home, {', '.join(f'{id} {n}' for id, n in sorted(self.found.items()))}"

    def as_json(self) -> dict[str, object]:
        """The counts as plain data."""
        profiles = self.result.profiles if self.result is not None else ()
        return {
            "opened": self.opened,
            "finished": self.finished,
            "profiles": [self.profiles[at] for at in range(len(profiles))],
            "goals": {f"{id}/{n}": count for (id, n), count in sorted(self.lamps.items())},
            "found": dict(sorted(self.found.items())),
        }

    def _said(self) -> Iterator[str]:
        """How each profile is told apart: its badge, and how its words begin."""
        for profile in self.result.profiles if self.result is not None else ():
            words = profile.text.source
            short = words if len(words) <= WIDE else words[: WIDE - 1].rstrip() + "…"
            yield f"{profile.badge or '-'}: {short}"
