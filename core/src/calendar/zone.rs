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

/// More than any name has: that of the longest is 32 bytes long.
const LONGEST: usize = 48;

/// A time zone of the tz database (TIM-1). As text and in JSON it is its IANA name, in the
/// database's own upper and lower case.
///
/// One that was made after the engine's release is known by the rules that a host hands in for it:
/// [`ZoneRules::zone`](super::ZoneRules::zone) (TIM-10).
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
    name: Name,
    rules: &'static Rules,
}

#[derive(Clone, Copy)]
enum Name {
    /// As the engine's database has it.
    Known(&'static str),
    /// Of a zone that the engine's database does not have.
    Other { bytes: [u8; LONGEST], length: usize },
}

/// A zone by its name, known to the engine or not: where rules for it can be handed in beside it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NamedZone(pub(crate) Zone);

impl Zone {
    /// Coordinated Universal Time.
    ///
    /// ```
    /// assert_eq!(visavis::calendar::Zone::UTC.name(), "UTC");
    /// ```
    pub const UTC: Self = Self {
        name: Name::Known("UTC"),
        rules: &Rules::UTC,
    };

    /// The zone's IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.name {
            Name::Known(name) => name,
            Name::Other { bytes, length } => {
                str::from_utf8(bytes.get(..*length).unwrap_or_default()).unwrap_or_default()
            }
        }
    }

    /// Whether the engine's database has it, and so rules of it.
    pub(crate) const fn is_known(&self) -> bool {
        matches!(self.name, Name::Known(_))
    }

    /// The zone of this name, which the engine need not know.
    pub(super) fn named(name: &str) -> Result<Self, TimeError> {
        if let Ok(known) = name.parse() {
            return Ok(known);
        }
        let mut bytes = [0; LONGEST];
        match bytes.get_mut(..name.len()) {
            Some(place) if is_like_those_of_iana(name) => place.copy_from_slice(name.as_bytes()),
            _ => return Err(TimeError::UnknownZone(TimeError::cut(name))),
        }
        let length = name.len();
        Ok(Self {
            name: Name::Other { bytes, length },
            // Never asked while rules are handed in for it, which whoever uses it has seen to.
            rules: Self::UTC.rules,
        })
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

    /// The engine's own rules.
    pub(super) const fn rules(self) -> &'static Rules {
        self.rules
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
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
        self.name().cmp(other.name())
    }
}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
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
        let name = Name::Known(name);
        Ok(Self { name, rules })
    }
}

impl FromStr for NamedZone {
    type Err = TimeError;

    fn from_str(name: &str) -> Result<Self, TimeError> {
        Zone::named(name).map(Self)
    }
}

impl<'de> Deserialize<'de> for NamedZone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "an IANA time zone name")
    }
}

/// Whether a name is an area and a place in it, as the tz database makes names: parts of at most 14
/// letters, digits, `_`, `+` and `-`, of which the first begins with a capital letter.
fn is_like_those_of_iana(name: &str) -> bool {
    let part = |part: &str| {
        (1..=14).contains(&part.len())
            && !part.starts_with('-')
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte))
    };
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && (2..=3).contains(&name.split('/').count())
        && name.split('/').all(part)
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "an IANA time zone name")
    }
}
