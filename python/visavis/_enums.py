"""The engine's small sets of words, as enums whose members are their texts."""

from __future__ import annotations

from enum import Enum


class Word(str, Enum):
    """A word of the engine, which is its text in JSON too."""

    def __str__(self) -> str:
        return str(self.value)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}.{self.name}: {self.value!r}>"


class Side(Word):
    """One of the two sides of a conversation."""

    DIRECT_REPORT = "direct_report"
    MANAGER = "manager"

    @property
    def other(self) -> Side:
        """The other side.

        >>> Side.MANAGER.other
        <Side.DIRECT_REPORT: 'direct_report'>
        """
        return Side.MANAGER if self is Side.DIRECT_REPORT else Side.DIRECT_REPORT


class TemplateKind(Word):
    """Started by people at any time, or rolled out by a cycle."""

    ANYTIME = "anytime"
    SCHEDULED = "scheduled"


class Level(Word):
    """An access level, in rising order: `<` and its like compare by it.

    >>> Level.NO_ACCESS < Level.CAN_VIEW < Level.CAN_EDIT
    True
    """

    NO_ACCESS = "no_access"
    CAN_VIEW = "can_view"
    CAN_EDIT = "can_edit"

    def _rank(self) -> int:
        return list(Level).index(self)

    def __lt__(self, other: str) -> bool:
        return self._rank() < other._rank() if isinstance(other, Level) else NotImplemented

    def __le__(self, other: str) -> bool:
        return self._rank() <= other._rank() if isinstance(other, Level) else NotImplemented

    def __gt__(self, other: str) -> bool:
        return self._rank() > other._rank() if isinstance(other, Level) else NotImplemented

    def __ge__(self, other: str) -> bool:
        return self._rank() >= other._rank() if isinstance(other, Level) else NotImplemented


class Phase(Word):
    """Where a cycle or a conversation is in its time; the third and fourth under admin review."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    UNDER_REVIEW = "under_review"
    SHARING = "sharing"
    GRACE = "grace"
    CLOSED = "closed"


class Action(Word):
    """Something that a person may do in a conversation, in the order of a form."""

    ANSWER = "answer"
    SHARE = "share"
    SUBMIT = "submit"
    CONFIRM_MEETING = "confirm_meeting"
    UNTICK_MEETING = "untick_meeting"
    WRITE_NOTES = "write_notes"
    CREATE_GOAL = "create_goal"
    REQUEST_EDIT = "request_edit"
    TAKE_OWNERSHIP = "take_ownership"


class Standing(Word):
    """What a person is in a conversation."""

    DIRECT_REPORT = "direct_report"
    MANAGER = "manager"
    NEW_MANAGER = "new_manager"
    PREVIOUS_MANAGER = "previous_manager"
    ADMINISTRATOR = "administrator"
    STRANGER = "stranger"


class Stage(Word):
    """How far a part is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SHARED = "shared"


class Reviewed(Word):
    """Whose part administrators review."""

    DIRECT_REPORT = "direct_report"
    MANAGER = "manager"
    BOTH = "both"

    def covers(self, side: Side) -> bool:
        """Return whether the part of a side is reviewed.

        >>> Reviewed.BOTH.covers(Side.MANAGER), Reviewed.DIRECT_REPORT.covers(Side.MANAGER)
        (True, False)
        """
        return self is Reviewed.BOTH or self.value == side.value


class Visibility(Word):
    """What a verdict says."""

    HIDDEN = "hidden"
    VISIBLE = "visible"


class RevealedBy(Word):
    """What would make a hidden answer visible: a share, ownership, or access by the template."""

    SHARE = "share"
    OWNERSHIP = "ownership"
    ACCESS = "access"


class Remedy(Word):
    """What would open again what has closed.

    To ask to edit; or, where that is done, to wait for the decision of an administrator.
    """

    REQUEST_EDIT = "request_edit"
    AWAIT_DECISION = "await_decision"


class NotificationKind(Word):
    """What a notification is about; an organisation can switch each kind off."""

    TAKE_OWNERSHIP = "take_ownership"
    DRAFT_CHANGED = "draft_changed"
    EDIT_REQUESTS = "edit_requests"
    REQUEST_APPROVED = "request_approved"


class Channel(Word):
    """A way by which a notification goes: in the host's application, or by e-mail."""

    IN_APP = "in_app"
    EMAIL = "email"


class ConfidentialReader(Word):
    """Who alone sees a confidential answer."""

    ADMINISTRATORS = "administrators"
    SKIP_LEVEL_MANAGER = "skip_level_manager"


class Fact(Word):
    """Something that a person may know; of the last four, each side has its own."""

    FRAME = "frame"
    PROGRESS = "progress"
    EARLIER_MANAGERS = "earlier_managers"
    GOALS = "goals"
    EARLIER_NOTES = "earlier_notes"
    SUBMISSION = "submission"
    REQUESTS = "requests"
    LAST_EDIT = "last_edit"
    NOTES = "notes"
