//! Who may know which fact (FCT).

use super::{Fact, RevealedBy, Standing, Terms, Verdict};
use crate::{Level, Respondent, Rule, Side};

/// The table for facts (FCT), by the level of administrators where one asks.
pub(in crate::sight) const fn fact(standing: Standing, fact: Fact, terms: Terms) -> Verdict {
    let known = match (standing, fact) {
        (Standing::Stranger, _) => return Verdict::hidden(Rule::Vis16),
        (
            Standing::DirectReport | Standing::Manager,
            Fact::Frame | Fact::Progress | Fact::EarlierManagers | Fact::Goals | Fact::Notes(_),
        )
        | (
            Standing::DirectReport,
            Fact::Submission(Respondent::DirectReport)
            | Fact::Requests(Side::DirectReport)
            | Fact::LastEdit(Respondent::DirectReport)
            | Fact::EarlierNotes,
        )
        | (
            Standing::Manager,
            Fact::Submission(Respondent::Manager)
            | Fact::Requests(Side::Manager)
            | Fact::LastEdit(Respondent::Manager),
        )
        | (Standing::NewManager, Fact::Frame)
        | (Standing::PreviousManager, Fact::Frame | Fact::EarlierManagers | Fact::EarlierNotes)
        | (Standing::Administrator, Fact::Requests(_)) => true,
        (
            Standing::Administrator,
            Fact::Frame | Fact::Progress | Fact::Submission(_) | Fact::EarlierManagers,
        ) => match terms.administrators {
            Level::NoAccess => return Verdict::hidden_until(RevealedBy::Access, Rule::Vis3),
            Level::CanView | Level::CanEdit => true,
        },
        (Standing::Administrator, Fact::LastEdit(Respondent::Manager)) => {
            matches!(terms.administrators, Level::CanEdit)
        }
        (
            Standing::DirectReport
            | Standing::Manager
            | Standing::NewManager
            | Standing::PreviousManager
            | Standing::Administrator,
            _,
        ) => false,
    };
    if known {
        Verdict::visible(fact.rule())
    } else {
        Verdict::hidden(fact.rule())
    }
}

/// The dates of locks and of the review, of which participants know those of their own part, and
/// administrators with access all (FCT-1).
pub(in crate::sight) const fn dates(standing: Standing, of: Side, terms: Terms) -> Verdict {
    match (standing, of) {
        (Standing::DirectReport, Side::DirectReport) | (Standing::Manager, Side::Manager) => {
            Verdict::visible(Rule::Fct1)
        }
        (Standing::Administrator, _) => fact(standing, Fact::Frame, terms),
        (
            Standing::DirectReport
            | Standing::Manager
            | Standing::NewManager
            | Standing::PreviousManager,
            _,
        ) => Verdict::hidden(Rule::Fct1),
        (Standing::Stranger, _) => Verdict::hidden(Rule::Vis16),
    }
}
