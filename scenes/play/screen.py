"""The screen of a play, as the director knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kiosk.core.frame import Frame
from kiosk.core.scene import Outcome
from kiosk.ui.latest import latest
from kiosk.ui.scene import Act, Kind, Shot
from kiosk.ui.theme import Theme
from kiosk.visit.world import Visit, World
from scenes.play.facts import facts
from scenes.play.group import MODES
from scenes.play.journey import Journey, Run, journey_of
from scenes.play.rules import play
from scenes.play.scene import Scene, theme_of
from scenes.play.view import view
from telemetry.events import Event, GroupPlayed, ScreenEntered, TaskStarted


class Play:
    """Hosts a scenario. `start` of `open` is the scenario's id."""

    name = "play"

    def __init__(self, kinds: Mapping[str, Kind], theme: Theme) -> None:
        self._kinds = kinds
        self._theme = theme
        self._facts = latest(facts)

    def open(self, world: World, visit: Visit, start: str | None, now: float) -> Run:
        """A fresh run; KeyError for a scenario that is not open."""
        scenario = world.content.scenarios[str(start)]
        first = scenario.steps[0].id
        crowd = world.crowd.of(scenario.id)
        return Run(
            scenario.id, visit.seed, (first,), entered=now, lights=world.lights, crowd=crowd,
            group=visit.settings.group,
        )  # fmt: skip

    def opened(self, run: Run) -> tuple[Event, ...]:
        """The facts of opening: the scenario, how it is played together, and its first step."""
        mode = MODES.index(run.group) if run.group in MODES else 0
        together = (GroupPlayed(run.scenario, mode),) if mode else ()
        return TaskStarted(run.scenario), *together, ScreenEntered(f"{run.scenario}/{run.here}")

    def step(self, world: World, visit: Visit, state: Run, act: Act) -> Outcome:
        return play(self._journey(world, state), act, self._theme)

    def view(self, world: World, visit: Visit, state: Run, shot: Shot) -> Frame:
        journey = self._journey(world, state)
        return view(
            Scene(journey, world, self._facts(journey, world, theme_of(journey, shot.look.theme)), shot)
        )

    def _journey(self, world: World, run: Run) -> Journey:
        return journey_of(world.content, self._kinds, run)

    def freeze(self, run: Run) -> dict[str, Any]:
        """The run as plain data for JSON."""
        from pydantic import TypeAdapter

        states = {k: TypeAdapter(type(v)).dump_python(v, mode="json") for k, v in run.states.items()}
        data: dict[str, Any] = TypeAdapter(Run).dump_python(replace(run, states={}), mode="json")
        return {**data, "states": states}

    def thaw(self, world: World, data: Mapping[str, Any]) -> Run:
        """The run that `freeze` made plain."""
        from pydantic import TypeAdapter

        run: Run = TypeAdapter(Run).validate_python({**data, "states": {}})
        scenario = world.content.scenarios[run.scenario]
        states: dict[str, Any] = {
            id: TypeAdapter(self._kinds[scenario.step(id).kind].state).validate_python(state)
            for id, state in data["states"].items()
        }
        return replace(run, states=states)
