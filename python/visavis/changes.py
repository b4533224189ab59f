# Written by `make surfaces` from what `core` has committed; changes belong there.
"""What events say happened; one class for each, to match on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ._enums import Respondent, Side, TemplateKind
from ._plain import Choice, Maybe, Several, Variant
from ._schedule import Schedule
from ._settings import Settings
from .answers import SavedAnswer
from .participants import Participants
from .questions import Content, ContentReference


@dataclass(frozen=True)
class Anytime(Variant):
    """People started it."""

    due: date
    """The local date at whose end it is due (ANY-4)."""


@dataclass(frozen=True)
class Scheduled(Variant):
    """A cycle launched it."""

    cycle: UUID
    """The cycle, whose dates it follows."""


Occasion = Anytime | Scheduled
"""What a conversation is an occasion of."""


@dataclass(frozen=True)
class Launched(Variant):
    """It came into being (ANY-2, CYC-2)."""

    template: UUID
    """The template."""
    content: ContentReference
    """The content that it is bound to from then on (TPL-16)."""
    occasion: Occasion
    """Anytime, or of a cycle."""
    direct_report: UUID
    """The direct report."""
    manager: UUID
    """The manager."""
    responding: tuple[Respondent, ...]
    """Who responds, in order."""
    notified: bool
    """Whether the participants are to be told of the start (CYC-3)."""


@dataclass(frozen=True)
class Saved(Variant):
    """A respondent saved answers (ANS-1)."""

    part: Respondent
    """Whose part."""
    answers: tuple[SavedAnswer, ...]
    """The answers that changed, in the order of the questions."""


@dataclass(frozen=True)
class Submitted(Variant):
    """A respondent submitted their part to the admin review (REV-1)."""

    part: Respondent
    """Whose part."""


@dataclass(frozen=True)
class Shared(Variant):
    """A respondent shared their part (ANS-4)."""

    part: Respondent
    """Whose part."""


@dataclass(frozen=True)
class MeetingConfirmed(Variant):
    """The meeting was confirmed (MTG-1)."""


@dataclass(frozen=True)
class MeetingUnticked(Variant):
    """The confirmation was taken back (MTG-2)."""


@dataclass(frozen=True)
class NotesWritten(Variant):
    """Notes were written, or cleared (NTE-1)."""

    side: Side
    """Whose notes."""
    text: str | None = field(repr=False)
    """The text; none where they were cleared."""


@dataclass(frozen=True)
class GoalCreated(Variant):
    """A goal was created from inside (TPL-17)."""

    goal: str
    """The host's reference to it."""


@dataclass(frozen=True)
class EditRequested(Variant):
    """A participant asked to edit again (REQ-1)."""

    side: Side
    """On which side they stand."""


@dataclass(frozen=True)
class EditAllowed(Variant):
    """The open request of a side was approved (REQ-4)."""

    side: Side
    """On which side the requester stood."""
    requester: UUID
    """Who asked."""
    until: date
    """The local date at whose end the approval runs out."""


@dataclass(frozen=True)
class EditDenied(Variant):
    """The open request of a side was denied (REQ-5)."""

    side: Side
    """Whose request."""


@dataclass(frozen=True)
class OwnershipTaken(Variant):
    """The direct report's new manager took ownership (OWN-1)."""

    confidential: Several[UUID] = ()
    """The questions whose answers are confidential and stay the previous manager's (VIS-12)."""


ConversationChange = (
    Launched
    | Saved
    | Submitted
    | Shared
    | MeetingConfirmed
    | MeetingUnticked
    | NotesWritten
    | GoalCreated
    | EditRequested
    | EditAllowed
    | EditDenied
    | OwnershipTaken
)
"""What happened in a conversation."""


@dataclass(frozen=True)
class Created(Variant):
    """It was created, not deployed."""

    kind: TemplateKind
    """The kind, which never changes."""
    settings: Settings
    """The first settings."""
    content: Content
    """The first content, number 1."""


@dataclass(frozen=True)
class SettingsChanged(Variant, newtype=True):
    """Settings changed; these are all of them."""

    settings: Settings


@dataclass(frozen=True)
class ContentEdited(Variant, newtype=True):
    """New content, for later launches (TPL-16)."""

    content: Content


@dataclass(frozen=True)
class Deployed(Variant):
    """It was deployed (TPL-12)."""


@dataclass(frozen=True)
class Undeployed(Variant):
    """It was taken out of deployment (TPL-12)."""

    destroyed: Several[UUID] = ()
    """The conversations that were in progress, by the dates and zones known then: they are
    destroyed, whatever dates and zones become (TPL-13).
    """


TemplateChange = Created | SettingsChanged | ContentEdited | Deployed | Undeployed
"""What happened to a template."""


@dataclass(frozen=True)
class SetUp(Variant):
    """It was set up for a template."""

    template: UUID
    """The template."""
    schedule: Schedule
    """The first schedule."""
    participants: Maybe[Participants] = None
    """Whom it is for (PAR-1); JSON leaves out that it is for everyone."""


@dataclass(frozen=True)
class Rescheduled(Variant, newtype=True):
    """The schedule changed; this is all of it."""

    schedule: Schedule


@dataclass(frozen=True)
class ParticipantsSet(Variant, newtype=True):
    """It is for others from then on; these are all of them (PAR-10)."""

    participants: Participants


CycleChange = SetUp | Rescheduled | ParticipantsSet
"""What happened to a cycle."""


@dataclass(frozen=True)
class RolledOut(Variant):
    """The cycle was rolled out to the people of the directory."""

    seen: tuple[UUID, ...]
    """Seen for the first time as eligible and with a manager."""
    lost: tuple[UUID, ...]
    """Waiting before, and no longer eligible or without a manager."""
    launched: tuple[UUID, ...]
    """Got a conversation."""


RosterChange = RolledOut
"""What rolling the cycle out changed."""

_ConversationChanges: Choice[ConversationChange] = Choice(ConversationChange)
_TemplateChanges: Choice[TemplateChange] = Choice(TemplateChange)
_CycleChanges: Choice[CycleChange] = Choice(CycleChange)
_RosterChanges: Choice[RosterChange] = Choice(RosterChange)
_Occasions: Choice[Occasion] = Choice(Occasion)
