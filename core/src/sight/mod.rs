//! Who may see, know and do what: the one place that decides it.

mod actions;
mod difference;
mod participation;
mod prompt;
mod record;
mod shown;
mod standing;
mod tables;
mod view;

pub use actions::{Action, ActionState, Actions, Permission};
pub(crate) use difference::{Gained, difference};
pub use prompt::Newly;
pub use record::{Asked, FactVersions, Record};
pub use shown::{
    Confidant, EarlierManagerView, Editing, Frame, GoalView, Hidden, LastEdit, LeftAnswer,
    LeftBehind, Meeting, NotesView, PartView, QuestionView, RequestView, Shown, View,
};
pub use standing::Sight;
pub use tables::{Fact, Opening, Stage, Standing, Verdict, Visibility};
pub(crate) use view::tag;
