"""What events say happened; one class for each, to match on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Optional, Union
from uuid import UUID

from ._enums import Side, TemplateKind
from ._plain import Choice, Maybe, Several, Variant
from ._schedule import Schedule
from ._settings import Settings
from .answers import SavedAnswer
from .participants import Participants
from .questions import Content, ContentReference


@dataclass(frozen=True)
class Anytime(Variant):
    """A conversation that people start, with the date at whose end it is due."""

    due: date


@dataclass(frozen=True)
class Scheduled(Variant):
    """A conversation of a cycle."""

    cycle: UUID


Occasion = Union[Anytime, Scheduled]
"""What a conversation belongs to."""


@dataclass(frozen=True)
class Launched(Variant, newtype=False):
    """A conversation was launched."""

    template: UUID
    content: ContentReference
    occasion: Occasion
    direct_report: UUID
    manager: UUID
    responding: tuple[Side, ...]
    notified: bool


@dataclass(frozen=True)
class Saved(Variant):
    """Answers of a part were saved or cleared."""

    side: Side
    answers: tuple[SavedAnswer, ...]


@dataclass(frozen=True)
class Submitted(Variant):
    """A part was submitted to the admin review."""

    side: Side


@dataclass(frozen=True)
class Shared(Variant):
    """A part was shared."""

    side: Side


@dataclass(frozen=True)
class MeetingConfirmed(Variant):
    """They met."""


@dataclass(frozen=True)
class MeetingUnticked(Variant):
    """The confirmation was taken back."""


@dataclass(frozen=True)
class NotesWritten(Variant):
    """Notes were written; none where they were cleared."""

    side: Side
    text: Optional[str] = field(repr=False)


@dataclass(frozen=True)
class GoalCreated(Variant):
    """A goal was created from inside."""

    goal: str


@dataclass(frozen=True)
class EditRequested(Variant):
    """A participant asked to edit again."""

    side: Side


@dataclass(frozen=True)
class EditAllowed(Variant):
    """The open request of a side was approved, until the end of a date."""

    side: Side
    until: date


@dataclass(frozen=True)
class EditDenied(Variant):
    """The open request of a side was denied."""

    side: Side


@dataclass(frozen=True)
class OwnershipTaken(Variant):
    """The direct report's new manager took ownership.

    The answers to the confidential questions stay with the previous manager.
    """

    confidential: Several[UUID] = ()


ConversationChange = Union[
    Launched,
    Saved,
    Submitted,
    Shared,
    MeetingConfirmed,
    MeetingUnticked,
    NotesWritten,
    GoalCreated,
    EditRequested,
    EditAllowed,
    EditDenied,
    OwnershipTaken,
]
"""What happened to a conversation."""


@dataclass(frozen=True)
class Created(Variant):
    """A template was created, not deployed."""

    kind: TemplateKind
    settings: Settings
    content: Content


@dataclass(frozen=True)
class SettingsChanged(Variant, newtype=True):
    """Settings changed; these are all of them."""

    settings: Settings


@dataclass(frozen=True)
class ContentEdited(Variant, newtype=True):
    """There is new content, for later launches."""

    content: Content


@dataclass(frozen=True)
class Deployed(Variant):
    """A template was deployed."""


@dataclass(frozen=True)
class Undeployed(Variant):
    """A template was taken out of deployment."""


TemplateChange = Union[Created, SettingsChanged, ContentEdited, Deployed, Undeployed]
"""What happened to a template."""


@dataclass(frozen=True)
class SetUp(Variant):
    """A cycle was set up; its participants are none where it is for everyone."""

    template: UUID
    schedule: Schedule
    participants: Maybe[Participants] = None


@dataclass(frozen=True)
class Rescheduled(Variant, newtype=True):
    """A cycle has another schedule."""

    schedule: Schedule


@dataclass(frozen=True)
class ParticipantsSet(Variant, newtype=True):
    """A cycle is for others from then on; these are all of them."""

    participants: Participants


CycleChange = Union[SetUp, Rescheduled, ParticipantsSet]
"""What happened to a cycle."""


@dataclass(frozen=True)
class RolledOut(Variant):
    """The cycle was rolled out: whom it met first, whom it lost, and who got a conversation."""

    seen: tuple[UUID, ...]
    lost: tuple[UUID, ...]
    launched: tuple[UUID, ...]


RosterChange = RolledOut
"""What happened to a roster."""

_ConversationChanges: Choice[ConversationChange] = Choice(ConversationChange)
_TemplateChanges: Choice[TemplateChange] = Choice(TemplateChange)
_CycleChanges: Choice[CycleChange] = Choice(CycleChange)
_RosterChanges: Choice[RosterChange] = Choice(RosterChange)
_Occasions: Choice[Occasion] = Choice(Occasion)
