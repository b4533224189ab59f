//! Every number of the product, and the texts that keep them.

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};
use unicode_segmentation::UnicodeSegmentation;

use crate::{Reason, Refusal};

/// Characters of a conversation's name (LIM-1).
pub const NAME_CHARACTERS: usize = 64;
/// Characters of a question's text (LIM-2).
pub const QUESTION_CHARACTERS: usize = 512;
/// Characters of a paragraph answer (LIM-3).
pub const ANSWER_CHARACTERS: usize = 10_000;
/// Characters of notes (LIM-5).
pub const NOTES_CHARACTERS: usize = 4_094;
/// Where a scale may end (LIM-6).
pub const SCALE_END: core::ops::RangeInclusive<u8> = 2..=25;
/// Stars of a rating (LIM-7).
pub const STARS: u8 = 5;
/// Options of a multi-select (LIM-8).
pub const OPTIONS: usize = 25;
/// Characters of an option (LIM-8).
pub const OPTION_CHARACTERS: usize = 250;
/// Days that an anytime template may give (LIM-9).
pub const ANYTIME_DAYS: core::ops::RangeInclusive<u16> = 1..=300;
/// Days that an anytime template gives where nothing is said (LIM-9).
pub const ANYTIME_DAYS_DEFAULT: u16 = 28;
/// Questions of a list (LIM-13).
pub const QUESTIONS: usize = 200;
/// Characters of a description (LIM-13).
pub const DESCRIPTION_CHARACTERS: usize = 10_000;
/// Characters of a host's reference to a goal, an objective or feedback (TPL-17).
pub const REFERENCE_CHARACTERS: usize = 512;

/// Whether nothing of a text is more than white space (LIM-12).
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// The words of a text: segments of UAX #29 with a letter or digit (LIM-12).
pub(crate) fn words(text: &str) -> usize {
    text.unicode_words().count()
}

/// The number of characters, where it is above `max`. Counting is skipped where the bytes alone
/// show that it cannot be.
fn over(text: &str, max: usize) -> Option<u64> {
    if text.len() <= max {
        return None;
    }
    let count = text.chars().count();
    (count > max).then_some(count as u64)
}

macro_rules! texts {
    ($($(#[$doc:meta])+ $name:ident, $max:ident, $long:ident, $debug:ident $(, required $empty:ident)?;)+) => {$(
        $(#[$doc])+
        #[derive(Clone, PartialEq, Eq, Serialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// The text, where it keeps its limits; as given, nothing trimmed or normalised.
            ///
            /// # Errors
            /// A [`Refusal`] that says what is wrong, with the length in characters.
            pub fn new(text: impl Into<Box<str>>) -> Result<Self, Refusal> {
                let text = text.into();
                Self::check(&text)?;
                Ok(Self(text))
            }

            fn check(text: &str) -> Result<(), Refusal> {
                $(if is_blank(text) {
                    return Err(Reason::$empty.into());
                })?
                if text.contains('\0') {
                    return Err(Reason::NullCharacter.into());
                }
                match over(text, $max) {
                    Some(count) => Err(Reason::$long { max: $max as u64, count }.into()),
                    None => Ok(()),
                }
            }

            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        texts!(@debug $name $debug);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Box::<str>::deserialize(deserializer)?;
                Self::check(&text).map_err(de::Error::custom)?;
                Ok(Self(text))
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "maxLength": $max })
            }
        }
    )+};
    // Personal text never reaches a log by way of `Debug`.
    (@debug $name:ident guarded) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({} characters)"), self.0.chars().count())
            }
        }
    };
    (@debug $name:ident plain) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

texts! {
    /// The name of a template and title of its conversations: 1 to 64 characters (LIM-1).
    ///
    /// ```
    /// assert!(visavis::Name::new("Half-year review").is_ok());
    /// assert_eq!(visavis::Name::new(" ").unwrap_err().code(), "name-empty");
    /// ```
    Name, NAME_CHARACTERS, NameTooLong, plain, required NameEmpty;
    /// The description of a template: 0 to 10,000 characters (LIM-13).
    ///
    /// ```
    /// assert_eq!(visavis::Description::new("").unwrap().as_str(), "");
    /// ```
    Description, DESCRIPTION_CHARACTERS, DescriptionTooLong, plain;
    /// The text of a question: 1 to 512 characters (LIM-2).
    ///
    /// ```
    /// let text = visavis::QuestionText::new("What went well?").unwrap();
    /// assert_eq!(text.as_str(), "What went well?");
    /// ```
    QuestionText, QUESTION_CHARACTERS, QuestionTextTooLong, plain, required QuestionTextEmpty;
    /// An option of a multi-select: 1 to 250 characters (LIM-8).
    ///
    /// ```
    /// assert_eq!(visavis::OptionText::new("").unwrap_err().code(), "option-empty");
    /// ```
    OptionText, OPTION_CHARACTERS, OptionTooLong, plain, required OptionEmpty;
    /// The text of a paragraph answer: at most 10,000 characters (LIM-3). `Debug` does not show it.
    ///
    /// ```
    /// let text = visavis::AnswerText::new("Between us").unwrap();
    /// assert_eq!(format!("{text:?}"), "AnswerText(10 characters)");
    /// ```
    AnswerText, ANSWER_CHARACTERS, AnswerTooLong, guarded;
    /// A reference of the host's own to something outside conversations, such as a goal: 1 to 512
    /// characters, which the engine never reads (TPL-17, TPL-19).
    ///
    /// ```
    /// assert!(visavis::Reference::new("goals/2026/17").is_ok());
    /// ```
    Reference, REFERENCE_CHARACTERS, ReferenceTooLong, plain, required ReferenceEmpty;
    /// The text of notes: at most 4,094 characters (LIM-5). `Debug` does not show it.
    ///
    /// ```
    /// let notes = visavis::NotesText::new("n".repeat(4_095));
    /// assert_eq!(notes.unwrap_err().code(), "notes-too-long");
    /// ```
    NotesText, NOTES_CHARACTERS, NotesTooLong, guarded;
}
