"""Requests to edit, a change of manager, administrators, and who is told of what."""

from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any

import pytest

import visavis
from visavis import (
    Action,
    Actor,
    Case,
    Channel,
    Command,
    Conversation,
    ConversationEvent,
    Directory,
    DirectoryData,
    Fact,
    NotificationKind,
    Org,
    Pair,
    Permission,
    PersonData,
    Refusal,
    Refused,
    Relation,
    Remedy,
    Respondent,
    RevealedBy,
    Rule,
    Side,
    Sight,
    Standing,
    changes,
    edit_requests,
    edit_requests_digest,
    notifications,
    subjects,
    views,
)
from visavis.answers import SavedAnswer
from visavis.questions import ContentDraft, Format, Paragraph, Question

from .world import (
    ada,
    admin,
    ana,
    at,
    ben,
    case,
    cleo,
    deployed,
    directory,
    launched,
    org,
    pair,
    reviewed_case,
    under_cleo,
    uuid,
)

LATE, DECIDED = "2026-05-04T09:00:00Z", "2026-05-05T09:00:00Z"


def said(now: str, by: Relation, command: Command, on: Conversation = launched) -> Conversation:
    return case(now, on).execute(by, command).state


ASKED = said(LATE, ana, Command.request_edit())
ALLOWED = said(DECIDED, admin, Command.allow_edit(Side.DIRECT_REPORT), ASKED)


def closed(one: Case, by: Relation) -> Refusal:
    refused = one.sight(by).may(Action.SHARE)
    assert isinstance(refused, Refusal)
    return refused


def test_what_has_closed_says_the_way_out() -> None:
    refusal = closed(case(LATE), ana)
    assert (refusal.remedy, refusal.code) == (Remedy.REQUEST_EDIT, "sharing-closed")
    assert str(refusal) == f"{refusal.message}; ask to edit to reopen it"
    waits = closed(case(DECIDED, ASKED), ana)
    assert waits.remedy is Remedy.AWAIT_DECISION
    for one in (refusal, waits):
        read = Refusal.from_json(one.to_json())
        assert (read, read.remedy, str(read)) == (one, one.remedy, str(one))
        assert read.to_json() == one.to_json()
        assert one.to_dict()["remedy"] == one.remedy
    with pytest.raises(Refused) as raised:
        case(LATE).execute(ana, Command.share())
    assert raised.value.remedy is Remedy.REQUEST_EDIT
    assert json.loads(raised.value.to_json())["message"] == str(refusal)
    assert pickle.loads(pickle.dumps(raised.value)) == raised.value
    missing = case().sight(ana).may(Action.SHARE)
    assert isinstance(missing, Refusal)
    assert missing.remedy is None
    with pytest.raises(visavis.JsonError):
        Refusal.from_dict({**refusal.to_dict(), "remedy": "pay"})


def test_a_request_is_asked_listed_and_allowed() -> None:
    assert case(LATE).sight(ana).may(Action.REQUEST_EDIT)
    assert not case().sight(ana).may(Action.REQUEST_EDIT)
    before, after = (case(LATE, one).index_row() for one in (launched, ASKED))
    assert (before.edit_requested, after.edit_requested) == (False, True)
    later = case(DECIDED, ASKED)
    (request,) = edit_requests([later.sight(admin)])
    of = (launched.id, "Half-year review", launched.direct_report, launched.manager)
    asked = (Side.DIRECT_REPORT, ana.person, at(LATE))
    assert request == notifications.EditRequest(*of, *asked)
    assert notifications.EditRequest.from_json(request.to_json()) == request
    assert edit_requests([later.sight(ben)]) == edit_requests([later.sight(ana)]) == []
    done = later.execute(admin, Command.allow_edit(Side.DIRECT_REPORT, id=uuid(900)))
    assert done.state.revision == ALLOWED.revision
    assert done.events[0].change == changes.EditAllowed(
        Side.DIRECT_REPORT, ana.person, date(2026, 5, 12)
    )
    assert not done.row.edit_requested
    assert later.decide(admin, Command.allow_edit("direct_report", id=uuid(900))) == done.events  # type: ignore[arg-type]
    (told,) = later.notifications(done.events, directory)
    approved = notifications.RequestApproved(launched.id, date(2026, 5, 12))
    email = (Channel.EMAIL,)
    assert told == notifications.Notification(
        told.key, ana.person, email, at(DECIDED), Rule("REQ-4"), approved
    )
    assert told.about.kind is NotificationKind.REQUEST_APPROVED
    assert case("2026-05-12T22:59:59Z", ALLOWED).sight(ana).may(Action.ANSWER)
    ended = case("2026-05-12T23:00:00Z", ALLOWED).sight(ana).may(Action.ANSWER)
    assert isinstance(ended, Refusal)
    assert (ended.code, ended.parameters) == ("approval-ended", {"date": date(2026, 5, 12)})


def test_a_request_is_denied_and_nobody_is_told() -> None:
    later = case(DECIDED, ASKED)
    denied = later.execute(admin, Command.deny_edit(Side.DIRECT_REPORT))
    assert denied.events[0].change == changes.EditDenied(Side.DIRECT_REPORT)
    assert later.notifications(denied.events, directory) == []
    assert case(DECIDED, denied.state).sight(ana).view().requests == ()
    known = reviewed_case(DECIDED, ASKED)
    for by, code in ((ben, "not-decider"), (admin, "no-open-request")):
        with pytest.raises(Refused) as refused:
            known.execute(by, Command.deny_edit(Side.MANAGER))
        assert refused.value.code == code


def test_a_view_and_a_timeline_show_requests() -> None:
    own, other = (case(DECIDED, ALLOWED).sight(one) for one in (ana, ben))
    (request,) = own.view().requests
    assert request == views.RequestView(
        Side.DIRECT_REPORT, ana.person, None, at(DECIDED), date(2026, 5, 12)
    )
    assert other.view().requests == ()
    assert [bool(one.fact(Fact.REQUESTS, Side.DIRECT_REPORT)) for one in (own, other)] == [
        True,
        False,
    ]
    record = own.record(subjects.Fact.of(Fact.REQUESTS, Side.DIRECT_REPORT))
    assert (record.granted, record.rule) == (True, Rule("FCT-7"))
    timeline = own.timeline()
    assert [(one.reopens, one.runs_out) for one in timeline.boundaries][-2:] == [
        (Side.DIRECT_REPORT, None),
        (None, Side.DIRECT_REPORT),
    ]
    assert all(one.reopens is one.runs_out is None for one in other.timeline().boundaries)
    again = views.Timeline.from_json(timeline.to_json())
    assert again == timeline
    assert again.to_json() == timeline.to_json()
    assert again.to_svg("").count('class="approval"') == 1
    assert "section Reopened\n" in again.to_mermaid("")
    assert timeline.next == at("2026-05-12T23:00:00Z")


def test_leave_without_an_end_has_the_last_of_all_instants() -> None:
    leave = case(LATE).sight(ana).may(Action.REQUEST_EDIT)
    assert isinstance(leave, Permission)
    assert leave.until == visavis.parse_instant("2100-01-03T00:00:00Z")
    assert Permission(leave.until, leave.rule) == leave == Permission.from_json(leave.to_json())


def test_the_digest_of_a_day() -> None:
    day, evening = date(2026, 5, 4), case("2026-05-04T16:00:00Z", ASKED)
    digest = edit_requests_digest(iter([evening.sight(admin)]), day)
    assert digest is not None
    assert (digest.to, digest.at) == (admin.person, at("2026-05-04T16:00:00Z"))
    assert digest.about == notifications.EditRequests(tuple(edit_requests([evening.sight(admin)])))
    assert digest.about.kind is NotificationKind.EDIT_REQUESTS
    assert notifications.Notification.from_json(digest.to_json()) == digest
    early = case("2026-05-04T15:59:59Z", ASKED)
    for sights, of in (([early.sight(admin)], day), ([evening.sight(ben)], day), ([], day)):
        assert edit_requests_digest(sights, of) is None
    assert edit_requests_digest([evening.sight(admin)], date(2026, 5, 3)) is None
    with pytest.raises(visavis.MismatchError):
        edit_requests([evening.sight(admin), evening.sight(ana)])
    bad: Any
    for bad in (None, evening.sight(admin), [evening], [None]):
        with pytest.raises(TypeError):
            edit_requests(bad)
        with pytest.raises(TypeError):
            edit_requests_digest(bad, day)
    for bad in (None, "2026-05-04", at(LATE)):
        with pytest.raises(TypeError, match="expected a date"):
            edit_requests_digest([], bad)


def test_what_is_switched_off_is_not_told() -> None:
    every = list(NotificationKind)
    quiet = Org(org.id, org.zone, conversations=True, notifications_off=every)
    assert quiet.notifications_off == frozenset(every)
    assert not any(quiet.notifies_of(kind) for kind in NotificationKind)
    assert all(org.notifies_of(kind) for kind in NotificationKind)
    assert Org.from_json(quiet.to_json()) == quiet != org
    assert hash(quiet) == hash(pickle.loads(pickle.dumps(quiet)))
    again = Org(org.id, org.zone, conversations=True, notifications_off=["take_ownership"])  # type: ignore[list-item]
    assert again.notifications_off == {NotificationKind.TAKE_OWNERSHIP}
    context = case().context
    assert context.cycle is not None
    silent = visavis.Context(quiet, context.template, context.cycle, now=context.now)
    assert silent.case(launched).ownership_prompt(under_cleo) is None
    assert silent.case(launched).notifications([], directory) == []
    bad: Any
    for bad in ("take_ownership", ["nothing"], [None], 1, [["take_ownership"]]):
        with pytest.raises(TypeError):
            Org(org.id, "UTC", notifications_off=bad)
    for bad in ("nothing", None, 1):
        with pytest.raises(TypeError, match="expected NotificationKind"):
            org.notifies_of(bad)
    with pytest.raises(TypeError):
        Org(org.id, "UTC", covers_by_direct_report=1)  # type: ignore[arg-type]


def test_a_new_manager_takes_ownership() -> None:
    saved = said("2026-03-10T09:00:00Z", ben, Command.save({uuid(21): "The launch."}))
    noted = said("2026-03-10T09:00:00Z", ben, Command.write_notes("His own."), saved)
    new = case("2026-03-16T09:00:00Z", noted)
    sight = new.sight(cleo)
    assert (sight.standing, sight.primary_action) == (
        Standing.NEW_MANAGER,
        Action.TAKE_OWNERSHIP,
    )
    hidden = sight.answer(Respondent.MANAGER, uuid(21))
    assert (bool(hidden), hidden.revealed_by) == (False, RevealedBy.OWNERSHIP)
    prompt = new.ownership_prompt(under_cleo)
    assert prompt is not None
    assert prompt.about == notifications.TakeOwnership(launched.id, at("2026-04-07T23:00:00Z"))
    assert (prompt.to, prompt.channels) == (cleo.person, (Channel.IN_APP, Channel.EMAIL))
    assert new.ownership_prompt(directory) is None
    done = new.execute(cleo, Command.take_ownership())
    assert done.events[0].change == changes.OwnershipTaken()
    assert done.events[0].change.to_dict() == {"ownership_taken": {}}
    taken = done.state
    two = Pair.vouched(org.id, direct_report=ana.person, manager=cleo.person)
    assert taken.pair == two != launched.pair
    assert (taken.previous_managers, launched.previous_managers) == ((ben.person,), ())
    assert Conversation.from_json(taken.to_json()) == taken

    own = case("2026-03-17T09:00:00Z", taken)
    before = own.sight(own.relation(under_cleo, ben.person))
    assert before.standing is Standing.PREVIOUS_MANAGER
    view = before.view()
    assert view.complete is None
    assert [(notes.by, notes.text) for notes in view.notes] == [(ben.person, "His own.")]
    earlier = views.EarlierManagerView(ben.person, at("2026-03-16T09:00:00Z"))
    assert view.earlier_managers == (earlier,)
    assert [bool(before.fact(fact)) for fact in (Fact.EARLIER_MANAGERS, Fact.EARLIER_NOTES)] == [
        True,
        True,
    ]
    assert before.record(subjects.Fact.of(Fact.EARLIER_NOTES)).granted
    assert views.View.from_json(view.to_json()) == view

    changed = own.execute(own.relation(under_cleo, cleo.person), Command.save({uuid(21): None}))
    change = changed.events[0].change
    assert isinstance(change, changes.Saved)
    assert change.answers == (SavedAnswer(uuid(21), None, ben.person),)
    (told,) = own.notifications(changed.events, under_cleo)
    assert told.about == notifications.DraftChanged(launched.id, (uuid(21),), cleo.person)
    assert told.to == ben.person


def confidential() -> Case:
    """Return a review with one confidential question to the manager, which Ben has answered."""
    now = at("2026-01-05T09:00:00Z")
    content = ContentDraft(
        format=Format.BI_DIRECTIONAL,
        direct_report=(Question(uuid(51), "How?", Paragraph(), mandatory=True),),
        manager=(
            Question(uuid(61), "What stood out?", Paragraph(), mandatory=True),
            Question(uuid(62), "Ready for more?", Paragraph(), confidential=True),
        ),
    )
    settings = visavis.SettingsDraft(name="Review", administrators=visavis.Level.CAN_VIEW)
    kind = visavis.TemplateKind.SCHEDULED
    draft = visavis.TemplateDraft(uuid(50), kind, settings, content)
    template = deployed(draft)
    march = visavis.Schedule(date(2026, 3, 1), date(2026, 3, 31))
    set_up = visavis.CycleDraft(uuid(52), template.id, march)
    cycle = visavis.Cycle.set_up(org, template, ada, set_up, now=now).state
    context = visavis.Context(org, template, cycle, now=at("2026-03-01T00:00:00Z"))
    new = context.roll_out(None, directory).launched[0].state
    context = visavis.Context(org, template, cycle, now=at("2026-03-10T09:00:00Z"))
    save = Command.save({uuid(61): "The launch.", uuid(62): "Soon."})
    return context.case(context.case(new).execute(ben, save).state)


def test_confidential_answers_stay_with_who_gave_them() -> None:
    one = confidential()
    done = one.execute(cleo, Command.take_ownership())
    assert done.events[0].change == changes.OwnershipTaken((uuid(62),))
    assert ConversationEvent.from_json(done.events[0].to_json()) == done.events[0]
    taken = one.context.case(done.state)
    sights = [
        taken.sight(taken.relation(under_cleo, person))
        for person in (ben.person, cleo.person, admin.person, ana.person)
    ]
    (left,), *others = [sight.view().retained_answers for sight in sights]
    assert left.person == ben.person
    assert [(answer.question, answer.answer) for answer in left.answers] == [
        (uuid(62), views.Paragraph("Soon."))
    ]
    assert "Soon." not in repr(left)
    assert left.answers[0].rule is Rule("VIS-12")
    assert others == [(), (), ()]
    assert views.RetainedAnswers.from_json(left.to_json()) == left
    verdicts = [bool(sight.answer(Respondent.MANAGER, uuid(62), ben.person)) for sight in sights]
    assert verdicts == [True, False, False, False]
    record = sights[0].record(subjects.AnswerSubject(Respondent.MANAGER, uuid(62), ben.person))
    assert (record.granted, record.rule) == (True, Rule("VIS-12"))
    questions = [question.question for question in sights[1].view().parts[1].questions]
    assert questions == [uuid(61), uuid(62)]


def test_administrators_see_by_the_level() -> None:
    template, sight = reviewed_case().context.template, reviewed_case().sight(admin)
    assert template.settings(at(LATE)).administrators is visavis.Level.CAN_VIEW
    assert sight.standing is Standing.ADMINISTRATOR
    view = sight.view()
    assert [part.part for part in view.parts] == list(Respondent)
    refused = sight.may(Action.ANSWER)
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.rule) == ("not-participant", Rule("EDT-2"))
    none = case().sight(admin).fact(Fact.FRAME)
    assert (bool(none), none.revealed_by, none.rule) == (False, RevealedBy.ACCESS, Rule("VIS-3"))


DANA = Actor.vouched(org.id, uuid(5), active=True)


def test_an_hr_admin_has_an_office_by_scope() -> None:
    def sight(relation: Relation, organisation: Org = org) -> Sight:
        context = case().context
        context = visavis.Context(organisation, context.template, context.cycle, now=context.now)
        return context.case(launched).sight(relation)

    both = Relation.vouched(DANA, pair, hr_for_direct_report=True, hr_for_manager=True)
    one, none = (
        Relation.vouched(DANA, pair, hr_for_direct_report=True),
        Relation.vouched(DANA, pair),
    )
    by_one = Org(org.id, org.zone, conversations=True, covers_by_direct_report=True)
    assert by_one.covers_by_direct_report > org.covers_by_direct_report
    assert Org.from_json(by_one.to_json()) == by_one != org
    standings = [
        sight(relation, office).standing
        for relation, office in ((both, org), (one, org), (one, by_one), (none, by_one))
    ]
    administrator, stranger = Standing.ADMINISTRATOR, Standing.STRANGER
    assert standings == [administrator, stranger, administrator, stranger]
    others = Pair.vouched(org.id, direct_report=uuid(1), manager=uuid(7))
    with pytest.raises(visavis.MismatchError) as unbound:
        sight(Relation.vouched(DANA, others, hr_for_direct_report=True))
    assert (unbound.value.what, unbound.value.of) == ("relation", "conversation")


OFFICES = (
    "hr_for_direct_report",
    "hr_for_manager",
    "manages_direct_report",
    "only_super_admin",
)


def test_a_relation_says_how_one_stands_to_two() -> None:
    plain = Relation.vouched(DANA, pair)
    for name in OFFICES:
        some = Relation.vouched(DANA, pair, **{name: True})
        assert [getattr(some, each) for each in OFFICES] == [each == name for each in OFFICES]
        assert (some.actor, some.pair, some.person, some.organisation) == (
            *(DANA, pair, DANA.person),
            org.id,
        )
        assert some != plain
    ada, gone = (Actor.vouched(org.id, uuid(5), active=on, super_admin=on) for on in (True, False))
    assert (ada.active, ada.super_admin, gone.active, gone.super_admin) == (
        *(True, True),
        *(False, False),
    )
    assert Relation.vouched(ada, pair).super_admin > Relation.vouched(gone, pair).active
    for value in (plain, Relation.vouched(DANA, pair, hr_for_manager=True), ada, gone, pair):
        cls: Any = type(value)
        assert cls.from_json(value.to_json()) == value
        assert cls.from_dict(value.to_dict()) == value
        assert pickle.loads(pickle.dumps(value)) == value
        assert hash(cls.from_json(value.to_json())) == hash(value)
    with pytest.raises(visavis.JsonError):
        Relation.from_dict({**plain.to_dict(), "boss": True})
    with pytest.raises(visavis.JsonError):
        Actor.from_dict({"organisation": org.id, "person": uuid(5)})
    elsewhere = Pair.vouched(uuid(200), direct_report=uuid(1), manager=uuid(2))
    with pytest.raises(visavis.OrganisationMismatchError) as mixed:
        Relation.vouched(DANA, elsewhere)
    assert mixed.value.what == "pair"


def test_a_directory_says_how_one_stands_to_two() -> None:
    def stands(people: Directory, person: int) -> list[str]:
        relation = people.relation(uuid(person), pair)
        assert relation.actor == people.actor(uuid(person))
        assert relation == case().relation(people, uuid(person))
        return [name for name in OFFICES if getattr(relation, name)]

    assert stands(directory, 2) == ["manages_direct_report"]
    assert stands(directory, 3) == ["only_super_admin"]
    assert stands(under_cleo, 4) == ["manages_direct_report"]
    two = [PersonData(uuid(number), "Ada", super_admin=True) for number in (3, 6)]
    assert stands(Directory(DirectoryData(org.id, two)), 3) == []
    assert not directory.relation(uuid(77), pair).active
    elsewhere = Directory(DirectoryData(uuid(200), []))
    with pytest.raises(visavis.OrganisationMismatchError):
        case().sight(case().relation(elsewhere, ana.person))


def test_who_asks_is_not_mistaken() -> None:
    for made in (Actor, Relation, Pair):
        with pytest.raises(TypeError, match="cannot create"):
            made(org.id, uuid(1), uuid(2))  # type: ignore[call-arg]
    vouch: Any = Actor.vouched
    with pytest.raises(TypeError, match="active"):
        vouch(org.id, uuid(5))
    bad: Any = DANA
    ways = r"Directory\.relation\(person, pair\).*Case\.relation\(directory, person\)"
    share = Command.share()
    for call in (
        lambda: case().sight(bad),
        lambda: case().execute(bad, share),
        lambda: case().decide(bad, share),
    ):
        with pytest.raises(TypeError, match=ways):
            call()
    for bad in (None, 1, pair, DANA.person, "actor"):
        with pytest.raises(TypeError, match="expected a Relation"):
            case().sight(bad)
        with pytest.raises(TypeError, match="expected an Actor"):
            Relation.vouched(bad, pair)
    with pytest.raises(TypeError, match=r"an Actor .* `actor`"):
        visavis.offers(org, [], admin, [], now=at(LATE))  # type: ignore[arg-type]
    for bad in (None, launched, (uuid(1), uuid(2)), DANA):
        with pytest.raises(TypeError):
            directory.relation(uuid(1), bad)
        with pytest.raises(TypeError):
            Relation.vouched(DANA, bad)
    with pytest.raises(TypeError):
        Relation.vouched(DANA, pair, True)  # type: ignore[call-arg]


def test_notifications_are_of_the_conversation() -> None:
    done = case(DECIDED, ASKED).execute(admin, Command.allow_edit(Side.DIRECT_REPORT))
    other = confidential()
    with pytest.raises(visavis.MismatchError) as unbound:
        other.notifications(done.events, directory)
    assert (unbound.value.what, unbound.value.of) == ("event", "conversation")
    elsewhere = Directory(DirectoryData(uuid(200), []))
    for call in (
        lambda: case().notifications(done.events, elsewhere),
        lambda: case().ownership_prompt(elsewhere),
    ):
        with pytest.raises(visavis.OrganisationMismatchError):
            call()
    gone = Directory(DirectoryData(org.id, [PersonData(uuid(1), "Ana", active=False)]))
    assert case().notifications(done.events, gone) == []
    bad: Any
    for bad in (None, done.events[0], [launched], [None], "events"):
        with pytest.raises(TypeError):
            case().notifications(bad, directory)
    with pytest.raises(TypeError):
        case().ownership_prompt(None)  # type: ignore[arg-type]
    for bad in (None, "both", 1, [Side.MANAGER]):
        for make in (Command.allow_edit, Command.deny_edit):
            with pytest.raises(TypeError, match="expected Side"):
                make(bad)
