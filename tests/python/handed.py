"""What the driver is handed, read: facts, who acts, conversations, and what somebody sees."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from values import dumps, held, same

import visavis
from visavis import (
    Actor,
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
    "actor": Actor,
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

# What people send.
SENT = {
    kind: KINDS[kind]
    for kind in (
        "organisation",
        "template_draft",
        "template_command",
        "cycle_draft",
        "cycle_command",
        "command",
        "start",
    )
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


def load(directory: str, *, strict: bool = False) -> Directory:
    facts = held(DirectoryData.from_json(directory))
    for each in (*facts.people, *facts.departments):
        held(each)
    return held(Directory(facts, strict=strict))


def actor(who: dict[str, Any]) -> Actor:
    """Return who asks, with their offices."""
    if "stated" in who:
        try:
            stated = Actor.from_dict(who["stated"])
        except visavis.JsonError as error:
            raise Unplayable(str(error)) from None
        same(vouched(stated), stated)
        return held(stated)
    person = who["person"]
    return held(load(person["directory"]).actor(uuid(person["id"])))


def relation(who: dict[str, Any], case: Case) -> Relation:
    """Return how who asks stands to the people of a conversation."""
    if "stated" in who:
        # As the other drivers write it: a fault is named by its place in the text.
        envelope = f'{{"visavis":"relation","version":1,"data":{dumps(who["stated"])}}}'
        return related(Relation.from_json(envelope))
    person = who["person"]
    return related(case.relation(load(person["directory"]), uuid(person["id"])))


def related(relation: Relation) -> Relation:
    """Hold a relation against what a host says in the same words."""
    two = relation.pair
    pair = Pair.vouched(two.organisation, direct_report=two.direct_report, manager=two.manager)
    made = Relation.vouched(
        vouched(relation.actor),
        pair,
        hr_for_direct_report=relation.hr_for_direct_report,
        hr_for_manager=relation.hr_for_manager,
        manages_direct_report=relation.manages_direct_report,
        only_super_admin=relation.only_super_admin,
    )
    same(made, relation)
    return held(relation)


def vouched(of: Actor) -> Actor:
    return Actor.vouched(of.organisation, of.person, active=of.active, super_admin=of.super_admin)


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


def sight(bound: dict[str, Any], who: dict[str, Any]) -> Sight:
    one = case(bound)
    return held(one.sight(relation(who, one)))


def sights(all: list[dict[str, Any]], who: dict[str, Any]) -> list[Sight]:
    bound = [read_bound(one) for one in all]
    contexts = [facts.context() for facts, _ in bound]
    cases: list[Case] = []
    for context, (_, of) in zip(contexts, bound, strict=True):
        try:
            cases.append(context.case(of))
        except visavis.Destroyed:  # A host passes it over (TPL-13).
            continue
    return [case.sight(relation(who, case)) for case in cases]
