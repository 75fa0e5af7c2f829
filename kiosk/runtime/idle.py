"""When nobody touches anything: how long until the question, and how long it stands (rules I2)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.visit.settings import Settings


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds without a touch until "still there?", and seconds the question stands."""

    ask: float
    wait: float


NORMAL = Patience(60.0, 30.0)
PATIENT = Patience(120.0, 60.0)
END_CARD = Patience(90.0, 30.0)


def patience(settings: Settings, keys: bool, end_card: bool) -> Patience:
    """The idle times of a visit: longer with accessibility settings or keys, and on the end card."""
    if settings.patient or keys:
        return PATIENT
    return END_CARD if end_card else NORMAL
