"""The JSON Schemas that come with the package, by the classes whose JSON they describe."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import Enum
from functools import cache
from hashlib import sha256
from importlib.resources import files
from sys import modules
from typing import Any, NamedTuple, cast, get_args

from ._plain import Plain, _in_json

_WITHIN = "#/$defs/"
_NAMES = {"organisation": "Org", "directory": "DirectoryData"}
"""The classes of documents that have another name."""
_UNIONS = {"Known": "Fact"}
"""What unions of the package are called in documents, where it is something else."""


class Part(NamedTuple):
    """A part of a schema."""

    schema: Any
    reference: str
    """The name of the part, and what tells it apart from others of that name."""


class Committed(NamedTuple):
    """The schema of a class, with the named parts that it speaks of."""

    schema: Any
    parts: dict[str, Part]
    name: str | None
    """Its own name among the parts, if it is one of them."""


@cache
def committed(cls: Any) -> Committed | None:
    """Return the schema of a class, if there is one."""
    if issubclass(cls, Plain) and cls._tag is not None:
        return next(_variants(cls), None)
    for name in (f"{cls.__name__}Document", cls.__name__):
        for document in _documents():
            if name in document and _describes(document[name], cls):
                return _whole({"$ref": _WITHIN + name}, document, name)
    if issubclass(cls, Enum):
        return Committed({"type": "string", "enum": [one.value for one in cls]}, {}, None)
    return None


@cache
def _documents() -> list[dict[str, Any]]:
    """Return the named parts of every document, itself among them; those in envelopes come last."""
    documents: list[dict[str, Any]] = []
    enveloped: list[dict[str, Any]] = []
    for file in sorted((files("visavis") / "schemas").iterdir(), key=lambda file: file.name):
        schema = json.loads(file.read_text(encoding="utf-8"))
        del schema["$schema"]
        parts = schema.pop("$defs", {})
        name, has_envelope = schema["title"], "visavis" in schema.get("properties", ())
        if has_envelope:
            words = "".join(word.capitalize() for word in name.split("_"))
            name = f"{_NAMES.get(name, words)}Document"
        parts[name] = placed(schema, {"#": {"$ref": _WITHIN + name}})
        (enveloped if has_envelope else documents).append(parts)
    return documents + enveloped


def placed(schema: Any, references: Mapping[str, Any]) -> Any:
    """Return a schema whose references are others."""
    if isinstance(schema, list):
        items = cast("list[Any]", schema)  # type: ignore[redundant-cast]
        return [placed(each, references) for each in items]
    if not isinstance(schema, dict):
        return schema
    said = cast("dict[str, Any]", schema)
    told = {name: placed(each, references) for name, each in said.items()}
    return told | references.get(said.get("$ref", ""), {})


def _describes(schema: Any, cls: Any) -> bool:
    """Return whether a schema of the name of a class is of the class."""
    if issubclass(cls, Enum):
        said = [one.get("const") for one in schema.get("oneOf", ())]
        return (said or schema.get("enum")) == [member.value for member in cls]
    return not issubclass(cls, Plain) or _has_fields(schema, cls)


def _has_fields(schema: Any, cls: Any) -> bool:
    # What is flattened into it has one field or another.
    alike = [schema, *schema.get("oneOf", ())]
    said = {name for one in alike for name in one.get("properties", ())}
    return said == {_in_json(field.name) for field in fields(cls)}


def _variants(cls: Any) -> Iterator[Committed]:
    """Return what documents say of a variant, in the union of its module that has it."""
    named = vars(modules[cls.__module__]).items()
    unions = [_UNIONS.get(name, name) for name, union in named if cls in (union, *get_args(union))]
    for document in _documents():
        for union in filter(document.__contains__, unions):
            for one in document[union].get("oneOf", ()):
                said = one.get("properties", ()) if fields(cls) else [one.get("const")]
                if cls._tag in said:
                    yield _whole(one, document)


def _whole(schema: Any, document: dict[str, Any], name: str | None = None) -> Committed:
    reached = _reached(schema, document)
    parts = {each: Part(document[each], _reference(each, document)) for each in reached}
    return Committed(parts[name].schema if name else schema, parts, name)


def _reference(name: str, document: dict[str, Any]) -> str:
    said = [document[each] for each in sorted(_reached({"$ref": _WITHIN + name}, document))]
    digest = sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return f"visavis.{name}:{digest[:16]}"


def _reached(schema: Any, document: dict[str, Any]) -> list[str]:
    """Return the names of the parts that a schema speaks of, however deep."""
    found: list[str] = []
    waiting = [schema]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += cast("list[Any]", one)  # type: ignore[redundant-cast]
        if isinstance(one, dict):
            said = cast("dict[str, Any]", one)
            waiting += said.values()
            name = str(said.get("$ref", "")).removeprefix(_WITHIN)
            if name and name not in found:
                found.append(name)
                waiting.append(document[name])
    return found
