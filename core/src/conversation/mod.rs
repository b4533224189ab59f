//! A conversation: what happened in it, and when what may be done in it.

mod case;
mod context;
mod event;
mod state;
mod windows;

pub use case::{Case, Executed};
pub use context::{Context, RollOut};
pub use event::{ConversationChange, ConversationEvent, Launched, Occasion, SavedAnswer};
pub use state::Conversation;
pub(crate) use state::{Part, Saved};
pub(crate) use windows::{Deed, Window};
