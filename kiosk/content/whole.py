"""The whole content of an exhibition, as screens see it."""

from __future__ import annotations

from pydantic import Field

from kiosk.content.exhibition import Exhibition
from kiosk.content.maps import Map
from kiosk.content.model import Figure, Scenario, Service, Strict
from kiosk.content.mosaics import Mosaic
from kiosk.content.questionnaire import Questionnaire


class Content(Strict):
    """Everything the exhibition shows, in one language. Ids are the same in all languages."""

    language: str
    exhibition: Exhibition
    scenarios: dict[str, Scenario]
    services: dict[str, Service]
    figures: dict[str, Figure]
    icons: dict[str, tuple[str, ...]]
    maps: dict[str, Map] = Field(default_factory=dict)
    mosaics: dict[str, Mosaic] = Field(default_factory=dict)
    survey: Questionnaire | None = None
    hash: str = ""

    def laid(self) -> tuple[str, ...]:
        """Answers that pictures are made of, 'scenario/step/option': they are counted as of now."""
        pictures = {id: scenario.mosaic for id, scenario in self.scenarios.items()}
        return tuple(laying.target(id) for id, laying in pictures.items() if laying is not None)
