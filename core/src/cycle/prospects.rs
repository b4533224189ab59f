//! What a roster holds for everyone: who gets a conversation when, and who gets none and why.

use serde::Serialize;

use super::participants::Among;
use super::readiness::Readiness;
use super::roster::Roster;
use super::schedule::LockDate;
use super::state::Cycle;
use super::times::{CycleTimes, Launch};
use crate::org::{Listed, Unpaired};
use crate::{Directory, Error, Instant, Org, Pair, PersonId, Refusal, Rule, Side, Template};

/// What a roll-out would come to, person by person.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let prospects = context("2026-03-01T00:00:00Z").prospects(None, &directory())?;
/// let outlooks: Vec<_> = prospects.people.iter().map(|prospect| prospect.status).collect();
/// assert_eq!(outlooks, [LaunchStatus::Now, LaunchStatus::NoManager, LaunchStatus::NoManager]); // Ana, Ben, Ada.
/// assert!(prospects.faults.is_empty());
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[must_use]
pub struct Prospects {
    /// Everyone of the directory, in the order of their ids.
    pub people: Vec<Prospect>,
    /// What the participants name and the directory does not know: `department-unknown`,
    /// `group-unknown` or `person-unknown` each. It has nobody, and keeps nobody else out.
    pub faults: Vec<Refusal>,
    /// How a conversation would begin for somebody who joins now; none where nobody can join, because the
    /// end boundary would have come or the launch is not known.
    pub joiner: Option<JoinerStart>,
}

/// How a conversation that came into being next would begin.
///
/// It is one for whoever is there at the launch, if the directory was not shown since then, and otherwise
/// one for somebody who joins now.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// // Parts are submitted by 15 March, and the question 12 locks on 12 March.
/// let context = reviewed_context("2026-03-17T09:20:00Z");
/// let joiner = context.prospects(Some(&roster()), &directory())?.joiner.unwrap();
/// assert_eq!(joiner.at, at("2026-03-17T10:00:00Z"));
/// assert_eq!(joiner.closed[0].refused.code(), "submit-closed");
/// assert_eq!(joiner.passed_locks[0].on, LockOn::Question(id(12))); // It does not bind whoever joins.
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JoinerStart {
    /// When it would come into being: the launch, now, or the top of the coming hour (PAR-13).
    pub at: Instant,
    /// What would be closed from the beginning.
    pub closed: Vec<ClosedAtStart>,
    /// The lock dates that will have passed by then: they do not bind in it (CYC-8).
    pub passed_locks: Vec<LockDate>,
}

/// Something that is closed in a conversation from its beginning.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let context = reviewed_context("2026-03-17T09:20:00Z");
/// let joiner = context.prospects(Some(&roster()), &directory())?.joiner.unwrap();
/// let closed = &joiner.closed[0];
/// assert_eq!((closed.side, closed.refused.rule()), (Side::DirectReport, Rule::Rev1));
/// assert_eq!(closed.refused.since(), Some(at("2026-03-16T00:00:00Z")));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClosedAtStart {
    /// Whose.
    pub side: Side,
    /// What closed it, with the date of the deadline that passed and since when.
    pub refused: Refusal,
}

/// Whether and when a person gets a conversation of a cycle, and by which rule.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let prospects = context("2026-02-02T09:00:00Z").prospects(None, &directory())?;
/// let ana = prospects.people[0];
/// assert_eq!((ana.person, ana.rule), (id(1), Rule::Cyc2));
/// assert_eq!(ana.status, LaunchStatus::At(at("2026-03-01T00:00:00Z"))); // The launch.
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Prospect {
    /// The person.
    pub person: PersonId,
    /// Whether and when.
    pub status: LaunchStatus,
    /// The rule that decides.
    pub rule: Rule,
}

/// Whether and when somebody gets a conversation of a cycle.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let roster = roster(); // Ana has hers since the launch.
/// let prospects = context("2026-03-10T09:20:00Z").prospects(Some(&roster), &directory())?;
/// assert_eq!(prospects.people[0].status, LaunchStatus::HasOne);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LaunchStatus {
    /// Has one, whatever became of them since (PAR-12, PAR-13).
    HasOne,
    /// Gets one now (PAR-13).
    Now,
    /// Gets one at this instant. It is the launch, or the top of the hour after they were first seen;
    /// somebody who was not seen before is seen now (CYC-2, CYC-3, PAR-7).
    At(Instant),
    /// Gets one once the template is deployed and conversations are on (TPL-12, TPL-18).
    Waits,
    /// Is not among the participants (PAR-2, PAR-3, PAR-4).
    NotAmongParticipants,
    /// Has an inactive account (PAR-9).
    Inactive,
    /// Has no manager, or one whose account is inactive (PAR-5, PAR-6).
    NoManager,
    /// Would get one at the end boundary or after it, and so gets none (PAR-8, CYC-3).
    TooLate,
}

/// The facts that prospects follow from.
#[derive(Clone, Copy)]
pub(crate) struct RosterInputs<'a> {
    pub(crate) organisation: &'a Org,
    pub(crate) template: &'a Template,
    pub(crate) cycle: &'a Cycle,
    pub(crate) times: &'a CycleTimes,
    /// None until the directory was first shown.
    pub(crate) roster: Option<&'a Roster>,
    pub(crate) directory: &'a Directory,
    pub(crate) now: Instant,
}

/// Somebody's prospect, and what taking them in needs.
pub(super) struct Looked {
    pub(super) prospect: Prospect,
    /// Of those who are eligible and have no conversation: the pair with their manager.
    pub(super) pair: Option<Pair>,
    /// Since when they have been waiting.
    pub(super) since: Option<Instant>,
}

impl<'a> RosterInputs<'a> {
    /// Refuses to mix organisations and cycles.
    pub(super) fn check(&self) -> Result<(), Error> {
        self.organisation
            .same(self.directory.organisation(), "directory")?;
        match self.roster {
            Some(roster) => roster.belongs(self.organisation, self.cycle.id()),
            None => Ok(()),
        }
    }

    pub(super) fn among(&self) -> Among<'a> {
        Among::new(self.cycle.participants(self.now), self.directory)
    }

    /// Everyone of the directory, in the order of their ids.
    pub(super) fn look(&self) -> impl Iterator<Item = Looked> {
        let participants = self.cycle.participants(self.now);
        let among = self.among();
        let eligible = self.of_the_eligible();
        // Both stand in the order of ids: one walk along the two tells who has a conversation.
        let roster = self.roster;
        let mut with_one = roster
            .into_iter()
            .flat_map(|roster| &roster.launched)
            .peekable();
        self.directory.everyone().map(move |listed| {
            let person = listed.person;
            while with_one.next_if(|&&other| other < person).is_some() {}
            let (mut pair, mut since) = (None, None);
            let (status, rule) = match listed.pair {
                _ if with_one.peek() == Some(&&person) => (LaunchStatus::HasOne, Rule::Par12),
                _ if !among.has(&listed) => {
                    (LaunchStatus::NotAmongParticipants, participants.rule())
                }
                Err(Unpaired::Inactive) => (LaunchStatus::Inactive, Rule::Par9),
                Err(Unpaired::NoManager) => (LaunchStatus::NoManager, Rule::Par6),
                Ok(with_manager) => {
                    pair = Some(with_manager);
                    since = roster.and_then(|roster| roster.waiting.get(&person).copied());
                    eligible(since)
                }
            };
            Looked {
                prospect: Prospect {
                    person,
                    status,
                    rule,
                },
                pair,
                since,
            }
        })
    }

    /// What becomes of somebody eligible without a conversation, given since when they have waited.
    fn of_the_eligible(&self) -> impl Fn(Option<Instant>) -> (LaunchStatus, Rule) + use<'a> {
        let Self {
            organisation,
            template,
            times,
            now,
            ..
        } = *self;
        let readiness = Readiness::new(organisation, template, now);
        let calendar = organisation.calendar(now);
        let hour = move |since| readiness.first_from(calendar.top_of_hour(since));
        // The hour of those first seen now is the same for all of them.
        let (hour_from_now, first) = (hour(now), self.roster.is_none());
        let closed = if !organisation.conversations().as_of(now) {
            Some(Rule::Tpl18)
        } else if !template.launches(now) {
            Some(Rule::Tpl12)
        } else {
            None
        };
        move |since| match (times.launch, closed) {
            _ if now >= times.end => (LaunchStatus::TooLate, Rule::Par8),
            (Launch::Never, _) => (LaunchStatus::TooLate, Rule::Cyc3),
            (Launch::At { at, quiet: false }, _) if at > now => (LaunchStatus::At(at), Rule::Cyc2),
            (Launch::At { at, quiet: true }, _) if at > now => (LaunchStatus::At(at), Rule::Cyc3),
            (_, Some(rule)) => (LaunchStatus::Waits, rule),
            _ if first => (LaunchStatus::Now, Rule::Par13),
            _ => match since.map_or(hour_from_now, &hour) {
                Some(due) if since.is_some() && due <= now => (LaunchStatus::Now, Rule::Par13),
                Some(due) if due < times.end => (LaunchStatus::At(due), Rule::Par7),
                _ => (LaunchStatus::TooLate, Rule::Par8),
            },
        }
    }

    /// When a conversation would come into being next; none where none does, or not yet.
    pub(crate) fn next_start(&self) -> Option<Instant> {
        match self.of_the_eligible()(None).0 {
            LaunchStatus::Now => Some(self.now),
            LaunchStatus::At(at) => Some(at),
            LaunchStatus::HasOne
            | LaunchStatus::Waits
            | LaunchStatus::NotAmongParticipants
            | LaunchStatus::Inactive
            | LaunchStatus::NoManager
            | LaunchStatus::TooLate => None,
        }
    }

    /// Whether somebody is eligible and has a manager.
    pub(super) fn is_eligible(&self, among: &Among<'_>, person: PersonId) -> bool {
        let stands = |listed: &Listed<'_>| listed.pair.is_ok() && among.has(listed);
        self.directory.listed(person).as_ref().is_some_and(stands)
    }

    /// What the participants name and the directory does not know.
    pub(super) fn unknown(&self) -> Vec<Refusal> {
        self.cycle.participants(self.now).unknown(self.directory)
    }
}

/// What a roll-out would come to, without rolling out.
pub(crate) fn prospects(facts: RosterInputs<'_>) -> Result<Prospects, Error> {
    facts.check()?;
    Ok(Prospects {
        people: facts.look().map(|looked| looked.prospect).collect(),
        faults: facts.unknown(),
        // Only a conversation tells, which is above.
        joiner: None,
    })
}
