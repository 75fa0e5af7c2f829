"""What an answer means to formulas.

An answer is what a rule remembers of a step: an option's id, the ids of several picked options,
a number, the outputs of a simulation by name, or None for "don't know".
"""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.content.formula import Formula, Value
from kiosk.content.model import Option, Properties, Step

Answer = str | float | tuple[str, ...] | Mapping[str, Value] | None
Given = Formula | Value | tuple[Formula, ...]
"""What a step gives to formulas: a value, or formulas that are computed when somebody asks."""

UNKNOWN = "unknown"
"""The value of a choice answered with "don't know" where the content names no other."""

TRUTH = "truth"
"""`tipp.truth` is what a guess is compared with: a number, or the id of the biggest option."""


def options_of(step: Step) -> Mapping[str, Option]:
    """The options of a step, empty where its kind has none."""
    options = getattr(step, "options", None)
    return options if isinstance(options, dict) else {}


def option_value(id: str) -> str | float:
    """The value of an option's id: a number where it is written as one."""
    return float(id) if id.isdecimal() else id


def properties_of(step: Step) -> frozenset[str]:
    """Every property formulas may ask of this step, as `kg` in `heizung.kg`."""
    names = {name for option in options_of(step).values() for name in numbers_of(option)}
    return frozenset(names | set(step.unknown.properties if step.unknown else ()) | set(step.outputs()))


def numbers_of(option: Option) -> dict[str, Formula]:
    """The properties of an option, and what else it gives: what it saves, say."""
    return {**option.properties, **option.gives()}


def values_of(step: Step, answer: Answer) -> dict[str, Given]:
    """The names a step gives to formulas once it is answered.

    A choice gives its option (`heizung`) and that option's properties (`heizung.kg`); a slider its
    number; a pick how many were picked (`tage`) and the list of their properties (`tage.stunden`);
    a simulation 1 (`sommer`) and its outputs (`sommer.own`).
    `heizung.unknown` is 1 for "don't know" and 0 else. KeyError for an option that is none.
    """
    if answer is None:
        return _unknown(step)
    sure: dict[str, Given] = {f"{step.id}.{UNKNOWN}": 0.0}
    if isinstance(answer, Mapping):
        return {step.id: 1.0, **{f"{step.id}.{name}": value for name, value in answer.items()}, **sure}
    if isinstance(answer, tuple):
        return {**_picked(step, [options_of(step)[id] for id in answer]), **sure}
    if isinstance(answer, str) and options_of(step):
        return {step.id: option_value(answer), **_named(step, numbers_of(options_of(step)[answer])), **sure}
    return {step.id: answer, **sure}


def _named(step: Step, properties: Mapping[str, Formula]) -> dict[str, Given]:
    return {f"{step.id}.{name}": formula for name, formula in properties.items()}


def _unknown(step: Step) -> dict[str, Given]:
    stands = step.unknown or Properties()
    value: Given = UNKNOWN
    if step.unknown and step.unknown.value is not None:
        value = step.unknown.value
    elif step.several or not options_of(step):
        value = 0.0
    elif all(id.isdecimal() for id in options_of(step)):
        value = min(float(id) for id in options_of(step))
    return {step.id: value, **_named(step, stands.properties), f"{step.id}.{UNKNOWN}": 1.0}


def _picked(step: Step, options: list[Option]) -> dict[str, Given]:
    values: dict[str, Given] = {step.id: float(len(options))}
    for name in properties_of(step):
        values[f"{step.id}.{name}"] = tuple(
            numbers[name] for option in options if name in (numbers := numbers_of(option))
        )
    return values


def voices_of(step: Step) -> tuple[str, ...]:
    """The names under which formulas meet what earlier visits said at a step that is counted.

    `crowd(gabe, dazu)`: per cent that chose an option; `crowd(menge)`: the mean of a number; `votes(gabe)`:
    how many answered. All are 0 while fewer than 20 did.
    """
    if not step.collect or not step.asks:
        return ()
    options = options_of(step)
    shares = tuple(f"crowd:{step.id}:{id}" for id in options) or (f"crowd:{step.id}",)
    return (f"votes:{step.id}", *shares)
