"""What one visitor may set for the length of one stay. All of it is gone afterwards."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Literal

Text = Literal[100, 150, 200]


@dataclass(frozen=True, slots=True)
class Settings:
    """Language and ways of showing.

    text: per cent of the normal text size. contrast: black, white and yellow only.
    low: all controls in the lowest part of the screen. calm: no motion but short fades.
    sound: whether there is any. quiet: softer than usual.
    group: how several play together: '' each as they like, 'pass', 'vote' or 'host'.
    """

    language: str = "de"
    text: int = 100
    contrast: bool = False
    low: bool = False
    calm: bool = False
    sound: bool = True
    quiet: bool = False
    group: str = ""

    def adjusted(self, changes: tuple[tuple[str, str | int | bool], ...]) -> Settings:
        """A copy with `changes`; a name that is no setting raises KeyError."""
        known = {f.name for f in fields(self)}
        for name, _ in changes:
            if name not in known:
                raise KeyError(f"no setting '{name}'; known: {', '.join(sorted(known))}")
        return replace(self, **dict(changes))  # type: ignore[arg-type]

    @property
    def patient(self) -> bool:
        """Whether idle times are the longer, accessible ones (rules I2)."""
        return self.text >= 200 or self.contrast or self.low
