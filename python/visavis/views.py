"""What people are shown, and what the engine explains and records."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Optional, Union
from uuid import UUID

from . import _enums
from ._enums import ConfidentialReader, Phase, RevealedBy, Side, Standing, TemplateKind
from ._plain import Maybe, Plain, Several, Variant
from ._rules import Rule
from ._visavis import Permission, Refusal, timeline_to_mermaid, timeline_to_svg
from .locks import LockOn
from .questions import QuestionKind
from .subjects import DecisionSubject


@dataclass(frozen=True)
class Boundary(Plain):
    """An instant at which something changes.

    A phase begins, a list or a question locks, or an approved request of a side reopens or runs
    out: of the four, one is there and the others are none.

    >>> asked = case("2026-05-04T09:00:00Z").execute(ana, Command.request_edit()).conversation
    >>> allow = Command.allow_edit(Side.DIRECT_REPORT)
    >>> allowed = case("2026-05-05T09:00:00Z", asked).execute(ada, allow).conversation
    >>> last = case("2026-05-05T09:00:00Z", allowed).timeline().boundaries[-1]
    >>> last.runs_out, last.date.isoformat(), last.at.isoformat()
    (<Side.DIRECT_REPORT: 'direct_report'>, '2026-05-12', '2026-05-12T23:00:00+00:00')
    """

    _order = ("at", "date", "begins", "locks", "reopens", "runs_out", "rule")
    at: datetime
    date: date
    begins: Maybe[Phase]
    locks: Maybe[LockOn]
    rule: Rule
    reopens: Maybe[Side] = None
    runs_out: Maybe[Side] = None


@dataclass(frozen=True)
class Timeline(Plain):
    """All boundaries, with the phase and the next boundary."""

    phase: Phase
    boundaries: tuple[Boundary, ...]
    next: Optional[datetime]

    def to_mermaid(self, title: str) -> str:
        """Return it as a gantt in the language of Mermaid, by local dates.

        It has a bar for each phase, for each lock one until it locks, and one for each approved
        request to edit. What would end a line or a name in `title` becomes a space.

        >>> print(case().timeline().to_mermaid("Half-year review"), end="")
        gantt
            title Half-year review
            dateFormat YYYY-MM-DD
            inclusiveEndDates
            todayMarker off
            section Phases
            open (PAR-13) :2026-03-01, 2026-03-31
            grace (TIM-2) :2026-04-01, 2026-04-07
        """
        return timeline_to_mermaid(self, title)

    def to_svg(self, title: str) -> str:
        """Return it as a small picture in SVG, with the same bars, for light and dark pages.

        `title` stands above it and is its accessible name.

        >>> picture = reviewed_case().sight(ana).timeline().to_svg("Ana & Ben")
        >>> "<title>Ana &amp; Ben</title>" in picture
        True
        >>> picture.count('class="phase"'), picture.count('class="lock"')
        (4, 1)
        """
        return timeline_to_svg(self, title)


@dataclass(frozen=True)
class ActionState(Plain):
    """An action with the leave to do it, or why not."""

    action: _enums.Action
    open: Maybe[Permission]
    refused: Maybe[Refusal]


@dataclass(frozen=True)
class Actions(Plain):
    """All that a person may do, and the one thing to do next."""

    primary: Optional[_enums.Action]
    all: tuple[ActionState, ...]


@dataclass(frozen=True)
class Frame(Plain):
    """The frame of a conversation."""

    conversation: UUID
    title: str
    description: str
    kind: TemplateKind
    phase: Phase
    launched_at: datetime
    ends: date
    grace_until: Maybe[date]
    submit_until: Maybe[date]
    review_until: Maybe[date]
    direct_report: UUID
    manager: UUID


@dataclass(frozen=True)
class Meeting(Plain):
    """Whether they met, who said so, and when."""

    confirmed: bool
    by: Maybe[UUID]
    at: Maybe[datetime]


@dataclass(frozen=True)
class Hidden(Plain):
    """By which rule a part is hidden, and what would show it."""

    rule: Rule
    revealed_by: RevealedBy


@dataclass(frozen=True)
class Paragraph(Variant, newtype=True):
    """The text of a paragraph."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class Scale(Variant):
    """A value on a scale from 1 to a maximum."""

    value: int = field(repr=False)
    max: int


@dataclass(frozen=True)
class Stars(Variant):
    """A rating, with its maximum, and in words: "4 out of 5 stars"."""

    value: int = field(repr=False)
    max: int
    text: str = field(repr=False)


@dataclass(frozen=True)
class Options(Variant, newtype=True):
    """The chosen options, in the question's order."""

    options: tuple[str, ...] = field(repr=False)


ShownAnswer = Union[Paragraph, Scale, Stars, Options]
"""An answer as it is shown."""


@dataclass(frozen=True)
class LastEdit(Plain):
    """Who edited an answer last, and when."""

    by: UUID
    at: datetime


@dataclass(frozen=True)
class Editing(Plain):
    """Until when an answer can be edited, or why it cannot: one of the two is none."""

    open: Maybe[Permission]
    refused: Maybe[Refusal]


@dataclass(frozen=True)
class QuestionView(Plain):
    """A question, with its answer where there is one to see."""

    question: UUID
    text: str
    mandatory: bool
    kind: QuestionKind
    confidential_to: Maybe[tuple[ConfidentialReader, ...]]
    rule: Rule
    answer: Maybe[ShownAnswer]
    at: Maybe[datetime]
    last_edit: Maybe[LastEdit]
    tag: Maybe[str]
    editing: Maybe[Editing]


@dataclass(frozen=True)
class PartView(Plain):
    """A part, with the questions that may be seen."""

    side: Side
    respondent: UUID
    done: bool
    questions: tuple[QuestionView, ...]
    submitted_at: Maybe[datetime]
    hidden: Maybe[Hidden]


@dataclass(frozen=True)
class NotesView(Plain):
    """The notes of a participant, or of an earlier manager."""

    side: Side
    by: UUID
    text: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class GoalView(Plain):
    """A goal that was created from inside."""

    goal: str
    by: UUID
    at: datetime


@dataclass(frozen=True)
class EarlierManagerView(Plain):
    """Who managed the conversation earlier, and until when."""

    person: UUID
    until: datetime


@dataclass(frozen=True)
class RetainedAnswer(Plain):
    """A confidential answer that stayed with the earlier manager who gave it."""

    question: UUID
    text: str
    kind: QuestionKind
    rule: Rule
    answer: ShownAnswer
    at: datetime


@dataclass(frozen=True)
class RetainedAnswers(Plain):
    """The confidential answers of an earlier manager, where they may be seen."""

    respondent: UUID
    answers: tuple[RetainedAnswer, ...]


@dataclass(frozen=True)
class RequestView(Plain):
    """The last request to edit of a side: open, approved, or both one after the other."""

    side: Side
    by: UUID
    asked_at: Maybe[datetime]
    approved_at: Maybe[datetime]
    approved_until: Maybe[date]


@dataclass(frozen=True)
class View(Plain):
    """A conversation as one person is shown it.

    Whether it is complete is none to those who may not know.

    >>> case().sight(ana).view().complete
    False
    >>> view = case().sight(cleo).view()  # Who may take ownership knows the frame alone.
    >>> view.complete, view.parts, view.actions.primary
    (None, (), <Action.TAKE_OWNERSHIP: 'take_ownership'>)
    """

    standing: Standing
    frame: Frame
    complete: Maybe[bool]
    meeting: Maybe[Meeting]
    parts: tuple[PartView, ...]
    earlier_managers: Several[EarlierManagerView]
    retained_answers: Several[RetainedAnswers]
    requests: Several[RequestView]
    notes: tuple[NotesView, ...]
    goals: tuple[GoalView, ...]
    references: tuple[str, ...]
    actions: Actions


@dataclass(frozen=True)
class Participant(Plain):
    """A participant of a conversation in a list."""

    person: UUID
    name: str = field(repr=False)
    side: Side
    done: Maybe[bool]


@dataclass(frozen=True)
class Row(Plain):
    """A conversation in a list; whether it is complete is none to those who may not know."""

    conversation: UUID
    name: str = field(repr=False)
    title: str
    kind: TemplateKind
    launched_at: datetime
    ends: date
    participants: tuple[Participant, ...]
    complete: Maybe[bool]
    primary: Optional[_enums.Action]


@dataclass(frozen=True)
class Lists(Plain):
    """A person's lists, newest launch first."""

    current: tuple[Row, ...]
    past: tuple[Row, ...]


@dataclass(frozen=True)
class EarlierConversation(Plain):
    """An earlier conversation that is offered for reference."""

    conversation: UUID
    title: str
    kind: TemplateKind
    launched_at: datetime


@dataclass(frozen=True)
class Offer(Plain):
    """A template that somebody may start with somebody."""

    counterpart: UUID
    template: UUID
    title: str


@dataclass(frozen=True)
class AudienceGain(Plain):
    """Who would newly see which answers, and by which rule; none for everyone of an office."""

    person: Maybe[UUID]
    standing: Standing
    rule: Rule
    questions: tuple[UUID, ...]


@dataclass(frozen=True)
class InputVersions(Plain):
    """The revisions and versions of the facts that decided."""

    conversation: int
    template: int
    content: int
    cycle: Maybe[int]
    engine: str
    zones: str


@dataclass(frozen=True)
class Record(Plain):
    """A decision, for an audit log."""

    organisation: UUID
    conversation: UUID
    person: UUID
    standing: Standing
    subject: DecisionSubject
    at: datetime
    granted: bool
    rule: Rule
    inputs: InputVersions
