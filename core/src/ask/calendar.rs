//! Questions about the organisation's local days and hours.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Document;
use crate::{Calendar, Date, Error, Instant};

/// A question about the organisation's local days and hours.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Box<dyn core::error::Error>> {
/// use visavis::ask::CalendarQuestion;
///
/// let org = org(); // In Lisbon, where summer time begins on 29 March.
/// let deadline = CalendarQuestion::Deadline("2026-03-31".parse()?);
/// let answer = org.calendar(at("2026-03-10T09:00:00Z")).ask(&deadline)?;
/// assert_eq!(answer.as_str(), r#""2026-03-31T23:00:00Z""#);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum CalendarQuestion {
    /// The zone in force: [`Calendar::zone`].
    Zone,
    /// The local date of `now`: [`Calendar::today`].
    Today,
    /// The local date of an instant: [`Calendar::local_date`].
    LocalDate(Instant),
    /// Whether a date exists: [`Calendar::exists`].
    Exists(Date),
    /// When a day begins: [`Calendar::day_start`].
    DayStart(Date),
    /// When a deadline ends: [`Calendar::deadline`].
    Deadline(Date),
    /// 5 PM of a day: [`Calendar::five_pm`].
    FivePm(Date),
    /// The top of the following hour: [`Calendar::top_of_hour`].
    TopOfHour(Instant),
    /// Rules that were handed in and passed over, as an object of releases by zone:
    /// [`Calendar::outdated_rules`].
    OutdatedRules,
}

impl Calendar<'_> {
    /// Answers a question with a document.
    ///
    /// # Errors
    /// None yet.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// use visavis::ask::CalendarQuestion;
    ///
    /// let org = org();
    /// let answer = org.calendar(at("2026-03-10T09:00:00Z")).ask(&CalendarQuestion::Today)?;
    /// assert_eq!(answer.as_str(), r#""2026-03-10""#);
    /// # Ok(()) }
    /// ```
    pub fn ask(self, question: &CalendarQuestion) -> Result<Document, Error> {
        match *question {
            CalendarQuestion::Zone => Document::of(&self.zone()),
            CalendarQuestion::Today => Document::of(&self.today()),
            CalendarQuestion::LocalDate(at) => Document::of(&self.local_date(at)),
            CalendarQuestion::Exists(date) => Document::of(&self.exists(date)),
            CalendarQuestion::DayStart(date) => Document::of(&self.day_start(date)),
            CalendarQuestion::Deadline(date) => Document::of(&self.deadline(date)),
            CalendarQuestion::FivePm(date) => Document::of(&self.five_pm(date)),
            CalendarQuestion::TopOfHour(after) => Document::of(&self.top_of_hour(after)),
            CalendarQuestion::OutdatedRules => {
                Document::of(&self.outdated_rules().collect::<BTreeMap<_, _>>())
            }
        }
    }
}
