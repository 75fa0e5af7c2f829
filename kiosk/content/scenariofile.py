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
        return (
            None,
            [*problems, document.problem((), "E203", "Die Datei braucht Zeilen wie „id: name“.")],
            document,
        )
    data: dict[str, object] = dict(document.data)
    written, block = document.data.get("steps"), document.data.get("result")
    raw: list[Data] = list(written) if isinstance(written, list) else []
    if isinstance(written, list) and not raw:
        problems.append(document.problem(("steps",), "E204", "Ein Spiel braucht mindestens einen Schritt."))
    if "result" in data:
        document = _moved(document, ("result",), ("steps", len(raw)))
        del data["result"]
        raw.append({"kind": "result", "id": "result", **block} if isinstance(block, dict) else block)
    steps: list[Step] = []
    for position, item in enumerate(raw):
        document, step, found = _read_step(document, position, item, kinds)
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
) -> tuple[Document, Step | None, list[Problem]]:
    path: Path = ("steps", position)
    if not isinstance(item, dict):
        return (
            document,
            None,
            [
                document.problem(
                    path,
                    "E203",
                    "Ein Schritt beginnt mit seiner Art und seinem Namen.",
                    "Etwa: - choice: heizung",
                )
            ],
        )
    if "kind" not in item:
        head = _head(item, kinds)
        if head is None:
            first = next(iter(item), "")
            hint = near(first, kinds) or f"Es gibt: {listed(sorted(kinds))}."
            return (
                document,
                None,
                [
                    document.problem(
                        (*path, first),
                        "E207",
                        f"Dieser Schritt hat keine Art: „{first}“ ist keine.",
                        hint,
                        key=True,
                    )
                ],
            )
        document = _moved(document, (*path, head), (*path, "id"))
        item = {"kind": head, "id": _as_id(item[head]), **{k: v for k, v in item.items() if k != head}}
    kind = kinds.get(str(item["kind"]))
    if kind is None:
        hint = near(str(item["kind"]), kinds) or f"Es gibt: {listed(sorted(kinds))}."
        return (
            document,
            None,
            [document.problem((*path, "kind"), "E207", f"Die Art „{item['kind']}“ gibt es nicht.", hint)],
        )
    step, problems = validated(kind, item, document, path)
    return document, step, problems


def _as_id(value: Data) -> Data:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _head(item: Mapping[str, Data], kinds: Kinds) -> str | None:
    """The key that names the kind. `say` is a kind and a key of every step: a kind of its own right wins."""
    heads = [key for key in item if key in kinds]
    own = [key for key in heads if key not in Step.model_fields]
    return next(iter(own or heads), None)


def _moved(document: Document, old: Path, new: Path) -> Document:
    """The document with the marks below `old` known below `new` too."""
    size = len(old)
    keys = {(*new, *p[size:]): m for p, m in document.keys.items() if p[:size] == old}
    values = {(*new, *p[size:]): m for p, m in document.values.items() if p[:size] == old}
    return replace(document, keys={**document.keys, **keys}, values={**document.values, **values})
