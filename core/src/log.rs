//! Events and what all aggregates share: revisions, stamps, command ids, replay.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::{CommandId, Digest, Error, Instant, LogFault, OrgId, PersonId, Reason, Refusal};

/// Something that happened to an aggregate. The host appends it, and state follows from it alone
/// (XCT-5).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let done = case("2026-03-10T09:00:00Z").execute(&ana(), save(11, "We shipped."))?;
/// let event = &done.events[0];
/// assert_eq!((event.of(), event.revision()), (conversation().id(), 2));
/// assert_eq!((event.at(), event.by()), (at("2026-03-10T09:00:00Z"), Some(ana().person())));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Event<Id, Change> {
    pub(crate) organisation: OrgId,
    pub(crate) of: Id,
    pub(crate) revision: u64,
    pub(crate) at: Instant,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) requested_at: Option<Instant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) command: Option<CommandMark>,
    pub(crate) change: Change,
}

impl<Id: Copy, Change> Event<Id, Change> {
    /// The organisation.
    #[must_use]
    pub const fn organisation(&self) -> OrgId {
        self.organisation
    }

    /// The aggregate that it happened to.
    #[must_use]
    pub const fn of(&self) -> Id {
        self.of
    }

    /// The revision that the aggregate has from then on; the first is 1 (XCT-4). It is for the host
    /// alone.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// When it happened, never before the event that it follows (TIM-7).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// // Ben's clock is an hour behind Ana's: his event is stamped no earlier than hers.
    /// let done = case_of(shared(), "2026-03-11T08:00:00Z").execute(&ben(), save(21, "The launch."))?;
    /// assert_eq!(done.events[0].at(), at("2026-03-11T09:00:00Z"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn at(&self) -> Instant {
        self.at
    }

    /// Who did it; nobody if it came with time or by a roll-out.
    #[must_use]
    pub const fn by(&self) -> Option<PersonId> {
        self.by
    }

    /// The id of the command that led to it, where the command carried one (XCT-8).
    #[must_use]
    pub fn command(&self) -> Option<CommandId> {
        self.command.map(|mark| mark.id)
    }

    /// What happened.
    #[must_use]
    pub const fn change(&self) -> &Change {
        &self.change
    }

    /// The first event of an aggregate.
    pub(crate) const fn first(
        organisation: OrgId,
        of: Id,
        now: Instant,
        by: Option<PersonId>,
        change: Change,
    ) -> Self {
        Self {
            organisation,
            of,
            revision: 1,
            at: now,
            requested_at: None,
            by,
            command: None,
            change,
        }
    }

    /// The moment that people are shown: the command's own `now`. The stamp can be later, where
    /// the clock of an earlier writer was ahead, and would then tell of what that writer did
    /// (VIS-16).
    pub(crate) fn moment(&self) -> Instant {
        self.requested_at.unwrap_or(self.at)
    }
}

/// The id and fingerprint of the command that led to an event (XCT-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct CommandMark {
    id: CommandId,
    digest: Digest,
}

/// A command with the id under which it can safely be sent twice (XCT-8).
///
/// ```
/// use visavis::{Command, Request};
///
/// let request = Request::from(Command::Share);
/// assert_eq!(request, Request { id: None, command: Command::Share });
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Request<Command> {
    /// The id, where the caller wants a repetition to do nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<CommandId>,
    /// What is asked for.
    pub command: Command,
}

impl<Command> From<Command> for Request<Command> {
    fn from(command: Command) -> Self {
        Self { id: None, command }
    }
}

impl<'r, Command: Clone> From<Request<Command>> for Cow<'r, Request<Command>> {
    fn from(request: Request<Command>) -> Self {
        Self::Owned(request)
    }
}

impl<'r, Command: Clone> From<&'r Request<Command>> for Cow<'r, Request<Command>> {
    fn from(request: &'r Request<Command>) -> Self {
        Self::Borrowed(request)
    }
}

/// Lets a command stand for a request without an id.
macro_rules! asked_for {
    ($command:ty) => {
        impl From<$command> for std::borrow::Cow<'_, $crate::log::Request<$command>> {
            fn from(command: $command) -> Self {
                Self::Owned(command.into())
            }
        }
    };
}
pub(crate) use asked_for;

impl<Command: Serialize> Request<Command> {
    pub(crate) fn mark(&self) -> Option<CommandMark> {
        self.id.map(|id| CommandMark {
            id,
            digest: Digest::of(&self.command),
        })
    }
}

/// A command that was carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Done {
    by: PersonId,
    command: CommandMark,
    revision: u64,
}

/// What every aggregate begins with: whose it is, how far it has come, which commands it knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Head<Id> {
    pub(crate) organisation: OrgId,
    pub(crate) id: Id,
    #[serde(deserialize_with = "revision")]
    pub(crate) revision: u64,
    at: Instant,
    // Replaying a log only ever appends; looking one up is cheap beside copying the state.
    /// In the order in which they were carried out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    done: Vec<Done>,
}

/// What holds of a state, or why no log gives it (XCT-5).
pub(crate) fn holds(holds: bool, otherwise: &'static str) -> Result<(), &'static str> {
    if holds { Ok(()) } else { Err(otherwise) }
}

/// That somebody did it: nothing of templates and cycles comes with time alone.
pub(crate) fn by_a_person<Id, Change>(event: &Event<Id, Change>) -> Result<(), &'static str> {
    holds(event.by.is_some(), "nobody did it, where a person does")
}

impl<Id> Head<Id> {
    /// Whether its commands are those of a log: each of an event of its own, and known by its id once.
    pub(crate) fn holds(&self) -> Result<(), &'static str> {
        let in_turn = self
            .done
            .is_sorted_by(|one, next| one.revision < next.revision);
        let first = self.done.first().is_none_or(|done| done.revision > 0);
        let last = self
            .done
            .last()
            .is_none_or(|done| done.revision <= self.revision);
        holds(
            in_turn && first && last,
            "commands are carried out one after the other, up to the revision",
        )?;
        let ids: BTreeSet<_> = self
            .done
            .iter()
            .map(|done| (done.by, done.command.id))
            .collect();
        holds(
            ids.len() == self.done.len(),
            "a command of one person is carried out twice under one id",
        )
    }
}

impl<Id: Copy + PartialEq> Head<Id> {
    /// The revision at which the same command was carried out before, if it was (XCT-8).
    pub(crate) fn done_before<C: Serialize>(
        &self,
        by: PersonId,
        request: &Request<C>,
    ) -> Result<Option<u64>, Refusal> {
        let Some(mark) = request.mark() else {
            return Ok(None);
        };
        let under_this_id = |done: &&Done| done.by == by && done.command.id == mark.id;
        match self.done.iter().find(under_this_id) {
            None => Ok(None),
            Some(done) if done.command == mark => Ok(Some(done.revision)),
            Some(_) => Err(Reason::CommandIdReused.into()),
        }
    }

    /// The event of a command, stamped no earlier than the last event (TIM-7).
    pub(crate) fn next<Change, C: Serialize>(
        &self,
        now: Instant,
        by: PersonId,
        request: &Request<C>,
        change: Change,
    ) -> Event<Id, Change> {
        Event {
            by: Some(by),
            command: request.mark(),
            ..self.next_by_host(now, change)
        }
    }

    /// The stamp of the last event.
    pub(crate) const fn at(&self) -> Instant {
        self.at
    }

    /// The stamp of an event that comes next: no earlier than that of the last one (TIM-7).
    pub(crate) fn stamp(&self, now: Instant) -> Instant {
        now.max(self.at)
    }

    /// The event of a call that no person makes.
    pub(crate) fn next_by_host<Change>(&self, now: Instant, change: Change) -> Event<Id, Change> {
        Event {
            organisation: self.organisation,
            of: self.id,
            revision: self.revision + 1,
            at: self.stamp(now),
            requested_at: (now < self.at).then_some(now),
            by: None,
            command: None,
            change,
        }
    }

    fn follow<Change>(&self, event: &Event<Id, Change>) -> Result<(), LogFault> {
        let expected = self.revision + 1;
        if event.organisation != self.organisation || event.of != self.id {
            Err(LogFault::Foreign)
        } else if event.revision != expected {
            Err(LogFault::Revision {
                expected,
                found: event.revision,
            })
        } else if event.at < self.at
            || event
                .requested_at
                .is_some_and(|requested| requested >= event.at)
        {
            Err(LogFault::Backwards)
        } else {
            Ok(())
        }
    }

    fn advance<Change>(&mut self, event: &Event<Id, Change>) {
        self.revision = event.revision;
        self.at = event.at;
        if let (Some(by), Some(command)) = (event.by, event.command) {
            self.done.push(Done {
                by,
                command,
                revision: event.revision,
            });
        }
    }
}

/// A revision that can still go up by one (XCT-6), and that a database can hold.
fn revision<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let revision = u64::deserialize(deserializer)?;
    match i64::try_from(revision) {
        Ok(1..) => Ok(revision),
        _ => Err(de::Error::custom(format_args!(
            "a revision runs from 1 to {}",
            i64::MAX
        ))),
    }
}

/// What an aggregate adds to make a log of events a state.
pub(crate) trait Aggregate: Sized {
    type Id: Copy + PartialEq;
    type Change: Clone;

    fn head(&self) -> &Head<Self::Id>;
    fn head_mut(&mut self) -> &mut Head<Self::Id>;

    /// The state that a first event makes, or why it can be no first event.
    fn begin(
        head: Head<Self::Id>,
        event: &Event<Self::Id, Self::Change>,
    ) -> Result<Self, &'static str>;

    /// Whether the event can have happened here; what it cannot have been otherwise.
    fn fits(&self, event: &Event<Self::Id, Self::Change>) -> Result<(), &'static str>;

    /// The change of an event that fits. Total.
    fn apply(&mut self, event: Event<Self::Id, Self::Change>);
}

/// The state after a first event.
pub(crate) fn begin<A: Aggregate>(event: &Event<A::Id, A::Change>) -> Result<A, LogFault> {
    if event.revision != 1 {
        return Err(LogFault::Revision {
            expected: 1,
            found: event.revision,
        });
    }
    if event.requested_at.is_some() {
        return Err(LogFault::Backwards);
    }
    let mut head = Head {
        organisation: event.organisation,
        id: event.of,
        revision: 0,
        at: event.at,
        done: Vec::new(),
    };
    head.advance(event);
    A::begin(head, event).map_err(LogFault::Impossible)
}

/// Takes an event in: refuses it whole, or applies it whole.
pub(crate) fn take<A: Aggregate>(
    state: &mut A,
    event: Event<A::Id, A::Change>,
) -> Result<(), LogFault> {
    state.head().follow(&event)?;
    state.fits(&event).map_err(LogFault::Impossible)?;
    state.head_mut().advance(&event);
    state.apply(event);
    Ok(())
}

/// The state that a whole log makes, or where and why the log cannot have happened.
pub(crate) fn replay<A: Aggregate>(events: &[Event<A::Id, A::Change>]) -> Result<A, Error> {
    let (first, rest) = events.split_first().ok_or(Error::Log {
        position: 0,
        fault: LogFault::Empty,
    })?;
    let mut state = begin(first).map_err(|fault| Error::Log { position: 0, fault })?;
    go_on(&mut state, 1, rest)?;
    Ok(state)
}

/// The state that the events stamped up to an instant make, with those stamped at it; none if the first
/// came later. The rest of the log is checked all the same: a broken one tells nothing (XCT-5).
pub(crate) fn replay_until<A: Aggregate + Clone>(
    events: &[Event<A::Id, A::Change>],
    at: Instant,
) -> Result<Option<A>, Error> {
    let (before, after) = events.split_at(events.partition_point(|event| event.at <= at));
    if before.is_empty() {
        return replay(after).map(|_: A| None);
    }
    let state: A = replay(before)?;
    go_on(&mut state.clone(), before.len(), after)?;
    Ok(Some(state))
}

fn go_on<A: Aggregate>(
    state: &mut A,
    from: usize,
    events: &[Event<A::Id, A::Change>],
) -> Result<(), Error> {
    for (position, event) in (from..).zip(events) {
        take(state, event.clone()).map_err(|fault| Error::Log { position, fault })?;
    }
    Ok(())
}

/// An aggregate after a command, with what the host stores.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let request = Request { id: Some(id(900)), command: TemplateCommand::Undeploy };
/// let now = at("2026-02-02T09:00:00Z");
/// let none = TemplateEvidence::none();
/// let first = check_in().execute(&org(), &none, &ada(), request.clone(), now)?;
/// assert_eq!((first.events.len(), first.repeated), (1, None));
/// let again = first.state.execute(&org(), &none, &ada(), request, now)?;
/// assert_eq!((again.events.len(), again.repeated), (0, Some(3)));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "the events have to be stored for the change to last"]
pub struct Outcome<State, Id, Change, Row = ()> {
    /// The state after the command.
    pub state: State,
    /// The columns to keep beside a conversation; nothing for the others.
    pub row: Row,
    /// The events to append, in order; none if the command changed nothing.
    pub events: Vec<Event<Id, Change>>,
    /// If the same command was carried out before (XCT-8): the revision that it led to.
    pub repeated: Option<u64>,
}

/// The outcome of a first event.
pub(crate) fn created<A: Aggregate>(
    event: Event<A::Id, A::Change>,
) -> Result<Outcome<A, A::Id, A::Change>, Error> {
    let state = begin(&event).map_err(|fault| Error::Log { position: 0, fault })?;
    Ok(Outcome {
        state,
        row: (),
        events: vec![event],
        repeated: None,
    })
}

/// Carries decided events out on a copy of the state.
pub(crate) fn outcome<A: Aggregate + Clone>(
    state: &A,
    events: Vec<Event<A::Id, A::Change>>,
    repeated: Option<u64>,
) -> Result<Outcome<A, A::Id, A::Change>, Error> {
    let mut state = state.clone();
    go_on(&mut state, 0, &events)?;
    Ok(Outcome {
        state,
        row: (),
        events,
        repeated,
    })
}

/// What every aggregate has: its id, organisation and revision, and its replays.
macro_rules! aggregate {
    ($aggregate:ident, $name:literal, $id:ident of $what:literal: $Id:ty, $event:ty) => {
        impl $aggregate {
            #[doc = concat!("The ", $name, " that a whole log of events makes (XCT-5).")]
            ///
            /// # Errors
            /// [`Error::Log`](crate::Error::Log) if the log is empty, has a gap, a foreign event or an
            /// impossible order. Nothing is half applied.
            ///
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
            /// # fn main() -> Result<(), Error> {
            #[doc = concat!("let mut log = ", $name, "_log();")]
            #[doc = concat!("assert_eq!(", stringify!($aggregate), "::replay(&log)?.revision(), 2);")]
            ///
            /// log.remove(0);
            #[doc = concat!("let broken = ", stringify!($aggregate), "::replay(&log);")]
            /// assert!(matches!(broken, Err(Error::Log { position: 0, .. })));
            /// # Ok(()) }
            /// ```
            pub fn replay(events: &[$event]) -> Result<Self, crate::Error> {
                $crate::log::replay(events)
            }

            #[doc = concat!("The ", $name, " as it stood at an instant: what the events stamped up to it make, with")]
            /// those stamped at it. `None` if it did not exist yet (TIM-7).
            ///
            /// # Errors
            /// As [`replay`](Self::replay), of the whole log: a log that is broken later tells nothing.
            ///
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
            /// # fn main() -> Result<(), Error> {
            #[doc = concat!("let log = ", $name, "_log();")]
            #[doc = concat!("let then = ", stringify!($aggregate), "::replay_until(&log, log[0].at())?;")]
            /// assert_eq!(then.map(|then| then.revision()), Some(1));
            #[doc = concat!("assert!(", stringify!($aggregate), "::replay_until(&log, at(\"2026-01-01T00:00:00Z\"))?.is_none());")]
            /// # Ok(()) }
            /// ```
            pub fn replay_until(events: &[$event], at: crate::Instant) -> Result<Option<Self>, crate::Error> {
                $crate::log::replay_until(events, at)
            }

            #[doc = concat!("The id of the ", $what, ".")]
            #[must_use]
            pub const fn $id(&self) -> $Id {
                self.head.id
            }

            /// The organisation that it belongs to.
            #[must_use]
            pub const fn organisation(&self) -> crate::OrgId {
                self.head.organisation
            }

            /// The revision, for compare-and-swap: 1 after the first event, and one more with each
            /// (XCT-4). It is for the host alone: no viewer sees it.
            #[must_use]
            pub const fn revision(&self) -> u64 {
                self.head.revision
            }
        }
    };
}
pub(crate) use aggregate;
