"""The screen of the short survey, as the director knows it."""

from __future__ import annotations

from kiosk.core.frame import Frame
from kiosk.core.scene import Outcome
from kiosk.ui.scene import Act, Shot
from kiosk.visit.world import Visit, World
from scenes.survey import rules
from scenes.survey.rules import State
from scenes.survey.view import page, thanks
from telemetry.events import Event, ScreenEntered, SurveyShown


class Survey:
    """Asks what one instrument asks. `start` of `open` is its name."""

    name = "survey"

    def open(self, world: World, visit: Visit, start: str | None, now: float) -> State:
        return State(str(start), entered=now)

    def opened(self, state: State) -> tuple[Event, ...]:
        """The facts of opening. One name for all instruments: the house's screens have no station."""
        return ScreenEntered(self.name, 2), SurveyShown(state.instrument)

    def left(self, state: State) -> tuple[Event, ...]:
        """What the end of the visit records, if it comes while this screen is up."""
        return rules.left(state)

    def step(self, world: World, visit: Visit, state: State, act: Act) -> Outcome:
        return rules.step(state, act)

    def view(self, world: World, visit: Visit, state: State, shot: Shot) -> Frame:
        survey = world.content.survey
        assert survey is not None, "nobody is asked without questions"
        return (page if state.closes is None else thanks)(survey, state, world, shot)
