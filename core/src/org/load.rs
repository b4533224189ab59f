//! Building a directory: every fault of the facts at once, and what makes it quick to ask.

use super::addresses::Addresses;
use super::data::{DirectoryData, PersonData};
use super::directory::{Directory, Person};
use super::loops::loops;
use super::overseers::Overseers;
use super::units::Units;
use crate::refusal::Faults;
use crate::{Reason, Refusal};

impl Directory {
    /// Builds a directory. People who stand in a loop of reporting lines count as having no
    /// manager and are named in [`Directory::faults`] (PAR-11).
    ///
    /// # Errors
    /// `directory-refused`, with each person, department and group that is listed twice, each
    /// manager, department and group that is unknown, each loop of departments, and each e-mail
    /// address that two people have (PAR-2, PAR-3, PAR-4, PAR-5).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let person = |n, manager| PersonData {
    ///     manager: Some(id(manager)), ..PersonData::new(id(n), format!("No. {n}"))
    /// };
    /// let load = |people| Directory::load(DirectoryData::new(org().id(), people));
    ///
    /// let nobody = load(vec![person(1, 77)]).unwrap_err(); // There is no 77.
    /// assert_eq!(nobody.faults()[0].code(), "person-unknown");
    /// let looped = load(vec![person(1, 2), person(2, 1)])?; // Each the other's manager.
    /// assert_eq!(looped.faults().len(), 2);
    /// # Ok(()) }
    /// ```
    pub fn load(facts: DirectoryData) -> Result<Self, Refusal> {
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
        let managers = managers(&listed, &mut faults);
        let units = Units::new(facts.departments, facts.groups, &mut faults);
        let emails = Addresses::new(&listed, &mut faults);
        let mut people: Vec<_> = listed
            .into_iter()
            .zip(managers)
            .map(|(person, manager)| placed(person, manager, &units, &mut faults))
            .collect();
        faults.finish(Some(()), Reason::DirectoryRefused)?;

        let mut looped = Vec::new();
        let lines: Vec<_> = people.iter().map(|person| person.manager).collect();
        for place in loops(&lines) {
            if let Some(person) = people.get_mut(place) {
                person.manager = None;
                let fault = Refusal::from(Reason::ReportingLoop { person: person.id });
                looped.push(fault.placed(format_args!("people[{}].manager", person.id)));
            }
        }
        let mut reports: Vec<_> = (0..)
            .zip(&people)
            .filter_map(|(report, person)| person.manager.map(|manager| (manager, report)))
            .collect();
        reports.sort_unstable();
        let active = || people.iter().filter(|person| person.active);
        let super_admins = active().filter(|person| person.super_admin);
        let super_admins = super_admins.map(|person| person.id).collect();
        let hr_admins = active().filter_map(|person| Some((person.id, person.covers.as_deref()?)));
        let overseers = Overseers::new(hr_admins);
        Ok(Self {
            organisation: facts.organisation,
            people,
            reports,
            super_admins,
            overseers,
            units,
            emails,
            faults: looped,
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
    /// let chief = PersonData { manager: Some(id(1)), ..PersonData::new(id(1), "Cleo") };
    /// let facts = DirectoryData::new(org().id(), vec![chief]);
    /// assert!(Directory::load(facts.clone()).is_ok());
    /// assert_eq!(Directory::load_strict(facts).unwrap_err().faults()[0].rule(), Rule::Par11);
    /// # Ok(()) }
    /// ```
    pub fn load_strict(facts: DirectoryData) -> Result<Self, Refusal> {
        let mut directory = Self::load(facts)?;
        if directory.faults.is_empty() {
            return Ok(directory);
        }
        let faults = core::mem::take(&mut directory.faults);
        Err(Refusal::from(Reason::DirectoryRefused).with_faults(faults.into_iter().collect()))
    }
}

/// The place of each person's manager.
fn managers(listed: &[PersonData], faults: &mut Faults) -> Vec<Option<u32>> {
    let mut managers = Vec::with_capacity(listed.len());
    for person in listed {
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
    managers
}

/// A person with places for ids.
fn placed(person: PersonData, manager: Option<u32>, units: &Units, faults: &mut Faults) -> Person {
    let id = person.id;
    let department = person.department.and_then(|department| {
        let place = units.department(department);
        if place.is_none() {
            faults.note(
                format_args!("people[{id}].department"),
                Reason::DepartmentUnknown { department },
            );
        }
        place
    });
    let groups = person.groups.into_iter().filter_map(|group| {
        let place = units.group(group);
        if place.is_none() {
            faults.note(
                format_args!("people[{id}].groups"),
                Reason::GroupUnknown { group },
            );
        }
        place
    });
    Person {
        id,
        name: person.name.into(),
        manager,
        active: person.active,
        super_admin: person.super_admin,
        department,
        groups: groups.collect(),
        covers: person
            .hr_admin
            .map(|scope| Box::new(units.scope(scope, &format!("people[{id}].hr_admin"), faults))),
    }
}
