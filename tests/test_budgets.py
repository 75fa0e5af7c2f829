"""Sizes that keep files readable in one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.test_layers import FILES, module

FILE_LINES = 400
FUNCTION_LINES = 50
PARAMETERS = 6
METHODS = 12


@pytest.mark.parametrize("path", FILES, ids=module)
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= FILE_LINES
    over: list[str] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            over += _function(node)
        elif isinstance(node, ast.ClassDef):
            methods = [n for n in node.body if isinstance(n, ast.FunctionDef) and not _is_property(n)]
            if len([m for m in methods if not m.name.startswith("__")]) > METHODS:
                over.append(f"{node.name} has {len(methods)} methods")
    assert [] == over


def _is_property(node: ast.FunctionDef) -> bool:
    return any(isinstance(d, ast.Name) and d.id == "property" for d in node.decorator_list)


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    out = []
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if lines > FUNCTION_LINES:
        out.append(f"{node.name} has {lines} lines")
    args = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    count = len([a for a in args if a not in ("self", "cls")])
    is_command = any("click" in ast.unparse(d) for d in node.decorator_list)  # its flags are its parameters
    if count > PARAMETERS and not is_command:
        out.append(f"{node.name} has {count} parameters")
    return out


@pytest.mark.parametrize("path", FILES, ids=module)
def test_no_module_keeps_mutable_state(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.Global)]
