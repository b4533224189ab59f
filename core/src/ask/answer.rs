//! What the one call answers to a command: the state to store, the events, and whom to tell.

use serde::Serialize;

use super::{Document, Stored};
use crate::log::{Event, Outcome};
use crate::{
    Conversation, ConversationChange, ConversationId, CycleId, Error, IndexRow, Instant,
    Notification, Prospects, RollOut, Roster, RosterChange, Started, Wire,
};

/// An aggregate after a command, with what the host stores.
///
/// `state`, the `events` and the `row` stand in the envelopes in which they are stored.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutcomeDocument<State, Event> {
    /// The state after the command.
    pub state: State,
    /// The events to append, in order; none if the command changed nothing.
    pub events: Vec<Event>,
    /// The columns to keep beside a conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<Stored<IndexRow>>,
    /// If the same command was carried out before (XCT-8): the revision that it led to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeated: Option<u64>,
    /// Of a conversation that was started: the revision that the stored template still has to have
    /// for it to be stored (TPL-13).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_revision: Option<u64>,
    /// Whom to tell of it, if there is a directory to say who is active.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notifications: Option<Vec<Notification>>,
}

pub(super) type Changed<State, Id, Change> =
    OutcomeDocument<Stored<State>, Stored<Event<Id, Change>>>;

impl<State, Id, Change> Changed<State, Id, Change> {
    pub(super) fn of(outcome: Outcome<State, Id, Change>) -> Self {
        Self {
            state: Stored(outcome.state),
            events: outcome.events.into_iter().map(Stored).collect(),
            row: None,
            repeated: outcome.repeated,
            template_revision: None,
            notifications: None,
        }
    }
}

impl<Id, Change> Changed<Conversation, Id, Change> {
    pub(super) fn with_row(
        outcome: Outcome<Conversation, Id, Change, IndexRow>,
        notifications: Option<Vec<Notification>>,
    ) -> Self {
        Self {
            state: Stored(outcome.state),
            events: outcome.events.into_iter().map(Stored).collect(),
            row: Some(Stored(outcome.row)),
            repeated: outcome.repeated,
            template_revision: None,
            notifications,
        }
    }
}

impl Changed<Conversation, ConversationId, ConversationChange> {
    pub(super) fn started(started: Started) -> Self {
        Self {
            template_revision: Some(started.template_revision),
            ..Self::with_row(started.conversation, None)
        }
    }
}

/// The result of a roll-out, with what the host stores.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RollOutDocument {
    /// The roster and its events; null where there is none yet.
    pub roster: Option<Changed<Roster, CycleId, RosterChange>>,
    /// The conversations that it launched.
    pub launched: Vec<Changed<Conversation, ConversationId, ConversationChange>>,
    /// The revision that the stored template still has to have for all of it to be stored (TPL-13).
    pub template_revision: u64,
    /// Who gets a conversation when, and who gets none and why.
    pub prospects: Prospects,
    /// When to roll out again: at the launch, or for those who wait.
    pub next: Option<Instant>,
}

impl RollOutDocument {
    pub(super) fn of(roll_out: RollOut) -> Result<Document, Error> {
        let launched = roll_out.launched.into_iter();
        let launched = launched.map(|outcome| OutcomeDocument::with_row(outcome, None));
        Document::of(&Self {
            roster: roll_out.roster.map(OutcomeDocument::of),
            launched: launched.collect(),
            template_revision: roll_out.template_revision,
            prospects: roll_out.prospects,
            next: roll_out.next,
        })
    }
}

pub(super) fn changed<State, Id, Change>(
    outcome: Outcome<State, Id, Change>,
) -> Result<Document, Error>
where
    State: Wire,
    Event<Id, Change>: Wire,
{
    Document::of(&OutcomeDocument::of(outcome))
}
