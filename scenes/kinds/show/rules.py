"""Nothing to decide: one looks and goes on."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.answers import Given
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from scenes.kinds.show.schema import Show
from telemetry.events import Event


@dataclass(frozen=True, slots=True)
class State:
    """There is nothing to remember."""


def start(step: Show, turn: Turn) -> State:
    return State()


def act(step: Show, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    return state, ()


def settled(step: Show, state: State, turn: Turn) -> tuple[Event, ...]:
    return ()


def ready(step: Show, state: State, turn: Turn) -> bool:
    return True


def answered(step: Show, state: State) -> bool:
    return False


def values(step: Show, state: State, turn: Turn) -> dict[str, Given]:
    return {}
