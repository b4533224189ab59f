//! The roster: who is in a cycle, since when (PAR-13).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::participants::{Among, Participants};
use crate::log::{self, Aggregate, Event, Head, holds};
use crate::{CycleId, Directory, Error, Instant, Org, PersonId};

/// Who of the directory was seen when, and who has a conversation.
///
/// There is none until the directory is first shown at or after the launch of the cycle.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let event = context("2026-03-01T00:00:00Z").roll_out(None, &directory())?.roster.unwrap().events.remove(0);
/// let roster = Roster::replay(&[event])?;
/// assert!(roster.has(ana().person()) && !roster.has(ben().person()));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "StoredRoster")]
pub struct Roster {
    pub(super) head: Head<CycleId>,
    /// Seen as eligible and with a manager, without a break, and without a conversation yet.
    pub(super) waiting: BTreeMap<PersonId, Instant>,
    /// With a conversation of this cycle, whatever became of them since.
    pub(super) launched: BTreeSet<PersonId>,
}

/// A stored roster: read through the checks that its events pass (XCT-5).
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct StoredRoster {
    head: Head<CycleId>,
    /// Seen as eligible and with a manager, without a break, and without a conversation yet.
    waiting: BTreeMap<PersonId, Instant>,
    /// With a conversation of this cycle, whatever became of them since.
    launched: BTreeSet<PersonId>,
}

impl TryFrom<StoredRoster> for Roster {
    type Error = &'static str;

    fn try_from(stored: StoredRoster) -> Result<Self, &'static str> {
        let StoredRoster {
            head,
            waiting,
            launched,
        } = stored;
        head.holds()?;
        holds(
            !waiting.keys().any(|person| launched.contains(person)),
            "somebody waits for a conversation and has one",
        )?;
        holds(
            waiting.values().all(|&since| since <= head.at()),
            "somebody was first seen after the last event",
        )?;
        // Each roll-out sees people at one instant.
        let seen: BTreeSet<_> = waiting.values().collect();
        holds(
            seen.len() as u64 <= head.revision,
            "the revision is lower than the number of events that led here",
        )?;
        Ok(Self {
            head,
            waiting,
            launched,
        })
    }
}

/// An event of a roster.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let event: RosterEvent = context("2026-03-01T00:00:00Z").roll_out(None, &directory())?.roster.unwrap().events.remove(0);
/// assert_eq!((event.of(), event.by()), (cycle().id(), None));
/// # Ok(()) }
/// ```
pub type RosterEvent = Event<CycleId, RosterChange>;

/// What rolling the cycle out changed.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let event = context("2026-03-01T00:00:00Z").roll_out(None, &directory())?.roster.unwrap().events.remove(0);
/// let RosterChange::RolledOut { launched, .. } = event.change() else { panic!() };
/// assert_eq!(launched[..], [ana().person()]);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum RosterChange {
    /// The cycle was rolled out to the people of the directory.
    RolledOut {
        /// Seen for the first time as eligible and with a manager.
        seen: Vec<PersonId>,
        /// Waiting before, and no longer eligible or without a manager.
        lost: Vec<PersonId>,
        /// Got a conversation.
        launched: Vec<PersonId>,
    },
}

log::aggregate!(Roster, "roster", cycle of "cycle": CycleId, RosterEvent);

impl Roster {
    /// Refuses the roster of another cycle or organisation (XCT-9).
    pub(super) fn belongs(&self, organisation: &Org, cycle: CycleId) -> Result<(), Error> {
        organisation.same(self.organisation(), "roster")?;
        if self.cycle() != cycle {
            return Err(Error::Mismatch {
                what: "roster",
                of: "cycle",
            });
        }
        Ok(())
    }

    /// Whether a person has a conversation of this cycle.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert!(roster().has(ana().person()));
    /// assert!(!roster().has(ada().person()));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn has(&self, person: PersonId) -> bool {
        self.launched.contains(&person)
    }

    /// Everyone who has a conversation of this cycle and would not be among other participants: whom
    /// [`CycleCommand::SetParticipants`](crate::CycleCommand::SetParticipants) has to acknowledge (PAR-10).
    ///
    /// A refusal lists a hundred of them at most, this all. Who is in departments and groups only a directory
    /// tells: whoever it does not know is in none. Everyone and lists leave people out without one.
    ///
    /// # Errors
    /// [`Error::Missing`] if departments or groups come without a directory,
    /// [`Error::OrganisationMismatch`] if it is of another organisation (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let left_out = roster().left_out(&Participants::List([ben().person()].into()), None)?;
    /// assert_eq!(left_out, [ana().person()].into());
    ///
    /// let sales = Participants::Departments([id(40)].into()); // Ana is in no department.
    /// assert_eq!(roster().left_out(&sales, Some(&directory()))?, [ana().person()].into());
    /// assert!(matches!(roster().left_out(&sales, None), Err(Error::Missing { .. })));
    /// # Ok(()) }
    /// ```
    pub fn left_out(
        &self,
        participants: &Participants,
        directory: Option<&Directory>,
    ) -> Result<BTreeSet<PersonId>, Error> {
        if let Some(directory) = directory
            && directory.organisation() != self.organisation()
        {
            return Err(Error::OrganisationMismatch {
                what: "directory",
                expected: self.organisation(),
                found: directory.organisation(),
            });
        }
        match participants {
            Participants::Everyone => Ok(BTreeSet::new()),
            Participants::List(named) => Ok(&self.launched - named),
            Participants::Departments(_) | Participants::Groups(_) => {
                let directory = directory.ok_or(Error::Missing {
                    what: "directory",
                    of: "change of participants",
                })?;
                let among = Among::new(participants, directory);
                let stays = |&person: &PersonId| {
                    let listed = directory.listed(person);
                    listed.is_some_and(|listed| among.has(&listed))
                };
                let with_one = self.launched.iter().copied();
                Ok(with_one.filter(|person| !stays(person)).collect())
            }
        }
    }

    /// Who is waiting for the top of an hour, and since when they were seen.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// // The cycle was shown the directory before Ana had joined, and again when she had.
    /// let nobody = DirectoryData::new(org().id(), Vec::new());
    /// let first = context("2026-03-01T00:00:00Z").roll_out(None, &Directory::load(nobody)?)?.roster.unwrap().events.remove(0);
    /// let roster = Roster::replay(&[first.clone()])?;
    /// let second = context("2026-03-10T09:20:00Z").roll_out(Some(&roster), &directory())?.roster.unwrap().events.remove(0);
    /// let roster = Roster::replay(&[first, second])?;
    /// assert_eq!(roster.waiting().collect::<Vec<_>>(), [(ana().person(), at("2026-03-10T09:20:00Z"))]);
    /// # Ok(()) }
    /// ```
    pub fn waiting(&self) -> impl Iterator<Item = (PersonId, Instant)> + '_ {
        self.waiting.iter().map(|(&person, &since)| (person, since))
    }
}

impl Aggregate for Roster {
    type Id = CycleId;
    type Change = RosterChange;

    fn head(&self) -> &Head<CycleId> {
        &self.head
    }

    fn head_mut(&mut self) -> &mut Head<CycleId> {
        &mut self.head
    }

    fn begin(head: Head<CycleId>, event: &RosterEvent) -> Result<Self, &'static str> {
        let mut roster = Self {
            head,
            waiting: BTreeMap::new(),
            launched: BTreeSet::new(),
        };
        roster.fits(event)?;
        roster.apply(event.clone());
        Ok(roster)
    }

    fn fits(&self, event: &RosterEvent) -> Result<(), &'static str> {
        let RosterChange::RolledOut {
            seen,
            lost,
            launched,
        } = &event.change;
        let named = seen.iter().chain(lost).chain(launched);
        let people: BTreeSet<_> = named.clone().collect();
        if people.len() < named.count() {
            Err("one roll-out names somebody twice")
        } else if seen
            .iter()
            .any(|person| self.has(*person) || self.waiting.contains_key(person))
        {
            Err("somebody is seen for the first time twice")
        } else if lost.iter().any(|person| !self.waiting.contains_key(person)) {
            Err("somebody who was not waiting is lost")
        } else if launched.iter().any(|person| self.has(*person)) {
            Err("somebody gets a second conversation")
        } else if event.revision > 1
            && launched
                .iter()
                .any(|person| !self.waiting.contains_key(person))
        {
            Err("somebody who was not waiting gets a conversation")
        } else {
            Ok(())
        }
    }

    fn apply(&mut self, event: RosterEvent) {
        let at = event.moment();
        let RosterChange::RolledOut {
            seen,
            lost,
            launched,
        } = event.change;
        self.waiting
            .extend(seen.into_iter().map(|person| (person, at)));
        for person in lost.iter().chain(&launched) {
            self.waiting.remove(person);
        }
        match self.launched.is_empty() {
            // A whole company at once.
            true => self.launched = launched.into_iter().collect(),
            false => self.launched.extend(launched),
        }
    }
}
