# Written by `make surfaces` from what `core` has committed; changes belong there.
"""What to tell whom: the engine says it, and a host sends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ._behaviour import Said
from ._enums import Channel, Side
from ._plain import Plain
from ._rules import Rule


@dataclass(frozen=True)
class EditRequest(Plain):
    """An open request to edit, as those who decide on it are told (FCT-7).

    Of the conversation it names the two people and the title, and nothing else.
    """

    conversation: UUID
    """In which conversation."""
    title: str
    """Its title."""
    direct_report: UUID
    """Its direct report."""
    manager: UUID
    """Its manager."""
    side: Side
    """On which side the requester stands."""
    by: UUID
    """The requester."""
    at: datetime
    """When it was made."""


@dataclass(frozen=True)
class TakeOwnership(Said):
    """The recipient may take ownership (OWN-5)."""

    conversation: UUID
    """Of which conversation."""
    until: datetime
    """Until when, itself outside."""


@dataclass(frozen=True)
class DraftChanged(Said):
    """What the recipient had saved was changed or deleted by the new manager (OWN-4)."""

    conversation: UUID
    """In which conversation."""
    questions: tuple[UUID, ...]
    """The questions."""
    by: UUID
    """Who did it."""


@dataclass(frozen=True)
class EditRequests(Said):
    """The requests to edit that wait for a decision of the recipient or a colleague (REQ-2)."""

    requests: tuple[EditRequest, ...]
    """The requests, in the order in which they were made."""


@dataclass(frozen=True)
class RequestApproved(Said):
    """The recipient's request to edit was approved (REQ-4)."""

    conversation: UUID
    """In which conversation."""
    until: date
    """The local date at whose end the approval runs out."""


About = TakeOwnership | DraftChanged | EditRequests | RequestApproved
"""What a notification says."""


@dataclass(frozen=True)
class Notification(Plain):
    """Something to tell a person.

    Whom it reaches, and what it may say, follows from what the recipient may know (NTF-5).

    >>> prompt = case().ownership_prompt(under_cleo)
    >>> ways = [channel.value for channel in prompt.channels]
    >>> prompt.rule, ways, prompt.about.kind.value
    (Rule('OWN-5'), ['in_app', 'email'], 'take_ownership')
    """

    key: str
    """Its key: the same whenever and wherever the same is told, so that a host which keeps the keys
    of what it sent sends nothing twice.

    It follows from nothing but what the recipient is told.
    """
    to: UUID
    """The recipient."""
    channels: tuple[Channel, ...]
    """By which ways it goes."""
    at: datetime
    """When it falls due: the moment of the act that it tells of, by the clock of whoever carried it
    out.
    """
    rule: Rule
    """The rule that asks for it."""
    about: About
    """What it says."""
