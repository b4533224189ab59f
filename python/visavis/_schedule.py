"""The schedule of a cycle, and when it launches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Optional, Union

from ._plain import Plain


@dataclass(frozen=True)
class Schedule(Plain):
    """The dates of a cycle and what locks when."""

    start: date
    end: date
    grace_days: int = 0
    lock_on_share: bool = False

    @property
    def last_day(self) -> Optional[date]:
        """The last day of grace, or the end date; none outside the calendar."""
        try:
            last = date.fromordinal(self.end.toordinal() + self.grace_days)
        except (ValueError, OverflowError):
            return None
        return last if last.year <= 2099 else None


@dataclass(frozen=True)
class LaunchAt:
    """It launches, or launched, at an instant; quietly where nobody is told of the start."""

    at: datetime
    quiet: bool


@dataclass(frozen=True)
class LaunchWaits:
    """It waits for its template to be deployed, or for conversations to be on."""


@dataclass(frozen=True)
class LaunchNever:
    """It was not ready before its end boundary."""


Launch = Union[LaunchAt, LaunchWaits, LaunchNever]
"""When a cycle launches."""
