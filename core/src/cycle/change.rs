//! Commands to cycles: setting one up, and what can be changed until its launch.

use serde::{Deserialize, Serialize};

use super::schedule::Schedule;
use super::state::{Cycle, CycleChange, CycleEvent};
use super::times::{CycleTimes, Launch};
use crate::log::{self, Event, Outcome, Request};
use crate::refusal::Faults;
use crate::template::{TemplateKind, administers, switched_on};
use crate::{CycleId, Date, Error, Instant, Org, Reason, Refusal, Relation, Template, TemplateId};

/// A cycle as an administrator writes it, not checked yet.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let schedule = *cycle().schedule(at("2026-02-02T09:00:00Z"));
/// let draft = CycleDraft { id: id(31), template: id(20), schedule };
/// let cycle = Cycle::set_up(&org(), &review(), &ada(), draft, at("2026-02-02T09:00:00Z"))?.state;
/// assert_eq!((cycle.id(), cycle.template()), (id(31), review().id()));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CycleDraft {
    /// The id, which the host gives.
    pub id: CycleId,
    /// The scheduled template that it runs.
    pub template: TemplateId,
    /// The dates and what goes with them.
    pub schedule: Schedule,
}

/// What can be asked of a cycle that exists.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let moved = CycleCommand::MoveStart(Date::new(2026, 3, 9).unwrap()).into();
/// let now = at("2026-02-02T09:00:00Z");
/// let cycle = cycle().execute(&org(), &review(), &ada(), &moved, now)?.state;
/// assert_eq!(cycle.schedule(now).start.to_string(), "2026-03-09");
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum CycleCommand {
    /// Move the start date (CYC-3).
    MoveStart(Date),
    /// Let answers lock once they are shared, or not (CYC-7).
    LockOnShare(bool),
}

type Changed = Outcome<Cycle, CycleId, CycleChange>;

impl Cycle {
    /// Sets a cycle up for a scheduled template.
    ///
    /// # Errors
    /// Refused by PAR-5, TPL-1, TPL-15 or TPL-18, or as `cycle-refused` with every fault of the
    /// dates (CYC-1, CYC-3, TIM-3, TIM-9). [`Error::Unbound`] where the template is not the
    /// draft's, [`Error::Organisations`] where the facts are of several (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (start, end) = (Date::new(2026, 3, 2).unwrap(), Date::new(2026, 3, 2).unwrap());
    /// let schedule = Schedule { start, end, grace_days: 0, lock_on_share: false };
    /// let draft = CycleDraft { id: id(31), template: id(20), schedule };
    /// let refused = Cycle::set_up(&org(), &review(), &ada(), draft, at("2026-02-02T09:00:00Z"));
    /// let Err(Error::Refused(refusal)) = refused else { panic!() };
    /// assert_eq!(refusal.faults()[0].code(), "end-not-after-start"); // Never the same day.
    /// # Ok(()) }
    /// ```
    pub fn set_up(
        organisation: &Org,
        template: &Template,
        by: &Relation,
        draft: CycleDraft,
        now: Instant,
    ) -> Result<Changed, Error> {
        belongs(organisation, template, draft.template)?;
        administers(organisation, by)?;
        switched_on(organisation, now)?;
        if template.kind() == TemplateKind::Anytime {
            return Err(Reason::NotScheduled.into());
        }
        check(organisation, &draft.schedule, now)?;
        let change = CycleChange::SetUp {
            template: draft.template,
            schedule: draft.schedule,
        };
        log::created(Event::first(
            organisation.id(),
            draft.id,
            now,
            Some(by.person()),
            change,
        ))
    }

    /// The events of a command, or why it is refused. Nothing changes.
    ///
    /// # Errors
    /// Refused by CYC-3, CYC-7, PAR-5, TPL-15, TPL-18 or XCT-8, or as `cycle-refused` with every
    /// fault of the dates. [`Error::Unbound`] where the template is not the cycle's,
    /// [`Error::Organisations`] where the facts are of several (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let lock = CycleCommand::LockOnShare(true).into();
    /// let events = cycle().decide(&org(), &review(), &ada(), &lock, at("2026-02-02T09:00:00Z"))?;
    /// assert!(matches!(events[0].change(), CycleChange::Rescheduled(schedule) if schedule.lock_on_share));
    /// # Ok(()) }
    /// ```
    pub fn decide(
        &self,
        organisation: &Org,
        template: &Template,
        by: &Relation,
        request: &Request<CycleCommand>,
        now: Instant,
    ) -> Result<Vec<CycleEvent>, Error> {
        organisation.same(self.head.organisation, "cycle")?;
        belongs(organisation, template, self.template)?;
        administers(organisation, by)?;
        if self.head.done_before(by.person(), request)?.is_some() {
            return Ok(Vec::new());
        }
        switched_on(organisation, now)?;
        let before = *self.schedule.latest();
        let (after, settled) = match request.command {
            CycleCommand::MoveStart(start) => {
                (Schedule { start, ..before }, Reason::AlreadyLaunched)
            }
            CycleCommand::LockOnShare(on) => (
                Schedule {
                    lock_on_share: on,
                    ..before
                },
                Reason::LockSettled,
            ),
        };
        match CycleTimes::new(organisation, template, self, now).launch {
            Launch::At { at, .. } if at <= now => {
                return Err(Refusal::from(settled).holds_since(at).into());
            }
            Launch::Never => return Err(Reason::NeverLaunches.into()),
            _ => {}
        }
        if after.start != before.start {
            check(organisation, &after, now)?;
        }
        Ok((after != before)
            .then(|| {
                self.head
                    .next(now, by.person(), request, CycleChange::Rescheduled(after))
            })
            .into_iter()
            .collect())
    }

    /// Carries a command out: the cycle after it, and the events to store.
    ///
    /// # Errors
    /// As [`Cycle::decide`].
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let lock = CycleCommand::LockOnShare(true).into();
    /// let locked = cycle().execute(&org(), &review(), &ada(), &lock, at("2026-02-02T09:00:00Z"))?;
    /// assert_eq!(locked.state.revision(), 2);
    ///
    /// let late = cycle().execute(&org(), &review(), &ada(), &lock, at("2026-03-01T00:00:00Z"));
    /// assert!(matches!(late, Err(Error::Refused(refusal)) if refusal.code() == "lock-settled"));
    /// # Ok(()) }
    /// ```
    pub fn execute(
        &self,
        organisation: &Org,
        template: &Template,
        by: &Relation,
        request: &Request<CycleCommand>,
        now: Instant,
    ) -> Result<Changed, Error> {
        let events = self.decide(organisation, template, by, request, now)?;
        log::outcome(self, events, self.head.done_before(by.person(), request)?)
    }
}

/// Refuses a template that is not the cycle's, or of another organisation (XCT-9).
pub(crate) fn belongs(
    organisation: &Org,
    template: &Template,
    bound: TemplateId,
) -> Result<(), Error> {
    organisation.same(template.organisation(), "template")?;
    if template.id() != bound {
        return Err(Error::Unbound {
            what: "template",
            of: "cycle",
        });
    }
    Ok(())
}

/// Every fault of a schedule that is to hold from `now` on.
fn check(organisation: &Org, schedule: &Schedule, now: Instant) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    let calendar = organisation.calendar(now);
    let Schedule { start, end, .. } = *schedule;
    if end <= start {
        faults.note("end", Reason::EndNotAfterStart { start, end });
    }
    match Date::try_from(calendar.today()) {
        Ok(today) if start < today => faults.note("start", Reason::StartInPast { start, today }),
        Ok(_) => {}
        Err(_) => faults.note("start", Reason::DateOutOfRange),
    }
    for (place, date) in [("start", start), ("end", end)] {
        if !calendar.zone().exists(date) {
            faults.note(place, Reason::DateDoesNotExist { date });
        }
    }
    if schedule.last_day().is_none() {
        faults.note("grace_days", Reason::DateOutOfRange);
    }
    faults.finish(Some(()), Reason::CycleRefused)
}
