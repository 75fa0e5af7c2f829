"""A question with one answer out of two to eight."""

from __future__ import annotations

from pydantic import Field

from kiosk.content.model import Id, Option, Step


class Choice(Step):
    """Pick one. The step's value is the option's id, as a number where the id is one."""

    options: dict[Id, Option] = Field(min_length=2, max_length=8)

    @property
    def asks(self) -> bool:
        return True


SCHEMA = Choice
