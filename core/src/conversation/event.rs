//! The events of a conversation.

use serde::{Deserialize, Serialize};

use crate::log::Event;
use crate::{
    Answer, ContentReference, ConversationId, CycleId, Date, NotesText, PersonId, QuestionId,
    Reference, Side, TemplateId,
};

/// An event of a conversation.
pub type ConversationEvent = Event<ConversationId, ConversationChange>;

/// What happened in a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum ConversationChange {
    /// It came into being (ANY-2, CYC-2).
    Launched(Launched),
    /// A respondent saved answers (ANS-1).
    Saved {
        /// Whose part.
        side: Side,
        /// The answers that changed, in the order of the questions.
        answers: Vec<SavedAnswer>,
    },
    /// A respondent shared their part (ANS-4).
    Shared {
        /// Whose part.
        side: Side,
    },
    /// The meeting was confirmed (MTG-1).
    MeetingConfirmed,
    /// The confirmation was taken back (MTG-2).
    MeetingUnticked,
    /// Notes were written, or cleared (NTE-1).
    NotesWritten {
        /// Whose notes.
        side: Side,
        /// The text; none where they were cleared.
        #[serde(deserialize_with = "Option::deserialize")]
        text: Option<NotesText>,
    },
    /// A goal was created from inside (TPL-17).
    GoalCreated {
        /// The host's reference to it.
        goal: Reference,
    },
}

/// How a conversation came into being.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Launched {
    /// The template.
    pub template: TemplateId,
    /// The content that it is bound to from then on (TPL-16).
    pub content: ContentReference,
    /// Anytime, or of a cycle.
    pub occasion: Occasion,
    /// The direct report.
    pub direct_report: PersonId,
    /// The manager.
    pub manager: PersonId,
    /// Who responds, in order.
    pub responding: Vec<Side>,
    /// Whether the participants are to be told of the start (CYC-3).
    pub notified: bool,
}

/// What a conversation is an occasion of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Occasion {
    /// People started it.
    Anytime {
        /// The local date at whose end it is due (ANY-4).
        due: Date,
    },
    /// A cycle launched it.
    Scheduled {
        /// The cycle, whose dates it follows.
        cycle: CycleId,
    },
}

/// An answer that a save changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SavedAnswer {
    /// The question.
    pub question: QuestionId,
    /// The answer; none where it was cleared (ANS-6).
    #[serde(deserialize_with = "Option::deserialize")]
    pub answer: Option<Answer>,
}
