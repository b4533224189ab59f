//! When conversations can come into being: while the template is deployed and conversations are on.

use crate::{Calendar, Instant, Org, Template};

/// The stretches of time in which a template is deployed and conversations are on.
pub(super) struct Readiness<'a> {
    calendar: Calendar<'a>,
    /// From when to when, in order; an end of none is still open.
    stretches: Vec<(Instant, Option<Instant>)>,
}

impl<'a> Readiness<'a> {
    /// What is known of it at `now`.
    pub(super) fn new(organisation: &'a Org, template: &Template, now: Instant) -> Self {
        let (on, deployed) = (organisation.conversations(), template.deployed());
        let mut instants: Vec<_> = core::iter::once(Instant::MIN)
            .chain(on.changes().map(|(at, _)| at))
            .chain(deployed.changes().map(|(at, _)| at))
            .filter(|&at| at <= now)
            .collect();
        instants.sort_unstable();
        let mut stretches: Vec<(Instant, Option<Instant>)> = Vec::new();
        for at in instants {
            let ready = *on.as_of(at) && *deployed.as_of(at);
            match stretches.last_mut() {
                Some((_, end @ None)) if !ready => *end = Some(at),
                Some((_, None)) => {}
                _ if ready => stretches.push((at, None)),
                _ => {}
            }
        }
        Self {
            calendar: organisation.calendar(now),
            stretches,
        }
    }

    /// The first instant, at `wanted` or after it, at which something can come into being: at
    /// `wanted` itself where all was ready before it, and else at the top of the hour after all
    /// was (CYC-3, TPL-18).
    pub(super) fn first_from(&self, wanted: Instant) -> Option<Instant> {
        self.stretches.iter().find_map(|&(from, to)| {
            let at = if from < wanted {
                wanted
            } else {
                self.calendar.top_of_hour(from)
            };
            to.is_none_or(|to| at < to).then_some(at)
        })
    }
}
