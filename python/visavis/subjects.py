"""What is asked about, for a record of a decision."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Optional, Union
from uuid import UUID

from . import _enums
from ._plain import Choice, Variant, dumps


@dataclass(frozen=True)
class Answer(Variant):
    """Whether an answer is visible."""

    side: _enums.Side
    question: UUID


@dataclass(frozen=True)
class Submission(Variant, newtype=True):
    """Whether and when the part of a side was submitted."""

    side: _enums.Side


@dataclass(frozen=True)
class Requests(Variant, newtype=True):
    """The requests to edit of a side, their approvals and the deadlines that these extend."""

    side: _enums.Side


@dataclass(frozen=True)
class LastEdit(Variant, newtype=True):
    """Who edited the answers of a side last, and when."""

    side: _enums.Side


@dataclass(frozen=True)
class Notes(Variant, newtype=True):
    """The notes of a side."""

    side: _enums.Side


@dataclass(frozen=True)
class Frame(Variant):
    """That there is the conversation, its title, kind, dates and people."""


@dataclass(frozen=True)
class Progress(Variant):
    """The check marks, the completion and the confirmation of the meeting."""


@dataclass(frozen=True)
class EarlierManagers(Variant):
    """Who managed it earlier."""


@dataclass(frozen=True)
class Goals(Variant):
    """The references to goals."""


@dataclass(frozen=True)
class EarlierNotes(Variant):
    """The notes of earlier managers; to one of these their own alone."""


Known = Union[
    Frame,
    Progress,
    EarlierManagers,
    Goals,
    EarlierNotes,
    Submission,
    Requests,
    LastEdit,
    Notes,
]
"""A fact that somebody may know or not."""


@dataclass(frozen=True)
class Fact(Variant, newtype=True):
    """Whether a fact is visible.

    >>> from visavis import subjects
    >>> subjects.Fact.of(Fact.NOTES, Side.MANAGER).to_dict()
    {'fact': {'notes': 'manager'}}
    """

    fact: Known

    @classmethod
    def of(cls, fact: _enums.Fact, side: Optional[_enums.Side] = None) -> Fact:
        """Return the fact by its name, where it has one with a side."""
        return cls.from_dict({"fact": fact if side is None else {fact.value: side}})


@dataclass(frozen=True)
class Action(Variant, newtype=True):
    """Whether something may be done."""

    action: _enums.Action


@dataclass(frozen=True)
class Edit(Variant):
    """Whether the answer to a question of one's own may be edited.

    >>> from visavis import subjects
    >>> reviewed_case("2026-03-13T09:00:00Z").sight(ana).record(subjects.Edit(uuid(12))).rule
    Rule('CYC-8')
    """

    question: UUID


DecisionSubject = Union[Answer, Fact, Action, Edit]
"""What can be asked about."""

_Subject: Choice[DecisionSubject] = Choice(DecisionSubject)


def from_dict(data: Any) -> DecisionSubject:
    """Read any of them from plain values.

    >>> from visavis import subjects
    >>> subjects.from_dict({"action": "share"})
    Action(action=<Action.SHARE: 'share'>)
    """
    return _Subject._read(json.loads(dumps(data)))
