//! The organisation: its settings, its people, and how one of them stands to the rest.

mod addresses;
mod data;
mod directory;
mod list;
mod load;
mod loops;
mod notification;
mod overseers;
mod relation;
mod settings;
mod units;

pub use data::{DepartmentData, DirectoryData, PersonData, Scope};
pub use directory::Directory;
pub(crate) use directory::{Listed, Unpaired};
pub use list::PeopleList;
pub use notification::NotificationKind;
pub use relation::{Actor, Pair, Relation};
pub use settings::Org;
pub(crate) use units::Covered;
