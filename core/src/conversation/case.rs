//! One conversation among its facts: its phase, its boundaries, its index row.

use super::context::Context;
use super::event::ConversationChange;
use super::state::Conversation;
use crate::cycle::{self, Boundary, BoundaryKind, LockOn, LockTime, Phase, Timeline};
use crate::log::Outcome;
use crate::{Content, ConversationId, Cycle, Date, Error, IndexRow, Instant, Rule, Settings, Side};

/// The instants of one conversation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Times {
    pub(crate) end: Instant,
    pub(crate) end_date: Date,
    pub(crate) close: Instant,
    pub(crate) close_date: Date,
}

/// A conversation with the facts that it is bound to, at one instant.
///
/// What can be asked of it whoever asks is here; what depends on who asks comes from
/// [`Case::sight`].
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let conversation = conversation();
/// let case = context("2026-04-02T09:00:00Z").case(&conversation)?;
/// assert_eq!(case.phase(), Phase::Grace);
/// assert_eq!(case.sight(&ben())?.standing(), Standing::Manager);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Case<'c> {
    pub(crate) context: &'c Context<'c>,
    pub(crate) conversation: &'c Conversation,
    pub(crate) content: &'c Content,
    pub(crate) times: Times,
}

impl<'c> Case<'c> {
    /// The conversation.
    #[must_use]
    pub const fn conversation(&self) -> &'c Conversation {
        self.conversation
    }

    /// The content that it is bound to.
    #[must_use]
    pub const fn content(&self) -> &'c Content {
        self.content
    }

    /// The facts around it.
    #[must_use]
    pub const fn context(&self) -> &'c Context<'c> {
        self.context
    }

    /// The settings that hold for it: those of now, or those in force when it ended (TPL-2).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (org, cycle, conversation) = (org(), cycle(), conversation());
    /// let name = SettingsDraft { name: Some("Review 2027".into()), ..SettingsDraft::default() };
    /// let (none, rename) = (TemplateEvidence::none(), TemplateCommand::ChangeSettings(name));
    /// let later = at("2026-05-04T09:00:00Z");
    /// let template = review().execute(&org, &none, &ada(), rename, later)?.state;
    ///
    /// // The conversation ended in April, and keeps its title.
    /// let context = Context::new(&org, &template, Some(&cycle), at("2026-06-01T09:00:00Z"))?;
    /// assert_eq!(context.case(&conversation)?.settings().name().as_str(), "Half-year review");
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn settings(&self) -> &'c Settings {
        let last = before(self.times.close);
        self.context
            .template()
            .settings(self.context.now().min(last))
    }

    /// Whether it is in progress: from its launch to its closing boundary, itself outside (LST-1).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert!(case("2026-04-07T22:59:59Z").is_current()); // The last day of grace.
    /// assert!(!case("2026-04-07T23:00:00Z").is_current());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.context.now() < self.times.close
    }

    /// The phase (CYC-14).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(case("2026-03-31T22:59:59Z").phase(), Phase::Open);
    /// assert_eq!(case("2026-03-31T23:00:00Z").phase(), Phase::Grace);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn phase(&self) -> Phase {
        let now = self.context.now();
        if now >= self.times.close {
            Phase::Closed
        } else {
            let cycle = self.context.cycle_times();
            cycle.map_or(Phase::Open, |times| times.running_phase(now))
        }
    }

    /// Every boundary with the phase at `now` and the next boundary after it (TIM-8).
    ///
    /// It is for the host alone: it has everybody's locks and approved requests. What a person may see
    /// of it is [`Sight::timeline`](crate::Sight::timeline).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let timeline = case("2026-03-10T09:00:00Z").timeline();
    /// let kinds: Vec<_> = timeline.boundaries.iter().map(|boundary| boundary.kind).collect();
    /// assert_eq!(kinds, [Phase::Open, Phase::Grace, Phase::Closed].map(BoundaryKind::Begins));
    /// assert_eq!(timeline.next, Some(at("2026-03-31T23:00:00Z")));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn timeline(&self) -> Timeline {
        self.timeline_with(Told {
            locks: |_| true,
            review: true,
            approvals: |_| true,
        })
    }

    /// The phase as somebody is told it who is told of the review, or not (FCT-1).
    pub(crate) fn phase_told(&self, review: bool) -> Phase {
        told(self.phase(), review)
    }

    /// The timeline as somebody is told it.
    pub(crate) fn timeline_with(
        &self,
        told: Told<impl Fn(LockOn) -> bool, impl Fn(Side) -> bool>,
    ) -> Timeline {
        let launched_at = self.conversation.launched_at();
        let locks = self.locks().filter(|lock| (told.locks)(lock.on));
        let endings = self.endings();
        let later = locks
            .map(LockTime::boundary)
            .chain(endings.filter(|ending| told.review || !of_review(ending)))
            .filter(|boundary| boundary.at > launched_at);
        let reopened = self
            .reopenings()
            .filter(|&(side, _)| (told.approvals)(side));
        let reopened = reopened.map(|(_, boundary)| boundary);
        let boundaries = self
            .launch(told.review)
            .into_iter()
            .chain(later)
            .chain(reopened)
            .collect();
        Timeline::new(
            self.phase_told(told.review),
            boundaries,
            self.context.now().max(launched_at),
        )
    }

    /// The next instant, strictly after `now`, at which something changes: when to wake up next;
    /// none once it is closed (TIM-8).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(case("2026-04-01T09:00:00Z").next_boundary(), Some(at("2026-04-07T23:00:00Z")));
    /// assert_eq!(case("2026-05-01T09:00:00Z").next_boundary(), None);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn next_boundary(&self) -> Option<Instant> {
        let launched_at = self.conversation.launched_at();
        let review = self.context.cycle_times().and_then(|times| times.review);
        let instants = [self.times.end, self.times.close]
            .into_iter()
            .chain(
                review
                    .iter()
                    .flat_map(|review| [review.submit, review.review]),
            )
            .chain(self.locks().map(|lock| lock.at))
            .chain(self.reopenings().map(|(_, boundary)| boundary.at))
            .filter(|&at| at > launched_at);
        cycle::next_of(instants, self.context.now())
    }

    /// Where approved requests begin and end, each with its side.
    fn reopenings(&self) -> impl Iterator<Item = (Side, Boundary)> {
        let calendar = self.context.organisation().calendar(self.context.now());
        let boundary = |at, date, kind| Boundary {
            at,
            date,
            kind,
            rule: Rule::Req4,
        };
        let approvals = self.conversation.approvals();
        approvals.flat_map(move |(side, since, until)| {
            // A day of approval lies within the calendar, or it would have been refused (TIM-9).
            let day = Date::try_from(calendar.local_date(since)).unwrap_or(until);
            let end = self.approved_until(since, until);
            [
                (side, boundary(since, day, BoundaryKind::Reopens(side))),
                (side, boundary(end, until, BoundaryKind::RunsOut(side))),
            ]
        })
    }

    /// The lock of a list or a question. One that had passed when the conversation was launched does
    /// not bind in it, until it is moved to a later date (CYC-8).
    pub(crate) fn lock(&self, on: LockOn) -> Option<&'c LockTime> {
        let lock = self.context.cycle_times()?.lock(on)?;
        (lock.at > self.conversation.launched_at()).then_some(lock)
    }

    /// The locks that bind an answer here: of the questions that it is bound to, and of no
    /// confidential one (CYC-9).
    fn locks(&self) -> impl Iterator<Item = &'c LockTime> {
        let times = self.context.cycle_times();
        let all = times.into_iter().flat_map(|times| &times.locks);
        all.filter_map(|lock| self.lock(lock.on))
            .filter(|lock| lock.on.binds_in(self.content))
    }

    /// Its beginning. One that came late to its cycle begins in the phase that the cycle is in.
    fn launch(&self, review: bool) -> Option<Boundary> {
        let at = self.conversation.launched_at();
        let calendar = self.context.organisation().calendar(self.context.now());
        let (begins, rule) = match self.context.cycle_times() {
            None => (Phase::Open, Rule::Any2),
            Some(times) => (times.running_phase(at), Rule::Par13),
        };
        // A launch lies between two dates of the calendar, or it would have been refused (TIM-9).
        let date = Date::try_from(calendar.local_date(at)).ok()?;
        Some(Boundary {
            at,
            date,
            kind: BoundaryKind::Begins(told(begins, review)),
            rule,
        })
    }

    /// The boundaries at which a phase ends.
    fn endings(&self) -> impl Iterator<Item = Boundary> {
        let times = self.context.cycle_times();
        let due = times.is_none().then_some(Boundary {
            at: self.times.end,
            date: self.times.end_date,
            kind: BoundaryKind::Begins(Phase::Closed),
            rule: Rule::Any4,
        });
        let of_cycle = times.map(|times| times.endings(true));
        due.into_iter().chain(of_cycle.into_iter().flatten())
    }

    /// The columns to keep beside it in the host's database, for the host alone.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let row = case("2026-03-10T09:00:00Z").index_row();
    /// assert_eq!((row.direct_report, row.revision), (ana().person(), 1));
    /// assert_eq!(row.closes_at, at("2026-04-07T23:00:00Z"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn index_row(&self) -> IndexRow {
        let conversation = self.conversation;
        IndexRow {
            organisation: conversation.organisation(),
            conversation: conversation.id(),
            revision: conversation.revision(),
            template: conversation.template(),
            cycle: self.context.cycle().map(Cycle::id),
            direct_report: conversation.direct_report(),
            manager: conversation.manager(),
            edit_requested: Side::BOTH
                .into_iter()
                .any(|side| conversation.open_request(side).is_some()),
            launched_at: conversation.launched_at(),
            closes_at: self.times.close,
            next_boundary: self.next_boundary(),
        }
    }
}

/// A conversation after a command, with what the host stores.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let done = case("2026-03-10T09:00:00Z").execute(&ana(), save(11, "We shipped."))?;
/// assert_eq!((done.events[0].revision(), done.row.revision), (2, 2)); // What to append, and to index.
///
/// // The same again changes nothing, and there is nothing to store.
/// let case = case_of(done.state, "2026-03-10T10:00:00Z");
/// assert!(case.execute(&ana(), save(11, "We shipped."))?.events.is_empty());
/// # Ok(()) }
/// ```
pub type ConversationOutcome = Outcome<Conversation, ConversationId, ConversationChange, IndexRow>;

impl Context<'_> {
    /// The same outcome with the columns to keep beside the conversation.
    pub(crate) fn with_row(
        &self,
        outcome: Outcome<Conversation, ConversationId, ConversationChange>,
    ) -> Result<ConversationOutcome, Error> {
        let row = self.case(&outcome.state)?.index_row();
        let Outcome {
            state,
            row: (),
            events,
            repeated,
        } = outcome;
        Ok(Outcome {
            state,
            row,
            events,
            repeated,
        })
    }
}

/// What of a timeline somebody is told beside the phases of everybody.
pub(crate) struct Told<L, A> {
    /// Which locks.
    pub(crate) locks: L,
    /// Whether the phases of the review.
    pub(crate) review: bool,
    /// The approvals of which sides.
    pub(crate) approvals: A,
}

/// A phase, to somebody who is told of the review, or not: without it, all before the end is open.
const fn told(phase: Phase, review: bool) -> Phase {
    match phase {
        Phase::UnderReview | Phase::Sharing if !review => Phase::Open,
        Phase::Scheduled
        | Phase::Open
        | Phase::UnderReview
        | Phase::Sharing
        | Phase::Grace
        | Phase::Closed => phase,
    }
}

/// Whether a phase of the review begins there.
const fn of_review(boundary: &Boundary) -> bool {
    use BoundaryKind::Begins;
    matches!(boundary.kind, Begins(Phase::UnderReview | Phase::Sharing))
}

/// The last instant before another.
fn before(instant: Instant) -> Instant {
    Instant::from_micros(instant.micros() - 1).unwrap_or(instant)
}
