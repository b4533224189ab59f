"""What a roll-out would come to for everyone, and what a list of people was read as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Union
from uuid import UUID

from ._plain import Plain, Variant
from ._rules import Rule
from ._visavis import Refusal


@dataclass(frozen=True)
class HasOne(Variant):
    """There is a conversation of the cycle."""


@dataclass(frozen=True)
class Now(Variant):
    """A roll-out now gives one."""


@dataclass(frozen=True)
class At(Variant, newtype=True):
    """A roll-out at an instant gives one."""

    at: datetime


@dataclass(frozen=True)
class Waits(Variant):
    """The template has to be deployed first, or conversations turned on."""


@dataclass(frozen=True)
class NotAmongParticipants(Variant):
    """The cycle is for others."""


@dataclass(frozen=True)
class Inactive(Variant):
    """The account is inactive, or that of the manager."""


@dataclass(frozen=True)
class NoManager(Variant):
    """The person reports to nobody."""


@dataclass(frozen=True)
class TooLate(Variant):
    """It would be at the end of the cycle or later."""


LaunchStatus = Union[HasOne, Now, At, Waits, NotAmongParticipants, Inactive, NoManager, TooLate]
"""When a person gets a conversation, or why they get none; one class for each, to match on."""


@dataclass(frozen=True)
class Prospect(Plain):
    """What somebody can expect of a cycle, and by which rule."""

    person: UUID
    status: LaunchStatus
    rule: Rule


@dataclass(frozen=True)
class Prospects(Plain):
    """Everyone of the directory, and what the participants name that it does not know."""

    people: tuple[Prospect, ...]
    faults: tuple[Refusal, ...]


@dataclass(frozen=True)
class PeopleList(Plain):
    """The people of a list in CSV, and how many blank lines were passed over."""

    people: tuple[UUID, ...]
    blank_lines: int
