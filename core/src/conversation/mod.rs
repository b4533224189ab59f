//! A conversation: what happened in it, and when what may be done in it.

mod apply;
mod case;
mod context;
mod event;
mod joining;
mod ownership;
mod part;
mod request;
mod respondent;
mod state;
mod stored;
mod windows;

pub(crate) use case::Told;
pub use case::{Case, ConversationOutcome};
pub use context::{Context, RollOut};
pub use event::{ConversationChange, ConversationEvent, Launched, Occasion, SavedAnswer};
pub(crate) use part::{Part, Saved, StoredRequest};
pub use respondent::{AnswerId, Respondent};
pub use state::Conversation;
pub(crate) use windows::Window;
