"""A small company for tests and for the examples of the docstrings.

Ana reports to Ben, Ada is a Super Admin, the office is in Lisbon, and a half-year review runs
through March 2026 with a week of grace. In another directory Ana has come to report to Cleo.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from visavis import (
    AdminReview,
    Case,
    Command,
    Context,
    Conversation,
    Cycle,
    CycleCommand,
    CycleEvidence,
    Directory,
    DirectoryData,
    Level,
    Org,
    Reviewed,
    SettingsDraft,
    Template,
    TemplateCommand,
    TemplateDraft,
    TemplateEvidence,
    TemplateKind,
    locks,
)


def uuid(number: int) -> UUID:
    """Return the id of a number."""
    return UUID(int=number)


def at(text: str) -> datetime:
    """Return an instant."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


ACME = Path(__file__).parents[2] / "examples" / "acme"


def document(name: str) -> str:
    """Return a document of the company that all documentation shares."""
    return (ACME / f"{name}.json").read_text(encoding="utf-8")


org = Org.from_json(document("organisation"))
people = DirectoryData.from_json(document("directory"))
everyone = people.people
directory = Directory(people)
under_cleo = Directory(DirectoryData.from_json(document("under-cleo")))
pair = directory.pair(uuid(1), uuid(2))
ana, ben, admin = (directory.relation(uuid(number), pair) for number in (1, 2, 3))
cleo = under_cleo.relation(uuid(4), pair)
ada = admin.actor
unused = TemplateEvidence.none()


def draft(
    kind: TemplateKind = TemplateKind.ANYTIME,
    name: str = "Check-in",
    id: UUID | None = None,
) -> TemplateDraft:
    """Return a template with a mandatory question and an optional one for each side."""
    read = TemplateDraft.from_json(document("check-in-draft"))
    number = 10 if kind is TemplateKind.ANYTIME else 20
    settings = replace(read.settings, name=name)
    return TemplateDraft(id or uuid(number), kind, settings, read.content)


def deployed(draft: TemplateDraft) -> Template:
    """Return a template that has been deployed since 5 January 2026."""
    now = at("2026-01-05T09:00:00Z")
    template = Template.create(org, ada, draft, now=now).state
    return template.execute(org, unused, ada, TemplateCommand.deploy(), now=now).state


check_in = Template.from_json(document("check-in"))
review = Template.from_json(document("review"))
cycle = Cycle.from_json(document("cycle"))
rolled_out = Context(org, review, cycle, now=at("2026-03-01T00:00:00Z")).roll_out(None, directory)
assert rolled_out.roster is not None
recorded = rolled_out.roster
conversation = launched = Conversation.from_json(document("conversation"))


def case(now: str = "2026-03-10T09:00:00Z", conversation: Conversation = launched) -> Case:
    """Return Ana's review with Ben at an instant."""
    return Context(org, review, cycle, now=at(now)).case(conversation)


def not_rolled_out(template: Template = review) -> CycleEvidence:
    """Return the evidence for a cycle to which the directory was never shown."""
    return CycleEvidence(template=template, roster=None, directory=None)


def reviewed_cycle() -> tuple[Template, Cycle]:
    """Return the review, with parts to submit by 15 March that administrators review by 20 March.

    The question 12 locks on 12 March.
    """
    now, template = at("2026-01-07T09:00:00Z"), readable_review
    both = AdminReview(date(2026, 3, 15), date(2026, 3, 20), Reviewed.BOTH)
    evidence, submit = not_rolled_out(template), CycleCommand.set_review(both)
    run = cycle.execute(org, evidence, ada, submit, now=now).state
    lock = CycleCommand.lock(locks.Question(uuid(12)), date(2026, 3, 12))
    return template, run.execute(org, evidence, ada, lock, now=now).state


def reviewed_case(now: str = "2026-03-10T09:00:00Z", conversation: Conversation = launched) -> Case:
    """Return Ana's review with Ben at an instant, under admin review."""
    return Context(org, *reviewed_cycle(), now=at(now)).case(conversation)


def _readable() -> Template:
    """Return the review with access for administrators."""
    read = TemplateCommand.change_settings(SettingsDraft(administrators=Level.CAN_VIEW))
    return review.execute(org, unused, ada, read, now=at("2026-01-06T09:00:00Z")).state


readable_review = _readable()

# The log of Ana's review up to her first answer.
log = (
    *rolled_out.launched[0].events,
    *case().execute(ana, Command.save({uuid(11): "We shipped in time."})).events,
)
