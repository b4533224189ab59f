"""What a host would use in its place: a state machine, and a validation of what was answered."""

from __future__ import annotations

from typing import Annotated, Any, Union
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from transitions import Machine

from visavis.answers import Given, Scale, Stars


class Model(BaseModel):
    """What has its fields and no others, as the engine's own JSON."""

    model_config = ConfigDict(extra="forbid")


class Text(Model):
    """A text."""

    paragraph: Annotated[str, Field(max_length=30_000)]


class OnScale(Model):
    """A value on a scale."""

    scale: Annotated[int, Field(ge=1, le=10)]


class InStars(Model):
    """A number of stars."""

    stars: Annotated[int, Field(ge=1, le=10)]


class Chosen(Model):
    """Chosen options."""

    options: Annotated[list[str], Field(max_length=50)]


class Answering(Model):
    """An answer to save."""

    question: UUID
    answer: Union[Text, OnScale, InStars, Chosen]


class Save(Model):
    """A set of answers, of the shape of the command."""

    save: list[Answering]


def validated(answers: dict[UUID, Given]) -> dict[str, Any]:
    """Return answers as plain values for pydantic, their ids ready-made."""
    return {
        "save": [{"question": id, "answer": plain(answer)} for id, answer in answers.items()]
    }


def plain(answer: Given) -> dict[str, Any]:
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
