//! Visavis, an embeddable conversation engine for HR platforms.
//!
//! A host keeps people, templates, cycles and conversations in its own database. For every question
//! about them (may Ana share now? what may Ben see? when is this due in Sao Paulo?) it hands the
//! facts over and gets a decision, with the [`Rule`] that made it. The engine does no I/O, reads no
//! clock and draws no random number: `now` and ids are arguments.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
//! # fn main() -> Result<(), Error> {
//! let (org, template, cycle, conversation) = (org(), review(), cycle(), conversation());
//! let context = Context::new(&org, &template, Some(&cycle), at("2026-03-10T09:00:00Z"))?;
//! let case = context.case(&conversation)?;
//!
//! // Ana may not share before her mandatory question has an answer.
//! let refused = case.execute(&ana(), Command::Share).unwrap_err();
//! assert_eq!(refused.to_string(), "1 mandatory question has no saved answer");
//!
//! // Ben does not see her answer before she shares it.
//! let verdict = case.sight(&ben())?.answer((Respondent::DirectReport, id(11)));
//! assert_eq!(verdict.to_string(), "hidden by VIS-2; visible once its respondent shares it");
//!
//! // She may answer until the cycle's days of grace are over.
//! let open = case.sight(&ana())?.may(Action::Answer)?;
//! assert_eq!(open.to_string(), "open until 2026-04-07T23:00:00Z by ANS-9"); // Midnight in Lisbon.
//! # Ok(())
//! # }
//! ```
//!
//! # The order of calls
//!
//! Every call takes facts and gives a value; nothing is kept and nothing changes in place. So the
//! order is that of what one call needs from another: **facts → context → case → sight or decision**.
//!
//! 1. **Facts.** An [`Org`] with the history of its zone; a [`Directory`], or the [`Actor`]s and
//!    [`Relation`]s that the host vouches for; a [`Template`], for reviews a [`Cycle`], and the
//!    [`Conversation`]s, from storage by [`from_json`] or `replay`.
//! 2. **Context.** [`Context::new`] checks that organisation, template and cycle belong together and
//!    turns dates into instants for one `now`. Another `now`, or a changed fact, means a new context.
//! 3. **Case.** [`Context::case`] is one conversation among these facts. If it is bound to another
//!    template, cycle or content, that is an [`Error::Mismatch`] and never a wrong answer.
//! 4. **Sight or decision.** [`Case::relation`] is how a person stands to the two people of it,
//!    [`Case::sight`] is what they may see, know and do, and [`Case::execute`] does what they ask. The
//!    case goes on speaking of the conversation before: for what comes after, make a case of
//!    [`Outcome::state`].
//!
//! # The families of calls
//!
//! | to | call | which needs |
//! |---|---|---|
//! | set up | [`Template::create`], [`Template::copy`], [`Cycle::set_up`] | facts, a Super Admin as [`Actor`], `now` |
//! | change what was set up | [`Template::execute`], [`Cycle::execute`]; `decide` for the events alone | the same, and what it is decided beside: [`TemplateEvidence`], [`CycleEvidence`] |
//! | say who somebody is | [`Directory::actor`], [`Directory::relation`], [`Case::relation`] | a directory |
//! | pair people | [`Directory::pair`], [`Directory::pairs_of`] | a directory |
//! | say what can be started | [`offers`] | facts and pairs |
//! | bring conversations about | [`Context::start`], [`Context::roll_out`]; [`Context::prospects`], [`Roster::left_out`], [`Directory::read_list`] | a context; for a roll-out the [`Roster`] so far |
//! | ask about time | [`Context::cycle_times`], [`Case::phase`], [`Case::timeline`], [`Case::next_boundary`], [`Org::calendar`] | a context, a case, or the organisation |
//! | ask what a person may do | [`Sight::may`], [`Sight::actions`], [`Sight::primary_action`], [`Sight::share_prompt`] | a sight |
//! | show a person something | [`Sight::view`], [`Sight::row`], [`Sight::earlier`], [`lists`] | a sight, or several |
//! | explain and audit | [`Sight::answer`], [`Sight::fact`], [`Sight::record`] | a sight; the host alone reads these |
//! | act | [`Case::execute`]; [`Case::decide`] for the events alone | a case, a relation and a [`Command`] |
//! | tell people | [`Case::notifications`], [`Case::ownership_prompt`], [`edit_requests`], [`edit_requests_digest`] | events, or sights; a directory |
//! | ask what a change would do | [`preview()`] | the facts before it and after it, and conversations |
//! | read what a person sent | [`from_person`] | a [`Command`], a [`Start`], a draft |
//! | store and load | [`to_json`], [`from_json`], `replay` of each aggregate, [`Case::index_row`] | what a call gave |
//! | ask about the past | [`Conversation::replay_until`], and that of each aggregate | its log, and an instant |
//!
//! A call that is refused gives [`Error::Refused`] with a [`Refusal`] to show; every other [`Error`] is
//! a fault of the call. What to store, when to wake up and what to do when two writers meet stands in
//! [`embedding`]; every number of the product in [`limits`]; every rule in [`Rule`].
//!
//! # The examples
//!
//! Those of the single items share a small company: Ana reports to Ben, Ada is a Super Admin, the
//! office is in Lisbon, and a half-year review runs through March 2026 with a week of grace.
//! `org()`, `review()`, `conversation()` and the like make its facts; `context("…")` and `case("…")`
//! are those facts at an instant. `ana()`, `ben()` and `admin()` are relations to Ana and Ben; `ada()`
//! is the Super Admin as an actor. They stand in `core/docs/world.rs`, and the company's documents in
//! `examples/acme`.
#![forbid(unsafe_code)]

pub mod ask;
pub mod calendar;
pub mod command;
pub mod conversation;
pub mod cycle;
mod dated;
pub mod digest;
pub mod error;
pub mod id;
mod index;
mod kinds;
pub mod limits;
mod log;
pub mod notify;
pub mod org;
pub mod preview;
pub mod refusal;
pub mod report;
pub mod rule;
pub mod sight;
pub mod template;
mod text;
pub mod time;
mod vocabulary;
pub mod wire;

/// Dates and instants of the host's clock are chrono's, ids are uuid's; both stand in signatures.
pub use {chrono, uuid};

pub use calendar::TZ_DATABASE;
pub use command::{Command, Start, Started, TemplateCommand, TemplateEvidence};
pub use conversation::{Case, Context, Conversation, Respondent};
pub use cycle::{Cycle, CycleCommand, CycleDraft, CycleEvidence, Roster};
pub use dated::Dated;
pub use error::Error;
pub use index::IndexRow;
pub use log::{Event, Outcome, Request};
pub use org::{Actor, Directory, DirectoryData, Org, Pair, PersonData, Relation};
pub use refusal::Refusal;
pub use rule::Rule;
pub use sight::{Action, Fact, Sight};
pub use template::{Side, Template, TemplateDraft};
pub use time::{Date, Instant};
pub use wire::{from_json, from_person, to_json};

// The rest stands in the modules; within the crate everything has one short path.
pub(crate) use calendar::{Calendar, Zone};
pub(crate) use command::offers;
pub(crate) use conversation::{
    AnswerId, ConversationChange, ConversationEvent, ConversationOutcome, Occasion, RollOut,
    SavedAnswer,
};
pub(crate) use cycle::{
    Boundary, BoundaryKind, CycleEvent, CycleTimes, LockOn, Phase, Prospects, Reviewed,
    RosterChange, RosterEvent, Timeline,
};
pub(crate) use digest::Digest;
pub(crate) use error::LogFault;
pub(crate) use id::{
    CommandId, ConversationId, CycleId, DepartmentId, GroupId, OrgId, PersonId, QuestionId,
    TemplateId,
};
pub(crate) use limits::{
    AnswerText, Description, Name, NotesText, OptionText, QuestionText, Reference,
};
pub(crate) use notify::{Notification, edit_requests, edit_requests_digest};
pub(crate) use org::NotificationKind;
pub(crate) use preview::{PreviewInputs, preview};
pub(crate) use refusal::{Reason, Remedy};
pub(crate) use report::lists;
pub(crate) use sight::{DecisionSubject, Permission, Stage, Standing};
pub(crate) use template::{
    Answer, AnswerInput, Content, ContentDraft, ContentReference, Level, Question, QuestionKind,
    Settings, SettingsDraft, TemplateChange, TemplateEvent, TemplateKind,
};
pub(crate) use time::TimeError;
pub(crate) use wire::{SCHEMA_VERSION, Wire};

#[doc = include_str!("../docs/embedding.md")]
pub mod embedding {}

/// The README's examples, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// The version of the engine (TIM-7).
///
/// ```
/// assert_eq!(visavis::VERSION.split('.').count(), 3);
/// ```
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
