"""Text that is none, JSON that is too deep and values of other types: errors of the package's own.

None of them, nor what led to it, has anything of what people wrote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest

import visavis
from visavis import Command, Dated, JsonError, Org, Utf8Error, VisavisError, answers

from .test_hostile import keys
from .test_values import HOUR_AHEAD, SAMPLES
from .world import ada, ana, at, case, check_in, directory, org, uuid

SECRET = "Between us"
HALF = f"{SECRET} é\ud800"
BEFORE = len(f"{SECRET} é".encode())
DEEP = 100_000
NOW = at("2026-03-10T12:00:00Z")

E = TypeVar("E", bound=VisavisError)


def said(error: BaseException) -> Iterator[str]:
    """Return all that an exception says and holds, and all that led to it."""
    following: BaseException | None = error
    while following is not None:
        yield repr((following.args, vars(following)))
        yield str(following)
        following = following.__cause__ or following.__context__


def fails(kind: type[E], call: Callable[[], Any]) -> E:
    """Return the error of a call, which has nothing of what was handed in."""
    with pytest.raises(kind) as raised:
        call()
    assert not any(SECRET in text for text in said(raised.value))
    assert VisavisError.from_json(raised.value.to_json()) == raised.value
    return raised.value


@pytest.mark.parametrize(
    "call",
    [
        lambda: Command.write_notes(HALF),
        lambda: Command.create_goal(HALF),
        lambda: Command.from_json(HALF),
        lambda: visavis.Permission.from_json(HALF),
        lambda: visavis.views.LastEdit.from_json(HALF),
        lambda: VisavisError.from_json(HALF),
        lambda: Org(uuid(1), HALF),
        lambda: Org(uuid(1), Dated(HALF)),
        lambda: Org(uuid(1), "UTC", zone_rules={HALF: ("2099a", HOUR_AHEAD)}),
        lambda: Org(uuid(1), "UTC", zone_rules={"Europe/Paris": (HALF, HOUR_AHEAD)}),
        lambda: visavis.parse_instant(HALF),
        lambda: visavis.parse_date(HALF),
        lambda: visavis.PersonData(uuid(1), HALF),
        lambda: visavis.PersonData(uuid(1), "Ana", email=HALF),
        lambda: visavis.from_key(uuid(1), HALF),
        lambda: check_in.copy(org, ada, uuid(9), HALF, now=NOW),
        lambda: case().sight(ana).view([HALF]),
        lambda: case().timeline().to_svg(HALF),
        lambda: case().timeline().to_mermaid(HALF),
    ],
)
def test_half_a_character_is_no_text(call: Callable[[], Any]) -> None:
    assert fails(Utf8Error, call).at == BEFORE


LOOP: list[Any] = []
LOOP.append(LOOP)
NUMBER = "a whole number, found str"
ANSWER = "an answer (text, a list of options, answers.Scale, answers.Stars or None), found "
SURROGATE = "text, found half of a surrogate pair"


@pytest.mark.parametrize(
    ("answer", "path", "expected"),
    [
        (HALF, "", SURROGATE),
        (answers.Paragraph(HALF), ".paragraph", SURROGATE),
        (answers.Paragraph([SECRET]), ".paragraph", "text, found list"),  # type: ignore[arg-type]
        (["a", HALF], ".options[1]", SURROGATE),
        (answers.Options((HALF,)), ".options[0]", SURROGATE),
        ([SECRET, 5], ".options[1]", "text, found int"),
        (LOOP, ".options[0]", "text, found list"),
        (answers.Options(SECRET), ".options", "a series of texts, found str"),  # type: ignore[arg-type]
        (answers.Options(5), ".options", "a series of texts, found int"),  # type: ignore[arg-type]
        (answers.Stars(SECRET), ".stars", NUMBER),  # type: ignore[arg-type]
        (answers.Scale(SECRET), ".scale", NUMBER),  # type: ignore[arg-type]
        ({"paragraph": SECRET}, "", f"{ANSWER}dict"),
        (SECRET.encode(), "", f"{ANSWER}bytes"),
        (1, "", f"{ANSWER}int"),
    ],
)
def test_a_wrong_answer_has_its_place(answer: Any, path: str, expected: str) -> None:
    whole = f"command.save[1].answer{path}"
    for save in (
        lambda: Command.save({uuid(10): "text", uuid(11): answer}),
        lambda: Command.save([answers.AnswerDraft(uuid(10), "text"), given(answer)]),
    ):
        error = fails(JsonError, save)
        # A draft makes a paragraph of a text.
        assert error.path in (whole, f"{whole}.paragraph")
        assert error.fault == f"expected {expected}"
        assert str(error) == f"at `{error.path}`: {error.fault}"


def given(answer: Any) -> answers.AnswerDraft:
    return answers.AnswerDraft(uuid(11), answer)


def test_the_rest_of_a_draft_has_its_place_too() -> None:
    wrong: Any
    for wrong, fault in (
        (HALF, SURROGATE),
        (SECRET, "64 hexadecimal digits"),
        (5, "text, found int"),
    ):
        draft = answers.AnswerDraft(uuid(11), "text", seen=wrong)
        error = fails(JsonError, partial(Command.save, [draft]))
        assert (error.path, error.fault) == ("command.save[0].seen", f"expected {fault}")
    for wrong in (SECRET, HALF, 5):
        error = fails(JsonError, partial(Command.save, {wrong: "text"}))
        assert error.path == "command.save[0].question"
    scope: Any = {"only": {"groups": [SECRET]}}
    notes: Any = {"fact": {"notes": SECRET}}
    secret: Any = SECRET
    sight = case().sight(ana)
    for call, path in (
        (lambda: visavis.PersonData(uuid(1), "Ana", hr_admin=scope), "only.groups[0]"),
        (lambda: sight.record(notes), "fact.notes"),
        (lambda: sight.record(secret), ""),
        (lambda: Command.from_dict({"command": {"write_notes": [SECRET]}}), "command.write_notes"),
        (lambda: visavis.PersonData.from_dict({"id": SECRET}), "id"),
    ):
        error = fails(JsonError, call)
        assert (error.path, error.line, error.column) == (path, 0, 0)


def test_a_word_that_is_none_is_not_repeated() -> None:
    for call in (
        lambda: visavis.Side(SECRET),
        lambda: visavis.Rule(SECRET),
        lambda: case().sight(ana).fact(HALF),  # type: ignore[arg-type]
    ):
        with pytest.raises(ValueError) as raised:
            call()
        assert not any(SECRET in text for text in said(raised.value))


def test_a_list_of_people_is_utf_8() -> None:
    with pytest.raises(VisavisError) as of_text:
        directory.read_list(HALF)
    with pytest.raises(VisavisError) as of_bytes:
        directory.read_list(HALF.encode(errors="surrogatepass"))
    assert of_text.value == of_bytes.value


def test_a_document_says_in_itself_what_is_wrong_with_it() -> None:
    for document, kind in (
        (HALF, "utf8"),
        (f'{{"ask": "{HALF}"}}', "utf8"),
        ('{"ask": "\\ud800"}', "json"),
        ("[" * DEEP, "json"),
        ('{"ask":' * DEEP, "json"),
        (f'{{"ask": "{SECRET}"}}', "json"),
    ):
        answer = visavis.ask(document)
        assert json.loads(answer)["error"]["kind"] == kind
        assert SECRET not in answer


def readable() -> list[Any]:
    """Return a value of each class that has JSON."""
    values = [*SAMPLES.values(), visavis.TimeError(SECRET)]
    by_class: dict[Any, Any] = {type(value): value for value in values}
    return [value for cls, value in by_class.items() if hasattr(cls, "from_dict")]


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Return what holds each text, number or truth of a value of JSON, with its key or place."""
    for key in keys(value):
        inner = value[key]
        if isinstance(inner, (dict, list)):
            yield from places(inner)
        else:
            yield value, key


def read(value: Any) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """Return how values of the class are read from plain values and from JSON."""
    cls: Any = VisavisError if isinstance(value, VisavisError) else value.__class__
    return cls.from_dict, cls.from_json


WRONG: list[Any] = [SECRET, -1, 0.5, None, True, [SECRET], {SECRET: SECRET}, f"{SECRET} " * 99]


@pytest.mark.parametrize("value", readable(), ids=lambda value: type(value).__name__)
def test_what_does_not_belong_is_an_error_with_a_place(value: Any) -> None:
    from_dict, from_json = read(value)
    whole = [value.to_dict()]
    for within, key in places(whole):
        before = within[key]
        within[key] = HALF
        assert fails(JsonError, partial(from_dict, whole[0])).fault.endswith("surrogate pair")
        fails(VisavisError, partial(from_json, json.dumps(whole[0])))
        for wrong in WRONG:
            within[key] = wrong
            try:
                from_dict(whole[0])
            except VisavisError as error:
                shown = "".join(said(error))
                # What is no date, instant or zone is named, cut short, and so is an unknown field.
                shown = re.sub("`[^`]*` is not|field `[^`]*`", "", shown)
                assert SECRET not in shown
        within[key] = before
    assert from_dict(whole[0]) == value


@pytest.mark.parametrize("value", readable(), ids=lambda value: type(value).__name__)
def test_what_is_too_deep_is_an_error(value: Any) -> None:
    from_dict, from_json = read(value)
    deep: Any = SECRET
    for _ in range(DEEP):
        deep = {"data": [deep]}
    endless: list[Any] = [SECRET]
    endless.append(endless)
    for data in (deep, endless, {"data": endless}):
        assert "deep" in fails(JsonError, partial(from_dict, data)).fault
    open_lists, open_objects = "[" * DEEP, '{"data":' * DEEP
    for text in (open_lists, open_lists + "]" * DEEP, open_objects, f'{{"visavis":{open_lists}'):
        fails(JsonError, partial(from_json, text))
        fails(JsonError, partial(from_json, text.encode()))


def test_what_cannot_be_written_is_an_error() -> None:
    deep: Any = SECRET
    for _ in range(DEEP):
        deep = [deep]
    for call in (
        answers.Paragraph(deep).to_json,
        answers.Paragraph(deep).to_dict,
        lambda: visavis.SettingsDraft.from_dict({"name": deep}),
        lambda: visavis.PersonData(uuid(1), "Ana", hr_admin=deep),
        lambda: visavis.TemplateCommand.change_settings(deep),
    ):
        assert fails(JsonError, call).fault == "this is nested too deep"
    wrong = visavis.changes.NotesWritten(visavis.Side.MANAGER, HALF)
    assert fails(JsonError, wrong.to_json).fault.endswith("surrogate pair")


def test_a_place_is_that_of_json() -> None:
    view = case().sight(ana).view().to_dict()
    read = visavis.views.View.from_dict
    view["parts"][0]["questions"][1]["kind"] = {"stars": SECRET}
    error = fails(JsonError, lambda: read(view))
    assert error.path.startswith("parts[0].questions[1].kind")
    assert (error.line, error.column) == (0, 0)
    assert str(error) == f"at `{error.path}`: {error.fault}"
    error = fails(JsonError, lambda: visavis.views.View.from_json('{\n  "parts": nothing}'))
    assert (error.line, error.column, error.path) == (2, 12, "")
    assert str(error) == "line 2, column 12: this is no JSON"
    error = fails(
        JsonError, lambda: visavis.views.View.from_json('["\\ud83d\\ude00", ["\\uD800"]]')
    )
    assert error.path == "[1][0]"
    assert fails(Utf8Error, lambda: visavis.views.View.from_json(b'["\xff"]')).at == 2
    assert fails(JsonError, lambda: visavis.views.View.from_json("9" * 10_000)).path == ""


def test_halves_that_make_a_whole_are_text() -> None:
    command = Command.from_json(
        Command.write_notes("x").to_json().replace('"x"', '"\\ud83d\\ude00"')
    )
    assert command == Command.write_notes("\U0001f600")
    written = visavis.changes.NotesWritten(visavis.Side.MANAGER, "\U0001f600")
    escaped = json.dumps(written.to_dict())
    assert "\\ud83d" in escaped
    assert visavis.changes.NotesWritten.from_json(escaped) == written


class Nameless(ZoneInfo):
    """A zone as `ZoneInfo.from_file` gives it: without a name."""

    @property
    def key(self) -> Any:
        return None


def test_a_zone_is_named_by_its_text_or_its_zone_info() -> None:
    lisbon, paris = ZoneInfo("Europe/Lisbon"), ZoneInfo("Europe/Paris")
    assert Org(uuid(1), lisbon) == Org(uuid(1), "Europe/Lisbon")
    dated: Dated[str | ZoneInfo] = Dated("Europe/Lisbon")
    moved = Org(uuid(1), dated.change(NOW, paris))
    assert moved.zone == Dated("Europe/Lisbon").change(NOW, "Europe/Paris")
    assert moved == Org(uuid(1), Dated(lisbon).change(NOW, paris))
    assert Org(uuid(1), ZoneInfo.no_cache("Europe/Lisbon")).zone.latest == "Europe/Lisbon"
    with pytest.raises(visavis.TimeError, match="found one that has none"):
        Org(uuid(1), Nameless("Europe/Lisbon"))
    nameless: ZoneInfo = Nameless("Europe/Lisbon")
    rules = "2099a", HOUR_AHEAD
    ruled = Org(uuid(1), paris, zone_rules={paris: rules})
    assert ruled.zone_rules == {"Europe/Paris": rules}
    assert ruled == Org(uuid(1), "Europe/Paris", zone_rules={"Europe/Paris": rules})
    with pytest.raises(visavis.TimeError, match="found one that has none"):
        Org(uuid(1), "UTC", zone_rules={nameless: rules})
    with pytest.raises(visavis.TimeError, match="found one that has none"):
        Org(uuid(1), Dated(lisbon).change(NOW, Nameless("Europe/Lisbon")))
    for bad in (5, None, b"UTC", NOW.tzinfo):
        with pytest.raises(TypeError, match="expected the name of a zone or a ZoneInfo"):
            Org(uuid(1), bad)  # type: ignore[arg-type]
