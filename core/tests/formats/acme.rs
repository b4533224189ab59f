//! One small company as documents, `examples/acme`, which documentation, examples and tests read.

use crate::all::*;
use crate::{folder, same_as_committed};
use serde_json::{Value, json};
use uuid::Uuid;

fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn date(month: u32, day: u32) -> Date {
    Date::new(2026, month, day).expect("a date")
}

fn keep<T: Wire>(name: &str, value: &T) {
    let text = to_json(value).expect("a value of the engine has JSON") + "\n";
    same_as_committed(&folder("../examples/acme").join(name), &text);
}

fn organisation(zone: &str) -> Org {
    Org::new(id(100), Dated::new(zone.parse().expect("a zone")))
        .with_conversations(Dated::new(true))
}

fn person(n: u128, name: &str, manager: Option<u128>) -> PersonData {
    PersonData {
        manager: manager.map(id),
        super_admin: name == "Ada",
        email: Some(format!("{}@acme.example", name.to_lowercase())),
        ..PersonData::new(id(n), name)
    }
}

/// A mandatory question and an optional one for each side.
fn draft(template: u128, kind: &str, name: &str) -> TemplateDraft {
    let question = |n, text: &str, kind: Value| {
        let id: QuestionId = id(n);
        json!({ "id": id, "text": text, "mandatory": n % 2 == 1, "kind": kind })
    };
    serde_json::from_value(json!({
        "id": id::<TemplateId>(template),
        "kind": kind,
        "settings": { "name": name, "confirm_meeting": true, "goals": true },
        "content": {
            "format": "bi_directional",
            "direct_report": [
                question(11, "What went well?", json!({ "paragraph": {} })),
                question(12, "How was the teamwork?", json!({ "stars": { "max": 5 } })),
            ],
            "manager": [
                question(21, "What stood out?", json!({ "paragraph": {} })),
                question(22, "How sure are you?", json!({ "scale": { "max": 10 } })),
            ],
        },
    }))
    .expect("a draft")
}

fn deployed(org: &Org, ada: &Actor, draft: TemplateDraft) -> Template {
    let now = at("2026-01-05T09:00:00Z");
    let created = Template::create(org, ada, draft, now).expect("a template");
    let (none, deploy) = (TemplateEvidence::none(), TemplateCommand::Deploy);
    let deployed = created.state.execute(org, &none, ada, deploy, now);
    deployed.expect("deployed").state
}

#[test]
fn committed_documents_are_those_of_the_company() {
    let org = organisation("Europe/Lisbon");
    keep("organisation.json", &org);
    keep("sao-paulo.json", &organisation("America/Sao_Paulo"));

    let people = [
        person(1, "Ana", Some(2)),
        person(2, "Ben", None),
        person(3, "Ada", None),
    ];
    let people = DirectoryData::new(org.id(), people.into());
    keep("directory.json", &people);
    let [_, ben, ada] = people.people.clone().try_into().expect("three people");
    let moved = vec![person(1, "Ana", Some(4)), ben, ada, person(4, "Cleo", None)];
    keep("under-cleo.json", &DirectoryData::new(org.id(), moved));
    let directory = Directory::load(people).expect("a directory");
    let ada = directory.actor(id(3));

    let check_in = draft(10, "anytime", "Check-in");
    keep("check-in-draft.json", &check_in);
    keep("check-in.json", &deployed(&org, &ada, check_in));
    let review = deployed(&org, &ada, draft(20, "scheduled", "Half-year review"));
    keep("review.json", &review);

    let schedule = Schedule {
        start: date(3, 1),
        end: date(3, 31),
        grace_days: 7,
        lock_on_share: false,
        review: None,
        locks: Vec::new(),
    };
    let draft = CycleDraft {
        id: id(30),
        template: review.id(),
        schedule,
        participants: Participants::Everyone,
    };
    let now = at("2026-01-06T09:00:00Z");
    let cycle = Cycle::set_up(&org, &review, &ada, draft, now).expect("a cycle");
    let cycle = cycle.state;
    keep("cycle.json", &cycle);

    let launch = at("2026-03-01T00:00:00Z");
    let context = Context::new(&org, &review, Some(&cycle), launch).expect("a context");
    let mut rolled_out = context.roll_out(None, &directory).expect("rolled out");
    keep(
        "roster.json",
        &rolled_out.roster.as_ref().expect("launched").state,
    );
    assert_eq!(rolled_out.launched.len(), 1, "Ben and Ada have no manager");
    keep("conversation.json", &rolled_out.launched.remove(0).state);
}
