//! Answers: as given, and as kept.

use core::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::limits::{OPTIONS, SCALE_END, STARS};
use crate::text::is_blank;
use crate::{AnswerText, OptionText};

/// An answer that a question accepted. `Debug` shows its kind alone.
///
/// One that no question could have accepted, whatever its limits, is not read (XCT-5).
///
/// ```
/// let answer: visavis::template::Answer = serde_json::from_str(r#"{"stars": 4}"#).unwrap();
/// assert_eq!(format!("{answer:?}"), "Stars(..)");
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Answer {
    /// The text of a paragraph (LIM-3).
    Paragraph(#[serde(deserialize_with = "paragraph")] AnswerText),
    /// A value on the question's scale (LIM-6).
    Scale(#[serde(deserialize_with = "scale")] u8),
    /// A number of stars; the maximum is the question's (LIM-7).
    Stars(#[serde(deserialize_with = "stars")] u8),
    /// The chosen options, in the question's order (LIM-8).
    Options(#[serde(deserialize_with = "options")] Vec<OptionText>),
}

/// Reads a value that can have been kept.
fn kept<'de, D, T>(
    deserializer: D,
    can_be: impl FnOnce(&T) -> bool,
    otherwise: &'static str,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let value = T::deserialize(deserializer)?;
    match can_be(&value) {
        true => Ok(value),
        false => Err(D::Error::custom(otherwise)),
    }
}

fn paragraph<'de, D: Deserializer<'de>>(deserializer: D) -> Result<AnswerText, D::Error> {
    let seen = |text: &AnswerText| !is_blank(text.as_str());
    kept(
        deserializer,
        seen,
        "a paragraph in which nothing is visible is no answer",
    )
}

fn scale<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let on_a_scale = |value: &u8| (1..=*SCALE_END.end()).contains(value);
    kept(
        deserializer,
        on_a_scale,
        "no scale has this value: the longest runs from 1 to 25",
    )
}

fn stars<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let rating = |value: &u8| (1..=STARS).contains(value);
    kept(deserializer, rating, "a rating has 1 to 5 stars")
}

fn options<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<OptionText>, D::Error> {
    let chosen = |options: &Vec<OptionText>| {
        let mut places = (1..).zip(options);
        (1..=OPTIONS).contains(&options.len())
            && places.all(|(next, option)| !options.iter().skip(next).any(|other| other == option))
    };
    kept(
        deserializer,
        chosen,
        "an answer chooses 1 to 25 options, each once",
    )
}

/// An answer as a person gives it, not checked yet. Blank text and no options clear what was
/// there (ANS-6). `Debug` shows its kind alone.
///
/// ```
/// let given: visavis::template::AnswerInput = serde_json::from_str(r#"{"scale": 4}"#).unwrap();
/// assert_eq!(given, visavis::template::AnswerInput::Scale(4));
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AnswerInput {
    /// The text of a paragraph.
    Paragraph(String),
    /// A value on a scale.
    Scale(i64),
    /// A number of stars.
    Stars(i64),
    /// Chosen options, in any order.
    Options(Vec<String>),
}

/// `Debug` that shows the kind and never the answer: what people write stays out of logs.
macro_rules! guarded {
    ($($type:ident),+) => {$(
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    Self::Paragraph(_) => "Paragraph(..)",
                    Self::Scale(_) => "Scale(..)",
                    Self::Stars(_) => "Stars(..)",
                    Self::Options(_) => "Options(..)",
                })
            }
        }
    )+};
}

guarded!(Answer, AnswerInput);
