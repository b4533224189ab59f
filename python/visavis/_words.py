"""What the enums of words and rules can do, and what the registry says of a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, NamedTuple, Self

from ._catalogue import CATALOGUE

if TYPE_CHECKING:
    from ._enums import Category, ParameterType
    from ._rules import Rule


class Word(StrEnum):
    """A word of the engine, which is its text in JSON too."""

    @classmethod
    def _missing_(cls, value: object) -> None:
        raise ValueError(f"expected one of {', '.join(cls)}")

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


class Wording(NamedTuple):
    """The sentence of a refusal for one value of a parameter."""

    parameter: str
    """The parameter that decides."""
    value: int
    """For which value of it."""
    message: str
    """The English sentence."""


class Registered(NamedTuple):
    """A code of a refusal, with all that can be said of it beforehand.

    A refusal that lists faults has the rule and the category of its first one instead.

    >>> REFUSALS["name-too-long"].message
    'a name has at most {max} characters; this one has {count}'
    >>> REFUSALS["editing-closed"].category
    <Category.NOT_NOW: 'not_now'>
    """

    rule: Rule
    """The rule that refuses."""
    category: Category
    """The category."""
    message: str
    """The English sentence, in which the names of parameters stand in braces."""
    parameters: Mapping[str, ParameterType]
    """What each parameter is, by its name. Not every one stands in the sentence."""
    wordings: tuple[Wording, ...]
    """Sentences for certain numbers; the first that fits is said in place of `message`."""
