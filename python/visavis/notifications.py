"""What to tell whom: the engine says it, and a host sends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Union
from uuid import UUID

from ._enums import Channel, NotificationKind, Side
from ._plain import Plain, Variant
from ._rules import Rule


@dataclass(frozen=True)
class EditRequest(Plain):
    """An open request to edit, as those who decide on it are told."""

    conversation: UUID
    side: Side
    by: UUID
    at: datetime


class _Said(Variant):
    @property
    def kind(self) -> NotificationKind:
        """The kind, by which an organisation can switch it off."""
        return NotificationKind(self._tag)


@dataclass(frozen=True)
class TakeOwnership(_Said):
    """The recipient may take ownership until an instant, itself outside."""

    conversation: UUID
    until: datetime


@dataclass(frozen=True)
class DraftChanged(_Said):
    """What the recipient had saved was changed or deleted by the new manager."""

    conversation: UUID
    questions: tuple[UUID, ...]
    by: UUID


@dataclass(frozen=True)
class EditRequests(_Said):
    """The requests to edit that wait for a decision, in the order in which they were made."""

    requests: tuple[EditRequest, ...]


@dataclass(frozen=True)
class RequestApproved(_Said):
    """The recipient's request to edit was approved, until the end of a local date."""

    conversation: UUID
    until: date


About = Union[TakeOwnership, DraftChanged, EditRequests, RequestApproved]
"""What a notification says; one class for each, to match on."""


@dataclass(frozen=True)
class Notification(Plain):
    """Something to tell a person, when, by which ways, and by which rule.

    >>> prompt = case().ownership_prompt(under_cleo)
    >>> prompt.rule, [channel.value for channel in prompt.channels], prompt.about.kind.value
    (Rule('OWN-5'), ['in_app', 'email'], 'take_ownership')
    """

    to: UUID
    channels: tuple[Channel, ...]
    at: datetime
    rule: Rule
    about: About
