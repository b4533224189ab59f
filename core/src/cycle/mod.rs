//! Scheduled cycles: dates, phases, and who gets a conversation.

mod change;
mod readiness;
mod rollout;
mod roster;
mod schedule;
mod state;
#[cfg(test)]
mod tests;
mod times;

pub use change::{CycleCommand, CycleDraft};
pub(crate) use rollout::show;
pub use roster::{Roster, RosterChange, RosterEvent};
pub use schedule::Schedule;
pub use state::{Cycle, CycleChange, CycleEvent};
pub(crate) use times::next_of;
pub use times::{Boundary, CycleTimes, Launch, Phase, Timeline};
