//! The facts that a question is asked among, checked to belong together.

use super::event::{ConversationChange, ConversationEvent, Launched, Occasion};
use super::state::Conversation;
use crate::cycle::{self, Boundary, CycleTimes, Phase, Roster, RosterEvent, Timeline};
use crate::log::Event;
use crate::{
    Content, Cycle, Date, Directory, Error, IndexRow, Instant, Org, Pair, Rule, Settings, Side,
    Template,
};

/// The facts around the conversations of one template, or of one cycle of it, at one instant.
///
/// Built once, it serves any number of conversations: the dates of a cycle become instants here
/// and not for each of them. Everything that is asked through it is asked about its `now` (TIM-7).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let (org, template, cycle, conversation) = (org(), review(), cycle(), conversation());
/// let now = at("2026-03-10T09:00:00Z");
/// let context = Context::new(&org, &template, Some(&cycle), now)?;
/// assert_eq!(context.case(&conversation)?.phase(), Phase::Open);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    organisation: &'a Org,
    template: &'a Template,
    cycle: Option<(&'a Cycle, CycleTimes)>,
    now: Instant,
}

impl<'a> Context<'a> {
    /// The facts, checked to belong together. Without a cycle the context is that of conversations
    /// that people start.
    ///
    /// # Errors
    /// [`Error::Organisations`] where they are of several (XCT-9), [`Error::Unbound`] where the
    /// cycle runs another template.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (org, template, cycle) = (org(), review(), cycle());
    /// let now = at("2026-03-10T09:00:00Z");
    /// assert!(Context::new(&org, &template, Some(&cycle), now).is_ok());
    ///
    /// let of_another = Context::new(&org, &check_in(), Some(&cycle), now).unwrap_err();
    /// assert_eq!(of_another.to_string(), "the template handed in is not the one that the cycle is bound to");
    /// # Ok(()) }
    /// ```
    pub fn new(
        organisation: &'a Org,
        template: &'a Template,
        cycle: Option<&'a Cycle>,
        now: Instant,
    ) -> Result<Self, Error> {
        organisation.same(template.organisation(), "template")?;
        let cycle = match cycle {
            None => None,
            Some(cycle) => {
                organisation.same(cycle.organisation(), "cycle")?;
                if cycle.template() != template.id() {
                    return Err(Error::Unbound {
                        what: "template",
                        of: "cycle",
                    });
                }
                let times = CycleTimes::new(organisation, template, cycle, now);
                Some((cycle, times))
            }
        };
        Ok(Self {
            organisation,
            template,
            cycle,
            now,
        })
    }

    /// The instant that is asked about.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(context("2026-03-10T09:00:00Z").now(), at("2026-03-10T09:00:00Z"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// The organisation.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(context("2026-03-10T09:00:00Z").organisation().id(), org().id());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn organisation(&self) -> &'a Org {
        self.organisation
    }

    /// The template.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(context("2026-03-10T09:00:00Z").template().id(), review().id());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn template(&self) -> &'a Template {
        self.template
    }

    /// The cycle, where there is one.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(context("2026-03-10T09:00:00Z").cycle().map(Cycle::id), Some(cycle().id()));
    /// # let (org, template) = (org(), check_in());
    /// let anytime = Context::new(&org, &template, None, at("2026-03-10T09:00:00Z"))?;
    /// assert!(anytime.cycle().is_none());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn cycle(&self) -> Option<&'a Cycle> {
        self.cycle.map(|(cycle, _)| cycle)
    }

    /// The instants of the cycle as they are known at `now`, where there is one.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let times = context("2026-03-10T09:00:00Z").cycle_times().unwrap();
    /// assert_eq!(times.end, at("2026-03-31T23:00:00Z")); // Lisbon is an hour ahead by then.
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn cycle_times(&self) -> Option<&CycleTimes> {
        self.cycle.as_ref().map(|(_, times)| times)
    }

    /// One conversation among these facts.
    ///
    /// # Errors
    /// [`Error::Organisations`] where it is of another organisation (XCT-9), [`Error::Unbound`]
    /// where it is bound to another template, cycle or content (TPL-16).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let conversation = conversation();
    /// let case = context("2026-03-10T09:00:00Z").case(&conversation)?;
    /// assert!(case.is_current());
    ///
    /// # let (org, other) = (org(), check_in());
    /// let other = Context::new(&org, &other, None, at("2026-03-10T09:00:00Z"))?;
    /// assert!(matches!(other.case(&conversation), Err(Error::Unbound { what: "template", .. })));
    /// # Ok(()) }
    /// ```
    pub fn case<'c>(&'c self, conversation: &'c Conversation) -> Result<Case<'c>, Error> {
        let unbound = |what| {
            Err(Error::Unbound {
                what,
                of: "conversation",
            })
        };
        self.organisation
            .same(conversation.organisation(), "conversation")?;
        if conversation.template() != self.template.id() {
            return unbound("template");
        }
        let bound = conversation.content();
        let content = match self.template.content(bound.number) {
            Some(content) if content.reference() == bound => content,
            _ => return unbound("content"),
        };
        let times = match (conversation.occasion(), &self.cycle) {
            (Occasion::Anytime { due }, None) => {
                let end = self.organisation.calendar(self.now).deadline(due);
                Times {
                    end,
                    end_date: due,
                    close: end,
                    close_date: due,
                }
            }
            (Occasion::Scheduled { cycle }, Some((bound, times))) if bound.id() == cycle => Times {
                end: times.end,
                end_date: times.end_date,
                close: times.close,
                close_date: times.close_date,
            },
            _ => return unbound("cycle"),
        };
        Ok(Case {
            context: self,
            conversation,
            content,
            times,
        })
    }

    /// Shows the directory to the roster of the cycle: who gets a conversation now (PAR).
    ///
    /// `roster` is none until the directory was first shown. Asked twice it is harmless: nobody
    /// has two conversations in one cycle (PAR-12).
    ///
    /// # Errors
    /// Refused by CYC-2 or CYC-3 before the launch, by PAR-8 from the end boundary on, by TPL-12
    /// or TPL-18 while nothing may launch; [`Error::Unbound`] where there is no cycle or the
    /// roster is another's.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let rolled_out = context("2026-03-01T00:00:00Z").roll_out(None, &directory())?;
    /// assert_eq!(rolled_out.launched.len(), 1); // Ana's; Ben and Ada have no manager.
    ///
    /// let early = context("2026-02-28T23:59:59Z").roll_out(None, &directory());
    /// let Err(Error::Refused(early)) = early else { panic!() };
    /// assert_eq!((early.rule(), early.until()), (Rule::Cyc2, Some(at("2026-03-01T00:00:00Z"))));
    /// # Ok(()) }
    /// ```
    pub fn roll_out(
        &self,
        roster: Option<&Roster>,
        directory: &Directory,
    ) -> Result<RollOut, Error> {
        let Some((cycle, times)) = &self.cycle else {
            return Err(Error::Unbound {
                what: "cycle",
                of: "roll-out",
            });
        };
        let facts = (self.organisation, self.template, *cycle);
        let showing = cycle::show(facts, times, roster, directory, self.now)?;
        let occasion = Occasion::Scheduled { cycle: cycle.id() };
        let launched = showing
            .launchable
            .into_iter()
            .map(|new| {
                let launched = self.launch(occasion, new.pair, new.notified)?;
                let id = new.conversation;
                Ok(Event::first(
                    self.organisation.id(),
                    id,
                    self.now,
                    None,
                    launched,
                ))
            })
            .collect::<Result<_, Error>>()?;
        Ok(RollOut {
            roster: showing.event,
            launched,
            next: showing.next,
        })
    }

    /// The launch of a conversation from this template as it stands now.
    pub(crate) fn launch(
        &self,
        occasion: Occasion,
        pair: Pair,
        notified: bool,
    ) -> Result<ConversationChange, Error> {
        let Some(content) = self.template.latest_content() else {
            return Err(Error::Unbound {
                what: "content",
                of: "template",
            });
        };
        Ok(ConversationChange::Launched(Launched {
            template: self.template.id(),
            content: content.reference(),
            occasion,
            direct_report: pair.direct_report,
            manager: pair.manager,
            responding: Side::BOTH
                .into_iter()
                .filter(|&side| content.format().responds(side))
                .collect(),
            notified,
        }))
    }
}

/// What a showing of the directory brought about.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// // The cycle was shown the directory before Ana had joined.
/// let before = DirectoryFacts { organisation: org().id(), people: Vec::new() };
/// let roster = context("2026-03-01T00:00:00Z").roll_out(None, &Directory::load(before)?)?.roster;
/// let roster = Roster::replay(&[roster.unwrap()])?;
///
/// let rolled_out = context("2026-03-10T09:20:00Z").roll_out(Some(&roster), &directory())?;
/// assert!(rolled_out.launched.is_empty());
/// assert_eq!(rolled_out.next, Some(at("2026-03-10T10:00:00Z")));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "the events have to be stored for the conversations to exist"]
pub struct RollOut {
    /// The event to append to the roster; none where nothing changed.
    pub roster: Option<RosterEvent>,
    /// The first event of each new conversation, in the order of the direct reports' ids.
    pub launched: Vec<ConversationEvent>,
    /// When to show the directory again for those who wait for the top of an hour; none where
    /// nobody waits.
    pub next: Option<Instant>,
}

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
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(case("2026-03-10T09:00:00Z").conversation(), &conversation());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn conversation(&self) -> &'c Conversation {
        self.conversation
    }

    /// The content that it is bound to.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let content = case("2026-03-10T09:00:00Z").content();
    /// assert_eq!(content.reference(), conversation().content());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn content(&self) -> &'c Content {
        self.content
    }

    /// The facts around it.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let case = case("2026-03-10T09:00:00Z");
    /// assert_eq!(case.context().now(), at("2026-03-10T09:00:00Z"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn context(&self) -> &'c Context<'c> {
        self.context
    }

    /// The settings that hold for it: those of now, or those in force when it ended (TPL-2).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let rename = |name: &str| {
    ///     let name = SettingsDraft { name: Some(name.into()), ..SettingsDraft::default() };
    ///     TemplateCommand::ChangeSettings(name).into()
    /// };
    /// let (org, cycle, conversation) = (org(), cycle(), conversation());
    /// let (rename, later) = (rename("Review 2027"), at("2026-05-04T09:00:00Z"));
    /// let template = review().execute(&org, &ada(), &[], &rename, later)?.state;
    ///
    /// // The conversation ended in April, and keeps its title.
    /// let context = Context::new(&org, &template, Some(&cycle), at("2026-06-01T09:00:00Z"))?;
    /// assert_eq!(context.case(&conversation)?.settings().name().as_str(), "Half-year review");
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn settings(&self) -> &'c Settings {
        let last = before(self.times.close);
        self.context.template.settings(self.context.now.min(last))
    }

    /// Whether it had been launched by now; at the instant of its launch it is.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert!(!case("2026-02-28T23:59:59Z").is_launched());
    /// assert!(case("2026-03-01T00:00:00Z").is_launched());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn is_launched(&self) -> bool {
        self.conversation.launched_at() <= self.context.now
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
        self.is_launched() && self.context.now < self.times.close
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
        let now = self.context.now;
        if !self.is_launched() {
            Phase::Scheduled
        } else if now < self.times.end {
            Phase::Open
        } else if now < self.times.close {
            Phase::Grace
        } else {
            Phase::Closed
        }
    }

    /// Every boundary with the phase at `now` and the next boundary after it (TIM-8).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let timeline = case("2026-03-10T09:00:00Z").timeline();
    /// let begins: Vec<_> = timeline.boundaries.iter().map(|boundary| boundary.begins).collect();
    /// assert_eq!(begins, [Phase::Open, Phase::Grace, Phase::Closed]);
    /// assert_eq!(timeline.next, Some(at("2026-03-31T23:00:00Z")));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn timeline(&self) -> Timeline {
        Timeline::new(self.phase(), self.boundaries().collect(), self.context.now)
    }

    /// The next instant, strictly after `now`, at which the phase changes: when to wake up next;
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
        let instants = [
            self.conversation.launched_at(),
            self.times.end,
            self.times.close,
        ];
        cycle::next_of(instants.into_iter(), self.context.now)
    }

    fn boundaries(&self) -> impl Iterator<Item = Boundary> {
        let launched_at = self.conversation.launched_at();
        let calendar = self.context.organisation.calendar(self.context.now);
        let times = self.times;
        let (opens, ends, grace) = match self.conversation.occasion() {
            Occasion::Anytime { .. } => (Rule::Any2, Rule::Any4, None),
            Occasion::Scheduled { .. } => (
                Rule::Par13,
                Rule::Tim2,
                (times.close > times.end).then_some(Rule::Cyc4),
            ),
        };
        let boundary = |at, date, begins, rule| Boundary {
            at,
            date,
            begins,
            rule,
        };
        let end = if grace.is_some() {
            Phase::Grace
        } else {
            Phase::Closed
        };
        // A launch lies between two dates of the calendar, or it would have been refused (TIM-9).
        let launch = Date::try_from(calendar.local_date(launched_at))
            .map(|date| boundary(launched_at, date, Phase::Open, opens));
        launch
            .into_iter()
            .chain([boundary(times.end, times.end_date, end, ends)])
            .chain(grace.map(|rule| boundary(times.close, times.close_date, Phase::Closed, rule)))
    }

    /// The columns to keep beside it in the host's database.
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
            launched_at: conversation.launched_at(),
            closes_at: self.times.close,
            next_boundary: self.next_boundary(),
        }
    }
}

/// The last instant before another.
fn before(instant: Instant) -> Instant {
    Instant::from_micros(instant.micros() - 1).unwrap_or(instant)
}
