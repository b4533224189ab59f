"""Bad and odd input: it is refused by name, and nothing is taken for something else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import visavis
from visavis import Actor, Command, Context, Dated, JsonError, Org, Side, VisavisError, answers

from .test_values import KINDS
from .world import ana, at, case, cycle, org, review, uuid

NOON = at("2026-03-10T12:00:00Z")


def zone_at(now: datetime) -> datetime:
    return Context(org, review, cycle, now=now).now


class Later(datetime):
    """A subclass that would lie, were it asked."""

    def __sub__(self, other: Any) -> Any:
        return timedelta(days=1)


class Summer(tzinfo):
    """A zone with an hour that comes twice."""

    def utcoffset(self, at: datetime | None) -> timedelta:
        return timedelta(hours=1 if at is not None and at.fold else 2)

    def dst(self, at: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, at: datetime | None) -> str:
        return "summer"


def test_instants_are_exact_and_aware() -> None:
    exact = NOON + timedelta(microseconds=1)
    assert zone_at(exact) == exact
    assert zone_at(exact).tzinfo is UTC
    east = datetime(2026, 3, 10, 14, 0, 0, 7, timezone(timedelta(hours=5, minutes=45)))
    assert zone_at(east) == east
    assert zone_at(Later(2026, 3, 10, 12, tzinfo=UTC)) == NOON
    first = datetime(2026, 3, 10, 12, tzinfo=Summer())
    assert zone_at(first) + timedelta(hours=1) == zone_at(first.replace(fold=1))
    for last in (at("1969-12-30T00:00:00Z"), at("2100-01-03T00:00:00Z")):
        assert org.calendar(last).local_date(last)


@given(st.datetimes(datetime(1969, 12, 31), datetime(2100, 1, 2), timezones=st.timezones()))
@settings(max_examples=300)
def test_every_instant_comes_back(now: datetime) -> None:
    assert zone_at(now) == now.astimezone(UTC)


@pytest.mark.parametrize(
    "now",
    [datetime(2026, 3, 10, 12), Later(2026, 3, 10, 12), date(2026, 3, 10), 0, 1.5, "now", None],
)
def test_what_is_no_instant_is_refused(now: Any) -> None:
    with pytest.raises((ValueError, TypeError), match="time zone|expected an aware datetime"):
        zone_at(now)
    with pytest.raises((ValueError, TypeError)):
        Dated(1, ((now, 2),))


@pytest.mark.parametrize("text", ["1969-12-29T23:59:59Z", "2100-01-03T00:00:01Z"])
def test_instants_end_with_the_calendar(text: str) -> None:
    with pytest.raises(visavis.TimeError, match="out of range"):
        zone_at(at(text))
    with pytest.raises(visavis.TimeError, match="out of range"):
        zone_at(datetime.min.replace(tzinfo=UTC))
    with pytest.raises(visavis.TimeError, match="out of range"):
        zone_at(datetime.max.replace(tzinfo=UTC))


def test_dates_are_dates() -> None:
    calendar = org.calendar(NOON)
    assert calendar.exists(date(2099, 12, 31))
    for bad in (NOON, "2026-03-10", 20260310, None):
        with pytest.raises(TypeError, match="expected a date"):
            calendar.exists(bad)  # type: ignore[arg-type]
    for far in (date.min, date.max, date(1969, 12, 31), date(2100, 1, 1)):
        with pytest.raises(visavis.TimeError, match="out of range"):
            calendar.exists(far)


def test_dates_that_people_type_are_refused_by_their_rule() -> None:
    def draft(day: date) -> visavis.CycleDraft:
        schedule = visavis.Schedule(start=date(2026, 3, 2), end=day)
        return visavis.CycleDraft(uuid(31), uuid(20), schedule)

    for far in (date(1969, 12, 31), date(2100, 1, 1)):
        for typed in (visavis.CycleCommand.move_start, visavis.CycleCommand.move_end, draft):
            with pytest.raises(visavis.Refused) as refused:
                typed(far)
            said = refused.value.refusal
            assert (said.code, said.rule) == ("date-out-of-range", visavis.Rule.TIM_9)


def test_what_a_person_sent_is_refused_and_what_the_host_wrote_is_an_error() -> None:
    text = '{"visavis":"command","version":1,"data":{"command":{"save":7}}}'
    with pytest.raises(visavis.Refused) as refused:
        visavis.Command.from_person(text)
    said = refused.value.refusal
    assert (said.code, said.at, said.detail) == (
        "document-invalid",
        "data.command.save",
        "expected a list",
    )
    assert said.category == visavis.Category.INVALID
    assert visavis.Refusal.from_json(said.to_json()) == said
    assert str(visavis.Refusal.from_json(said.to_json())) == str(said)
    with pytest.raises(visavis.JsonError):
        visavis.Command.from_json(text)
    share = visavis.Command.share()
    assert visavis.Command.from_person(share.to_json()) == share


@pytest.mark.parametrize("bad", [1, "0" * 32, b"0" * 16, None, 2**200, "\ud800", object()])
def test_ids_are_uuids(bad: Any) -> None:
    with pytest.raises(TypeError, match="expected a UUID"):
        Org(bad, "UTC")
    with pytest.raises(TypeError, match="expected a UUID"):
        Actor.vouched(org.id, bad, active=True)
    with pytest.raises(JsonError, match="expected a UUID"):
        Command.save({bad: "text"})
    assert bad not in visavis.Directory(visavis.DirectoryData(org.id, []))


@pytest.mark.parametrize("bad", [1, "boss", None, visavis.Action.SHARE, "\ud800", object()])
def test_words_are_of_their_enum(bad: Any) -> None:
    with pytest.raises(TypeError, match="expected Respondent"):
        case().sight(ana).answer(bad, uuid(11))
    with pytest.raises(TypeError, match="expected Side"):
        Command.allow_edit(bad)


def test_facts_have_sides_or_none() -> None:
    sight = case().sight(ana)
    with pytest.raises(ValueError, match="needs a side"):
        sight.fact(visavis.Fact.NOTES)
    with pytest.raises(ValueError, match="no sides"):
        sight.fact(visavis.Fact.FRAME, Side.MANAGER)
    with pytest.raises(ValueError, match="expected one of frame, "):
        sight.fact("nothing")  # type: ignore[arg-type]


@pytest.mark.parametrize("bad", [1, True, 1.5, b"text", {"scale": 1}, {1}, object(), [1], [None]])
def test_answers_are_of_their_types(bad: Any) -> None:
    with pytest.raises(JsonError):
        Command.save({uuid(11): bad})


@pytest.mark.parametrize("bad", [True, 1.5, "3", None, b"3"])
def test_values_are_whole_numbers(bad: Any) -> None:
    with pytest.raises(JsonError, match="expected a whole number"):
        Command.save({uuid(12): answers.Stars(bad)})


@pytest.mark.parametrize("huge", [2**63, -(2**63) - 1, 10**4000, -(10**4000), 6, 0, -1])
def test_huge_numbers_are_off_the_scale(huge: int) -> None:
    with pytest.raises(visavis.Refused) as refused:
        case().execute(ana, Command.save({uuid(12): answers.Stars(huge)}))
    assert [fault.code for fault in refused.value.faults] == ["not-a-rating"]


def test_huge_numbers_elsewhere_are_faults_with_a_place() -> None:
    with pytest.raises(visavis.JsonError):
        visavis.TemplateCommand.change_settings(visavis.SettingsDraft(days=2**70))
    with pytest.raises(ValueError):
        visavis.TemplateCommand.change_settings(visavis.SettingsDraft(days=10**5000))
    with pytest.raises(OverflowError):
        review.content(2**40)
    with pytest.raises(OverflowError):
        review.content(-1)


def test_answers_come_from_any_mapping_or_series() -> None:
    wanted = Command.save({uuid(11): "text"})
    assert Command.save(MappingProxyType({uuid(11): "text"})) == wanted
    assert Command.save([answers.AnswerDraft(uuid(11), "text")]) == wanted
    assert Command.save({uuid(11): answers.Paragraph("text")}) == wanted
    assert Command.save(one for one in [answers.AnswerDraft(uuid(11), "text")]) == wanted
    assert Command.save({uuid(12): ("a",)}) == Command.save({uuid(12): ["a"]})
    assert (
        Command.from_dict({"command": {"save": [answers.AnswerDraft(uuid(11), "text")]}}) == wanted
    )
    for bad in (1, None, "text", [uuid(11)], [(uuid(11), "text")]):
        with pytest.raises(TypeError):
            Command.save(bad)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        Command.save([answers.AnswerDraft(uuid(11), "text", seen="f" * 63)])


def test_odd_text_is_kept_as_it_is() -> None:
    for text in ("\u2028 \x7f e\u0301 \U0001f600", " a ", '"\\', "a\x01"):
        done = case().execute(ana, Command.save({uuid(11): text}))
        view = case(conversation=done.state).sight(ana).view()
        shown = view.parts[0].questions[0].answer
        assert getattr(shown, "text", None) == text
        assert type(view).from_json(view.to_json()) == view
    with pytest.raises(visavis.Refused) as refused:
        case().execute(ana, Command.save({uuid(11): "a\0b"}))
    assert refused.value.faults[0].code == "null-character"


@pytest.mark.parametrize("cls", KINDS.values(), ids=KINDS.keys())
def test_reading_refuses_what_is_neither_text_nor_bytes(cls: Any) -> None:
    wrong: list[Any] = [1, None, {}, [1], object()]
    for bad in wrong:
        with pytest.raises(TypeError, match="text or bytes"):
            cls.from_json(bad)
    strange: list[Any] = [None, 1, "text", [], {"unknown": 1}]
    for data in strange:
        with pytest.raises(visavis.JsonError):
            cls.from_dict(data)
    loop: dict[str, Any] = {}
    loop["loop"] = loop
    for bad in ({"at": float("nan")}, {"at": datetime(2026, 1, 1)}, loop):
        with pytest.raises(ValueError):
            cls.from_dict(bad)
    with pytest.raises(TypeError):
        cls.from_dict({"what": object()})


def texts() -> st.SearchStrategy[Any]:
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    words = st.sampled_from(["visavis", "version", "data", "command", "save", "share", "id"])
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(words | st.text(max_size=3), inner, max_size=4)
        ),
        max_leaves=12,
    )


@given(texts(), st.sampled_from(sorted(KINDS)))
@settings(max_examples=300)
def test_arbitrary_json_is_an_error_of_ours_or_is_read(data: Any, kind: str) -> None:
    envelope = {"visavis": kind, "version": 1, "data": data}
    for text in (json.dumps(data), json.dumps(envelope)):
        try:
            KINDS[kind].from_json(text)
        except VisavisError as error:
            assert error.to_json()


@given(st.binary(max_size=40), st.sampled_from(sorted(KINDS)))
@settings(max_examples=300)
def test_arbitrary_bytes_are_an_error_of_ours(data: bytes, kind: str) -> None:
    with pytest.raises(VisavisError):
        KINDS[kind].from_json(data)


def test_plain_classes_refuse_what_they_do_not_know() -> None:
    view = case().sight(ana).view()
    for change in ({"unknown": 1}, {"standing": "boss"}, {"complete": 1}, {"parts": [None]}):
        with pytest.raises(ValueError):
            type(view).from_dict({**view.to_dict(), **change})
    with pytest.raises(ValueError, match="missing field `actions`"):
        type(view).from_dict({})
    for about in ("share", {"action": "fly"}, {"fact": {"notes": "boss"}}, {"a": 1, "b": 2}, {}):
        with pytest.raises(ValueError):
            visavis.subjects.from_dict(about)


def test_a_history_is_in_order() -> None:
    zone = Dated("UTC", ((NOON, "Europe/Paris"),))
    assert Org(uuid(1), zone).zone == zone
    assert Org(uuid(1), zone, conversations=Dated(False)).conversations == Dated(False)
    assert zone.as_of(NOON - timedelta(microseconds=1)) == "UTC"
    assert zone.as_of(NOON) == "Europe/Paris"
    with pytest.raises(ValueError, match="order of time"):
        zone.change(NOON - timedelta(microseconds=1), "UTC")
    with pytest.raises(TypeError):
        Org(uuid(1), 1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Org(uuid(1), "UTC", conversations="yes")  # type: ignore[arg-type]


def test_a_series_may_fail_while_it_is_read() -> None:
    def broken() -> Iterator[Any]:
        yield case().sight(ana)
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        visavis.lists(broken(), visavis.Directory(visavis.DirectoryData(org.id, [])))
    with pytest.raises(TypeError):
        visavis.Conversation.replay([1])  # type: ignore[list-item]
    with pytest.raises(TypeError):
        visavis.Directory(visavis.DirectoryData(org.id, [UUID(int=1)]))  # type: ignore[list-item]
