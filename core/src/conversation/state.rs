//! The state of a conversation: what its events come to.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use super::event::{ConversationEvent, Occasion};
use super::part::{Confirmation, EarlierManager, Goal, Notes, Part, StoredRequest};
use super::respondent::Respondent;
use crate::log::{self, Head};
use crate::{ContentReference, ConversationId, Instant, Pair, PersonId, Side, TemplateId};

/// A conversation between a direct report and their manager.
///
/// It holds everything that was said, to whomever it is hidden: it is the host's to store, and
/// what a person may see of it is a [`View`](crate::sight::View). It changes by events alone.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let (conversation, case) = (conversation(), case("2026-03-10T09:00:00Z"));
/// let done = case.execute(&ana(), save(11, "We shipped in time."))?;
/// assert_eq!((conversation.revision(), done.state.revision()), (1, 2));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "super::stored::StoredConversation")]
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
    pub(super) requests: Vec<StoredRequest>,
    /// In the order in which others took their ownership.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) earlier_managers: Vec<EarlierManager>,
    /// The place of each person's last among these, so that no question goes through them all.
    #[serde(skip)]
    pub(super) last_terms: BTreeMap<PersonId, usize>,
    #[serde(skip)]
    pub(super) handed_over: HandedOver,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) manager_since: Option<Instant>,
    #[serde(skip)]
    pub(super) compared: Compared,
}

/// How many of the requests were there when the ownership was last taken, or fewer: of these each of a
/// manager has ended, so that no change of manager goes through them again. It is no part of the state.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct HandedOver(pub(super) usize);

impl PartialEq for HandedOver {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for HandedOver {}

/// Whether a conversation was found to have only answers that its content takes.
///
/// The content is fixed by its fingerprint, and what a decision adds has been accepted by it: the answer
/// never changes, so it is worked out when a state first meets its content, and kept. It is no part of the
/// state.
#[derive(Debug, Default)]
pub(super) struct Compared(AtomicBool);

impl Compared {
    pub(super) fn is_known(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn note(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Clone for Compared {
    fn clone(&self) -> Self {
        Self(AtomicBool::new(self.is_known()))
    }
}

impl PartialEq for Compared {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Compared {}

log::aggregate!(Conversation, "conversation", id of "conversation": ConversationId, ConversationEvent);

impl Conversation {
    /// The template.
    #[must_use]
    pub const fn template(&self) -> TemplateId {
        self.template
    }

    /// The content that it is bound to (TPL-16).
    #[must_use]
    pub const fn content(&self) -> ContentReference {
        self.content
    }

    /// Anytime, or of a cycle.
    #[must_use]
    pub const fn occasion(&self) -> Occasion {
        self.occasion
    }

    /// The instant of its launch.
    #[must_use]
    pub const fn launched_at(&self) -> Instant {
        self.launched_at
    }

    /// The direct report.
    #[must_use]
    pub const fn direct_report(&self) -> PersonId {
        self.direct_report
    }

    /// The manager.
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
        Pair::vouched(self.head.organisation, self.direct_report, self.manager)
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

    pub(crate) fn part(&self, of: Respondent) -> Option<&Part> {
        self.parts.iter().find(|part| part.of == of)
    }

    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub(crate) fn meeting(&self) -> Option<&Confirmation> {
        self.meeting.as_ref()
    }

    pub(crate) fn goals(&self) -> &[Goal] {
        &self.goals
    }

    pub(super) fn part_mut(&mut self, of: Respondent) -> Option<&mut Part> {
        self.parts.iter_mut().find(|part| part.of == of)
    }
}
