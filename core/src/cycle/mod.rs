//! Scheduled cycles: dates, phases, and who gets a conversation.

mod change;
mod check;
mod drawing;
mod participants;
mod phase;
mod prospects;
mod readiness;
mod rollout;
mod roster;
mod schedule;
mod state;
#[cfg(test)]
mod tests;
mod timeline;
mod times;

pub use change::{CycleCommand, CycleDraft, CycleEvidence};
pub use participants::Participants;
pub use phase::Phase;
pub use prospects::{ClosedAtStart, JoinerStart, LaunchStatus, Prospect, Prospects};
pub(crate) use prospects::{RosterInputs, prospects};
pub(crate) use rollout::roll_out;
pub use roster::{Roster, RosterChange, RosterEvent};
pub use schedule::{AdminReview, LockDate, LockOn, Reviewed, Schedule};
pub use state::{Cycle, CycleChange, CycleEvent};
pub(crate) use timeline::next_of;
pub use timeline::{Boundary, BoundaryKind, Timeline};
pub use times::{CycleTimes, Launch, LockTime, ReviewTimes};
