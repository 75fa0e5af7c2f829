"""Colours and patterns of a day: sources in their colours, stored dotted, bought hatched, spare hollow."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.core.frame import Colour, Pattern
from kiosk.ui.look import Look
from kiosk.ui.theme import BLACK, Domain, mix
from scenes.kinds.balance.schema import Balance

STORE = "amt"
DEFAULTS = ("mobil", "energie", "stadt", "antrag")


class Tone(NamedTuple):
    """How one square looks."""

    colour: Colour
    pattern: Pattern = "solid"
    ink: Colour = BLACK


class Tones(NamedTuple):
    """sources: in the order of the day. given: out of the storage, taken: into it. spare: of any source."""

    sources: tuple[Tone, ...]
    given: Tone
    bought: Tone
    taken: Tone
    spare: Tone

    @property
    def stacks(self) -> tuple[tuple[Tone, ...], ...]:
        """From the foot of a column upwards, one stack for each source that may be the last to give."""
        below = (*self.sources, self.given, self.bought, self.taken)
        return tuple((*below, Tone(source.colour, "outline")) for source in self.sources)


def domain_of(look: Look, colour: str | None, index: int) -> Domain:
    """The tones of a thing that may have a colour of its own."""
    return look.theme.domain(colour or DEFAULTS[index % len(DEFAULTS)])


def tones(step: Balance, look: Look) -> Tones:
    """The tones of a day in the present theme. In strong contrast patterns carry what colour cannot."""
    day = look.theme.day
    if look.theme.bold:
        sources = tuple(Tone(*look.theme.part("", index)) for index in range(len(step.supply)))
        return Tones(
            sources, Tone(day.accent, "dot", day.ground), Tone(day.ground, "hatch", day.ink),
            Tone(day.ground, "dot", day.accent), Tone(day.ink, "outline"),
        )  # fmt: skip
    store = look.theme.domain(STORE)
    flows = [
        Tone(domain_of(look, flow.colour, index).bright) for index, flow in enumerate(step.supply.values())
    ]
    return Tones(
        tuple(flows),
        Tone(store.bright, "dot", store.deep),
        Tone(day.grey, "hatch", day.plain),
        Tone(mix(store.deep, day.ground, 0.35), "dot", store.bright),
        Tone(day.accent, "outline"),
    )


def sky_shades(look: Look) -> tuple[Colour, ...]:
    """Deep night, night, violet, rose, blue and noon, out of the colours there are."""
    day, theme = look.theme.day, look.theme
    violet, rose, blue = (theme.domain(name) for name in ("antrag", "digital", "mobil"))
    return (
        day.ground, day.card, mix(violet.deep, day.card, 0.5), mix(rose.deep, day.grey, 0.35),
        mix(mix(blue.deep, violet.deep, 0.25), blue.bright, 0.3), mix(blue.deep, blue.bright, 0.42),
    )  # fmt: skip


def paled(tone: Tone, ground: Colour, bold: bool) -> Tone:
    """The same tone of an hour that has not come yet; in strong contrast its outline."""
    if bold:
        return Tone(tone.ink if tone.colour == ground else tone.colour, "outline")
    return Tone(mix(tone.colour, ground, 0.7), tone.pattern, mix(tone.ink, ground, 0.7))
