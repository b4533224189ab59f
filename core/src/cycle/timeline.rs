//! Timelines: every boundary in order, and what changes there (TIM-8).

use serde::Serialize;

use super::phase::Phase;
use super::schedule::LockOn;
use crate::{Date, Instant, Rule, Side};

/// What changes at a boundary (TIM-8).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let timeline = case("2026-03-10T09:00:00Z").timeline();
/// assert_eq!(timeline.boundaries[0].kind, BoundaryKind::Begins(Phase::Open));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BoundaryKind {
    /// Something locks (CYC-8).
    Locks(LockOn),
    /// A phase begins, and the one before it is over (CYC-14).
    Begins(Phase),
    /// A request of who stands on a side is approved (REQ-4).
    Reopens(Side),
    /// An approved request of who stands on a side runs out (REQ-4).
    RunsOut(Side),
}

/// An instant at which something changes (TIM-8).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let end = case("2026-03-10T09:00:00Z").timeline().boundaries[1];
/// assert_eq!((end.at, end.date.to_string()), (at("2026-03-31T23:00:00Z"), "2026-03-31".into()));
/// assert_eq!((end.kind, end.rule), (BoundaryKind::Begins(Phase::Grace), Rule::Tim2));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Boundary {
    /// The instant. What was before ends there and does not hold it.
    pub at: Instant,
    /// The local date that it comes from: the one that begins there (a launch) or that ended.
    pub date: Date,
    /// What changes.
    #[serde(flatten)]
    pub kind: BoundaryKind,
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
    /// The boundaries. Of those at one instant the locks stand first.
    pub boundaries: Vec<Boundary>,
    /// The first boundary after the instant that was asked about: when to wake up next.
    pub next: Option<Instant>,
}

impl Timeline {
    pub(crate) fn new(phase: Phase, mut boundaries: Vec<Boundary>, now: Instant) -> Self {
        boundaries.sort_by_key(|boundary| (boundary.at, boundary.kind));
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
