//! The instants of a cycle, its phases and its timeline.

use std::collections::BTreeMap;

use super::phase::Phase;
use super::readiness::Readiness;
use super::schedule::{LockOn, Reviewed, Schedule};
use super::state::Cycle;
use super::timeline::{Boundary, BoundaryKind, Timeline};
use crate::{Calendar, Content, Date, Instant, Org, Rule, Side, Template};

/// Whether and when a cycle launches, as far as is known.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let launch = context("2026-02-02T09:00:00Z").cycle_times().unwrap().launch;
/// assert_eq!(launch, Launch::At { at: at("2026-03-01T00:00:00Z"), quiet: false });
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Launch {
    /// At this instant.
    At {
        /// The instant.
        at: Instant,
        /// Whether it is a launch on the day, which goes without the start notification (CYC-3).
        quiet: bool,
    },
    /// Not before the template is deployed and conversations are on (TPL-12, TPL-18).
    Waits,
    /// Never: it would have fallen at the end boundary or after it (CYC-3).
    Never,
}

/// The boundaries of an admin review (CYC-10).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let times = reviewed_context("2026-03-10T09:00:00Z").cycle_times().unwrap();
/// let review = times.review.unwrap();
/// assert_eq!((review.submit, review.review), (at("2026-03-16T00:00:00Z"), at("2026-03-21T00:00:00Z")));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewTimes {
    /// Whose part is reviewed.
    pub of: Reviewed,
    /// The submit boundary: from it on nothing is submitted any more.
    pub submit: Instant,
    /// The local date that ends there.
    pub submit_date: Date,
    /// The review boundary: from it on reviewed parts are shared.
    pub review: Instant,
    /// The local date that ends there.
    pub review_date: Date,
}

/// The boundary of a lock date (CYC-8).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let times = reviewed_context("2026-03-10T09:00:00Z").cycle_times().unwrap();
/// let lock = times.locks[0];
/// assert_eq!((lock.on, lock.at), (LockOn::Question(id(12)), at("2026-03-13T00:00:00Z")));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockTime {
    /// What locks.
    pub on: LockOn,
    /// The local date that ends there.
    pub date: Date,
    /// The instant.
    pub at: Instant,
    /// Whether it locks anything in the content with which the cycle launches conversations now: a question
    /// that is there and not confidential (CYC-9).
    pub binds: bool,
}

/// The instants of a cycle as they are known at one `now`. They are worked out once and serve all
/// of its conversations.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let times = context("2026-02-02T09:00:00Z").cycle_times().unwrap();
/// assert_eq!((times.end, times.close), (at("2026-03-31T23:00:00Z"), at("2026-04-07T23:00:00Z")));
/// assert_eq!(times.end_date.days_until(times.close_date), 7); // The week of grace.
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CycleTimes {
    /// The launch.
    pub launch: Launch,
    /// The local start date.
    pub start_date: Date,
    /// The boundaries of its admin review, where it has one (CYC-10).
    pub review: Option<ReviewTimes>,
    /// The boundaries of its lock dates, by what they lock, each once (CYC-8).
    pub locks: Vec<LockTime>,
    /// The end boundary (TIM-2).
    pub end: Instant,
    /// The local end date.
    pub end_date: Date,
    /// The closing boundary: the end of grace, or the end boundary where there is none (CYC-4).
    pub close: Instant,
    /// The local date of the last day of grace, or the end date where there is none.
    pub close_date: Date,
}

impl CycleTimes {
    /// The instants of a cycle as they are known at `now`.
    ///
    /// The three have to belong together; [`Context`](crate::Context) sees to that.
    pub(crate) fn new(
        organisation: &Org,
        template: &Template,
        cycle: &Cycle,
        now: Instant,
    ) -> Self {
        let schedule = cycle.schedule(now);
        let calendar = organisation.calendar(now);
        // Each date is read in the zones from when it was set (TIM-6).
        let deadline = |date, set_at| calendar.set_at(set_at).deadline(date);
        let end = deadline(schedule.end, cycle.set_at(now, |schedule| schedule.end));
        // A schedule whose grace leaves the calendar was refused when it was set (TIM-9).
        let last_day = |schedule: &Schedule| schedule.last_day().unwrap_or(schedule.end);
        let close_date = last_day(schedule);
        let close = deadline(close_date, cycle.set_at(now, last_day)).max(end);
        let review = schedule.review.map(|review| {
            let set_at = |of: fn(&Schedule) -> Option<Date>| cycle.set_at(now, of);
            let submit = set_at(|schedule| schedule.review.map(|review| review.submit_by));
            let end = set_at(|schedule| schedule.review.map(|review| review.review_by));
            ReviewTimes {
                of: review.of,
                submit: deadline(review.submit_by, submit),
                submit_date: review.submit_by,
                review: deadline(review.review_by, end),
                review_date: review.review_by,
            }
        });
        Self {
            launch: launch(organisation, template, cycle, end, now),
            start_date: schedule.start,
            review,
            locks: locks(cycle, template.latest_content(), calendar, now),
            end,
            end_date: schedule.end,
            close,
            close_date,
        }
    }

    /// The lock of a list or a question, where it has one.
    pub(crate) fn lock(&self, on: LockOn) -> Option<&LockTime> {
        let place = self.locks.binary_search_by_key(&on, |lock| lock.on).ok()?;
        self.locks.get(place)
    }

    /// The review, where it covers a side.
    pub(crate) fn review_of(&self, side: Side) -> Option<&ReviewTimes> {
        self.review.as_ref().filter(|review| review.of.covers(side))
    }

    /// Whether it has launched by an instant.
    pub(crate) fn has_launched(&self, now: Instant) -> bool {
        matches!(self.launch, Launch::At { at, .. } if at <= now)
    }

    /// The phase at an instant (CYC-14).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let times = context("2026-02-02T09:00:00Z").cycle_times().unwrap();
    /// assert_eq!(times.phase(at("2026-02-28T23:59:59Z")), Phase::Scheduled);
    /// assert_eq!(times.phase(at("2026-03-01T00:00:00Z")), Phase::Open);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn phase(&self, now: Instant) -> Phase {
        let launched = self.has_launched(now);
        if now >= self.close || (!launched && now >= self.end) {
            Phase::Closed
        } else if !launched {
            Phase::Scheduled
        } else {
            self.running_phase(now)
        }
    }

    /// The phase of what is in progress at an instant.
    pub(crate) fn running_phase(&self, now: Instant) -> Phase {
        match &self.review {
            _ if now >= self.end => Phase::Grace,
            Some(review) if now >= review.review => Phase::Sharing,
            Some(review) if now >= review.submit => Phase::UnderReview,
            _ => Phase::Open,
        }
    }

    /// Every boundary with the phase at `now` and the next boundary after it (TIM-8). Locks that lock
    /// nothing are none (CYC-9).
    ///
    /// It is for the host alone: it has the locks of both lists. What a person may see of a
    /// conversation's is [`Sight::timeline`](crate::Sight::timeline).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let now = at("2026-02-02T09:00:00Z");
    /// let timeline = context("2026-02-02T09:00:00Z").cycle_times().unwrap().timeline(now);
    /// assert_eq!((timeline.phase, timeline.next), (Phase::Scheduled, Some(at("2026-03-01T00:00:00Z"))));
    /// assert_eq!(timeline.boundaries[0].rule, Rule::Cyc2);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn timeline(&self, now: Instant) -> Timeline {
        let boundaries = match self.launch {
            // Nothing opens or locks in a cycle that does not launch.
            Launch::Waits | Launch::Never => self.endings(false).collect(),
            Launch::At { at, quiet } => {
                let launch = Boundary {
                    at,
                    date: self.start_date,
                    kind: BoundaryKind::Begins(self.running_phase(at)),
                    rule: if quiet { Rule::Cyc3 } else { Rule::Cyc2 },
                };
                // One that launches late begins in the phase that its dates have come to.
                let locks = self.locks.iter().filter(|lock| lock.binds);
                let later = locks
                    .map(LockTime::boundary)
                    .chain(self.endings(true))
                    .filter(|later| later.at > at);
                core::iter::once(launch).chain(later).collect()
            }
        };
        Timeline::new(self.phase(now), boundaries, now)
    }

    /// The boundaries at which one phase ends and another begins, after the launch.
    pub(crate) fn endings(&self, launched: bool) -> impl Iterator<Item = Boundary> {
        let boundary = |at, date, phase, rule| Boundary {
            at,
            date,
            kind: BoundaryKind::Begins(phase),
            rule,
        };
        let has_grace = launched && self.close > self.end;
        let review = self.review.filter(|_| launched).map(|review| {
            [
                boundary(
                    review.submit,
                    review.submit_date,
                    Phase::UnderReview,
                    Rule::Rev1,
                ),
                boundary(
                    review.review,
                    review.review_date,
                    Phase::Sharing,
                    Rule::Rev4,
                ),
            ]
        });
        let next = if has_grace {
            Phase::Grace
        } else {
            Phase::Closed
        };
        let end = boundary(self.end, self.end_date, next, Rule::Tim2);
        let close = boundary(self.close, self.close_date, Phase::Closed, Rule::Cyc4);
        review
            .into_iter()
            .flatten()
            .chain([end])
            .chain(has_grace.then_some(close))
    }
}

impl LockTime {
    pub(crate) fn boundary(&self) -> Boundary {
        Boundary {
            at: self.at,
            date: self.date,
            kind: BoundaryKind::Locks(self.on),
            rule: Rule::Cyc8,
        }
    }
}

fn launch(
    organisation: &Org,
    template: &Template,
    cycle: &Cycle,
    end: Instant,
    now: Instant,
) -> Launch {
    let calendar = organisation.calendar(now);
    let set_at = cycle.set_at(now, |schedule| schedule.start);
    let day = calendar.set_at(set_at).day_start(cycle.schedule(now).start);
    let late = set_at >= day;
    let wanted = if late {
        calendar.top_of_hour(set_at)
    } else {
        day
    };
    match Readiness::new(organisation, template, now).first_from(wanted) {
        None if now >= end => Launch::Never,
        None => Launch::Waits,
        Some(at) if at >= end => Launch::Never,
        Some(at) => Launch::At {
            at,
            quiet: late
                || !template
                    .deployed()
                    .changes()
                    .any(|(at, &on)| on && at < day),
        },
    }
}

/// The boundary of each lock, read in the zones from when its date was set.
fn locks(
    cycle: &Cycle,
    content: Option<&Content>,
    calendar: Calendar<'_>,
    now: Instant,
) -> Vec<LockTime> {
    let mut held: BTreeMap<LockOn, (Date, Instant)> = BTreeMap::new();
    for (from, schedule) in cycle.schedules(now) {
        let before = core::mem::take(&mut held);
        for lock in &schedule.locks {
            let since = match before.get(&lock.on) {
                Some(&(date, since)) if date == lock.date => since,
                _ => from,
            };
            held.insert(lock.on, (lock.date, since));
        }
    }
    held.into_iter()
        .map(|(on, (date, since))| LockTime {
            on,
            date,
            at: calendar.set_at(since).deadline(date),
            binds: content.is_some_and(|content| on.binds_in(content)),
        })
        .collect()
}
