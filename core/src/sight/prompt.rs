//! What sharing would show to whom: the prompt before it (ANS-5).

use serde::Serialize;

use super::standing::Sight;
use super::tables::{self, Key, Stage, Standing};
use crate::{Level, PersonId, QuestionId, Reason, Refusal, Rule, Side};

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
pub struct Newly {
    /// Who.
    pub person: PersonId,
    /// As what they will see them.
    pub standing: Standing,
    /// By which rule.
    pub rule: Rule,
    /// The questions whose answers they will see, in order.
    pub questions: Vec<QuestionId>,
}

impl Sight<'_> {
    /// Who would see which of the person's saved answers after sharing that they cannot see now:
    /// the difference between the table's verdicts before and after. Nobody, once it is shared.
    ///
    /// # Errors
    /// `not-found` to a stranger, `no-part` to a participant who does not respond.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let prompt = |conversation| {
    ///     let sight = case_of(conversation, "2026-03-12T09:00:00Z").sight(&ana())?;
    ///     Ok::<_, Error>(sight.share_prompt()?)
    /// };
    /// let newly = prompt(answered())?;
    /// assert_eq!((newly[0].person, &newly[0].questions[..]), (ben().person(), &[id(11)][..]));
    /// assert!(prompt(shared())?.is_empty());
    /// # Ok(()) }
    /// ```
    pub fn share_prompt(&self) -> Result<Vec<Newly>, Refusal> {
        self.known_to_exist()?;
        let part = self.own_part().ok_or(Reason::NoPart)?;
        let now = self.stage(part.side).unwrap_or(Stage::Draft);
        let conversation = self.case.conversation;
        Ok(Side::BOTH
            .into_iter()
            .filter_map(|side| {
                let standing = Standing::on(side);
                let mut rule = None;
                let mut newly = Vec::new();
                for question in self.case.content.questions(part.side) {
                    let verdict = |stage| {
                        tables::answer(Key {
                            standing,
                            part: part.side,
                            stage,
                            confidential: question.is_confidential(),
                            reviewed: self.case.review_ahead(part.side).is_some(),
                            level: Level::NoAccess,
                        })
                    };
                    let after = verdict(Stage::Shared);
                    if conversation.saved(part, question, self.known).is_some()
                        && after.is_visible()
                        && !verdict(now).is_visible()
                    {
                        newly.push(question.id());
                        rule = Some(after.rule);
                    }
                }
                rule.map(|rule| Newly {
                    person: conversation.person(side),
                    standing,
                    rule,
                    questions: newly,
                })
            })
            .collect())
    }
}
