//! How a conversation would begin for somebody who joins a cycle now.

use uuid::Uuid;

use super::context::Context;
use super::event::Occasion;
use super::state::Conversation;
use crate::cycle::{ClosedAtStart, JoinerStart, LockDate, RosterInputs};
use crate::{Error, Pair, PersonId, Side, id, log};

impl Context<'_> {
    /// How a conversation that came into being next would begin; none where none does any more.
    ///
    /// It is launched aside, and its own windows say what is closed in it (CYC-8, REV-1).
    pub(super) fn joiner_start(
        &self,
        inputs: &RosterInputs<'_>,
    ) -> Result<Option<JoinerStart>, Error> {
        let Some(at) = inputs.next_start() else {
            return Ok(None);
        };
        // Who the two are, no window asks.
        let [direct_report, manager] = [1, 2].map(|n| PersonId::from(Uuid::from_u128(n)));
        let pair = Pair::vouched(inputs.organisation.id(), direct_report, manager);
        let cycle = inputs.cycle.id();
        let (id, occasion) = (
            id::rolled_out(cycle, direct_report),
            Occasion::Scheduled { cycle },
        );
        // By the facts that are known now.
        let then = self.at(at);
        let launched = then.launch(id, None, occasion, pair, false)?;
        let conversation: Conversation = log::created(launched)?.state;
        let case = then.case(&conversation)?;
        let mut closed = Vec::new();
        for side in Side::BOTH {
            let Some(part) = conversation.part(side.into()) else {
                continue;
            };
            let submitting = inputs.times.review_of(side).map(|_| case.submitting(part));
            let questions = case.content.questions(side).iter();
            let windows = submitting
                .into_iter()
                .chain(questions.map(|question| case.editing(part, question)))
                .chain([case.sharing_once_reviewed(part)]);
            let refused = windows.filter_map(Result::err);
            closed.extend(refused.map(|refused| ClosedAtStart { side, refused }));
        }
        let locks = inputs.times.locks.iter();
        let passed = locks.filter(|lock| lock.binds && case.lock(lock.on).is_none());
        Ok(Some(JoinerStart {
            at,
            closed,
            passed_locks: passed
                .map(|lock| LockDate {
                    on: lock.on,
                    date: lock.date,
                })
                .collect(),
        }))
    }
}
