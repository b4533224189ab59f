//! Dates and instants, beside chrono-tz alone.

use std::hint::black_box;

use chrono::{NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use criterion::Criterion;
use visavis::calendar::{Calendar, Zone};
use visavis::{Date, Dated};
use visavis_benches::at;

use crate::compare::{Comparison, PAIRS};

const DAYS: usize = 365;

pub(crate) fn benches(criterion: &mut Criterion) {
    let name = "America/Sao_Paulo";
    let zones = Dated::new(name.parse::<Zone>().expect("a zone"));
    let mut moved = Dated::new("Europe/Lisbon".parse::<Zone>().expect("a zone"));
    moved.change(at("2026-02-01T12:00:00Z"), *zones.first());
    let now = at("2026-03-01T00:00:00Z");
    let (calendar, moved) = (Calendar::new(&zones, now), Calendar::new(&moved, now));
    let days: Vec<NaiveDate> = NaiveDate::from_ymd_opt(2026, 3, 1)
        .expect("a date")
        .iter_days()
        .take(DAYS)
        .collect();
    let dates: Vec<Date> = days
        .iter()
        .map(|&day| day.try_into().expect("a date"))
        .collect();

    let mut dates = dates.into_iter().cycle();
    let mut deadline = || calendar.deadline(black_box(dates.next().expect("a date")));
    let zone: Tz = name.parse().expect("a zone");
    let mut days = days.into_iter().cycle();
    // As short as it can be written: wrong where clocks skip midnight, and where the zone changed.
    let mut alone = || {
        let day = black_box(days.next().expect("a date"));
        let next = day.succ_opt().expect("a day").and_time(NaiveTime::MIN);
        let midnight = zone.from_local_datetime(&next).earliest();
        midnight.expect("a midnight").timestamp_micros()
    };
    for _ in 0..DAYS {
        assert_eq!(deadline().micros(), alone());
    }

    let mut group = criterion.benchmark_group("time");
    group.bench_function("deadline", |b| b.iter(&mut deadline));
    group.bench_function("deadline, chrono-tz alone", |b| b.iter(&mut alone));
    let date: Date = "2026-03-27".parse().expect("a date");
    group.bench_function("deadline after a change of zone", |b| {
        b.iter(|| moved.deadline(black_box(date)));
    });
    group.bench_function("top of the hour", |b| {
        b.iter(|| calendar.top_of_hour(black_box(now)))
    });
    group.finish();

    let comparison = Comparison {
        name: "time/deadline against chrono-tz alone",
        calls: DAYS,
        pairs: PAIRS,
        limit: None,
    };
    comparison.run(deadline, alone);
}
