"""Values as fields of pydantic, and as bodies and responses of FastAPI."""

from __future__ import annotations

import json
from enum import Enum
from typing import Annotated, Any
from uuid import UUID

import pytest

import visavis
from visavis import (
    Command,
    Conversation,
    ConversationEvent,
    IndexRow,
    Outcome,
    Refused,
    Rule,
    Side,
    VisavisError,
    answers,
    questions,
    subjects,
    views,
)

from .test_surface import SCHEMAS
from .test_values import KINDS, SAMPLES, SECRET
from .world import ana, case, uuid

pydantic = pytest.importorskip("pydantic")
fastapi = pytest.importorskip("fastapi")
pytest.importorskip("httpx2")

from fastapi import Body, FastAPI  # noqa: E402
from fastapi.responses import JSONResponse  # noqa: E402
from fastapi.testclient import TestClient  # noqa: E402
from pydantic import BaseModel, TypeAdapter, ValidationError  # noqa: E402

WITH_JSON = {
    name: value
    for name, value in SAMPLES.items()
    if isinstance(value, Enum) or hasattr(value.__class__, "from_json")
}


class Asked(BaseModel):
    """What a host's model may look like."""

    command: Command
    answer: answers.Answer | None = None
    about: subjects.DecisionSubject | None = None
    view: views.View | None = None
    rules: dict[Side, Rule] = {}
    outcome: Outcome[Conversation, IndexRow, ConversationEvent] | None = None


def wire(value: Any) -> str:
    if isinstance(value, Enum):
        return f'"{value.value}"'
    text: str = value.to_json()
    return text


@pytest.mark.parametrize("value", WITH_JSON.values(), ids=WITH_JSON.keys())
def test_a_field_is_what_the_wire_says(value: Any) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(value.__class__)
    assert adapter.validate_python(value) is value
    assert adapter.validate_json(wire(value)) == value
    assert adapter.validate_python(json.loads(wire(value))) == value
    assert adapter.dump_json(value).decode() == wire(value)
    assert adapter.dump_python(value, mode="json") == json.loads(wire(value))
    for mode in ("validation", "serialization"):
        schema = adapter.json_schema(mode=mode)
        described = {"properties", "enum", "const", "oneOf", "$ref"}
        assert isinstance(value, VisavisError) or described & {*schema}


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_the_committed_one(kind: str) -> None:
    committed = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
    del committed["$schema"]
    generated = TypeAdapter(KINDS[kind]).json_schema()
    assert {name.partition("__")[0] for name in generated["$defs"]} >= {*committed["$defs"]}
    assert unfolded(generated, generated) == unfolded(committed, committed)


def unfolded(part: Any, document: Any) -> Any:
    """Return a schema with what its references refer to in their places."""
    if part.__class__ is list:
        return [unfolded(one, document) for one in part]
    if part.__class__ is not dict:
        return part
    said = dict(part)
    reference = said.pop("$ref", None)
    if reference is not None:
        said = {**document["$defs"][reference.rpartition("/")[2]], **said}
    return {name: unfolded(one, document) for name, one in said.items() if name != "$defs"}


def test_a_model_goes_through_json_and_back() -> None:
    done = case().execute(ana, Command.save({uuid(11): SECRET}, id=uuid(900)))
    asked = Asked(
        command=Command.save({uuid(11): SECRET}, id=uuid(900)),
        answer=answers.Stars(4),
        about=subjects.Edit(uuid(11)),
        view=case(conversation=done.state).sight(ana).view(),
        rules={Side.MANAGER: Rule.LIM_1},
        outcome=done,
    )
    text = asked.model_dump_json()
    assert f'"command":{asked.command.to_json()},"answer":{{"stars":4}}' in text
    assert json.loads(text) == asked.model_dump(mode="json")
    assert Asked.model_validate_json(text) == asked
    assert Asked.model_validate(asked.model_dump()) == asked
    assert Asked.model_validate(asked.model_dump(mode="json")) == asked
    assert SECRET not in repr(asked)
    assert Asked(command=Command.share().to_dict()).command == Command.share()
    schema = Asked.model_json_schema()
    assert schema["properties"]["command"] == {"$ref": "#/$defs/CommandDocument"}
    assert {"View", "Frame", "Side", "Rule"} <= {*schema["$defs"]}


def save(answer: Any) -> Any:
    return {"command": {"save": [{"question": str(uuid(11)), "answer": answer}]}}


def deep(value: Any) -> Any:
    for _ in range(100_000):
        value = [value]
    return value


ENVELOPE = {"visavis": "command", "version": 1}


@pytest.mark.parametrize(
    ("body", "path", "fault"),
    [
        (save({"paragraph": [SECRET]}), "command.save.0.answer.paragraph", "expected a string"),
        (save({"scale": SECRET}), "command.save.0.answer.scale", "expected a whole number"),
        (save(SECRET), "command.save.0.answer", "expected one of"),
        (save({"stars": 1, "paragraph": SECRET}), "command.save.0.answer", "expected"),
        (save({"paragraph": f"\ud800{SECRET}"}), "command.save.0.answer.paragraph", "surrogate"),
        (save({"paragraph": deep(SECRET)}), "", "nested too deep"),
        (save({"paragraph": {SECRET}}), "", "no form in JSON"),
        ({**ENVELOPE, "data": save([SECRET])}, "data.command.save.0.answer", "expected"),
        ({**ENVELOPE, "version": 9, "data": {}}, "", "found version 9"),
        ({**ENVELOPE, "visavis": "view", "data": {}}, "", "expected `command`, found `view`"),
        ({"command": "share", "note": SECRET}, "note", "unknown field `note`"),
        (SECRET, "", "expected an object"),
        (None, "", "expected an object"),
        (b"{}", "", "no form in JSON"),
    ],
)
def test_a_fault_has_its_place_and_no_text(body: Any, path: str, fault: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Asked(command=body)
    (error,) = caught.value.errors(include_url=False)
    assert ".".join(map(str, error["loc"])).startswith(f"command.{path}".strip("."))
    assert fault in error["msg"]
    assert error["type"].startswith("visavis_")
    for said in (str(caught.value), repr(caught.value), str(error), caught.value.json()):
        assert SECRET not in said
        assert "\ud800" not in said


def test_faults_of_records_words_and_errors_have_no_text_either() -> None:
    for kind, value in (
        (views.View, {"standing": SECRET}),
        (views.View, {SECRET[:3]: SECRET}),
        (answers.Stars, {"stars": SECRET}),
        (Side, SECRET),
        (Rule, SECRET),
        (Side, 5),
        (Refused, {"kind": "json", "message": SECRET}),
        (Refused, visavis.MissingError("x", "cycle", "case").to_dict()),
        (visavis.Refusal, {"code": SECRET}),
        (visavis.PersonData, {"id": str(uuid(1)), "name": [SECRET]}),
        (visavis.TemplateDraft, {"settings": {"name": [SECRET]}}),
    ):
        with pytest.raises(ValidationError) as caught:
            TypeAdapter(kind).validate_python(value)
        assert SECRET not in str(caught.value) + str(caught.value.errors())


def test_what_has_no_schema_says_its_name() -> None:
    assert TypeAdapter(Refused).json_schema() == {"title": "Refused"}
    assert TypeAdapter(questions.BiDirectional).json_schema() == {"title": "BiDirectional"}


APP = FastAPI()
STORED = {case().conversation.id: case().conversation}


@APP.exception_handler(Refused)
def refused(_: Any, error: Refused) -> JSONResponse:
    return JSONResponse(error.refusal.to_dict(), status_code=409)


@APP.post("/conversations/{id}/commands")
def commands(id: UUID, command: Annotated[Command, Body()]) -> views.View:
    STORED[id] = case(conversation=STORED[id]).execute(ana, command).state
    return case(conversation=STORED[id]).sight(ana).view()


@APP.get("/conversations/{id}/parts/{side}")
def part(id: UUID, side: Side) -> views.PartView:
    parts = case(conversation=STORED[id]).sight(ana).view().parts
    return next(part for part in parts if part.part.value == side.value)


@APP.post("/asked")
def asked(asked: Asked) -> Asked:
    return asked


CLIENT = TestClient(APP, headers={"content-type": "application/json"})
COMMANDS = f"/conversations/{case().conversation.id}/commands"


def test_a_command_is_a_body_and_a_view_a_response() -> None:
    command = Command.save({uuid(11): SECRET})
    answered = CLIENT.post(COMMANDS, content=command.to_json())
    assert answered.status_code == 200
    view = views.View.from_json(answered.content)
    assert view.parts[0].questions[0].answer == views.Paragraph(SECRET)
    assert answered.text == view.to_json()
    shown = CLIENT.get(COMMANDS.replace("commands", "parts/direct_report"))
    assert views.PartView.from_json(shown.content) == view.parts[0]
    assert CLIENT.get(COMMANDS.replace("commands", "parts/boss")).status_code == 422
    refused = CLIENT.post(COMMANDS, content=Command.submit().to_json())
    assert (refused.status_code, refused.json()["rule"]) == (409, "REV-1")
    asked = Asked(command=command).model_dump_json()
    assert CLIENT.post("/asked", content=asked).text == asked


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (json.dumps(save({"paragraph": [SECRET]})), 422),
        (json.dumps(save({"paragraph": f"\ud800{SECRET}"})), 422),
        (json.dumps({**ENVELOPE, "data": save(SECRET)}), 422),
        (json.dumps(SECRET), 422),
        (f"[{SECRET}", 422),
        ("[" * 100_000 + json.dumps(SECRET), 400),
        ("", 422),
    ],
)
def test_a_faulty_body_is_refused_without_its_text(text: str, status: int) -> None:
    answered = CLIENT.post(COMMANDS, content=text)
    assert answered.status_code == status
    assert SECRET not in answered.text
    assert status == 400 or answered.json()["detail"][0]["loc"][0] == "body"


def test_the_description_of_the_host_has_the_schemas() -> None:
    described = CLIENT.get("/openapi.json").json()
    body = described["paths"]["/conversations/{id}/commands"]["post"]
    said = body["requestBody"]["content"]["application/json"]["schema"]
    assert said["$ref"] == "#/components/schemas/CommandDocument"
    shown = body["responses"]["200"]["content"]["application/json"]["schema"]
    # It is in a body too, and FastAPI tells the two apart.
    assert shown == {"$ref": "#/components/schemas/View-Output"}
    named = described["components"]["schemas"]
    for reference in references(described):
        assert reference.removeprefix("#/components/schemas/") in named
    assert "AnswerDraft" in named


def references(part: Any) -> list[str]:
    inner = part.values() if part.__class__ is dict else part if part.__class__ is list else ()
    found = [one for each in inner for one in references(each)]
    return [*found, part["$ref"]] if part.__class__ is dict and "$ref" in part else found
