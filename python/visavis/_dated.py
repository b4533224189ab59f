"""Values that change and keep their history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Dated(Generic[T]):
    """A value and its changes, from the earliest to the latest.

    >>> zone = Dated("Europe/Lisbon").change(at("2026-03-10T00:00:00Z"), "Europe/Paris")
    >>> zone.as_of(at("2026-03-09T23:59:59Z")), zone.latest
    ('Europe/Lisbon', 'Europe/Paris')
    """

    first: T
    changes: tuple[tuple[datetime, T], ...] = ()

    def __post_init__(self) -> None:
        changes = tuple((at, to) for at, to in self.changes)
        for at, _ in changes:
            if not isinstance(at, datetime):  # pyright: ignore[reportUnnecessaryIsInstance]
                raise TypeError(f"expected an aware datetime, found {type(at).__name__}")
            if at.utcoffset() is None:
                raise ValueError("a naive datetime is no instant: give it a time zone")
        if any(one[0] > other[0] for one, other in pairwise(changes)):
            raise ValueError("changes stand in the order of time, the earliest first")
        object.__setattr__(self, "changes", changes)

    @property
    def latest(self) -> T:
        """The value after all changes."""
        return self.changes[-1][1] if self.changes else self.first

    def as_of(self, now: datetime) -> T:
        """Return the value in force at an instant."""
        value = self.first
        for at, to in self.changes:
            if at > now:
                break
            value = to
        return value

    def change(self, at: datetime, to: T) -> Dated[T]:
        """Return the same with one more change, which is the latest."""
        more: Iterable[tuple[datetime, T]] = (*self.changes, (at, to))
        return Dated(self.first, tuple(more))
