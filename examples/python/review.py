"""A half-year review at a company of 290 people, as an HR system in Python would keep it.

Everything lies in a SQLite file: the events of each aggregate, what they come to, and the columns
by which conversations are found. Run it with `python examples/python/review.py [FOLDER]`; it needs
the package `visavis` and nothing else.
"""

from __future__ import annotations

import csv
import sqlite3
import sys
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import visavis
from visavis import (
    Action,
    Case,
    Command,
    Context,
    Conversation,
    ConversationEvent,
    Cycle,
    CycleCommand,
    CycleEvidence,
    Destroyed,
    Directory,
    DirectoryData,
    IndexRow,
    Org,
    Outcome,
    PersonData,
    Refusal,
    Refused,
    Respondent,
    Side,
    Sight,
    Start,
    Started,
    Template,
    TemplateCommand,
    TemplateDraft,
    TemplateEvidence,
    changes,
)
from visavis.answers import AnswerInput, Scale, Stars

DATA = Path(__file__).parents[1] / "data"
COMPANY = UUID("a0b1c2d3-0000-4000-8000-000000000000")
ZONE = ZoneInfo("America/Los_Angeles")
SUPER_ADMIN, ROBERTO, ROB, GAIL, BEN = 235, 3, 4, 5, 259

WHO = {Respondent.DIRECT_REPORT: "the direct report", Respondent.MANAGER: "the manager"}

SCHEMA = """
CREATE TABLE event (
    kind TEXT, id TEXT, revision INTEGER, data TEXT NOT NULL,
    PRIMARY KEY (kind, id, revision) -- two writers never add the same revision
) WITHOUT ROWID;
CREATE TABLE state (
    kind TEXT, id TEXT, revision INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE index_row (
    conversation TEXT PRIMARY KEY, template TEXT NOT NULL, cycle TEXT,
    direct_report TEXT NOT NULL, manager TEXT NOT NULL,
    closes_at TEXT NOT NULL, next_boundary TEXT, edit_requested INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX index_row_pair ON index_row (direct_report, manager);
CREATE TABLE previous_manager ( -- they find the conversation still, though somebody took it over
    manager TEXT, conversation TEXT, PRIMARY KEY (manager, conversation)
) WITHOUT ROWID;
"""


class Stale(Exception):
    """Somebody else has written meanwhile: read again, and ask again."""


class Store:
    """What the company keeps."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + SCHEMA
        )

    @contextmanager
    def writing(self) -> Generator[None]:
        """Write in one transaction, all of it or nothing; nobody else writes meanwhile."""
        self.database.execute("BEGIN IMMEDIATE")
        with self.database:
            yield

    def keep(self, kind: str, done: Outcome[Any, Any, Any]) -> None:
        """Append events, and put the state that they lead to beside them."""
        if not done.events:
            return
        of, read = str(done.events[0].of), done.events[0].revision - 1
        state = (done.state.revision, done.state.to_json(), kind, of)
        update = "UPDATE state SET revision = ?, data = ? WHERE kind = ? AND id = ?"
        # One statement for both would bring back what another writer has purged meanwhile.
        written = (
            self.database.execute(f"{update} AND revision = ?", (*state, read))
            if read
            else self.database.execute(
                "INSERT INTO state (revision, data, kind, id) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                state,
            )
        )
        if not written.rowcount:
            raise Stale
        rows = [(kind, of, event.revision, event.to_json()) for event in done.events]
        self.database.executemany("INSERT INTO event VALUES (?, ?, ?, ?)", rows)

    def keep_conversation(self, done: Outcome[Conversation, IndexRow, ConversationEvent]) -> None:
        """Keep what a command or a launch led to."""
        self.keep("conversation", done)
        row, of = done.row, str(done.row.conversation)
        self.database.execute("DELETE FROM previous_manager WHERE conversation = ?", (of,))
        previous = {(str(manager), of) for manager in done.state.previous_managers}
        self.database.executemany("INSERT INTO previous_manager VALUES (?, ?)", previous)
        columns = (
            *(row.conversation, row.template, row.cycle, row.direct_report, row.manager),
            *(row.closes_at, row.next_boundary),
        )
        values = [None if value is None else str(value) for value in columns]
        self.database.execute(
            "INSERT OR REPLACE INTO index_row VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [*values, row.edit_requested],
        )

    def depends_on(self, template: UUID, revision: int) -> None:
        """Go on only while a template has the revision that a start or a roll-out named.

        It may have been undeployed meanwhile, without the conversations about to be kept.
        """
        found = self.database.execute(
            "SELECT 1 FROM state WHERE kind = 'template' AND id = ? AND revision = ?",
            (str(template), revision),
        )
        if found.fetchone() is None:
            raise Stale

    def purge(self, conversation: UUID) -> None:
        """Forget all that there is of a conversation that was destroyed."""
        for which in (
            "event WHERE kind = 'conversation' AND id",
            "state WHERE kind = 'conversation' AND id",
            "index_row WHERE conversation",
            "previous_manager WHERE conversation",
        ):
            self.database.execute(f"DELETE FROM {which} = ?", (str(conversation),))

    def template(self, id: UUID) -> Template:
        """Return a template as it is now."""
        (data,) = self.database.execute(
            "SELECT data FROM state WHERE kind = 'template' AND id = ?", (str(id),)
        ).fetchone()
        return Template.from_json(data)

    def of_template(self, template: UUID) -> list[Conversation]:
        """Return the conversations of a template."""
        return self.found("template = ?", str(template))

    def of_person(self, who: UUID) -> list[Conversation]:
        """Return the conversations that somebody takes part in, or managed earlier."""
        earlier = "SELECT conversation FROM previous_manager WHERE manager = ?"
        return self.found(
            f"? IN (direct_report, manager) OR conversation IN ({earlier})", str(who), str(who)
        )

    def found(self, which: str, *values: str) -> list[Conversation]:
        """Return the conversations that a condition finds by their columns."""
        found = self.database.execute(
            "SELECT data FROM state JOIN index_row ON state.id = conversation"
            f" WHERE kind = 'conversation' AND ({which}) ORDER BY direct_report",
            values,
        )
        return [Conversation.from_json(data) for (data,) in found.fetchall()]

    def conversations(self, *, edit_requested: bool = False) -> Iterator[Conversation]:
        """Return every conversation, or those with a request, in the order of direct reports."""
        return iter(self.found("edit_requested" if edit_requested else "TRUE"))

    def between(self, direct_report: UUID, manager: UUID) -> Conversation:
        """Return the conversation of two people."""
        of_two = "direct_report = ? AND manager = ?"
        return self.found(of_two, str(direct_report), str(manager))[0]

    def log(self, conversation: Conversation) -> list[ConversationEvent]:
        """Return every event of a conversation."""
        found = self.database.execute(
            "SELECT data FROM event WHERE kind = 'conversation' AND id = ? ORDER BY revision",
            (str(conversation.id),),
        )
        return [ConversationEvent.from_json(data) for (data,) in found]


def person(number: int) -> UUID:
    """Return the id under which the engine knows an employee."""
    return uuid5(COMPANY, f"employee/{number}")


def read_people(organisation: UUID) -> Directory:
    """Read the company's own list."""
    people: list[PersonData] = []
    with (DATA / "adventure-works-people.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            number, manager = int(row["id"]), row["manager_id"]
            name = row["email"].split("@")[0].rstrip("0123456789").capitalize()
            people.append(
                PersonData(
                    person(number),
                    name,
                    manager=person(int(manager)) if manager else None,
                    super_admin=number == SUPER_ADMIN,
                )
            )
    return Directory(DirectoryData(organisation, people))


def at(month: int, day: int, hour: int = 9) -> datetime:
    """Return an instant of 2026 in the office."""
    return datetime(2026, month, day, hour, tzinfo=ZONE)


class Company:
    """The facts of the company, and how it asks the engine."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.org = Org(uuid5(COMPANY, "organisation"), str(ZONE), conversations=True)
        self.directory = read_people(self.org.id)
        self.admin = self.directory.actor(person(SUPER_ADMIN))
        now = at(1, 5)
        self.review = self.deployed("half-year-review", now)
        self.check_in = self.deployed("check-in", now)
        schedule = visavis.Schedule(date(2026, 1, 15), date(2026, 6, 30), grace_days=10)
        cycle = visavis.CycleDraft(uuid5(COMPANY, "cycle/2026-1"), self.review.id, schedule)
        set_up = Cycle.set_up(self.org, self.review, self.admin, cycle, now=now)
        evidence = CycleEvidence(template=self.review, roster=None, directory=self.directory)
        lock = CycleCommand.lock_on_share(True)
        locked = set_up.state.execute(self.org, evidence, self.admin, lock, now=now)
        self.cycle = locked.state
        with store.writing():
            store.keep("cycle", set_up)
            store.keep("cycle", locked)

    def deployed(self, name: str, now: datetime) -> Template:
        """Create and deploy a template: no conversations and no cycles use it yet."""
        draft = TemplateDraft.from_json((DATA / f"{name}.json").read_bytes())
        created = Template.create(self.org, self.admin, draft, now=now)
        unused, deploy = TemplateEvidence.none(), TemplateCommand.deploy()
        deployed = created.state.execute(self.org, unused, self.admin, deploy, now=now)
        with self.store.writing():
            self.store.keep("template", created)
            self.store.keep("template", deployed)
        return deployed.state

    def context(self, now: datetime) -> Context:
        """Return the facts at an instant."""
        return Context(self.org, self.review, self.cycle, now=now)

    def around(self, conversation: Conversation, now: datetime) -> Context:
        """Return the facts around a conversation: its template as it is now, its cycle if any."""
        template = self.store.template(conversation.template)
        return Context(
            self.org, template, self.cycle if template.id == self.review.id else None, now=now
        )

    def sight(self, conversation: Conversation, who: UUID, now: datetime) -> Sight:
        """Return what somebody may see and do.

        Nobody learns of a conversation that was destroyed: it is answered as one that never was.
        """
        try:
            case = self.around(conversation, now).case(conversation)
        except Destroyed:
            raise Refused(Refusal.not_found()) from None
        return case.sight(case.relation(self.directory, who))

    def act(self, case: Case, who: UUID, command: Command) -> Conversation:
        """Carry a command out, keep what it leads to, and tell who is to be told."""
        done = case.execute(case.relation(self.directory, who), command)
        with self.store.writing():
            self.store.keep_conversation(done)
        for told in case.notifications(done.events, self.directory):
            print(f"  To {self.directory.name(told.to)}: {told.about.kind} ({told.rule})")
        return done.state


def answers(company: Company, side: Side, words: str) -> dict[UUID, AnswerInput]:
    """Answer every mandatory question of a side."""
    content = company.review.latest_content
    given: dict[UUID, AnswerInput] = {}
    for question in content.questions(side) if content else ():
        if question.mandatory:
            if isinstance(question.kind, visavis.questions.Paragraph):
                given[question.id] = words
            elif isinstance(question.kind, visavis.questions.Scale):
                given[question.id] = Scale(question.kind.max - 1)
            elif isinstance(question.kind, visavis.questions.Stars):
                given[question.id] = Stars(question.kind.max - 1)
    return given


def launch(company: Company) -> int:
    """Roll the cycle out; return how many conversations there are."""
    context = company.context(at(1, 15, 0))
    rolled_out = context.roll_out(None, company.directory)
    # One transaction: a roster without its conversations would never give them to anybody.
    with company.store.writing():
        company.store.depends_on(company.review.id, rolled_out.template_revision)
        if rolled_out.roster is not None:
            company.store.keep("roster", rolled_out.roster)
        for new in rolled_out.launched:
            company.store.keep_conversation(new)
    return len(rolled_out.launched)


def play(company: Company) -> None:
    """Let everybody but a few do what is theirs, each on a day of their own."""
    for number, conversation in enumerate(company.store.conversations()):
        if conversation.direct_report in (person(GAIL), person(BEN)):
            continue
        day = at(6, 1) + timedelta(days=number % 40)
        for side in Side:
            who = conversation.person(side)
            sight = company.sight(conversation, who, day)
            if (number + len(side)) % 7 == 0 or not sight.may(Action.ANSWER):
                continue  # They forgot, or it was too late.
            case = company.context(day).case(conversation)
            conversation = company.act(case, who, Command.save(answers(company, side, "Well.")))
            case = company.context(day).case(conversation)
            conversation = company.act(case, who, Command.share())
        case = company.context(day).case(conversation)
        sight = company.sight(conversation, conversation.manager, day)
        if number % 4 and sight.may(Action.CONFIRM_MEETING):
            company.act(case, conversation.manager, Command.confirm_meeting())


def two_writers(company: Company) -> None:
    """Gail and Roberto write at once: one of them is told, reads again and goes on."""
    store, now = company.store, at(6, 9)
    review = store.between(person(GAIL), person(ROBERTO))
    both_read = company.context(now).case(review)
    gail = company.act(both_read, person(GAIL), Command.write_notes("The new frame."))
    try:
        company.act(both_read, person(ROBERTO), Command.write_notes("Her next task."))
    except Stale:
        again = company.context(now).case(store.between(person(GAIL), person(ROBERTO)))
        roberto = company.act(again, person(ROBERTO), Command.write_notes("Her next task."))
        print(f"  Gail's notes make revision {gail.revision}; Roberto's are refused as stale,")
        print(f"  decided again and stored as {roberto.revision}.")


def undeploying(company: Company) -> None:
    """The check-in is taken out of use while Gail is about to start another one."""
    store, now, template = company.store, at(6, 9, 11), company.check_in.id
    actor, pair = company.directory.actor(person(GAIL)), company.directory.pairs_of(person(GAIL))[0]

    def start(name: str) -> Started:
        context = Context(company.org, store.template(template), now=now)
        return context.start(actor, Start(uuid5(COMPANY, name), pair), None)

    def keep(started: Started) -> None:
        with store.writing():
            store.depends_on(template, started.template_revision)
            store.keep_conversation(started.conversation)

    keep(first := start("check-in/1"))
    second = start("check-in/2")  # Decided, and not kept yet.
    # Rows are read, and what is destroyed is purged, in the transaction that keeps the event.
    with store.writing():
        before = store.template(template)
        context = Context(company.org, before, now=now)
        rows = [context.case(one).index_row() for one in store.of_template(template)]
        evidence = TemplateEvidence(rows=rows, cycles=[])
        command = TemplateCommand.undeploy_and_destroy(len(rows))
        done = before.execute(company.org, evidence, company.admin, command, now=now)
        store.keep("template", done)
        purged = done.state.to_purge(rows)
        for conversation in purged:
            store.purge(conversation)
    print(f"  The check-in is undeployed, and {len(purged)} of its conversations is purged.")
    try:
        keep(second)
    except Stale:
        print("  The one that Gail was about to start is stale.")
    try:
        keep(start("check-in/2"))
    except Refused as refused:
        print(f"  Decided again: {refused} ({refused.rule})")
    try:
        company.sight(first.conversation.state, person(GAIL), now)
    except Refused as refused:
        print(f"  Who has the link to the first one still: {refused} ({refused.rule})")
    print(f"  Gail's conversations: {len(store.of_person(person(GAIL)))}")


def three_people(company: Company) -> None:
    """Gail saves; she, Roberto and a stranger look."""
    review = company.store.between(person(GAIL), person(ROBERTO))
    now = at(6, 10)
    save = Command.save(answers(company, Side.DIRECT_REPORT, "A frame 200 g lighter."))
    review = company.act(company.context(now).case(review), person(GAIL), save)
    for number in (GAIL, ROBERTO, ROB):
        name = company.directory.name(person(number))
        try:
            part = company.sight(review, person(number), now).view().parts[0]
        except Refused as refused:
            print(f"  {name}: {refused} ({refused.rule})")
            continue
        shown = sum(question.answer is not None for question in part.questions)
        hidden = f"hidden until it is shared ({part.hidden.rule})" if part.hidden else "her own"
        print(f"  {name}: {shown} answers; the part is {hidden}")


def too_late(company: Company) -> None:
    """Ben shares a second too late, asks to edit, and may share after all."""
    manager = company.directory.pairs_of(person(BEN))[0].manager
    review = company.store.between(person(BEN), manager)
    save = Command.save(answers(company, Side.DIRECT_REPORT, "Much."))
    review = company.act(company.context(at(6, 29)).case(review), person(BEN), save)
    ends = company.context(at(7, 1)).case(review).index_row().closes_at
    before = company.sight(review, person(BEN), ends - timedelta(seconds=1)).may(Action.SHARE)
    print(f"  A second before, Ben may share: {bool(before)}, by {before.rule}.")
    try:
        company.act(company.context(ends).case(review), person(BEN), Command.share())
    except Refused as refused:
        print(f"  Then: {refused} ({refused.code}, {refused.rule})")
    company.act(company.context(ends).case(review), person(BEN), Command.request_edit())
    for asked in company.store.conversations(edit_requested=True):
        sight = company.sight(asked, person(SUPER_ADMIN), at(7, 11))
        for request in visavis.edit_requests([sight]):
            print(
                f"  {company.directory.name(request.by)} asks to edit; the Super Admin allows it."
            )
            case = company.context(at(7, 11)).case(asked)
            review = company.act(case, person(SUPER_ADMIN), Command.allow_edit(request.side))
    (reopened,) = company.sight(review, person(BEN), at(7, 12)).view().requests
    company.act(company.context(at(7, 12)).case(review), person(BEN), Command.share())
    print(f"  Ben shares on 2026-07-12; he might have until {reopened.approved_until}.")


def status(company: Company) -> Counter[str]:
    """Count how far the reviews are, for Super Admins, from what their managers may know."""
    counts: Counter[str] = Counter()
    for conversation in company.store.conversations():
        view = company.sight(conversation, conversation.manager, at(7, 13)).view()
        shared = [WHO[part.part] for part in view.parts if part.done]
        some = f"{' and '.join(shared)} shared" if shared else "nobody shared"
        counts["complete" if view.complete else some] += 1
    return counts


def what_happened(events: Iterable[ConversationEvent]) -> Iterator[str]:
    """Say in words what each event is."""
    for event in events:
        change = event.change
        if isinstance(change, changes.Saved):
            yield f"{WHO[change.part]} saved {len(change.answers)} answers"
        elif isinstance(change, changes.NotesWritten):
            yield f"{WHO[Respondent(change.side)]} wrote notes"
        else:
            yield "it was launched" if isinstance(change, changes.Launched) else "more"


def main() -> None:
    """Play the half-year, and print what came of it."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/python-demo")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "visavis.db"
    store = Store(path)
    with closing(store.database):
        company = Company(store)
        print(f"A half-year review for {len(company.directory)} people, in {ZONE}")
        times = company.context(at(1, 5)).cycle_times
        for boundary in times.timeline(at(1, 5)).boundaries if times else ():
            begins = boundary.begins.value if boundary.begins else "locks"
            print(f"  {begins:7} {boundary.date}  {boundary.rule}")
        print(f"  {launch(company)} reviews are launched: Ken reports to nobody.")
        print("Two writers meet")
        two_writers(company)
        print("A template is undeployed")
        undeploying(company)
        print("Three people look")
        three_people(company)
        play(company)
        print("A share that came too late")
        too_late(company)
        print("Where the reviews stand on 2026-07-13")
        for name, count in sorted(status(company).items()):
            print(f"  {name:42} {count:4}")
        gail = store.log(store.between(person(GAIL), person(ROBERTO)))
        print(f"What happened to Gail's: {', '.join(what_happened(gail))}")
        exact = 0
        for conversation in store.conversations():
            exact += Conversation.replay(store.log(conversation)) == conversation
        (events,) = store.database.execute("SELECT count(*) FROM event").fetchone()
        print(f"{path}: {events} events; replayed, they give {exact} reviews exactly")


if __name__ == "__main__":
    main()
