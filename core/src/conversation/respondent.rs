//! Who answers: the respondents of a conversation, and how one of their answers is named.

use serde::{Deserialize, Serialize};

use crate::vocabulary::vocabulary;
use crate::{PersonId, QuestionId, Side};

vocabulary! {
    /// A person in the role in which they answer.
    ///
    /// A part of a conversation belongs to one respondent.
    ///
    /// In JSON `"direct_report"` or `"manager"`.
    ///
    /// ```
    /// use visavis::{Respondent, Side};
    ///
    /// assert_eq!(Respondent::from(Side::Manager), Respondent::Manager);
    /// assert_eq!(Respondent::Manager.list(), Side::Manager);
    /// ```
    #[derive(PartialOrd, Ord, Hash, Deserialize)]
    #[non_exhaustive]
    pub enum Respondent {
        /// The direct report.
        DirectReport: "direct_report" = 1,
        /// The manager.
        Manager: "manager" = 2,
    }
}

impl Respondent {
    /// The side whose question list they answer, whose locks and review are theirs.
    #[must_use]
    pub const fn list(self) -> Side {
        match self {
            Self::DirectReport => Side::DirectReport,
            Self::Manager => Side::Manager,
        }
    }

    /// The side that they stand on, as one of the two whose conversation it is.
    pub(crate) const fn side(self) -> Option<Side> {
        match self {
            Self::DirectReport => Some(Side::DirectReport),
            Self::Manager => Some(Side::Manager),
        }
    }
}

impl From<Side> for Respondent {
    fn from(side: Side) -> Self {
        match side {
            Side::DirectReport => Self::DirectReport,
            Side::Manager => Self::Manager,
        }
    }
}

/// The name of one answer: the part that it stands in, the question, and the earlier manager who
/// left it, if one did (VIS-12).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let answer = AnswerId::new(Respondent::Manager, id(21));
/// assert_eq!(answer, (Respondent::Manager, id(21)).into());
/// assert_eq!(answer.left_by(ben().person()).earlier_manager, Some(ben().person()));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerId {
    /// Whose part it stands in.
    pub part: Respondent,
    /// The question.
    pub question: QuestionId,
    /// The earlier manager whose answer stayed theirs at a change of manager; none for an answer that
    /// stands in the part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier_manager: Option<PersonId>,
}

impl AnswerId {
    /// The answer of a part to a question.
    #[must_use]
    pub const fn new(part: Respondent, question: QuestionId) -> Self {
        Self {
            part,
            question,
            earlier_manager: None,
        }
    }

    /// The answer to the same question that an earlier manager left.
    #[must_use]
    pub const fn left_by(self, earlier_manager: PersonId) -> Self {
        Self {
            earlier_manager: Some(earlier_manager),
            ..self
        }
    }
}

impl From<(Respondent, QuestionId)> for AnswerId {
    fn from((part, question): (Respondent, QuestionId)) -> Self {
        Self::new(part, question)
    }
}
