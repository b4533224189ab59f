//! Requests to edit: which is open, and what is approved (REQ).

use super::part::{Decision, StoredRequest};
use super::state::Conversation;
use crate::{Date, Instant, Side};

impl StoredRequest {
    /// Whether it waits for a decision.
    pub(crate) const fn is_open(&self) -> bool {
        self.decision.is_none() && self.ended_at.is_none()
    }

    /// Whether it waited for a decision at an instant: made before it, and neither decided nor ended
    /// by then (REQ-2).
    pub(crate) fn was_open_at(&self, at: Instant) -> bool {
        let decided_at = self.decision.map(|decision| decision.at);
        let settled = [decided_at, self.ended_at].into_iter().flatten();
        self.at < at && settled.min().is_none_or(|settled| settled > at)
    }

    /// Since when and until the end of which date it is approved.
    fn approval(&self) -> Option<(Instant, Date)> {
        let decision = self.decision.filter(|_| self.ended_at.is_none())?;
        Some((decision.at, decision.until?))
    }
}

impl Conversation {
    /// The requests of a side, in the order in which they were made.
    pub(crate) fn requests(&self, side: Side) -> impl DoubleEndedIterator<Item = &StoredRequest> {
        let requests = self.requests.iter();
        requests.filter(move |request| request.side == side)
    }

    /// The request of a side that waits for a decision; there is one at most (REQ-1).
    pub(crate) fn open_request(&self, side: Side) -> Option<&StoredRequest> {
        // None is made while another is open, so only the last can be.
        let last = self.requests(side).next_back();
        last.filter(|request| request.is_open())
    }

    /// Settles the open request of a side.
    pub(super) fn settle(&mut self, side: Side, decision: Decision) {
        let mut requests = self.requests.iter_mut().rev();
        let last = requests.find(|request| request.side == side);
        if let Some(request) = last.filter(|request| request.is_open()) {
            // The clock of the decision may be behind that of the request.
            let at = decision.at.max(request.at);
            request.decision = Some(Decision { at, ..decision });
        }
    }

    /// The last approval of whoever stands on a side, whether it runs or has run out.
    pub(crate) fn approval(&self, side: Side) -> Option<(Instant, Date)> {
        self.requests(side).rev().find_map(StoredRequest::approval)
    }

    /// Each approval that has been given and not ended by a change of manager.
    pub(super) fn approvals(&self) -> impl Iterator<Item = (Side, Instant, Date)> {
        self.requests.iter().filter_map(|request| {
            let (at, until) = request.approval()?;
            Some((request.side, at, until))
        })
    }
}
