"""A number between two ends."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from kiosk.content.model import Step, Text


def _three_numbers(data: Any) -> Any:
    if isinstance(data, (list, tuple)) and len(data) != 3:
        raise ValueError("range braucht drei Zahlen: [kleinste, größte, Schritt].")
    return data


def _in_order(bounds: tuple[float, float, float]) -> tuple[float, float, float]:
    low, high, step = bounds
    if not low < high:
        raise ValueError("range steht als [kleinste, größte, Schritt], die kleinste Zahl zuerst.")
    if not 0 < step <= high - low or (high - low) / step > 1000:
        raise ValueError("Der Schritt in range muss zwischen die beiden Enden passen, höchstens 1000-mal.")
    return bounds


Range = Annotated[tuple[float, float, float], BeforeValidator(_three_numbers), AfterValidator(_in_order)]


class Slider(Step):
    """Set a number. range: lowest, highest, step. labels: words at both ends. start: else the middle."""

    range: Range
    unit: Text | None = None
    labels: tuple[Text, Text] | None = None
    start: float | None = Field(None, allow_inf_nan=False)

    @property
    def asks(self) -> bool:
        return True

    def guesses(self) -> tuple[str, ...]:
        return ("",) if self.guess is not None else ()

    @property
    def by_night(self) -> bool:
        return True

    @model_validator(mode="after")
    def _starts_inside(self) -> Self:
        low, high, _ = self.range
        if self.start is not None and not low <= self.start <= high:
            raise ValueError(f"start liegt nicht zwischen {low:g} und {high:g}.")
        return self


SCHEMA = Slider
