//! The organisation: its settings, its people, and how one of them stands to the rest.

mod directory;
mod notification;
mod relation;
mod settings;

pub use directory::{Directory, DirectoryFacts, PersonFacts};
pub use notification::NotificationKind;
pub use relation::{Pair, Relation, Towards};
pub use settings::Org;
