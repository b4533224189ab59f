"""Values: equality, hash, copies, pickling, JSON and dict both ways, and what `repr` shows."""

from __future__ import annotations

import copy
import json
import pickle
import struct
import sys
from dataclasses import is_dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import uuid5

import pytest

import visavis
from visavis import (
    Action,
    Command,
    Context,
    Dated,
    Directory,
    DirectoryData,
    IndexRow,
    Level,
    Pair,
    Permission,
    PersonData,
    Refusal,
    Refused,
    Respondent,
    Rule,
    Schedule,
    Side,
    answers,
    changes,
    participants,
    questions,
    subjects,
    views,
)

from .world import (
    ada,
    admin,
    ana,
    at,
    ben,
    case,
    check_in,
    cleo,
    cycle,
    directory,
    org,
    recorded,
    review,
    reviewed_case,
    rolled_out,
    under_cleo,
    unused,
    uuid,
)

FIXTURES = Path(__file__).parents[2] / "tests" / "fixtures" / "v1"
KINDS: dict[str, Any] = {
    "organisation": visavis.Org,
    "directory": DirectoryData,
    "actor": visavis.Actor,
    "relation": visavis.Relation,
    "index_row": IndexRow,
    "template": visavis.Template,
    "template_draft": visavis.TemplateDraft,
    "template_event": visavis.TemplateEvent,
    "template_command": visavis.TemplateCommand,
    "cycle": visavis.Cycle,
    "cycle_draft": visavis.CycleDraft,
    "cycle_event": visavis.CycleEvent,
    "cycle_command": visavis.CycleCommand,
    "roster": visavis.Roster,
    "roster_event": visavis.RosterEvent,
    "conversation": visavis.Conversation,
    "conversation_event": visavis.ConversationEvent,
    "command": Command,
    "start": visavis.Start,
}

SECRET = "We shipped in time."
SAVED = case().execute(ana, Command.save({uuid(11): SECRET, uuid(12): answers.Stars(4)}))
NOTED = case(conversation=SAVED.state).execute(ana, Command.write_notes(SECRET))
SHARED = case(conversation=NOTED.state).execute(ana, Command.share())
LATER = case("2026-03-11T09:00:00Z", SHARED.state)
SUBMITTED = reviewed_case(conversation=SAVED.state).execute(ana, Command.submit())
REVIEWED = reviewed_case("2026-03-13T09:00:00Z", SUBMITTED.state)
TAKEN = case(conversation=NOTED.state).execute(cleo, Command.take_ownership())
OWNED = case("2026-03-11T09:00:00Z", TAKEN.state)
ASKED = case("2026-05-04T09:00:00Z", SAVED.state).execute(ana, Command.request_edit())
DECIDING = case("2026-05-05T09:00:00Z", ASKED.state)
ALLOWED = DECIDING.execute(admin, Command.allow_edit(Side.DIRECT_REPORT))
REOPENED = case("2026-05-06T09:00:00Z", ALLOWED.state)
FACTS = [visavis.previews.PreviewInputs(OWNED.context, one) for one in (directory, under_cleo)]
REFUSAL = case().sight(ana).may(Action.SHARE)
PERMISSION = case().sight(ana).may(Action.ANSWER)


def refused() -> Refused:
    with pytest.raises(Refused) as caught:
        case().execute(ana, Command.save({uuid(21): "Not hers.", uuid(99): "Nobody's."}))
    return caught.value


def samples() -> dict[str, Any]:
    """Return one or more of every class that has values."""
    sight, other = LATER.sight(ana), LATER.sight(ben)
    context = LATER.context
    assert context.cycle_times is not None
    assert REVIEWED.context.cycle_times is not None
    assert REVIEWED.context.cycle is not None
    values: list[Any] = [
        org, ana, admin, directory, directory.facts, directory.facts.people[0], check_in, review,
        cycle, recorded.state, recorded.events[0], rolled_out,
        rolled_out.launched, SAVED, SHARED, SAVED.events[0], NOTED.events[0],
        SHARED.state, SHARED.row,
        directory.pair(uuid(1), uuid(2)), visavis.Start(uuid(50), directory.pair(uuid(1), uuid(2))),
        Command.save({uuid(11): SECRET, uuid(12): ["a", "b"]}, id=uuid(900)),
        REFUSAL, PERMISSION, refused().refusal, refused(),
        other.answer(Respondent.MANAGER, uuid(21)),
        sight.fact(visavis.Fact.FRAME), sight.view(), other.view(), sight.actions(),
        other.row(directory), visavis.lists([sight], directory), LATER.timeline(),
        sight.record(subjects.Action(Action.SHARE)),
        sight.record(subjects.Fact.of(visavis.Fact.FRAME)),
        case(conversation=SAVED.state).sight(ana).share_prompt()[0],
        Dated("UTC").change(at("2026-01-01T00:00:00Z"), "Europe/Paris"),
        review.latest_content, LATER.settings, cycle.schedule(at("2026-02-02T09:00:00Z")),
        SAVED.events[0].change, NOTED.events[0].change, SHARED.events[0].change,
        SHARED.state.content, SHARED.state.occasion, Rule("ANS-3"), Side.MANAGER,
        context.cycle_times.launch, visavis.SettingsDraft(days=14), context.cycle_times,
        context, Context(org, check_in, now=context.now), LATER, sight, other,
        REVIEWED.context.cycle_times, REVIEWED.timeline(), REVIEWED.sight(ana).view(),
        REVIEWED.context.cycle, SUBMITTED.events[0].change, subjects.Edit(uuid(11)),
        visavis.CycleCommand.lock(visavis.locks.List(Side.MANAGER), date(2026, 3, 20)),
        REVIEWED.context.cycle.schedule(context.now),
        REVIEWED.sight(ana).record(subjects.Edit(uuid(11))),
        visavis.Reviewed.BOTH, REVIEWED.context.cycle_times.review,
        org.calendar(context.now), answers.AnswerDraft(uuid(11), SECRET, seen="f" * 64),
        visavis.Org(uuid(100), "UTC", covers_by_direct_report=True, notifications_off=[]),
        visavis.Org(uuid(100), "UTC", notifications_off=list(visavis.NotificationKind)),
        cleo, cleo.actor, visavis.TemplateEvidence(rows=[SHARED.row], cycles=[cycle]),
        visavis.CycleEvidence(template=review, roster=recorded.state, directory=directory),
        DECIDING.sight(ana).may(Action.SHARE), ASKED.row, ASKED.events[0],
        ASKED.events[0].change, ALLOWED.events[0].change, TAKEN.state, TAKEN.events[0],
        TAKEN.events[0].change, Command.allow_edit(Side.MANAGER), Command.take_ownership(),
        OWNED.sight(OWNED.relation(under_cleo, ben.person)).view(),
        REOPENED.sight(ana).view(), REOPENED.sight(ana).timeline(), DECIDING.sight(admin),
        case().ownership_prompt(under_cleo), *DECIDING.notifications(ALLOWED.events, directory),
        *visavis.edit_requests([DECIDING.sight(admin)]), visavis.Remedy.REQUEST_EDIT,
        visavis.edit_requests_digest([DECIDING.sight(admin)], date(2026, 5, 4)),
        case().sight(cleo).view(), case().sight(cleo).row(directory),
        visavis.preview(admin.person, FACTS[0], FACTS[1], [OWNED.conversation]), FACTS[0],
        OWNED.sight(OWNED.relation(under_cleo, ana.person)).record(
            subjects.Fact.of(visavis.Fact.EARLIER_MANAGERS)
        ),
        sight.record(subjects.AnswerSubject(Respondent.MANAGER, uuid(21), ben.person)),
    ]  # fmt: skip
    return {f"{place}-{type(value).__name__}": value for place, value in enumerate(values)}


SAMPLES = samples()


@pytest.mark.parametrize("value", SAMPLES.values(), ids=SAMPLES.keys())
def test_a_value_can_be_copied_compared_hashed_and_pickled(value: Any) -> None:
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(value, protocol))
        assert again == value
        assert type(again) is type(value)
        assert hash(again) == hash(value)
        assert str(again) == str(value)
    assert copy.copy(value) == value
    assert copy.deepcopy(value) == value
    assert value != object()
    assert value != 1
    assert value is not None


@pytest.mark.parametrize("value", SAMPLES.values(), ids=SAMPLES.keys())
def test_a_value_goes_through_json_and_dict_and_back(value: Any) -> None:
    cls: Any = value.__class__
    if not hasattr(cls, "from_json"):
        pytest.skip("it has no JSON of its own")
    text = value.to_json()
    assert cls.from_json(text) == value
    assert cls.from_json(text).to_json() == text
    assert cls.from_dict(value.to_dict()) == value
    plain = json.loads(text)
    assert value.to_dict() == (plain["data"] if "visavis" in plain else plain)


@pytest.mark.parametrize("value", SAMPLES.values(), ids=SAMPLES.keys())
def test_a_value_does_not_change(value: Any) -> None:
    if isinstance(value, (Exception, Enum)):
        pytest.skip("Python's own")
    names = [name for name in dir(value) if not name.startswith("_")]
    names = [name for name in names if not callable(getattr(value, name))]
    assert names or isinstance(value, visavis.LaunchedConversations)
    for name in names:
        with pytest.raises((AttributeError, TypeError)):
            setattr(value, name, None)
    with pytest.raises((AttributeError, TypeError)):
        setattr(value, "something_new", 1)  # noqa: B010


@pytest.mark.parametrize("value", SAMPLES.values(), ids=SAMPLES.keys())
def test_repr_shows_nothing_that_people_wrote(value: Any) -> None:
    for text in (repr(value), str(value)):
        assert SECRET not in text
        assert "Ana" not in text
        assert len(text) < 4000


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.json")), ids=lambda path: path.stem)
def test_every_fixture_is_read_and_written_to_the_byte(path: Path) -> None:
    text = path.read_text(encoding="utf-8").strip()
    cls = KINDS[json.loads(text)["visavis"]]
    value = cls.from_json(text)
    assert value == cls.from_json(text.encode())
    assert value.to_json() == text
    assert cls.from_dict(value.to_dict()) == value
    assert pickle.loads(pickle.dumps(value)) == value
    if hasattr(value, "change"):
        assert value.change == pickle.loads(pickle.dumps(value.change))
        assert value.change.to_dict() == value.to_dict()["change"]


def test_there_are_fixtures_of_every_kind() -> None:
    kinds = {json.loads(path.read_text(encoding="utf-8"))["visavis"] for path in FIXTURES.iterdir()}
    assert kinds == set(KINDS)


def test_views_say_what_json_says() -> None:
    view = LATER.sight(ben).view()
    assert view == views.View.from_json(view.to_json())
    part = view.parts[0]
    assert (part.part, part.person, part.done, part.hidden) == (
        Respondent.DIRECT_REPORT,
        ana.person,
        True,
        None,
    )
    shown = part.questions[1].answer
    assert shown == views.Stars(4, 5, "4 out of 5 stars")
    assert view.frame.conversation == SHARED.state.id
    assert view.actions.primary is Action.ANSWER
    state = view.actions.all[0]
    assert isinstance(state.open, Permission)
    assert state.refused is None
    assert view.notes[0].text == SECRET


def test_refused_has_all_fields() -> None:
    said = refused()
    assert said.code == "answers-refused"
    assert (said.rule, said.category) == (visavis.Rule.VIS_18, visavis.Category.INVALID)
    assert said.fault_count == len(said.faults)
    assert [fault.code for fault in said.faults] == ["question-not-yours"] * 2
    assert said.faults[0].at == "[0]"
    assert said.faults[0].parameters == {"question": uuid(21)}
    assert str(said).startswith("nothing was saved; the answers that are refused are listed; [0]: ")
    assert said.message == "nothing was saved; the answers that are refused are listed"
    assert (said.since, said.until, said.at) == (None, None, None)
    read = Refusal.from_json(said.refusal.to_json())
    assert (read.faults, read.parameters, str(read)) == (said.faults, {}, str(said))
    assert (read.code, read.rule, read.message) == (said.code, said.rule, said.message)
    assert (read.category, read.fault_count) == (said.category, 2)
    assert Refusal.not_found().category is visavis.Category.NOT_FOUND
    late = case("2026-04-08T09:00:00Z").sight(ana).may(Action.ANSWER)
    assert isinstance(late, Refusal)
    assert (late.code, late.since) == ("editing-closed", at("2026-04-07T23:00:00Z"))
    again = Refusal.from_dict(late.to_dict())
    assert (again.since, again.parameters) == (late.since, late.parameters)
    assert again.parameters["date"].isoformat() == "2026-04-07"


def test_what_was_asked_about_is_compared_by_its_facts() -> None:
    context, again = LATER.context, case("2026-03-11T09:00:00Z", SHARED.state).context
    assert context == again
    assert context != case().context
    assert LATER == again.case(SHARED.state) != again.case(SAVED.state)
    assert LATER.sight(ana) == again.case(SHARED.state).sight(ana) != LATER.sight(ben)
    assert org.calendar(context.now) != org.calendar(at("2026-03-10T09:00:00Z"))


def test_what_may_is_asked_is_true_or_false() -> None:
    assert PERMISSION
    assert not REFUSAL
    assert case().sight(ana).answer(Respondent.DIRECT_REPORT, uuid(11))
    assert not case().sight(ben).answer(Respondent.DIRECT_REPORT, uuid(11))


def test_one_class_for_every_kind_of_error() -> None:
    other = visavis.Org(uuid(200), "UTC")
    with pytest.raises(visavis.OrganisationMismatchError) as mixed:
        visavis.Context(other, review, cycle, now=at("2026-03-10T09:00:00Z"))
    assert (mixed.value.what, mixed.value.expected) == ("template", other.id)
    assert mixed.value.found == org.id
    with pytest.raises(visavis.MismatchError) as unbound:
        visavis.Context(org, check_in, cycle, now=at("2026-03-10T09:00:00Z"))
    assert (unbound.value.what, unbound.value.of) == ("template", "cycle")
    with pytest.raises(visavis.MissingError) as missing:
        visavis.Context(org, review, now=at("2026-03-10T09:00:00Z")).case(case().conversation)
    assert (missing.value.what, missing.value.of) == ("cycle", "conversation")
    with pytest.raises(visavis.LogError) as log:
        visavis.Conversation.replay([SAVED.events[0]])
    assert (log.value.position, log.value.fault) == (0, "revision")
    with pytest.raises(visavis.JsonError) as json_error:
        Command.from_dict({"command": {"save": [{"question": 1, "answer": None}]}})
    assert json_error.value.path == "command.save[0].question"
    with pytest.raises(visavis.Utf8Error) as utf8:
        Command.from_json(b"\xff")
    assert utf8.value.at == 0
    with pytest.raises(visavis.KindError) as kind:
        Command.from_json(org.to_json())
    assert (kind.value.expected, kind.value.found) == ("command", "organisation")
    with pytest.raises(visavis.VersionError) as version:
        visavis.Org.from_json(org.to_json().replace('"version":1', '"version":2'))
    assert (version.value.found, version.value.known) == (2, 1)
    with pytest.raises(visavis.TimeError):
        visavis.Org(uuid(1), "Nowhere/Land")
    for error in (mixed, unbound, log, json_error, utf8, kind, version):
        value = error.value
        assert isinstance(value, visavis.VisavisError)
        assert pickle.loads(pickle.dumps(value)) == value
        assert json.loads(value.to_json())["kind"] == value.kind
        assert json.loads(value.to_json()) == value.to_dict()
        assert type(value).from_json(value.to_json()) == value
        assert str(value) == value.message


def test_words_are_their_texts() -> None:
    assert {Side.MANAGER: 1}["manager"] == 1  # type: ignore[index]
    assert f"{Side.MANAGER}" == str(Side.MANAGER) == "manager"
    assert Side("manager") is Side.MANAGER
    assert sorted([Level.CAN_EDIT, Level.NO_ACCESS]) == [Level.NO_ACCESS, Level.CAN_EDIT]
    assert Level.CAN_EDIT >= Level.CAN_EDIT > Level.NO_ACCESS <= Level.CAN_VIEW
    assert case().sight(ana).may("answer")  # type: ignore[arg-type]
    assert {action.value for action in Action} == {
        state.action.value for state in case().sight(ana).actions().all
    }


def test_the_catalogue_and_the_registry_are_whole() -> None:
    assert len(Rule) > 80
    assert all(Rule(rule.id) is rule for rule in Rule)
    missing = visavis.REFUSALS["answers-missing"]
    assert (missing.rule, missing.category) == (Rule("ANS-3"), visavis.Category.NOT_NOW)
    assert missing.parameters == {"count": visavis.ParameterType.NUMBER}
    assert missing.message.format(count=3) == "3 mandatory questions have no saved answer"
    assert [(wording.parameter, wording.value) for wording in missing.wordings] == [("count", 1)]
    assert all(rule.title and rule.text and rule.heading for rule in Rule)
    assert {rule.id.split("-")[0] for rule in Rule} == {rule.area for rule in Rule}
    with pytest.raises(ValueError, match="no such rule"):
        Rule("lim-1")
    with pytest.raises(AttributeError):
        Rule.LIM_1.title = "another"  # type: ignore[misc]


def test_questions_and_content_read_as_they_were_written() -> None:
    content = review.latest_content
    assert content is not None
    assert content.question(Side.MANAGER, uuid(22)) == questions.Question(
        uuid(22), "How sure are you?", questions.Scale(10)
    )
    assert content.question(Side.MANAGER, uuid(11)) is None
    draft = questions.ContentDraft(content.format, content.direct_report, content.manager)
    edit, now = visavis.TemplateCommand.edit_content(draft), at("2026-02-02T09:00:00Z")
    edited = review.execute(org, unused, ada, edit, now=now)
    assert isinstance(edited.events[0].change, changes.ContentEdited)
    assert edited.state.content(2) == edited.events[0].change.content
    assert edited.state.content(3) is None


def test_a_schedule_ends_with_the_calendar() -> None:
    end = at("2099-12-30T00:00:00Z").date()
    assert Schedule(end, end, grace_days=1).last_day == end.replace(day=31)
    assert Schedule(end, end, grace_days=2).last_day is None
    assert Schedule(end, end, grace_days=2**40).last_day is None


def test_a_strict_directory_refuses_loops() -> None:
    facts = DirectoryData(org.id, [PersonData(uuid(1), "Cleo", manager=uuid(1))])
    assert [fault.rule for fault in Directory(facts).faults] == ["PAR-11"]
    with pytest.raises(Refused) as loops:
        Directory(facts, strict=True)
    assert loops.value.faults[0].parameters == {"person": uuid(1)}
    assert Directory(facts).name(uuid(2)) is None
    assert [pair.manager for pair in directory.pairs_of(uuid(2))] == [uuid(2)]
    pair = Pair.vouched(org.id, direct_report=uuid(1), manager=uuid(2))
    assert pair in directory.pairs_of(uuid(1))
    assert Side(Respondent.MANAGER) is Side.MANAGER


def test_every_record_can_be_replaced_in_part() -> None:
    records = [value for value in SAMPLES.values() if is_dataclass(value)]
    assert len(records) > 20
    for value in records:
        assert not isinstance(value, type)
        assert replace(value) == value
    schedule = cycle.schedule(at("2026-02-02T09:00:00Z"))
    assert replace(schedule, grace_days=3).grace_days == 3


def test_what_a_host_hands_in_can_be_replaced_in_part() -> None:
    facts = directory.facts
    person = PersonData(
        uuid(5), "Eve", manager=uuid(2), active=False, super_admin=True, email="eve@acme.example",
        department=uuid(40), groups=[uuid(70)], hr_admin=participants.Only((uuid(40),), ()),
    )  # fmt: skip
    schedule = Schedule(date(2026, 3, 3), date(2026, 3, 31))
    draft = visavis.CycleDraft(
        uuid(31), review.id, schedule, participants=participants.List((uuid(1),))
    )
    content = questions.ContentDraft(questions.Format.BI_DIRECTIONAL)
    settings = visavis.SettingsDraft(name="Review")
    template = visavis.TemplateDraft(uuid(9), visavis.TemplateKind.ANYTIME, settings, content)
    several = DirectoryData(org.id, facts.people, departments=[NORTH], groups=[uuid(70)])
    ruled = visavis.Org(
        uuid(1), "Europe/Paris", conversations=True, offers_references=True,
        covers_by_direct_report=True, notifications_off=list(visavis.NotificationKind),
        zone_rules={"Europe/Paris": ("2099a", HOUR_AHEAD)},
    )  # fmt: skip
    parts: list[tuple[Any, dict[str, Any]]] = [
        (ruled, {"conversations": ruled.conversations.change(at("2026-03-10T12:00:00Z"), False)}),
        (ruled, {"zone_rules": {}, "notifications_off": frozenset()}),
        (person, {"manager": None, "hr_admin": participants.Everyone()}),
        (NORTH, {"above": None}),
        (several, {"people": [person], "groups": ()}),
        (draft, {"schedule": replace(schedule, grace_days=3)}),
        (template, {"id": uuid(10), "kind": visavis.TemplateKind.SCHEDULED}),
    ]
    for whole, change in parts:
        before = whole.to_json()
        assert whole.replace() == whole == whole.__replace__()
        other = whole.replace(**change)
        assert other == whole.__replace__(**change)
        assert type(other) is type(whole)
        assert other != whole
        assert whole.to_json() == before
        changed = [name for name in sorted(vars_of(whole)) if of(other, name) != of(whole, name)]
        assert changed == sorted(change)
        assert other.replace(**{name: of(whole, name) for name in change}) == whole
        with pytest.raises(TypeError):
            whole.replace(unknown=1)
        if sys.version_info >= (3, 13):
            assert copy.replace(whole, **change) == other


NORTH = visavis.DepartmentData(uuid(41), above=uuid(40))
HOUR_AHEAD = 2 * (
    b"TZif2" + bytes(15) + struct.pack(">6I", 0, 0, 0, 0, 1, 4) + struct.pack(">iBB", 3600, 0, 0)
    + b"+01\0"
) + b"\n<+01>-1\n"  # fmt: skip
"""A zone of one hour, as a compiler of the tz database writes it."""


def vars_of(value: object) -> list[str]:
    # What a call is counted by when calls are counted is a property.
    getters = ("getset_descriptor", "property")
    return [name for name, member in vars(type(value)).items() if type(member).__name__ in getters]


def of(value: object, name: str) -> Any:
    return getattr(value, name)


def test_keys_make_ids() -> None:
    for key in ("17", "", "Ä", "\U0001f600", "x" * 10_000):
        assert visavis.from_key(uuid(7), key) == uuid5(uuid(7), key)
    assert visavis.from_key(uuid(7), "17") != visavis.from_key(uuid(8), "17")
    with pytest.raises(TypeError, match="expected a UUID"):
        visavis.from_key("7", "17")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected text"):
        visavis.from_key(uuid(7), 17)  # type: ignore[arg-type]
