"""Colours of the grounds of a street, out of the colours there are."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.core.frame import Colour
from kiosk.ui.look import Look
from kiosk.ui.theme import Domain, mix
from scenes.kinds.grid.schema import Tile


class Tone(NamedTuple):
    """A ground: its colour, that of its marks and edge, and of a pictogram with its second colour."""

    ground: Colour
    mark: Colour
    ink: Colour
    accent: Colour


def domain_of(look: Look, colour: str | None) -> Domain:
    return look.theme.domain(colour or "stadt")


def tone(look: Look, tile: Tile) -> Tone:
    """How a tile looks in the present theme; in strong contrast white on black."""
    day = look.theme.day
    if look.theme.bold:
        return Tone(day.ground, day.ink, day.ink, day.accent)
    own = domain_of(look, tile.colour)
    lane, green, clay = (look.theme.domain(name) for name in ("mobil", "stadt", "klima"))
    stone = mix(mix(day.band, day.accent, 0.08), day.card_line, 0.18)
    match tile.ground:
        case "asphalt":
            asphalt = mix(mix(day.muted, lane.deep, 0.15), day.card, 0.25)
            return Tone(asphalt, day.card, own.tint, own.bright)
        case "lane":
            return Tone(lane.bright, lane.deep, own.deep, mix(own.deep, lane.bright, 0.4))
        case "green":
            grass = mix(green.tint, green.bright, 0.45)
            return Tone(grass, green.deep, own.deep, day.card)
        case "wall":
            brick = mix(mix(clay.bright, day.grey, 0.45), day.card, 0.12)
            return Tone(
                brick,
                mix(clay.deep, brick, 0.25),
                mix(clay.deep, brick, 0.15),
                mix(day.accent, day.card, 0.7),
            )
    return Tone(stone, mix(stone, day.ground, 0.5), own.deep, mix(own.deep, own.bright, 0.75))
