//! Requests to edit: what was asked, by whom, and what became of it (REQ).

use serde::{Deserialize, Serialize};

use super::state::Conversation;
use crate::{Date, Instant, PersonId, Side};

/// A request of a participant to edit again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct StoredRequest {
    pub(crate) side: Side,
    pub(crate) by: PersonId,
    pub(crate) at: Instant,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) decision: Option<Decision>,
    /// When a change of manager ended it, open or approved (REQ-4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) ended_at: Option<Instant>,
}

/// What was decided on a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    pub(crate) by: PersonId,
    pub(crate) at: Instant,
    /// The local date at whose end the approval runs out; none where the request was denied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<Date>,
}

impl StoredRequest {
    /// What was decided, as far as had happened at an instant.
    pub(crate) fn decided(&self, known: Instant) -> Option<Decision> {
        self.decision.filter(|decision| decision.at <= known)
    }

    /// Whether it still waits for a decision.
    pub(crate) fn is_open(&self, known: Instant) -> bool {
        self.at <= known && self.decided(known).is_none() && !self.has_ended(known)
    }

    fn has_ended(&self, known: Instant) -> bool {
        self.ended_at.is_some_and(|ended| ended <= known)
    }

    /// Since when and until the end of which date it is approved.
    fn approval(&self, known: Instant) -> Option<(Instant, Date)> {
        let decision = self.decided(known)?;
        let until = decision.until.filter(|_| !self.has_ended(known))?;
        Some((decision.at, until))
    }
}

impl Conversation {
    /// The requests as far as had happened at an instant, in the order in which they were made.
    pub(crate) fn requests(&self, known: Instant) -> impl Iterator<Item = &StoredRequest> {
        self.requests
            .iter()
            .filter(move |request| request.at <= known)
    }

    /// The request of a side that waits for a decision; there is one at most (REQ-1).
    pub(crate) fn open_request(&self, side: Side, known: Instant) -> Option<&StoredRequest> {
        self.requests(known)
            .find(|request| request.side == side && request.is_open(known))
    }

    /// Settles the open request of a side.
    pub(super) fn settle(&mut self, side: Side, decision: Decision) {
        let mut open = self.requests.iter_mut();
        let open = open.find(|request| request.side == side && request.is_open(Instant::MAX));
        if let Some(request) = open {
            // By a clock behind that of the request.
            let at = decision.at.max(request.at);
            request.decision = Some(Decision { at, ..decision });
        }
    }

    /// The last approval that who stands on a side has, whether it runs or has run out.
    pub(crate) fn approval(&self, side: Side, known: Instant) -> Option<(Instant, Date)> {
        let of_side = self.requests(known).filter(|request| request.side == side);
        of_side.filter_map(|request| request.approval(known)).last()
    }

    /// Each approval that has been given and not ended by a change of manager.
    pub(super) fn approvals(&self, known: Instant) -> impl Iterator<Item = (Side, Instant, Date)> {
        self.requests(known).filter_map(move |request| {
            let (at, until) = request.approval(known)?;
            Some((request.side, at, until))
        })
    }
}
