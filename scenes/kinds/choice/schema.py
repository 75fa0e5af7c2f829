"""A question with one answer out of two to eight; in a quiz one of them is true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from kiosk.content.diagnostics import near
from kiosk.content.model import Candidate, Fault, Id, Option, Step

if TYPE_CHECKING:
    from kiosk.content.structure import Stock


def _as_id(data: Any) -> Any:
    """`answer: 175` names the option `175`."""
    return str(data) if isinstance(data, int) and not isinstance(data, bool) else data


class Choice(Step):
    """Pick one. The step's value is the option's id, as a number where the id is one.

    answer: the option that is true; it is shown once the visitor wants to know, and then stands.
    """

    options: dict[Id, Option] = Field(min_length=2, max_length=8)
    answer: Annotated[Id, BeforeValidator(_as_id)] | None = None

    @property
    def asks(self) -> bool:
        return True

    @property
    def by_night(self) -> bool:
        return True

    @model_validator(mode="after")
    def _a_quiz_needs_no_way_out(self) -> Self:
        if self.answer is not None and (self.unknown is not None or self.guess is not None):
            raise ValueError("Mit answer: gibt es weder unknown: noch guess: – raten darf jeder.")
        return self

    def candidates(self) -> tuple[Candidate, ...]:
        return tuple(Candidate("", k, o.text) for k, o in enumerate(self.options.values()) if self.collect)

    def faults(self, stock: Stock) -> Iterator[Fault]:
        if self.answer is None:
            return
        if self.answer not in self.options:
            said = f"„{self.answer}“ ist hier keine Antwort."
            yield Fault(
                ("answer",), "E361", said, near(self.answer, self.options) or "Sie stehen unter options:."
            )
        elif self.options[self.answer].when is not None:
            said = f"„{self.answer}“ ist die Antwort und hat ein when: manche sähen sie nie."
            yield Fault(("answer",), "E361", said, "Lass dort das when: weg.")


SCHEMA = Choice
