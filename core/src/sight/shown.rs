//! What people are shown: the data of a view.

use serde::Serialize;

use super::actions::Actions;
use super::tables::{Opening, Standing};
use crate::{
    ConversationId, Date, Description, Digest, Instant, Name, NotesText, OptionText, PersonId,
    Phase, QuestionId, QuestionKind, QuestionText, Reference, Rule, Side, TemplateKind,
};

/// A conversation as one person is shown it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct View {
    /// What the person is here.
    pub standing: Standing,
    /// The frame (FCT-1).
    pub frame: Frame,
    /// Whether it is complete (FCT-2, MTG-3).
    pub complete: bool,
    /// The confirmation of the meeting, where it is asked for (FCT-2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Meeting>,
    /// The parts, the direct report's first.
    pub parts: Vec<PartView>,
    /// The notes of both, the direct report's first (FCT-10).
    pub notes: Vec<NotesView>,
    /// The goals that were created from inside (FCT-8).
    pub goals: Vec<GoalView>,
    /// References to objectives and feedback for a respondent, where they are offered (TPL-19).
    pub references: Vec<Reference>,
    /// What the person may do (ANS-7).
    pub actions: Actions,
}

/// What everyone who may know of a conversation knows of it (FCT-1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Frame {
    /// The conversation.
    pub conversation: ConversationId,
    /// The title: the name of the template (TPL-2).
    pub title: Name,
    /// The description.
    pub description: Description,
    /// Anytime or scheduled.
    pub kind: TemplateKind,
    /// The phase.
    pub phase: Phase,
    /// When it was launched.
    pub launched_at: Instant,
    /// The local date at whose end it is due.
    pub ends: Date,
    /// The local date of the last day of grace, where there is grace (CYC-4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grace_until: Option<Date>,
    /// The direct report.
    pub direct_report: PersonId,
    /// The manager.
    pub manager: PersonId,
}

/// Whether they met (MTG-1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Meeting {
    /// Whether it is confirmed.
    pub confirmed: bool,
    /// Who confirmed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
}

/// A respondent's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartView {
    /// Whose side.
    pub side: Side,
    /// Who responds.
    pub respondent: PersonId,
    /// The check mark: whether it is shared (ANS-8).
    pub done: bool,
    /// The questions that the viewer sees: all of their own, and the other's with an answer that
    /// they see (VIS-18).
    pub questions: Vec<QuestionView>,
    /// Why nothing of it is shown, and what would show it (VIS-15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<Hidden>,
}

/// Why a part is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hidden {
    /// The rule that hides it.
    pub rule: Rule,
    /// What would show it.
    pub opens: Opening,
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionView {
    /// The question.
    pub question: QuestionId,
    /// Its text.
    pub text: QuestionText,
    /// Whether sharing needs an answer (ANS-3).
    pub mandatory: bool,
    /// What it asks for.
    pub kind: QuestionKind,
    /// For a confidential question: who alone sees the answer, and that only once it is shared
    /// (ANS-11). Empty where nobody does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidential_to: Option<Vec<Confidant>>,
    /// The rule that shows it.
    pub rule: Rule,
    /// The answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Shown>,
    /// When the answer was given or, to others, when they could first see it (VIS-16).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
    /// Who edited it last, to those who may know (FCT-9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_edit: Option<LastEdit>,
    /// What to hand back with a save, so that nothing is overwritten unseen (ANS-12); for one's
    /// own questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<Digest>,
}

/// An office that sees a confidential answer once it is shared (ANS-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Confidant {
    /// Administrators with access.
    Administrators,
    /// The manager whom this conversation's manager reports to.
    SkipLevelManager,
}

/// An answer as people are shown it. `Debug` shows its kind alone.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Shown {
    /// The text of a paragraph.
    Paragraph(crate::AnswerText),
    /// A value on a scale.
    Scale {
        /// The value.
        value: u8,
        /// Where the scale ends.
        max: u8,
    },
    /// A star rating, always with its maximum (LIM-7).
    Stars {
        /// The stars.
        value: u8,
        /// The most stars that the question gives.
        max: u8,
        /// In words: `4 out of 5 stars`.
        text: String,
    },
    /// The chosen options, in the question's order.
    Options(Vec<OptionText>),
}

impl core::fmt::Debug for Shown {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Paragraph(_) => "Paragraph(..)",
            Self::Scale { .. } => "Scale(..)",
            Self::Stars { .. } => "Stars(..)",
            Self::Options(_) => "Options(..)",
        })
    }
}

/// Who edited an answer last (FCT-9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LastEdit {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// Somebody's notes (NTE-2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotesView {
    /// Whose.
    pub side: Side,
    /// The text.
    pub text: NotesText,
    /// When they were written.
    pub at: Instant,
}

/// A goal that was created from inside (FCT-8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GoalView {
    /// The host's reference to it.
    pub goal: Reference,
    /// Who created it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}
