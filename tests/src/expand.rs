//! Shorthands for what would be long to write: `$repeat`, `$list` and `$tag`.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::handles::{forth, id};

/// The document with every shorthand written out.
pub(crate) fn expand(value: Value) -> Result<Value, String> {
    match value {
        Value::Array(items) => {
            let mut expanded = Vec::with_capacity(items.len());
            for item in items {
                match single(&item, "$list") {
                    Some(list) => expanded.extend(listed(list)?),
                    None => expanded.push(expand(item)?),
                }
            }
            Ok(Value::Array(expanded))
        }
        Value::Object(_) if single(&value, "$repeat").is_some() => repeated(&value["$repeat"]),
        Value::Object(_) if single(&value, "$tag").is_some() => tag(&value["$tag"]),
        Value::Object(fields) if fields.contains_key("$list") => {
            Err("`$list` stands alone, as an element of a list".into())
        }
        Value::Object(fields) => {
            let fields = fields
                .into_iter()
                .map(|(key, value)| Ok((key, expand(value)?)));
            Ok(Value::Object(
                fields.collect::<Result<Map<_, _>, String>>()?,
            ))
        }
        other => Ok(other),
    }
}

/// The argument of an operator that is all of an object.
fn single<'v>(value: &'v Value, operator: &str) -> Option<&'v Value> {
    value
        .as_object()
        .filter(|fields| fields.len() == 1)?
        .get(operator)
}

fn repeated(argument: &Value) -> Result<Value, String> {
    match argument.as_array().map(Vec::as_slice) {
        Some([Value::String(text), count]) => {
            let count = count.as_u64().and_then(|count| usize::try_from(count).ok());
            count.map(|count| text.repeat(count).into())
        }
        _ => None,
    }
    .ok_or_else(|| "`$repeat` takes a text and a number".into())
}

/// The tag of an answer, or of none (ANS-12): SHA-256 of the JSON of question and answer, worked out
/// apart from the engine.
fn tag(argument: &Value) -> Result<Value, String> {
    let Some([Value::String(question), answer]) = argument.as_array().map(Vec::as_slice) else {
        return Err("`$tag` takes a question and its answer, or null".into());
    };
    let of = json!([id(question)?, forth(&expand(answer.clone())?)?]).to_string();
    let digits = Sha256::digest(of);
    let digits = digits.iter().map(|byte| format!("{byte:02x}"));
    Ok(digits.collect::<String>().into())
}

fn listed(argument: &Value) -> Result<Vec<Value>, String> {
    match argument.as_array().map(Vec::as_slice) {
        Some([element, count]) => {
            let element = expand(element.clone())?;
            count
                .as_u64()
                .map(|count| (1..=count).map(|place| numbered(&element, place)).collect())
        }
        _ => None,
    }
    .ok_or_else(|| "`$list` takes an element and a number".into())
}

/// The element with its place, from 1, instead of each `#`.
fn numbered(element: &Value, place: u64) -> Value {
    match element {
        Value::String(text) => text.replace('#', &place.to_string()).into(),
        Value::Array(items) => items.iter().map(|item| numbered(item, place)).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| (key.clone(), numbered(value, place)))
            .collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn shorthands_are_written_out() {
        let given =
            json!({ "a": { "$repeat": ["xy", 3] }, "b": [0, { "$list": [{ "id": "@q#" }, 2] }] });
        let written = json!({ "a": "xyxyxy", "b": [0, { "id": "@q1" }, { "id": "@q2" }] });
        assert_eq!(expand(given), Ok(written));
    }

    #[test]
    fn a_tag_is_that_of_the_engine() {
        let question = id("@how").unwrap();
        for (said, answer) in [
            (
                json!({ "paragraph": "One." }),
                json!({ "paragraph": "One." }),
            ),
            (
                json!({ "paragraph": "@@one" }),
                json!({ "paragraph": "@one" }),
            ),
            (
                json!({ "options": [{ "$repeat": ["é", 2] }] }),
                json!({ "options": ["éé"] }),
            ),
            (Value::Null, Value::Null),
        ] {
            let engine = visavis::digest::Digest::of(&(&question, answer)).to_string();
            assert_eq!(
                expand(json!([{ "$tag": ["@how", said] }])),
                Ok(json!([engine]))
            );
        }
    }

    #[test]
    fn shorthands_in_the_wrong_place_or_form_are_refused() {
        for wrong in [
            json!({ "$list": ["x", 2] }),
            json!([{ "$list": ["x"] }]),
            json!([{ "$list": ["x", "2"] }]),
            json!({ "$repeat": ["x", -1] }),
            json!({ "$repeat": [["x"], 2] }),
            json!({ "$tag": ["@how"] }),
            json!({ "$tag": ["how", null] }),
        ] {
            assert!(expand(wrong.clone()).is_err(), "{wrong}");
        }
    }
}
