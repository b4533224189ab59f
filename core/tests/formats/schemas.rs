//! The JSON Schemas under `core/schemas/` are those of the types, and the fixtures follow them.

use crate::all::*;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::Serialize;
use serde_json::{Value, json};
use visavis::ask::{
    AskRequest, CalendarQuestion, CaseQuestion, ContextQuestion, DirectoryQuestion,
    OutcomeDocument, RollOutDocument, RosterQuestion, SightQuestion, SightsQuestion, Stored,
    TemplateQuestion,
};

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

/// Leaves the examples and the links of Rust out of a description: a schema speaks to every language.
fn without_examples(schema: &mut Schema) {
    let Some(Value::String(text)) = schema.get_mut("description") else {
        return;
    };
    let prose: String = text.split("\n```").step_by(2).collect();
    let mut pieces = prose.trim().split("[`");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once("`]").expect("a link ends");
        let address = rest.starts_with('(').then(|| rest.split_once(')'));
        let rest = address.flatten().map_or(rest, |(_, rest)| rest);
        plain += &format!("`{name}`{rest}");
    }
    *text = plain;
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
pub(crate) fn inputs() -> Vec<(&'static str, Value)> {
    vec![
        envelope::<Org>(),
        envelope::<DirectoryData>(),
        envelope::<Actor>(),
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
pub(crate) fn outputs() -> Vec<(&'static str, Value)> {
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

/// What the document door reads, without envelopes.
pub(crate) fn questions() -> Vec<(&'static str, Value)> {
    vec![
        ("sight_question", schema::<SightQuestion>(true)),
        ("sights_question", schema::<SightsQuestion>(true)),
        ("case_question", schema::<CaseQuestion>(true)),
        ("context_question", schema::<ContextQuestion>(true)),
        ("directory_question", schema::<DirectoryQuestion>(true)),
        ("template_question", schema::<TemplateQuestion>(true)),
        ("roster_question", schema::<RosterQuestion>(true)),
        ("calendar_question", schema::<CalendarQuestion>(true)),
        ("ask_request", schema::<AskRequest>(true)),
    ]
}

type Changed<State, Event> = OutcomeDocument<Stored<State>, Stored<Event>>;

/// What the one call answers to a command.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is wanted")]
enum AnyOutcome {
    /// Of a template.
    Template(Changed<Template, TemplateEvent>),
    /// Of a cycle.
    Cycle(Changed<Cycle, CycleEvent>),
    /// Of a conversation.
    Conversation(Changed<Conversation, ConversationEvent>),
}

/// What the document door answers, where it is a type of its own.
pub(crate) fn answers() -> Vec<(&'static str, Value)> {
    vec![
        ("outcome", schema::<AnyOutcome>(false)),
        ("roll_out", schema::<RollOutDocument>(false)),
    ]
}

#[test]
fn committed_schemas_are_those_of_the_types() {
    let stored = inputs().into_iter().chain(outputs());
    for (name, schema) in stored.chain(questions()).chain(answers()) {
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

/// A vocabulary: its values in order, with their numbers in C if it has any.
fn vocabulary<T: JsonSchema + Serialize>(
    values: &[T],
    name: fn(&T) -> &'static str,
    code: Option<fn(&T) -> i32>,
) -> Value {
    let schema = schema::<T>(false);
    let described = schema["oneOf"].as_array().expect("a schema for each value");
    let values = values.iter().map(|value| {
        let told = described
            .iter()
            .find(|told| told["const"] == name(value) || told["required"][0] == name(value))
            .expect("a description of each value");
        let mut entry = json!({ "name": name(value), "description": told["description"] });
        if let Some(code) = code {
            entry["code"] = json!(code(value));
        }
        // A fact of a side says in JSON of which one.
        let written = serde_json::to_value(value).expect("a value has JSON");
        if let Some(of) = written.get(name(value)) {
            entry["of"] = of.clone();
        }
        entry
    });
    let module = std::any::type_name::<T>().split("::").nth(1);
    json!({
        "module": module,
        "description": schema["description"],
        "values": values.collect::<Vec<_>>(),
    })
}

/// Every list from which `scripts/surfaces.py` writes what other languages have of it.
fn vocabularies() -> Value {
    macro_rules! named {
        ($($type:ident)+) => {
            json!({ $(stringify!($type): vocabulary(&$type::ALL, |value| value.name(), None)),+ })
        };
    }
    macro_rules! coded {
        ($($type:ident)+) => {
            json!({ $(stringify!($type): vocabulary(
                &$type::ALL, |value| value.name(), Some(|value| value.code()),
            )),+ })
        };
    }
    let rules = Rule::ALL.iter().map(|rule| {
        json!({ "id": rule, "title": rule.title(), "text": rule.text(), "area": rule.area().heading() })
    });
    json!({
        "in_c": coded![Respondent Standing Phase Action Fact Visibility RevealedBy Remedy Category],
        "not_in_c": named![Side Stage Level TemplateKind Reviewed ConfidentialReader NotificationKind Channel ParameterType],
        "rules": rules.collect::<Vec<_>>(),
        "refusals": Reason::REGISTRY,
    })
}

#[test]
fn committed_vocabularies_are_those_of_the_types() {
    let text = serde_json::to_string_pretty(&vocabularies()).expect("vocabularies have JSON");
    same_as_committed(&folder("vocabularies.json"), &(text + "\n"));
}
