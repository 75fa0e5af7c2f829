"""Several answers at once: resolutions, or wishes that are counted."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from kiosk.content.model import Id, Option, Step


class Pick(Step):
    """Pick up to `max`. The step's value is how many were picked.

    sort: 'saves' puts the largest saving first. top: only so many of them are offered; options without
    kilograms (handprints) stay beyond that. With `collect` these are no resolutions: each option is
    counted for the city.
    """

    options: dict[Id, Option] = Field(min_length=2, max_length=12)
    max: int = Field(2, ge=1, le=8)
    sort: Literal["saves", ""] = ""
    top: int | None = Field(None, ge=1, le=8)

    @property
    def asks(self) -> bool:
        return True

    @property
    def several(self) -> bool:
        return True

    def traces(self) -> tuple[str, ...]:
        return tuple(f".{id}" for id in self.options) if self.collect else ()

    @model_validator(mode="after")
    def _what_is_counted_saves_nothing(self) -> Self:
        if self.collect and any(o.saves is not None or o.handprint for o in self.options.values()):
            raise ValueError("Mit collect: sind das keine Vorsätze: saves und handprint passen nicht dazu.")
        return self

    @model_validator(mode="after")
    def _sorted_options_save(self) -> Self:
        if self.sort == "saves":
            for id, option in self.options.items():
                if option.saves is None and not option.handprint:
                    raise ValueError(
                        f"Bei sort: saves braucht „{id}“ die Angabe saves (oder handprint: true)."
                    )
        return self


SCHEMA = Pick
