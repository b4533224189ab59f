//! The people: a CSV file in, the directory out.

use std::collections::BTreeSet;

use serde::Deserialize;
use uuid::Uuid;
use visavis::id::{CycleId, DepartmentId, OrgId, PersonId};
use visavis::org::DepartmentData;
use visavis::{DirectoryData, PersonData};

use crate::fault::Fault;

/// Within this namespace the company's own keys become ids: the same key, the same id.
const COMPANY: Uuid = uuid::uuid!("a0b1c2d3-0000-4000-8000-000000000000");

const CSV: &[u8] = include_bytes!("../../data/adventure-works-people.csv");

/// Who sets up templates and cycles: the Human Resources Manager.
pub(crate) const SUPER_ADMIN: u32 = 235;

/// A person as the company keeps them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Employee {
    #[serde(rename = "id")]
    pub(crate) number: u32,
    pub(crate) email: String,
    pub(crate) department: String,
    /// What the department is part of.
    pub(crate) division: String,
    #[serde(rename = "manager_id")]
    pub(crate) manager: Option<u32>,
    /// Whether they still have an account; everyone of the file has.
    #[serde(skip, default = "yes")]
    pub(crate) active: bool,
}

const fn yes() -> bool {
    true
}

impl Employee {
    /// The id under which the engine knows them.
    pub(crate) fn id(&self) -> PersonId {
        person(self.number)
    }

    /// What they are called: the address without its digits and what follows them.
    pub(crate) fn name(&self) -> String {
        let name = self.email.split(|c: char| c == '@' || c.is_ascii_digit());
        let mut letters = name.take(1).flat_map(str::chars);
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect()
    }
}

/// The employees of the file that comes with this example.
pub(crate) fn employees() -> Result<Vec<Employee>, Fault> {
    let mut reader = csv::Reader::from_reader(CSV);
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

/// What the engine is told of them: ids, names, reporting lines and departments.
pub(crate) fn directory(employees: &[Employee]) -> DirectoryData {
    let people = employees.iter().map(|employee| PersonData {
        manager: employee.manager.map(person),
        active: employee.active,
        department: Some(department(&employee.department)),
        super_admin: employee.number == SUPER_ADMIN,
        ..PersonData::new(employee.id(), employee.name())
    });
    let divisions: BTreeSet<_> = employees.iter().map(|one| one.division.as_str()).collect();
    let within = employees
        .iter()
        .map(|one| (one.department.as_str(), one.division.as_str()));
    let within: BTreeSet<_> = within.collect();
    let divisions = divisions.into_iter().map(|name| DepartmentData {
        id: division(name),
        above: None,
    });
    let departments = within.into_iter().map(|(name, above)| DepartmentData {
        id: department(name),
        above: Some(division(above)),
    });
    DirectoryData {
        departments: divisions.chain(departments).collect(),
        ..DirectoryData::new(organisation(), people.collect())
    }
}

/// A division, which the engine knows as the department above its departments.
pub(crate) fn division(name: &str) -> DepartmentId {
    DepartmentId::from_key(COMPANY, &format!("division/{name}"))
}

fn department(name: &str) -> DepartmentId {
    DepartmentId::from_key(COMPANY, &format!("department/{name}"))
}

pub(crate) fn person(number: u32) -> PersonId {
    PersonId::from_key(COMPANY, &format!("employee/{number}"))
}

pub(crate) fn organisation() -> OrgId {
    OrgId::from_key(COMPANY, "organisation")
}

pub(crate) fn cycle() -> CycleId {
    CycleId::from_key(COMPANY, "cycle/2026-1")
}
