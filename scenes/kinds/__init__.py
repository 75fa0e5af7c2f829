"""Kinds of steps, one folder each. `discover` finds them; adding one touches nothing else."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from functools import cache

from kiosk.content.model import Step
from kiosk.content.proof import Examiner
from kiosk.ui.scene import Kind


def names() -> tuple[str, ...]:
    """The kinds there are: every folder here."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if m.ispkg))


@cache
def schemas() -> dict[str, type[Step]]:
    """What the YAML of each kind must say; imports no rules and no views."""
    return {name: importlib.import_module(f"{__name__}.{name}.schema").SCHEMA for name in names()}


@cache
def examiners() -> dict[str, Examiner]:
    """What kinds with a `proof.py` can prove about a step of theirs."""
    found = {}
    for name in names():
        if importlib.util.find_spec(f"{__name__}.{name}.proof") is not None:
            found[name] = importlib.import_module(f"{__name__}.{name}.proof").examine
    return found


@cache
def discover() -> dict[str, Kind]:
    """All kinds, complete."""
    kinds = {}
    for name in names():
        rules = importlib.import_module(f"{__name__}.{name}.rules")
        view = importlib.import_module(f"{__name__}.{name}.view")
        kinds[name] = Kind(name, schemas()[name], rules.State, rules, view)
    return kinds
