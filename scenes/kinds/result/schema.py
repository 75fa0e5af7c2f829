"""What a visitor takes home. Usually the block `result:` at the end of the file."""

from __future__ import annotations

from pydantic import Field

from kiosk.content.model import Bar, Domain, Expr, Id, Step, Strict, Text


class Profile(Strict):
    """One outcome; the first whose `when` holds (or that has none) is shown."""

    when: Expr | None = None
    badge: Id | None = None
    text: Text


class Result(Step):
    """The last screen.

    number: what the report keeps, kilograms a year say. bars: rows of squares, where no tower stands.
    spread: plus and minus, in the same unit.
    range: a text with the names `low` and `high`. shared: what belongs to everybody. talk: a question
    for the way home. light: what is lit in the city.
    """

    headline: Text
    text: Text | None = None
    profiles: tuple[Profile, ...] = ()
    services: tuple[Id, ...] = ()
    light: Domain
    number: Expr | None = None
    bars: dict[str, Bar] = Field({}, max_length=6)
    spread: Expr | None = None
    range: Text | None = None
    shared: Text | None = None
    talk: Text | None = None


SCHEMA = Result
