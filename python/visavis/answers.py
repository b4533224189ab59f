"""Answers, as they are given and kept; no `repr` shows what people wrote."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from ._plain import Maybe, Plain, Variant


@dataclass(frozen=True)
class Paragraph(Variant, newtype=True):
    """The text of a paragraph."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class Scale(Variant, newtype=True):
    """A value on the question's scale."""

    value: int = field(repr=False)


@dataclass(frozen=True)
class Stars(Variant, newtype=True):
    """A number of stars; the maximum is the question's."""

    value: int = field(repr=False)


@dataclass(frozen=True)
class Options(Variant, newtype=True):
    """The chosen options."""

    options: tuple[str, ...] = field(repr=False)


Answer = Paragraph | Scale | Stars | Options
"""An answer to one kind of question."""

AnswerInput = str | list[str] | tuple[str, ...] | Answer | None
"""An answer as a person gives it; none, blank text and no options clear what was there."""


@dataclass(frozen=True)
class AnswerDraft(Plain):
    """An answer to save, with the tag of what its author saw.

    Where the answer has changed since, the save is refused.

    >>> from visavis.answers import AnswerDraft
    >>> tag = case().sight(ana).view().parts[0].questions[0].tag
    >>> save = Command.save([AnswerDraft(uuid(11), "We shipped in time.", seen=tag)])
    >>> case().execute(ana, save).state.revision
    2
    """

    question: UUID
    answer: AnswerInput = field(repr=False)
    seen: Maybe[str] = None

    def __post_init__(self) -> None:
        answer = self.answer
        if isinstance(answer, str):
            answer = Paragraph(answer)
        elif isinstance(answer, (list, tuple)):
            answer = Options(tuple(answer))
        object.__setattr__(self, "answer", answer)


@dataclass(frozen=True)
class SavedAnswer(Plain):
    """An answer as an event has it; none where it was cleared.

    `replaces` is the previous manager whose answer it changes or clears for the first time.
    """

    question: UUID
    answer: Answer | None
    replaces: Maybe[UUID] = None
