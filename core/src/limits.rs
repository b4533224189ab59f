//! Every number of the product, and the texts that keep them.
//!
//! Characters are Unicode scalar values of the text as given, never bytes (LIM-12).
//!
//! Words, which a question may limit (LIM-4), are segments of UAX #29 with a letter or digit: "can't
//! stop" is two, and each ideograph of Chinese and each hiragana of Japanese is one. Thai, Lao, Khmer and
//! Burmese put no spaces between words, and there a dictionary says where one ends. It is always built in,
//! and makes a binary 1.1 MB larger.
//!
//! ```
//! use visavis::limits;
//! use visavis::limits::Name;
//!
//! let long = Name::new("n".repeat(limits::NAME_CHARACTERS + 1)).unwrap_err();
//! assert_eq!(long.to_string(), "a name has at most 64 characters; this one has 65");
//! ```

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::text::{is_blank, is_one_line};
use crate::{Reason, Refusal};

/// The most characters of a template's name, which is the title of its conversations (LIM-1).
///
/// ```
/// # use visavis::limits::NAME_CHARACTERS;
/// # use visavis::limits::Name;
/// assert!(Name::new("é".repeat(NAME_CHARACTERS)).is_ok()); // Characters, not bytes.
/// assert!(Name::new("é".repeat(NAME_CHARACTERS + 1)).is_err());
/// ```
pub const NAME_CHARACTERS: usize = 64;
/// The most characters of a question's text (LIM-2).
///
/// ```
/// # use visavis::limits::QUESTION_CHARACTERS;
/// # use visavis::limits::QuestionText;
/// assert!(QuestionText::new("?".repeat(QUESTION_CHARACTERS + 1)).is_err());
/// ```
pub const QUESTION_CHARACTERS: usize = 512;
/// The most characters of a paragraph answer (LIM-3).
///
/// ```
/// # use visavis::limits::ANSWER_CHARACTERS;
/// # use visavis::limits::AnswerText;
/// assert!(AnswerText::new("a".repeat(ANSWER_CHARACTERS + 1)).is_err());
/// ```
pub const ANSWER_CHARACTERS: usize = 10_000;
/// The most characters of notes (LIM-5).
///
/// ```
/// # use visavis::limits::NOTES_CHARACTERS;
/// # use visavis::limits::NotesText;
/// assert!(NotesText::new("n".repeat(NOTES_CHARACTERS + 1)).is_err());
/// ```
pub const NOTES_CHARACTERS: usize = 4_094;
/// The highest values that a scale may have; the lowest is always 1 (LIM-6).
///
/// ```
/// # use visavis::limits::SCALE_END;
/// assert!(SCALE_END.contains(&25) && !SCALE_END.contains(&1));
/// ```
pub const SCALE_END: core::ops::RangeInclusive<u8> = 2..=25;
/// The most stars of a rating (LIM-7).
///
/// ```
/// assert_eq!(visavis::limits::STARS, 5);
/// ```
pub const STARS: u8 = 5;
/// The most options of a multi-select (LIM-8).
///
/// ```
/// assert_eq!(visavis::limits::OPTIONS, 25);
/// ```
pub const OPTIONS: usize = 25;
/// The most characters of an option (LIM-8).
///
/// ```
/// # use visavis::limits::OPTION_CHARACTERS;
/// # use visavis::limits::OptionText;
/// assert!(OptionText::new("o".repeat(OPTION_CHARACTERS + 1)).is_err());
/// ```
pub const OPTION_CHARACTERS: usize = 250;
/// The numbers of days that an anytime template may give, counted from the local date of the
/// launch (LIM-9).
///
/// ```
/// # use visavis::limits::ANYTIME_DAYS;
/// assert!(ANYTIME_DAYS.contains(&300) && !ANYTIME_DAYS.contains(&0));
/// ```
pub const ANYTIME_DAYS: core::ops::RangeInclusive<u16> = 1..=300;
/// The days that an anytime template gives where nothing is said (LIM-9).
///
/// ```
/// # use visavis::limits::{ANYTIME_DAYS, ANYTIME_DAYS_DEFAULT};
/// assert!(ANYTIME_DAYS.contains(&ANYTIME_DAYS_DEFAULT));
/// ```
pub const ANYTIME_DAYS_DEFAULT: u16 = 28;
/// The days that an approved request to edit gives after the day of its approval (LIM-11, REQ-4).
///
/// ```
/// assert_eq!(visavis::limits::APPROVED_DAYS, 7);
/// ```
pub const APPROVED_DAYS: u32 = 7;
/// The most questions of a list (LIM-13).
///
/// ```
/// assert_eq!(visavis::limits::QUESTIONS, 200);
/// ```
pub const QUESTIONS: usize = 200;
/// The most characters of a description (LIM-13).
///
/// ```
/// # use visavis::limits::DESCRIPTION_CHARACTERS;
/// # use visavis::limits::Description;
/// assert!(Description::new("d".repeat(DESCRIPTION_CHARACTERS + 1)).is_err());
/// ```
pub const DESCRIPTION_CHARACTERS: usize = 10_000;
/// The most characters of a host's reference to a goal, an objective or feedback (TPL-17).
///
/// ```
/// # use visavis::limits::REFERENCE_CHARACTERS;
/// # use visavis::limits::Reference;
/// assert!(Reference::new("r".repeat(REFERENCE_CHARACTERS + 1)).is_err());
/// ```
pub const REFERENCE_CHARACTERS: usize = 512;

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
    ($($(#[$doc:meta])+ $name:ident, $max:ident, $long:ident, $debug:ident
        $(, required $empty:ident)? $(, one line $broken:ident)?;)+) => {$(
        $(#[$doc])+
        #[derive(Clone, PartialEq, Eq, Serialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// The text, where it keeps its limits; as given, nothing trimmed or normalised.
            ///
            /// # Errors
            /// A [`Refusal`] that says what is wrong, with the length in characters.
            ///
            /// ```
            #[doc = concat!("use visavis::limits::", stringify!($name), ";")]
            ///
            #[doc = concat!("assert!(", stringify!($name), "::new(\"as it is\").is_ok());")]
            #[doc = concat!("assert_eq!(", stringify!($name), "::new(\"\\0\").unwrap_err().code(), \"null-character\");")]
            /// ```
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
                $(if !is_one_line(text) {
                    return Err(Reason::$broken.into());
                })?
                match over(text, $max) {
                    Some(count) => Err(Reason::$long { max: $max as u64, count }.into()),
                    None => Ok(()),
                }
            }

            /// The text itself.
            ///
            /// ```
            #[doc = concat!("let text = visavis::limits::", stringify!($name), "::new(\" as it is\").unwrap();")]
            /// assert_eq!(text.as_str(), " as it is");
            /// ```
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
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

texts! {
    /// The name of a template and title of its conversations: one visible line of 1 to 64
    /// characters (LIM-1).
    ///
    /// ```
    /// use visavis::limits::Name;
    ///
    /// assert!(Name::new("Half-year review").is_ok());
    /// assert_eq!(Name::new("\u{200b}").unwrap_err().code(), "name-empty"); // Nobody sees it.
    /// assert_eq!(Name::new("Half-year\nreview").unwrap_err().code(), "name-not-one-line");
    /// ```
    Name, NAME_CHARACTERS, NameTooLong, plain, required NameEmpty, one line NameNotOneLine;
    /// The description of a template: 0 to 10,000 characters (LIM-13).
    ///
    /// ```
    /// assert_eq!(visavis::limits::Description::new("").unwrap().as_str(), "");
    /// ```
    Description, DESCRIPTION_CHARACTERS, DescriptionTooLong, plain;
    /// The text of a question: 1 to 512 characters (LIM-2).
    ///
    /// ```
    /// let text = visavis::limits::QuestionText::new("What went well?").unwrap();
    /// assert_eq!(text.as_str(), "What went well?");
    /// ```
    QuestionText, QUESTION_CHARACTERS, QuestionTextTooLong, plain, required QuestionTextEmpty;
    /// An option of a multi-select: one visible line of 1 to 250 characters (LIM-8).
    ///
    /// ```
    /// assert_eq!(visavis::limits::OptionText::new("").unwrap_err().code(), "option-empty");
    /// ```
    OptionText, OPTION_CHARACTERS, OptionTooLong, plain, required OptionEmpty, one line OptionNotOneLine;
    /// The text of a paragraph answer: at most 10,000 characters (LIM-3). `Debug` does not show it.
    ///
    /// ```
    /// let text = visavis::limits::AnswerText::new("Between us").unwrap();
    /// assert_eq!(format!("{text:?}"), "AnswerText(10 characters)");
    /// ```
    AnswerText, ANSWER_CHARACTERS, AnswerTooLong, guarded;
    /// A reference of the host's own to something outside conversations, such as a goal: 1 to 512
    /// characters, which the engine never reads (TPL-17, TPL-19).
    ///
    /// ```
    /// assert!(visavis::limits::Reference::new("goals/2026/17").is_ok());
    /// ```
    Reference, REFERENCE_CHARACTERS, ReferenceTooLong, plain, required ReferenceEmpty;
    /// The text of notes: at most 4,094 characters (LIM-5). `Debug` does not show it.
    ///
    /// ```
    /// let notes = visavis::limits::NotesText::new("n".repeat(4_095));
    /// assert_eq!(notes.unwrap_err().code(), "notes-too-long");
    /// ```
    NotesText, NOTES_CHARACTERS, NotesTooLong, guarded;
}
