//! The company that everything is measured on: people, a half-year review, its conversations.
#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    reason = "a fixture that cannot be built is a fault of the benchmark"
)]

mod review;

pub use review::Review;

use visavis::uuid::Uuid;
use visavis::{Directory, DirectoryFacts, Instant, OrgId, PersonFacts, PersonId};

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

/// So many people, each manager with eight direct reports; number 0 stands above all.
#[must_use]
pub fn people(count: usize) -> DirectoryFacts {
    let people = (0..count)
        .map(|number| PersonFacts {
            id: person(number),
            name: format!("Person Number {number}"),
            manager: number.checked_sub(1).map(|below| person(below / 8)),
            active: true,
            super_admin: false,
        })
        .collect();
    DirectoryFacts {
        organisation: organisation(),
        people,
    }
}

/// The directory of so many people.
#[must_use]
pub fn directory(count: usize) -> Directory {
    Directory::load(people(count)).expect("people without faults")
}
