"""What a call brought about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Optional, TypeVar

from ._visavis import (
    Conversation,
    ConversationEvent,
    IndexRow,
    LaunchedConversations,
    Roster,
    RosterEvent,
)

State = TypeVar("State")
Event = TypeVar("Event")


@dataclass(frozen=True)
class Outcome(Generic[State, Event]):
    """The state after a change, with the events to append to its log.

    Where the command was carried out before, `repeated` is the revision to which it led, and there
    are no events.
    """

    state: State
    events: tuple[Event, ...]
    repeated: Optional[int] = None


@dataclass(frozen=True)
class Executed:
    """The conversation after a command, with the events to append and the columns to keep.

    Where the command was carried out before, `repeated` is the revision to which it led, and there
    are no events.
    """

    conversation: Conversation
    events: tuple[ConversationEvent, ...]
    row: IndexRow
    repeated: Optional[int] = None


@dataclass(frozen=True)
class RollOut:
    """What a showing of the directory brought about.

    `next` is when to show it again for those who wait for the top of an hour. What it came to for
    everyone, `Context.prospects` says of the same roster as was handed in.
    """

    roster: Outcome[Roster, RosterEvent]
    launched: LaunchedConversations
    next: Optional[datetime] = None
