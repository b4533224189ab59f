//! Comparing what came with what was expected.

use serde_json::Value;

/// Where what came is not what is expected, and why.
#[derive(Debug)]
pub(crate) struct Difference<'v> {
    /// The keys and places that lead there, the innermost first.
    path: Vec<String>,
    why: Why<'v>,
}

#[derive(Debug)]
enum Why<'v> {
    Missing,
    /// An operator does not hold.
    Fails(&'v Value),
    Unequal(&'v Value, &'v Value),
    /// A list has more or fewer elements than were expected.
    Count(usize, usize),
    /// No element of a list matches the expected one of this number.
    NotFound(usize, &'v Value, &'v [Value]),
}

/// Whether what came holds what is expected; otherwise the first difference.
///
/// An object holds the named fields, a list each expected element, in order; the rest is equal.
pub(crate) fn holds<'v>(expected: &'v Value, came: &'v Value) -> Result<(), Difference<'v>> {
    held(expected, Some(came))
}

/// Whether a list, in a field of what came, has exactly the expected elements, each as [`holds`]
/// has it.
pub(crate) fn holds_all<'v>(
    field: &str,
    expected: &'v [Value],
    came: &'v Value,
) -> Result<(), Difference<'v>> {
    let came = came[field].as_array().map_or(&[][..], Vec::as_slice);
    one_by_one(expected, came).map_err(|difference| difference.within(field))
}

fn one_by_one<'v>(expected: &'v [Value], came: &'v [Value]) -> Result<(), Difference<'v>> {
    if expected.len() != came.len() {
        return Why::Count(came.len(), expected.len()).here();
    }
    let mut pairs = (0_usize..).zip(expected.iter().zip(came));
    pairs.try_for_each(|(place, (expected, came))| {
        holds(expected, came).map_err(|difference| difference.within(place))
    })
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
const OPERATORS: [&str; 5] = ["$absent", "$all", "$any", "$exactly", "$length"];

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
            if key == "$all" && !value.is_array() {
                return Err("`$all` takes a list".into());
            }
            check_operators(value)
        }),
        _ => Ok(()),
    }
}

fn held<'v>(expected: &'v Value, came: Option<&'v Value>) -> Result<(), Difference<'v>> {
    if let Some((operator, argument)) = operator(expected) {
        return match (operator, came) {
            ("$absent", None) | ("$any", Some(_)) => Ok(()),
            ("$exactly", Some(came)) if came == argument => Ok(()),
            ("$length", Some(came)) if length(came) == argument.as_u64() => Ok(()),
            ("$all", Some(Value::Array(came))) => {
                one_by_one(argument.as_array().map_or(&[], Vec::as_slice), came)
            }
            _ => Why::Fails(expected).here(),
        };
    }
    match (expected, came) {
        (_, None) => Why::Missing.here(),
        (Value::Object(fields), Some(Value::Object(came))) => {
            fields.iter().try_for_each(|(key, expected)| {
                held(expected, came.get(key)).map_err(|difference| difference.within(key))
            })
        }
        (Value::Array(expected), Some(Value::Array(came))) => {
            let mut rest = came.iter();
            let mut missing = expected.iter().enumerate().filter(|(_, expected)| {
                let found = rest.any(|came| holds(expected, came).is_ok());
                !found
            });
            match missing.next() {
                Some((number, expected)) => Why::NotFound(number, expected, came).here(),
                None => Ok(()),
            }
        }
        (_, Some(came)) if expected == came => Ok(()),
        (_, Some(came)) => Why::Unequal(expected, came).here(),
    }
}

impl<'v> Why<'v> {
    fn here(self) -> Result<(), Difference<'v>> {
        Err(Difference {
            path: Vec::new(),
            why: self,
        })
    }
}

impl<'v> Difference<'v> {
    fn within(mut self, step: impl ToString) -> Self {
        self.path.push(step.to_string());
        self
    }

    /// In words; and of an element that was not found, the element that was expected and the
    /// nearest that came.
    pub(crate) fn told(&self) -> (String, Option<(&'v Value, &'v Value)>) {
        let path = self.path.iter().rev().map(|step| format!("/{step}"));
        let place = path.collect::<String>();
        let (why, nearest) = match self.why {
            Why::Missing => ("missing".into(), None),
            Why::Fails(expected) => (format!("{expected} is expected"), None),
            Why::Unequal(expected, came) => (format!("{expected} is expected, not {came}"), None),
            Why::Count(came, expected) => (
                format!("the number of elements is {came}, not {expected}"),
                None,
            ),
            Why::NotFound(number, expected, among) => not_found(number, expected, among),
        };
        (format!("at `{place}`: {why}"), nearest)
    }
}

/// Says which element of a list is nearest to the one that was expected, and how it differs.
fn not_found<'v>(
    number: usize,
    expected: &'v Value,
    among: &'v [Value],
) -> (String, Option<(&'v Value, &'v Value)>) {
    // The first of those that share most.
    let places = among.iter().enumerate().rev();
    let nearest = places.max_by_key(|(_, came)| shared(expected, Some(came)));
    let (near, nearest) = match nearest.map(|(place, came)| (place, came, holds(expected, came))) {
        None => ("; there is none".into(), None),
        Some((place, came, Err(difference))) => {
            let (how, inner) = difference.told();
            let nearest = inner.unwrap_or((expected, came));
            (
                format!("; the nearest is [{place}], but {how}"),
                Some(nearest),
            )
        }
        Some((place, came, Ok(()))) => {
            let taken = format!(" after the one before it; [{place}] comes too early");
            (taken, Some((expected, came)))
        }
    };
    (
        format!("no element matches the expected [{number}]{near}"),
        nearest,
    )
}

/// How many of the values that are expected came.
fn shared(expected: &Value, came: Option<&Value>) -> usize {
    match (expected, came) {
        (Value::Object(fields), Some(Value::Object(came))) if operator(expected).is_none() => {
            let each = fields.iter();
            each.map(|(key, expected)| shared(expected, came.get(key)))
                .sum()
        }
        (Value::Array(expected), Some(Value::Array(came))) => {
            let most = |expected| came.iter().map(|came| shared(expected, Some(came))).max();
            expected.iter().filter_map(most).sum()
        }
        _ => usize::from(held(expected, came).is_ok()),
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
            json!({ "list": { "$all": [{ "y": 2 }, { "x": 3 }, 4] } }),
        ] {
            assert!(holds(&expected, &came).is_ok(), "{expected}");
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
                "at `/list`: no element matches the expected [1] after the one before it; [0] comes too early",
            ),
            (
                json!({ "list": { "$all": [{ "x": 1 }] } }),
                "at `/list`: the number of elements is 2, not 1",
            ),
            (
                json!({ "list": { "$all": [{ "x": 1 }, { "x": 4 }] } }),
                "at `/list/1/x`: 4 is expected, not 3",
            ),
            (
                json!({ "list": { "$all": [{ "x": 3 }, { "x": 1 }] } }),
                "at `/list/0/x`: 3 is expected, not 1",
            ),
            (json!({ "a": { "$all": [] } }), "at `/a`: "),
            (json!({ "list": [{ "x": 3 }, { "x": 3 }] }), "at `/list`: "),
            (json!({ "list": { "$length": 1 } }), "at `/list`: "),
            (
                json!({ "list": [{ "$exactly": { "x": 1 } }] }),
                "at `/list`: ",
            ),
            (json!([]), "at ``: [] is expected"),
        ] {
            let (difference, _) = holds(&expected, &came).unwrap_err().told();
            assert!(difference.starts_with(said), "{difference}");
        }
    }

    #[test]
    fn the_nearest_element_is_shown() {
        let came = json!({ "parts": [
            { "side": "manager", "questions": [] },
            { "side": "direct_report", "questions": [
                { "question": "@how", "text": "How?", "answer": 3 },
                { "question": "@why", "text": "Why?", "answer": 4 },
                { "question": "@who", "text": "Who?", "answer": 5 },
            ] },
        ] });
        let questions = |question: Value| json!({ "parts": [{ "side": "direct_report", "questions": [question] }] });
        let wanted = json!({ "question": "@why", "text": "Why?", "answer": 5 });
        let expected = questions(wanted.clone());
        let (said, nearest) = holds(&expected, &came).unwrap_err().told();
        assert_eq!(
            said,
            "at `/parts`: no element matches the expected [0]; the nearest is [1], but \
             at `/questions`: no element matches the expected [0]; the nearest is [1], but \
             at `/answer`: 5 is expected, not 4"
        );
        assert_eq!(nearest, Some((&wanted, &came["parts"][1]["questions"][1])));
        let expected = json!({ "parts": [{ "questions": [7] }] });
        let (said, _) = holds(&expected, &came).unwrap_err().told();
        assert!(said.ends_with("expected [0]; there is none"), "{said}");
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
        assert!(check_operators(&json!({ "$all": [{ "$all": [] }] })).is_ok());
        assert!(check_operators(&json!({ "$all": 1 })).is_err());
    }
}
