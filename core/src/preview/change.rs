//! What a change comes to in one conversation.

use std::collections::BTreeMap;

use super::{
    BoundaryMove, ClosedWindow, ConversationPreview, DeadlineMove, OpenedWindow, PreviewInputs,
    SightChange,
};
use crate::sight::{DecisionSubject, Gained, Sight, difference, retained_difference};
use crate::{Actor, Boundary, Conversation, Error, Fact, PersonId, Relation, Respondent, Side};

/// A change, for one conversation.
pub(super) struct Change<'a> {
    pub(super) conversation: &'a Conversation,
    pub(super) before: PreviewInputs<'a>,
    pub(super) after: PreviewInputs<'a>,
    /// Whether everybody's office covers as much after it as before.
    pub(super) same_offices: bool,
}

impl Change<'_> {
    /// What of it an asker is told; nothing where they may not know of the conversation.
    pub(super) fn told_to(
        &self,
        by: PersonId,
        people: &mut Vec<PersonId>,
    ) -> Result<Option<ConversationPreview>, Error> {
        let (conversation, pair) = (self.conversation, self.conversation.pair());
        let before = self.before.context.case(conversation)?;
        // What the change would destroy is to everybody as it is to a stranger (TPL-13).
        let after = match self.after.context.case(conversation) {
            Ok(case) => Some(case),
            Err(Error::Destroyed { .. }) => None,
            Err(error) => return Err(error),
        };
        let same_people = core::ptr::eq(self.before.directory, self.after.directory);
        let sights = |person| {
            let was = self.before.directory.relation(person, &pair);
            let is = match after {
                Some(after) if same_people => after.sight(&was)?,
                Some(after) => after.sight(&self.after.directory.relation(person, &pair))?,
                None => {
                    let nobody = Actor::vouched(pair.organisation(), person, false);
                    before.sight(&Relation::vouched(nobody, &pair)?)?
                }
            };
            Ok::<_, Error>((before.sight(&was)?, is))
        };
        let asker = sights(by)?;
        if !asker.0.fact(Fact::Frame).is_visible() {
            return Ok(None);
        }
        // Who takes part is told as that alone (VIS-9); who knows the frame alone, nothing.
        let own = asker.0.standing().side();
        if own.is_none() && !asker.0.fact(Fact::Progress).is_visible() {
            return Ok(None);
        }
        let mut previewed = ConversationPreview {
            conversation: conversation.id(),
            moved: Vec::new(),
            locked_out: Vec::new(),
            let_in: Vec::new(),
            gained: Vec::new(),
            lost: Vec::new(),
        };
        let parties = [sights(pair.direct_report())?, sights(pair.manager())?];
        for (side, (before, after)) in Side::BOTH.iter().zip(&parties) {
            if own.is_none_or(|own| own == *side) {
                previewed.windows(before, after);
            }
        }
        // With the same offices, an office shows something else where the terms differ alone.
        let same_terms = after.is_some_and(|after| before.terms() == after.terms());
        let offices = !self.same_offices || !same_terms;
        self.concerned(by, own, offices, people);
        // Who reads what an earlier manager left is no matter of a participant's (VIS-9, VIS-12).
        let earlier = conversation.previous_managers();
        let earlier: Vec<_> = earlier.filter(|_| own.is_none()).collect();
        for &person in people.iter() {
            let known = [asker].into_iter().chain(parties);
            let mut known = known.filter(|(sight, _)| sight.person == person);
            let (before, after) = match known.next() {
                Some(sights) => sights,
                None => sights(person)?,
            };
            if before.shows_as(&after) {
                continue;
            }
            let shown = |part| own.is_none_or(|own| part == own.into() || person == by);
            let all = own.is_none() || person == by;
            for (changes, [without, with]) in [
                (&mut previewed.lost, [&after, &before]),
                (&mut previewed.gained, [&before, &after]),
            ] {
                changes.extend(lost_by(without, with, shown, all));
                changes.extend(left_and_lost_by(without, with, &earlier));
            }
        }
        Ok(Some(previewed))
    }

    /// Everyone whose sight may change, each once; by their offices too, or not.
    fn concerned(
        &self,
        by: PersonId,
        own: Option<Side>,
        offices: bool,
        people: &mut Vec<PersonId>,
    ) {
        let pair = self.conversation.pair();
        people.clear();
        people.extend([pair.direct_report(), pair.manager()]);
        people.extend(self.conversation.previous_managers());
        for facts in [&self.before, &self.after] {
            let paired = facts.directory.own_pair(pair.direct_report());
            people.extend(paired.map(|pair| pair.manager()));
            if offices {
                people.extend(facts.directory.administrators_over(pair.direct_report()));
            }
        }
        people.push(by);
        // Of the other's part, and of who sees it, a participant is told nothing.
        let participants = [pair.direct_report(), pair.manager()];
        people.retain(|person| own.is_none() || *person == by || !participants.contains(person));
        people.sort_unstable();
        people.dedup();
    }
}

impl ConversationPreview {
    pub(super) fn is_empty(&self) -> bool {
        self.moved.is_empty()
            && self.locked_out.is_empty()
            && self.let_in.is_empty()
            && self.gained.is_empty()
            && self.lost.is_empty()
    }

    /// What closes and what opens at once for a participant, and which deadlines move.
    fn windows(&mut self, before: &Sight<'_>, after: &Sight<'_>) {
        let (person, now) = (before.person, before.case.context().now());
        // What moves alike is told once.
        let mut moved: BTreeMap<_, Vec<DecisionSubject>> = BTreeMap::new();
        before.each_window(after, |subject, windows| {
            let deadlines = (
                before.deadline_of(&windows.0),
                after.deadline_of(&windows.1),
            );
            // What was over before is over still, however its end is read.
            if let (Some(from), Some(to)) = deadlines
                && from != to
                && from.max(to) > now
            {
                moved.entry((from, to)).or_default().push(subject);
            }
            match windows {
                (Ok(_), Err(refused)) => self.locked_out.push(ClosedWindow {
                    person,
                    of: subject,
                    refused,
                }),
                (Err(_), Ok(open)) => self.let_in.push(OpenedWindow {
                    person,
                    to: subject,
                    open,
                }),
                (Ok(_), Ok(_)) | (Err(_), Err(_)) => {}
            }
        });
        let moved = moved.into_iter().map(|((from, to), of)| DeadlineMove {
            person,
            of,
            from,
            to,
        });
        self.moved.extend(moved);
    }
}

/// What one sight shows and another does not.
fn lost_by(
    without: &Sight<'_>,
    with: &Sight<'_>,
    shown: impl Fn(Respondent) -> bool,
    facts: bool,
) -> impl Iterator<Item = SightChange> {
    let (person, standing) = (with.person, with.standing());
    let mut changes = Vec::new();
    let parts = with.case.conversation.parts().iter().map(|part| part.of);
    for part in parts.filter(|&part| shown(part)) {
        for Gained { rule, questions } in difference(without, with, part) {
            changes.push(SightChange {
                person,
                standing,
                part: Some(part),
                rule,
                earlier_managers: Vec::new(),
                questions,
                facts: Vec::new(),
            });
        }
    }
    let known = Fact::ALL
        .into_iter()
        .filter(|_| facts)
        .filter(|&fact| with.fact(fact).is_visible() && !without.fact(fact).is_visible());
    let known: Vec<_> = known.collect();
    if let Some(&first) = known.first() {
        changes.push(SightChange {
            person,
            standing,
            part: None,
            rule: with.fact(first).rule,
            earlier_managers: Vec::new(),
            questions: Vec::new(),
            facts: known,
        });
    }
    changes.into_iter()
}

/// What earlier managers left that one sight shows and another does not: their own, and the others'.
fn left_and_lost_by(
    without: &Sight<'_>,
    with: &Sight<'_>,
    earlier: &[PersonId],
) -> impl Iterator<Item = SightChange> {
    let (person, standing) = (with.person, with.standing());
    let (own, others) = earlier
        .iter()
        .partition::<Vec<PersonId>, _>(|by| **by == person);
    let mut changes = Vec::new();
    for earlier_managers in [own, others] {
        let Some(&first) = earlier_managers.first() else {
            continue;
        };
        for Gained { rule, questions } in retained_difference(without, with, first) {
            changes.push(SightChange {
                person,
                standing,
                part: Some(Respondent::Manager),
                rule,
                earlier_managers: earlier_managers.clone(),
                questions,
                facts: Vec::new(),
            });
        }
    }
    changes.into_iter()
}

/// The boundaries that differ: those of one turn are held against each other in order.
pub(super) fn moved(before: &[Boundary], after: &[Boundary]) -> Vec<BoundaryMove> {
    if before == after {
        return Vec::new();
    }
    let in_order = |boundaries: &[Boundary]| {
        let all = boundaries.iter();
        let mut all: Vec<_> = all.map(|boundary| (boundary.kind, boundary.at)).collect();
        all.sort_unstable();
        all.into_iter().peekable()
    };
    let (mut before, mut after) = (in_order(before), in_order(after));
    let mut moved = Vec::new();
    loop {
        let (kind, from, to) = match (before.peek(), after.peek()) {
            (None, None) => break,
            (Some(&(kind, from)), Some(&(other, to))) if kind == other => {
                (kind, Some(from), Some(to))
            }
            (Some(&(kind, from)), other) if other.is_none_or(|&(other, _)| kind < other) => {
                (kind, Some(from), None)
            }
            (_, Some(&(kind, to))) => (kind, None, Some(to)),
            (Some(&(kind, from)), None) => (kind, Some(from), None),
        };
        before.next_if(|_| from.is_some());
        after.next_if(|_| to.is_some());
        if from != to {
            moved.push(BoundaryMove { kind, from, to });
        }
    }
    moved.sort_by_key(|moved| (moved.from.into_iter().chain(moved.to).min(), moved.kind));
    moved
}
