"""What is told of a duel on the end card: each field, who took it, and the number it was about."""

from __future__ import annotations

from kiosk.ui.facts import Round
from kiosk.ui.scene import Turn
from kiosk.visit.world import World
from scenes.kinds.duel.rules import State, drawn, fields, truth_of
from scenes.kinds.duel.schema import Duel
from scenes.kinds.duel.situation import COLOURS, NAMES, figure_of, number


def rounds(step: Duel, state: State, turn: Turn, world: World) -> tuple[Round, ...]:
    """The fields in the order they were played for."""
    language = world.content.language
    told = []
    played = zip(drawn(step, turn), state.done, fields(step, state, turn), strict=False)
    for id, deal, won in played:
        card = step.cards[id]
        names = [world.say(NAMES[at] if deal.people[at] else "duel_karo") for at in (0, 1)]
        truth = f"{number(card, truth_of(card, turn), language)} {card.unit.render(turn.scope, language)}"
        figure = figure_of(card, turn, world)
        text = figure.text.render({}, language) if figure is not None and figure.text is not None else ""
        takers = tuple((names[at], COLOURS[at]) for at in (0, 1) if won[at])
        told.append(Round(takers, truth, text))
    return tuple(told)
