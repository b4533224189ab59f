//! The state of a conversation: what its events come to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::event::{ConversationChange, ConversationEvent, Occasion, SavedAnswer};
use super::ownership::EarlierManager;
use super::part::{Confirmation, Goal, Notes, Part, Saved};
use super::request::{Decision, EditRequest};
use crate::log::{self, Aggregate, Head};
use crate::{
    ContentReference, ConversationId, Error, Instant, OrgId, Pair, PersonId, QuestionId, Side,
    TemplateId,
};

/// A conversation between a direct report and their manager.
///
/// It holds everything that was said, to whomever it is hidden: it is the host's to store, and
/// what a person may see of it is a [`View`](crate::View). It changes by events alone.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let (conversation, case) = (conversation(), case("2026-03-10T09:00:00Z"));
/// let done = case.execute(&ana(), &save(11, "We shipped in time.").into())?;
/// assert_eq!((conversation.revision(), done.conversation.revision()), (1, 2));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Conversation {
    pub(super) head: Head<ConversationId>,
    pub(super) template: TemplateId,
    pub(super) content: ContentReference,
    pub(super) occasion: Occasion,
    pub(super) launched_at: Instant,
    pub(super) direct_report: PersonId,
    pub(super) manager: PersonId,
    /// One for each respondent, the direct report's first.
    pub(super) parts: Vec<Part>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) notes: Vec<Notes>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) meeting: Option<Confirmation>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) goals: Vec<Goal>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) requests: Vec<EditRequest>,
    /// In the order in which others took their ownership.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) earlier_managers: Vec<EarlierManager>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) manager_since: Option<Instant>,
}

impl Conversation {
    /// The conversation that a whole log of events makes (XCT-5).
    ///
    /// # Errors
    /// [`Error::Log`] where the log is empty, has a gap, a foreign event or an impossible order.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let mut log = context("2026-03-01T00:00:00Z").roll_out(None, &directory())?.launched.remove(0).events;
    /// assert_eq!(Conversation::replay(&log)?, conversation());
    /// log.extend(case("2026-03-10T09:00:00Z").execute(&ana(), &save(11, "We shipped.").into())?.events);
    /// assert_eq!(Conversation::replay(&log)?.revision(), 2);
    ///
    /// log.remove(0);
    /// assert!(matches!(Conversation::replay(&log), Err(Error::Log { position: 0, .. })));
    /// # Ok(()) }
    /// ```
    pub fn replay(events: &[ConversationEvent]) -> Result<Self, Error> {
        log::replay(events)
    }

    /// The id.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// # let rolled_out = context("2026-03-01T00:00:00Z").roll_out(None, &directory())?;
    /// assert_eq!(conversation().id(), rolled_out.launched[0].row.conversation);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn id(&self) -> ConversationId {
        self.head.id
    }

    /// The organisation.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(conversation().organisation(), org().id());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn organisation(&self) -> OrgId {
        self.head.organisation
    }

    /// The revision, for compare-and-swap: 1 after the first event, and one more with each
    /// (XCT-4).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!((conversation().revision(), answered().revision()), (1, 2));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.head.revision
    }

    /// The template.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(conversation().template(), review().id());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn template(&self) -> TemplateId {
        self.template
    }

    /// The content that it is bound to (TPL-16).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(conversation().content().number, 1);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn content(&self) -> ContentReference {
        self.content
    }

    /// Anytime, or of a cycle.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert!(matches!(conversation().occasion(), Occasion::Scheduled { .. }));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn occasion(&self) -> Occasion {
        self.occasion
    }

    /// The instant of its launch.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(conversation().launched_at(), at("2026-03-01T00:00:00Z"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn launched_at(&self) -> Instant {
        self.launched_at
    }

    /// The direct report.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(conversation().direct_report(), ana().person());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn direct_report(&self) -> PersonId {
        self.direct_report
    }

    /// The manager.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(conversation().manager(), ben().person());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn manager(&self) -> PersonId {
        self.manager
    }

    /// Who stands on a side.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(conversation().person(Side::Manager), ben().person());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn person(&self, side: Side) -> PersonId {
        match side {
            Side::DirectReport => self.direct_report,
            Side::Manager => self.manager,
        }
    }

    /// The two people whom it is between now (ANY-1, OWN-1).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(conversation().pair(), directory().pair(id(1), id(2))?);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn pair(&self) -> Pair {
        Pair {
            organisation: self.head.organisation,
            direct_report: self.direct_report,
            manager: self.manager,
        }
    }

    /// The side of a participant; none for anyone else.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(conversation().side(ana().person()), Some(Side::DirectReport));
    /// assert_eq!(conversation().side(ada().person()), None);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn side(&self, person: PersonId) -> Option<Side> {
        Side::BOTH
            .into_iter()
            .find(|&side| self.person(side) == person)
    }

    pub(crate) const fn head(&self) -> &Head<ConversationId> {
        &self.head
    }

    pub(crate) fn part(&self, side: Side) -> Option<&Part> {
        self.parts.iter().find(|part| part.side == side)
    }

    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub(crate) fn met(&self, known: Instant) -> Option<&Confirmation> {
        self.meeting.as_ref().filter(|meeting| meeting.at <= known)
    }

    pub(crate) fn goals(&self, known: Instant) -> impl Iterator<Item = &Goal> {
        self.goals.iter().filter(move |goal| goal.at <= known)
    }

    pub(super) fn part_mut(&mut self, side: Side) -> Option<&mut Part> {
        self.parts.iter_mut().find(|part| part.side == side)
    }

    fn can_be_handed_over(
        &self,
        event: &ConversationEvent,
        confidential: &[QuestionId],
    ) -> Result<(), &'static str> {
        let part = self.part(Side::Manager);
        let saved = |question| part.is_some_and(|part| part.answers.contains_key(question));
        if matches!(self.occasion, Occasion::Anytime { .. }) {
            Err("ownership of an anytime conversation is taken")
        } else if event.by.is_none_or(|by| self.side(by).is_some()) {
            Err("somebody takes ownership who has a part already")
        } else if part.is_some_and(|part| part.shared_at.is_some()) {
            Err("ownership is taken of a part that is shared")
        } else if !confidential.iter().all(saved) {
            Err("a confidential answer stays behind that was not there")
        } else {
            Ok(())
        }
    }

    /// Whether an event on a side was done by who stands there.
    fn done_by(&self, side: Side, event: &ConversationEvent) -> bool {
        event.by == Some(self.person(side))
    }
}

impl Aggregate for Conversation {
    type Id = ConversationId;
    type Change = ConversationChange;

    fn head(&self) -> &Head<ConversationId> {
        &self.head
    }

    fn head_mut(&mut self) -> &mut Head<ConversationId> {
        &mut self.head
    }

    fn begin(head: Head<ConversationId>, event: &ConversationEvent) -> Result<Self, &'static str> {
        let ConversationChange::Launched(launched) = &event.change else {
            return Err("a conversation begins with its launch");
        };
        if launched.direct_report == launched.manager {
            return Err("a conversation is between two people");
        }
        if !matches!(
            launched.responding[..],
            [_] | [Side::DirectReport, Side::Manager]
        ) {
            return Err("one side responds, or both in order");
        }
        let mut conversation = Self {
            head,
            template: launched.template,
            content: launched.content,
            occasion: launched.occasion,
            launched_at: event.at,
            direct_report: launched.direct_report,
            manager: launched.manager,
            parts: Vec::new(),
            notes: Vec::new(),
            meeting: None,
            goals: Vec::new(),
            requests: Vec::new(),
            earlier_managers: Vec::new(),
            manager_since: None,
        };
        conversation.parts = launched
            .responding
            .iter()
            .map(|&side| Part {
                side,
                respondent: conversation.person(side),
                submitted_at: None,
                shared_at: None,
                answers: BTreeMap::new(),
            })
            .collect();
        Ok(conversation)
    }

    fn fits(&self, event: &ConversationEvent) -> Result<(), &'static str> {
        let by_participant = event.by.is_some_and(|by| self.side(by).is_some());
        if event.moment() < self.launched_at {
            return Err("it happens before the launch");
        }
        match &event.change {
            ConversationChange::Launched(_) => Err("a conversation is launched once"),
            ConversationChange::Saved { side, answers } => {
                let part = self.part(*side).ok_or("that side does not respond")?;
                let clears_nothing = |saved: &SavedAnswer| {
                    saved.answer.is_none() && !part.answers.contains_key(&saved.question)
                };
                let of_another = |saved: &SavedAnswer| match side {
                    Side::DirectReport => saved.replaces.is_some(),
                    Side::Manager => saved.replaces != self.inherited_from(saved.question),
                };
                if !self.done_by(*side, event) {
                    Err("somebody else saves a part")
                } else if answers.iter().any(of_another) {
                    Err("an answer replaces that of somebody who did not give it")
                } else if answers.iter().any(clears_nothing) {
                    Err("an answer is cleared that was not there")
                } else {
                    Ok(())
                }
            }
            ConversationChange::Submitted { side } => {
                let part = self.part(*side).ok_or("that side does not respond")?;
                if !self.done_by(*side, event) {
                    Err("somebody else submits a part")
                } else if part.submitted_at.is_some() || part.shared_at.is_some() {
                    Err("a part is submitted once, and before it is shared")
                } else {
                    Ok(())
                }
            }
            ConversationChange::Shared { side } => {
                let part = self.part(*side).ok_or("that side does not respond")?;
                if !self.done_by(*side, event) {
                    Err("somebody else shares a part")
                } else if part.shared_at.is_some() {
                    Err("a part is shared once")
                } else {
                    Ok(())
                }
            }
            ConversationChange::NotesWritten { side, .. } if !self.done_by(*side, event) => {
                Err("somebody else writes the notes")
            }
            ConversationChange::EditRequested { side } => {
                if !self.done_by(*side, event) {
                    Err("somebody else asks to edit")
                } else if self.open_request(*side, Instant::MAX).is_some() {
                    Err("a second request to edit is made while one is open")
                } else {
                    Ok(())
                }
            }
            ConversationChange::EditAllowed { side, .. }
            | ConversationChange::EditDenied { side } => {
                if event.by.is_none() {
                    Err("nobody decides on a request to edit")
                } else if self.open_request(*side, Instant::MAX).is_none() {
                    Err("no request to edit is open")
                } else {
                    Ok(())
                }
            }
            ConversationChange::OwnershipTaken { confidential } => {
                self.can_be_handed_over(event, confidential)
            }
            _ if !by_participant => Err("somebody does it who takes no part"),
            ConversationChange::MeetingConfirmed if self.meeting.is_some() => {
                Err("the meeting is confirmed already")
            }
            ConversationChange::MeetingUnticked if self.meeting.is_none() => {
                Err("no meeting is confirmed")
            }
            _ => Ok(()),
        }
    }

    fn apply(&mut self, event: ConversationEvent) {
        // By whatever clock, what comes after a change of manager is nothing that was there before.
        let at = event
            .moment()
            .max(self.manager_since.unwrap_or(Instant::MIN));
        // Every change but the launch is a person's, which `fits` has seen to.
        let Some(by) = event.by else { return };
        match event.change {
            ConversationChange::Launched(_) => {}
            ConversationChange::Saved { side, answers } => {
                if let Some(part) = self.part_mut(side) {
                    for saved in answers {
                        match saved.answer {
                            None => part.answers.remove(&saved.question),
                            Some(answer) => part
                                .answers
                                .insert(saved.question, Saved { answer, at, by }),
                        };
                    }
                }
            }
            ConversationChange::Submitted { side } => {
                if let Some(part) = self.part_mut(side) {
                    part.submitted_at = Some(at);
                    part.saved_by(at);
                }
            }
            ConversationChange::Shared { side } => {
                if let Some(part) = self.part_mut(side) {
                    part.shared_at = Some(at);
                    part.saved_by(at);
                }
            }
            ConversationChange::MeetingConfirmed => self.meeting = Some(Confirmation { by, at }),
            ConversationChange::MeetingUnticked => self.meeting = None,
            ConversationChange::NotesWritten { side, text } => {
                self.notes.retain(|notes| notes.side != side);
                self.notes.extend(text.map(|text| Notes { side, text, at }));
                self.notes.sort_by_key(|notes| notes.side);
            }
            ConversationChange::GoalCreated { goal } => self.goals.push(Goal { goal, by, at }),
            ConversationChange::EditRequested { side } => self.requests.push(EditRequest {
                side,
                by,
                at,
                decision: None,
                ended_at: None,
            }),
            ConversationChange::EditAllowed { side, until } => {
                self.settle(
                    side,
                    Decision {
                        by,
                        at,
                        until: Some(until),
                    },
                );
            }
            ConversationChange::EditDenied { side } => {
                self.settle(
                    side,
                    Decision {
                        by,
                        at,
                        until: None,
                    },
                );
            }
            ConversationChange::OwnershipTaken { confidential } => {
                self.hand_over(by, at, &confidential);
            }
        }
    }
}
