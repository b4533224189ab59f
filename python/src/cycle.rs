//! Scheduled cycles and who is in them.

use std::sync::Arc;

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use visavis::{CommandId, CycleId, Launch, OrgId, PersonId, Phase, Request, TemplateId};

use crate::convert::{At, Day, Id, Of, expected, request};
use crate::facts::{Org, Relation};
use crate::fault::Answer;
use crate::outcome::{self, CycleEvent, RosterEvent, log, owned};
use crate::record::{Class, tuple};
use crate::template::Template;
use crate::wire::{copied, hash, read_plain, wired};

static SCHEDULE: Class = Class::new("visavis._schedule", "Schedule");

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
    fn new(id: Id<CycleId>, template: Id<TemplateId>, schedule: &Bound<'_, PyAny>) -> Answer<Self> {
        let data = PyDict::new(schedule.py());
        data.set_item("id", id)?;
        data.set_item("template", template)?;
        data.set_item("schedule", schedule)?;
        Ok(Self(read_plain(data.as_any())?))
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
    fn schedule<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        SCHEDULE.of(py, &self.0.schedule)
    }

    fn __repr__(&self) -> String {
        format!("<CycleDraft {}>", self.0.id)
    }
}

wired! { CycleDraft: visavis::CycleDraft; }

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
    /// Move the start date.
    #[staticmethod]
    #[pyo3(signature = (start, *, id=None))]
    fn move_start(start: Day, id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::CycleCommand::MoveStart(start.0), id))
    }

    /// Let answers lock once they are shared, or not.
    #[staticmethod]
    #[pyo3(signature = (on, *, id=None))]
    fn lock_on_share(on: bool, id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::CycleCommand::LockOnShare(on), id))
    }

    /// The id under which it counts as the same.
    #[getter]
    fn id(&self) -> Option<Id<CommandId>> {
        self.0.id.map(Id)
    }

    fn __repr__(&self) -> &'static str {
        match self.0.command {
            visavis::CycleCommand::MoveStart(_) => "<CycleCommand move_start>",
            visavis::CycleCommand::LockOnShare(_) => "<CycleCommand lock_on_share>",
            _ => "<CycleCommand>",
        }
    }
}

wired! { CycleCommand: Request<visavis::CycleCommand>; }

/// A scheduled cycle of a template.
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
    fn set_up<'py>(
        py: Python<'py>,
        organisation: &Org,
        template: &Template,
        by: &Relation,
        draft: &CycleDraft,
        now: At,
    ) -> Answer<Bound<'py, PyAny>> {
        let (org, template, by) = (&organisation.0, &template.0, &by.0);
        outcome::cycle(
            py,
            visavis::Cycle::set_up(org, template, by, draft.0, now.0)?,
        )
    }

    /// The cycle that a whole log of events makes.
    #[staticmethod]
    fn replay(py: Python<'_>, events: &Bound<'_, PyAny>) -> Answer<Self> {
        let log = log!(events, CycleEvent);
        Ok(Self(Arc::new(
            py.detach(|| visavis::Cycle::replay(&owned(&log)))?,
        )))
    }

    /// The events of a command; nothing changes.
    fn decide<'py>(
        &self,
        py: Python<'py>,
        organisation: &Org,
        template: &Template,
        by: &Relation,
        command: &CycleCommand,
        now: At,
    ) -> Answer<Bound<'py, PyTuple>> {
        let (org, template, by) = (&organisation.0, &template.0, &by.0);
        let decided = self.0.decide(org, template, by, &command.0, now.0)?;
        let events = decided.into_iter().map(|event| CycleEvent(event.into()));
        Ok(tuple(py, events)?)
    }

    /// Carries a command out: the cycle after it, and the events to store.
    fn execute<'py>(
        &self,
        py: Python<'py>,
        organisation: &Org,
        template: &Template,
        by: &Relation,
        command: &CycleCommand,
        now: At,
    ) -> Answer<Bound<'py, PyAny>> {
        let (org, template, by) = (&organisation.0, &template.0, &by.0);
        outcome::cycle(py, self.0.execute(org, template, by, &command.0, now.0)?)
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

    /// The revision, for compare-and-swap.
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
    fn schedule<'py>(&self, py: Python<'py>, now: At) -> Answer<Bound<'py, PyAny>> {
        SCHEDULE.of(py, self.0.schedule(now.0))
    }

    fn __repr__(&self) -> String {
        format!("<Cycle {} revision {}>", self.0.id(), self.0.revision())
    }
}

wired! { Cycle: visavis::Cycle; }

/// The roster of a cycle: who is in it, and who waits since when.
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
    fn replay(py: Python<'_>, events: &Bound<'_, PyAny>) -> Answer<Self> {
        let log = log!(events, RosterEvent);
        Ok(Self(Arc::new(
            py.detach(|| visavis::Roster::replay(&owned(&log)))?,
        )))
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

    /// The revision, for compare-and-swap.
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

/// The instants of a cycle, as they are known at the `now` of the context that gave them.
///
/// >>> times = Context(org, review, cycle, now=at("2026-03-10T09:00:00Z")).cycle_times
/// >>> times.end.isoformat(), times.close_date
/// ('2026-03-31T23:00:00+00:00', datetime.date(2026, 4, 7))
/// >>> times.phase(at("2026-04-02T09:00:00Z"))
/// <Phase.GRACE: 'grace'>
#[pyclass(frozen, module = "visavis")]
pub(crate) struct CycleTimes(pub(crate) visavis::CycleTimes);

static AT: Class = Class::new("visavis._schedule", "LaunchAt");
static WAITS: Class = Class::new("visavis._schedule", "LaunchWaits");
static NEVER: Class = Class::new("visavis._schedule", "LaunchNever");

fn launch(launch: &Bound<'_, PyAny>) -> PyResult<Launch> {
    let py = launch.py();
    Ok(if launch.is_instance(AT.get(py)?)? {
        Launch::At {
            at: launch.getattr(intern!(py, "at"))?.extract::<At>()?.0,
            quiet: launch.getattr(intern!(py, "quiet"))?.extract()?,
        }
    } else if launch.is_instance(WAITS.get(py)?)? {
        Launch::Waits
    } else if launch.is_instance(NEVER.get(py)?)? {
        Launch::Never
    } else {
        return Err(expected("LaunchAt, LaunchWaits or LaunchNever", launch));
    })
}

#[pymethods]
impl CycleTimes {
    #[new]
    #[pyo3(signature = (*, launch, start_date, end, end_date, close, close_date))]
    fn new(
        launch: &Bound<'_, PyAny>,
        start_date: Day,
        end: At,
        end_date: Day,
        close: At,
        close_date: Day,
    ) -> PyResult<Self> {
        Ok(Self(visavis::CycleTimes {
            launch: self::launch(launch)?,
            start_date: start_date.0,
            end: end.0,
            end_date: end_date.0,
            close: close.0,
            close_date: close_date.0,
        }))
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<((), Bound<'py, PyDict>)> {
        let all = PyDict::new(py);
        all.set_item("launch", self.launch(py)?)?;
        all.set_item("start_date", self.start_date())?;
        all.set_item("end", self.end())?;
        all.set_item("end_date", self.end_date())?;
        all.set_item("close", self.close())?;
        all.set_item("close_date", self.close_date())?;
        Ok(((), all))
    }

    /// When it launches: `LaunchAt`, `LaunchWaits` or `LaunchNever`.
    #[getter]
    fn launch<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self.0.launch {
            Launch::At { at, quiet } => AT.get(py)?.call1((At(at), quiet)),
            Launch::Waits => WAITS.get(py)?.call0(),
            Launch::Never => NEVER.get(py)?.call0(),
        }
    }

    /// The start date.
    #[getter]
    fn start_date(&self) -> Day {
        Day(self.0.start_date)
    }

    /// The instant from which grace runs, or from which it is closed.
    #[getter]
    fn end(&self) -> At {
        At(self.0.end)
    }

    /// The end date.
    #[getter]
    fn end_date(&self) -> Day {
        Day(self.0.end_date)
    }

    /// The instant from which it is closed.
    #[getter]
    fn close(&self) -> At {
        At(self.0.close)
    }

    /// The last day of grace, or the end date.
    #[getter]
    fn close_date(&self) -> Day {
        Day(self.0.close_date)
    }

    /// The phase at an instant.
    fn phase(&self, now: At) -> Of<Phase> {
        Of(self.0.phase(now.0))
    }

    /// All boundaries, with the phase at an instant and the next boundary after it.
    fn timeline<'py>(&self, py: Python<'py>, now: At) -> Answer<Bound<'py, PyAny>> {
        timeline(py, &self.0.timeline(now.0))
    }

    fn __eq__(&self, other: PyRef<'_, Self>) -> bool {
        self.0 == other.0
    }

    fn __hash__(&self) -> u64 {
        hash(&(self.0.start_date, self.0.end, self.0.close))
    }

    fn __repr__(&self) -> String {
        format!(
            "<CycleTimes {} to {}>",
            self.0.start_date, self.0.close_date
        )
    }
}

copied! { CycleTimes }

pub(crate) fn timeline<'py>(
    py: Python<'py>,
    timeline: &visavis::Timeline,
) -> Answer<Bound<'py, PyAny>> {
    static TIMELINE: Class = Class::new("visavis.views", "Timeline");
    TIMELINE.of(py, timeline)
}
