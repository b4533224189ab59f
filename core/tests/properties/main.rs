//! What holds whatever is handed in: properties over generated stories, the limits at their edges,
//! and bad input by name.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

/// Everything public: the tests look at all of it.
#[allow(unused_imports, reason = "not each of them looks at everything")]
mod all {
    pub(crate) use visavis::{
        calendar::*, command::*, conversation::*, cycle::*, digest::*, error::*, id::*, limits::*,
        notify::*, org::*, preview::*, refusal::*, report::*, rule::*, sight::*, template::*,
        time::*, wire::*, *,
    };
}
mod approvals;
mod bad_input;
mod boundaries;
mod door;
mod faults;
mod inactive;
mod limits;
mod mixed;
mod moments;
mod people;
mod previews;
mod replay;
mod robust;
mod secrecy;
mod story;
mod world;

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

/// Runs a property over at least so many cases; `PROPTEST_CASES` asks for more.
fn check<S: Strategy>(
    cases: u32,
    strategy: S,
    property: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let asked = asked.and_then(|cases| cases.parse().ok()).unwrap_or(0);
    let config = Config {
        cases: cases.max(asked),
        failure_persistence: None,
        ..Config::default()
    };
    if let Err(failure) = TestRunner::new(config).run(&strategy, property) {
        panic!("{failure}");
    }
}

/// How often something came up, by name.
#[derive(Debug, Default)]
struct Counts(RefCell<BTreeMap<String, usize>>);

impl Counts {
    fn note(&self, name: impl Into<String>) {
        *self.0.borrow_mut().entry(name.into()).or_default() += 1;
    }

    fn of(&self, name: &str) -> usize {
        self.0.borrow().get(name).copied().unwrap_or_default()
    }

    fn at_least(&self, least: usize, names: &[&str]) {
        for name in names {
            let count = self.of(name);
            assert!(count >= least, "only {count} of {name}: {:#?}", self.0);
        }
    }
}
