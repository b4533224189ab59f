//! Who managed a conversation when, and what a previous manager leaves behind (OWN, VIS-12).

use std::collections::BTreeMap;

use super::part::{EarlierManager, Notes};
use super::respondent::Respondent;
use super::state::Conversation;
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
        self.earlier_managers.iter().map(|earlier| earlier.person)
    }

    /// Whoever managed it before, in order. A previous manager who has taken ownership back is not
    /// among them.
    pub(crate) fn earlier_managers(&self) -> &[EarlierManager] {
        &self.earlier_managers
    }

    /// A person as one of those who managed it before.
    pub(crate) fn earlier_manager(&self, person: PersonId) -> Option<&EarlierManager> {
        let mut earlier = self.earlier_managers.iter();
        earlier.find(|earlier| earlier.person == person)
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
        let earlier = &self.earlier_managers;
        let of = earlier.iter().find(|earlier| earlier.person == saved.by)?;
        Some(of.person)
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
        let mut earlier = self.earlier_managers.iter();
        let place = earlier.position(|earlier| earlier.person == to);
        let own = place.map(|place| self.earlier_managers.remove(place));
        if let Some(part) = self.part_mut(Respondent::Manager) {
            part.saved_by(at);
            for &question in confidential {
                left.answers.extend(part.answers.remove_entry(&question));
            }
            part.person = to;
        }
        // Whoever manages it again has back what stayed theirs.
        if let Some(own) = own {
            if let Some(part) = self.part_mut(Respondent::Manager) {
                part.answers.extend(own.answers);
            }
            self.notes.extend(own.notes);
        }
        self.earlier_managers.push(left);
        for request in &mut self.requests {
            if request.side == Side::Manager && request.ended_at.is_none() {
                request.ended_at = Some(at);
            }
        }
        self.manager = to;
        self.manager_since = Some(at);
    }
}
