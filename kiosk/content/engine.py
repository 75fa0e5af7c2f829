"""The evaluator of checked formula trees: simpleeval, with nothing switched on but what formulas have."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

from simpleeval import SimpleEval  # type: ignore[import-untyped]


def _of_numbers(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The operator for two numbers only: elsewhere 'gas' * 2 is 'gasgas', and lists add up to longer ones."""

    def checked(left: object, right: object) -> Any:
        if isinstance(left, (int, float)) and isinstance(right, (int, float)):
            return function(left, right)
        raise TypeError("not two numbers")

    return checked


_OPERATORS: Mapping[type[ast.AST], Callable[..., Any]] = {
    ast.Add: _of_numbers(operator.add),
    ast.Sub: _of_numbers(operator.sub),
    ast.Mult: _of_numbers(operator.mul),
    ast.Div: _of_numbers(operator.truediv),
    ast.Lt: _of_numbers(operator.lt),
    ast.LtE: _of_numbers(operator.le),
    ast.Gt: _of_numbers(operator.gt),
    ast.GtE: _of_numbers(operator.ge),
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Not: operator.not_,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}


class Engine(SimpleEval):  # type: ignore[misc]
    """Evaluates one tree with the given functions and values; attributes and subscripts do not exist.

    The inherited constructor changes the process-wide warning filters, 50 us each time: a slider moves
    forty formulas, so this one only sets what is used.
    """

    def __init__(self, functions: Mapping[str, Callable[..., float]], values: Mapping[str, Any]) -> None:
        self.operators = _OPERATORS
        self.functions = functions
        self.names = values
        self.nodes = {
            ast.Name: self._eval_name,
            ast.UnaryOp: self._eval_unaryop,
            ast.BinOp: self._eval_binop,
            ast.BoolOp: self._eval_boolop,
            ast.Compare: self._eval_compare,
            ast.IfExp: self._eval_ifexp,
            ast.Call: self._eval_call,
            ast.Constant: self._eval_constant,
        }
