"""Formulas of the content: a small checked language, never Python.

Numbers, names, `+ - * /`, comparisons, `and or not`, `a if cond else b`, nine functions and the crowd. The
syntax tree is compared with an allow-list before anything is evaluated, and the length before
anything is parsed. Messages are German: curators read them.
"""

from __future__ import annotations

import ast
import logging
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

Value = float | str | bool | tuple[float, ...]
"""What a name stands for. A tuple holds one number for each picked option."""

LONGEST = 400
DEEPEST = 30

_log = logging.getLogger(__name__)


class FormulaError(ValueError):
    """A formula that is wrong or cannot be computed.

    column: counts from 1 in its source. source: the formula that could not be computed, which may be
    one that the evaluated formula rests on.
    """

    def __init__(self, message: str, column: int = 1, source: str = "") -> None:
        super().__init__(message)
        self.column = column
        self.source = source


def half_up(number: float, digits: int = 0) -> float:
    """`number` rounded as taught at school: 2.5 gives 3, -2.5 gives -3. digits: 0..9."""
    if not math.isfinite(number) or abs(number) >= 1e15:
        return number
    step = Decimal(1).scaleb(-max(0, min(9, digits)))
    return float(Decimal(repr(float(number))).quantize(step, rounding=ROUND_HALF_UP))


def _flat(values: tuple[object, ...]) -> Iterator[float]:
    for value in values:
        if isinstance(value, tuple):
            yield from _flat(value)
        elif isinstance(value, (int, float)):
            yield value
        else:
            raise TypeError(f"„{value}“ ist keine Zahl")


def _mean(*values: object) -> float:
    numbers = list(_flat(values))
    return sum(numbers) / len(numbers) if numbers else 0.0


FUNCTIONS: Mapping[str, tuple[Callable[..., float], int, int]] = {
    "min": (lambda *v: min(_flat(v), default=0.0), 1, 20),
    "max": (lambda *v: max(_flat(v), default=0.0), 1, 20),
    "round": (lambda x, digits=0: half_up(x, int(digits)), 1, 2),
    "abs": (abs, 1, 1),
    "sum": (lambda *v: sum(_flat(v)), 1, 20),
    "mean": (_mean, 1, 20),
    "count": (lambda *v: float(sum(1 for _ in _flat(v))), 1, 20),
    "sqrt": (math.sqrt, 1, 1),
    "clamp": (lambda x, low, high: max(low, min(high, x)), 3, 3),
}
"""Each function with the fewest and the most arguments it takes."""

VOICES: Mapping[str, tuple[int, int]] = {"crowd": (1, 2), "votes": (1, 1)}
"""What earlier visits said: `crowd(step, option)`, `crowd(step)`, `votes(step)`, with the fewest and the most
names they take. They are names underneath, `crowd:step:option`, so that nothing is called."""

_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_OPTION = re.compile(r"[a-z0-9_]{1,40}")
_FOREIGN = re.compile(r"[^A-Za-z0-9_ .,+\-*/()<>=!'\"|&^%;:\[\]{}@~?\\#$`äöüÄÖÜß]")
_GLUED = re.compile(r"(?<![\w.])\d[\d.]*(?![eE][+-]?\d)[A-Za-z_]")
_HINTS: tuple[tuple[str, str], ...] = (
    (r"\*\*|\^", "Potenzen gibt es nicht: schreibe a * a."),
    (r"//|%", "Rechne mit + - * / und round(...)."),
    (r"&&?", "Schreibe „and“ statt „&“."),
    (r"\|\|?", "Schreibe „or“ statt „|“."),
    (r"(?<![<>=!])=(?!=)", "Zum Vergleichen schreibe == (zwei Gleichheitszeichen)."),
    (r"<>", "Ungleich schreibt man !=."),
    (r"\?", "Eine Fallunterscheidung heißt: a if bedingung else b."),
    (r"\bund\b", "Schreibe „and“ statt „und“."),
    (r"\boder\b", "Schreibe „or“ statt „oder“."),
    (r"\bnicht\b", "Schreibe „not“ statt „nicht“."),
    (r"[äöüÄÖÜß]", "Namen bestehen aus a-z, 0-9 und _ (ä wird ae)."),
    (r"[\[\]{}@~\\#$`;:]", "Dieses Zeichen gehört nicht in eine Formel."),
    (r"!(?!=)", "Schreibe „not“ statt „!“."),
)
_LEAVES = (ast.Load, ast.And, ast.Or, ast.Not, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.UAdd, ast.USub,
           ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)  # fmt: skip
_BRANCHES = (ast.Expression, ast.BoolOp, ast.BinOp, ast.UnaryOp, ast.Compare, ast.IfExp)


@dataclass(frozen=True, slots=True)
class Formula:
    """A checked formula. Equal when written equally.

    names: what it needs to know; `heizung.kg` is one name. strings: the option ids it compares with.
    columns: where each name and string first stands, from 1.
    """

    source: str
    names: frozenset[str] = field(compare=False, repr=False)
    strings: frozenset[str] = field(compare=False, repr=False)
    columns: Mapping[str, int] = field(compare=False, repr=False)
    tree: ast.expr = field(compare=False, repr=False)

    @classmethod
    def parse(cls, source: object) -> Formula:
        """The formula written as `source` (str, number, bool or Formula); FormulaError if it is none."""
        if isinstance(source, Formula):
            return source
        text = _text(source)
        reader = _Reader()
        tree = reader.read(_tree(text))
        return cls(text, frozenset(reader.names), frozenset(reader.strings), reader.columns, tree)

    def compute(self, values: Mapping[str, Value]) -> float | str | bool:
        """The result; FormulaError where it cannot be computed or is not finite."""
        try:
            result = _result(self, values)
        except FormulaError:
            raise
        except ZeroDivisionError:
            raise FormulaError(f"Division durch null in „{self.source}“.", 1, self.source) from None
        except Exception as error:
            raise FormulaError(_reason(self, values, error), 1, self.source) from error
        if isinstance(result, (bool, str)):
            return result
        if isinstance(result, (int, float)) and _finite(result):
            return float(result)
        raise FormulaError(f"„{self.source}“ ergibt keine endliche Zahl.", 1, self.source)

    def evaluate(self, values: Mapping[str, Value]) -> float | str | bool:
        """The result; 0.0 where it cannot be computed, with a log line the first time. Never raises."""
        try:
            return self.compute(values)
        except FormulaError as error:
            tell_once(_Failure(self.source, str(error)))
            return 0.0

    def number(self, values: Mapping[str, Value]) -> float:
        """The result as a number; a text counts as 0, true as 1."""
        result = self.evaluate(values)
        return 0.0 if isinstance(result, str) else float(result)

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Whether the result is true: a number that is not 0, a text that is not empty."""
        return bool(self.evaluate(values))


@dataclass(frozen=True, slots=True)
class _Failure:
    """A formula that gave 0. Equal for the same formula, whatever the reason."""

    source: str
    reason: str = field(compare=False)


@lru_cache(maxsize=1024)
def tell_once(failure: _Failure) -> None:
    """One log line for each formula: a picture asks for the same one sixty times a second."""
    _log.warning("formula gives 0: %s", failure.reason)


def _finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:
        return False


def _text(source: object) -> str:
    if isinstance(source, bool):
        return "true" if source else "false"
    if isinstance(source, (int, float)):
        if not _finite(source):
            raise FormulaError("Das ist keine endliche Zahl.")
        return repr(source) if abs(source) < 1e300 else repr(float(source))
    if not isinstance(source, str):
        raise FormulaError("Hier gehört eine Zahl oder eine Formel hin.")
    text = source.replace("\r", " ").replace("\n", " ").replace("\t", " ").strip()
    if not text:
        raise FormulaError("Die Formel ist leer.")
    if len(text) > LONGEST:
        raise FormulaError(
            f"Die Formel hat {len(text)} Zeichen, erlaubt sind {LONGEST}. Teile sie unter formulas: auf."
        )
    return text


def _tree(text: str) -> ast.expr:
    if re.fullmatch(r"[-+]?\d+,\d+", text):
        raise FormulaError(
            f"„{text}“ hat ein Komma. Meinst du {text.replace(',', '.')}?", text.index(",") + 1
        )
    if foreign := _FOREIGN.search(text):
        raise FormulaError(
            f"Das Zeichen {foreign.group()!r} gehört nicht in eine Formel.", foreign.start() + 1
        )
    for pattern, hint in _HINTS:
        if found := re.search(pattern, text):
            raise FormulaError(f"„{found.group()}“ geht hier nicht. {hint}", found.start() + 1)
    if glued := _GLUED.search(text):
        raise FormulaError("Zahl und Name stehen ohne Zeichen nebeneinander. Fehlt ein * ?", glued.end())
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        column = min(max(error.offset or 1, 1), len(text))
        raise FormulaError("Das ist keine Formel: hier fehlt etwas oder ist etwas zu viel.", column) from None
    except (ValueError, MemoryError, RecursionError):
        raise FormulaError("Die Formel ist zu verschachtelt. Teile sie unter formulas: auf.") from None


class _Reader:
    """Makes dotted names one name, in place; FormulaError at the first node that is not allowed."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.strings: set[str] = set()
        self.columns: dict[str, int] = {}

    def read(self, node: ast.expr) -> ast.expr:
        allowed = self._allowed(node, 0)
        assert isinstance(allowed, ast.expr)
        return allowed

    def _allowed(self, node: ast.AST, depth: int, text_allowed: bool = True) -> ast.AST:
        if depth > DEEPEST:
            raise self._refusal("Die Formel ist zu verschachtelt. Teile sie unter formulas: auf.", node)
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self._name(node)
        if isinstance(node, ast.Constant):
            return self._constant(node, text_allowed)
        if isinstance(node, ast.Call):
            return self._call(node, depth)
        if isinstance(node, _LEAVES):
            return node
        if not isinstance(node, _BRANCHES):
            raise self._refusal(_OTHERWISE.get(type(node).__name__, "Das gibt es in Formeln nicht."), node)
        texts = isinstance(node, (ast.Compare, ast.IfExp))
        for key, value in ast.iter_fields(node):
            if isinstance(value, list):
                value[:] = [self._allowed(item, depth + 1, texts) for item in value]
            else:
                setattr(node, key, self._allowed(value, depth + 1, texts))
        return node

    def _name(self, node: ast.Name | ast.Attribute) -> ast.expr:
        parts: list[str] = []
        inner: ast.expr = node
        while isinstance(inner, ast.Attribute):
            parts.append(inner.attr)
            inner = inner.value
        if not isinstance(inner, ast.Name) or len(parts) > 1:
            raise self._refusal("Ein Punkt steht nur zwischen Namen, wie in heizung.kg.", node)
        parts.append(inner.id)
        name = ".".join(reversed(parts))
        if name in ("true", "false", "True", "False"):
            return ast.copy_location(ast.Constant(name.lower() == "true"), node)
        for part in parts:
            if not _NAME.fullmatch(part) or part.startswith("__") or len(part) > 40:
                raise self._refusal(f"„{name}“ ist kein Name: erlaubt sind a-z, 0-9 und _.", node)
        if name in FUNCTIONS:
            raise self._refusal(f"{name} ist eine Funktion und braucht Klammern: {name}(...).", node)
        self.names.add(name)
        self.columns.setdefault(name, node.col_offset + 1)
        return ast.copy_location(ast.Name(name, ast.Load()), node)

    def _constant(self, node: ast.Constant, text_allowed: bool) -> ast.expr:
        value = node.value
        if isinstance(value, bool):
            return node
        if isinstance(value, (int, float)) and _finite(value):
            return node
        if isinstance(value, str) and node.kind is None:
            if not text_allowed:
                raise self._refusal(f"Mit dem Text „{value}“ kann man nicht rechnen.", node)
            if not _OPTION.fullmatch(value):
                raise self._refusal("In Anführungszeichen steht nur der Name einer Antwort, wie 'gas'.", node)
            self.strings.add(value)
            self.columns.setdefault(value, node.col_offset + 1)
            return node
        raise self._refusal("Diese Zahl kann niemand verwenden.", node)

    def _call(self, node: ast.Call, depth: int) -> ast.expr:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in VOICES:
            return self._voice(name, node)
        if name not in FUNCTIONS:
            known = ", ".join((*FUNCTIONS, *VOICES))
            raise self._refusal(f"Die Funktion {name or '...'}() gibt es nicht. Es gibt: {known}.", node)
        _, fewest, most = FUNCTIONS[name]
        if node.keywords or not fewest <= len(node.args) <= most:
            wanted = str(fewest) if fewest == most else f"{fewest} bis {most}"
            raise self._refusal(f"{name}() braucht {wanted} Angaben, hier sind es {len(node.args)}.", node)
        node.args[:] = [
            argument
            for argument in (self._allowed(a, depth + 1, False) for a in node.args)
            if isinstance(argument, ast.expr)
        ]
        return node

    def _voice(self, name: str, node: ast.Call) -> ast.expr:
        fewest, most = VOICES[name]
        if node.keywords or not fewest <= len(node.args) <= most:
            wanted = "crowd(schritt) oder crowd(schritt, antwort)" if name == "crowd" else "votes(schritt)"
            raise self._refusal(f"Schreibe {wanted}.", node)
        parts = [name]
        for argument in node.args:
            word = argument.id if isinstance(argument, ast.Name) else str(getattr(argument, "value", ""))
            if not _OPTION.fullmatch(word):
                raise self._refusal(
                    f"In {name}() stehen nur Namen: von einem Schritt, dann von einer Antwort.", node
                )
            parts.append(word)
        full = ":".join(parts)
        self.names.add(full)
        self.columns.setdefault(full, node.col_offset + 1)
        return ast.copy_location(ast.Name(full, ast.Load()), node)

    @staticmethod
    def _refusal(message: str, node: ast.AST) -> FormulaError:
        return FormulaError(message, int(getattr(node, "col_offset", 0)) + 1)


_OTHERWISE: Mapping[str, str] = {
    "Tuple": "Hier steht ein Komma zu viel. Dezimalzahlen schreibt man mit Punkt: 1.5.",
    "Lambda": "Funktionen kann man hier nicht schreiben.",
    "In": "„in“ gibt es nicht. Schreibe a == 'x' or a == 'y'.",
    "NotIn": "„not in“ gibt es nicht. Schreibe a != 'x' and a != 'y'.",
    "Is": "Zum Vergleichen schreibe ==.",
    "IsNot": "Zum Vergleichen schreibe !=.",
}


def _result(formula: Formula, values: Mapping[str, Value]) -> object:
    if isinstance(formula.tree, ast.Constant):
        return formula.tree.value
    if isinstance(formula.tree, ast.Name):
        return values[formula.tree.id]
    from kiosk.content.engine import Engine  # late: 10 ms that a start without formulas need not pay

    return Engine(_CALLABLE, values).eval(formula.source, previously_parsed=formula.tree)


_CALLABLE = {name: function for name, (function, _, _) in FUNCTIONS.items()}


def _reason(formula: Formula, values: Mapping[str, Value], error: Exception) -> str:
    if isinstance(error, RecursionError):
        return f"Hinter „{formula.source}“ stehen zu viele Formeln hintereinander."
    missing = sorted(name for name in formula.names if name not in values)
    if missing:
        return f"In „{formula.source}“ ist {missing[0]} unbekannt."
    for name in sorted(formula.names) if isinstance(error, TypeError) else ():
        try:
            value = values[name]
        except FormulaError:
            continue
        if isinstance(value, str):
            return f"In „{formula.source}“ ist {name} ein Text („{value}“): damit kann man nicht rechnen."
        if isinstance(value, tuple):
            return f"In „{formula.source}“ ist {name} eine Liste: nimm sum(), mean() oder count()."
    return f"„{formula.source}“ lässt sich nicht ausrechnen."
