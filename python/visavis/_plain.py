"""Plain frozen classes, and how they are read from JSON and written to it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
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
_MARK = "\ufeff"
_LONGEST_PATH = 200
_TOO_DEEP = "this is nested too deep"
_HALF = "expected text, found half of a surrogate pair"
_HALF_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")
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
        try:
            return write(self)
        except RecursionError:
            pass
        raise unread(_TOO_DEEP)

    def to_json(self) -> str:
        """Return JSON, to the byte as the engine writes it."""
        return dumps(self)

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """Read plain values, as `to_dict` gives them."""
        return cls._read(loads(dumps(data)))

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read what `to_json` wrote."""
        return cls._read(loads(text))

    @classmethod
    def _read(cls, data: Any) -> Self:
        return cast("Self", read(cls, data))

    @classmethod
    def _read_all(cls, data: list[Any]) -> list[Self]:
        return [cast("Self", read(cls, each)) for each in data]


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
        return cast(T, read(self._union, data))


def reread(cls: Any, text: str) -> Any:
    """Unpickle a value by its class and its JSON."""
    return cls.from_json(text)


class _Misread(Exception):
    """What is wrong with a value of JSON, and on the way out where: from within outwards."""

    def __init__(self, fault: str, *steps: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.steps = list(steps)


def read(hint: Any, data: Any) -> Any:
    """Read a value of JSON as a type; what is wrong with it has its place and none of its text."""
    try:
        return _reader(hint)(data)
    except _Misread as error:
        fault, steps = error.fault, error.steps
    # Not from within: no exception that is kept has what was read.
    raise unread(fault, _path(reversed(steps)))


def unread(fault: str, path: str = "", line: int = 0, column: int = 0) -> Exception:
    """Return the error for what cannot be read or written."""
    from ._errors import JsonError  # Errors are read and written by what stands here.

    where = [f"line {line}, column {column}"] if line else []
    where += [f"at `{path}`"] if path else []
    message = f"{', '.join(where)}: {fault}" if where else fault
    return JsonError(message, line, column, path, fault)


def _path(steps: Iterable[str]) -> str:
    path = ""
    for step in steps:
        path += step if step.startswith("[") or not path else f".{step}"
    return path[:_LONGEST_PATH]


def loads(json_text: str | bytes) -> Any:
    """Read JSON, whose bytes or text may begin with a byte order mark."""
    text, place = _utf8(json_text), (0, 0)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        fault, place = "this is no JSON", (error.lineno, error.colno)
    except RecursionError:
        fault = _TOO_DEEP
    except ValueError:
        fault = "a number has too many digits"
    else:
        if _HALF_ESCAPED.search(text) and (path := _half(data)) is not None:
            raise unread(_HALF, path)
        return data
    raise unread(fault, "", *place)


def _utf8(text: str | bytes) -> str:
    try:
        if not isinstance(text, str):
            return str(text, "utf-8").removeprefix(_MARK)
        # The methods of `str` itself: a subclass may have others.
        if not str.isascii(text):
            str.encode(text)
        return str.removeprefix(text, _MARK)
    except UnicodeDecodeError as error:
        at = error.start
    except UnicodeEncodeError as error:
        at = len(error.object[: error.start].encode())
    from ._errors import Utf8Error  # As above.

    raise Utf8Error(f"the text is not UTF-8: byte {at} is the first wrong one", at)


def dumps(value: Any) -> str:
    """Write a value as the engine does."""
    try:
        # What holds itself is too deep as well.
        text = json.dumps(
            value,
            default=write,
            ensure_ascii=False,
            allow_nan=False,
            check_circular=False,
            separators=(",", ":"),
        )
        if text.isascii() or _is_text(text):
            return text
        path = _half(json.loads(text)) or ""
    except RecursionError:
        fault, path = _TOO_DEEP, ""
    else:
        fault = _HALF
    raise unread(fault, path)


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _half(data: Any) -> str | None:
    """Return where the first text is that has a lone surrogate, if there is one."""
    waiting: list[tuple[str, Any]] = [("", data)]
    while waiting:
        path, value = waiting.pop()
        inner: list[tuple[str, Any]] = []
        if isinstance(value, str) and not _is_text(value):
            return path
        if isinstance(value, list):
            items = cast("list[Any]", value)  # type: ignore[redundant-cast]
            inner = [(_path((path, f"[{at}]")), one) for at, one in enumerate(items)]
        if isinstance(value, dict):
            fields = cast("dict[str, Any]", value)
            if not all(map(_is_text, fields)):
                return path
            inner = [(_path((path, name)), one) for name, one in fields.items()]
        waiting += reversed(inner)
    return None


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
        return {key: write(each) for key, each in cast("dict[str, Any]", value).items()}
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


def _same(kind: type, what: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise _Misread(f"expected {what}")
        return value

    return read


def _of_text(kind: Callable[[str], Any], what: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is str:
            # What a value says of a text that it is not made of may repeat the text.
            with suppress(ValueError):
                return kind(value)
        raise _Misread(f"expected {what}")

    return read


def _of_engine(kind: type[Permission | Refusal]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        try:
            return kind.from_dict(value)
        except ValueError as error:
            # It is the engine's own, which knows a place within.
            fault, path = getattr(error, "fault", "expected an object"), getattr(error, "path", "")
        raise _Misread(fault, *([] if path in ("", ".") else [path]))

    return read


_series = _same(list, "a list")


def _each(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read_all(values: Any) -> Any:
        found: list[Any] = []
        try:
            for value in _series(values):
                found.append(read(value))
        except _Misread as error:
            error.steps.append(f"[{len(found)}]")
            raise
        return tuple(found)

    return read_all


def _object(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise _Misread("expected an object")
    return cast("dict[str, Any]", data)


_READERS: dict[Any, Callable[[Any], Any]] = {
    datetime: _of_text(parse_instant, "an instant"),
    date: _of_text(parse_date, "a date"),
    UUID: _of_text(UUID, "a UUID"),
    Permission: _of_engine(Permission),
    Refusal: _of_engine(Refusal),
    str: _same(str, "text"),
    int: _same(int, "a whole number"),
    bool: _same(bool, "true or false"),
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
    # No name is long, and of the rules are many.
    names = [member.value for member in cls]
    several = f"one of {', '.join(names)}" if len(names) < 20 else "the id of a rule"
    return _of_text(cls, several)


def _variants(classes: tuple[Any, ...]) -> Callable[[Any], Any]:
    readers: dict[str, Callable[[Any], Any]] = {}
    for cls in classes:
        readers[cls._tag] = _newtype(cls) if cls._newtype else _fields(cls)

    def read(data: Any) -> Any:
        if isinstance(data, str):
            data = {data: {}}
        (tag, value), *more = _object(data).items() or [("", None)]
        if tag not in readers or more:
            raise _Misread(f"expected one of {', '.join(sorted(readers))}")
        try:
            return readers[tag](value)
        except _Misread as error:
            error.steps.append(tag)
            raise

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
        for said, value in _object(data).items():
            if said not in readers:
                raise _Misread(f"expected {', '.join(readers)}, found the field `{said[:40]}`")
            name, read_field = readers[said]
            try:
                values[name] = read_field(value)
            except _Misread as error:
                error.steps.append(said)
                raise
        if len(values) < known:
            lacking = needs.difference(values)
            if lacking:
                raise _Misread(f"missing field `{min(map(_in_json, lacking))}`")
            return cls(**values)
        # All fields are there: a frozen class takes much longer to set them one by one.
        plain = object.__new__(cls)
        plain.__dict__.update(values)
        return plain

    return read


def _is_needed(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
