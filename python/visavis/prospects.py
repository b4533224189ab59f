# Written by `make surfaces` from what `core` has committed; changes belong there.
"""What a roll-out would come to for everyone, and what a list of people was read as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ._enums import Side
from ._plain import Plain, Variant
from ._rules import Rule
from ._schedule import LockDate
from ._visavis import Refusal


@dataclass(frozen=True)
class HasOne(Variant):
    """Has one, whatever became of them since (PAR-12, PAR-13)."""


@dataclass(frozen=True)
class Now(Variant):
    """Gets one now (PAR-13)."""


@dataclass(frozen=True)
class At(Variant, newtype=True):
    """Gets one at this instant.

    It is the launch, or the top of the hour after they were first seen; somebody who was not seen
    before is seen now (CYC-2, CYC-3, PAR-7).
    """

    at: datetime


@dataclass(frozen=True)
class Waits(Variant):
    """Gets one once the template is deployed and conversations are on (TPL-12, TPL-18)."""


@dataclass(frozen=True)
class NotAmongParticipants(Variant):
    """Is not among the participants (PAR-2, PAR-3, PAR-4)."""


@dataclass(frozen=True)
class Inactive(Variant):
    """Has an inactive account (PAR-9)."""


@dataclass(frozen=True)
class NoManager(Variant):
    """Has no manager, or one whose account is inactive (PAR-5, PAR-6)."""


@dataclass(frozen=True)
class TooLate(Variant):
    """Would get one at the end boundary or after it, and so gets none (PAR-8, CYC-3)."""


LaunchStatus = HasOne | Now | At | Waits | NotAmongParticipants | Inactive | NoManager | TooLate
"""Whether and when somebody gets a conversation of a cycle."""


@dataclass(frozen=True)
class Prospect(Plain):
    """Whether and when a person gets a conversation of a cycle, and by which rule."""

    person: UUID
    """The person."""
    status: LaunchStatus
    """Whether and when."""
    rule: Rule
    """The rule that decides."""


@dataclass(frozen=True)
class ClosedAtStart(Plain):
    """Something that is closed in a conversation from its beginning."""

    side: Side
    """Whose."""
    refused: Refusal
    """What closed it, with the date of the deadline that passed and since when."""


@dataclass(frozen=True)
class JoinerStart(Plain):
    """How a conversation that came into being next would begin.

    It is one for whoever is there at the launch, if the directory was not shown since then, and
    otherwise one for somebody who joins now.
    """

    at: datetime
    """When it would come into being: the launch, now, or the top of the coming hour (PAR-13)."""
    closed: tuple[ClosedAtStart, ...]
    """What would be closed from the beginning."""
    passed_locks: tuple[LockDate, ...]
    """The lock dates that will have passed by then: they do not bind in it (CYC-8)."""


@dataclass(frozen=True)
class Prospects(Plain):
    """What a roll-out would come to, person by person."""

    people: tuple[Prospect, ...]
    """Everyone of the directory, in the order of their ids."""
    faults: tuple[Refusal, ...]
    """What the participants name and the directory does not know: `department-unknown`,
    `group-unknown` or `person-unknown` each.

    It has nobody, and keeps nobody else out.
    """
    joiner: JoinerStart | None
    """How a conversation would begin for somebody who joins now; none where nobody can join,
    because the end boundary would have come or the launch is not known.
    """


@dataclass(frozen=True)
class PeopleList(Plain):
    """What was read from a list of people."""

    people: tuple[UUID, ...]
    """Whom it names, at least one."""
    blank_lines: int
    """How many lines without an address were passed over."""
