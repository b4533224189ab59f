//! What is asked of a conversation or a template: commands, decided and carried out.

mod answering;
mod ownership;
mod requests;
mod start;
mod template;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use answering::AnswerDraft;
pub use start::{Offer, Start, Started, offers};
pub use template::{TemplateCommand, TemplateEvidence};

use crate::log::{self, Request};
use crate::sight::{Action, Sight};
use crate::{
    Case, ConversationChange, ConversationEvent, ConversationOutcome, Error, NotesText, Reference,
    Refusal, Relation, Side,
};

/// What can be asked of a conversation: by its participants, and where it says so by others.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let case = case_of(answered(), "2026-03-11T09:00:00Z");
/// let shared = case.execute(&ana(), Command::Share)?.state;
/// let again = case_of(shared, "2026-03-12T09:00:00Z").execute(&ana(), Command::Share);
/// assert!(matches!(again, Err(Error::Refused(refusal)) if refusal.code() == "already-shared"));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Command {
    /// Save answers of one's own part, all of them or none (ANS-1, ANS-2). A save of more answers than
    /// the person has questions is refused unread; from JSON no more than 201 of them are kept, which is
    /// more than any list has (LIM-13).
    Save(#[serde(deserialize_with = "answering::bounded")] Vec<AnswerDraft>),
    /// Share one's part, once and for good (ANS-4).
    Share,
    /// Submit one's part to the admin review, once (REV-1).
    Submit,
    /// Confirm that they met (MTG-1).
    ConfirmMeeting,
    /// Take the confirmation back (MTG-2).
    UntickMeeting,
    /// Write one's notes; blank text clears them (NTE-1).
    WriteNotes(WrittenNotes),
    /// Record a goal that was created from inside, by the host's reference to it (TPL-17).
    CreateGoal(String),
    /// Ask to edit again what has closed (REQ-1).
    RequestEdit,
    /// Allow the open request of who stands on a side: an administrator does (REQ-3, REQ-4).
    AllowEdit(Side),
    /// Deny it (REQ-3, REQ-5).
    DenyEdit(Side),
    /// Take ownership, as the direct report's new manager (OWN-1).
    TakeOwnership,
}

impl Command {
    /// The side whose request it decides on, if it decides on one.
    const fn decides_on(&self) -> Option<Side> {
        match self {
            Self::AllowEdit(side) | Self::DenyEdit(side) => Some(*side),
            Self::Save(_)
            | Self::Share
            | Self::Submit
            | Self::ConfirmMeeting
            | Self::UntickMeeting
            | Self::WriteNotes(_)
            | Self::CreateGoal(_)
            | Self::RequestEdit
            | Self::TakeOwnership => None,
        }
    }
}

log::asked_for!(Command);

/// Notes as a person writes them, not checked yet. `Debug` does not show them.
///
/// ```
/// use visavis::command::WrittenNotes;
///
/// let notes = WrittenNotes("Talk about the move.".into());
/// assert_eq!(format!("{notes:?}"), "WrittenNotes(..)");
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct WrittenNotes(pub String);

impl core::fmt::Debug for WrittenNotes {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("WrittenNotes(..)")
    }
}

impl Case<'_> {
    /// The events of a command, or why it is refused. Nothing changes (XCT-2).
    ///
    /// # Errors
    /// [`Error::Refused`] with the rule that refuses; to a stranger always `not-found`, whatever
    /// the command (VIS-16). [`Error::OrganisationMismatch`] where the person belongs to another
    /// organisation (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let case = case("2026-03-10T09:00:00Z");
    /// let events = case.decide(&ana(), save(11, "We shipped."))?;
    /// assert_eq!((events.len(), events[0].by()), (1, Some(ana().person())));
    /// assert_eq!(case.conversation().revision(), 1); // Nothing has changed.
    /// # Ok(()) }
    /// ```
    pub fn decide<'r>(
        &self,
        by: &Relation,
        request: impl Into<Cow<'r, Request<Command>>>,
    ) -> Result<Vec<ConversationEvent>, Error> {
        self.decided(by, &request.into()).map(|(events, _)| events)
    }

    /// Carries a command out: the conversation after it, and what to store.
    ///
    /// # Errors
    /// As [`Case::decide`].
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let case = case("2026-03-10T09:00:00Z");
    /// let done = case.execute(&ana(), save(11, "We shipped in time."))?;
    /// assert_eq!(done.state.revision(), 2);
    ///
    /// let refused = case.execute(&ana(), save(21, "Not hers."));
    /// let Err(Error::Refused(refusal)) = refused else { panic!() };
    /// assert_eq!((refusal.code(), refusal.faults()[0].code()), ("answers-refused", "question-not-yours"));
    /// # Ok(()) }
    /// ```
    pub fn execute<'r>(
        &self,
        by: &Relation,
        request: impl Into<Cow<'r, Request<Command>>>,
    ) -> Result<ConversationOutcome, Error> {
        let (events, repeated) = self.decided(by, &request.into())?;
        self.context
            .with_row(log::outcome(self.conversation, events, repeated)?)
    }

    fn decided(
        &self,
        by: &Relation,
        request: &Request<Command>,
    ) -> Result<(Vec<ConversationEvent>, Option<u64>), Error> {
        let sight = self.sight(by)?;
        sight.concerns_known_request(&request.command)?;
        let head = self.conversation.head();
        let repeated = head.done_before(by.person(), request)?;
        if repeated.is_some() {
            return Ok((Vec::new(), repeated));
        }
        let now = self.context.now();
        let events = sight
            .change(&request.command)?
            .map(|change| head.next(now, by.person(), request, change));
        Ok((events.into_iter().collect(), None))
    }
}

impl Sight<'_> {
    /// What a command changes; nothing where all is as it asks.
    fn change(&self, command: &Command) -> Result<Option<ConversationChange>, Refusal> {
        match command {
            Command::Save(answers) => self.save(answers),
            Command::Share => self.share().map(Some),
            Command::Submit => self.submit().map(Some),
            Command::ConfirmMeeting => {
                self.may(Action::ConfirmMeeting)?;
                let met = self.case.conversation.meeting().is_some();
                Ok((!met).then_some(ConversationChange::MeetingConfirmed))
            }
            Command::UntickMeeting => {
                self.may(Action::UntickMeeting)?;
                let met = self.case.conversation.meeting().is_some();
                Ok(met.then_some(ConversationChange::MeetingUnticked))
            }
            Command::WriteNotes(text) => self.write_notes(&text.0),
            Command::CreateGoal(goal) => {
                self.may(Action::CreateGoal)?;
                let goal = Reference::new(goal.as_str())?;
                Ok(Some(ConversationChange::GoalCreated { goal }))
            }
            Command::RequestEdit => {
                self.may(Action::RequestEdit)?;
                let side = self.own_side()?;
                Ok(Some(ConversationChange::EditRequested { side }))
            }
            Command::AllowEdit(side) => self.allow_edit(*side).map(Some),
            Command::DenyEdit(side) => self.deny_edit(*side).map(Some),
            Command::TakeOwnership => self.take_ownership().map(Some),
        }
    }

    fn write_notes(&self, text: &str) -> Result<Option<ConversationChange>, Refusal> {
        self.may(Action::WriteNotes)?;
        let side = self.own_side()?;
        let before = self.case.conversation.notes(side).map(|notes| &notes.text);
        let text = match crate::text::is_blank(text) {
            true => None,
            false => Some(NotesText::new(text)?),
        };
        Ok((before != text.as_ref()).then_some(ConversationChange::NotesWritten { side, text }))
    }

    fn own_side(&self) -> Result<Side, Refusal> {
        self.standing().side().ok_or_else(Refusal::not_found)
    }
}
