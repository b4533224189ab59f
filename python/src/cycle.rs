//! Scheduled cycles and who is in them.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use visavis::Request;
use visavis::cycle::LockDate;
use visavis::id::{CommandId, CycleId, OrgId, PersonId, TemplateId};

use crate::convert::{At, Id, Typed, expected, request};
use crate::evidence::CycleEvidence;
use crate::facts::Org;
use crate::fault::Fallible;
use crate::outcome::{CycleEvent, RosterEvent, log, outcome, owned};
use crate::people::{Directory, ids};
use crate::record::{Class, tuple};
use crate::relation::Actor;
use crate::schedule::{SCHEDULE, lock_on, review};
use crate::template::Template;
use crate::wire::{plain, read_typed, replaced, sent, wired};

/// A cycle as an administrator writes it, not checked yet.
///
/// >>> from datetime import date
/// >>> schedule = Schedule(start=date(2026, 3, 2), end=date(2026, 3, 31), grace_days=7)
/// >>> CycleDraft(id=uuid(31), template=review.id, schedule=schedule).schedule == schedule
/// True
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct CycleDraft(visavis::CycleDraft);

#[pymethods]
impl CycleDraft {
    #[new]
    #[pyo3(signature = (id, template, schedule, *, participants=None))]
    fn new(
        id: Id<CycleId>,
        template: Id<TemplateId>,
        schedule: &Bound<'_, PyAny>,
        participants: Option<&Bound<'_, PyAny>>,
    ) -> Fallible<Self> {
        let data = PyDict::new(schedule.py());
        data.set_item("id", id)?;
        data.set_item("template", template)?;
        data.set_item("schedule", schedule)?;
        if let Some(participants) = participants {
            data.set_item("participants", among(participants)?)?;
        }
        Ok(Self(read_typed(data.as_any())?))
    }

    /// The id, which the host gives.
    #[getter]
    fn id(&self) -> Id<CycleId> {
        Id(self.0.id)
    }

    /// The scheduled template that it runs.
    #[getter]
    fn template(&self) -> Id<TemplateId> {
        Id(self.0.template)
    }

    /// The dates and what goes with them.
    #[getter]
    fn schedule<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
        SCHEDULE.of(py, &self.0.schedule)
    }

    /// Whom it is for: one of the classes of `visavis.participants`.
    #[getter]
    fn participants<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
        PARTICIPANTS.of(py, &self.0.participants)
    }

    fn __repr__(&self) -> String {
        format!("<CycleDraft {}>", self.0.id)
    }
}

wired! { CycleDraft: visavis::CycleDraft; }
sent! { CycleDraft: visavis::CycleDraft; }
replaced! { CycleDraft: "id" "template" "schedule" "participants"; }

static PARTICIPANTS: Class = Class::new("visavis.participants", "_Participants");

/// Whom a cycle can be for.
static AMONG: [Class; 4] = [
    Class::new("visavis.participants", "Everyone"),
    Class::new("visavis.participants", "Departments"),
    Class::new("visavis.participants", "Groups"),
    Class::new("visavis.participants", "List"),
];

/// What says whom a cycle is for, and nothing else: a list as it was read has more than its people.
fn among<'a, 'py>(given: &'a Bound<'py, PyAny>) -> PyResult<&'a Bound<'py, PyAny>> {
    for class in &AMONG {
        if given.is_instance(class.get(given.py())?)? {
            return Ok(given);
        }
    }
    Err(expected(
        "participants.Everyone, Departments, Groups or List",
        given,
    ))
}

fn participants_of(given: &Bound<'_, PyAny>) -> Fallible<visavis::cycle::Participants> {
    plain(among(given)?)
}

/// What can be asked of a cycle that exists.
///
/// With an `id` it may be sent twice: the second time changes nothing.
///
/// >>> from datetime import date
/// >>> CycleCommand.move_start(date(2026, 3, 9)).to_dict()
/// {'command': {'move_start': '2026-03-09'}}
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct CycleCommand(Request<visavis::CycleCommand>);

#[pymethods]
impl CycleCommand {
    /// Move the start date, until the launch.
    #[staticmethod]
    #[pyo3(signature = (start, *, id=None))]
    fn move_start(start: Typed, id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::CycleCommand::MoveStart(start.0), id))
    }

    /// Move the end date, until its own boundary.
    #[staticmethod]
    #[pyo3(signature = (end, *, id=None))]
    fn move_end(end: Typed, id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::CycleCommand::MoveEnd(end.0), id))
    }

    /// Move the start date and the end date at once, until the launch.
    ///
    /// >>> from datetime import date
    /// >>> autumn = CycleCommand.move_dates(date(2026, 9, 1), date(2026, 9, 30))
    /// >>> evidence = CycleEvidence(template=review, roster=None, directory=None)
    /// >>> done = cycle.execute(org, evidence, ada, autumn, now=at("2026-02-02T09:00:00Z"))
    /// >>> done.events[0].change.schedule.start
    /// datetime.date(2026, 9, 1)
    #[staticmethod]
    #[pyo3(signature = (start, end, *, id=None))]
    fn move_dates(start: Typed, end: Typed, id: Option<Id<CommandId>>) -> Self {
        let (start, end) = (start.0, end.0);
        Self(request(visavis::CycleCommand::MoveDates { start, end }, id))
    }

    /// Change the days of grace, until grace has passed.
    ///
    /// >>> longer = CycleCommand.change_grace(10)
    /// >>> evidence = CycleEvidence(template=review, roster=rolled_out.roster.state, directory=None)
    /// >>> now = at("2026-04-02T09:00:00Z")
    /// >>> done = cycle.execute(org, evidence, ada, longer, now=now)
    /// >>> done.events[0].change.schedule.last_day
    /// datetime.date(2026, 4, 10)
    #[staticmethod]
    #[pyo3(signature = (days, *, id=None))]
    fn change_grace(days: u32, id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::CycleCommand::ChangeGrace(days), id))
    }

    /// Let answers lock once they are shared, or not, until the launch.
    #[staticmethod]
    #[pyo3(signature = (on, *, id=None))]
    fn lock_on_share(on: bool, id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::CycleCommand::LockOnShare(on), id))
    }

    /// Give a list or a question a lock date, or another one; from the launch on only a later one.
    ///
    /// >>> from datetime import date
    /// >>> from visavis import locks
    /// >>> lock = CycleCommand.lock(locks.Question(uuid(11)), date(2026, 3, 20))
    /// >>> evidence = CycleEvidence(template=review, roster=None, directory=None)
    /// >>> now = at("2026-02-02T09:00:00Z")
    /// >>> done = cycle.execute(org, evidence, ada, lock, now=now)
    /// >>> done.events[0].change.schedule.locks[0].date
    /// datetime.date(2026, 3, 20)
    #[staticmethod]
    #[pyo3(signature = (on, date, *, id=None))]
    fn lock(on: &Bound<'_, PyAny>, date: Typed, id: Option<Id<CommandId>>) -> PyResult<Self> {
        let (on, date) = (lock_on(on)?, date.0);
        let lock = LockDate { on, date };
        Ok(Self(request(visavis::CycleCommand::Lock(lock), id)))
    }

    /// Take a lock date away, until the launch.
    #[staticmethod]
    #[pyo3(signature = (on, *, id=None))]
    fn unlock(on: &Bound<'_, PyAny>, id: Option<Id<CommandId>>) -> PyResult<Self> {
        let on = lock_on(on)?;
        Ok(Self(request(visavis::CycleCommand::Unlock(on), id)))
    }

    /// Add an admin review, change it whole, or with none take it away, until the launch.
    ///
    /// >>> from datetime import date
    /// >>> both = AdminReview(date(2026, 3, 15), date(2026, 3, 20), Reviewed.BOTH)
    /// >>> CycleCommand.set_review(both), CycleCommand.set_review(None).to_dict()
    /// (<CycleCommand set_review>, {'command': {'set_review': None}})
    #[staticmethod]
    #[pyo3(signature = (review, *, id=None))]
    fn set_review(review: Option<&Bound<'_, PyAny>>, id: Option<Id<CommandId>>) -> PyResult<Self> {
        let review = review.map(self::review).transpose()?;
        Ok(Self(request(visavis::CycleCommand::SetReview(review), id)))
    }

    /// Move the submit deadline, until it has passed.
    #[staticmethod]
    #[pyo3(signature = (submit_by, *, id=None))]
    fn move_submit(submit_by: Typed, id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::CycleCommand::MoveSubmit(submit_by.0), id))
    }

    /// Move the review deadline, until it has passed.
    #[staticmethod]
    #[pyo3(signature = (review_by, *, id=None))]
    fn move_review(review_by: Typed, id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::CycleCommand::MoveReview(review_by.0), id))
    }

    /// Have the cycle for others, until its end boundary: a new list has everyone in it.
    ///
    /// `leaving_out` is everyone who has a conversation of the cycle and would not be among them: they
    /// keep it. `Roster.left_out` tells who they are.
    ///
    /// >>> from visavis import participants
    /// >>> nobody_else = CycleCommand.set_participants(participants.List([uuid(1)]))
    /// >>> evidence = CycleEvidence(template=review, roster=None, directory=None)
    /// >>> now = at("2026-02-02T09:00:00Z")
    /// >>> done = cycle.execute(org, evidence, ada, nobody_else, now=now)
    /// >>> done.state.participants(at("2026-03-01T00:00:00Z")).people == (uuid(1),)
    /// True
    #[staticmethod]
    #[pyo3(signature = (participants, *, leaving_out=None, id=None))]
    fn set_participants(
        participants: &Bound<'_, PyAny>,
        leaving_out: Option<&Bound<'_, PyAny>>,
        id: Option<Id<CommandId>>,
    ) -> Fallible<Self> {
        let participants = participants_of(participants)?;
        let leaving_out = ids(leaving_out)?;
        let command = visavis::CycleCommand::SetParticipants {
            participants,
            leaving_out,
        };
        Ok(Self(request(command, id)))
    }

    /// The id under which it counts as the same.
    #[getter]
    fn id(&self) -> Option<Id<CommandId>> {
        self.0.id.map(Id)
    }

    fn __repr__(&self) -> &'static str {
        match self.0.command {
            visavis::CycleCommand::MoveStart(_) => "<CycleCommand move_start>",
            visavis::CycleCommand::MoveEnd(_) => "<CycleCommand move_end>",
            visavis::CycleCommand::MoveDates { .. } => "<CycleCommand move_dates>",
            visavis::CycleCommand::ChangeGrace(_) => "<CycleCommand change_grace>",
            visavis::CycleCommand::LockOnShare(_) => "<CycleCommand lock_on_share>",
            visavis::CycleCommand::Lock(_) => "<CycleCommand lock>",
            visavis::CycleCommand::Unlock(_) => "<CycleCommand unlock>",
            visavis::CycleCommand::SetReview(_) => "<CycleCommand set_review>",
            visavis::CycleCommand::MoveSubmit(_) => "<CycleCommand move_submit>",
            visavis::CycleCommand::MoveReview(_) => "<CycleCommand move_review>",
            _ => "<CycleCommand>",
        }
    }
}

wired! { CycleCommand: Request<visavis::CycleCommand>; }
sent! { CycleCommand: Request<visavis::CycleCommand>; }

/// A scheduled cycle of a template.
///
/// It is for the host alone, to keep: it has all locks and dates, and what a person may see of them
/// stands in their view.
///
/// >>> cycle.revision, cycle.template == review.id
/// (1, True)
/// >>> cycle.schedule(at("2026-02-02T09:00:00Z")).end
/// datetime.date(2026, 3, 31)
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Cycle(pub(crate) Arc<visavis::Cycle>);

#[pymethods]
impl Cycle {
    /// Sets a cycle up for a scheduled template.
    #[staticmethod]
    #[pyo3(signature = (organisation, template, by, draft, *, now))]
    fn set_up<'py>(
        py: Python<'py>,
        organisation: &Org,
        template: &Template,
        by: Actor,
        draft: &CycleDraft,
        now: At,
    ) -> Fallible<Bound<'py, PyAny>> {
        let (org, template, by) = (&organisation.0, &template.0, &by.0);
        let done = visavis::Cycle::set_up(org, template, by, draft.0.clone(), now.0)?;
        outcome(py, done, Self, CycleEvent)
    }

    /// The cycle that a whole log of events makes.
    #[staticmethod]
    fn replay(py: Python<'_>, events: &Bound<'_, PyAny>) -> Fallible<Self> {
        let log = log!(events, CycleEvent);
        Ok(Self(Arc::new(
            py.detach(|| visavis::Cycle::replay(&owned(&log)))?,
        )))
    }

    /// The cycle as it stood at an instant; none if it did not exist yet.
    #[staticmethod]
    fn replay_until(py: Python<'_>, events: &Bound<'_, PyAny>, at: At) -> Fallible<Option<Self>> {
        let log = log!(events, CycleEvent);
        let then = py.detach(|| visavis::Cycle::replay_until(&owned(&log), at.0))?;
        Ok(then.map(|then| Self(Arc::new(then))))
    }

    /// The events of a command; nothing changes.
    #[pyo3(signature = (organisation, evidence, by, command, *, now))]
    fn decide<'py>(
        &self,
        py: Python<'py>,
        organisation: &Org,
        evidence: &CycleEvidence,
        by: Actor,
        command: &CycleCommand,
        now: At,
    ) -> Fallible<Bound<'py, PyTuple>> {
        let (evidence, command) = (evidence.core(), command.0.clone());
        let decided = self
            .0
            .decide(&organisation.0, &evidence, &by.0, command, now.0)?;
        let events = decided.into_iter().map(|event| CycleEvent(event.into()));
        Ok(tuple(py, events)?)
    }

    /// Carries a command out: the cycle after it, and the events to store.
    #[pyo3(signature = (organisation, evidence, by, command, *, now))]
    fn execute<'py>(
        &self,
        py: Python<'py>,
        organisation: &Org,
        evidence: &CycleEvidence,
        by: Actor,
        command: &CycleCommand,
        now: At,
    ) -> Fallible<Bound<'py, PyAny>> {
        let (evidence, command) = (evidence.core(), command.0.clone());
        let done = self
            .0
            .execute(&organisation.0, &evidence, &by.0, command, now.0)?;
        outcome(py, done, Self, CycleEvent)
    }

    /// The id.
    #[getter]
    fn id(&self) -> Id<CycleId> {
        Id(self.0.id())
    }

    /// The organisation.
    #[getter]
    fn organisation(&self) -> Id<OrgId> {
        Id(self.0.organisation())
    }

    /// The revision, for compare-and-swap, and for the host alone: no viewer sees it.
    #[getter]
    fn revision(&self) -> u64 {
        self.0.revision()
    }

    /// The template that it runs.
    #[getter]
    fn template(&self) -> Id<TemplateId> {
        Id(self.0.template())
    }

    /// The schedule in force at an instant.
    fn schedule<'py>(&self, py: Python<'py>, now: At) -> Fallible<Bound<'py, PyAny>> {
        SCHEDULE.of(py, self.0.schedule(now.0))
    }

    /// Whom it is for, as it stood at an instant.
    ///
    /// >>> cycle.participants(at("2026-03-10T09:00:00Z"))
    /// Everyone()
    fn participants<'py>(&self, py: Python<'py>, now: At) -> Fallible<Bound<'py, PyAny>> {
        PARTICIPANTS.of(py, self.0.participants(now.0))
    }

    fn __repr__(&self) -> String {
        format!("<Cycle {} revision {}>", self.0.id(), self.0.revision())
    }
}

wired! { Cycle: visavis::Cycle; }

/// The roster of a cycle: who is in it, and who waits since when.
///
/// It is for the host alone, to keep.
///
/// >>> launch = Context(org, review, cycle, now=at("2026-03-01T00:00:00Z"))
/// >>> roster = launch.roll_out(None, directory).roster.state
/// >>> uuid(1) in roster, roster.waiting
/// (True, {})
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Roster(pub(crate) Arc<visavis::Roster>);

#[pymethods]
impl Roster {
    /// The roster that a whole log of events makes.
    #[staticmethod]
    fn replay(py: Python<'_>, events: &Bound<'_, PyAny>) -> Fallible<Self> {
        let log = log!(events, RosterEvent);
        Ok(Self(Arc::new(
            py.detach(|| visavis::Roster::replay(&owned(&log)))?,
        )))
    }

    /// The roster as it stood at an instant; none if it did not exist yet.
    #[staticmethod]
    fn replay_until(py: Python<'_>, events: &Bound<'_, PyAny>, at: At) -> Fallible<Option<Self>> {
        let log = log!(events, RosterEvent);
        let then = py.detach(|| visavis::Roster::replay_until(&owned(&log), at.0))?;
        Ok(then.map(|then| Self(Arc::new(then))))
    }

    /// The cycle.
    #[getter]
    fn cycle(&self) -> Id<CycleId> {
        Id(self.0.cycle())
    }

    /// The organisation.
    #[getter]
    fn organisation(&self) -> Id<OrgId> {
        Id(self.0.organisation())
    }

    /// The revision, for compare-and-swap, and for the host alone: no viewer sees it.
    #[getter]
    fn revision(&self) -> u64 {
        self.0.revision()
    }

    /// Who waits for a conversation, each since when they were first seen.
    #[getter]
    fn waiting<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let waiting = PyDict::new(py);
        for (person, since) in self.0.waiting() {
            waiting.set_item(Id(person), At(since))?;
        }
        Ok(waiting)
    }

    /// Everyone who has a conversation and would not be among other participants, in the order of ids.
    ///
    /// `CycleCommand.set_participants` has to acknowledge them. Departments and groups need the directory.
    ///
    /// >>> from visavis import participants
    /// >>> roster = rolled_out.roster.state
    /// >>> roster.left_out(participants.List([uuid(2)]), None) == (uuid(1),)
    /// True
    /// >>> roster.left_out(participants.Everyone(), None)
    /// ()
    #[pyo3(signature = (participants, directory))]
    fn left_out<'py>(
        &self,
        py: Python<'py>,
        participants: &Bound<'py, PyAny>,
        directory: Option<PyRef<'_, Directory>>,
    ) -> Fallible<Bound<'py, PyTuple>> {
        let participants = participants_of(participants)?;
        let directory = directory.as_ref().map(|directory| &*directory.core);
        let left_out = self.0.left_out(&participants, directory)?;
        Ok(tuple(py, left_out.into_iter().map(Id))?)
    }

    /// Whether a person has their conversation.
    fn __contains__(&self, person: &Bound<'_, PyAny>) -> bool {
        let person = person.extract::<Id<PersonId>>();
        person.is_ok_and(|person| self.0.has(person.0))
    }

    fn __repr__(&self) -> String {
        format!(
            "<Roster of {} revision {}>",
            self.0.cycle(),
            self.0.revision()
        )
    }
}

wired! { Roster: visavis::Roster; }
