"""What a change would bring about."""

from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any

import pytest

import visavis
from visavis import (
    Action,
    Context,
    Conversation,
    CycleCommand,
    Directory,
    DirectoryData,
    Level,
    Permission,
    Phase,
    Refused,
    Respondent,
    Standing,
    locks,
    preview,
    previews,
    subjects,
)

from .world import (
    ada,
    admin,
    ana,
    at,
    ben,
    case,
    cleo,
    cycle,
    directory,
    launched,
    not_rolled_out,
    org,
    review,
    reviewed_case,
    reviewed_cycle,
    under_cleo,
    uuid,
)

READ, REVIEWED = reviewed_cycle()
BEFORE, NOW = at("2026-01-07T09:00:00Z"), at("2026-03-13T09:00:00Z")


def facts(
    command: CycleCommand | None = None, people: Directory = directory
) -> previews.PreviewInputs:
    """Return the facts under admin review, after a change."""
    run = REVIEWED
    if command:
        run = run.execute(org, not_rolled_out(READ), ada, command, now=BEFORE).state
    return previews.PreviewInputs(Context(org, READ, run, now=NOW), people)


def test_nothing_changes_by_nothing() -> None:
    nothing = preview(admin.person, facts(), facts(), [launched])
    assert nothing == previews.Preview((), None, None, ())
    assert nothing.to_json() == '{"moved":[],"conversations":[]}'
    assert previews.Preview.from_json(nothing.to_json()) == nothing


def test_a_question_would_be_unlocked() -> None:
    question = locks.Question(uuid(12))
    opened = preview(admin.person, facts(), facts(CycleCommand.unlock(question)), iter([launched]))
    goes = previews.BoundaryMove(None, question, None, None, at("2026-03-13T00:00:00Z"), None)
    assert opened.moved == (goes,)
    assert json.loads(goes.to_json()) == {
        "locks": {"question": str(uuid(12))},
        "from": "2026-03-13T00:00:00Z",
        "to": None,
    }
    (change,) = opened.conversations
    (into,) = change.let_in
    assert (change.conversation, into.person, into.to) == (
        launched.id,
        ana.person,
        subjects.Edit(uuid(12)),
    )
    assert isinstance(into.open, Permission)
    back = preview(admin.person, facts(CycleCommand.unlock(question)), facts(), [launched])
    (out,) = back.conversations[0].locked_out
    assert (out.person, out.of, out.refused.code) == (ana.person, into.to, "locked-by-date")
    assert (back.moved[0].from_, back.moved[0].to) == (None, at("2026-03-13T00:00:00Z"))
    for one in (opened, back):
        assert previews.Preview.from_json(one.to_json()) == one
        assert previews.Preview.from_dict(one.to_dict()) == one
        assert pickle.loads(pickle.dumps(one)) == one
        assert hash(pickle.loads(pickle.dumps(one))) == hash(one)


def test_levels_would_change() -> None:
    before, after = (
        previews.PreviewInputs(Context(org, template, cycle, now=NOW), directory)
        for template in (READ, review)
    )
    shut = preview(admin.person, before, after, [launched])
    assert shut.administrators == previews.LevelChange(Level.CAN_VIEW, Level.NO_ACCESS)
    assert shut.administrators is not None
    assert shut.administrators.to_dict() == {"from": "can_view", "to": "no_access"}
    assert shut.skip_levels is None
    (lost,) = shut.conversations[0].lost
    assert (lost.person, lost.standing, lost.part) == (admin.person, Standing.ADMINISTRATOR, None)
    assert subjects.Frame() in lost.facts
    assert subjects.Submission(Respondent.MANAGER) in lost.facts
    with pytest.raises(ValueError, match="missing field `from`"):
        previews.LevelChange.from_dict({"to": "no_access"})
    for wrong in ({"from_": "no_access", "to": "no_access"}, {"from": 1, "to": "no_access"}):
        with pytest.raises(ValueError):
            previews.LevelChange.from_dict(wrong)


def test_a_new_manager_would_see_the_frame() -> None:
    moved = preview(admin.person, facts(), facts(people=under_cleo), [launched])
    (gained,) = moved.conversations[0].gained
    assert (gained.person, gained.standing) == (cleo.person, Standing.NEW_MANAGER)
    assert gained.facts == (subjects.Frame(),)
    assert moved.moved == ()


def test_whoever_may_not_ask_is_refused() -> None:
    for by, rule in ((ana, "TPL-15"), (ben, "TPL-15"), (cleo, "PAR-5")):
        with pytest.raises(Refused) as refused:
            preview(by.person, facts(), facts(), [])
        assert refused.value.rule == rule
    other = previews.PreviewInputs(
        Context(org, review, cycle, now=at("2026-03-14T09:00:00Z")), directory
    )
    with pytest.raises(visavis.MismatchError):
        preview(admin.person, facts(), other, [])
    elsewhere = previews.PreviewInputs(facts().context, Directory(DirectoryData(uuid(200), [])))
    with pytest.raises(visavis.OrganisationMismatchError):
        preview(admin.person, facts(), elsewhere, [])


def test_what_are_no_facts_is_refused() -> None:
    one = facts()
    context, people = one.context, one.directory
    bad: Any
    for bad in (
        None,
        (context, people),
        context,
        previews.PreviewInputs(people, context),  # type: ignore[arg-type]
        previews.PreviewInputs(context, None),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError):
            preview(admin.person, bad, one, [])
        with pytest.raises(TypeError):
            preview(admin.person, one, bad, [])
    for bad in (None, launched, [None], [case()]):
        with pytest.raises(TypeError):
            preview(admin.person, one, one, bad)
    with pytest.raises(TypeError, match="expected a UUID"):
        preview(admin, one, one, [])  # type: ignore[arg-type]


def test_facts_are_values() -> None:
    one = facts()
    assert one == pickle.loads(pickle.dumps(one)) != facts(people=under_cleo)
    assert hash(one) == hash(facts())


def test_a_move_is_told_in_order() -> None:
    later = facts(CycleCommand.move_end(date(2026, 4, 3)))
    moves = preview(admin.person, facts(), later, []).moved
    assert [(move.begins, move.to and move.to.date()) for move in moves] == [
        (Phase.GRACE, date(2026, 4, 3)),
        (Phase.CLOSED, date(2026, 4, 10)),
    ]


def test_deadlines_are_told_of_each_person() -> None:
    later = facts(CycleCommand.move_end(date(2026, 4, 3)))
    told = preview(admin.person, facts(), later, [launched])
    moves = told.conversations[0].moved
    assert {move.person for move in moves} == {ana.person, ben.person}
    assert all(isinstance(move, previews.DeadlineMove) and move.from_ < move.to for move in moves)
    notes = [move for move in moves if subjects.Action(Action.WRITE_NOTES) in move.of]
    assert [move.to.date() for move in notes] == [date(2026, 4, 10)] * 2
    assert previews.Preview.from_json(told.to_json()) == told


def test_a_conversation_of_another_cycle_is_unbound() -> None:
    check_in = case().context
    assert check_in.cycle is not None
    stray = Conversation.from_json(
        launched.to_json().replace(str(cycle.id), str(uuid(77))),
    )
    with pytest.raises(visavis.MismatchError):
        preview(admin.person, facts(), facts(), [stray])
    assert not reviewed_case().sight(admin).may(Action.ANSWER)
