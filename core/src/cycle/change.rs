//! Commands to cycles: setting one up, and what can be changed until when.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::check::{Checked, check};
use super::participants::Participants;
use super::roster::Roster;
use super::schedule::{AdminReview, LockDate, LockOn, Schedule};
use super::state::{Cycle, CycleChange, CycleEvent};
use super::times::{CycleTimes, Launch};
use crate::log::{self, Event, Outcome, Request};
use crate::refusal::Faults;
use crate::template::{TemplateKind, administers, switched_on};
use crate::{
    Actor, CycleId, Date, Directory, Error, Instant, Org, PersonId, Reason, Refusal, Template,
    TemplateId,
};

/// A cycle as an administrator writes it, not checked yet.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let schedule = cycle().schedule(at("2026-02-02T09:00:00Z")).clone();
/// let draft = CycleDraft { id: id(31), template: id(20), schedule, participants: Participants::Everyone };
/// let cycle = Cycle::set_up(&org(), &review(), &ada(), draft, at("2026-02-02T09:00:00Z"))?.state;
/// assert_eq!((cycle.id(), cycle.template()), (id(31), review().id()));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CycleDraft {
    /// The id, which the host gives.
    pub id: CycleId,
    /// The scheduled template that it runs.
    pub template: TemplateId,
    /// The dates and what goes with them.
    pub schedule: Schedule,
    /// Whom it is for; everyone where nothing is said (PAR-1).
    #[serde(default, skip_serializing_if = "Participants::is_everyone")]
    pub participants: Participants,
}

/// What can be asked of a cycle that exists.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let moved = CycleCommand::MoveStart(Date::new(2026, 3, 9).unwrap());
/// let now = at("2026-02-02T09:00:00Z");
/// let evidence = CycleEvidence { template: &review(), roster: None, directory: None };
/// let cycle = cycle().execute(&org(), &evidence, &ada(), moved, now)?.state;
/// assert_eq!(cycle.schedule(now).start.to_string(), "2026-03-09");
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum CycleCommand {
    /// Move the start date, until the launch (CYC-3).
    MoveStart(Date),
    /// Move the end date, until its own boundary (CYC-5).
    MoveEnd(Date),
    /// Move the start date and the end date at once, until the launch: a cycle can so be moved as a whole to
    /// after its old end (CYC-3, CYC-5).
    MoveDates {
        /// The new start date.
        start: Date,
        /// The new end date.
        end: Date,
    },
    /// Change the days of grace, until grace has passed (CYC-6).
    ChangeGrace(u32),
    /// Let answers lock once they are shared, or not, until the launch (CYC-7).
    LockOnShare(bool),
    /// Give something a lock date, or another one; from the launch on only a later one (CYC-8).
    Lock(LockDate),
    /// Take a lock date away, until the launch (CYC-8).
    Unlock(LockOn),
    /// Add an admin review, change it whole or take it away, until the launch (CYC-10, CYC-12).
    SetReview(
        /// The review; none takes it away. In JSON `null`, never left out.
        #[serde(deserialize_with = "Option::deserialize")]
        Option<AdminReview>,
    ),
    /// Move the submit deadline, until it has passed (CYC-11).
    MoveSubmit(Date),
    /// Move the review deadline, until it has passed (CYC-11).
    MoveReview(Date),
    /// Have the cycle for others, until the end boundary: a new list has everyone in it, and of departments
    /// and groups all are named (PAR-10).
    SetParticipants {
        /// Whom it is for from then on.
        participants: Participants,
        /// Everyone who has a conversation of the cycle and would not be among those: they keep it.
        /// [`Roster::left_out`] tells who they are.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        leaving_out: BTreeSet<PersonId>,
    },
}

log::asked_for!(CycleCommand);

/// What a change of a cycle is decided beside: its template, who is in it, and the people.
///
/// The engine cannot protect people whose roster is left out: new participants can then leave out somebody
/// who has a conversation (PAR-10).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// // Ana has a conversation: without the roster she could be left out by mistake.
/// let (cycle, now) = (cycle_for([id(1)].into()), at("2026-03-10T09:00:00Z"));
/// let (participants, leaving_out) = (Participants::List([id(2)].into()), [].into());
/// let replace = CycleCommand::SetParticipants { participants, leaving_out };
/// let evidence = CycleEvidence { template: &review(), roster: Some(&roster()), directory: None };
/// let refused = cycle.execute(&org(), &evidence, &ada(), replace, now);
/// assert!(matches!(refused, Err(Error::Refused(refusal)) if refusal.code() == "leaves-out"));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CycleEvidence<'a> {
    /// The template of the cycle.
    pub template: &'a Template,
    /// The roster; `None` if the cycle was never rolled out.
    pub roster: Option<&'a Roster>,
    /// The people as they are; `None` where they are not at hand. Once the cycle has a roster, departments
    /// and groups that become its participants need them.
    pub directory: Option<&'a Directory>,
}

type Changed = Outcome<Cycle, CycleId, CycleChange>;

impl Cycle {
    /// Sets a cycle up for a scheduled template.
    ///
    /// # Errors
    /// Refused by PAR-5, TPL-1, TPL-15 or TPL-18, or as `cycle-refused` with every fault of the
    /// schedule and of the participants (CYC-1, CYC-3, CYC-8, CYC-9, CYC-10, MTG-4, PAR-2, PAR-3, PAR-4, REV-7, TIM-3, TIM-9). What
    /// the participants name is not looked up here: [`Context::prospects`](crate::Context::prospects)
    /// tells what a directory does not know.
    /// [`Error::Mismatch`] where the template is not the draft's, [`Error::OrganisationMismatch`] where
    /// the facts are of several (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (start, end) = (Date::new(2026, 3, 2).unwrap(), Date::new(2026, 3, 2).unwrap());
    /// let schedule = Schedule { start, end, grace_days: 0, lock_on_share: false, review: None, locks: Vec::new() };
    /// let draft = CycleDraft { id: id(31), template: id(20), schedule, participants: Participants::Everyone };
    /// let refused = Cycle::set_up(&org(), &review(), &ada(), draft, at("2026-02-02T09:00:00Z"));
    /// let Err(Error::Refused(refusal)) = refused else { panic!() };
    /// assert_eq!(refusal.faults()[0].code(), "end-not-after-start"); // Never the same day.
    /// # Ok(()) }
    /// ```
    pub fn set_up(
        organisation: &Org,
        template: &Template,
        by: &Actor,
        draft: CycleDraft,
        now: Instant,
    ) -> Result<Changed, Error> {
        belongs(organisation, template, draft.template)?;
        administers(organisation, by)?;
        switched_on(organisation, now)?;
        if template.kind() == TemplateKind::Anytime {
            return Err(Reason::NotScheduled.into());
        }
        let checked = Checked::New(&draft.participants);
        let schedule = check(organisation, template, checked, draft.schedule, now)?;
        let change = CycleChange::SetUp {
            template: draft.template,
            schedule,
            participants: draft.participants,
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
    /// `roster` is none until the directory was first shown, as for
    /// [`Context::roll_out`](crate::Context::roll_out). Only
    /// [`CycleCommand::SetParticipants`] looks at it, and without it takes nobody to have a
    /// conversation. With it, departments and groups need a directory, which tells who is in them.
    ///
    /// # Errors
    /// Refused by PAR-5, TPL-15, TPL-18 or XCT-8; where it is too late for it, by CYC-3, CYC-5,
    /// CYC-6, CYC-7, CYC-8, CYC-11, CYC-12, PAR-8 or PAR-10; by CYC-10 where there is no review to
    /// move; as `change-refused` with every fault of the schedule as it would be (CYC-15); for
    /// participants by PAR-2, PAR-3 or PAR-4 where they are none, or as `leaves-out` with everyone
    /// who is left out and not acknowledged, or acknowledged and not left out (PAR-10).
    /// [`Error::Missing`] where departments or groups need a directory and there is none;
    /// [`Error::Mismatch`] where the template or the roster is not the cycle's,
    /// [`Error::OrganisationMismatch`] where the facts are of several (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (lock, now) = (CycleCommand::LockOnShare(true), at("2026-02-02T09:00:00Z"));
    /// let evidence = CycleEvidence { template: &review(), roster: None, directory: None };
    /// let events = cycle().decide(&org(), &evidence, &ada(), lock, now)?;
    /// assert!(matches!(events[0].change(), CycleChange::Rescheduled(schedule) if schedule.lock_on_share));
    /// # Ok(()) }
    /// ```
    pub fn decide<'r>(
        &self,
        organisation: &Org,
        evidence: &CycleEvidence<'_>,
        by: &Actor,
        request: impl Into<Cow<'r, Request<CycleCommand>>>,
        now: Instant,
    ) -> Result<Vec<CycleEvent>, Error> {
        self.decided(organisation, evidence, by, &request.into(), now)
            .map(|(events, _)| events)
    }

    fn decided(
        &self,
        organisation: &Org,
        evidence: &CycleEvidence<'_>,
        by: &Actor,
        request: &Request<CycleCommand>,
        now: Instant,
    ) -> Result<(Vec<CycleEvent>, Option<u64>), Error> {
        let &CycleEvidence {
            template,
            roster,
            directory,
        } = evidence;
        organisation.same(self.head.organisation, "cycle")?;
        belongs(organisation, template, self.template)?;
        if let Some(roster) = roster {
            roster.belongs(organisation, self.head.id)?;
        }
        if let Some(directory) = directory {
            organisation.same(directory.organisation(), "directory")?;
        }
        administers(organisation, by)?;
        let repeated = self.head.done_before(by.person(), request)?;
        if repeated.is_some() {
            return Ok((Vec::new(), repeated));
        }
        switched_on(organisation, now)?;
        // By the schedule that the command changes, also where a clock ahead set it (TIM-7).
        let set = self.head.stamp(now);
        let times = CycleTimes::new(organisation, template, self, set);
        let change = match &request.command {
            CycleCommand::SetParticipants {
                participants,
                leaving_out,
            } => {
                if participants == self.participants.latest() {
                    return Ok((Vec::new(), None));
                }
                let date = times.end_date;
                participants.check()?;
                until(times.end, now, Reason::TooLate { end: date })?;
                let left_out = roster.map(|roster| roster.left_out(participants, directory));
                acknowledged(leaving_out, &left_out.transpose()?.unwrap_or_default())?;
                CycleChange::ParticipantsSet(participants.clone())
            }
            command => {
                let before = self.schedule.latest();
                let after = self.rescheduled(command, roster, &times, now)?;
                if after == *before {
                    return Ok((Vec::new(), None));
                }
                let checked = Checked::After(before);
                CycleChange::Rescheduled(check(organisation, template, checked, after, now)?)
            }
        };
        let event = self.head.next(now, by.person(), request, change);
        Ok((vec![event], None))
    }

    /// The schedule that a command asks for, if it is not too late for it.
    fn rescheduled(
        &self,
        command: &CycleCommand,
        roster: Option<&Roster>,
        times: &CycleTimes,
        now: Instant,
    ) -> Result<Schedule, Refusal> {
        let before = self.schedule.latest().clone();
        match *command {
            // It concerns no date.
            CycleCommand::SetParticipants { .. } => Ok(before),
            CycleCommand::MoveStart(start) => {
                until_launch(times, roster, now, Reason::AlreadyLaunched)?;
                Ok(Schedule { start, ..before })
            }
            CycleCommand::MoveEnd(end) => {
                let date = times.end_date;
                until(times.end, now, Reason::EndPassed { date })?;
                Ok(Schedule { end, ..before })
            }
            CycleCommand::MoveDates { start, end } => {
                let date = times.end_date;
                until(times.end, now, Reason::EndPassed { date })?;
                until_launch(times, roster, now, Reason::AlreadyLaunched)?;
                Ok(Schedule {
                    start,
                    end,
                    ..before
                })
            }
            CycleCommand::ChangeGrace(grace_days) => {
                let date = times.close_date;
                until(times.close, now, Reason::GracePassed { date })?;
                Ok(Schedule {
                    grace_days,
                    ..before
                })
            }
            CycleCommand::LockOnShare(lock_on_share) => {
                until_launch(times, roster, now, Reason::LockSettled)?;
                Ok(Schedule {
                    lock_on_share,
                    ..before
                })
            }
            CycleCommand::Lock(lock) => {
                let later = before.lock(lock.on).is_some_and(|date| date <= lock.date);
                if !later {
                    until_launch(times, roster, now, Reason::LockOnlyExtended)?;
                }
                Ok(before.with_lock(lock.on, Some(lock.date)))
            }
            CycleCommand::Unlock(on) => {
                until_launch(times, roster, now, Reason::LockOnlyExtended)?;
                Ok(before.with_lock(on, None))
            }
            CycleCommand::SetReview(review) => {
                until_launch(times, roster, now, Reason::ReviewSettled)?;
                Ok(Schedule { review, ..before })
            }
            CycleCommand::MoveSubmit(submit_by) => {
                let (review, times) = before.review.zip(times.review).ok_or(Reason::NoReview)?;
                let date = times.submit_date;
                until(times.submit, now, Reason::SubmitPassed { date })?;
                let review = Some(AdminReview {
                    submit_by,
                    ..review
                });
                Ok(Schedule { review, ..before })
            }
            CycleCommand::MoveReview(review_by) => {
                let (review, times) = before.review.zip(times.review).ok_or(Reason::NoReview)?;
                let date = times.review_date;
                until(times.review, now, Reason::ReviewPassed { date })?;
                let review = Some(AdminReview {
                    review_by,
                    ..review
                });
                Ok(Schedule { review, ..before })
            }
        }
    }

    /// Carries a command out: the cycle after it, and the events to store.
    ///
    /// # Errors
    /// As [`Cycle::decide`].
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let evidence = CycleEvidence { template: &review(), roster: None, directory: None };
    /// let lock = |now| cycle().execute(&org(), &evidence, &ada(), CycleCommand::LockOnShare(true), at(now));
    /// assert_eq!(lock("2026-02-02T09:00:00Z")?.state.revision(), 2);
    ///
    /// let late = lock("2026-03-01T00:00:00Z");
    /// assert!(matches!(late, Err(Error::Refused(refusal)) if refusal.code() == "lock-settled"));
    /// # Ok(()) }
    /// ```
    pub fn execute<'r>(
        &self,
        organisation: &Org,
        evidence: &CycleEvidence<'_>,
        by: &Actor,
        request: impl Into<Cow<'r, Request<CycleCommand>>>,
        now: Instant,
    ) -> Result<Changed, Error> {
        let (events, repeated) = self.decided(organisation, evidence, by, &request.into(), now)?;
        log::outcome(self, events, repeated)
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
        return Err(Error::Mismatch {
            what: "template",
            of: "cycle",
        });
    }
    Ok(())
}

/// Refuses to leave people out whose names are not acknowledged, and to acknowledge others (PAR-10).
fn acknowledged(
    leaving_out: &BTreeSet<PersonId>,
    left_out: &BTreeSet<PersonId>,
) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    for &person in left_out.difference(leaving_out) {
        faults.note("leaving_out", Reason::LeftOut { person });
    }
    for &person in leaving_out.difference(left_out) {
        faults.note("leaving_out", Reason::NotLeftOut { person });
    }
    let left_out = left_out.len() as u64;
    faults.finish(Some(()), Reason::LeavesOut { left_out })
}

/// Refuses what can be changed only until the launch. A cycle that has a roster is launched, whatever the
/// clock says (TIM-7).
fn until_launch(
    times: &CycleTimes,
    roster: Option<&Roster>,
    now: Instant,
    settled: Reason,
) -> Result<(), Refusal> {
    match times.launch {
        Launch::At { at, .. } if at <= now || roster.is_some() => {
            Err(Refusal::from(settled).holds_since(at))
        }
        Launch::Never => Err(Reason::NeverLaunches.into()),
        Launch::At { .. } | Launch::Waits => Ok(()),
    }
}

/// Refuses what can be changed only until a boundary.
fn until(boundary: Instant, now: Instant, passed: Reason) -> Result<(), Refusal> {
    if now < boundary {
        return Ok(());
    }
    Err(Refusal::from(passed).holds_since(boundary))
}
