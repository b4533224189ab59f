use std::thread;

use tempfile::TempDir;
use visavis::command::WrittenNotes;
use visavis::conversation::{ConversationChange, ConversationEvent, ConversationOutcome};
use visavis::cycle::{Participants, Schedule};
use visavis::id::ConversationId;
use visavis::{Command, Cycle, CycleCommand, Directory, Template};

use super::*;
use crate::host::{self, Company};
use crate::office;
use crate::people::{self, person};

const GAIL: u32 = 5;
const ROBERTO: u32 = 3;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// A company in the middle of its cycle, in a folder that goes away with the test.
fn company(folder: &TempDir) -> (Company, Store, ConversationId) {
    let store = Store::create(&database(folder)).unwrap();
    let schedule = Schedule {
        start: "2026-01-15".parse().unwrap(),
        end: "2026-06-30".parse().unwrap(),
        grace_days: 10,
        lock_on_share: true,
        review: None,
        locks: Vec::new(),
    };
    let (everyone, now) = (Participants::Everyone, at("2026-01-05T18:00:00Z"));
    let company = Company::set_up(&store, schedule, everyone, now).unwrap();
    host::wake(&company, &store, at("2026-01-15T08:00:00Z")).unwrap();
    let review = store.of_pair(person(GAIL), person(ROBERTO)).unwrap();
    let [review] = &review[..] else {
        panic!("one review for a pair")
    };
    (company, store, review.id())
}

fn database(folder: &TempDir) -> PathBuf {
    folder.path().join("test.db")
}

fn notes(text: &str) -> Command {
    Command::WriteNotes(WrittenNotes(text.to_owned()))
}

fn now() -> Instant {
    at("2026-03-01T12:00:00Z")
}

/// Whose notes were written, in the order of the log.
fn writers(store: &Store, review: ConversationId) -> Vec<u64> {
    let events: Vec<ConversationEvent> = store.events::<Conversation, _>(review).unwrap();
    let notes = events
        .iter()
        .filter(|event| matches!(event.change(), ConversationChange::NotesWritten { .. }));
    notes.map(ConversationEvent::revision).collect()
}

#[test]
fn of_two_writers_the_second_is_refused_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (company, one, review) = company(&folder);
    let other = Store::open(&database(&folder)).unwrap();

    let read: Conversation = one.load(review).unwrap();
    let decide = |by, text: &str| -> ConversationOutcome {
        host::decide(&company, &read, person(by), notes(text), now()).unwrap()
    };
    let (first, second) = (decide(GAIL, "hers"), decide(ROBERTO, "his"));
    one.write(|writer| writer.keep(&first)).unwrap();
    let stale = other.write(|writer| writer.keep(&second));
    assert!(matches!(stale, Err(Fault::Stale)), "{stale:?}");

    // What was refused has left no trace.
    let stored: Conversation = other.load(review).unwrap();
    assert_eq!(stored, first.state);
    assert_eq!(writers(&other, review), [2]);

    // Read and decided again it goes through, and both are there.
    let after = host::act(
        &company,
        &other,
        review,
        person(ROBERTO),
        notes("his"),
        now(),
    )
    .unwrap()
    .conversation;
    assert_eq!(one.load::<Conversation>(review).unwrap(), after);
    assert_eq!(writers(&one, review), [2, 3]);
    let view = host::see(&company, &after, person(GAIL), now(), |sight| {
        sight.view(&[])
    });
    let texts: Vec<_> = view
        .unwrap()
        .notes
        .into_iter()
        .map(|notes| notes.text)
        .collect();
    assert_eq!(
        texts.iter().map(|text| text.as_str()).collect::<Vec<_>>(),
        ["hers", "his"]
    );
}

#[test]
fn an_aggregate_is_created_once_and_a_deleted_one_does_not_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let (company, store, review) = company(&folder);
    let events: Vec<ConversationEvent> = store.events::<Conversation, _>(review).unwrap();
    let state: Conversation = store.load(review).unwrap();
    let again = store.write(|writer| writer.append(&state, &events));
    assert!(matches!(again, Err(Fault::Stale)), "{again:?}");

    let late = host::decide(&company, &state, person(GAIL), notes("too late"), now()).unwrap();
    store
        .0
        .execute("DELETE FROM state WHERE id = ?1", [review.to_string()])
        .unwrap();
    let purged = store.write(|writer| writer.keep(&late));
    assert!(matches!(purged, Err(Fault::Stale)), "{purged:?}");
    assert_eq!(store.find::<Conversation>(review).unwrap(), None);
}

#[test]
fn a_transaction_is_kept_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let (company, store, review) = company(&folder);
    let state: Conversation = store.load(review).unwrap();
    let done = host::decide(&company, &state, person(GAIL), notes("hers"), now()).unwrap();
    let failed: Result<(), _> = store.write(|writer| {
        writer.keep(&done)?;
        // The same once more: stale by then.
        writer.keep(&done)
    });
    assert!(matches!(failed, Err(Fault::Stale)), "{failed:?}");
    assert_eq!(store.load::<Conversation>(review).unwrap(), state);
    assert!(writers(&store, review).is_empty());
}

#[test]
fn many_writers_at_once_lose_nothing() {
    const EACH: usize = 25;
    let folder = tempfile::tempdir().unwrap();
    let (company, store, review) = company(&folder);
    thread::scope(|scope| {
        for by in [GAIL, ROBERTO] {
            let (company, path) = (&company, database(&folder));
            scope.spawn(move || {
                let own = Store::open(&path).unwrap();
                for count in 0..EACH {
                    let command = notes(&format!("{by}: {count}"));
                    host::act(company, &own, review, person(by), command, now()).unwrap();
                }
            });
        }
    });
    let events: Vec<ConversationEvent> = store.events::<Conversation, _>(review).unwrap();
    let stored: Conversation = store.load(review).unwrap();
    assert_eq!(events.len(), 1 + 2 * EACH);
    assert_eq!(Conversation::replay(&events).unwrap(), stored);
    for by in [GAIL, ROBERTO] {
        let own = events.iter().filter(|event| event.by() == Some(person(by)));
        assert_eq!(own.count(), EACH);
    }
}

#[test]
fn everything_is_read_back_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let (before, store, _) = company(&folder);
    drop(store);
    let store = Store::open(&database(&folder)).unwrap();
    let after = Company::load(&store).unwrap();
    assert_eq!(after.org, before.org);
    assert_eq!(after.employees, before.employees);
    assert_eq!(after.employees.len(), 290);
    assert_eq!(after.review, before.review);
    assert_eq!(after.cycle, before.cycle);
    for template in [&after.review, &after.check_in] {
        let events: Vec<visavis::template::TemplateEvent> =
            store.events::<Template, _>(template.id()).unwrap();
        assert_eq!(&Template::replay(&events).unwrap(), template);
    }
    let events: Vec<visavis::cycle::CycleEvent> =
        store.events::<Cycle, _>(people::cycle()).unwrap();
    assert_eq!(Cycle::replay(&events).unwrap(), after.cycle);
}

#[test]
fn rolling_out_twice_gives_the_same_conversations() {
    let folder = tempfile::tempdir().unwrap();
    let (company, store, _) = company(&folder);
    let first = store.of_cycle(people::cycle()).unwrap();
    let events = store.count_events().unwrap();
    host::show_directory(&company, &store, now()).unwrap();
    assert_eq!(first.len(), 289);
    assert_eq!(store.of_cycle(people::cycle()).unwrap(), first);
    assert_eq!(store.count_events().unwrap(), events);
}

#[test]
fn who_joins_late_gets_a_review_at_the_top_of_the_hour() {
    let folder = tempfile::tempdir().unwrap();
    let (mut company, store, _) = company(&folder);
    let mut employees = people::employees().unwrap();
    employees.push(Employee {
        number: 291,
        email: "ana0@adventure-works.com".to_owned(),
        department: "Engineering".to_owned(),
        division: "Research and Development".to_owned(),
        manager: Some(ROBERTO),
        active: true,
    });
    company.directory = Directory::load_strict(people::directory(&employees)).unwrap();
    host::show_directory(&company, &store, at("2026-03-01T12:20:00Z")).unwrap();
    assert!(
        store
            .of_pair(person(291), person(ROBERTO))
            .unwrap()
            .is_empty()
    );
    let hour = at("2026-03-01T13:00:00Z");
    assert_eq!(store.next_wake().unwrap(), Some(hour));
    host::wake(&company, &store, hour).unwrap();
    let reviews = store.of_pair(person(291), person(ROBERTO)).unwrap();
    assert_eq!(reviews.len(), 1);
    assert_eq!(store.next_wake().unwrap(), Some(at("2026-07-01T07:00:00Z")));
}

#[test]
fn what_is_due_is_found_by_its_row() {
    let folder = tempfile::tempdir().unwrap();
    let (company, store, _) = company(&folder);
    let end = at("2026-07-01T07:00:00Z");
    let just_before = Instant::from_micros(end.micros() - 1).unwrap();
    assert_eq!(store.next_wake().unwrap(), Some(end));
    assert!(store.due(just_before).unwrap().is_empty());
    assert_eq!(store.due(end).unwrap().len(), 289);

    // A check-in that is due before is found first.
    let now = at("2026-03-02T17:00:00Z");
    let started = host::start(&company, &store, person(GAIL), person(ROBERTO), now).unwrap();
    let due = at("2026-03-17T07:00:00Z");
    assert_eq!(store.next_wake().unwrap(), Some(due));
    assert_eq!(store.due(due).unwrap(), [started]);

    // Once time has been seen to, nothing is due any more.
    host::wake(&company, &store, end).unwrap();
    assert_eq!(store.next_wake().unwrap(), Some(at("2026-07-11T07:00:00Z")));
    host::wake(&company, &store, at("2026-07-11T07:00:00Z")).unwrap();
    assert_eq!(store.next_wake().unwrap(), None);
}

#[test]
fn a_preview_keeps_nothing_and_a_moved_end_moves_every_row() {
    let folder = tempfile::tempdir().unwrap();
    let (mut company, store, _) = company(&folder);
    let (paula, planned) = (person(people::SUPER_ADMIN), at("2026-07-01T07:00:00Z"));
    let later = || CycleCommand::MoveEnd("2026-07-15".parse().unwrap());
    let events = store.count_events().unwrap();

    let preview = office::preview_change(&company, &store, paula, later(), now()).unwrap();
    // Paula is a participant too, and is shown the others' as well.
    assert_eq!(preview.conversations.len(), 289);
    assert_eq!(store.count_events().unwrap(), events);
    assert_eq!(store.next_wake().unwrap(), Some(planned));

    office::change_cycle(&mut company, &store, paula, later(), now()).unwrap();
    let end = at("2026-07-16T07:00:00Z");
    assert_eq!(store.next_wake().unwrap(), Some(end));
    assert!(store.due(planned).unwrap().is_empty());
    assert_eq!(store.due(end).unwrap().len(), 289);
    assert_eq!(store.load::<Cycle>(people::cycle()).unwrap(), company.cycle);

    // Nobody else may.
    let gail = office::change_cycle(&mut company, &store, person(GAIL), later(), now());
    assert_eq!(
        gail.unwrap_err().refusal().unwrap().code(),
        "not-super-admin"
    );
}

#[test]
fn who_leaves_is_followed_by_the_new_manager_of_each_review() {
    let folder = tempfile::tempdir().unwrap();
    let (mut company, store, review) = company(&folder);
    let terri = 2;
    let mut changed: Vec<_> = company.employees.values().cloned().collect();
    changed.retain(|one| one.number == ROBERTO || one.manager == Some(ROBERTO));
    for one in &mut changed {
        match one.number {
            ROBERTO => one.active = false,
            _ => one.manager = Some(terri),
        }
    }
    let reports = changed.len() - 1;
    let prompts = office::change_people(&mut company, &store, changed, now()).unwrap();
    assert_eq!(prompts.len(), reports);
    assert!(prompts.iter().all(|prompt| prompt.to == person(terri)));
    // As a host finds it when it starts again.
    assert_eq!(Company::load(&store).unwrap().employees, company.employees);

    let take = |by| host::act(&company, &store, review, by, Command::TakeOwnership, now());
    assert!(take(person(ROBERTO)).is_err());
    assert_eq!(
        take(person(terri)).unwrap().conversation.manager(),
        person(terri)
    );
    assert_eq!(store.of_pair(person(GAIL), person(terri)).unwrap().len(), 1);
    // Who managed before finds it still.
    let own = |who| host::own(&company, &store, person(who), now()).unwrap();
    let listed = |rows: &[visavis::report::Row]| rows.iter().any(|row| row.conversation == review);
    assert!(listed(&own(terri).current) && listed(&own(GAIL).current));
    let of_roberto = store.of_person(person(ROBERTO)).unwrap();
    assert!(of_roberto.iter().any(|one| one.id() == review));
}

#[test]
fn undeploying_purges_and_nothing_begins_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut company, store, review) = company(&folder);
    let other = Store::open(&database(&folder)).unwrap();
    let (ada, template) = (person(people::SUPER_ADMIN), company.check_in.id());
    let (gail, roberto) = (person(GAIL), person(ROBERTO));
    let started = host::start(&company, &store, gail, roberto, now()).unwrap();

    // Another process has decided on a start by the time that the template is undeployed.
    let pair = company.directory.pair(gail, roberto).unwrap();
    let start = visavis::Start {
        conversation: ConversationId::from_bytes([7; 16]),
        pair,
        id: None,
    };
    let context = visavis::Context::new(&company.org, &company.check_in, None, now()).unwrap();
    let decided = context
        .start(&company.directory.actor(gail), start, None)
        .unwrap();
    let mut here = Company::load(&store).unwrap();
    let miscounted = office::undeploy(&mut here, &store, ada, template, 2, now());
    assert_eq!(
        miscounted.unwrap_err().refusal().unwrap().code(),
        "destroyed-miscounted"
    );
    let purged = office::undeploy(&mut here, &store, ada, template, 1, now()).unwrap();
    assert_eq!(purged, 1);
    let late = other.write(|writer| {
        writer.depends_on(template, decided.template_revision)?;
        writer.keep(&decided.conversation)
    });
    assert!(matches!(late, Err(Fault::Stale)), "{late:?}");

    // Decided again it is refused, by a host too that has not heard of it yet.
    let refused = host::start(&company, &other, gail, roberto, now()).unwrap_err();
    assert_eq!(refused.refusal().unwrap().code(), "not-deployed");
    assert!(store.of_template(template).unwrap().is_empty());
    let events: Vec<ConversationEvent> = store.events::<Conversation, _>(started.id()).unwrap();
    assert!(events.is_empty());

    // With the reviews it is the same, and a destroyed one is to people as none (TPL-13).
    let before: Conversation = store.load(review).unwrap();
    let template = company.review.id();
    office::undeploy(&mut company, &store, ada, template, 289, now()).unwrap();
    assert!(store.of_cycle(people::cycle()).unwrap().is_empty());
    host::wake(&company, &store, now()).unwrap();
    let gone = host::see(&company, &before, gail, now(), |sight| sight.view(&[]));
    assert_eq!(gone.unwrap_err().refusal().unwrap().code(), "not-found");
    assert!(
        host::own(&company, &store, gail, now())
            .unwrap()
            .current
            .is_empty()
    );
}

#[test]
fn open_requests_are_found_by_their_rows() {
    let folder = tempfile::tempdir().unwrap();
    let (company, store, review) = company(&folder);
    let now = at("2026-07-13T17:00:00Z");
    let act = |by, command| host::act(&company, &store, review, person(by), command, now);
    act(GAIL, Command::RequestEdit).unwrap();
    let asked: Vec<_> = store
        .edit_requested()
        .unwrap()
        .iter()
        .map(Conversation::id)
        .collect();
    assert_eq!(asked, [review]);

    let (day, five) = ("2026-07-13".parse().unwrap(), at("2026-07-14T00:00:00Z"));
    let digest = |who, now| office::digest(&company, &store, person(who), day, now).unwrap();
    assert_eq!(digest(people::SUPER_ADMIN, five).unwrap().at, five);
    assert_eq!(digest(people::SUPER_ADMIN, now), None);
    assert_eq!(digest(ROBERTO, five), None);

    act(
        people::SUPER_ADMIN,
        Command::DenyEdit(visavis::Side::DirectReport),
    )
    .unwrap();
    assert!(store.edit_requested().unwrap().is_empty());
}

#[test]
fn an_id_that_stands_for_nothing_is_refused_like_a_stranger() {
    let folder = tempfile::tempdir().unwrap();
    let (company, store, review) = company(&folder);
    let nothing = ConversationId::from_bytes([7; 16]);
    let refused = |conversation, who| {
        let done = host::act(
            &company,
            &store,
            conversation,
            person(who),
            notes("?"),
            now(),
        );
        done.unwrap_err().refusal().cloned().unwrap()
    };
    // Rob is somebody else's colleague; Gail is at home, but not there.
    assert_eq!(refused(review, 4), refused(nothing, GAIL));
}

#[test]
fn a_new_database_takes_the_place_of_an_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let (_, store, _) = company(&folder);
    drop(store);
    let store = Store::create(&database(&folder)).unwrap();
    assert_eq!(store.count_events().unwrap(), 0);
    assert!(Store::create(&folder.path().join("missing/test.db")).is_err());
}
