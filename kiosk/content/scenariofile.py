"""One scenario: from the short YAML a curator writes to a checked `Scenario`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.content.diagnostics import Problem, listed, near
from kiosk.content.document import Data, Document
from kiosk.content.grammar import validated
from kiosk.content.model import Scenario, Step
from kiosk.content.walk import Path

Kinds = Mapping[str, type[Step]]


def read_scenario(document: Document, kinds: Kinds) -> tuple[Scenario | None, list[Problem], Document]:
    """The scenario in `document`, or None; everything wrong; and the document with the marks of its steps.

    `- choice: heizung` becomes a step of that kind and id, the block `result:` the last step.
    """
    problems: list[Problem] = list(document.warnings)
    if not isinstance(document.data, dict):
        problems.append(document.problem((), "E203", "Die Datei braucht Zeilen wie „id: name“."))
        return None, problems, document
    data: dict[str, object] = dict(document.data)
    written, block = document.data.get("steps"), document.data.get("result")
    raw: list[Data] = list(written) if isinstance(written, list) else []
    if isinstance(written, list) and not raw:
        problems.append(document.problem(("steps",), "E204", "Ein Spiel braucht mindestens einen Schritt."))
    document = _with_marks(document, raw, kinds)
    if "result" in data:
        del data["result"]
        raw.append({"kind": "result", "id": "result", **block} if isinstance(block, dict) else block)
    steps: list[Step] = []
    for position, item in enumerate(raw):
        step, found = _read_step(document, position, item, kinds)
        problems += found
        steps += [step] if step else []
    if isinstance(written, list):
        data["steps"] = tuple(steps)
    scenario, found = validated(Scenario, data, document)
    problems += found
    failed = any(problem.severity == "error" for problem in problems)
    return None if failed else scenario, problems, document


def _read_step(
    document: Document, position: int, item: Data, kinds: Kinds
) -> tuple[Step | None, list[Problem]]:
    path: Path = ("steps", position)
    if not isinstance(item, dict):
        said = "Ein Schritt beginnt mit seiner Art und seinem Namen."
        return None, [document.problem(path, "E203", said, "Etwa: - choice: heizung")]
    if "kind" not in item:
        head = _head(item, kinds)
        if head is None:
            first = next(iter(item), "")
            said = f"Dieser Schritt hat keine Art: „{first}“ ist keine."
            return None, [document.problem((*path, first), "E207", said, _hint(first, kinds), key=True)]
        item = {"kind": head, "id": _as_id(item[head]), **{k: v for k, v in item.items() if k != head}}
    name = str(item["kind"])
    if name not in kinds:
        said = f"Die Art „{name}“ gibt es nicht."
        return None, [document.problem((*path, "kind"), "E207", said, _hint(name, kinds))]
    return validated(kinds[name], item, document, path)


def _hint(word: str, kinds: Kinds) -> str:
    return near(word, kinds) or f"Es gibt: {listed(sorted(kinds))}."


def _as_id(value: Data) -> Data:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _head(item: Mapping[str, Data], kinds: Kinds) -> str | None:
    """The key that names the kind. `say` is a kind and a key of every step: a kind of its own right wins."""
    heads = [key for key in item if key in kinds]
    own = [key for key in heads if key not in Step.model_fields]
    return next(iter(own or heads), None)


def _with_marks(document: Document, raw: list[Data], kinds: Kinds) -> Document:
    """The document with the marks of each head as its step's id, those of `result:` as the last step's."""
    keys, values = dict(document.keys), dict(document.values)
    for position, item in enumerate(raw):
        head = _head(item, kinds) if isinstance(item, dict) and "kind" not in item else None
        old: Path = ("steps", position, head or "")
        if old in document.values:
            keys[("steps", position, "id")] = document.keys.get(old, document.values[old])
            values[("steps", position, "id")] = document.values[old]
    for old, mark in document.values.items():
        if old[:1] == ("result",):
            new: Path = ("steps", len(raw), *old[1:])
            keys[new], values[new] = document.keys.get(old, mark), mark
    return replace(document, keys=keys, values=values)
