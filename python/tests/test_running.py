"""Threads at once, work beside which other threads run, and memory that does not grow."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

import visavis
from visavis import (
    Action,
    Command,
    Context,
    Directory,
    DirectoryData,
    PersonData,
    Refused,
    Respondent,
)

from .world import ana, at, ben, case, cycle, directory, org, review, uuid

PEOPLE = int(os.environ.get("VISAVIS_PEOPLE", "60000"))
CALLS = int(os.environ.get("VISAVIS_CALLS", "100000"))


def test_threads_share_what_does_not_change() -> None:
    one = case()
    sight = one.sight(ana)
    view = sight.view().to_json()

    def work(number: int) -> bool:
        for _ in range(50):
            save = Command.save({uuid(11): f"By thread {number}."})
            done = one.execute(ana, save)
            assert done.state.revision == 2
            assert sight.view().to_json() == view
            assert sight.may(Action.ANSWER)
            with pytest.raises(Refused):
                one.execute(ben, Command.share())
            assert Context(org, review, cycle, now=at("2026-03-10T09:00:00Z"))
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))


def longest_pause(work: Callable[[], object]) -> float:
    """Return the longest pause of this thread beside work, as a share of the work's time."""
    began, ended = threading.Event(), threading.Event()
    times: list[float] = []

    def run() -> None:
        began.set()
        times.append(time.perf_counter())
        work()
        times.append(time.perf_counter())
        ended.set()

    thread = threading.Thread(target=run)
    ticks: list[float] = []
    thread.start()
    began.wait()
    while not ended.is_set():
        ticks.append(time.perf_counter())
        time.sleep(0.0005)
    thread.join()
    first, last = times
    inside = [first, *(tick for tick in ticks if first <= tick <= last), last]
    return max(b - a for a, b in pairwise(inside)) / (last - first)


def company() -> tuple[DirectoryData, Directory]:
    people = [
        PersonData(
            uuid(1000 + number), "Somebody", manager=uuid(1000 + number // 8) if number else None
        )
        for number in range(PEOPLE)
    ]
    facts = DirectoryData(org.id, people)
    return facts, Directory(facts)


def test_other_threads_run_beside_batch_work() -> None:
    facts, everyone = company()
    text = facts.to_json()
    for work in (
        lambda: Directory(facts),
        lambda: DirectoryData.from_json(text),
    ):
        assert min(longest_pause(work) for _ in range(5)) < 0.6
    context = Context(org, review, cycle, now=at("2026-03-01T00:00:00Z"))
    recorded = context.roll_out(None, everyone).roster
    assert recorded is not None
    shown = recorded.state
    assert min(longest_pause(lambda: context.roll_out(None, everyone)) for _ in range(5)) < 0.6
    assert min(longest_pause(lambda: context.roll_out(shown, everyone)) for _ in range(5)) < 0.6


def test_python_ends_while_many_are_kept() -> None:
    code = """
from python.tests.test_running import *
facts, everyone = company()
context = Context(org, review, cycle, now=at("2026-03-01T00:00:00Z"))
kept = context.roll_out(None, everyone).launched
visavis.kept = context.roll_out(None, everyone).launched
assert len(kept) == PEOPLE - 1
"""
    environment = {**os.environ, "VISAVIS_PEOPLE": "2000"}
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root, env=environment)


def resident() -> int:
    """Return the resident memory in bytes."""
    gc.collect()
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
def test_memory_does_not_grow() -> None:
    now = at("2026-03-10T09:00:00Z")
    context = Context(org, review, cycle, now=now)
    one = context.case(case().conversation)
    sight, calendar = one.sight(ana), org.calendar(now)
    stored = one.conversation.to_json()
    question = uuid(11)

    def calls() -> None:
        sight.may(Action.ANSWER)
        sight.may(Action.SHARE)
        sight.answer(Respondent.MANAGER, question)
        calendar.top_of_hour(now)
        one.index_row().to_json()
        done = one.execute(ana, Command.save({question: "We shipped in time."}))
        done.events[0].change.to_dict()
        case(conversation=visavis.Conversation.from_json(stored)).sight(ben).view()
        visavis.lists([sight], directory)
        for wrong in (
            lambda: one.execute(ben, Command.share()),
            lambda: Command.from_json("{"),
            lambda: org.calendar(None),  # type: ignore[arg-type]
        ):
            with pytest.raises((visavis.VisavisError, TypeError)):
                wrong()

    rounds = max(CALLS // 20, 100)
    for _ in range(rounds // 5):
        calls()
    before = resident()
    for _ in range(rounds):
        calls()
    # The smallest object left in a round would show; what an allocator keeps in hand does not.
    assert resident() - before < max(8 * rounds, 1 << 20)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="kilobytes are Linux's")
def test_a_preview_copies_no_conversation() -> None:
    code = """
from resource import RUSAGE_SELF, getrusage
from python.tests.test_running import *
done = case().execute(ana, Command.save({uuid(11): "x" * 10_000}))
inputs = visavis.previews.PreviewInputs(case().context, directory)
visavis.preview(uuid(3), inputs, inputs, [done.state])
before = getrusage(RUSAGE_SELF).ru_maxrss
visavis.preview(uuid(3), inputs, inputs, [done.state] * 10_000)
print(getrusage(RUSAGE_SELF).ru_maxrss - before)
"""
    root = Path(__file__).parents[2]
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=root
    ).stdout
    # A copy of each would come to a hundred thousand kilobytes.
    assert int(said) < 10_000


def test_the_module_prints_versions_and_rules() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "visavis"], check=True, capture_output=True, text=True, cwd="/"
    ).stdout
    first, *rest = said.splitlines()
    assert first == (
        f"visavis {visavis.VERSION}, tz database {visavis.TZ_DATABASE}, "
        f"schema {visavis.SCHEMA_VERSION}"
    )
    assert sum(line.startswith("  ") and line[2].isalpha() for line in rest) == len(visavis.Rule)
