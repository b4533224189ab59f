//! The JSON Schemas under `core/schemas/` are those of the types, and the fixtures follow them.

use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde_json::{Value, json};
use visavis::*;

use crate::{fixtures, folder, same_as_committed};

/// The schema of a type; of what is read where `reads`, else of what is written.
fn schema<T: JsonSchema>(reads: bool) -> Value {
    let settings = match reads {
        true => SchemaSettings::draft2020_12(),
        false => SchemaSettings::draft2020_12().for_serialize(),
    };
    settings
        .with_transform(RecursiveTransform(without_examples))
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// Leaves the examples in Rust out of a description: a schema speaks to every language.
fn without_examples(schema: &mut Schema) {
    let Some(Value::String(text)) = schema.get_mut("description") else {
        return;
    };
    let prose: String = text.split("\n```").step_by(2).collect();
    *text = prose.trim().to_owned();
}

/// The schema of an envelope around a type (XCT-3).
fn envelope<T: Wire + JsonSchema>() -> (&'static str, Value) {
    let mut data = schema::<T>(true);
    let inner = data.as_object_mut().expect("a schema is an object");
    let definitions = inner.remove("$defs");
    inner.remove("$schema");
    let mut whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": T::KIND,
        "type": "object",
        "required": ["visavis", "version", "data"],
        "additionalProperties": false,
        "properties": {
            "visavis": { "const": T::KIND },
            "version": { "const": SCHEMA_VERSION },
            "data": data,
        },
    });
    if let Some(definitions) = definitions {
        whole["$defs"] = definitions;
    }
    (T::KIND, whole)
}

/// What is read, each in its envelope.
fn inputs() -> Vec<(&'static str, Value)> {
    vec![
        envelope::<Org>(),
        envelope::<DirectoryData>(),
        envelope::<Relation>(),
        envelope::<IndexRow>(),
        envelope::<Template>(),
        envelope::<TemplateDraft>(),
        envelope::<TemplateEvent>(),
        envelope::<Request<TemplateCommand>>(),
        envelope::<Cycle>(),
        envelope::<CycleDraft>(),
        envelope::<CycleEvent>(),
        envelope::<Request<CycleCommand>>(),
        envelope::<Roster>(),
        envelope::<RosterEvent>(),
        envelope::<Conversation>(),
        envelope::<ConversationEvent>(),
        envelope::<Request<Command>>(),
        envelope::<Start>(),
    ]
}

/// What is only ever written, for people and for logs.
fn outputs() -> Vec<(&'static str, Value)> {
    vec![
        ("view", schema::<View>(false)),
        ("lists", schema::<Lists>(false)),
        ("earlier", schema::<EarlierConversation>(false)),
        ("offer", schema::<Offer>(false)),
        ("audience_gain", schema::<AudienceGain>(false)),
        ("edit_request", schema::<EditRequest>(false)),
        ("preview", schema::<Preview>(false)),
        ("notification", schema::<Notification>(false)),
        ("timeline", schema::<Timeline>(false)),
        ("prospects", schema::<Prospects>(false)),
        ("people_list", schema::<PeopleList>(false)),
        ("verdict", schema::<Verdict>(false)),
        ("record", schema::<Record>(false)),
        ("refusal", schema::<Refusal>(false)),
    ]
}

#[test]
fn committed_schemas_are_those_of_the_types() {
    for (name, schema) in inputs().into_iter().chain(outputs()) {
        let text = serde_json::to_string_pretty(&schema).expect("a schema has JSON");
        let path = folder("schemas").join(format!("{name}.json"));
        same_as_committed(&path, &(text + "\n"));
    }
}

#[test]
fn what_the_engine_writes_follows_its_schema() {
    let inputs = inputs();
    let mut seen = std::collections::BTreeSet::new();
    for (name, text) in fixtures::story() {
        let document: Value = serde_json::from_str(&text).expect("a fixture is JSON");
        let kind = document["visavis"]
            .as_str()
            .expect("an envelope names its kind");
        let (kind, schema) = inputs
            .iter()
            .find(|(known, _)| *known == kind)
            .expect("a schema for each kind");
        let validator = jsonschema::validator_for(schema).expect("a schema that stands");
        if let Err(error) = validator.validate(&document) {
            panic!("{name} does not follow the schema of {kind}: {error}");
        }
        let mut other = document.clone();
        other["data"]["surprise"] = json!(true);
        assert!(
            !validator.is_valid(&other),
            "the schema of {kind} takes unknown fields"
        );
        seen.insert(*kind);
    }
    assert_eq!(
        seen.len(),
        inputs.len(),
        "a fixture for each kind, not only {seen:?}"
    );
}

#[test]
fn what_people_are_shown_follows_its_schema() {
    let outputs = outputs();
    let schema_of = |name| {
        &outputs
            .iter()
            .find(|(known, _)| *known == name)
            .expect("known")
            .1
    };
    for (name, shown) in fixtures::shown() {
        let validator = jsonschema::validator_for(schema_of(name)).expect("a schema that stands");
        if let Err(error) = validator.validate(&shown) {
            panic!("{name} does not follow its schema: {error}\n{shown:#}");
        }
    }
}
