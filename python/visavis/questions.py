"""Questions and the content that they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from ._enums import Side
from ._plain import Flag, Maybe, Plain, Variant


@dataclass(frozen=True)
class Paragraph(Variant):
    """Text, perhaps with a hard limit of words."""

    max_words: Maybe[int] = None


@dataclass(frozen=True)
class Scale(Variant):
    """A whole number from 1 to a highest value."""

    max: int


@dataclass(frozen=True)
class Stars(Variant):
    """A star rating from 1 to a maximum."""

    max: int


@dataclass(frozen=True)
class MultiSelect(Variant):
    """A set of options to choose from."""

    options: tuple[str, ...]


QuestionKind = Paragraph | Scale | Stars | MultiSelect
"""What a question takes."""


@dataclass(frozen=True)
class Question(Plain):
    """A question of a list: as an administrator writes it, and as it was accepted."""

    id: UUID
    text: str
    kind: QuestionKind
    mandatory: bool = False
    confidential: Flag = False

    _order = ("id", "text", "mandatory", "confidential", "kind")


@dataclass(frozen=True)
class BiDirectional(Variant):
    """Direct report and manager respond."""


@dataclass(frozen=True)
class OneDirectional(Variant, newtype=True):
    """One side responds."""

    responder: Side


class Format:
    """Who responds."""

    BI_DIRECTIONAL = BiDirectional()
    """Direct report and manager."""

    @staticmethod
    def one_directional(responder: Side) -> OneDirectional:
        """Return the format in which one side alone responds."""
        return OneDirectional(responder)


@dataclass(frozen=True)
class ContributorOptions(Plain):
    """Whether contributors are invited, and what they see of others."""

    invited: bool = False
    see_each_other: bool = False
    see_direct_report: bool = False


@dataclass(frozen=True)
class ContentDraft(Plain):
    """Content as an administrator writes it, not checked yet."""

    format: BiDirectional | OneDirectional
    direct_report: tuple[Question, ...] = ()
    manager: tuple[Question, ...] = ()
    contributors: ContributorOptions = field(default_factory=ContributorOptions)


@dataclass(frozen=True)
class Content(Plain):
    """The content of a template, numbered and never changed."""

    number: int
    format: BiDirectional | OneDirectional
    direct_report: tuple[Question, ...]
    manager: tuple[Question, ...]
    contributors: ContributorOptions

    def questions(self, side: Side) -> tuple[Question, ...]:
        """Return the questions of a side, in order."""
        return self.direct_report if side == Side.DIRECT_REPORT else self.manager

    def question(self, side: Side, id: UUID) -> Question | None:
        """Return a question of a side; none where that side has no such question."""
        return next((one for one in self.questions(side) if one.id == id), None)


@dataclass(frozen=True)
class ContentReference(Plain):
    """Content by its number, with the digest of what it was."""

    number: int
    digest: str
