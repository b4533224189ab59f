"""Exceptions: what was refused, and calls that could not be decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, cast, get_type_hints
from uuid import UUID

from ._enums import Category, Remedy
from ._plain import dumps, loads, read, unread, write
from ._rules import Rule
from ._visavis import Refusal


class VisavisError(Exception):
    """What every exception of the engine is."""

    kind: ClassVar[str] = ""
    """The kind of error, as in JSON."""
    _fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, message: str, *args: Any) -> None:
        super().__init__(message, *args)
        self.message = message
        for name, value in zip(self._fields, args, strict=False):
            setattr(self, name, value)

    def __str__(self) -> str:
        return self.message

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, VisavisError):
            return NotImplemented
        return type(self) is type(other) and self.args == other.args

    def __hash__(self) -> int:
        return hash((type(self), self.args))

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, as in JSON."""
        said: dict[str, Any] = {name: write(getattr(self, name)) for name in self._fields}
        return {**said, "kind": self.kind, "message": self.message}

    def to_json(self) -> str:
        """Return JSON, to the byte as the engine writes it."""
        return dumps(self.to_dict())

    @staticmethod
    def from_dict(data: Any) -> VisavisError:
        """Read what `to_dict` gave: an exception of the class that it was of."""
        plain = loads(dumps(data))
        said = cast("dict[str, Any]", plain) if isinstance(plain, dict) else {}
        kind = said.get("kind")
        cls = _CLASSES.get(kind) if isinstance(kind, str) else None
        if cls is None or set(said) != {*cls._fields, "kind", "message"}:
            raise unread("expected the fields of an error")
        return cls._read(said)

    @staticmethod
    def from_json(text: str | bytes) -> VisavisError:
        """Read what `to_json` wrote: an exception of the class that it was of."""
        return VisavisError.from_dict(loads(text))

    @classmethod
    def _read(cls, data: dict[str, Any]) -> VisavisError:
        hints = get_type_hints(cls, globals())
        return cls(
            read(str, data["message"]), *[read(hints[name], data[name]) for name in cls._fields]
        )


class Refused(VisavisError):
    """The engine refuses what was asked; show it, or translate it by its code.

    >>> try:
    ...     case().execute(ana, Command.share())
    ... except Refused as refused:
    ...     refused.code, refused.rule, refused.parameters, refused.faults[0].code
    ('answers-missing', Rule('ANS-3'), {'count': 1}, 'answer-missing')
    """

    kind = "refused"
    _fields = ("refusal",)

    def __init__(self, refusal: Refusal) -> None:
        Exception.__init__(self, refusal)
        self.refusal = refusal
        self.message = refusal.message

    def __str__(self) -> str:
        return str(self.refusal)

    @property
    def code(self) -> str:
        """The stable code, in kebab case."""
        return self.refusal.code

    @property
    def rule(self) -> Rule:
        """The rule that refuses."""
        return self.refusal.rule

    @property
    def category(self) -> Category:
        """What kind of refusal it is, by which a host maps it."""
        return self.refusal.category

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters of the sentence, by name."""
        return self.refusal.parameters

    @property
    def at(self) -> str | None:
        """Where the fault lies in what was handed in; none where it is the whole."""
        return self.refusal.at

    @property
    def since(self) -> datetime | None:
        """The instant from which it holds, where time decides."""
        return self.refusal.since

    @property
    def until(self) -> datetime | None:
        """The instant until which it holds, where time decides."""
        return self.refusal.until

    @property
    def remedy(self) -> Remedy | None:
        """What would open it again, where somebody can.

        >>> try:
        ...     case("2026-05-04T09:00:00Z").execute(ana, Command.share())
        ... except Refused as refused:
        ...     refused.remedy
        <Remedy.REQUEST_EDIT: 'request_edit'>
        """
        return self.refusal.remedy

    @property
    def fault_count(self) -> int:
        """How many faults there are, listed or not; 0 where it is no whole."""
        return self.refusal.fault_count

    @property
    def faults(self) -> tuple[Refusal, ...]:
        """Each single fault of a whole: the first hundred, if there are more."""
        return self.refusal.faults

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, as in JSON."""
        refusal = self.refusal.to_dict()
        return {"refusal": refusal, "kind": self.kind, "message": str(self)}

    @classmethod
    def _read(cls, data: dict[str, Any]) -> Refused:
        return cls(Refusal.from_dict(data["refusal"]))


class OrganisationMismatchError(VisavisError):
    """Facts of two organisations were mixed."""

    kind = "organisation_mismatch"
    _fields = ("what", "expected", "found")
    what: str
    """What belongs to another organisation."""
    expected: UUID
    """The organisation of the rest."""
    found: UUID
    """The organisation found."""


class MismatchError(VisavisError):
    """What was handed in does not belong to the other."""

    kind = "mismatch"
    _fields = ("what", "of")
    what: str
    """What was handed in."""
    of: str
    """What it does not belong to."""


class MissingError(VisavisError):
    """Something that the call needs was not handed in.

    >>> Context(org, review, now=at("2026-03-10T09:00:00Z")).case(case().conversation)
    Traceback (most recent call last):
    visavis.MissingError: this conversation needs a cycle
    """

    kind = "missing"
    _fields = ("what", "of")
    what: str
    """What was not handed in."""
    of: str
    """What needs it."""


class Destroyed(VisavisError):
    """A conversation was destroyed when its template was undeployed, and the host still has it.

    It is for the host only, which was to purge it: answer a person by `Refusal.not_found`, and pass
    the conversation over where many are asked about.

    >>> now, row = at("2026-03-10T09:00:00Z"), case().index_row()
    >>> evidence = TemplateEvidence(rows=[row], cycles=[cycle])
    >>> command = TemplateCommand.undeploy_and_destroy(1)
    >>> template = review.execute(org, evidence, ada, command, now=now).state
    >>> try:
    ...     Context(org, template, cycle, now=now).case(case().conversation)
    ... except Destroyed as destroyed:
    ...     destroyed.at == now, str(Refusal.not_found())
    (True, 'there is no such conversation, or you have no part in it')
    """

    kind = "destroyed"
    _fields = ("conversation", "at")
    conversation: UUID
    """The conversation, to be purged."""
    at: datetime
    """When it was destroyed."""


class LogError(VisavisError):
    """A log of events has a gap, a foreign event or an impossible order."""

    kind = "log"
    _fields = ("position", "fault")
    position: int
    """The position of the event, from 0."""
    fault: str
    """`empty`, `revision`, `foreign`, `backwards` or `impossible`."""


class JsonError(VisavisError, ValueError):
    """The text is no JSON of what was to be read."""

    kind = "json"
    _fields = ("line", "column", "path", "fault")
    line: int
    """The line, from 1; 0 where only the place is known."""
    column: int
    """The column, from 1; 0 where only the place is known."""
    path: str
    """Where it is in the document."""
    fault: str
    """What is wrong."""


class Utf8Error(VisavisError, ValueError):
    """The bytes are not UTF-8."""

    kind = "utf8"
    _fields = ("at",)
    at: int
    """The first wrong byte."""


class KindError(VisavisError, ValueError):
    """The document is of another kind."""

    kind = "kind"
    _fields = ("expected", "found")
    expected: str
    """The kind that was to be read."""
    found: str
    """The kind found."""


class VersionError(VisavisError, ValueError):
    """The document is in a version that this engine does not read."""

    kind = "version"
    _fields = ("found", "known")
    found: int
    """The version found."""
    known: int
    """The latest that this engine reads."""


class TimeError(VisavisError, ValueError):
    """An instant, a date or a zone is unknown or out of range."""

    kind = "time"


_CLASSES: Mapping[str, type[VisavisError]] = {
    cls.kind: cls
    for cls in (
        Refused,
        OrganisationMismatchError,
        MismatchError,
        MissingError,
        Destroyed,
        LogError,
        JsonError,
        Utf8Error,
        KindError,
        VersionError,
        TimeError,
    )
}


def _lock(said: str) -> object:
    """Give a lock date its type; where an answer has locked it says which lock it was."""
    return said if said in ("list", "question") else date.fromisoformat(said)


_PARAMETERS: Mapping[str, Callable[[str], object]] = {
    "question": UUID,
    "person": UUID,
    "cycle": UUID,
    "department": UUID,
    "group": UUID,
    "date": date.fromisoformat,
    "start": date.fromisoformat,
    "end": date.fromisoformat,
    "today": date.fromisoformat,
    "last": date.fromisoformat,
    "submit": date.fromisoformat,
    "review": date.fromisoformat,
    "lock": _lock,
}


def parameters(data: dict[str, Any]) -> dict[str, Any]:
    """Give the parameters of a refusal their types."""
    given: dict[str, Any] = data["parameters"]
    return {
        name: _PARAMETERS[name](value) if name in _PARAMETERS else value
        for name, value in given.items()
    }


for _cls in (VisavisError, *_CLASSES.values()):
    _cls.__module__ = "visavis"
