# Written by `make surfaces` from what `core` has committed; changes belong there.
"""What a lock date locks; one class for each, to match on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ._enums import Side
from ._plain import Variant


@dataclass(frozen=True)
class List(Variant, newtype=True):
    """The whole list of a side; confidential questions are passed over (CYC-9)."""

    side: Side


@dataclass(frozen=True)
class Question(Variant, newtype=True):
    """One question, not a confidential one (CYC-9)."""

    question: UUID


LockOn = List | Question
"""What a lock date locks (CYC-8)."""
