//! The state of a conversation: what its events come to.

use serde::{Deserialize, Serialize};

use super::event::{ConversationEvent, Occasion};
use super::ownership::EarlierManager;
use super::part::{Confirmation, Goal, Notes, Part};
use super::request::StoredRequest;
use crate::log::{self, Head};
use crate::{
    ContentReference, ConversationId, Error, Instant, OrgId, Pair, PersonId, Side, TemplateId,
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
    pub(super) requests: Vec<StoredRequest>,
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
}
