//! The state of a cycle and the events that make it.

use serde::{Deserialize, Serialize};

use super::check::stands;
use super::participants::Participants;
use super::schedule::Schedule;
use crate::log::{self, Aggregate, Event, Head, by_a_person, holds};
use crate::{CycleId, Dated, Instant, TemplateId};

/// A cycle: the dates within which a scheduled template runs.
///
/// It changes by events alone, and its schedule is dated.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let cycle = cycle();
/// assert_eq!(cycle.template(), review().id());
/// assert_eq!(cycle.schedule(at("2026-03-10T09:00:00Z")).grace_days, 7);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "StoredCycle")]
pub struct Cycle {
    pub(super) head: Head<CycleId>,
    pub(super) template: TemplateId,
    pub(super) set_up_at: Instant,
    pub(super) schedule: Dated<Schedule>,
    #[serde(
        default = "everyone",
        skip_serializing_if = "has_always_been_for_everyone"
    )]
    pub(super) participants: Dated<Participants>,
}

/// A stored cycle: read through the checks that its events pass (XCT-5).
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct StoredCycle {
    head: Head<CycleId>,
    template: TemplateId,
    set_up_at: Instant,
    schedule: Dated<Schedule>,
    #[serde(default = "everyone")]
    participants: Dated<Participants>,
}

impl TryFrom<StoredCycle> for Cycle {
    type Error = &'static str;

    fn try_from(stored: StoredCycle) -> Result<Self, &'static str> {
        let StoredCycle {
            head,
            template,
            set_up_at,
            schedule,
            participants,
        } = stored;
        head.holds()?;
        schedule.all().try_for_each(stands)?;
        participants.all().try_for_each(Participants::stand)?;
        let schedules = schedule.changes().map(|(at, _)| at);
        let changes = schedules.chain(participants.changes().map(|(at, _)| at));
        holds(
            head.revision == 1 + changes.clone().count() as u64,
            "the revision is not the number of events that led here",
        )?;
        holds(
            changes.clone().all(|at| set_up_at <= at),
            "something is earlier than the set-up",
        )?;
        holds(
            changes.max().unwrap_or(set_up_at) == head.at(),
            "the last change is not at the instant of the last event",
        )?;
        Ok(Self {
            head,
            template,
            set_up_at,
            schedule,
            participants,
        })
    }
}

fn everyone() -> Dated<Participants> {
    Dated::new(Participants::Everyone)
}

fn has_always_been_for_everyone(participants: &Dated<Participants>) -> bool {
    participants.first().is_everyone() && participants.changes().next().is_none()
}

/// An event of a cycle.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let (lock, now) = (CycleCommand::LockOnShare(true), at("2026-02-02T09:00:00Z"));
/// let evidence = CycleEvidence { template: &review(), roster: None, directory: None };
/// let events: Vec<CycleEvent> = cycle().decide(&org(), &evidence, &ada(), lock, now)?;
/// assert_eq!((events[0].revision(), events[0].at()), (2, now));
/// # Ok(()) }
/// ```
pub type CycleEvent = Event<CycleId, CycleChange>;

/// What happened to a cycle.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let moved = CycleCommand::MoveStart(Date::new(2026, 3, 9).unwrap());
/// let evidence = CycleEvidence { template: &review(), roster: None, directory: None };
/// let events = cycle().decide(&org(), &evidence, &ada(), moved, at("2026-02-02T09:00:00Z"))?;
/// let CycleChange::Rescheduled(schedule) = events[0].change() else { panic!() };
/// assert_eq!((schedule.start.to_string(), schedule.grace_days), ("2026-03-09".into(), 7));
/// # Ok(()) }
/// ```
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
        /// Whom it is for (PAR-1); JSON leaves out that it is for everyone.
        #[serde(default, skip_serializing_if = "Participants::is_everyone")]
        participants: Participants,
    },
    /// The schedule changed; this is all of it.
    Rescheduled(Schedule),
    /// It is for others from then on; these are all of them (PAR-10).
    ParticipantsSet(Participants),
}

log::aggregate!(Cycle, "cycle", id of "cycle": CycleId, CycleEvent);

impl Cycle {
    /// The template that it runs.
    #[must_use]
    pub const fn template(&self) -> TemplateId {
        self.template
    }

    /// The schedule in force at an instant.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(cycle().schedule(at("2026-03-10T09:00:00Z")).end, Date::new(2026, 3, 31).unwrap());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn schedule(&self, now: Instant) -> &Schedule {
        self.schedule.as_of(now)
    }

    /// The schedule as it was set last.
    pub(crate) fn latest_schedule(&self) -> &Schedule {
        self.schedule.latest()
    }

    /// Whom it is for, as it stood at an instant (PAR-1 to PAR-4).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(cycle().participants(at("2026-03-10T09:00:00Z")), &Participants::Everyone);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn participants(&self, now: Instant) -> &Participants {
        self.participants.as_of(now)
    }

    /// The schedules up to an instant, each with when it came into force.
    pub(super) fn schedules(&self, now: Instant) -> impl Iterator<Item = (Instant, &Schedule)> {
        let changes = self
            .schedule
            .changes()
            .take_while(move |&(at, _)| at <= now);
        core::iter::once((self.set_up_at, self.schedule.first())).chain(changes)
    }

    /// When something of the schedule in force at `now` was set: with the cycle, or by its last
    /// change.
    pub(super) fn set_at<T: PartialEq>(
        &self,
        now: Instant,
        of: impl Fn(&Schedule) -> T,
    ) -> Instant {
        let (mut set_at, mut held) = (self.set_up_at, of(self.schedule.first()));
        for (at, schedule) in self.schedules(now) {
            let value = of(schedule);
            if value != held {
                (set_at, held) = (at, value);
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
        by_a_person(event)?;
        match &event.change {
            CycleChange::SetUp {
                template,
                schedule,
                participants,
            } => {
                stands(schedule)?;
                participants.stand()?;
                Ok(Self {
                    head,
                    template: *template,
                    set_up_at: event.at,
                    schedule: Dated::new(schedule.clone()),
                    participants: Dated::new(participants.clone()),
                })
            }
            CycleChange::Rescheduled(_) | CycleChange::ParticipantsSet(_) => {
                Err("a cycle begins with its set-up")
            }
        }
    }

    fn fits(&self, event: &CycleEvent) -> Result<(), &'static str> {
        by_a_person(event)?;
        match &event.change {
            CycleChange::SetUp { .. } => Err("a cycle is set up only once"),
            CycleChange::Rescheduled(schedule) => stands(schedule),
            CycleChange::ParticipantsSet(participants) => participants.stand(),
        }
    }

    fn apply(&mut self, event: CycleEvent) {
        match event.change {
            // Refused by `fits`: a set-up is taken by `begin`.
            CycleChange::SetUp { .. } => {}
            CycleChange::Rescheduled(schedule) => self.schedule.change(event.at, schedule),
            CycleChange::ParticipantsSet(participants) => {
                self.participants.change(event.at, participants);
            }
        }
    }
}
