//! Instants and dates: what the host states and what the engine answers (TIM-7, TIM-9).

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, NaiveDate, Timelike, Utc};
use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

/// Why a text or a value is no instant, date or zone.
///
/// A variant for a text carries what was given, cut to 40 characters.
///
/// ```
/// use visavis::Date;
///
/// let error = "2026-02-30".parse::<Date>().unwrap_err();
/// assert_eq!(error.to_string(), "`2026-02-30` is not a date: expected one like `2026-03-31`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// The text does not follow RFC 3339.
    #[error(
        "`{0}` is not an instant: expected RFC 3339 with an offset, like `2026-03-31T09:00:00Z`"
    )]
    NotAnInstant(String),
    /// The instant lies outside [`Instant::MIN`]..=[`Instant::MAX`].
    #[error("`{0}` is out of range: expected an instant from {min} to {max}", min = Instant::MIN, max = Instant::MAX)]
    InstantOutOfRange(String),
    /// The text is not exactly `YYYY-MM-DD`, or the month has no such day.
    #[error("`{0}` is not a date: expected one like `2026-03-31`")]
    NotADate(String),
    /// The date lies outside the calendar (TIM-9).
    #[error("`{0}` is out of range: expected a date from 1970-01-01 to 2099-12-31")]
    DateOutOfRange(String),
    /// The tz database has no zone of this name (TIM-1).
    #[error("`{0}` is not a known time zone: expected an IANA name like `Europe/Paris`")]
    UnknownZone(String),
    /// The text names no release of the tz database (TIM-10).
    #[error("`{0}` is not a release of the tz database: expected one like `2026f`")]
    NotARelease(String),
    /// The rules of a zone are no TZif data (TIM-10).
    #[error("the rules of a time zone cannot be read: expected TZif data")]
    UnreadableRules,
    /// The rules of a zone have this many bytes (TIM-10).
    #[error("the rules of a time zone have {0} bytes: expected at most 65,536")]
    RulesTooLong(usize),
}

impl TimeError {
    /// An error must stay readable whatever the host was sent.
    pub(crate) fn cut(input: &str) -> String {
        input.chars().take(40).collect()
    }
}

/// A moment in time, in microseconds: what a host passes as `now` (TIM-7).
///
/// As text and in JSON it is RFC 3339. Any offset is read, and a fraction finer than a microsecond
/// is cut off downwards; UTC is written, with six digits of fraction or none.
///
/// ```
/// use visavis::Instant;
///
/// let at: Instant = "2026-03-31T11:30:00.5+02:00".parse()?;
/// assert_eq!(at.to_string(), "2026-03-31T09:30:00.500000Z");
/// assert_eq!(serde_json::to_string(&at).unwrap(), r#""2026-03-31T09:30:00.500000Z""#);
/// # Ok::<(), visavis::time::TimeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(with = "String", extend("format" = "date-time"), description = "An instant, as RFC 3339.")
)]
pub struct Instant(i64);

impl Instant {
    /// The earliest instant, 1969-12-30T00:00:00Z: before 1970-01-01 begins in any zone.
    ///
    /// ```
    /// assert_eq!(visavis::Instant::MIN.to_string(), "1969-12-30T00:00:00Z");
    /// ```
    pub const MIN: Self = Self(-172_800_000_000);

    /// The latest instant, 2100-01-03T00:00:00Z: after 2099-12-31 has ended in every zone.
    ///
    /// ```
    /// assert_eq!(visavis::Instant::MAX.to_string(), "2100-01-03T00:00:00Z");
    /// ```
    pub const MAX: Self = Self(4_102_617_600_000_000);

    /// The instant so many microseconds after 1970-01-01T00:00:00Z; `None` outside
    /// [`MIN`](Self::MIN)..=[`MAX`](Self::MAX).
    ///
    /// ```
    /// use visavis::Instant;
    ///
    /// assert_eq!(Instant::from_micros(1).unwrap().to_string(), "1970-01-01T00:00:00.000001Z");
    /// assert_eq!(Instant::from_micros(i64::MAX), None);
    /// ```
    #[must_use]
    pub fn from_micros(micros: i64) -> Option<Self> {
        let instant = Self(micros);
        (Self::MIN..=Self::MAX)
            .contains(&instant)
            .then_some(instant)
    }

    /// Microseconds since 1970-01-01T00:00:00Z, negative before it.
    #[must_use]
    pub fn micros(self) -> i64 {
        self.0
    }

    /// The whole second this instant lies in, since 1970-01-01T00:00:00Z.
    pub(crate) fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// The beginning of a second. Every boundary of the calendar lies in range, so that the clamp
    /// is for what is asked about [`MAX`](Self::MAX) itself.
    pub(crate) fn at_second(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000_000)).clamp(Self::MIN, Self::MAX)
    }

    /// Hands the text form over without allocating.
    fn with_text<R>(self, take: impl FnOnce(&str) -> R) -> R {
        let at = DateTime::from(self);
        let (year, month, day) = (at.year().unsigned_abs(), at.month(), at.day());
        let (hour, minute, second) = (at.hour(), at.minute(), at.second());
        let micro = at.nanosecond() / 1000;
        let (end, length) = if micro == 0 { (b'Z', 20) } else { (b'.', 27) };
        #[rustfmt::skip]
        let text = [
            digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), b'-',
            digit(month / 10), digit(month), b'-', digit(day / 10), digit(day), b'T',
            digit(hour / 10), digit(hour), b':', digit(minute / 10), digit(minute), b':',
            digit(second / 10), digit(second), end,
            digit(micro / 100_000), digit(micro / 10_000), digit(micro / 1000),
            digit(micro / 100), digit(micro / 10), digit(micro), b'Z',
        ];
        let text = text.get(..length).unwrap_or_default();
        take(str::from_utf8(text).unwrap_or_default())
    }
}

/// The last decimal digit of a number, as a character.
fn digit(number: u32) -> u8 {
    b'0' + (number % 10) as u8
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| f.pad(text))
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Instant {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let at = DateTime::parse_from_rfc3339(text)
            .map_err(|_| TimeError::NotAnInstant(TimeError::cut(text)))?;
        Self::from_micros(at.timestamp_micros())
            .ok_or_else(|| TimeError::InstantOutOfRange(TimeError::cut(text)))
    }
}

/// Cuts off what is finer than a microsecond, downwards.
impl TryFrom<DateTime<Utc>> for Instant {
    type Error = TimeError;

    fn try_from(at: DateTime<Utc>) -> Result<Self, TimeError> {
        Self::from_micros(at.timestamp_micros())
            .ok_or_else(|| TimeError::InstantOutOfRange(TimeError::cut(&at.to_rfc3339())))
    }
}

impl From<Instant> for DateTime<Utc> {
    fn from(instant: Instant) -> Self {
        // Every instant in range is one of chrono's; the default is never taken.
        Self::from_timestamp_micros(instant.0).unwrap_or_default()
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.with_text(|text| serializer.serialize_str(text))
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "an instant as RFC 3339")
    }
}

/// A calendar date from 1970-01-01 to 2099-12-31 (TIM-9), in no zone of its own.
///
/// As text and in JSON it is exactly `YYYY-MM-DD`. That a date exists in the organisation's zone
/// is asked of [`Zone::exists`](crate::calendar::Zone::exists) (TIM-3).
///
/// ```
/// use visavis::Date;
///
/// let due: Date = "2026-03-31".parse()?;
/// assert_eq!(due.to_string(), "2026-03-31");
/// assert!("1969-12-31".parse::<Date>().is_err());
/// # Ok::<(), visavis::time::TimeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(
        with = "String",
        extend("format" = "date"),
        description = "A calendar date from 1970-01-01 to 2099-12-31, as `YYYY-MM-DD`."
    )
)]
pub struct Date(NaiveDate);

impl Date {
    /// A date by year, month (1 to 12) and day; `None` where there is none or it is out of range.
    ///
    /// ```
    /// use visavis::Date;
    ///
    /// assert_eq!(Date::new(2028, 2, 29).unwrap().to_string(), "2028-02-29");
    /// assert_eq!(Date::new(2026, 2, 29), None);
    /// assert_eq!(Date::new(2100, 1, 1), None);
    /// ```
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        Self::in_range(NaiveDate::from_ymd_opt(year, month, day)?)
    }

    /// The date so many days later; `None` past 2099-12-31 (TIM-9).
    ///
    /// ```
    /// use visavis::Date;
    ///
    /// let launched = Date::new(2026, 12, 20).unwrap();
    /// assert_eq!(launched.add_days(28), Date::new(2027, 1, 17));
    /// assert_eq!(launched.add_days(u32::MAX), None);
    /// ```
    #[must_use]
    pub fn add_days(self, days: u32) -> Option<Self> {
        Self::in_range(self.0.checked_add_days(Days::new(days.into()))?)
    }

    /// How many days `later` lies after this date; negative where it lies before.
    ///
    /// ```
    /// use visavis::Date;
    ///
    /// let (first, last) = (Date::new(2028, 2, 28).unwrap(), Date::new(2028, 3, 1).unwrap());
    /// assert_eq!(first.days_until(last), 2);
    /// assert_eq!(last.days_until(first), -2);
    /// ```
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        later.0.signed_duration_since(self.0).num_days()
    }

    fn in_range(date: NaiveDate) -> Option<Self> {
        (1970..=2099).contains(&date.year()).then_some(Self(date))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let date = read_date(text.as_bytes());
        let date = date.ok_or_else(|| TimeError::NotADate(TimeError::cut(text)))?;
        Self::try_from(date)
    }
}

/// Exactly `YYYY-MM-DD`; chrono's own reading also takes `2026-3-1` and `+2026-03-01`.
fn read_date(text: &[u8]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| {
            digit
                .is_ascii_digit()
                .then(|| number * 10 + u32::from(digit - b'0'))
        })
    };
    let year = number(&[y1, y2, y3, y4])?.try_into().ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

impl TryFrom<NaiveDate> for Date {
    type Error = TimeError;

    fn try_from(date: NaiveDate) -> Result<Self, TimeError> {
        Self::in_range(date).ok_or_else(|| TimeError::DateOutOfRange(date.to_string()))
    }
}

impl From<Date> for NaiveDate {
    fn from(date: Date) -> Self {
        date.0
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a date as YYYY-MM-DD")
    }
}

/// Reads a value from a borrowed or passing text, without keeping a copy of it.
pub(crate) fn from_text<'de, D, T>(deserializer: D, expected: &'static str) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err = TimeError>,
{
    struct Text<T>(&'static str, PhantomData<T>);

    impl<T: FromStr<Err = TimeError>> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Text(expected, PhantomData))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_read_any_offset_and_write_utc() {
        for (given, written) in [
            ("2026-03-31T11:30:00+02:00", "2026-03-31T09:30:00Z"),
            ("1970-01-01T00:00:00-00:44", "1970-01-01T00:44:00Z"),
            (
                "1969-12-31T23:59:59.9999999Z",
                "1969-12-31T23:59:59.999999Z",
            ),
            ("2026-03-31T09:30:00.1Z", "2026-03-31T09:30:00.100000Z"),
            // A leap second counts as the beginning of the next.
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ] {
            let instant: Instant = given.parse().unwrap();
            assert_eq!(instant.to_string(), written);
            assert_eq!(format!("{instant:?}"), written);
            assert_eq!(written.parse(), Ok(instant));
            assert_eq!(Instant::try_from(DateTime::from(instant)), Ok(instant));
            let json = serde_json::to_string(&instant).unwrap();
            assert_eq!(json, format!("\"{written}\""));
            assert_eq!(serde_json::from_str::<Instant>(&json).unwrap(), instant);
        }
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in [
            "",
            "now",
            "2026-03-31",
            "2026-03-31T09:30:00",
            "2026-03-31T09:30:00+0200",
            "2026-02-30T09:30:00Z",
            "2026-03-31T24:00:00Z",
            "2026-03-31T09:30:00Z ",
            " 2026-03-31T09:30:00Z",
        ] {
            let refused = TimeError::NotAnInstant(text.to_owned());
            assert_eq!(text.parse::<Instant>(), Err(refused));
        }
        for text in ["1969-12-29T23:59:59.999999Z", "2100-01-03T00:00:00.000001Z"] {
            let refused = TimeError::InstantOutOfRange(text.to_owned());
            assert_eq!(text.parse::<Instant>(), Err(refused));
        }
        assert!(Instant::try_from(DateTime::<Utc>::MAX_UTC).is_err());
        let long = "x".repeat(1000).parse::<Instant>().unwrap_err();
        assert!(
            long.to_string()
                .starts_with(&format!("`{}` is", "x".repeat(40)))
        );
        let number = serde_json::from_str::<Instant>("0").unwrap_err();
        assert!(
            number
                .to_string()
                .contains("expected an instant as RFC 3339")
        );
    }

    #[test]
    fn dates_are_strict() {
        for text in [
            "2026-3-1",
            "+026-03-01",
            "2026-03-01T",
            "20260301",
            "2026-02-29",
            "2026-00-01",
            "2026-03- 1",
            "2026-03-+1",
            " 026-03-01",
            "2 26-03-01",
            "2026-0a-01",
        ] {
            let refused = TimeError::NotADate(text.to_owned());
            assert_eq!(text.parse::<Date>(), Err(refused));
        }
        for text in ["1969-12-31", "2100-01-01", "0000-01-01", "9999-12-31"] {
            let refused = TimeError::DateOutOfRange(text.to_owned());
            assert_eq!(text.parse::<Date>(), Err(refused));
        }
        for text in ["1970-01-01", "2028-02-29", "2099-12-31"] {
            let date: Date = text.parse().unwrap();
            assert_eq!(format!("{date} {date:?}"), format!("{text} {text}"));
            let json = serde_json::to_string(&date).unwrap();
            assert_eq!(json, format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<Date>(&json).unwrap(), date);
        }
    }

    #[test]
    fn sums_end_with_the_calendar() {
        let (first, last) = (
            Date::new(1970, 1, 1).unwrap(),
            Date::new(2099, 12, 31).unwrap(),
        );
        assert_eq!(first.days_until(last), 47_481);
        assert_eq!(first.add_days(47_481), Some(last));
        assert_eq!(first.add_days(47_482), None);
        assert_eq!(last.add_days(0), Some(last));
        assert_eq!(last.add_days(1), None);
    }
}
