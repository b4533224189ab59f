# Written by `make stubs` from `signatures.pyi` and the built module.
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, Generic, Literal, Self, TypeAlias, TypeVar, final, overload
from uuid import UUID
from zoneinfo import ZoneInfo

from ._dated import Dated
from ._enums import (
    Action,
    Category,
    Fact,
    NotificationKind,
    Phase,
    Remedy,
    Respondent,
    RevealedBy,
    Side,
    Stage,
    Standing,
    TemplateKind,
    Visibility,
)
from ._outcomes import Outcome, RollOut, Started
from ._rules import Rule
from ._schedule import AdminReview, Launch, LockTime, ReviewTimes, Schedule
from ._settings import Settings, SettingsDraft
from .answers import AnswerDraft, AnswerInput
from .changes import ConversationChange, CycleChange, Occasion, RosterChange, TemplateChange
from .locks import LockOn
from .notifications import EditRequest, Notification
from .participants import Participants, Scope
from .previews import Preview, PreviewInputs
from .prospects import PeopleList, Prospects
from .questions import Content, ContentDraft, ContentReference
from .subjects import DecisionSubject
from .views import (
    Actions,
    AudienceGain,
    EarlierConversation,
    Lists,
    Offer,
    Record,
    Row,
    Timeline,
    View,
)

__all__ = [
    "SCHEMA_VERSION",
    "TZ_DATABASE",
    "VERSION",
    "Actor",
    "Calendar",
    "Case",
    "Command",
    "Context",
    "Conversation",
    "ConversationEvent",
    "Cycle",
    "CycleCommand",
    "CycleDraft",
    "CycleEvent",
    "CycleEvidence",
    "CycleTimes",
    "DepartmentData",
    "Directory",
    "DirectoryData",
    "IndexRow",
    "LaunchedConversations",
    "Org",
    "Pair",
    "Permission",
    "PersonData",
    "Refusal",
    "Relation",
    "Roster",
    "RosterEvent",
    "Sight",
    "Start",
    "Template",
    "TemplateCommand",
    "TemplateDraft",
    "TemplateEvent",
    "TemplateEvidence",
    "Verdict",
    "ask",
    "edit_requests",
    "edit_requests_digest",
    "from_key",
    "lists",
    "offers",
    "parse_date",
    "parse_instant",
    "preview",
    "timeline_to_mermaid",
    "timeline_to_svg",
]

VERSION: Final[str]
TZ_DATABASE: Final[str]
SCHEMA_VERSION: Final[int]

_Change = TypeVar("_Change", covariant=True)

# What is compared and copied; as they run, the classes have no common base.
class _Copied:
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

# What has dict and JSON both ways.
class _Value(_Copied):
    @classmethod
    def from_json(cls, json: str | bytes | bytearray) -> Self: ...
    def to_json(self) -> str: ...
    @classmethod
    def from_dict(cls, data: Any) -> Self: ...
    def to_dict(self) -> Any: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

# What people send.
class _Sent(_Value):
    @classmethod
    def from_person(cls, json: str | bytes | bytearray) -> Self: ...

class _Event(_Value, Generic[_Change]):
    __match_args__: Final = ("change",)
    @property
    def organisation(self) -> UUID: ...
    @property
    def of(self) -> UUID: ...
    @property
    def revision(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def by(self) -> UUID | None: ...
    @property
    def command(self) -> UUID | None: ...
    @property
    def change(self) -> _Change: ...

@final
class Org(_Sent):
    """An organisation: its zone and what is turned on, each with its history.

    A plain value has always held; a `Dated` says since when. Conversations are off until they are
    turned on. The zone is an IANA name, or a `ZoneInfo` of which only the name is taken: the rules are
    the engine's. `covers_by_direct_report` says that it is enough for an HR Admin's scope to cover the
    direct report, and `notifications_off` which kinds of notifications are not wanted. `zone_rules` has
    newer rules of zones, as TZif data (at most 64 KiB a zone) with their release:
    `{"America/Vancouver": ("2026g", data)}`. Those that are older than the engine's are passed over. With
    them a zone can be one that was made after the engine's release.

    >>> office = Org(uuid(100), "Europe/Lisbon", conversations=True)
    >>> office.zone.latest, office.conversations.latest
    ('Europe/Lisbon', True)
    >>> Org.from_json(office.to_json()) == office
    True
    >>> from zoneinfo import ZoneInfo
    >>> Org(uuid(100), ZoneInfo("Europe/Lisbon"), conversations=True) == office
    True
    >>> quiet = Org(uuid(100), "Europe/Lisbon", notifications_off=[NotificationKind.EDIT_REQUESTS])
    >>> quiet.notifies_of(NotificationKind.EDIT_REQUESTS), quiet.notifications_off
    (False, frozenset({<NotificationKind.EDIT_REQUESTS: 'edit_requests'>}))
    """
    def __new__(
        cls,
        id: UUID,
        zone: str | ZoneInfo | Dated[str] | Dated[ZoneInfo] | Dated[str | ZoneInfo],
        *,
        conversations: bool | Dated[bool] | None = None,
        offers_references: bool = False,
        covers_by_direct_report: bool = False,
        notifications_off: Iterable[NotificationKind] | None = None,
        zone_rules: Mapping[str, tuple[str, bytes]]
        | Mapping[ZoneInfo, tuple[str, bytes]]
        | None = None,
    ) -> Self: ...
    def replace(self, **changes: Any) -> Self:
        """The same with other values, by their names as it is made with them.

        From Python 3.13 on `copy.replace` does this too.
        """
    def __replace__(self, **changes: Any) -> Self: ...
    @property
    def id(self) -> UUID:
        """The id."""
    @property
    def zone(self) -> Dated[str]:
        """The zone by its IANA name, over time."""
    @property
    def zone_rules(self) -> dict[str, tuple[str, bytes]]:
        """The rules of zones that were handed in: by zone the release and the TZif data."""
    @property
    def conversations(self) -> Dated[bool]:
        """Whether conversations are on, over time."""
    @property
    def offers_references(self) -> bool:
        """Whether forms offer their respondents' objectives and feedback."""
    @property
    def covers_by_direct_report(self) -> bool:
        """Whether it is enough that an HR Admin's scope covers the direct report."""
    @property
    def notifications_off(self) -> frozenset[NotificationKind]:
        """The kinds of notifications that are not produced."""
    def notifies_of(self, kind: NotificationKind) -> bool:
        """Whether notifications of a kind are produced."""
    def calendar(self, now: datetime) -> Calendar:
        """The calendar as it is known at an instant.

        >>> org.calendar(at("2026-03-10T23:30:00Z")).today
        datetime.date(2026, 3, 10)
        """

@final
class Calendar(_Copied):
    """Local days and hours of an organisation, as they are known at one instant.

    >>> from datetime import date
    >>> calendar = org.calendar(at("2026-03-10T09:00:00Z"))
    >>> calendar.deadline(date(2026, 3, 31)).isoformat()
    '2026-03-31T23:00:00+00:00'
    >>> calendar.zone, calendar.exists(date(2026, 3, 29))
    ('Europe/Lisbon', True)
    """
    @property
    def zone(self) -> str:
        """The zone in force, by its IANA name."""
    @property
    def today(self) -> date:
        """The local date of the instant."""
    def local_date(self, at: datetime) -> date:
        """The local date at an instant."""
    def day_start(self, date: date) -> datetime:
        """The first instant of a date."""
    def deadline(self, date: date) -> datetime:
        """The instant at which a deadline on a date has passed: the first of the day after."""
    def five_pm(self, date: date) -> datetime | None:
        """Local 17:00 of a date; none where that day does not exist."""
    def exists(self, date: date) -> bool:
        """Whether a date exists in the zone in force."""
    def top_of_hour(self, after: datetime) -> datetime:
        """The next full local hour, strictly later."""
    @property
    def outdated_rules(self) -> dict[str, str]:
        """The zones whose rules were handed in and passed over, since the engine's own are newer, with
        the release of what was handed in.
        """
    def __reduce__(self) -> tuple[Any, tuple[Org, datetime]]: ...

@final
class Actor(_Value):
    """A person and their offices in the organisation: whoever changes templates and cycles, or starts a
    conversation.

    `Directory.actor` gives it.

    >>> directory.actor(uuid(3)).super_admin
    True
    >>> directory.actor(uuid(99)).active  # Nobody whom the directory knows.
    False
    """
    @staticmethod
    def vouched(
        organisation: UUID, person: UUID, *, active: bool, super_admin: bool = False
    ) -> Actor:
        """An actor whom the host vouches for, without a directory.

        It is for the host alone: what it says is believed, so nothing of it may come from a request.
        `active` is whether their account is active: an inactive person sees nothing and does nothing.

        >>> Actor.vouched(org.id, uuid(3), active=True, super_admin=True) == directory.actor(uuid(3))
        True
        """
    @property
    def organisation(self) -> UUID:
        """The organisation."""
    @property
    def person(self) -> UUID:
        """The person."""
    @property
    def active(self) -> bool:
        """Whether the account is active."""
    @property
    def super_admin(self) -> bool:
        """Whether the person is a Super Admin."""

@final
class Relation(_Value):
    """How an actor stands to the two people of a conversation: what they see and do there depends on it.

    `Directory.relation` works it out, and `Case.relation` does so for the people of a case. A relation
    to other people than those of the conversation is a `MismatchError`.

    >>> under_cleo.relation(uuid(4), case().conversation.pair).manages_direct_report
    True
    >>> case().sight(directory.actor(uuid(1)))
    Traceback (most recent call last):
    TypeError: expected a Relation ...found Actor...
    """
    @staticmethod
    def vouched(
        actor: Actor,
        pair: Pair,
        *,
        hr_for_direct_report: bool = False,
        hr_for_manager: bool = False,
        manages_direct_report: bool = False,
        only_super_admin: bool = False,
    ) -> Relation:
        """A relation that the host vouches for, without a directory: of an actor to two people.

        It is for the host alone: what it says is believed, so nothing of it may come from a request.

        The first two say whom their scope as HR Admin covers; `manages_direct_report` that they are
        the direct report's manager of today, whether or not they manage the conversation; and
        `only_super_admin` that no other active Super Admin is outside the conversation.

        >>> dana = Actor.vouched(org.id, uuid(5), active=True)
        >>> pair = Pair.vouched(org.id, direct_report=uuid(1), manager=uuid(2))
        >>> dana = Relation.vouched(dana, pair, hr_for_direct_report=True, hr_for_manager=True)
        >>> case().sight(dana).standing
        <Standing.ADMINISTRATOR: 'administrator'>
        """
    @property
    def actor(self) -> Actor:
        """The actor."""
    @property
    def pair(self) -> Pair:
        """The two people to whom it is."""
    @property
    def organisation(self) -> UUID:
        """The organisation."""
    @property
    def person(self) -> UUID:
        """The person."""
    @property
    def active(self) -> bool:
        """Whether the account is active."""
    @property
    def super_admin(self) -> bool:
        """Whether the person is a Super Admin."""
    @property
    def hr_for_direct_report(self) -> bool:
        """Whether the person is an HR Admin whose scope covers the direct report."""
    @property
    def hr_for_manager(self) -> bool:
        """Whether the person is an HR Admin whose scope covers the manager."""
    @property
    def manages_direct_report(self) -> bool:
        """Whether the person is the direct report's manager of today."""
    @property
    def only_super_admin(self) -> bool:
        """Whether no other active Super Admin is outside the conversation."""

@final
class Pair(_Value):
    """A direct report and their manager: the two whom a conversation is between.

    `Directory.pair` and `Directory.pairs_of` give it.

    >>> pair = directory.pair(uuid(1), uuid(2))
    >>> pair.counterpart(uuid(1)) == uuid(2), pair.counterpart(uuid(3))
    (True, None)
    >>> match pair:
    ...     case Pair(direct_report=who, manager=_):
    ...         who == uuid(1)
    True
    """
    __match_args__: Final = ("organisation", "direct_report", "manager")
    @staticmethod
    def vouched(organisation: UUID, *, direct_report: UUID, manager: UUID) -> Pair:
        """A pair that the host vouches for, without a directory: the one reports to the other now, and
        both accounts are active.

        It is for the host alone: what it says is believed, so nothing of it may come from a request.

        >>> pair = Pair.vouched(org.id, direct_report=uuid(1), manager=uuid(2))
        >>> pair == directory.pair(uuid(1), uuid(2))
        True
        """
    @property
    def organisation(self) -> UUID:
        """The organisation."""
    @property
    def direct_report(self) -> UUID:
        """The direct report."""
    @property
    def manager(self) -> UUID:
        """The manager."""
    def counterpart(self, person: UUID) -> UUID | None:
        """The other of the two; none for anyone else."""

@final
class PersonData(_Value):
    """What a host says of a person.

    >>> ana = PersonData(uuid(1), "Ana", manager=uuid(2))
    >>> ana.name, ana.active, ana.super_admin
    ('Ana', True, False)
    >>> from visavis import participants
    >>> dana = PersonData(uuid(5), "Dana", hr_admin=participants.Only(groups=(uuid(70),)))
    >>> dana.hr_admin.groups == (uuid(70),), dana.email
    (True, None)
    >>> ana.replace(active=False).active, ana.active
    (False, True)
    """
    def __new__(
        cls,
        id: UUID,
        name: str,
        *,
        manager: UUID | None = None,
        active: bool = True,
        super_admin: bool = False,
        email: str | None = None,
        department: UUID | None = None,
        groups: Iterable[UUID] | None = None,
        hr_admin: Scope | None = None,
    ) -> Self: ...
    def replace(self, **changes: Any) -> Self:
        """The same with other values, by their names as it is made with them.

        From Python 3.13 on `copy.replace` does this too.
        """
    def __replace__(self, **changes: Any) -> Self: ...
    @property
    def id(self) -> UUID:
        """The person."""
    @property
    def name(self) -> str:
        """The name that lists show."""
    @property
    def manager(self) -> UUID | None:
        """Whom the person reports to."""
    @property
    def active(self) -> bool:
        """Whether the account is active; people on leave have an active one."""
    @property
    def super_admin(self) -> bool:
        """Whether the person is a Super Admin."""
    @property
    def email(self) -> str | None:
        """The e-mail address, by which lists of participants name the person."""
    @property
    def department(self) -> UUID | None:
        """The department."""
    @property
    def groups(self) -> tuple[UUID, ...]:
        """The groups."""
    @property
    def hr_admin(self) -> Scope | None:
        """Whom the person covers as an HR Admin: a `participants.Everyone` or a `participants.Only`."""

@final
class DepartmentData(_Value):
    """What a host says of a department.

    >>> north = DepartmentData(uuid(41), above=uuid(40))
    >>> north.above == uuid(40), DepartmentData(uuid(40)).above
    (True, None)
    """
    def __new__(cls, id: UUID, *, above: UUID | None = None) -> Self: ...
    def replace(self, **changes: Any) -> Self:
        """The same with other values, by their names as it is made with them.

        From Python 3.13 on `copy.replace` does this too.
        """
    def __replace__(self, **changes: Any) -> Self: ...
    @property
    def id(self) -> UUID:
        """The department."""
    @property
    def above(self) -> UUID | None:
        """The department right above it."""

@final
class DirectoryData(_Value):
    """What a host says of its people, and of departments and groups where it has any.

    >>> facts = DirectoryData(org.id, [PersonData(uuid(1), "Ana")])
    >>> len(facts.people), DirectoryData.from_dict(facts.to_dict()) == facts
    (1, True)
    """
    def __new__(
        cls,
        organisation: UUID,
        people: Iterable[PersonData],
        *,
        departments: Iterable[DepartmentData] | None = None,
        groups: Iterable[UUID] | None = None,
    ) -> Self: ...
    def replace(self, **changes: Any) -> Self:
        """The same with other values, by their names as it is made with them.

        From Python 3.13 on `copy.replace` does this too.
        """
    def __replace__(self, **changes: Any) -> Self: ...
    @property
    def organisation(self) -> UUID:
        """The organisation."""
    @property
    def people(self) -> tuple[PersonData, ...]:
        """Everyone, in the order given."""
    @property
    def departments(self) -> tuple[DepartmentData, ...]:
        """Every department, in the order given."""
    @property
    def groups(self) -> tuple[UUID, ...]:
        """Every group, in the order given."""

@final
class Directory(_Copied):
    """The people of an organisation and who reports to whom, checked and ready to be asked.

    What is faulty in the facts counts as absent and is named in `faults`; a strict directory refuses
    it.

    >>> len(directory), directory.name(uuid(1)), uuid(77) in directory
    (3, 'Ana', False)
    >>> [directory.name(person) for person in directory]
    ['Ana', 'Ben', 'Ada']
    >>> directory.pair(uuid(2), uuid(1)).manager == uuid(2)
    True
    """
    def __new__(cls, facts: DirectoryData, *, strict: bool = False) -> Self: ...
    @property
    def organisation(self) -> UUID:
        """The organisation."""
    @property
    def facts(self) -> DirectoryData:
        """What it was built from."""
    @property
    def strict(self) -> bool:
        """Whether a directory with faults is refused."""
    @property
    def faults(self) -> tuple[Refusal, ...]:
        """What is faulty in it and counts as absent, one refusal each."""
    def name(self, person: UUID) -> str | None:
        """The name of a person; none where the directory does not know them."""
    def actor(self, person: UUID) -> Actor:
        """A person and their offices; whom the directory does not know is inactive."""
    def relation(self, person: UUID, pair: Pair) -> Relation:
        """How a person stands to the two people of a conversation.

        >>> directory.relation(uuid(3), case().conversation.pair).only_super_admin
        True
        """
    def read_list(self, csv: str | bytes | bytearray) -> PeopleList:
        r"""Reads a list of people: a CSV file in UTF-8 with one column, an e-mail address in each line.

        A header such as `Work e-mail address`, quotes, upper case of ASCII letters, both spellings of a
        domain, what nobody sees around an address, and rows of nothing but separators are understood.
        Of a file with a bad row nothing is taken, and each bad row is named by the number of its
        line. Other threads run meanwhile.

        >>> facts = DirectoryData(org.id, [PersonData(uuid(1), "Ana", email="ana@acme.example")])
        >>> Directory(facts).read_list("E-mail\nANA@acme.example\n").people == (uuid(1),)
        True
        >>> Directory(facts).read_list(b"ana@acme.example\nann@acme.example\n")
        Traceback (most recent call last):
        visavis.Refused: ...; line 2: nobody has this e-mail address
        """
    def pair(self, one: UUID, other: UUID) -> Pair:
        """The two as direct report and manager, whichever of them is which."""
    def pairs_of(self, person: UUID) -> list[Pair]:
        """The pair with the person's manager first, then those with their direct reports."""
    def __iter__(self) -> Iterator[UUID]: ...
    def __len__(self) -> int: ...
    def __contains__(self, person: object, /) -> bool: ...
    def __bool__(self) -> Literal[True]: ...
    def __getnewargs_ex__(self) -> tuple[tuple[DirectoryData], dict[str, Any]]: ...

@final
class TemplateDraft(_Sent):
    """A template as an administrator writes it, not checked yet.

    >>> from visavis.questions import ContentDraft, Format, Paragraph, Question
    >>> draft = TemplateDraft(
    ...     id=uuid(60),
    ...     kind=TemplateKind.ANYTIME,
    ...     settings=SettingsDraft(name="Check-in", days=14),
    ...     content=ContentDraft(
    ...         format=Format.one_directional(Side.MANAGER),
    ...         manager=(Question(uuid(61), "What next?", Paragraph(), mandatory=True),),
    ...     ),
    ... )
    >>> Template.create(org, ada, draft, now=at("2026-01-05T09:00:00Z")).state.kind
    <TemplateKind.ANYTIME: 'anytime'>
    """
    def __new__(
        cls,
        id: UUID,
        kind: TemplateKind,
        settings: SettingsDraft | Mapping[str, Any],
        content: ContentDraft | Mapping[str, Any],
    ) -> Self: ...
    def replace(self, **changes: Any) -> Self:
        """The same with other values, by their names as it is made with them.

        From Python 3.13 on `copy.replace` does this too.
        """
    def __replace__(self, **changes: Any) -> Self: ...
    @property
    def id(self) -> UUID:
        """The id, which the host gives."""
    @property
    def kind(self) -> TemplateKind:
        """Anytime or scheduled."""
    @property
    def settings(self) -> SettingsDraft:
        """The settings around the content."""
    @property
    def content(self) -> ContentDraft:
        """Who is asked what."""

@final
class TemplateCommand(_Sent):
    """What can be asked of a template that exists.

    With an `id` it may be sent twice: the second time changes nothing.

    >>> TemplateCommand.change_settings(SettingsDraft(days=14)).to_dict()
    {'command': {'change_settings': {'days': 14}}}
    >>> TemplateCommand.deploy(id=uuid(900)).id == uuid(900)
    True
    """
    @staticmethod
    def change_settings(
        settings: SettingsDraft | Mapping[str, Any], *, id: UUID | None = None
    ) -> TemplateCommand:
        """Change some settings."""
    @staticmethod
    def edit_content(
        content: ContentDraft | Mapping[str, Any], *, id: UUID | None = None
    ) -> TemplateCommand:
        """Put other content in place, for later launches."""
    @staticmethod
    def clone_question(
        question: UUID, copy: UUID, *, id: UUID | None = None
    ) -> TemplateCommand:
        """Put a copy of a question right after it."""
    @staticmethod
    def deploy(*, id: UUID | None = None) -> TemplateCommand:
        """Offer it and let it launch."""
    @staticmethod
    def undeploy(*, id: UUID | None = None) -> TemplateCommand:
        """Offer it no longer; refused while conversations are in progress."""
    @staticmethod
    def undeploy_and_destroy(conversations: int, *, id: UUID | None = None) -> TemplateCommand:
        """Offer it no longer, and destroy its conversations in progress: as many as are said here.

        Those to purge are `Template.to_purge`.

        >>> destroy = TemplateCommand.undeploy_and_destroy(2)
        >>> evidence = TemplateEvidence(rows=[case().index_row()], cycles=[cycle])
        >>> review.execute(org, evidence, ada, destroy, now=at("2026-03-10T09:00:00Z"))
        Traceback (most recent call last):
        visavis.Refused: you acknowledged the loss of 2 conversations, but 1 is in progress
        """
    @property
    def id(self) -> UUID | None:
        """The id under which it counts as the same."""

@final
class Template(_Value):
    """A template: the content that conversations are launched with, and the settings around it.

    It changes by events alone; settings and deployment keep their history. It is for the host alone, to
    keep: it has the questions of both sides.

    >>> review.kind, review.revision, review.deployed.latest
    (<TemplateKind.SCHEDULED: 'scheduled'>, 2, True)
    >>> review.settings(at("2026-03-10T09:00:00Z")).name
    'Half-year review'
    >>> [question.text for question in review.content(1).direct_report]
    ['What went well?', 'How was the teamwork?']
    """
    @staticmethod
    def create(
        organisation: Org, by: Actor, draft: TemplateDraft, *, now: datetime
    ) -> Outcome[Template, None, TemplateEvent]:
        """Creates a template, not deployed."""
    @staticmethod
    def replay(events: Iterable[TemplateEvent]) -> Template:
        """The template that a whole log of events makes.

        >>> created = Template.create(org, ada, draft(), now=at("2026-01-05T09:00:00Z"))
        >>> Template.replay(created.events) == created.state
        True
        """
    @staticmethod
    def replay_until(events: Iterable[TemplateEvent], at: datetime) -> Template | None:
        """The template as it stood at an instant; none if it did not exist yet."""
    def copy(
        self, organisation: Org, by: Actor, id: UUID, name: str, *, now: datetime
    ) -> Outcome[Template, None, TemplateEvent]:
        """Makes a copy under a new id and name, not deployed, with new ids throughout."""
    def decide(
        self,
        organisation: Org,
        evidence: TemplateEvidence,
        by: Actor,
        command: TemplateCommand,
        *,
        now: datetime,
    ) -> tuple[TemplateEvent, ...]:
        """The events of a command; nothing changes."""
    def execute(
        self,
        organisation: Org,
        evidence: TemplateEvidence,
        by: Actor,
        command: TemplateCommand,
        *,
        now: datetime,
    ) -> Outcome[Template, None, TemplateEvent]:
        """Carries a command out: the template after it, and the events to store.

        >>> used = TemplateEvidence(rows=[case().index_row()], cycles=[cycle])
        >>> undeploy = TemplateCommand.undeploy()
        >>> review.execute(org, used, ada, undeploy, now=at("2026-03-10T09:00:00Z"))
        Traceback (most recent call last):
        visavis.Refused: undeploying would destroy 1 conversation in progress; acknowledge that number to go on

        What a cycle needs stays: one without a review has nothing to submit for.

        >>> before = TemplateCommand.change_settings({"confirm_before_submitting": True})
        >>> review.execute(org, used, ada, before, now=at("2026-02-02T09:00:00Z"))
        Traceback (most recent call last):
        visavis.Refused: the template has faults; ... has no admin review...
        """
    @property
    def id(self) -> UUID:
        """The id."""
    @property
    def organisation(self) -> UUID:
        """The organisation."""
    @property
    def revision(self) -> int:
        """The revision, for compare-and-swap, and for the host alone: no viewer sees it."""
    @property
    def kind(self) -> TemplateKind:
        """Anytime or scheduled."""
    @property
    def deployed(self) -> Dated[bool]:
        """Whether it was deployed, over time."""
    @property
    def latest_content(self) -> Content | None:
        """The content that a launch now is bound to."""
    def settings(self, now: datetime) -> Settings:
        """The settings in force at an instant."""
    def content(self, number: int) -> Content | None:
        """The content of a number, from 1."""
    def to_purge(self, rows: Iterable[IndexRow]) -> tuple[UUID, ...]:
        """Which of these conversations were destroyed as it was undeployed, in the order of the rows:
        the host purges all that it keeps of them.

        The rows can be those of any time; rows of other templates do no harm.

        >>> rows, now = [case().index_row()], at("2026-03-10T09:00:00Z")
        >>> destroy = TemplateCommand.undeploy_and_destroy(1)
        >>> evidence = TemplateEvidence(rows=rows, cycles=[cycle])
        >>> undeployed = review.execute(org, evidence, ada, destroy, now=now).state
        >>> undeployed.to_purge(rows) == (case().conversation.id,)
        True
        >>> Context(org, undeployed, cycle, now=now).case(case().conversation)
        Traceback (most recent call last):
        visavis.Destroyed: the conversation ... was destroyed at 2026-03-10T09:00:00Z, when its template was undeployed
        """

@final
class TemplateEvent(_Event[TemplateChange]):
    """An event of a template, for the host alone, to append to its log.

    >>> now = at("2026-01-05T09:00:00Z")
    >>> event = Template.create(org, ada, draft(), now=now).events[0]
    >>> event.revision, event.by == admin.person, type(event.change).__name__
    (1, True, 'Created')
    """

@final
class TemplateEvidence(_Copied):
    """What uses a template: the index rows of its conversations, and its cycles.

    Those that are over may be left out. What else is left out counts as not there: without its row a
    conversation in progress holds nothing up. Make the rows anew where dates or the zone have moved.

    >>> evidence = TemplateEvidence(rows=[case().index_row()], cycles=[cycle])
    >>> len(evidence.rows), evidence.cycles == (cycle,)
    (1, True)
    """
    def __new__(cls, *, rows: Iterable[IndexRow], cycles: Iterable[Cycle]) -> Self: ...
    @staticmethod
    def none() -> TemplateEvidence:
        """That nothing uses the template.

        >>> TemplateEvidence.none() == TemplateEvidence(rows=[], cycles=[])
        True
        """
    @property
    def rows(self) -> tuple[IndexRow, ...]:
        """The index rows of its conversations."""
    @property
    def cycles(self) -> tuple[Cycle, ...]:
        """Its cycles."""
    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]: ...

@final
class CycleDraft(_Sent):
    """A cycle as an administrator writes it, not checked yet.

    >>> from datetime import date
    >>> schedule = Schedule(start=date(2026, 3, 2), end=date(2026, 3, 31), grace_days=7)
    >>> CycleDraft(id=uuid(31), template=review.id, schedule=schedule).schedule == schedule
    True
    """
    def __new__(
        cls,
        id: UUID,
        template: UUID,
        schedule: Schedule | Mapping[str, Any],
        *,
        participants: Participants | None = None,
    ) -> Self: ...
    def replace(self, **changes: Any) -> Self:
        """The same with other values, by their names as it is made with them.

        From Python 3.13 on `copy.replace` does this too.
        """
    def __replace__(self, **changes: Any) -> Self: ...
    @property
    def id(self) -> UUID:
        """The id, which the host gives."""
    @property
    def template(self) -> UUID:
        """The scheduled template that it runs."""
    @property
    def schedule(self) -> Schedule:
        """The dates and what goes with them."""
    @property
    def participants(self) -> Participants:
        """Whom it is for: one of the classes of `visavis.participants`."""

@final
class CycleCommand(_Sent):
    """What can be asked of a cycle that exists.

    With an `id` it may be sent twice: the second time changes nothing.

    >>> from datetime import date
    >>> CycleCommand.move_start(date(2026, 3, 9)).to_dict()
    {'command': {'move_start': '2026-03-09'}}
    """
    @staticmethod
    def move_start(start: date, *, id: UUID | None = None) -> CycleCommand:
        """Move the start date, until the launch."""
    @staticmethod
    def move_end(end: date, *, id: UUID | None = None) -> CycleCommand:
        """Move the end date, until its own boundary."""
    @staticmethod
    def move_dates(start: date, end: date, *, id: UUID | None = None) -> CycleCommand:
        """Move the start date and the end date at once, until the launch.

        >>> from datetime import date
        >>> autumn = CycleCommand.move_dates(date(2026, 9, 1), date(2026, 9, 30))
        >>> evidence = CycleEvidence(template=review, roster=None, directory=None)
        >>> done = cycle.execute(org, evidence, ada, autumn, now=at("2026-02-02T09:00:00Z"))
        >>> done.events[0].change.schedule.start
        datetime.date(2026, 9, 1)
        """
    @staticmethod
    def change_grace(days: int, *, id: UUID | None = None) -> CycleCommand:
        """Change the days of grace, until grace has passed.

        >>> longer = CycleCommand.change_grace(10)
        >>> evidence = CycleEvidence(template=review, roster=rolled_out.roster.state, directory=None)
        >>> now = at("2026-04-02T09:00:00Z")
        >>> done = cycle.execute(org, evidence, ada, longer, now=now)
        >>> done.events[0].change.schedule.last_day
        datetime.date(2026, 4, 10)
        """
    @staticmethod
    def lock_on_share(on: bool, *, id: UUID | None = None) -> CycleCommand:
        """Let answers lock once they are shared, or not, until the launch."""
    @staticmethod
    def lock(on: LockOn, date: date, *, id: UUID | None = None) -> CycleCommand:
        """Give a list or a question a lock date, or another one; from the launch on only a later one.

        >>> from datetime import date
        >>> from visavis import locks
        >>> lock = CycleCommand.lock(locks.Question(uuid(11)), date(2026, 3, 20))
        >>> evidence = CycleEvidence(template=review, roster=None, directory=None)
        >>> now = at("2026-02-02T09:00:00Z")
        >>> done = cycle.execute(org, evidence, ada, lock, now=now)
        >>> done.events[0].change.schedule.locks[0].date
        datetime.date(2026, 3, 20)
        """
    @staticmethod
    def unlock(on: LockOn, *, id: UUID | None = None) -> CycleCommand:
        """Take a lock date away, until the launch."""
    @staticmethod
    def set_review(review: AdminReview | None, *, id: UUID | None = None) -> CycleCommand:
        """Add an admin review, change it whole, or with none take it away, until the launch.

        >>> from datetime import date
        >>> both = AdminReview(date(2026, 3, 15), date(2026, 3, 20), Reviewed.BOTH)
        >>> CycleCommand.set_review(both), CycleCommand.set_review(None).to_dict()
        (<CycleCommand set_review>, {'command': {'set_review': None}})
        """
    @staticmethod
    def move_submit(submit_by: date, *, id: UUID | None = None) -> CycleCommand:
        """Move the submit deadline, until it has passed."""
    @staticmethod
    def move_review(review_by: date, *, id: UUID | None = None) -> CycleCommand:
        """Move the review deadline, until it has passed."""
    @staticmethod
    def set_participants(
        participants: Participants,
        *,
        leaving_out: Iterable[UUID] | None = None,
        id: UUID | None = None,
    ) -> CycleCommand:
        """Have the cycle for others, until its end boundary: a new list has everyone in it.

        `leaving_out` is everyone who has a conversation of the cycle and would not be among them: they
        keep it. `Roster.left_out` tells who they are.

        >>> from visavis import participants
        >>> nobody_else = CycleCommand.set_participants(participants.List([uuid(1)]))
        >>> evidence = CycleEvidence(template=review, roster=None, directory=None)
        >>> now = at("2026-02-02T09:00:00Z")
        >>> done = cycle.execute(org, evidence, ada, nobody_else, now=now)
        >>> done.state.participants(at("2026-03-01T00:00:00Z")).people == (uuid(1),)
        True
        """
    @property
    def id(self) -> UUID | None:
        """The id under which it counts as the same."""

@final
class Cycle(_Value):
    """A scheduled cycle of a template.

    It is for the host alone, to keep: it has all locks and dates, and what a person may see of them
    stands in their view.

    >>> cycle.revision, cycle.template == review.id
    (1, True)
    >>> cycle.schedule(at("2026-02-02T09:00:00Z")).end
    datetime.date(2026, 3, 31)
    """
    @staticmethod
    def set_up(
        organisation: Org, template: Template, by: Actor, draft: CycleDraft, *, now: datetime
    ) -> Outcome[Cycle, None, CycleEvent]:
        """Sets a cycle up for a scheduled template."""
    @staticmethod
    def replay(events: Iterable[CycleEvent]) -> Cycle:
        """The cycle that a whole log of events makes."""
    @staticmethod
    def replay_until(events: Iterable[CycleEvent], at: datetime) -> Cycle | None:
        """The cycle as it stood at an instant; none if it did not exist yet."""
    def decide(
        self,
        organisation: Org,
        evidence: CycleEvidence,
        by: Actor,
        command: CycleCommand,
        *,
        now: datetime,
    ) -> tuple[CycleEvent, ...]:
        """The events of a command; nothing changes."""
    def execute(
        self,
        organisation: Org,
        evidence: CycleEvidence,
        by: Actor,
        command: CycleCommand,
        *,
        now: datetime,
    ) -> Outcome[Cycle, None, CycleEvent]:
        """Carries a command out: the cycle after it, and the events to store."""
    @property
    def id(self) -> UUID:
        """The id."""
    @property
    def organisation(self) -> UUID:
        """The organisation."""
    @property
    def revision(self) -> int:
        """The revision, for compare-and-swap, and for the host alone: no viewer sees it."""
    @property
    def template(self) -> UUID:
        """The template that it runs."""
    def schedule(self, now: datetime) -> Schedule:
        """The schedule in force at an instant."""
    def participants(self, now: datetime) -> Participants:
        """Whom it is for, as it stood at an instant.

        >>> cycle.participants(at("2026-03-10T09:00:00Z"))
        Everyone()
        """

@final
class CycleEvent(_Event[CycleChange]):
    """An event of a cycle, for the host alone, to append to its log.

    >>> evidence, lock = CycleEvidence(template=review, roster=None, directory=None), CycleCommand.lock_on_share(True)
    >>> now = at("2026-02-02T09:00:00Z")
    >>> done = cycle.execute(org, evidence, ada, lock, now=now)
    >>> done.events[0].change.schedule.lock_on_share
    True
    """

@final
class CycleEvidence(_Copied):
    """What a cycle is judged by: its template, its roster, none if it was never rolled out, and the people.

    Only `CycleCommand.set_participants` looks at the roster, which says who has a conversation. Once there is
    one, departments and groups need the directory, which says who is in them; it may be none otherwise.

    >>> evidence = CycleEvidence(template=review, roster=None, directory=directory)
    >>> evidence.template == review, evidence.roster, evidence.directory == directory
    (True, None, True)
    """
    def __new__(
        cls, *, template: Template, roster: Roster | None, directory: Directory | None
    ) -> Self: ...
    @property
    def template(self) -> Template:
        """The template of the cycle."""
    @property
    def roster(self) -> Roster | None:
        """The roster; none if the cycle was never rolled out."""
    @property
    def directory(self) -> Directory | None:
        """The people; none if they are not at hand."""
    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]: ...

@final
class CycleTimes(_Copied):
    """The instants of a cycle, as they are known at the `now` of the context that gave them.

    >>> times = Context(org, review, cycle, now=at("2026-03-10T09:00:00Z")).cycle_times
    >>> times.end.isoformat(), times.close_date
    ('2026-03-31T23:00:00+00:00', datetime.date(2026, 4, 7))
    >>> times.phase(at("2026-04-02T09:00:00Z"))
    <Phase.GRACE: 'grace'>
    >>> times = reviewed_case().context.cycle_times
    >>> times.review.submit.isoformat(), times.locks[0].at.isoformat()
    ('2026-03-16T00:00:00+00:00', '2026-03-13T00:00:00+00:00')
    """
    def __new__(
        cls,
        *,
        launch: Launch,
        start_date: date,
        end: datetime,
        end_date: date,
        close: datetime,
        close_date: date,
        review: ReviewTimes | None = None,
        locks: Iterable[LockTime] | None = None,
    ) -> Self: ...
    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]: ...
    @property
    def launch(self) -> Launch:
        """When it launches: `LaunchAt`, `LaunchWaits` or `LaunchNever`."""
    @property
    def start_date(self) -> date:
        """The start date."""
    @property
    def end(self) -> datetime:
        """The instant from which grace runs, or from which it is closed."""
    @property
    def end_date(self) -> date:
        """The end date."""
    @property
    def close(self) -> datetime:
        """The instant from which it is closed."""
    @property
    def close_date(self) -> date:
        """The last day of grace, or the end date."""
    @property
    def review(self) -> ReviewTimes | None:
        """The boundaries of its admin review: `ReviewTimes`, where it has one."""
    @property
    def locks(self) -> tuple[LockTime, ...]:
        """The boundaries of its lock dates, by what they lock: a tuple of `LockTime`."""
    def phase(self, now: datetime) -> Phase:
        """The phase at an instant."""
    def timeline(self, now: datetime) -> Timeline:
        """All boundaries, with the phase at an instant and the next boundary after it.

        It is for the host alone: it has the locks of both lists. What a person may see of a
        conversation's is `Sight.timeline`.
        """

@final
class Roster(_Value):
    """The roster of a cycle: who is in it, and who waits since when.

    It is for the host alone, to keep.

    >>> launch = Context(org, review, cycle, now=at("2026-03-01T00:00:00Z"))
    >>> roster = launch.roll_out(None, directory).roster.state
    >>> uuid(1) in roster, roster.waiting
    (True, {})
    """
    @staticmethod
    def replay(events: Iterable[RosterEvent]) -> Roster:
        """The roster that a whole log of events makes."""
    @staticmethod
    def replay_until(events: Iterable[RosterEvent], at: datetime) -> Roster | None:
        """The roster as it stood at an instant; none if it did not exist yet."""
    @property
    def cycle(self) -> UUID:
        """The cycle."""
    @property
    def organisation(self) -> UUID:
        """The organisation."""
    @property
    def revision(self) -> int:
        """The revision, for compare-and-swap, and for the host alone: no viewer sees it."""
    @property
    def waiting(self) -> dict[UUID, datetime]:
        """Who waits for a conversation, each since when they were first seen."""
    def left_out(
        self, participants: Participants, directory: Directory | None
    ) -> tuple[UUID, ...]:
        """Everyone who has a conversation and would not be among other participants, in the order of ids.

        `CycleCommand.set_participants` has to acknowledge them. Departments and groups need the directory.

        >>> from visavis import participants
        >>> roster = rolled_out.roster.state
        >>> roster.left_out(participants.List([uuid(2)]), None) == (uuid(1),)
        True
        >>> roster.left_out(participants.Everyone(), None)
        ()
        """
    def __contains__(self, person: object, /) -> bool: ...

@final
class RosterEvent(_Event[RosterChange]):
    """An event of a roster, for the host alone, to append to its log.

    >>> launch = Context(org, review, cycle, now=at("2026-03-01T00:00:00Z"))
    >>> launch.roll_out(None, directory).roster.events[0].change.launched == (uuid(1),)
    True
    """

@final
class Command(_Sent):
    """What can be asked of a conversation: by its participants, and where it says so by others.

    An answer is text, the chosen options in a list, `Scale(3)`, `Stars(4)`, or none to clear what
    was there. With an `id` a command may be sent twice: the second time changes nothing.

    >>> from visavis.answers import Stars
    >>> save = Command.save({uuid(11): "We shipped in time.", uuid(12): Stars(4)}, id=uuid(900))
    >>> save, save.id == uuid(900)
    (<Command save>, True)
    >>> Command.share().to_dict()
    {'command': 'share'}
    """
    @staticmethod
    @overload
    def save(answers: Mapping[UUID, AnswerInput], *, id: UUID | None = None) -> Command: ...
    @staticmethod
    @overload
    def save(answers: Iterable[AnswerDraft], *, id: UUID | None = None) -> Command: ...
    @staticmethod
    def share(*, id: UUID | None = None) -> Command:
        """Share one's part, once and for good."""
    @staticmethod
    def submit(*, id: UUID | None = None) -> Command:
        """Submit one's part to the admin review, once.

        >>> reviewed_case().execute(ana, Command.submit())
        Traceback (most recent call last):
        visavis.Refused: 1 mandatory question has no saved answer
        """
    @staticmethod
    def confirm_meeting(*, id: UUID | None = None) -> Command:
        """Confirm that they met."""
    @staticmethod
    def untick_meeting(*, id: UUID | None = None) -> Command:
        """Take the confirmation back."""
    @staticmethod
    def write_notes(text: str, *, id: UUID | None = None) -> Command:
        """Write one's notes; blank text clears them."""
    @staticmethod
    def create_goal(goal: str, *, id: UUID | None = None) -> Command:
        """Record a goal that was created from inside, by the host's reference to it."""
    @staticmethod
    def request_edit(*, id: UUID | None = None) -> Command:
        """Ask to edit again what has closed.

        >>> asked = case("2026-05-04T09:00:00Z").execute(ana, Command.request_edit()).state
        >>> case("2026-05-04T10:00:00Z", asked).execute(ana, Command.request_edit())
        Traceback (most recent call last):
        visavis.Refused: you have asked to edit already, and no administrator has decided yet
        """
    @staticmethod
    def allow_edit(side: Side, *, id: UUID | None = None) -> Command:
        """Allow the open request of who stands on a side: an administrator does.

        >>> asked = case("2026-05-04T09:00:00Z").execute(ana, Command.request_edit()).state
        >>> allow = Command.allow_edit(Side.DIRECT_REPORT)
        >>> case("2026-05-05T09:00:00Z", asked).execute(admin, allow).events[0].change.until
        datetime.date(2026, 5, 12)
        """
    @staticmethod
    def deny_edit(side: Side, *, id: UUID | None = None) -> Command:
        """Deny it."""
    @staticmethod
    def take_ownership(*, id: UUID | None = None) -> Command:
        """Take ownership, as the direct report's new manager.

        >>> taken = case().execute(cleo, Command.take_ownership()).state
        >>> taken.manager == cleo.person, taken.previous_managers == (ben.person,)
        (True, True)
        """
    @property
    def id(self) -> UUID | None:
        """The id under which it counts as the same."""

@final
class Start(_Sent):
    """A wish to start a conversation, with the pair that the directory makes of the two.

    >>> start = Start(uuid(50), directory.pair(uuid(1), uuid(2)))
    >>> start.conversation == uuid(50), start.pair.manager == uuid(2)
    (True, True)
    """
    def __new__(cls, conversation: UUID, pair: Pair, *, id: UUID | None = None) -> Self: ...
    @property
    def conversation(self) -> UUID:
        """The id of the conversation, which the host gives."""
    @property
    def pair(self) -> Pair:
        """Who it is between."""
    @property
    def id(self) -> UUID | None:
        """The id under which it counts as the same."""

@final
class Conversation(_Value):
    """The state of a conversation: what its events come to.

    It is for the host alone, to keep: it holds everything that was said, and what a person may see
    of it is a view.

    >>> conversation = case().conversation
    >>> conversation.direct_report == ana.person, conversation.revision
    (True, 1)
    >>> conversation.side(ana.person), conversation.side(admin.person)
    (<Side.DIRECT_REPORT: 'direct_report'>, None)
    """
    @staticmethod
    def replay(events: Iterable[ConversationEvent]) -> Conversation:
        """The conversation that a whole log of events makes."""
    @staticmethod
    def replay_until(events: Iterable[ConversationEvent], at: datetime) -> Conversation | None:
        """The conversation as it stood at an instant; none if it did not exist yet.

        What happened at that instant is in it. The whole log is checked all the same.

        >>> save = Command.save({uuid(11): "We shipped in time."})
        >>> log = [*rolled_out.launched[0].events, *case().execute(ana, save).events]
        >>> Conversation.replay_until(log, at("2026-03-10T08:59:59Z")).revision
        1
        >>> Conversation.replay_until(log, at("2026-02-28T00:00:00Z"))
        """
    @property
    def id(self) -> UUID:
        """The id."""
    @property
    def organisation(self) -> UUID:
        """The organisation."""
    @property
    def revision(self) -> int:
        """The revision, for compare-and-swap, and for the host alone: no viewer sees it."""
    @property
    def template(self) -> UUID:
        """The template."""
    @property
    def content(self) -> ContentReference:
        """The number and digest of the content that it is bound to."""
    @property
    def occasion(self) -> Occasion:
        """Anytime, or of a cycle: `changes.Anytime` or `changes.Scheduled`."""
    @property
    def launched_at(self) -> datetime:
        """The instant of its launch."""
    @property
    def direct_report(self) -> UUID:
        """The direct report."""
    @property
    def manager(self) -> UUID:
        """The manager."""
    @property
    def pair(self) -> Pair:
        """The two people whom it is between now: those to whom `Directory.relation` says how one stands."""
    @property
    def previous_managers(self) -> tuple[UUID, ...]:
        """Whose ownership was taken, in order; who manages it again is none of them.

        They still see what stayed theirs, so a host has to find the conversation for them too.
        """
    def person(self, side: Side) -> UUID:
        """Who stands on a side."""
    def side(self, person: UUID) -> Side | None:
        """The side of a participant; none for anyone else."""

@final
class ConversationEvent(_Event[ConversationChange]):
    """An event of a conversation, to append to its log.

    It is for the host alone: it holds what was said, to whomever that is hidden. What to tell
    whom of it, `Case.notifications` says.

    >>> from visavis import changes
    >>> done = case().execute(ana, Command.save({uuid(11): "We shipped in time."}))
    >>> match done.events[0]:
    ...     case ConversationEvent(changes.Saved(part=part, answers=[saved])):
    ...         part, saved.question == uuid(11)
    (<Respondent.DIRECT_REPORT: 'direct_report'>, True)
    """

@final
class IndexRow(_Value):
    """The few columns to keep beside each stored conversation, so that a database can select by them.

    It is for the host alone: no viewer sees it. Who managed a conversation earlier is a list for a
    table of its own, `Conversation.previous_managers`.

    >>> row = case().index_row()
    >>> row.manager == uuid(2), row.next_boundary.isoformat()
    (True, '2026-03-31T23:00:00+00:00')
    """
    @property
    def organisation(self) -> UUID:
        """The organisation."""
    @property
    def conversation(self) -> UUID:
        """The conversation."""
    @property
    def revision(self) -> int:
        """Its revision, for compare-and-swap, and for the host alone."""
    @property
    def template(self) -> UUID:
        """Its template."""
    @property
    def cycle(self) -> UUID | None:
        """Its cycle; none for an anytime conversation."""
    @property
    def direct_report(self) -> UUID:
        """The direct report."""
    @property
    def manager(self) -> UUID:
        """The manager."""
    @property
    def edit_requested(self) -> bool:
        """Whether a request to edit waits for a decision."""
    @property
    def launched_at(self) -> datetime:
        """The instant of its launch."""
    @property
    def closes_at(self) -> datetime:
        """The instant from which it is past."""
    @property
    def next_boundary(self) -> datetime | None:
        """The next instant at which its phase changes or something locks; none once it is past."""

_ConversationOutcome: TypeAlias = Outcome[Conversation, IndexRow, ConversationEvent]

@final
class LaunchedConversations(Sequence[_ConversationOutcome]):
    """The new conversations of a roll-out: a sequence of `Outcome`, each made when it is asked for.

    >>> context = Context(org, review, cycle, now=at("2026-03-01T00:00:00Z"))
    >>> launched = context.roll_out(None, directory).launched
    >>> launched, launched[-1].state.manager == uuid(2)
    (<LaunchedConversations: 1>, True)
    >>> [new.row.revision for new in launched], len(launched[1:])
    ([1], 0)
    >>> launched == LaunchedConversations([launched[0]]), launched.index(launched[0])
    (True, 0)
    """
    def __new__(cls, launched: Iterable[_ConversationOutcome], /) -> Self: ...
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, place: int, /) -> _ConversationOutcome: ...
    @overload
    def __getitem__(self, place: slice, /) -> LaunchedConversations: ...
    def __iter__(self) -> Iterator[_ConversationOutcome]: ...
    def __reversed__(self) -> Iterator[_ConversationOutcome]: ...
    def __contains__(self, value: object, /) -> bool: ...
    def count(self, value: object) -> int:
        """How often something is among them: once, or not at all."""
    def index(self, value: object, start: int = 0, stop: int = ...) -> int:
        """The first place of something among them, or of those from `start` to before `stop`."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Context(_Copied):
    """The facts around the conversations of one template, or of one cycle of it, at one instant.

    Built once, it serves any number of conversations.

    >>> context = Context(org, review, cycle, now=at("2026-03-10T09:00:00Z"))
    >>> context.case(case().conversation).phase
    <Phase.OPEN: 'open'>
    >>> Context(org, check_in, cycle, now=at("2026-03-10T09:00:00Z"))
    Traceback (most recent call last):
    visavis.MismatchError: the template does not belong to this cycle
    """
    def __new__(
        cls, organisation: Org, template: Template, cycle: Cycle | None = None, *, now: datetime
    ) -> Self: ...
    @property
    def now(self) -> datetime:
        """The instant that is asked about."""
    @property
    def organisation(self) -> Org:
        """The organisation."""
    @property
    def template(self) -> Template:
        """The template."""
    @property
    def cycle(self) -> Cycle | None:
        """The cycle, where there is one."""
    @property
    def cycle_times(self) -> CycleTimes | None:
        """The instants of the cycle, where there is one."""
    def case(self, conversation: Conversation) -> Case:
        """One conversation among these facts.

        One that was destroyed as its template was undeployed raises `Destroyed`, whoever will ask.
        """
    def start(self, by: Actor, start: Start, existing: Conversation | None) -> Started:
        """Starts an anytime conversation, at once.

        `existing` is the conversation that the host has under this id; none where it has none. With
        it a start that carries an id and is sent twice is answered as the first time.

        >>> context = Context(org, check_in, now=at("2026-03-02T12:00:00Z"))
        >>> pair = directory.pair(uuid(1), uuid(2))
        >>> start = Start(uuid(50), pair, id=uuid(900))
        >>> started = context.start(ana.actor, start, None)
        >>> started.conversation.state.occasion, started.template_revision
        (Anytime(due=datetime.date(2026, 3, 30)), 2)
        >>> context.start(ana.actor, start, started.conversation.state).conversation.repeated
        1
        """
    def roll_out(self, roster: Roster | None, directory: Directory) -> RollOut:
        """Shows the directory to the roster of the cycle: who gets a conversation now.

        `roster` is none until the directory was first shown at or after the launch. It can be asked at any
        time: before the launch, from the end boundary on and while the template is not deployed it launches
        nothing and records nothing. Other threads run meanwhile.

        >>> context = Context(org, review, cycle, now=at("2026-03-01T00:00:00Z"))
        >>> rolled_out = context.roll_out(None, directory)
        >>> [launched.state.manager == uuid(2) for launched in rolled_out.launched]
        [True]
        >>> context.roll_out(rolled_out.roster.state, directory).launched
        <LaunchedConversations: 0>
        """
    def prospects(self, roster: Roster | None, directory: Directory) -> Prospects:
        """What a roll-out would come to for everyone of the directory, and what the participants name
        that the directory does not know. It can be asked at any time.

        >>> context = Context(org, review, cycle, now=at("2026-04-01T09:00:00Z"))
        >>> for prospect in context.prospects(None, directory).people:
        ...     directory.name(prospect.person), prospect.status, prospect.rule.id
        ('Ana', TooLate(), 'PAR-8')
        ('Ben', NoManager(), 'PAR-6')
        ('Ada', NoManager(), 'PAR-6')
        """
    def __getnewargs_ex__(
        self,
    ) -> tuple[tuple[Org, Template, Cycle | None], dict[str, Any]]: ...

@final
class Case(_Copied):
    """A conversation with the facts that it is bound to, at one instant.

    >>> case = case()
    >>> case.phase, case.next_boundary.isoformat(), case.is_current
    (<Phase.OPEN: 'open'>, '2026-03-31T23:00:00+00:00', True)
    """
    @property
    def conversation(self) -> Conversation:
        """The conversation."""
    @property
    def context(self) -> Context:
        """The facts around it."""
    @property
    def content(self) -> Content:
        """The content that it is bound to."""
    @property
    def settings(self) -> Settings:
        """The settings that hold for it: those of now, or those in force when it ended."""
    @property
    def is_current(self) -> bool:
        """Whether it is in progress, grace included."""
    @property
    def phase(self) -> Phase:
        """The phase."""
    @property
    def next_boundary(self) -> datetime | None:
        """The next instant at which the phase changes or something locks; none once it is past."""
    def timeline(self) -> Timeline:
        """All boundaries, with the phase and the next boundary.

        It is for the host alone: it has everybody's locks and approved requests. What a person may see
        of it is `Sight.timeline`.

        >>> [boundary.begins.value for boundary in case().timeline().boundaries]
        ['open', 'grace', 'closed']
        """
    def index_row(self) -> IndexRow:
        """The columns to keep beside it in the host's database, for the host alone."""
    def relation(self, directory: Directory, person: UUID) -> Relation:
        """How a person stands to its two people now, by the directory.

        >>> case().relation(directory, admin.person) == admin
        True
        """
    def sight(self, relation: Relation) -> Sight:
        """What one person may see, know and do."""
    def decide(self, by: Relation, command: Command) -> tuple[ConversationEvent, ...]:
        """The events of a command; nothing changes."""
    def execute(self, by: Relation, command: Command) -> _ConversationOutcome:
        """Carries a command out: the conversation after it, and what to store.

        >>> done = case().execute(ana, Command.save({uuid(11): "We shipped in time."}))
        >>> done.state.revision, len(done.events), done.row.revision
        (2, 1, 2)
        >>> case().execute(ana, Command.save({uuid(21): "Not hers."}))
        Traceback (most recent call last):
        visavis.Refused: nothing was saved; ...
        """
    def notifications(
        self, events: Iterable[ConversationEvent], directory: Directory
    ) -> list[Notification]:
        """Who is told what of events of this conversation, as `execute` gives them.

        It is asked of the case before them or after. Nobody with an inactive account is told
        anything, and nothing is told of a kind that is switched off.

        >>> asked = case("2026-05-04T09:00:00Z").execute(ana, Command.request_edit()).state
        >>> now = case("2026-05-05T09:00:00Z", asked)
        >>> done = now.execute(admin, Command.allow_edit(Side.DIRECT_REPORT))
        >>> told = now.notifications(done.events, directory)[0]
        >>> told.to == ana.person, told.rule, told.about.kind, told.about.until
        (True, Rule('REQ-4'), <NotificationKind.REQUEST_APPROVED: 'request_approved'>, datetime.date(2026, 5, 12))
        """
    def ownership_prompt(self, directory: Directory) -> Notification | None:
        """The prompt to take ownership, where it is due: who may take it now, and until when.

        It is due from when the directory first shows the new manager; a host sends it once.

        >>> case().ownership_prompt(directory)
        >>> prompt = case().ownership_prompt(under_cleo)
        >>> prompt.to == cleo.person, prompt.about.until.isoformat()
        (True, '2026-04-07T23:00:00+00:00')
        """
    def __reduce__(self) -> tuple[Any, tuple[Context, Conversation]]: ...

@final
class Sight(_Copied):
    """What one person may see, know and do in one conversation at one instant.

    >>> sight = case().sight(ana)
    >>> sight.standing, sight.primary_action
    (<Standing.DIRECT_REPORT: 'direct_report'>, <Action.ANSWER: 'answer'>)
    >>> sight.view().frame.title
    'Half-year review'
    """
    @property
    def standing(self) -> Standing:
        """What the person is in the conversation."""
    @property
    def primary_action(self) -> Action | None:
        """The one action that a list shows; none where nothing is to be done."""
    def stage(self, part: Respondent | Side) -> Stage | None:
        """How far a part is; none where nobody responds in it, and to those who may not know."""
    def may(self, action: Action) -> Permission | Refusal:
        """Whether the person may do something now: a `Permission`, or a `Refusal`, which is false.

        >>> open = case().sight(ana).may(Action.ANSWER)
        >>> bool(open), open.rule, open.until.isoformat()
        (True, Rule('ANS-9'), '2026-04-07T23:00:00+00:00')
        >>> case().sight(ana).may(Action.CONFIRM_MEETING)
        <Refusal own-part-not-shared by MTG-1>
        """
    def may_edit(self, question: UUID) -> Permission | Refusal:
        """Whether the person may edit the answer to a question of their own now: a `Permission`, or
        the `Refusal` that a save of it would meet.

        >>> sight = reviewed_case("2026-03-13T09:00:00Z").sight(ana)
        >>> bool(sight.may_edit(uuid(11))), sight.may_edit(uuid(12))
        (True, <Refusal locked-by-date by CYC-8>)
        """
    def answer(
        self, part: Respondent | Side, question: UUID, earlier_manager: UUID | None = None
    ) -> Verdict:
        """The verdict on an answer: true where it is visible.

        It is for the host alone: it tells whether a hidden question exists. What the person is told of
        it stands in their view.

        With `earlier_manager` it is on the answer to the same question that an earlier manager left.

        >>> verdict = case().sight(ben).answer(Respondent.DIRECT_REPORT, uuid(11))
        >>> bool(verdict), verdict.rule, verdict.revealed_by
        (False, Rule('VIS-2'), <RevealedBy.SHARE: 'share'>)
        """
    def fact(self, fact: Fact, side: Respondent | Side | None = None) -> Verdict:
        """The verdict on a fact: true where it is visible. Submissions and last edits are asked of a
        part, requests to edit and notes of a side.

        It is for the host alone: what the person is told of it stands in their view.

        >>> bool(case().sight(ben).fact(Fact.NOTES, Side.DIRECT_REPORT))
        True
        """
    def timeline(self) -> Timeline:
        """All boundaries that concern the person: those of the conversation, the locks on their own
        list and questions, and their own approved requests to edit.

        >>> timelines = [reviewed_case().sight(person).timeline() for person in (ana, ben)]
        >>> [[boundary.locks for boundary in timeline.boundaries][1] for timeline in timelines]
        [Question(question=UUID('00000000-0000-0000-0000-00000000000c')), None]
        """
    def actions(self) -> Actions:
        """All actions with leave or refusal, and the primary one."""
    def view(self, references: Iterable[str] | None = None) -> View:
        """The conversation as the person is shown it.

        `references` are the person's current objectives and feedback.

        >>> view = case().sight(ana).view()
        >>> [question.text for question in view.parts[0].questions]
        ['What went well?', 'How was the teamwork?']
        """
    def row(self, directory: Directory) -> Row:
        """The conversation as a row of the person's list."""
    def earlier(self, others: Iterable[Sight]) -> list[EarlierConversation]:
        """The earlier conversations between the same two people, newest launch first.

        `others` are the person's sights on other conversations.
        """
    def share_prompt(self) -> list[AudienceGain]:
        """Who would see which answers that they cannot see now, were the part shared."""
    def record(self, subject: DecisionSubject) -> Record:
        """A decision as a record for the host's audit log.

        It is for the host alone: it counts changes that are hidden.

        >>> from visavis import subjects
        >>> record = case().sight(ben).record(subjects.Action(Action.SHARE))
        >>> record.granted, record.rule, record.inputs.conversation
        (False, Rule('ANS-3'), 1)
        """
    def __reduce__(self) -> tuple[Any, tuple[Case, Relation]]: ...

@final
class Permission(_Value):
    """Leave to do something; always true. `str` says until when and by which rule.

    >>> print(case().sight(ana).may(Action.ANSWER))
    open until 2026-04-07T23:00:00Z by ANS-9
    """
    __match_args__: Final = ("until", "rule")
    def __new__(cls, until: datetime, rule: Rule) -> Self: ...
    @property
    def until(self) -> datetime:
        """The instant at which it ends, itself outside, as far as is known; the last of all instants,
        2100-01-03T00:00:00Z, where nothing ends it.

        >>> case("2026-05-04T09:00:00Z").sight(ana).may(Action.REQUEST_EDIT).until.isoformat()
        '2100-01-03T00:00:00+00:00'
        """
    @property
    def rule(self) -> Rule:
        """The rule that grants it."""
    def __bool__(self) -> Literal[True]: ...

@final
class Verdict(_Value):
    """Whether something is visible, by which rule, and what would make it so. `str` says all three.

    >>> print(case().sight(ben).answer(Respondent.DIRECT_REPORT, uuid(11)))
    hidden by VIS-2; visible once its respondent shares it
    """
    __match_args__: Final = ("visibility", "rule", "revealed_by")
    def __new__(
        cls, visibility: Visibility, rule: Rule, revealed_by: RevealedBy | None = None
    ) -> Self: ...
    @property
    def visibility(self) -> Visibility:
        """Hidden or visible."""
    @property
    def rule(self) -> Rule:
        """The rule that decides."""
    @property
    def revealed_by(self) -> RevealedBy | None:
        """What would make it visible, to whom that may be told."""
    def __bool__(self) -> bool: ...

@final
class Refusal(_Value):
    """Why something is refused: a value, false where it is asked for its truth.

    Beside the stable `code`, which doubles as the key of a translation, it has the `rule` that
    refuses, its `category`, an English `message`, typed `parameters`, where in what was handed in the fault lies
    (`at`), from when or until when it holds, what would open it again (`remedy`), and each single
    fault. A whole that lists faults has the rule, the category, the instants and the remedy of its
    first one.

    >>> refusal = case().sight(ana).may(Action.SHARE)
    >>> refusal.code, refusal.rule, refusal.parameters
    ('answers-missing', Rule('ANS-3'), {'count': 1})
    >>> bool(refusal)
    False
    >>> case("2026-05-04T09:00:00Z").sight(ana).may(Action.SHARE).remedy
    <Remedy.REQUEST_EDIT: 'request_edit'>
    """
    __match_args__: Final = ("code", "rule")
    @staticmethod
    def not_found() -> Refusal:
        """The refusal that a stranger gets, for a host to make where it has no such conversation: an id
        that is missing has to look the same as one that the person may not know of.

        >>> Refusal.not_found().code
        'not-found'
        """
    @property
    def code(self) -> str:
        """The stable code, in kebab case."""
    @property
    def rule(self) -> Rule:
        """The rule that refuses."""
    @property
    def category(self) -> Category:
        """What kind of refusal it is, by which a host maps it.

        >>> case("2026-05-04T09:00:00Z").sight(ana).may(Action.SHARE).category
        <Category.NOT_NOW: 'not_now'>
        """
    @property
    def message(self) -> str:
        """The English sentence."""
    @property
    def detail(self) -> str | None:
        """What the sentence goes on with, where no parameters can say it: what was expected of a document that
        cannot be read.
        """
    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters of the sentence, by name: numbers, texts, dates and ids."""
    @property
    def at(self) -> str | None:
        """Where the fault lies in what was handed in; none where it is the whole."""
    @property
    def since(self) -> datetime | None:
        """The instant from which it holds, where time decides."""
    @property
    def until(self) -> datetime | None:
        """The instant until which it holds, where time decides."""
    @property
    def remedy(self) -> Remedy | None:
        """What would open it again, where somebody can."""
    @property
    def fault_count(self) -> int:
        """How many faults there are, listed or not; 0 where it is no whole."""
    @property
    def faults(self) -> tuple[Refusal, ...]:
        """Each single fault of a whole: the first hundred, if there are more."""
    def __bool__(self) -> Literal[False]: ...

def edit_requests(sights: Iterable[Sight]) -> list[EditRequest]:
    """The open requests to edit that a person may decide on, of their sights on conversations, in the
    order in which they were made.

    A host finds the conversations by `IndexRow.edit_requested`. Other threads run meanwhile.

    >>> asked = case("2026-05-04T09:00:00Z").execute(ana, Command.request_edit()).state
    >>> later = case("2026-05-05T09:00:00Z", asked)
    >>> [request.side.value for request in edit_requests([later.sight(admin)])]
    ['direct_report']
    >>> edit_requests([later.sight(ben)])
    []
    """
def edit_requests_digest(sights: Iterable[Sight], day: date) -> Notification | None:
    """The e-mail of a day to one who decides on requests to edit: at 5 PM in the organisation's time,
    with those made before and open then; none where there is nothing to send.

    `sights` are the person's, at 5 PM or later. Other threads run meanwhile.

    >>> from datetime import date
    >>> asked = case("2026-05-04T09:00:00Z").execute(ana, Command.request_edit()).state
    >>> evening = case("2026-05-04T18:00:00Z", asked)
    >>> digest = edit_requests_digest([evening.sight(admin)], date(2026, 5, 4))
    >>> digest.at.isoformat(), digest.channels, len(digest.about.requests)
    ('2026-05-04T16:00:00+00:00', (<Channel.EMAIL: 'email'>,), 1)
    """
def from_key(namespace: UUID, key: str) -> UUID:
    """An id from a key of the host's own, for hosts whose keys are not UUIDs: version 5 of the key in a
    namespace. The same two always give the same id, as in Rust and in C.

    Take a namespace of one's own for each kind of thing: a person and a template may have one key.
    It is for the host alone: whoever knows a namespace and a key can work out the id, which is
    no secret.

    >>> from uuid import UUID, uuid5
    >>> people = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
    >>> from_key(people, "17")
    UUID('...')
    >>> from_key(people, "17") == uuid5(people, "17"), from_key(people, "17") == from_key(people, "18")
    (True, False)
    """
def lists(sights: Iterable[Sight], directory: Directory) -> Lists:
    """A person's lists, of their sights on conversations, newest launch first.

    What they may not know of is left out. Other threads run meanwhile.

    >>> [row.name for row in lists([case().sight(ben)], directory).current]
    ['Ana']
    """
def offers(
    organisation: Org,
    templates: Iterable[Template],
    by: Actor,
    pairs: Iterable[Pair],
    *,
    now: datetime,
) -> list[Offer]:
    """What a person may start, and with whom; where it is empty, creating is not offered.

    >>> pairs = directory.pairs_of(ana.person)
    >>> offer = offers(org, [check_in], ana.actor, pairs, now=at("2026-03-02T12:00:00Z"))[0]
    >>> offer.title, offer.counterpart == ben.person
    ('Check-in', True)
    """
def parse_instant(text: str) -> datetime:
    """Reads an instant as the engine does: RFC 3339, with any offset.

    >>> parse_instant("2026-03-31T11:30:00.5+02:00").isoformat()
    '2026-03-31T09:30:00.500000+00:00'
    >>> parse_instant("yesterday")
    Traceback (most recent call last):
    visavis.TimeError: `yesterday` is not an instant...
    """
def parse_date(text: str) -> date:
    """Reads a date as the engine does: `YYYY-MM-DD`, from 1970 to 2099.

    >>> parse_date("2026-03-31")
    datetime.date(2026, 3, 31)
    """
def ask(request: str | bytes, directory: Directory | None = None) -> str:
    """Answers a question or a command, with everything that it depends on in one document.

    `request` is JSON by the schema `ask_request`; the answer is JSON with one field: `result`;
    `refusal`, if a rule says no; or `error`, if the call could not be decided. `directory` takes the
    place of the one in the document. Other threads run meanwhile.

    >>> import json
    >>> answer = json.loads(ask('{"ask": "refusals"}'))
    >>> answer["result"][0]["rule"]
    'VIS-16'
    >>> list(json.loads(ask('{"ask": {"directory": "faults"}}')))
    ['error']
    >>> ask('{"ask": {"directory": "faults"}}', directory)
    '{"result":[]}'
    """
def preview(
    by: UUID, before: PreviewInputs, after: PreviewInputs, conversations: Iterable[Conversation]
) -> Preview:
    """What a change would bring about in conversations, told to the Super Admin who asks: the
    difference between two sets of facts at one instant.

    It is asked of what the facts would be: carry the change out without storing it, or make the
    organisation or the directory anew. What the asker may not know is left out. Other threads run
    meanwhile.

    >>> from datetime import date
    >>> from visavis.previews import PreviewInputs
    >>> now = at("2026-03-10T09:00:00Z")
    >>> evidence = CycleEvidence(template=review, roster=rolled_out.roster.state, directory=None)
    >>> move = CycleCommand.move_end(date(2026, 4, 10))
    >>> longer = cycle.execute(org, evidence, ada, move, now=now).state
    >>> before = PreviewInputs(Context(org, review, cycle, now=now), directory)
    >>> after = PreviewInputs(Context(org, review, longer, now=now), directory)
    >>> end = preview(admin.person, before, after, [case().conversation]).moved[0]
    >>> end.begins.value, end.from_.date().isoformat(), end.to.date().isoformat()
    ('grace', '2026-03-31', '2026-04-10')
    """
def timeline_to_mermaid(timeline: Timeline, title: str) -> str:
    """A timeline as a gantt in the language of Mermaid."""
def timeline_to_svg(timeline: Timeline, title: str) -> str:
    """A timeline as a picture in SVG."""
