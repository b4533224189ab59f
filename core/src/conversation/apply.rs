//! What events make of a conversation, and which of them can have happened.

use std::collections::BTreeMap;

use super::event::{ConversationChange, ConversationEvent, Occasion, SavedAnswer};
use super::part::{Confirmation, Decision, Goal, Notes, Part, Saved, StoredRequest};
use super::respondent::Respondent;
use super::state::{Compared, Conversation, HandedOver};
use crate::log::{Aggregate, Head};
use crate::{ConversationId, PersonId, QuestionId, Side};

impl Aggregate for Conversation {
    type Id = ConversationId;
    type Change = ConversationChange;

    fn head(&self) -> &Head<ConversationId> {
        &self.head
    }

    fn head_mut(&mut self) -> &mut Head<ConversationId> {
        &mut self.head
    }

    fn begin(head: Head<ConversationId>, event: &ConversationEvent) -> Result<Self, &'static str> {
        let ConversationChange::Launched(launched) = &event.change else {
            return Err("a conversation begins with its launch");
        };
        if launched.direct_report == launched.manager {
            return Err("a conversation is between two people");
        }
        if !matches!(
            launched.responding[..],
            [_] | [Respondent::DirectReport, Respondent::Manager]
        ) {
            return Err("one side responds, or both: the direct report first");
        }
        let mut conversation = Self {
            head,
            template: launched.template,
            content: launched.content,
            occasion: launched.occasion,
            launched_at: event.at,
            direct_report: launched.direct_report,
            manager: launched.manager,
            parts: Vec::new(),
            notes: Vec::new(),
            meeting: None,
            goals: Vec::new(),
            requests: Vec::new(),
            earlier_managers: Vec::new(),
            last_terms: BTreeMap::new(),
            handed_over: HandedOver::default(),
            manager_since: None,
            compared: Compared::default(),
        };
        conversation.parts = launched
            .responding
            .iter()
            .map(|&of| Part {
                of,
                person: conversation.person(of.list()),
                submitted_at: None,
                shared_at: None,
                answers: BTreeMap::new(),
            })
            .collect();
        Ok(conversation)
    }

    fn fits(&self, event: &ConversationEvent) -> Result<(), &'static str> {
        let by_participant = event.by.is_some_and(|by| self.side(by).is_some());
        match &event.change {
            ConversationChange::Launched(_) => Err("a conversation is launched only once"),
            ConversationChange::Saved { part: of, answers } => {
                let part = self.part(*of).ok_or("this part does not exist")?;
                let clears_nothing = |saved: &SavedAnswer| {
                    saved.answer.is_none() && !part.answers.contains_key(&saved.question)
                };
                let of_another = |saved: &SavedAnswer| match of {
                    Respondent::DirectReport => saved.replaces.is_some(),
                    Respondent::Manager => saved.replaces != self.inherited_from(saved.question),
                };
                if event.by != Some(part.person) {
                    Err("somebody else saves a part")
                } else if answers.iter().any(of_another) {
                    Err("an answer names a wrong author of the one that it replaces")
                } else if answers.iter().any(clears_nothing) {
                    Err("an answer that was not there is cleared")
                } else {
                    Ok(())
                }
            }
            ConversationChange::Submitted { part: of } => {
                let part = self.part(*of).ok_or("this part does not exist")?;
                if event.by != Some(part.person) {
                    Err("somebody else submits a part")
                } else if matches!(self.occasion, Occasion::Anytime { .. }) {
                    Err("a part of an anytime conversation is submitted")
                } else if part.submitted_at.is_some() || part.shared_at.is_some() {
                    Err("a part is submitted only once, and before it is shared")
                } else {
                    Ok(())
                }
            }
            ConversationChange::Shared { part: of } => {
                let part = self.part(*of).ok_or("this part does not exist")?;
                if event.by != Some(part.person) {
                    Err("somebody else shares a part")
                } else if part.shared_at.is_some() {
                    Err("a part is shared only once")
                } else {
                    Ok(())
                }
            }
            ConversationChange::NotesWritten { side, .. } if !self.done_by(*side, event) => {
                Err("somebody else writes the notes")
            }
            ConversationChange::EditRequested { side } => {
                if !self.done_by(*side, event) {
                    Err("somebody else asks to edit")
                } else if self.open_request(*side).is_some() {
                    Err("a second request to edit is made while one is open")
                } else {
                    Ok(())
                }
            }
            ConversationChange::EditAllowed {
                side, requester, ..
            } => self.can_be_decided(event, *side, Some(*requester)),
            ConversationChange::EditDenied { side } => self.can_be_decided(event, *side, None),
            ConversationChange::OwnershipTaken { confidential } => {
                self.can_be_handed_over(event, confidential)
            }
            _ if !by_participant => Err("the person who does it takes no part"),
            ConversationChange::MeetingConfirmed if self.meeting.is_some() => {
                Err("the meeting is confirmed already")
            }
            ConversationChange::MeetingUnticked if self.meeting.is_none() => {
                Err("no meeting is confirmed")
            }
            ConversationChange::NotesWritten { .. }
            | ConversationChange::GoalCreated { .. }
            | ConversationChange::MeetingConfirmed
            | ConversationChange::MeetingUnticked => Ok(()),
        }
    }

    fn apply(&mut self, event: ConversationEvent) {
        let at = event.moment();
        // Every change but the launch is a person's, which `fits` has seen to.
        let Some(by) = event.by else { return };
        match event.change {
            ConversationChange::Launched(_) => {}
            ConversationChange::Saved { part: of, answers } => {
                if let Some(part) = self.part_mut(of) {
                    for saved in answers {
                        match saved.answer {
                            None => part.answers.remove(&saved.question),
                            Some(answer) => part
                                .answers
                                .insert(saved.question, Saved { answer, at, by }),
                        };
                    }
                }
            }
            ConversationChange::Submitted { part: of } => {
                if let Some(part) = self.part_mut(of) {
                    part.submitted_at = Some(at);
                    part.saved_by(at);
                }
            }
            ConversationChange::Shared { part: of } => {
                if let Some(part) = self.part_mut(of) {
                    part.shared_at = Some(at);
                    part.saved_by(at);
                }
            }
            ConversationChange::MeetingConfirmed => self.meeting = Some(Confirmation { by, at }),
            ConversationChange::MeetingUnticked => self.meeting = None,
            ConversationChange::NotesWritten { side, text } => {
                self.notes.retain(|notes| notes.side != side);
                self.notes.extend(text.map(|text| Notes { side, text, at }));
                self.notes.sort_by_key(|notes| notes.side);
            }
            ConversationChange::GoalCreated { goal } => self.goals.push(Goal { goal, by, at }),
            ConversationChange::EditRequested { side } => self.requests.push(StoredRequest {
                side,
                by,
                at,
                decision: None,
                ended_at: None,
            }),
            ConversationChange::EditAllowed { side, until, .. } => {
                self.settle(
                    side,
                    Decision {
                        by,
                        at,
                        until: Some(until),
                    },
                );
            }
            ConversationChange::EditDenied { side } => {
                self.settle(
                    side,
                    Decision {
                        by,
                        at,
                        until: None,
                    },
                );
            }
            ConversationChange::OwnershipTaken { confidential } => {
                self.hand_over(by, at, &confidential);
            }
        }
    }
}

impl Conversation {
    fn can_be_handed_over(
        &self,
        event: &ConversationEvent,
        confidential: &[QuestionId],
    ) -> Result<(), &'static str> {
        let part = self.part(Respondent::Manager);
        let saved = |question| {
            let saved = part.and_then(|part| part.answers.get(question));
            saved.is_some_and(|saved| saved.by == self.manager)
        };
        if matches!(self.occasion, Occasion::Anytime { .. }) {
            Err("ownership of an anytime conversation is taken")
        } else if event.by.is_none_or(|by| self.side(by).is_some()) {
            Err("the person who takes ownership has a part already")
        } else if part.is_some_and(|part| part.shared_at.is_some()) {
            Err("ownership is taken of a part that is shared")
        } else if !confidential.iter().all(saved) {
            Err("a confidential answer stays behind that the manager did not give")
        } else {
            Ok(())
        }
    }

    /// Whether the open request of a side can be decided, which an approval says whose it is.
    fn can_be_decided(
        &self,
        event: &ConversationEvent,
        side: Side,
        requester: Option<PersonId>,
    ) -> Result<(), &'static str> {
        if event.by.is_none() {
            return Err("nobody decides on a request to edit");
        }
        let asked = self
            .open_request(side)
            .ok_or("no request to edit is open")?;
        match requester {
            Some(requester) if requester != asked.by => {
                Err("an approval names somebody who did not ask")
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Whether an event on a side was done by who stands there.
    fn done_by(&self, side: Side, event: &ConversationEvent) -> bool {
        event.by == Some(self.person(side))
    }
}
