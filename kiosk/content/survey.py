"""A scenario gone through once, for all checks that look at its parts."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from kiosk.content.document import Document
from kiosk.content.formula import Formula
from kiosk.content.model import Scenario
from kiosk.content.template import Template
from kiosk.content.walk import Path, inside


@dataclass(frozen=True)
class Survey:
    """A scenario with its file, and its models, formulas and texts with their paths.

    everywhere: all formulas, those of placeholders at the path of their text.
    """

    scenario: Scenario
    document: Document
    models: tuple[tuple[Path, BaseModel], ...]
    formulas: tuple[tuple[Path, Formula], ...]
    texts: tuple[tuple[Path, Template], ...]
    everywhere: tuple[tuple[Path, Formula], ...]

    @classmethod
    def of(cls, scenario: Scenario, document: Document) -> Survey:
        models: list[tuple[Path, BaseModel]] = []
        formulas: list[tuple[Path, Formula]] = []
        texts: list[tuple[Path, Template]] = []
        for path, part in inside(scenario):
            if isinstance(part, Formula):
                formulas.append((path, part))
            elif isinstance(part, Template):
                texts.append((path, part))
            else:
                models.append((path, part))
        placeholders = [(path, slot.formula) for path, text in texts for slot in text.slots]
        return cls(
            scenario, document, tuple(models), tuple(formulas), tuple(texts), (*formulas, *placeholders)
        )
