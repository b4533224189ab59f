//! A stored conversation, read through the checks that its log passes (XCT-5), and compared with the
//! content that it is bound to.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::event::Occasion;
use super::part::{Confirmation, EarlierManager, Goal, Notes, Part, Saved, StoredRequest};
use super::respondent::Respondent;
use super::state::{Compared, Conversation, HandedOver};
use crate::log::{Head, holds};
use crate::{
    Content, ContentReference, ConversationId, Error, Instant, PersonId, QuestionId, Side,
    TemplateId,
};

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct StoredConversation {
    head: Head<ConversationId>,
    template: TemplateId,
    content: ContentReference,
    occasion: Occasion,
    launched_at: Instant,
    direct_report: PersonId,
    manager: PersonId,
    /// One for each respondent, the direct report's first.
    parts: Vec<Part>,
    #[serde(default)]
    notes: Vec<Notes>,
    #[serde(default)]
    meeting: Option<Confirmation>,
    #[serde(default)]
    goals: Vec<Goal>,
    #[serde(default)]
    requests: Vec<StoredRequest>,
    /// In the order in which others took their ownership.
    #[serde(default)]
    earlier_managers: Vec<EarlierManager>,
    #[serde(default)]
    manager_since: Option<Instant>,
}

impl TryFrom<StoredConversation> for Conversation {
    type Error = &'static str;

    fn try_from(stored: StoredConversation) -> Result<Self, &'static str> {
        let StoredConversation {
            head,
            template,
            content,
            occasion,
            launched_at,
            direct_report,
            manager,
            parts,
            notes,
            meeting,
            goals,
            requests,
            earlier_managers,
            manager_since,
        } = stored;
        let terms = earlier_managers.iter().enumerate();
        let last_terms = terms.map(|(place, earlier)| (earlier.person, place));
        let ended = requests
            .iter()
            .rposition(|request| request.ended_at.is_some());
        let conversation = Self {
            last_terms: last_terms.collect(),
            handed_over: HandedOver(ended.map_or(0, |last| last + 1)),
            head,
            template,
            content,
            occasion,
            launched_at,
            direct_report,
            manager,
            parts,
            notes,
            meeting,
            goals,
            requests,
            earlier_managers,
            manager_since,
            compared: Compared::default(),
        };
        conversation.head.holds()?;
        conversation.has_people()?;
        conversation.has_terms()?;
        conversation.has_parts()?;
        conversation.has_requests()?;
        conversation.has_happened()?;
        conversation.has_events()?;
        Ok(conversation)
    }
}

type Checked = Result<(), &'static str>;

impl Conversation {
    /// Whether a person stands on a side, or has stood there.
    fn has_stood(&self, side: Side, person: PersonId) -> bool {
        match side {
            Side::DirectReport => person == self.direct_report,
            Side::Manager => person == self.manager || self.was_managed_by(person),
        }
    }

    fn took_part(&self, person: PersonId) -> bool {
        Side::BOTH
            .into_iter()
            .any(|side| self.has_stood(side, person))
    }

    fn has_people(&self) -> Checked {
        let managed = |earlier: &EarlierManager| earlier.person == self.direct_report;
        holds(
            self.direct_report != self.manager && !self.earlier_managers.iter().any(managed),
            "a conversation is between two people",
        )?;
        let people = self.meeting.iter().map(|meeting| meeting.by);
        let mut people = people.chain(self.goals.iter().map(|goal| goal.by));
        holds(
            people.all(|person| self.took_part(person)),
            "the person who did it takes no part",
        )?;
        holds(
            match &self.notes[..] {
                [] | [_] => true,
                [one, other] => one.side < other.side,
                _ => false,
            },
            "each side has its notes once",
        )
    }

    /// The terms of management follow one another, and whoever manages it now has back what they left.
    fn has_terms(&self) -> Checked {
        let earlier = &self.earlier_managers;
        let last = earlier.last();
        holds(
            self.manager_since == last.map(|last| last.until),
            "a manager manages since the one before stopped",
        )?;
        holds(
            earlier.is_empty() || matches!(self.occasion, Occasion::Scheduled { .. }),
            "ownership of an anytime conversation was taken",
        )?;
        // Not by their moments: clocks of servers differ.
        let in_turn = |(one, next): (&EarlierManager, &EarlierManager)| one.person != next.person;
        holds(
            earlier.iter().zip(earlier.iter().skip(1)).all(in_turn)
                && last.is_none_or(|last| last.person != self.manager),
            "one manager follows another",
        )?;
        let own = |saved: &Saved, earlier: &EarlierManager| {
            saved.by == earlier.person && saved.at <= earlier.until
        };
        let left = |(place, earlier): (usize, &EarlierManager)| {
            let (answers, notes) = (&earlier.answers, earlier.notes.as_ref());
            let nothing = answers.is_empty() && notes.is_none();
            let last = self.last_terms.get(&earlier.person) == Some(&place);
            (nothing || last && earlier.person != self.manager)
                && answers.values().all(|saved| own(saved, earlier))
                && notes.is_none_or(|notes| notes.side == Side::Manager)
        };
        holds(
            earlier.iter().enumerate().all(left),
            "a manager leaves behind what they wrote themselves, and has it back with the conversation",
        )?;
        let part = self.part(Respondent::Manager);
        let mut answers = part.into_iter().flat_map(|part| part.answers.values());
        let in_their_term = |saved: &Saved| {
            let last = self.last_managed_by(saved.by);
            saved.by == self.manager || last.is_none_or(|until| saved.at <= until)
        };
        holds(
            answers.all(in_their_term),
            "an answer was taken over before it was saved",
        )
    }

    fn has_parts(&self) -> Checked {
        let of: Vec<_> = self.parts.iter().map(|part| part.of).collect();
        holds(
            matches!(
                of[..],
                [_] | [Respondent::DirectReport, Respondent::Manager]
            ),
            "one side responds, or both: the direct report first",
        )?;
        for part in &self.parts {
            let side = part.of.list();
            holds(
                part.person == self.person(side),
                "a part is of whoever stands on its side",
            )?;
            holds(
                part.submitted_at.is_none() || matches!(self.occasion, Occasion::Scheduled { .. }),
                "a part of an anytime conversation is submitted",
            )?;
            let mut answers = part.answers.values();
            holds(
                answers.all(|saved| self.has_stood(side, saved.by)),
                "somebody else saved an answer of a part",
            )?;
        }
        Ok(())
    }

    fn has_requests(&self) -> Checked {
        for side in Side::BOTH {
            let mut earlier = self.requests(side).rev().skip(1);
            holds(
                earlier.all(|request| !request.is_open()),
                "a second request to edit was made while one was open",
            )?;
            holds(
                self.requests(side)
                    .is_sorted_by_key(|request| request.ended_at.is_none()),
                "a change of manager ended a request and not the one before it",
            )?;
            holds(
                self.requests(side).all(|request| {
                    let decided = request.decision.is_none_or(|made| made.at >= request.at);
                    self.has_stood(side, request.by) && decided
                }),
                "somebody else asked to edit, or it was decided before",
            )?;
        }
        let terms = self.earlier_managers.iter();
        let terms: BTreeSet<_> = terms
            .map(|earlier| (earlier.person, earlier.until))
            .collect();
        let ended = |request: &StoredRequest| match request.side {
            Side::DirectReport => request.ended_at.is_none(),
            Side::Manager => match request.ended_at {
                Some(at) => terms.contains(&(request.by, at)),
                None => request.by == self.manager,
            },
        };
        holds(
            self.requests.iter().all(ended),
            "a change of manager, and nothing else, ends the requests to edit of the one before",
        )
    }

    /// Nothing bears a later moment than the last event.
    fn has_happened(&self) -> Checked {
        let parts = self.parts.iter().flat_map(|part| {
            let marks = part.submitted_at.into_iter().chain(part.shared_at);
            marks.chain(part.answers.values().map(|saved| saved.at))
        });
        let left = self.earlier_managers.iter().flat_map(|earlier| {
            let notes = earlier.notes.iter().map(|notes| notes.at);
            let answers = earlier.answers.values().map(|saved| saved.at);
            notes.chain(answers).chain([earlier.until])
        });
        let asked = self.requests.iter().flat_map(|request| {
            let decided = request.decision.map(|decision| decision.at);
            [Some(request.at), decided, request.ended_at]
                .into_iter()
                .flatten()
        });
        let mut moments = [self.launched_at]
            .into_iter()
            .chain(parts)
            .chain(left)
            .chain(asked)
            .chain(self.notes.iter().map(|notes| notes.at))
            .chain(self.meeting.iter().map(|meeting| meeting.at))
            .chain(self.goals.iter().map(|goal| goal.at));
        holds(
            moments.all(|at| at <= self.head.at()),
            "something is later than the last event",
        )
    }

    /// Every mark and every record is of an event of its own, and so is at least one save of each who
    /// saved answers.
    fn has_events(&self) -> Checked {
        let parts = self.parts.iter();
        let answers = parts.flat_map(|part| part.answers.values().map(|saved| (part.of, saved.by)));
        let left = self.earlier_managers.iter();
        let left = left.flat_map(|earlier| earlier.answers.values());
        let left = left.map(|saved| (Respondent::Manager, saved.by));
        let saves: BTreeSet<_> = answers.chain(left).collect();
        let marks = self
            .parts
            .iter()
            .map(|part| [part.submitted_at, part.shared_at]);
        let decided = self.requests.iter().filter_map(|request| request.decision);
        let notes = self
            .earlier_managers
            .iter()
            .flat_map(|earlier| &earlier.notes);
        let least = 1
            + saves.len()
            + marks.flatten().flatten().count()
            + self.notes.len()
            + notes.count()
            + usize::from(self.meeting.is_some())
            + self.goals.len()
            + self.requests.len()
            + decided.count()
            + self.earlier_managers.len();
        holds(
            self.head.revision >= least as u64,
            "the revision is lower than the number of events that led here",
        )
    }

    /// Refuses answers that the content does not take, once: whoever handed the state in made it of
    /// something else than a log of conversations with this content (XCT-5, TPL-16).
    pub(super) fn suits(&self, content: &Content) -> Result<(), Error> {
        if self.compared.is_known() {
            return Ok(());
        }
        self.compare(content).map_err(|what| Error::Mismatch {
            what,
            of: "conversation",
        })?;
        self.compared.note();
        Ok(())
    }

    fn compare(&self, content: &Content) -> Checked {
        let responds = |side| content.format().responds(side);
        holds(
            Side::BOTH
                .into_iter()
                .all(|side| responds(side) == self.part(side.into()).is_some()),
            "choice of who responds",
        )?;
        let taken = |side, id: &QuestionId, saved: &Saved| {
            let question = content
                .question(side, *id)
                .ok_or("answer to a question that its content lacks")?;
            holds(
                question.takes(&saved.answer),
                "answer that its question refuses",
            )?;
            Ok::<_, &'static str>(question.is_confidential())
        };
        for part in &self.parts {
            for (id, saved) in &part.answers {
                let confidential = taken(part.of.list(), id, saved)?;
                holds(
                    !confidential || saved.by == part.person,
                    "confidential answer of an earlier manager",
                )?;
            }
        }
        for earlier in &self.earlier_managers {
            for (id, saved) in &earlier.answers {
                holds(
                    taken(Side::Manager, id, saved)?,
                    "ordinary answer that an earlier manager kept",
                )?;
            }
        }
        Ok(())
    }
}
