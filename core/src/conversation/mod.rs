//! A conversation: what happened in it, and when what may be done in it.

mod apply;
mod case;
mod context;
mod event;
mod ownership;
mod part;
mod request;
mod state;
mod windows;

pub use case::{Case, Executed};
pub use context::{Context, RollOut};
pub use event::{ConversationChange, ConversationEvent, Launched, Occasion, SavedAnswer};
pub(crate) use ownership::EarlierManager;
pub(crate) use part::{Part, Saved};
pub use state::Conversation;
pub(crate) use windows::{Deed, Window};
