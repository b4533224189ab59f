"""The examples of all docstrings run."""

from __future__ import annotations

import doctest
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import visavis
from visavis import _visavis

from . import world


def docstrings() -> Iterator[tuple[str, str]]:
    modules = [module for name, module in sys.modules.items() if name.startswith("visavis")]
    for module in {id(module): module for module in modules}.values():
        yield module.__name__, module.__doc__ or ""
        yield from members(module.__name__, module)


def members(name: str, owner: object) -> Iterator[tuple[str, str]]:
    for key, member in vars(owner).items():
        path = f"{name}.{key}"
        inner = getattr(member, "__func__", member)
        module = getattr(inner, "__module__", None)
        if isinstance(member, ModuleType) or (module and not module.startswith("visavis")):
            continue
        text = inner.__doc__ if isinstance(getattr(inner, "__doc__", None), str) else ""
        if ">>>" in (text or ""):
            yield path, text
        if (isinstance(member, type) and name == member.__module__) or owner is _visavis:
            yield from members(path, member) if isinstance(member, type) else ()


def names() -> dict[str, object]:
    """Return what an example may name: the package, and the company of the documentation."""
    names = {**vars(world), **{key: getattr(visavis, key) for key in visavis.__all__}}
    names.update({key: getattr(world, key) for key in ("org", "cycle", "review", "check_in")})
    return names


EXAMPLES = {text: name for name, text in docstrings() if ">>>" in text}


@pytest.mark.parametrize("folder", [1, 2], ids=["the package", "the project"])
def test_the_readme_runs(folder: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])  # Examples read files from the root.
    text = (Path(__file__).parents[folder] / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert examples
    names: dict[str, object] = {}
    for example in examples:  # A later one goes on from those before it.
        exec(compile(example, "README.md", "exec"), names)


def chapters() -> Iterator[tuple[str, str]]:
    guide = Path(__file__).parents[2] / "core/docs/embedding.md"
    for chapter in guide.read_text(encoding="utf-8").split("\n## ")[1:]:
        examples = re.findall(r"```python\n(.*?)```", chapter, re.DOTALL)
        if examples:
            yield chapter.partition("\n")[0], "\n".join(examples)


@pytest.mark.parametrize(("chapter", "example"), list(chapters()))
def test_the_guide_runs(chapter: str, example: str) -> None:
    exec(compile(example, chapter, "exec"), names())


def test_there_are_examples() -> None:
    assert len(list(chapters())) > 10
    assert len(EXAMPLES) > 30


@pytest.mark.parametrize(("text", "name"), list(EXAMPLES.items()), ids=list(EXAMPLES.values()))
def test_an_example(text: str, name: str) -> None:
    flags = doctest.ELLIPSIS
    example = doctest.DocTestParser().get_doctest(text, names(), name, None, 0)
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=flags, verbose=False).run(example, out=said.append)
    assert result.failed == 0, "".join(said)
