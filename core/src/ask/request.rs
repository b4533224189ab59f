//! The one call as a document: what is asked, with everything that it depends on.

use serde::{Deserialize, Serialize};

use super::documents::{ActorBy, ContextDocument, Log, Possibly, RelationBy};
use super::{
    CalendarQuestion, CaseQuestion, ContextQuestion, DirectoryQuestion, RosterQuestion,
    SightQuestion, SightsQuestion, Stored, TemplateQuestion,
};
use crate::{
    Command, Conversation, Cycle, CycleCommand, CycleDraft, DirectoryData, IndexRow, Instant, Org,
    Pair, PersonId, Request, Roster, Start, Template, TemplateCommand, TemplateDraft, TemplateId,
};

/// Everything that one call needs, in one document.
///
/// ```
/// use visavis::ask::{Ask, AskRequest};
///
/// let request: AskRequest = serde_json::from_str(r#"{ "ask": "rules" }"#).unwrap();
/// assert!(matches!(request.ask, Ask::Rules));
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskRequest {
    /// The people, if they are not handed in beside the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory: Option<Stored<DirectoryData>>,
    /// Whether a directory with faults is refused (PAR-14); otherwise what is faulty counts as absent.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub strict: bool,
    /// What is asked.
    pub ask: Ask,
}

/// A question or a command with all that it depends on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
#[allow(
    clippy::large_enum_variant,
    reason = "there is one of it at a time, read and taken apart"
)]
pub enum Ask {
    /// [`Template::create`].
    CreateTemplate {
        /// The organisation.
        organisation: Stored<Org>,
        /// Who asks.
        by: ActorBy,
        /// The template as it should be.
        draft: Stored<TemplateDraft>,
        /// When.
        now: Instant,
    },
    /// [`Template::copy`].
    CopyTemplate {
        /// The organisation and the original.
        context: ContextDocument,
        /// Who asks.
        by: ActorBy,
        /// The id of the copy.
        id: TemplateId,
        /// The name of the copy.
        name: String,
    },
    /// [`Template::execute`].
    CommandTemplate {
        /// The organisation and the template.
        context: ContextDocument,
        /// The index rows of its conversations; an empty list says that there are none.
        rows: Vec<Stored<IndexRow>>,
        /// Its cycles; an empty list says that there are none.
        cycles: Vec<Stored<Cycle>>,
        /// Who asks.
        by: ActorBy,
        /// For what.
        command: Stored<Request<TemplateCommand>>,
    },
    /// [`Cycle::set_up`].
    SetUpCycle {
        /// The organisation and the template.
        context: ContextDocument,
        /// Who asks.
        by: ActorBy,
        /// The cycle as it should be.
        draft: Stored<CycleDraft>,
    },
    /// [`Cycle::execute`]. It needs a directory if departments or groups become the participants of a cycle
    /// that has a roster.
    CommandCycle {
        /// The organisation, the template and the cycle.
        context: ContextDocument,
        /// The roster, or `"none"`.
        roster: Possibly<Stored<Roster>>,
        /// Who asks.
        by: ActorBy,
        /// For what.
        command: Stored<Request<CycleCommand>>,
    },
    /// [`Context::roll_out`](crate::Context::roll_out). It needs a directory.
    RollOut {
        /// The organisation, the template and the cycle.
        context: ContextDocument,
        /// The roster, or `"none"`.
        roster: Possibly<Stored<Roster>>,
    },
    /// [`Context::prospects`](crate::Context::prospects). It needs a directory.
    Prospects {
        /// The organisation, the template and the cycle.
        context: ContextDocument,
        /// The roster, or `"none"`.
        roster: Possibly<Stored<Roster>>,
    },
    /// [`offers`](crate::command::offers). Without pairs it asks a directory for those of whoever asks.
    Offers {
        /// The organisation.
        organisation: Stored<Org>,
        /// Its templates.
        templates: Vec<Stored<Template>>,
        /// Who asks.
        by: ActorBy,
        /// The pairs that they are one of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pairs: Option<Vec<Pair>>,
        /// When.
        now: Instant,
    },
    /// [`Context::start`](crate::Context::start).
    Start {
        /// The organisation and the template.
        context: ContextDocument,
        /// Who asks.
        by: ActorBy,
        /// What they start.
        start: Stored<Start>,
        /// The conversation that the host has under this id, or `"none"`.
        existing: Possibly<Stored<Conversation>>,
    },
    /// [`Case::execute`](crate::Case::execute).
    Command {
        /// The organisation, the template and the cycle.
        context: ContextDocument,
        /// The conversation.
        conversation: Stored<Conversation>,
        /// Who asks.
        by: RelationBy,
        /// For what.
        command: Stored<Request<Command>>,
    },
    /// What one person may see, know and do in one conversation.
    Sight {
        /// The organisation, the template and the cycle.
        context: ContextDocument,
        /// The conversation.
        conversation: Stored<Conversation>,
        /// Whose sight.
        by: RelationBy,
        /// The question.
        question: SightQuestion,
    },
    /// Several conversations as one person sees them.
    Sights {
        /// The conversations, each with the organisation, the template and the cycle around it.
        conversations: Vec<(ContextDocument, Stored<Conversation>)>,
        /// Whose sights.
        by: RelationBy,
        /// The question.
        question: SightsQuestion,
    },
    /// One conversation, whoever asks.
    Case {
        /// The organisation, the template and the cycle.
        context: ContextDocument,
        /// The conversation.
        conversation: Stored<Conversation>,
        /// The question.
        question: CaseQuestion,
    },
    /// A cycle.
    Cycle {
        /// The organisation, the template and the cycle.
        context: ContextDocument,
        /// The question.
        question: ContextQuestion,
    },
    /// A template.
    Template {
        /// The template.
        template: Stored<Template>,
        /// The question.
        question: TemplateQuestion,
    },
    /// A roster.
    Roster {
        /// The roster.
        roster: Stored<Roster>,
        /// The question.
        question: RosterQuestion,
    },
    /// The directory.
    Directory(DirectoryQuestion),
    /// The organisation's local days and hours.
    Calendar {
        /// The organisation.
        organisation: Stored<Org>,
        /// When.
        now: Instant,
        /// The question.
        question: CalendarQuestion,
    },
    /// [`preview()`](crate::preview::preview()): what a change would do.
    Preview {
        /// Who asks.
        by: PersonId,
        /// How things stand; its people are those of the call.
        before: ContextDocument,
        /// How they would stand.
        after: ContextDocument,
        /// The people as they would be, if that is another directory.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        directory_after: Option<Stored<DirectoryData>>,
        /// The conversations.
        conversations: Vec<Stored<Conversation>>,
    },
    /// `replay` or `replay_until`: the state that a log makes.
    Replay {
        /// The log.
        log: Log,
        /// Up to when; the whole log if it is left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
    },
    /// The same, with a command, a draft or a name that a person sent: what cannot be read of that is refused,
    /// as by [`from_person`](crate::from_person), and no error of the call.
    Sent(Box<Ask>),
    /// The versions of the engine, of the zone database and of the schema (TIM-7).
    Engine,
    /// Every rule, with its title and its text.
    Rules,
    /// Every code of a refusal, with its rule, its category, its sentences and its parameters.
    Refusals,
}
