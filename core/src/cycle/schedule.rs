//! The schedule of a cycle: its dates, its admin review, and what locks when.

use serde::{Deserialize, Serialize};

use crate::vocabulary::vocabulary;
use crate::{Content, Date, Question, QuestionId, Side};

/// The dates of a cycle and what goes with them, as they stand at one time.
///
/// ```
/// let schedule: visavis::cycle::Schedule =
///     serde_json::from_str(r#"{ "start": "2026-03-01", "end": "2026-03-31" }"#).unwrap();
/// assert_eq!((schedule.grace_days, schedule.lock_on_share), (0, false));
/// assert!(schedule.review.is_none() && schedule.locks.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// The local date at whose 12 AM it launches (CYC-2).
    pub start: Date,
    /// The local date at whose 11:59 PM it ends (CYC-1, TIM-2).
    pub end: Date,
    /// Calendar days of grace after the end; 0 is no grace (CYC-4).
    #[serde(default)]
    pub grace_days: u32,
    /// Whether a respondent's answers lock once shared (CYC-7).
    #[serde(default)]
    pub lock_on_share: bool,
    /// The review by administrators, where there is one (CYC-10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<AdminReview>,
    /// What locks before the end, each thing once (CYC-8).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locks: Vec<LockDate>,
}

/// A period in which administrators review parts before they are shared (CYC-10).
///
/// ```
/// use visavis::Side;
/// use visavis::cycle::{AdminReview, Reviewed};
///
/// let review: AdminReview = serde_json::from_str(
///     r#"{ "submit_by": "2026-03-15", "review_by": "2026-03-20", "of": "manager" }"#,
/// ).unwrap();
/// assert_eq!(review.of, Reviewed::Manager);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AdminReview {
    /// The local date until whose 11:59 PM parts can be submitted (REV-1).
    pub submit_by: Date,
    /// The local date at whose 11:59 PM the review ends and sharing begins (REV-4).
    pub review_by: Date,
    /// Whose part is reviewed.
    pub of: Reviewed,
}

vocabulary! {
    /// Whose part administrators review (CYC-10).
    ///
    /// ```
    /// use visavis::Side;
    /// use visavis::cycle::Reviewed;
    ///
    /// assert!(Reviewed::Both.covers(Side::DirectReport));
    /// assert!(!Reviewed::Manager.covers(Side::DirectReport));
    /// ```
    #[derive(Deserialize)]
    pub enum Reviewed {
        /// The direct report's.
        DirectReport: "direct_report",
        /// The manager's.
        Manager: "manager",
        /// Both.
        Both: "both",
    }
}

impl Reviewed {
    /// Whether the part of a side is reviewed.
    ///
    /// ```
    /// use visavis::Side;
    /// use visavis::cycle::Reviewed;
    ///
    /// assert!(Side::BOTH.iter().all(|&side| Reviewed::Both.covers(side)));
    /// ```
    #[must_use]
    pub const fn covers(self, side: Side) -> bool {
        match self {
            Self::DirectReport => matches!(side, Side::DirectReport),
            Self::Manager => matches!(side, Side::Manager),
            Self::Both => true,
        }
    }
}

/// What a lock date locks (CYC-8).
///
/// ```
/// use visavis::Side;
/// use visavis::cycle::LockOn;
///
/// assert_eq!(serde_json::to_string(&LockOn::List(Side::Manager)).unwrap(), r#"{"list":"manager"}"#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LockOn {
    /// The whole list of a side; confidential questions are passed over (CYC-9).
    List(Side),
    /// One question, not a confidential one (CYC-9).
    Question(QuestionId),
}

impl LockOn {
    /// Whether it locks an answer to some content: to a question that is there, and to no confidential one
    /// (CYC-9).
    pub(crate) fn binds_in(self, content: &Content) -> bool {
        let ordinary = |question: &Question| !question.is_confidential();
        match self {
            Self::List(side) => content.questions(side).iter().any(ordinary),
            Self::Question(id) => Side::BOTH
                .into_iter()
                .filter_map(|side| content.question(side, id))
                .any(ordinary),
        }
    }
}

/// A date at whose 11:59 PM something locks (CYC-8).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let lock = LockDate { on: LockOn::Question(id(11)), date: Date::new(2026, 3, 20).unwrap() };
/// let evidence = CycleEvidence { template: &review(), roster: None, directory: None };
/// let now = at("2026-02-02T09:00:00Z");
/// let cycle = cycle().execute(&org(), &evidence, &ada(), CycleCommand::Lock(lock), now)?.state;
/// assert_eq!(cycle.schedule(now).locks, [lock]);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LockDate {
    /// What locks.
    pub on: LockOn,
    /// The local date.
    pub date: Date,
}

impl Schedule {
    /// The local date at whose 11:59 PM grace ends, which is the end date where there is no grace;
    /// none where it is outside the calendar (CYC-4, TIM-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let schedule = cycle().schedule(at("2026-03-10T09:00:00Z")).clone();
    /// assert_eq!(schedule.last_day(), Date::new(2026, 4, 7)); // A week after 31 March.
    /// assert_eq!(Schedule { grace_days: 40_000, ..schedule }.last_day(), None);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.end.add_days(self.grace_days)
    }

    /// The lock date of a list or a question; none where it has none (CYC-8).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let cycle = cycle();
    /// let schedule = cycle.schedule(at("2026-03-10T09:00:00Z"));
    /// assert_eq!(schedule.lock(LockOn::List(Side::Manager)), None);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn lock(&self, on: LockOn) -> Option<Date> {
        self.locks
            .iter()
            .filter(|lock| lock.on == on)
            .map(|lock| lock.date)
            .min()
    }

    /// The same with another date for a lock, or without it.
    pub(super) fn with_lock(mut self, on: LockOn, date: Option<Date>) -> Self {
        self.locks.retain(|lock| lock.on != on);
        self.locks.extend(date.map(|date| LockDate { on, date }));
        self.locks.sort_by_key(|lock| lock.on);
        self
    }
}
