//! Deciding on requests to edit (REQ-3, REQ-4, REQ-5).

use super::Command;
use crate::limits::APPROVED_DAYS;
use crate::sight::{Fact, Sight};
use crate::template::switched_on;
use crate::{ConversationChange, Date, PersonId, Reason, Refusal, Side};

impl Sight<'_> {
    /// Whether the person may know what a command speaks of. Whoever decides on requests knows of
    /// these, whatever access the template gives (FCT-7); for anyone else there is nothing.
    pub(super) fn concerns_known_request(&self, command: &Command) -> Result<(), Refusal> {
        let requested = |side| {
            let mut requests = self.case.conversation.requests(side);
            self.fact(Fact::Requests(side)).is_visible() && requests.next().is_some()
        };
        match command.decides_on() {
            Some(side) if requested(side) => Ok(()),
            Some(_) | None => self.known_to_exist(),
        }
    }

    /// The approval of a request, which runs until the end of the seventh day after today.
    pub(super) fn allow_edit(&self, side: Side) -> Result<ConversationChange, Refusal> {
        let requester = self.decides(side)?;
        let context = self.case.context;
        let today = context.organisation().calendar(context.now()).today();
        let until = Date::try_from(today)
            .ok()
            .and_then(|today| today.add_days(APPROVED_DAYS))
            .ok_or(Reason::DateOutOfRange)?;
        Ok(ConversationChange::EditAllowed {
            side,
            requester,
            until,
        })
    }

    pub(super) fn deny_edit(&self, side: Side) -> Result<ConversationChange, Refusal> {
        self.decides(side)?;
        Ok(ConversationChange::EditDenied { side })
    }

    /// Whose request it is.
    fn decides(&self, side: Side) -> Result<PersonId, Refusal> {
        switched_on(self.case.context.organisation(), self.case.context.now())?;
        self.may_decide(side)
    }
}
