"""A line somebody says: text, perhaps with a picture."""

from __future__ import annotations

from kiosk.content.model import Picture, Step, Text


class Say(Step):
    """Read or hear it, then go on. picture: a file below content/pictures."""

    text: Text
    picture: Picture | None = None

    @property
    def by_night(self) -> bool:
        return True


SCHEMA = Say
