"""A small exhibition on disk, and ways to break it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kiosk.content.diagnostics import ContentError, Problem
from kiosk.content.housetexts import HOUSE_TEXTS
from kiosk.content.load import Library, load
from scenes.kinds import schemas

TODAY = date(2026, 11, 24)

HOUSE = """\
title: Probe
subtitle: Ein kleines Haus
languages: {de: Deutsch, en: English}
scenarios: [garten]
terminal: {width_mm: 531, height_mm: 299}
take_home: {address: https://example.org/q}
texts:
"""

TEXTS = {
    key: " ".join([key, *(f"{{{name}}}" for name in sorted(names))]) for key, names in HOUSE_TEXTS.items()
}
"""Every word of the house; a text says its key and shows all it is given."""

EXHIBITION = HOUSE + "".join(f'  "{key}": "{text}"\n' for key, text in ({**TEXTS, "next": "Weiter"}).items())

FIGURES = """\
regen:
  value: 650
  unit: mm pro Jahr
  source: Wetteramt, Jahresbericht 2025, Tabelle 3
  year: 2025
  checked: 2026-11-01
  mark: seen
"""

SERVICES = """\
gartenamt: {text: Gartenamt, what: Beete mieten, url: https://example.org/beet, checked: 2026-11-01}
"""

ICONS = "baum: |\n" + "  ############\n" * 12

GARTEN = """\
id: garten
title: Der Garten
tagline: Was wächst hier?
colour: stadt
icon: baum
minutes: 2
start: {mut: 0}

steps:
  - say: anfang
    text: Hier ist ein Beet.

  - choice: pflanze
    ask: Was pflanzt du?
    options:
      baum: {text: Einen Baum, kg: 12, icon: baum, set: {mut: mut + 1}}
      gras: {text: Gras, kg: 1}
    unknown: {kg: 4}

  - slider: wasser
    ask: Wie viel Wasser?
    range: [0, 100, 10]
    unit: Liter
    unknown: 50

  - choice: tage
    when: wasser > 0
    ask: Wie oft?
    options:
      1: {text: Jeden Tag}
      7: {text: Jede Woche}
    unknown: {is: 2}

  - pick: helfer
    ask: Wer hilft?
    options:
      nachbar: {text: Nachbarn, saves: 2, stunden: 3}
      kind: {text: Kinder, saves: ernte * 0.1, stunden: 1}
      alle: {text: Alle anstecken, handprint: true, stunden: 2}

formulas:
  ernte: pflanze.kg * regen / 650
  verbrauch: wasser / tage
  arbeit: sum(helfer.stunden)

result:
  headline: "Ernte: {ernte | 1} Kilo, {verbrauch | 0} Liter, {arbeit | 0} Stunden"
  profiles:
    - {when: pflanze == 'baum', badge: gaertner, text: Du denkst lang.}
    - {text: Ein Anfang.}
  services: [gartenamt]
  light: stadt

checks:
  - {answers: unknown, expect: ernte == 4}
  - {answers: {pflanze: baum, wasser: 70, tage: 7}, expect: verbrauch == 10 and ernte == 12}
"""

FILES: Mapping[str, str] = {
    "exhibition.yaml": EXHIBITION,
    "figures.yaml": FIGURES,
    "services.yaml": SERVICES,
    "icons/zeichen.yaml": ICONS,
    "scenarios/garten.yaml": GARTEN,
    "locale/en.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n',
}


class House:
    """A content folder that can be written to and loaded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> House:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def change(self, old: str, new: str, name: str = "scenarios/garten.yaml") -> House:
        """One place of a file written otherwise; the place must be there."""
        text = (self.folder / name).read_text()
        assert text.count(old) >= 1, old
        return self.write(name, text.replace(old, new, 1))

    def load(self) -> Library:
        return load(self.folder, schemas())

    def problems(self) -> tuple[Problem, ...]:
        """What loading finds, whether or not something is left to show."""
        try:
            return self.load().problems
        except ContentError as error:
            return error.problems

    def line_of(self, text: str, name: str = "scenarios/garten.yaml") -> int:
        """The first line of a file that contains `text`."""
        lines = (self.folder / name).read_text().split("\n")
        return next(number for number, line in enumerate(lines, 1) if text in line)
