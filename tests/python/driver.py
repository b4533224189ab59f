"""The driver of the scenarios for Python: each call by the package's ordinary classes and methods.

It reads a call from each line of its input, as `tests/src/driver.rs` writes it, and answers with a
line: `{"said": {"Ok": …} or {"Err": …}, "kept": …}`.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import json
import os
import sys
from datetime import date, datetime, timezone
from typing import Any, Callable, Optional, TypeVar
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
    answers,
    asked,
    locks,
)

Said = dict[str, Any]
T = TypeVar("T")


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
        self.organisation = held(Org.from_json(around["organisation"]))
        self.template = held(Template.from_json(around["template"]))
        cycle = around["cycle"]
        self.cycle = None if cycle is None else held(Cycle.from_json(cycle))
        self.now = instant(around["now"])

    def context(self) -> Context:
        context = held(Context(self.organisation, self.template, self.cycle, now=self.now))
        if context.cycle_times:
            held(context.cycle_times)
        return context


class Play:
    """One call, with the aggregate that was handed in."""

    kept: Optional[str] = None

    def start(
        self, around: dict[str, Any], by: dict[str, Any], between: dict[str, Any], id: str
    ) -> Said:
        facts = Facts(around)
        start = held(Start(uuid(id), held(pair(between))))
        return executed(facts.context().start(actor(by), start))

    def command(self, bound: dict[str, Any], by: dict[str, Any], request: str) -> Said:
        facts, conversation = read_bound(bound)
        relation, command = actor(by), built(Command.from_json(request))
        case = facts.context().case(conversation)
        try:
            done = case.execute(relation, command)
            same(case.decide(relation, command), done.events)
            return executed(done)
        finally:
            self.kept = conversation.to_json()

    def create_template(self, organisation: str, by: dict[str, Any], draft: str, now: str) -> Said:
        org, drafted = Org.from_json(organisation), held(TemplateDraft.from_json(draft))
        return changed(Template.create(org, actor(by), drafted, instant(now)))

    def copy_template(self, around: dict[str, Any], by: dict[str, Any], id: str, name: str) -> Said:
        facts = Facts(around)
        copy = facts.template.copy(facts.organisation, actor(by), uuid(id), name, facts.now)
        return changed(copy)

    def command_template(
        self,
        around: dict[str, Any],
        by: dict[str, Any],
        rows: list[str],
        cycles: list[str],
        request: str,
    ) -> Said:
        facts = Facts(around)
        known = [IndexRow.from_json(row) for row in rows]
        run = [Cycle.from_json(cycle) for cycle in cycles]
        relation, command = actor(by), built(TemplateCommand.from_json(request))
        template, org = facts.template, facts.organisation
        try:
            done = template.execute(org, relation, command, facts.now, rows=known, cycles=run)
            decided = template.decide(org, relation, command, facts.now, rows=known, cycles=run)
            same(decided, done.events)
            return changed(done)
        finally:
            self.kept = template.to_json()

    def set_up_cycle(self, around: dict[str, Any], by: dict[str, Any], draft: str) -> Said:
        facts = Facts(around)
        relation, drafted = actor(by), held(CycleDraft.from_json(draft))
        return changed(
            Cycle.set_up(facts.organisation, facts.template, relation, drafted, facts.now)
        )

    def command_cycle(
        self, around: dict[str, Any], roster: Optional[str], by: dict[str, Any], request: str
    ) -> Said:
        facts = Facts(around)
        cycle = facts.cycle
        if cycle is None:
            raise Unplayable("there is no cycle")
        relation, command = actor(by), built(CycleCommand.from_json(request))
        org, template = facts.organisation, facts.template
        try:
            done = cycle.execute(org, template, relation, command, facts.now)
            same(cycle.decide(org, template, relation, command, facts.now), done.events)
            return changed(done)
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
        log = [held(event.from_json(text)) for text in events]
        return value(written_out(aggregate.replay(log)))

    def read(self, kind: str, bytes: list[int]) -> Said:
        if kind not in KINDS:
            raise Unplayable(f"there is no kind `{kind}`")
        return value(written_out(KINDS[kind].from_json(bytearray(bytes))))

    def view(self, bound: dict[str, Any], by: dict[str, Any], references: list[str]) -> Said:
        return value(written_out(sight(bound, by).view(references)))

    def row(self, bound: dict[str, Any], by: dict[str, Any], directory: str) -> Said:
        people = load(directory)
        return value(written_out(sight(bound, by).row(people)))

    def actions(self, bound: dict[str, Any], by: dict[str, Any]) -> Said:
        return value(written_out(sight(bound, by).actions()))

    def share_prompt(self, bound: dict[str, Any], by: dict[str, Any]) -> Said:
        return value(each(sight(bound, by).share_prompt()))

    def explain(self, bound: dict[str, Any], by: dict[str, Any], about: Any) -> Said:
        asks = read_asked(about)
        seen = sight(bound, by)
        if isinstance(asks, asked.Answer):
            return value(written_out(seen.answer(asks.side, asks.question)))
        if isinstance(asks, asked.Fact):
            fact, side = FACTS[type(asks.fact)], getattr(asks.fact, "side", None)
            return value(written_out(seen.fact(fact, side)))
        if isinstance(asks, asked.Edit):
            may = seen.may_edit(asks.question)
        else:
            may = seen.may(asks.action)
        if isinstance(may, Refusal):
            raise Refused(may)
        return value(written_out(may))

    def record(self, bound: dict[str, Any], by: dict[str, Any], about: Any) -> Said:
        asks = read_asked(about)
        return value(written_out(sight(bound, by).record(asks)))

    def lists(self, all: list[dict[str, Any]], by: dict[str, Any], directory: str) -> Said:
        people = load(directory)
        return value(written_out(visavis.lists(sights(all, by), people)))

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

    def timeline(self, bound: dict[str, Any], drawn: Optional[dict[str, str]]) -> Said:
        return value(pictured(case(bound).timeline(), drawn))

    def own_timeline(
        self, bound: dict[str, Any], by: dict[str, Any], drawn: Optional[dict[str, str]]
    ) -> Said:
        return value(pictured(sight(bound, by).timeline(), drawn))

    def cycle_timeline(self, around: dict[str, Any], drawn: Optional[dict[str, str]]) -> Said:
        context = Facts(around).context()
        times = context.cycle_times
        if times is None:
            raise Unplayable("there is no cycle")
        return value(pictured(times.timeline(context.now), drawn))

    def index_row(self, bound: dict[str, Any]) -> Said:
        return value(written_out(case(bound).index_row()))

    def to_purge(self, template: str, rows: list[str]) -> Said:
        known = [IndexRow.from_json(row) for row in rows]
        destroyed = Template.from_json(template).to_purge(known)
        return value(dumps([str(conversation) for conversation in destroyed]))

    def waiting(self, roster: str) -> Said:
        waiting = Roster.from_json(roster).waiting
        return value(dumps({str(person): written(since) for person, since in waiting.items()}))

    def faults(self, directory: str, strict: bool) -> Said:
        people = Directory(DirectoryFacts.from_json(directory), strict=strict)
        return value(each(people.faults))

    def relation(self, directory: str, person: str, to: Optional[str]) -> Said:
        if to is not None:
            raise Unplayable("the package relates nobody to two people yet")
        return value(written_out(load(directory).relation(uuid(person))))

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
    asked.Submission: Fact.SUBMISSION,
    asked.LastEdit: Fact.LAST_EDIT,
    asked.Notes: Fact.NOTES,
}


def same(one: Any, other: Any) -> None:
    """Hold two ways of asking against each other."""
    if one != other:
        raise AssertionError(f"{one!r} is not {other!r}")


def built(command: Any) -> Any:
    """Make a command that was read by the method of its name."""
    said = command.to_dict()["command"]
    named: dict[str, Any] = {said: None} if said.__class__ is str else said
    ((name, of),) = named.items()
    make: Any = functools.partial(getattr(command.__class__, name), id=command.id)
    if name == "save":
        made = make([answers.Answering.from_dict(one) for one in of])
    elif name.startswith("move_"):
        made = make(visavis.parse_date(of))
    elif name == "lock":
        lock = held(visavis.LockDate.from_dict(of))
        made = make(lock.on, lock.date)
    elif name == "unlock":
        made = make((locks.List if "list" in of else locks.Question).from_dict(of))
    elif name == "set_review":
        made = make(of and held(visavis.AdminReview.from_dict(of)))
    elif name == "clone_question":
        made = make(UUID(of["question"]), UUID(of["copy"]))
    elif name == "undeploy_and_destroy":
        made = make(of["conversations"])
    elif name == "change_settings":
        made = make(visavis.SettingsDraft.from_dict(of))
    elif name == "edit_content":
        made = make(visavis.questions.ContentDraft.from_dict(of))
    else:
        made = make() if of is None else make(of)
    same(made, held(command))
    return made


def held(thing: T) -> T:
    """Hold the properties of a value, and what is made of them, against its JSON."""
    cls: Any = thing.__class__
    has = {name: getattr(thing, name) for name in properties(cls)}
    plain_class = hasattr(cls, "__dataclass_fields__")
    if plain_class or (cls.__module__ == "visavis" and cls.__text_signature__):
        made: Any = cls(
            **{name: getattr(thing, name) for name in inspect.signature(cls).parameters}
        )
        same(made, thing)
    if hasattr(cls, "to_json"):
        given: Any = thing
        plain: Any = given.to_dict()
        same((cls.from_json(given.to_json()), cls.from_dict(plain)), (thing, thing))
        for name, value in has.items():
            if isinstance(plain.get(name), (str, int)):
                same(plainly(value), str(plain[name]))
    return thing


@functools.cache
def properties(cls: Any) -> list[str]:
    members: dict[str, Any] = cls.__dict__
    return [name for name, of in members.items() if inspect.isdatadescriptor(of) and name[0] != "_"]


def written_out(thing: Any) -> str:
    return str(held(thing).to_json())


def pictured(timeline: visavis.views.Timeline, drawn: Optional[dict[str, str]]) -> str:
    """Write a timeline out, or its picture as a text."""
    text = written_out(timeline)
    if drawn is None:
        return text
    ((form, title),) = drawn.items()
    return dumps({"svg": timeline.to_svg, "mermaid": timeline.to_mermaid}[form](title))


def plainly(thing: Any) -> str:
    if isinstance(thing, datetime):
        return written(thing)
    return str(thing.to_dict() if isinstance(thing, visavis.Plain) else thing)


def value(text: str) -> Said:
    return {"value": text}


def dumps(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def each(values: Any) -> str:
    return "[" + ",".join(written_out(one) for one in values) + "]"


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
    facts = held(DirectoryFacts.from_json(directory))
    for person in facts.people:
        held(person)
    return held(Directory(facts))


def actor(by: dict[str, Any]) -> Relation:
    if "stated" in by:
        return held(Relation.from_json(by["stated"]))
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
    return held(facts.context().case(conversation))


def sight(bound: dict[str, Any], by: dict[str, Any]) -> Sight:
    return held(case(bound).sight(actor(by)))


def sights(all: list[dict[str, Any]], by: dict[str, Any]) -> list[Sight]:
    relation = actor(by)
    bound = [read_bound(one) for one in all]
    contexts = [facts.context() for facts, _ in bound]
    cases = [context.case(of) for context, (_, of) in zip(contexts, bound)]
    return [case.sight(relation) for case in cases]


def executed(done: Executed) -> Said:
    return {
        "changed": {
            "state": written_out(done.conversation),
            "events": [written_out(event) for event in done.events],
            "row": written_out(done.row),
            "repeated": done.repeated,
        }
    }


def changed(done: Outcome[Any, Any]) -> Said:
    return {
        "changed": {
            "state": written_out(done.state),
            "events": [written_out(event) for event in done.events],
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
        said = {"Err": {"refused": written_out(held(refused).refusal)}}
    except VisavisError as error:
        said = {"Err": {"error": written_out(error)}}
    except Unplayable as why:
        said = {"Err": {"unplayable": str(why)}}
    return {"said": said, "kept": play.kept}


def main() -> None:
    if "VISAVIS_TRACED" in os.environ:
        importlib.import_module("traced")

    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
