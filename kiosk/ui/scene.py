"""The two contracts of the house: what a screen is, and what a kind of step is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from kiosk.content.answers import Given
from kiosk.content.maps import Map
from kiosk.content.model import Reveal, Scenario, Step
from kiosk.content.scope import Scope
from kiosk.core.frame import Action, Element, Frame
from kiosk.core.geometry import Rect
from kiosk.core.scene import Outcome
from kiosk.ui.facts import Facts
from kiosk.ui.karo import Mood
from kiosk.ui.look import Look
from kiosk.ui.theme import Domain
from kiosk.visit.world import Crowd, Lights, Visit, World
from telemetry.events import Event

AIM = "aim"
"""Id of the element whose number a visitor wants to be large, where a screen has such a thing. Where it
counts what is reached, a fraction says how near the next one is."""
LEFT = "left"
"""Id of the element that says how much there is left to spend."""
JOIN = "join."
"""How the ids of those controls begin by which people say that they play along."""


class Screen(Protocol):
    """One screen of the house. Its state is plain, frozen data."""

    name: str

    def open(self, world: World, visit: Visit, start: str | None, now: float) -> Any: ...

    def step(self, world: World, visit: Visit, state: Any, act: Act) -> Outcome: ...

    def view(self, world: World, visit: Visit, state: Any, shot: Shot) -> Frame: ...


@dataclass(frozen=True, slots=True)
class Act:
    """An action and the moment it happened."""

    action: Action
    now: float


@dataclass(frozen=True, slots=True)
class Shot:
    """How and when to show: the look, the present, and since when the screen is up."""

    look: Look
    now: float
    entered: float = 0.0


@dataclass(frozen=True, slots=True)
class Turn:
    """What the rules of a step may know: its scenario, all values so far, its place, chance, maps,
    and what earlier visits answered, as it was when the scenario was opened.

    company: how many windows this play lights: one, two for two players, a whole block for a class.
    """

    scenario: Scenario
    scope: Scope
    seed: int
    lights: Lights
    maps: Mapping[str, Map] = field(default_factory=dict)
    crowd: Crowd = field(default_factory=Crowd)
    company: int = 1

    def path(self, step: Step, option: str = "") -> str:
        """The name under which telemetry knows this step or option."""
        return "/".join(p for p in (self.scenario.id, step.id, option) if p)


class Rules(Protocol):
    """The pure mechanic of a kind. An action that is not allowed changes and records nothing."""

    def start(self, step: Any, turn: Turn) -> Any: ...

    def act(self, step: Any, state: Any, action: Action, turn: Turn) -> tuple[Any, tuple[Event, ...]]: ...

    def settled(self, step: Any, state: Any, turn: Turn) -> tuple[Event, ...]:
        """What is recorded when the step is left after a change; nothing if `act` said it already."""

    def ready(self, step: Any, state: Any, turn: Turn) -> bool:
        """Whether one may go on."""

    def answered(self, step: Any, state: Any) -> bool:
        """Whether the state holds an answer of its own (else `unknown` stands in)."""

    def values(self, step: Any, state: Any, turn: Turn) -> dict[str, Given]:
        """What formulas may use of this step, by name; nothing once what was simulated no longer holds.

        A simulation is asked with the scope as it was on the step; others with figures and start only.
        """


@dataclass(frozen=True, slots=True)
class Paint:
    """What the view of a kind may know beside its own state.

    since: seconds since the step came up; changed: seconds since its last change.
    unknown: "don't know" was chosen. facts: the tower, pledges and guess as they stand.
    """

    look: Look
    world: World
    turn: Turn
    domain: Domain
    since: float
    changed: float
    unknown: bool = False
    facts: Facts = field(default_factory=Facts)

    def text(self, template: Any) -> str:
        """A text of the content with its numbers filled in."""
        return str(template.render(self.turn.scope, self.look.language))

    def first(self, reveals: Iterable[Reveal]) -> str:
        """What is said of these: the first whose `when` holds now, or that has none; "" where none fits."""
        scope = self.turn.scope
        fitting = (r for r in reveals if r.when is None or r.when.holds(scope))
        return next((self.text(reveal.text) for reveal in fitting), "")


@dataclass(frozen=True, slots=True)
class Band:
    """What a step wants in the band at the foot instead of the house's own way on.

    text, action: the primary button; an action of None lets it wait. hint: Karo's line; of
    mood None a line without Karo.
    place: (step, of steps) for the row of squares in the header, where a step has a row of its own.
    """

    text: str
    action: Action | None
    hint: str = ""
    mood: Mood | None = "glad"
    place: tuple[int, int] | None = None


class View(Protocol):
    """The picture of a kind: elements inside an area, and what it wants in the band, if anything.

    STAGE: below the question, on the whole screen, the same in the evening's colours, or on all that is
    above the band, bare of the house's header and margins.
    """

    STAGE: Literal["question", "full", "evening", "bare"]

    def view(self, step: Any, state: Any, area: Rect, paint: Paint) -> tuple[Element, ...]: ...

    def band(self, step: Any, state: Any, paint: Paint) -> Band | None: ...

    def next_change(self, step: Any, state: Any, paint: Paint) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of step: its schema, rules and view, found by its folder."""

    name: str
    schema: type[Step]
    state: type
    rules: Rules
    view: View
