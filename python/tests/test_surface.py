"""What is public is documented, and plain classes have the fields of the schemas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import visavis
from visavis import _plain, notifications, previews, prospects, subjects, views

HERE = Path(__file__).parent


def public() -> Iterator[tuple[str, str]]:
    for name in visavis.__all__:
        if name == "Launch":  # A union, which has no name as it runs.
            continue
        yield from names(name, getattr(visavis, name))


def names(path: str, thing: object) -> Iterator[tuple[str, str]]:
    yield path, path.rpartition(".")[2]
    if isinstance(thing, ModuleType):
        for name, inner in vars(thing).items():
            if getattr(inner, "__module__", None) == thing.__name__ and not name.startswith("_"):
                yield from names(f"{path}.{name}", inner)
    elif isinstance(thing, type):
        bases = [base for base in thing.__mro__ if base.__module__.startswith("visavis")]
        members = {name for base in bases for name in vars(base) if not name.startswith("_")}
        if is_dataclass(thing):
            # The fields are what JSON has, and all of it goes through the views' own bytes.
            members -= {field.name for field in fields(thing)}
        for name in members:
            yield f"{path}.{name}", name


SCHEMAS = HERE.parents[1] / "core" / "schemas"
SHOWN = [
    *("view", "lists", "earlier", "audience_gain", "offer", "record", "timeline"),
    *("edit_request", "notification", "preview", "prospects", "people_list"),
]


def test_the_package_has_its_schemas() -> None:
    has = files("visavis") / "schemas"
    found = {each.name: each.read_bytes() for each in has.iterdir()}
    assert len(found) > 40
    assert found == {each.name: each.read_bytes() for each in SCHEMAS.iterdir()}


def test_the_package_has_its_licences() -> None:
    package = distribution("visavis")
    assert package.metadata["License-Expression"] == "MIT OR Apache-2.0"
    named = package.metadata.get_all("License-File") or []
    assert sorted(named) == ["LICENSE-APACHE", "LICENSE-MIT"]
    for name in named:
        text = (HERE.parents[1] / name).read_text(encoding="utf-8")
        assert package.read_text(f"licenses/{name}") == text


def test_the_package_needs_nothing_else_and_names_no_address() -> None:
    metadata = distribution("visavis").metadata
    for name in ("Requires-Dist", "Provides-Extra", "Project-URL", "Home-page"):
        assert metadata.get_all(name) is None


def objects(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return each object of a schema that has a name."""
    for name, part in [(schema["title"], schema), *schema.get("$defs", {}).items()]:
        if "properties" in part:
            # What is flattened into it has one field or another.
            for other in part.get("oneOf", ()):
                part["properties"].update(other["properties"])
            yield name, part


def shown() -> dict[str, dict[str, Any]]:
    texts = [(SCHEMAS / f"{name}.json").read_text(encoding="utf-8") for name in SHOWN]
    return dict(each for text in texts for each in objects(json.loads(text)))


@pytest.mark.parametrize(("name", "schema"), shown().items())
def test_plain_classes_have_the_fields_of_the_schemas(name: str, schema: dict[str, Any]) -> None:
    modules = (views, notifications, previews, prospects, visavis)
    cls: Any = subjects.AnswerSubject  # What asks about an answer is its name.
    if name != "AnswerId":
        cls = next(getattr(module, name) for module in modules if hasattr(module, name))
    named = cls if is_dataclass(cls) else None
    of_json = _plain._in_json
    has = {of_json(field.name) for field in fields(named)} if named else set(dir(cls))
    assert set(schema["properties"]) <= has
    if named:
        assert has == set(schema["properties"])
        layout = _plain._layout(cls)
        needs = {of_json(name) for name, left_out in layout if left_out is not None}
        assert needs >= set(schema.get("required", ()))


# What people are never shown, or may not say: in Python, in the file of Rust that has it, and in C.
HOST_ALONE = [
    ("IndexRow", "index.rs: pub struct IndexRow", "vv_index_row"),
    ("IndexRow.revision", "", ""),
    ("Case.index_row", "conversation/case.rs: pub fn index_row", "vv_case_index_row"),
    ("Case.timeline", "conversation/case.rs: pub fn timeline", ""),
    ("CycleTimes.timeline", "cycle/times.rs: pub fn timeline", ""),
    ("Sight.answer", "sight/verdicts.rs: pub fn answer", "vv_sight_answer"),
    ("Sight.fact", "sight/verdicts.rs: pub fn fact", "vv_sight_fact"),
    ("Sight.record", "sight/record.rs: pub fn record", ""),
    ("views.Record", "sight/record.rs: pub struct Record", ""),
    ("Conversation", "conversation/state.rs: pub struct Conversation", "vv_conversation"),
    ("Template", "", ""),
    ("Cycle", "", ""),
    ("Roster", "", ""),
    ("Conversation.revision", "", "vv_conversation_revision"),
    ("Template.revision", "", "vv_template_revision"),
    ("Cycle.revision", "", "vv_cycle_revision"),
    ("Roster.revision", "", "vv_roster_revision"),
    ("ConversationEvent", "", ""),
    ("TemplateEvent", "", ""),
    ("CycleEvent", "", ""),
    ("RosterEvent", "", ""),
    ("ConversationEvent.revision", "log.rs: pub const fn revision", ""),
    ("from_key", "id.rs: pub fn from_key", "vv_id_from_key"),
    (
        "Actor.vouched",
        "org/relation.rs: pub const fn vouched(organisation: OrgId, person",
        "vv_actor_vouched",
    ),
    ("Relation.vouched", "org/relation.rs: pub fn vouched", "vv_relation_vouched"),
    (
        "Pair.vouched",
        "org/relation.rs: pub const fn vouched(organisation: OrgId, direct",
        "vv_pair",
    ),
]


@pytest.mark.parametrize(("path", "in_rust", "in_c"), HOST_ALONE)
def test_what_is_for_the_host_alone_says_so(path: str, in_rust: str, in_c: str) -> None:
    thing: Any = visavis
    for name in path.split("."):
        thing = getattr(thing, name)
    said = [thing.__doc__]
    root = HERE.parents[1]
    if in_rust:
        file, _, item = in_rust.partition(": ")
        lines = (root / "core" / "src" / file).read_text(encoding="utf-8").splitlines()
        at = next(at for at, line in enumerate(lines) if line.strip().startswith(item))
        said.append(above(lines[:at]))
    if in_c:
        header = (root / "include" / "visavis.h").read_text(encoding="utf-8").splitlines()
        declares = re.compile(rf"[a-z].*\b{in_c}(;|\()|\}} {in_c};")
        at = next(at for at, line in enumerate(header) if declares.match(line))
        while not header[at].startswith(("typedef", "vv_", "uint64_t")):
            at -= 1
        said.append(above(header[:at]))
    for text in said:
        assert re.search(r"host alone|is the host's", " ".join(text.split())), text


def above(lines: list[str]) -> str:
    """Return the comment that stands right above what follows the lines."""
    found: list[str] = []
    for line in map(str.strip, reversed(lines)):
        if not line.startswith(("///", "#[", "*", "/**", ")]")):
            break
        found.insert(0, line.strip("/* "))
    return " ".join(found)


@pytest.mark.parametrize("path", sorted(dict(public())))
def test_it_is_documented(path: str) -> None:
    thing: object = visavis
    for name in path.split("."):
        thing = vars(thing)[name] if isinstance(thing, ModuleType) else getattr(thing, name)
    if callable(thing):
        assert thing.__doc__
        # That is what a dataclass says of itself where nobody has.
        assert not thing.__doc__.startswith(f"{path.rpartition('.')[2]}(")
