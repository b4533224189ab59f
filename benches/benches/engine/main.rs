//! What the engine costs: `cargo bench -p visavis-benches`, or with `-- --test` to run all once.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a benchmark that cannot run should say so and stop"
)]

mod compare;
mod conversation;
mod json;
mod people;
mod running;
mod time;

use std::process::ExitCode;
use std::time::Duration;

use criterion::Criterion;

fn main() -> ExitCode {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    people::benches(&mut criterion);
    running::benches(&mut criterion);
    conversation::benches(&mut criterion);
    let good = json::benches(&mut criterion);
    time::benches(&mut criterion);
    criterion.final_summary();
    match good {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}
