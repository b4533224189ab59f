"""The schedule of a cycle, and the instants that it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ._enums import Reviewed
from ._plain import Maybe, Plain, Several
from .locks import LockOn


@dataclass(frozen=True)
class AdminReview(Plain):
    """A period in which administrators review parts before they are shared.

    >>> from datetime import date
    >>> AdminReview(date(2026, 3, 15), date(2026, 3, 20), of=Reviewed.MANAGER).to_dict()
    {'submit_by': '2026-03-15', 'review_by': '2026-03-20', 'of': 'manager'}
    """

    submit_by: date
    review_by: date
    of: Reviewed


@dataclass(frozen=True)
class LockDate(Plain):
    """A date at whose end a list or a question locks.

    >>> from datetime import date
    >>> from visavis import locks
    >>> LockDate(locks.List(Side.MANAGER), date(2026, 3, 20)).to_dict()
    {'on': {'list': 'manager'}, 'date': '2026-03-20'}
    """

    on: LockOn
    date: date


@dataclass(frozen=True)
class Schedule(Plain):
    """The dates of a cycle, its admin review where it has one, and what locks when."""

    start: date
    end: date
    grace_days: int = 0
    lock_on_share: bool = False
    review: Maybe[AdminReview] = None
    locks: Several[LockDate] = ()

    @property
    def last_day(self) -> date | None:
        """The last day of grace, or the end date; none outside the calendar."""
        try:
            last = date.fromordinal(self.end.toordinal() + self.grace_days)
        except (ValueError, OverflowError):
            return None
        return last if last.year <= 2099 else None

    def lock(self, on: LockOn) -> date | None:
        """Return the lock date of a list or a question; none where it has none.

        >>> from visavis import locks
        >>> schedule = reviewed_case().context.cycle.schedule(at("2026-03-10T09:00:00Z"))
        >>> schedule.lock(locks.Question(uuid(12))), schedule.lock(locks.Question(uuid(11)))
        (datetime.date(2026, 3, 12), None)
        """
        return min((lock.date for lock in self.locks if lock.on == on), default=None)


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


@dataclass(frozen=True)
class ReviewTimes:
    """The boundaries of an admin review, each with the local date that ends there."""

    of: Reviewed
    submit: datetime
    submit_date: date
    review: datetime
    review_date: date


@dataclass(frozen=True)
class LockTime:
    """The boundary of a lock date, with the local date that ends there.

    `binds` says whether it locks anything in the content with which the cycle launches
    conversations now: a question that is there and not confidential.
    """

    on: LockOn
    date: date
    at: datetime
    binds: bool


Launch = LaunchAt | LaunchWaits | LaunchNever
"""When a cycle launches."""
