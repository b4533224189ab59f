//! What a conversation holds: the parts with their answers, notes, the meeting, goals.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Answer, Instant, NotesText, PersonId, QuestionId, Reference, Side};

/// A respondent's side of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    pub(crate) side: Side,
    pub(crate) respondent: PersonId,
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

impl Part {
    /// When the part was submitted, as far as had happened at an instant.
    pub(crate) fn submitted(&self, known: Instant) -> Option<Instant> {
        self.submitted_at.filter(|&at| at <= known)
    }

    /// When the part was shared, as far as had happened at an instant.
    pub(crate) fn shared(&self, known: Instant) -> Option<Instant> {
        self.shared_at.filter(|&at| at <= known)
    }

    /// Marks all answers as saved by an instant at which they are handed on, also where the clock
    /// that they were saved by is ahead: a later time would tell of the draft (VIS-16).
    pub(super) fn saved_by(&mut self, at: Instant) {
        for saved in self.answers.values_mut() {
            saved.at = saved.at.min(at);
        }
    }
}
