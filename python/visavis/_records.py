"""Plain frozen classes, and how they are read from JSON and written to it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timezone
from enum import Enum
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Generic,
    Optional,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)
from uuid import UUID

from ._rules import Rule
from ._visavis import Refusal

if TYPE_CHECKING:
    from typing_extensions import Self

T = TypeVar("T")

Maybe = Annotated[Optional[T], "left out of JSON where there is none"]
"""A field that JSON leaves out where there is none; other optional fields are null."""


@dataclass(frozen=True)
class Record:
    """A plain frozen value with dict and JSON both ways."""

    _tag: ClassVar[Optional[str]] = None
    """The name of a variant in JSON; none where the record is no variant."""
    _newtype: ClassVar[bool] = False
    """Whether the variant's only field stands for it."""

    def to_dict(self) -> Any:
        """Return plain values, as in JSON."""
        return write(self)

    def to_json(self) -> str:
        """Return JSON, to the byte as the engine writes it."""
        return dumps(self)

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """Read plain values, as `to_dict` gives them."""
        return cls._read(json.loads(dumps(data)))

    @classmethod
    def from_json(cls, text: Union[str, bytes]) -> Self:
        """Read what `to_json` wrote."""
        return cls._read(json.loads(text))

    @classmethod
    def _read(cls, data: Any) -> Self:
        return cast("Self", _reader(cast(Any, cls))(data))

    @classmethod
    def _read_all(cls, data: list[Any]) -> list[Self]:
        read = _reader(cast(Any, cls))
        return [cast("Self", read(each)) for each in data]


class Variant(Record):
    """One of several records, told apart in JSON by its name."""

    def __init_subclass__(cls, *, newtype: bool = False) -> None:
        """Name the variant after its class."""
        super().__init_subclass__()
        cls._tag = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        cls._newtype = newtype


class Choice(Generic[T]):
    """Reads one of several variants."""

    def __init__(self, union: Any) -> None:
        self._union = union

    def _read(self, data: Any) -> T:
        return cast(T, _reader(self._union)(data))


def reread(cls: Any, text: str) -> Any:
    """Unpickle a value by its class and its JSON."""
    return cls.from_json(text)


def decision(name: str, data: Any) -> dict[str, Any]:
    """Return the arguments that make a permission or a verdict."""
    read: dict[str, Callable[[Any], Any]] = {"rule": Rule}
    if name == "Permission":
        read["until"] = _instant
    known = {"Permission": {"until", "rule"}, "Verdict": {"visibility", "rule", "opens"}}[name]
    if not isinstance(data, Mapping) or not set(data) <= known:
        raise ValueError(f"{name} has the fields {sorted(known)}")
    return {key: read.get(key, lambda same: same)(value) for key, value in data.items()}


def dumps(value: Any) -> str:
    """Write a value as the engine does."""
    return json.dumps(
        value, default=write, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )


def write(value: Any) -> Any:
    """Make a value one of JSON."""
    if value is None or isinstance(value, (bool, int, str)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Record):
        return _written(value)
    if isinstance(value, (UUID, Rule)):
        return str(value)
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError("a naive datetime is no instant: give it a time zone")
        return value.astimezone(timezone.utc).replace(tzinfo=None).isoformat() + "Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [write(each) for each in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {write(key): write(each) for key, each in value.items()}
    if hasattr(value, "to_dict"):
        return value.to_dict()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _written(record: Record) -> Any:
    data: Any = {}
    for name, left_out in _layout(cast(Any, type(record))):
        value = getattr(record, name)
        if value is not None or not left_out:
            data[name] = write(value)
    if record._tag is None:
        return data
    if not _layout(cast(Any, type(record))):
        return record._tag
    if record._newtype:
        (data,) = data.values()
    return {record._tag: data}


@cache
def _layout(cls: Any) -> list[tuple[str, bool]]:
    """Return the fields of a record, each with whether JSON leaves it out where there is none."""
    hints = get_type_hints(cls, include_extras=True)
    return [(field.name, get_origin(hints[field.name]) is Annotated) for field in fields(cls)]


def _instant(text: Any) -> datetime:
    if not isinstance(text, str) or not text.endswith("Z"):
        raise ValueError("an instant is a text like `2026-03-31T09:30:00Z`")
    return datetime.fromisoformat(text[:-1]).replace(tzinfo=timezone.utc)


def _plain(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{kind.__name__} is expected, not {type(value).__name__}")
        return value

    return read


_READERS: dict[Any, Callable[[Any], Any]] = {
    datetime: _instant,
    date: date.fromisoformat,
    UUID: UUID,
    Rule: Rule,
    Refusal: Refusal.from_dict,
    str: _plain(str),
    int: _plain(int),
    bool: _plain(bool),
}


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """Return what reads JSON as a type."""
    if hint in _READERS:
        return _READERS[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _reader(arguments[0])
    if origin is tuple:
        each = _reader(arguments[0])
        return lambda values: tuple([each(value) for value in values])
    if origin is Union and type(None) in arguments:
        others = tuple(argument for argument in arguments if argument is not type(None))
        other = _reader(Union[others])
        return lambda value: None if value is None else other(value)
    if origin is Union:
        return _variants(arguments)
    if not is_dataclass(hint):
        raise TypeError(f"{hint} is not read")
    record = cast(Any, hint)
    return _variants((record,)) if record._tag else _fields(record)


def _variants(classes: tuple[Any, ...]) -> Callable[[Any], Any]:
    readers: dict[str, Callable[[Any], Any]] = {}
    for cls in classes:
        readers[cls._tag] = _newtype(cls) if cls._newtype else _fields(cls)

    def read(data: Any) -> Any:
        if isinstance(data, str):
            data = {data: {}}
        if not isinstance(data, dict) or len(data) != 1:
            raise ValueError(f"one of {sorted(readers)} is expected")
        ((tag, value),) = data.items()
        if tag not in readers:
            raise ValueError(f"one of {sorted(readers)} is expected")
        return readers[tag](value)

    return read


def _newtype(cls: Any) -> Callable[[Any], Any]:
    (field,) = fields(cls)
    read = _reader(get_type_hints(cls, include_extras=True)[field.name])
    return lambda value: cls(read(value))


def _fields(cls: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(cls, include_extras=True)
    readers = {field.name: _reader(hints[field.name]) for field in fields(cls)}
    absent = {name: None for name, left_out in _layout(cls) if left_out}

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise ValueError(f"the fields of {cls.__name__} are expected")
        values: dict[str, Any] = dict(absent)
        for name, value in data.items():
            if name not in readers:
                raise ValueError(f"{cls.__name__} has no field `{name}`")
            values[name] = readers[name](value)
        try:
            return cls(**values)
        except TypeError as error:
            raise ValueError(f"{cls.__name__} lacks a field: {error}") from None

    return read
