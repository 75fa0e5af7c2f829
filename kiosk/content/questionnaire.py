"""The short survey at the end of a visit: the grammar of survey.yaml, and who is asked what."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from kiosk.content.diagnostics import Problem, near
from kiosk.content.document import Document
from kiosk.content.grammar import validated
from kiosk.content.model import Strict, Text
from kiosk.content.template import Template
from kiosk.content.walk import Path

FACES = 4
STEPS = 7
ALL = 100
"""A split is in percent, and of all visits that are asked."""

SMILEY, SEQ, UEQ_S = "smiley", "seq", "ueq-s"
ITEMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {SMILEY: (SMILEY,), SEQ: (SEQ,), UEQ_S: tuple(f"{UEQ_S}.{n}" for n in range(1, 9))}
)
"""Every instrument, and what it asks in its order; the names are those of telemetry."""

Words = tuple[str, str]
OFFICIAL: Mapping[str, tuple[Words, ...]] = MappingProxyType(
    {
        "de": (
            ("behindernd", "unterstützend"), ("kompliziert", "einfach"), ("ineffizient", "effizient"),
            ("verwirrend", "übersichtlich"), ("langweilig", "spannend"),
            ("uninteressant", "interessant"), ("konventionell", "originell"),
            ("herkömmlich", "neuartig"),
        ),
        "en": (
            ("obstructive", "supportive"), ("complicated", "easy"), ("inefficient", "efficient"),
            ("confusing", "clear"), ("boring", "exciting"), ("not interesting", "interesting"),
            ("conventional", "inventive"), ("usual", "leading edge"),
        ),
    }
)  # fmt: skip
"""The pairs of the UEQ-S by language (Schrepp, Hinderks and Thomaschewski 2017)."""


def _two(data: Any) -> Any:
    if not isinstance(data, (list, tuple)) or len(data) != 2:
        raise ValueError("Ein Paar hat zwei Wörter: [links, rechts].")
    return data


Pair = Annotated[tuple[Text, Text], BeforeValidator(_two)]


class Split(Strict):
    """Of all visits that are asked, how many percent get which instrument; nobody: none, to compare with."""

    smiley: int = Field(default=60, ge=0, le=ALL)
    seq: int = Field(default=20, ge=0, le=ALL)
    ueq_s: int = Field(default=15, ge=0, le=ALL, alias="ueq-s")
    nobody: int = Field(default=5, ge=0, le=ALL)

    @property
    def parts(self) -> Mapping[str, int]:
        """The percents by instrument, "" for nobody."""
        return {SMILEY: self.smiley, SEQ: self.seq, UEQ_S: self.ueq_s, "": self.nobody}


class Question(Strict):
    """What is asked, and a line below it; both again in words for whoever is called Sie."""

    ask: Text
    ask_sie: Text | None = None
    hint: Text | None = None
    hint_sie: Text | None = None

    def asked(self, formal: bool) -> Template:
        return (self.ask_sie if formal else None) or self.ask

    def hinted(self, formal: bool) -> Template | None:
        return (self.hint_sie if formal else None) or self.hint


class Smiley(Question):
    """faces: what the four faces say, from the saddest to the gladdest."""

    faces: tuple[Text, ...] = Field(min_length=FACES, max_length=FACES)


class Ease(Question):
    """The single ease question. low, high: what the ends of its seven squares say."""

    low: Text
    high: Text


class Pairs(Question):
    """The UEQ-S. pairs: the words at both ends of each row."""

    pairs: dict[str, Pair]


class Thanks(Strict):
    """What is said before the night comes."""

    text: Text
    note: Text | None = None


class Questionnaire(Strict):
    """The short survey. asked: of 100 visits that did something, how many take part in the draw."""

    asked: int = Field(default=ALL, ge=0, le=ALL)
    split: Split = Split()
    title: Text
    thanks: Thanks
    smiley: Smiley
    seq: Ease
    ueq_s: Pairs = Field(alias="ueq-s")

    def drawn(self, seed: int) -> str:
        """The instrument the visit with this seed is asked, "" for none. Equal seeds draw equally."""
        chance = random.Random(f"{seed}/survey")
        if chance.random() * ALL >= self.asked:
            return ""
        parts = self.split.parts
        return chance.choices(tuple(parts), tuple(parts.values()))[0]

    def only(self, instrument: str) -> Questionnaire:
        """The same questions, and every visit is asked this instrument."""
        shares = {name or "nobody": ALL if name == instrument else 0 for name in self.split.parts}
        return self.model_copy(update={"asked": ALL, "split": Split.model_validate(shares)})

    def question(self, instrument: str) -> Question:
        """What an instrument asks; KeyError for one there is not."""
        return {SMILEY: self.smiley, SEQ: self.seq, UEQ_S: self.ueq_s}[instrument]


def most(instrument: str) -> int:
    """The highest value an item of this instrument takes; the lowest is 1."""
    return FACES if instrument == SMILEY else STEPS


def read_questionnaire(document: Document) -> tuple[Questionnaire | None, list[Problem]]:
    """The survey in a file, None if it cannot be used, and everything that is wrong with it."""
    survey, problems = validated(Questionnaire, document.data, document)
    problems += _faults(survey, document) if survey is not None else ()
    return None if any(problem.severity == "error" for problem in problems) else survey, problems


def _faults(survey: Questionnaire, document: Document) -> Iterator[Problem]:
    """What is wrong with a survey that reads well: shares, the rows of the UEQ-S and their words."""
    parts = survey.split.parts
    if (total := sum(parts.values())) != ALL:
        remedy = "smiley, seq, ueq-s und nobody (niemand) sind Prozent aller gefragten Besuche."
        yield document.problem(("split",), "E355", f"Die Anteile ergeben {total} statt {ALL}.", remedy)
    yield from _rows(tuple(survey.ueq_s.pairs), document)
    for path, words in altered(survey, "de"):
        yield document.problem(path, "W356", UNLIKE.format(" – ".join(words)), COMPARES)


UNLIKE = "Im UEQ-S steht hier „{}“."
COMPARES = "Mit anderen Wörtern lassen sich die Werte nicht mehr mit dem Benchmark vergleichen."


def altered(survey: Questionnaire, language: str) -> Iterator[tuple[Path, Words]]:
    """The rows of the UEQ-S in other words than its authors', and the authors'. Languages without known
    official words have none."""
    for item, official in zip(ITEMS[UEQ_S], OFFICIAL.get(language, ()), strict=False):
        pair = survey.ueq_s.pairs.get(item)
        if pair is not None and tuple(text.source for text in pair) != official:
            yield (UEQ_S, "pairs", item), official


def _rows(given: tuple[str, ...], document: Document) -> Iterator[Problem]:
    """Rows of the UEQ-S that are missing, unknown or not in their order."""
    items = ITEMS[UEQ_S]
    path: Path = (UEQ_S, "pairs")
    unknown = [item for item in given if item not in items]
    missing = [item for item in items if item not in given]
    for item in unknown:
        said = f"Eine Zeile „{item}“ hat der UEQ-S nicht."
        yield document.problem((*path, item), "E356", said, near(item, missing), key=True)
    if missing:
        said = f"Hier fehlt {', '.join(missing)}."
        remedy = "Der UEQ-S hat acht Paare, ueq-s.1 bis ueq-s.8; mit weniger hat er keinen Wert."
        yield document.problem(path, "E356", said, remedy, key=True)
    known = [item for item in given if item in items]
    early = next((item for item, right in zip(known, sorted(known), strict=True) if item != right), None)
    if early is not None:
        said, remedy = f"„{early}“ steht nicht an seinem Platz.", "Die Paare stehen in der Folge 1 bis 8."
        yield document.problem((*path, early), "E356", said, remedy, key=True)
