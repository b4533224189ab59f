//! Documents of every kind, from one short story. They freeze with the first release.

use crate::all::*;
use serde_json::{Value, json};
use uuid::Uuid;

pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n).into()
}

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("a value of its type")
}

/// The documents of the story so far, in order.
#[derive(Default)]
struct Documents(Vec<(String, String)>);

impl Documents {
    fn keep<T: Wire>(&mut self, name: &str, value: &T) {
        let number = self.0.len() + 1;
        let text = to_json(value).expect("a value of the engine has JSON") + "\n";
        self.0.push((format!("{number:02}-{name}.json"), text));
    }

    fn keep_all<T: Wire>(&mut self, name: &str, values: &[T]) {
        values.iter().for_each(|value| self.keep(name, value));
    }
}

pub(crate) struct Story {
    documents: Documents,
    pub(crate) organisation: Org,
    directory: Directory,
    pub(crate) scheduled: Template,
    cycle: Cycle,
    pub(crate) review: Conversation,
    pub(crate) checkin_template: Template,
    pub(crate) checkin: Conversation,
}

pub(crate) const ANA: u128 = 0xa;
pub(crate) const BEN: u128 = 0xb;
pub(crate) const ADMIN: u128 = 0xc;
const HR: u128 = 0xd;
const SALES: u128 = 0x70;
const NORTH: u128 = 0x71;
const GROUP: u128 = 0x72;

fn questions(first: u128, confidential: bool) -> Value {
    let question = |n: u128, text: &str, mandatory: bool, kind: Value| {
        json!({ "id": id::<QuestionId>(first + n), "text": text, "mandatory": mandatory,
            "confidential": confidential && n == 1, "kind": kind })
    };
    json!([
        question(
            0,
            "What went well?",
            true,
            json!({ "paragraph": { "max_words": 200 } })
        ),
        question(
            1,
            "How confident are you?",
            false,
            json!({ "scale": { "max": 10 } })
        ),
        question(
            2,
            "How was the teamwork?",
            false,
            json!({ "stars": { "max": 5 } })
        ),
        question(
            3,
            "Where next?",
            false,
            json!({ "multi_select": { "options": ["Depth", "Breadth", "Überblick"] } })
        ),
    ])
}

fn draft(template: u128, kind: &str, name: &str, extra: Value) -> TemplateDraft {
    let mut settings = json!({ "name": name, "confirm_meeting": true, "goals": true });
    for (key, value) in extra.as_object().into_iter().flatten() {
        settings[key] = value.clone();
    }
    read(json!({
        "id": id::<TemplateId>(template), "kind": kind, "settings": settings,
        "content": {
            "format": "bi_directional",
            "direct_report": questions(template * 16, kind == "scheduled"),
            "manager": questions(template * 16 + 8, false),
        },
    }))
}

pub(crate) fn tell() -> Story {
    let mut documents = Documents::default();
    let mut zone = Dated::new("Europe/Lisbon".parse().expect("a zone"));
    zone.change(
        at("2026-02-01T00:00:00Z"),
        "Asia/Kathmandu".parse().expect("a zone"),
    );
    let organisation = Org::new(id(1), zone)
        .with_conversations(Dated::new(true))
        .with_references(true);
    documents.keep("organisation", &organisation);
    let person = |person, name: &str, manager: Option<u128>| PersonData {
        manager: manager.map(id),
        super_admin: person == ADMIN,
        email: Some(format!("{name}@acme.example")),
        department: Some(id(if person == ANA { NORTH } else { SALES })),
        groups: vec![id(GROUP)],
        ..PersonData::new(id(person), name)
    };
    let scope = Scope::Only {
        departments: vec![id(SALES)],
        groups: vec![id(GROUP)],
    };
    let people = vec![
        person(ANA, "Ana", Some(BEN)),
        person(BEN, "Ben", None),
        PersonData {
            hr_admin: Some(scope),
            ..person(ADMIN, "Ada", None)
        },
        PersonData {
            hr_admin: Some(Scope::Everyone),
            ..PersonData::new(id(HR), "Hal")
        },
    ];
    let facts = DirectoryData {
        departments: vec![
            DepartmentData {
                id: id(SALES),
                above: None,
            },
            DepartmentData {
                id: id(NORTH),
                above: Some(id(SALES)),
            },
        ],
        groups: vec![id(GROUP)],
        ..DirectoryData::new(id(1), people)
    };
    documents.keep("directory", &facts);
    let directory = Directory::load(facts).expect("a directory");
    let admin = directory.actor(id(ADMIN));
    let pair = directory.pair(id(ANA), id(BEN)).expect("a pair");
    documents.keep("relation", &directory.relation(id(ADMIN), &pair));

    let scheduled = templates(&mut documents, &organisation, &admin);
    let checkin_draft = draft(0x21, "anytime", "Check-in", json!({ "days": 14 }));
    let now = at("2026-01-05T09:00:00Z");
    let made = Template::create(&organisation, &admin, checkin_draft, now).expect("a template");
    let (none, deploy) = (TemplateEvidence::none(), TemplateCommand::Deploy);
    let made = made
        .state
        .execute(&organisation, &none, &admin, deploy, now)
        .expect("deployed");
    let checkin_template = made.state;

    let cycle = cycles(&mut documents, &organisation, &scheduled, &admin);
    let now = at("2026-03-01T18:15:00Z");
    let context = Context::new(&organisation, &scheduled, Some(&cycle), now).expect("a context");
    let rolled = context.roll_out(None, &directory).expect("rolled out");
    let roster = rolled.roster.expect("launched");
    documents.keep_all("roster_event", &roster.events);
    documents.keep("roster", &roster.state);
    let launched = rolled.launched.into_iter().next().expect("a conversation");
    documents.keep_all("conversation_event", &launched.events);
    let review = launched.state;
    let review = talk(&mut documents, &context, review, &directory);
    documents.keep("conversation", &review);

    let context = Context::new(&organisation, &checkin_template, None, now).expect("a context");
    let start = Start {
        conversation: id(0x51),
        pair,
        id: Some(id(0x6003)),
    };
    documents.keep("start", &start);
    let started = context
        .start(&directory.actor(id(ANA)), start, None)
        .expect("started")
        .conversation;
    documents.keep_all("conversation_event", &started.events);
    documents.keep("conversation", &started.state);
    documents.keep("index_row", &started.row);
    participants(&mut documents, &organisation, &scheduled, &admin);
    documents.keep("actor", &admin);
    Story {
        documents,
        organisation,
        directory,
        scheduled,
        cycle,
        review,
        checkin_template,
        checkin: started.state,
    }
}

fn templates(documents: &mut Documents, organisation: &Org, admin: &Actor) -> Template {
    let now = at("2026-01-05T09:00:00Z");
    let draft = draft(
        0x20,
        "scheduled",
        "Half-year review",
        json!({ "administrators": "can_view" }),
    );
    documents.keep("template_draft", &draft);
    let made = Template::create(organisation, admin, draft, now).expect("a template");
    documents.keep_all("template_event", &made.events);
    let mut template = made.state;
    let commands: Vec<Request<TemplateCommand>> = read(json!([
        { "command": { "change_settings": { "description": "Take half an hour.", "skip_levels": "can_edit" } } },
        { "command": { "clone_question": { "question": id::<QuestionId>(0x200), "copy": id::<QuestionId>(0x2ff) } } },
        { "id": id::<CommandId>(0x60), "command": "deploy" },
        { "command": "undeploy" },
        { "command": "deploy" },
    ]));
    let none = TemplateEvidence::none();
    for command in commands {
        documents.keep("template_command", &command);
        let made = template
            .execute(organisation, &none, admin, command, now)
            .expect("done");
        documents.keep_all("template_event", &made.events);
        template = made.state;
    }
    documents.keep("template", &template);
    template
}

fn cycles(
    documents: &mut Documents,
    organisation: &Org,
    template: &Template,
    admin: &Actor,
) -> Cycle {
    let now = at("2026-01-06T09:00:00Z");
    let draft: CycleDraft = read(json!({
        "id": id::<CycleId>(0x30), "template": template.id(),
        "schedule": { "start": "2026-03-01", "end": "2026-03-31", "grace_days": 7 },
    }));
    documents.keep("cycle_draft", &draft);
    let made = Cycle::set_up(organisation, template, admin, draft, now).expect("a cycle");
    documents.keep_all("cycle_event", &made.events);
    let mut cycle = made.state;
    let evidence = alone(template);
    for command in [
        CycleCommand::MoveStart(Date::new(2026, 3, 2).expect("a date")),
        CycleCommand::LockOnShare(true),
    ] {
        let command = Request::from(command);
        documents.keep("cycle_command", &command);
        let made = cycle
            .execute(organisation, &evidence, admin, command, now)
            .expect("done");
        documents.keep_all("cycle_event", &made.events);
        cycle = made.state;
    }
    documents.keep("cycle", &cycle);
    cycle
}

/// A cycle's template, before it is rolled out.
const fn alone(template: &Template) -> CycleEvidence<'_> {
    CycleEvidence {
        template,
        roster: None,
        directory: None,
    }
}

/// Cycles for some of the people.
fn participants(documents: &mut Documents, organisation: &Org, template: &Template, admin: &Actor) {
    let now = at("2026-04-01T09:00:00Z");
    let draft: CycleDraft = read(json!({
        "id": id::<CycleId>(0x31), "template": template.id(),
        "schedule": { "start": "2026-05-01", "end": "2026-05-31" },
        "participants": { "departments": [id::<DepartmentId>(SALES)] },
    }));
    documents.keep("cycle_draft", &draft);
    let made = Cycle::set_up(organisation, template, admin, draft, now).expect("a cycle");
    documents.keep_all("cycle_event", &made.events);
    let mut cycle = made.state;
    let evidence = alone(template);
    for participants in [
        Participants::Groups([id(GROUP)].into()),
        Participants::List([id(ANA), id(BEN)].into()),
    ] {
        let command = CycleCommand::SetParticipants {
            participants,
            leaving_out: [].into(),
        };
        let command = Request::from(command);
        documents.keep("cycle_command", &command);
        let made = cycle
            .execute(organisation, &evidence, admin, command, now)
            .expect("done");
        documents.keep_all("cycle_event", &made.events);
        cycle = made.state;
    }
    documents.keep("cycle", &cycle);
}

fn talk(
    documents: &mut Documents,
    context: &Context<'_>,
    mut conversation: Conversation,
    directory: &Directory,
) -> Conversation {
    let pair = conversation.pair();
    let [ana, ben] = [ANA, BEN].map(|person| directory.relation(id(person), &pair));
    let (own, other) = (0x200, 0x208);
    let commands: Vec<(Relation, Request<Command>)> = vec![
        (
            ana,
            read(json!({ "id": id::<CommandId>(0x61), "command": { "save": [
            { "question": id::<QuestionId>(own), "answer": { "paragraph": "We shipped it – in time." } },
            { "question": id::<QuestionId>(0x2ff), "answer": { "paragraph": "A clone, answered." } },
            { "question": id::<QuestionId>(own + 1), "answer": { "scale": 7 } },
            { "question": id::<QuestionId>(own + 2), "answer": { "stars": 4 } },
            { "question": id::<QuestionId>(own + 3), "answer": { "options": ["Überblick", "Depth"] } },
        ] } })),
        ),
        (
            ana,
            read(json!({ "command": { "save": [
            { "question": id::<QuestionId>(own + 2), "answer": null },
        ] } })),
        ),
        (ana, Command::Share.into()),
        (
            ben,
            read(json!({ "command": { "save": [
            { "question": id::<QuestionId>(other), "answer": { "paragraph": "Steady work." } },
        ] } })),
        ),
        (ben, Command::Share.into()),
        (ben, Command::ConfirmMeeting.into()),
        (ana, Command::UntickMeeting.into()),
        (ana, Command::ConfirmMeeting.into()),
        (
            ana,
            read(json!({ "command": { "write_notes": "Agreed on two goals." } })),
        ),
        (
            ben,
            read(json!({ "command": { "create_goal": "goals/17" } })),
        ),
    ];
    for (by, command) in commands {
        documents.keep("command", &command);
        let case = context.case(&conversation).expect("a case");
        let done = case.execute(&by, command).expect("done");
        documents.keep_all("conversation_event", &done.events);
        conversation = done.state;
    }
    conversation
}

/// Every document of the story, by file name.
pub(crate) fn story() -> Vec<(String, String)> {
    tell().documents.0
}

/// What people are shown in the story, by the name of its schema.
pub(crate) fn shown() -> Vec<(&'static str, Value)> {
    let story = tell();
    let mut all = Vec::new();
    let now = at("2026-03-02T10:00:00Z");
    let reviews = Context::new(
        &story.organisation,
        &story.scheduled,
        Some(&story.cycle),
        now,
    )
    .expect("facts");
    let checkins =
        Context::new(&story.organisation, &story.checkin_template, None, now).expect("facts");
    let cases = [
        reviews.case(&story.review).expect("a case"),
        checkins.case(&story.checkin).expect("a case"),
    ];
    let goals = [Reference::new("goals/1").expect("a reference")];
    for person in [ANA, BEN] {
        let sights = cases.each_ref().map(|case| {
            let relation = case.relation(&story.directory, id(person));
            case.sight(&relation).expect("a sight")
        });
        for sight in &sights {
            all.push(("view", value(&sight.view(&goals).expect("a view"))));
            for newly in sight.share_prompt().expect("a prompt") {
                all.push(("audience_gain", value(&newly)));
            }
            all.push((
                "record",
                value(&sight.record(DecisionSubject::Fact(Fact::Progress))),
            ));
            all.push((
                "record",
                value(&sight.record(DecisionSubject::Action(Action::Share))),
            ));
            for part in [Respondent::DirectReport, Respondent::Manager] {
                let answer = AnswerId::new(part, id(0x201));
                all.push(("verdict", value(&sight.answer(answer))));
                let record = sight.record(DecisionSubject::Answer(answer));
                all.push(("record", value(&record)));
            }
        }
        all.push((
            "lists",
            value(&lists(&sights, &story.directory).expect("lists")),
        ));
        for earlier in sights[1].earlier(&sights).expect("one organisation") {
            all.push(("earlier", value(&earlier)));
        }
        let actor = story.directory.actor(id(person));
        let pairs = story.directory.pairs_of(id(person));
        let templates = [&story.scheduled, &story.checkin_template];
        let offered = offers(&story.organisation, &templates, &actor, pairs, now);
        for offer in offered.expect("offers") {
            all.push(("offer", value(&offer)));
        }
    }
    for case in &cases {
        all.push(("timeline", value(&case.timeline())));
    }
    let prospects = reviews.prospects(None, &story.directory);
    all.push(("prospects", value(&prospects.expect("prospects"))));
    let list = story.directory.read_list(b"ana@acme.example\n");
    all.push(("people_list", value(&list.expect("a list"))));
    let stranger = cases[0].relation(&story.directory, id(0x999));
    let refusal = cases[0]
        .sight(&stranger)
        .expect("a sight")
        .actions()
        .expect_err("a stranger");
    all.push(("refusal", value(&refusal)));
    let bad = QuestionText::new("").expect_err("empty");
    all.push(("refusal", value(&bad)));
    all.extend(shown_of_requests(&story));
    all
}

/// What people are shown of a request to edit that is made long after the end.
fn shown_of_requests(story: &Story) -> Vec<(&'static str, Value)> {
    let (organisation, template) = (&story.organisation, &story.scheduled);
    let later = Context::new(
        organisation,
        template,
        Some(&story.cycle),
        at("2027-01-04T10:00:00Z"),
    );
    let later = later.expect("facts");
    let ended = later.case(&story.review).expect("a case");
    let [ana, admin] = [ANA, ADMIN].map(|person| ended.relation(&story.directory, id(person)));
    let asked = ended.execute(&ana, Command::RequestEdit).expect("asked");
    let asked = later.case(&asked.state).expect("a case");
    let to_decide = edit_requests([&asked.sight(&admin).expect("a sight")]).expect("a list");
    let allow = Command::AllowEdit(Side::DirectReport);
    let allowed = asked.execute(&admin, allow).expect("allowed");
    let told = asked
        .notifications(&allowed.events, &story.directory)
        .expect("a list");
    let off = organisation.clone().with_conversations(Dated::new(false));
    let off = Context::new(
        &off,
        template,
        Some(&story.cycle),
        at("2027-01-04T10:00:00Z"),
    );
    let (off, directory) = (off.expect("facts"), &story.directory);
    let [before, after] = [&later, &off].map(|context| PreviewInputs { context, directory });
    let preview = preview(id(ADMIN), before, after, [&allowed.state]);
    let reopened = later.case(&allowed.state).expect("a case");
    let view = reopened.sight(&ana).and_then(|sight| Ok(sight.view(&[])?));
    vec![
        ("preview", value(&preview.expect("a preview"))),
        ("edit_request", value(&to_decide[0])),
        ("notification", value(&told[0])),
        ("view", value(&view.expect("a view"))),
        ("timeline", value(&reopened.timeline())),
    ]
}

fn value(shown: &impl serde::Serialize) -> Value {
    serde_json::to_value(shown).expect("what is shown has JSON")
}

#[test]
fn committed_fixtures_are_what_the_engine_writes() {
    for (name, text) in story() {
        crate::same_as_committed(&crate::folder("../tests/fixtures/v1").join(name), &text);
    }
}

fn rewritten<T: Wire>(text: &str) -> String {
    let value: T = from_json(text.as_bytes()).expect("a fixture is read");
    to_json(&value).expect("what was read is written") + "\n"
}

#[test]
fn fixtures_of_every_version_are_read_for_ever() {
    let mut count = 0;
    for entry in std::fs::read_dir(crate::folder("../tests/fixtures/v1")).expect("fixtures") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a file");
        let document: Value = serde_json::from_str(&text).expect("JSON");
        let again = match document["visavis"].as_str().expect("a kind") {
            "organisation" => rewritten::<Org>(&text),
            "directory" => rewritten::<DirectoryData>(&text),
            "actor" => rewritten::<Actor>(&text),
            "relation" => rewritten::<Relation>(&text),
            "index_row" => rewritten::<IndexRow>(&text),
            "template" => rewritten::<Template>(&text),
            "template_draft" => rewritten::<TemplateDraft>(&text),
            "template_event" => rewritten::<TemplateEvent>(&text),
            "template_command" => rewritten::<Request<TemplateCommand>>(&text),
            "cycle" => rewritten::<Cycle>(&text),
            "cycle_draft" => rewritten::<CycleDraft>(&text),
            "cycle_event" => rewritten::<CycleEvent>(&text),
            "cycle_command" => rewritten::<Request<CycleCommand>>(&text),
            "roster" => rewritten::<Roster>(&text),
            "roster_event" => rewritten::<RosterEvent>(&text),
            "conversation" => rewritten::<Conversation>(&text),
            "conversation_event" => rewritten::<ConversationEvent>(&text),
            "command" => rewritten::<Request<Command>>(&text),
            "start" => rewritten::<Start>(&text),
            kind => panic!("nothing reads `{kind}` of {}", path.display()),
        };
        assert_eq!(again, text, "{}", path.display());
        count += 1;
    }
    assert!(count >= story().len(), "only {count} fixtures");
}
