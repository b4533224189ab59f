//! The organisation: its settings, its people, and how one of them stands to the rest.

mod directory;
mod relation;
mod settings;

pub use directory::{Directory, DirectoryFacts, PersonFacts};
pub use relation::{Pair, Relation, Towards};
pub use settings::Org;
