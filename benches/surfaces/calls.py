"""What one call costs, from Python and through C, beside what a host would use in its place."""

from __future__ import annotations

import sys
from pathlib import Path

import facts
import peers
from measure import Call, FromPython, Program, ThroughC, Times

from visavis import Action, Command

TURNS = 150

TRIVIAL = "a trivial call: a getter of PyO3"
QUESTION = "sight.may(share), nothing answered yet"
ANSWERED = "sight.may(share), ten mandatory answers to be looked for"
NAMING = "naming Action.SHARE, which is Python's own"
JSON = "case.index_row().to_json()"
ONE = "execute, one answer saved"
ONE_JSON = "execute, the same from JSON"
ALL = "execute, 20 answers saved"
TRANSITION = "transitions: one transition"
PYDANTIC = "pydantic: validating the same 20 answers"
C_MAY = "C: vv_sight_may(share), ten mandatory answers to be looked for"
C_ONE = "C: vv_case_execute, one answer saved"
C_ALL = "C: vv_case_execute, 20 answers saved"

TARGETS = [(QUESTION, TRIVIAL, 8.0), (ONE, TRANSITION, 1.0), (ALL, PYDANTIC, 1.0)]
"""A call, what it is held against, and the ratio that it has to stay below."""


def from_python(review: facts.Review) -> dict[str, Call]:
    """Return the calls of Python."""
    given = facts.answers(1)
    first = {facts.question(0): given[facts.question(0)]}
    launched = facts.review(answered=False)
    names = {
        **vars(peers),
        "Action": Action,
        "Command": Command,
        "share": Action.SHARE,
        "case": review.case,
        "by": review.by,
        "sight": review.case.sight(review.by),
        "new": launched.case.sight(launched.by),
        "one": first,
        "all": given,
        "json": Command.save(first).to_json(),
        "part": peers.machine(),
        "plain": peers.plain_save(given),
    }
    statements = {
        TRIVIAL: "case.is_current",
        QUESTION: "new.may(share)",
        ANSWERED: "sight.may(share)",
        NAMING: "Action.SHARE",
        JSON: JSON,
        ONE: "case.execute(by, Command.save(one))",
        ONE_JSON: "case.execute(by, Command.from_json(json))",
        TRANSITION: "part.save()",
        ALL: "case.execute(by, Command.save(all))",
        PYDANTIC: "Save.model_validate(plain)",
    }
    return {name: FromPython(statement, names) for name, statement in statements.items()}


def told(review: facts.Review) -> list[str]:
    """Return the facts that the program in C reads."""
    given = facts.answers(1)
    first = {facts.question(0): given[facts.question(0)]}
    return [
        facts.organisation.to_json(),
        facts.template.to_json(),
        facts.cycle.to_json(),
        review.case.context.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        review.by.to_json(),
        review.case.conversation.to_json(),
        Command.save(first).to_json(),
        Command.save(given).to_json(),
    ]


def main() -> int:
    """Measure, print a table, and tell whether every target is met."""
    review = facts.review()
    program = Program(Path(sys.argv[1]), told(review))
    calls = from_python(review)
    calls[C_MAY] = ThroughC(program, "may")
    calls[C_ONE] = ThroughC(program, "execute_one")
    calls[C_ALL] = ThroughC(program, "execute_all")
    times = Times(calls, TURNS)
    program.end()

    print(f"{'call':<66} {'median':>10} {'trivial calls':>14}")
    for name in calls:
        nanoseconds = f"{times.median(name) * 1e9:.0f} ns"
        print(f"{name:<66} {nanoseconds:>10} {times.ratio(name, TRIVIAL):>14.1f}")
    print()
    missed = False
    for name, other, bound in TARGETS:
        ratio = times.ratio(name, other)
        missed |= ratio >= bound
        verdict = "MISSED" if ratio >= bound else "met"
        print(f"{verdict}: {name} / {other}: {ratio:.2f}, wanted below {bound:g}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
