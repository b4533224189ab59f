//! The facts that a question is asked among, checked to belong together.

use super::case::{Case, ConversationOutcome, Times};
use super::event::{ConversationChange, ConversationEvent, Launched, Occasion};
use super::respondent::Respondent;
use super::state::Conversation;
use crate::cycle::{self, CycleTimes, Prospects, Roster, RosterChange};
use crate::log::{self, Event, Outcome};
use crate::{
    ConversationId, Cycle, CycleId, Directory, Error, Instant, Org, Pair, PersonId, Side, Template,
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
#[derive(Clone, Debug)]
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
    /// [`Error::OrganisationMismatch`] where they are of several (XCT-9), [`Error::Mismatch`] where the
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
    /// assert_eq!(of_another.to_string(), "the template does not belong to this cycle");
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
                    return Err(Error::Mismatch {
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
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// The organisation.
    #[must_use]
    pub const fn organisation(&self) -> &'a Org {
        self.organisation
    }

    /// The template.
    #[must_use]
    pub const fn template(&self) -> &'a Template {
        self.template
    }

    /// The cycle, where there is one.
    #[must_use]
    pub fn cycle(&self) -> Option<&'a Cycle> {
        self.cycle.as_ref().map(|&(cycle, _)| cycle)
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
    /// [`Error::OrganisationMismatch`] where it is of another organisation (XCT-9), [`Error::Mismatch`]
    /// where it is bound to another template, cycle or content (TPL-16), or has an answer that its content
    /// does not take (XCT-5), [`Error::Missing`] if it is scheduled and the context has no cycle;
    /// [`Error::Destroyed`] where it was destroyed when its template was undeployed (TPL-13), whoever will
    /// ask: the host answers a person as where there is no such conversation
    /// ([`Refusal::not_found`](crate::Refusal::not_found)), and passes it over among others.
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
    /// assert!(matches!(other.case(&conversation), Err(Error::Mismatch { what: "template", .. })));
    /// # Ok(()) }
    /// ```
    pub fn case<'c>(&'c self, conversation: &'c Conversation) -> Result<Case<'c>, Error> {
        let unbound = |what| {
            Err(Error::Mismatch {
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
        conversation.suits(content)?;
        let times = match (conversation.occasion(), &self.cycle) {
            (Occasion::Anytime { due }, None) => {
                let calendar = self.organisation.calendar(self.now);
                let end = calendar.set_at(conversation.launched_at()).deadline(due);
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
            (Occasion::Scheduled { .. }, None) => {
                let (what, of) = ("cycle", "conversation");
                return Err(Error::Missing { what, of });
            }
            _ => return unbound("cycle"),
        };
        if let Some(at) = self.template.destroyed(conversation.id()) {
            let conversation = conversation.id();
            return Err(Error::Destroyed { conversation, at });
        }
        Ok(Case {
            context: self,
            conversation,
            content,
            times,
        })
    }

    /// Shows the directory to the roster of the cycle: who gets a conversation now (PAR).
    ///
    /// `roster` is none until the directory was first shown at or after the launch. Asked twice it is
    /// harmless: nobody has two conversations in one cycle (PAR-12). It can be asked at any time: before the
    /// launch, from the end boundary on (PAR-8) and while the template is not deployed (TPL-12) it
    /// launches nothing, records nothing and leaves the roster as it was.
    ///
    /// # Errors
    /// Refused by TPL-18 while conversations are off; [`Error::Missing`] if there is no cycle,
    /// [`Error::Mismatch`] if the roster is another's.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let rolled_out = context("2026-03-01T00:00:00Z").roll_out(None, &directory())?;
    /// assert_eq!(rolled_out.launched.len(), 1); // Ana's; Ben and Ada have no manager.
    ///
    /// let early = context("2026-02-28T23:59:59Z").roll_out(None, &directory())?;
    /// assert!(early.launched.is_empty() && early.roster.is_none());
    /// assert_eq!(early.next, Some(at("2026-03-01T00:00:00Z"))); // The launch.
    /// # Ok(()) }
    /// ```
    pub fn roll_out(
        &self,
        roster: Option<&Roster>,
        directory: &Directory,
    ) -> Result<RollOut, Error> {
        let inputs = self.roster_inputs(roster, directory)?;
        let mut plan = cycle::roll_out(inputs)?;
        plan.prospects.joiner = self.joiner_start(&inputs)?;
        let occasion = Occasion::Scheduled {
            cycle: inputs.cycle.id(),
        };
        let launched = plan
            .launchable
            .into_iter()
            .map(|new| self.launch(new.conversation, None, occasion, new.pair, new.notified))
            .map(|event| self.with_row(log::created::<Conversation>(event?)?))
            .collect::<Result<_, _>>()?;
        Ok(RollOut {
            roster: plan.roster,
            launched,
            template_revision: self.template.revision(),
            prospects: plan.prospects,
            next: plan.next,
        })
    }

    /// What a roll-out would come to for everyone of the directory: who gets a conversation now, who
    /// later, and who none and why; what the participants name and the directory does not know; and what
    /// would be closed from the beginning for somebody who joins now (PAR, CYC-8, REV-1). It can be asked at any time, before the launch and after the end too.
    ///
    /// # Errors
    /// [`Error::Missing`] if there is no cycle, [`Error::Mismatch`] if the roster is another's,
    /// [`Error::OrganisationMismatch`] where the facts are of several (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let late = context("2026-04-01T09:00:00Z").prospects(None, &directory())?;
    /// assert_eq!(late.people[0].status, LaunchStatus::TooLate); // Ana.
    /// assert_eq!(late.people[1].rule, Rule::Par6); // Ben has no manager.
    /// # Ok(()) }
    /// ```
    pub fn prospects(
        &self,
        roster: Option<&Roster>,
        directory: &Directory,
    ) -> Result<Prospects, Error> {
        let inputs = self.roster_inputs(roster, directory)?;
        let mut prospects = cycle::prospects(inputs)?;
        prospects.joiner = self.joiner_start(&inputs)?;
        Ok(prospects)
    }

    /// The facts that are known now, at another instant.
    pub(super) fn at(&self, now: Instant) -> Self {
        Self {
            now,
            ..self.clone()
        }
    }

    fn roster_inputs<'f>(
        &'f self,
        roster: Option<&'f Roster>,
        directory: &'f Directory,
    ) -> Result<cycle::RosterInputs<'f>, Error> {
        let Some((cycle, times)) = &self.cycle else {
            return Err(Error::Missing {
                what: "cycle",
                of: "context",
            });
        };
        Ok(cycle::RosterInputs {
            organisation: self.organisation,
            template: self.template,
            cycle,
            times,
            roster,
            directory,
            now: self.now,
        })
    }

    /// The first event of a conversation that is launched from this template as it stands now.
    pub(crate) fn launch(
        &self,
        id: ConversationId,
        by: Option<PersonId>,
        occasion: Occasion,
        pair: Pair,
        notified: bool,
    ) -> Result<ConversationEvent, Error> {
        let Some(content) = self.template.latest_content() else {
            return Err(Error::Missing {
                what: "content",
                of: "template",
            });
        };
        let launched = ConversationChange::Launched(Launched {
            template: self.template.id(),
            content: content.reference(),
            occasion,
            direct_report: pair.direct_report(),
            manager: pair.manager(),
            responding: Side::BOTH
                .into_iter()
                .filter(|&side| content.format().responds(side))
                .map(Respondent::from)
                .collect(),
            notified,
        });
        let organisation = self.organisation.id();
        Ok(Event::first(organisation, id, self.now, by, launched))
    }
}

/// What a roll-out brought about.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// // The cycle was shown the directory before Ana had joined.
/// let before = DirectoryData::new(org().id(), Vec::new());
/// let first = context("2026-03-01T00:00:00Z").roll_out(None, &Directory::load(before)?)?.roster.unwrap();
///
/// let rolled_out = context("2026-03-10T09:20:00Z").roll_out(Some(&first.state), &directory())?;
/// assert!(rolled_out.launched.is_empty());
/// assert_eq!(rolled_out.next, Some(at("2026-03-10T10:00:00Z")));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "the events have to be stored for the conversations to exist"]
pub struct RollOut {
    /// The roster after it, with the event to append where something changed; none where there is none
    /// yet, because the cycle has not taken anybody in.
    pub roster: Option<Outcome<Roster, CycleId, RosterChange>>,
    /// The new conversations, each with its first event, in the order of the direct reports' ids.
    pub launched: Vec<ConversationOutcome>,
    /// The revision of the template that was rolled out. Roster and conversations are stored in one
    /// transaction, and only while the stored template has this revision, which that transaction
    /// checks; otherwise the template was perhaps undeployed meanwhile, without these conversations,
    /// and rolling out is decided again (TPL-13).
    pub template_revision: u64,
    /// Everyone's prospects as the roll-out found them: those launched now are those it launched.
    pub prospects: Prospects,
    /// When to show the directory again: at the launch where that is ahead, otherwise for those who wait for
    /// the top of an hour; none where the launch is not known yet, where nobody waits, and once the end
    /// boundary has passed.
    pub next: Option<Instant>,
}
