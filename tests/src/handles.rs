//! Handles: names that stand for UUIDs, so that people can read a scenario.

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

/// The namespace of the handles' UUIDs.
const NAMESPACE: Uuid = Uuid::from_bytes(*b"visavis-scenario");

/// The handles of a scenario, to turn UUIDs back into them.
#[derive(Default)]
pub(crate) struct Handles {
    names: BTreeMap<String, String>,
}

impl Handles {
    /// Gets to know every handle in a document. What is none, such as an expected sentence that
    /// begins with one, is passed over: [`forth`] refuses it where the engine would be given it.
    pub(crate) fn learn(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.learn_text(text),
            Value::Array(items) => items.iter().for_each(|item| self.learn(item)),
            Value::Object(fields) => fields.iter().for_each(|(key, value)| {
                self.learn_text(key);
                self.learn(value);
            }),
            _ => {}
        }
    }

    pub(crate) fn learn_text(&mut self, text: &str) {
        if let Ok(id) = id(text) {
            self.names.insert(id, text.to_owned());
        }
    }

    /// A document as people read it: handles for UUIDs, in the middle of texts too.
    pub(crate) fn back(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.back_text(text).into(),
            Value::Array(items) => items.iter().map(|item| self.back(item)).collect(),
            Value::Object(fields) => fields
                .iter()
                .map(|(key, value)| (self.back_text(key), self.back(value)))
                .collect(),
            other => other.clone(),
        }
    }

    fn back_text(&self, text: &str) -> String {
        match text.starts_with('@') {
            true => format!("@{}", self.named(text)),
            false => self.named(text),
        }
    }

    /// A text with handles for the UUIDs in it.
    pub(crate) fn named(&self, text: &str) -> String {
        let (mut named, mut done) = (String::new(), 0);
        // A UUID has 36 characters, the first dash after eight of them.
        for (dash, _) in text.match_indices('-') {
            let start = dash.saturating_sub(8).max(done);
            let handle = text
                .get(start..start + 36)
                .and_then(|id| self.names.get(id));
            if let Some(handle) = handle {
                named.push_str(&text[done..start]);
                named.push_str(handle);
                done = start + 36;
            }
        }
        named.push_str(&text[done..]);
        named
    }
}

/// The UUID that a handle stands for.
pub(crate) fn id(handle: &str) -> Result<String, String> {
    uuid(handle)
        .map(|id| id.to_string())
        .ok_or_else(|| format!("`{handle}` is no handle; for the text itself, write `@{handle}`"))
}

fn uuid(handle: &str) -> Option<Uuid> {
    if let Some((cycle, person)) = handle.split_once('/') {
        // The conversation that a cycle gives a person (PAR-12), worked out apart from the engine.
        let name = [&[0; 4], uuid(person)?.as_bytes().as_slice()].concat();
        return Some(Uuid::new_v5(&uuid(cycle)?, &name));
    }
    if let Some((copy, question)) = handle.split_once('#') {
        // A question in the copy of a template (TPL-14).
        return Some(Uuid::new_v5(&uuid(copy)?, uuid(question)?.as_bytes()));
    }
    let name = handle.strip_prefix('@')?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    (!name.is_empty() && name.chars().all(plain))
        .then(|| Uuid::new_v5(&NAMESPACE, handle.as_bytes()))
}

/// A text as the engine is given it: a UUID for a handle, `@x` for `@@x`.
pub(crate) fn forth_text(text: &str) -> Result<String, String> {
    match text.strip_prefix('@') {
        Some(literal) if literal.starts_with('@') => Ok(literal.to_owned()),
        Some(_) => id(text),
        None => Ok(text.to_owned()),
    }
}

/// A document as the engine is given it.
pub(crate) fn forth(value: &Value) -> Result<Value, String> {
    Ok(match value {
        Value::String(text) => forth_text(text)?.into(),
        Value::Array(items) => Value::Array(items.iter().map(forth).collect::<Result<_, _>>()?),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(key, value)| Ok((forth_text(key)?, forth(value)?)))
                .collect::<Result<_, String>>()?,
        ),
        other => other.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn handles_go_forth_and_back_in_keys_values_and_texts() {
        let document = json!({
            "@ana": ["@ben", "@@twitter", "plain"], "@review/@ana": "@copy#@q1", "n": 1,
        });
        let mut handles = Handles::default();
        handles.learn(&document);
        let given = forth(&document).unwrap();
        assert!(!given.to_string().contains("@ana") && given.to_string().contains("\"@twitter\""));
        assert_eq!(handles.back(&given), document);
        let ana = id("@ana").unwrap();
        assert_eq!(ana, id("@ana").unwrap());
        assert_ne!(ana, id("@Ana").unwrap());
        assert_eq!(
            handles.back(&json!(format!("people[{ana}].manager"))),
            "people[@ana].manager"
        );
        let ben = id("@ben").unwrap();
        assert_eq!(
            handles.named(&format!("é-{ana}{ben} - {ana}-{ana} {}", &ben[1..])),
            format!("é-@ana@ben - @ana-@ana {}", &ben[1..])
        );
    }

    #[test]
    fn what_begins_like_a_handle_and_is_none_is_refused() {
        for text in ["@", "@ana smith", "@ana/", "@/@ana", "@ana.b", "@é"] {
            assert!(forth(&json!([text])).is_err(), "{text}");
            assert!(forth(&json!({ text: 1 })).is_err(), "{text}");
        }
    }
}
