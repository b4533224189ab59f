//! Notifications, as data: the engine sends nothing (NTF).

mod requests;

use serde::Serialize;
use uuid::Uuid;

pub use requests::{EditRequest, edit_requests, edit_requests_digest};

use crate::vocabulary::vocabulary;
use crate::{
    Case, ConversationChange, ConversationEvent, ConversationId, Date, Directory, Error, Instant,
    NotificationKind, PersonId, QuestionId, Rule,
};

/// Something to tell a person. Whom it reaches, and what it may say, follows from what the
/// recipient may know (NTF-5).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let case = case_of(taken_over(), "2026-03-20T09:00:00Z");
/// let cleo = case.relation(&under_cleo(), id(4));
/// let done = case.execute(&cleo, save(21, "A new start."))?;
/// let told = case.notifications(&done.events, &directory())?;
/// assert_eq!((told[0].to, told[0].rule), (id(2), Rule::Own4)); // Ben, whose draft it was.
///
/// // Asked for again, after the event: the same key.
/// let again = case_of(done.state, "2026-03-21T09:00:00Z").notifications(&done.events, &directory())?;
/// assert_eq!(told[0].key, again[0].key);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Notification {
    /// Its key: the same whenever and wherever the same is told, so that a host which keeps the keys of
    /// what it sent sends nothing twice. It follows from nothing but what the recipient is told.
    pub key: Uuid,
    /// The recipient.
    pub to: PersonId,
    /// By which ways it goes.
    pub channels: Vec<Channel>,
    /// When it falls due: the moment of the act that it tells of, by the clock of whoever carried it out.
    pub at: Instant,
    /// The rule that asks for it.
    pub rule: Rule,
    /// What it says.
    pub about: About,
}

vocabulary! {
    /// A way by which a notification goes (NTF-2).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let prompt = case("2026-03-10T09:00:00Z").ownership_prompt(&under_cleo())?.unwrap();
    /// assert_eq!(prompt.channels, [Channel::InApp, Channel::Email]);
    /// # Ok(()) }
    /// ```
    #[non_exhaustive]
    pub enum Channel {
        /// In the host's application.
        InApp: "in_app",
        /// By e-mail.
        Email: "email",
    }
}

/// What a notification says.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let prompt = case("2026-03-10T09:00:00Z").ownership_prompt(&under_cleo())?.unwrap();
/// let until = at("2026-04-07T23:00:00Z");
/// assert_eq!(prompt.about, About::TakeOwnership { conversation: conversation().id(), until });
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum About {
    /// The recipient may take ownership (OWN-5).
    TakeOwnership {
        /// Of which conversation.
        conversation: ConversationId,
        /// Until when, itself outside.
        until: Instant,
    },
    /// What the recipient had saved was changed or deleted by the new manager (OWN-4).
    DraftChanged {
        /// In which conversation.
        conversation: ConversationId,
        /// The questions.
        questions: Vec<QuestionId>,
        /// Who did it.
        by: PersonId,
    },
    /// The requests to edit that wait for a decision of the recipient or a colleague (REQ-2).
    EditRequests {
        /// The requests, in the order in which they were made.
        requests: Vec<EditRequest>,
    },
    /// The recipient's request to edit was approved (REQ-4).
    RequestApproved {
        /// In which conversation.
        conversation: ConversationId,
        /// The local date at whose end the approval runs out.
        until: Date,
    },
}

impl About {
    /// The kind, by which it can be switched off.
    ///
    /// ```
    /// use visavis::notify::About;
    /// use visavis::org::NotificationKind;
    ///
    /// let about = About::EditRequests { requests: Vec::new() };
    /// assert_eq!(about.kind(), NotificationKind::EditRequests);
    /// ```
    #[must_use]
    pub const fn kind(&self) -> NotificationKind {
        match self {
            Self::TakeOwnership { .. } => NotificationKind::TakeOwnership,
            Self::DraftChanged { .. } => NotificationKind::DraftChanged,
            Self::EditRequests { .. } => NotificationKind::EditRequests,
            Self::RequestApproved { .. } => NotificationKind::RequestApproved,
        }
    }

    const fn rule(&self) -> Rule {
        match self {
            Self::TakeOwnership { .. } => Rule::Own5,
            Self::DraftChanged { .. } => Rule::Own4,
            Self::EditRequests { .. } => Rule::Req2,
            Self::RequestApproved { .. } => Rule::Req4,
        }
    }

    fn channels(&self) -> Vec<Channel> {
        match self {
            Self::TakeOwnership { .. } | Self::DraftChanged { .. } => {
                vec![Channel::InApp, Channel::Email]
            }
            Self::EditRequests { .. } | Self::RequestApproved { .. } => vec![Channel::Email],
        }
    }

    /// What tells one notification to a person from another: also since when it can be due.
    fn key(&self, to: PersonId, since: Option<Instant>) -> Uuid {
        let mut name = self.kind().name().as_bytes().to_vec();
        match self {
            Self::TakeOwnership { conversation, .. }
            | Self::RequestApproved { conversation, .. } => {
                name.extend(conversation.bytes());
            }
            Self::DraftChanged {
                conversation,
                questions,
                by,
            } => {
                name.extend(conversation.bytes());
                name.extend(by.bytes());
                name.extend(questions.iter().flat_map(|question| question.bytes()));
            }
            Self::EditRequests { .. } => {}
        }
        name.extend(since.into_iter().flat_map(|at| at.micros().to_be_bytes()));
        Uuid::new_v5(&to.into(), &name)
    }

    fn to(self, to: PersonId, at: Instant) -> Notification {
        self.due_since(Some(at), to, at)
    }

    fn due_since(self, since: Option<Instant>, to: PersonId, at: Instant) -> Notification {
        Notification {
            key: self.key(to, since),
            to,
            channels: self.channels(),
            at,
            rule: self.rule(),
            about: self,
        }
    }
}

impl Case<'_> {
    /// Who is told what of events of this conversation, which [`Case::execute`] gave.
    ///
    /// It is asked of the case before them or after. Nobody with an inactive account is told
    /// anything, nobody at all while conversations are off (TPL-18), and nothing is told of a kind
    /// that is switched off (NTF-3).
    ///
    /// # Errors
    /// [`Error::OrganisationMismatch`] where the directory or an event is of another organisation
    /// (XCT-9), [`Error::Mismatch`] where an event is of another conversation.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let asked = case("2026-05-04T09:00:00Z").execute(&ana(), Command::RequestEdit)?.state;
    /// let case = case_of(asked, "2026-05-05T09:00:00Z");
    /// let allowed = case.execute(&admin(), Command::AllowEdit(Side::DirectReport))?;
    /// let told = case.notifications(&allowed.events, &directory())?;
    /// let until = Date::new(2026, 5, 12).unwrap(); // Seven days after the approval.
    /// assert_eq!(told[0].about, About::RequestApproved { conversation: conversation().id(), until });
    /// # Ok(()) }
    /// ```
    pub fn notifications(
        &self,
        events: &[ConversationEvent],
        directory: &Directory,
    ) -> Result<Vec<Notification>, Error> {
        let organisation = self.context.organisation();
        organisation.same(directory.organisation(), "directory")?;
        let mut told = Vec::new();
        for event in events {
            organisation.same(event.organisation(), "event")?;
            if event.of() != self.conversation.id() {
                return Err(Error::Mismatch {
                    what: "event",
                    of: "conversation",
                });
            }
            told.extend(self.notifications_for(event));
        }
        told.retain(|notification| self.reaches(notification, directory));
        Ok(told)
    }

    /// The prompt to take ownership, where it is due: who may take it now, and until when (OWN-5).
    /// None where the direct report has no new manager, where the present one has shared, or where
    /// the cycle is over.
    ///
    /// It is due from when the directory first shows the new manager; a host sends it once.
    ///
    /// # Errors
    /// [`Error::OrganisationMismatch`] where the directory is of another organisation (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let case = case("2026-03-10T09:00:00Z");
    /// assert!(case.ownership_prompt(&directory())?.is_none()); // Ana still reports to Ben.
    /// assert_eq!(case.ownership_prompt(&under_cleo())?.unwrap().to, id(4));
    /// # Ok(()) }
    /// ```
    pub fn ownership_prompt(&self, directory: &Directory) -> Result<Option<Notification>, Error> {
        let organisation = self.context.organisation();
        organisation.same(directory.organisation(), "directory")?;
        let pair = self.conversation.pair();
        let Some(now) = directory.own_pair(pair.direct_report()) else {
            return Ok(None);
        };
        let relation = directory.relation(now.manager(), &pair);
        let at = self.context.now();
        let prompt = self
            .may_be_taken_over(relation.person(), relation.manages_direct_report())
            .ok()
            .map(|window| {
                let about = About::TakeOwnership {
                    conversation: self.conversation.id(),
                    until: window.until,
                };
                // One and the same, however its end moves, until they have managed it once more.
                let last = self.conversation.last_managed_by(relation.person());
                about.due_since(last, relation.person(), at)
            });
        Ok(prompt.filter(|prompt| self.reaches(prompt, directory)))
    }

    /// Whom an event itself tells something.
    fn notifications_for(&self, event: &ConversationEvent) -> Vec<Notification> {
        let (conversation, at) = (self.conversation.id(), event.moment());
        match event.change() {
            ConversationChange::Saved { answers, .. } => {
                let mut told: Vec<(PersonId, Vec<QuestionId>)> = Vec::new();
                for saved in answers {
                    let Some(earlier) = saved.replaces else {
                        continue;
                    };
                    match told.iter_mut().find(|(to, _)| *to == earlier) {
                        Some((_, questions)) => questions.push(saved.question),
                        None => told.push((earlier, vec![saved.question])),
                    }
                }
                let by = event.by().unwrap_or(self.conversation.manager());
                let told = told.into_iter().map(|(to, questions)| {
                    let about = About::DraftChanged {
                        conversation,
                        questions,
                        by,
                    };
                    about.to(to, at)
                });
                told.collect()
            }
            &ConversationChange::EditAllowed {
                requester, until, ..
            } => {
                let about = About::RequestApproved {
                    conversation,
                    until,
                };
                vec![about.to(requester, at)]
            }
            ConversationChange::Launched(_)
            | ConversationChange::Submitted { .. }
            | ConversationChange::Shared { .. }
            | ConversationChange::MeetingConfirmed
            | ConversationChange::MeetingUnticked
            | ConversationChange::NotesWritten { .. }
            | ConversationChange::GoalCreated { .. }
            | ConversationChange::EditRequested { .. }
            | ConversationChange::EditDenied { .. }
            | ConversationChange::OwnershipTaken { .. } => Vec::new(),
        }
    }

    fn reaches(&self, notification: &Notification, directory: &Directory) -> bool {
        let organisation = self.context.organisation();
        *organisation.conversations().as_of(notification.at)
            && organisation.notifies_of(notification.about.kind())
            && directory.actor(notification.to).is_active()
    }
}
