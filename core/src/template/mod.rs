//! Templates: what a conversation asks, of whom, and under which settings.

mod answer;
mod change;
mod content;
mod question;
mod settings;
mod state;

pub use answer::{Answer, Given};
pub use change::{TemplateCommand, TemplateDraft};
pub(crate) use change::{administers, switched_on};
pub use content::{Content, ContentDraft, ContentReference, ContributorOptions, Format, Side};
pub use question::{Question, QuestionDraft, QuestionKind, QuestionKindDraft};
pub use settings::{Level, Settings, SettingsDraft, TemplateKind};
pub use state::{Template, TemplateChange, TemplateEvent};
