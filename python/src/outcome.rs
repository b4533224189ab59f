//! What a call brought about: states and events, as Python has them.

use std::sync::Arc;

use pyo3::prelude::*;
use visavis::id::{CommandId, ConversationId, CycleId, OrgId, PersonId, TemplateId};

use crate::convert::{At, Id};
use crate::fault::Fallible;
use crate::record::{Class, tuple};
use crate::wire::wired;

macro_rules! events {
    ($($(#[$doc:meta])+ $class:ident: $core:ty, $id:ty, $changes:literal;)+) => {$(
        $(#[$doc])+
        #[pyclass(frozen, module = "visavis")]
        #[derive(PartialEq)]
        pub(crate) struct $class(pub(crate) Arc<$core>);

        #[pymethods]
        impl $class {
            #[classattr]
            fn __match_args__() -> (&'static str,) {
                ("change",)
            }

            /// The organisation.
            #[getter]
            fn organisation(&self) -> Id<OrgId> {
                Id(self.0.organisation())
            }

            /// What it happened to.
            #[getter]
            fn of(&self) -> Id<$id> {
                Id(self.0.of())
            }

            /// The revision to which it leads, for the host alone.
            #[getter]
            fn revision(&self) -> u64 {
                self.0.revision()
            }

            /// When it happened.
            #[getter]
            fn at(&self) -> At {
                At(self.0.at())
            }

            /// Who did it; none where it was the host.
            #[getter]
            fn by(&self) -> Option<Id<PersonId>> {
                self.0.by().map(Id)
            }

            /// The id of the command, where it had one.
            #[getter]
            fn command(&self) -> Option<Id<CommandId>> {
                self.0.command().map(Id)
            }

            /// What happened: one of the classes of `visavis.changes`.
            #[getter]
            fn change<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
                static CHANGES: Class = Class::new("visavis.changes", $changes);
                CHANGES.of(py, self.0.change())
            }

            fn __repr__(&self) -> String {
                let (name, event) = (stringify!($class), &self.0);
                format!("<{name} {} of {}>", event.revision(), event.of())
            }
        }

        wired! { $class: $core; }
    )+};
}

events! {
    /// An event of a template, for the host alone, to append to its log.
    ///
    /// >>> now = at("2026-01-05T09:00:00Z")
    /// >>> event = Template.create(org, ada, draft(), now=now).events[0]
    /// >>> event.revision, event.by == admin.person, type(event.change).__name__
    /// (1, True, 'Created')
    TemplateEvent: visavis::template::TemplateEvent, TemplateId, "_TemplateChanges";
    /// An event of a cycle, for the host alone, to append to its log.
    ///
    /// >>> evidence, lock = CycleEvidence(template=review, roster=None, directory=None), CycleCommand.lock_on_share(True)
    /// >>> now = at("2026-02-02T09:00:00Z")
    /// >>> done = cycle.execute(org, evidence, ada, lock, now=now)
    /// >>> done.events[0].change.schedule.lock_on_share
    /// True
    CycleEvent: visavis::cycle::CycleEvent, CycleId, "_CycleChanges";
    /// An event of a roster, for the host alone, to append to its log.
    ///
    /// >>> launch = Context(org, review, cycle, now=at("2026-03-01T00:00:00Z"))
    /// >>> launch.roll_out(None, directory).roster.events[0].change.launched == (uuid(1),)
    /// True
    RosterEvent: visavis::cycle::RosterEvent, CycleId, "_RosterChanges";
    /// An event of a conversation, to append to its log.
    ///
    /// It is for the host alone: it holds what was said, to whomever that is hidden. What to tell
    /// whom of it, `Case.notifications` says.
    ///
    /// >>> from visavis import changes
    /// >>> done = case().execute(ana, Command.save({uuid(11): "We shipped in time."}))
    /// >>> match done.events[0]:
    /// ...     case ConversationEvent(changes.Saved(part=part, answers=[saved])):
    /// ...         part, saved.question == uuid(11)
    /// (<Respondent.DIRECT_REPORT: 'direct_report'>, True)
    ConversationEvent: visavis::conversation::ConversationEvent, ConversationId, "_ConversationChanges";
}

/// The events that a log is made of, shared: to be copied while other threads run.
macro_rules! log {
    ($events:expr, $class:ty) => {{
        let mut log = Vec::new();
        for event in $events.try_iter()? {
            let event = event?;
            let event = event.cast::<$class>().map_err(pyo3::PyErr::from)?;
            log.push(std::sync::Arc::clone(&event.get().0));
        }
        log
    }};
}

pub(crate) use log;

/// The events of a log as the engine takes them.
pub(crate) fn owned<T: Clone>(log: &[Arc<T>]) -> Vec<T> {
    log.iter().map(|event| T::clone(event)).collect()
}

pub(crate) static OUTCOME: Class = Class::new("visavis._outcomes", "Outcome");

/// What a change to a template, a cycle or a roster comes to, by the classes of state and event.
pub(crate) fn outcome<'py, Core, Of, Change, State, Event>(
    py: Python<'py>,
    done: visavis::Outcome<Core, Of, Change>,
    state: fn(Arc<Core>) -> State,
    event: fn(Arc<visavis::Event<Of, Change>>) -> Event,
) -> Fallible<Bound<'py, PyAny>>
where
    State: IntoPyObject<'py>,
    Event: IntoPyObject<'py>,
{
    let events = done.events.into_iter().map(Arc::new).map(event);
    with_row(
        py,
        state(Arc::new(done.state)),
        py.None(),
        events,
        done.repeated,
    )
}

/// The same with the columns to keep beside a conversation.
pub(crate) fn with_row<'py, State, Row, Event>(
    py: Python<'py>,
    state: State,
    row: Row,
    events: impl Iterator<Item = Event>,
    repeated: Option<u64>,
) -> Fallible<Bound<'py, PyAny>>
where
    State: IntoPyObject<'py>,
    Row: IntoPyObject<'py>,
    Event: IntoPyObject<'py>,
{
    let events = tuple(py, events)?;
    Ok(OUTCOME.get(py)?.call1((state, row, events, repeated))?)
}
