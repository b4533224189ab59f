# Written by `make surfaces` from what `core` has committed; changes belong there.
"""What a change would bring about: the inputs before and after it, and the difference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ._enums import Level, Phase, Respondent, Side, Standing
from ._outcomes import PreviewInputs as PreviewInputs
from ._plain import Maybe, Plain, Several
from ._rules import Rule
from ._visavis import Permission, Refusal
from .locks import LockOn
from .subjects import DecisionSubject, Known


@dataclass(frozen=True)
class LevelChange(Plain):
    """Another access level (TPL-11)."""

    from_: Level
    """The level before."""
    to: Level
    """The level after."""


@dataclass(frozen=True)
class BoundaryMove(Plain):
    """A boundary that moves, comes or goes.

    One of `locks`, `begins`, `reopens` and `runs_out` is there.
    """

    begins: Maybe[Phase]
    """A phase begins, and the one before it is over (CYC-14)."""
    locks: Maybe[LockOn]
    """Something locks (CYC-8)."""
    reopens: Maybe[Side]
    """A request of who stands on a side is approved (REQ-4)."""
    runs_out: Maybe[Side]
    """An approved request of who stands on a side runs out (REQ-4)."""
    from_: datetime | None
    """The instant before; none where there was no such boundary."""
    to: datetime | None
    """The instant after; none where there is none any more."""


@dataclass(frozen=True)
class DeadlineMove(Plain):
    """Another deadline in force for a person, with locks and approvals (ANS-9, REQ-6).

    It says until when they can do some things. What closes or opens without a date, as by a
    setting, is told only as locked out or let in.
    """

    person: UUID
    """Whose."""
    of: tuple[DecisionSubject, ...]
    """Of what: actions, and the edits of answers. What moves alike stands together."""
    from_: datetime
    """The deadline before, itself outside: still ahead, or passed for what would open again."""
    to: datetime
    """The deadline after, itself outside: ahead, or passed for what would be closed."""


@dataclass(frozen=True)
class ClosedWindow(Plain):
    """Something that a person can do now and could not any more, as far as time and settings go."""

    person: UUID
    """Who."""
    of: DecisionSubject
    """Of what: an action, or the edit of one answer."""
    refused: Refusal
    """Why not any more."""


@dataclass(frozen=True)
class OpenedWindow(Plain):
    """Something that a person cannot do now and could at once, as far as time and settings go."""

    person: UUID
    """Who."""
    to: DecisionSubject
    """To what: an action, or the edit of one answer."""
    open: Permission
    """Until when, and by which rule."""


@dataclass(frozen=True)
class SightChange(Plain):
    """Whose sight would change, and of what. It does not say which of the answers there are."""

    person: UUID
    """Who."""
    standing: Standing
    """As what they see it, before or after."""
    part: Maybe[Respondent]
    """Of whose part, for answers."""
    rule: Rule
    """The rule that shows it, before or after."""
    earlier_managers: Several[UUID] = ()
    """For the answers that earlier managers left, whose they would be, whether they left any or not
    (VIS-12); nobody for those that stand in the part.
    """
    questions: Several[UUID] = ()
    """The questions, whether they have answers or not."""
    facts: Several[Known] = ()
    """The facts."""


@dataclass(frozen=True)
class ConversationPreview(Plain):
    """What would change in one conversation."""

    conversation: UUID
    """The conversation."""
    moved: tuple[DeadlineMove, ...]
    """The deadlines that move, of those that the asker may know: by person, and in the order of
    those before.
    """
    locked_out: tuple[ClosedWindow, ...]
    """What participants can do now and could not any more."""
    let_in: tuple[OpenedWindow, ...]
    """What participants cannot do now and could at once."""
    gained: tuple[SightChange, ...]
    """Who would see answers, or know facts, that they do not now."""
    lost: tuple[SightChange, ...]
    """Who would not see answers, or know facts, any more that they do now."""


@dataclass(frozen=True)
class Preview(Plain):
    """What a change would bring about (CYC-13)."""

    moved: tuple[BoundaryMove, ...]
    """The boundaries of the cycle that move, in the order of the earlier of the two instants."""
    administrators: Maybe[LevelChange]
    """The administrators' access level before and after, where it changes."""
    skip_levels: Maybe[LevelChange]
    """The skip-level managers' access level before and after, where it changes."""
    conversations: tuple[ConversationPreview, ...]
    """What would change in each of the conversations that were handed in, as far as the asker may
    know of it; those in which nothing would are left out.
    """
