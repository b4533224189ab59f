//! The document door: examples of everything that can be asked follow their schemas and are answered.

mod examples;

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::{Value, json};
use visavis::ask::ask;

use self::examples::{Documents, Example, asked, examples};
use crate::folder;
use crate::schemas::{answers, inputs, outputs, questions};

fn request(documents: &Documents, example: &Example) -> Value {
    json!({ "directory": documents.first("directory"), "ask": example.ask })
}

fn answer(request: &Value) -> Value {
    serde_json::from_str(&ask(None, request.to_string().as_bytes())).expect("an answer is JSON")
}

/// The validators of the schemas by name.
fn validators() -> impl Fn(&str) -> Validator {
    let all = [inputs(), outputs(), questions(), answers()].concat();
    move |name| {
        let schema = all.iter().find(|(known, _)| *known == name);
        let (_, schema) = schema.unwrap_or_else(|| panic!("no schema is called {name}"));
        jsonschema::validator_for(schema).expect("a schema that stands")
    }
}

fn follows(validator: &Validator, document: &Value, what: &str) {
    if let Err(error) = validator.validate(document) {
        panic!(
            "{what} does not follow its schema at {}: {error}",
            error.instance_path()
        );
    }
}

#[test]
fn whatever_can_be_asked_follows_its_schema_and_is_answered() {
    let (documents, validator_of) = (Documents::new(), validators());
    for (kind, question, _) in asked(&documents) {
        let name = match kind {
            "cycle" => "context_question".into(),
            kind => format!("{kind}_question"),
        };
        follows(&validator_of(&name), &question, &name);
    }
    let requests = validator_of("ask_request");
    for example in examples(&documents) {
        let request = request(&documents, &example);
        follows(&requests, &request, example.kind);
        let answered = answer(&request);
        let Some(result) = answered.get("result") else {
            panic!("{}: {answered:#}", example.ask);
        };
        if let Some(name) = example.answer {
            follows(&validator_of(name), result, name);
        }
    }
}

/// The names of the variants that a schema lists.
fn variants(schema: &Value) -> BTreeSet<String> {
    let listed = schema["oneOf"].as_array().expect("a choice").iter();
    let names = listed.flat_map(|one| {
        let names = one["enum"].as_array().cloned().unwrap_or_default();
        names
            .into_iter()
            .chain([one["const"].clone(), one["required"][0].clone()])
    });
    names
        .filter_map(|name| name.as_str().map(Into::into))
        .collect()
}

fn variant(value: &Value) -> String {
    let name = value.as_str().or(value
        .as_object()
        .and_then(|fields| fields.keys().next())
        .map(String::as_str));
    name.expect("a variant has a name").into()
}

#[test]
fn every_variant_has_an_example() {
    let documents = Documents::new();
    let asked = asked(&documents);
    for (name, schema) in questions() {
        let (schema, examples): (_, BTreeSet<_>) = match name.strip_suffix("_question") {
            None => {
                let examples = examples(&documents);
                (
                    &schema["$defs"]["Ask"],
                    examples
                        .iter()
                        .map(|example| variant(&example.ask))
                        .collect(),
                )
            }
            Some(kind) => {
                let kind = if kind == "context" { "cycle" } else { kind };
                let asked = asked.iter().filter(|(of, ..)| *of == kind);
                (
                    &schema,
                    asked.map(|(_, question, _)| variant(question)).collect(),
                )
            }
        };
        assert_eq!(variants(schema), examples, "{name}");
    }
}

#[test]
fn an_unknown_field_is_an_error_with_its_place() {
    let (documents, requests) = (Documents::new(), validators()("ask_request"));
    for example in examples(&documents) {
        let known = request(&documents, &example);
        for place in [
            "".into(),
            "/ask".into(),
            format!("/ask/{}", example.kind),
            "/directory/data".into(),
        ] {
            let mut unknown = known.clone();
            let Some(Value::Object(fields)) = unknown.pointer_mut(&place) else {
                continue;
            };
            fields.insert("surprise".into(), json!(true));
            assert!(
                !requests.is_valid(&unknown),
                "the schema takes a field at {place}"
            );
            let error = &answer(&unknown)["error"];
            let path = error["path"].as_str().unwrap_or_default();
            assert!(
                error["kind"] == "json" && !path.is_empty(),
                "{place}: {error:#}"
            );
        }
    }
}

/// Every field of an object in a document, as the pointers to the object and the name.
fn fields(value: &Value, at: &str, all: &mut Vec<(String, String)>) {
    match value {
        Value::Object(inner) => inner.iter().for_each(|(name, field)| {
            all.push((at.into(), name.clone()));
            fields(field, &format!("{at}/{name}"), all);
        }),
        Value::Array(items) => items.iter().enumerate().for_each(|(place, item)| {
            fields(item, &format!("{at}/{place}"), all);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn what_may_be_left_out_is_optional_in_the_schema_and_nothing_else() {
    let (documents, requests) = (Documents::new(), validators()("ask_request"));
    let mut tried = BTreeSet::new();
    for example in examples(&documents) {
        // It is of another ask, and refuses where that one fails.
        if example.kind == "sent" {
            continue;
        }
        let whole = request(&documents, &example);
        let mut all = Vec::new();
        fields(&whole, "", &mut all);
        for (place, name) in all {
            // The same kind of field in another place is no other.
            let named = place.split('/').filter(|name| name.parse::<u32>().is_err());
            let named: Vec<_> = named.map(ToOwned::to_owned).collect();
            let near = named[named.len().saturating_sub(3)..].to_vec();
            if !tried.insert((near, name.clone())) {
                continue;
            }
            let mut less = whole.clone();
            let object = less.pointer_mut(&place).and_then(Value::as_object_mut);
            object.expect("an object").remove(&name);
            let error = &answer(&less)["error"];
            let fault = error["fault"].as_str().unwrap_or_default();
            let takes = requests.is_valid(&less);
            let is_read = match takes {
                // What is left out of one place can still be at odds with another.
                true => !fault.starts_with("missing field"),
                false => error["kind"] != "json",
            };
            assert_eq!(is_read, takes, "{name} left out at {place}: {error:#}");
        }
    }
}

#[test]
fn no_object_of_a_request_can_be_a_list_of_its_values() {
    let (documents, requests) = (Documents::new(), validators()("ask_request"));
    let mut tried = BTreeSet::new();
    for example in examples(&documents) {
        // It is of another ask, and refuses where that one fails.
        if example.kind == "sent" {
            continue;
        }
        let whole = request(&documents, &example);
        let mut all = Vec::new();
        fields(&whole, "", &mut all);
        for (place, _) in all {
            // The same kind of object in another place is no other.
            let named = place.split('/').filter(|name| name.parse::<u32>().is_err());
            let named: Vec<_> = named.map(ToOwned::to_owned).collect();
            if !tried.insert(named[named.len().saturating_sub(3)..].to_vec()) {
                continue;
            }
            let mut listed = whole.clone();
            let object = listed.pointer_mut(&place).expect("an object");
            *object = object
                .as_object()
                .expect("an object")
                .values()
                .cloned()
                .collect();
            assert!(
                !requests.is_valid(&listed),
                "the schema takes a list at {place}"
            );
            let error = &answer(&listed)["error"];
            assert_eq!(error["kind"], "json", "a list at {place}: {error:#}");
        }
    }
    assert!(tried.len() > 100, "only {} objects", tried.len());
}

#[test]
fn the_page_about_the_one_call_says_what_it_answers() {
    let page = std::fs::read_to_string(folder("../ffi/one-call.md")).expect("a page");
    let blocks = page.split("```json\n").skip(1);
    let blocks = blocks.map(|rest| rest.split("```").next().unwrap_or_default());
    let blocks: Vec<Value> = blocks
        .map(|text| serde_json::from_str(text).expect("JSON"))
        .collect();
    let (pairs, rest) = blocks.as_chunks::<2>();
    assert!(pairs.len() >= 3 && rest.is_empty());
    for [request, said] in pairs {
        follows(&validators()("ask_request"), request, "ask_request");
        assert_eq!(answer(request), *said);
    }
}

#[test]
fn what_a_person_sent_is_refused_where_a_request_says_so() {
    let documents = Documents::new();
    let examples = examples(&documents);
    let carried = [
        ("create_template", "draft"),
        ("copy_template", "name"),
        ("command_template", "command"),
        ("set_up_cycle", "draft"),
        ("command_cycle", "command"),
        ("start", "start"),
        ("command", "command"),
    ];
    for (kind, field) in carried {
        let example = examples.iter().find(|example| example.kind == kind);
        let example = example.expect("an example");
        let asked = |sent: bool, alter: &dyn Fn(&mut Value)| {
            let mut request = request(&documents, example);
            alter(&mut request["ask"][kind]);
            if sent {
                request["ask"] = json!({ "sent": request["ask"] });
            }
            answer(&request)
        };
        let whole = |sent| asked(sent, &|_| {});
        assert_eq!(whole(true), whole(false), "{kind}");
        let private = |of: &mut Value| match of[field].is_object() {
            true => of[field]["data"] = json!("private words"),
            false => of[field] = json!(["private words"]),
        };
        assert_eq!(asked(false, &private)["error"]["kind"], "json", "{kind}");
        let refused = &asked(true, &private)["refusal"];
        assert_eq!(refused["code"], "document-invalid", "{kind}: {refused:#}");
        assert!(!refused.to_string().contains("private"), "{refused:#}");
        let at = (field != "name").then(|| json!("data"));
        assert_eq!(refused.get("at"), at.as_ref(), "{kind}: {refused:#}");
        // What the host hands in beside it is the host's.
        let beside = |of: &mut Value| of["by"] = json!("private words");
        assert_eq!(asked(true, &beside)["error"]["kind"], "json", "{kind}");
        let without = |of: &mut Value| drop(of.as_object_mut().and_then(|of| of.remove(field)));
        assert_eq!(asked(true, &without)["error"]["kind"], "json", "{kind}");
    }
}

fn request_of_preview() -> Value {
    let documents = Documents::new();
    let examples = examples(&documents);
    let preview = examples.iter().find(|example| example.kind == "preview");
    request(&documents, preview.expect("an example"))
}

/// What comes of a preview with a change.
fn preview(change: impl Fn(&mut Value)) -> Value {
    let mut request = request_of_preview();
    change(&mut request);
    answer(&request)
}

#[test]
fn what_another_engine_wrote_is_named_as_such_inside_a_request() {
    let later = preview(|request| {
        request["directory"]["version"] = json!(99);
        request["directory"]["data"]["later"] = json!(true);
    });
    let said = later["error"]["message"].to_string();
    assert!(said.contains("99"), "{later:#}");
    let other = preview(|request| request["directory"]["visavis"] = json!("template"));
    let said = other["error"]["message"].to_string();
    assert!(said.contains("`template`"), "{other:#}");
}

#[test]
fn strict_reads_both_directories_of_a_preview_strictly() {
    // Someone who is their own manager: leniently they are named, and count as having none.
    let looped = |request: &mut Value| {
        let after = &mut request["ask"]["preview"]["directory_after"]["data"];
        after["people"][0]["manager"] = after["people"][0]["id"].clone();
    };
    let lenient = preview(looped);
    assert!(lenient["result"].is_object(), "{lenient:#}");
    let mut strict = request_of_preview();
    strict["strict"] = json!(true);
    assert!(answer(&strict)["result"].is_object(), "without the fault");
    looped(&mut strict);
    assert!(answer(&strict)["refusal"].is_object(), "with it");
}
