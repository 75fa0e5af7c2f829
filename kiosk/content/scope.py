"""What every name of a scenario stands for, computed when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kiosk.content.answers import TRUTH, Given, numbers_of, options_of, properties_of, values_of, voices_of
from kiosk.content.formula import Formula, FormulaError, Value
from kiosk.content.model import Figure, Scenario, Step


class Scope(Mapping[str, Value]):
    """Figures, variables, answers and formulas of one scenario under their names.

    answers: what was answered so far, as `values_of` gives it, and the variables as they stand now.
    A question that is open counts as "don't know"; without that, as 0 (a slider: its lowest number).
    strict: a formula that cannot be computed raises FormulaError instead of giving 0.0 and a log line.
    The scenario must have passed the check: then no formula rests on itself.
    """

    def __init__(
        self,
        scenario: Scenario,
        figures: Mapping[str, Figure],
        answers: Mapping[str, Given],
        *,
        strict: bool = False,
    ) -> None:
        self._scenario = scenario
        self._strict = strict
        self._known: dict[str, Value] = {}
        self._given: dict[str, Given] = {**_ground(_Same(scenario, figures)), **answers}

    def __getitem__(self, name: str) -> Value:
        if name not in self._known:
            self._known[name] = self._computed(self._given[name])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __contains__(self, name: object) -> bool:
        return name in self._given

    def number(self, name: str) -> float:
        """The value as a number: a text and an unknown name are 0, a list is its sum."""
        value = self.get(name, 0.0)
        if isinstance(value, tuple):
            return float(sum(value))
        return 0.0 if isinstance(value, str) else float(value)

    def depends(self, name: str) -> frozenset[str]:
        """The ids of the steps whose answers `name` rests on, through any number of formulas."""
        return depends(self._scenario, name)

    def _computed(self, given: Given) -> Value:
        if isinstance(given, Formula):
            return self._evaluated(given)
        if isinstance(given, tuple):
            return tuple(self._float(item) for item in given)
        return given

    def _float(self, item: Formula | float) -> float:
        value = self._evaluated(item) if isinstance(item, Formula) else item
        if isinstance(value, str):
            if self._strict:
                raise FormulaError(f"„{value}“ ist keine Zahl.")
            return 0.0
        return float(value)

    def _evaluated(self, formula: Formula) -> float | str | bool:
        return formula.compute(self) if self._strict else formula.evaluate(self)


class _Same:
    """A scenario and its figures, equal only to themselves: comparing them deeply would be slow."""

    def __init__(self, scenario: Scenario, figures: Mapping[str, Figure]) -> None:
        self.scenario = scenario
        self.figures = figures

    def __hash__(self) -> int:
        return hash((id(self.scenario), id(self.figures)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.scenario is other.scenario and self.figures is other.figures


@lru_cache(maxsize=32)
def _ground(same: _Same) -> Mapping[str, Given]:
    """What every name stands for before anything was answered."""
    scenario = same.scenario
    given: dict[str, Given] = {}
    for step in scenario.steps:
        given.update(_open(step))
    given.update({name: figure.value for name, figure in same.figures.items()})
    given.update({name: figure.value for name, figure in scenario.figures.items()})
    given.update(scenario.start)
    given.update(scenario.formulas)
    return given


def depends(scenario: Scenario, name: str) -> frozenset[str]:
    """The ids of the steps whose answers `name` rests on, through any number of formulas."""
    return _depends(_Same(scenario, scenario.figures), name)


def rests_on(scenario: Scenario, formula: Formula, id: str) -> bool:
    """Whether a formula rests on what is answered or played at step `id`, through any number of others."""
    return any(id in depends(scenario, name) for name in formula.names)


def behind(scenario: Scenario, name: str) -> frozenset[str]:
    """`name` itself and every name it rests on, through any number of formulas."""
    return _behind(_Same(scenario, scenario.figures), name)


def _depends(same: _Same, name: str) -> frozenset[str]:
    steps = {step.id for step in same.scenario.steps}
    found = (n for n in _behind(same, name) if n not in same.scenario.formulas)
    return frozenset(head for n in found if (head := n.partition(".")[0]) in steps)


@lru_cache(maxsize=512)
def _behind(same: _Same, name: str) -> frozenset[str]:
    scenario = same.scenario
    steps = {step.id: step for step in scenario.steps}
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        asked = waiting.pop()
        if asked in seen:
            continue
        seen.add(asked)
        head, _, tail = asked.partition(".")
        if asked in scenario.formulas:
            waiting.extend(scenario.formulas[asked].names)
        elif head in steps:
            waiting.extend(_rests_on(steps[head], tail))
    return frozenset(seen)


def _rests_on(step: Step, tail: str) -> Iterator[str]:
    """Names in the formulas behind a step's value or one of its properties."""
    if not tail:
        if step.unknown and step.unknown.value:
            yield from step.unknown.value.names
        return
    for option in options_of(step).values():
        if tail in (numbers := numbers_of(option)):
            yield from numbers[tail].names
    if step.unknown and tail in step.unknown.properties:
        yield from step.unknown.properties[tail].names


def _open(step: Step) -> Mapping[str, Given]:
    """The values of a question nobody answered yet."""
    values: dict[str, Given] = {f"{step.id}.{name}": 0.0 for name in properties_of(step)}
    values.update({f"{step.id}.{name}": tried[0] for name, tried in step.outputs().items()})
    if isinstance(step.guess, Formula):
        values[f"{step.id}.{TRUTH}"] = step.guess
    elif step.guess is not None:
        values[f"{step.id}.{TRUTH}"] = next(iter(options_of(step)), "")
    values.update(dict.fromkeys(voices_of(step), 0.0))
    if step.asks:
        values.update(values_of(step, None))
        bounds = getattr(step, "range", None)
        if step.unknown is None and isinstance(bounds, tuple):
            values[step.id] = float(bounds[0])
    return values
