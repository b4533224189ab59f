"""Which of the package's public calls are made: by the driver of the scenarios, and by its tests.

With the name of a file in `VISAVIS_TRACED`, `start` puts a recorder around everything public; each
call that comes back adds its name to the file, the first time. As a program it is handed the two
files, that of the driver and that of the tests, and fails where a public call stands in neither, or
where only tests make one of which `BY_TESTS` does not say so.
"""

from __future__ import annotations

import functools
import inspect
import os
import sys
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import visavis

BY_TESTS = {
    "Conversation.person",
    "Conversation.side",
    "Cycle.participants",
    "Cycle.schedule",
    "CycleTimes.phase",
    "Dated.as_of",
    "Dated.change",
    "Dated.latest",
    "Directory.name",
    "LaunchedConversations",
    "LaunchedConversations.count",
    "LaunchedConversations.index",
    "Pair.counterpart",
    "Reviewed.covers",
    "Rule.heading",
    "Schedule.last_day",
    "Schedule.lock",
    "Side.other",
    "Sight.stage",
    "Template.content",
    "Template.settings",
    "ask",
    "subjects.Fact.of",
    "questions.Content.question",
    "questions.Content.questions",
    "questions.Format.one_directional",
    "from_key",
}
"""What no scenario asks for in Python: what values know of themselves, for a host's convenience,
and `ask`, through which the scenarios are played in C.
"""


def public() -> Iterator[tuple[str, Any, str]]:
    """Return what can be called: its path, what has it, and its name there."""
    for name in visavis.__all__:
        yield from called(name, visavis, name)


def called(path: str, owner: Any, name: str) -> Iterator[tuple[str, Any, str]]:
    thing = getattr(owner, name)
    if isinstance(thing, ModuleType):
        for inner, value in vars(thing).items():
            if getattr(value, "__module__", None) == thing.__name__ and not inner.startswith("_"):
                yield from called(f"{path}.{inner}", thing, inner)
    elif isinstance(thing, type):
        if is_made(thing):
            yield path, thing, "__init__"
        for inner, value in own(thing).items():
            kinds = (FunctionType, property, classmethod, staticmethod)
            if not inner.startswith("_") and (isinstance(value, kinds) or is_native(value)):
                yield f"{path}.{inner}", thing, inner
    elif callable(thing) and not path.startswith("Launch"):
        yield path, owner, name


def own(cls: type) -> dict[str, Any]:
    """Return what stands in a class and in the private classes from which its behaviour comes."""
    behaviour = ("visavis._behaviour", "visavis._words")
    stands: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if base is cls or base.__module__ in behaviour:
            stands |= vars(base)
    return stands


def is_native(value: object) -> bool:
    return type(value).__name__ in ("getset_descriptor", "method_descriptor")


def is_made(cls: Any) -> bool:
    """Return whether a host makes such values: the engine makes plain ones and words."""
    if cls.__module__ == "visavis" and not issubclass(cls, Exception):
        return cls.__text_signature__ is not None
    members: dict[str, Any] = cls.__dict__
    made = "__init__" in members or "__new__" in members
    return made and not issubclass(cls, (visavis.Plain, Enum))


def start() -> None:
    """Record each public call, where a file for that is named."""
    path = os.environ.get("VISAVIS_TRACED")
    if path is None:
        return
    seen: set[str] = set()

    def record(name: str) -> None:
        if name not in seen:
            seen.add(name)
            with open(path, "a", encoding="utf-8") as file:
                file.write(f"{name}\n")

    for name, owner, member in list(public()):
        setattr(owner, member, recorder(name, owner, member, record))


def recorder(name: str, owner: Any, member: str, record: Callable[[str], None]) -> Any:
    """Return what does the same and is recorded."""
    value = stands(owner, member)
    kind: Any = value.__class__

    def around(function: Any) -> Any:
        @functools.wraps(function)
        def call(*args: Any, **named: Any) -> Any:
            done = function(*args, **named)
            record(name)
            return done

        # By these it is pickled where it stands in what makes a value again.
        call.__module__, call.__qualname__ = "visavis", name
        return call

    if member == "__init__":
        # What has no such method of its own takes its arguments before, where it is made.
        if value is not object.__init__:
            return around(value)
        owner.__signature__ = inspect.signature(owner)
        return around(nothing)
    if kind is property:
        return property(around(value.fget), doc=value.__doc__)
    if kind.__name__ in ("classmethod", "staticmethod"):
        return kind(around(value.__func__))
    if kind.__name__ == "getset_descriptor":
        return property(around(value.__get__), doc=value.__doc__)
    return around(value)


def stands(owner: Any, member: str) -> Any:
    """Return what stands in a class or module, where need be one of its bases."""
    own: dict[str, Any] = owner.__dict__
    return own.get(member) or getattr(owner, member)


def nothing(*args: Any, **named: Any) -> None:
    pass


def main(driver: str, tests: str) -> None:
    by_driver, by_tests = (set(Path(path).read_text("utf-8").split()) for path in (driver, tests))
    names = {name for name, _, _ in public()}
    nobody = names - by_driver - by_tests
    tests_alone = names - by_driver - nobody
    print(f"{len(names)} public calls: {len(names & by_driver)} by the driver of the scenarios,")
    print(f"{len(tests_alone)} by the package's tests alone, {len(nobody)} by nobody")
    wrong = {
        "nobody calls": nobody,
        "only tests call": tests_alone - BY_TESTS,
        "the driver calls, and BY_TESTS denies it,": BY_TESTS - tests_alone - nobody,
    }
    for what, those in wrong.items():
        if those:
            sys.exit(f"{what}: {', '.join(sorted(those))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
else:
    start()
