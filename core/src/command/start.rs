//! Starting an anytime conversation, and what can be started.

use serde::{Deserialize, Serialize};

use crate::log;
use crate::template::{TemplateKind, switched_on};
use crate::{
    Actor, CommandId, Context, Conversation, ConversationId, ConversationOutcome, Date, Error,
    Name, Occasion, Org, Pair, PersonId, Reason, Refusal, Request, Template, TemplateId,
};

/// A wish to start a conversation, with the pair that the directory makes of the two (ANY-1).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let pair = directory().pair(ana().person(), ben().person())?;
/// let start = Start { conversation: id(50), pair, id: None };
/// assert_eq!((start.pair.direct_report(), start.pair.manager()), (ana().person(), ben().person()));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// The id of the conversation, which the host gives.
    pub conversation: ConversationId,
    /// Who it is between.
    pub pair: Pair,
    /// The id, where the caller wants a repetition to do nothing (XCT-8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<CommandId>,
}

/// What starting a conversation brought about.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// # let (org, template) = (org(), check_in());
/// let context = Context::new(&org, &template, None, at("2026-03-02T12:00:00Z"))?;
/// let pair = directory().pair(ana().person(), ben().person())?;
/// let start = Start { conversation: id(50), pair, id: None };
/// let started = context.start(&ana().actor(), start, None)?;
/// assert_eq!((started.conversation.events.len(), started.template_revision), (1, 2));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "the events have to be stored for the conversation to exist"]
pub struct Started {
    /// The new conversation, with its first event; or as it is by now and without an event, if the same
    /// command has started it before.
    pub conversation: ConversationOutcome,
    /// The revision of the template that it was started from. It is stored only while the stored
    /// template has this revision, which the same transaction checks; otherwise the template was
    /// perhaps undeployed meanwhile, without this conversation, and starting is decided again (TPL-13).
    pub template_revision: u64,
}

/// A template that somebody may start with somebody (ANY-3).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// # let (org, template, directory) = (org(), check_in(), directory());
/// let pairs = directory.pairs_of(ana().person());
/// let offers = offers(&org, &[&template], &ana().actor(), pairs, at("2026-03-02T12:00:00Z"))?;
/// assert_eq!((offers[0].counterpart, offers[0].title.as_str()), (ben().person(), "Check-in"));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offer {
    /// The other of the two.
    pub counterpart: PersonId,
    /// The template.
    pub template: TemplateId,
    /// Its name.
    pub title: Name,
}

/// What a person may start, and with whom; where it is empty, creating is not offered (ANY-3).
///
/// `pairs` are those of [`Directory::pairs_of`](crate::Directory::pairs_of). Offers stand in the
/// order of the pairs, then of the templates.
///
/// # Errors
/// [`Error::OrganisationMismatch`] where the facts are of several (XCT-9).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let (org, template, directory, now) = (org(), check_in(), directory(), at("2026-03-02T12:00:00Z"));
/// let offered = |who: &Actor| offers(&org, &[&template], who, directory.pairs_of(who.person()), now);
/// assert_eq!(offered(&ben().actor())?.len(), 1);
/// assert!(offered(&ada())?.is_empty()); // Nobody to have a conversation with.
/// # Ok(()) }
/// ```
pub fn offers(
    organisation: &Org,
    templates: &[&Template],
    by: &Actor,
    pairs: impl IntoIterator<Item = Pair>,
    now: crate::Instant,
) -> Result<Vec<Offer>, Error> {
    organisation.same(by.organisation(), "actor")?;
    let contexts = templates
        .iter()
        .map(|template| Context::new(organisation, template, None, now))
        .collect::<Result<Vec<_>, _>>()?;
    let mut offers = Vec::new();
    for pair in pairs {
        organisation.same(pair.organisation(), "pair")?;
        let Some(counterpart) = pair.counterpart(by.person()) else {
            continue;
        };
        for context in &contexts {
            match context.may_start(by, pair) {
                Ok(_) => offers.push(Offer {
                    counterpart,
                    template: context.template().id(),
                    title: context.template().settings(now).name().clone(),
                }),
                Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(offers)
}

impl Context<'_> {
    /// Starts an anytime conversation, at once (ANY-2). Storing it depends on the template's revision
    /// ([`Started::template_revision`]).
    ///
    /// `existing` is the conversation that the host has under this id; none where it has none. With it
    /// a command that carries an id and is sent twice is answered as the first time (XCT-8).
    ///
    /// # Errors
    /// Refused by ANY-1, ANY-2, PAR-5, TPL-1, TPL-12 or TPL-18, by TIM-9 where it would be due outside
    /// the calendar, or by XCT-8 where its id stands for something else; [`Error::OrganisationMismatch`]
    /// where the two or who asks are of another organisation (XCT-9); [`Error::Mismatch`] where the host
    /// has a conversation under this id that this command did not start; [`Error::Destroyed`] where it
    /// did, and it was destroyed since.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// # let (org, template) = (org(), check_in());
    /// let context = Context::new(&org, &template, None, at("2026-03-02T12:00:00Z"))?;
    /// let pair = directory().pair(ana().person(), ben().person())?;
    /// let start = Start { conversation: id(50), pair, id: Some(id(900)) };
    /// let started = context.start(&ana().actor(), start, None)?.conversation;
    /// let due = Date::new(2026, 3, 30).unwrap(); // 28 days later.
    /// assert_eq!(started.state.occasion(), Occasion::Anytime { due });
    ///
    /// // Sent twice, it is there already.
    /// let again = context.start(&ana().actor(), start, Some(&started.state))?.conversation;
    /// assert_eq!((again.events.len(), again.repeated, again.state), (0, Some(1), started.state));
    ///
    /// let by_another = context.start(&ada(), Start { conversation: id(51), ..start }, None);
    /// assert!(matches!(by_another, Err(Error::Refused(refusal)) if refusal.rule() == Rule::Any1));
    /// # Ok(()) }
    /// ```
    pub fn start(
        &self,
        by: &Actor,
        start: Start,
        existing: Option<&Conversation>,
    ) -> Result<Started, Error> {
        let Start {
            conversation: id,
            pair,
            ..
        } = start;
        self.organisation().same(by.organisation(), "actor")?;
        self.organisation().same(pair.organisation(), "pair")?;
        let request = Request {
            id: start.id,
            command: (id, pair),
        };
        let outcome = match existing {
            Some(existing) => {
                self.organisation()
                    .same(existing.organisation(), "conversation")?;
                let repeated = existing.head().done_before(by.person(), &request)?;
                if existing.id() != id || repeated.is_none() {
                    return Err(Error::Mismatch {
                        what: "conversation",
                        of: "start",
                    });
                }
                log::outcome(existing, Vec::new(), repeated)?
            }
            None => {
                let due = self.may_start(by, pair)?;
                let notified = self.template().settings(self.now()).notifies_of_start();
                let occasion = Occasion::Anytime { due };
                let mut event = self.launch(id, Some(by.person()), occasion, pair, notified)?;
                event.command = request.mark();
                log::created(event)?
            }
        };
        Ok(Started {
            conversation: self.with_row(outcome)?,
            template_revision: self.template().revision(),
        })
    }

    /// When a conversation started now would be due, where the person may start it (ANY-2, ANY-4).
    fn may_start(&self, by: &Actor, pair: Pair) -> Result<Date, Error> {
        self.organisation().same(by.organisation(), "actor")?;
        self.organisation().same(pair.organisation(), "pair")?;
        if !by.is_active() {
            return Err(Reason::InactivePerson.into());
        }
        if pair.counterpart(by.person()).is_none() || pair.direct_report() == pair.manager() {
            return Err(Reason::NotCounterparts.into());
        }
        switched_on(self.organisation(), self.now())?;
        let settings = self.template().settings(self.now());
        let (TemplateKind::Anytime, Some(days)) = (self.template().kind(), settings.days()) else {
            return Err(Reason::NotAnytime.into());
        };
        if !self.template().launches(self.now()) {
            return Err(Reason::NotDeployed.into());
        }
        if settings.only_managers_initiate() && by.person() != pair.manager() {
            return Err(Reason::ManagersInitiate.into());
        }
        let today = self.organisation().calendar(self.now()).today();
        let due = Date::try_from(today)
            .ok()
            .and_then(|today| today.add_days(u32::from(days)));
        due.ok_or_else(|| Error::from(Refusal::from(Reason::DateOutOfRange)))
    }
}
