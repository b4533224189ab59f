//! The instants of a cycle, its phases and its timeline.

use serde::Serialize;

use super::readiness::Readiness;
use super::state::Cycle;
use crate::{Date, Instant, Org, Rule, Template};

/// Where a cycle or a conversation stands in time (CYC-14).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// assert_eq!(case("2026-03-10T09:00:00Z").phase(), Phase::Open);
/// assert_eq!(case("2026-04-07T23:00:00Z").phase(), Phase::Closed);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Phase {
    /// Before the launch.
    Scheduled,
    /// From the launch to the end boundary.
    Open,
    /// From the end boundary to the end of grace (CYC-4).
    Grace,
    /// Afterwards.
    Closed,
}

/// An instant at which a phase begins (TIM-8).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let end = case("2026-03-10T09:00:00Z").timeline().boundaries[1];
/// assert_eq!((end.at, end.date.to_string()), (at("2026-03-31T23:00:00Z"), "2026-03-31".into()));
/// assert_eq!((end.begins, end.rule), (Phase::Grace, Rule::Tim2));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Boundary {
    /// The instant. The phase before ends there and does not hold it.
    pub at: Instant,
    /// The local date that it comes from: the one that begins there (a launch) or that ended.
    pub date: Date,
    /// The phase that begins.
    pub begins: Phase,
    /// The rule that puts it there.
    pub rule: Rule,
}

/// Every boundary, in order (TIM-8).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let timeline = case("2026-04-01T09:00:00Z").timeline();
/// assert_eq!((timeline.phase, timeline.boundaries.len()), (Phase::Grace, 3));
/// assert_eq!(timeline.next, Some(at("2026-04-07T23:00:00Z")));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timeline {
    /// The phase at the instant that was asked about.
    pub phase: Phase,
    /// The boundaries.
    pub boundaries: Vec<Boundary>,
    /// The first boundary after the instant that was asked about: when to wake up next.
    pub next: Option<Instant>,
}

impl Timeline {
    pub(crate) fn new(phase: Phase, boundaries: Vec<Boundary>, now: Instant) -> Self {
        let next = next_of(boundaries.iter().map(|boundary| boundary.at), now);
        Self {
            phase,
            boundaries,
            next,
        }
    }
}

/// The first of some instants that is after `now`.
pub(crate) fn next_of(instants: impl Iterator<Item = Instant>, now: Instant) -> Option<Instant> {
    instants.filter(|&at| at > now).min()
}

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

/// The instants of a cycle as they are known at one `now`. They are worked out once and serve all
/// of its conversations.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let times = *context("2026-02-02T09:00:00Z").cycle_times().unwrap();
/// assert_eq!((times.end, times.close), (at("2026-03-31T23:00:00Z"), at("2026-04-07T23:00:00Z")));
/// assert_eq!(times.end_date.days_until(times.close_date), 7); // The week of grace.
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CycleTimes {
    /// The launch.
    pub launch: Launch,
    /// The local start date.
    pub start_date: Date,
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
        // The end date and the days of grace are those of the set-up; the start can have moved.
        let endings = calendar.set_at(cycle.set_up_at);
        let end = endings.deadline(schedule.end);
        // A schedule whose grace leaves the calendar was refused when it was set (TIM-9).
        let close_date = schedule.last_day().unwrap_or(schedule.end);
        let set_at = cycle.start_set_at(now);
        let day = calendar.set_at(set_at).day_start(schedule.start);
        let late = set_at >= day;
        let wanted = if late {
            calendar.top_of_hour(set_at)
        } else {
            day
        };
        let launch = match Readiness::new(organisation, template, now).first_from(wanted) {
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
        };
        Self {
            launch,
            start_date: schedule.start,
            end,
            end_date: schedule.end,
            close: endings.deadline(close_date),
            close_date,
        }
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
        let launched = matches!(self.launch, Launch::At { at, .. } if at <= now);
        if now >= self.close || (!launched && now >= self.end) {
            Phase::Closed
        } else if !launched {
            Phase::Scheduled
        } else if now < self.end {
            Phase::Open
        } else {
            Phase::Grace
        }
    }

    /// Every boundary with the phase at `now` and the next boundary after it (TIM-8).
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
        let mut boundaries = Vec::with_capacity(3);
        if let Launch::At { at, quiet } = self.launch {
            let rule = if quiet { Rule::Cyc3 } else { Rule::Cyc2 };
            boundaries.push(Boundary {
                at,
                date: self.start_date,
                begins: Phase::Open,
                rule,
            });
        }
        boundaries.extend(self.endings());
        Timeline::new(self.phase(now), boundaries, now)
    }

    /// The boundaries at which it ends.
    pub(crate) fn endings(&self) -> impl Iterator<Item = Boundary> {
        let launches = matches!(self.launch, Launch::At { .. });
        let has_grace = launches && self.close > self.end;
        let end = Boundary {
            at: self.end,
            date: self.end_date,
            begins: if has_grace {
                Phase::Grace
            } else {
                Phase::Closed
            },
            rule: Rule::Tim2,
        };
        let close = has_grace.then_some(Boundary {
            at: self.close,
            date: self.close_date,
            begins: Phase::Closed,
            rule: Rule::Cyc4,
        });
        core::iter::once(end).chain(close)
    }
}
