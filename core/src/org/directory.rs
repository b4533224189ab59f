//! The directory: people, their reporting lines, departments and groups.

use super::addresses::Addresses;
use super::overseers::Overseers;
use super::units::{Covered, Units};
use super::{Actor, Pair, Relation};
use crate::{DepartmentId, GroupId, OrgId, PersonId, Reason, Refusal};

/// The people of an organisation and who reports to whom, checked and ready to be asked.
///
/// Built once from [`DirectoryData`](crate::DirectoryData) and never changed. Finding a person takes a binary search;
/// everything else follows in constant time.
///
/// ```
/// use visavis::{Directory, DirectoryData, PersonData};
/// use visavis::id::{OrgId, PersonId};
///
/// let [ana, ben] = [[1; 16], [2; 16]].map(PersonId::from_bytes);
/// let people = vec![
///     PersonData { manager: Some(ben), ..PersonData::new(ana, "Ana") },
///     PersonData::new(ben, "Ben"),
/// ];
/// let organisation = OrgId::from_bytes([9; 16]);
/// let directory = Directory::load(DirectoryData::new(organisation, people)).unwrap();
/// assert_eq!(directory.pair(ben, ana).unwrap().manager(), ben);
/// assert!(directory.faults().is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Directory {
    pub(super) organisation: OrgId,
    /// In the order of their ids.
    pub(super) people: Vec<Person>,
    /// Places of (manager, direct report), in order: whose reports are whose.
    pub(super) reports: Vec<(u32, u32)>,
    /// Those with active accounts.
    pub(super) super_admins: Vec<PersonId>,
    /// The HR Admins with active accounts.
    pub(super) overseers: Overseers,
    pub(super) units: Units,
    pub(super) emails: Addresses,
    pub(super) faults: Vec<Refusal>,
}

#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) id: PersonId,
    pub(super) name: Box<str>,
    pub(super) manager: Option<u32>,
    pub(super) active: bool,
    pub(super) super_admin: bool,
    /// The place of the department.
    pub(super) department: Option<u32>,
    /// The places of the groups.
    pub(super) groups: Box<[u32]>,
    /// Whom the person covers as an HR Admin.
    pub(super) covers: Option<Box<Covered>>,
}

/// Somebody of the directory, as a roster looks at them.
pub(crate) struct Listed<'d> {
    pub(crate) person: PersonId,
    /// The pair with their manager, or why there is none.
    pub(crate) pair: Result<Pair, Unpaired>,
    found: &'d Person,
}

/// Why somebody has no pair with a manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unpaired {
    /// Their account is inactive (PAR-9).
    Inactive,
    /// They have no manager, or one whose account is inactive (PAR-5, PAR-6).
    NoManager,
}

impl Listed<'_> {
    pub(crate) fn is_covered(&self, covered: &Covered) -> bool {
        covered.covers(self.found.department, &self.found.groups)
    }
}

impl Directory {
    /// The organisation.
    #[must_use]
    pub const fn organisation(&self) -> OrgId {
        self.organisation
    }

    /// What is wrong with the facts that it was built from, and counts as absent: each fault with whom
    /// it concerns and where it stands (PAR-14).
    #[must_use]
    pub fn faults(&self) -> &[Refusal] {
        &self.faults
    }

    /// The number of people.
    #[must_use]
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether there is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// The name of a person; none where the directory does not know them.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(directory().name(id(1)), Some("Ana"));
    /// assert_eq!(directory().name(id(77)), None);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn name(&self, person: PersonId) -> Option<&str> {
        self.find(person).map(|(_, person)| &*person.name)
    }

    /// A person with their offices in the organisation: who changes templates and cycles, or starts a
    /// conversation. Whoever the directory does not know counts as inactive, and so sees and does
    /// nothing.
    ///
    /// What they may see and do in a conversation depends on their [`relation`](Self::relation) to its
    /// two people.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert!(directory().actor(id(3)).is_super_admin()); // Ada.
    /// assert!(!directory().actor(id(77)).is_active()); // Nobody.
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn actor(&self, person: PersonId) -> Actor {
        self.actor_of(person, self.find(person).map(|(_, found)| found))
    }

    fn actor_of(&self, person: PersonId, found: Option<&Person>) -> Actor {
        let active = found.is_some_and(|found| found.active);
        let super_admin = found.is_some_and(|found| found.super_admin);
        Actor::vouched(self.organisation, person, active).with_super_admin(super_admin)
    }

    /// How a person stands to the two people of a conversation, in constant time.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let ben = directory().relation(id(2), &conversation().pair());
    /// assert!(ben.manages_direct_report());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn relation(&self, person: PersonId, pair: &Pair) -> Relation {
        let (direct_report, manager) = (pair.direct_report(), pair.manager());
        let other = |admin: &&PersonId| ![person, direct_report, manager].contains(admin);
        let now = self.own_pair(direct_report);
        let found = self.find(person).map(|(_, found)| found);
        let active = found.filter(|found| found.active);
        let covered = active.and_then(|found| found.covers.as_deref());
        let covers = |other| covered.is_some_and(|covered| self.is_covered(covered, other));
        // At most three Super Admins can be among the person, the direct report and the manager, so
        // a fourth is always somebody else.
        let only = !self.super_admins.iter().take(4).any(|admin| other(&admin));
        Relation::between(self.actor_of(person, found), pair)
            .with_hr_for(covers(direct_report), covers(manager))
            .with_manages_direct_report(now.is_some_and(|now| now.manager() == person))
            .with_only_super_admin(only)
    }

    /// Everyone with an active account whose office covers a person; some of them more than once.
    pub(crate) fn administrators_over(
        &self,
        person: PersonId,
    ) -> impl Iterator<Item = PersonId> + '_ {
        let found = self.find(person).map(|(_, found)| found);
        let department = found.and_then(|found| found.department);
        let groups = found.map_or(&[][..], |found| &found.groups);
        let overseers = self.overseers.of(department, groups);
        self.super_admins.iter().copied().chain(overseers)
    }

    /// The two as direct report and manager, whichever of them is which (ANY-1).
    ///
    /// # Errors
    /// `not-counterparts` where neither reports to the other, or an account is inactive.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (ana, ben, ada) = (id(1), id(2), id(3));
    /// let pair = directory().pair(ben, ana)?;
    /// assert_eq!((pair.direct_report(), pair.manager()), (ana, ben));
    /// assert_eq!(directory().pair(ana, ada).unwrap_err().code(), "not-counterparts");
    /// # Ok(()) }
    /// ```
    pub fn pair(&self, one: PersonId, other: PersonId) -> Result<Pair, Refusal> {
        [(one, other), (other, one)]
            .into_iter()
            .find_map(|(report, manager)| {
                self.own_pair(report)
                    .filter(|pair| pair.manager() == manager)
            })
            .ok_or_else(|| Reason::NotCounterparts.into())
    }

    /// Everyone with whom a person can have a conversation of two: the pair with their manager
    /// first, then those with their direct reports, in the order of their ids (ANY-3).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let directory = directory();
    /// let reports: Vec<_> = directory.pairs_of(id(2)).map(|pair| pair.direct_report()).collect();
    /// assert_eq!(reports, [id(1)]); // Ben has no manager, and Ana reports to him.
    /// # Ok(()) }
    /// ```
    pub fn pairs_of(&self, person: PersonId) -> impl Iterator<Item = Pair> + '_ {
        let place = self.find(person).map_or(u32::MAX, |(place, _)| place);
        let first = self
            .reports
            .partition_point(|&(manager, _)| manager < place);
        let below = self
            .reports
            .iter()
            .skip(first)
            .take_while(move |&&(manager, _)| manager == place)
            .filter_map(|&(_, report)| self.pair_at(report));
        self.own_pair(person).into_iter().chain(below)
    }

    /// Everyone, in the order of their ids.
    pub(crate) fn everyone(&self) -> impl Iterator<Item = Listed<'_>> + '_ {
        self.people.iter().map(|person| Listed {
            person: person.id,
            pair: self.pair_of(person),
            found: person,
        })
    }

    /// One of them.
    pub(crate) fn listed(&self, person: PersonId) -> Option<Listed<'_>> {
        let (_, found) = self.find(person)?;
        Some(Listed {
            person,
            pair: self.pair_of(found),
            found,
        })
    }

    pub(crate) fn has_department(&self, department: DepartmentId) -> bool {
        self.units.department(department).is_some()
    }

    pub(crate) fn has_group(&self, group: GroupId) -> bool {
        self.units.group(group).is_some()
    }

    /// The people of these departments, each with all below it, and of these groups.
    pub(crate) fn covered(
        &self,
        departments: impl IntoIterator<Item = DepartmentId>,
        groups: impl IntoIterator<Item = GroupId>,
    ) -> Covered {
        self.units.covered(departments, groups)
    }

    /// The pair of a person with their manager.
    pub(crate) fn own_pair(&self, direct_report: PersonId) -> Option<Pair> {
        self.find(direct_report)
            .and_then(|(place, _)| self.pair_at(place))
    }

    /// Whether somebody is covered. Whom the directory does not know is in no department or group.
    fn is_covered(&self, covered: &Covered, person: PersonId) -> bool {
        match self.find(person) {
            Some((_, person)) => covered.covers(person.department, &person.groups),
            None => covered.covers(None, &[]),
        }
    }

    fn pair_at(&self, place: u32) -> Option<Pair> {
        self.pair_of(self.at(place)?).ok()
    }

    fn pair_of(&self, report: &Person) -> Result<Pair, Unpaired> {
        if !report.active {
            return Err(Unpaired::Inactive);
        }
        let manager = report.manager.and_then(|manager| self.at(manager));
        match manager {
            Some(manager) if manager.active => {
                Ok(Pair::vouched(self.organisation, report.id, manager.id))
            }
            _ => Err(Unpaired::NoManager),
        }
    }

    fn at(&self, place: u32) -> Option<&Person> {
        self.people.get(usize::try_from(place).ok()?)
    }

    fn find(&self, person: PersonId) -> Option<(u32, &Person)> {
        let place = self
            .people
            .binary_search_by_key(&person, |other| other.id)
            .ok()?;
        Some((u32::try_from(place).ok()?, self.people.get(place)?))
    }
}
