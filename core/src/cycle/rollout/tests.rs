//! Showing a changing directory again and again, against the rules told one person at a time.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::json;

use crate::{
    Context, Cycle, Directory, DirectoryFacts, Instant, Org, PersonFacts, PersonId, Relation,
    Roster, RosterChange, Template, TemplateCommand,
};

const PEOPLE: u8 = 6;
const CHIEF: u8 = 0;

/// Minutes after the launch.
fn minute(n: i64) -> Instant {
    let launch: Instant = "2026-05-04T00:00:00Z".parse().unwrap();
    Instant::from_micros(launch.micros() + n * 60_000_000).unwrap()
}

fn person(number: u8) -> PersonId {
    PersonId::from_bytes([number; 16])
}

/// The chief, and those of the others who are there, all below the chief.
fn directory(org: &Org, there: &BTreeSet<u8>) -> Directory {
    let people = there.iter().chain([&CHIEF]).map(|&number| PersonFacts {
        id: person(number),
        name: String::new(),
        manager: (number != CHIEF).then(|| person(CHIEF)),
        active: true,
        super_admin: false,
    });
    let facts = DirectoryFacts {
        organisation: org.id(),
        people: people.collect(),
    };
    Directory::load(facts).unwrap()
}

fn review() -> (Org, Template, Cycle) {
    let org: Org = serde_json::from_value(json!({
        "id": "00000000-0000-0000-0000-000000000001",
        "zone": { "first": "UTC" },
        "conversations": { "first": true },
    }))
    .unwrap();
    let admin = Relation::new(org.id(), person(99)).with_super_admin(true);
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
    let early = minute(-9_000);
    let template = Template::create(&org, &admin, draft, early).unwrap().state;
    let deploy = TemplateCommand::Deploy.into();
    let template = template.execute(&org, &admin, &[], &[], &deploy, early);
    let template = template.unwrap().state;
    let draft = serde_json::from_value(json!({
        "id": "00000000-0000-0000-0000-000000000004",
        "template": template.id(),
        "schedule": { "start": "2026-05-04", "end": "2026-05-20" },
    }))
    .unwrap();
    let cycle = Cycle::set_up(&org, &template, &admin, draft, early);
    (org, template, cycle.unwrap().state)
}

proptest! {
    /// The first showing takes everyone in. Later ones take in whoever has been there without a
    /// break since before the last full hour, nobody twice, and forget who waited and has left
    /// (PAR-7, PAR-12, PAR-13).
    #[test]
    fn showings_take_in_whom_the_rules_say(
        showings in prop::collection::vec(
            (1..100_i64, prop::collection::btree_set(1..PEOPLE, 0..usize::from(PEOPLE))),
            1..12,
        ),
    ) {
        let (org, template, cycle) = review();
        let (mut log, mut now) = (Vec::new(), 0);
        let (mut waiting, mut taken_in) = (BTreeMap::new(), BTreeSet::new());
        for (pause, there) in showings {
            now += pause;
            let context = Context::new(&org, &template, Some(&cycle), minute(now)).unwrap();
            let roster = (!log.is_empty()).then(|| Roster::replay(&log).unwrap());
            let shown = context.roll_out(roster.as_ref(), &directory(&org, &there)).unwrap();

            waiting.retain(|number, _| there.contains(number));
            let mut launched = BTreeSet::new();
            for &number in there.difference(&taken_in) {
                let since = *waiting.entry(number).or_insert(now);
                if roster.is_none() || (since / 60 + 1) * 60 <= now {
                    waiting.remove(&number);
                    launched.insert(number);
                }
            }
            taken_in.extend(&launched);

            let launches = shown.launched.iter();
            let direct_reports = launches.map(|launched| launched.conversation.direct_report());
            prop_assert_eq!(
                direct_reports.collect::<Vec<_>>(),
                launched.into_iter().map(person).collect::<Vec<_>>()
            );
            log.extend(shown.roster.events);
            let roster = Roster::replay(&log).unwrap();
            prop_assert_eq!(&roster, &shown.roster.state);
            prop_assert_eq!(
                roster.waiting().collect::<Vec<_>>(),
                waiting.iter().map(|(&n, &since)| (person(n), minute(since))).collect::<Vec<_>>()
            );
            prop_assert!((1..PEOPLE).all(|n| roster.has(person(n)) == taken_in.contains(&n)));
            prop_assert_eq!(shown.next, waiting.values().map(|since| minute((since / 60 + 1) * 60)).min());
            let RosterChange::Shown { seen, lost, .. } = log[0].change();
            prop_assert!(seen.is_empty() && lost.is_empty(), "the first showing takes all in");
        }
    }
}
