"""What a call brought about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from ._visavis import (
    Context,
    Conversation,
    ConversationEvent,
    Directory,
    IndexRow,
    LaunchedConversations,
    Roster,
    RosterEvent,
)

State = TypeVar("State")
Row = TypeVar("Row")
Event = TypeVar("Event")


@dataclass(frozen=True)
class Outcome(Generic[State, Row, Event]):
    """The state after a change, with the events to append to its log.

    `row` has the columns to keep beside a conversation; templates, cycles and rosters have none.
    Where the command was carried out before, `repeated` is the revision to which it led, and there
    are no events.
    """

    state: State
    row: Row
    events: tuple[Event, ...]
    repeated: int | None = None


@dataclass(frozen=True)
class Started:
    """What starting a conversation brought about.

    Store the conversation only while the stored template has `template_revision`, and check that in
    the same transaction: otherwise the template was perhaps undeployed meanwhile, without it.
    """

    conversation: Outcome[Conversation, IndexRow, ConversationEvent]
    template_revision: int


@dataclass(frozen=True)
class RollOut:
    """What a roll-out brought about.

    Store roster and conversations in one transaction, and only while the stored template has
    `template_revision`, which that transaction checks: otherwise the template was perhaps
    undeployed meanwhile, without these conversations.

    `roster` is none where there is none yet: the cycle has not taken anybody in. `next` is when
    to show the directory again: at the launch where that is ahead, otherwise for those who wait for
    the top of an hour. What it came to for everyone, `Context.prospects` says of the same roster as
    was handed in.
    """

    roster: Outcome[Roster, None, RosterEvent] | None
    launched: LaunchedConversations
    template_revision: int
    next: datetime | None = None


@dataclass(frozen=True)
class PreviewInputs:
    """What a preview is of: the context and the directory before a change, or those after it."""

    context: Context
    directory: Directory
