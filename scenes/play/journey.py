"""The way through a scenario: which step comes next, what is known, what may be left open.

Everything here works on a `Run`, plain frozen data that survives a trip through JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kiosk.content.answers import Given, option_value, options_of, values_of, voices_of
from kiosk.content.formula import Formula, Value
from kiosk.content.model import Scenario, Step
from kiosk.content.scope import Scope, behind
from kiosk.content.whole import Content
from kiosk.ui.latest import latest
from kiosk.ui.scene import Kind, Turn
from kiosk.visit.world import WINDOWS, Crowd, Lights

RESULT = "result"


@dataclass(frozen=True, slots=True)
class Run:
    """One play of a scenario.

    trail: steps visited, the last is the present one. states: what each kind remembers.
    unknown: steps answered "don't know". vars: variables changed by `set`; past: what they were
    on each step of the trail before it was left. entered, changed: when the present step came up
    and was last changed. squares: how many squares the chart had before that change.
    finished: all parts of the chart show. lights, crowd: the city, and what earlier visits answered
    in this scenario, when it was opened. guessed: the guesses that have met their truth.
    group: how several people play it together; hands: votes for the options of the present step;
    counted: they were counted; tied: and there was no winner.
    """

    scenario: str
    seed: int
    trail: tuple[str, ...]
    states: Mapping[str, Any] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    vars: Mapping[str, Value] = field(default_factory=dict)
    past: tuple[Mapping[str, Value], ...] = ()
    entered: float = 0.0
    changed: float = -1e9
    squares: int = 0
    finished: bool = False
    lights: Lights = field(default_factory=Lights)
    crowd: Crowd = field(default_factory=Crowd)
    guessed: tuple[str, ...] = ()
    group: str = ""
    hands: Mapping[str, int] = field(default_factory=dict)
    counted: bool = False
    tied: bool = False

    @property
    def here(self) -> str:
        return self.trail[-1]


@dataclass(frozen=True, slots=True)
class Journey:
    """A run together with the content and kinds it is made of. Built anew for every action."""

    content: Content
    kinds: Mapping[str, Kind]
    run: Run
    turn: Turn

    @classmethod
    def of(cls, content: Content, kinds: Mapping[str, Kind], run: Run) -> Journey:
        scenario = content.scenarios[run.scenario]
        company = WINDOWS if run.group == "host" else _company(scenario, kinds, run)
        scope = Scope(scenario, content.figures, {})
        turn = Turn(scenario, scope, run.seed, run.lights, content.maps, run.crowd, company)
        given: dict[str, Given] = {}
        for step in scenario.steps:
            given[f"{step.id}.unknown"] = float(not answered(kinds, step, run))
            if step.id in run.unknown:
                given.update(values_of(step, None))
            elif step.id in run.states and not step.outputs():
                given.update(kinds[step.kind].rules.values(step, run.states[step.id], turn))
        for step in scenario.steps:
            if step.id in run.states and step.outputs():
                there = Scope(scenario, content.figures, {**given, **variables_on(run, step.id)})
                played = kinds[step.kind].rules.values(step, run.states[step.id], replace(turn, scope=there))
                given.update({f"{step.id}.unknown": float(step.id not in played), **played})
        given.update(_voices(scenario, run.crowd))
        given.update(run.vars)
        scope = Scope(scenario, content.figures, given)
        turn = replace(turn, scope=scope)
        truths = {f"{s.id}.truth": truth(s, scope) for s in scenario.steps if s.guess is not None}
        return cls(
            content, kinds, run, replace(turn, scope=Scope(scenario, content.figures, {**given, **truths}))
        )

    @property
    def scenario(self) -> Scenario:
        return self.turn.scenario

    @property
    def step(self) -> Step:
        return self.scenario.step(self.run.here)

    @property
    def kind(self) -> Kind:
        return self.kinds[self.step.kind]

    @property
    def state(self) -> Any:
        """What the present step's kind remembers; its start state before the first action."""
        if self.run.here in self.run.states:
            return self.run.states[self.run.here]
        return self.kind.rules.start(self.step, self.turn)

    @property
    def ready(self) -> bool:
        if self.step.guess is not None:
            return True  # nobody must guess
        return self.run.here in self.run.unknown or self.kind.rules.ready(self.step, self.state, self.turn)

    def fits(self, step: Step) -> bool:
        """Whether the step's `when` holds now."""
        return step.when is None or bool(step.when.evaluate(self.turn.scope))

    def following(self) -> Step | None:
        """The step after this one: by the option's `next`, the step's `next`, or the next that fits."""
        chosen = option_of(self.step, self.run)
        target = (chosen.next if chosen is not None else None) or self.step.next
        ids = [s.id for s in self.scenario.steps]
        start = ids.index(target) if target in ids else ids.index(self.run.here) + 1
        return next((s for s in self.scenario.steps[start:] if self.fits(s)), None)

    def questions(self) -> tuple[Step, ...]:
        """The steps that want an answer and are part of this run's row of questions."""
        return tuple(s for s in self.scenario.steps if s.asks and s.guess is None and s.kind != "pick")

    def after_questions(self) -> Step | None:
        """Where an early end leads: the first step behind the last question that fits."""
        questions = self.questions()
        if not questions:
            return self.scenario.steps[-1]
        start = self.scenario.steps.index(questions[-1]) + 1
        return next((s for s in self.scenario.steps[start:] if self.fits(s)), None)


def _voices(scenario: Scenario, crowd: Crowd) -> dict[str, Given]:
    """What earlier visits said, under the names of `voices_of`."""
    given: dict[str, Given] = {}
    for step in scenario.steps:
        if not voices_of(step):
            continue
        path = f"{scenario.id}/{step.id}"
        given[f"votes:{step.id}"] = float(crowd.votes(path))
        options = list(options_of(step))
        given.update(
            {f"crowd:{step.id}:{id}": crowd.share(path, float(k)) or 0.0 for k, id in enumerate(options)}
            or {f"crowd:{step.id}": crowd.mean(path) or 0.0}
        )
    return given


def _company(scenario: Scenario, kinds: Mapping[str, Kind], run: Run) -> int:
    """For how many people windows are lit: kinds that seat people know it, else the scenario says it."""
    seated = [
        (s, getattr(kinds[s.kind].rules, "company", None)) for s in scenario.steps if s.id in run.states
    ]
    counts = [company(step, run.states[step.id]) for step, company in seated if company is not None]
    return max(counts, default=scenario.players)


def variables_on(run: Run, id: str) -> Mapping[str, Value]:
    """The variables as they were on a step of the trail; as they are now for any other."""
    for at in reversed(range(len(run.past))):
        if run.trail[at] == id:
            return run.past[at]
    return run.vars


def answered(kinds: Mapping[str, Kind], step: Step, run: Run) -> bool:
    """Whether the visitor gave an answer of their own to this step."""
    if step.id in run.unknown or step.id not in run.states:
        return False
    return kinds[step.kind].rules.answered(step, run.states[step.id])


def option_of(step: Step, run: Run) -> Any:
    """The option a choice was answered with, if any."""
    chosen = getattr(run.states.get(step.id), "chosen", None)
    if isinstance(chosen, str) and step.id not in run.unknown:
        return options_of(step).get(chosen)
    return None


def applied(journey: Journey) -> Mapping[str, Value]:
    """The variables after the present step's `set` and its option's `set` are carried out."""
    chosen = option_of(journey.step, journey.run)
    changes = {**journey.step.set, **(chosen.set if chosen is not None else {})}
    scope = journey.turn.scope
    return {**journey.run.vars, **{name: formula.evaluate(scope) for name, formula in changes.items()}}


def size_of(scope: Scope, name: str) -> float:
    """How large the thing named by an option is: its number, or that of its `.kg`."""
    for candidate in (name, f"{name}.kg"):
        if candidate in scope and not isinstance(scope[candidate], str):
            return scope.number(candidate)
    return 0.0


def truth_known(journey: Journey, step: Step) -> bool:
    """Whether there is a truth to compare with: enough visits voted, what it rests on was played, or
    answered, unless it was passed by."""
    if not isinstance(step.guess, Formula):
        return step.guess is not None
    scope = journey.turn.scope
    names = frozenset().union(*(behind(journey.scenario, name) for name in step.guess.names))
    if any(not scope.number(f"votes:{name.split(':')[1]}") for name in names if ":" in name):
        return False
    steps = journey.scenario.steps
    ahead = steps[steps.index(journey.step) + 1 :]
    open_ = {s.id for s in ahead if s.asks and s.id not in journey.run.trail and journey.fits(s)}
    based = {id for name in names for id in scope.depends(name)}
    played = (journey.scenario.step(id) for id in based)
    return not open_ & based and not any(
        other.outputs() and scope.number(f"{other.id}.unknown") for other in played
    )


def rests(journey: Journey, step: Step) -> bool:
    """Whether the truth of a guess rests on what is played on the present step."""
    scope = journey.turn.scope
    names = step.guess.names if isinstance(step.guess, Formula) else frozenset()
    return any(journey.run.here in scope.depends(name) for name in names)


def truth(step: Step, scope: Scope) -> Value:
    """What a guess is compared with: the largest option for 'biggest', else the formula's value."""
    if step.guess == "biggest":
        largest = max(options_of(step), key=lambda id: size_of(scope, id))
        return option_value(largest)
    return step.guess.evaluate(scope) if step.guess is not None else 0.0


journey_of = latest(Journey.of, keep=4)
"""The same journey for the same run: an action, the next picture and its motion all ask for it."""
