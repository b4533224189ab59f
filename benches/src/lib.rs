//! The company that everything is measured on: people, a half-year review, its conversations.
#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    reason = "a fixture that cannot be built is a fault of the benchmark"
)]

mod review;
mod running;

pub use review::{Review, answer};
pub use running::Running;

use visavis::cycle::Participants;
use visavis::id::{DepartmentId, OrgId, PersonId};
use visavis::org::{DepartmentData, Scope};
use visavis::uuid::Uuid;
use visavis::{Actor, Directory, DirectoryData, Instant, Pair, PersonData, Relation};

/// The id that stands for a name, the same in every run.
#[must_use]
pub fn id<T: From<Uuid>>(name: &str) -> T {
    Uuid::new_v5(&Uuid::nil(), name.as_bytes()).into()
}

/// The instant of an RFC 3339 text.
#[must_use]
pub fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

/// The organisation that everything belongs to.
#[must_use]
pub fn organisation() -> OrgId {
    id("organisation")
}

/// The person of a number. Ids follow no order, as those of real people do not.
#[must_use]
pub fn person(number: usize) -> PersonId {
    id(&format!("person/{number}"))
}

/// So many people, each manager with eight direct reports; number 0 stands above all. A department
/// has twenty of them and four departments right below it; every tenth person is in a group.
#[must_use]
pub fn people(count: usize) -> DirectoryData {
    let people = (0..count)
        .map(|number| PersonData {
            manager: number.checked_sub(1).map(|below| person(below / 8)),
            email: Some(email(number)),
            department: Some(department(number / 20)),
            groups: (number % 10 == 0)
                .then(|| id("group"))
                .into_iter()
                .collect(),
            ..PersonData::new(person(number), format!("Person Number {number}"))
        })
        .collect();
    let departments = (0..count.div_ceil(20)).map(|number| DepartmentData {
        id: department(number),
        above: number.checked_sub(1).map(|below| department(below / 4)),
    });
    DirectoryData {
        departments: departments.collect(),
        groups: vec![id("group")],
        ..DirectoryData::new(organisation(), people)
    }
}

/// The department of a number.
#[must_use]
pub fn department(number: usize) -> DepartmentId {
    id(&format!("department/{number}"))
}

/// The e-mail address of the person of a number.
#[must_use]
pub fn email(number: usize) -> String {
    format!("person.{number}@acme.example")
}

/// Half of the departments of so many people, without the first: with all below them they are all
/// the others.
#[must_use]
pub fn departments(count: usize) -> Participants {
    Participants::Departments((1..=count.div_ceil(40)).map(department).collect())
}

/// A list of every other of so many people.
#[must_use]
pub fn list(count: usize) -> Participants {
    Participants::List((1..count).step_by(2).map(person).collect())
}

/// A file with the e-mail addresses of so many people, as a spreadsheet saves it.
#[must_use]
pub fn csv(count: usize) -> String {
    let rows = (0..count).map(|number| format!("{}\r\n", email(number)));
    core::iter::once("Email\r\n".to_owned())
        .chain(rows)
        .collect()
}

/// The directory of so many people.
#[must_use]
pub fn directory(count: usize) -> Directory {
    Directory::load(people(count)).expect("people without faults")
}

/// The same people with offices: one in a thousand is an HR Admin, each over as many departments of
/// one level, with all below them, so that one covers nearly everybody whatever the size; beside them
/// all stands a Super Admin.
#[must_use]
pub fn staffed(count: usize) -> Directory {
    let mut facts = people(count);
    let admins = facts.people.len().saturating_sub(99).div_ceil(1_000).max(1);
    // Each department has four below it.
    let (mut first, mut size) = (0, 1);
    while size < admins {
        (first, size) = (4 * first + 1, 4 * size);
    }
    let level = first..(first + size).min(facts.departments.len());
    for (number, person) in facts.people.iter_mut().skip(99).step_by(1_000).enumerate() {
        let own = level.clone().skip(number).step_by(admins);
        person.hr_admin = Some(Scope::Only {
            departments: own.map(department).collect(),
            groups: Vec::new(),
        });
    }
    facts.people.push(PersonData {
        super_admin: true,
        ..PersonData::new(admin(), "Ada")
    });
    Directory::load(facts).expect("people without faults")
}

/// The Super Admin.
#[must_use]
pub fn admin() -> PersonId {
    id("admin")
}

/// The same, as who sets everything up.
#[must_use]
pub fn administrator() -> Actor {
    Actor::vouched(organisation(), admin(), true).with_super_admin(true)
}

/// How an actor stands to two people, with nothing beside their own offices.
#[must_use]
pub fn towards(pair: &Pair, actor: Actor) -> Relation {
    Relation::vouched(actor, pair).expect("one organisation")
}

/// How the person of a number stands to two people, without any office.
#[must_use]
pub fn plainly(pair: &Pair, number: usize) -> Relation {
    towards(pair, Actor::vouched(organisation(), person(number), true))
}
