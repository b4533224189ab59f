"""What a change would bring about: the facts before and after it, and the difference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Optional
from uuid import UUID

from ._enums import Level, Phase, Side, Standing
from ._plain import Maybe, Plain, Several
from ._rules import Rule
from ._visavis import Context, Directory, Permission, Refusal
from .locks import LockOn
from .subjects import DecisionSubject, Known


@dataclass(frozen=True)
class PreviewInputs:
    """The facts before a change, or those after it."""

    context: Context
    directory: Directory


@dataclass(frozen=True)
class LevelChange(Plain):
    """An access level before and after; `from` in JSON is `from_` here."""

    from_: Level
    to: Level


@dataclass(frozen=True)
class BoundaryMove(Plain):
    """A boundary that moves, comes (`from_` is none) or goes (`to` is none).

    What changes there is told as in `views.Boundary`: of four fields one is there.
    """

    begins: Maybe[Phase]
    locks: Maybe[LockOn]
    reopens: Maybe[Side]
    runs_out: Maybe[Side]
    from_: Optional[datetime]
    to: Optional[datetime]


@dataclass(frozen=True)
class ClosedWindow(Plain):
    """Something that a person can do now and could not any more, and why."""

    person: UUID
    of: DecisionSubject
    refused: Refusal


@dataclass(frozen=True)
class OpenedWindow(Plain):
    """Something that a person cannot do now and could at once, and until when."""

    person: UUID
    to: DecisionSubject
    open: Permission


@dataclass(frozen=True)
class SightChange(Plain):
    """Whose sight would change, and of what; not which of the answers there are."""

    person: UUID
    standing: Standing
    side: Maybe[Side]
    rule: Rule
    questions: Several[UUID]
    facts: Several[Known]


@dataclass(frozen=True)
class ConversationPreview(Plain):
    """What would change in one conversation, as far as the asker may know of it."""

    conversation: UUID
    moved: tuple[BoundaryMove, ...]
    locked_out: tuple[ClosedWindow, ...]
    let_in: tuple[OpenedWindow, ...]
    gained: tuple[SightChange, ...]
    lost: tuple[SightChange, ...]


@dataclass(frozen=True)
class Preview(Plain):
    """What a change would bring about; conversations in which nothing would are left out."""

    moved: tuple[BoundaryMove, ...]
    administrators: Maybe[LevelChange]
    skip_levels: Maybe[LevelChange]
    conversations: tuple[ConversationPreview, ...]
