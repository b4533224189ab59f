//! The two tables of verdicts, over small finite keys.
//!
//! A new standing, stage or fact without a verdict does not compile, and what no rule grants is
//! hidden. Tests go through both tables whole.

use serde::{Deserialize, Serialize};

use crate::{Rule, Side};

#[cfg(test)]
mod tests;

/// What a person is in a conversation.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let case = case("2026-03-10T09:00:00Z");
/// assert_eq!(case.sight(&ben())?.standing(), Standing::Manager);
/// assert_eq!(case.sight(&ada())?.standing(), Standing::Stranger);
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
    pub const ALL: [Self; 3] = [Self::DirectReport, Self::Manager, Self::Stranger];

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
            Self::Stranger => None,
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
/// assert_eq!(view.parts[0].hidden.unwrap().opens, Opening::Share);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Opening {
    /// That its respondent shares the part.
    Share,
}

/// A grant or a denial, with its rule (VIS-15).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let sight = case("2026-03-10T09:00:00Z").sight(&ben())?;
/// let json = serde_json::to_string(&sight.answer(Side::DirectReport, id(11))).unwrap();
/// assert_eq!(json, r#"{"visibility":"hidden","rule":"VIS-2","opens":"share"}"#);
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
    pub opens: Option<Opening>,
}

impl Verdict {
    const fn visible(rule: Rule) -> Self {
        Self {
            visibility: Visibility::Visible,
            rule,
            opens: None,
        }
    }

    const fn hidden(rule: Rule) -> Self {
        Self {
            visibility: Visibility::Hidden,
            rule,
            opens: None,
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
    /// The references to goals (FCT-8).
    Goals,
    /// Who last edited the answers of a side, and when (FCT-9).
    LastEdit(Side),
    /// The notes of a side (FCT-10).
    Notes(Side),
}

impl Fact {
    /// Every fact.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let stranger = case("2026-03-10T09:00:00Z").sight(&ada())?;
    /// assert!(Fact::ALL.iter().all(|&fact| !stranger.fact(fact).is_visible()));
    /// # Ok(()) }
    /// ```
    pub const ALL: [Self; 9] = [
        Self::Frame,
        Self::Progress,
        Self::Submission(Side::DirectReport),
        Self::Submission(Side::Manager),
        Self::Goals,
        Self::LastEdit(Side::DirectReport),
        Self::LastEdit(Side::Manager),
        Self::Notes(Side::DirectReport),
        Self::Notes(Side::Manager),
    ];
}

/// The table for answers (VIS).
pub(super) const fn answer(
    standing: Standing,
    part: Side,
    stage: Stage,
    confidential: bool,
) -> Verdict {
    match (standing, part) {
        (Standing::DirectReport, Side::DirectReport) | (Standing::Manager, Side::Manager) => {
            Verdict::visible(Rule::Vis1)
        }
        (Standing::DirectReport, Side::Manager) | (Standing::Manager, Side::DirectReport) => {
            match (stage, confidential) {
                (Stage::Shared, false) => Verdict::visible(Rule::Vis2),
                (Stage::Draft | Stage::Submitted, false) => Verdict {
                    opens: Some(Opening::Share),
                    ..Verdict::hidden(Rule::Vis2)
                },
                (Stage::Draft | Stage::Submitted | Stage::Shared, true) => {
                    Verdict::hidden(Rule::Vis2)
                }
            }
        }
        (Standing::Stranger, Side::DirectReport | Side::Manager) => Verdict::hidden(Rule::Vis16),
    }
}

/// The table for facts (FCT).
pub(super) const fn fact(standing: Standing, fact: Fact) -> Verdict {
    match (standing, fact) {
        (Standing::Stranger, _) => Verdict::hidden(Rule::Vis16),
        (Standing::DirectReport | Standing::Manager, Fact::Frame) => Verdict::visible(Rule::Fct1),
        (Standing::DirectReport | Standing::Manager, Fact::Progress) => {
            Verdict::visible(Rule::Fct2)
        }
        (Standing::DirectReport, Fact::Submission(Side::DirectReport))
        | (Standing::Manager, Fact::Submission(Side::Manager)) => Verdict::visible(Rule::Fct5),
        (Standing::DirectReport | Standing::Manager, Fact::Submission(_)) => {
            Verdict::hidden(Rule::Fct5)
        }
        (Standing::DirectReport | Standing::Manager, Fact::Goals) => Verdict::visible(Rule::Fct8),
        (Standing::DirectReport | Standing::Manager, Fact::Notes(_)) => {
            Verdict::visible(Rule::Fct10)
        }
        (Standing::DirectReport, Fact::LastEdit(Side::DirectReport))
        | (Standing::Manager, Fact::LastEdit(Side::Manager)) => Verdict::visible(Rule::Fct9),
        (Standing::DirectReport | Standing::Manager, Fact::LastEdit(_)) => {
            Verdict::hidden(Rule::Fct9)
        }
    }
}
