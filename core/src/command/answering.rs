//! Saving answers and sharing them.

use core::fmt;
use std::collections::BTreeSet;

use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::conversation::Part;
use crate::limits::QUESTIONS;
use crate::refusal::Faults;
use crate::sight::{Action, Sight, tag};
use crate::{
    Answer, AnswerInput, ConversationChange, Digest, QuestionId, Reason, Refusal, Respondent,
    SavedAnswer,
};

/// One answer of a save.
///
/// ```
/// let answering: visavis::command::AnswerDraft = serde_json::from_str(r#"{
///     "question": "7f3b9a52-60a9-4d3c-8a83-0f2e8d1f9c01",
///     "answer": { "paragraph": "Well." }
/// }"#).unwrap();
/// assert!(answering.seen.is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerDraft {
    /// The question.
    pub question: QuestionId,
    /// The answer; none clears what was there (ANS-6). In JSON `null`, never left out.
    #[serde(deserialize_with = "Option::deserialize")]
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::wire::nullable::<AnswerInput>")
    )]
    pub answer: Option<AnswerInput>,
    /// The tag of what the author last saw (ANS-12); where it is left out nothing is compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Digest>,
}

/// Reads the answers of a save, and of too many only one more than any list has questions (LIM-13):
/// such a save is refused whatever the rest says, so that it takes no room (XCT-6).
pub(super) fn bounded<'de, D>(deserializer: D) -> Result<Vec<AnswerDraft>, D::Error>
where
    D: Deserializer<'de>,
{
    struct Answers;

    impl<'de> Visitor<'de> for Answers {
        type Value = Vec<AnswerDraft>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut answers = Vec::new();
            while answers.len() <= QUESTIONS {
                match list.next_element()? {
                    Some(answer) => answers.push(answer),
                    None => return Ok(answers),
                }
            }
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok(answers)
        }
    }

    deserializer.deserialize_seq(Answers)
}

impl Sight<'_> {
    /// What a save changes: all that it holds, or nothing (ANS-2).
    pub(super) fn save(
        &self,
        answers: &[AnswerDraft],
    ) -> Result<Option<ConversationChange>, Refusal> {
        self.may_act()?;
        self.participates()?;
        let part = self.own_part().ok_or(Reason::NoPart)?;
        let max = self.case.content.questions(part.of.list()).len();
        if answers.len() > max {
            let max = max as u64;
            return Err(Reason::TooManyAnswers { max }.into());
        }
        if answers.is_empty() {
            // No answer names what has closed (XCT-1).
            self.may_answer()?;
        }
        let mut faults = Faults::default();
        let mut changed = Vec::new();
        let mut met = BTreeSet::new();
        for (place, answering) in answers.iter().enumerate() {
            let question = answering.question;
            if !met.insert(question) {
                faults.note(
                    format_args!("[{place}]"),
                    Reason::QuestionTwice { question },
                );
            } else if let Some(answer) =
                faults.check(format_args!("[{place}]"), self.accept(part, answering))
                && part.answers.get(&question).map(|saved| &saved.answer) != answer.as_ref()
            {
                let inherited = self.case.conversation.inherited_from(question);
                changed.push(SavedAnswer {
                    question,
                    answer,
                    replaces: inherited.filter(|_| part.of == Respondent::Manager),
                });
            }
        }
        faults.finish(Some(()), Reason::AnswersRefused)?;
        self.in_order_of_questions(part, &mut changed);
        Ok((!changed.is_empty()).then_some(ConversationChange::Saved {
            part: part.of,
            answers: changed,
        }))
    }

    /// The answer to keep; none where it is cleared.
    fn accept(&self, part: &Part, answering: &AnswerDraft) -> Result<Option<Answer>, Refusal> {
        let id = answering.question;
        let question = self
            .case
            .content
            .question(part.of.list(), id)
            .ok_or(Reason::QuestionNotYours { question: id })?;
        self.may_edit_of(part, question)?;
        let before = part.answers.get(&id).map(|saved| &saved.answer);
        if answering.seen.is_some_and(|seen| seen != tag(id, before)) {
            return Err(Reason::AnswerChanged { question: id }.into());
        }
        let answer = match &answering.answer {
            Some(given) => question.accept(given)?,
            None => None,
        };
        if answer.is_none() && question.is_mandatory() {
            if part.shared_at.is_some() {
                return Err(Reason::MandatoryKept.into());
            }
            if part.submitted_at.is_some() && !question.is_confidential() {
                return Err(Reason::MandatorySubmitted.into());
            }
        }
        Ok(answer)
    }

    fn in_order_of_questions(&self, part: &Part, answers: &mut [SavedAnswer]) {
        let questions = self.case.content.questions(part.of.list());
        answers.sort_by_cached_key(|saved| {
            questions
                .iter()
                .position(|question| question.id() == saved.question)
        });
    }

    /// The share of the person's part, or every mandatory question that still lacks an answer
    /// (ANS-3).
    pub(super) fn share(&self) -> Result<ConversationChange, Refusal> {
        let part = self.publish(Action::Share)?;
        Ok(ConversationChange::Shared { part })
    }

    /// The submission of the person's part, or every mandatory question that still lacks an answer
    /// (REV-1).
    pub(super) fn submit(&self) -> Result<ConversationChange, Refusal> {
        let part = self.publish(Action::Submit)?;
        Ok(ConversationChange::Submitted { part })
    }

    fn publish(&self, by: Action) -> Result<Respondent, Refusal> {
        let part = self.own_part();
        self.may(by)
            .map_err(|refusal| match (refusal.reason(), part) {
                (Reason::AnswersMissing { .. }, Some(part)) => {
                    let missing = self.missing(part, by);
                    let faults = missing.map(|question| Reason::AnswerMissing { question });
                    refusal.with_faults(faults.collect())
                }
                _ => refusal,
            })?;
        Ok(part.ok_or(Reason::NoPart)?.of)
    }
}
