//! Building a directory: every fault of the facts at once, and what makes it quick to ask.

use core::mem;

use super::addresses::Addresses;
use super::data::{DirectoryData, PersonData};
use super::directory::{Directory, Person};
use super::loops::loops;
use super::overseers::Overseers;
use super::units::Units;
use crate::refusal::Faults;
use crate::{Reason, Refusal};

impl Directory {
    /// Builds a directory. One with faults is built all the same, and names them in
    /// [`Directory::faults`]; what is faulty counts as absent, and lets nobody see more (PAR-14):
    ///
    /// - people whose manager is unknown, or who stand in a loop of reporting lines, have none (PAR-11);
    /// - an e-mail address that two active people have is nobody's;
    /// - nobody is in, or covered by, a department or group that is unknown, or a department that
    ///   stands in a loop; one right below that loop has nothing above it.
    ///
    /// # Errors
    /// `directory-refused`, with each person who is listed twice.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let person = |n, manager| PersonData {
    ///     manager: Some(id(manager)), ..PersonData::new(id(n), format!("No. {n}"))
    /// };
    /// let load = |people| Directory::load(DirectoryData::new(org().id(), people));
    ///
    /// let alone = load(vec![person(1, 77)])?; // There is no 77.
    /// assert_eq!(alone.faults()[0].code(), "person-unknown");
    /// assert_eq!(alone.pairs_of(id(1)).count(), 0);
    /// let looped = load(vec![person(1, 2), person(2, 1)])?; // Each the other's manager.
    /// assert_eq!(looped.faults().len(), 2);
    /// let twice = load(vec![person(1, 2), person(1, 3)]).unwrap_err();
    /// assert_eq!(twice.faults()[0].code(), "person-repeated");
    /// # Ok(()) }
    /// ```
    pub fn load(facts: DirectoryData) -> Result<Self, Refusal> {
        build(facts, false)
    }

    /// Builds a directory that has no faults (PAR-14).
    ///
    /// # Errors
    /// `directory-refused`, with every fault at once.
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
        build(facts, true)
    }
}

fn build(facts: DirectoryData, strict: bool) -> Result<Directory, Refusal> {
    let collect = || {
        if strict {
            Faults::default()
        } else {
            Faults::all()
        }
    };
    let mut faults = collect();
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
    if !strict {
        // Whose the rest is cannot be told.
        mem::replace(&mut faults, collect()).finish(Some(()), Reason::DirectoryRefused)?;
    }
    let managers = managers(&listed, &mut faults);
    let units = Units::new(facts.departments, facts.groups, &mut faults);
    let emails = Addresses::new(&listed, &mut faults);
    let mut people: Vec<_> = listed
        .into_iter()
        .zip(managers)
        .map(|(person, manager)| placed(person, manager, &units, &mut faults))
        .collect();
    let lines: Vec<_> = people.iter().map(|person| person.manager).collect();
    for place in loops(&lines) {
        if let Some(person) = people.get_mut(place) {
            person.manager = None;
            faults.note(
                format_args!("people[{}].manager", person.id),
                Reason::ReportingLoop { person: person.id },
            );
        }
    }
    if strict {
        mem::take(&mut faults).finish(Some(()), Reason::DirectoryRefused)?;
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
    Ok(Directory {
        organisation: facts.organisation,
        people,
        reports,
        super_admins,
        overseers,
        units,
        emails,
        faults: faults.into_list(),
    })
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
        units.department_at(format_args!("people[{id}].department"), department, faults)
    });
    let groups = person
        .groups
        .into_iter()
        .filter_map(|group| units.group_at(format_args!("people[{id}].groups"), group, faults));
    let groups = groups.collect();
    Person {
        id,
        name: person.name.into(),
        manager,
        active: person.active,
        super_admin: person.super_admin,
        department,
        groups,
        covers: person
            .hr_admin
            .map(|scope| Box::new(units.scope(scope, &format!("people[{id}].hr_admin"), faults))),
    }
}
