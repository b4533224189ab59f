//! Taking ownership after a change of manager (OWN).

use crate::sight::{Action, Sight};
use crate::{ConversationChange, Question, Refusal, Respondent, Side};

impl Sight<'_> {
    /// The change of owner. What the previous manager answered in confidence stays theirs
    /// (VIS-12).
    pub(super) fn take_ownership(&self) -> Result<ConversationChange, Refusal> {
        self.may(Action::TakeOwnership)?;
        let part = self.case.conversation.part(Respondent::Manager);
        let confidential = self.case.content.questions(Side::Manager).iter();
        let confidential = confidential
            .filter(|question| question.is_confidential())
            .map(Question::id)
            .filter(|question| part.is_some_and(|part| part.answers.contains_key(question)))
            .collect();
        Ok(ConversationChange::OwnershipTaken { confidential })
    }
}
