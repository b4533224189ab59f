//! A review in progress at a company of 100,000 people: what a host asks of all its conversations.

use std::collections::HashMap;
use std::hint::black_box;

use chrono::{NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use criterion::{Criterion, Throughput};
use csv::ByteRecord;
use visavis::Instant;
use visavis::id::PersonId;
use visavis::template::Level;
use visavis_benches::{Running, csv, directory, email, person};

use crate::compare::Comparison;

const PEOPLE: usize = 100_000;

pub(crate) fn benches(criterion: &mut Criterion) {
    let running = Running::new(PEOPLE, Level::CanView);
    let context = running.context();
    let cases = || {
        let conversations = running.conversations.iter();
        conversations.map(|conversation| context.case(conversation).expect("its own facts"))
    };

    let mut group = criterion.benchmark_group("running");
    group.sample_size(20);
    group.throughput(Throughput::Elements(running.conversations.len() as u64));
    group.bench_function("preview of a moved end date", |b| {
        b.iter_with_large_drop(|| running.preview_of_end());
    });
    group.bench_function("preview of a raised access level", |b| {
        b.iter_with_large_drop(|| running.preview_of_level());
    });
    group.bench_function("index rows of all", |b| {
        let rows = || cases().map(|case| case.index_row()).collect::<Vec<_>>();
        b.iter_with_large_drop(rows);
    });
    let next = || cases().map(|case| case.next_boundary()).min();
    group.bench_function("next boundaries of all", |b| b.iter(next));
    let unseen = Running::new(PEOPLE, Level::NoAccess);
    group.bench_function("preview of a moved end date, asked without access", |b| {
        b.iter_with_large_drop(|| unseen.preview_of_end());
    });
    group.finish();

    boundaries(&running, next);
    list();
}

/// The next boundaries, beside what a host would work out from the dates of each row.
fn boundaries(running: &Running, next: impl Fn() -> Option<Option<Instant>>) {
    let zone: Tz = "America/Sao_Paulo".parse().expect("a zone");
    let date = |day| NaiveDate::from_ymd_opt(2026, 3, 1).expect("a date") + chrono::Days::new(day);
    let dates = vec![(date(26), date(33)); running.conversations.len()];
    let midnight = |day: NaiveDate| {
        let next = day.succ_opt().expect("a day").and_time(NaiveTime::MIN);
        let midnight = zone.from_local_datetime(&next).earliest();
        midnight.expect("a midnight").timestamp_micros()
    };
    let now = Running::now().micros();
    let alone = || {
        let next = black_box(&dates).iter().map(|&(end, close)| {
            let boundaries = [end, close].into_iter().map(midnight);
            boundaries.filter(|&at| at > now).min()
        });
        next.min()
    };
    assert_eq!(next().flatten().map(Instant::micros), alone().flatten());
    let comparison = Comparison {
        name: "running/next boundaries of 100,000 against chrono-tz alone",
        calls: 1,
        pairs: 51,
        limit: None,
    };
    comparison.run(next, alone);
}

/// A list of 200,000 rows, beside the csv crate and a map of addresses.
fn list() {
    const ROWS: usize = 2 * PEOPLE;
    let (directory, csv) = (directory(ROWS), csv(ROWS));
    let people: HashMap<String, PersonId> = (0..ROWS)
        .map(|number| (email(number), person(number)))
        .collect();
    // It takes the same file, and checks neither columns nor repeats, nor says where a fault is.
    let alone = || {
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let (mut record, mut named) = (ByteRecord::new(), Vec::new());
        while reader.read_byte_record(&mut record).expect("a row") {
            let field = std::str::from_utf8(record.get(0).expect("a field")).expect("UTF-8");
            let address = field.trim().to_lowercase();
            named.push(*people.get(&address).expect("a person"));
        }
        named
    };
    let engine = || directory.read_list(csv.as_bytes()).expect("a list");
    assert_eq!(engine().people, alone().into_iter().collect());
    let comparison = Comparison {
        name: "running/list of 200,000 rows against csv alone",
        calls: 1,
        pairs: 21,
        limit: None,
    };
    comparison.run(engine, alone);
}
