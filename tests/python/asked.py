"""What is asked of handles: each question by the ordinary method that it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from handed import Unplayable, instant, read_subject, related, uuid
from values import dumps, each, held, pictured, same, written, written_out

import visavis
from visavis import (
    Calendar,
    Case,
    ConversationEvent,
    Directory,
    Fact,
    NotificationKind,
    Pair,
    Refusal,
    Refused,
    Roster,
    Sight,
    participants,
    subjects,
)
from visavis.notifications import Notification


def named(question: Any) -> tuple[str, Any]:
    """Return the name of a question, and what it is about."""
    if isinstance(question, str):
        return question, None
    ((name, of),) = question.items()
    return name, of


def needed(people: Directory | None) -> Directory:
    if people is None:
        raise Unplayable("there are no people")
    return people


def of_sight(seen: Sight, people: Directory | None, question: Any) -> str:
    name, of = named(question)
    if name == "view":
        return written_out(seen.view(of["references"]))
    if name == "row":
        return written_out(seen.row(needed(people)))
    if name == "actions":
        return written_out(seen.actions())
    if name == "share_prompt":
        return each(seen.share_prompt())
    if name == "record":
        return written_out(seen.record(read_subject(of)))
    if name in ("timeline", "drawn_timeline"):
        return drawn(seen.timeline(), question)
    return verdict(seen, name, of)


def verdict(seen: Sight, name: str, of: Any) -> str:
    """Return whether somebody may see or do something."""
    about = {"may": {"action": of}, "may_edit": {"edit": {"question": of}}}
    asks = read_subject(about.get(name, {name: of}))
    if isinstance(asks, subjects.AnswerSubject):
        return written_out(seen.answer(asks.part, asks.question, asks.earlier_manager))
    if isinstance(asks, subjects.Fact):
        fact, whose = FACTS[type(asks.fact)], vars(asks.fact).values()
        return written_out(seen.fact(fact, *whose))
    may = seen.may_edit(asks.question) if isinstance(asks, subjects.Edit) else seen.may(asks.action)
    if isinstance(may, Refusal):
        raise Refused(may)
    return written_out(may)


FACTS = {
    subjects.Frame: Fact.FRAME,
    subjects.Progress: Fact.PROGRESS,
    subjects.EarlierManagers: Fact.EARLIER_MANAGERS,
    subjects.Goals: Fact.GOALS,
    subjects.EarlierNotes: Fact.EARLIER_NOTES,
    subjects.Submission: Fact.SUBMISSION,
    subjects.Requests: Fact.REQUESTS,
    subjects.LastEdit: Fact.LAST_EDIT,
    subjects.Notes: Fact.NOTES,
}


def of_sights(seen: Sequence[Sight], people: Directory | None, question: Any) -> str:
    name, of = named(question)
    if name == "lists":
        return written_out(visavis.lists(seen, needed(people)))
    if name == "earlier":
        return each(seen[0].earlier(seen[1:]))
    if name == "edit_requests":
        return each(visavis.edit_requests(seen))
    return perhaps(visavis.edit_requests_digest(seen, visavis.parse_date(of)))


def of_case(case: Case, people: Directory | None, question: Any) -> str:
    name, of = named(question)
    if name == "index_row":
        return written_out(case.index_row())
    if name == "notifications":
        happened = [ConversationEvent.from_json(dumps(event)) for event in of]
        told = case.notifications(happened, needed(people))
        return "[" + ",".join(notifications_for(one) for one in told) + "]"
    if name == "ownership_prompt":
        return perhaps(case.ownership_prompt(needed(people)))
    return drawn(case.timeline(), question)


def drawn(timeline: visavis.views.Timeline, question: Any) -> str:
    return pictured(timeline, named(question)[1])


def of_directory(people: Directory, question: Any) -> str:
    name, of = named(question)
    if name == "faults":
        return each(people.faults)
    if name == "actor":
        return written_out(people.actor(uuid(of)))
    if name == "relation":
        pair = held(Pair.from_dict(of["pair"]))
        return written_out(related(people.relation(uuid(of["person"]), pair)))
    if name == "list":
        return written_out(people.read_list(of.encode()))
    raise Unplayable(f"a directory is not asked `{name}`")


def of_roster(roster: Roster, people: Directory | None, question: Any) -> str:
    name, of = named(question)
    if name == "left_out":
        left_out = roster.left_out(participants.from_dict(of), people)
        return dumps([str(person) for person in left_out])
    same(name, "waiting")
    return dumps({str(person): written(since) for person, since in roster.waiting.items()})


def of_calendar(calendar: Calendar, question: Any) -> Any:
    name, of = named(question)
    answer: Any = getattr(calendar, name)
    if of is not None:
        timed = name in ("top_of_hour", "local_date")
        answer = answer(instant(of) if timed else visavis.parse_date(of))
    if isinstance(answer, datetime):
        return written(answer)
    return answer.isoformat() if isinstance(answer, date) else answer


def notifications_for(notification: Notification) -> str:
    """Write a notification out, its kind held against its name in JSON."""
    (name,) = notification.about.to_dict()
    same(notification.about.kind, NotificationKind(name))
    return written_out(notification)


def perhaps(notification: Notification | None) -> str:
    return "null" if notification is None else notifications_for(notification)
