//! A small company, searched breadth first: every command that anyone can give at every boundary, and
//! what has to hold in every state and on every step (a few thousand states here; set
//! `VISAVIS_STATES` for more, and build it for release).

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test stops where it fails, and says how far it came"
)]
#![allow(
    clippy::disallowed_types,
    reason = "a set of what was met, whose order nobody reads"
)]

/// Everything public: the tests look at all of it.
#[allow(unused_imports, reason = "not each of them looks at everything")]
mod all {
    pub(crate) use visavis::{
        calendar::*, command::*, conversation::*, cycle::*, id::*, org::*, refusal::*, sight::*,
        template::*, time::*, *,
    };
}
mod keeps;
mod world;

use std::collections::HashSet;

use world::State;

/// How many distinct states are wanted where nothing else is said.
const STATES: usize = 5_000;

#[test]
fn every_state_of_a_small_world() {
    keeps_its_promises(false);
}

#[test]
fn every_state_where_answers_lock_on_share() {
    keeps_its_promises(true);
}

fn keeps_its_promises(lock_on_share: bool) {
    let wanted = match std::env::var("VISAVIS_STATES") {
        Ok(number) => number.parse().expect("a number of states"),
        Err(_) => STATES,
    };
    let found = search(lock_on_share, wanted);
    let all = if found.closed {
        "which is all of them"
    } else {
        "and there are more"
    };
    println!(
        "lock on share {lock_on_share}: {} distinct states, {} steps, {all}",
        found.states, found.steps,
    );
    assert!(found.closed || found.states >= wanted);
    // A world in which nothing can be done would keep every promise.
    for kind in world::Step::KINDS {
        let done = found.done.contains(kind);
        assert!(done || found.states < 100_000, "nobody could ever {kind}");
    }
}

struct Found {
    states: usize,
    steps: usize,
    closed: bool,
    /// The kinds of steps that could be taken.
    done: HashSet<&'static str>,
}

/// The states in the order of the steps that lead to them, each met once.
fn search(lock_on_share: bool, wanted: usize) -> Found {
    let first = State::first(lock_on_share);
    let mut met = HashSet::from([first.key()]);
    let mut done = HashSet::new();
    let mut layer = vec![first];
    let mut steps = 0;
    while !layer.is_empty() && met.len() < wanted {
        let mut next = Vec::new();
        for state in &layer {
            if met.len() >= wanted {
                break;
            }
            keeps::in_state(state);
            for step in state.steps() {
                let Some(after) = state.after(&step) else {
                    continue;
                };
                steps += 1;
                done.insert(step.kind());
                keeps::on_step(state, &step, &after);
                if met.insert(after.key()) {
                    next.push(after);
                }
            }
        }
        layer = next;
    }
    Found {
        states: met.len(),
        steps,
        closed: layer.is_empty(),
        done,
    }
}
