//! The corpus passes, shows every rule and meets every refusal.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by panicking"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use visavis::Rule;
use visavis::refusal::Reason;
use visavis_conformance::{Shown, Through, finish_c, play, read, scenario_files};

const SCENARIOS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");

/// What the scenarios that pass show, with those that do not.
static PLAYED: LazyLock<(Shown, Vec<String>)> = LazyLock::new(play_all);

fn play_all() -> (Shown, Vec<String>) {
    let mut all = Shown::default();
    let mut failed = Vec::new();
    for file in scenario_files(Path::new(SCENARIOS)).expect("the scenarios") {
        let path = file.display();
        match read(&file) {
            Err(fault) => failed.push(format!("{path}: {fault}")),
            Ok(scenario) => match play(&scenario, Through::Rust, false) {
                Err(fault) => failed.push(format!("{path}: {fault:#?}")),
                Ok(shown) => {
                    all.rules.extend(scenario.rules());
                    all.codes.extend(shown.codes);
                }
            },
        }
    }
    (all, failed)
}

#[test]
fn every_scenario_passes() {
    let (shown, failed) = &*PLAYED;
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(!shown.rules.is_empty(), "there is no scenario");
}

/// Python needs its package installed first: `make scenarios` plays all languages side by side.
#[test]
fn every_scenario_passes_through_c() {
    let files = scenario_files(Path::new(SCENARIOS)).expect("the scenarios");
    for file in files {
        let scenario = read(&file).expect("a scenario");
        let played = play(&scenario, Through::C, false);
        assert!(played.is_ok(), "{}: {played:#?}", file.display());
    }
    assert_eq!(finish_c(), Ok(()));
}

#[test]
fn every_rule_has_a_scenario() {
    let (shown, _) = &*PLAYED;
    let missing: Vec<_> = Rule::ALL
        .iter()
        .filter(|rule| !shown.rules.contains(rule))
        .collect();
    assert!(
        missing.is_empty(),
        "{} rules without a scenario: {missing:?}",
        missing.len()
    );
}

#[test]
fn every_refusal_is_met() {
    let (shown, _) = &*PLAYED;
    let codes: BTreeSet<_> = Reason::REGISTRY.iter().map(|known| known.code).collect();
    let missing: Vec<_> = codes.difference(&shown.codes).collect();
    assert!(
        missing.is_empty(),
        "{} codes without a scenario: {missing:?}",
        missing.len()
    );
}
