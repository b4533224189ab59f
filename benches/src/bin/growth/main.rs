//! One piece of work of a given size, for a profiler to count the instructions of.
//!
//! `growth.sh` runs it twice, the second time ten times as large. What counts happens within
//! [`measured`]; what has to be made for it happens before.
#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a measurement that cannot be made should say so and stop"
)]

mod floods;

use std::hint::black_box;
use std::process::ExitCode;

use visavis::template::Level;
use visavis::{Conversation, Directory, Instant, Roster};
use visavis_benches::{Review, Running, at, csv, departments, directory, list, people};

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [work, size] = &arguments[..] else {
        return usage();
    };
    let Ok(size) = size.parse() else {
        return usage();
    };
    match work.as_str() {
        "directory" => {
            let people = people(size);
            drop(measured(|| Directory::load(people)));
        }
        "list" => {
            let (directory, csv) = (directory(size), csv(size));
            let list = measured(|| directory.read_list(csv.as_bytes()));
            assert_eq!(list.expect("a list").people.len(), size);
        }
        "roll-out" => roll_out(&Review::default(), size, size - 1),
        "roll-out-list" => roll_out(&Review::of(list(size)), size, size / 2),
        "roll-out-departments" => {
            let review = Review::of(departments(size));
            roll_out(&review, size, size - 20);
        }
        "prospects" => prospects(size),
        "second-roll-out" => second_roll_out(size),
        "preview" => {
            let running = Running::new(size, Level::CanView);
            let preview = measured(|| running.preview_of_end());
            assert_eq!(preview.conversations.len(), size - 1);
        }
        "preview-unseen" => {
            let running = Running::new(size, Level::NoAccess);
            let preview = measured(|| running.preview_of_end());
            assert!(!preview.moved.is_empty() && preview.conversations.is_empty());
        }
        "preview-level" => {
            let running = Running::new(size, Level::CanView);
            let preview = measured(|| running.preview_of_level());
            assert_eq!(preview.conversations.len(), size - 1);
        }
        "next-boundary" => {
            let running = Running::new(size, Level::CanView);
            let end = measured(|| next_boundaries(&running));
            assert_eq!(end, (size - 1, Some(at("2026-03-28T03:00:00Z"))));
        }
        "replay" => {
            let log = Review::default().log(size);
            drop(measured(|| Conversation::replay(&log)));
        }
        work if floods::run(work, size) => {}
        _ => return usage(),
    }
    ExitCode::SUCCESS
}

/// The first roll-out: every conversation, its event and row, and the roster.
fn roll_out(review: &Review, size: usize, launched: usize) {
    let directory = directory(size);
    let context = review.context(at("2026-03-02T12:00:00Z"));
    let rolled_out = measured(|| context.roll_out(None, &directory)).expect("a roll-out");
    assert_eq!(rolled_out.launched.len(), launched);
}

/// Reading the roster's log and rolling out to the same directory again.
fn second_roll_out(size: usize) {
    let (review, directory) = (Review::default(), directory(size));
    let context = review.context(at("2026-03-02T12:00:00Z"));
    let first = context.roll_out(None, &directory).expect("a roll-out");
    let second = measured(|| {
        let roster =
            Roster::replay(&first.roster.as_ref().expect("launched").events).expect("a log");
        context.roll_out(Some(&roster), &directory)
    });
    assert!(second.expect("a roll-out").launched.is_empty());
}

/// Asking what a roll-out to departments would come to.
fn prospects(size: usize) {
    let (review, directory) = (Review::of(departments(size)), directory(size));
    let context = review.context(at("2026-03-02T12:00:00Z"));
    let prospects = measured(|| context.prospects(None, &directory)).expect("prospects");
    assert_eq!(prospects.people.len(), size);
}

/// How many conversations have a boundary ahead, and the first of these.
fn next_boundaries(running: &Running) -> (usize, Option<Instant>) {
    let context = running.context();
    let next = running.conversations.iter().filter_map(|conversation| {
        let case = context.case(conversation);
        case.expect("its own facts").next_boundary()
    });
    next.fold((0, None), |(count, first), next| {
        (
            count + 1,
            Some(first.map_or(next, |first: Instant| first.min(next))),
        )
    })
}

#[inline(never)]
fn measured<R>(work: impl FnOnce() -> R) -> R {
    black_box(work())
}

fn usage() -> ExitCode {
    eprintln!("usage: growth WORK SIZE, with a work of growth.sh");
    ExitCode::FAILURE
}
