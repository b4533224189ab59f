//! Who managed a conversation when, and what a previous manager leaves behind (OWN, VIS-12).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::part::{Notes, Part, Saved};
use super::state::Conversation;
use crate::{Instant, PersonId, Question, QuestionId, Side};

/// Somebody whose ownership was taken, with what stays theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct EarlierManager {
    pub(crate) person: PersonId,
    /// When somebody else took ownership.
    pub(crate) until: Instant,
    /// Their answers to confidential questions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) answers: BTreeMap<QuestionId, Saved>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) notes: Option<Notes>,
}

impl Conversation {
    /// Whose ownership was taken, in order: they still see what stayed theirs, so a host has to find
    /// the conversation for them too (VIS-12). Who manages it again is none of them.
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

    /// Who managed it before, in order, as far as had happened at an instant. Who manages it again
    /// is none of them.
    pub(crate) fn earlier_managers(&self, known: Instant) -> impl Iterator<Item = &EarlierManager> {
        self.earlier_managers
            .iter()
            .filter(move |earlier| earlier.until <= known)
    }

    /// A person as one of those who managed it before. Asked about a moment at which they did, they
    /// are that all the same: what became of the rest since is not theirs to know (VIS-12).
    pub(crate) fn earlier_manager(&self, person: PersonId) -> Option<&EarlierManager> {
        let mut earlier = self.earlier_managers.iter();
        earlier.find(|earlier| earlier.person == person)
    }

    /// Who still managed it at an instant and does not any more; what has become theirs since was
    /// the part's then.
    fn managed_by(&self, known: Instant) -> Option<&EarlierManager> {
        let mut earlier = self.earlier_managers.iter();
        earlier.find(|earlier| earlier.until > known)
    }

    /// Since when the manager has been that, where somebody else was before.
    pub(crate) const fn manager_since(&self) -> Option<Instant> {
        self.manager_since
    }

    /// The side of a participant as far as had happened at an instant. Before they took ownership
    /// a manager was none yet.
    pub(crate) fn side_at(&self, person: PersonId, known: Instant) -> Option<Side> {
        let managed = self.manager_since.is_none_or(|since| since <= known);
        let side = self.side(person);
        side.filter(|&side| side == Side::DirectReport || managed)
    }

    /// Who managed it at an instant, as far as is kept: who managed it again counts from then on.
    pub(crate) fn manager_at(&self, known: Instant) -> PersonId {
        let earlier = self.managed_by(known);
        earlier.map_or(self.manager, |earlier| earlier.person)
    }

    /// The answer of a part to a question as it was saved at an instant. Of what was handed over
    /// since there is nothing: what became of it is not the previous manager's to know (VIS-12).
    pub(crate) fn saved<'a>(
        &'a self,
        part: &'a Part,
        question: &Question,
        known: Instant,
    ) -> Option<&'a Saved> {
        let left = self
            .managed_by(known)
            .filter(|_| part.side == Side::Manager);
        let answers = left.map_or(&part.answers, |left| &left.answers);
        let saved = answers.get(&question.id());
        saved.filter(|saved| saved.at <= known)
    }

    /// The notes of a side as they were at an instant.
    pub(crate) fn notes(&self, side: Side, known: Instant) -> Option<&Notes> {
        let left = self.managed_by(known).filter(|_| side == Side::Manager);
        let notes = match left {
            Some(left) => left.notes.as_ref(),
            None => self.notes.iter().find(|notes| notes.side == side),
        };
        notes.filter(|notes| notes.at <= known)
    }

    /// Who stood on a side at an instant.
    pub(crate) fn person_at(&self, side: Side, known: Instant) -> PersonId {
        match side {
            Side::DirectReport => self.direct_report,
            Side::Manager => self.manager_at(known),
        }
    }

    /// The earlier manager whose saved answer to a question still stands, if the present one has
    /// not replaced it (OWN-4).
    pub(crate) fn inherited_from(&self, question: QuestionId) -> Option<PersonId> {
        let saved = self.part(Side::Manager)?.answers.get(&question)?;
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
        if let Some(part) = self.part_mut(Side::Manager) {
            part.saved_by(at);
            for &question in confidential {
                left.answers.extend(part.answers.remove_entry(&question));
            }
            part.respondent = to;
        }
        // Who manages it again has back what stayed theirs.
        if let Some(own) = own {
            if let Some(part) = self.part_mut(Side::Manager) {
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
