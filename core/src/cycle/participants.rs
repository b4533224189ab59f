//! Whom a cycle is for, and who of the directory is among them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::log::holds;
use crate::org::{Covered, Listed};
use crate::{DepartmentId, Directory, GroupId, PersonId, Reason, Refusal, Rule};

/// Whom a cycle is for: the direct reports who get a conversation where they have a manager.
///
/// ```
/// use visavis::cycle::Participants;
///
/// assert_eq!(serde_json::to_string(&Participants::default()).unwrap(), r#""everyone""#);
/// let groups: Participants =
///     serde_json::from_str(r#"{ "groups": ["7f3b9a52-60a9-4d3c-8a83-0f2e8d1f9c01"] }"#).unwrap();
/// assert!(matches!(groups, Participants::Groups(groups) if groups.len() == 1));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Participants {
    /// All employees (PAR-1).
    #[default]
    Everyone,
    /// Whoever is in one of these departments or in one below it (PAR-2).
    Departments(BTreeSet<DepartmentId>),
    /// Whoever is in one of these groups (PAR-3).
    Groups(BTreeSet<GroupId>),
    /// These people, such as [`Directory::read_list`] has found them (PAR-4).
    List(BTreeSet<PersonId>),
}

impl Participants {
    /// Refuses what names nothing.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        match self {
            Self::Departments(named) if named.is_empty() => Err(Reason::DepartmentsEmpty.into()),
            Self::Groups(named) if named.is_empty() => Err(Reason::GroupsEmpty.into()),
            Self::List(named) if named.is_empty() => Err(Reason::ListEmpty.into()),
            Self::Everyone | Self::Departments(_) | Self::Groups(_) | Self::List(_) => Ok(()),
        }
    }

    /// The same of what was stored (XCT-5).
    pub(super) fn stand(&self) -> Result<(), &'static str> {
        holds(
            self.check().is_ok(),
            "the participants are everyone, or name somebody",
        )
    }

    pub(super) const fn is_everyone(&self) -> bool {
        matches!(self, Self::Everyone)
    }

    /// The rule by which somebody is among them or is not.
    pub(super) const fn rule(&self) -> Rule {
        match self {
            Self::Everyone => Rule::Par1,
            Self::Departments(_) => Rule::Par2,
            Self::Groups(_) => Rule::Par3,
            Self::List(_) => Rule::Par4,
        }
    }

    /// What they name and the directory does not know.
    pub(super) fn unknown(&self, directory: &Directory) -> Vec<Refusal> {
        let mut faults = Vec::new();
        let mut note = |known: bool, fault: Reason| {
            if !known {
                faults.push(Refusal::from(fault).placed("participants"));
            }
        };
        match self {
            Self::Everyone => {}
            Self::Departments(named) => named.iter().for_each(|&department| {
                let known = directory.has_department(department);
                note(known, Reason::DepartmentUnknown { department });
            }),
            Self::Groups(named) => named.iter().for_each(|&group| {
                let known = directory.has_group(group);
                note(known, Reason::GroupUnknown { group });
            }),
            Self::List(named) => named.iter().for_each(|&person| {
                let known = directory.name(person).is_some();
                note(known, Reason::PersonUnknown { person });
            }),
        }
        faults
    }
}

/// Who of a directory is among some participants.
pub(super) enum Among<'a> {
    Covered(Covered),
    Listed(&'a BTreeSet<PersonId>),
}

impl<'a> Among<'a> {
    pub(super) fn new(participants: &'a Participants, directory: &Directory) -> Self {
        match participants {
            Participants::Everyone => Self::Covered(Covered::Everyone),
            Participants::Departments(named) => {
                Self::Covered(directory.covered(named.iter().copied(), []))
            }
            Participants::Groups(named) => {
                Self::Covered(directory.covered([], named.iter().copied()))
            }
            Participants::List(named) => Self::Listed(named),
        }
    }

    pub(super) fn has(&self, listed: &Listed<'_>) -> bool {
        match self {
            Self::Covered(covered) => listed.is_covered(covered),
            Self::Listed(named) => named.contains(&listed.person),
        }
    }
}
