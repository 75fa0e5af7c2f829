"""What all parts of the picture need to know of a step, its state and how to show it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.model import Service
from kiosk.content.template import Template
from kiosk.ui.look import Look
from kiosk.ui.scene import Paint
from kiosk.ui.theme import Day, Domain
from scenes.kinds.sort.rules import LATE, State, minutes
from scenes.kinds.sort.schema import Item, Sort

RISE_S = 0.24
RACE_S = 1.4
TICKS = 20
"""Squares of the clock."""
PALETTE = ("amt", "energie", "antrag", "mobil", "digital", "stadt")


@dataclass(frozen=True, slots=True)
class Situation:
    """A step, its state, and how to show it now."""

    step: Sort
    state: State
    paint: Paint

    @property
    def look(self) -> Look:
        return self.paint.look

    @property
    def day(self) -> Day:
        return self.look.theme.day

    def say(self, key: str, **values: str | float) -> str:
        return self.paint.world.say(key, **values)

    def text(self, template: Template) -> str:
        return self.paint.text(template)

    # --- places and things --------------------------------------------------------------

    def tone(self, id: str) -> Domain:
        """The colours of a place: its own, else one of six in their order."""
        position = list(self.step.bins).index(id)
        return self.look.theme.domain(self.step.bins[id].colour or PALETTE[position % len(PALETTE)])

    def called(self, id: str) -> str:
        return self.text(self.step.bins[id].text)

    @property
    def wanted(self) -> str:
        """The place that what is in the hand belongs to, once another one has pointed there; else ""."""
        return self.step.items[self.state.hand].place if self.state.pointed else ""

    @property
    def last(self) -> Item | None:
        """What was found last."""
        return self.step.items[self.state.found[-1].item] if self.state.found else None

    def service(self, id: str | None) -> Service | None:
        found = self.paint.world.content.services.get(id or "")
        return found if found is not None and found.active else None

    @property
    def clocks(self) -> tuple[float, float] | None:
        """Minutes online and with going there of what was found last."""
        return minutes(self.last, self.paint.turn) if self.last is not None else None

    @property
    def knew(self) -> float | None:
        """Percent of earlier visits that found the last place at the first try; None for too few."""
        if not self.state.found or not self.step.collect:
            return None
        path = f"{self.paint.turn.path(self.step)}.{self.state.found[-1].item}"
        return self.paint.turn.crowd.share(path, 1.0)

    # --- time ---------------------------------------------------------------------------

    @property
    def hurried(self) -> bool:
        """Whether the clock runs: never where somebody needs more time, or uses keys."""
        look = self.look
        eased = (
            look.keys or look.text > 100 or look.theme.bold or look.low or look.calm or "-" in look.language
        )
        return self.step.time is not None and not eased

    @property
    def ticks(self) -> int:
        """Squares of the clock that are left."""
        if self.step.time is None or not self.hurried:
            return TICKS
        left = 1.0 - self.paint.since / self.step.time.seconds
        return max(0, min(TICKS, -int(-left * TICKS // 1)))

    @property
    def late(self) -> bool:
        return self.ticks == 0

    def leading_to(self, bin: str) -> str:
        """What the action of a place says: where to, and whether it is too late for the bonus."""
        return f"{bin}.{LATE}" if self.late else bin

    @property
    def share(self) -> float:
        """How far the race of the two clocks is, 0..1."""
        still = self.look.calm or not self.state.placed
        return 1.0 if still else min(max(self.paint.changed / RACE_S, 0.0), 1.0)

    @property
    def rising(self) -> float:
        """How far the thing that came into sight last has risen, 0..1."""
        return 1.0 if self.look.calm else min(max(self.paint.changed / RISE_S, 0.0), 1.0)

    @property
    def over(self) -> bool:
        return not any(self.state.slots)
