"""Visavis, an embeddable conversation engine for HR platforms.

A host keeps people, templates, cycles and conversations in its own database. For every question
about them (may Ana share now? what may Ben see? when is this due in Sao Paulo?) it hands the facts
over and gets a decision, with the `Rule` that made it. The engine does no I/O, reads no clock and
draws no random number: `now` and ids are arguments.

The order of calls is that of what one call needs from another: facts (`Org`, `Directory`,
`Template`, `Cycle`, `Conversation`), `Context`, `Case`, and then a `Sight` or a decision.

>>> context = Context(org, review, cycle, now=at("2026-03-10T09:00:00Z"))
>>> case = context.case(case().conversation)
>>> case.sight(ana).primary_action
<Action.ANSWER: 'answer'>
>>> done = case.execute(ana, Command.save({uuid(11): "We shipped in time."}))
>>> done.state.revision, done.row.next_boundary.isoformat()
(2, '2026-03-31T23:00:00+00:00')

Instants are aware `datetime`s and exact to the microsecond, dates are `date`s, ids are `UUID`s.
Everything is immutable and safe to use from several threads at once. What is refused raises
`Refused`; a question by `Sight.may` or `Sight.may_edit` is answered with a `Permission` or a
`Refusal`, which is false.
"""

from typing import Final

from . import (
    _pydantic,
    _visavis,
    answers,
    changes,
    locks,
    notifications,
    participants,
    previews,
    prospects,
    questions,
    subjects,
    views,
)
from ._dated import Dated
from ._enums import (
    Action,
    Category,
    Channel,
    ConfidentialReader,
    Fact,
    Level,
    NotificationKind,
    ParameterType,
    Phase,
    Remedy,
    Respondent,
    RevealedBy,
    Reviewed,
    Side,
    Stage,
    Standing,
    TemplateKind,
    Visibility,
)
from ._errors import (
    Destroyed,
    JsonError,
    KindError,
    LogError,
    MismatchError,
    MissingError,
    OrganisationMismatchError,
    Refused,
    TimeError,
    Utf8Error,
    VersionError,
    VisavisError,
)
from ._outcomes import Outcome, RollOut, Started
from ._plain import Plain
from ._refusals import REFUSALS
from ._rules import Rule
from ._schedule import (
    AdminReview,
    Launch,
    LaunchAt,
    LaunchNever,
    LaunchWaits,
    LockDate,
    LockTime,
    ReviewTimes,
    Schedule,
)
from ._settings import Settings, SettingsDraft
from ._visavis import (
    SCHEMA_VERSION,
    TZ_DATABASE,
    VERSION,
    Actor,
    Calendar,
    Case,
    Command,
    Context,
    Conversation,
    ConversationEvent,
    Cycle,
    CycleCommand,
    CycleDraft,
    CycleEvent,
    CycleEvidence,
    CycleTimes,
    DepartmentData,
    Directory,
    DirectoryData,
    IndexRow,
    LaunchedConversations,
    Org,
    Pair,
    Permission,
    PersonData,
    Refusal,
    Relation,
    Roster,
    RosterEvent,
    Sight,
    Start,
    Template,
    TemplateCommand,
    TemplateDraft,
    TemplateEvent,
    TemplateEvidence,
    Verdict,
    ask,
    edit_requests,
    edit_requests_digest,
    from_key,
    lists,
    offers,
    parse_date,
    parse_instant,
    preview,
)
from ._words import Cited, Registered, Word, Wording

__version__: Final[str] = VERSION

_native = [cls for cls in vars(_visavis).values() if hasattr(cls, "from_json")]
_pydantic.attach([Plain, VisavisError, Word, Cited, *_native])

__all__ = [
    "REFUSALS",
    "SCHEMA_VERSION",
    "TZ_DATABASE",
    "VERSION",
    "Action",
    "Actor",
    "AdminReview",
    "Calendar",
    "Case",
    "Category",
    "Channel",
    "Command",
    "ConfidentialReader",
    "Context",
    "Conversation",
    "ConversationEvent",
    "Cycle",
    "CycleCommand",
    "CycleDraft",
    "CycleEvent",
    "CycleEvidence",
    "CycleTimes",
    "Dated",
    "DepartmentData",
    "Destroyed",
    "Directory",
    "DirectoryData",
    "Fact",
    "IndexRow",
    "JsonError",
    "KindError",
    "Launch",
    "LaunchAt",
    "LaunchNever",
    "LaunchWaits",
    "LaunchedConversations",
    "Level",
    "LockDate",
    "LockTime",
    "LogError",
    "MismatchError",
    "MissingError",
    "NotificationKind",
    "Org",
    "OrganisationMismatchError",
    "Outcome",
    "Pair",
    "ParameterType",
    "Permission",
    "PersonData",
    "Phase",
    "Plain",
    "Refusal",
    "Refused",
    "Registered",
    "Relation",
    "Remedy",
    "Respondent",
    "RevealedBy",
    "ReviewTimes",
    "Reviewed",
    "RollOut",
    "Roster",
    "RosterEvent",
    "Rule",
    "Schedule",
    "Settings",
    "SettingsDraft",
    "Side",
    "Sight",
    "Stage",
    "Standing",
    "Start",
    "Started",
    "Template",
    "TemplateCommand",
    "TemplateDraft",
    "TemplateEvent",
    "TemplateEvidence",
    "TemplateKind",
    "TimeError",
    "Utf8Error",
    "Verdict",
    "VersionError",
    "VisavisError",
    "Visibility",
    "Wording",
    "answers",
    "ask",
    "changes",
    "edit_requests",
    "edit_requests_digest",
    "from_key",
    "lists",
    "locks",
    "notifications",
    "offers",
    "parse_date",
    "parse_instant",
    "participants",
    "preview",
    "previews",
    "prospects",
    "questions",
    "subjects",
    "views",
]
