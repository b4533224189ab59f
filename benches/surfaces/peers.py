"""What a host would use in its place: a state machine, and a validation of what was answered."""

from __future__ import annotations

from typing import Annotated, Any, Optional
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from transitions import Machine

from visavis.answers import AnswerInput, Scale, Stars


class Model(BaseModel):
    """What has its fields and no others, as the engine's own JSON."""

    model_config = ConfigDict(extra="forbid")


class Answer(Model):
    """An answer by its kind.

    One class for all kinds: pydantic takes more than twice as long to choose one of four.
    """

    paragraph: Annotated[Optional[str], Field(max_length=30_000)] = None
    scale: Annotated[Optional[int], Field(ge=1, le=10)] = None
    stars: Annotated[Optional[int], Field(ge=1, le=10)] = None
    options: Annotated[Optional[list[str]], Field(max_length=50)] = None


class AnswerDraft(Model):
    """An answer to save."""

    question: UUID
    answer: Answer


class Save(Model):
    """A set of answers, of the shape of the command."""

    save: list[AnswerDraft]


def plain_save(answers: dict[UUID, AnswerInput]) -> dict[str, Any]:
    """Return answers as plain values for pydantic, their ids ready-made."""
    return {"save": [{"question": key, "answer": plain(answers[key])} for key in answers]}


def plain(answer: AnswerInput) -> dict[str, Any]:
    """Return an answer as plain values."""
    if isinstance(answer, str):
        return {"paragraph": answer}
    if isinstance(answer, Scale):
        return {"scale": answer.value}
    if isinstance(answer, Stars):
        return {"stars": answer.value}
    return {"options": answer}


def machine() -> Machine:
    """Return a machine with the states of one part, which is saved as often as one likes."""
    return Machine(
        states=["draft", "shared"],
        transitions=[
            {"trigger": "save", "source": "draft", "dest": "draft"},
            {"trigger": "share", "source": "draft", "dest": "shared"},
        ],
        initial="draft",
    )
