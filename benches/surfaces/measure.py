"""Times of calls, taken in kinds, so that a busy machine slows all of them alike.

They are times of the processor: what others do between counts for nothing.
"""

from __future__ import annotations

import subprocess
import time
import timeit
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Protocol

TURN = 0.004
"""Seconds of one call, again and again, in one turn."""


class Call(Protocol):
    """Something to be timed."""

    def run(self, times: int) -> float:
        """Return the seconds that so many calls take."""
        ...


class FromPython:
    """A statement of Python, without what the loop around it takes."""

    def __init__(self, statement: str, names: Mapping[str, Any]) -> None:
        self._call = timeit.Timer(statement, timer=time.thread_time, globals=dict(names))
        self._loop = timeit.Timer(timer=time.thread_time)

    def run(self, times: int) -> float:
        """Return the seconds that so many calls take."""
        return self._call.timeit(times) - self._loop.timeit(times)


class ThroughC:
    """A call of the program in C, which is running."""

    def __init__(self, program: Program, name: str) -> None:
        self._program, self._name = program, name

    def run(self, times: int) -> float:
        """Return the seconds that so many calls take."""
        return int(self._program.ask(f"{self._name} {times}")) / 1e9


class Program:
    """The program in C, told the facts line by line."""

    def __init__(self, path: Path, facts: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            [path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._say("\n".join(facts))

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def ask(self, line: str) -> str:
        """Say a line and return the answer."""
        assert self._process.stdout is not None
        self._say(line)
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the program in C does not answer {line}")
        return answer

    def end(self) -> None:
        """Let it end."""
        self._process.communicate()
        if self._process.returncode != 0:
            raise RuntimeError("the program in C failed")


class Times:
    """The seconds of each call in each turn."""

    def __init__(self, calls: Mapping[str, Call], turns: int) -> None:
        counts = {name: self._enough(call) for name, call in calls.items()}
        self._seconds: dict[str, list[float]] = {name: [] for name in calls}
        for _ in range(turns):
            for name, call in calls.items():
                self._seconds[name].append(call.run(counts[name]) / counts[name])

    @staticmethod
    def _enough(call: Call) -> int:
        """Return how many calls fill a turn."""
        times = 1
        while (seconds := call.run(times)) < TURN / 4:
            times *= 2
        return max(1, int(times * TURN / seconds))

    def median(self, name: str) -> float:
        """Return the median of a call's seconds."""
        return median(self._seconds[name])

    def ratio(self, name: str, other: str) -> float:
        """Return the median of the ratios of two calls, turn by turn."""
        turns = zip(self._seconds[name], self._seconds[other])
        return median(seconds / others for seconds, others in turns)
