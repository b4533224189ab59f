//! What people are shown: the data of a view.

use serde::Serialize;

use super::actions::{Actions, Permission};
use super::standing::Standing;
use super::tables::RevealedBy;
use crate::vocabulary::vocabulary;
use crate::{
    ConversationId, Date, Description, Digest, Instant, Name, NotesText, OptionText, PersonId,
    Phase, QuestionId, QuestionKind, QuestionText, Reference, Refusal, Respondent, Rule, Side,
    TemplateKind,
};

/// A conversation as one person is shown it.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let view = case_of(shared(), "2026-03-11T10:00:00Z").sight(&ben())?.view(&[])?;
/// assert_eq!(view.frame.title.as_str(), "Half-year review");
/// assert!(view.parts[0].done && view.complete == Some(false));
/// assert_eq!(view.actions.primary, Some(Action::Answer));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct View {
    /// What the person is here.
    pub standing: Standing,
    /// The frame (FCT-1).
    pub frame: Frame,
    /// Whether it is complete, to those who may know (FCT-2, MTG-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complete: Option<bool>,
    /// The confirmation of the meeting, where it is asked for (FCT-2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Meeting>,
    /// The parts, the direct report's first; none to who knows the frame alone.
    pub parts: Vec<PartView>,
    /// Who managed it earlier, in order, to those who may know (FCT-6).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier_managers: Vec<EarlierManagerView>,
    /// The confidential answers of earlier managers, to those who see them (VIS-12).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub retained_answers: Vec<RetainedAnswers>,
    /// The requests to edit that the person may know of, one for each side at most (FCT-7).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<RequestView>,
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
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let frame = case("2026-03-10T09:00:00Z").sight(&ben())?.view(&[])?.frame;
/// assert_eq!((frame.phase, frame.kind), (Phase::Open, TemplateKind::Scheduled));
/// assert_eq!((frame.ends.to_string(), frame.grace_until), ("2026-03-31".into(), Date::new(2026, 4, 7)));
/// # Ok(()) }
/// ```
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
    /// The local date until whose end reviewed parts are submitted, under admin review (CYC-10).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submit_until: Option<Date>,
    /// The local date at whose end the admin review ends and sharing begins (REV-4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_until: Option<Date>,
    /// The direct report.
    pub direct_report: PersonId,
    /// The manager.
    pub manager: PersonId,
}

/// Somebody who managed the conversation earlier (FCT-6).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let case = case_of(taken_over(), "2026-03-20T09:00:00Z");
/// let view = case.sight(&case.relation(&under_cleo(), id(1)))?.view(&[])?;
/// let ben = EarlierManagerView { person: id(2), until: at("2026-03-17T09:00:00Z") };
/// assert_eq!((view.frame.manager, &view.earlier_managers[..]), (id(4), &[ben][..]));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EarlierManagerView {
    /// Who.
    pub person: PersonId,
    /// When somebody else took ownership.
    pub until: Instant,
}

/// What an earlier manager answered in confidence, which stays theirs (VIS-12).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let case = case_of(taken_over(), "2026-03-20T09:00:00Z");
/// let view = case.sight(&case.relation(&under_cleo(), id(2)))?.view(&[])?; // Ben's.
/// assert!(view.retained_answers.is_empty()); // That review asks nothing in confidence.
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RetainedAnswers {
    /// Who gave the answers.
    pub person: PersonId,
    /// The answers, in the order of the questions.
    pub answers: Vec<RetainedAnswer>,
}

/// A confidential question with the answer of an earlier manager. Nobody edits it any more.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let case = case_of(taken_over(), "2026-03-20T09:00:00Z");
/// let view = case.sight(&case.relation(&under_cleo(), id(2)))?.view(&[])?; // Ben's.
/// assert_eq!(view.retained_answers.iter().flat_map(|left| &left.answers).count(), 0);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RetainedAnswer {
    /// The question.
    pub question: QuestionId,
    /// Its text.
    pub text: QuestionText,
    /// What it asks for.
    pub kind: QuestionKind,
    /// The rule that shows it.
    pub rule: Rule,
    /// The answer.
    pub answer: ShownAnswer,
    /// When the answer was saved last or, to others, when they could first see it (VIS-16).
    pub at: Instant,
}

/// A request to edit, or the approval of one (FCT-7).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let asked = case("2026-05-04T09:00:00Z").execute(&ana(), Command::RequestEdit)?.state;
/// let view = case_of(asked, "2026-05-04T10:00:00Z").sight(&ana())?.view(&[])?;
/// assert_eq!(view.requests[0].asked_at, Some(at("2026-05-04T09:00:00Z")));
/// assert_eq!(view.requests[0].approved_until, None);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequestView {
    /// On which side the requester stands.
    pub side: Side,
    /// The requester.
    pub by: PersonId,
    /// When it was made, while it waits for a decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<Instant>,
    /// When the last approval was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_at: Option<Instant>,
    /// The local date at whose end that approval runs out, or ran out (REQ-4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_until: Option<Date>,
}

/// Whether they met (MTG-1).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let case = case_of(shared(), "2026-03-12T09:00:00Z");
/// let met = case.execute(&ana(), Command::ConfirmMeeting)?.state;
/// let view = case_of(met, "2026-03-12T10:00:00Z").sight(&ben())?.view(&[])?;
/// let meeting = view.meeting.unwrap(); // None where the template does not ask for it.
/// assert_eq!((meeting.confirmed, meeting.by), (true, Some(ana().person())));
/// # Ok(()) }
/// ```
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
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let parts = case_of(shared(), "2026-03-11T10:00:00Z").sight(&ben())?.view(&[])?.parts;
/// assert!(parts[0].done && parts[0].hidden.is_none());
/// // Ana left the second of her questions alone: Ben does not see it. Of his own he sees both.
/// assert_eq!((parts[0].questions.len(), parts[1].questions.len()), (1, 2));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartView {
    /// Whose.
    pub part: Respondent,
    /// Who responds.
    pub person: PersonId,
    /// The check mark: whether it is shared (ANS-8).
    pub done: bool,
    /// The questions that the viewer sees: all of their own, and the other's with an answer that
    /// they see (VIS-18).
    pub questions: Vec<QuestionView>,
    /// When it was submitted to the admin review or, to who took it over since, when they did; to
    /// those who may know (FCT-5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<Instant>,
    /// Why nothing of it is shown, and what would show it (VIS-15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<Hidden>,
}

/// Why a part is not shown.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let parts = case_of(answered(), "2026-03-10T10:00:00Z").sight(&ben())?.view(&[])?.parts;
/// assert_eq!(parts[0].hidden, Some(Hidden { rule: Rule::Vis2, revealed_by: RevealedBy::Share }));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hidden {
    /// The rule that hides it.
    pub rule: Rule,
    /// What would show it.
    pub revealed_by: RevealedBy,
}

/// A question with its answer.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let view = case_of(answered(), "2026-03-10T10:00:00Z").sight(&ana())?.view(&[])?;
/// let question = &view.parts[0].questions[0];
/// assert_eq!(question.text.as_str(), "What went well?");
/// assert!(question.mandatory && question.answer.is_some());
///
/// // Handed back with the next save, the tag keeps it from overwriting what Ana has not seen.
/// let again = AnswerDraft { question: question.question, answer: None, seen: question.tag };
/// # let case = case_of(answered(), "2026-03-10T10:00:00Z");
/// assert!(case.execute(&ana(), Command::Save(vec![again])).is_ok());
/// # Ok(()) }
/// ```
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
    pub confidential_to: Option<Vec<ConfidentialReader>>,
    /// The rule that shows it.
    pub rule: Rule,
    /// The answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<ShownAnswer>,
    /// When the answer was saved last or, to others, when they could first see it (VIS-16).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
    /// Who edited it last, to those who may know (FCT-9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_edit: Option<LastEdit>,
    /// What to hand back with a save, so that nothing is overwritten unseen (ANS-12); for one's
    /// own questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<Digest>,
    /// Until when the answer can be edited, or what closed it; for one's own questions (ANS-9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editing: Option<Editing>,
}

/// Until when an answer can be edited, or why it cannot (ANS-9).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let view = reviewed_case("2026-03-13T09:00:00Z").sight(&ana())?.view(&[])?;
/// let refused = view.parts[0].questions[1].editing.as_ref().unwrap().refused.as_ref().unwrap();
/// assert_eq!((refused.code(), refused.since()), ("locked-by-date", Some(at("2026-03-13T00:00:00Z"))));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Editing {
    /// Until when and by which rule it can be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<Permission>,
    /// Why it cannot be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refusal>,
}

vocabulary! {
    /// An office that sees a confidential answer once it is shared (ANS-11).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let mut draft = template_draft("scheduled", "Exit review");
    /// draft.content.direct_report[0].confidential = true;
    /// draft.settings.administrators = Some(Level::CanView);
    /// # let (org, template, cycle) = (org(), deployed(draft), cycle());
    /// # let context = Context::new(&org, &template, Some(&cycle), at("2026-03-01T00:00:00Z"))?;
    /// # let conversation = context.roll_out(None, &directory())?.launched.remove(0).state;
    /// let view = context.case(&conversation)?.sight(&ana())?.view(&[])?;
    /// let alone = view.parts[0].questions[0].confidential_to.as_deref();
    /// assert_eq!(alone, Some(&[ConfidentialReader::Administrators][..]));
    /// # Ok(()) }
    /// ```
    #[non_exhaustive]
    pub enum ConfidentialReader {
        /// Administrators with access.
        Administrators: "administrators",
        /// The manager whom this conversation's manager reports to.
        SkipLevelManager: "skip_level_manager",
    }
}

/// An answer as people are shown it. `Debug` shows its kind alone.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let four = AnswerDraft { question: id(12), answer: Some(AnswerInput::Stars(4)), seen: None };
/// let rated = case("2026-03-10T09:00:00Z").execute(&ana(), Command::Save(vec![four]))?.state;
/// let view = case_of(rated, "2026-03-10T10:00:00Z").sight(&ana())?.view(&[])?;
/// let Some(ShownAnswer::Stars { text, .. }) = &view.parts[0].questions[1].answer else { panic!() };
/// assert_eq!(text, "4 out of 5 stars");
/// # Ok(()) }
/// ```
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ShownAnswer {
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

impl core::fmt::Debug for ShownAnswer {
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
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let edit = |who: &Relation| {
///     let view = case_of(shared(), "2026-03-11T10:00:00Z").sight(who)?.view(&[])?;
///     Ok::<_, Error>(view.parts[0].questions[0].last_edit)
/// };
/// let own = LastEdit { by: ana().person(), at: at("2026-03-10T09:00:00Z") };
/// assert_eq!((edit(&ana())?, edit(&ben())?), (Some(own), None));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LastEdit {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// Somebody's notes (NTE-2).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let notes = Command::WriteNotes(WrittenNotes("Talk about the move.".into()));
/// let noted = case("2026-03-10T09:00:00Z").execute(&ben(), notes)?.state;
/// let view = case_of(noted, "2026-03-10T10:00:00Z").sight(&ana())?.view(&[])?;
/// assert_eq!((view.notes[0].side, view.notes[0].text.as_str()), (Side::Manager, "Talk about the move."));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotesView {
    /// Whose.
    pub side: Side,
    /// Who wrote them: who stands on that side, or an earlier manager.
    pub by: PersonId,
    /// The text.
    pub text: NotesText,
    /// When they were written.
    pub at: Instant,
}

/// A goal that was created from inside (FCT-8).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let goal = Command::CreateGoal("goals/2026/17".into());
/// let planned = case("2026-03-10T09:00:00Z").execute(&ben(), goal)?.state;
/// let view = case_of(planned, "2026-03-10T10:00:00Z").sight(&ana())?.view(&[])?;
/// assert_eq!((view.goals[0].goal.as_str(), view.goals[0].by), ("goals/2026/17", ben().person()));
/// # Ok(()) }
/// ```
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
