"""Timelines are drawn, and what is none is not."""

from __future__ import annotations

import pickle
from itertools import product
from typing import Any

import pytest

from visavis import Phase, Rule, Side, locks, parse_instant
from visavis.views import Boundary, Timeline

from .world import ana, at, case, reviewed_case, uuid

NOW = at("2026-02-02T09:00:00Z")


def test_a_timeline_is_drawn_however_it_was_made() -> None:
    timeline = reviewed_case().sight(ana).timeline()
    again = pickle.loads(pickle.dumps(timeline))
    read = Timeline.from_json(timeline.to_json())
    made = Timeline("open", list(timeline.boundaries), timeline.next)  # type: ignore[arg-type]
    for title in ("", "Ana & <Ben>", "one\ntwo: \0\ufffe", "日本語 \U0001f600"):
        svg, mermaid = timeline.to_svg(title), timeline.to_mermaid(title)
        assert svg.startswith("<svg xmlns=")
        assert "<title>question 0000000c locks: " in svg
        assert mermaid.count("\n    question 0000000c (CYC-8) :2026-03-01, 2026-03-12\n") == 1
        for other in (again, read, made):
            assert (other.to_svg(title), other.to_mermaid(title)) == (svg, mermaid)
    times = case().context.cycle_times
    assert times is not None
    assert "    open (CYC-2) :2026-03-01, 2026-03-31\n" in times.timeline(NOW).to_mermaid("Review")
    empty = Timeline(Phase.SCHEDULED, (), None)
    assert empty.to_mermaid("").startswith("gantt\n")
    assert empty.to_svg("").endswith("</svg>\n")


def test_a_timeline_of_ends_of_time_is_drawn() -> None:
    first, last = (parse_instant(f"{day}T00:00:00Z") for day in ("1970-01-01", "2099-12-31"))
    begins = [
        Boundary(at, at.date(), phase, None, Rule("TIM-2"))
        for at, phase in ((last, Phase.CLOSED), (first, Phase.OPEN), (last, Phase.GRACE))
    ]
    picture = Timeline(Phase.OPEN, tuple(begins), None).to_svg("")
    assert picture.count('class="phase"') == 2


def test_what_is_no_timeline_is_not_drawn() -> None:
    phase, lock, rule = Phase.OPEN, locks.List(Side.MANAGER), Rule("CYC-8")
    side = Side.MANAGER
    kinds: list[Any] = [phase, lock, side, side]
    for happens in product((True, False), repeat=4):
        begins, locked, reopens, ends = (
            kind if does else None for kind, does in zip(kinds, happens, strict=True)
        )
        boundary = Boundary(NOW, NOW.date(), begins, locked, rule, reopens, ends)
        if sum(happens) == 1:
            assert Timeline(phase, (boundary,), None).to_svg("")
            continue
        with pytest.raises(ValueError, match="expected exactly one of"):
            Timeline(phase, (boundary,), None).to_svg("")
    bad: Any
    for bad in (
        Boundary("now", NOW.date(), phase, None, rule),  # type: ignore[arg-type]
        Boundary(NOW, NOW, phase, None, rule),
        Boundary(NOW, NOW.date(), "evening", None, rule),  # type: ignore[arg-type]
        Boundary(NOW, NOW.date(), None, uuid(12), rule),  # type: ignore[arg-type]
        Boundary(NOW, NOW.date(), phase, None, None),  # type: ignore[arg-type]
        Boundary(NOW, NOW.date(), None, None, rule, "both"),  # type: ignore[arg-type]
        Boundary(NOW, NOW.date(), None, None, rule, None, lock),  # type: ignore[arg-type]
        None,
        "open",
    ):
        for draw in (Timeline.to_svg, Timeline.to_mermaid):
            with pytest.raises(TypeError, match="expected "):
                draw(Timeline(phase, (bad,), None), "")
    for draw in (Timeline.to_svg, Timeline.to_mermaid):
        with pytest.raises(TypeError, match="expected Timeline"):
            draw(case(), "")  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            draw(case().timeline(), None)  # type: ignore[arg-type]
