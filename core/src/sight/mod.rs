//! Who may see, know and do what: the one place that decides it.

mod actions;
mod difference;
mod participation;
mod prompt;
mod record;
mod shown;
mod standing;
mod tables;
mod verdicts;
mod view;

pub use actions::{Action, ActionState, Actions, Permission};
pub(crate) use difference::{Gained, difference, retained_difference};
pub use prompt::AudienceGain;
pub use record::{DecisionSubject, InputVersions, Record};
pub use shown::{
    ConfidentialReader, EarlierManagerView, Editing, Frame, GoalView, Hidden, LastEdit, Meeting,
    NotesView, PartView, QuestionView, RequestView, RetainedAnswer, RetainedAnswers, ShownAnswer,
    View,
};
pub use standing::Standing;
pub use tables::{Fact, RevealedBy, Stage, Verdict, Visibility};
pub use verdicts::Sight;
pub(crate) use view::tag;
