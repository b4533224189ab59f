//! Rolling out to a changing directory again and again, against the rules told one person at a time.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::json;

use crate::cycle::{LaunchStatus, Participants};
use crate::org::DepartmentData;
use crate::{
    Actor, Context, Cycle, CycleCommand, CycleEvidence, Directory, DirectoryData, Error, Instant,
    Org, PersonData, PersonId, Roster, RosterChange, Rule, Template, TemplateCommand,
    TemplateEvidence,
};

const PEOPLE: u8 = 6;
const CHIEF: u8 = 0;
/// For each department the one above it; a number beyond is none.
const DEPARTMENTS: [usize; 4] = [9, 0, 1, 9];
/// Minutes from the launch to the end boundary: two days.
const END: i64 = 2_880;

/// Minutes after the launch.
fn minute(n: i64) -> Instant {
    let launch: Instant = "2026-05-04T00:00:00Z".parse().unwrap();
    Instant::from_micros(launch.micros() + n * 60_000_000).unwrap()
}

fn person(number: u8) -> PersonId {
    PersonId::from_bytes([number; 16])
}

fn id<T: From<uuid::Uuid>>(number: usize) -> T {
    uuid::Uuid::from_u128(0x70 + number as u128).into()
}

/// What is said of somebody who is there.
#[derive(Clone, Copy, Debug)]
struct Somebody {
    department: usize,
    in_group: bool,
    active: bool,
    managed: bool,
}

fn somebody() -> impl Strategy<Value = Somebody> {
    let mostly = || prop::bool::weighted(0.85);
    (0..DEPARTMENTS.len() + 1, mostly(), mostly(), mostly()).prop_map(
        |(department, in_group, active, managed)| Somebody {
            department,
            in_group,
            active,
            managed,
        },
    )
}

/// The chief, and those of the others who are there, all below the chief or below nobody.
fn directory(org: &Org, there: &BTreeMap<u8, Somebody>) -> Directory {
    let people = there.iter().map(|(&number, somebody)| PersonData {
        manager: somebody.managed.then(|| person(CHIEF)),
        active: somebody.active,
        department: (somebody.department < DEPARTMENTS.len()).then(|| id(somebody.department)),
        groups: somebody.in_group.then(|| id(9)).into_iter().collect(),
        ..PersonData::new(person(number), "")
    });
    let chief = PersonData::new(person(CHIEF), "");
    let departments = (0..)
        .zip(DEPARTMENTS)
        .map(|(number, above)| DepartmentData {
            id: id(number),
            above: (above < DEPARTMENTS.len()).then(|| id(above)),
        });
    let facts = DirectoryData {
        departments: departments.collect(),
        groups: vec![id(9)],
        ..DirectoryData::new(org.id(), people.chain([chief]).collect())
    };
    Directory::load(facts).unwrap()
}

/// Whether somebody is among the participants.
fn among(participants: &Participants, number: u8, somebody: &Somebody) -> bool {
    match participants {
        Participants::Everyone => true,
        Participants::Departments(named) => {
            let mut department = somebody.department;
            while department < DEPARTMENTS.len() && !named.contains(&id(department)) {
                department = DEPARTMENTS[department];
            }
            department < DEPARTMENTS.len()
        }
        Participants::Groups(_) => somebody.in_group,
        Participants::List(named) => named.contains(&person(number)),
    }
}

fn participants() -> impl Strategy<Value = Participants> {
    prop_oneof![
        Just(Participants::Everyone),
        prop::collection::btree_set(0..DEPARTMENTS.len(), 1..3)
            .prop_map(|named| Participants::Departments(named.into_iter().map(id).collect())),
        Just(Participants::Groups([id(9)].into())),
        prop::collection::btree_set(0..PEOPLE, 1..usize::from(PEOPLE))
            .prop_map(|named| Participants::List(named.into_iter().map(person).collect())),
    ]
}

fn review(participants: &Participants) -> (Org, Template, Cycle) {
    let org: Org = serde_json::from_value(json!({
        "id": "00000000-0000-0000-0000-000000000001",
        "zone": { "first": "UTC" },
        "conversations": { "first": true },
    }))
    .unwrap();
    let draft = serde_json::from_value(json!({
        "id": "00000000-0000-0000-0000-000000000002",
        "kind": "scheduled",
        "settings": { "name": "Review" },
        "content": {
            "format": { "one_directional": "manager" },
            "manager": [{
                "id": "00000000-0000-0000-0000-000000000003",
                "text": "How was it?",
                "kind": { "paragraph": {} },
            }],
        },
    }))
    .unwrap();
    let (admin, early) = (admin(&org), minute(-9_000));
    let template = Template::create(&org, &admin, draft, early).unwrap().state;
    let (none, deploy) = (TemplateEvidence::none(), TemplateCommand::Deploy);
    let template = template.execute(&org, &none, &admin, deploy, early);
    let template = template.unwrap().state;
    let draft = serde_json::from_value(json!({
        "id": "00000000-0000-0000-0000-000000000004",
        "template": template.id(),
        "schedule": { "start": "2026-05-04", "end": "2026-05-05" },
        "participants": participants,
    }))
    .unwrap();
    let cycle = Cycle::set_up(&org, &template, &admin, draft, early);
    (org, template, cycle.unwrap().state)
}

fn admin(org: &Org) -> Actor {
    Actor::vouched(org.id(), person(99), true).with_super_admin(true)
}

fn code<T>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Refused(refusal)) => refusal.code(),
        Err(error) => error.kind(),
        Ok(_) => "done",
    }
}

/// Minutes of the next full hour.
fn hour_after(since: i64) -> i64 {
    (since / 60 + 1) * 60
}

proptest! {
    /// The first roll-out takes everyone in who is among the participants and has a manager. Later
    /// ones take in whoever has been so without a break since before the last full hour, nobody
    /// twice and nobody from the end on, and forget who waited and does so no more. Participants of
    /// any kind are replaced by others, and leave out by name alone. Prospects say what is done
    /// (PAR-1 to PAR-4, PAR-6 to PAR-10, PAR-12, PAR-13).
    #[test]
    fn showings_take_in_whom_the_rules_say(
        first in participants(),
        showings in prop::collection::vec(
            (
                1..600_i64,
                prop::collection::btree_map(1..PEOPLE, somebody(), 0..usize::from(PEOPLE)),
                prop::option::weighted(0.3, participants()),
            ),
            1..16,
        ),
    ) {
        let (org, template, mut cycle) = review(&first);
        let (mut current, mut log, mut now) = (first, Vec::new(), 0);
        let (mut waiting, mut with_one) = (BTreeMap::new(), BTreeSet::new());
        for (pause, there, others) in showings {
            now += pause;
            let roster = (!log.is_empty()).then(|| Roster::replay(&log).unwrap());
            let directory = directory(&org, &there);
            if let Some(wanted) = others {
                let set = |leaving_out| {
                    let participants = wanted.clone();
                    let command = CycleCommand::SetParticipants { participants, leaving_out };
                    let (template, roster) = (&template, roster.as_ref());
                    let directory = Some(&directory);
                    let evidence = CycleEvidence { template, roster, directory };
                    cycle.execute(&org, &evidence, &admin(&org), command, minute(now))
                };
                let stays = |&number: &u8| match &wanted {
                    Participants::Everyone => true,
                    Participants::List(list) => list.contains(&person(number)),
                    of_units => there.get(&number).is_some_and(|somebody| among(of_units, number, somebody)),
                };
                let left_out = with_one.iter().copied().filter(|number| !stays(number));
                let left_out: BTreeSet<_> = left_out.map(person).collect();
                if let Some(roster) = &roster {
                    prop_assert_eq!(&roster.left_out(&wanted, Some(&directory)).unwrap(), &left_out);
                }
                let done = set(left_out.clone());
                if wanted == current {
                    prop_assert_eq!(done.unwrap().events.len(), 0);
                } else if now >= END {
                    prop_assert_eq!(code(done), "too-late");
                } else {
                    if !left_out.is_empty() {
                        prop_assert_eq!(code(set(BTreeSet::new())), "leaves-out");
                    }
                    let one_more = left_out.iter().copied().chain([person(77)]).collect();
                    prop_assert_eq!(code(set(one_more)), "leaves-out");
                    cycle = done.unwrap().state;
                    current = wanted;
                }
            }
            let context = Context::new(&org, &template, Some(&cycle), minute(now)).unwrap();
            let asked = context.prospects(roster.as_ref(), &directory).unwrap();
            let shown = context.roll_out(roster.as_ref(), &directory);

            let eligible = |number: u8| {
                there.get(&number).is_some_and(|somebody| {
                    among(&current, number, somebody) && somebody.active && somebody.managed
                })
            };
            let mut expected = BTreeMap::new();
            let mut launched = BTreeSet::new();
            if now < END {
                waiting.retain(|&number, _| eligible(number));
            }
            for (&number, somebody) in &there {
                let status = if with_one.contains(&number) {
                    LaunchStatus::HasOne
                } else if !among(&current, number, somebody) {
                    LaunchStatus::NotAmongParticipants
                } else if !somebody.active {
                    LaunchStatus::Inactive
                } else if !somebody.managed {
                    LaunchStatus::NoManager
                } else if now >= END {
                    LaunchStatus::TooLate
                } else {
                    let since = *waiting.entry(number).or_insert(now);
                    if roster.is_none() || hour_after(since) <= now {
                        waiting.remove(&number);
                        launched.insert(number);
                        LaunchStatus::Now
                    } else if hour_after(since) >= END {
                        LaunchStatus::TooLate
                    } else {
                        LaunchStatus::At(minute(hour_after(since)))
                    }
                };
                expected.insert(person(number), status);
            }
            let found = asked.people.iter().map(|prospect| (prospect.person, prospect.status));
            let found: Vec<_> = found.filter(|&(other, _)| other != person(CHIEF)).collect();
            prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
            prop_assert!(asked.faults.iter().all(|fault| fault.rule() == Rule::Par5));

            let shown = shown.unwrap();
            prop_assert_eq!(&asked, &shown.prospects);
            if now >= END {
                prop_assert!(shown.launched.is_empty());
                prop_assert_eq!(shown.next, None);
                let after = shown.roster.map(|after| (after.state, after.events));
                prop_assert_eq!(after, roster.map(|before| (before, Vec::new())));
                continue;
            }
            let after = shown.roster.unwrap();
            with_one.extend(&launched);
            let launches = shown.launched.iter();
            let direct_reports = launches.map(|launched| launched.state.direct_report());
            prop_assert_eq!(
                direct_reports.collect::<Vec<_>>(),
                launched.into_iter().map(person).collect::<Vec<_>>()
            );
            log.extend(after.events);
            let roster = Roster::replay(&log).unwrap();
            prop_assert_eq!(&roster, &after.state);
            prop_assert_eq!(
                roster.waiting().collect::<Vec<_>>(),
                waiting.iter().map(|(&n, &since)| (person(n), minute(since))).collect::<Vec<_>>()
            );
            prop_assert!((1..PEOPLE).all(|n| roster.has(person(n)) == with_one.contains(&n)));
            let hours = waiting.values().map(|&since| hour_after(since));
            prop_assert_eq!(shown.next, hours.filter(|&hour| hour < END).min().map(minute));
            let RosterChange::RolledOut { seen, lost, .. } = log[0].change();
            prop_assert!(seen.is_empty() && lost.is_empty(), "the first roll-out takes all in");
        }
    }
}
