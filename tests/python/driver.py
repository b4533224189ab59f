"""The driver of the scenarios for Python: each call by the package's ordinary classes and methods.

It reads a call from each line of its input, as `tests/src/driver.rs` writes it, and answers with a
line: `{"said": {"Ok": …} or {"Err": …}, "kept": …}`.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable
from typing import Any

import asked
import handed
from handed import (
    KINDS,
    LOGS,
    SENT,
    Facts,
    Unplayable,
    case,
    instant,
    load,
    pair,
    read_bound,
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
    held,
    same,
    value,
    written,
    written_out,
)

import visavis
from visavis import (
    Command,
    Conversation,
    Cycle,
    CycleCommand,
    CycleDraft,
    CycleEvidence,
    IndexRow,
    Org,
    Refused,
    Roster,
    Start,
    Template,
    TemplateCommand,
    TemplateDraft,
    TemplateEvidence,
    VisavisError,
    previews,
)


class Play:
    """One call, with the aggregate that was handed in."""

    kept: str | None = None

    def start(
        self,
        around: dict[str, Any],
        actor: dict[str, Any],
        between: dict[str, Any],
        id: str,
        command: str | None,
        existing: str | None,
    ) -> Said:
        facts = Facts(around)
        known = None if command is None else uuid(command)
        start = held(Start(uuid(id), held(pair(between)), id=known))
        there = None if existing is None else Conversation.from_json(existing)
        started = facts.context().start(handed.actor(actor), start, there)
        return changed(started.conversation, started.template_revision)

    def command(self, bound: dict[str, Any], relation: dict[str, Any], request: str) -> Said:
        facts, conversation = read_bound(bound)
        case = facts.context().case(conversation)
        by, command = handed.relation(relation, case), built(Command.from_json(request))
        try:
            done = case.execute(by, command)
            same(case.decide(by, command), done.events)
            return changed(done)
        finally:
            self.kept = conversation.to_json()

    def create_template(
        self, organisation: str, actor: dict[str, Any], draft: str, now: str
    ) -> Said:
        org, drafted = Org.from_json(organisation), held(TemplateDraft.from_json(draft))
        return changed(Template.create(org, handed.actor(actor), drafted, now=instant(now)))

    def copy_template(
        self, around: dict[str, Any], actor: dict[str, Any], id: str, name: str
    ) -> Said:
        facts = Facts(around)
        template, org, by = facts.template, facts.organisation, handed.actor(actor)
        return changed(template.copy(org, by, uuid(id), name, now=facts.now))

    def command_template(
        self,
        around: dict[str, Any],
        actor: dict[str, Any],
        rows: list[str],
        cycles: list[str],
        request: str,
    ) -> Said:
        facts = Facts(around)
        known = [IndexRow.from_json(row) for row in rows]
        run = [Cycle.from_json(cycle) for cycle in cycles]
        evidence = held(TemplateEvidence(rows=known, cycles=run))
        if not (known or run):
            same(evidence, TemplateEvidence.none())
        by, command = handed.actor(actor), built(TemplateCommand.from_json(request))
        template, org = facts.template, facts.organisation
        try:
            done = template.execute(org, evidence, by, command, now=facts.now)
            same(template.decide(org, evidence, by, command, now=facts.now), done.events)
            return changed(done)
        finally:
            self.kept = template.to_json()

    def set_up_cycle(self, around: dict[str, Any], actor: dict[str, Any], draft: str) -> Said:
        facts = Facts(around)
        by, drafted = handed.actor(actor), held(CycleDraft.from_json(draft))
        org, template = facts.organisation, facts.template
        return changed(Cycle.set_up(org, template, by, drafted, now=facts.now))

    def command_cycle(
        self,
        around: dict[str, Any],
        roster: str | None,
        directory: str | None,
        actor: dict[str, Any],
        request: str,
    ) -> Said:
        facts = Facts(around)
        cycle = facts.cycle
        if cycle is None:
            raise Unplayable("there is no cycle")
        shown = None if roster is None else Roster.from_json(roster)
        people = None if directory is None else load(directory)
        evidence = held(CycleEvidence(template=facts.template, roster=shown, directory=people))
        by, command = handed.actor(actor), built(CycleCommand.from_json(request))
        org, now = facts.organisation, facts.now
        try:
            done = cycle.execute(org, evidence, by, command, now=now)
            same(cycle.decide(org, evidence, by, command, now=now), done.events)
            return changed(done)
        finally:
            self.kept = cycle.to_json()

    def roll_out(self, around: dict[str, Any], roster: str | None, directory: str) -> Said:
        facts = Facts(around)
        shown = None if roster is None else Roster.from_json(roster)
        context, people = facts.context(), load(directory)
        try:
            done = context.roll_out(shown, people)
        finally:
            self.kept = None if shown is None else shown.to_json()
        events = [event for launched in done.launched for event in launched.events]
        recorded = () if done.roster is None else done.roster.events
        return {
            "rolled_out": {
                "roster": recorded[0].to_json() if recorded else None,
                "launched": [event.to_json() for event in events],
                "template_revision": done.template_revision,
                "next": None if done.next is None else written(done.next),
            }
        }

    def replay(self, kind: str, events: list[str]) -> Said:
        aggregate, event = LOGS[kind]
        log = [held(event.from_json(text)) for text in events]
        return value(written_out(aggregate.replay(log)))

    def replay_until(self, kind: str, events: list[str], at: str) -> Said:
        aggregate, event = LOGS[kind]
        then = aggregate.replay_until([event.from_json(text) for text in events], instant(at))
        return value("null" if then is None else written_out(then))

    def read(self, kind: str, bytes: list[int]) -> Said:
        if kind not in KINDS:
            raise Unplayable(f"there is no kind `{kind}`")
        return value(written_out(KINDS[kind].from_json(bytearray(bytes))))

    def read_sent(self, kind: str, bytes: list[int]) -> Said:
        if kind not in SENT:
            raise Unplayable(f"nobody sends a `{kind}`")
        return value(written_out(SENT[kind].from_person(bytearray(bytes))))

    def sight(
        self,
        bound: dict[str, Any],
        relation: dict[str, Any],
        directory: str | None,
        question: Any,
    ) -> Said:
        people = None if directory is None else load(directory)
        return value(asked.of_sight(sight(bound, relation), people, question))

    def sights(
        self,
        all: list[dict[str, Any]],
        relation: dict[str, Any],
        directory: str | None,
        question: Any,
    ) -> Said:
        people = None if directory is None else load(directory)
        return value(asked.of_sights(sights(all, relation), people, question))

    def case(self, bound: dict[str, Any], directory: str | None, question: Any) -> Said:
        people = None if directory is None else load(directory)
        return value(asked.of_case(case(bound), people, question))

    def cycle(self, around: dict[str, Any], question: Any) -> Said:
        context = Facts(around).context()
        times = context.cycle_times
        if times is None:
            raise Unplayable("there is no cycle")
        return value(asked.drawn(times.timeline(context.now), question))

    def directory(self, directory: str, strict: bool, question: Any) -> Said:
        people = load(directory, strict=strict)
        return value(asked.of_directory(people, question))

    def template(self, template: str, question: Any) -> Said:
        rows = [IndexRow.from_json(dumps(row)) for row in question["to_purge"]]
        destroyed = Template.from_json(template).to_purge(rows)
        return value(dumps([str(conversation) for conversation in destroyed]))

    def roster(self, roster: str, directory: str | None, question: Any) -> Said:
        people = None if directory is None else load(directory)
        return value(asked.of_roster(Roster.from_json(roster), people, question))

    def calendar(self, organisation: str, now: str, question: Any) -> Said:
        calendar = Org.from_json(organisation).calendar(instant(now))
        return value(dumps(asked.of_calendar(calendar, question)))

    def prospects(self, around: dict[str, Any], roster: str | None, directory: str) -> Said:
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

    def offers(
        self,
        organisation: str,
        templates: list[str],
        actor: dict[str, Any],
        directory: str,
        person: str,
        now: str,
    ) -> Said:
        org = Org.from_json(organisation)
        known = [Template.from_json(template) for template in templates]
        pairs = load(directory).pairs_of(uuid(person))
        return value(each(visavis.offers(org, known, handed.actor(actor), pairs, now=instant(now))))

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
            for rule in visavis.Rule
        ]
        return value(dumps(rules))

    def refusals(self) -> Said:
        for known in visavis.REFUSALS.values():
            same(visavis.Registered(*known), known)
            for wording in known.wordings:
                same(visavis.Wording(*wording), wording)
        refusals = [
            {
                "code": code,
                "rule": known.rule.id,
                "category": known.category.value,
                "message": known.message,
                "parameters": [
                    {"name": name, "type": kind.value} for name, kind in known.parameters.items()
                ],
                "wordings": [wording._asdict() for wording in known.wordings],
            }
            for code, known in visavis.REFUSALS.items()
        ]
        return value(dumps(refusals))


def answer(call: Any) -> dict[str, Any]:
    called: dict[str, Any] = {call: {}} if isinstance(call, str) else call
    ((name, fields),) = called.items()
    play = Play()
    method: Callable[..., Said] = getattr(play, name)
    said: dict[str, Any]
    try:
        said = {"Ok": method(**fields)}
    except Refused as refused:
        if refused.code == "not-found":
            same(visavis.Refusal.not_found(), refused.refusal)
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
