"""Whom a cycle is for, and whom an HR Admin covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ._plain import Choice, Several, Variant, dumps, loads


@dataclass(frozen=True)
class Everyone(Variant):
    """Everyone."""


class _Set(Variant):
    """A set of ids, in the order of the engine."""

    def __post_init__(self) -> None:
        ((name, ids),) = vars(self).items()
        object.__setattr__(self, name, tuple(sorted(set(ids))))


@dataclass(frozen=True)
class Departments(_Set, newtype=True):
    """Whoever is in one of these departments or below it, however deep."""

    departments: tuple[UUID, ...]


@dataclass(frozen=True)
class Groups(_Set, newtype=True):
    """Whoever is in one of these groups."""

    groups: tuple[UUID, ...]


@dataclass(frozen=True)
class List(_Set, newtype=True):
    """These people, as `Directory.read_list` reads them.

    >>> from visavis import participants
    >>> participants.List([uuid(2), uuid(1), uuid(2)]) == participants.List([uuid(1), uuid(2)])
    True
    """

    people: tuple[UUID, ...]


Participants = Everyone | Departments | Groups | List
"""Whom a cycle is for."""


@dataclass(frozen=True)
class Only(Variant):
    """Whoever is in one of these departments, or below it, or in one of these groups."""

    departments: Several[UUID] = ()
    groups: Several[UUID] = ()


Scope = Everyone | Only
"""Whom an HR Admin covers."""

_Participants: Choice[Participants] = Choice(Participants)
_Scope: Choice[Scope] = Choice(Scope)


def from_dict(data: Any) -> Participants:
    """Read any of those whom a cycle can be for from plain values.

    >>> from visavis import participants
    >>> participants.from_dict("everyone")
    Everyone()
    """
    return _Participants._read(loads(dumps(data)))
