"""YAML for people who do not know YAML: data with places, and no surprises.

Scalars after the core schema of YAML 1.2 (only `true false null` and decimal numbers are not text),
keys are always text, a key twice is an error, tags are refused. Anchors, aliases and `<<` are
allowed; what they would unfold to is counted before anything is built, so a bomb costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from kiosk.content.diagnostics import ContentError, Problem, severity_of
from kiosk.content.document import Data, Document, Mark
from kiosk.content.textfile import UNSEEN, read_text, refused
from kiosk.content.walk import Path

DEEPEST = 20
MOST_NODES = 20_000

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]{0,14})(\.[0-9]*)?)([eE][-+]?[0-9]{1,2})?")
_NO_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_COMMENT = re.compile(r" +#[^\s#]")
_WORDS: Mapping[str, bool | None] = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip


def read_document(path: FilePath, name: str) -> Document:
    """The file at `path`, called `name` in messages. ContentError with a place if it cannot be used."""
    return parse_document(read_text(path, name), name)


def parse_document(text: str, name: str, loader: Any = None) -> Document:
    """The data in `text` with its places. loader: a PyYAML loader, else the C one where there is one."""
    chosen = loader or getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(name, text)
    try:
        for event in yaml.parse(text, Loader=chosen):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise ContentError([_syntax(error, name, text)]) from None
    except yaml.YAMLError:
        raise refused(name, text, 0, "E105", "Die Datei ist kein gültiges YAML.") from None
    return builder.document()


@dataclass
class _Open:
    """A collection that is being filled. key: the key waiting for its value."""

    node: list[Data] | dict[str, Data]
    path: Path
    anchor: str | None
    size_before: int
    key: str | None = None
    key_mark: Mark | None = None
    merged: dict[str, Data] = field(default_factory=dict)

    @property
    def wants_key(self) -> bool:
        return isinstance(self.node, dict) and self.key is None

    def take_over(self) -> None:
        """Adds what `<<` names and the block does not say itself."""
        if isinstance(self.node, dict):
            for key, value in self.merged.items():
                self.node.setdefault(key, value)


class _Builder:
    """Turns parser events into data and places; ContentError at the first thing that is refused."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._lines = tuple(text.split("\n"))
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Data, int]] = {}
        self._keys: dict[Path, Mark] = {}
        self._values: dict[Path, Mark] = {}
        self._size = 0
        self._root: Data = None
        self._documents = 0
        self._warnings: list[Problem] = []

    def document(self) -> Document:
        return Document(self._name, self._root, self._keys, self._values, self._lines, tuple(self._warnings))

    def take(self, event: Event) -> None:
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._wrong(
                    event, "E105", "Hier beginnt ein zweites Dokument (---).", "Lösche den Rest."
                )
        elif isinstance(event, CollectionEndEvent):
            done = self._stack.pop()
            done.take_over()
            if done.anchor:
                self._anchors[done.anchor] = (done.node, self._size - done.size_before)
        elif isinstance(event, (ScalarEvent, CollectionStartEvent, AliasEvent)):
            self._node(event)

    def _node(self, event: ScalarEvent | CollectionStartEvent | AliasEvent) -> None:
        wants_key = bool(self._stack) and self._stack[-1].wants_key
        if wants_key and not isinstance(event, ScalarEvent):
            raise self._wrong(
                event,
                "E109",
                "Hier muss ein Name stehen.",
                "Texte mit { [ oder * am Anfang gehören in Anführungszeichen.",
            )
        if isinstance(event, AliasEvent):
            self._alias(event)
            return
        if event.tag is not None:
            raise self._wrong(
                event,
                "E107",
                f"Marken wie „{event.tag}“ sind nicht erlaubt.",
                "Beginnt ein Text mit „!“, setze ihn in Anführungszeichen.",
            )
        if isinstance(event, ScalarEvent) and (hidden := UNSEEN.search(event.value)):
            raise self._wrong(
                event, "E104", f"Hier steht ein unsichtbares Zeichen (U+{ord(hidden.group()):04X})."
            )
        self._count(event, 1)
        if isinstance(event, CollectionStartEvent):
            self._open(event)
        elif wants_key:
            self._key(event)
        else:
            self._scalar(event)

    def _scalar(self, event: ScalarEvent) -> None:
        value: Data = event.value
        if event.implicit[0]:
            if _NO_NUMBER.fullmatch(event.value):
                raise self._wrong(event, "E110", f"„{event.value}“ ist keine Zahl, mit der man rechnen kann.")
            value = _plain(event.value)
            self._warnings.extend(_cut_off(event, self._name, self._lines))
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._put(event, value, quoted=event.style in ("'", '"'))

    def _open(self, event: CollectionStartEvent) -> None:
        if len(self._stack) >= DEEPEST:
            raise self._wrong(event, "E106", f"Mehr als {DEEPEST} Ebenen ineinander sind nicht erlaubt.")
        node: list[Data] | dict[str, Data] = {} if isinstance(event, MappingStartEvent) else []
        path = self._put(event, node)
        self._stack.append(_Open(node, path, event.anchor, self._size - 1))

    def _alias(self, event: AliasEvent) -> None:
        if event.anchor not in self._anchors:
            raise self._wrong(
                event,
                "E105",
                f"„*{event.anchor}“ verweist auf nichts davor.",
                "Beginnt ein Text mit *, setze ihn in Anführungszeichen.",
            )
        value, size = self._anchors[event.anchor]
        self._count(event, size)
        self._put(event, value)

    def _key(self, event: ScalarEvent) -> None:
        parent, key, mark = self._stack[-1], str(event.value), _mark(event)
        if key in parent.node:
            first = self._keys[(*parent.path, key)].line
            raise self._wrong(
                event,
                "E108",
                f"„{key}“ steht hier zweimal: in Zeile {first} und in Zeile {mark.line}.",
                "Lösche eines von beiden oder benenne es um.",
            )
        if not key:
            raise self._wrong(event, "E109", "Vor dem Doppelpunkt fehlt ein Name.")
        parent.key, parent.key_mark = key, mark

    def _put(self, event: Event, value: Data, *, quoted: bool = False) -> Path:
        if not self._stack:
            self._root = value
            self._values[()] = _mark(event)
            return ()
        parent = self._stack[-1]
        if isinstance(parent.node, list):
            path: Path = (*parent.path, len(parent.node))
            parent.node.append(value)
        else:
            assert parent.key is not None and parent.key_mark is not None
            path = (*parent.path, parent.key)
            self._keys[path] = parent.key_mark
            if parent.key == "<<":
                self._merge(event, parent, value)
            else:
                parent.node[parent.key] = value
            parent.key = None
        self._values[path] = _mark(event, quoted)
        return path

    def _merge(self, event: Event, parent: _Open, value: Data) -> None:
        if not isinstance(event, AliasEvent) or not isinstance(value, dict):
            raise self._wrong(event, "E109", "Nach << steht ein Verweis auf einen Block, wie *name.")
        for key, item in value.items():
            parent.merged.setdefault(key, item)
            self._values.setdefault((*parent.path, key), _mark(event))

    def _count(self, event: Event, nodes: int) -> None:
        self._size += nodes
        if self._size > MOST_NODES:
            raise self._wrong(
                event,
                "E106",
                f"Die Datei enthält mehr als {MOST_NODES} Einträge (Verweise mitgezählt).",
                "Teile sie auf.",
            )

    def _wrong(self, event: Event, code: str, message: str, remedy: str = "") -> ContentError:
        mark = _mark(event)
        excerpt = _line(self._lines, mark.line)
        return ContentError(
            [Problem(self._name, mark.line, mark.column, code, "error", message, remedy, excerpt)]
        )


def _mark(event: Event, quoted: bool = False) -> Mark:
    start = event.start_mark
    assert start is not None
    return Mark(start.line + 1, start.column + 1, quoted)


def _line(lines: tuple[str, ...], number: int) -> str:
    return lines[number - 1] if number <= len(lines) else ""


def _plain(text: str) -> Data:
    """What an unquoted scalar is in the core schema; 010, 0x10 and longer numbers stay text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _cut_off(event: ScalarEvent, name: str, lines: tuple[str, ...]) -> Iterator[Problem]:
    """`Haus #3` is read as `Haus`: nobody means that."""
    end = event.end_mark
    assert end is not None
    line = _line(lines, end.line + 1)
    if event.value and (found := _COMMENT.match(line, end.column)):
        yield Problem(
            name,
            end.line + 1,
            found.end() - 1,
            "W111",
            severity_of("W111"),
            "Ab # ist alles Kommentar.",
            "Gehört es zum Text, setze ihn in Anführungszeichen.",
            line,
        )


_SYNTAX: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "Ein Doppelpunkt zu viel, oder die Einrückung stimmt nicht.",
        "Setze den ganzen Text in Anführungszeichen.",
    ),
    (
        "cannot start any token",
        "Dieses Zeichen darf hier nicht stehen.",
        "Rücke mit Leerzeichen ein (nie mit Tabulator); Texte mit @ ` % am Anfang in Anführungszeichen.",
    ),
    (
        "',' or",
        "In der Klammer fehlt ein Komma, oder ein Text braucht Anführungszeichen (wegen ? : ,).",
        "Setze den ganzen Text in Anführungszeichen.",
    ),
    (
        "node content",
        "In der Klammer fehlt ein Eintrag: etwa ein Komma zu viel, oder sie wird nicht geschlossen.",
        "Vergleiche mit den Zeilen daneben.",
    ),
    ("tab character", "Hier ist mit einem Tabulator eingerückt.", "Rücke mit Leerzeichen ein."),
    (
        "block scalar",
        "Hinter | oder > am Ende einer Zeile steht noch etwas.",
        "Beginne den Text in der nächsten Zeile, weiter eingerückt.",
    ),
    (
        "'-' indicator",
        "In einer Liste beginnt jeder Eintrag mit einem Strich.",
        "Rücke die Zeile so ein wie ihre Nachbarn, mit - davor.",
    ),
    (
        "expected ':'",
        "Hier fehlt ein Doppelpunkt, oder die Einrückung stimmt nicht.",
        "Vergleiche mit den Zeilen daneben.",
    ),
    (
        "end of stream",
        "Ein Anführungszeichen oder eine Klammer wird nicht geschlossen.",
        "Schließe, was hier beginnt.",
    ),
    ("alphabetic or numeric", "Ein Text beginnt mit * oder &.", "Setze ihn in Anführungszeichen."),
    (
        "block end",
        "Die Einrückung stimmt nicht, oder nach Anführungszeichen steht noch Text.",
        "Rücke die Zeile so ein wie ihre Nachbarn; innere Anführungszeichen als „…“.",
    ),
    (
        "expected key",
        "Die Einrückung stimmt nicht, oder nach Anführungszeichen steht noch Text.",
        "Rücke die Zeile so ein wie ihre Nachbarn; innere Anführungszeichen als „…“.",
    ),
    (
        "document start",
        "Nach dem Ende der Klammer oder des Textes steht noch etwas.",
        "Prüfe die Einrückung.",
    ),
    (
        "escape",
        "Nach einem \\ in doppelten Anführungszeichen steht ein falsches Zeichen.",
        "Nimm einfache: '…'.",
    ),
    ("tag", "Ein Text beginnt mit !.", "Setze ihn in Anführungszeichen."),
    ("directive", "Ein Text beginnt mit %.", "Setze ihn in Anführungszeichen."),
    ("incompatible YAML", "Ein Text beginnt mit %.", "Setze ihn in Anführungszeichen."),
)


def _syntax(error: yaml.MarkedYAMLError, name: str, text: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    said = f"{error.problem or ''} {error.context or ''}"
    unexplained = ("An dieser Stelle ist die Datei kein gültiges YAML.", f"({error.problem})")
    message, remedy = next(((m, r) for part, m, r in _SYNTAX if part in said), unexplained)
    excerpt = _line(tuple(text.split("\n")), line)
    return Problem(name, line, column, "E105", "error", message, remedy, excerpt)
