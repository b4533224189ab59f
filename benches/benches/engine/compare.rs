//! Two ways of doing one thing, timed in turn.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// What the engine does beside what a host would use in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Comparison {
    /// What is done, as a bench is named.
    pub(crate) name: &'static str,
    /// How often it is done for one reading of the clock.
    pub(crate) calls: usize,
    /// How many pairs of samples are taken.
    pub(crate) pairs: usize,
    /// The highest ratio that is good enough, where there is one.
    pub(crate) limit: Option<f64>,
}

/// Pairs of samples of what is short. The two stand side by side in time, so that a slow moment of
/// the machine slows both.
pub(crate) const PAIRS: usize = 501;

impl Comparison {
    /// Times both in turn, prints their medians and the median of the ratios pair by pair, and
    /// says whether it is within the limit. Dropping what they return is not timed.
    pub(crate) fn run<A, B>(
        self,
        mut engine: impl FnMut() -> A,
        mut other: impl FnMut() -> B,
    ) -> bool {
        let pairs = if smoke_test() { 1 } else { self.pairs };
        let mut samples = Vec::with_capacity(pairs);
        for _ in 0..pairs {
            samples.push((self.time(&mut engine), self.time(&mut other)));
        }
        if smoke_test() {
            return true;
        }
        let nanoseconds = |time: Duration| time.as_secs_f64() * 1e9 / self.calls as f64;
        let ratio = median(
            samples
                .iter()
                .map(|(ours, theirs)| ours.as_secs_f64() / theirs.as_secs_f64()),
        );
        let ours = median(samples.iter().map(|&(ours, _)| nanoseconds(ours)));
        let theirs = median(samples.iter().map(|&(_, theirs)| nanoseconds(theirs)));
        let good = self.limit.is_none_or(|limit| ratio <= limit);
        let judged = match self.limit {
            None => String::new(),
            Some(limit) if good => format!(", at most {limit} wanted"),
            Some(limit) => format!(", ABOVE THE {limit} WANTED"),
        };
        println!(
            "{}: {ours:.0} ns against {theirs:.0} ns, ratio {ratio:.2}{judged}",
            self.name
        );
        good
    }

    fn time<R>(self, call: &mut impl FnMut() -> R) -> Duration {
        let mut kept = Vec::with_capacity(self.calls);
        let start = Instant::now();
        for _ in 0..self.calls {
            kept.push(black_box(call()));
        }
        start.elapsed()
    }
}

/// Whether everything is only to be run once (`-- --test`).
fn smoke_test() -> bool {
    std::env::args().any(|argument| argument == "--test")
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
