//! The one call: reads what is asked, asks it, and says what came of it.

use serde::Serialize;

use super::answer::{RollOutDocument, changed};
use super::documents::{ActorBy, Log, RelationBy};
use super::handles::{SightsQuestion, ask_sights};
use super::{Ask, AskRequest, Document, OutcomeDocument, Stored};
use crate::wire::{read_document, unreadable};
use crate::{
    Actor, Case, Conversation, Cycle, CycleEvidence, Directory, DirectoryData, Error, Instant,
    PreviewInputs, Reason, Refusal, Relation, Roster, Rule, SCHEMA_VERSION, TZ_DATABASE, Template,
    TemplateEvidence, VERSION, Wire, offers, preview,
};

/// The people of a call, if it has any, and how those of a document are read.
#[derive(Clone, Copy)]
struct People<'d>(
    Option<&'d Directory>,
    fn(DirectoryData) -> Result<Directory, Refusal>,
);

impl<'d> People<'d> {
    fn needed(self, of: &'static str) -> Result<&'d Directory, Error> {
        self.0.ok_or(Error::Missing {
            what: "directory",
            of,
        })
    }

    fn actor(self, by: ActorBy) -> Result<Actor, Error> {
        match by {
            ActorBy::Person(person) => Ok(self.needed("person")?.actor(person)),
            ActorBy::Actor(actor) => Ok(actor.0),
        }
    }

    fn relation(self, by: RelationBy, case: &Case<'_>) -> Result<Relation, Error> {
        match by {
            RelationBy::Person(person) => Ok(case.relation(self.needed("person")?, person)),
            RelationBy::Relation(relation) => Ok(relation.0),
        }
    }
}

/// What the one call says.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Result(Document),
    Refusal(Refusal),
    Error(Error),
}

/// Answers a question or a command, with everything that it depends on in one document.
///
/// The answer is a document with one field: `result`; `refusal`, if a rule says no; or `error`, if the
/// call could not be decided. `directory` takes the place of the one in the document, which a host
/// with very many people keeps as a handle.
///
/// ```
/// let answer = visavis::ask::ask(None, br#"{ "ask": "refusals" }"#);
/// assert!(answer.starts_with(r#"{"result":[{"category":"#));
///
/// let answer = visavis::ask::ask(None, br#"{ "ask": { "directory": "faults" } }"#);
/// assert!(answer.starts_with(r#"{"error":{"#));
/// ```
#[must_use]
pub fn ask(directory: Option<&Directory>, request: &[u8]) -> String {
    let read = read_document::<AskRequest>(request).map_err(sent);
    let answer = match read.and_then(|request| {
        let load: fn(_) -> _ = match request.strict {
            true => Directory::load_strict,
            false => Directory::load,
        };
        let own = request.directory.map(|data| load(data.0)).transpose()?;
        answer(People(directory.or(own.as_ref()), load), request.ask)
    }) {
        Ok(document) => Answer::Result(document),
        Err(Error::Refused(refusal)) => Answer::Refusal(refusal),
        Err(error) => Answer::Error(error),
    };
    // Every answer has JSON.
    serde_json::to_string(&answer).unwrap_or_default()
}

/// A refusal in place of an error in what a person sent, as far as the request says that one did.
fn sent(error: Error) -> Error {
    if let Error::Json { path, message, .. } = &error
        && let Some(("ask.sent", within)) = path.split_at_checked("ask.sent".len())
        && let [_, carried, rest @ ..] = &*within.splitn(4, '.').skip(1).collect::<Vec<_>>()
        && ["command", "draft", "name", "start"].contains(carried)
    {
        return unreadable(rest.first().unwrap_or(&""), message).into();
    }
    error
}

fn answer(people: People<'_>, ask: Ask) -> Result<Document, Error> {
    match ask {
        Ask::CreateTemplate {
            organisation,
            by,
            draft,
            now,
        } => changed(Template::create(
            &organisation.0,
            &people.actor(by)?,
            draft.0,
            now,
        )?),
        Ask::CopyTemplate {
            context,
            by,
            id,
            name,
        } => {
            let (org, template) = (&context.organisation.0, &context.template.0);
            changed(template.copy(org, &people.actor(by)?, id, &name, context.now)?)
        }
        Ask::CommandTemplate {
            context,
            rows,
            cycles,
            by,
            command,
        } => {
            let (org, template) = (&context.organisation.0, &context.template.0);
            let rows: Vec<_> = rows.into_iter().map(|row| row.0).collect();
            let cycles: Vec<_> = cycles.iter().map(|cycle| &cycle.0).collect();
            let evidence = TemplateEvidence {
                rows: &rows,
                cycles: &cycles,
            };
            let by = people.actor(by)?;
            changed(template.execute(org, &evidence, &by, command.0, context.now)?)
        }
        Ask::SetUpCycle { context, by, draft } => {
            let (org, template) = (&context.organisation.0, &context.template.0);
            let by = people.actor(by)?;
            changed(Cycle::set_up(org, template, &by, draft.0, context.now)?)
        }
        Ask::CommandCycle {
            context,
            roster,
            by,
            command,
        } => {
            let cycle = context.cycle.get().ok_or(Error::Missing {
                what: "cycle",
                of: "command",
            })?;
            let evidence = CycleEvidence {
                template: &context.template.0,
                roster: roster.get().map(|roster| &roster.0),
                directory: people.0,
            };
            let (org, by) = (&context.organisation.0, people.actor(by)?);
            changed(
                cycle
                    .0
                    .execute(org, &evidence, &by, command.0, context.now)?,
            )
        }
        Ask::RollOut { context, roster } => {
            let roster = roster.get().map(|roster| &roster.0);
            let directory = people.needed("roll-out")?;
            RollOutDocument::of(context.context()?.roll_out(roster, directory)?)
        }
        Ask::Prospects { context, roster } => {
            let roster = roster.get().map(|roster| &roster.0);
            let directory = people.needed("roll-out")?;
            Document::of(&context.context()?.prospects(roster, directory)?)
        }
        Ask::Offers {
            organisation,
            templates,
            by,
            pairs,
            now,
        } => {
            let templates: Vec<_> = templates.iter().map(|template| &template.0).collect();
            let by = people.actor(by)?;
            let pairs = match pairs {
                Some(pairs) => pairs,
                None => people.needed("offer")?.pairs_of(by.person()).collect(),
            };
            Document::of(&offers(&organisation.0, &templates, &by, pairs, now)?)
        }
        Ask::Start {
            context,
            by,
            start,
            existing,
        } => {
            let context = context.context()?;
            let existing = existing.get().map(|existing| &existing.0);
            let started = context.start(&people.actor(by)?, start.0, existing)?;
            Document::of(&OutcomeDocument::started(started))
        }
        Ask::Command {
            context,
            conversation,
            by,
            command,
        } => {
            let context = context.context()?;
            let case = context.case(&conversation.0)?;
            let outcome = case.execute(&people.relation(by, &case)?, command.0)?;
            let after = context.case(&outcome.state)?;
            let told = people
                .0
                .map(|directory| after.notifications(&outcome.events, directory));
            let told = told.transpose()?;
            Document::of(&OutcomeDocument::with_row(outcome, told))
        }
        Ask::Sight {
            context,
            conversation,
            by,
            question,
        } => {
            let context = context.context()?;
            let case = context.case(&conversation.0)?;
            let sight = case.sight(&people.relation(by, &case)?)?;
            sight.ask(people.0, &question)
        }
        Ask::Sights {
            conversations,
            by,
            question,
        } => {
            let contexts = conversations.iter().map(|(context, _)| context.context());
            let contexts = contexts.collect::<Result<Vec<_>, _>>()?;
            let cases = contexts.iter().zip(&conversations);
            let cases = cases.map(|(context, (_, conversation))| context.case(&conversation.0));
            // The one whose earlier ones are asked for has to be there; of many, the destroyed are
            // passed over (TPL-13).
            let of_one = matches!(question, SightsQuestion::Earlier);
            let kept = |(place, case): &(usize, Result<_, Error>)| {
                let destroyed = matches!(case, Err(Error::Destroyed { .. }));
                !destroyed || of_one && *place == 0
            };
            let cases = cases.enumerate().filter(kept).map(|(_, case)| case);
            let cases = cases.collect::<Result<Vec<_>, _>>()?;
            let sights = cases
                .iter()
                .map(|case| case.sight(&people.relation(by, case)?));
            let sights = sights.collect::<Result<Vec<_>, _>>()?;
            ask_sights(&sights, people.0, question)
        }
        Ask::Case {
            context,
            conversation,
            question,
        } => {
            let context = context.context()?;
            context.case(&conversation.0)?.ask(people.0, &question)
        }
        Ask::Cycle { context, question } => context.context()?.ask(&question),
        Ask::Template { template, question } => template.0.ask(&question),
        Ask::Roster { roster, question } => roster.0.ask(people.0, &question),
        Ask::Directory(question) => people.needed("question")?.ask(&question),
        Ask::Preview {
            by,
            before,
            after,
            directory_after,
            conversations,
        } => {
            let today = people.needed("preview")?;
            let then = directory_after.map(|data| people.1(data.0)).transpose()?;
            let (before, after) = (before.context()?, after.context()?);
            let inputs = |context, directory| PreviewInputs { context, directory };
            let conversations = conversations.iter().map(|conversation| &conversation.0);
            let then = then.as_ref().unwrap_or(today);
            let preview = preview(
                by,
                inputs(&before, today),
                inputs(&after, then),
                conversations,
            )?;
            Document::of(&preview)
        }
        Ask::Replay { log, until } => match log {
            Log::Template(log) => replayed(log, until, Template::replay, Template::replay_until),
            Log::Cycle(log) => replayed(log, until, Cycle::replay, Cycle::replay_until),
            Log::Roster(log) => replayed(log, until, Roster::replay, Roster::replay_until),
            Log::Conversation(log) => {
                replayed(log, until, Conversation::replay, Conversation::replay_until)
            }
        },
        Ask::Calendar {
            organisation,
            now,
            question,
        } => organisation.0.calendar(now).ask(&question),
        Ask::Sent(ask) => answer(people, *ask),
        Ask::Engine => Document::of(&EngineDocument {
            schema: SCHEMA_VERSION,
            version: VERSION,
            zones: TZ_DATABASE,
        }),
        Ask::Rules => {
            let rules = Rule::ALL.iter().map(|&rule| RuleDocument {
                area: rule.area().prefix(),
                rule,
                text: rule.text(),
                title: rule.title(),
            });
            Document::of(&rules.collect::<Vec<_>>())
        }
        Ask::Refusals => Document::of(Reason::REGISTRY),
    }
}

fn replayed<State: Wire, Event>(
    log: Vec<Stored<Event>>,
    until: Option<Instant>,
    replay: fn(&[Event]) -> Result<State, Error>,
    replay_until: fn(&[Event], Instant) -> Result<Option<State>, Error>,
) -> Result<Document, Error> {
    let log: Vec<_> = log.into_iter().map(|event| event.0).collect();
    let state = match until {
        None => Some(replay(&log)?),
        Some(until) => replay_until(&log, until)?,
    };
    Document::of(&state.map(Stored))
}

/// The versions that an answer depends on.
#[derive(Serialize)]
struct EngineDocument {
    schema: u32,
    version: &'static str,
    zones: &'static str,
}

/// A rule of the catalogue; its fields stand in the order in which C and Python write them.
#[derive(Serialize)]
struct RuleDocument {
    area: &'static str,
    rule: Rule,
    text: &'static str,
    title: &'static str,
}
