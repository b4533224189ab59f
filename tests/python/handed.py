"""What the driver is handed, read: facts, who acts, conversations, and what somebody sees."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from values import held, same

import visavis
from visavis import (
    Case,
    Command,
    Context,
    Conversation,
    ConversationEvent,
    Cycle,
    CycleCommand,
    CycleDraft,
    CycleEvent,
    Directory,
    DirectoryData,
    IndexRow,
    NotificationKind,
    Org,
    Pair,
    Relation,
    Roster,
    RosterEvent,
    Sight,
    Start,
    Template,
    TemplateCommand,
    TemplateDraft,
    TemplateEvent,
    subjects,
)


class Unplayable(Exception):
    """The scenario asks for what there is not."""


KINDS: dict[str, Any] = {
    "organisation": Org,
    "directory": DirectoryData,
    "relation": Relation,
    "index_row": IndexRow,
    "template": Template,
    "template_draft": TemplateDraft,
    "template_event": TemplateEvent,
    "template_command": TemplateCommand,
    "cycle": Cycle,
    "cycle_draft": CycleDraft,
    "cycle_event": CycleEvent,
    "cycle_command": CycleCommand,
    "roster": Roster,
    "roster_event": RosterEvent,
    "conversation": Conversation,
    "conversation_event": ConversationEvent,
    "command": Command,
    "start": Start,
}

LOGS: dict[str, tuple[Any, Any]] = {
    "template": (Template, TemplateEvent),
    "cycle": (Cycle, CycleEvent),
    "roster": (Roster, RosterEvent),
    "conversation": (Conversation, ConversationEvent),
}


class Facts:
    """A template, perhaps a cycle of it, and the organisation, at one instant."""

    def __init__(self, around: dict[str, Any]) -> None:
        self.organisation = held(Org.from_json(around["organisation"]))
        off = {kind for kind in NotificationKind if not self.organisation.notifies_of(kind)}
        same(off, self.organisation.notifications_off)
        self.template = held(Template.from_json(around["template"]))
        cycle = around["cycle"]
        self.cycle = None if cycle is None else held(Cycle.from_json(cycle))
        self.now = instant(around["now"])

    def context(self) -> Context:
        context = held(Context(self.organisation, self.template, self.cycle, now=self.now))
        if context.cycle_times:
            held(context.cycle_times)
        return context


def uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Unplayable(f"`{text}` is no UUID") from None


def instant(text: str) -> datetime:
    return visavis.parse_instant(text)


def load(directory: str) -> Directory:
    facts = held(DirectoryData.from_json(directory))
    for each in (*facts.people, *facts.departments):
        held(each)
    return held(Directory(facts))


def actor(by: dict[str, Any]) -> Relation:
    """Return the relation of who acts."""
    if "stated" in by:
        return stated(by["stated"])
    person = by["person"]
    return load(person["directory"]).relation(uuid(person["id"]))


def actor_in(by: dict[str, Any], conversation: Conversation) -> Relation:
    """Return the relation of who acts to the people of a conversation."""
    if "stated" in by:
        return stated(by["stated"])
    person = by["person"]
    people = load(person["directory"])
    return related(people.relation_to(uuid(person["id"]), held(conversation.pair)))


def stated(relation: str) -> Relation:
    return related(Relation.from_json(relation))


def related(relation: Relation) -> Relation:
    held(relation.towards)
    return held(relation)


def pair(between: dict[str, Any]) -> Pair:
    if "pair" in between:
        return Pair.from_dict(between["pair"])
    two = between["counterpart"]
    return load(two["directory"]).pair(uuid(two["by"]), uuid(two["with"]))


def read_subject(about: Any) -> subjects.DecisionSubject:
    try:
        return subjects.from_dict(about)
    except ValueError as error:
        raise Unplayable(str(error)) from None


def read_bound(bound: dict[str, Any]) -> tuple[Facts, Conversation]:
    return Facts(bound["around"]), Conversation.from_json(bound["conversation"])


def case(bound: dict[str, Any]) -> Case:
    facts, conversation = read_bound(bound)
    return held(facts.context().case(conversation))


def sight(bound: dict[str, Any], by: dict[str, Any]) -> Sight:
    one = case(bound)
    return held(one.sight(actor_in(by, one.conversation)))


def sights(all: list[dict[str, Any]], by: dict[str, Any]) -> list[Sight]:
    bound = [read_bound(one) for one in all]
    contexts = [facts.context() for facts, _ in bound]
    cases = [context.case(of) for context, (_, of) in zip(contexts, bound)]
    return [case.sight(actor_in(by, case.conversation)) for case in cases]
