"""How a German text speaks to its reader: which of its words say du."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tests.house import ROOT

DU = re.compile(r"\b(?:du|dich|dir|dein\w*|euch|euer\w*|eure\w*)\b", re.IGNORECASE)
FIRST = re.compile(r"(?:^|[.!?:–,]\s+)(?:und |oder )?([^\W\d_]+)(?=\s)", re.IGNORECASE)
"""The word a sentence, or a part of one, begins with and does not end with: there commands stand."""
COMMANDS = {"nimm": "nehmen", "gib": "geben", "lies": "lesen", "sieh": "sehen", "hilf": "helfen"}
"""Commands that change their vowel."""
KNOWN = frozenset({
    "bauen", "behalten", "bleiben", "denken", "drehen", "drücken", "erzählen", "finden", "fragen", "gehen",
    "halten", "hören", "kommen", "laden", "lassen", "legen", "machen", "merken", "nehmen", "öffnen",
    "probieren", "raten", "rechnen", "rufen", "sagen", "schauen", "scannen", "schieben", "schätzen",
    "sehen", "stellen", "suchen", "tauschen", "tippen", "vergleichen", "verschieben", "versuchen",
    "verteilen", "warten", "wischen", "wählen", "zeigen", "ziehen", "zählen",
})  # fmt: skip
"""What an exhibition asks people to do, beside what its texts and the curators' page ask with Sie."""
NOUNS = frozenset({"frage", "reihe", "karte", "platz", "weg", "rate", "wege"})
"""Words that look like a command: 'Frage 3 von 5'."""


@cache
def verbs() -> frozenset[str]:
    """Infinitives that somebody is asked for with Sie anywhere in the German texts, and the known ones."""
    files = [ROOT / "docs" / "curators.md", *(ROOT / "content").rglob("*.yaml")]
    text = "\n".join(file.read_text("utf-8") for file in files)
    return KNOWN | {word.lower() for word in re.findall(r"\b([^\W\d_]+n) Sie\b", text)}


def commands(text: str) -> Iterator[str]:
    """Words of a text that order one person, or several friends, to do something: 'Schieb', 'Erzählt'."""
    for found in FIRST.finditer(text):
        word = found[1].lower()
        if word in NOUNS:
            continue
        roots = {word, word.removesuffix("e")}
        if found[1][0].isupper():  # 'Geht weiter!', but not 'geht ganz online'
            roots |= {word.removesuffix("t"), word.removesuffix("et")}
        infinitives = {root + end for root in roots for end in ("en", "n")} | {COMMANDS.get(word, "")}
        if infinitives & verbs():
            yield found[1]


def informal(text: str) -> list[str]:
    """Every word of a text that says du."""
    return [*DU.findall(text), *commands(text)]
