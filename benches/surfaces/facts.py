"""What is measured: a half-year review with twenty questions for the direct report, and people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timezone
from uuid import NAMESPACE_DNS, UUID, uuid5

from visavis import (
    Actor,
    Case,
    Command,
    Context,
    Cycle,
    CycleDraft,
    Directory,
    DirectoryData,
    Org,
    PersonData,
    Relation,
    Schedule,
    SettingsDraft,
    Template,
    TemplateCommand,
    TemplateDraft,
    TemplateEvidence,
    TemplateKind,
)
from visavis.answers import AnswerInput, Scale, Stars
from visavis.questions import ContentDraft, Format, MultiSelect, Paragraph, Question, QuestionKind
from visavis.questions import Scale as OnScale
from visavis.questions import Stars as InStars

QUESTIONS = 20
OPTIONS = ("ownership", "clarity", "speed", "care", "depth", "humour")
SENTENCES = (
    "We shipped the new payroll in March, two weeks before the date that we had promised.",
    "I would like to lead a project of my own, and to learn more about how we price.",
)


def uuid(name: str) -> UUID:
    """Return the id that stands for a name. Ids follow no order, as those of real people do not."""
    return uuid5(NAMESPACE_DNS, name)


def question(number: int) -> UUID:
    """Return the id of a question."""
    return uuid(f"question {number}")


def draft(number: int) -> Question:
    """Return a question: four are text, then a scale, stars and a choice follow, and so on."""
    text = Paragraph(max_words=400)
    kinds: tuple[QuestionKind, ...] = (*[text] * 4, OnScale(5), InStars(5), MultiSelect(OPTIONS))
    return Question(
        question(number),
        f"How do you see part {number} of the half-year?",
        kinds[number % 7],
        mandatory=number % 2 == 0,
    )


def answers(edition: int) -> dict[UUID, AnswerInput]:
    """Return an answer to every question; another edition has other ones."""
    sentence = SENTENCES[edition % 2]
    given: tuple[AnswerInput, ...] = (
        *[sentence] * 4,
        Scale(1 + edition % 5),
        Stars(1 + edition % 5),
        [*OPTIONS[edition % 3 :: 3]],
    )
    return {question(number): given[number % 7] for number in range(QUESTIONS)}


def people(count: int) -> DirectoryData:
    """Return so many people, each manager with eight direct reports; number 0 is above all."""
    return DirectoryData(
        organisation.id,
        [
            PersonData(
                uuid(f"person {number}"),
                f"Person Number {number}",
                manager=uuid(f"person {(number - 1) // 8}") if number else None,
            )
            for number in range(count)
        ],
    )


def at(month: int, day: int) -> datetime:
    """Return noon of a day in 2026."""
    return datetime(2026, month, day, 12, tzinfo=timezone.utc)


organisation = Org(uuid("organisation"), "America/Sao_Paulo", conversations=True)
admin = Actor.vouched(organisation.id, uuid("admin"), active=True, super_admin=True)


def deployed() -> Template:
    """Return the template, which everybody may use."""
    template = TemplateDraft(
        uuid("template"),
        TemplateKind.SCHEDULED,
        SettingsDraft(name="Half-year review", confirm_meeting=True, goals=True),
        ContentDraft(
            Format.BI_DIRECTIONAL,
            direct_report=tuple(draft(number) for number in range(QUESTIONS)),
            manager=(Question(uuid("manager's"), "What stood out?", Paragraph(), mandatory=True),),
        ),
    )
    created = Template.create(organisation, admin, template, now=at(2, 2)).state
    unused, deploy = TemplateEvidence.none(), TemplateCommand.deploy()
    return created.execute(organisation, unused, admin, deploy, now=at(2, 2)).state


template = deployed()
schedule = Schedule(date(2026, 3, 2), date(2026, 3, 27), grace_days=7)
cycle = Cycle.set_up(
    organisation, template, admin, CycleDraft(uuid("cycle"), template.id, schedule), now=at(2, 2)
).state


def context(now: datetime) -> Context:
    """Return the facts around the conversations at an instant."""
    return Context(organisation, template, cycle, now=now)


@dataclass(frozen=True)
class Review:
    """A conversation and its direct report."""

    by: Relation
    case: Case


def review(*, answered: bool = True) -> Review:
    """Return the review of two people; nothing is shared, and every question or none answered."""
    directory = Directory(people(2))
    conversation = context(at(3, 2)).roll_out(None, directory).launched[0].state
    by = directory.relation(conversation.direct_report, conversation.pair)
    if answered:
        case = context(at(3, 9)).case(conversation)
        conversation = case.execute(by, Command.save(answers(0))).state
    return Review(by, context(at(3, 10)).case(conversation))
