# Written by `make surfaces` from what `core` has committed; changes belong there.
"""What people are shown, and what the engine explains and records."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from ._behaviour import Drawn
from ._enums import (
    Action,
    ConfidentialReader,
    Phase,
    Respondent,
    RevealedBy,
    Side,
    Standing,
    TemplateKind,
)
from ._plain import Maybe, Plain, Several, Variant
from ._rules import Rule
from ._visavis import Permission, Refusal
from .locks import LockOn
from .questions import QuestionKind
from .subjects import DecisionSubject


@dataclass(frozen=True)
class Boundary(Plain):
    """An instant at which something changes (TIM-8).

    One of `locks`, `begins`, `reopens` and `runs_out` is there.

    >>> late = case("2026-05-04T09:00:00Z")
    >>> asked = late.execute(ana, Command.request_edit()).state
    >>> allow = Command.allow_edit(Side.DIRECT_REPORT)
    >>> allowed = case("2026-05-05T09:00:00Z", asked).execute(admin, allow).state
    >>> last = case("2026-05-05T09:00:00Z", allowed).timeline().boundaries[-1]
    >>> last.runs_out, last.date.isoformat(), last.at.isoformat()
    (<Side.DIRECT_REPORT: 'direct_report'>, '2026-05-12', '2026-05-12T23:00:00+00:00')
    """

    _order = ("at", "date", "begins", "locks", "reopens", "runs_out", "rule")
    at: datetime
    """The instant. What was before ends there and does not hold it."""
    date: date
    """The local date that it comes from: the one that begins there (a launch) or that ended."""
    begins: Maybe[Phase]
    """A phase begins, and the one before it is over (CYC-14)."""
    locks: Maybe[LockOn]
    """Something locks (CYC-8)."""
    rule: Rule
    """The rule that puts it there."""
    reopens: Maybe[Side] = None
    """A request of who stands on a side is approved (REQ-4)."""
    runs_out: Maybe[Side] = None
    """An approved request of who stands on a side runs out (REQ-4)."""


@dataclass(frozen=True)
class Timeline(Drawn, Plain):
    """Every boundary, in order (TIM-8)."""

    phase: Phase
    """The phase at the instant that was asked about."""
    boundaries: tuple[Boundary, ...]
    """The boundaries. Of those at one instant the locks stand first."""
    next: datetime | None
    """The first boundary after the instant that was asked about: when to wake up next."""


@dataclass(frozen=True)
class ActionState(Plain):
    """An action with the leave to do it, or why not."""

    action: Action
    """The action."""
    open: Maybe[Permission] = None
    """Until when and by which rule it is open."""
    refused: Maybe[Refusal] = None
    """Why it is not open."""


@dataclass(frozen=True)
class Actions(Plain):
    """All that a person may do, and the one thing to do next (ANS-7)."""

    primary: Action | None
    """The primary action of a list; none where nothing is to be done."""
    all: tuple[ActionState, ...]
    """Every action, in the order of a form."""


@dataclass(frozen=True)
class Frame(Plain):
    """What everyone who may know of a conversation knows of it (FCT-1)."""

    conversation: UUID
    """The conversation."""
    title: str
    """The title: the name of the template (TPL-2)."""
    description: str
    """The description."""
    kind: TemplateKind
    """Anytime or scheduled."""
    phase: Phase
    """The phase."""
    launched_at: datetime
    """When it was launched."""
    ends: date
    """The local date at whose end it is due."""
    grace_until: Maybe[date]
    """The local date of the last day of grace, where there is grace (CYC-4)."""
    submit_until: Maybe[date]
    """The local date until whose end reviewed parts are submitted, under admin review (CYC-10)."""
    review_until: Maybe[date]
    """The local date at whose end the admin review ends and sharing begins (REV-4)."""
    direct_report: UUID
    """The direct report."""
    manager: UUID
    """The manager."""


@dataclass(frozen=True)
class Meeting(Plain):
    """Whether they met (MTG-1)."""

    confirmed: bool
    """Whether it is confirmed."""
    by: Maybe[UUID] = None
    """Who confirmed it."""
    at: Maybe[datetime] = None
    """When."""


@dataclass(frozen=True)
class Hidden(Plain):
    """Why a part is not shown."""

    rule: Rule
    """The rule that hides it."""
    revealed_by: RevealedBy
    """What would show it."""


@dataclass(frozen=True)
class Paragraph(Variant, newtype=True):
    """The text of a paragraph."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class Scale(Variant):
    """A value on a scale."""

    value: int = field(repr=False)
    """The value."""
    max: int
    """Where the scale ends."""


@dataclass(frozen=True)
class Stars(Variant):
    """A star rating, always with its maximum (LIM-7)."""

    value: int = field(repr=False)
    """The stars."""
    max: int
    """The most stars that the question gives."""
    text: str = field(repr=False)
    """In words: `4 out of 5 stars`."""


@dataclass(frozen=True)
class Options(Variant, newtype=True):
    """The chosen options, in the question's order."""

    options: tuple[str, ...] = field(repr=False)


ShownAnswer = Paragraph | Scale | Stars | Options
"""An answer as people are shown it."""


@dataclass(frozen=True)
class LastEdit(Plain):
    """Who edited an answer last (FCT-9)."""

    by: UUID
    """Who."""
    at: datetime
    """When."""


@dataclass(frozen=True)
class Editing(Plain):
    """Until when an answer can be edited, or why it cannot (ANS-9)."""

    open: Maybe[Permission] = None
    """Until when and by which rule it can be."""
    refused: Maybe[Refusal] = None
    """Why it cannot be."""


@dataclass(frozen=True)
class QuestionView(Plain):
    """A question with its answer."""

    question: UUID
    """The question."""
    text: str
    """Its text."""
    mandatory: bool
    """Whether sharing needs an answer (ANS-3)."""
    kind: QuestionKind
    """What it asks for."""
    confidential_to: Maybe[tuple[ConfidentialReader, ...]]
    """For a confidential question: who alone sees the answer, and that only once it is shared
    (ANS-11).

    Empty where nobody does.
    """
    rule: Rule
    """The rule that shows it."""
    answer: Maybe[ShownAnswer] = None
    """The answer."""
    at: Maybe[datetime] = None
    """When the answer was saved last or, to others, when they could first see it (VIS-16)."""
    last_edit: Maybe[LastEdit] = None
    """Who edited it last, to those who may know (FCT-9)."""
    tag: Maybe[str] = None
    """What to hand back with a save, so that nothing is overwritten unseen (ANS-12); for one's own
    questions.
    """
    editing: Maybe[Editing] = None
    """Until when the answer can be edited, or what closed it; for one's own questions (ANS-9)."""


@dataclass(frozen=True)
class PartView(Plain):
    """A respondent's part."""

    part: Respondent
    """Whose."""
    person: UUID
    """Who responds."""
    done: bool
    """The check mark: whether it is shared (ANS-8)."""
    questions: tuple[QuestionView, ...]
    """The questions that the viewer sees: all of their own, and the other's with an answer that
    they see (VIS-18).
    """
    submitted_at: Maybe[datetime] = None
    """When it was submitted to the admin review or, to who took it over since, when they did; to
    those who may know (FCT-5).
    """
    hidden: Maybe[Hidden] = None
    """Why nothing of it is shown, and what would show it (VIS-15)."""


@dataclass(frozen=True)
class NotesView(Plain):
    """Somebody's notes (NTE-2)."""

    side: Side
    """Whose."""
    by: UUID
    """Who wrote them: who stands on that side, or an earlier manager."""
    text: str = field(repr=False)
    """The text."""
    at: datetime
    """When they were written."""


@dataclass(frozen=True)
class GoalView(Plain):
    """A goal that was created from inside (FCT-8)."""

    goal: str
    """The host's reference to it."""
    by: UUID
    """Who created it."""
    at: datetime
    """When."""


@dataclass(frozen=True)
class EarlierManagerView(Plain):
    """Somebody who managed the conversation earlier (FCT-6)."""

    person: UUID
    """Who."""
    until: datetime
    """When somebody else took ownership."""


@dataclass(frozen=True)
class RetainedAnswer(Plain):
    """A confidential question with the answer of an earlier manager. Nobody edits it any more."""

    question: UUID
    """The question."""
    text: str
    """Its text."""
    kind: QuestionKind
    """What it asks for."""
    rule: Rule
    """The rule that shows it."""
    answer: ShownAnswer
    """The answer."""
    at: datetime
    """When the answer was saved last or, to others, when they could first see it (VIS-16)."""


@dataclass(frozen=True)
class RetainedAnswers(Plain):
    """What an earlier manager answered in confidence, which stays theirs (VIS-12)."""

    person: UUID
    """Who gave the answers."""
    answers: tuple[RetainedAnswer, ...]
    """The answers, in the order of the questions."""


@dataclass(frozen=True)
class RequestView(Plain):
    """A request to edit, or the approval of one (FCT-7)."""

    side: Side
    """On which side the requester stands."""
    by: UUID
    """The requester."""
    asked_at: Maybe[datetime] = None
    """When it was made, while it waits for a decision."""
    approved_at: Maybe[datetime] = None
    """When the last approval was given."""
    approved_until: Maybe[date] = None
    """The local date at whose end that approval runs out, or ran out (REQ-4)."""


@dataclass(frozen=True)
class View(Plain):
    """A conversation as one person is shown it.

    >>> case().sight(ana).view().complete
    False
    >>> view = case().sight(cleo).view()  # Who may take ownership knows only the frame.
    >>> view.complete, view.parts, view.actions.primary
    (None, (), <Action.TAKE_OWNERSHIP: 'take_ownership'>)
    """

    standing: Standing
    """What the person is here."""
    frame: Frame
    """The frame (FCT-1)."""
    complete: Maybe[bool]
    """Whether it is complete, to those who may know (FCT-2, MTG-3)."""
    meeting: Maybe[Meeting]
    """The confirmation of the meeting, where it is asked for (FCT-2)."""
    parts: tuple[PartView, ...]
    """The parts, the direct report's first; none to who knows the frame alone."""
    earlier_managers: Several[EarlierManagerView]
    """Who managed it earlier, in order, to those who may know (FCT-6)."""
    retained_answers: Several[RetainedAnswers]
    """The confidential answers of earlier managers, to those who see them (VIS-12)."""
    requests: Several[RequestView]
    """The requests to edit that the person may know of, one for each side at most (FCT-7)."""
    notes: tuple[NotesView, ...]
    """The notes of both, the direct report's first (FCT-10)."""
    goals: tuple[GoalView, ...]
    """The goals that were created from inside (FCT-8)."""
    references: tuple[str, ...]
    """References to objectives and feedback for a respondent, where they are offered (TPL-19)."""
    actions: Actions
    """What the person may do (ANS-7)."""


@dataclass(frozen=True)
class Participant(Plain):
    """A participant of a conversation in a list."""

    person: UUID
    """The person."""
    name: str = field(repr=False)
    """Their name."""
    role: Respondent
    """In which role they take part."""
    done: Maybe[bool] = None
    """The check mark; none where they do not respond (ANS-8)."""


@dataclass(frozen=True)
class Row(Plain):
    """A conversation in a list (LST-2)."""

    conversation: UUID
    """The conversation."""
    name: str = field(repr=False)
    """The counterpart's name."""
    title: str
    """The title."""
    kind: TemplateKind
    """Anytime or scheduled."""
    launched_at: datetime
    """When it was launched."""
    ends: date
    """The local date at whose end it is due."""
    participants: tuple[Participant, ...]
    """Both participants, the direct report first."""
    complete: Maybe[bool]
    """Whether it is complete, to those who may know (FCT-2, MTG-3)."""
    primary: Action | None
    """What the viewer is to do next (ANS-7)."""


@dataclass(frozen=True)
class Lists(Plain):
    """A person's lists (LST-1), newest launch first."""

    current: tuple[Row, ...]
    """In progress, grace included."""
    past: tuple[Row, ...]
    """Ended."""


@dataclass(frozen=True)
class EarlierConversation(Plain):
    """An earlier conversation that is offered for reference (ANY-5)."""

    conversation: UUID
    """The conversation."""
    title: str
    """Its title."""
    kind: TemplateKind
    """Anytime or scheduled."""
    launched_at: datetime
    """When it was launched."""


@dataclass(frozen=True)
class Offer(Plain):
    """A template that somebody may start with somebody (ANY-3)."""

    counterpart: UUID
    """The other of the two."""
    template: UUID
    """The template."""
    title: str
    """Its name."""


@dataclass(frozen=True)
class AudienceGain(Plain):
    """Somebody who will see answers that they cannot see now."""

    person: Maybe[UUID]
    """Who, of the participants; none for everyone of an office."""
    standing: Standing
    """As what they will see them."""
    rule: Rule
    """By which rule."""
    questions: tuple[UUID, ...]
    """The questions whose answers they will see, in order."""


@dataclass(frozen=True)
class InputVersions(Plain):
    """Which versions of the facts a decision was made from."""

    conversation: int
    """The revision of the conversation."""
    template: int
    """The revision of the template."""
    content: int
    """The number of the content."""
    cycle: Maybe[int]
    """The revision of the cycle, where there is one."""
    engine: str
    """The version of the engine."""
    zones: str
    """The version of the zone data (TIM-7)."""
    zone_rules: Maybe[str] = None
    """The version of the rules that the host handed in for the zone in force, if they were used in
    place of the engine's (TIM-10).
    """


@dataclass(frozen=True)
class Record(Plain):
    """A decision as it is kept for an audit.

    It says who asked for what, as what and when, and what was said by which rule, from which
    versions of the facts. It is the host's; no viewer sees it.
    """

    organisation: UUID
    """The organisation."""
    conversation: UUID
    """The conversation."""
    person: UUID
    """Who asked."""
    standing: Standing
    """As what."""
    subject: DecisionSubject
    """For what."""
    at: datetime
    """At which instant."""
    granted: bool
    """Whether it was granted."""
    rule: Rule
    """The rule that said so."""
    inputs: InputVersions
    """The facts that it was decided from."""
