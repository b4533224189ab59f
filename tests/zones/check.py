"""Compares the engine's calendar with Python's zoneinfo in every zone of the tz database.

    python check.py <the visavis-zones program> <a folder with the newest package tzdata> [--release]

Needs the PyPI package tzdata of the release that the engine has compiled in, and uses nothing of
the system. `run.sh` provides all three. What the newest release has otherwise is said; with
`--release` it is a failure that there is a newer one, or that the folder is not there. The answers expected here follow from what zoneinfo says about
single instants: the first one at which local clocks show a date, the next one at which they show a
full hour. Every expected start of a day is looked up again, together with the second before it.
"""

from __future__ import annotations

import math
import subprocess
import sys
import zoneinfo
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

DAY = 86_400
HOUR = 3_600
MICRO = 1_000_000
EPOCH = date(1970, 1, 1).toordinal()
LAST = date(2099, 12, 31).toordinal() - EPOCH
# A little more than the calendar, so that its ends lie within in every zone.
BEGIN, END = -2 * DAY, (LAST + 3) * DAY
# Where every single day is compared; beyond, one a month and those near a change of offset.
DAILY = range(date(2019, 12, 31).toordinal() - EPOCH, date(2031, 1, 1).toordinal() - EPOCH + 1)
# Seconds before and after a change of offset from which the next full hour is asked.
NEAR = (-5_400, -3_600, -2_700, -1_800, -900, -1, 0, 1, 900, 1_800, 2_700, 3_600, 5_400)
# Stands for a zone that was never set; no place has it, and no host may state it.
PLACEHOLDER = "Factory"
SHOWN = 20


@dataclass(frozen=True)
class Expected:
    """What is asked about a zone, and what zoneinfo makes of it."""

    days: array[int]
    starts: array[int]
    deadlines: array[int]
    exists: array[int]
    instants: array[int]
    hours: array[int]
    dates: array[int]


@dataclass(frozen=True)
class Period:
    """Seconds from `begin` until before `end` with one offset from UTC."""

    begin: int
    end: int
    offset: int


@dataclass(frozen=True)
class Difference:
    """What the engine has otherwise, and the day in UTC that it is about."""

    day: int
    said: str


def local(second: int, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(second, zone)


def offset(second: int, zone: ZoneInfo) -> int:
    """Seconds ahead of UTC."""
    ahead = local(second, zone).utcoffset()
    if ahead is None:
        raise ValueError(f"{zone} has no offset at {second}")
    return ahead.days * DAY + ahead.seconds


def periods(zone: ZoneInfo) -> list[Period]:
    """The zone's offsets. No two changes lie within a day of each other and cancel out."""
    found: list[Period] = []
    begin, current = BEGIN, offset(BEGIN, zone)
    for day in range(BEGIN, END, DAY):
        while offset(day + DAY, zone) != current:
            low, high = max(begin, day), day + DAY
            while high - low > 1:
                middle = (low + high) // 2
                if offset(middle, zone) == current:
                    low = middle
                else:
                    high = middle
            found.append(Period(begin, high, current))
            begin, current = high, offset(high, zone)
    found.append(Period(begin, END + DAY, current))
    return found


def first_instants(days: Sequence[int], spans: Sequence[Period], zone: ZoneInfo) -> dict[int, int]:
    """For each day the first second at which local clocks show that date or a later one."""
    begins = [span.begin for span in spans]
    found: dict[int, int] = {}
    for day in days:
        midnight = day * DAY
        # No zone is a day and a half ahead of UTC: nothing earlier can show the date.
        index = max(bisect_right(begins, midnight - DAY * 3 // 2) - 1, 0)
        while True:
            span = spans[index]
            start = max(span.begin, midnight - span.offset)
            if start < span.end:
                break
            index += 1
        if not local(start - 1, zone).toordinal() < day + EPOCH <= local(start, zone).toordinal():
            raise AssertionError(f"{zone} {date.fromordinal(day + EPOCH)}: {start} is no start")
        found[day] = start
    return found


def next_hour(micros: int, spans: Sequence[Period], zone: ZoneInfo) -> int:
    """The first second later than an instant at which local clocks show a full hour."""
    at = micros // MICRO
    near = (span.offset for span in spans if span.begin < at + DAY and at - DAY < span.end)
    # Full hours lie on this raster, whatever the offset.
    step = math.gcd(HOUR, *near)
    second = (micros // (step * MICRO) + 1) * step
    while (shown := local(second, zone)).minute or shown.second:
        second += step
    return second


@cache
def months() -> frozenset[int]:
    """The first day of every month, and the last day of all."""
    first = (date(year, month, 1) for year in range(1970, 2100) for month in range(1, 13))
    return frozenset({day.toordinal() - EPOCH for day in first} | {LAST})


def expect(zone: ZoneInfo) -> Expected:
    spans = periods(zone)
    changes = [span.begin for span in spans[1:]]
    asked = {*DAILY, *months()}
    for change in changes:
        asked.update(range(change // DAY - 3, change // DAY + 4))
    days = sorted(day for day in asked if 0 <= day <= LAST)
    starts = first_instants(sorted({*days, *(day + 1 for day in days)}), spans, zone)
    years = (datetime(year, 7, 1, 9, 41, 7, tzinfo=UTC) for year in range(1970, 2100))
    around = [change + near for change in changes for near in NEAR]
    around += [int(year.timestamp()) for year in years]
    # And the microsecond before: its hour is another one where the second is a full hour.
    instants = sorted({second * MICRO - micro for second in around for micro in (0, 1)})
    instants = [micros for micros in instants if BEGIN * MICRO <= micros <= (END - DAY) * MICRO]
    return Expected(
        days=array("q", days),
        starts=array("q", (starts[day] * MICRO for day in days)),
        deadlines=array("q", (starts[day + 1] * MICRO for day in days)),
        exists=array("q", (local(starts[day], zone).toordinal() == day + EPOCH for day in days)),
        instants=array("q", instants),
        hours=array("q", (next_hour(at, spans, zone) * MICRO for at in instants)),
        dates=array("q", (local(at // MICRO, zone).toordinal() - EPOCH for at in instants)),
    )


def numbers(stream: IO[bytes], count: int) -> array[int]:
    read = array("q")
    read.frombytes(stream.read(count * read.itemsize))
    if len(read) != count:
        raise EOFError("the engine's program ended early")
    return read


def ask(name: str, expected: Expected, engine: subprocess.Popen[bytes]) -> list[Difference] | None:
    """The differences; none at all where the engine does not know the zone."""
    assert engine.stdin
    assert engine.stdout
    days, instants = expected.days, expected.instants
    engine.stdin.write(f"{name} {len(days)} {len(instants)}\n".encode())
    engine.stdin.write(days.tobytes() + instants.tobytes())
    engine.stdin.flush()
    if engine.stdout.readline().decode().rstrip() != name:
        return None
    of_days = numbers(engine.stdout, 3 * len(days))
    of_instants = numbers(engine.stdout, 2 * len(instants))
    differences: list[Difference] = []
    a_day = DAY * MICRO
    for what, unit, asked, here, there in (
        ("start of day", 1, days, expected.starts, of_days[0::3]),
        ("deadline of day", 1, days, expected.deadlines, of_days[1::3]),
        ("existence of day", 1, days, expected.exists, of_days[2::3]),
        ("full hour after", a_day, instants, expected.hours, of_instants[0::2]),
        ("local day at", a_day, instants, expected.dates, of_instants[1::2]),
    ):
        if here != there:
            differences += (
                Difference(key // unit, f"{name}, {what} {key}: zoneinfo {mine}, engine {theirs}")
                for key, mine, theirs in zip(asked, here, there, strict=True)
                if mine != theirs
            )
    return differences


def release_of(package: Traversable) -> str:
    """The name of its release, like 2026f."""
    return package.joinpath("zoneinfo", "tzdata.zi").read_text().split(maxsplit=3)[2]


def names_of(package: Traversable) -> list[str]:
    names = package.joinpath("zones").read_text().split()
    names.remove(PLACEHOLDER)
    return names


def file_of(package: Traversable, name: str) -> Traversable:
    return package.joinpath("zoneinfo", *name.split("/"))


def read_zone(package: Traversable, name: str) -> ZoneInfo:
    with file_of(package, name).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def compare(engine: subprocess.Popen[bytes], package: Traversable, release: str) -> bool:
    """With the release that the engine has."""
    installed = release_of(package)
    if release != installed:
        print(f"zones: the engine has tz {release}, the package tzdata has {installed}")
        return False
    names = names_of(package)
    # Many names are one zone: what is expected of it is computed once and compared for each.
    known: dict[bytes, Expected] = {}
    differences: list[Difference] = []
    unknown: list[str] = []
    days = instants = 0
    for name in names:
        data = file_of(package, name).read_bytes()
        if data not in known:
            known[data] = expect(read_zone(package, name))
        found = ask(name, known[data], engine)
        if found is None:
            unknown.append(name)
            continue
        differences += found
        days += len(known[data].days)
        instants += len(known[data].instants)
    for difference in differences[:SHOWN]:
        print(f"zones: {difference.said}")
    if unknown:
        print(f"zones: unknown to the engine: {', '.join(unknown)}")
    print(
        f"zones: tz {release}, {len(names) - len(unknown)} of {len(names)} zones, "
        f"{days} dates, {instants} instants, {len(differences)} differences"
    )
    return not differences and not unknown


def differing_days(name: str, package: Traversable, engine: subprocess.Popen[bytes]) -> str | None:
    """Where the engine is of another opinion on a zone than a newer release; none if nowhere."""
    found = ask(name, expect(read_zone(package, name)), engine)
    if found is None:
        return "is unknown to the engine"
    if not found:
        return None
    days = [difference.day for difference in found]
    first, last = (date.fromordinal(day + EPOCH) for day in (min(days), max(days)))
    return f"differs on dates from {first} to {last}"


def compare_with_newest(
    engine: subprocess.Popen[bytes], package: Traversable, newest: Path, release: str
) -> bool:
    """Whether the engine has the newest release that is published."""
    if not newest.joinpath("tzdata").is_dir():
        print(f"zones: whether tz {release} is the newest: NOT CHECKED, no connection to PyPI")
        return False
    latest = newest.joinpath("tzdata")
    published = release_of(latest)
    # A letter follows the year, and a second one after z: text is in the order of releases.
    if published <= release:
        print(f"zones: tz {release} is the newest; PyPI has {published}")
        return True
    print(f"zones: BEHIND: tz {published} is published, the engine has {release}")
    old = set(names_of(package))
    count = 0
    for name in names_of(latest):
        # What has not changed need not be compared again.
        if name in old and file_of(package, name).read_bytes() == file_of(latest, name).read_bytes():
            continue
        if said := differing_days(name, latest, engine):
            count += 1
            print(f"zones: {name} {said}")
    print(f"zones: {count} zones are other ones in tz {published}")
    return False


def main() -> int:
    if len(sys.argv) not in (3, 4) or sys.argv[3:] not in ([], ["--release"]):
        print(__doc__)
        return 2
    zoneinfo.reset_tzpath(to=[])
    package = resources.files("tzdata")
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.argv[1]], stdin=pipe, stdout=pipe) as engine:
        assert engine.stdout
        release = engine.stdout.readline().decode().rstrip()
        same = compare(engine, package, release)
        current = compare_with_newest(engine, package, Path(sys.argv[2]), release)
    return 0 if same and (current or len(sys.argv) == 3) else 1


if __name__ == "__main__":
    sys.exit(main())
