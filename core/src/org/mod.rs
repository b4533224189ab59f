//! The organisation: its settings, its people, and how one of them stands to the rest.

mod directory;
mod facts;
mod list;
mod load;
mod notification;
mod overseers;
mod relation;
mod settings;
mod units;

pub use directory::Directory;
pub(crate) use directory::{Listed, Unpaired};
pub use facts::{DepartmentFacts, DirectoryFacts, PersonFacts, Scope};
pub use list::PeopleList;
pub use notification::NotificationKind;
pub use relation::{Pair, Relation, Towards};
pub use settings::Org;
pub(crate) use units::Covered;
