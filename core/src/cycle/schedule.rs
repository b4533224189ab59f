//! The schedule of a cycle: its dates and what locks when.

use serde::{Deserialize, Serialize};

use crate::Date;

/// The dates of a cycle and what goes with them, as they stand at one time.
///
/// ```
/// let schedule: visavis::Schedule =
///     serde_json::from_str(r#"{ "start": "2026-03-01", "end": "2026-03-31" }"#).unwrap();
/// assert_eq!((schedule.grace_days, schedule.lock_on_share), (0, false));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}

impl Schedule {
    /// The local date at whose 11:59 PM grace ends, which is the end date where there is no grace;
    /// none where it is outside the calendar (CYC-4, TIM-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let schedule = *cycle().schedule(at("2026-03-10T09:00:00Z"));
    /// assert_eq!(schedule.last_day(), Date::new(2026, 4, 7)); // A week after 31 March.
    /// assert_eq!(Schedule { grace_days: 40_000, ..schedule }.last_day(), None);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.end.add_days(self.grace_days)
    }
}
