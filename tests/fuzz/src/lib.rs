//! What a fuzzer hands to the engine, and what has to hold of it (XCT-6). The worlds, the stories and
//! what is checked of them are those of the properties in `core/tests/properties`.

#![allow(
    dead_code,
    unused_imports,
    reason = "the properties use more of what is shared"
)]

pub mod seeds;

mod all {
    pub(crate) use visavis::{
        calendar::*, command::*, conversation::*, cycle::*, digest::*, error::*, id::*, limits::*,
        notify::*, org::*, preview::*, refusal::*, report::*, rule::*, sight::*, template::*,
        time::*, wire::*, *,
    };
}
#[path = "../../../core/tests/formats/ask/examples.rs"]
mod examples;
#[path = "../../../core/tests/properties/robust/exercise.rs"]
mod exercise;
#[path = "../../../core/tests/formats/fixtures.rs"]
mod fixtures;
#[path = "../../../core/tests/properties/replay/holds.rs"]
mod holds;
#[path = "../../../core/tests/properties/people.rs"]
mod people;
#[path = "../../../core/tests/properties/robust/reading.rs"]
mod reading;
#[path = "../../../core/tests/properties/story.rs"]
mod story;
#[path = "../../../core/tests/properties/world.rs"]
mod world;

use std::sync::LazyLock;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use visavis::ask::ask;

use crate::all::*;
use crate::exercise::{Facts, moments};
use crate::reading::{read, read_as_everything};
use crate::world::{World, ZONES, at, directory, id, plain, reviewed};

/// Reads bytes as each kind of document.
pub fn documents(data: &[u8]) {
    read_as_everything(data);
}

/// The facts of one world, ready to have one of them replaced.
static FACTS: LazyLock<[Facts; 2]> =
    LazyLock::new(|| [plain(true), reviewed()].map(|setting| Facts::of(World::new(&setting))));

/// Puts a document in the place of its like among the facts of a world, and calls everything.
pub fn facts(data: &[u8]) {
    let [of, moment, data @ ..] = data else {
        return;
    };
    let mut facts = FACTS[usize::from(of % 2)].clone();
    macro_rules! put {
        ($($field:ident)*) => {
            false $(|| read(data).map(|value| facts.$field = value).is_some())*
        };
    }
    macro_rules! put_all {
        ($($field:ident)*) => {
            false $(|| logged(data).map(|events| facts.$field = events).is_some())*
        };
    }
    let put = put!(organisation directory actor relation template template_draft template_command
        cycle_draft cycle_command conversation command start row)
        || read(data).map(|cycle| facts.cycle = Some(cycle)).is_some()
        || read(data)
            .map(|roster| facts.roster = Some(roster))
            .is_some()
        || put_all!(template_events cycle_events roster_events events);
    if put {
        let all = moments();
        facts.exercise(all[usize::from(*moment) % all.len()]);
    }
}

/// A log with one event to a line.
fn logged<T: Wire>(data: &[u8]) -> Option<Vec<T>> {
    let lines = data.split(|&byte| byte == b'\n');
    let lines = lines.filter(|line| !line.is_empty());
    let events: Option<Vec<T>> = lines.map(|line| from_json(line).ok()).collect();
    events.filter(|events| !events.is_empty())
}

/// Asks the one call, which answers always, always the same, and with one of three things.
pub fn call(data: &[u8]) {
    let answer = ask(None, data);
    assert_eq!(answer, ask(None, data));
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    let answer = answer.as_object().expect("an object");
    assert_eq!(answer.len(), 1);
    let said = answer.keys().next().expect("one field");
    assert!(["result", "refusal", "error"].contains(&said.as_str()));
}

/// Reads a list of addresses: of people who are there, each of them once.
pub fn list(data: &[u8]) {
    static COMPANY: LazyLock<Directory> = LazyLock::new(|| directory(people::people()));
    match COMPANY.read_list(data) {
        Ok(list) => {
            let mut people: Vec<_> = list.people.into_iter().collect();
            assert!(!people.is_empty());
            assert!(people.iter().all(|&one| COMPANY.name(one).is_some()));
            let count = people.len();
            people.sort_unstable();
            people.dedup();
            assert_eq!(people.len(), count, "somebody is on a list twice");
        }
        Err(refusal) => assert!(refusal.faults().len() <= 100 && !refusal.to_string().is_empty()),
    }
}

/// Reads rules of a zone as a host hands them in, and asks every kind of instant of them.
pub fn zones(data: &[u8]) {
    let [of, data @ ..] = data else { return };
    let Ok(rules) = ZoneRules::new("2099z".parse().expect("a release"), data) else {
        return;
    };
    let zone: Zone = ZONES[usize::from(*of) % ZONES.len()]
        .parse()
        .expect("a zone");
    let organisation = Org::new(id(1), Dated::new(zone)).with_zone_rules([(zone, rules)]);
    let json = to_json(&organisation).expect("JSON");
    assert_eq!(from_json::<Org>(json.as_bytes()), Ok(organisation.clone()));
    let days = [
        "1970-01-01",
        "1970-01-02",
        "1996-02-29",
        "2011-12-30",
        "2026-03-29",
        "2026-10-25",
        "2037-12-31",
        "2038-01-19",
        "2038-01-20",
        "2099-12-30",
        "2099-12-31",
    ];
    for now in moments() {
        let calendar = organisation.calendar(now);
        let _ = (calendar.today(), calendar.outdated_rules().count());
        if now < Instant::MAX {
            assert!(calendar.top_of_hour(now) > now);
        }
        for day in days {
            let day: Date = day.parse().expect("a date");
            assert!(calendar.day_start(day) <= calendar.deadline(day));
            let _ = (calendar.five_pm(day), calendar.exists(day));
        }
    }
}

/// Loads people as documents have them, or of few ids, so that they meet in every way that there is.
pub fn people(data: &[u8]) {
    let people = match from_json::<DirectoryData>(data) {
        Ok(data) => data,
        Err(_) => few(data),
    };
    let loaded = Directory::load(people.clone());
    let strict = Directory::load_strict(people.clone());
    let Ok(directory) = loaded else {
        assert!(strict.is_err());
        return;
    };
    assert_eq!(strict.is_ok(), directory.faults().is_empty());
    let ids: Vec<_> = people.people.iter().map(|person| person.id).collect();
    for &one in &ids {
        let _ = (directory.actor(one), directory.name(one));
        for pair in directory.pairs_of(one).take(8) {
            assert_ne!(pair.direct_report(), pair.manager());
            for &other in ids.iter().take(12) {
                let _ = directory.relation(other, &pair);
            }
        }
    }
    let facts = Facts {
        directory: people,
        ..FACTS[0].clone()
    };
    facts.exercise(at("2026-03-02T15:00:00Z"));
}

/// A directory out of few people, departments, groups and addresses.
fn few(data: &[u8]) -> DirectoryData {
    let number = |byte: u8| u128::from(byte % 16);
    let mut all = DirectoryData::new(id(world::ACME), Vec::new());
    for chunk in data.chunks_exact(5).take(40) {
        let [what, one, two, three, four] = *chunk else {
            continue;
        };
        match what % 8 {
            0 => all.groups.push(id(0x300 + number(one))),
            1 | 2 => all.departments.push(DepartmentData {
                id: id(0x200 + number(one)),
                above: (two < 200).then(|| id(0x200 + number(two))),
            }),
            _ => all.people.push(PersonData {
                manager: (two < 220).then(|| id(number(two))),
                active: what < 200,
                super_admin: three % 8 == 0,
                email: (what % 2 == 0).then(|| format!("{}@acme.example", three % 8)),
                department: (three < 200).then(|| id(0x200 + number(three))),
                groups: vec![id(0x300 + number(four))],
                hr_admin: match four % 4 {
                    0 => Some(Scope::Everyone),
                    1 => Some(Scope::Only {
                        departments: vec![id(0x200 + number(two)), id(0x200 + number(one))],
                        groups: vec![id(0x300 + number(three))],
                    }),
                    _ => None,
                },
                ..PersonData::new(id(number(one) + u128::from(one / 128) * 16), "Somebody")
            }),
        }
    }
    all
}

/// Each few bytes choose one thing: first a world, then what is done in it, step by step. Its log gives
/// its states, and a refusal changes nothing.
pub fn story(data: &[u8]) {
    let mut chunks = data.chunks_exact(3);
    let Some(setting) = chunks.next() else { return };
    let setting = drawn(world::settings(), setting);
    let steps: Vec<_> = chunks
        .take(24)
        .map(|step| drawn(story::steps(), step))
        .collect();
    let told = holds::replays_exactly(&setting, &steps, drop)
        .and_then(|()| holds::refuses_alike(&setting, &steps, drop));
    assert!(told.is_ok(), "{told:?}: {setting:#?} {steps:#?}");
}

/// What a strategy of the properties makes of a seed.
fn drawn<S: Strategy>(strategy: S, bytes: &[u8]) -> S::Value {
    let mut seed = [0; 32];
    seed[..bytes.len()].copy_from_slice(bytes);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let tree = strategy.new_tree(&mut runner);
    tree.expect("a strategy that rejects nothing").current()
}
