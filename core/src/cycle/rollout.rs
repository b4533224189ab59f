//! Rolling a cycle out: what a showing of the directory brings into being (PAR).

use super::readiness::Readiness;
use super::roster::{Roster, RosterChange};
use super::state::Cycle;
use super::times::{CycleTimes, Launch};
use crate::log::{self, Event, Outcome};
use crate::template::switched_on;
use crate::{
    ConversationId, CycleId, Directory, Error, Instant, Org, Pair, Reason, Refusal, Template, id,
};

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

/// What a showing of the directory comes to.
pub(crate) struct Showing {
    /// The roster after it, with its event; none where nothing changed.
    pub(crate) roster: Outcome<Roster, CycleId, RosterChange>,
    /// The conversations to launch, in the order of the direct reports' ids.
    pub(crate) launchable: Vec<Launchable>,
    /// When the next of those who wait is due.
    pub(crate) next: Option<Instant>,
}

/// Shows the directory to the roster of a cycle.
///
/// Whoever the first directory shown at or after the launch finds gets a conversation at once;
/// later ones at the top of the hour after they were first seen (PAR-13).
pub(crate) fn show(
    (organisation, template, cycle): (&Org, &Template, &Cycle),
    times: &CycleTimes,
    roster: Option<&Roster>,
    directory: &Directory,
    now: Instant,
) -> Result<Showing, Error> {
    organisation.same(directory.organisation(), "directory")?;
    if let Some(roster) = roster {
        organisation.same(roster.organisation(), "roster")?;
        if roster.cycle() != cycle.id() {
            return Err(Error::Unbound {
                what: "roster",
                of: "cycle",
            });
        }
    }
    switched_on(organisation, now)?;
    let quiet = open_to_all(template, times, now)?;
    let readiness = Readiness::new(organisation, template, now);
    let calendar = organisation.calendar(now);
    let notifies = template.settings(now).notifies_of_start();
    // The hour of those first seen now is the same for all of them.
    let due = |since| readiness.first_from(calendar.top_of_hour(since));
    let due_if_seen_now = due(now);

    let (mut seen, mut taken_in, mut launchable) = (Vec::new(), Vec::new(), Vec::new());
    let mut next: Option<Instant> = None;
    let mut kept = 0;
    // Both stand in the order of ids: one walk along the two tells who has a conversation.
    let mut with_one = roster.iter().flat_map(|roster| &roster.taken_in).peekable();
    for pair in directory.all_pairs() {
        let person = pair.direct_report;
        while with_one.next_if(|&&other| other < person).is_some() {}
        if with_one.peek() == Some(&&person) {
            continue;
        }
        let since = roster.and_then(|roster| roster.waiting.get(&person).copied());
        kept += usize::from(since.is_some());
        let due = since.map_or(due_if_seen_now, due);
        if roster.is_none() || due.is_some_and(|due| since.is_some() && due <= now) {
            taken_in.push(person);
            launchable.push(Launchable {
                conversation: id::rolled_out(cycle.id(), person),
                pair,
                notified: notifies && !(quiet && roster.is_none()),
            });
            continue;
        }
        if since.is_none() {
            seen.push(person);
        }
        next = [next, due.filter(|&due| due < times.end)]
            .into_iter()
            .flatten()
            .min();
    }
    let lost = match roster {
        // Everyone who waited was met again: nobody can be lost.
        Some(roster) if roster.waiting.len() != kept => lost(roster, directory),
        _ => Vec::new(),
    };
    let changed = !(seen.is_empty() && lost.is_empty() && taken_in.is_empty());
    let change = RosterChange::Shown {
        seen,
        lost,
        taken_in,
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
    Ok(Showing {
        roster,
        launchable,
        next,
    })
}

/// Whether a cycle takes people in now, and whether its launch was a quiet one; otherwise why not.
fn open_to_all(template: &Template, times: &CycleTimes, now: Instant) -> Result<bool, Refusal> {
    if now >= times.end {
        return Err(Refusal::from(Reason::TooLate {
            end: times.end_date,
        })
        .holds_since(times.end));
    }
    if !template.deployed().as_of(now) {
        return Err(Reason::NotDeployed.into());
    }
    match times.launch {
        Launch::At { at, quiet } if at <= now => Ok(quiet),
        Launch::At { at, .. } => Err(Refusal::from(Reason::NotLaunched).holds_until(at)),
        Launch::Waits => Err(Reason::NotLaunched.into()),
        Launch::Never => Err(Reason::NeverLaunches.into()),
    }
}

/// Who was waiting and is not eligible any more, or has no manager.
fn lost(roster: &Roster, directory: &Directory) -> Vec<crate::PersonId> {
    roster
        .waiting
        .keys()
        .filter(|&&person| directory.own_pair(person).is_none())
        .copied()
        .collect()
}
