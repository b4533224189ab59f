"""Nothing that is public goes uncalled: by the driver of the scenarios, a test or an example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType

import pytest

import visavis

from .test_examples import EXAMPLES

HERE = Path(__file__).parent
CALLERS = [
    HERE.parents[1] / "tests" / "python" / "driver.py",
    *(path for path in HERE.glob("*.py") if path != Path(__file__)),
]


def public() -> Iterator[tuple[str, str]]:
    for name in visavis.__all__:
        if name == "Launch":  # A union, which has no name as it runs.
            continue
        yield from names(name, getattr(visavis, name))


def names(path: str, thing: object) -> Iterator[tuple[str, str]]:
    # A plain class is made by the engine: what counts is what it can do.
    if not isinstance(thing, type) or not issubclass(thing, visavis.Plain):
        yield path, path.rpartition(".")[2]
    if isinstance(thing, ModuleType):
        for name, inner in vars(thing).items():
            if getattr(inner, "__module__", None) == thing.__name__ and not name.startswith("_"):
                yield from names(f"{path}.{name}", inner)
    elif isinstance(thing, type):
        members = {name for name in vars(thing) if not name.startswith("_")}
        if is_dataclass(thing):
            # The fields are what JSON has, and all of it goes through the views' own bytes.
            members -= {field.name for field in fields(thing)}
        for name in members:
            yield f"{path}.{name}", name


@pytest.fixture(scope="module")
def called() -> set[str]:
    text = "\n".join([path.read_text(encoding="utf-8") for path in CALLERS] + list(EXAMPLES))
    return set(re.findall(r"\w+", text))


@pytest.mark.parametrize("path", sorted(dict(public())))
def test_it_is_called(path: str, called: set[str]) -> None:
    assert path.rpartition(".")[2] in called


@pytest.mark.parametrize("path", sorted(dict(public())))
def test_it_is_documented(path: str) -> None:
    thing: object = visavis
    for name in path.split("."):
        thing = vars(thing)[name] if isinstance(thing, ModuleType) else getattr(thing, name)
    if callable(thing):
        assert thing.__doc__
        # That is what a dataclass says of itself where nobody has.
        assert not thing.__doc__.startswith(f"{path.rpartition('.')[2]}(")
