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
//! let template = template.execute(&acme, &admin, &[], &[], &TemplateCommand::Deploy.into(), now)?.state;
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
//!
//! # The order of calls
//!
//! Every call takes facts and gives a value; nothing is kept and nothing changes in place. So the
//! order is that of what one call needs from another: **facts → context → case → sight or decision**.
//!
//! 1. **Facts.** An [`Org`] with the history of its zone, a [`Directory`] or a single [`Relation`], a
//!    [`Template`], for reviews a [`Cycle`], and the [`Conversation`]s, from storage by [`from_json`]
//!    or `replay`.
//! 2. **Context.** [`Context::new`] checks that organisation, template and cycle belong together and
//!    turns dates into instants for one `now`. Another `now`, or a changed fact, means a new context.
//! 3. **Case.** [`Context::case`] is one conversation among these facts. Where it is bound to another
//!    template, cycle or content, that is an [`Error::Mismatch`] and never a wrong answer.
//! 4. **Sight or decision.** [`Case::sight`] is what one person may see, know and do;
//!    [`Case::execute`] does what a person asks. The case goes on speaking of the conversation
//!    before: for what comes after, make a case of [`Executed::conversation`].
//!
//! # The families of calls
//!
//! | to | call | which needs |
//! |---|---|---|
//! | set up | [`Template::create`], [`Template::copy`], [`Cycle::set_up`] | facts, a Super Admin, `now` |
//! | change what was set up | [`Template::execute`], [`Cycle::execute`]; `decide` for the events alone | the same, and for a template the [`IndexRow`]s of its conversations and its cycles |
//! | pair people | [`Directory::relation`], [`Directory::relation_to`], [`Directory::pair`], [`Directory::pairs_of`] | a directory |
//! | say what can be started | [`offers`] | facts and pairs |
//! | bring conversations about | [`Context::start`], [`Context::roll_out`]; [`Context::prospects`], [`Directory::read_list`] | a context; for a roll-out the [`Roster`] so far |
//! | ask about time | [`Context::cycle_times`], [`Case::phase`], [`Case::timeline`], [`Case::next_boundary`], [`Org::calendar`] | a context, a case, or the organisation |
//! | ask what a person may do | [`Sight::may`], [`Sight::actions`], [`Sight::primary_action`], [`Sight::share_prompt`] | a sight |
//! | show a person something | [`Sight::view`], [`Sight::row`], [`Sight::earlier`], [`lists`] | a sight, or several |
//! | explain and audit | [`Sight::answer`], [`Sight::fact`], [`Sight::record`] | a sight; the host alone reads these |
//! | act | [`Case::execute`]; [`Case::decide`] for the events alone | a case, a relation and a [`Command`] |
//! | tell people | [`Case::notifications`], [`Case::ownership_prompt`], [`edit_requests`], [`edit_requests_digest`] | events, or sights; a directory |
//! | ask what a change would do | [`preview()`] | the facts before it and after it, and conversations |
//! | store and load | [`to_json`], [`from_json`], `replay` of each aggregate, [`Case::index_row`] | what a call gave |
//!
//! A call that is refused gives [`Error::Refused`] with a [`Refusal`] to show; every other [`Error`] is
//! a fault of the call. What to store, when to wake up and what to do when two writers meet stands in
//! [`embedding`]; every number of the product in [`limits`]; every rule in [`Rule`].
//!
//! # The examples
//!
//! Those of the single items share a small company: Ana reports to Ben, Ada is a Super Admin, the
//! office is in Lisbon, and a half-year review runs through March 2026 with a week of grace.
//! `org()`, `ana()`, `review()`, `conversation()` and the like make its facts; `context("…")` and
//! `case("…")` are those facts at an instant. They stand in `core/docs/world.rs`.
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
mod notify;
mod org;
mod preview;
mod refusal;
mod report;
mod rule;
mod sight;
mod template;
mod time;
mod wire;

/// Dates and instants of the host's clock are chrono's, ids are uuid's; both stand in signatures.
pub use {chrono, uuid};

pub use calendar::{Calendar, TZ_DATABASE, Zone};
pub use command::{AnswerDraft, Command, Offer, Start, TemplateCommand, WrittenNotes, offers};
pub use conversation::{
    Case, Context, Conversation, ConversationChange, ConversationEvent, Executed, Launched,
    Occasion, RollOut, SavedAnswer,
};
pub use cycle::{
    AdminReview, Boundary, BoundaryKind, Cycle, CycleChange, CycleCommand, CycleDraft, CycleEvent,
    CycleTimes, Launch, LaunchStatus, LockDate, LockOn, LockTime, Participants, Phase, Prospect,
    Prospects, ReviewTimes, Reviewed, Roster, RosterChange, RosterEvent, Schedule, Timeline,
};
pub use dated::Dated;
pub use digest::Digest;
pub use error::{Error, LogFault};
pub use id::{
    CommandId, ConversationId, CycleId, DepartmentId, GroupId, OrgId, PersonId, QuestionId,
    TemplateId,
};
pub use index::IndexRow;
pub use limits::{AnswerText, Description, Name, NotesText, OptionText, QuestionText, Reference};
pub use log::{Event, Outcome, Request};
pub use notify::{About, Channel, EditRequest, Notification, edit_requests, edit_requests_digest};
pub use org::{
    DepartmentData, Directory, DirectoryData, NotificationKind, Org, Pair, PeopleList, PersonData,
    Relation, Scope, Towards,
};
pub use preview::{
    BoundaryMove, ClosedWindow, ConversationPreview, LevelChange, OpenedWindow, Preview,
    PreviewInputs, SightChange, preview,
};
pub use refusal::{Reason, Refusal, Remedy};
pub use report::{EarlierConversation, Lists, Participant, Row, lists};
pub use rule::{Area, Rule, UnknownRule};
pub use sight::{
    Action, ActionState, Actions, AudienceGain, ConfidentialReader, DecisionSubject,
    EarlierManagerView, Editing, Fact, Frame, GoalView, Hidden, InputVersions, LastEdit, Meeting,
    NotesView, PartView, Permission, QuestionView, Record, RequestView, RetainedAnswer,
    RetainedAnswers, RevealedBy, ShownAnswer, Sight, Stage, Standing, Verdict, View, Visibility,
};
pub use template::{
    Answer, AnswerInput, Content, ContentDraft, ContentReference, ContributorOptions, Format,
    Level, Question, QuestionDraft, QuestionKind, QuestionKindDraft, Settings, SettingsDraft, Side,
    Template, TemplateChange, TemplateDraft, TemplateEvent, TemplateKind,
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
///
/// ```
/// assert_eq!(visavis::VERSION.split('.').count(), 3);
/// ```
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
