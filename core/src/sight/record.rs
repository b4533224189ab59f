//! Records of decisions, for the host's audit log (VIS-15).

use serde::{Deserialize, Serialize};

use super::actions::{Action, Permission};
use super::standing::Standing;
use super::tables::Fact;
use super::verdicts::Sight;
use crate::calendar::Release;
use crate::{
    AnswerId, ConversationId, Instant, OrgId, PersonId, QuestionId, Refusal, Rule, TZ_DATABASE,
    VERSION,
};

/// What somebody asked to see, to know or to do.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let sight = case("2026-03-10T09:00:00Z").sight(&ben())?;
/// assert!(sight.record(DecisionSubject::Fact(Fact::Progress)).granted);
/// assert!(!sight.record(DecisionSubject::Answer((Respondent::DirectReport, id(11)).into())).granted);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum DecisionSubject {
    /// To see an answer.
    Answer(AnswerId),
    /// To know a fact.
    Fact(Fact),
    /// To do something.
    Action(Action),
    /// To edit the answer to a question of one's own.
    Edit {
        /// The question.
        question: QuestionId,
    },
}

/// A decision as it is kept for an audit. It says who asked for what, as what and when, and what was
/// said by which rule, from which versions of the facts. It is the host's; no viewer sees it.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let record = case("2026-03-10T09:00:00Z").sight(&admin())?.record(DecisionSubject::Fact(Fact::Frame));
/// assert_eq!((record.person, record.standing), (admin().person(), Standing::Administrator));
/// assert_eq!((record.granted, record.rule), (false, Rule::Vis3)); // Administrators have no access.
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Record {
    /// The organisation.
    pub organisation: OrgId,
    /// The conversation.
    pub conversation: ConversationId,
    /// Who asked.
    pub person: PersonId,
    /// As what.
    pub standing: Standing,
    /// For what.
    pub subject: DecisionSubject,
    /// At which instant.
    pub at: Instant,
    /// Whether it was granted.
    pub granted: bool,
    /// The rule that said so.
    pub rule: Rule,
    /// The facts that it was decided from.
    pub inputs: InputVersions,
}

/// Which versions of the facts a decision was made from.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let sight = case_of(answered(), "2026-03-10T10:00:00Z").sight(&ana())?;
/// let facts = sight.record(DecisionSubject::Action(Action::Share)).inputs;
/// assert_eq!((facts.conversation, facts.content, facts.cycle), (2, 1, Some(1)));
/// assert_eq!((facts.engine, facts.zones), (VERSION, TZ_DATABASE));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InputVersions {
    /// The revision of the conversation.
    pub conversation: u64,
    /// The revision of the template.
    pub template: u64,
    /// The number of the content.
    pub content: u32,
    /// The revision of the cycle, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cycle: Option<u64>,
    /// The version of the engine.
    pub engine: &'static str,
    /// The version of the zone data (TIM-7).
    pub zones: &'static str,
    /// The version of the rules that the host handed in for the zone in force, if they were used in
    /// place of the engine's (TIM-10).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone_rules: Option<Release>,
}

fn said(decision: &Result<Permission, Refusal>) -> (bool, Rule) {
    match decision {
        Ok(open) => (true, open.rule),
        Err(refusal) => (false, refusal.rule()),
    }
}

impl Sight<'_> {
    /// The decision on something asked, as a record for the host's audit log (VIS-15).
    ///
    /// It is for the host alone: it counts changes that are hidden.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let record = case("2026-03-10T09:00:00Z").sight(&ana())?.record(DecisionSubject::Action(Action::Share));
    /// assert_eq!((record.granted, record.rule), (false, Rule::Ans3));
    /// assert_eq!(record.at, at("2026-03-10T09:00:00Z"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn record(&self, subject: DecisionSubject) -> Record {
        let (granted, rule) = match subject {
            DecisionSubject::Answer(answer) => {
                let verdict = self.answer(answer);
                (verdict.is_visible(), verdict.rule)
            }
            DecisionSubject::Fact(fact) => {
                let verdict = self.fact(fact);
                (verdict.is_visible(), verdict.rule)
            }
            DecisionSubject::Action(action) => said(&self.may(action)),
            DecisionSubject::Edit { question } => said(&self.may_edit(question)),
        };
        let (case, conversation) = (self.case, self.case.conversation);
        let now = case.context.now();
        let calendar = case.context.organisation().calendar(now);
        Record {
            organisation: conversation.organisation(),
            conversation: conversation.id(),
            person: self.person,
            standing: self.standing(),
            subject,
            at: now,
            granted,
            rule,
            inputs: InputVersions {
                conversation: conversation.revision(),
                template: case.context.template().revision(),
                content: conversation.content().number,
                cycle: case.context.cycle().map(crate::Cycle::revision),
                engine: VERSION,
                zones: TZ_DATABASE,
                zone_rules: calendar.handed_release(),
            },
        }
    }
}
