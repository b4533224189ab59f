//! The people of the company, and its directory.

use crate::all::*;

use crate::world::{ACME, id};

/// The people of the company, by the id that each has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Who {
    /// The direct report.
    Ana = 0xa,
    /// Her manager.
    Ben,
    /// Another direct report of Ben's: a stranger to the conversation of the two.
    Cy,
    /// A Super Admin.
    Ada,
    /// Ben's manager.
    Eve,
    /// A direct report of Ben's with an inactive account.
    Fay,
    /// Whom Ana comes to report to.
    Dan,
    /// An HR Admin whose scope is the whole company.
    Hal,
}

impl Who {
    pub(crate) const ALL: [Self; 8] = [
        Self::Ana,
        Self::Ben,
        Self::Cy,
        Self::Ada,
        Self::Eve,
        Self::Fay,
        Self::Dan,
        Self::Hal,
    ];

    pub(crate) fn id(self) -> PersonId {
        id(self as u128)
    }

    pub(crate) fn on(side: Side) -> Self {
        match side {
            Side::DirectReport => Self::Ana,
            Side::Manager => Self::Ben,
        }
    }
}

pub(crate) fn person(who: Who, manager: Option<Who>) -> PersonData {
    PersonData {
        manager: manager.map(Who::id),
        active: who != Who::Fay,
        super_admin: who == Who::Ada,
        email: Some(format!("{who:?}@acme.example")),
        ..PersonData::new(who.id(), format!("{who:?} Ünlü"))
    }
}

pub(crate) fn people() -> Vec<PersonData> {
    vec![
        person(Who::Ana, Some(Who::Ben)),
        person(Who::Ben, Some(Who::Eve)),
        person(Who::Cy, Some(Who::Ben)),
        person(Who::Ada, None),
        person(Who::Eve, None),
        person(Who::Fay, Some(Who::Ben)),
        person(Who::Dan, Some(Who::Eve)),
        person(Who::Hal, None),
    ]
}

pub(crate) fn directory(people: Vec<PersonData>) -> Directory {
    Directory::load(DirectoryData::new(id(ACME), people)).expect("a directory")
}

/// The directory once Ana reports to somebody.
pub(crate) fn ana_under(manager: Who) -> Directory {
    let ana = person(Who::Ana, Some(manager));
    let others = people().into_iter().skip(1);
    directory(std::iter::once(ana).chain(others).collect())
}
