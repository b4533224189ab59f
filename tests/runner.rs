//! The runner: what is right passes, what is wrong fails, and how it says so.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by panicking"
)]

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use visavis_conformance::{Failed, Scenario, Through, play};

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
    let played = play(&scenario, Through::Rust, false);
    let problem =
        |failures: Vec<Failed>| failures.into_iter().map(|failed| failed.problem).collect();
    played.map(|_| ()).map_err(problem)
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
        json!({ "at": NOON, "by": "@admin", "see": { "view": { "of": "@talk" } }, "refused": { "code": "not-found" } }),
        json!({ "at": NOON, "by": "@admin", "see": { "view": { "of": "@talk" } }, "refused": { "rule": "VIS-16" } }),
        json!({ "at": NOON, "by": "@admin", "see": { "view": { "of": "@talk" } }, "refused": {} }),
        json!({ "at": NOON, "by": "@ana", "do": { "command": { "on": "@talk", "command": "shout" } },
            "error": { "kind": "json", "path": "data.command" } }),
        json!({ "at": "now", "by": "@ana", "see": "lists", "error": { "kind": "time" } }),
        json!({ "see": { "actor": { "of": "@ana" } }, "text":
            r#"{"visavis":"actor","version":1,"data":{"organisation":"@acme","person":"@ana","active":true,"super_admin":false}}"# }),
        json!({ "see": { "relation": { "of": "@ben", "to": "@talk" } }, "text":
            r#"{"visavis":"relation","version":1,"data":{"organisation":"@acme","person":"@ben","active":true,"super_admin":false,"direct_report":"@ana","manager":"@ben","hr_for_direct_report":false,"hr_for_manager":false,"manages_direct_report":true,"only_super_admin":false}}"# }),
        json!({ "replay": { "of": { "conversation": "@talk" }, "until": "2026-03-01T00:00:00Z" }, "exactly": null }),
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
            view(json!({ "as_of": NOON, "holds": {} })),
            "instead of `at`",
        ),
        (
            json!({ "as_of": "noon", "by": "@ana", "see": "lists", "holds": {} }),
            "`noon` is no instant",
        ),
        (
            json!({ "purge": ["@talk"], "holds": {} }),
            "nothing can be expected",
        ),
        (json!({ "purge": ["@walk"] }), "there is no conversation"),
        (
            json!({ "change": { "people": { "@anna": { "manager": "@ben" } } } }),
            "`@anna` is not in the directory",
        ),
        (
            json!({ "change": { "people": true } }),
            "people are a list, or",
        ),
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
            share(json!({ "refused": { "code": "answers-refused" } })),
            "at `/code`",
        ),
        (
            share(json!({ "refused": { "rule": "ANS-4" } })),
            "at `/rule`",
        ),
        (share(json!({ "refused": true })), "`refused` is an object"),
        (view(json!({ "refused": {} })), "not refused"),
        (
            share(json!({ "refused": { "code": "answers-missing", "rule": "ANS-4" } })),
            "at `/rule`",
        ),
        (
            share(
                json!({ "refused": { "code": "answers-missing", "rule": "ANS-3", "faults": [] } }),
            ),
            "at `/faults`: the number of elements is 1, not 0",
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
        // There is a conversation of this id already.
        (start(), "refused, or an error"),
    ] {
        let fault = outcome(&with(&step)).expect_err(said);
        assert!(fault.contains(said), "{step}\n{fault}");
    }
}

/// The steps fail here that are said to, counted from the one after the start.
fn fail(steps: &[Value], expected: &[(usize, &str)]) {
    let all: Vec<_> = [start()].iter().chain(steps).cloned().collect();
    let scenario = Scenario::parse(scenario(&json!(all)).to_string().as_bytes());
    let played = play(&scenario.expect("a scenario"), Through::Rust, true);
    let failures = played.map_or_else(|failures| failures, |_| Vec::new());
    assert_eq!(failures.len(), expected.len(), "{failures:#?}");
    for (failed, (step, said)) in failures.iter().zip(expected) {
        assert_eq!(failed.step, Some(step + 1), "{failed:#?}");
        assert!(failed.problem.contains(said), "{failed:#?}");
    }
}

fn save(text: &str) -> Value {
    json!({
        "at": NOON, "by": "@ana",
        "do": { "command": { "on": "@talk", "command": { "save": [{ "question": "@how", "answer": { "paragraph": text } }] } } },
    })
}

fn and(mut step: Value, more: Value) -> Value {
    let (fields, Value::Object(more)) = (step.as_object_mut().expect("an object"), more) else {
        panic!("an object is added");
    };
    fields.extend(more);
    step
}

#[test]
fn a_step_that_fails_changes_nothing_and_others_are_played() {
    let view = json!({ "at": NOON, "by": "@ana", "see": { "view": { "of": "@talk" } } });
    fail(
        &[
            and(save("One."), json!({ "refused": {} })),
            and(
                view.clone(),
                json!({ "holds": {}, "lacks": "One.", "capture": "before" }),
            ),
            and(save("Two."), json!({ "capture": "two", "events": [] })),
            and(view.clone(), json!({ "equals": "before" })),
            and(view.clone(), json!({ "equals": "two" })),
            save("One."),
            and(view, json!({ "differs": "before" })),
        ],
        &[
            (1, "not refused"),
            (3, "at `/events`: the number of elements is 1, not 0"),
            (5, "nothing was captured as `two`"),
        ],
    );
}

#[test]
fn what_was_purged_is_there_no_more() {
    let lists = json!({ "at": NOON, "by": "@ana", "see": "lists" });
    fail(
        &[
            and(
                lists.clone(),
                json!({ "holds": { "current": { "$length": 1 } } }),
            ),
            json!({ "purge": ["@talk"] }),
            and(lists, json!({ "holds": { "current": { "$length": 0 } } })),
            save("One."),
        ],
        &[(4, "there is no conversation @talk")],
    );
}

#[test]
fn an_earlier_moment_is_that_of_logs_and_facts() {
    let actor = json!({ "see": { "actor": { "of": "@ana" } } });
    let view = json!({ "by": "@ana", "see": { "view": { "of": "@talk" } } });
    let at =
        |at: &str, step: &Value, more: Value| and(and(step.clone(), json!({ "as_of": at })), more);
    let (noon, later) = (NOON, "2026-03-02T13:00:00Z");
    let change = json!({ "people": { "@ana": { "active": false } } });
    fail(
        &[
            and(save("One."), json!({ "at": later })),
            json!({ "at": later, "change": change }),
            at(noon, &actor, json!({ "holds": { "active": true } })),
            at(later, &actor, json!({ "holds": { "active": false } })),
            at(noon, &view, json!({ "holds": {}, "lacks": "One." })),
            at(later, &view, json!({ "refused": { "code": "not-found" } })),
            at("2026-03-02T11:59:59Z", &view, json!({ "holds": {} })),
        ],
        &[(7, "there is no conversation @talk")],
    );
    let undated = [
        start(),
        json!({ "change": {} }),
        at(noon, &view, json!({ "holds": {} })),
    ];
    let fault = outcome(&scenario(&json!(undated))).expect_err("since when?");
    assert!(fault.contains("every `change` says `at`"), "{fault}");
}

/// In seconds; work that grows with the square of the people would take hours.
#[test]
fn a_hundred_thousand_people_are_no_burden() {
    let mut many = with(
        &json!({ "at": NOON, "by": "@ana", "see": { "view": { "of": "@talk" } },
        "holds": { "standing": "direct_report" }, "lacks": ["Person 7"] }),
    );
    let people = many["given"]["people"].as_array_mut().expect("people");
    people.push(
        json!({ "$list": [{ "id": "@p#", "name": "Person #", "manager": "@ben" }, 100_000] }),
    );
    many["steps"].as_array_mut().expect("steps").extend([
        json!({ "change": { "people": { "@p7": null } } }),
        json!({ "see": { "actor": { "of": "@p8" } }, "holds": { "person": "@p8" } }),
    ]);
    assert_eq!(outcome(&many), Ok(()));
}

/// Whole scenarios, what is given, and steps of one scenario of which it is given.
#[test]
fn the_examples_of_the_readme_pass() {
    let blocks = include_str!("README.md").split("```json\n").skip(1);
    let (mut given, mut steps) = (Value::Null, Vec::new());
    for block in blocks {
        let block = block.split("```").next().expect("its end");
        match serde_json::from_str(block).expect("JSON") {
            Value::Array(more) => steps.extend(more),
            whole if whole["steps"].is_array() => assert_eq!(outcome(&whole), Ok(()), "{block}"),
            other => given = other,
        }
    }
    let whole =
        json!({ "about": "the examples", "rules": ["TIM-7"], "given": given, "steps": steps });
    assert_eq!(outcome(&whole), Ok(()));
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

    write(
        "c.json",
        &scenario(&json!([start(), wrong, start(), wrong])),
    );
    for (keep_going, steps) in [(&[][..], &["2"][..]), (&["--keep-going"], &["2", "3", "4"])] {
        let (said, passed) = run(&[keep_going, &[&path("c.json")]].concat());
        let told = said
            .lines()
            .filter_map(|line| line.strip_prefix("     step "));
        let told: Vec<_> = told.filter_map(|line| line.split(':').next()).collect();
        assert!(!passed && told == steps, "{said}");
    }
    std::fs::remove_file(folder.join("c.json")).expect("the file");

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
