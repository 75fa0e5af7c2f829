"""A play as its views need it: the journey with its world, facts, look and moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from kiosk.ui.facts import Facts
from kiosk.ui.look import Look
from kiosk.ui.scene import Band, Paint, Shot
from kiosk.ui.theme import Domain, Theme
from kiosk.visit.world import World
from scenes.play.journey import Journey


def by_night(journey: Journey) -> bool:
    """Whether the present step stands under the night sky: as it says, else as its scenario says."""
    return journey.step.by_night and (journey.step.ground or journey.scenario.ground) == "night"


def theme_of(journey: Journey, theme: Theme) -> Theme:
    """The theme the present step is shown in."""
    dark = by_night(journey) or journey.kind.view.STAGE == "evening"
    return theme.evening if dark else theme


@dataclass(frozen=True)
class Scene:
    """A journey with everything its views need."""

    journey: Journey
    world: World
    facts: Facts
    shot: Shot

    @cached_property
    def look(self) -> Look:
        look = self.shot.look
        return replace(look, theme=theme_of(self.journey, look.theme))

    @property
    def night(self) -> bool:
        """Whether the step stands under the night sky."""
        return by_night(self.journey)

    @property
    def domain(self) -> Domain:
        step = self.journey.step
        return self.look.theme.domain(step.colour or self.journey.scenario.colour)

    @cached_property
    def band(self) -> Band | None:
        """What the step itself wants in the band."""
        return self.journey.kind.view.band(self.journey.step, self.journey.state, self.paint)

    @cached_property
    def paint(self) -> Paint:
        run = self.journey.run
        now = self.shot.now
        return Paint(
            self.look, self.world, self.journey.turn, self.domain, now - run.entered, now - run.changed,
            run.here in run.unknown, self.facts,
        )  # fmt: skip
