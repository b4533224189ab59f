//! No input makes the engine panic (XCT-6): neither text nor facts nor commands nor moments.

mod exercise;
mod reading;

use std::fmt::Debug;

use crate::all::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use serde_json::{Value, json};
use visavis::ask::ask;

pub(crate) use self::exercise::Facts;
use self::exercise::moments;
use self::reading::{read, read_as_everything};
use crate::world::{Setting, Who, World, ZONES, at, directory, people, plain, reviewed, settings};
use crate::{Counts, check};

const KINDS: [&str; 19] = [
    Org::KIND,
    DirectoryData::KIND,
    Actor::KIND,
    Relation::KIND,
    IndexRow::KIND,
    Template::KIND,
    TemplateDraft::KIND,
    TemplateEvent::KIND,
    <Request<TemplateCommand> as Wire>::KIND,
    Cycle::KIND,
    CycleDraft::KIND,
    CycleEvent::KIND,
    <Request<CycleCommand> as Wire>::KIND,
    Roster::KIND,
    RosterEvent::KIND,
    Conversation::KIND,
    ConversationEvent::KIND,
    <Request<Command> as Wire>::KIND,
    Start::KIND,
];

#[test]
fn arbitrary_bytes_are_read_or_refused() {
    let bytes = prop_oneof![
        vec(any::<u8>(), 0..200),
        any::<String>().prop_map(String::into_bytes),
        "[\\[\\]{}\",:0-9a-z\\\\ ]{0,80}".prop_map(String::into_bytes),
    ];
    check(200, bytes, |bytes| {
        prop_assert_eq!(read_as_everything(&bytes), 0);
        let is_error = ask(None, &bytes).starts_with(r#"{"error":{"#);
        prop_assert!(is_error);
        Ok(())
    });
}

/// The ends of every kind of number.
fn numbers() -> Vec<Value> {
    vec![
        json!(0),
        json!(1),
        json!(2),
        json!(-1),
        json!(i64::MIN),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(u64::MAX - 1),
        json!(u32::MAX),
        json!(i32::MAX),
        json!(256),
        json!(0.5),
        json!(1e308),
    ]
}

/// Values of all sorts.
fn scalars() -> impl Strategy<Value = Value> {
    let texts = [
        "",
        " ",
        "\0",
        "1970-01-01",
        "2099-12-31",
        "1969-12-30T00:00:00Z",
        "2100-01-03T00:00:00Z",
        "2026-03-10T10:00:00Z",
        "Pacific/Kiritimati",
        "01900000-0000-7000-8000-00000000000a",
        "direct_report",
        "can_edit",
        "share",
    ];
    prop_oneof![
        4 => select(numbers()),
        4 => select(texts.to_vec()).prop_map(|text| json!(text)),
        1 => any::<String>().prop_map(|text| json!(text)),
        1 => Just(json!("x".repeat(11_000))),
        1 => select(vec![json!(null), json!(true), json!(false), json!([]), json!({})]),
    ]
}

#[test]
fn arbitrary_json_is_read_or_refused() {
    let value = scalars().prop_recursive(4, 24, 4, |inner| {
        let field = select(vec![
            "id",
            "head",
            "command",
            "change",
            "first",
            "changes",
            "people",
            "content",
            "organisation",
            "visavis",
        ]);
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::Array),
            vec((field, inner), 0..4).prop_map(|fields| {
                let fields = fields.into_iter();
                Value::Object(fields.map(|(name, value)| (name.into(), value)).collect())
            }),
        ]
    });
    check(300, (value, select(KINDS.to_vec())), |(value, kind)| {
        let document = json!({ "visavis": kind, "version": 1, "data": value });
        read_as_everything(document.to_string().as_bytes());
        read_as_everything(value.to_string().as_bytes());
        let _ = ask(None, json!({ "ask": value }).to_string().as_bytes());
        Ok(())
    });
}

/// Something done to one place of a document.
#[derive(Clone, Debug)]
pub(crate) enum Mutation {
    Delete(Index),
    Duplicate(Index),
    Replace(Index, Value),
    /// By what stands in another place of the same form.
    Move(Index, Index),
}

/// What something of the same form has in common with a value.
fn form(value: &Value) -> (u8, usize) {
    match value {
        Value::Null => (0, 0),
        Value::Bool(_) => (1, 0),
        Value::Number(_) => (2, 0),
        Value::String(text) => (3, text.len()),
        Value::Array(_) => (4, 0),
        Value::Object(fields) => (5, fields.len()),
    }
}

pub(crate) fn mutations() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        2 => any::<Index>().prop_map(Mutation::Delete),
        2 => any::<Index>().prop_map(Mutation::Duplicate),
        5 => (any::<Index>(), scalars()).prop_map(|(place, value)| Mutation::Replace(place, value)),
        9 => any::<[Index; 2]>().prop_map(|[to, from]| Mutation::Move(to, from)),
    ]
}

/// The places of a document, as JSON pointers.
pub(crate) fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(place, item)| {
            let at = format!("{at}/{place}");
            places(item, &at, all);
            all.push(at);
        }),
        Value::Object(fields) => fields.iter().for_each(|(name, field)| {
            let at = format!("{at}/{name}");
            places(field, &at, all);
            all.push(at);
        }),
        _ => {}
    }
}

impl Mutation {
    pub(crate) fn apply(&self, document: &mut Value) {
        let mut all = Vec::new();
        places(document, "", &mut all);
        if all.is_empty() {
            return;
        }
        match self {
            Self::Replace(place, value) => {
                *document
                    .pointer_mut(&all[place.index(all.len())])
                    .expect("a place") = value.clone();
            }
            Self::Move(to, from) => {
                let to = &all[to.index(all.len())];
                let place = |at: &str| document.pointer(at).expect("a place");
                let alike = all.iter().filter(|at| form(place(at)) == form(place(to)));
                let alike: Vec<_> = alike.collect();
                let value = place(alike[from.index(alike.len())]).clone();
                *document.pointer_mut(to).expect("a place") = value;
            }
            Self::Delete(place) | Self::Duplicate(place) => {
                let (parent, name) = place.get(&all).rsplit_once('/').expect("a parent");
                let deletes = matches!(self, Self::Delete(_));
                match document.pointer_mut(parent).expect("a parent") {
                    Value::Array(items) => {
                        let place: usize = name.parse().expect("a place in a list");
                        if deletes {
                            items.remove(place);
                        } else {
                            items.insert(place, items[place].clone());
                        }
                    }
                    Value::Object(fields) if deletes => drop(fields.remove(name)),
                    Value::Object(fields) => {
                        let copy = fields[name].clone();
                        fields.insert(format!("{name}_again"), copy);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Mutates a value by way of its JSON; whether it is still one.
fn mutate<T: Wire + PartialEq + Debug>(value: &mut T, change: &mut dyn FnMut(&mut Value)) -> bool {
    let mut document: Value = serde_json::from_str(&to_json(value).expect("JSON")).expect("JSON");
    change(&mut document["data"]);
    match read::<T>(document.to_string().as_bytes()) {
        Some(mutated) => {
            *value = mutated;
            true
        }
        None => false,
    }
}

const MUTATED: usize = 18;

/// Mutates one of the facts; its kind, where it is still of it.
fn mutate_one(
    facts: &mut Facts,
    which: usize,
    place: usize,
    change: &mut dyn FnMut(&mut Value),
) -> Option<&'static str> {
    let (name, still) = match which {
        0 => ("organisation", mutate(&mut facts.organisation, change)),
        1 => ("directory", mutate(&mut facts.directory, change)),
        2 => ("relation", mutate(&mut facts.relation, change)),
        3 => ("template draft", mutate(&mut facts.template_draft, change)),
        4 => (
            "template command",
            mutate(&mut facts.template_command, change),
        ),
        5 => ("cycle draft", mutate(&mut facts.cycle_draft, change)),
        6 => ("cycle command", mutate(&mut facts.cycle_command, change)),
        7 => ("start", mutate(&mut facts.start, change)),
        8 => ("row", mutate(&mut facts.row, change)),
        9 => ("command", mutate(&mut facts.command, change)),
        10 => {
            let place = place % facts.events.len();
            ("event", mutate(&mut facts.events[place], change))
        }
        11 => {
            let place = place % facts.template_events.len();
            (
                "template event",
                mutate(&mut facts.template_events[place], change),
            )
        }
        12 => (
            "cycle event",
            mutate(facts.cycle_events.first_mut()?, change),
        ),
        13 => ("cycle", mutate(facts.cycle.as_mut()?, change)),
        14 => ("roster", mutate(facts.roster.as_mut()?, change)),
        15 => ("template", mutate(&mut facts.template, change)),
        16 => ("actor", mutate(&mut facts.actor, change)),
        _ => ("conversation", mutate(&mut facts.conversation, change)),
    };
    still.then_some(name)
}

#[test]
fn mutated_facts_are_refused_or_used_without_a_panic() {
    let counts = Counts::default();
    let which = (0..MUTATED, any::<usize>());
    let strategy = (settings(), which, vec(mutations(), 1..4), any::<Index>());
    check(
        1500,
        strategy,
        |(setting, (which, place), mutations, moment)| {
            let mut facts = Facts::of(World::new(&setting));
            let name = mutate_one(&mut facts, which, place, &mut |document| {
                mutations
                    .iter()
                    .for_each(|mutation| mutation.apply(document));
            });
            counts.note(name.unwrap_or("refused"));
            if let Some(name) = name {
                let answered = facts.exercise(*moment.get(&moments()));
                if answered > 0 {
                    counts.note(format!("{name}, answered"));
                }
            }
            Ok(())
        },
    );
    let used = [
        "conversation",
        "template",
        "cycle",
        "roster",
        "command",
        "organisation",
    ];
    counts.at_least(10, &["refused"]);
    counts.at_least(1, &used);
}

#[test]
fn every_number_of_every_document_can_be_any() {
    let counts = Counts::default();
    for setting in [plain(true), plain(false), reviewed()] {
        let facts = Facts::of(World::new(&setting));
        for which in 0..MUTATED {
            for number in numbers() {
                for turn in 0.. {
                    let (mut facts, mut there) = (facts.clone(), false);
                    let mut change = |document: &mut Value| {
                        let mut all = Vec::new();
                        places(document, "", &mut all);
                        all.retain(|at| document.pointer(at).is_some_and(Value::is_number));
                        if let Some(at) = all.get(turn) {
                            *document.pointer_mut(at).expect("a place") = number.clone();
                            there = true;
                        }
                    };
                    let read = mutate_one(&mut facts, which, 0, &mut change);
                    if !there {
                        break;
                    }
                    if let Some(name) = read {
                        counts.note(name);
                        facts.exercise(Instant::MIN);
                        facts.exercise(at("2026-03-02T17:00:00Z"));
                    }
                }
            }
        }
    }
    counts.at_least(5, &["template", "cycle", "roster", "conversation", "event"]);
}

/// A start and an end at the ends of the calendar or in the middle, mostly in this order.
fn dates() -> impl Strategy<Value = [Date; 2]> {
    let all = [
        "1970-01-01",
        "1970-01-02",
        "2026-03-31",
        "2099-12-30",
        "2099-12-31",
    ];
    let two = subsequence(all.map(|date| date.parse().expect("a date")).to_vec(), 2);
    (two, prop::bool::weighted(0.1)).prop_map(|(two, turned)| match turned {
        true => [two[1], two[0]],
        false => [two[0], two[1]],
    })
}

#[test]
fn extreme_moments_and_dates_are_answered_or_refused() {
    let counts = Counts::default();
    let moment = || select(moments().to_vec());
    let first_day = at("1970-01-01T02:00:00Z");
    let early = || prop_oneof![4 => Just(first_day), 1 => Just(Instant::MIN), 1 => moment()];
    let nows = [
        early().boxed(),
        early().boxed(),
        early().boxed(),
        moment().boxed(),
        moment().boxed(),
    ];
    let grace = select(vec![0, 1, 300, u32::MAX]);
    let strategy = (settings(), select(ZONES.to_vec()), dates(), grace, nows);
    check(
        400,
        strategy,
        |(setting, zone, [start, end], grace_days, nows)| {
            let setting = Setting { zone, ..setting };
            let mut facts = Facts::of(World::new(&setting));
            facts.cycle_draft.schedule = Schedule {
                start,
                end,
                grace_days,
                ..facts.cycle_draft.schedule
            };
            // A company that begins and ends with the calendar.
            let (organisation, admin) = (setting.organisation(), facts.actor);
            let Ok(made) = Template::create(&organisation, &admin, setting.template(), nows[0])
            else {
                return Ok(());
            };
            let (none, deploy) = (TemplateEvidence::none(), TemplateCommand::Deploy);
            let deployed = made
                .state
                .execute(&organisation, &none, &admin, deploy, nows[1]);
            let template = deployed.expect("deployed").state;
            let cycle = Cycle::set_up(
                &organisation,
                &template,
                &admin,
                facts.cycle_draft.clone(),
                nows[2],
            );
            let cycle = cycle.ok().map(|made| made.state);
            counts.note(if cycle.is_some() { "cycle" } else { "no cycle" });
            let directory = directory(people());
            let context = Context::new(&organisation, &template, cycle.as_ref(), nows[3]);
            let context = context.expect("facts that belong");
            let launched = match &cycle {
                Some(_) => context
                    .roll_out(None, &directory)
                    .map(|rolled| rolled.launched.into_iter().next()),
                None => context
                    .start(&directory.actor(Who::Ana.id()), facts.start, None)
                    .map(|started| Some(started.conversation)),
            };
            if let Ok(Some(launched)) = launched {
                counts.note("launched");
                (facts.events, facts.conversation) = (launched.events, launched.state);
                (facts.template, facts.cycle) = (template, cycle);
            }
            facts.exercise(nows[4]);
            Ok(())
        },
    );
    counts.at_least(15, &["cycle", "no cycle", "launched"]);
}
