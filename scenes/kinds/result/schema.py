"""What a visitor takes home. Usually the block `result:` at the end of the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from kiosk.content.diagnostics import near
from kiosk.content.model import Bar, Domain, Expr, Fault, Id, Step, Strict, Text

if TYPE_CHECKING:
    from kiosk.content.structure import Stock


ENDINGS = 35
"""So many endings a card can tell apart: profiles, each with every choice of what is said besides."""


class Profile(Strict):
    """One outcome; the first whose `when` holds (or that has none) is shown."""

    when: Expr | None = None
    badge: Id | None = None
    text: Text


class Remark(Strict):
    """A sentence that is said besides, where `when` holds."""

    when: Expr
    text: Text


class Result(Step):
    """The last screen. also: sentences after that of the profile, each where it holds.

    number: what the report keeps, kilograms a year say. bars: rows of squares, where no tower stands.
    spread: plus and minus, in the same unit.
    range: a text with the names `low` and `high`. shared: what belongs to everybody. talk: a question
    for the way home. light: what is lit in the city. take: the step whose found services go home, too.
    """

    headline: Text
    text: Text | None = None
    profiles: tuple[Profile, ...] = ()
    also: tuple[Remark, ...] = Field((), max_length=2)
    services: tuple[Id, ...] = ()
    take: Id | None = None
    light: Domain
    number: Expr | None = None
    bars: dict[str, Bar] = Field({}, max_length=6)
    spread: Expr | None = None
    range: Text | None = None
    shared: Text | None = None
    talk: Text | None = None

    @model_validator(mode="after")
    def _fits_a_code(self) -> Self:
        most = ENDINGS // 2 ** len(self.also)
        if len(self.profiles) > most:
            raise ValueError(
                f"Mit {len(self.also)} Sätzen unter also: passen höchstens {most} profiles: in den QR-Code."
            )
        return self

    @property
    def by_night(self) -> bool:
        return True

    def faults(self, stock: Stock) -> Iterator[Fault]:
        if self.take is None or stock.scenario is None:
            return
        finding = {step.id for step in stock.scenario.steps if getattr(step, "finds", False)}
        if self.take not in finding:
            said = f"Im Schritt „{self.take}“ findet niemand Dienste."
            yield Fault(
                ("take",), "E363", said, near(self.take, finding) or "Das kann ein sort mit service:."
            )


SCHEMA = Result
