//! What a person may do now, until when, and if not, why not.

use serde::{Deserialize, Serialize};

use super::standing::Standing;
use super::tables::Fact;
use super::verdicts::Sight;
use crate::conversation::{Part, Window};
use crate::template::switched_on;
use crate::vocabulary::vocabulary;
use crate::{Instant, PersonId, Question, QuestionId, Reason, Refusal, Rule, Side};

vocabulary! {
    /// Something that a person may do in a conversation, in the order of a form (ANS-7).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let sight = case_of(answered(), "2026-03-10T10:00:00Z").sight(&ana())?;
    /// assert!(sight.may(Action::Share).is_ok());
    /// assert_eq!(sight.may(Action::ConfirmMeeting).unwrap_err().code(), "own-part-not-shared");
    /// # Ok(()) }
    /// ```
    #[derive(PartialOrd, Ord, Hash, Deserialize)]
    #[non_exhaustive]
    pub enum Action {
        /// Save answers (ANS-1).
        Answer: "answer" = 1,
        /// Share one's part (ANS-4).
        Share: "share" = 2,
        /// Submit one's part to the admin review (REV-1).
        Submit: "submit" = 7,
        /// Confirm the meeting (MTG-1).
        ConfirmMeeting: "confirm_meeting" = 3,
        /// Take the confirmation back (MTG-2).
        UntickMeeting: "untick_meeting" = 4,
        /// Write notes (NTE-1).
        WriteNotes: "write_notes" = 5,
        /// Create a goal from inside (TPL-17).
        CreateGoal: "create_goal" = 6,
        /// Ask to edit again (REQ-1).
        RequestEdit: "request_edit" = 8,
        /// Take ownership as the direct report's new manager (OWN-1).
        TakeOwnership: "take_ownership" = 9,
    }
}

/// Leave to do something.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let open = case("2026-03-10T09:00:00Z").sight(&ben())?.may(Action::WriteNotes)?;
/// assert_eq!((open.until, open.rule), (at("2026-04-07T23:00:00Z"), Rule::Nte1));
/// assert_eq!(open.to_string(), "open until 2026-04-07T23:00:00Z by NTE-1");
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Permission {
    /// The instant at which it ends, itself outside, as far as is known; the last of all instants
    /// where nothing ends it.
    pub until: Instant,
    /// The rule that grants it.
    pub rule: Rule,
}

impl core::fmt::Display for Permission {
    /// What a developer reads in a log: `open until 2026-04-08T03:00:00Z by ANS-9`.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.until {
            Instant::MAX => write!(f, "open by {}", self.rule),
            until => write!(f, "open until {until} by {}", self.rule),
        }
    }
}

impl From<Window> for Permission {
    fn from(window: Window) -> Self {
        Self {
            until: window.until,
            rule: window.rule,
        }
    }
}

/// An action with the leave to do it, or why not.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let actions = case("2026-03-10T09:00:00Z").sight(&ana())?.actions()?;
/// let share = &actions.all[1];
/// assert!(share.action == Action::Share && share.open.is_none());
/// assert_eq!(share.refused.as_ref().unwrap().code(), "answers-missing");
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActionState {
    /// The action.
    pub action: Action,
    /// Until when and by which rule it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<Permission>,
    /// Why it is not open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refusal>,
}

/// All that a person may do, and the one thing to do next (ANS-7).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let actions = case("2026-03-10T09:00:00Z").sight(&ana())?.actions()?;
/// let open: Vec<_> =
///     actions.all.iter().filter(|state| state.open.is_some()).map(|state| state.action).collect();
/// assert_eq!(actions.primary, Some(Action::Answer));
/// assert!(open.contains(&Action::WriteNotes) && !open.contains(&Action::Share));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Actions {
    /// The primary action of a list; none where nothing is to be done.
    pub primary: Option<Action>,
    /// Every action, in the order of a form.
    pub all: Vec<ActionState>,
}

impl Sight<'_> {
    /// Whether the person may do something now: until when and by which rule, or why not.
    ///
    /// Nothing is allocated either way.
    ///
    /// # Errors
    /// The refusal that the command would meet, without the list of its single faults.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let open = case("2026-04-07T22:59:59Z").sight(&ana())?.may(Action::Answer)?;
    /// assert_eq!(open.until, at("2026-04-07T23:00:00Z"));
    ///
    /// let late = case("2026-04-07T23:00:00Z").sight(&ana())?.may(Action::Answer).unwrap_err();
    /// assert_eq!((late.code(), late.since()), ("editing-closed", Some(at("2026-04-07T23:00:00Z"))));
    /// # Ok(()) }
    /// ```
    pub fn may(&self, action: Action) -> Result<Permission, Refusal> {
        self.may_act()?;
        if action == Action::TakeOwnership {
            return self.may_take_ownership();
        }
        let side = self.participates()?;
        match action {
            Action::Answer => self.may_answer(),
            Action::Share => self.may_share(),
            Action::Submit => self.may_submit(),
            Action::ConfirmMeeting => self.may_confirm(side),
            Action::UntickMeeting => self.ticking(side),
            Action::WriteNotes => Ok(self.case.writing_notes(side)?.into()),
            Action::CreateGoal => self.may_create_goal(),
            Action::RequestEdit => self.may_request_edit(side),
            Action::TakeOwnership => self.may_take_ownership(),
        }
    }

    /// All actions with leave or refusal, and the primary one (ANS-7).
    ///
    /// # Errors
    /// `not-found` to a stranger (VIS-16).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let case = case("2026-03-10T09:00:00Z");
    /// assert_eq!(case.sight(&ben())?.actions()?.all.len(), Action::ALL.len());
    /// assert_eq!(case.sight(&admin())?.actions().unwrap_err().code(), "not-found");
    /// # Ok(()) }
    /// ```
    pub fn actions(&self) -> Result<Actions, Refusal> {
        self.known_to_exist()?;
        let all = Action::ALL
            .into_iter()
            .map(|action| match self.may(action) {
                Ok(open) => ActionState {
                    action,
                    open: Some(open),
                    refused: None,
                },
                Err(refused) => ActionState {
                    action,
                    open: None,
                    refused: Some(refused),
                },
            })
            .collect();
        Ok(Actions {
            primary: self.primary_action(),
            all,
        })
    }

    /// The one action that a list shows (ANS-7).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let primary = |conversation| {
    ///     let sight = case_of(conversation, "2026-03-12T09:00:00Z").sight(&ana())?;
    ///     Ok::<_, Error>(sight.primary_action())
    /// };
    /// assert_eq!(primary(conversation())?, Some(Action::Answer));
    /// assert_eq!(primary(shared())?, Some(Action::ConfirmMeeting));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn primary_action(&self) -> Option<Action> {
        let met = self.case.conversation.meeting().is_some();
        let confirm = (!met).then_some(Action::ConfirmMeeting);
        let next = match self.own_part() {
            Some(part) if part.shared_at.is_none() => {
                let under_review = self.case.review_ahead(part.of.list()).is_some();
                match part.submitted_at {
                    Some(_) if under_review => None,
                    _ if self.leaves_open(part) => Some(Action::Answer),
                    _ if under_review => Some(Action::Submit),
                    _ => Some(Action::Share),
                }
            }
            _ => None,
        };
        let take = (self.standing().side().is_none()).then_some(Action::TakeOwnership);
        let mut wanted = [next, confirm, take].into_iter().flatten();
        wanted.find(|&action| self.may(action).is_ok())
    }

    /// Whether a question of the person's own part has no saved answer, confidential and optional ones
    /// too; an optional one only while it can still be answered, and where the part can be submitted no
    /// more, any only then (ANS-7).
    fn leaves_open(&self, part: &Part) -> bool {
        let missed = self.case.review_ahead(part.of.list()).is_some()
            && part.submitted_at.is_none()
            && self.case.submitting(part).is_err();
        let counts = |question: &Question| {
            (question.is_mandatory() && !missed) || self.case.editing(part, question).is_ok()
        };
        let questions = self.case.content.questions(part.of.list()).iter();
        let unanswered = |question: &&Question| !part.answers.contains_key(&question.id());
        questions.filter(unanswered).any(counts)
    }

    /// The mandatory questions of a part that have no saved answer (ANS-3). Confidential ones hold
    /// up sharing alone.
    pub(crate) fn missing(&self, part: &Part, by: Action) -> impl Iterator<Item = QuestionId> {
        let questions = self.case.content.questions(part.of.list()).iter();
        questions
            .filter(|question| question.is_mandatory())
            .filter(move |question| by == Action::Share || !question.is_confidential())
            .filter(|question| !part.answers.contains_key(&question.id()))
            .map(Question::id)
    }

    /// Whether the person may edit the answer to one of their questions now: until when and by
    /// which rule, or which lock or boundary closed it (ANS-9).
    ///
    /// # Errors
    /// The refusal that a save of it would meet; to a stranger `not-found`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// // The cycle locks the question 12 at the end of 12 March, and 11 with the end of grace.
    /// let sight = reviewed_case("2026-03-13T09:00:00Z").sight(&ana())?;
    /// assert_eq!(sight.may_edit(id(11))?.until, at("2026-04-07T23:00:00Z"));
    /// let locked = sight.may_edit(id(12)).unwrap_err();
    /// assert_eq!(locked.to_string(), "the answer could be edited until the end of 2026-03-12, the lock date of its question; ask to edit to reopen it");
    /// # Ok(()) }
    /// ```
    pub fn may_edit(&self, question: QuestionId) -> Result<Permission, Refusal> {
        self.may_act()?;
        self.participates()?;
        let part = self.own_part().ok_or(Reason::NoPart)?;
        let found = self.case.content.question(part.of.list(), question);
        let found = found.ok_or(Reason::QuestionNotYours { question })?;
        self.may_edit_of(part, found)
    }

    pub(crate) fn may_edit_of(
        &self,
        part: &Part,
        question: &Question,
    ) -> Result<Permission, Refusal> {
        let window = self.case.editing(part, question)?;
        Ok(window.into())
    }

    /// Nobody but the two answers, shares and confirms (EDT-2).
    pub(crate) fn participates(&self) -> Result<Side, Refusal> {
        let side = self.standing().side();
        side.ok_or_else(|| Reason::NotParticipant.into())
    }

    /// What everything that anyone does waits for.
    pub(crate) fn may_act(&self) -> Result<(), Refusal> {
        self.known_to_exist()?;
        switched_on(self.case.context.organisation(), self.case.context.now())
    }

    /// While any answer can be edited; afterwards as the last of them closed.
    pub(crate) fn may_answer(&self) -> Result<Permission, Refusal> {
        let part = self.own_part().ok_or(Reason::NoPart)?;
        let mut longest: Option<Result<Permission, Refusal>> = None;
        for question in self.case.content.questions(part.of.list()) {
            let window = self.may_edit_of(part, question);
            if let Ok(open) = &window
                && open.until >= self.case.times.close
            {
                return window;
            }
            let longer = match (&window, &longest) {
                (Ok(open), Some(Ok(other))) => open.until > other.until,
                (Err(closed), Some(Err(other))) => closed.since() > other.since(),
                (open, _) => open.is_ok() || longest.is_none(),
            };
            if longer {
                longest = Some(window);
            }
        }
        longest.unwrap_or_else(|| Err(Reason::NoPart.into()))
    }

    fn may_share(&self) -> Result<Permission, Refusal> {
        let part = self.own_part().ok_or(Reason::NoPart)?;
        if let Some(since) = part.shared_at {
            return Err(Refusal::from(Reason::AlreadyShared).holds_since(since));
        }
        let open = self.case.sharing(part)?;
        match self.missing(part, Action::Share).count() as u64 {
            0 => Ok(open.into()),
            count => Err(Reason::AnswersMissing { count }.into()),
        }
    }

    fn may_submit(&self) -> Result<Permission, Refusal> {
        let part = self.own_part().ok_or(Reason::NoPart)?;
        if let Some(since) = self.submitted_at(part) {
            return Err(Refusal::from(Reason::AlreadySubmitted).holds_since(since));
        }
        let open = self.case.submitting(part)?;
        // By a clock ahead, for which the review was over.
        if let Some(since) = part.shared_at {
            return Err(Refusal::from(Reason::AlreadyShared).holds_since(since));
        }
        match self.missing(part, Action::Submit).count() as u64 {
            0 if self.meeting_first() => Err(Reason::MeetingFirst.into()),
            0 => Ok(open.into()),
            count => Err(Reason::AnswersMissing { count }.into()),
        }
    }

    /// Whether submitting still waits for the meeting (MTG-4).
    fn meeting_first(&self) -> bool {
        let met = self.case.conversation.meeting().is_some();
        self.case.confirms_before_submitting() && !met
    }

    fn may_confirm(&self, side: Side) -> Result<Permission, Refusal> {
        let open = self.ticking(side)?;
        if self.case.confirms_before_submitting() {
            let missing = self
                .own_part()
                .map(|part| self.missing(part, Action::Submit).count());
            return match missing.unwrap_or_default() as u64 {
                0 => Ok(Permission {
                    rule: Rule::Mtg4,
                    ..open
                }),
                count => Err(Reason::OwnAnswersMissing { count }.into()),
            };
        }
        let conversation = self.case.conversation;
        let (part, missing) = match self.own_part() {
            Some(part) => (Some(part), Reason::OwnPartNotShared),
            None => (conversation.parts().first(), Reason::OtherPartNotShared),
        };
        match part.and_then(|part| part.shared_at) {
            Some(_) => Ok(Permission {
                rule: Rule::Mtg1,
                ..open
            }),
            None => Err(missing.into()),
        }
    }

    /// Confirming or unticking, as far as time goes (MTG-2).
    pub(super) fn ticking(&self, side: Side) -> Result<Permission, Refusal> {
        match self.case.settings().confirms_meeting() {
            true => Ok(self.case.meeting(side)?.into()),
            false => Err(Reason::MeetingNotAsked.into()),
        }
    }

    /// Whether something that the person could do has closed, for which they can ask (REQ-1).
    fn may_request_edit(&self, side: Side) -> Result<Permission, Refusal> {
        if let Some(open) = self.case.conversation.open_request(side) {
            return Err(Refusal::from(Reason::RequestOpen).holds_since(open.at));
        }
        let has_closed = |window: Result<Permission, Refusal>| {
            window.is_err_and(|closed| closed.remedy().is_some())
        };
        let part = self.own_part();
        let questions = part.map(|part| self.case.content.questions(part.of.list()));
        let editing = part.zip(questions).is_some_and(|(part, questions)| {
            let mut questions = questions.iter();
            questions.any(|question| has_closed(self.may_edit_of(part, question)))
        });
        if editing || has_closed(self.may_share()) || has_closed(self.ticking(side)) {
            return Ok(Permission {
                until: Instant::MAX,
                rule: Rule::Req1,
            });
        }
        Err(Reason::RequestNeedless.into())
    }

    /// Whether the person decides on requests here, by an office; of the two themselves one does so as
    /// the only Super Admin there is (REQ-3).
    pub(crate) fn decides_here(&self) -> bool {
        self.decides_alone || self.standings.has(Standing::Administrator)
    }

    /// Whose open request of a side the person decides on (REQ-3).
    pub(crate) fn may_decide(&self, side: Side) -> Result<PersonId, Refusal> {
        if !self.decides_here() {
            return Err(Reason::NotDecider.into());
        }
        match self.case.conversation.open_request(side) {
            Some(request) => Ok(request.by),
            None => Err(Reason::NoOpenRequest.into()),
        }
    }

    fn may_take_ownership(&self) -> Result<Permission, Refusal> {
        let window = self
            .case
            .may_be_taken_over(self.person, self.manages_direct_report);
        let window = window.map_err(|refused| match refused.reason() {
            // When it was shared is not for a previous manager to know (FCT-2).
            Reason::ManagerHasShared if !self.fact(Fact::Progress).is_visible() => {
                Reason::ManagerHasShared.into()
            }
            _ => refused,
        })?;
        Ok(window.into())
    }

    fn may_create_goal(&self) -> Result<Permission, Refusal> {
        match self.case.settings().offers_goals() && self.fact(Fact::Goals).is_visible() {
            true => Ok(self.case.creating_goals()?.into()),
            false => Err(Reason::GoalsNotOffered.into()),
        }
    }
}
