//! What sharing or submitting would show to whom: the prompt before it (ANS-5).

use serde::Serialize;

use super::difference::gained;
use super::standing::Standing;
use super::tables::{self, Key, Stage};
use super::verdicts::Sight;
use crate::{PersonId, QuestionId, Reason, Refusal, Rule};

/// Somebody who will see answers that they cannot see now.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let newly = case_of(answered(), "2026-03-10T10:00:00Z").sight(&ana())?.share_prompt()?;
/// assert_eq!((newly[0].standing, newly[0].rule), (Standing::Manager, Rule::Vis2));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AudienceGain {
    /// Who, of the participants; none for everyone of an office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// As what they will see them.
    pub standing: Standing,
    /// By which rule.
    pub rule: Rule,
    /// The questions whose answers they will see, in order.
    pub questions: Vec<QuestionId>,
}

impl Sight<'_> {
    /// Who would see which of the person's saved answers after sharing, or while the part can be
    /// submitted to the admin review after submitting, that they cannot see now: the difference
    /// between the table's verdicts before and after. Nobody, once it is shared.
    ///
    /// # Errors
    /// `not-found` to a stranger, `no-part` to who does not respond.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let prompt = |conversation| {
    ///     let sight = case_of(conversation, "2026-03-12T09:00:00Z").sight(&ana())?;
    ///     Ok::<_, Error>(sight.share_prompt()?)
    /// };
    /// let newly = prompt(answered())?;
    /// assert_eq!((newly[0].person, &newly[0].questions[..]), (Some(ben().person()), &[id(11)][..]));
    /// assert!(prompt(shared())?.is_empty());
    /// # Ok(()) }
    /// ```
    pub fn share_prompt(&self) -> Result<Vec<AudienceGain>, Refusal> {
        self.known_to_exist()?;
        let part = self.own_part().ok_or(Reason::NoPart)?;
        let conversation = self.case.conversation;
        let now = self.stage(part.of).unwrap_or(Stage::Draft);
        // What is submitted, or was not in time, is shared next (REV-4).
        let next = match self.case.submitting(part) {
            Ok(_) if now == Stage::Draft => Stage::Submitted,
            _ => Stage::Shared,
        };
        let terms = self.case.terms();
        let verdict = |standing, stage| {
            move |confidential| {
                tables::answer(Key {
                    standing,
                    part: part.of,
                    stage,
                    confidential,
                    terms,
                })
            }
        };
        let questions = self.case.content.questions(part.of.list()).iter();
        let answered = questions.filter(|question| part.answers.contains_key(&question.id()));
        let newly = Standing::ALL.into_iter().flat_map(|standing| {
            let person = standing.side().map(|side| conversation.person(side));
            // A part only ever comes further.
            let after = verdict(standing, next.max(now));
            gained(answered.clone(), verdict(standing, now), after).map(move |gained| {
                AudienceGain {
                    person,
                    standing,
                    rule: gained.rule,
                    questions: gained.questions,
                }
            })
        });
        Ok(newly.collect())
    }
}
