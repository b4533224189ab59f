//! The state of a cycle and the events that make it.

use serde::{Deserialize, Serialize};

use super::schedule::Schedule;
use crate::log::{self, Aggregate, Event, Head};
use crate::{CycleId, Dated, Error, Instant, OrgId, TemplateId};

/// A cycle: the dates within which a scheduled template runs.
///
/// It changes by events alone, and its schedule is dated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cycle {
    pub(super) head: Head<CycleId>,
    pub(super) template: TemplateId,
    pub(super) set_up_at: Instant,
    pub(super) schedule: Dated<Schedule>,
}

/// An event of a cycle.
pub type CycleEvent = Event<CycleId, CycleChange>;

/// What happened to a cycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum CycleChange {
    /// It was set up for a template.
    SetUp {
        /// The template.
        template: TemplateId,
        /// The first schedule.
        schedule: Schedule,
    },
    /// The schedule changed; this is all of it.
    Rescheduled(Schedule),
}

impl Cycle {
    /// The cycle that a whole log of events makes (XCT-5).
    ///
    /// # Errors
    /// [`Error::Log`] where the log is empty, has a gap, a foreign event or an impossible order.
    pub fn replay(events: &[CycleEvent]) -> Result<Self, Error> {
        log::replay(events)
    }

    /// The id.
    #[must_use]
    pub const fn id(&self) -> CycleId {
        self.head.id
    }

    /// The organisation.
    #[must_use]
    pub const fn organisation(&self) -> OrgId {
        self.head.organisation
    }

    /// The revision, for compare-and-swap (XCT-4).
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.head.revision
    }

    /// The template that it runs.
    #[must_use]
    pub const fn template(&self) -> TemplateId {
        self.template
    }

    /// The schedule in force at an instant.
    #[must_use]
    pub fn schedule(&self, now: Instant) -> &Schedule {
        self.schedule.as_of(now)
    }

    /// When the start date in force at `now` was set: with the cycle, or by its last move (CYC-3).
    pub(super) fn start_set_at(&self, now: Instant) -> Instant {
        let mut set_at = self.set_up_at;
        let mut start = self.schedule.first().start;
        for (at, schedule) in self.schedule.changes().take_while(|&(at, _)| at <= now) {
            if schedule.start != start {
                (set_at, start) = (at, schedule.start);
            }
        }
        set_at
    }
}

impl Aggregate for Cycle {
    type Id = CycleId;
    type Change = CycleChange;

    fn head(&self) -> &Head<CycleId> {
        &self.head
    }

    fn head_mut(&mut self) -> &mut Head<CycleId> {
        &mut self.head
    }

    fn begin(head: Head<CycleId>, event: &CycleEvent) -> Result<Self, &'static str> {
        match &event.change {
            CycleChange::SetUp { template, schedule } => Ok(Self {
                head,
                template: *template,
                set_up_at: event.at,
                schedule: Dated::new(*schedule),
            }),
            CycleChange::Rescheduled(_) => Err("a cycle begins with its set-up"),
        }
    }

    fn fits(&self, event: &CycleEvent) -> Result<(), &'static str> {
        match &event.change {
            CycleChange::SetUp { .. } => Err("a cycle is set up once"),
            CycleChange::Rescheduled(_) => Ok(()),
        }
    }

    fn apply(&mut self, event: CycleEvent) {
        if let CycleChange::Rescheduled(schedule) = event.change {
            self.schedule.change(event.at, schedule);
        }
    }
}
