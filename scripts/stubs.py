"""Writes `python/visavis/_visavis.pyi`: the signatures of `python/signatures.pyi`, which are written
by hand, with the docstrings of the built module, so that editors show them.

It runs in a Python that has the package. With `--check` nothing is written, and another file is an
error.
"""

from __future__ import annotations

import ast
import inspect
import sys
from pathlib import Path
from typing import Any

from visavis import _visavis

PYTHON = Path(__file__).resolve().parents[1] / "python"
SIGNATURES = (PYTHON / "signatures.pyi").read_text(encoding="utf-8")
WRITTEN = "# Written by `make stubs` from `signatures.pyi` and the built module.\n"

Documented = ast.ClassDef | ast.FunctionDef


def docstring(owner: Any, name: str, indent: int) -> list[str]:
    """Return the lines of what the module says of one of its names, if it says something."""
    text = inspect.cleandoc(getattr(owner, name).__doc__ or "") if hasattr(owner, name) else ""
    # What Python says of every `__eq__` and its like is nothing new.
    if not text or (name.startswith("__") and isinstance(owner, type)):
        return []
    lines = ['r"""' + text if "\\" in text else '"""' + text, '"""']
    if "\n" not in text:
        lines = ["".join(lines)]
    return [(" " * indent + line).rstrip() for line in "\n".join(lines).split("\n")]


def documented(node: Documented, owner: Any, added: dict[int, list[str]]) -> None:
    """Note which lines follow which for a class or a function, and for all within."""
    first = node.body[0]
    text = docstring(owner, node.name, node.col_offset + 4)
    if text and all(getattr(mark, "id", "") != "overload" for mark in node.decorator_list):
        # A body of three dots stands on the line of the signature.
        dots = isinstance(first, ast.Expr)
        before = [first, *getattr(first, "decorator_list", [])]
        added[first.lineno if dots else min(one.lineno for one in before) - 1] = text
    if isinstance(node, ast.ClassDef):
        inner = getattr(owner, node.name, None)
        for one in node.body:
            if inner is not None and isinstance(one, (ast.ClassDef, ast.FunctionDef)):
                documented(one, inner, added)


def stub() -> str:
    """Return the signatures with their docstrings."""
    lines = SIGNATURES.splitlines()
    added: dict[int, list[str]] = {}
    for node in ast.parse(SIGNATURES).body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            documented(node, _visavis, added)
    whole: list[str] = []
    for number, line in enumerate(lines, 1):
        text = added.get(number, [])
        whole += [line.removesuffix(" ...") if text else line, *text]
    return WRITTEN + "\n".join(whole) + "\n"


def main() -> None:
    path = PYTHON / "visavis" / "_visavis.pyi"
    if sys.argv[1:] != ["--check"]:
        path.write_text(stub(), encoding="utf-8")
    elif path.read_text(encoding="utf-8") != stub():
        sys.exit("python/visavis/_visavis.pyi lacks what the module says; `make stubs` writes it anew")


if __name__ == "__main__":
    main()
