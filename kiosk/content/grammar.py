"""From data to checked values; whatever does not fit becomes a Problem with its place, in German."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kiosk.content.diagnostics import Problem, listed, near
from kiosk.content.document import Document
from kiosk.content.formula import FormulaError
from kiosk.content.template import TextError
from kiosk.content.walk import Path

Model = TypeVar("Model", bound=BaseModel)


def validated(
    model: type[Model], data: object, document: Document, path: Path = ()
) -> tuple[Model | None, list[Problem]]:
    """`data`, standing at `path` of the document, as a `model`; or None and everything that is wrong."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, _problems(error.errors(include_url=False), model, document, path)


def _problems(
    errors: list[ErrorDetails], model: type[BaseModel], document: Document, path: Path
) -> list[Problem]:
    found: dict[tuple[int, int, str], Problem] = {}
    for error in sorted(errors, key=lambda e: e["type"] == "literal_error"):
        loc = tuple(error["loc"])
        code, message, remedy = _explained(error, model, loc)
        of_key = error["type"] == "extra_forbidden" or loc[-1:] == ("[key]",)
        cause = error.get("ctx", {}).get("error")
        column = cause.column if isinstance(cause, (FormulaError, TextError)) else 1
        problem = document.problem((*path, *loc), code, message, remedy, key=of_key, column=column)
        # A union tells what every branch disliked; one finding a place is enough, the literal last.
        place = (problem.line, problem.column, "missing" + str(loc) if error["type"] == "missing" else "")
        found.setdefault(place, problem)
    return sorted(found.values(), key=lambda p: (p.line, p.column))


def _explained(error: ErrorDetails, model: type[BaseModel], loc: Path) -> tuple[str, str, str]:
    """Code, message and remedy."""
    kind, given, ctx = error["type"], error["input"], error.get("ctx", {})
    name = str(loc[-1]) if loc else ""
    if kind == "extra_forbidden":
        known = _keys(model, loc[:-1])
        hint = near(name, known) or (f"Es gibt hier: {listed(sorted(known), 20)}." if known else "")
        return "E201", f"„{name}“ kennt hier niemand.", hint
    if kind == "missing":
        return "E202", f"Hier fehlt „{name}“.", f"Ergänze {name}: …"
    if kind == "value_error":
        return _refusal(ctx["error"])
    if kind == "literal_error":
        expected = str(ctx["expected"]).replace(" or ", ", ").replace("'", "")
        return (
            "E204",
            f"„{given}“ geht hier nicht.",
            near(str(given), expected.split(", ")) or f"Möglich: {expected}.",
        )
    if kind == "string_pattern_mismatch":
        return _pattern(str(given), str(ctx["pattern"]))
    if kind in _LIMITS:
        words, key = _LIMITS[kind]
        return "E204", words.format(ctx[key]), ""
    return "E203", _TYPES.get(kind, f"Das passt hier nicht ({error['msg']})."), _number_hint(given)


def _refusal(cause: Exception) -> tuple[str, str, str]:
    code = "E206" if isinstance(cause, FormulaError) else "E205" if isinstance(cause, TextError) else "E204"
    return code, str(cause), ""


def _pattern(given: str, pattern: str) -> tuple[str, str, str]:
    if "https" in pattern:
        return (
            "E204",
            f"„{given[:80]}“ ist keine Adresse, die wir zeigen.",
            "Sie beginnt mit https:// und hat keine Leerzeichen.",
        )
    if "png" in pattern:
        return (
            "E204",
            f"„{given[:80]}“ ist kein Name eines Bildes.",
            "Erlaubt: a-z 0-9 _ - / und .png oder .jpg.",
        )
    return (
        "E204",
        f"„{given[:80]}“ ist kein gültiger Name.",
        "Erlaubt sind a-z, 0-9 und _ (ä wird ae), höchstens 40 Zeichen.",
    )


def _number_hint(given: object) -> str:
    if isinstance(given, str) and given.count(",") == 1 and given.replace(",", "").isdecimal():
        return f"„{given}“ ist ein Text. Meinst du {given.replace(',', '.')}?"
    return ""


_LIMITS: Mapping[str, tuple[str, str]] = {
    "greater_than": ("Die Zahl muss größer als {} sein.", "gt"),
    "greater_than_equal": ("Die Zahl muss mindestens {} sein.", "ge"),
    "less_than": ("Die Zahl muss kleiner als {} sein.", "lt"),
    "less_than_equal": ("Die Zahl darf höchstens {} sein.", "le"),
    "too_short": ("Das sind zu wenige Einträge: mindestens {}.", "min_length"),
    "too_long": ("Das sind zu viele Einträge: höchstens {}.", "max_length"),
    "string_too_long": ("Der Text ist zu lang: höchstens {} Zeichen.", "max_length"),
}
_BLOCK = "Hier gehört ein Block mit „name: wert“ hin."
_LIST = "Hier gehört eine Liste hin: [a, b] oder Zeilen mit -."
_NUMBER = "Hier gehört eine Zahl hin."
_WHOLE = "Hier gehört eine ganze Zahl hin."
_DAY = "Hier gehört ein Tag hin, geschrieben wie 2026-11-20."
_TEXT = "Hier gehört ein Text hin. Zahlen und true/false setze in Anführungszeichen."
_TYPES: Mapping[str, str] = {
    "model_type": _BLOCK, "dict_type": _BLOCK, "model_attributes_type": _BLOCK, "mapping_type": _BLOCK,
    "tuple_type": _LIST, "list_type": _LIST,
    "float_type": _NUMBER, "float_parsing": _NUMBER, "finite_number": _NUMBER,
    "int_type": _WHOLE, "int_parsing": _WHOLE, "int_from_float": _WHOLE,
    "bool_type": "Hier steht true oder false.", "bool_parsing": "Hier steht true oder false.",
    "string_type": _TEXT,
    "date_type": _DAY, "date_parsing": _DAY, "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
}  # fmt: skip


def _keys(model: type[BaseModel], loc: Path) -> frozenset[str]:
    """The keys the grammar knows at `loc` below `model`; none where that is not clear."""
    for part in loc:
        fields = {info.alias or name: info for name, info in model.model_fields.items()}
        if part in fields:
            inner = _model_in(fields[str(part)].annotation)
            if inner is None:
                return frozenset()
            model = inner
    return frozenset(info.alias or name for name, info in model.model_fields.items()) - {
        "properties",
        "kind",
        "id",
    }


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)
