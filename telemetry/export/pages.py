"""The pages of a package: what it is, what every column means, under which licence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from telemetry.export.dcat import Catalogued
from telemetry.export.resource import Resource
from telemetry.metrics.metric import Language, Text

_HEADS = {"de": ("Spalte", "Art", "Bedeutung"), "en": ("Column", "Type", "Meaning")}
_TITLES = {"de": "Was in den Tabellen steht", "en": "What the tables hold"}
_KEY = {"de": "Schlüssel", "en": "Key"}
_LICENCE = "https://www.govdata.de/dl-de/by-2-0"

_HIDDEN = Text(
    "Leere Felder in Zählungen sind verborgen: es waren weniger als fünf (bei Umfragen zehn), oder man könnte"
    " eine solche Zahl daraus ausrechnen. Eine Null ist eine Null.",
    "Empty cells of counts are hidden: there were fewer than five (in surveys ten), or such a number could be"
    " worked out from them. A zero is a zero.",
)
_INNER = Text(
    "Diese Daten sind nicht zum Weitergeben: einzelne Nutzungen sind darin fein genug, um sie mit anderem"
    " Wissen zu verbinden. Für die Öffentlichkeit gibt es `--level public`.",
    "These data are not to be passed on: single visits are fine enough in them to be joined with other"
    " knowledge. For the public there is `--level public`.",
)


def readme(about: Catalogued, level: str, resources: Sequence[Resource]) -> str:
    """What lies in this folder, German and English."""
    lines = [f"# {about.title.de}", ""]
    for language, files in (("de", "Tabellen"), ("en", "Tables")):
        said: Language = "de" if language == "de" else "en"
        lines += [about.description.in_(said), ""]
        lines += [(_HIDDEN if level == "public" else _INNER).in_(said), ""]
        lines += [f"## {files} ({language})", ""]
        lines += [f"- `{one.name}`: {one.title.in_(said)}. {one.text.in_(said)}" for one in resources]
        lines += ["", f"[{_TITLES[said]}](dictionary.{said}.md)", ""]
    if level == "public":
        lines += [f"{about.publisher}, dl-de/by-2-0, {_LICENCE}", ""]
    return "\n".join(lines)


def dictionary(resources: Iterable[Resource], language: Language) -> str:
    """Every table and every column."""
    lines = [f"# {_TITLES[language]}", ""]
    for resource in resources:
        lines += [f"## {resource.name}: {resource.title.in_(language)}", "", resource.text.in_(language), ""]
        if resource.key:
            lines += [f"{_KEY[language]}: {', '.join(resource.key)}", ""]
        lines += [*_table(resource, language), ""]
    return "\n".join(lines)


def _table(resource: Resource, language: Language) -> Iterator[str]:
    yield f"| {' | '.join(_HEADS[language])} |"
    yield "|---|---|---|"
    for field in resource.fields:
        said = field.text.in_(language).replace("|", "\\|")
        yield f"| {field.name} | {field.kind} | {said} |"


def licence(about: Catalogued) -> str:
    """Under which licence the data are published and what has to be said when they are used."""
    return (
        "Datenlizenz Deutschland – Namensnennung – Version 2.0\n"
        f"{_LICENCE}\n\n"
        "Quellenvermerk / source note:\n"
        f"{about.publisher}: {about.title.de}, {about.first} – {about.last}, dl-de/by-2-0, {_LICENCE}\n"
    )
