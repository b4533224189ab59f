//! Who sees the confidential answers that an earlier manager left (VIS-12).

use super::{RevealedBy, Stage, Standing, Terms, Verdict};
use crate::{Level, Rule};

/// What the verdict on a confidential answer that an earlier manager left depends on: who asks,
/// whether the answer is theirs, how far the manager's part has come since, and the level.
pub(in crate::sight) const fn retained_answer(
    standing: Standing,
    own: bool,
    stage: Stage,
    terms: Terms,
) -> Verdict {
    match (standing, stage) {
        (Standing::PreviousManager, _) if own => Verdict::visible(Rule::Vis12),
        (Standing::Administrator, Stage::Shared) => match terms.administrators {
            Level::NoAccess => Verdict::hidden_until(RevealedBy::Access, Rule::Vis3),
            Level::CanView | Level::CanEdit => Verdict::visible(Rule::Vis12),
        },
        (Standing::Administrator, Stage::Draft | Stage::Submitted) => match terms.administrators {
            Level::NoAccess => Verdict::hidden_until(RevealedBy::Access, Rule::Vis3),
            Level::CanView | Level::CanEdit => {
                Verdict::hidden_until(RevealedBy::Share, Rule::Vis12)
            }
        },
        (Standing::Stranger, _) => Verdict::hidden(Rule::Vis16),
        (
            Standing::DirectReport
            | Standing::Manager
            | Standing::NewManager
            | Standing::PreviousManager,
            _,
        ) => Verdict::hidden(Rule::Vis12),
    }
}
