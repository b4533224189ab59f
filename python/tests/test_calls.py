"""Calls that the examples do not make by themselves."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from datetime import date
from itertools import product
from typing import Any

import pytest

from visavis import (
    Action,
    Actor,
    AdminReview,
    Command,
    ConfidentialReader,
    Context,
    Conversation,
    Cycle,
    CycleCommand,
    CycleDraft,
    CycleEvidence,
    CycleTimes,
    Destroyed,
    Directory,
    DirectoryData,
    Fact,
    LaunchAt,
    LaunchedConversations,
    LaunchNever,
    LaunchWaits,
    Level,
    LockDate,
    LockTime,
    LogError,
    Org,
    PersonData,
    Phase,
    Refusal,
    Refused,
    Relation,
    Respondent,
    Reviewed,
    ReviewTimes,
    RollOut,
    Roster,
    Rule,
    Schedule,
    Side,
    Stage,
    Standing,
    Template,
    TemplateCommand,
    TemplateEvidence,
    TemplateKind,
    Verdict,
    Visibility,
    changes,
    locks,
    subjects,
)
from visavis.answers import Stars
from visavis.questions import ContentDraft, Format, Question, Scale

from .world import (
    ada,
    admin,
    ana,
    at,
    ben,
    case,
    check_in,
    cycle,
    deployed,
    directory,
    draft,
    not_rolled_out,
    org,
    pair,
    recorded,
    review,
    reviewed_case,
    reviewed_cycle,
    rolled_out,
    unused,
    uuid,
)

BEFORE, NOW = at("2026-01-01T09:00:00Z"), at("2026-02-02T09:00:00Z")


def test_decide_gives_the_events_of_execute() -> None:
    save = Command.save({uuid(11): "We shipped in time."})
    assert case().decide(ana, save) == case().execute(ana, save).events
    undeploy = TemplateCommand.undeploy()
    decided = check_in.decide(org, unused, ada, undeploy, now=NOW)
    assert decided == check_in.execute(org, unused, ada, undeploy, now=NOW).events
    assert isinstance(decided[0].change, changes.Undeployed)
    lock = CycleCommand.lock_on_share(True)
    events = cycle.decide(org, not_rolled_out(), ada, lock, now=NOW)
    assert events == cycle.execute(org, not_rolled_out(), ada, lock, now=NOW).events
    assert isinstance(events[0].change, changes.Rescheduled)


def test_every_aggregate_is_replayed() -> None:
    now = at("2026-01-05T09:00:00Z")
    created = Template.create(org, ada, draft(), now=now)
    done = created.state.execute(org, unused, ada, TemplateCommand.deploy(), now=NOW)
    log = [*created.events, *done.events]
    assert Template.replay(log) == Template.replay_until(iter(log), NOW) == done.state
    assert Template.replay_until(log, now) == created.state
    assert Template.replay_until(log, BEFORE) is None
    schedule = cycle.schedule(NOW)
    set_up = Cycle.set_up(org, review, ada, CycleDraft(uuid(31), review.id, schedule), now=now)
    later = CycleCommand.move_start(date(2026, 3, 9))
    moved = set_up.state.execute(org, not_rolled_out(), ada, later, now=NOW)
    run = [*set_up.events, *moved.events]
    assert Cycle.replay(iter(run)) == Cycle.replay_until(run, NOW) == moved.state
    assert Cycle.replay_until(run, now) == set_up.state
    assert Cycle.replay_until(run, BEFORE) is None
    shown, roster = recorded.events, recorded.state
    assert Roster.replay(shown) == Roster.replay_until(shown, shown[0].at) == roster
    assert Roster.replay_until(shown, NOW) is None
    launched = rolled_out.launched[0]
    assert Conversation.replay(launched.events) == launched.state
    assert Conversation.replay_until(launched.events, NOW) is None
    # A log that cannot have happened tells nothing, however early one asks.
    with pytest.raises(LogError):
        Template.replay_until(log[1:], BEFORE)
    assert isinstance(rolled_out, RollOut)
    assert rolled_out.template_revision == review.revision


def test_what_is_launched_is_a_sequence() -> None:
    people = [PersonData(uuid(2), "Ben")]
    people += [PersonData(uuid(10 + each), "Somebody", manager=uuid(2)) for each in range(5)]
    context = Context(org, review, cycle, now=at("2026-03-01T00:00:00Z"))
    launched = context.roll_out(None, Directory(DirectoryData(org.id, people))).launched
    plain = tuple(launched)
    assert isinstance(launched, Sequence)
    assert [new.state.direct_report for new in plain] == [uuid(10 + n) for n in range(5)]
    assert (len(launched), len(list(launched)), bool(launched), bool(launched[:0])) == (
        5,
        5,
        True,
        False,
    )
    for place in range(-5, 5):
        assert launched[place] == plain[place]
    for beyond in (5, -6, 1 << 80, -(1 << 80)):
        with pytest.raises(IndexError):
            launched[beyond]
    bounds = [None, *range(-7, 8)]
    for start, stop in product(bounds, bounds):
        for step in (None, -3, -2, -1, 1, 2, 9):
            part = slice(start, stop, step)
            assert tuple(launched[part]) == plain[part]
    assert launched[1:3] == LaunchedConversations(plain[1:3]) != LaunchedConversations(plain[:2])
    assert launched != plain
    assert tuple(reversed(launched)) == plain[::-1]
    _, second, *rest = launched
    assert second in launched
    assert second not in launched[2:]
    assert object() not in launched
    assert (launched.count(second), launched[2:].count(second), launched.count(None)) == (1, 0, 0)
    assert launched.index(second) == launched.index(second, -4, -3) == 1
    for start, stop in ((2, 5), (-3, 5), (0, 1), (-9, -4), (4, 1)):
        with pytest.raises(ValueError, match="not among"):
            launched.index(second, start, stop)
    assert rest == list(launched[2:])
    wrong: Any
    for wrong in ("0", 1.0, None):
        with pytest.raises(TypeError):
            launched[wrong]
        with pytest.raises(TypeError):
            LaunchedConversations([wrong])


def test_a_conversation_from_its_notes_to_its_goals() -> None:
    said = case().execute(ana, Command.save({uuid(11): "We shipped in time."})).state
    said = case(conversation=said).execute(ana, Command.share()).state
    said = case(conversation=said).execute(ana, Command.confirm_meeting()).state
    said = case(conversation=said).execute(ben, Command.untick_meeting()).state
    said = case(conversation=said).execute(ana, Command.create_goal("goal/7")).state
    said = case(conversation=said).execute(ana, Command.write_notes("Soon.")).state
    view = case(conversation=said).sight(ben).view()
    assert [goal.goal for goal in view.goals] == ["goal/7"]
    assert [notes.text for notes in view.notes] == ["Soon."]
    assert view.meeting is not None
    assert not view.meeting.confirmed
    sight = case(conversation=said).sight(ana)
    assert [sight.stage(part) for part in Respondent] == [Stage.SHARED, Stage.DRAFT]
    assert [sight.stage(side) for side in Side] == [Stage.SHARED, Stage.DRAFT]
    for action in (Action.CREATE_GOAL, Action.WRITE_NOTES, Action.UNTICK_MEETING):
        assert sight.may(action)
    stranger = case().sight(Relation.vouched(Actor.vouched(org.id, uuid(77), active=True), pair))
    with pytest.raises(Refused, match="there is no such conversation"):
        stranger.view()
    assert stranger.standing is Standing.STRANGER


def test_a_command_with_an_id_is_carried_out_once() -> None:
    save = Command.save({uuid(11): "We shipped in time."}, id=uuid(900))
    done = case().execute(ana, save)
    assert done.events[0].command == uuid(900)
    again = case(conversation=done.state).execute(ana, save)
    assert (again.events, again.repeated) == ((), 2)
    with pytest.raises(Refused) as reused:
        case(conversation=done.state).execute(ana, Command.share(id=uuid(900)))
    assert reused.value.code == "command-id-reused"


def test_instants_of_a_cycle() -> None:
    times = Context(org, review, cycle, now=NOW).cycle_times
    assert isinstance(times, CycleTimes)
    assert times.launch == LaunchAt(at("2026-03-01T00:00:00Z"), quiet=False)
    assert (times.start_date, times.end_date) == (date(2026, 3, 1), date(2026, 3, 31))
    assert times.phase(times.close) is Phase.CLOSED
    assert times.close == at("2026-04-07T23:00:00Z")
    later = draft(TemplateKind.SCHEDULED, "Later")
    created = Template.create(org, ada, later, now=NOW).state
    waits = Context(org, created, cycle, now=NOW).cycle_times
    assert waits is not None
    assert waits.launch == LaunchWaits()
    never = Context(org, created, cycle, now=at("2026-05-01T00:00:00Z")).cycle_times
    assert never is not None
    assert never.launch == LaunchNever()
    for one in (times, waits, never):
        assert pickle.loads(pickle.dumps(one)) == one
    assert times != waits
    assert len({times, waits, never}) == 3


def test_instants_of_an_admin_review() -> None:
    times = reviewed_case().context.cycle_times
    assert times is not None
    assert times.review == ReviewTimes(
        Reviewed.BOTH,
        at("2026-03-16T00:00:00Z"),
        date(2026, 3, 15),
        at("2026-03-21T00:00:00Z"),
        date(2026, 3, 20),
    )
    lock = LockTime(locks.Question(uuid(12)), date(2026, 3, 12), at("2026-03-13T00:00:00Z"), True)
    assert times.locks == (lock,)
    again = pickle.loads(pickle.dumps(times))
    assert again == times
    assert (again.review, again.locks) == (times.review, times.locks)
    assert [times.phase(at(f"2026-03-{day}T09:00:00Z")) for day in (10, 16, 21)] == [
        Phase.OPEN,
        Phase.UNDER_REVIEW,
        Phase.SHARING,
    ]
    for bad in (None, "list", uuid(12), Side.MANAGER):
        with pytest.raises(TypeError, match=r"locks\.List or locks\.Question"):
            CycleCommand.unlock(bad)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected AdminReview"):
        CycleCommand.set_review({})  # type: ignore[arg-type]


def test_a_schedule_is_changed_by_commands() -> None:
    template, run = reviewed_cycle()
    evidence = not_rolled_out(template)
    list_lock = LockDate(locks.List(Side.MANAGER), date(2026, 3, 14))
    for command in (
        CycleCommand.move_end(date(2026, 4, 3)),
        CycleCommand.move_dates(date(2026, 3, 2), date(2026, 4, 4)),
        CycleCommand.change_grace(2),
        CycleCommand.lock(list_lock.on, list_lock.date),
        CycleCommand.unlock(locks.Question(uuid(12))),
        CycleCommand.move_submit(date(2026, 3, 16)),
        CycleCommand.move_review(date(2026, 3, 23)),
    ):
        done = run.execute(org, evidence, ada, command, now=NOW)
        assert run.decide(org, evidence, ada, command, now=NOW) == done.events
        assert type(command).from_json(command.to_json()) == command
        run = done.state
    schedule = Schedule(
        date(2026, 3, 2),
        date(2026, 4, 4),
        grace_days=2,
        review=AdminReview(date(2026, 3, 16), date(2026, 3, 23), Reviewed.BOTH),
        locks=(list_lock,),
    )
    assert run.schedule(NOW) == schedule
    assert Schedule.from_json(schedule.to_json()) == schedule
    assert schedule.lock(locks.List(Side.MANAGER)) == date(2026, 3, 14)
    assert CycleDraft(uuid(31), template.id, schedule).schedule == schedule
    bare = run.execute(org, evidence, ada, CycleCommand.set_review(None), now=NOW).state
    assert bare.schedule(NOW).review is None
    with pytest.raises(Refused) as refused:
        bare.execute(org, evidence, ada, CycleCommand.move_review(date(2026, 3, 24)), now=NOW)
    assert refused.value.code == "no-review"


def test_a_part_is_submitted_before_it_is_shared() -> None:
    save = Command.save({uuid(11): "We shipped in time.", uuid(12): Stars(4)})
    said = reviewed_case().execute(ana, save)
    assert reviewed_case(conversation=said.state).sight(ana).primary_action is Action.SUBMIT
    done = reviewed_case(conversation=said.state).execute(ana, Command.submit())
    assert done.events[0].change == changes.Submitted(Respondent.DIRECT_REPORT)
    submitted = reviewed_case("2026-03-11T09:00:00Z", done.state)
    assert submitted.sight(ana).stage(Respondent.DIRECT_REPORT) is Stage.SUBMITTED
    assert submitted.sight(ben).stage(Respondent.DIRECT_REPORT) is Stage.DRAFT
    for part in (Respondent.DIRECT_REPORT, Side.DIRECT_REPORT):
        known = [bool(submitted.sight(one).fact(Fact.SUBMISSION, part)) for one in (ana, ben)]
        assert known == [True, False]
    own, other = (submitted.sight(one).view() for one in (ana, ben))
    assert own.parts[0].submitted_at == at("2026-03-10T09:00:00Z")
    assert other.parts[0].submitted_at is None
    assert (own.frame.submit_until, own.frame.review_until) == (
        date(2026, 3, 15),
        date(2026, 3, 20),
    )
    refused = submitted.sight(ana).may(Action.SHARE)
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.until) == ("under-review", at("2026-03-21T00:00:00Z"))
    sharing = reviewed_case("2026-03-21T00:00:00Z", done.state)
    assert sharing.phase is Phase.SHARING
    assert sharing.execute(ana, Command.share()).events[0].change == changes.Shared(
        Respondent.DIRECT_REPORT
    )


def test_a_question_locks_on_its_date() -> None:
    sight = reviewed_case("2026-03-13T00:00:00Z").sight(ana)
    first, second = (question.editing for question in sight.view().parts[0].questions)
    assert first is not None
    assert second is not None
    assert (first.open, first.refused) == (sight.may_edit(uuid(11)), None)
    assert (second.open, second.refused) == (None, sight.may_edit(uuid(12)))
    assert second.refused is not None
    assert second.refused.since == at("2026-03-13T00:00:00Z")
    record = sight.record(subjects.Edit(uuid(12)))
    assert (record.granted, record.rule) == (False, Rule("CYC-8"))
    assert record.subject == subjects.Edit(uuid(12))
    of_ana, of_ben = (reviewed_case().sight(one).timeline() for one in (ana, ben))
    assert [(boundary.begins, boundary.locks) for boundary in of_ana.boundaries][:3] == [
        (Phase.OPEN, None),
        (None, locks.Question(uuid(12))),
        (Phase.UNDER_REVIEW, None),
    ]
    assert all(boundary.locks is None for boundary in of_ben.boundaries)
    assert type(of_ana).from_json(of_ana.to_json()) == of_ana
    with pytest.raises(Refused, match="there is no such conversation"):
        case().sight(admin).timeline()


def test_conversations_are_destroyed_with_their_number_known() -> None:
    rows = [case().index_row()]
    used = TemplateEvidence(rows=rows, cycles=[])
    for said, code in ((None, "undeployed-in-progress"), (0, "destroyed-miscounted")):
        command = (
            TemplateCommand.undeploy()
            if said is None
            else TemplateCommand.undeploy_and_destroy(said)
        )
        with pytest.raises(Refused) as refused:
            review.execute(org, used, ada, command, now=NOW)
        assert (refused.value.code, refused.value.rule) == (code, Rule("TPL-13"))
    command = TemplateCommand.undeploy_and_destroy(1, id=uuid(900))
    assert command.to_dict() == {
        "id": str(uuid(900)),
        "command": {"undeploy_and_destroy": {"conversations": 1}},
    }
    assert repr(command) == "<TemplateCommand undeploy_and_destroy>"
    done = review.execute(org, used, ada, command, now=NOW)
    assert done.state.to_purge(row for row in rows * 2) == (case().conversation.id,) * 2
    assert (done.state.to_purge([]), review.to_purge(rows)) == ((), ())
    assert check_in.to_purge(rows) == ()
    with pytest.raises(Destroyed) as destroyed:
        Context(org, done.state, cycle, now=NOW).case(case().conversation)
    assert (destroyed.value.conversation, destroyed.value.at) == (case().conversation.id, NOW)
    for bad in (None, rows[0], [case().conversation], [uuid(1)]):
        with pytest.raises(TypeError):
            done.state.to_purge(bad)  # type: ignore[arg-type]
    for wrong in (-1, 2**64):
        with pytest.raises(OverflowError):
            TemplateCommand.undeploy_and_destroy(wrong)


def test_dates_in_refusals_are_dates() -> None:
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    review_after_the_end = AdminReview(first, date(2026, 4, 1), Reviewed.BOTH)
    template, run = reviewed_cycle()
    for command, expected in (
        (
            CycleCommand.set_review(review_after_the_end),
            {"start": first, "submit": first, "review": date(2026, 4, 1), "end": last},
        ),
        (
            CycleCommand.lock(locks.Question(uuid(11)), last),
            {"start": first, "lock": last, "end": last},
        ),
    ):
        with pytest.raises(Refused) as refused:
            run.execute(org, not_rolled_out(template), ada, command, now=NOW)
        assert refused.value.faults[0].parameters == expected
    ended = CycleCommand.change_grace(0)
    with pytest.raises(Refused) as refused:
        run.execute(org, not_rolled_out(template), ada, ended, now=at("2026-04-02T09:00:00Z"))
    assert refused.value.faults[0].parameters == {"last": last, "today": date(2026, 4, 2)}
    locked = reviewed_case("2026-03-14T09:00:00Z").sight(ana).may_edit(uuid(12))
    assert isinstance(locked, Refusal)
    assert locked.parameters == {"lock": "question", "date": date(2026, 3, 12)}


def test_a_template_keeps_what_its_cycles_need() -> None:
    template, run = reviewed_cycle()
    shut = TemplateCommand.change_settings({"administrators": Level.NO_ACCESS})
    both = TemplateEvidence(rows=[], cycles=iter([cycle, run]))
    with pytest.raises(Refused) as refused:
        template.execute(org, both, ada, shut, now=NOW)
    (fault,) = refused.value.faults
    assert (fault.code, fault.rule) == ("reviewed-unread", Rule("REV-7"))
    assert fault.parameters == {"cycle": run.id}
    with pytest.raises(Refused):
        template.decide(org, TemplateEvidence(rows=(), cycles=[run]), ada, shut, now=NOW)
    for used in (unused, TemplateEvidence(rows=(), cycles=[cycle])):
        assert template.execute(org, used, ada, shut, now=NOW).events
    bad: Any
    for bad in (None, run, [template], [None], 7):
        with pytest.raises(TypeError):
            TemplateEvidence(rows=[], cycles=bad)
        with pytest.raises(TypeError):
            TemplateEvidence(rows=bad, cycles=[])


def test_evidence_is_not_forgotten() -> None:
    template: Any = check_in
    run: Any = cycle
    undeploy, lock = TemplateCommand.undeploy(), CycleCommand.lock_on_share(True)
    forgetful: list[Callable[[], object]] = [
        lambda: template.execute(org, ada, undeploy, now=NOW),
        lambda: template.decide(org, None, ada, undeploy, now=NOW),
        lambda: run.execute(org, ada, lock, now=NOW),
        lambda: run.decide(org, review, ada, lock, now=NOW),
        lambda: TemplateEvidence(rows=[]),  # type: ignore[call-arg]
        lambda: TemplateEvidence(cycles=[]),  # type: ignore[call-arg]
        lambda: CycleEvidence(template=review, roster=None),  # type: ignore[call-arg]
        lambda: CycleEvidence(roster=None, directory=None),  # type: ignore[call-arg]
        lambda: Context(org, review, cycle, now=NOW).roll_out(directory),  # type: ignore
        lambda: Context(org, review, cycle, now=NOW).prospects(directory),  # type: ignore
    ]
    for call in forgetful:
        with pytest.raises(TypeError):
            call()


def test_rows_and_states_say_when() -> None:
    row, conversation = case().index_row(), case().conversation
    assert row.launched_at == conversation.launched_at == at("2026-03-01T00:00:00Z")
    assert row.closes_at == at("2026-04-07T23:00:00Z")
    assert conversation.person(Side.MANAGER) == ben.person
    # It exists, whatever the clock of whoever asks says.
    early = case("2026-02-01T00:00:00Z")
    assert (early.phase, early.is_current) == (Phase.OPEN, True)
    assert early.next_boundary == at("2026-03-31T23:00:00Z")
    done = early.execute(ana, Command.save({uuid(11): "We shipped in time."}))
    assert done.events[0].at == conversation.launched_at


def test_verdicts_say_what_is_visible() -> None:
    seen = case().sight(ana).answer(Respondent.DIRECT_REPORT, uuid(11))
    hidden = case().sight(admin).answer(Respondent.DIRECT_REPORT, uuid(11))
    assert case().sight(ana).answer(Side.DIRECT_REPORT, uuid(11)) == seen
    assert (seen.visibility, hidden.visibility) == (Visibility.VISIBLE, Visibility.HIDDEN)
    assert Verdict(seen.visibility, seen.rule) == seen != hidden


def test_a_question_is_cloned() -> None:
    clone = TemplateCommand.clone_question(uuid(11), uuid(13))
    content = review.execute(org, unused, ada, clone, now=NOW).state.latest_content
    assert content is not None
    assert [question.id for question in content.questions(Side.DIRECT_REPORT)][:2] == [
        uuid(11),
        uuid(13),
    ]
    copy = check_in.copy(org, ada, uuid(60), "Check-in, sales", now=NOW).state
    assert copy.settings(NOW).name == "Check-in, sales"


def test_forms_offer_references_and_name_confidants() -> None:
    office = Org(org.id, "Europe/Lisbon", conversations=True, offers_references=True)
    assert office.offers_references
    made = draft(TemplateKind.SCHEDULED, "Review", uuid(40))
    content = ContentDraft(
        Format.one_directional(Side.MANAGER),
        manager=(
            Question(uuid(41), "How?", Scale(5), mandatory=True),
            Question(uuid(42), "Ready?", Scale(5), confidential=True),
        ),
    )
    settings = {"name": "Review", "administrators": "can_view", "skip_levels": "can_view"}
    made = type(made)(made.id, made.kind, settings, content)
    assert made.content == content
    assert made.settings.name == "Review"
    template = deployed(made)
    march = Schedule(date(2026, 3, 1), date(2026, 3, 31))
    set_up = CycleDraft(uuid(43), template.id, march)
    run = Cycle.set_up(office, template, ada, set_up, now=NOW).state
    context = Context(office, template, run, now=at("2026-03-01T00:00:00Z"))
    launched = context.roll_out(None, directory).launched[0].state
    view = context.case(launched).sight(ben).view(["objective/1"])
    assert view.references == ("objective/1",)
    assert view.parts[0].questions[1].confidential_to == (
        ConfidentialReader.ADMINISTRATORS,
        ConfidentialReader.SKIP_LEVEL_MANAGER,
    )
