"""Values that lie, break or change while they are read: of them comes an answer, or an error."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import visavis
from visavis import Action, Command, Context, Dated, Org, Side, answers

from .test_values import LATER, REFUSAL, SAMPLES
from .world import (
    ada,
    ana,
    at,
    case,
    check_in,
    cycle,
    directory,
    not_rolled_out,
    org,
    review,
    unused,
    uuid,
)

NOON = at("2026-03-10T12:00:00Z")


class Broken(Exception):
    """What a hostile object raises."""


class Zone(tzinfo):
    """A zone that answers with whatever it was given."""

    def __init__(self, offset: Any) -> None:
        self.offset = offset

    def utcoffset(self, at: datetime | None) -> Any:
        if isinstance(self.offset, Exception):
            raise self.offset
        return self.offset

    def dst(self, at: datetime | None) -> timedelta | None:
        raise Broken

    def tzname(self, at: datetime | None) -> str:
        raise Broken


def test_zones_with_odd_offsets() -> None:
    for offset in (
        timedelta(hours=1, minutes=2, seconds=3),
        timedelta(microseconds=-1),
        timedelta(hours=23, minutes=59, seconds=59, microseconds=999999),
        timedelta(days=-1, microseconds=1),
    ):
        now = datetime(2026, 3, 10, 12, tzinfo=Zone(offset))
        assert Context(org, review, cycle, now=now).now == NOON - offset
        assert _json_of(now) == _json_of(NOON - offset)


def _json_of(at: datetime) -> str:
    said = visavis.views.LastEdit(uuid(1), at)
    assert visavis.views.LastEdit.from_json(said.to_json()) == said
    return said.to_json()


@pytest.mark.parametrize(
    ("offset", "error"),
    [
        (None, ValueError),
        (timedelta(hours=24), ValueError),
        (1, TypeError),
        ("+01:00", TypeError),
        (Broken(), Broken),
        (TypeError("broken"), TypeError),
    ],
)
def test_zones_that_break(offset: Any, error: type[Exception]) -> None:
    now = datetime(2026, 3, 10, 12, tzinfo=Zone(offset))
    for call in (
        lambda: org.calendar(now),
        lambda: Dated("UTC", ((now, "UTC"),)),
        lambda: visavis.views.LastEdit(uuid(1), now).to_json(),
    ):
        with pytest.raises(error) as raised:
            call()
        assert ("naive" in str(raised.value)) is (offset is None)


class Liar(datetime):
    """An instant whose methods say other things than it is."""

    def isoformat(self, sep: str = "T", timespec: str = "auto") -> str:
        return "2026-03-10T12:00:00.000000001"

    def astimezone(self, tz: tzinfo | None = None) -> Any:
        return self

    def __str__(self) -> str:
        raise Broken


class Tomorrow(date):
    """A date that calls itself another."""

    def isoformat(self) -> str:
        return "tomorrow"


def test_what_subclasses_say_of_themselves_does_not_count() -> None:
    lie = Liar(2026, 3, 10, 13, tzinfo=timezone(timedelta(hours=1)))
    assert _json_of(lie) == _json_of(NOON)
    assert org.calendar(lie) == org.calendar(NOON)
    with pytest.raises(visavis.TimeError):
        org.calendar(Liar(1, 1, 1, tzinfo=UTC))
    assert '"due":"2026-03-10"' in visavis.changes.Anytime(Tomorrow(2026, 3, 10)).to_json()


def test_a_mapping_may_change_while_it_is_read() -> None:
    saving: dict[UUID, Any] = {}

    class Chosen(Sequence[str]):
        def __iter__(self) -> Iterator[str]:
            saving.clear()
            saving.update({uuid(number): "text" for number in range(100)})
            return iter(["a"])

        def __getitem__(self, at: Any) -> Any:
            raise Broken

        def __len__(self) -> int:
            return 1

    saving.update({uuid(11): answers.Options(Chosen()), uuid(12): "text"})  # type: ignore[arg-type]
    command = Command.save(saving)
    assert len(command.to_dict()["command"]["save"]) == 2
    assert len(saving) == 100


def test_a_series_may_lie_about_its_length() -> None:
    class Endless(Sequence[str]):
        length = 2**62

        def __len__(self) -> int:
            return self.length

        def __getitem__(self, at: Any) -> Any:
            if at > 2:
                raise IndexError
            return "objective"

    assert LATER.sight(ana).view(Endless()).references == ()
    Endless.length = -1
    LATER.sight(ana).view(Endless())
    with pytest.raises(TypeError, match="expected a series of texts"):
        LATER.sight(ana).view("objective")
    assert Command.save({uuid(12): answers.Options(Endless())})  # type: ignore[arg-type]


def test_a_list_may_change_while_threads_read_it() -> None:
    sights = [case().sight(ana)] * 50
    told = threading.Event()

    def change() -> None:
        while not told.is_set():
            sights.append(sights[0])
            del sights[50:]
            sights.reverse()

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for _ in range(200):
            assert len(visavis.lists(sights, directory).current) >= 50
    finally:
        told.set()
        thread.join()


class Hostile:
    """An object of which everything raises."""

    def _broken(self, *args: Any, **kwargs: Any) -> Any:
        raise Broken

    __iter__ = __getitem__ = __len__ = __eq__ = __bool__ = _broken
    __str__ = __repr__ = __int__ = __index__ = __float__ = _broken
    __getattr__ = _broken

    def __hash__(self) -> int:
        raise Broken


class HostileText(str):
    """A text of which much raises."""

    def __eq__(self, other: object) -> bool:
        raise Broken

    def __hash__(self) -> int:
        raise Broken

    def __str__(self) -> str:
        raise Broken


class HostileMapping(Mapping[Any, Any]):
    """A mapping of which everything raises or is of another shape."""

    def __init__(self, *items: Any) -> None:
        self.all = items

    def __getitem__(self, key: Any) -> Any:
        raise Broken

    def __iter__(self) -> Iterator[Any]:
        raise Broken

    def __len__(self) -> int:
        raise Broken

    def items(self) -> Any:
        return iter(self.all)


def broken(self: Any) -> Any:
    raise Broken


OddId: Any = type("OddId", (UUID,), {"int": property(broken)})
"""An id without its number."""


def deep(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = {"parameters": [value]}
    return value


LOOP: list[Any] = []
LOOP.append(LOOP)
HUGE = object.__new__(UUID)
object.__setattr__(HUGE, "int", 2**200)


def odd() -> list[Any]:
    return [
        None, True, False, 0, -1, 1, 2**63, -(2**64), 10**400, 0.5, float("nan"), float("inf"), 1j,
        "", "a", "\0", "\ud800", "share", "manager", "ANS-3", "2026-03-10T12:00:00Z", b"", b"\xff",
        bytearray(b"{}"), memoryview(b"{}"), (), [], [[]], {}, {"": None}, {1: 2}, {uuid(1): "x"},
        set(), frozenset(), range(3), object(), Org, len, ..., NotImplemented, Hostile(),
        HostileText("manager"), HostileMapping(), HostileMapping(1), HostileMapping((1, 2, 3)),
        object.__new__(OddId), HUGE, LOOP, deep(100), deep(100_000),
        "[" * 100_000, '{"a":' * 100_000, '{"parameters":' + "[" * 50_000,
        NOON, datetime(2026, 3, 10), Liar.max, Liar(1, 1, 1, tzinfo=UTC),
        datetime(2026, 3, 10, tzinfo=Zone(Broken())), datetime(2026, 3, 10, tzinfo=Zone(5)),
        date(2026, 3, 10), date.min, date.max, uuid(1), uuid(11), Side.MANAGER, Action.SHARE,
        visavis.Rule("ANS-3"), answers.Stars(10**400), answers.Options(5),  # type: ignore[arg-type]
        answers.Scale(Hostile()), answers.Paragraph(1), Dated(Hostile()),  # type: ignore[arg-type]
        Dated("UTC", ((NOON, "Europe/Paris"),)),
        *SAMPLES.values(),
    ]  # fmt: skip


ODD = odd()


def functions() -> Iterator[Callable[..., Any]]:
    """Return every public callable: functions, classes, and methods of one value of each class."""
    modules = [
        visavis.answers, visavis.subjects, visavis.changes, visavis.locks, visavis.notifications,
        visavis.participants, visavis.previews, visavis.prospects, visavis.questions, visavis.views,
    ]  # fmt: skip
    things = [getattr(visavis, name) for name in visavis.__all__]
    things += [thing for module in modules for thing in vars(module).values()]
    for thing in things:
        if callable(thing) and thing.__module__.partition(".")[0] == "visavis":
            yield thing
    values = [*SAMPLES.values(), LATER, LATER.context, LATER.sight(ana), org.calendar(NOON)]
    for value in {type(value): value for value in values}.values():
        own = ["__eq__", "__contains__", "__deepcopy__", "__getitem__", "__lt__"]
        # What `object` has, has the reach of `object`.
        for name in [*own, *(name for name in dir(value) if name not in dir(object))]:
            method = getattr(value, name, None)
            if callable(method) and not isinstance(method, type):
                yield method


FUNCTIONS = list(functions())


def call(function: Callable[..., Any], *values: Any, **named: Any) -> None:
    """Call it: an `Exception` is an answer, anything worse is not."""
    try:
        function(*values, **named)
    except Exception as error:
        assert type(error) is not SystemError
    # A panic would be a `PanicException`, which is no `Exception`.


def test_there_is_much_to_call() -> None:
    assert len(FUNCTIONS) > 400


def test_no_value_is_too_odd() -> None:
    for function in FUNCTIONS:
        for value in ODD:
            call(function, value)


NAMES = [
    *("id", "rows", "cycles", "now", "name", "conversations", "strict", "manager", "side"),
    *("references", "roster", "notifications_off", "until", "only_super_admin", "active"),
]


@given(st.data())
@settings(
    max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
def test_no_call_panics(data: st.DataObject) -> None:
    function = FUNCTIONS[data.draw(st.integers(0, len(FUNCTIONS) - 1))]
    # By their places: not all of them can be hashed, or shown.
    odd = st.integers(0, len(ODD) - 1)
    values = data.draw(st.lists(odd, max_size=6))
    named = data.draw(st.dictionaries(st.sampled_from(NAMES), odd, max_size=2))
    call(function, *[ODD[at] for at in values], **{name: ODD[at] for name, at in named.items()})


FACTS = visavis.previews.PreviewInputs(LATER.context, directory)


def readers(call: Any = visavis) -> list[Callable[[Any], Any]]:
    """Return calls with an odd value within what they are handed."""
    save, asked = Command.save, answers.AnswerDraft
    return [
        lambda value: save({value: "text"}),
        lambda value: save({uuid(11): value}),
        lambda value: save([asked(uuid(11), value)]),
        lambda value: save([asked(uuid(11), "text", seen=value)]),
        lambda value: call.Conversation.replay([value]),
        lambda value: call.DirectoryData(org.id, [value]),
        lambda value: call.lists([value], directory),
        lambda value: call.edit_requests([value]),
        lambda value: call.participants.List([value]),
        lambda value: call.DirectoryData(org.id, [], departments=[value], groups=[value]),
        lambda value: call.PersonData(uuid(1), "Ana", groups=[value], hr_admin=value),
        lambda value: call.CycleCommand.set_participants(value, leaving_out=[value]),
        lambda value: call.preview(uuid(3), FACTS, FACTS, [value]),
        lambda value: call.preview(uuid(3), FACTS, call.previews.PreviewInputs(value, value), []),
        lambda value: call.edit_requests_digest([LATER.sight(ana)], value),
        lambda value: LATER.notifications([value], directory),
        lambda value: call.Org(uuid(1), "UTC", notifications_off=[value]),
        lambda value: call.Actor.vouched(org.id, uuid(1), active=value),
        lambda value: call.Relation.vouched(ana.actor, value, only_super_admin=value),
        lambda value: call.Pair.vouched(org.id, direct_report=value, manager=value),
        lambda value: call.TemplateEvidence(rows=[value], cycles=[value]),
        lambda value: call.CycleEvidence(template=value, roster=value, directory=value),
        lambda value: call.Conversation.replay_until([], value),
        lambda value: call.Context(org, review, cycle, now=value),
        lambda value: call.Schedule(value, value, value).last_day,
        lambda value: call.views.Timeline(value, value, value).to_svg(""),
        lambda value: call.views.Timeline(
            "open", [call.views.Boundary(value, value, value, None, value, None, value)], None
        ).to_svg(""),
        lambda value: call.VisavisError.from_dict({"kind": value, "message": value}),
    ]


@pytest.mark.parametrize(
    "function",
    [
        partial(Org, uuid(1), "UTC"),
        partial(check_in.execute, org, unused, ada),
        partial(check_in.execute, org),
        partial(cycle.decide, org, not_rolled_out()),
        partial(cycle.decide, org),
        partial(Context, org, review, cycle),
        case().sight(ana).answer,
        case().sight(ana).fact,
        Command.allow_edit,
        directory.relation,
        partial(case().relation, directory),
        partial(visavis.offers, org, [check_in], ana.actor),
        partial(visavis.PersonData, uuid(1)),
        partial(visavis.TemplateDraft, uuid(1), visavis.TemplateKind.ANYTIME),
        partial(visavis.CycleDraft, uuid(1), uuid(2)),
        partial(visavis.Relation.vouched, ana.actor),
        *readers(),
    ],
)
def test_no_argument_is_too_odd(function: Callable[..., Any]) -> None:
    for value in ODD:
        call(function, value)
        for other in (value, None, NOON, uuid(1)):
            call(function, value, other)


def shown() -> list[Any]:
    return [value for value in SAMPLES.values() if isinstance(value, visavis.Plain)]


def keys(value: Any) -> list[Any]:
    """Return the keys or places of what is within a value of JSON."""
    if value.__class__ is list:
        return list(range(len(value)))
    return list(value) if value.__class__ is dict else []


@given(st.data())
@settings(max_examples=600, deadline=None)
def test_records_of_a_wrong_shape_are_value_errors(data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(shown()))
    whole = [json.loads(value.to_json())]
    place: Any = whole
    key: Any = 0
    while (inner := keys(place[key])) and bool(data.draw(st.booleans())):
        place = place[key]
        key = data.draw(st.sampled_from(inner))
    leaf = st.sampled_from([None, True, 5, -1, 0.5, "", "abc", "2026-03-10", [], [1], {}, {"a": 1}])
    place[key] = data.draw(leaf)
    kind: Any = value.__class__
    try:
        read = kind.from_json(json.dumps(whole[0]))
    except ValueError:
        return
    assert kind.from_json(read.to_json()) == read


def test_errors_of_a_wrong_shape_are_value_errors() -> None:
    wrong: list[Any] = [
        None,
        1,
        "refused",
        [],
        {},
        {"kind": "refused"},
        {"kind": [], "message": ""},
    ]
    for bad in wrong:
        with pytest.raises(ValueError, match="fields of an error"):
            visavis.VisavisError.from_dict(bad)


def test_a_refusal_is_the_same_however_it_was_written() -> None:
    text = REFUSAL.to_json()
    said = json.loads(text)
    spaced = visavis.Refusal.from_json(json.dumps(said, indent=2).encode())
    assert spaced == REFUSAL
    assert spaced.to_json() == text
    assert hash(spaced) == hash(REFUSAL)
    turned = visavis.Refusal.from_dict(dict(reversed(list(said.items()))))
    assert turned == spaced
    assert visavis.Refusal.from_dict({**said, "message": "another"}) != spaced


def test_instants_of_records_are_read_as_the_engine_reads_them() -> None:
    read = visavis.views.LastEdit.from_dict
    assert read({"by": uuid(1), "at": "2026-03-10T13:00:00.5+01:00"}).at == NOON + timedelta(
        seconds=0.5
    )
    for bad in ("2026-03-10T12:00:00+01:00Z", "20260310T120000Z", "2026-03-10", 5, None):
        with pytest.raises(ValueError):
            read({"by": str(uuid(1)), "at": bad})
    for bad in ("20260310", "2026-W10-1", "2026-3-1", 5):
        with pytest.raises(ValueError):
            visavis.Schedule.from_dict({"start": bad, "end": "2026-03-10"})


def test_large_text_is_read_or_refused() -> None:
    large = "x" * 100_000_000
    command = Command.save({uuid(11): large})
    with pytest.raises(visavis.Refused, match="at most"):
        case().execute(ana, command)
    with pytest.raises(visavis.JsonError):
        Command.from_json(large)
    with pytest.raises(visavis.TimeError) as refused:
        visavis.parse_instant(large)
    assert len(str(refused.value)) < 300


def forked(queue: Any) -> None:
    done = case().execute(ana, Command.save({uuid(11): "In a child."}))
    queue.put(done)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_fork_goes_on() -> None:
    start = multiprocessing.get_context("fork")
    queue = start.SimpleQueue()
    child = start.Process(target=forked, args=(queue,))
    child.start()
    done = queue.get()
    child.join()
    assert child.exitcode == 0
    assert done == case().execute(ana, Command.save({uuid(11): "In a child."}))


SUBINTERPRETER = """
import visavis
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
other = interpreters.create()
said = interpreters.run_string(other, '''
try:
    import visavis
except ImportError as error:
    assert "interpreter" in str(error), error
else:
    raise AssertionError("it was imported")
''')
assert said is None, said
interpreters.destroy(other)
assert visavis.Rule("ANS-3")
"""


def test_another_interpreter_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SUBINTERPRETER],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
