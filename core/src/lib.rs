//! Visavis, an embeddable conversation engine for HR platforms.
//!
//! A host keeps people, templates, cycles and conversations in its own database. For every question
//! about them (may Ana share now? what may Ben see? when is this due in Sao Paulo?) it hands the
//! facts over and gets a decision, with the [`Rule`] that made it. The engine does no I/O, reads no
//! clock and draws no random number: `now` and ids are arguments.
//!
//! ```
//! use visavis::*;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let id = |n: u8| [n; 16];
//! let (acme, ana, ben) = (OrgId::from_bytes(id(1)), PersonId::from_bytes(id(2)), PersonId::from_bytes(id(3)));
//! let acme = Org::new(acme, Dated::new("America/Sao_Paulo".parse()?)).with_conversations(Dated::new(true));
//! let admin = Relation::new(acme.id(), PersonId::from_bytes(id(4))).with_super_admin(true);
//! let now: Instant = "2026-03-02T12:00:00Z".parse()?;
//! let draft = serde_json::from_str(r#"{
//!     "id": "c0ffee00-0000-4000-8000-000000000001", "kind": "anytime", "settings": { "name": "Check-in" },
//!     "content": { "format": "bi_directional",
//!         "direct_report": [{ "id": "c0ffee00-0000-4000-8000-000000000002", "text": "How are you?", "mandatory": true, "kind": { "paragraph": {} } }],
//!         "manager": [{ "id": "c0ffee00-0000-4000-8000-000000000003", "text": "What next?", "kind": { "scale": { "max": 5 } } }] }
//! }"#)?;
//! let template = Template::create(&acme, &admin, draft, now)?.state;
//! let template = template.execute(&acme, &admin, &[], &TemplateCommand::Deploy.into(), now)?.state;
//!
//! // Ana starts a check-in with her manager Ben; each sees it in their own way.
//! let context = Context::new(&acme, &template, None, now)?;
//! let pair = Pair { organisation: acme.id(), direct_report: ana, manager: ben };
//! let start = Start { conversation: ConversationId::from_bytes(id(5)), pair };
//! let started = context.start(&Relation::new(acme.id(), ana), start)?;
//! let case = context.case(&started.conversation)?;
//! let view = case.sight(&Relation::new(acme.id(), ben))?.view(&[])?;
//! assert_eq!(view.frame.ends.to_string(), "2026-03-30");
//!
//! // Nothing is shared before the mandatory question has an answer.
//! let refused = case.execute(&Relation::new(acme.id(), ana), &Command::Share.into()).unwrap_err();
//! assert!(matches!(refused, Error::Refused(refusal) if refusal.rule() == Rule::Ans3));
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]

mod calendar;
mod command;
mod conversation;
mod cycle;
mod dated;
mod digest;
mod error;
mod id;
mod index;
pub mod limits;
mod log;
mod org;
mod refusal;
mod report;
mod rule;
mod sight;
mod template;
mod time;
mod wire;

pub use calendar::{Calendar, TZ_DATABASE, Zone};
pub use command::{Answering, Command, Executed, Offer, Start, WrittenNotes, offers};
pub use conversation::{
    Case, Context, Conversation, ConversationChange, ConversationEvent, Launched, Occasion,
    RollOut, SavedAnswer,
};
pub use cycle::{
    Boundary, Cycle, CycleChange, CycleCommand, CycleDraft, CycleEvent, CycleTimes, Launch, Phase,
    Roster, RosterChange, RosterEvent, Schedule, Timeline,
};
pub use dated::Dated;
pub use digest::Digest;
pub use error::{Error, LogFault};
pub use id::{CommandId, ConversationId, CycleId, OrgId, PersonId, QuestionId, TemplateId};
pub use index::IndexRow;
pub use limits::{AnswerText, Description, Name, NotesText, OptionText, QuestionText, Reference};
pub use log::{CommandMark, Event, Outcome, Request};
pub use org::{Directory, DirectoryFacts, Org, Pair, PersonFacts, Relation};
pub use refusal::{Reason, Refusal};
pub use report::{Earlier, Lists, Participant, Row, lists};
pub use rule::{Area, Rule, UnknownRule};
pub use sight::{
    Action, ActionState, Actions, Asked, Confidant, Fact, FactVersions, Frame, GoalView, Hidden,
    LastEdit, Meeting, Newly, NotesView, Opening, PartView, Permission, QuestionView, Record,
    Shown, Sight, Stage, Standing, Verdict, View, Visibility,
};
pub use template::{
    Answer, Content, ContentDraft, ContentReference, ContributorOptions, Format, Given, Level,
    Question, QuestionDraft, QuestionKind, QuestionKindDraft, Settings, SettingsDraft, Side,
    Template, TemplateChange, TemplateCommand, TemplateDraft, TemplateEvent, TemplateKind,
};
pub use time::{Date, Instant, TimeError};
pub use wire::{SCHEMA_VERSION, Wire, from_json, to_json};

#[doc = include_str!("../docs/embedding.md")]
pub mod embedding {}

/// The README's examples, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// The version of the engine (TIM-7).
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
