"""Two processes write to one file: nothing is lost, and nothing begins beside an undeploying."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from . import writer
from .writer import BROKEN, Told, faults, set_up


def written(path: Path, rounds: int, broken: str = "") -> tuple[list[Told], Counter[str]]:
    """Let two processes write; return what they were told is stored, and what they met."""
    set_up(path)
    arguments = [str(rounds), *([broken] if broken else [])]
    processes = [
        subprocess.Popen(
            [sys.executable, writer.__file__, str(path), f"{path.name} {name}", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "other")
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    told: list[Told] = []
    met: Counter[str] = Counter()
    for process in processes:
        said, _ = process.communicate()
        assert process.returncode == 0
        heard = json.loads(said)
        told += [tuple(one) for one in heard["told"]]
        met.update(heard["met"])
    return told, met


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "whole.db"
    told, met = written(path, rounds=1000)
    assert sorted(set(faults(path, told))) == []
    # They did all of it, and were in each other's way.
    assert min(met[act] for act in ("save", "start", "roll_out", "switch")) > 50, met
    assert min(met[f"{act} stale"] for act in ("save", "start", "roll_out")) > 0, met


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_store_is_caught(tmp_path: Path, broken: str) -> None:
    for attempt in range(10):
        path = tmp_path / f"broken-{attempt}.db"
        told, _ = written(path, 300, broken)
        if any(faults(path, told)):
            return
    pytest.fail(f"nothing is found, though {BROKEN[broken]}")
