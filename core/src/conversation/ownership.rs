//! Who managed a conversation when, and what a previous manager leaves behind (OWN, VIS-12).

use std::collections::BTreeMap;

use super::part::{EarlierManager, Notes};
use super::respondent::Respondent;
use super::state::{Conversation, HandedOver};
use crate::{Instant, PersonId, QuestionId, Side};

impl Conversation {
    /// Whose ownership was taken, in order: they still see what stayed theirs, so a host has to find
    /// the conversation for them too (VIS-12). Whoever manages it again is none of them.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(taken_over().previous_managers().collect::<Vec<_>>(), [ben().person()]);
    /// # Ok(()) }
    /// ```
    pub fn previous_managers(&self) -> impl Iterator<Item = PersonId> + '_ {
        let terms = self.last_terms.iter();
        let terms = terms.filter(|&(&person, _)| person != self.manager);
        let mut in_order: Vec<_> = terms.map(|(&person, &place)| (place, person)).collect();
        in_order.sort_unstable();
        in_order.into_iter().map(|(_, person)| person)
    }

    /// Every term of management that has ended, in order (FCT-6). What a person left is with their
    /// last.
    pub(crate) fn earlier_managers(&self) -> &[EarlierManager] {
        &self.earlier_managers
    }

    /// Whether a person managed it before and does not now.
    pub(crate) fn was_managed_by(&self, person: PersonId) -> bool {
        person != self.manager && self.last_terms.contains_key(&person)
    }

    /// Until when a person managed it last, where somebody took ownership after them.
    pub(crate) fn last_managed_by(&self, person: PersonId) -> Option<Instant> {
        let last = *self.last_terms.get(&person)?;
        self.earlier_managers.get(last).map(|earlier| earlier.until)
    }

    /// The notes of a side.
    pub(crate) fn notes(&self, side: Side) -> Option<&Notes> {
        self.notes.iter().find(|notes| notes.side == side)
    }

    /// Since when the manager has been that, if somebody else was before.
    pub(crate) const fn manager_since(&self) -> Option<Instant> {
        self.manager_since
    }

    /// The earlier manager whose saved answer to a question still stands, if the present one has
    /// not replaced it (OWN-4).
    pub(crate) fn inherited_from(&self, question: QuestionId) -> Option<PersonId> {
        let saved = self.part(Respondent::Manager)?.answers.get(&question)?;
        self.was_managed_by(saved.by).then_some(saved.by)
    }

    /// Hands the ownership over. The answers to these questions are confidential and stay with
    /// who gave them; notes stay with who wrote them.
    pub(super) fn hand_over(&mut self, to: PersonId, at: Instant, confidential: &[QuestionId]) {
        let mut left = EarlierManager {
            person: self.manager,
            until: at,
            answers: BTreeMap::new(),
            notes: None,
        };
        let place = self
            .notes
            .iter()
            .position(|notes| notes.side == Side::Manager);
        left.notes = place.map(|place| self.notes.remove(place));
        if let Some(part) = self.part_mut(Respondent::Manager) {
            part.saved_by(at);
            for &question in confidential {
                left.answers.extend(part.answers.remove_entry(&question));
            }
            part.person = to;
        }
        // Whoever manages it again has back what stayed theirs, which is with their last term.
        let own = self.last_terms.get(&to).copied();
        let own = own.and_then(|place| self.earlier_managers.get_mut(place));
        let (mut answers, notes) = own.map_or_else(Default::default, |own| {
            let answers = core::mem::take(&mut own.answers);
            (answers, own.notes.take())
        });
        if let Some(part) = self.part_mut(Respondent::Manager) {
            part.answers.append(&mut answers);
        }
        self.notes.extend(notes);
        self.last_terms
            .insert(self.manager, self.earlier_managers.len());
        self.earlier_managers.push(left);
        // Those before the last change of manager ended with it.
        let since = self.requests.iter_mut().skip(self.handed_over.0);
        for request in since.filter(|request| request.side == Side::Manager) {
            request.ended_at = Some(at);
        }
        self.handed_over = HandedOver(self.requests.len());
        self.manager = to;
        self.manager_since = Some(at);
    }
}
