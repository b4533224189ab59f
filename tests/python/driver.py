"""The driver of the scenarios for Python: each call by the package's ordinary classes and methods.

It reads a call from each line of its input, as `tests/src/driver.rs` writes it, and answers with a
line: `{"said": {"Ok": …} or {"Err": …}, "kept": …}`.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from datetime import date, datetime
from typing import Any, Callable, Optional

from handed import (
    KINDS,
    LOGS,
    Facts,
    Unplayable,
    actor,
    actor_in,
    case,
    instant,
    load,
    pair,
    read_bound,
    read_subject,
    related,
    sight,
    sights,
    uuid,
)
from values import (
    Said,
    built,
    changed,
    dumps,
    each,
    executed,
    held,
    pictured,
    same,
    value,
    written,
    written_out,
)

import visavis
from visavis import (
    Calendar,
    Command,
    Conversation,
    ConversationEvent,
    Cycle,
    CycleCommand,
    CycleDraft,
    Directory,
    DirectoryData,
    Fact,
    IndexRow,
    NotificationKind,
    Org,
    Refusal,
    Refused,
    Roster,
    Start,
    Template,
    TemplateCommand,
    TemplateDraft,
    VisavisError,
    previews,
    subjects,
)
from visavis.notifications import Notification


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
        relation, command = actor_in(by, conversation), built(Command.from_json(request))
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
        shown = None if roster is None else Roster.from_json(roster)
        relation, command = actor(by), built(CycleCommand.from_json(request))
        org, template = facts.organisation, facts.template
        try:
            done = cycle.execute(org, template, relation, command, facts.now, roster=shown)
            decided = cycle.decide(org, template, relation, command, facts.now, roster=shown)
            same(decided, done.events)
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
        asks = read_subject(about)
        seen = sight(bound, by)
        if isinstance(asks, subjects.Answer):
            return value(written_out(seen.answer(asks.side, asks.question)))
        if isinstance(asks, subjects.Fact):
            fact, side = FACTS[type(asks.fact)], getattr(asks.fact, "side", None)
            return value(written_out(seen.fact(fact, side)))
        if isinstance(asks, subjects.Edit):
            may = seen.may_edit(asks.question)
        else:
            may = seen.may(asks.action)
        if isinstance(may, Refusal):
            raise Refused(may)
        return value(written_out(may))

    def record(self, bound: dict[str, Any], by: dict[str, Any], about: Any) -> Said:
        asks = read_subject(about)
        return value(written_out(sight(bound, by).record(asks)))

    def prospects(self, around: dict[str, Any], roster: Optional[str], directory: str) -> Said:
        shown = None if roster is None else Roster.from_json(roster)
        people = load(directory)
        return value(written_out(Facts(around).context().prospects(shown, people)))

    def read_list(self, directory: str, csv: list[int]) -> Said:
        return value(written_out(load(directory).read_list(bytes(csv))))

    def preview(
        self, by: str, before: dict[str, Any], after: dict[str, Any], conversations: list[str]
    ) -> Said:
        among = [Conversation.from_json(conversation) for conversation in conversations]
        facts, changed = [
            previews.PreviewInputs(Facts(each["around"]).context(), load(each["directory"]))
            for each in (before, after)
        ]
        return value(written_out(visavis.preview(uuid(by), facts, changed, among)))

    def notifications(self, bound: dict[str, Any], events: list[str], directory: str) -> Said:
        happened = [ConversationEvent.from_json(event) for event in events]
        people = load(directory)
        told = case(bound).notifications(happened, people)
        return value("[" + ",".join(notifications_for(one) for one in told) + "]")

    def ownership_prompt(self, bound: dict[str, Any], directory: str) -> Said:
        people = load(directory)
        return value(perhaps(case(bound).ownership_prompt(people)))

    def edit_requests(self, all: list[dict[str, Any]], by: dict[str, Any]) -> Said:
        return value(each(visavis.edit_requests(sights(all, by))))

    def edit_requests_digest(self, all: list[dict[str, Any]], by: dict[str, Any], day: str) -> Said:
        seen = sights(all, by)
        return value(perhaps(visavis.edit_requests_digest(seen, visavis.parse_date(day))))

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
        people = Directory(DirectoryData.from_json(directory), strict=strict)
        return value(each(people.faults))

    def relation(self, directory: str, person: str, to: Optional[str]) -> Said:
        people, who = load(directory), uuid(person)
        if to is None:
            return value(written_out(people.relation(who)))
        pair = held(Conversation.from_json(to).pair)
        return value(written_out(related(people.relation_to(who, pair))))

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


def notifications_for(notification: Notification) -> str:
    """Write a notification out, its kind held against its name in JSON."""
    (name,) = notification.about.to_dict()
    same(notification.about.kind, NotificationKind(name))
    return written_out(notification)


def perhaps(notification: Optional[Notification]) -> str:
    return "null" if notification is None else notifications_for(notification)


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
