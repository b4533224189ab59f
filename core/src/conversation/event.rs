//! The events of a conversation.

use serde::{Deserialize, Serialize};

use super::respondent::Respondent;
use crate::log::Event;
use crate::{
    Answer, ContentReference, ConversationId, CycleId, Date, NotesText, PersonId, QuestionId,
    Reference, Side, TemplateId,
};

/// An event of a conversation.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let rolled_out = context("2026-03-01T00:00:00Z").roll_out(None, &directory())?;
/// let event: &ConversationEvent = &rolled_out.launched[0].events[0];
/// assert_eq!((event.revision(), event.by()), (1, None)); // The cycle launched it, nobody did.
/// # Ok(()) }
/// ```
pub type ConversationEvent = Event<ConversationId, ConversationChange>;

/// What happened in a conversation.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let done = case("2026-03-10T09:00:00Z").execute(&ana(), save(11, "We shipped."))?;
/// let ConversationChange::Saved { part, answers } = done.events[0].change() else { panic!() };
/// assert_eq!((*part, answers.len()), (Respondent::DirectReport, 1));
/// # Ok(()) }
/// ```
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
        part: Respondent,
        /// The answers that changed, in the order of the questions.
        answers: Vec<SavedAnswer>,
    },
    /// A respondent submitted their part to the admin review (REV-1).
    Submitted {
        /// Whose part.
        part: Respondent,
    },
    /// A respondent shared their part (ANS-4).
    Shared {
        /// Whose part.
        part: Respondent,
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
        #[cfg_attr(
            feature = "schema",
            schemars(schema_with = "crate::wire::nullable::<NotesText>")
        )]
        text: Option<NotesText>,
    },
    /// A goal was created from inside (TPL-17).
    GoalCreated {
        /// The host's reference to it.
        goal: Reference,
    },
    /// A participant asked to edit again (REQ-1).
    EditRequested {
        /// On which side they stand.
        side: Side,
    },
    /// The open request of a side was approved (REQ-4).
    EditAllowed {
        /// On which side the requester stood.
        side: Side,
        /// Who asked.
        requester: PersonId,
        /// The local date at whose end the approval runs out.
        until: Date,
    },
    /// The open request of a side was denied (REQ-5).
    EditDenied {
        /// Whose request.
        side: Side,
    },
    /// The direct report's new manager took ownership (OWN-1).
    OwnershipTaken {
        /// The questions whose answers are confidential and stay the previous manager's (VIS-12).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        confidential: Vec<QuestionId>,
    },
}

/// How a conversation came into being.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let events = context("2026-03-01T00:00:00Z").roll_out(None, &directory())?.launched.remove(0).events;
/// let ConversationChange::Launched(launched) = events[0].change() else { panic!() };
/// assert_eq!((launched.direct_report, launched.manager), (ana().person(), ben().person()));
/// assert_eq!(launched.content.number, 1);
/// # Ok(()) }
/// ```
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
    pub responding: Vec<Respondent>,
    /// Whether the participants are to be told of the start (CYC-3).
    pub notified: bool,
}

/// What a conversation is an occasion of.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// assert_eq!(conversation().occasion(), Occasion::Scheduled { cycle: cycle().id() });
/// # Ok(()) }
/// ```
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
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// # let case = case_of(answered(), "2026-03-11T09:00:00Z");
/// let done = case.execute(&ana(), save(11, "  "))?; // Blank text clears.
/// let ConversationChange::Saved { answers, .. } = done.events[0].change() else { panic!() };
/// assert_eq!(answers[..], [SavedAnswer { question: id(11), answer: None, replaces: None }]);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SavedAnswer {
    /// The question.
    pub question: QuestionId,
    /// The answer; none where it was cleared (ANS-6).
    #[serde(deserialize_with = "Option::deserialize")]
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::wire::nullable::<Answer>")
    )]
    pub answer: Option<Answer>,
    /// The previous manager whose answer it changes or clears for the first time (OWN-4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<PersonId>,
}
