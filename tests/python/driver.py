"""The driver of the scenarios for Python: each call by the package's ordinary classes and methods.

It reads a call from each line of its input, as `tests/src/driver.rs` writes it, and answers with a
line: `{"said": {"Ok": …} or {"Err": …}, "kept": …}`.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, timezone
from typing import Any, Callable, Optional
from uuid import UUID

import visavis
from visavis import (
    Calendar,
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
    DirectoryFacts,
    Executed,
    Fact,
    IndexRow,
    Org,
    Outcome,
    Pair,
    Refusal,
    Refused,
    Relation,
    Roster,
    RosterEvent,
    Sight,
    Start,
    Template,
    TemplateCommand,
    TemplateDraft,
    TemplateEvent,
    VisavisError,
    asked,
)

Said = dict[str, Any]


class Unplayable(Exception):
    """The scenario asks for what there is not."""


KINDS: dict[str, Any] = {
    "organisation": Org,
    "directory": DirectoryFacts,
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
        self.organisation = Org.from_json(around["organisation"])
        self.template = Template.from_json(around["template"])
        cycle = around["cycle"]
        self.cycle = None if cycle is None else Cycle.from_json(cycle)
        self.now = instant(around["now"])

    def context(self) -> Context:
        return Context(self.organisation, self.template, self.cycle, now=self.now)


class Play:
    """One call, with the aggregate that was handed in."""

    kept: Optional[str] = None

    def start(
        self, around: dict[str, Any], by: dict[str, Any], between: dict[str, Any], id: str
    ) -> Said:
        facts = Facts(around)
        start = Start(uuid(id), pair(between))
        return executed(facts.context().start(actor(by), start))

    def command(self, bound: dict[str, Any], by: dict[str, Any], request: str) -> Said:
        facts, conversation = read_bound(bound)
        relation, command = actor(by), Command.from_json(request)
        case = facts.context().case(conversation)
        try:
            return executed(case.execute(relation, command))
        finally:
            self.kept = conversation.to_json()

    def create_template(self, organisation: str, by: dict[str, Any], draft: str, now: str) -> Said:
        org, drafted = Org.from_json(organisation), TemplateDraft.from_json(draft)
        return changed(Template.create(org, actor(by), drafted, instant(now)))

    def copy_template(self, around: dict[str, Any], by: dict[str, Any], id: str, name: str) -> Said:
        facts = Facts(around)
        copy = facts.template.copy(facts.organisation, actor(by), uuid(id), name, facts.now)
        return changed(copy)

    def command_template(
        self, around: dict[str, Any], by: dict[str, Any], rows: list[str], request: str
    ) -> Said:
        facts = Facts(around)
        known = [IndexRow.from_json(row) for row in rows]
        relation, command = actor(by), TemplateCommand.from_json(request)
        template = facts.template
        try:
            return changed(
                template.execute(facts.organisation, relation, command, facts.now, rows=known)
            )
        finally:
            self.kept = template.to_json()

    def set_up_cycle(self, around: dict[str, Any], by: dict[str, Any], draft: str) -> Said:
        facts = Facts(around)
        relation, drafted = actor(by), CycleDraft.from_json(draft)
        return changed(
            Cycle.set_up(facts.organisation, facts.template, relation, drafted, facts.now)
        )

    def command_cycle(self, around: dict[str, Any], by: dict[str, Any], request: str) -> Said:
        facts = Facts(around)
        cycle = facts.cycle
        if cycle is None:
            raise Unplayable("there is no cycle")
        relation, command = actor(by), CycleCommand.from_json(request)
        try:
            return changed(
                cycle.execute(facts.organisation, facts.template, relation, command, facts.now)
            )
        finally:
            self.kept = cycle.to_json()

    def roll_out(self, around: dict[str, Any], roster: Optional[str], directory: str) -> Said:
        facts = Facts(around)
        shown = None if roster is None else Roster.from_json(roster)
        context, people = facts.context(), load(directory)
        try:
            done = context.roll_out(shown, people)
        finally:
            self.kept = None if shown is None else shown.to_json()
        events = [event for launched in done.launched for event in launched.events]
        return {
            "rolled_out": {
                "roster": done.roster.events[0].to_json() if done.roster.events else None,
                "launched": [event.to_json() for event in events],
                "next": None if done.next is None else written(done.next),
            }
        }

    def replay(self, kind: str, events: list[str]) -> Said:
        aggregate, event = LOGS[kind]
        return value(aggregate.replay([event.from_json(text) for text in events]).to_json())

    def read(self, kind: str, bytes: list[int]) -> Said:
        if kind not in KINDS:
            raise Unplayable(f"there is no kind `{kind}`")
        return value(KINDS[kind].from_json(bytearray(bytes)).to_json())

    def view(self, bound: dict[str, Any], by: dict[str, Any], references: list[str]) -> Said:
        return value(sight(bound, by).view(references).to_json())

    def row(self, bound: dict[str, Any], by: dict[str, Any], directory: str) -> Said:
        people = load(directory)
        return value(sight(bound, by).row(people).to_json())

    def actions(self, bound: dict[str, Any], by: dict[str, Any]) -> Said:
        return value(sight(bound, by).actions().to_json())

    def share_prompt(self, bound: dict[str, Any], by: dict[str, Any]) -> Said:
        return value(each(sight(bound, by).share_prompt()))

    def explain(self, bound: dict[str, Any], by: dict[str, Any], about: Any) -> Said:
        asks = read_asked(about)
        seen = sight(bound, by)
        if isinstance(asks, asked.Answer):
            return value(seen.answer(asks.side, asks.question).to_json())
        if isinstance(asks, asked.Fact):
            fact, side = FACTS[type(asks.fact)], getattr(asks.fact, "side", None)
            return value(seen.fact(fact, side).to_json())
        may = seen.may(asks.action)
        if isinstance(may, Refusal):
            raise Refused(may)
        return value(may.to_json())

    def record(self, bound: dict[str, Any], by: dict[str, Any], about: Any) -> Said:
        asks = read_asked(about)
        return value(sight(bound, by).record(asks).to_json())

    def lists(self, all: list[dict[str, Any]], by: dict[str, Any], directory: str) -> Said:
        people = load(directory)
        return value(visavis.lists(sights(all, by), people).to_json())

    def earlier(self, bound: dict[str, Any], all: list[dict[str, Any]], by: dict[str, Any]) -> Said:
        others = sights(all, by)
        return value(each(sight(bound, by).earlier(others)))

    def offers(
        self,
        organisation: str,
        templates: list[str],
        by: dict[str, Any],
        directory: str,
        person: str,
        now: str,
    ) -> Said:
        org = Org.from_json(organisation)
        known = [Template.from_json(template) for template in templates]
        pairs = load(directory).pairs_of(uuid(person))
        return value(each(visavis.offers(org, known, actor(by), pairs, instant(now))))

    def timeline(self, bound: dict[str, Any]) -> Said:
        return value(case(bound).timeline().to_json())

    def cycle_timeline(self, around: dict[str, Any]) -> Said:
        context = Facts(around).context()
        times = context.cycle_times
        if times is None:
            raise Unplayable("there is no cycle")
        return value(times.timeline(context.now).to_json())

    def index_row(self, bound: dict[str, Any]) -> Said:
        return value(case(bound).index_row().to_json())

    def waiting(self, roster: str) -> Said:
        waiting = Roster.from_json(roster).waiting
        return value(dumps({str(person): written(since) for person, since in waiting.items()}))

    def faults(self, directory: str, strict: bool) -> Said:
        people = Directory(DirectoryFacts.from_json(directory), strict=strict)
        return value(each(people.faults))

    def relation(self, directory: str, person: str) -> Said:
        return value(load(directory).relation(uuid(person)).to_json())

    def calendar(self, organisation: str, now: str, asked: list[tuple[str, str]]) -> Said:
        calendar = Org.from_json(organisation).calendar(instant(now))
        answers = {name: calendar_answer(calendar, name, of) for name, of in asked}
        answers["zone"] = calendar.zone
        answers["today"] = calendar.today.isoformat()
        return value(dumps(answers))

    def engine(self) -> Said:
        versions = {
            "version": visavis.VERSION,
            "zones": visavis.TZ_DATABASE,
            "schema": visavis.SCHEMA_VERSION,
        }
        return value(dumps(versions))

    def rules(self) -> Said:
        rules = [
            {"rule": rule.id, "title": rule.title, "text": rule.text, "area": rule.area}
            for rule in visavis.RULES
        ]
        return value(dumps(rules))

    def refusals(self) -> Said:
        refusals = visavis.REFUSALS.items()
        return value(dumps([{"code": code, "rule": rule.id} for code, rule in refusals]))


FACTS = {
    asked.Frame: Fact.FRAME,
    asked.Progress: Fact.PROGRESS,
    asked.Goals: Fact.GOALS,
    asked.LastEdit: Fact.LAST_EDIT,
    asked.Notes: Fact.NOTES,
}


def value(text: str) -> Said:
    return {"value": text}


def dumps(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def each(values: Any) -> str:
    return "[" + ",".join(one.to_json() for one in values) + "]"


def written(at: datetime) -> str:
    return at.astimezone(timezone.utc).replace(tzinfo=None).isoformat() + "Z"


def uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Unplayable(f"`{text}` is no UUID") from None


def instant(text: str) -> datetime:
    return visavis.parse_instant(text)


def load(directory: str) -> Directory:
    return Directory(DirectoryFacts.from_json(directory))


def actor(by: dict[str, Any]) -> Relation:
    if "stated" in by:
        return Relation.from_json(by["stated"])
    person = by["person"]
    return load(person["directory"]).relation(uuid(person["id"]))


def pair(between: dict[str, Any]) -> Pair:
    if "pair" in between:
        return Pair.from_dict(between["pair"])
    two = between["counterpart"]
    return load(two["directory"]).pair(uuid(two["by"]), uuid(two["with"]))


def read_asked(about: Any) -> asked.Asked:
    try:
        return asked.from_dict(about)
    except ValueError as error:
        raise Unplayable(str(error)) from None


def read_bound(bound: dict[str, Any]) -> tuple[Facts, Conversation]:
    return Facts(bound["around"]), Conversation.from_json(bound["conversation"])


def case(bound: dict[str, Any]) -> Case:
    facts, conversation = read_bound(bound)
    return facts.context().case(conversation)


def sight(bound: dict[str, Any], by: dict[str, Any]) -> Sight:
    return case(bound).sight(actor(by))


def sights(all: list[dict[str, Any]], by: dict[str, Any]) -> list[Sight]:
    relation = actor(by)
    bound = [read_bound(one) for one in all]
    contexts = [facts.context() for facts, _ in bound]
    cases = [context.case(of) for context, (_, of) in zip(contexts, bound)]
    return [case.sight(relation) for case in cases]


def executed(done: Executed) -> Said:
    return {
        "changed": {
            "state": done.conversation.to_json(),
            "events": [event.to_json() for event in done.events],
            "row": done.row.to_json(),
            "repeated": done.repeated,
        }
    }


def changed(done: Outcome[Any, Any]) -> Said:
    return {
        "changed": {
            "state": done.state.to_json(),
            "events": [event.to_json() for event in done.events],
            "row": None,
            "repeated": done.repeated,
        }
    }


def calendar_answer(calendar: Calendar, name: str, of: str) -> Any:
    if name in ("top_of_hour", "local_date"):
        answer = getattr(calendar, name)(instant(of))
    elif name in ("day_start", "deadline", "five_pm", "exists"):
        answer = getattr(calendar, name)(visavis.parse_date(of))
    else:
        raise Unplayable(f"a calendar has no `{name}`")
    if isinstance(answer, datetime):
        return written(answer)
    return answer.isoformat() if isinstance(answer, date) else answer


def answer(call: Any) -> dict[str, Any]:
    called: dict[str, Any] = {call: {}} if isinstance(call, str) else call
    ((name, fields),) = called.items()
    play = Play()
    method: Callable[..., Said] = getattr(play, name)
    said: dict[str, Any]
    try:
        said = {"Ok": method(**fields)}
    except Refused as refused:
        said = {"Err": {"refused": refused.refusal.to_json()}}
    except VisavisError as error:
        said = {"Err": {"error": error.to_json()}}
    except Unplayable as why:
        said = {"Err": {"unplayable": str(why)}}
    return {"said": said, "kept": play.kept}


def main() -> None:
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
