//! Answers: as given, and as kept.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::{AnswerText, OptionText};

/// An answer that a question accepted. `Debug` shows its kind alone.
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
    Paragraph(AnswerText),
    /// A value on the question's scale (LIM-6).
    Scale(u8),
    /// A number of stars; the maximum is the question's (LIM-7).
    Stars(u8),
    /// The chosen options, in the question's order (LIM-8).
    Options(Vec<OptionText>),
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
