//! The host: what it keeps in mind, and the few ways in which it calls the engine.

use std::collections::BTreeMap;

use uuid::Uuid;
use visavis::conversation::{ConversationOutcome, Occasion};
use visavis::cycle::{Participants, Schedule};
use visavis::id::{ConversationId, PersonId};
use visavis::notify::Notification;
use visavis::report::EarlierConversation;
use visavis::{
    Command, Context, Conversation, Cycle, CycleDraft, Date, Dated, Directory, Instant, Org, Pair,
    Roster, Sight, Start, Template, TemplateCommand, TemplateDraft, TemplateEvidence, from_json,
};

use crate::fault::Fault;
use crate::people::{self, Employee};
use crate::store::Store;

const REVIEW: &[u8] = include_bytes!("../../data/half-year-review.json");
const CHECK_IN: &[u8] = include_bytes!("../../data/check-in.json");

/// How often a command is decided anew because another writer was first.
const ATTEMPTS: usize = 100;

/// The facts that decisions are made from, as the database has them.
pub(crate) struct Company {
    pub(crate) org: Org,
    pub(crate) employees: BTreeMap<PersonId, Employee>,
    pub(crate) directory: Directory,
    pub(crate) review: Template,
    pub(crate) check_in: Template,
    pub(crate) cycle: Cycle,
}

impl Company {
    /// Sets everything up at an instant: people, the two templates and a cycle of the review.
    pub(crate) fn set_up(
        store: &Store,
        schedule: Schedule,
        participants: Participants,
        now: Instant,
    ) -> Result<Self, Fault> {
        let zone = "America/Los_Angeles".parse()?;
        let org =
            Org::new(people::organisation(), Dated::new(zone)).with_conversations(Dated::new(true));
        let employees = people::employees()?;
        let directory = Directory::load_strict(people::directory(&employees))?;
        let admin = directory.actor(people::person(people::SUPER_ADMIN));
        store.write(|writer| {
            writer.put_facts(&org)?;
            for employee in &employees {
                writer.put_employee(employee)?;
            }
            for draft in [REVIEW, CHECK_IN] {
                let created = Template::create(&org, &admin, from_json(draft)?, now)?;
                writer.append(&created.state, &created.events)?;
                // It is new: no conversations and no cycles use it.
                let (none, deploy) = (TemplateEvidence::none(), TemplateCommand::Deploy);
                let deployed = created.state.execute(&org, &none, &admin, deploy, now)?;
                writer.append(&deployed.state, &deployed.events)?;
            }
            let review: Template = store.load(from_json::<TemplateDraft>(REVIEW)?.id)?;
            let draft = CycleDraft {
                id: people::cycle(),
                template: review.id(),
                participants,
                schedule,
            };
            let set_up = Cycle::set_up(&org, &review, &admin, draft, now)?;
            writer.append(&set_up.state, &set_up.events)?;
            let context = Context::new(&org, &review, Some(&set_up.state), now)?;
            let times = context.cycle_times();
            let next = times.and_then(|times| times.timeline(now).next);
            writer.put_cycle_row(set_up.state.id(), next)?;
            Ok(())
        })?;
        Self::load(store)
    }

    /// Reads everything back, as a host does when it starts.
    pub(crate) fn load(store: &Store) -> Result<Self, Fault> {
        let employees = store.employees()?;
        let template = |draft| store.load(from_json::<TemplateDraft>(draft)?.id);
        Ok(Self {
            org: store.facts()?,
            directory: Directory::load_strict(people::directory(&employees))?,
            employees: employees
                .into_iter()
                .map(|employee| (employee.id(), employee))
                .collect(),
            review: template(REVIEW)?,
            check_in: template(CHECK_IN)?,
            cycle: store.load(people::cycle())?,
        })
    }

    /// The facts around the conversations of the cycle.
    pub(crate) fn of_cycle(&self, now: Instant) -> Result<Context<'_>, Fault> {
        Ok(Context::new(
            &self.org,
            &self.review,
            Some(&self.cycle),
            now,
        )?)
    }

    /// The facts around a conversation.
    pub(crate) fn around(&self, of: &Conversation, now: Instant) -> Result<Context<'_>, Fault> {
        match of.occasion() {
            Occasion::Anytime { .. } => Ok(Context::new(&self.org, &self.check_in, None, now)?),
            _ => self.of_cycle(now),
        }
    }

    /// What a person is called.
    pub(crate) fn name(&self, person: PersonId) -> &str {
        self.directory.name(person).unwrap_or("somebody")
    }

    /// The local date of an instant.
    pub(crate) fn date(&self, at: Instant) -> Result<Date, Fault> {
        Ok(Date::try_from(self.org.calendar(at).today())?)
    }
}

/// A conversation after a command, and whom the host has to tell of it.
#[derive(Debug)]
pub(crate) struct Acted {
    pub(crate) conversation: Conversation,
    pub(crate) told: Vec<Notification>,
}

/// Asks something of a conversation and keeps what comes of it. Where another writer was first,
/// the conversation is read again and the command decided again: perhaps otherwise than before.
///
/// Reading, deciding and writing could stand in one transaction here. They do not, since in most
/// hosts other processes write meanwhile, and a decision should not hold a lock.
pub(crate) fn act(
    company: &Company,
    store: &Store,
    conversation: ConversationId,
    by: PersonId,
    command: Command,
    now: Instant,
) -> Result<Acted, Fault> {
    for _ in 0..ATTEMPTS {
        let before = store.load(conversation)?;
        let done = decide(company, &before, by, command.clone(), now)?;
        match store.write(|writer| writer.keep(&done)) {
            Err(Fault::Stale) => {}
            Err(fault) => return Err(fault),
            Ok(()) => {
                let context = company.around(&before, now)?;
                let case = context.case(&before)?;
                let told = case.notifications(&done.events, &company.directory)?;
                return Ok(Acted {
                    conversation: done.state,
                    told,
                });
            }
        }
    }
    Err(Fault::Stale)
}

/// What comes of a command; nothing is kept yet.
pub(crate) fn decide(
    company: &Company,
    before: &Conversation,
    by: PersonId,
    command: Command,
    now: Instant,
) -> Result<ConversationOutcome, Fault> {
    let context = company.around(before, now)?;
    let case = context.case(before)?;
    Ok(case.execute(&case.relation(&company.directory, by), command)?)
}

/// Starts a check-in of two people.
pub(crate) fn start(
    company: &Company,
    store: &Store,
    by: PersonId,
    with: PersonId,
    now: Instant,
) -> Result<Conversation, Fault> {
    let pair = company.directory.pair(by, with)?;
    let start = Start {
        conversation: new_id(pair, now),
        pair,
    };
    let context = Context::new(&company.org, &company.check_in, None, now)?;
    let started = context.start(&company.directory.actor(by), start)?;
    store.write(|writer| writer.keep(&started))?;
    Ok(started.state)
}

/// The id of a new check-in. A host in earnest draws one at random; here two runs are the same.
fn new_id(pair: Pair, now: Instant) -> ConversationId {
    ConversationId::from_key(Uuid::from(pair.direct_report()), &format!("check-in/{now}"))
}

/// Something of what a person sees of a conversation.
pub(crate) fn see<T, E: Into<visavis::Error>>(
    company: &Company,
    conversation: &Conversation,
    who: PersonId,
    now: Instant,
    ask: impl FnOnce(&Sight<'_>) -> Result<T, E>,
) -> Result<T, Fault> {
    let context = company.around(conversation, now)?;
    let case = context.case(conversation)?;
    let sight = case.sight(&case.relation(&company.directory, who))?;
    ask(&sight).map_err(|error| error.into().into())
}

/// The earlier conversations that a person is offered for reference in another one.
pub(crate) fn earlier(
    company: &Company,
    store: &Store,
    conversation: &Conversation,
    who: PersonId,
    now: Instant,
) -> Result<Vec<EarlierConversation>, Fault> {
    let all = store.of_pair(conversation.direct_report(), conversation.manager())?;
    let relation = company.directory.relation(who, &conversation.pair());
    let contexts = all.iter().map(|one| company.around(one, now));
    let contexts = contexts.collect::<Result<Vec<_>, _>>()?;
    let sights = contexts.iter().zip(&all);
    let sights = sights.map(|(context, one)| context.case(one)?.sight(&relation));
    let sights = sights.collect::<Result<Vec<_>, _>>()?;
    let context = company.around(conversation, now)?;
    let sight = context.case(conversation)?.sight(&relation)?;
    Ok(sight.earlier(&sights)?)
}

/// Does what time asks for: shows the directory to the cycle, and puts new rows in place for the
/// conversations whose boundary has come.
pub(crate) fn wake(company: &Company, store: &Store, now: Instant) -> Result<(), Fault> {
    show_directory(company, store, now)?;
    let due = store.due(now)?;
    store.write(|writer| {
        for conversation in due {
            let context = company.around(&conversation, now)?;
            writer.put_row(&context.case(&conversation)?.index_row())?;
        }
        Ok(())
    })
}

/// Shows the directory to the cycle, as a host does at the launch and whenever somebody joins or
/// gets another manager: whoever is to have a review gets it. Doing it twice is harmless, and of
/// two at once one is refused as stale and keeps nothing.
pub(crate) fn show_directory(company: &Company, store: &Store, now: Instant) -> Result<(), Fault> {
    let (context, id) = (company.of_cycle(now)?, company.cycle.id());
    let Some(timeline) = context.cycle_times().map(|times| times.timeline(now)) else {
        return Ok(());
    };
    let roster: Option<Roster> = store.find(id)?;
    let shown = context.roll_out(roster.as_ref(), &company.directory)?;
    store.write(|writer| {
        if let Some(roster) = &shown.roster {
            writer.append(&roster.state, &roster.events)?;
        }
        for launched in &shown.launched {
            writer.keep(launched)?;
        }
        let next = [timeline.next, shown.next].into_iter().flatten().min();
        writer.put_cycle_row(id, next)
    })
}
