"""Whom a cycle is for: departments, groups and lists, and what everyone can expect."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest

import visavis
from visavis import (
    Context,
    Cycle,
    CycleCommand,
    CycleDraft,
    CycleEvidence,
    DepartmentData,
    Directory,
    DirectoryData,
    LockDate,
    MissingError,
    PersonData,
    Refused,
    Rule,
    Schedule,
    Side,
    Standing,
    changes,
    locks,
    participants,
    prospects,
)

from .world import (
    ada,
    at,
    case,
    cycle,
    directory,
    everyone,
    not_rolled_out,
    org,
    pair,
    review,
    reviewed_cycle,
    uuid,
)

NOW, MARCH = at("2026-02-02T09:00:00Z"), at("2026-03-01T00:00:00Z")
SALES, NORTH, REMOTE = uuid(40), uuid(41), uuid(70)

FACTS = DirectoryData(
    org.id,
    [
        PersonData(
            uuid(1),
            "Ana",
            manager=uuid(2),
            email="ana@acme.example",
            department=NORTH,
            groups=[REMOTE],
        ),
        PersonData(uuid(2), "Ben", email="ben@acme.example"),
        PersonData(uuid(5), "Dana", hr_admin=participants.Everyone()),
        PersonData(uuid(6), "Eve", hr_admin=participants.Only((SALES,))),
        PersonData(uuid(8), "Finn", manager=uuid(2)),
    ],
    departments=[DepartmentData(SALES), DepartmentData(NORTH, above=SALES)],
    groups=(REMOTE,),
)
PEOPLE = Directory(FACTS)


def outlooks(who: participants.Participants, people: Directory = PEOPLE) -> list[Any]:
    command = CycleCommand.set_participants(who)
    run = cycle.execute(org, not_rolled_out(), ada, command, now=NOW).state
    assert run.participants(MARCH) == who
    found = Context(org, review, run, now=MARCH).prospects(None, people)
    assert prospects.Prospects.from_json(found.to_json()) == found
    assert pickle.loads(pickle.dumps(found)) == found
    return [prospect.status for prospect in found.people]


def test_facts_have_departments_and_groups() -> None:
    ana, ben, dana, eve, _ = FACTS.people
    assert (ana.email, ana.department, ana.groups) == ("ana@acme.example", NORTH, (REMOTE,))
    assert (ben.department, ben.groups, ben.hr_admin) == (None, (), None)
    assert dana.hr_admin == participants.Everyone()
    assert eve.hr_admin == participants.Only((SALES,), ())
    assert FACTS.departments == (DepartmentData(SALES), DepartmentData(NORTH, above=SALES))
    assert FACTS.groups == (REMOTE,)
    for value in (FACTS, *FACTS.people, *FACTS.departments):
        cls: Any = type(value)
        assert cls.from_json(value.to_json()) == value == pickle.loads(pickle.dumps(value))
        assert cls.from_dict(value.to_dict()) == value
    assert "acme.example" not in repr(FACTS.people)
    assert DirectoryData(org.id, FACTS.people) != FACTS
    relations = [PEOPLE.relation(uuid(person), pair) for person in (5, 6)]
    standings = [case().sight(relation).standing for relation in relations]
    assert standings == [Standing.ADMINISTRATOR, Standing.STRANGER]  # Ben is not in sales.
    faulty = DirectoryData(org.id, FACTS.people, groups=[REMOTE, REMOTE])
    assert "group-repeated" in {fault.code for fault in Directory(faulty).faults}
    with pytest.raises(Refused) as refused:
        Directory(faulty, strict=True)
    assert {fault.code for fault in refused.value.faults} == {
        "department-unknown",
        "group-repeated",
    }
    assert refused.value.faults[0].parameters["group"] == REMOTE


def test_a_cycle_is_for_some() -> None:
    now, none, others = prospects.Now(), prospects.NoManager(), prospects.NotAmongParticipants()
    assert outlooks(participants.Everyone()) == [now, none, none, none, now]
    for who in (
        participants.Departments((SALES,)),
        participants.Groups((REMOTE,)),
        participants.List((uuid(1),)),
    ):
        assert outlooks(who) == [now, others, others, others, others]
        draft = CycleDraft(
            uuid(31), review.id, Schedule(date(2026, 3, 1), date(2026, 3, 31)), participants=who
        )
        assert draft.participants == who
        assert CycleDraft.from_json(draft.to_json()) == draft
        done = Cycle.set_up(org, review, ada, draft, now=NOW)
        change = done.events[0].change
        assert isinstance(change, changes.SetUp)
        assert change.participants == who
        assert type(change).from_json(change.to_json()) == change
        assert participants.from_dict(who.to_dict()) == who
    strangers = CycleCommand.set_participants(participants.Groups((uuid(99),)))
    run = cycle.execute(org, not_rolled_out(), ada, strangers, now=NOW)
    assert run.events[0].change == changes.ParticipantsSet(participants.Groups((uuid(99),)))
    found = Context(org, review, run.state, now=MARCH).prospects(None, PEOPLE)
    assert [(fault.code, fault.parameters) for fault in found.faults] == [
        ("group-unknown", {"group": uuid(99)})
    ]
    with pytest.raises(Refused, match="needs at least one group"):
        outlooks(participants.Groups(()))


def test_a_list_leaves_people_out_with_their_names() -> None:
    both = participants.List((uuid(1), uuid(8)))
    named = CycleCommand.set_participants(both)
    run = cycle.execute(org, not_rolled_out(), ada, named, now=NOW).state
    recorded = Context(org, review, run, now=MARCH).roll_out(None, PEOPLE).roster
    assert recorded is not None
    evidence = CycleEvidence(template=review, roster=recorded.state, directory=None)
    later = at("2026-03-10T09:00:00Z")
    one = participants.List((uuid(8),))
    with pytest.raises(Refused) as refused:
        run.decide(org, evidence, ada, CycleCommand.set_participants(one), now=later)
    assert (refused.value.code, refused.value.parameters) == ("leaves-out", {"left_out": 1})
    assert refused.value.faults[0].parameters == {"person": uuid(1)}
    known = CycleCommand.set_participants(one, leaving_out=[uuid(1)], id=uuid(900))
    done = run.execute(org, evidence, ada, known, now=later)
    assert run.decide(org, evidence, ada, known, now=later) == done.events
    assert done.state.participants(later) == one
    assert done.state.participants(NOW) == both
    assert CycleCommand.from_json(known.to_json()) == known


def test_departments_leave_people_out_by_the_directory() -> None:
    context = Context(org, review, cycle, now=MARCH)
    assert context.roll_out(None, PEOPLE).next is None
    recorded = context.roll_out(None, PEOPLE).roster
    assert recorded is not None
    roster, sales = recorded.state, participants.Departments((SALES,))
    assert roster.left_out(sales, PEOPLE) == (uuid(8),)
    assert roster.left_out(participants.List(()), None) == (uuid(1), uuid(8))
    known = CycleCommand.set_participants(sales, leaving_out=roster.left_out(sales, PEOPLE))
    later = at("2026-03-10T09:00:00Z")
    evidence = CycleEvidence(template=review, roster=roster, directory=PEOPLE)
    assert cycle.execute(org, evidence, ada, known, now=later).state.participants(later) == sales
    blind = CycleEvidence(template=review, roster=roster, directory=None)
    for ask in (
        lambda: roster.left_out(sales, None),
        lambda: cycle.execute(org, blind, ada, known, now=later),
    ):
        with pytest.raises(MissingError, match="needs a directory"):
            ask()


def test_a_cycle_can_be_rolled_out_at_any_time() -> None:
    early = Context(org, review, cycle, now=NOW).roll_out(None, PEOPLE)
    assert (early.roster, len(early.launched), early.next) == (None, 0, MARCH)
    late = Context(org, review, cycle, now=at("2026-04-01T09:00:00Z")).roll_out(None, PEOPLE)
    assert (late.roster, len(late.launched), late.next) == (None, 0, None)


def test_who_joins_is_told_what_is_closed() -> None:
    template, run = reviewed_cycle()
    late = Context(org, template, run, now=at("2026-03-17T09:20:00Z"))
    joiner = late.prospects(None, PEOPLE).joiner
    assert joiner is not None
    first, _ = joiner.closed
    assert (joiner.at, first.side) == (late.now, Side.DIRECT_REPORT)
    assert (first.refused.code, first.refused.rule) == ("submit-closed", Rule.REV_1)
    assert first.refused.parameters == {"date": date(2026, 3, 15)}
    assert joiner.passed_locks == (LockDate(locks.Question(uuid(12)), date(2026, 3, 12)),)
    over = Context(org, template, run, now=at("2026-04-01T09:00:00Z"))
    assert over.prospects(None, PEOPLE).joiner is None


def test_a_list_is_read() -> None:
    text = '\ufeffE-Mail\r\n"ANA@acme.example"\r\n\r\n ben@acme.example \r\n\r\n'
    for csv in (text, text.encode(), bytearray(text.encode())):
        assert PEOPLE.read_list(csv) == prospects.PeopleList((uuid(1), uuid(2)), 2)
    with pytest.raises(Refused) as refused:
        PEOPLE.read_list("ana@acme.example\nann@acme.example\nana@acme.example;x\n")
    assert [(fault.at, fault.code) for fault in refused.value.faults] == [
        ("line 2", "list-nobody"),
        ("line 3", "list-semicolon"),
    ]
    with pytest.raises(Refused) as latin:
        PEOPLE.read_list("jürgen@acme.example".encode("latin-1"))
    assert latin.value.faults[0].code == "list-not-utf8"
    with pytest.raises(Refused, match="names nobody"):
        PEOPLE.read_list("")
    bad: Any
    for bad in (None, 1, ["ana@acme.example"], memoryview(b"")):
        with pytest.raises(TypeError):
            PEOPLE.read_list(bad)


def test_what_are_no_participants_is_refused() -> None:
    bad: Any
    read = PEOPLE.read_list("ana@acme.example")
    for bad in (
        "nobody",
        1,
        {},
        participants.Only(),
        participants.List,
        {"list": [1]},
        [uuid(1)],
        read,
    ):
        with pytest.raises(TypeError, match=r"expected participants\.Everyone, .* or List"):
            CycleCommand.set_participants(bad)
        with pytest.raises(TypeError, match=r"expected participants\.Everyone, .* or List"):
            CycleDraft(uuid(31), review.id, cycle.schedule(NOW), participants=bad)
    for bad in (uuid(1), ["x"], 1, [None]):
        with pytest.raises(TypeError):
            CycleCommand.set_participants(participants.Everyone(), leaving_out=bad)
        for named in ("groups", "departments"):
            with pytest.raises(TypeError):
                DirectoryData(org.id, everyone, **{named: bad})
        with pytest.raises(TypeError):
            PersonData(uuid(1), "Ana", groups=bad)
    for bad in ("nobody", 1, participants.Groups((REMOTE,)), ()):
        with pytest.raises((visavis.JsonError, TypeError)):
            PersonData(uuid(1), "Ana", hr_admin=bad)
    with pytest.raises(visavis.MissingError):
        Context(org, review, now=NOW).prospects(None, directory)
