"""When nobody touches anything: how long until the question, and how long it stands (rules I2)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.runtime.stage import Stage


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds without a touch until "still there?", and seconds the question stands."""

    ask: float
    wait: float


NORMAL = Patience(60.0, 30.0)
PATIENT = Patience(120.0, 60.0)
END_CARD = Patience(90.0, 30.0)


def patience(stage: Stage) -> Patience:
    """The idle times of a visit: longer with accessibility settings or keys, and on the end card."""
    if stage.visit.settings.patient or stage.keys:
        return PATIENT
    return END_CARD if stage.end_card else NORMAL


def due(stage: Stage, now: float) -> float | None:
    """Seconds until the question comes up or runs out; None while no visit is running."""
    if not stage.running:
        return None
    times = patience(stage)
    end = stage.touched + times.ask if stage.warned is None else stage.warned + times.wait
    return max(end - now, 0.0)


def closing(stage: Stage, now: float) -> float | None:
    """Seconds until the top screen ends the visit by itself, as thanks do; None where it does not."""
    closes: float | None = getattr(stage.top[1], "closes", None)
    return None if closes is None else max(closes - now, 0.0)


def left(stage: Stage, now: float) -> tuple[float, float]:
    """Seconds left of the question, and how long it stands in all."""
    wait = patience(stage).wait
    since = now - stage.warned if stage.warned is not None else 0.0
    return max(wait - since, 0.0), wait
