"""What records can do beside being read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, cast

from ._enums import Fact, NotificationKind, Side
from ._plain import Variant
from ._visavis import timeline_to_mermaid, timeline_to_svg

if TYPE_CHECKING:
    from .views import Timeline


class Drawn:
    """What can be drawn."""

    def to_mermaid(self, title: str) -> str:
        """Return it as a gantt in the language of Mermaid, by local dates.

        It has a bar for each phase, for each lock one until it locks, and one for each approved
        request to edit. What would end a line or a name in `title` becomes a space.

        >>> print(case().timeline().to_mermaid("Half-year review"), end="")
        gantt
            title Half-year review
            dateFormat YYYY-MM-DD
            inclusiveEndDates
            todayMarker off
            section Phases
            open (PAR-13) :2026-03-01, 2026-03-31
            grace (TIM-2) :2026-04-01, 2026-04-07
        """
        return timeline_to_mermaid(cast("Timeline", self), title)

    def to_svg(self, title: str) -> str:
        """Return it as a small picture in SVG, with the same bars, for light and dark pages.

        `title` stands above it and is its accessible name.

        >>> picture = reviewed_case().sight(ana).timeline().to_svg("Ana & Ben")
        >>> "<title>Ana &amp; Ben</title>" in picture
        True
        >>> picture.count('class="phase"'), picture.count('class="lock"')
        (4, 1)
        """
        return timeline_to_svg(cast("Timeline", self), title)


class Said(Variant):
    """What a notification says."""

    @property
    def kind(self) -> NotificationKind:
        """The kind, by which an organisation can switch it off."""
        return NotificationKind(cast(str, self._tag))


class OfFact(Variant):
    """A fact as a subject."""

    @classmethod
    def of(cls, fact: Fact, side: Side | None = None) -> Self:
        """Return the fact by its name, where it has one with a side.

        >>> from visavis import subjects
        >>> subjects.Fact.of(Fact.NOTES, Side.MANAGER).to_dict()
        {'fact': {'notes': 'manager'}}
        """
        return cls.from_dict({"fact": fact if side is None else {fact.value: side}})
