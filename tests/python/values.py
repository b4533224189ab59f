"""Values held against what else says the same, and written as the runner reads them."""

from __future__ import annotations

import functools
import inspect
import json
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import visavis
from visavis import Outcome, Side, answers, locks, participants

Said = dict[str, Any]
T = TypeVar("T")


def same(one: Any, other: Any) -> None:
    """Hold two ways of asking against each other."""
    if one != other:
        raise AssertionError(f"{one!r} is not {other!r}")


def built(command: Any) -> Any:
    """Make a command that was read by the method of its name."""
    said = command.to_dict()["command"]
    named: dict[str, Any] = {said: None} if said.__class__ is str else said
    ((name, of),) = named.items()
    make: Any = functools.partial(getattr(command.__class__, name), id=command.id)
    if name == "save":
        made = make([answers.AnswerDraft.from_dict(one) for one in of])
    elif name == "move_dates":
        made = make(visavis.parse_date(of["start"]), visavis.parse_date(of["end"]))
    elif name.startswith("move_"):
        made = make(visavis.parse_date(of))
    elif name == "lock":
        lock = held(visavis.LockDate.from_dict(of))
        made = make(lock.on, lock.date)
    elif name == "unlock":
        made = make((locks.List if "list" in of else locks.Question).from_dict(of))
    elif name == "set_review":
        made = make(of and held(visavis.AdminReview.from_dict(of)))
    elif name in ("allow_edit", "deny_edit"):
        made = make(Side(of))
    elif name == "set_participants":
        out = [UUID(person) for person in of.get("leaving_out", [])]
        made = make(participants.from_dict(of["participants"]), leaving_out=out)
    elif name == "clone_question":
        made = make(UUID(of["question"]), UUID(of["copy"]))
    elif name == "undeploy_and_destroy":
        made = make(of["conversations"])
    elif name == "change_settings":
        made = make(visavis.SettingsDraft.from_dict(of))
    elif name == "edit_content":
        made = make(visavis.questions.ContentDraft.from_dict(of))
    else:
        made = make() if of is None else make(of)
    same(made, held(command))
    return made


def held(thing: T) -> T:
    """Hold the properties of a value, and what is made of them, against its JSON."""
    cls: Any = thing.__class__
    has = {name: getattr(thing, name) for name in properties(cls)}
    plain_class = hasattr(cls, "__dataclass_fields__")
    if plain_class or (cls.__module__ == "visavis" and cls.__text_signature__):
        made: Any = cls(
            **{name: getattr(thing, name) for name in inspect.signature(cls).parameters}
        )
        same(made, thing)
    if "replace" in vars(cls) and "__replace__" in vars(cls):
        whole: Any = thing
        same(whole.replace(), thing)
    if hasattr(cls, "to_json"):
        given: Any = thing
        plain: Any = given.to_dict()
        same((cls.from_json(given.to_json()), cls.from_dict(plain)), (thing, thing))
        for name, value in has.items():
            if isinstance(plain.get(name), (str, int)):
                same(plainly(value), str(plain[name]))
    return thing


@functools.cache
def properties(cls: Any) -> list[str]:
    members: dict[str, Any] = cls.__dict__
    return [name for name, of in members.items() if inspect.isdatadescriptor(of) and name[0] != "_"]


def written_out(thing: Any) -> str:
    return str(held(thing).to_json())


def pictured(timeline: visavis.views.Timeline, drawn: dict[str, str] | None) -> str:
    """Write a timeline out, or its picture as a text."""
    text = written_out(timeline)
    if drawn is None:
        return text
    ((form, title),) = drawn.items()
    return dumps({"svg": timeline.to_svg, "mermaid": timeline.to_mermaid}[form](title))


def plainly(thing: Any) -> str:
    if isinstance(thing, datetime):
        return written(thing)
    return str(thing.to_dict() if isinstance(thing, visavis.Plain) else thing)


def value(text: str) -> Said:
    return {"value": text}


def dumps(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def each(values: Any) -> str:
    return "[" + ",".join(written_out(one) for one in values) + "]"


def written(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def changed(done: Outcome[Any, Any, Any], template_revision: int | None = None) -> Said:
    return {
        "changed": {
            "state": written_out(done.state),
            "events": [written_out(event) for event in done.events],
            "row": None if done.row is None else written_out(done.row),
            "repeated": done.repeated,
            "template_revision": template_revision,
        }
    }
