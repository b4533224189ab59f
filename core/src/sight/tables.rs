//! The two tables of verdicts, over small finite keys.
//!
//! A new standing, stage or fact without a verdict does not compile, and what no rule grants is
//! hidden. Tests go through both tables whole.

use serde::{Deserialize, Serialize};

use crate::{Level, Rule, Side};

#[cfg(test)]
mod tests;

/// What a person is in a conversation.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let case = case("2026-03-10T09:00:00Z");
/// assert_eq!(case.sight(&ben())?.standing(), Standing::Manager);
/// assert_eq!(case.sight(&ada())?.standing(), Standing::Administrator);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Standing {
    /// Its direct report.
    DirectReport,
    /// Its manager.
    Manager,
    /// The direct report's manager by the directory, who may take ownership (OWN-1).
    NewManager,
    /// Whose ownership somebody took (VIS-12).
    PreviousManager,
    /// A Super Admin, or an HR Admin whose scope covers it (VIS-6).
    Administrator,
    /// Nobody whom a rule lets see anything.
    Stranger,
}

impl Standing {
    /// Every standing.
    ///
    /// ```
    /// use visavis::Standing;
    ///
    /// assert!(Standing::ALL.contains(&Standing::Stranger));
    /// ```
    pub const ALL: [Self; 6] = [
        Self::DirectReport,
        Self::Manager,
        Self::NewManager,
        Self::PreviousManager,
        Self::Administrator,
        Self::Stranger,
    ];

    /// The side that a participant stands on.
    ///
    /// ```
    /// use visavis::{Side, Standing};
    ///
    /// assert_eq!(Standing::Manager.side(), Some(Side::Manager));
    /// assert_eq!(Standing::Stranger.side(), None);
    /// ```
    #[must_use]
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::DirectReport => Some(Side::DirectReport),
            Self::Manager => Some(Side::Manager),
            Self::NewManager | Self::PreviousManager | Self::Administrator | Self::Stranger => None,
        }
    }

    /// What a person on a side is.
    ///
    /// ```
    /// use visavis::{Side, Standing};
    ///
    /// assert_eq!(Standing::on(Side::DirectReport), Standing::DirectReport);
    /// ```
    #[must_use]
    pub const fn on(side: Side) -> Self {
        match side {
            Side::DirectReport => Self::DirectReport,
            Side::Manager => Self::Manager,
        }
    }
}

/// How far a part has come.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let stage = |conversation| {
///     let sight = case_of(conversation, "2026-03-12T09:00:00Z").sight(&ana())?;
///     Ok::<_, Error>(sight.stage(Side::DirectReport))
/// };
/// assert_eq!(stage(answered())?, Some(Stage::Draft));
/// assert_eq!(stage(shared())?, Some(Stage::Shared));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Stage {
    /// Saved at most (ANS-1).
    Draft,
    /// Submitted to the admin review, and not shared yet (REV-1).
    Submitted,
    /// Shared (ANS-4).
    Shared,
}

impl Stage {
    /// Every stage.
    ///
    /// ```
    /// use visavis::Stage;
    ///
    /// assert_eq!(Stage::ALL, [Stage::Draft, Stage::Submitted, Stage::Shared]);
    /// ```
    pub const ALL: [Self; 3] = [Self::Draft, Self::Submitted, Self::Shared];
}

/// Whether something is shown.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let sight = case_of(shared(), "2026-03-12T09:00:00Z").sight(&ben())?;
/// assert_eq!(sight.answer(Side::DirectReport, id(11)).visibility, Visibility::Visible);
/// assert!(Visibility::Hidden < Visibility::Visible);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Visibility {
    /// Not shown.
    Hidden,
    /// Shown.
    Visible,
}

/// What would make a hidden thing visible (VIS-15).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let view = case("2026-03-10T09:00:00Z").sight(&ben())?.view(&[])?;
/// assert_eq!(view.parts[0].hidden.unwrap().revealed_by, RevealedBy::Share);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RevealedBy {
    /// That its respondent shares the part.
    Share,
    /// That the person takes ownership (OWN-3).
    Ownership,
    /// That the template gives administrators access (VIS-3).
    Access,
}

/// A grant or a denial, with its rule (VIS-15).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let sight = case("2026-03-10T09:00:00Z").sight(&ben())?;
/// let json = serde_json::to_string(&sight.answer(Side::DirectReport, id(11))).unwrap();
/// assert_eq!(json, r#"{"visibility":"hidden","rule":"VIS-2","revealed_by":"share"}"#);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verdict {
    /// Whether it is shown.
    pub visibility: Visibility,
    /// The rule that says so.
    pub rule: Rule,
    /// What would make it visible, where anything would.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revealed_by: Option<RevealedBy>,
}

impl Verdict {
    pub(super) const fn visible(rule: Rule) -> Self {
        Self {
            visibility: Visibility::Visible,
            rule,
            revealed_by: None,
        }
    }

    const fn hidden(rule: Rule) -> Self {
        Self {
            visibility: Visibility::Hidden,
            rule,
            revealed_by: None,
        }
    }

    const fn hidden_until(opening: RevealedBy, rule: Rule) -> Self {
        Self {
            revealed_by: Some(opening),
            ..Self::hidden(rule)
        }
    }

    /// Whether it is shown.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let case = case("2026-03-10T09:00:00Z");
    /// assert!(case.sight(&ben())?.fact(Fact::Frame).is_visible());
    /// assert!(!case.sight(&ada())?.fact(Fact::Frame).is_visible());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn is_visible(&self) -> bool {
        matches!(self.visibility, Visibility::Visible)
    }
}

/// Something that can be known of a conversation beside its answers (FCT).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let sight = case("2026-03-10T09:00:00Z").sight(&ana())?;
/// let verdict = sight.fact(Fact::Notes(Side::Manager));
/// assert_eq!((verdict.is_visible(), verdict.rule), (true, Rule::Fct10));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fact {
    /// That it exists, its title, description, kind, dates and people (FCT-1).
    Frame,
    /// The check marks, the completion and the confirmation of the meeting (FCT-2).
    Progress,
    /// Whether and when the part of a side was submitted (FCT-5).
    Submission(Side),
    /// Who managed it earlier (FCT-6).
    EarlierManagers,
    /// The requests to edit of a side, their approvals and the deadlines that these extend (FCT-7).
    Requests(Side),
    /// The references to goals (FCT-8).
    Goals,
    /// Who last edited the answers of a side, and when (FCT-9).
    LastEdit(Side),
    /// The notes of a side (FCT-10).
    Notes(Side),
    /// The notes of earlier managers; to one of these their own alone (FCT-10).
    EarlierNotes,
}

impl Fact {
    /// Every fact.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let stranger = case("2026-03-10T09:00:00Z").sight(&Relation::new(org().id(), id(4)))?;
    /// assert!(Fact::ALL.iter().all(|&fact| !stranger.fact(fact).is_visible()));
    /// # Ok(()) }
    /// ```
    pub const ALL: [Self; 13] = [
        Self::Frame,
        Self::Progress,
        Self::Submission(Side::DirectReport),
        Self::Submission(Side::Manager),
        Self::EarlierManagers,
        Self::Requests(Side::DirectReport),
        Self::Requests(Side::Manager),
        Self::Goals,
        Self::LastEdit(Side::DirectReport),
        Self::LastEdit(Side::Manager),
        Self::Notes(Side::DirectReport),
        Self::Notes(Side::Manager),
        Self::EarlierNotes,
    ];

    /// The rule that says who may know it.
    const fn rule(self) -> Rule {
        match self {
            Self::Frame => Rule::Fct1,
            Self::Progress => Rule::Fct2,
            Self::Submission(_) => Rule::Fct5,
            Self::EarlierManagers => Rule::Fct6,
            Self::Requests(_) => Rule::Fct7,
            Self::Goals => Rule::Fct8,
            Self::LastEdit(_) => Rule::Fct9,
            Self::Notes(_) | Self::EarlierNotes => Rule::Fct10,
        }
    }
}

/// What the verdict on an answer depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) standing: Standing,
    /// Whose part it is of.
    pub(super) part: Side,
    /// How far that part has come.
    pub(super) stage: Stage,
    pub(super) confidential: bool,
    /// Whether administrators review the part (CYC-10).
    pub(super) reviewed: bool,
    /// What the template lets administrators do (TPL-10).
    pub(super) level: Level,
}

/// The table for answers (VIS).
pub(super) const fn answer(key: Key) -> Verdict {
    match (key.standing, key.part) {
        (Standing::DirectReport, Side::DirectReport) | (Standing::Manager, Side::Manager) => {
            Verdict::visible(Rule::Vis1)
        }
        (Standing::DirectReport, Side::Manager) | (Standing::Manager, Side::DirectReport) => {
            match (key.stage, key.confidential) {
                (Stage::Shared, false) => Verdict::visible(Rule::Vis2),
                (Stage::Draft | Stage::Submitted, false) => {
                    Verdict::hidden_until(RevealedBy::Share, Rule::Vis2)
                }
                (Stage::Draft | Stage::Submitted | Stage::Shared, true) => {
                    Verdict::hidden(Rule::Vis2)
                }
            }
        }
        (Standing::NewManager, Side::Manager) if !key.confidential => {
            Verdict::hidden_until(RevealedBy::Ownership, Rule::Lst4)
        }
        (Standing::NewManager, Side::DirectReport | Side::Manager) => Verdict::hidden(Rule::Lst4),
        (Standing::PreviousManager, Side::DirectReport | Side::Manager) => {
            Verdict::hidden(Rule::Vis12)
        }
        (Standing::Administrator, Side::DirectReport | Side::Manager) => to_administrators(key),
        (Standing::Stranger, Side::DirectReport | Side::Manager) => Verdict::hidden(Rule::Vis16),
    }
}

/// What administrators see of an answer (VIS-3, VIS-4, VIS-5, VIS-7, VIS-10).
const fn to_administrators(key: Key) -> Verdict {
    let rule = match (key.level, key.confidential, key.reviewed) {
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

/// What the verdict on a confidential answer that an earlier manager left depends on: who asks,
/// whether the answer is theirs, how far the manager's part has come since, and the level.
pub(super) const fn retained_answers(
    standing: Standing,
    own: bool,
    stage: Stage,
    level: Level,
) -> Verdict {
    match (standing, stage) {
        (Standing::PreviousManager, _) if own => Verdict::visible(Rule::Vis12),
        (Standing::Administrator, Stage::Shared) => match level {
            Level::NoAccess => Verdict::hidden_until(RevealedBy::Access, Rule::Vis3),
            Level::CanView | Level::CanEdit => Verdict::visible(Rule::Vis12),
        },
        (Standing::Administrator, Stage::Draft | Stage::Submitted) => match level {
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

/// The table for facts (FCT), by the level of administrators where one asks.
pub(super) const fn fact(standing: Standing, fact: Fact, level: Level) -> Verdict {
    let known = match (standing, fact) {
        (Standing::Stranger, _) => return Verdict::hidden(Rule::Vis16),
        (
            Standing::DirectReport | Standing::Manager,
            Fact::Frame | Fact::Progress | Fact::EarlierManagers | Fact::Goals | Fact::Notes(_),
        )
        | (
            Standing::DirectReport,
            Fact::Submission(Side::DirectReport)
            | Fact::Requests(Side::DirectReport)
            | Fact::LastEdit(Side::DirectReport)
            | Fact::EarlierNotes,
        )
        | (
            Standing::Manager,
            Fact::Submission(Side::Manager)
            | Fact::Requests(Side::Manager)
            | Fact::LastEdit(Side::Manager),
        )
        | (Standing::NewManager, Fact::Frame)
        | (Standing::PreviousManager, Fact::Frame | Fact::EarlierManagers | Fact::EarlierNotes)
        | (Standing::Administrator, Fact::Requests(_)) => true,
        (
            Standing::Administrator,
            Fact::Frame | Fact::Progress | Fact::Submission(_) | Fact::EarlierManagers,
        ) => match level {
            Level::NoAccess => return Verdict::hidden_until(RevealedBy::Access, Rule::Vis3),
            Level::CanView | Level::CanEdit => true,
        },
        (Standing::Administrator, Fact::LastEdit(Side::Manager)) => {
            matches!(level, Level::CanEdit)
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
