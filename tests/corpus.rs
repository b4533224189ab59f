//! The corpus passes, shows every rule and meets every refusal.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by panicking"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::{Value, json};
use visavis::{Reason, Rule};
use visavis_conformance::{Scenario, Shown, Through, finish_c, play, read, scenario_files};

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
            Ok(scenario) => match play(&scenario, Through::Rust) {
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
        let played = play(&scenario, Through::C);
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
    let codes: BTreeSet<_> = Reason::REGISTRY.iter().map(|&(code, _)| code).collect();
    let missing: Vec<_> = codes.difference(&shown.codes).collect();
    assert!(
        missing.is_empty(),
        "{} codes without a scenario: {missing:?}",
        missing.len()
    );
}

/// A small scenario with these steps: Ana reports to Ben, and a check-in has a question each.
fn scenario(steps: &Value) -> Value {
    json!({
        "about": "a check-in",
        "rules": ["XCT-1"],
        "given": {
            "people": [
                { "id": "@ana", "name": "Ana", "manager": "@ben" },
                { "id": "@ben", "name": "Ben" },
            ],
            "templates": [{
                "id": "@check-in", "kind": "anytime", "settings": { "name": "Check-in" },
                "content": {
                    "format": "bi_directional",
                    "direct_report": [{ "id": "@how", "text": "How?", "mandatory": true, "kind": { "paragraph": {} } }],
                    "manager": [{ "id": "@what", "text": "What?", "kind": { "paragraph": {} } }],
                },
            }],
        },
        "steps": steps,
    })
}

fn start() -> Value {
    json!({
        "at": "2026-03-02T12:00:00Z", "by": "@ana",
        "do": { "start": { "template": "@check-in", "with": "@ben", "as": "@talk" } },
        "shows": ["XCT-1"], "events": [{ "revision": 1 }],
    })
}

fn outcome(document: &Value) -> Result<(), String> {
    let scenario = Scenario::parse(document.to_string().as_bytes())?;
    play(&scenario, Through::Rust)
        .map(|_| ())
        .map_err(|fault| fault.problem)
}

/// The scenario of a start and one more step.
fn with(step: &Value) -> Value {
    scenario(&json!([start(), step]))
}

const NOON: &str = "2026-03-02T12:00:00Z";

#[test]
fn right_expectations_pass() {
    for step in [
        json!({ "at": NOON, "by": "@ana", "see": { "view": { "of": "@talk" } },
            "holds": { "standing": "direct_report", "frame": { "manager": "@ben" } },
            "lacks": ["@what", "What?"] }),
        json!({ "at": NOON, "by": "@ana", "do": { "command": { "on": "@talk", "command": "share" } },
            "refused": { "code": "answers-missing", "rule": "ANS-3", "faults": [{ "parameters": { "question": "@how" } }] } }),
        json!({ "at": NOON, "by": "@admin", "see": { "view": { "of": "@talk" } },
            "refused": { "code": "not-found", "rule": "VIS-16" } }),
        json!({ "at": NOON, "by": "@ana", "do": { "command": { "on": "@talk", "command": "shout" } },
            "error": { "kind": "json", "path": "data.command" } }),
        json!({ "at": "now", "by": "@ana", "see": "lists", "error": { "kind": "time" } }),
        json!({ "see": { "relation": { "of": "@ana" } }, "text":
            r#"{"visavis":"relation","version":1,"data":{"organisation":"@acme","person":"@ana","active":true,"super_admin":false}}"# }),
        json!({ "read": { "kind": "conversation", "bytes": [123, 255] }, "error": { "kind": "utf8", "at": 1 } }),
        json!({ "replay": { "of": { "conversation": "@talk" }, "edits": [{ "again": "/0" }] },
            "error": { "kind": "log", "position": 1 } }),
    ] {
        assert_eq!(outcome(&with(&step)), Ok(()), "{step}");
    }
}

#[test]
fn wrong_expectations_fail() {
    let view = |expected: Value| {
        let mut step = json!({ "at": NOON, "by": "@ana", "see": { "view": { "of": "@talk" } } });
        let fields = step.as_object_mut().expect("an object");
        fields.extend(expected.as_object().expect("an object").clone());
        step
    };
    let share = |expected: Value| {
        let mut step = json!({ "at": NOON, "by": "@ana", "do": { "command": { "on": "@talk", "command": "share" } } });
        let fields = step.as_object_mut().expect("an object");
        fields.extend(expected.as_object().expect("an object").clone());
        step
    };
    for (step, said) in [
        (
            view(json!({ "holds": { "standing": "manager" } })),
            "at `/standing`",
        ),
        (
            view(json!({ "holds": { "nothing": 1 } })),
            "at `/nothing`: missing",
        ),
        (view(json!({ "exactly": {} })), "not exactly"),
        (view(json!({ "lacks": "How?" })), "what must not occur does"),
        (
            view(json!({ "lacks": { "standing": "direct_report" } })),
            "what must not occur does",
        ),
        (view(json!({ "lacks": "Hw?" })), "which stands nowhere"),
        (
            view(json!({ "refused": { "code": "not-found", "rule": "VIS-16" } })),
            "not refused",
        ),
        (view(json!({ "error": { "kind": "json" } })), "no error"),
        (view(json!({ "equals": "never" })), "nothing was captured"),
        (
            view(json!({ "lacks": { "$absnt": 1 } })),
            "`$absnt` is no operator",
        ),
        (view(json!({ "hold": {} })), "unknown field `hold`"),
        (view(json!({})), "something has to be expected"),
        (
            view(json!({ "shows": ["XCT-1"] })),
            "`shows` needs an expectation",
        ),
        (
            view(json!({ "lacks": { "question": "@what" } })),
            "which stands nowhere",
        ),
        (
            view(json!({ "holds": {}, "shows": ["XCT-2"] })),
            "`shows` names XCT-2",
        ),
        (
            view(json!({ "same": true, "holds": {} })),
            "`same` compares worlds",
        ),
        (
            view(json!({ "world": "other", "holds": {} })),
            "no such world",
        ),
        (
            view(json!({ "do": { "roll_out": { "cycle": "@c" } }, "holds": {} })),
            "exactly one of",
        ),
        (view(json!({ "text": "{}" })), "not the same text"),
        (
            json!({ "at": NOON, "by": "@anna", "see": { "view": { "of": "@talk" } },
            "refused": { "code": "not-found", "rule": "VIS-16" } }),
            "`@anna` is nobody",
        ),
        (
            json!({ "at": NOON, "by": "@admin", "see": { "view": { "of": "@talk" } }, "capture": "x" }),
            "refused, or an error",
        ),
        (
            json!({ "at": NOON, "by": "@ana", "do": { "command": { "on": "@talk",
            "command": { "create_goal": "@a goal" } } } }),
            "`@a goal` is no handle",
        ),
        (share(json!({})), "refused, or an error"),
        (share(json!({ "events": [] })), "refused, or an error"),
        (share(json!({ "error": { "kind": "json" } })), "no error"),
        (
            share(json!({ "refused": { "code": "answers-missing" } })),
            "names `code` and `rule`",
        ),
        (
            share(json!({ "refused": { "code": "answers-missing", "rule": "ANS-4" } })),
            "at `/rule`",
        ),
        (
            share(
                json!({ "refused": { "code": "answers-missing", "rule": "ANS-3", "faults": [] } }),
            ),
            "1 faults, not 0",
        ),
        (
            json!({ "at": NOON, "by": "@ana", "do": { "comand": {} } }),
            "unknown variant `comand`",
        ),
        (
            json!({ "at": NOON, "by": "@ana", "do":
                { "start": { "template": "@check-in", "whit": "@ben", "as": "@t" } } }),
            "unknown field `whit`",
        ),
        (
            json!({ "at": NOON, "by": "@ana", "see": { "row": { "of": "@talk", "off": 1 } }, "holds": {} }),
            "unknown field `off`",
        ),
        (
            json!({ "at": NOON, "by": "@ana", "do":
                { "command": { "on": "@talk", "command": "share", "rows": [] } } }),
            "only a template's command",
        ),
        (
            json!({ "at": NOON, "by": "ana", "see": "lists", "holds": {} }),
            "`ana` is no handle",
        ),
        (
            json!({ "by": "@ana", "see": "lists", "capture": "x" }),
            "`at` is missing",
        ),
        (
            json!({ "at": NOON, "see": "lists", "holds": {} }),
            "`by` is missing",
        ),
        (
            json!({ "at": NOON, "by": "@ana", "see": { "view": { "of": "@walk" } }, "holds": {} }),
            "there is no conversation",
        ),
        (
            json!({ "replay": { "of": { "conversation": "@talk" }, "edits": [{ "drop": "/7" }] }, "holds": {} }),
            "finds nothing at",
        ),
        (start(), "there is a conversation of this id already"),
    ] {
        let fault = outcome(&with(&step)).expect_err(said);
        assert!(fault.contains(said), "{step}\n{fault}");
    }
}

#[test]
fn the_readme_has_a_scenario_that_passes() {
    let readme = include_str!("README.md");
    let example = readme.split("```json\n").nth(1).expect("an example");
    let example = example.split("```").next().expect("its end");
    let example: Value = serde_json::from_str(example).expect("JSON");
    assert_eq!(outcome(&example), Ok(()));
}

#[test]
fn the_count_and_kind_of_events_matter() {
    for events in [json!([]), json!([{}, {}]), json!([{ "revision": 2 }])] {
        let mut step = start();
        step["events"] = events;
        assert!(outcome(&scenario(&json!([step]))).is_err());
    }
}

#[test]
fn a_rule_has_to_be_shown() {
    let mut document = scenario(&json!([start()]));
    document["rules"] = json!(["XCT-1", "ANS-3"]);
    let fault = outcome(&document).expect_err("ANS-3 is not shown");
    assert!(fault.starts_with("ANS-3 is in `rules`"), "{fault}");
    document["rules"] = json!(["XCT-1", "XYZ-3"]);
    assert!(
        outcome(&document)
            .expect_err("no such rule")
            .contains("no such rule")
    );
    document["rules"] = json!(["XCT-1"]);
    document["given"]["people"][0]["age"] = 7.into();
    document["steps"] =
        json!([{ "see": { "faults": {} }, "error": { "kind": "json" }, "shows": ["XCT-1"] }]);
    let fault = outcome(&document).expect_err("the admin is in a directory that cannot be read");
    assert!(fault.contains("unknown field `age`"), "{fault}");
}

#[test]
fn worlds_are_compared_to_the_byte() {
    let save = |world: &str, text: &str| {
        json!({
            "world": world, "at": NOON, "by": "@ana",
            "do": { "command": { "on": "@talk", "command": { "save": [{ "question": "@how", "answer": { "paragraph": text } }] } } },
        })
    };
    let see = |by: &str, same: bool| json!({ "at": NOON, "by": by, "see": { "view": { "of": "@talk" } }, "same": same });
    for (by, same, passes) in [
        ("@ben", true, true),
        ("@ben", false, false),
        ("@ana", false, true),
        ("@ana", true, false),
    ] {
        let steps = json!([
            start(),
            save("one", "Well."),
            save("other", "Badly."),
            see(by, same)
        ]);
        let mut document = scenario(&steps);
        document["worlds"] = json!(["one", "other"]);
        assert_eq!(outcome(&document).is_ok(), passes, "{by} {same}");
    }
}

fn run(arguments: &[&str]) -> (String, bool) {
    let output = Command::new(env!("CARGO_BIN_EXE_visavis-conformance"))
        .args(arguments)
        .output()
        .expect("the runner runs");
    (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        output.status.success(),
    )
}

#[test]
fn the_runner_says_how_it_went_and_fails_where_something_fails() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("runner");
    std::fs::create_dir_all(folder.join("deeper")).expect("a folder");
    let write = |name: &str, document: &Value| {
        std::fs::write(folder.join(name), document.to_string()).expect("a file");
    };
    let wrong = json!({ "at": NOON, "by": "@ana", "see": { "view": { "of": "@talk" } },
        "holds": { "frame": { "manager": "@ana" } } });
    write("a.json", &scenario(&json!([start()])));
    write("deeper/b.json", &with(&wrong));
    let path = |name: &str| folder.join(name).display().to_string();

    let (said, passed) = run(&[&path("a.json")]);
    assert!(passed && said.ends_with("1 passed, 0 failed\n"), "{said}");
    assert!(
        said.starts_with(&format!("ok   {}  a check-in\n", path("a.json"))),
        "{said}"
    );

    let (said, passed) = run(&["--through", "rust", &path("")]);
    assert!(!passed && said.ends_with("1 passed, 1 failed\n"), "{said}");
    assert!(
        said.contains("step 2: at `/frame/manager`: \"@ana\" is expected, not \"@ben\""),
        "{said}"
    );

    assert!(!run(&[&path("none.json")]).1);
    std::fs::create_dir_all(folder.join("empty")).expect("a folder");
    assert!(!run(&[&path("empty")]).1);

    let (said, passed) = run(&["--list", &path("")]);
    assert!(passed && said.contains("XCT-1  refusals\n    "), "{said}");
    assert!(
        said.contains("XCT-2  a refusal changes nothing\n    none\n"),
        "{said}"
    );
}
