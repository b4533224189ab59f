# Written by `make surfaces` from what `core` has committed; changes belong there.
"""The engine's small sets of words, as enums whose members are their texts."""

from __future__ import annotations

from ._words import Covering, OneOfTwo, Ordered, Word


class Respondent(Word):
    """A person in the role in which they answer.

    A part of a conversation belongs to one respondent.

    In JSON `"direct_report"` or `"manager"`.
    """

    DIRECT_REPORT = "direct_report"
    """The direct report."""
    MANAGER = "manager"
    """The manager."""


class Standing(Word):
    """What a person is in a conversation."""

    DIRECT_REPORT = "direct_report"
    """Its direct report."""
    MANAGER = "manager"
    """Its manager."""
    NEW_MANAGER = "new_manager"
    """The direct report's manager by the directory, who may take ownership (OWN-1)."""
    PREVIOUS_MANAGER = "previous_manager"
    """A manager whose ownership somebody took (VIS-12)."""
    ADMINISTRATOR = "administrator"
    """A Super Admin, or an HR Admin whose scope covers it (VIS-6)."""
    STRANGER = "stranger"
    """Somebody who has no part in it and may not know of it (VIS-16)."""


class Phase(Word):
    """Where a cycle or a conversation stands in time (CYC-14)."""

    SCHEDULED = "scheduled"
    """Before the launch."""
    OPEN = "open"
    """From the launch to the end boundary, or under admin review to the submit boundary."""
    UNDER_REVIEW = "under_review"
    """From the submit boundary to the review boundary (CYC-10)."""
    SHARING = "sharing"
    """From the review boundary to the end boundary (REV-4)."""
    GRACE = "grace"
    """From the end boundary to the end of grace (CYC-4)."""
    CLOSED = "closed"
    """Afterwards."""


class Action(Word):
    """Something that a person may do in a conversation, in the order of a form (ANS-7)."""

    ANSWER = "answer"
    """Save answers (ANS-1)."""
    SHARE = "share"
    """Share one's part (ANS-4)."""
    SUBMIT = "submit"
    """Submit one's part to the admin review (REV-1)."""
    CONFIRM_MEETING = "confirm_meeting"
    """Confirm the meeting (MTG-1)."""
    UNTICK_MEETING = "untick_meeting"
    """Take the confirmation back (MTG-2)."""
    WRITE_NOTES = "write_notes"
    """Write notes (NTE-1)."""
    CREATE_GOAL = "create_goal"
    """Create a goal from inside (TPL-17)."""
    REQUEST_EDIT = "request_edit"
    """Ask to edit again (REQ-1)."""
    TAKE_OWNERSHIP = "take_ownership"
    """Take ownership as the direct report's new manager (OWN-1)."""


class Fact(Word):
    """Something that can be known of a conversation beside its answers (FCT)."""

    FRAME = "frame"
    """That it exists, its title, description, kind, dates and people (FCT-1)."""
    PROGRESS = "progress"
    """The check marks, the completion and the confirmation of the meeting (FCT-2)."""
    SUBMISSION = "submission"
    """Whether and when a part was submitted (FCT-5)."""
    EARLIER_MANAGERS = "earlier_managers"
    """Who managed it earlier (FCT-6)."""
    REQUESTS = "requests"
    """The requests to edit of a side, their approvals and the deadlines they extend (FCT-7)."""
    GOALS = "goals"
    """The references to goals (FCT-8)."""
    LAST_EDIT = "last_edit"
    """Who last edited the answers of a part, and when (FCT-9)."""
    NOTES = "notes"
    """The notes of a side (FCT-10)."""
    EARLIER_NOTES = "earlier_notes"
    """The notes of earlier managers; one of these may know only their own (FCT-10)."""


class Visibility(Word):
    """Whether something is shown."""

    HIDDEN = "hidden"
    """Not shown."""
    VISIBLE = "visible"
    """Shown."""


class RevealedBy(Word):
    """What would make a hidden thing visible (VIS-15)."""

    SHARE = "share"
    """That its respondent shares the part."""
    OWNERSHIP = "ownership"
    """That the person takes ownership (OWN-3)."""
    ACCESS = "access"
    """That the template gives administrators access (VIS-3)."""


class Remedy(Word):
    """What would open again what a boundary or a lock has closed (ANS-9, REQ-1)."""

    REQUEST_EDIT = "request_edit"
    """That the person asks to edit, and an administrator allows it."""
    AWAIT_DECISION = "await_decision"
    """That an administrator allows the request that the person has made."""


class Category(Word):
    """What kind of refusal it is, by which a host maps it, such as to a status of HTTP (XCT-1)."""

    NOT_FOUND = "not_found"
    """There is no such thing, or the person may not know of it: both look the same (VIS-16)."""
    NOT_ALLOWED = "not_allowed"
    """This person may not do it, at any time."""
    NOT_NOW = "not_now"
    """It is too early or too late for it, it is done already, or something else has to come
    first.
    """
    INVALID = "invalid"
    """What was handed in breaks a rule and has to be changed."""
    CONFLICT = "conflict"
    """What was handed in was made for another state than there is: read it again, or acknowledge
    it.
    """


class Side(OneOfTwo):
    """One of the two sides of a conversation."""

    DIRECT_REPORT = "direct_report"
    """The side of the direct report."""
    MANAGER = "manager"
    """The side of the manager."""


class Stage(Word):
    """How far a part has come."""

    DRAFT = "draft"
    """Saved at most (ANS-1)."""
    SUBMITTED = "submitted"
    """Submitted to the admin review, and not shared yet (REV-1)."""
    SHARED = "shared"
    """Shared (ANS-4)."""


class Level(Ordered):
    """What an office may do with the conversations of a template, in rising order (TPL-10)."""

    NO_ACCESS = "no_access"
    """Nothing."""
    CAN_VIEW = "can_view"
    """See them."""
    CAN_EDIT = "can_edit"
    """See and edit them."""


class TemplateKind(Word):
    """The two kinds of template (TPL-1)."""

    ANYTIME = "anytime"
    """Started by people, whenever they like."""
    SCHEDULED = "scheduled"
    """Launched by a cycle."""


class Reviewed(Covering):
    """Whose part administrators review (CYC-10)."""

    DIRECT_REPORT = "direct_report"
    """The direct report's."""
    MANAGER = "manager"
    """The manager's."""
    BOTH = "both"
    """Both."""


class ConfidentialReader(Word):
    """An office that sees a confidential answer once it is shared (ANS-11)."""

    ADMINISTRATORS = "administrators"
    """Administrators with access."""
    SKIP_LEVEL_MANAGER = "skip_level_manager"
    """The manager whom this conversation's manager reports to."""


class NotificationKind(Word):
    """What a notification is about (NTF-2)."""

    TAKE_OWNERSHIP = "take_ownership"
    """The prompt to take ownership, to the new manager (OWN-5)."""
    DRAFT_CHANGED = "draft_changed"
    """That the new manager changed or deleted what a previous one had saved (OWN-4)."""
    EDIT_REQUESTS = "edit_requests"
    """The open requests to edit, once a day to those who may decide (REQ-2)."""
    REQUEST_APPROVED = "request_approved"
    """That a request to edit was approved, to the person who made it (REQ-4)."""


class Channel(Word):
    """A way by which a notification goes (NTF-2)."""

    IN_APP = "in_app"
    """In the host's application."""
    EMAIL = "email"
    """By e-mail."""


class ParameterType(Word):
    """What a parameter of a refusal is."""

    NUMBER = "number"
    """A whole number."""
    TEXT = "text"
    """An English word or a few."""
    DATE = "date"
    """A date, local to the organisation."""
    PERSON = "person"
    """The id of a person."""
    DEPARTMENT = "department"
    """The id of a department."""
    GROUP = "group"
    """The id of a group."""
    QUESTION = "question"
    """The id of a question."""
    CYCLE = "cycle"
    """The id of a cycle."""
