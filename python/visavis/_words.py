"""What the enums of the engine's words and rules can do."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from ._catalogue import CATALOGUE

if TYPE_CHECKING:
    from typing_extensions import Self


class Word(str, Enum):
    """A word of the engine, which is its text in JSON too."""

    def __str__(self) -> str:
        return str(self.value)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}.{self.name}: {self.value!r}>"


class OneOfTwo(Word):
    """One of two words."""

    @property
    def other(self) -> Self:
        """The other one.

        >>> Side.MANAGER.other
        <Side.DIRECT_REPORT: 'direct_report'>
        """
        first, second = type(self)
        return second if self is first else first


class Covering(Word):
    """A side, or both."""

    def covers(self, side: OneOfTwo) -> bool:
        """Return whether the part of a side is reviewed.

        >>> Reviewed.BOTH.covers(Side.MANAGER), Reviewed.DIRECT_REPORT.covers(Side.MANAGER)
        (True, False)
        """
        return self.value in ("both", side.value)


class Ordered(Word):
    """A word of a rising order, by which `<` and its like compare.

    >>> Level.NO_ACCESS < Level.CAN_VIEW < Level.CAN_EDIT
    True
    """

    def _rank(self) -> int:
        return list(type(self)).index(self)

    def __lt__(self, other: str) -> bool:
        return self._rank() < other._rank() if isinstance(other, type(self)) else NotImplemented

    def __le__(self, other: str) -> bool:
        return self._rank() <= other._rank() if isinstance(other, type(self)) else NotImplemented

    def __gt__(self, other: str) -> bool:
        return self._rank() > other._rank() if isinstance(other, type(self)) else NotImplemented

    def __ge__(self, other: str) -> bool:
        return self._rank() >= other._rank() if isinstance(other, type(self)) else NotImplemented


class Cited(Enum):
    """A rule, by its id."""

    @classmethod
    def _missing_(cls, value: object) -> None:
        raise ValueError("there is no such rule; ids look like `LIM-1`")

    @property
    def id(self) -> str:
        """The id."""
        return str(self.value)

    @property
    def title(self) -> str:
        """What it is about, in a few words."""
        return CATALOGUE[self.id][0]

    @property
    def text(self) -> str:
        """The rule itself."""
        return CATALOGUE[self.id][1]

    @property
    def area(self) -> str:
        """The prefix of its area."""
        return self.id.partition("-")[0]

    @property
    def heading(self) -> str:
        """The heading of its area."""
        return CATALOGUE[self.id][2]

    def __str__(self) -> str:
        return self.id

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r})"

    def __eq__(self, other: object) -> bool:
        return self is other or self.id == other

    def __hash__(self) -> int:
        return hash(self.id)
