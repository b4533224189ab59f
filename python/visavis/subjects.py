# Written by `make surfaces` from what `core` has committed; changes belong there.
"""What is asked about, for a record of a decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from . import _enums
from ._behaviour import OfFact
from ._enums import Respondent, Side
from ._plain import Choice, Maybe, Variant, dumps, loads


@dataclass(frozen=True)
class Frame(Variant):
    """That it exists, its title, description, kind, dates and people (FCT-1)."""


@dataclass(frozen=True)
class Progress(Variant):
    """The check marks, the completion and the confirmation of the meeting (FCT-2)."""


@dataclass(frozen=True)
class Submission(Variant, newtype=True):
    """Whether and when a part was submitted (FCT-5)."""

    respondent: Respondent


@dataclass(frozen=True)
class EarlierManagers(Variant):
    """Who managed it earlier (FCT-6)."""


@dataclass(frozen=True)
class Requests(Variant, newtype=True):
    """The requests to edit of a side, their approvals and the deadlines they extend (FCT-7)."""

    side: Side


@dataclass(frozen=True)
class Goals(Variant):
    """The references to goals (FCT-8)."""


@dataclass(frozen=True)
class LastEdit(Variant, newtype=True):
    """Who last edited the answers of a part, and when (FCT-9)."""

    respondent: Respondent


@dataclass(frozen=True)
class Notes(Variant, newtype=True):
    """The notes of a side (FCT-10)."""

    side: Side


@dataclass(frozen=True)
class EarlierNotes(Variant):
    """The notes of earlier managers; one of these may know only their own (FCT-10)."""


Known = (
    Frame
    | Progress
    | Submission
    | EarlierManagers
    | Requests
    | Goals
    | LastEdit
    | Notes
    | EarlierNotes
)
"""Something that can be known of a conversation beside its answers (FCT)."""


@dataclass(frozen=True)
class AnswerSubject(Variant, tag="answer"):
    """To see an answer."""

    part: Respondent
    """Whose part it stands in."""
    question: UUID
    """The question."""
    earlier_manager: Maybe[UUID] = None
    """The earlier manager whose answer stayed theirs at a change of manager; none for an answer
    that stands in the part.
    """


@dataclass(frozen=True)
class Fact(OfFact, newtype=True):
    """To know a fact."""

    fact: Known


@dataclass(frozen=True)
class Action(Variant, newtype=True):
    """To do something."""

    action: _enums.Action


@dataclass(frozen=True)
class Edit(Variant):
    """To edit the answer to a question of one's own.

    >>> from visavis import subjects
    >>> reviewed = reviewed_case("2026-03-13T09:00:00Z").sight(ana)
    >>> reviewed.record(subjects.Edit(uuid(12))).rule
    Rule('CYC-8')
    """

    question: UUID
    """The question."""


DecisionSubject = AnswerSubject | Fact | Action | Edit
"""What somebody asked to see, to know or to do."""

_Subject: Choice[DecisionSubject] = Choice(DecisionSubject)


def from_dict(data: Any) -> DecisionSubject:
    """Read any of them from plain values."""
    return _Subject._read(loads(dumps(data)))
