//! A company of 100,000 people: its directory, and rolling a cycle out to it.

use std::hint::black_box;

use criterion::{BatchSize, Criterion};
use visavis::Directory;
use visavis_benches::{Review, at, csv, departments, directory, list, people, person};

const PEOPLE: usize = 100_000;

pub(crate) fn benches(criterion: &mut Criterion) {
    let (review, facts, directory) = (Review::default(), people(PEOPLE), directory(PEOPLE));
    let context = review.context(at("2026-03-02T12:00:00Z"));

    let mut group = criterion.benchmark_group("people");
    group.bench_function("actor", |b| {
        let person = person(PEOPLE / 2);
        b.iter(|| directory.actor(black_box(person)));
    });
    group.bench_function("relation to a pair", |b| {
        let (person, report) = (person((PEOPLE / 2 - 1) / 8), person(PEOPLE / 2));
        let pair = directory.pair(person, report).expect("a pair");
        b.iter(|| directory.relation(black_box(person), black_box(&pair)));
    });
    group.bench_function("pair of two", |b| {
        let (one, other) = (person(PEOPLE / 2), person((PEOPLE / 2 - 1) / 8));
        b.iter(|| directory.pair(black_box(one), black_box(other)));
    });

    group.sample_size(20);
    group.bench_function("directory of 100,000", |b| {
        b.iter_batched(
            || facts.clone(),
            |facts| Directory::load(facts).expect("people without faults"),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("roll-out to 100,000", |b| {
        b.iter_with_large_drop(|| context.roll_out(None, &directory).expect("a roll-out"));
    });
    for (name, participants) in [
        ("roll-out to half of them, by list", list(PEOPLE)),
        ("roll-out to 99,980, by departments", departments(PEOPLE)),
    ] {
        let review = Review::of(participants);
        let context = review.context(at("2026-03-02T12:00:00Z"));
        group.bench_function(name, |b| {
            b.iter_with_large_drop(|| context.roll_out(None, &directory));
        });
    }
    group.bench_function("prospects of 100,000", |b| {
        b.iter_with_large_drop(|| context.prospects(None, &directory));
    });
    let (many, csv) = (visavis_benches::directory(2 * PEOPLE), csv(2 * PEOPLE));
    group.bench_function("list of 200,000 rows", |b| {
        b.iter_with_large_drop(|| many.read_list(csv.as_bytes()).expect("a list"));
    });
    let first = context.roll_out(None, &directory).expect("a roll-out");
    let roster = first.roster.expect("launched").state;
    group.bench_function("second roll-out to the same 100,000", |b| {
        b.iter_with_large_drop(|| context.roll_out(Some(&roster), &directory));
    });
    group.finish();
}
