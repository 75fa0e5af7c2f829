"""Translations: gettext catalogs beside the German source.

Every text has a context that says where it stands, such as `fussabdruck/heizung.options.gas.text`.
A translation counts only while the German text is the one it was made from.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from kiosk.content.diagnostics import Problem
from kiosk.content.model import Scenario, Step
from kiosk.content.template import Template
from kiosk.content.walk import Path, leaves, translated
from kiosk.content.whole import Content

SOURCE = "de"


@dataclass(frozen=True, slots=True)
class Entry:
    """One translation. german: the text it was made from. line: in the catalog."""

    german: str
    text: str
    fuzzy: bool
    line: int


@dataclass(frozen=True)
class Catalog:
    """One language: translations by context."""

    language: str
    file: str
    entries: Mapping[str, Entry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """A German text somebody should translate."""

    context: str
    text: Template
    stem: str
    path: Path


def messages(content: Content) -> Iterator[Message]:
    """Every text of the content, in reading order."""
    for stem, value in _parts(content):
        for path, text in leaves(value, Template):
            yield Message(context_of(stem, value, path), text, stem, path)


def context_of(stem: str, value: object, path: Path) -> str:
    """`<file>/<path>`, steps by their ids: positions change too easily."""
    parts = [str(part) for part in path]
    if isinstance(value, Scenario) and path[:1] == ("steps",):
        parts = [_step(value, path[1]).id, *parts[2:]]
    return f"{stem}/{'.'.join(parts)}"


def read_catalog(text: str, language: str, file: str) -> tuple[Catalog, list[Problem]]:
    """The catalog in `text`, a .po file; empty, with a problem, if it is none."""
    from babel.messages.pofile import PoFileError, read_po  # 40 ms that German alone need not pay

    try:
        catalog = read_po(io.BytesIO(text.encode()), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        lines = text.splitlines()
        line = min(getattr(error, "lineno", 0) + 1, max(len(lines), 1))
        problem = Problem(
            file,
            line,
            1,
            "E601",
            "error",
            "Dieser Katalog ist ab hier nicht lesbar: ein Anführungszeichen, msgid oder msgstr stimmt nicht.",
            "Öffne ihn mit einem Übersetzungsprogramm oder hole die letzte Fassung zurück.",
            lines[line - 1] if lines else "",
        )
        return Catalog(language, file), [problem]
    entries: dict[str, Entry] = {}
    for message in catalog:
        if message.context and isinstance(message.id, str) and isinstance(message.string, str):
            entries[message.context] = Entry(message.id, message.string, message.fuzzy, message.lineno or 0)
    return Catalog(language, file, entries), []


def translation(message: Message, catalog: Catalog) -> tuple[Template | None, str, str]:
    """The translated text, or None with a code and the reason (German)."""
    entry = catalog.entries.get(message.context)
    if entry is None or not entry.text:
        return None, "W601", "fehlt"
    if entry.german != message.text.source:
        return None, "W602", "gehört zu einem älteren deutschen Text"
    if entry.fuzzy:
        return None, "W602", "ist als „fuzzy“ markiert"
    try:
        text = Template.parse(entry.text)
    except ValueError as error:
        return None, "E603", f"ist nicht lesbar: {error}"
    if _filled(text) != _filled(message.text):
        missing = _filled(message.text) ^ _filled(text)
        return None, "E603", "hat andere Platzhalter: " + ", ".join(f"{{{name}}}" for name in sorted(missing))
    return text, "", ""


def localised(content: Content, catalog: Catalog) -> Content:
    """The content with every text that has a valid translation replaced; the rest stays as it is."""

    def part(stem: str, value: object) -> object:
        def change(path: Path, text: Template) -> Template:
            message = Message(context_of(stem, value, path), text, stem, path)
            return translation(message, catalog)[0] or text

        return translated(value, change)

    return content.model_copy(update={
        "language": catalog.language,
        "exhibition": part("exhibition", content.exhibition),
        "services": part("services", content.services),
        "figures": part("figures", content.figures),
        "survey": part("survey", content.survey),
        "maps": {id: part(id, map) for id, map in content.maps.items()},
        "scenarios": {id: part(id, scenario) for id, scenario in content.scenarios.items()},
    })  # fmt: skip


def refreshed(content: Content, old: Catalog, today: date) -> str:
    """The text of the .po file for `old.language`: every German text once, translations kept.

    A translation whose German text changed is kept and marked fuzzy, with the old German text beside it.
    Translations of texts that are gone stay at the end as comments.
    """
    from babel.messages.catalog import Catalog as PoCatalog
    from babel.messages.catalog import Message as PoMessage
    from babel.messages.pofile import write_po

    made = datetime(today.year, today.month, today.day, tzinfo=UTC)
    new = PoCatalog(
        locale=_plural_locale(old.language), project="dig itMA²", version="1", fuzzy=False,
        header_comment=f"# {old.language}", copyright_holder="dig itMA²", creation_date=made,
        revision_date=made, last_translator="-", language_team=old.language, msgid_bugs_address="-",
    )  # fmt: skip
    wanted: set[str] = set()
    for message in messages(content):
        wanted.add(message.context)
        entry = old.entries.get(message.context)
        changed = entry is not None and bool(entry.text) and entry.german != message.text.source
        fuzzy = changed or (entry is not None and entry.fuzzy)
        before = entry.german if entry and changed else ()
        flags = ["fuzzy"] if fuzzy else []
        translated_text = entry.text if entry else ""
        new.add(
            message.text.source, translated_text, context=message.context, flags=flags, previous_id=before
        )
    for context, entry in old.entries.items():
        if context not in wanted and entry.text:
            new.obsolete[context] = PoMessage(entry.german, entry.text, context=context)
    buffer = io.BytesIO()
    write_po(buffer, new, width=100, include_previous=True)
    return buffer.getvalue().decode()


def _plural_locale(language: str) -> str | None:
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return None


def _parts(content: Content) -> Iterator[tuple[str, object]]:
    yield "exhibition", content.exhibition
    yield "services", content.services
    yield "figures", content.figures
    yield "survey", content.survey
    yield from content.maps.items()
    yield from content.scenarios.items()


def _step(scenario: Scenario, position: str | int) -> Step:
    return scenario.steps[int(position)]


def _filled(text: Template) -> frozenset[str]:
    return frozenset(slot.formula.source for slot in text.slots)
