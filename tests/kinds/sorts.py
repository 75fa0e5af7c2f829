"""A street for tests: six wishes, three doors, one golden; and turns to play it with."""

from __future__ import annotations

from dataclasses import replace

from kiosk.content.formula import Formula
from kiosk.content.model import Scenario
from kiosk.content.scope import Scope
from kiosk.content.template import Template
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from kiosk.visit.world import Lights
from scenes.kinds.sort import rules
from scenes.kinds.sort.rules import State
from scenes.kinds.sort.schema import Sort
from telemetry.events import Event

ITEMS = {
    "hund": {"text": "Ein Hund.", "in": "buerger", "service": "eins", "online": 6, "there": 50},
    "sofa": {"text": "Ein Sofa.", "in": "buerger", "service": "zwei", "online": 10, "there": "weg + 20"},
    "buch": {"text": "Ein Buch.", "in": "buecherei", "service": "drei"},
    "lernen": {"text": "Lernen.", "in": "buecherei", "service": "drei"},
    "heim": {"text": "Heim.", "in": "unterwegs", "online": 30, "there": 5},
    "rad": {"text": "Ein Rad.", "in": "unterwegs", "service": "vier"},
}


def street(**more: object) -> Sort:
    data = {
        "kind": "sort", "id": "tueren", "collect": True,
        "bins": {"buerger": "Bürger", "buecherei": "Bücherei", "unterwegs": "Unterwegs"},
        "items": ITEMS, "golden": ["gold", "silber"], **more,
    }  # fmt: skip
    return Sort.model_validate(data)


def turn(step: Sort, seed: int = 1) -> Turn:
    scenario = Scenario(
        id="safari", title=Template.parse("x"), tagline=Template.parse("x"), colour="amt", icon="x",
        minutes=1, steps=(step,), start={"weg": Formula.parse(30)},
    )  # fmt: skip
    return Turn(scenario, Scope(scenario, {}, {}), seed, Lights())


class Player:
    """Plays a step by the names of its things."""

    def __init__(self, step: Sort | None = None, seed: int = 1) -> None:
        self.step = step or street()
        self.turn = turn(self.step, seed)
        self.state: State = rules.start(self.step, self.turn)
        self.events: list[Event] = []

    def choose(self, *names: str) -> State:
        for name in names:
            self.state, events = rules.act(self.step, self.state, Action("choose", name), self.turn)
            self.events += events
        return self.state

    @property
    def right(self) -> str:
        """The place of what is in the hand."""
        return self.step.items[self.state.hand].place

    @property
    def other(self) -> str:
        """A place that is not that one."""
        return next(id for id in self.step.bins if id != self.right)

    def place(self, late: bool = False) -> State:
        return self.choose(f"{self.right}.late" if late else self.right)

    def values(self) -> dict[str, object]:
        given = rules.values(self.step, self.state, self.turn)
        return {name.removeprefix("tueren."): value for name, value in given.items()}

    def hold(self, name: str) -> None:
        """Bring a thing into the first slot and the hand, whatever the seed drew."""
        state = self.state
        rest = [s for s in (*state.slots, *state.waiting) if s and s != name]
        self.state = replace(state, slots=(name, *rest[:2]), waiting=tuple(rest[2:]), hand=name)
