//! Lists that somebody made long: input that is refused, evidence, and histories.

use serde_json::{Value, json};
use visavis::command::offers;
use visavis::conversation::ConversationEvent;
use visavis::cycle::{CycleEvent, LockDate, LockOn, Participants};
use visavis::id::{CommandId, ConversationId, DepartmentId, GroupId, PersonId, QuestionId};
use visavis::notify::edit_requests;
use visavis::org::{DepartmentData, Scope};
use visavis::report::lists;
use visavis::template::{Level, SettingsDraft, TemplateEvent};
use visavis::wire::Wire;
use visavis::{
    Command, Conversation, Cycle, CycleCommand, CycleDraft, CycleEvidence, Dated, Directory,
    Instant, Request, Template, TemplateCommand, TemplateEvidence, from_json, to_json,
};
use visavis_benches::{
    Review, Running, admin, administrator, at, department, id, organisation, people, person,
};

use crate::measured;

/// Does a piece of work of a size; whether there is one of this name.
pub(crate) fn run(work: &str, size: usize) -> bool {
    match work {
        "save" => save(size),
        "template-refused" => template_refused(size),
        "schedule-refused" => schedule_refused(size),
        "directory-refused" => directory_refused(size),
        "loop" => line(size, true),
        "chain" => line(size, false),
        "scopes" => scopes(size),
        "participants" => participants(size),
        "goals" => history(&goals(size)),
        "notes" => history(&notes(size)),
        "terms" => history(&terms(size)),
        "terms-again" => history(&terms_again(size)),
        "requests" => history(&requests(size)),
        "command-ids" => command_ids(size),
        "settings" => settings(size),
        "cycle-dates" => cycle_dates(size),
        "zones" => zones(size),
        "destroyed" => destroyed(size),
        "lists" => listed(size),
        "offers" => offered(size),
        _ => return false,
    }
    true
}

const NOW: &str = "2026-03-12T12:00:00Z";

/// A save of more answers than there are questions, as it arrives.
fn save(size: usize) {
    let answers: Vec<_> = (0..size)
        .map(|number| {
            let question: QuestionId = id(&format!("question/{number}"));
            json!({ "question": question, "answer": { "paragraph": "Well." } })
        })
        .collect();
    let json = document("command", &json!({ "command": { "save": answers } }));
    let review = Review::default();
    let (context, fresh) = (review.context(at(NOW)), review.fresh());
    let case = context.case(&fresh).expect("its own facts");
    let refused = measured(|| {
        let request: Request<Command> = from_json(json.as_bytes()).expect("a command");
        case.execute(&review.direct_report(), request)
    });
    assert!(refused.is_err());
}

fn document(kind: &str, data: &Value) -> String {
    json!({ "visavis": kind, "version": 1, "data": data }).to_string()
}

/// A template of more questions than there may be, each with faults.
fn template_refused(size: usize) {
    let review = Review::default();
    let mut draft = review.draft();
    let question = draft.content.manager.first().expect("a question").clone();
    draft.content.manager = (0..size).map(|_| question.clone()).collect();
    for question in &mut draft.content.manager {
        question.text = String::new();
    }
    let (organisation, by) = (&review.organisation, administrator());
    assert!(measured(|| Template::create(organisation, &by, draft, at(NOW))).is_err());
}

/// A cycle with locks on questions that there are not.
fn schedule_refused(size: usize) {
    let review = Review::default();
    let mut schedule = review.cycle.schedule(Instant::MAX).clone();
    let date = schedule.end;
    let locks = (0..size).map(|number| LockDate {
        on: LockOn::Question(id(&format!("another/{number}"))),
        date,
    });
    schedule.locks = locks.collect();
    let people = (0..size).map(|number| id(&format!("nobody/{number}")));
    let draft = CycleDraft {
        id: id("another"),
        template: review.template.id(),
        participants: Participants::List(people.collect()),
        schedule,
    };
    let (organisation, by) = (&review.organisation, administrator());
    let made = measured(|| Cycle::set_up(organisation, &review.template, &by, draft, at(NOW)));
    assert!(made.is_err());
}

/// People with every fault that there can be.
fn directory_refused(size: usize) {
    let mut data = people(size);
    for (number, person) in data.people.iter_mut().enumerate() {
        person.manager = Some(id(&format!("nobody/{number}")));
        person.email = Some("one@acme.example".into());
        person.department = Some(id(&format!("nowhere/{number}")));
        person.groups = vec![id::<GroupId>(&format!("no group/{number}"))];
    }
    for department in &mut data.departments {
        department.above = Some(id("nowhere"));
    }
    let (faulty, strict) = measured(|| {
        let loaded = Directory::load(data.clone());
        (loaded, Directory::load_strict(data.clone()))
    });
    assert!(faulty.expect("people with faults").faults().len() >= size && strict.is_err());
}

/// Everybody in one line of managers, and every department in one; closed to a loop or not.
fn line(size: usize, closed: bool) {
    let above = |number: usize| match number {
        0 => closed.then_some(size - 1),
        _ => Some(number - 1),
    };
    let mut data = people(size);
    for (number, one) in data.people.iter_mut().enumerate() {
        one.manager = above(number).map(person);
        one.department = Some(department(number));
    }
    let departments = (0..size).map(|number| DepartmentData {
        id: department(number),
        above: above(number).map(department),
    });
    data.departments = departments.collect();
    let loaded = measured(|| Directory::load(data)).expect("a directory");
    assert_eq!(loaded.faults().is_empty(), !closed);
}

/// An HR Admin whose scope names its departments and groups over and over, and how they stand to a pair.
fn scopes(size: usize) {
    let mut data = people(40);
    let departments = data.departments.iter().cycle().take(size);
    let scope = Scope::Only {
        departments: departments.map(|one| one.id).collect(),
        groups: data.groups.iter().copied().cycle().take(size).collect(),
    };
    data.people.last_mut().expect("somebody").hr_admin = Some(scope);
    let relation = measured(|| {
        let directory = Directory::load(data).expect("a directory");
        let pair = directory.pair(person(1), person(0)).expect("a pair");
        directory.relation(person(39), &pair)
    });
    assert!(relation.is_hr_for_manager());
}

/// A cycle for many departments.
fn participants(size: usize) {
    let mut data = people(40);
    let all = (0..size).map(|number| DepartmentData {
        id: id::<DepartmentId>(&format!("unit/{number}")),
        above: Some(department(0)),
    });
    data.departments.extend(all);
    let named = data.departments.iter().map(|one| one.id).collect();
    let review = Review::of(Participants::Departments(named));
    let directory = Directory::load(data).expect("a directory");
    let context = review.context(at("2026-03-02T12:00:00Z"));
    let rolled_out = measured(|| context.roll_out(None, &directory));
    assert_eq!(rolled_out.expect("a roll-out").launched.len(), 39);
}

/// Whatever a log comes to: its state, read again as it is stored, and what people see of it.
fn history(log: &[ConversationEvent]) {
    let review = Review::default();
    let context = review.context(at("2026-05-12T12:00:00Z"));
    let seen = measured(|| {
        let state = Conversation::replay(log).expect("a log");
        let stored = to_json(&state).expect("JSON");
        let state: Conversation = from_json(stored.as_bytes()).expect("the state");
        let case = context.case(&state).expect("its own facts");
        let sight = |number| {
            case.sight(&plainly_towards(&state, number))
                .expect("a sight")
        };
        let seen = [1, 0].map(|number| sight(number).view(&[]).is_ok());
        let _ = (case.index_row(), state.previous_managers().count());
        seen
    });
    assert!(seen.contains(&true));
}

fn plainly_towards(conversation: &Conversation, number: usize) -> visavis::Relation {
    visavis_benches::plainly(&conversation.pair(), number)
}

/// A log of the review's conversation with so many changes, each by somebody.
fn log(changes: usize, change: impl Fn(usize) -> (PersonId, Value)) -> Vec<ConversationEvent> {
    let launch = Review::default().launch();
    let (organisation, of) = (launch.organisation(), launch.of());
    let all = (0..changes).map(|number| {
        let (by, change) = change(number);
        let event = json!({
            "organisation": organisation, "of": of, "revision": number + 2, "at": moment(number),
            "by": by, "change": change,
            "command": { "id": id::<CommandId>(&format!("command/{number}")), "digest": "5a".repeat(32) },
        });
        from_json(document("conversation_event", &event).as_bytes()).expect("an event")
    });
    std::iter::once(launch.clone()).chain(all).collect()
}

/// So many microseconds into the story.
fn moment(number: usize) -> Instant {
    let after = i64::try_from(number).expect("a number");
    Instant::from_micros(at(NOW).micros() + after).expect("an instant")
}

fn goals(size: usize) -> Vec<ConversationEvent> {
    log(size, |number| {
        (
            person(number % 2),
            json!({ "goal_created": { "goal": format!("goals/{number}") } }),
        )
    })
}

fn notes(size: usize) -> Vec<ConversationEvent> {
    log(size, |number| {
        let notes = json!({ "side": "direct_report", "text": number.to_string() });
        (person(1), json!({ "notes_written": notes }))
    })
}

/// Each time somebody who has never managed it takes over.
fn terms(size: usize) -> Vec<ConversationEvent> {
    log(size, |number| {
        (person(number + 2), json!({ "ownership_taken": {} }))
    })
}

/// Two take over from each other, and the one manager asks to edit meanwhile.
fn terms_again(size: usize) -> Vec<ConversationEvent> {
    log(size, |number| {
        let by = person(2 + number / 2 % 2);
        match number % 2 {
            0 => (by, json!({ "ownership_taken": {} })),
            _ => (by, json!({ "edit_requested": { "side": "manager" } })),
        }
    })
}

/// The direct report asks and is denied, and now and then the manager is.
fn requests(size: usize) -> Vec<ConversationEvent> {
    log(size / 2 * 2, |number| {
        let (side, by) = match number / 2 % 8 {
            0 => ("manager", person(0)),
            _ => ("direct_report", person(1)),
        };
        match number % 2 {
            0 => (by, json!({ "edit_requested": { "side": side } })),
            _ => (admin(), json!({ "edit_denied": { "side": side } })),
        }
    })
}

/// One more command in a conversation that knows many.
fn command_ids(size: usize) {
    let review = Review::default();
    let state = Conversation::replay(&review.log(size)).expect("a log");
    let context = review.context(at(NOW));
    let case = context.case(&state).expect("its own facts");
    let request = Request {
        id: Some(id("command/new")),
        command: Command::CreateGoal("goals/1".into()),
    };
    assert!(measured(|| case.execute(&review.direct_report(), request)).is_ok());
}

/// The first events, then the last one so many times.
fn repeated<E: Wire>(events: &[E], size: usize) -> Vec<E> {
    let read = |event: &E| -> Value {
        serde_json::from_str(&to_json(event).expect("JSON")).expect("JSON")
    };
    let mut all: Vec<_> = events.iter().map(read).collect();
    let mut last = all.pop().expect("an event");
    for number in 0..size {
        let fields = last.pointer_mut("/data").and_then(Value::as_object_mut);
        let fields = fields.expect("an event");
        fields.insert("revision".into(), json!(all.len() + 1));
        fields.insert("at".into(), json!(moment(number)));
        all.push(last.clone());
    }
    let all = all.iter().map(Value::to_string);
    all.map(|json| from_json(json.as_bytes()).expect("an event"))
        .collect()
}

/// A template whose settings have changed often.
fn settings(size: usize) {
    let review = Review::default();
    let (organisation, by) = (&review.organisation, administrator());
    let made = Template::create(organisation, &by, review.draft(), at(NOW)).expect("a template");
    let change = TemplateCommand::ChangeSettings(SettingsDraft {
        name: Some("Another name".into()),
        administrators: Some(Level::CanEdit),
        ..SettingsDraft::default()
    });
    let none = TemplateEvidence::none();
    let changed = made
        .state
        .execute(organisation, &none, &by, change, at(NOW));
    let events: Vec<TemplateEvent> = [made.events, changed.expect("a change").events].concat();
    let log = repeated(&events, size);
    let level = measured(|| {
        let state = Template::replay(&log).expect("a log");
        let stored = to_json(&state).expect("JSON");
        let state: Template = from_json(stored.as_bytes()).expect("the state");
        state.settings(moment(size / 2)).administrators()
    });
    assert_eq!(level, Level::CanEdit);
}

/// A cycle whose end has been moved often, and a conversation in it.
fn cycle_dates(size: usize) {
    let review = Review::default();
    let (organisation, by) = (&review.organisation, administrator());
    let draft = review.cycle_draft();
    let set_up = at("2026-02-02T12:00:00Z");
    let made = Cycle::set_up(organisation, &review.template, &by, draft, set_up);
    let made = made.expect("a cycle");
    let evidence = CycleEvidence {
        template: &review.template,
        roster: None,
        directory: None,
    };
    let command = CycleCommand::MoveEnd("2026-04-03".parse().expect("a date"));
    let moved = (made.state).execute(organisation, &evidence, &by, command, at(NOW));
    let events: Vec<CycleEvent> = [made.events, moved.expect("a change").events].concat();
    let log = repeated(&events, size);
    let conversation = review.fresh();
    let next = measured(|| {
        let cycle = Cycle::replay(&log).expect("a log");
        let stored = to_json(&cycle).expect("JSON");
        let cycle: Cycle = from_json(stored.as_bytes()).expect("the state");
        let context = visavis::Context::new(organisation, &review.template, Some(&cycle), at(NOW));
        let context = context.expect("facts");
        let case = context.case(&conversation).expect("a case");
        (case.timeline().boundaries.len(), case.next_boundary())
    });
    assert!(next.1.is_some());
}

/// An organisation that has moved often, and a conversation in it.
fn zones(size: usize) {
    let mut review = Review::default();
    let mut zone = review.organisation.zone().clone();
    for number in 0..size {
        let name = match number % 2 {
            0 => "Europe/Lisbon",
            _ => "Asia/Kathmandu",
        };
        let early = at("2026-02-03T12:00:00Z").micros() + i64::try_from(number).expect("a number");
        zone.change(
            Instant::from_micros(early).expect("an instant"),
            name.parse().expect("a zone"),
        );
    }
    review.organisation =
        visavis::Org::new(organisation(), zone).with_conversations(Dated::new(true));
    let conversation = Review::default().fresh();
    let stored = to_json(&review.organisation).expect("JSON");
    let next = measured(|| {
        let read: visavis::Org = from_json(stored.as_bytes()).expect("an organisation");
        let (template, cycle) = (&review.template, Some(&review.cycle));
        let context = visavis::Context::new(&read, template, cycle, at(NOW)).expect("facts");
        let case = context.case(&conversation).expect("a case");
        case.next_boundary()
    });
    assert!(next.is_some());
}

/// A template that is undeployed while many of its conversations are in progress.
fn destroyed(size: usize) {
    let review = Review::default();
    let (organisation, by, fresh) = (&review.organisation, administrator(), review.fresh());
    let context = review.context(at(NOW));
    let row = context.case(&fresh).expect("a case").index_row();
    let rows: Vec<_> = (0..size)
        .map(|number| visavis::IndexRow {
            conversation: id::<ConversationId>(&format!("conversation/{number}")),
            ..row
        })
        .collect();
    let evidence = TemplateEvidence {
        rows: &rows,
        cycles: &[&review.cycle],
    };
    let command = TemplateCommand::UndeployAndDestroy {
        conversations: size as u64,
    };
    let gone = measured(|| {
        let template = &review.template;
        let done = template.execute(organisation, &evidence, &by, command, at(NOW));
        let state = done.expect("undeployed").state;
        let stored = to_json(&state).expect("JSON");
        let state: Template = from_json(stored.as_bytes()).expect("the state");
        state.to_purge(&rows).count()
    });
    assert_eq!(gone, size);
}

/// The lists of somebody who may open many conversations.
fn listed(size: usize) {
    let running = Running::new(size, Level::CanView);
    let context = running.context();
    let count = measured(|| {
        let cases: Vec<_> = (running.conversations.iter())
            .map(|conversation| context.case(conversation).expect("its own facts"))
            .collect();
        let sights: Vec<_> = cases
            .iter()
            .map(|case| {
                case.sight(&case.relation(&running.directory, admin()))
                    .expect("a sight")
            })
            .collect();
        let _ = edit_requests(&sights).expect("one person");
        lists(&sights, &running.directory)
            .expect("one person")
            .current
            .len()
    });
    assert_eq!(count, size - 1);
}

/// What somebody may start, of many templates.
fn offered(size: usize) {
    let review = Review::default();
    let templates: Vec<_> = (0..size).map(|_| &review.template).collect();
    let pair = review.pair();
    let by = visavis::Actor::vouched(organisation(), person(0), true);
    let offered = measured(|| offers(&review.organisation, &templates, &by, [pair], at(NOW)));
    assert!(offered.is_ok());
}
