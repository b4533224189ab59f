//! What a conversation holds: the parts with their answers, notes, the meeting, goals.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::respondent::Respondent;
use crate::{Answer, Date, Instant, NotesText, PersonId, QuestionId, Reference, Side};

/// A respondent's side of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    pub(crate) of: Respondent,
    pub(crate) person: PersonId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) submitted_at: Option<Instant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) shared_at: Option<Instant>,
    pub(crate) answers: BTreeMap<QuestionId, Saved>,
}

/// An answer as it was saved last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Saved {
    pub(crate) answer: Answer,
    pub(crate) at: Instant,
    pub(crate) by: PersonId,
}

/// The notes of a participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Notes {
    pub(crate) side: Side,
    pub(crate) text: NotesText,
    pub(crate) at: Instant,
}

/// The confirmation that they met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Confirmation {
    pub(crate) by: PersonId,
    pub(crate) at: Instant,
}

/// A goal that was created from inside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Goal {
    pub(crate) goal: Reference,
    pub(crate) by: PersonId,
    pub(crate) at: Instant,
}

/// Somebody whose ownership was taken, with what stays theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct EarlierManager {
    pub(crate) person: PersonId,
    /// When somebody else took ownership.
    pub(crate) until: Instant,
    /// Their answers to confidential questions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) answers: BTreeMap<QuestionId, Saved>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) notes: Option<Notes>,
}

/// A request of a participant to edit again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct StoredRequest {
    pub(crate) side: Side,
    pub(crate) by: PersonId,
    pub(crate) at: Instant,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) decision: Option<Decision>,
    /// When a change of manager ended it, open or approved (REQ-4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ended_at: Option<Instant>,
}

/// What was decided on a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    pub(crate) by: PersonId,
    pub(crate) at: Instant,
    /// The local date at whose end the approval runs out; none where the request was denied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<Date>,
}

impl Part {
    /// Marks all answers as saved by an instant at which they are handed on, also where the clock
    /// that they were saved by is ahead: a later time would tell of the draft (VIS-16).
    pub(super) fn saved_by(&mut self, at: Instant) {
        for saved in self.answers.values_mut() {
            saved.at = saved.at.min(at);
        }
    }
}
