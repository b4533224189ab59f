"""The records of Python, as `core/schemas` describes them: part of `surfaces.py`."""

from __future__ import annotations

import itertools
import json
import re
import textwrap
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

# What JSON has as a text or a number, and Python as a type of its own.
PLAIN = {"Instant": "datetime", "Date": "date", "Rule": "Rule", "Permission": "Permission"}
PLAIN |= {"Refusal": "Refusal", "Digest": "str", "Reference": "str", "Release": "str"}
TEXTS = ["Name", "Description", "QuestionText", "OptionText", "AnswerText", "NotesText"]
PLAIN |= dict.fromkeys(TEXTS, "str")
JSON = {"string": "str", "integer": "int", "boolean": "bool"}
# What people wrote or are called: no `repr` shows it.
PERSONAL = {"AnswerText", "NotesText"}
PERSONAL_FIELDS = {"Row.name", "Participant.name", "Scale.value", "Stars.value", "Stars.text"}
PERSONAL_FIELDS |= {"Options.options"}
# Unions whose name in Python is another than in the core, and what the one field of a variant is
# called that its name and type do not say.
NAMES = {"Fact": "Known"}
# Variants that would have the name of something else, by their names in JSON.
VARIANTS = {"answer": "AnswerSubject"}
# What is null in JSON where there is none, though a schema for reading cannot say so.
NULL = {"NotesWritten.text"}
SOLE = {"Instant": "at", "AnswerText": "text", "OptionText": "options", "Fact": "fact"}
# Records of Python that are written by hand, by their module.
BY_HAND = {
    **dict.fromkeys(["QuestionKind", "Content", "ContentReference"], "questions"),
    "SavedAnswer": "answers",
    "Participants": "participants",
    "Schedule": "_schedule",
    "LockDate": "_schedule",
    "Settings": "_settings",
}
SOURCES = {
    "Rule": "_rules",
    **dict.fromkeys(["Permission", "Refusal"], "_visavis"),
    **dict.fromkeys(["Choice", "Maybe", "Plain", "Several", "Variant", "dumps", "loads"], "_plain"),
    **dict.fromkeys(["Drawn", "OfFact", "Said"], "_behaviour"),
    "PreviewInputs": "_outcomes",
}


@dataclass
class Module:
    """A module of the package, with the types of the core that it has, in order."""

    about: str
    types: str
    bases: dict[str, str] = field(default_factory=dict[str, str])
    """What a record is beside what every record is."""
    choices: dict[str, str] = field(default_factory=dict[str, str])
    """What reads a union from JSON, by the union."""
    order: dict[str, str] = field(default_factory=dict[str, str])
    """The fields of a class, where their order in JSON is not that of the schema."""
    fields: dict[str, str] = field(default_factory=dict[str, str])
    """The fields of a class, where their order in Python is not that of JSON."""
    examples: dict[str, str] = field(default_factory=dict[str, str])
    reads: str | None = None
    """A union that hosts read from plain values."""
    also: list[str] = field(default_factory=list[str])
    """What stands here too and is written by hand."""


MODULES = {
    "locks": Module("What a lock date locks; one class for each, to match on.", "LockOn"),
    "subjects": Module(
        "What is asked about, for a record of a decision.",
        "Fact DecisionSubject",
        bases={"Fact": "OfFact"},
        choices={"DecisionSubject": "_Subject"},
        examples={
            "Edit": ">>> from visavis import subjects\n"
            '>>> reviewed = reviewed_case("2026-03-13T09:00:00Z").sight(ana)\n'
            ">>> reviewed.record(subjects.Edit(uuid(12))).rule\nRule('CYC-8')",
        },
        reads="DecisionSubject",
    ),
    "changes": Module(
        "What events say happened; one class for each, to match on.",
        "Occasion ConversationChange TemplateChange CycleChange RosterChange",
        choices={
            "ConversationChange": "_ConversationChanges",
            "TemplateChange": "_TemplateChanges",
            "CycleChange": "_CycleChanges",
            "RosterChange": "_RosterChanges",
            "Occasion": "_Occasions",
        },
    ),
    "notifications": Module(
        "What to tell whom: the engine says it, and a host sends it.",
        "EditRequest About Notification",
        bases=dict.fromkeys(
            ["TakeOwnership", "DraftChanged", "EditRequests", "RequestApproved"], "Said"
        ),
        examples={
            "Notification": ">>> prompt = case().ownership_prompt(under_cleo)\n"
            ">>> ways = [channel.value for channel in prompt.channels]\n"
            ">>> prompt.rule, ways, prompt.about.kind.value\n"
            "(Rule('OWN-5'), ['in_app', 'email'], 'take_ownership')",
        },
    ),
    "prospects": Module(
        "What a roll-out would come to for everyone, and what a list of people was read as.",
        "LaunchStatus Prospect ClosedAtStart JoinerStart Prospects PeopleList",
    ),
    "previews": Module(
        "What a change would bring about: the inputs before and after it, and the difference.",
        "LevelChange BoundaryMove DeadlineMove ClosedWindow OpenedWindow SightChange"
        " ConversationPreview Preview",
        order={"BoundaryMove": "begins locks reopens runs_out from to"},
        also=["PreviewInputs"],
    ),
    "views": Module(
        "What people are shown, and what the engine explains and records.",
        "Boundary Timeline ActionState Actions Frame Meeting Hidden ShownAnswer LastEdit Editing"
        " QuestionView PartView NotesView GoalView EarlierManagerView RetainedAnswer"
        " RetainedAnswers RequestView View Participant Row Lists EarlierConversation Offer AudienceGain"
        " InputVersions Record",
        bases={"Timeline": "Drawn"},
        order={"Boundary": "at date begins locks reopens runs_out rule"},
        fields={"Boundary": "at date begins locks rule reopens runs_out"},
        examples={
            "Boundary": '>>> late = case("2026-05-04T09:00:00Z")\n'
            ">>> asked = late.execute(ana, Command.request_edit()).state\n"
            ">>> allow = Command.allow_edit(Side.DIRECT_REPORT)\n"
            '>>> allowed = case("2026-05-05T09:00:00Z", asked).execute(admin, allow).state\n'
            '>>> last = case("2026-05-05T09:00:00Z", allowed).timeline().boundaries[-1]\n'
            ">>> last.runs_out, last.date.isoformat(), last.at.isoformat()\n"
            "(<Side.DIRECT_REPORT: 'direct_report'>, '2026-05-12', '2026-05-12T23:00:00+00:00')",
            "View": ">>> case().sight(ana).view().complete\nFalse\n"
            ">>> view = case().sight(cleo).view()  # Who may take ownership knows only the frame.\n"
            ">>> view.complete, view.parts, view.actions.primary\n"
            "(None, (), <Action.TAKE_OWNERSHIP: 'take_ownership'>)",
        },
    ),
}


def schemas() -> dict[str, Any]:
    """Return every type that a schema describes; what is written comes before what is read."""
    documents = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "core/schemas").glob("*.json"))
    ]
    documents.sort(key=lambda document: "data" in document.get("properties", ()))
    types: dict[str, Any] = {}
    for document in documents:
        for name, schema in [(document["title"], document), *document.get("$defs", {}).items()]:
            types.setdefault(name, schema)
    return types


TYPES = schemas()


def wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)


def named(reference: str) -> str:
    return reference.rpartition("/")[2]


def pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def prose(text: str) -> str:
    """Return what a description says to those who read Python."""
    text = re.sub(r"\[(`[^`]+`)\](\([^)]*\))?", r"\1", text)
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    return re.sub(r" `Debug` [^.]*\.", "", "\n\n".join(paragraphs))


def docstring(text: str, indent: str = "    ") -> list[str]:
    """Return a docstring, of which the first sentence stands alone if not all fits on one line."""
    first, *rest = text.split("\n\n")
    if len(first) > 94 - len(indent) and ". " in first:
        first, _, more = first.partition(". ")
        first, rest = first + ".", [more, *rest]
    # On a line of its own the first has quotes on both sides.
    lines = wrapped(first, 97 - len(indent))
    if len(lines) == 1 and not rest:
        lines = wrapped(first, 94 - len(indent))
    for paragraph in rest:
        example = paragraph.startswith(">>>")
        lines += ["", *(paragraph.split("\n") if example else wrapped(paragraph, 99 - len(indent)))]
    lines[0] = '"""' + lines[0]
    if len(lines) == 1:
        return [f'{indent}{lines[0]}"""']
    return [f"{indent}{line}".rstrip() for line in [*lines, '"""']]


class Writer:
    """Writes one module."""

    def __init__(self, name: str, module: Module, vocabularies: set[str]) -> None:
        self.name, self.module, self.vocabularies = name, module, vocabularies
        self.lines: list[str] = []
        self.used: set[str] = set(module.also)
        self.own = {variant for kind in module.types.split() for variant in self.classes(kind)}

    def classes(self, kind: str) -> list[str]:
        schema = TYPES[kind]
        if "properties" in schema:
            return [kind]
        return [self.variant_name(one) for one in schema["oneOf"]]

    def variant_name(self, variant: dict[str, Any]) -> str:
        tag = self.tag(variant)
        return VARIANTS.get(tag, pascal(tag)) if self.name == "subjects" else pascal(tag)

    @staticmethod
    def tag(variant: dict[str, Any]) -> str:
        return str(variant["const"] if "const" in variant else variant["required"][0])

    def type_of(self, schema: dict[str, Any]) -> str:
        """Return the annotation of a value that is always there."""
        if "$ref" in schema:
            name = named(schema["$ref"])
            if name.endswith("Id") and "properties" not in TYPES.get(name, {}):
                return self.use("UUID")
            if name in PLAIN:
                return self.use(PLAIN[name])
            if name in NAMES:
                return self.use(NAMES[name])
            if name in self.vocabularies and name in self.own:
                return f"{self.use('_enums')}.{name}"
            return self.use(name)
        kind = schema["type"]
        if kind == "array":
            return f"tuple[{self.type_of(schema['items'])}, ...]"
        return JSON[kind]

    @staticmethod
    def some(schema: dict[str, Any]) -> dict[str, Any] | None:
        """Return the schema of a value that is not null; none where it never is."""
        if "anyOf" in schema:
            return dict(schema["anyOf"][0])
        if isinstance(schema.get("type"), list):
            return {**schema, "type": schema["type"][0]}
        return None

    def use(self, name: str) -> str:
        self.used.add(name)
        return name

    def record(self, name: str, schema: dict[str, Any], base: str, about: str) -> None:
        """Write a class with the fields of an object."""
        fields = dict(schema.get("properties", {}))
        required = set(schema.get("required", ()))
        for variant in schema.get("oneOf", ()):
            fields |= variant["properties"]
            for other, description in variant["properties"].items():
                fields[other] = {**description, "description": variant["description"]}
        in_json = self.module.order.get(name, " ".join(fields))
        in_python = self.module.fields.get(name, in_json)
        ordered = in_python.split()
        # A default needs one in every field after it.
        defaults = list(itertools.takewhile(lambda field: field not in required, reversed(ordered)))
        if "oneOf" in schema:
            *flat, last = [f"`{self.tag(one)}`" for one in schema["oneOf"]]
            about += f" One of {', '.join(flat)} and {last} is there."
        self.open(name, base, about)
        if in_python != in_json:
            self.lines.append(f"    _order = ({json.dumps(in_json.split())[1:-1]})")
        for one in ordered:
            self.field(name, one, fields[one], one in required, one in defaults)

    @staticmethod
    def python(name: str) -> str:
        return f"{name}_" if name in ("from",) else name

    def field(
        self, owner: str, name: str, schema: dict[str, Any], required: bool, trailing: bool
    ) -> None:
        some = self.some(schema)
        kind, default = self.type_of(some or schema), ""
        if f"{owner}.{name}" in NULL or (required and some):
            kind = f"{kind} | None"
        elif not required and kind.startswith("tuple[") and not some:
            kind, default = f"{self.use('Several')}[{kind[6:-6]}]", "()"
        elif not required:
            kind, default = f"{self.use('Maybe')}[{kind}]", "None"
        self.annotate(owner, self.python(name), kind, default if trailing else "", schema)
        if "description" in schema:
            self.lines += docstring(prose(schema["description"]))

    def annotate(self, owner: str, name: str, kind: str, default: str, schema: Any) -> None:
        references = {
            named(found) for found in re.findall(r'"\$ref": "([^"]+)"', json.dumps(schema))
        }
        hidden = bool(references & PERSONAL) or f"{owner}.{name}" in PERSONAL_FIELDS
        value = f" = {default}" if default else ""
        if hidden:
            self.use("field")
            value = f" = field({f'default={default}, ' if default else ''}repr=False)"
        self.lines.append(f"    {name}: {kind}{value}")

    def open(self, name: str, base: str, about: str) -> None:
        example = self.module.examples.get(name)
        about = f"{prose(about)}\n\n{example}" if example else prose(about)
        self.lines += ["", "", "@dataclass(frozen=True)", f"class {name}({base}):"]
        self.lines += [*docstring(about), ""]

    def variant(self, schema: dict[str, Any]) -> None:
        tag = self.tag(schema)
        name = self.variant_name(schema)
        base = self.use(self.module.bases.get(name, "Variant"))
        if name != pascal(tag):
            base += f', tag="{tag}"'
        about = schema["description"]
        inner = schema.get("properties", {}).get(tag)
        if inner is None:
            self.open(name, base, about)
            self.lines.pop()
            return
        whole = TYPES.get(named(inner.get("$ref", "")), {})
        # A variant of the same name, or of another name than what it holds, has its fields.
        same = inner.get("$ref", "").endswith(f"/{name}") or name in VARIANTS.values()
        if same and "properties" in whole:
            self.record(name, whole, base, about)
        elif "properties" in inner:
            self.record(name, inner, base, about)
        else:
            kind = self.type_of(inner)
            of = named(inner.get("$ref") or inner["items"]["$ref"])
            self.open(name, f"{base}, newtype=True", about)
            self.annotate(name, SOLE.get(of, snake(of).removesuffix("_id")), kind, "", inner)

    def union(self, kind: str, schema: dict[str, Any]) -> None:
        for variant in schema["oneOf"]:
            self.variant(variant)
        name, classes = NAMES.get(kind, kind), self.classes(kind)
        joined = f"{name} = {' | '.join(classes)}"
        self.lines += ["", ""]
        if len(joined) <= 100:
            self.lines.append(joined)
        else:
            first, *rest = classes
            self.lines += [f"{name} = (", f"    {first}", *(f"    | {one}" for one in rest), ")"]
        self.lines += docstring(prose(schema["description"]), "")

    def write(self, written: str) -> str:
        module = self.module
        for kind in module.types.split():
            schema = TYPES[kind]
            if "properties" in schema:
                base = self.use("Plain")
                if kind in module.bases:
                    base = f"{self.use(module.bases[kind])}, {base}"
                self.record(kind, schema, base, schema["description"])
            else:
                self.union(kind, schema)
        if module.choices:
            self.lines.append("")
        for union, reader in module.choices.items():
            self.lines.append(f"{reader}: {self.use('Choice')}[{union}] = Choice({union})")
        if module.reads:
            self.used |= {"Any", "dumps", "loads"}
            self.lines += ["", "", f"def from_dict(data: Any) -> {module.reads}:"]
            self.lines += ['    """Read any of them from plain values."""']
            self.lines += [
                f"    return {module.choices[module.reads]}._read(loads(dumps(data)))"
            ]
        head = [f"# {written}", f'"""{module.about}"""', ""]
        return "\n".join([*head, *self.imports(), *self.lines]) + "\n"

    def imports(self) -> list[str]:
        """Return what the module uses of others, as ruff sorts it."""
        others = {kind: name for name, module in MODULES.items() for kind in module.types.split()}
        others = {NAMES.get(kind, kind): name for kind, name in others.items()}
        sources = {**BY_HAND, **others, **SOURCES}
        sources |= dict.fromkeys(self.vocabularies, "_enums") | {
            "Known": "subjects",
            "Fact": "_enums",
        }
        found: dict[str, list[str]] = {}
        for name in self.used - self.own - {"_enums", *JSON.values()}:
            if name in sources and sources[name] != self.name:
                found.setdefault(sources[name], []).append(name)
        dates = sorted(self.used & {"date", "datetime"})
        lines = ["from __future__ import annotations", ""]
        lines += [f"from dataclasses import dataclass{', field' if 'field' in self.used else ''}"]
        lines += [f"from datetime import {', '.join(dates)}"] if dates else []
        lines += ["from typing import Any"] if "Any" in self.used else []
        lines += ["from uuid import UUID"] if "UUID" in self.used else []
        lines.append("")
        lines += ["from . import _enums"] if "_enums" in self.used else []
        for source, names in sorted(found.items()):
            # What is only there for others is exported by saying its name twice.
            said = [f"{one} as {one}" if one in self.module.also else one for one in sorted(names)]
            line = f"from .{source} import {', '.join(said)}"
            wide = [f"from .{source} import (", *(f"    {one}," for one in said), ")"]
            lines += [line] if len(line) <= 100 else wide
        return lines


def records(written: str, vocabularies: set[str]) -> dict[str, str]:
    """Return the modules by their paths."""
    return {
        f"python/visavis/{name}.py": Writer(name, module, vocabularies).write(written)
        for name, module in MODULES.items()
    }
