//! Comparing what came with what was expected.

use serde_json::Value;

/// Whether what came holds what is expected; otherwise the place and the difference.
///
/// An object holds the named fields, a list each expected element, in order; the rest is equal.
pub(crate) fn holds(expected: &Value, came: &Value) -> Result<(), String> {
    held(expected, Some(came), "")
}

/// Whether a pattern stands anywhere in what came: a text within any text or key, anything else
/// as [`holds`] has it.
pub(crate) fn occurs(pattern: &Value, came: &Value) -> bool {
    let here = match (pattern, came) {
        (Value::String(text), Value::String(came)) => came.contains(text.as_str()),
        (Value::String(text), Value::Object(fields)) => {
            fields.keys().any(|key| key.contains(text.as_str()))
        }
        (Value::Object(_) | Value::Array(_), _) => holds(pattern, came).is_ok(),
        _ => pattern == came,
    };
    here || match came {
        Value::Array(items) => items.iter().any(|item| occurs(pattern, item)),
        Value::Object(fields) => fields.values().any(|value| occurs(pattern, value)),
        _ => false,
    }
}

/// The operators that an expectation may use.
const OPERATORS: [&str; 4] = ["$absent", "$any", "$exactly", "$length"];

/// Refuses operators that there are not: a misspelt one must not make a test pass.
pub(crate) fn check_operators(expected: &Value) -> Result<(), String> {
    match expected {
        Value::Array(items) => items.iter().try_for_each(check_operators),
        Value::Object(fields) => fields.iter().try_for_each(|(key, value)| {
            if key.starts_with('$') && !(OPERATORS.contains(&key.as_str()) && fields.len() == 1) {
                return Err(format!(
                    "`{key}` is no operator, or does not stand alone; there are {}",
                    OPERATORS.join(", ")
                ));
            }
            check_operators(value)
        }),
        _ => Ok(()),
    }
}

fn held(expected: &Value, came: Option<&Value>, place: &str) -> Result<(), String> {
    let differs = |what: &str| Err(format!("at `{place}`: {what}"));
    if let Some((operator, argument)) = operator(expected) {
        return match (operator, came) {
            ("$absent", None) | ("$any", Some(_)) => Ok(()),
            ("$exactly", Some(came)) if came == argument => Ok(()),
            ("$length", Some(came)) if length(came) == argument.as_u64() => Ok(()),
            _ => differs(&format!("{expected} is expected")),
        };
    }
    let Some(came) = came else {
        return differs("missing");
    };
    match (expected, came) {
        (Value::Object(fields), Value::Object(came)) => fields
            .iter()
            .try_for_each(|(key, value)| held(value, came.get(key), &format!("{place}/{key}"))),
        (Value::Array(wanted), Value::Array(came)) => {
            let mut rest = came.iter();
            for (number, wanted) in wanted.iter().enumerate() {
                if !rest.any(|came| holds(wanted, came).is_ok()) {
                    return differs(&format!(
                        "no element matches the expected [{number}], in order"
                    ));
                }
            }
            Ok(())
        }
        _ if expected == came => Ok(()),
        _ => differs(&format!("{expected} is expected, not {came}")),
    }
}

fn operator(expected: &Value) -> Option<(&str, &Value)> {
    let (key, argument) = expected.as_object()?.iter().next()?;
    key.starts_with('$').then_some((key, argument))
}

fn length(value: &Value) -> Option<u64> {
    let length = match value {
        Value::Array(items) => items.len(),
        Value::Object(fields) => fields.len(),
        Value::String(text) => text.chars().count(),
        _ => return None,
    };
    u64::try_from(length).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn subsets_hold() {
        let came = json!({ "a": 1, "list": [{ "x": 1, "y": 2 }, { "x": 3 }, 4], "null": null });
        for expected in [
            json!({}),
            json!({ "a": 1 }),
            json!({ "list": [] }),
            json!({ "list": [{ "y": 2 }, 4] }),
            json!({ "list": { "$length": 3 } }),
            json!({ "b": { "$absent": true }, "null": null, "a": { "$any": true } }),
            json!({ "list": [{ "$exactly": { "x": 3 } }] }),
        ] {
            assert_eq!(holds(&expected, &came), Ok(()), "{expected}");
        }
    }

    #[test]
    fn differences_are_named() {
        let came = json!({ "a": 1, "list": [{ "x": 1, "y": 2 }, { "x": 3 }] });
        for (expected, said) in [
            (json!({ "a": 2 }), "at `/a`: 2 is expected, not 1"),
            (json!({ "a": null }), "at `/a`: null is expected, not 1"),
            (json!({ "b": null }), "at `/b`: missing"),
            (json!({ "b": { "$any": true } }), "at `/b`: "),
            (json!({ "a": { "$absent": true } }), "at `/a`: "),
            (
                json!({ "list": [{ "x": 3 }, { "x": 1 }] }),
                "at `/list`: no element matches the expected [1]",
            ),
            (json!({ "list": [{ "x": 3 }, { "x": 3 }] }), "at `/list`: "),
            (json!({ "list": { "$length": 1 } }), "at `/list`: "),
            (
                json!({ "list": [{ "$exactly": { "x": 1 } }] }),
                "at `/list`: ",
            ),
            (json!([]), "at ``: [] is expected"),
        ] {
            let difference = holds(&expected, &came).unwrap_err();
            assert!(difference.starts_with(said), "{difference}");
        }
    }

    #[test]
    fn patterns_are_found_wherever_they_stand() {
        let came = json!({ "a": [{ "secret key": "between us" }, { "n": 7, "m": 8 }] });
        for pattern in [
            json!("secret"),
            json!("between"),
            json!({ "n": 7 }),
            json!(8),
        ] {
            assert!(occurs(&pattern, &came), "{pattern}");
        }
        for pattern in [
            json!("beyond"),
            json!({ "n": 8 }),
            json!(9),
            json!({ "n": "7" }),
        ] {
            assert!(!occurs(&pattern, &came), "{pattern}");
        }
    }

    #[test]
    fn misspelt_operators_are_refused() {
        assert!(check_operators(&json!([{ "a": { "$absent": true } }])).is_ok());
        assert!(check_operators(&json!([{ "a": { "$abscent": true } }])).is_err());
        assert!(check_operators(&json!({ "$any": true, "b": 1 })).is_err());
    }
}
