"""How far the picture is that visits lay together, and what others did, once one may know."""

from __future__ import annotations

from kiosk.content.answers import UNKNOWN, option_value, options_of
from kiosk.content.formula import Formula
from kiosk.content.model import SharedPicture
from kiosk.content.mosaics import SQUARES
from kiosk.ui.mosaic import Laid
from scenes.play.journey import Journey


def shared(journey: Journey) -> Laid | None:
    """The squares of earlier visits and this visitor's own; None where a scenario has no such picture.

    Whoever lays the last square sees the picture whole; the next one begins with the visit after that.
    """
    laying, turn = journey.scenario.mosaic, journey.turn
    if laying is None:
        return None
    asked = journey.scenario.step(laying.of)
    target = laying.target(journey.scenario.id)
    before = turn.crowd.laid.get(target, 0)
    decided = not turn.scope.number(f"{laying.of}.{UNKNOWN}")
    own = decided and turn.scope[laying.of] == option_value(laying.option)
    number = before // SQUARES
    given, kept = _names(journey, laying)
    position = float(list(options_of(asked)).index(laying.option))
    return Laid(
        motif=journey.content.mosaics[laying.picture(number)],
        target=target,
        number=number,
        squares=before % SQUARES + own,
        own=own,
        decided=decided,
        guess=_guess(journey, laying),
        share=turn.crowd.share(turn.path(asked), position) if decided else None,
        given=given,
        kept=kept,
    )


def _names(journey: Journey, laying: SharedPicture) -> tuple[str, str]:
    """What laying one's square is called, and what everything else is."""
    scope, language = journey.turn.scope, journey.content.language
    options = options_of(journey.scenario.step(laying.of))
    words = {id: option.text.render(scope, language) for id, option in options.items()}
    return words.pop(laying.option), ", ".join(words.values())


def _guess(journey: Journey, laying: SharedPicture) -> float | None:
    """How many of 100 this visitor thought would lay theirs, where that was asked."""
    name, scope = f"crowd:{laying.of}:{laying.option}", journey.turn.scope
    for step in journey.scenario.steps:
        asked = isinstance(step.guess, Formula) and step.guess.names == {name}
        if asked and not options_of(step) and not scope.number(f"{step.id}.{UNKNOWN}"):
            return scope.number(step.id)
    return None
