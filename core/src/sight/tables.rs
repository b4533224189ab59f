//! The tables of verdicts, over small finite keys: on answers, on what earlier managers left, and on
//! facts.
//!
//! A new standing, stage or fact without a verdict does not compile, and what no rule grants is
//! hidden. Tests go through every table whole.

mod answers;
mod facts;
mod retained;

use serde::{Deserialize, Serialize};

pub(super) use answers::answer;
pub(super) use facts::{dates, fact};
pub(super) use retained::retained_answer;

use super::standing::Standing;
use crate::vocabulary::vocabulary;
use crate::{Level, Respondent, Reviewed, Rule, Side};

#[cfg(test)]
mod tests;

vocabulary! {
    /// How far a part has come.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let stage = |conversation| {
    ///     let sight = case_of(conversation, "2026-03-12T09:00:00Z").sight(&ana())?;
    ///     Ok::<_, Error>(sight.stage(Respondent::DirectReport))
    /// };
    /// assert_eq!(stage(answered())?, Some(Stage::Draft));
    /// assert_eq!(stage(shared())?, Some(Stage::Shared));
    /// # Ok(()) }
    /// ```
    #[derive(PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum Stage {
        /// Saved at most (ANS-1).
        Draft: "draft",
        /// Submitted to the admin review, and not shared yet (REV-1).
        Submitted: "submitted",
        /// Shared (ANS-4).
        Shared: "shared",
    }
}

vocabulary! {
    /// Whether something is shown.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let sight = case_of(shared(), "2026-03-12T09:00:00Z").sight(&ben())?;
    /// assert_eq!(sight.answer((Respondent::DirectReport, id(11))).visibility, Visibility::Visible);
    /// assert!(Visibility::Hidden < Visibility::Visible);
    /// # Ok(()) }
    /// ```
    #[derive(PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum Visibility {
        /// Not shown.
        Hidden: "hidden" = 0,
        /// Shown.
        Visible: "visible" = 1,
    }
}

vocabulary! {
    /// What would make a hidden thing visible (VIS-15).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let view = case("2026-03-10T09:00:00Z").sight(&ben())?.view(&[])?;
    /// assert_eq!(view.parts[0].hidden.unwrap().revealed_by, RevealedBy::Share);
    /// # Ok(()) }
    /// ```
    #[derive(PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum RevealedBy {
        /// That its respondent shares the part.
        Share: "share" = 1,
        /// That the person takes ownership (OWN-3).
        Ownership: "ownership" = 2,
        /// That the template gives administrators access (VIS-3).
        Access: "access" = 3,
    }
}

/// A grant or a denial, with its rule (VIS-15).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let sight = case("2026-03-10T09:00:00Z").sight(&ben())?;
/// let verdict = sight.answer((Respondent::DirectReport, id(11)));
/// assert_eq!(verdict.to_string(), "hidden by VIS-2; visible once its respondent shares it");
/// let json = serde_json::to_string(&verdict).unwrap();
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

impl core::fmt::Display for Verdict {
    /// What a developer reads in a log: `hidden by VIS-2; visible once its respondent shares it`.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} by {}", self.visibility.name(), self.rule)?;
        match self.revealed_by {
            None => Ok(()),
            Some(RevealedBy::Share) => f.write_str("; visible once its respondent shares it"),
            Some(RevealedBy::Ownership) => f.write_str("; visible once the person takes ownership"),
            Some(RevealedBy::Access) => {
                f.write_str("; visible once the template gives administrators access")
            }
        }
    }
}

impl Verdict {
    pub(super) const fn visible(rule: Rule) -> Self {
        Self {
            visibility: Visibility::Visible,
            rule,
            revealed_by: None,
        }
    }

    pub(super) const fn hidden(rule: Rule) -> Self {
        Self {
            visibility: Visibility::Hidden,
            rule,
            revealed_by: None,
        }
    }

    pub(super) const fn hidden_until(opening: RevealedBy, rule: Rule) -> Self {
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
    /// assert!(!case.sight(&admin())?.fact(Fact::Frame).is_visible());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn is_visible(&self) -> bool {
        matches!(self.visibility, Visibility::Visible)
    }
}

vocabulary! {
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
    #[derive(PartialOrd, Ord, Hash, Deserialize)]
    #[non_exhaustive]
    pub enum Fact holding {
        /// That it exists, its title, description, kind, dates and people (FCT-1).
        Frame: "frame" = 1;
        /// The check marks, the completion and the confirmation of the meeting (FCT-2).
        Progress: "progress" = 2;
        /// Whether and when a part was submitted (FCT-5).
        Submission(Respondent): "submission" = Respondent::DirectReport 8, Respondent::Manager 9;
        /// Who managed it earlier (FCT-6).
        EarlierManagers: "earlier_managers" = 10;
        /// The requests to edit of a side, their approvals and the deadlines they extend (FCT-7).
        Requests(Side): "requests" = Side::DirectReport 11, Side::Manager 12;
        /// The references to goals (FCT-8).
        Goals: "goals" = 3;
        /// Who last edited the answers of a part, and when (FCT-9).
        LastEdit(Respondent): "last_edit" = Respondent::DirectReport 4, Respondent::Manager 5;
        /// The notes of a side (FCT-10).
        Notes(Side): "notes" = Side::DirectReport 6, Side::Manager 7;
        /// The notes of earlier managers; one of these may know only their own (FCT-10).
        EarlierNotes: "earlier_notes" = 13;
    }
}

impl Fact {
    /// The rule that says who may know it.
    pub(super) const fn rule(self) -> Rule {
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

/// What verdicts depend on beside the person and the conversation itself: the settings of template
/// and cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    /// What the template lets administrators do (TPL-10).
    pub(super) administrators: Level,
    /// Whose parts administrators review (CYC-10).
    pub(super) reviewed: Option<Reviewed>,
}

/// What the verdict on an answer depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) standing: Standing,
    /// Whose part it is of.
    pub(super) part: Respondent,
    /// How far that part has come.
    pub(super) stage: Stage,
    pub(super) confidential: bool,
    pub(super) terms: Terms,
}

impl Terms {
    const fn reviews(&self, part: Respondent) -> bool {
        match self.reviewed {
            Some(reviewed) => reviewed.covers(part.list()),
            None => false,
        }
    }
}
