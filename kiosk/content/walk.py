"""Finding and exchanging the leaves (texts, formulas) of checked content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel

from kiosk.content.formula import Formula
from kiosk.content.template import Template

Path = tuple[str | int, ...]
"""Where something stands in its YAML file: keys and positions."""

Leaf = TypeVar("Leaf", Formula, Template)


def leaves(value: object, kind: type[Leaf], path: Path = ()) -> Iterator[tuple[Path, Leaf]]:
    """Every leaf of that kind below `value`, with its path, in the order of the fields."""
    for key, child in _children(value):
        if isinstance(child, kind):
            yield (*path, key), child
        elif isinstance(child, _BRANCHES):
            yield from leaves(child, kind, (*path, key))


def inside(value: object, path: Path = ()) -> Iterator[tuple[Path, BaseModel | Formula | Template]]:
    """Every model and every leaf at and below `value`, with its path."""
    if isinstance(value, BaseModel):
        yield path, value
    for key, child in _children(value):
        if isinstance(child, (Formula, Template)):
            yield (*path, key), child
        elif isinstance(child, _BRANCHES):
            yield from inside(child, (*path, key))


def translated(value: object, change: Callable[[Path, Template], Template], path: Path = ()) -> object:
    """`value` with every text replaced by `change(path, text)`; what has no text stays the same object."""
    if isinstance(value, Template):
        return change(path, value)
    fresh = {
        key: new
        for key, child in _children(value)
        if isinstance(child, _INNER) and (new := translated(child, change, (*path, key))) is not child
    }
    if not fresh:
        return value
    if isinstance(value, BaseModel):
        names = _fields(type(value))
        return value.model_copy(update={name: fresh[key] for name, key in names if key in fresh})
    if isinstance(value, dict):
        return {**value, **fresh}
    assert isinstance(value, tuple)
    return tuple(fresh.get(position, child) for position, child in enumerate(value))


_BRANCHES = (BaseModel, dict, tuple)
_INNER = (*_BRANCHES, Template)


def _children(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, BaseModel):
        for name, key in _fields(type(value)):
            yield key, getattr(value, name)
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)


@lru_cache(maxsize=256)
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The attributes of a model, and what they are called in YAML."""
    return tuple((name, info.alias or name) for name, info in model.model_fields.items())
