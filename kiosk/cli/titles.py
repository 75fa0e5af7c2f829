"""Readable names of everything telemetry has an id for, from the content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from telemetry.metrics.metric import Text

if TYPE_CHECKING:
    from kiosk.content.load import Library
    from kiosk.content.model import Scenario, Step
    from kiosk.content.template import Template

HOUSE: dict[str, Text] = {
    "attract": Text("Ruhebild", "Attract screen"),
    "menu": Text("Menü", "Menu"),
    "play": Text("Spielrahmen", "Frame of a game"),
    "survey": Text("Umfrage", "Survey"),
    "panel/size": Text("Fenster: Schrift und Anzeige", "Panel: text and display"),
    "panel/help": Text("Fenster: Hilfe", "Panel: help"),
    "panel/record": Text("Fenster: Was gezählt wird", "Panel: what is counted"),
    "panel/group": Text("Fenster: Gemeinsam spielen", "Panel: playing together"),
    "panel/sources": Text("Fenster: Woher die Zahlen kommen", "Panel: where the numbers come from"),
    "de": Text("Deutsch", "German"),
    "en": Text("Englisch", "English"),
}
"""Screens and languages of the house, which have no title in the content."""

RESULT = Text("Ergebnis", "Result")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_LONGEST = 70


def titles(found: Library) -> dict[str, Text]:
    """The name of each id in both languages, in the order of the content.

    Ids are those of telemetry: 'scenario', 'scenario/step', 'scenario/step/option', 'scenario/step.part'.
    """
    german, english = (
        found.german.scenarios,
        found.content("en" if "en" in found.languages else "de").scenarios,
    )
    named = dict(HOUSE)
    order = dict.fromkeys((*found.german.exhibition.scenarios, *german))
    for id, scenario in ((id, german[id]) for id in order if id in german):
        other = dict(_of(english[id])) if id in english else {}
        for name, text in _of(scenario):
            named[name] = Text(text, other.get(name, text))
        named[f"{id}/result"] = RESULT
    return named


def _of(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Ids and names of a scenario in the language it is in."""
    yield scenario.id, plain(scenario.title)
    for step in scenario.steps:
        place = f"{scenario.id}/{step.id}"
        asked = next((text for text in (step.ask, step.more, step.say) if text is not None), None)
        yield place, plain(asked) if asked is not None else step.id.capitalize()
        for id, text in _parts(step):
            yield f"{place}/{id}", text
            yield f"{place}.{id}", text


def _parts(step: Step) -> Iterator[tuple[str, str]]:
    """Everything in a step that has an id and a text: options, items, cards, modes, blocks ..."""
    for name in type(step).model_fields:
        among = getattr(step, name)
        if isinstance(among, Mapping):
            for id, part in among.items():
                text = getattr(part, "text", None) or getattr(part, "ask", None)
                if text is not None and hasattr(text, "source"):
                    yield str(id), plain(text)


def plain(text: Template) -> str:
    """One line without placeholders, not longer than a label may be."""
    said = " ".join(_PLACEHOLDER.sub("…", text.source).split())
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"
