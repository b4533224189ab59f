"""A small company for tests and for the examples of the docstrings.

Ana reports to Ben, Ada is a Super Admin, the office is in Lisbon, and a half-year review runs
through March 2026 with a week of grace. In another directory Ana has come to report to Cleo.
"""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Optional
from uuid import UUID

from visavis import (
    AdminReview,
    Case,
    Context,
    Conversation,
    Cycle,
    CycleCommand,
    CycleDraft,
    Directory,
    DirectoryData,
    Level,
    Org,
    PersonData,
    Reviewed,
    Schedule,
    SettingsDraft,
    Template,
    TemplateCommand,
    TemplateDraft,
    TemplateKind,
    locks,
)
from visavis.questions import ContentDraft, Format, Paragraph, Question, Scale, Stars


def uuid(number: int) -> UUID:
    """Return the id of a number."""
    return UUID(int=number)


def at(text: str) -> datetime:
    """Return an instant."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)


org = Org(uuid(100), "Europe/Lisbon", conversations=True)
everyone = [
    PersonData(uuid(1), "Ana", manager=uuid(2)),
    PersonData(uuid(2), "Ben"),
    PersonData(uuid(3), "Ada", super_admin=True),
]
directory = Directory(DirectoryData(org.id, everyone))
moved = [PersonData(uuid(1), "Ana", manager=uuid(4)), PersonData(uuid(4), "Cleo")]
under_cleo = Directory(DirectoryData(org.id, [*moved, *everyone[1:]]))
ana, ben, ada = (directory.relation(uuid(number)) for number in (1, 2, 3))


def draft(
    kind: TemplateKind = TemplateKind.ANYTIME,
    name: str = "Check-in",
    id: Optional[UUID] = None,
) -> TemplateDraft:
    """Return a template with a mandatory question and an optional one for each side."""
    anytime = kind is TemplateKind.ANYTIME
    return TemplateDraft(
        id=id or uuid(10 if anytime else 20),
        kind=kind,
        settings=SettingsDraft(name=name, confirm_meeting=True, goals=True),
        content=ContentDraft(
            format=Format.BI_DIRECTIONAL,
            direct_report=(
                Question(uuid(11), "What went well?", Paragraph(), mandatory=True),
                Question(uuid(12), "How was the teamwork?", Stars(5)),
            ),
            manager=(
                Question(uuid(21), "What stood out?", Paragraph(), mandatory=True),
                Question(uuid(22), "How sure are you?", Scale(10)),
            ),
        ),
    )


def deployed(draft: TemplateDraft) -> Template:
    """Return a template that has been deployed since 5 January 2026."""
    now = at("2026-01-05T09:00:00Z")
    template = Template.create(org, ada, draft, now).state
    return template.execute(org, ada, TemplateCommand.deploy(), now).state


check_in = deployed(draft())
review = deployed(draft(TemplateKind.SCHEDULED, "Half-year review"))
cycle = Cycle.set_up(
    org,
    review,
    ada,
    CycleDraft(
        id=uuid(30),
        template=review.id,
        schedule=Schedule(start=date(2026, 3, 1), end=date(2026, 3, 31), grace_days=7),
    ),
    at("2026-01-06T09:00:00Z"),
).state
rolled_out = Context(org, review, cycle, now=at("2026-03-01T00:00:00Z")).roll_out(None, directory)
launched = rolled_out.launched[0].conversation
cleo = under_cleo.relation_to(uuid(4), launched.pair)


def case(now: str = "2026-03-10T09:00:00Z", conversation: Conversation = launched) -> Case:
    """Return Ana's review with Ben at an instant."""
    return Context(org, review, cycle, now=at(now)).case(conversation)


def reviewed_cycle() -> tuple[Template, Cycle]:
    """Return the review, with parts to submit by 15 March that administrators review by 20 March.

    The question 12 locks on 12 March.
    """
    now = at("2026-01-06T09:00:00Z")
    read = TemplateCommand.change_settings(SettingsDraft(administrators=Level.CAN_VIEW))
    template = review.execute(org, ada, read, now).state
    both = AdminReview(date(2026, 3, 15), date(2026, 3, 20), Reviewed.BOTH)
    run = cycle.execute(org, template, ada, CycleCommand.set_review(both), now).state
    lock = CycleCommand.lock(locks.Question(uuid(12)), date(2026, 3, 12))
    return template, run.execute(org, template, ada, lock, now).state


def reviewed_case(now: str = "2026-03-10T09:00:00Z", conversation: Conversation = launched) -> Case:
    """Return Ana's review with Ben at an instant, under admin review."""
    return Context(org, *reviewed_cycle(), now=at(now)).case(conversation)
