"""Plain frozen classes, and how they are read from JSON and written to it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from types import UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Generic,
    Self,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)
from uuid import UUID

from ._visavis import Permission, Refusal, parse_date, parse_instant

T = TypeVar("T")

Maybe = Annotated[T | None, "left out of JSON where there is none"]
"""A field that JSON leaves out where there is none; other optional fields are null."""

Flag = Annotated[bool, "left out of JSON where it is false"]
"""A field that JSON leaves out where it is false; other truths are written."""

Several = Annotated[tuple[T, ...], "left out of JSON where there are none"]
"""A field that JSON leaves out where it is empty; other series are written."""

_WRITTEN = object()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Plain:
    """A plain frozen value with dict and JSON both ways."""

    _tag: ClassVar[str | None] = None
    """The name of a variant in JSON; none where the record is no variant."""
    _newtype: ClassVar[bool] = False
    """Whether the variant's only field stands for it."""
    _order: ClassVar[tuple[str, ...]] = ()
    """The fields in the order of JSON, where it is another than that of the class."""

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
    def from_json(cls, text: str | bytes) -> Self:
        """Read what `to_json` wrote."""
        return cls._read(loads(text))

    @classmethod
    def _read(cls, data: Any) -> Self:
        return cast("Self", _reader(cast(Any, cls))(data))

    @classmethod
    def _read_all(cls, data: list[Any]) -> list[Self]:
        read = _reader(cast(Any, cls))
        return [cast("Self", read(each)) for each in data]


class Variant(Plain):
    """One of several records, told apart in JSON by its name."""

    def __init_subclass__(cls, *, newtype: bool = False, tag: str | None = None) -> None:
        """Name the variant after its class, unless it has a name of its own."""
        super().__init_subclass__()
        cls._tag = tag or re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
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


def _object(data: Any, name: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ValueError(f"expected the fields of {name}")
    return cast("dict[str, Any]", data)


def loads(text: str | bytes) -> Any:
    """Read JSON, whose bytes or text may begin with a byte order mark."""
    return json.loads(text.removeprefix("\ufeff") if isinstance(text, str) else text)


def dumps(value: Any) -> str:
    """Write a value as the engine does."""
    return json.dumps(
        value, default=write, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )


def write(value: Any) -> Any:
    """Make a value one of JSON."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Plain):
        return _written(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError("a naive datetime is no instant: give it a time zone")
        # The methods of `datetime` and `date` themselves: a subclass may have others.
        since: timedelta = datetime.__sub__(value, _EPOCH)
        return (_EPOCH + since).replace(tzinfo=None).isoformat() + "Z"
    if isinstance(value, date):
        return date.isoformat(value)
    if isinstance(value, (tuple, list)):
        return [write(each) for each in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {key: write(each) for key, each in _object(value, "").items()}
    if hasattr(value, "to_dict"):
        return value.to_dict()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _written(plain: Plain) -> Any:
    layout = _layout(cast(Any, type(plain)))
    data: Any = {}
    for name, left_out in layout:
        value = getattr(plain, name)
        if value is not left_out:
            data[_in_json(name)] = write(value)
    if plain._tag is None:
        return data
    if not layout:
        return plain._tag
    if plain._newtype:
        (data,) = data.values()
    return {plain._tag: data}


def _in_json(name: str) -> str:
    """Return the name of a field in JSON: one that is a keyword of Python has a `_` behind it."""
    return name.rstrip("_")


@cache
def _layout(cls: Any) -> list[tuple[str, Any]]:
    """Return the fields in the order of JSON, each with the value for which it is left out."""
    hints = get_type_hints(cls, include_extras=True)
    names: Any = cls._order or [field.name for field in fields(cls)]
    return [(name, _left_out(hints[name])) for name in names]


def _left_out(hint: Any) -> object:
    if hint == Flag:
        return False
    if get_origin(hint) is not Annotated:
        return _WRITTEN
    return () if get_origin(get_args(hint)[0]) is tuple else None


def _same(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"expected {kind.__name__}, found {type(value).__name__}")
        return value

    return read


def _of_text(kind: Callable[[str], Any]) -> Callable[[Any], Any]:
    text = _same(str)
    return lambda value: kind(text(value))


def _each(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    series = _same(list)
    return lambda values: tuple([read(value) for value in series(values)])


_READERS: dict[Any, Callable[[Any], Any]] = {
    datetime: _of_text(parse_instant),
    date: _of_text(parse_date),
    UUID: _of_text(UUID),
    Permission: Permission.from_dict,
    Refusal: Refusal.from_dict,
    str: _same(str),
    int: _same(int),
    bool: _same(bool),
}


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """Return what reads JSON as a type."""
    if hint in _READERS:
        return _READERS[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _named(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _reader(arguments[0])
    if origin is tuple:
        return _each(_reader(arguments[0]))
    either = origin in (Union, UnionType)
    if either and type(None) in arguments:
        others = tuple(argument for argument in arguments if argument is not type(None))
        other = _reader(Union[others])  # noqa: UP007
        return lambda value: None if value is None else other(value)
    if either:
        # Beside its variants an answer is given as text or as a list, which JSON knows as variants.
        records = [one for one in arguments if isinstance(one, type) and issubclass(one, Plain)]
        return _variants(tuple(records))
    record = cast(Any, hint)
    return _variants((record,)) if record._tag else _fields(record)


def _named(cls: type[Enum]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        # A value that has no hash is compared with whatever the enum was ever asked about.
        if not isinstance(value, str):
            raise ValueError(f"a {cls.__name__} is a text, not a {type(value).__name__}")
        return cls(value)

    return read


def _variants(classes: tuple[Any, ...]) -> Callable[[Any], Any]:
    readers: dict[str, Callable[[Any], Any]] = {}
    for cls in classes:
        readers[cls._tag] = _newtype(cls) if cls._newtype else _fields(cls)

    def read(data: Any) -> Any:
        if isinstance(data, str):
            data = {data: {}}
        (tag, value), *more = _object(data, " or ".join(readers)).items() or [("", None)]
        if tag not in readers or more:
            raise ValueError(f"expected one of {sorted(readers)}")
        return readers[tag](value)

    return read


def _newtype(cls: Any) -> Callable[[Any], Any]:
    (field,) = fields(cls)
    read = _reader(get_type_hints(cls, include_extras=True)[field.name])
    return lambda value: cls(read(value))


def _fields(cls: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(cls, include_extras=True)
    readers = {
        _in_json(field.name): (field.name, _reader(hints[field.name])) for field in fields(cls)
    }
    absent = {name: value for name, value in _layout(cls) if value is not _WRITTEN}
    known, needs = len(readers), {field.name for field in fields(cls) if _is_needed(field)}

    def read(data: Any) -> Any:
        values = dict(absent)
        for said, value in _object(data, cls.__name__).items():
            if said not in readers:
                raise ValueError(f"{cls.__name__} has no field `{said}`")
            name, read_field = readers[said]
            values[name] = read_field(value)
        if len(values) < known:
            lacking = needs.difference(values)
            if lacking:
                raise ValueError(f"{cls.__name__} lacks a field: {', '.join(sorted(lacking))}")
            return cls(**values)
        # All fields are there: a frozen class takes much longer to set them one by one.
        plain = object.__new__(cls)
        plain.__dict__.update(values)
        return plain

    return read


def _is_needed(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
