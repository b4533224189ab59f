//! Who sees which answer (VIS).

use super::{Key, RevealedBy, Stage, Standing, Verdict};
use crate::{Level, Respondent, Rule};

/// The table for answers (VIS).
#[inline]
pub(in crate::sight) const fn answer(key: Key) -> Verdict {
    match (key.standing, key.part) {
        (Standing::DirectReport, Respondent::DirectReport)
        | (Standing::Manager, Respondent::Manager) => Verdict::visible(Rule::Vis1),
        (Standing::DirectReport, Respondent::Manager)
        | (Standing::Manager, Respondent::DirectReport) => match (key.stage, key.confidential) {
            (Stage::Shared, false) => Verdict::visible(Rule::Vis2),
            (Stage::Draft | Stage::Submitted, false) => {
                Verdict::hidden_until(RevealedBy::Share, Rule::Vis2)
            }
            (Stage::Draft | Stage::Submitted | Stage::Shared, true) => Verdict::hidden(Rule::Vis2),
        },
        (Standing::NewManager, Respondent::Manager) if !key.confidential => {
            Verdict::hidden_until(RevealedBy::Ownership, Rule::Lst4)
        }
        (Standing::NewManager, Respondent::DirectReport | Respondent::Manager) => {
            Verdict::hidden(Rule::Lst4)
        }
        (Standing::PreviousManager, Respondent::DirectReport | Respondent::Manager) => {
            Verdict::hidden(Rule::Vis12)
        }
        (Standing::Administrator, Respondent::DirectReport | Respondent::Manager) => {
            to_administrators(key)
        }
        (Standing::Stranger, Respondent::DirectReport | Respondent::Manager) => {
            Verdict::hidden(Rule::Vis16)
        }
    }
}

/// What administrators see of an answer (VIS-3, VIS-4, VIS-5, VIS-7, VIS-10).
const fn to_administrators(key: Key) -> Verdict {
    let rule = match (
        key.terms.administrators,
        key.confidential,
        key.terms.reviews(key.part),
    ) {
        (Level::NoAccess, _, _) => {
            return Verdict::hidden_until(RevealedBy::Access, Rule::Vis3);
        }
        (Level::CanView | Level::CanEdit, true, true) if matches!(key.stage, Stage::Submitted) => {
            Rule::Rev6
        }
        (Level::CanView | Level::CanEdit, true, _) => Rule::Vis7,
        (Level::CanView | Level::CanEdit, false, true) => Rule::Vis10,
        (Level::CanView, false, false) => Rule::Vis4,
        (Level::CanEdit, false, false) => Rule::Vis5,
    };
    let visible = match key.stage {
        Stage::Shared => true,
        Stage::Submitted => matches!(rule, Rule::Vis5 | Rule::Vis10),
        Stage::Draft => matches!(rule, Rule::Vis5),
    };
    if visible {
        Verdict::visible(rule)
    } else {
        Verdict::hidden_until(RevealedBy::Share, rule)
    }
}
