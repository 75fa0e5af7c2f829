"""The survey's colour, and the tile something stands on in it."""

from __future__ import annotations

from kiosk.ui.look import Look
from kiosk.ui.parts import Slab

DOMAIN = "mobil"


def slab_of(look: Look, on: bool) -> Slab:
    """The body of an answer, chosen or not."""
    day, domain = look.theme.day, look.theme.domain(DOMAIN)
    return Slab(domain.bright, domain.deep) if on else Slab(day.card, day.card_edge, day.card_line)
