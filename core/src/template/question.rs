//! Questions and what they accept.

use serde::{Deserialize, Serialize};

use super::answer::{Answer, AnswerInput};
use crate::limits::{OPTIONS, SCALE_END, STARS};
use crate::refusal::Faults;
use crate::text::{is_blank, words};
use crate::{AnswerText, OptionText, QuestionId, QuestionText, Reason, Refusal};

/// A question of a template (TPL-5).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let template = check_in();
/// let question = &template.latest_content().unwrap().questions(Side::DirectReport)[0];
/// assert!(question.is_mandatory() && !question.is_confidential());
/// assert_eq!(question.kind(), &QuestionKind::Paragraph { max_words: None });
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "QuestionDraft")]
pub struct Question {
    pub(crate) id: QuestionId,
    text: QuestionText,
    mandatory: bool,
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    confidential: bool,
    kind: QuestionKind,
}

/// What a question asks for (TPL-5).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let template = check_in();
/// let kind = template.latest_content().unwrap().questions(Side::Manager)[1].kind();
/// assert_eq!(kind, &QuestionKind::Scale { max: 10 });
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QuestionKind {
    /// Open text.
    Paragraph {
        /// The hard limit of words, where there is one (LIM-4). What a word is, [`limits`](crate::limits)
        /// says.
        #[serde(skip_serializing_if = "Option::is_none")]
        max_words: Option<u32>,
    },
    /// A whole number from 1 to `max` (LIM-6).
    Scale {
        /// Where the scale ends.
        max: u8,
    },
    /// 1 to `max` stars (LIM-7).
    Stars {
        /// The most stars that this question gives.
        max: u8,
    },
    /// Any of some options (LIM-8).
    MultiSelect {
        /// The options, in order.
        options: Vec<OptionText>,
    },
}

/// A question as an administrator writes it, not checked yet.
///
/// ```
/// let draft: visavis::template::QuestionDraft = serde_json::from_str(r#"{
///     "id": "7f3b9a52-60a9-4d3c-8a83-0f2e8d1f9c01",
///     "text": "How did the half-year go?",
///     "mandatory": true,
///     "kind": { "paragraph": { "max_words": 200 } }
/// }"#).unwrap();
/// assert!(draft.check().is_ok());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuestionDraft {
    /// The id, which the host gives.
    pub id: QuestionId,
    /// The text (LIM-2).
    pub text: String,
    /// Whether sharing needs an answer (ANS-3).
    #[serde(default)]
    pub mandatory: bool,
    /// Whether the other participant never sees the answer (TPL-7).
    #[serde(default)]
    pub confidential: bool,
    /// What it asks for.
    pub kind: QuestionKindDraft,
}

/// What a question asks for, not checked yet.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let question = |kind| QuestionDraft {
///     id: id(61), text: "How sure?".into(), mandatory: false, confidential: false, kind,
/// };
/// assert!(question(QuestionKindDraft::Scale { max: 25 }).check().is_ok());
/// let refusal = question(QuestionKindDraft::Scale { max: 26 }).check().unwrap_err();
/// assert_eq!(refusal.faults()[0].to_string(), "a scale ends at a value from 2 to 25, not at 26");
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum QuestionKindDraft {
    /// Open text.
    Paragraph {
        /// The hard limit of words (LIM-4).
        #[serde(default)]
        max_words: Option<i64>,
    },
    /// A whole number from 1 to `max` (LIM-6).
    Scale {
        /// Where the scale ends: 2 to 25.
        max: i64,
    },
    /// 1 to `max` stars (LIM-7).
    Stars {
        /// The most stars: at most 5.
        max: i64,
    },
    /// Any of some options (LIM-8).
    MultiSelect {
        /// The options: 1 to 25, all different.
        options: Vec<String>,
    },
}

impl QuestionDraft {
    /// The question, where all of it stands.
    ///
    /// # Errors
    /// `template-refused`, with every fault and its place.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let options = vec!["Yes".into(), "No".into(), "Yes".into()];
    /// let kind = QuestionKindDraft::MultiSelect { options };
    /// let draft = QuestionDraft {
    ///     id: id(61), text: " ".into(), mandatory: false, confidential: false, kind,
    /// };
    /// let faults = draft.check().unwrap_err().faults().to_vec();
    /// assert_eq!((faults[0].at(), faults[0].code()), (Some(".text"), "question-text-empty"));
    /// assert_eq!((faults[1].at(), faults[1].code()), (Some(".kind.options[2]"), "option-repeated"));
    /// # Ok(()) }
    /// ```
    pub fn check(self) -> Result<Question, Refusal> {
        let mut faults = Faults::default();
        let text = faults.check(".text", QuestionText::new(self.text));
        let kind = self.kind.check(&mut faults);
        let question = text.zip(kind).map(|(text, kind)| Question {
            id: self.id,
            text,
            mandatory: self.mandatory,
            confidential: self.confidential,
            kind,
        });
        faults.finish(question, Reason::TemplateRefused)
    }
}

impl TryFrom<QuestionDraft> for Question {
    type Error = Refusal;

    fn try_from(draft: QuestionDraft) -> Result<Self, Refusal> {
        draft.check()
    }
}

impl QuestionKindDraft {
    fn check(self, faults: &mut Faults) -> Option<QuestionKind> {
        let kind = match self {
            Self::Paragraph { max_words: None } => Ok(QuestionKind::Paragraph { max_words: None }),
            Self::Paragraph {
                max_words: Some(max),
            } => u32::try_from(max.min(i64::from(u32::MAX)))
                .ok()
                .filter(|&max| max >= 1)
                .map(|max| QuestionKind::Paragraph {
                    max_words: Some(max),
                })
                .ok_or(Reason::WordLimitTooSmall),
            Self::Scale { max } => u8::try_from(max)
                .ok()
                .filter(|max| SCALE_END.contains(max))
                .map(|max| QuestionKind::Scale { max })
                .ok_or(Reason::ScaleOutOfRange {
                    min: u64::from(*SCALE_END.start()),
                    max: u64::from(*SCALE_END.end()),
                    value: max,
                }),
            Self::Stars { max } => u8::try_from(max)
                .ok()
                .filter(|max| (1..=STARS).contains(max))
                .map(|max| QuestionKind::Stars { max })
                .ok_or(Reason::StarsOutOfRange {
                    max: u64::from(STARS),
                    value: max,
                }),
            Self::MultiSelect { options } => return check_options(options, faults),
        };
        kind.map_err(|reason| faults.note(".kind", reason)).ok()
    }
}

fn check_options(options: Vec<String>, faults: &mut Faults) -> Option<QuestionKind> {
    let count = options.len();
    if !(1..=OPTIONS).contains(&count) {
        let reason = Reason::OptionsOutOfRange {
            max: OPTIONS as u64,
            count: count as u64,
        };
        faults.note(".kind.options", reason);
        return None;
    }
    let mut checked: Vec<OptionText> = Vec::with_capacity(count);
    for (place, option) in options.into_iter().enumerate() {
        let at = format_args!(".kind.options[{place}]").to_string();
        if let Some(option) = faults.check(&at, OptionText::new(option)) {
            if checked.contains(&option) {
                faults.note(&at, Reason::OptionRepeated);
            }
            checked.push(option);
        }
    }
    Some(QuestionKind::MultiSelect { options: checked })
}

impl Question {
    /// The id.
    #[must_use]
    pub const fn id(&self) -> QuestionId {
        self.id
    }

    /// The text.
    #[must_use]
    pub const fn text(&self) -> &QuestionText {
        &self.text
    }

    /// Whether sharing needs an answer (ANS-3).
    #[must_use]
    pub const fn is_mandatory(&self) -> bool {
        self.mandatory
    }

    /// Whether the other participant never sees the answer (TPL-7).
    #[must_use]
    pub const fn is_confidential(&self) -> bool {
        self.confidential
    }

    /// What it asks for.
    #[must_use]
    pub const fn kind(&self) -> &QuestionKind {
        &self.kind
    }

    /// The answer to keep; nothing where what was given clears it (ANS-6).
    ///
    /// # Errors
    /// What is wrong with it, by LIM-3 to LIM-8 or TPL-5.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let template = check_in();
    /// let stars = &template.latest_content().unwrap().questions(Side::DirectReport)[1];
    /// assert_eq!(stars.accept(&AnswerInput::Stars(4))?, Some(Answer::Stars(4)));
    /// assert_eq!(stars.accept(&AnswerInput::Stars(6)).unwrap_err().rule(), Rule::Lim7);
    /// assert_eq!(stars.accept(&AnswerInput::Scale(4)).unwrap_err().code(), "wrong-kind");
    /// # Ok(()) }
    /// ```
    pub fn accept(&self, given: &AnswerInput) -> Result<Option<Answer>, Refusal> {
        match (&self.kind, given) {
            (QuestionKind::Paragraph { max_words }, AnswerInput::Paragraph(text)) => {
                paragraph(text, *max_words)
            }
            (QuestionKind::Scale { max }, &AnswerInput::Scale(value)) => {
                let outside = Reason::NotOnScale {
                    max: u64::from(*max),
                };
                Ok(Some(Answer::Scale(within(value, *max).ok_or(outside)?)))
            }
            (QuestionKind::Stars { max }, &AnswerInput::Stars(value)) => {
                let outside = Reason::NotARating {
                    max: u64::from(*max),
                };
                Ok(Some(Answer::Stars(within(value, *max).ok_or(outside)?)))
            }
            (QuestionKind::MultiSelect { options }, AnswerInput::Options(chosen)) => {
                choice(options, chosen)
            }
            (kind, _) => Err(Reason::WrongKind {
                expected: kind.takes(),
            }
            .into()),
        }
    }
}

impl Question {
    /// Whether an answer can have been accepted: what reads a stored one asks (XCT-5).
    pub(crate) fn takes(&self, answer: &Answer) -> bool {
        match (&self.kind, answer) {
            (QuestionKind::Paragraph { max_words }, Answer::Paragraph(text)) => {
                max_words.is_none_or(|max| words(text.as_str()) as u64 <= u64::from(max))
            }
            (QuestionKind::Scale { max }, Answer::Scale(value))
            | (QuestionKind::Stars { max }, Answer::Stars(value)) => (1..=*max).contains(value),
            (QuestionKind::MultiSelect { options }, Answer::Options(chosen)) => {
                // In the question's order, so that each is looked for behind the one before.
                let mut options = options.iter();
                let mut chosen = chosen.iter();
                chosen.all(|option| options.any(|known| known == option))
            }
            (
                QuestionKind::Paragraph { .. }
                | QuestionKind::Scale { .. }
                | QuestionKind::Stars { .. }
                | QuestionKind::MultiSelect { .. },
                _,
            ) => false,
        }
    }
}

impl QuestionKind {
    fn takes(&self) -> &'static str {
        match self {
            Self::Paragraph { .. } => "a paragraph",
            Self::Scale { .. } => "a value on its scale",
            Self::Stars { .. } => "a number of stars",
            Self::MultiSelect { .. } => "a set of its options",
        }
    }
}

fn within(value: i64, max: u8) -> Option<u8> {
    u8::try_from(value)
        .ok()
        .filter(|value| (1..=max).contains(value))
}

fn paragraph(text: &str, max_words: Option<u32>) -> Result<Option<Answer>, Refusal> {
    if is_blank(text) {
        return Ok(None);
    }
    let answer = AnswerText::new(text)?;
    if let Some(max) = max_words.map(u64::from) {
        let count = words(text) as u64;
        if count > max {
            return Err(Reason::TooManyWords { max, count }.into());
        }
    }
    Ok(Some(Answer::Paragraph(answer)))
}

fn choice(options: &[OptionText], chosen: &[String]) -> Result<Option<Answer>, Refusal> {
    // However long the list is: past as many places as there are options, one is unknown or stands
    // twice, so that few earlier ones are ever looked at.
    for (place, option) in chosen.iter().enumerate() {
        if !options.iter().any(|known| known.as_str() == option) {
            return Err(Reason::NotAnOption.into());
        }
        if chosen.iter().take(place).any(|earlier| earlier == option) {
            return Err(Reason::OptionChosenTwice.into());
        }
    }
    if chosen.is_empty() {
        return Ok(None);
    }
    let in_order = options
        .iter()
        .filter(|option| chosen.iter().any(|text| text == option.as_str()));
    Ok(Some(Answer::Options(in_order.cloned().collect())))
}
