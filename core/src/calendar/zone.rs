//! A zone by its name.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::rules::{self, Rules};
use crate::time::from_text;
use crate::{Date, TimeError};

/// A time zone of the tz database (TIM-1). As text and in JSON it is its IANA name, in the
/// database's own upper and lower case.
///
/// ```
/// use visavis::calendar::Zone;
///
/// let zone: Zone = "America/St_Johns".parse()?;
/// assert_eq!(zone.name(), "America/St_Johns");
/// assert!("america/st_johns".parse::<Zone>().is_err());
/// # Ok::<(), visavis::time::TimeError>(())
/// ```
#[derive(Clone, Copy)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(
        with = "String",
        description = "A time zone by its IANA name, like `Europe/Paris`."
    )
)]
pub struct Zone {
    name: &'static str,
    rules: &'static Rules,
}

impl Zone {
    /// Coordinated Universal Time.
    ///
    /// ```
    /// assert_eq!(visavis::calendar::Zone::UTC.name(), "UTC");
    /// ```
    pub const UTC: Self = Self {
        name: "UTC",
        rules: &Rules::UTC,
    };

    /// The zone's IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Whether any moment of this date was or will be seen in the zone by the engine's own rules;
    /// [`Calendar::exists`](super::Calendar::exists) knows those of the host too (TIM-3).
    ///
    /// ```
    /// use visavis::Date;
    /// use visavis::calendar::Zone;
    ///
    /// // Samoa crossed the date line.
    /// let apia: Zone = "Pacific/Apia".parse()?;
    /// assert!(!apia.exists(Date::new(2011, 12, 30).unwrap()));
    /// assert!(apia.exists(Date::new(2011, 12, 31).unwrap()));
    /// # Ok::<(), visavis::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn exists(self, date: Date) -> bool {
        self.rules.exists(date)
    }

    pub(super) const fn rules(self) -> &'static Rules {
        self.rules
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl PartialOrd for Zone {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Zone {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.cmp(other.name)
    }
}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Zone {
    type Err = TimeError;

    fn from_str(name: &str) -> Result<Self, TimeError> {
        let known = rules::of_database(name);
        let (name, rules) = known.ok_or_else(|| TimeError::UnknownZone(TimeError::cut(name)))?;
        Ok(Self { name, rules })
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "an IANA time zone name")
    }
}
