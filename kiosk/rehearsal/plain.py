"""Frozen values as plain data for JSON, and back: proof that a state hides nothing."""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

CLASS = "class"


def freeze(value: Any) -> Any:
    """A tree of frozen dataclasses, tuples, mappings and scalars as plain data.

    TypeError, naming the type, for anything else: it would be lost in a file.
    """
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, tuple):
        return [freeze(each) for each in value]
    if isinstance(value, Mapping) and all(isinstance(key, (str, int, float)) for key in value):
        return {"map": [[key, freeze(each)] for key, each in value.items()]}
    if is_dataclass(value) and not isinstance(value, type) and value.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        kind = type(value)
        return {
            CLASS: f"{kind.__module__}:{kind.__qualname__}",
            **{f.name: freeze(getattr(value, f.name)) for f in fields(value)},
        }
    raise TypeError(f"{type(value).__qualname__} is not plain data: {value!r:.80}")


def thaw(data: Any) -> Any:
    """What `freeze` made plain."""
    if isinstance(data, list):
        return tuple(thaw(each) for each in data)
    if not isinstance(data, dict):
        return data
    if CLASS not in data:
        return {key: thaw(each) for key, each in data["map"]}
    module, _, name = data[CLASS].partition(":")
    kind = getattr(importlib.import_module(module), name)
    return kind(**{key: thaw(each) for key, each in data.items() if key != CLASS})


def survives(state: Any) -> bool:
    """Whether `state` is the same after a trip through JSON. TypeError if it is no plain data."""
    return bool(thaw(json.loads(json.dumps(freeze(state)))) == state)
