"""A small host, of which several processes write to one SQLite file.

`writer.py FILE NAME ROUNDS` is one of them: it saves answers, starts conversations, rolls cycles
out, and takes templates in and out of use, all of it at random, and prints what it was told is
stored. `faults` says what is wrong with what they come to. A store can be broken on purpose, by a
name of `BROKEN` as a fourth argument.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from visavis import (
    Command,
    Context,
    Conversation,
    ConversationEvent,
    Cycle,
    CycleDraft,
    CycleEvent,
    Destroyed,
    Directory,
    DirectoryData,
    IndexRow,
    LogError,
    Org,
    Outcome,
    PersonData,
    Refused,
    Roster,
    RosterEvent,
    Schedule,
    Side,
    Start,
    Template,
    TemplateCommand,
    TemplateDraft,
    TemplateEvent,
    TemplateEvidence,
    TemplateKind,
    changes,
)
from visavis.questions import ContentDraft, Format, Paragraph, Question

BROKEN = {
    "revision": "a state is written whatever was written meanwhile",
    "template": "the template's revision is not checked for a start or a roll-out",
    "rows": "the rows that an undeploying is decided on are read before its transaction",
    "halves": "a roster and its conversations are stored in two transactions",
    "purge": "what an undeploying destroys is not purged",
}
"""The ways in which a store can be broken."""

SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE event (
    place INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order of all writing
    kind TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL, data TEXT NOT NULL,
    UNIQUE (kind, id, revision)
);
CREATE TABLE state (
    kind TEXT, id TEXT, revision INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (kind, id)
);
CREATE TABLE index_row (conversation TEXT PRIMARY KEY, template TEXT NOT NULL, data TEXT NOT NULL);
"""

COMPANY = UUID("0ff1ce00-0000-4000-8000-000000000000")
MANAGER, ADMIN = uuid5(COMPANY, "manager"), uuid5(COMPANY, "admin")
REPORTS = [uuid5(COMPANY, f"report/{number}") for number in range(24)]
QUESTION = uuid5(COMPANY, "question")
CHECK_IN, REVIEW = uuid5(COMPANY, "check-in"), uuid5(COMPANY, "review")
BEGIN = datetime(2026, 3, 2, tzinfo=UTC)
ORG = Org(COMPANY, "UTC", conversations=True)


def directory(reports: int) -> Directory:
    """Return the company with as many direct reports as have joined."""
    people = [PersonData(MANAGER, "Ben"), PersonData(ADMIN, "Ada", super_admin=True)]
    people += [PersonData(one, "Somebody", manager=MANAGER) for one in REPORTS[:reports]]
    return Directory(DirectoryData(COMPANY, people))


DIRECTORIES = [directory(reports) for reports in range(len(REPORTS) + 1)]
SUPER_ADMIN = DIRECTORIES[0].actor(ADMIN)

Done = Outcome[Any, Any, Any]
Told = tuple[int, str, str, int, str]
"""The place of an event among all, its kind, id and revision, and the event."""


class Stale(Exception):
    """Another process has written meanwhile: read and decide again."""


class Store:
    """The file, as one process has it open."""

    def __init__(self, path: Path, broken: str = "") -> None:
        self.database = sqlite3.connect(path, isolation_level=None, timeout=60)
        self.database.execute("PRAGMA synchronous = OFF")
        self.broken = broken
        self.told: list[Told] = []

    @contextmanager
    def writing(self) -> Generator[None]:
        """Write in one transaction; what it wrote is told once it is stored.

        Between a decision and this time passes, as it does where a database is elsewhere.
        """
        time.sleep(random.random() / 500)
        told, self.told = self.told, []
        try:
            self.database.execute("BEGIN IMMEDIATE")
            with self.database:
                yield
            told += self.told
        finally:
            self.told = told

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Return all that a question finds."""
        return self.database.execute(sql, values).fetchall()

    def find(self, kind: str, id: UUID) -> str | None:
        """Return a state, if there is one."""
        found = self.rows("SELECT data FROM state WHERE kind = ? AND id = ?", kind, str(id))
        return found[0][0] if found else None

    def template(self, id: UUID) -> Template:
        """Return a template as it is now."""
        return Template.from_json(self.find("template", id) or "")

    def keep(self, kind: str, done: Done) -> None:
        """Append events and put the state beside them, if it is still the one that was read."""
        for event in done.events:
            row = (kind, str(event.of), event.revision, event.to_json())
            how = "INSERT OR REPLACE" if self.broken == "revision" else "INSERT"
            sql = f"{how} INTO event (kind, id, revision, data) VALUES (?, ?, ?, ?)"
            self.told.append((self.once(sql, *row), *row))
        if done.events:
            read = done.events[0].revision - 1
            of = str(done.events[0].of)
            values = (done.state.revision, done.state.to_json(), kind, of)
            if self.broken == "revision":
                sql = "INSERT OR REPLACE INTO state (revision, data, kind, id) VALUES (?, ?, ?, ?)"
                self.once(sql, *values)
            elif read:
                sql = "UPDATE state SET revision = ?, data = ? WHERE kind = ? AND id = ?"
                self.once(f"{sql} AND revision = ?", *values, read)
            else:
                sql = "INSERT INTO state (revision, data, kind, id) VALUES (?, ?, ?, ?)"
                self.once(sql, *values)

    def once(self, sql: str, *values: object) -> int:
        """Write a row, unless another process was first, and return its place."""
        try:
            written = self.database.execute(sql, values)
        except sqlite3.IntegrityError:
            raise Stale from None
        if not written.rowcount:
            raise Stale
        return written.lastrowid or 0

    def keep_conversation(self, done: Outcome[Conversation, IndexRow, ConversationEvent]) -> None:
        """Keep a conversation with the columns beside it."""
        self.keep("conversation", done)
        row = (str(done.row.conversation), str(done.row.template), done.row.to_json())
        self.database.execute("INSERT OR REPLACE INTO index_row VALUES (?, ?, ?)", row)

    def depends_on(self, template: UUID, revision: int) -> None:
        """Go on only while a template has the revision that a start or a roll-out named."""
        sql = "SELECT 1 FROM state WHERE kind = 'template' AND id = ? AND revision = ?"
        if self.broken != "template" and not self.rows(sql, str(template), revision):
            raise Stale

    def purge(self, conversations: tuple[UUID, ...]) -> None:
        """Forget conversations that were destroyed."""
        for one in map(str, conversations):
            for table in ("event", "state"):
                sql = f"DELETE FROM {table} WHERE kind = 'conversation' AND id = ?"
                self.database.execute(sql, (one,))
            self.database.execute("DELETE FROM index_row WHERE conversation = ?", (one,))

    def of_template(self, template: UUID) -> list[IndexRow]:
        """Return the rows of a template's conversations."""
        sql = "SELECT data FROM index_row WHERE template = ?"
        return [IndexRow.from_json(data) for (data,) in self.rows(sql, str(template))]


def set_up(path: Path) -> None:
    """Make the file, with two templates and some cycles that are in progress from the beginning."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript(SCHEMA)
    store = Store(path)
    before = BEGIN - timedelta(days=7)
    unused, deploy = TemplateEvidence.none(), TemplateCommand.deploy()
    with closing(store.database), store.writing():
        for template, kind in ((CHECK_IN, TemplateKind.ANYTIME), (REVIEW, TemplateKind.SCHEDULED)):
            asked = Question(QUESTION, "How are you?", Paragraph())
            content = ContentDraft(Format.one_directional(Side.DIRECT_REPORT), (asked,))
            draft = TemplateDraft(template, kind, {"name": "Talk"}, content)
            created = Template.create(ORG, SUPER_ADMIN, draft, now=before)
            store.keep("template", created)
            deployed = created.state.execute(ORG, unused, SUPER_ADMIN, deploy, now=before)
            store.keep("template", deployed)
        for number in range(6):
            schedule = Schedule(BEGIN.date(), date(2026, 4, 30))
            planned = CycleDraft(uuid5(COMPANY, f"cycle/{number}"), REVIEW, schedule)
            review = store.template(REVIEW)
            store.keep("cycle", Cycle.set_up(ORG, review, SUPER_ADMIN, planned, now=before))


class Host:
    """One process: what it does in a round, by a clock that is its own."""

    def __init__(self, store: Store, name: str) -> None:
        self.store, self.name = store, name
        self.random = random.Random(name)
        sql = "SELECT data FROM state WHERE kind = 'cycle' ORDER BY id"
        self.cycles = [Cycle.from_json(data) for (data,) in store.rows(sql)]
        self.met: Counter[str] = Counter()

    def act(self, round: int, rounds: int) -> None:
        """Do something, and again for as long as another process is first."""
        self.now = BEGIN + timedelta(minutes=round)
        self.text = f"{self.name}, round {round}"
        self.directory = DIRECTORIES[min(round * len(REPORTS) // rounds + 2, len(REPORTS))]
        acts = (self.save, self.start, self.roll_out, self.switch)
        (act,) = self.random.choices(acts, weights=(55, 15, 20, 10))
        while not self.went(act):
            pass

    def went(self, act: Callable[[], None]) -> bool:
        """Return false if another process was first."""
        try:
            act()
        except Stale:
            self.met[f"{act.__name__} stale"] += 1
            return False
        except Refused as refused:
            self.met[f"{act.__name__} refused as {refused.code}"] += 1
        except Destroyed:  # To whoever asks it is as one that never was.
            self.met[f"{act.__name__} destroyed"] += 1
        else:
            self.met[act.__name__] += 1
        return True

    def context(self, template: UUID, cycle: UUID | None) -> Context:
        """Return the facts around a conversation, with the template as it is now."""
        of_cycle = next((one for one in self.cycles if one.id == cycle), None)
        return Context(ORG, self.store.template(template), of_cycle, now=self.now)

    def save(self) -> None:
        """Save an answer in one of the newest conversations, where the others write too."""
        sql = "SELECT data FROM index_row ORDER BY rowid DESC LIMIT 3"
        newest = [IndexRow.from_json(data) for (data,) in self.store.rows(sql)]
        if newest:
            row = self.random.choice(newest)
            stored = self.store.find("conversation", row.conversation)
            if stored is None:
                return  # It was purged meanwhile.
            case = self.context(row.template, row.cycle).case(Conversation.from_json(stored))
            by = case.relation(self.directory, row.direct_report)
            done = case.execute(by, Command.save({QUESTION: self.text}))
            with self.store.writing():
                self.store.keep_conversation(done)

    def start(self) -> None:
        """Start a check-in."""
        who = self.random.choice(REPORTS[:2])
        pair = self.directory.pair(who, MANAGER)
        start = Start(uuid5(COMPANY, self.text), pair)
        started = self.context(CHECK_IN, None).start(self.directory.actor(who), start, None)
        with self.store.writing():
            self.store.depends_on(CHECK_IN, started.template_revision)
            self.store.keep_conversation(started.conversation)

    def roll_out(self) -> None:
        """Show a cycle the people of now."""
        cycle = self.random.choice(self.cycles)
        stored = self.store.find("roster", cycle.id)
        roster = None if stored is None else Roster.from_json(stored)
        rolled_out = self.context(REVIEW, cycle.id).roll_out(roster, self.directory)
        if rolled_out.roster is None:
            return  # The review is not deployed, and nobody was taken in before.
        if self.store.broken == "halves":
            with self.store.writing():
                self.store.depends_on(REVIEW, rolled_out.template_revision)
                self.store.keep("roster", rolled_out.roster)
        with self.store.writing():
            self.store.depends_on(REVIEW, rolled_out.template_revision)
            if self.store.broken != "halves":
                self.store.keep("roster", rolled_out.roster)
            for new in rolled_out.launched:
                self.store.keep_conversation(new)

    def switch(self) -> None:
        """Take a template out of use with its conversations, or back into use."""
        of, store = self.random.choice((CHECK_IN, REVIEW)), self.store
        early = store.of_template(of) if store.broken == "rows" else None
        with store.writing():
            template = store.template(of)
            rows = store.of_template(of) if early is None else early
            evidence = TemplateEvidence(rows=rows, cycles=self.cycles)
            deploy = TemplateCommand.deploy()
            done = template.execute(ORG, evidence, SUPER_ADMIN, deploy, now=self.now)
            if not done.events:
                undeploy = TemplateCommand.undeploy_and_destroy(len(rows))
                done = template.execute(ORG, evidence, SUPER_ADMIN, undeploy, now=self.now)
            store.keep("template", done)
            if store.broken != "purge":
                store.purge(done.state.to_purge(rows))


def faults(path: Path, told: list[Told]) -> Iterator[str]:
    """Say what is wrong with what a file holds, of which this was told to be stored."""
    with closing(Store(path).database) as database:
        events = set(database.execute("SELECT place, kind, id, revision, data FROM event"))
        states: dict[tuple[str, str], str] = {
            (kind, of): data
            for kind, of, data in database.execute("SELECT kind, id, data FROM state")
        }
        rows = {of for (of,) in database.execute("SELECT conversation FROM index_row")}
    places = {(kind, of, revision): place for place, kind, of, revision, _ in events}
    logs: dict[tuple[str, str], list[Any]] = {}
    for _, kind, of, _, data in sorted(events, key=lambda event: event[3]):
        logs.setdefault((kind, of), []).append(KINDS[kind][1].from_json(data))
    if logs.keys() != states.keys():
        yield "there are logs without states, or states without logs"
    for (kind, of), log in logs.items():
        try:
            if KINDS[kind][0].replay(log).to_json() != states.get((kind, of)):
                yield f"the log of a {kind} leads to another state"
        except LogError as error:
            yield f"the log of a {kind} is broken: {error}"

    # What was told to be stored is there, or was destroyed with its conversation.
    use: dict[str, list[tuple[int, TemplateEvent]]] = {}
    destroyed: set[str] = set()
    for (kind, of), log in logs.items():
        for event in log if kind == "template" else ():
            if isinstance(event.change, changes.Undeployed | changes.Deployed):
                use.setdefault(of, []).append((places[kind, of, event.revision], event))
            if isinstance(event.change, changes.Undeployed):
                destroyed |= {str(one) for one in event.change.destroyed}
    if not all(one in events or one[2] in destroyed for one in map(tuple, told)):
        yield "what was told to be stored is lost"
    kept = {of for kind, of in states if kind == "conversation"}
    if kept & destroyed or kept != rows:
        yield "a conversation that was destroyed is there still"

    # All are in progress from their beginning on: each began while its template was in use, and the
    # next undeploying destroyed it.
    begun: set[tuple[str, UUID]] = set()
    for place, kind, of, revision, data in told:
        if kind == "conversation" and revision == 1:
            first = ConversationEvent.from_json(data).change
            assert isinstance(first, changes.Launched)
            if isinstance(first.occasion, changes.Scheduled):
                begun.add((str(first.occasion.cycle), first.direct_report))
            switched = use[str(first.template)]
            before = [event.change for at, event in switched if at < place]
            after = [event.change for at, event in switched if at > place]
            if not isinstance(before[-1], changes.Deployed):
                yield "a conversation began while its template was out of use"
            elif after:
                undeployed = after[0]
                assert isinstance(undeployed, changes.Undeployed)
                if UUID(of) not in undeployed.destroyed:
                    yield "a conversation in progress survived an undeploying"
    for (kind, of), log in logs.items():
        for event in log if kind == "roster" else ():
            if not {(of, person) for person in event.change.launched} <= begun:
                yield "a roster has somebody whose conversation was never stored"


KINDS: dict[str, tuple[Any, Any]] = {
    "template": (Template, TemplateEvent),
    "cycle": (Cycle, CycleEvent),
    "roster": (Roster, RosterEvent),
    "conversation": (Conversation, ConversationEvent),
}
"""The aggregates, each with its events."""


def main() -> None:
    """Write for some rounds, from when somebody says so."""
    path, name, rounds, *broken = sys.argv[1:]
    store = Store(Path(path), *broken)
    host = Host(store, name)
    print("ready", flush=True)
    sys.stdin.readline()
    for count in range(int(rounds)):
        host.act(count, int(rounds))
    json.dump({"told": store.told, "met": host.met}, sys.stdout)


if __name__ == "__main__":
    main()
