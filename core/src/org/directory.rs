//! The directory: people and their reporting lines.

use serde::{Deserialize, Serialize};

use super::{Pair, Relation, Towards};
use crate::refusal::Faults;
use crate::{OrgId, PersonId, Reason, Refusal};

/// What a host says of a person.
///
/// ```
/// let ana: visavis::PersonFacts = serde_json::from_str(r#"{
///     "id": "7f3b9a52-60a9-4d3c-8a83-0f2e8d1f9c01", "name": "Ana"
/// }"#).unwrap();
/// assert!(ana.active && !ana.super_admin && ana.manager.is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonFacts {
    /// The person.
    pub id: PersonId,
    /// The name that lists show, of any length (LST-2).
    pub name: String,
    /// Whom the person reports to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<PersonId>,
    /// Whether the account is active; people on leave have an active one (PAR-9).
    #[serde(default = "yes")]
    pub active: bool,
    /// Whether the person is a Super Admin (TPL-15).
    #[serde(default)]
    pub super_admin: bool,
}

fn yes() -> bool {
    true
}

/// What a host says of its people.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let facts = DirectoryFacts { organisation: org().id(), people: Vec::new() };
/// assert!(Directory::load(facts)?.is_empty());
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DirectoryFacts {
    /// The organisation.
    pub organisation: OrgId,
    /// Everyone, in any order.
    pub people: Vec<PersonFacts>,
}

/// The people of an organisation and who reports to whom, checked and ready to be asked.
///
/// Built once from [`DirectoryFacts`] and never changed. Finding a person takes a binary search;
/// everything else follows in constant time.
///
/// ```
/// use visavis::{Directory, DirectoryFacts, OrgId, PersonFacts, PersonId};
///
/// let [ana, ben] = [[1; 16], [2; 16]].map(PersonId::from_bytes);
/// let person = |id, name: &str, manager| PersonFacts {
///     id, name: name.into(), manager, active: true, super_admin: false,
/// };
/// let directory = Directory::load(DirectoryFacts {
///     organisation: OrgId::from_bytes([9; 16]),
///     people: vec![person(ana, "Ana", Some(ben)), person(ben, "Ben", None)],
/// }).unwrap();
/// assert_eq!(directory.pair(ben, ana).unwrap().manager, ben);
/// assert!(directory.faults().is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Directory {
    organisation: OrgId,
    /// In the order of their ids.
    people: Vec<Person>,
    /// Places of (manager, direct report), in order: whose reports are whose.
    reports: Vec<(u32, u32)>,
    /// Those with active accounts.
    super_admins: Vec<PersonId>,
    faults: Vec<Refusal>,
}

#[derive(Clone, Debug)]
struct Person {
    id: PersonId,
    name: Box<str>,
    manager: Option<u32>,
    active: bool,
    super_admin: bool,
}

impl Directory {
    /// Builds a directory. People who stand in a loop of reporting lines count as having no
    /// manager and are named in [`Directory::faults`] (PAR-11).
    ///
    /// # Errors
    /// `directory-refused`, with each person who is listed twice and each manager who is nobody.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let person = |n, manager| PersonFacts {
    ///     id: id(n), name: format!("No. {n}"), manager: Some(id(manager)), active: true, super_admin: false,
    /// };
    /// let load = |people| Directory::load(DirectoryFacts { organisation: org().id(), people });
    ///
    /// let nobody = load(vec![person(1, 77)]).unwrap_err(); // There is no 77.
    /// assert_eq!(nobody.faults()[0].code(), "person-unknown");
    /// let looped = load(vec![person(1, 2), person(2, 1)])?; // Each the other's manager.
    /// assert_eq!(looped.faults().len(), 2);
    /// # Ok(()) }
    /// ```
    pub fn load(facts: DirectoryFacts) -> Result<Self, Refusal> {
        let mut faults = Faults::default();
        let mut listed = facts.people;
        // Sorting by id makes the order of the facts irrelevant to every answer (TIM-7).
        listed.sort_unstable_by_key(|person| person.id);
        for pair in listed.windows(2) {
            if let [one, other] = pair
                && one.id == other.id
            {
                faults.note("people", Reason::PersonRepeated { person: one.id });
            }
        }
        let mut managers = Vec::with_capacity(listed.len());
        for person in &listed {
            managers.push(match person.manager {
                None => None,
                Some(manager) => match listed.binary_search_by_key(&manager, |other| other.id) {
                    Ok(place) => u32::try_from(place).ok(),
                    Err(_) => {
                        faults.note(
                            format_args!("people[{}].manager", person.id),
                            Reason::PersonUnknown { person: manager },
                        );
                        None
                    }
                },
            });
        }
        faults.finish(Some(()), Reason::DirectoryRefused)?;

        let mut looped = Faults::default();
        for place in loops(&managers) {
            if let (Some(line), Some(person)) = (managers.get_mut(place), listed.get(place)) {
                *line = None;
                looped.note(
                    format_args!("people[{}].manager", person.id),
                    Reason::ReportingLoop { person: person.id },
                );
            }
        }
        let mut reports: Vec<_> = (0..)
            .zip(&managers)
            .filter_map(|(report, manager)| manager.map(|manager| (manager, report)))
            .collect();
        reports.sort_unstable();
        let super_admins = listed
            .iter()
            .filter(|person| person.active && person.super_admin)
            .map(|person| person.id)
            .collect();
        Ok(Self {
            organisation: facts.organisation,
            people: listed
                .into_iter()
                .zip(managers)
                .map(|(person, manager)| Person {
                    id: person.id,
                    name: person.name.into(),
                    manager,
                    active: person.active,
                    super_admin: person.super_admin,
                })
                .collect(),
            reports,
            super_admins,
            faults: looped.into_list(),
        })
    }

    /// Builds a directory and refuses loops of reporting lines too (PAR-11).
    ///
    /// # Errors
    /// `directory-refused`, as for [`Directory::load`], and with everyone who stands in a loop.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let chief = PersonFacts {
    ///     id: id(1), name: "Cleo".into(), manager: Some(id(1)), active: true, super_admin: false,
    /// };
    /// let facts = DirectoryFacts { organisation: org().id(), people: vec![chief] };
    /// assert!(Directory::load(facts.clone()).is_ok());
    /// assert_eq!(Directory::load_strict(facts).unwrap_err().faults()[0].rule(), Rule::Par11);
    /// # Ok(()) }
    /// ```
    pub fn load_strict(facts: DirectoryFacts) -> Result<Self, Refusal> {
        let mut directory = Self::load(facts)?;
        if directory.faults.is_empty() {
            return Ok(directory);
        }
        let faults = core::mem::take(&mut directory.faults);
        Err(Refusal::from(Reason::DirectoryRefused).with_faults(faults))
    }

    /// The organisation.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(directory().organisation(), org().id());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn organisation(&self) -> OrgId {
        self.organisation
    }

    /// The people who stand in a loop of reporting lines, one `reporting-loop` each (PAR-11).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert!(directory().faults().is_empty());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn faults(&self) -> &[Refusal] {
        &self.faults
    }

    /// The number of people.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(directory().len(), 3); // Ana, Ben and Ada.
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether there is nobody.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert!(!directory().is_empty());
    /// # Ok(()) }
    /// ```
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

    /// How a person stands in the organisation. Whom the directory does not know counts as
    /// inactive, and so sees and does nothing.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert!(directory().relation(id(3)).is_super_admin()); // Ada.
    /// assert!(!directory().relation(id(77)).is_active()); // Nobody.
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn relation(&self, person: PersonId) -> Relation {
        let relation = Relation::new(self.organisation, person);
        match self.find(person) {
            None => relation.with_active(false),
            Some((_, found)) => relation
                .with_active(found.active)
                .with_super_admin(found.super_admin),
        }
    }

    /// How a person stands in the organisation and to the two people of a conversation.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let ben = directory().relation_to(id(2), &conversation().pair());
    /// assert!(ben.towards().unwrap().manages_direct_report);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn relation_to(&self, person: PersonId, pair: &Pair) -> Relation {
        let (direct_report, manager) = (pair.direct_report, pair.manager);
        let other = |admin: &&PersonId| ![person, direct_report, manager].contains(admin);
        let now = self.own_pair(direct_report);
        self.relation(person).with_towards(Towards {
            direct_report,
            manager,
            hr_for_direct_report: false,
            hr_for_manager: false,
            manages_direct_report: now.is_some_and(|now| now.manager == person),
            // Of four different people one is another.
            only_super_admin: !self.super_admins.iter().take(4).any(|admin| other(&admin)),
        })
    }

    /// Everyone with an active account who holds an office, in any scope.
    pub(crate) fn administrators(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.super_admins.iter().copied()
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
    /// assert_eq!((pair.direct_report, pair.manager), (ana, ben));
    /// assert_eq!(directory().pair(ana, ada).unwrap_err().code(), "not-counterparts");
    /// # Ok(()) }
    /// ```
    pub fn pair(&self, one: PersonId, other: PersonId) -> Result<Pair, Refusal> {
        [(one, other), (other, one)]
            .into_iter()
            .find_map(|(report, manager)| {
                self.own_pair(report).filter(|pair| pair.manager == manager)
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
    /// let reports: Vec<_> = directory.pairs_of(id(2)).map(|pair| pair.direct_report).collect();
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

    /// Everyone who has an active account and a manager with one, in the order of their ids
    /// (PAR-1, PAR-5, PAR-9).
    pub(crate) fn all_pairs(&self) -> impl Iterator<Item = Pair> + '_ {
        (0..)
            .take(self.people.len())
            .filter_map(|place| self.pair_at(place))
    }

    /// The pair of a person with their manager.
    pub(crate) fn own_pair(&self, direct_report: PersonId) -> Option<Pair> {
        self.find(direct_report)
            .and_then(|(place, _)| self.pair_at(place))
    }

    fn pair_at(&self, place: u32) -> Option<Pair> {
        let report = self.at(place)?;
        let manager = self.at(report.manager?)?;
        (report.active && manager.active).then_some(Pair {
            organisation: self.organisation,
            direct_report: report.id,
            manager: manager.id,
        })
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

/// The places that stand in a loop of reporting lines, in order. Each line is walked once.
fn loops(managers: &[Option<u32>]) -> Vec<usize> {
    let up = |place: usize| {
        managers
            .get(place)
            .copied()
            .flatten()
            .and_then(|manager| usize::try_from(manager).ok())
    };
    // The walk that came by a place first, by the place that it began at.
    let mut walked_by: Vec<Option<usize>> = vec![None; managers.len()];
    let mut looped = Vec::new();
    for start in 0..managers.len() {
        let mut place = start;
        while let Some(mark @ None) = walked_by.get_mut(place) {
            *mark = Some(start);
            match up(place) {
                Some(next) => place = next,
                None => break,
            }
        }
        // A walk that meets itself has gone round; the walk of another led elsewhere before.
        let met_itself = walked_by.get(place) == Some(&Some(start)) && up(place).is_some();
        if met_itself {
            let first = place;
            loop {
                looped.push(place);
                match up(place) {
                    Some(next) if next != first => place = next,
                    _ => break,
                }
            }
        }
    }
    looped.sort_unstable();
    looped
}
