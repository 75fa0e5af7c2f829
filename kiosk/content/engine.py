"""The evaluator of checked formula trees: simpleeval, with nothing switched on but what formulas have."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from simpleeval import DEFAULT_OPERATORS, SimpleEval  # type: ignore[import-untyped]


class Engine(SimpleEval):  # type: ignore[misc]
    """Evaluates one tree with the given functions and values; attributes and subscripts do not exist.

    The inherited constructor changes the process-wide warning filters, 50 us each time: a slider moves
    forty formulas, so this one only sets what is used.
    """

    def __init__(self, functions: Mapping[str, Callable[..., float]], values: Mapping[str, Any]) -> None:
        self.operators = DEFAULT_OPERATORS
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
