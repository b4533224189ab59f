//! Rolling a cycle out: which conversations come into being for the people of a directory (PAR).

use super::prospects::{LaunchStatus, Prospects, RosterInputs, prospects};
use super::roster::{Roster, RosterChange};
use super::times::Launch;
use crate::log::{self, Event, Outcome};
use crate::template::switched_on;
use crate::{ConversationId, CycleId, Error, Instant, Pair, PersonId, id};

#[cfg(test)]
mod tests;

/// A conversation that is to come into being now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Launchable {
    /// Its id: the same however often the cycle is rolled out (PAR-12).
    pub(crate) conversation: ConversationId,
    /// Who it is between (PAR-5).
    pub(crate) pair: Pair,
    /// Whether its participants are to be told (CYC-3).
    pub(crate) notified: bool,
}

/// What a roll-out comes to.
pub(crate) struct RollOutPlan {
    /// The roster after it, with its event where something changed; none where there is none yet.
    pub(crate) roster: Option<Outcome<Roster, CycleId, RosterChange>>,
    /// The conversations to launch, in the order of the direct reports' ids.
    pub(crate) launchable: Vec<Launchable>,
    /// Everyone's prospects as they were found.
    pub(crate) prospects: Prospects,
    /// The launch where it is ahead, otherwise when the next of those who wait is due.
    pub(crate) next: Option<Instant>,
}

/// Shows the directory to the roster of a cycle.
///
/// Whoever the first directory shown at or after the launch finds gets a conversation at once;
/// later ones at the top of the hour after they were first seen (PAR-13). While the cycle takes nobody in,
/// nothing is recorded: what is shown before the launch is not the first directory.
pub(crate) fn roll_out(facts: RosterInputs<'_>) -> Result<RollOutPlan, Error> {
    facts.check()?;
    let RosterInputs {
        organisation,
        template,
        cycle,
        times,
        roster,
        now,
        ..
    } = facts;
    switched_on(organisation, now)?;
    let quiet = match times.launch {
        Launch::At { at, quiet } if at <= now && now < times.end && template.launches(now) => quiet,
        Launch::At { .. } | Launch::Waits | Launch::Never => return facts.nobody(),
    };
    let notifies = template.settings(now).notifies_of_start();

    let (mut seen, mut launched, mut launchable) = (Vec::new(), Vec::new(), Vec::new());
    let mut people = Vec::with_capacity(facts.directory.len());
    let mut next: Option<Instant> = None;
    let mut kept = 0;
    for looked in facts.look() {
        people.push(looked.prospect);
        let Some(pair) = looked.pair else { continue };
        let person = pair.direct_report();
        kept += usize::from(looked.since.is_some());
        if looked.prospect.status == LaunchStatus::Now {
            launched.push(person);
            launchable.push(Launchable {
                conversation: id::rolled_out(cycle.id(), person),
                pair,
                notified: notifies && !(quiet && roster.is_none()),
            });
            continue;
        }
        if looked.since.is_none() {
            seen.push(person);
        }
        if let LaunchStatus::At(due) = looked.prospect.status {
            next = Some(next.map_or(due, |next| next.min(due)));
        }
    }
    let lost = match roster {
        // Everyone who waited was met again: nobody can be lost.
        Some(roster) if roster.waiting.len() != kept => lost(&facts, roster),
        _ => Vec::new(),
    };
    let changed = !(seen.is_empty() && lost.is_empty() && launched.is_empty());
    let change = RosterChange::RolledOut {
        seen,
        lost,
        launched,
    };
    let roster = match roster {
        None => log::created(Event::first(
            organisation.id(),
            cycle.id(),
            now,
            None,
            change,
        ))?,
        Some(roster) => {
            let event = changed.then(|| roster.head.next_by_host(now, change));
            log::outcome(roster, event.into_iter().collect(), None)?
        }
    };
    Ok(RollOutPlan {
        roster: Some(roster),
        launchable,
        prospects: Prospects {
            people,
            faults: facts.unknown(),
            joiner: None,
        },
        next,
    })
}

impl RosterInputs<'_> {
    /// The roll-out of a cycle that takes nobody in now: not launched yet, over or without its template.
    fn nobody(&self) -> Result<RollOutPlan, Error> {
        let unchanged = |roster| log::outcome(roster, Vec::new(), None);
        Ok(RollOutPlan {
            roster: self.roster.map(unchanged).transpose()?,
            launchable: Vec::new(),
            prospects: prospects(*self)?,
            next: match self.times.launch {
                Launch::At { at, .. } if at > self.now => Some(at),
                Launch::At { .. } | Launch::Waits | Launch::Never => None,
            },
        })
    }
}

/// Who was waiting and is not eligible any more, or has no manager.
fn lost(facts: &RosterInputs<'_>, roster: &Roster) -> Vec<PersonId> {
    let among = facts.among();
    let waiting = roster.waiting.keys().copied();
    waiting
        .filter(|&person| !facts.is_eligible(&among, person))
        .collect()
}
