"""Texts a visitor can read while standing: length, translations, characters the typeface has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kiosk.content.answers import options_of
from kiosk.content.catalog import SOURCE, Message, messages, translation
from kiosk.content.diagnostics import Problem, near, severity_of
from kiosk.content.load import Library
from kiosk.content.model import Scenario, Step
from kiosk.content.questionnaire import COMPARES, UNLIKE, altered
from kiosk.content.template import Template
from kiosk.content.walk import Path, leaves

QUESTION = 12
"""Words in a question."""
EXPLANATION = 25
"""Words in any other text of a step."""
SCREEN = 50
"""Words that stand on one screen at once: question, line below it, all options with their notes."""
OPTIONS = 5

_SLOT = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"\w[\w'’-]*")


def words(text: Template) -> int:
    """How many words are read; a placeholder counts as one."""
    return len(_WORD.findall(_SLOT.sub("1", text.source)))


def lengths(library: Library) -> Iterator[Problem]:
    """Warnings about texts that are too long in any language, and about too many options."""
    for language in library.languages:
        for id, scenario in library.content(language).scenarios.items():
            for position, step in enumerate(scenario.steps):
                path: Path = ("steps", position)
                for tail, message in _too_long(step):
                    prefix = "" if language == SOURCE else f"{language}: "
                    yield library.documents[id].problem(
                        (*path, *tail), "W502", prefix + message, "Kürze ihn."
                    )
        yield from _long_survey(library, language)
    for id, scenario in library.german.scenarios.items():
        yield from _many_options(library, id, scenario)


def translations(library: Library) -> Iterator[Problem]:
    """What is missing, stale or wrong in each language; texts nobody translates any more."""
    known = list(messages(library.german))
    contexts = {message.context for message in known}
    stems = {message.stem for message in known}
    for tag, catalog in library.catalogs.items():
        for message in known:
            text, code, reason = translation(message, catalog)
            if text is None:
                yield _untranslated(library, message, tag, code, reason)
        for context, entry in catalog.entries.items():
            if context not in contexts and context.partition("/")[0] in stems and entry.text:
                remedy = near(context, contexts) or "Aktualisiere den Katalog."
                message_text = f"Zu „{context}“ gibt es keinen deutschen Text."
                yield Problem(catalog.file, entry.line, 1, "W604", "warning", message_text, remedy)


def wordings(library: Library) -> Iterator[Problem]:
    """Rows of the UEQ-S that a translation has in other words than its authors."""
    for tag, catalog in library.catalogs.items():
        survey = library.content(tag).survey
        for path, official in altered(survey, tag) if survey is not None else ():
            for end, word in enumerate(official):
                entry = catalog.entries.get(f"survey/{'.'.join(map(str, path))}.{end}")
                if entry is not None and entry.text not in ("", word):
                    said = f"{tag}: {UNLIKE.format(' – '.join(official))}"
                    yield Problem(catalog.file, entry.line, 1, "W356", "warning", said, COMPARES)


def missing_glyphs(library: Library, has: Callable[[str], bool]) -> Iterator[Problem]:
    """Characters the typeface cannot show, told once a text."""
    for language in library.languages:
        for message in messages(library.content(language)):
            shown = _SLOT.sub("", message.text.source)
            absent = sorted({char for char in shown if not char.isspace() and not has(char)})
            if absent and (document := library.documents.get(message.stem)):
                yield document.problem(
                    message.path,
                    "W505",
                    f"Die Schrift kann „{' '.join(absent)}“ nicht zeigen ({language}).",
                    "Nimm ein anderes Zeichen.",
                )


def _long_survey(library: Library, language: str) -> Iterator[Problem]:
    survey = library.content(language).survey
    for path, text in leaves(survey, Template) if survey is not None else ():
        asks = str(path[-1]).startswith("ask")
        if (count := words(text)) > (QUESTION if asks else EXPLANATION):
            prefix, what = "" if language == SOURCE else f"{language}: ", "Die Frage" if asks else "Der Text"
            said = f"{prefix}{what} hat {count} Wörter, mehr als {QUESTION if asks else EXPLANATION}."
            yield library.documents["survey"].problem(path, "W502", said, "Kürze ihn.")


def _too_long(step: Step) -> Iterator[tuple[Path, str]]:
    for path, text in leaves(step, Template):
        count, most = words(text), QUESTION if path == ("ask",) else EXPLANATION
        if count > most:
            what = "Die Frage" if path == ("ask",) else "Der Text"
            yield path, f"{what} hat {count} Wörter, mehr als {most} liest im Stehen kaum jemand."
    heads = [text for text in (step.ask, step.more, getattr(step, "text", None)) if text is not None]
    tiles = [words(o.text) + (words(o.note) if o.note else 0) for o in options_of(step).values()]
    shown = sorted(tiles, reverse=True)[: getattr(step, "top", None)]
    if (total := sum(map(words, heads)) + sum(shown)) > SCREEN:
        yield ("id",), f"Auf diesem Bild stehen {total} Wörter, mehr als {SCREEN}."


def _many_options(library: Library, id: str, scenario: Scenario) -> Iterator[Problem]:
    for position, step in enumerate(scenario.steps):
        count = len(options_of(step))
        if count > OPTIONS and not step.several:
            yield library.documents[id].problem(
                ("steps", position, "options"),
                "W501",
                f"„{step.id}“ hat {count} Antworten; zwei bis vier liest man auf einen Blick.",
                "Fasse welche zusammen.",
                key=True,
            )


def _untranslated(library: Library, message: Message, tag: str, code: str, reason: str) -> Problem:
    said = f"{tag}: Die Übersetzung von „{message.text.source[:40]}“ {reason}."
    catalog = library.catalogs[tag]
    entry = catalog.entries.get(message.context)
    if entry is not None and entry.text:
        return Problem(
            catalog.file,
            entry.line,
            1,
            code,
            severity_of(code),
            said,
            f"Es gilt der deutsche Text ({message.context}).",
        )
    document = library.documents[message.stem]
    return document.problem(message.path, code, said, f"In {catalog.file} unter {message.context}.")
