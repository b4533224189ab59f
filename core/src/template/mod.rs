//! Templates: what a conversation asks, of whom, and under which settings.

mod answer;
mod content;
mod create;
mod question;
mod settings;
mod state;

pub use answer::{Answer, AnswerInput};
pub use content::{Content, ContentDraft, ContentReference, ContributorOptions, Format, Side};
pub use create::TemplateDraft;
pub(crate) use create::{administers, readable, switched_on};
pub use question::{Question, QuestionDraft, QuestionKind, QuestionKindDraft};
pub use settings::{Level, Settings, SettingsDraft, TemplateKind};
pub use state::{Template, TemplateChange, TemplateEvent};
