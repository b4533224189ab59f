//! What is too long takes little room (XCT-6): live memory under a counting allocator.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops where its facts do not stand, and says what it measured"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;

use visavis::ask::ask;
use visavis::id::QuestionId;
use visavis::{Command, Error, Request, TemplateDraft, from_json, to_json};
use visavis_benches::{Review, at, id};

struct Counting;

thread_local! {
    static LIVE: Cell<i64> = const { Cell::new(0) };
    static MOST: Cell<i64> = const { Cell::new(0) };
}

fn count(more: usize, less: usize) {
    let signed = |bytes| i64::try_from(bytes).unwrap_or(i64::MAX);
    let live = LIVE.get() + signed(more) - signed(less);
    LIVE.set(live);
    MOST.set(MOST.get().max(live));
}

// SAFETY: everything is handed on to the system's allocator; counting touches plain numbers of the
// thread, which themselves never allocate.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Both blocks can be there for a moment.
        count(size, 0);
        count(0, layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.realloc(memory, layout, size) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        count(0, layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// How many bytes something holds at most at a time, beside what there was before, and what it gives.
fn held<R>(work: impl FnOnce() -> R) -> (i64, R) {
    let before = LIVE.get();
    MOST.set(before);
    let given = black_box(work());
    (MOST.get() - before, given)
}

const MILLION: usize = 1_000_000;

/// A save of so many answers, each with an answer as it stands in JSON.
fn save(count: usize, answer: &str) -> String {
    let question: QuestionId = id("question");
    let one = format!(r#"{{"question":"{question}","answer":{answer}}}"#);
    let answers = vec![one; count].join(",");
    format!(r#"{{"visavis":"command","version":1,"data":{{"command":{{"save":[{answers}]}}}}}}"#)
}

#[test]
fn a_million_answers_take_no_more_room_than_one_too_many() {
    let review = Review::default();
    let (context, fresh) = (review.context(at("2026-03-12T12:00:00Z")), review.fresh());
    let case = context.case(&fresh).expect("its own facts");
    let by = review.direct_report();
    let refused = |json: &str| {
        let refused = held(|| {
            let request: Request<Command> = from_json(json.as_bytes()).expect("a command");
            case.execute(&by, request)
        });
        let code = match refused.1 {
            Err(Error::Refused(refusal)) => refusal.code(),
            _ => "none",
        };
        assert_eq!(code, "too-many-answers");
        refused.0
    };
    let (few, many) = (
        refused(&save(201, r#"{"paragraph":"Well."}"#)),
        refused(&save(MILLION, r#"{"paragraph":"Well."}"#)),
    );
    println!("a save of 201 answers: {few} bytes; of a million: {many}");
    assert!(many <= few && few < 1 << 17, "{few} bytes, then {many}");
}

#[test]
fn a_million_answers_in_the_one_call_take_no_more_room_either() {
    let review = Review::default();
    let stored = |json: Result<String, Error>| json.expect("JSON");
    let context = format!(
        r#"{{"organisation":{},"template":{},"cycle":{},"now":"2026-03-12T12:00:00Z"}}"#,
        stored(to_json(&review.organisation)),
        stored(to_json(&review.template)),
        stored(to_json(&review.cycle)),
    );
    let (conversation, relation) = (
        stored(to_json(&review.fresh())),
        stored(to_json(&review.direct_report())),
    );
    let asked = |count| {
        let command = save(count, "null");
        let request = format!(
            r#"{{"ask":{{"command":{{"context":{context},"conversation":{conversation},"by":{{"relation":{relation}}},"command":{command}}}}}}}"#
        );
        let (bytes, answer) = held(|| ask(None, request.as_bytes()));
        assert!(answer.contains(r#""code":"too-many-answers""#), "{answer}");
        bytes
    };
    let (few, many) = (asked(201), asked(MILLION));
    println!("asked with 201 answers: {few} bytes; with a million: {many}");
    assert!(many <= few && few < 1 << 19, "{few} bytes, then {many}");
}

/// What is refused for its length is held while it is read, and what is wrong with it is not: the room is
/// in proportion to the document.
#[test]
fn what_is_refused_holds_little_beside_its_document() {
    let review = Review::default();
    let admin = visavis_benches::administrator();
    for (what, count) in [("questions", 100_000), ("options", MILLION)] {
        let mut draft = review.draft();
        let list = &mut draft.content.manager;
        match what {
            "questions" => *list = vec![list.first().expect("a question").clone(); count],
            _ => {
                let options = vec![String::new(); count];
                list.first_mut().expect("a question").kind =
                    visavis::template::QuestionKindDraft::MultiSelect { options };
            }
        }
        let json = to_json(&draft).expect("JSON");
        drop(draft);
        let (bytes, refused) = held(|| {
            let draft: TemplateDraft = from_json(json.as_bytes()).expect("a draft");
            visavis::Template::create(
                &review.organisation,
                &admin,
                draft,
                at("2026-02-02T12:00:00Z"),
            )
        });
        let times = bytes.unsigned_abs().div_ceil(json.len() as u64);
        println!("a template of {count} {what}: {bytes} bytes, {times} times its document");
        assert!(
            refused.is_err() && times <= 20,
            "{what}: {times} times its document"
        );
    }
}
