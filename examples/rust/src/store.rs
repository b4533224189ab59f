//! The database: events and states of aggregates, index rows, facts.
//!
//! Two writers never overwrite each other: an append goes through only while the aggregate still
//! has the revision that it was decided on. Otherwise it is [`Fault::Stale`], nothing is written,
//! and the caller reads, decides and appends again, as [`crate::host::act`] does. What is started or
//! rolled out depends on its template too ([`Writer::depends_on`]), and what an undeploying destroys is
//! purged with it ([`Writer::purge`]).

use std::fmt::Display;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{
    Connection, OptionalExtension, Params, Row, Transaction, TransactionBehavior, params,
};
use visavis::conversation::ConversationOutcome;
use visavis::id::{ConversationId, CycleId, PersonId, TemplateId};
use visavis::refusal::Reason;
use visavis::wire::Wire;
use visavis::{Conversation, Event, IndexRow, Instant, Refusal, from_json, to_json};

use crate::fault::Fault;
use crate::people::Employee;

#[cfg(test)]
mod tests;

/// One connection to the database.
pub(crate) struct Store(Connection);

/// What is written in one transaction: all of it or nothing.
pub(crate) struct Writer<'a>(Transaction<'a>);

impl Store {
    /// A new database, in place of one that an earlier run left.
    pub(crate) fn create(path: &Path) -> Result<Self, Fault> {
        for ending in ["", "-wal", "-shm"] {
            let mut file = path.as_os_str().to_owned();
            file.push(ending);
            let file = PathBuf::from(file);
            match fs::remove_file(&file) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(Fault::file(&file)(error));
                }
                _ => {}
            }
        }
        let store = Self::open(path)?;
        store.0.execute_batch(include_str!("schema.sql"))?;
        Ok(store)
    }

    /// A database that exists.
    pub(crate) fn open(path: &Path) -> Result<Self, Fault> {
        let db = Connection::open(path)?;
        // Readers and a writer do not wait for each other, and a commit does not wait for the disk:
        // a power cut can cost the last commits, which a host in earnest would forbid with `full`.
        db.pragma_update(None, "journal_mode", "wal")?;
        db.pragma_update(None, "synchronous", "normal")?;
        db.busy_timeout(Duration::from_secs(5))?;
        Ok(Self(db))
    }

    /// Writes in one transaction: where the work fails, nothing of it is kept.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Writer<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        // Taking the lock at once lets writers queue up instead of failing halfway.
        let immediate = TransactionBehavior::Immediate;
        let writer = Writer(Transaction::new_unchecked(&self.0, immediate)?);
        let done = work(&writer)?;
        writer.0.commit()?;
        Ok(done)
    }

    /// The state of an aggregate, where there is one.
    pub(crate) fn find<S: Wire>(&self, id: impl Display) -> Result<Option<S>, Fault> {
        let sql = "SELECT data FROM state WHERE kind = ?1 AND id = ?2";
        let json: Option<String> = self
            .0
            .prepare_cached(sql)?
            .query_row(params![S::KIND, id.to_string()], |row| row.get(0))
            .optional()?;
        Ok(json.map(|json| from_json(json.as_bytes())).transpose()?)
    }

    /// The state of an aggregate that there should be. An id that stands for nothing is refused
    /// just as the engine refuses a stranger, so that nobody can tell the two apart (VIS-16).
    pub(crate) fn load<S: Wire>(&self, id: impl Display) -> Result<S, Fault> {
        self.find(id)?
            .ok_or_else(|| Refusal::from(Reason::NotFound).into())
    }

    /// The events of an aggregate, from the first to the last.
    pub(crate) fn events<S: Wire, E: Wire>(&self, id: impl Display) -> Result<Vec<E>, Fault> {
        let sql = "SELECT data FROM event WHERE kind = ?1 AND id = ?2 ORDER BY revision";
        self.read(sql, params![S::KIND, id.to_string()])
    }

    /// How many events are stored.
    pub(crate) fn count_events(&self) -> Result<u64, Fault> {
        let sql = "SELECT count(*) FROM event";
        Ok(self.0.query_row(sql, [], |row| row.get(0))?)
    }

    /// The conversations of a cycle.
    pub(crate) fn of_cycle(&self, cycle: CycleId) -> Result<Vec<Conversation>, Fault> {
        self.conversations("cycle = ?1", [cycle.to_string()])
    }

    /// The conversations of a template.
    pub(crate) fn of_template(&self, template: TemplateId) -> Result<Vec<Conversation>, Fault> {
        self.conversations("template = ?1", [template.to_string()])
    }

    /// The conversations between two people, whichever of them is the direct report.
    pub(crate) fn of_pair(
        &self,
        one: PersonId,
        other: PersonId,
    ) -> Result<Vec<Conversation>, Fault> {
        let people = [one.to_string(), other.to_string()];
        let which = "(direct_report, manager) IN (VALUES (?1, ?2), (?2, ?1))";
        self.conversations(which, people)
    }

    /// The conversations that a person takes part in, or managed before somebody took ownership.
    pub(crate) fn of_person(&self, person: PersonId) -> Result<Vec<Conversation>, Fault> {
        let which = "direct_report = ?1 OR manager = ?1 OR conversation IN
                     (SELECT conversation FROM previous_manager WHERE manager = ?1)";
        self.conversations(which, [person.to_string()])
    }

    /// The conversations whose next boundary has come.
    pub(crate) fn due(&self, now: Instant) -> Result<Vec<Conversation>, Fault> {
        self.conversations("next_boundary <= ?1", [now.micros()])
    }

    /// The conversations in which a request to edit waits for a decision.
    pub(crate) fn edit_requested(&self) -> Result<Vec<Conversation>, Fault> {
        self.conversations("edit_requested", [])
    }

    /// When time next changes something.
    pub(crate) fn next_wake(&self) -> Result<Option<Instant>, Fault> {
        let sql = "SELECT min(at) FROM (SELECT min(next_boundary) AS at FROM index_row
                   UNION ALL SELECT min(next_boundary) FROM cycle_row)";
        let micros: Option<i64> = self
            .0
            .prepare_cached(sql)?
            .query_row([], |row| row.get(0))?;
        Ok(micros.and_then(Instant::from_micros))
    }

    /// Facts of a kind.
    pub(crate) fn facts<F: Wire>(&self) -> Result<F, Fault> {
        let sql = "SELECT data FROM facts WHERE kind = ?1";
        let json: String = self.0.query_row(sql, [F::KIND], |row| row.get(0))?;
        Ok(from_json(json.as_bytes())?)
    }

    /// Everyone who is employed.
    pub(crate) fn employees(&self) -> Result<Vec<Employee>, Fault> {
        let sql = "SELECT number, email, department, division, manager, active
                   FROM employee ORDER BY number";
        let read = |row: &Row<'_>| {
            Ok(Employee {
                number: row.get(0)?,
                email: row.get(1)?,
                department: row.get(2)?,
                division: row.get(3)?,
                manager: row.get(4)?,
                active: row.get(5)?,
            })
        };
        let mut statement = self.0.prepare(sql)?;
        Ok(statement.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    fn conversations(&self, which: &str, by: impl Params) -> Result<Vec<Conversation>, Fault> {
        let sql = format!(
            "SELECT data FROM index_row JOIN state ON kind = 'conversation' AND id = conversation
             WHERE ({which}) ORDER BY launched_at, id"
        );
        self.read(&sql, by)
    }

    fn read<T: Wire>(&self, sql: &str, by: impl Params) -> Result<Vec<T>, Fault> {
        self.0
            .prepare_cached(sql)?
            .query_map(by, |row| row.get(0))?
            .map(|json: Result<String, _>| Ok(from_json(json?.as_bytes())?))
            .collect()
    }
}

impl Writer<'_> {
    /// Appends events to an aggregate, with the state that they lead to, if nobody else has
    /// appended since it was read: the first event names the revision that it was decided on.
    pub(crate) fn append<S, Id, Change>(
        &self,
        state: &S,
        events: &[Event<Id, Change>],
    ) -> Result<(), Fault>
    where
        S: Wire,
        Id: Copy + Display,
        Event<Id, Change>: Wire,
    {
        let (Some(first), Some(last)) = (events.first(), events.last()) else {
            return Ok(());
        };
        let (kind, id, read) = (S::KIND, first.of().to_string(), first.revision() - 1);
        let (revision, data) = (last.revision(), to_json(state)?);
        // One statement for both would bring back what another writer has deleted meanwhile.
        let written = if read == 0 {
            let sql = "INSERT INTO state (kind, id, revision, data) VALUES (?1, ?2, ?3, ?4)
                       ON CONFLICT DO NOTHING";
            self.execute(sql, params![kind, id, revision, data])?
        } else {
            let sql = "UPDATE state SET revision = ?3, data = ?4
                       WHERE kind = ?1 AND id = ?2 AND revision = ?5";
            self.execute(sql, params![kind, id, revision, data, read])?
        };
        if written == 0 {
            return Err(Fault::Stale);
        }
        for event in events {
            let sql = "INSERT INTO event (kind, id, revision, data) VALUES (?1, ?2, ?3, ?4)";
            let data = to_json(event)?;
            self.execute(sql, params![kind, id, event.revision(), data])?;
        }
        Ok(())
    }

    /// Keeps what a command did to a conversation.
    pub(crate) fn keep(&self, done: &ConversationOutcome) -> Result<(), Fault> {
        self.append(&done.state, &done.events)?;
        let conversation = done.row.conversation.to_string();
        let sql = "DELETE FROM previous_manager WHERE conversation = ?1";
        self.execute(sql, [&conversation])?;
        for manager in done.state.previous_managers() {
            let sql = "INSERT OR IGNORE INTO previous_manager VALUES (?1, ?2)";
            self.execute(sql, [&manager.to_string(), &conversation])?;
        }
        self.put_row(&done.row)
    }

    /// Goes on only while a template has the revision that a start or a roll-out was decided on: it
    /// may have been undeployed meanwhile, without the conversations that are about to be stored
    /// (TPL-13).
    pub(crate) fn depends_on(&self, template: TemplateId, revision: u64) -> Result<(), Fault> {
        let sql = "SELECT 1 FROM state WHERE kind = 'template' AND id = ?1 AND revision = ?2";
        match (self.0.prepare_cached(sql)?).exists(params![template.to_string(), revision])? {
            true => Ok(()),
            false => Err(Fault::Stale),
        }
    }

    /// Forgets all that there is of a conversation that was destroyed.
    pub(crate) fn purge(&self, conversation: ConversationId) -> Result<(), Fault> {
        for which in [
            "event WHERE kind = 'conversation' AND id",
            "state WHERE kind = 'conversation' AND id",
            "index_row WHERE conversation",
            "previous_manager WHERE conversation",
        ] {
            let sql = format!("DELETE FROM {which} = ?1");
            self.execute(&sql, [conversation.to_string()])?;
        }
        Ok(())
    }

    /// Puts the index row of a conversation in place.
    pub(crate) fn put_row(&self, row: &IndexRow) -> Result<(), Fault> {
        self.execute(
            "INSERT OR REPLACE INTO index_row VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                row.conversation.to_string(),
                row.template.to_string(),
                row.cycle.map(|cycle| cycle.to_string()),
                row.direct_report.to_string(),
                row.manager.to_string(),
                row.edit_requested,
                row.launched_at.micros(),
                row.closes_at.micros(),
                row.next_boundary.map(Instant::micros),
            ],
        )?;
        Ok(())
    }

    /// Puts in place when a cycle needs attention next.
    pub(crate) fn put_cycle_row(&self, cycle: CycleId, next: Option<Instant>) -> Result<(), Fault> {
        let sql = "INSERT OR REPLACE INTO cycle_row VALUES (?1, ?2)";
        self.execute(sql, params![cycle.to_string(), next.map(Instant::micros)])?;
        Ok(())
    }

    /// Puts facts of a kind in place.
    pub(crate) fn put_facts<F: Wire>(&self, facts: &F) -> Result<(), Fault> {
        let sql = "INSERT OR REPLACE INTO facts VALUES (?1, ?2)";
        self.execute(sql, params![F::KIND, to_json(facts)?])?;
        Ok(())
    }

    /// Puts an employee in place.
    pub(crate) fn put_employee(&self, employee: &Employee) -> Result<(), Fault> {
        self.execute(
            "INSERT OR REPLACE INTO employee VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                employee.number,
                employee.id().to_string(),
                employee.email,
                employee.name(),
                employee.department,
                employee.division,
                employee.manager,
                employee.active,
            ],
        )?;
        Ok(())
    }

    fn execute(&self, sql: &str, values: impl Params) -> Result<usize, Fault> {
        Ok(self.0.prepare_cached(sql)?.execute(values)?)
    }
}
