//! The driver for Rust: each call by the ordinary public calls of the crate. What is asked of a handle
//! is asked by a document, which the method of the same name answers.

use std::cell::RefCell;
use std::rc::Rc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use visavis::{
    ask::*, calendar::*, command::*, conversation::*, cycle::*, error::*, org::*, preview::*,
    refusal::*, rule::*, sight::*, template::*, time::*, wire::*, *,
};

use crate::driver::{Around, Between, Bound, Call, Failure, Kind, Outcome, Said, Who, named};
use crate::world::envelope;

type Answer = Result<Said, Failure>;

pub(crate) fn call(call: &Call<'_>) -> Outcome {
    let mut kept = None;
    let said = answer(call, &mut kept);
    Outcome { said, kept }
}

fn answer(call: &Call<'_>, kept: &mut Option<String>) -> Answer {
    match *call {
        Call::Start {
            around,
            actor,
            between,
            id,
            command,
            existing,
        } => {
            let facts = Facts::read(around)?;
            let start = Start {
                conversation: parse(id)?,
                pair: pair(between)?,
                id: command.map(parse).transpose()?,
            };
            let existing: Option<Conversation> = existing.map(read).transpose()?;
            let by = self::actor(actor)?;
            let started = facts.context()?.start(&by, start, existing.as_ref())?;
            executed(started.conversation, Some(started.template_revision))
        }
        Call::Command {
            bound,
            relation,
            request,
        } => {
            let (facts, conversation) = read_bound(bound)?;
            let context = facts.context()?;
            let case = context.case(&conversation)?;
            let request: Request<Command> = read(request)?;
            let outcome = case.execute(&self::relation(relation, case)?, request);
            *kept = Some(to_json(&conversation)?);
            executed(outcome?, None)
        }
        Call::CreateTemplate {
            organisation,
            actor,
            draft,
            now,
        } => {
            let (organisation, draft) = (read(organisation)?, read(draft)?);
            changed(Template::create(
                &organisation,
                &self::actor(actor)?,
                draft,
                instant(now)?,
            )?)
        }
        Call::CopyTemplate {
            around,
            actor,
            id,
            name,
        } => {
            let Facts {
                organisation,
                template,
                now,
                ..
            } = Facts::read(around)?;
            let actor = self::actor(actor)?;
            changed(template.copy(&organisation, &actor, parse(id)?, name, now)?)
        }
        Call::CommandTemplate {
            around,
            actor,
            rows,
            cycles,
            request,
        } => {
            let Facts {
                organisation,
                template,
                now,
                ..
            } = Facts::read(around)?;
            let (rows, cycles) = (read_all(rows)?, read_all::<Cycle>(cycles)?);
            let evidence = TemplateEvidence {
                rows: &rows,
                cycles: &cycles.iter().collect::<Vec<_>>(),
            };
            let (actor, request) = (self::actor(actor)?, read::<Request<_>>(request)?);
            let outcome = template.execute(&organisation, &evidence, &actor, request, now);
            *kept = Some(to_json(&template)?);
            changed(outcome?)
        }
        Call::SetUpCycle {
            around,
            actor,
            draft,
        } => {
            let Facts {
                organisation,
                template,
                now,
                ..
            } = Facts::read(around)?;
            changed(Cycle::set_up(
                &organisation,
                &template,
                &self::actor(actor)?,
                read(draft)?,
                now,
            )?)
        }
        Call::CommandCycle {
            around,
            roster,
            directory,
            actor,
            request,
        } => {
            let Facts {
                organisation,
                template,
                cycle,
                now,
            } = Facts::read(around)?;
            let cycle = cycle.ok_or_else(|| unplayable("there is no cycle"))?;
            let roster: Option<Roster> = roster.map(read).transpose()?;
            let directory = directory.map(load).transpose()?;
            let evidence = CycleEvidence {
                template: &template,
                roster: roster.as_ref(),
                directory: directory.as_deref(),
            };
            let (actor, request) = (self::actor(actor)?, read::<Request<_>>(request)?);
            let outcome = cycle.execute(&organisation, &evidence, &actor, request, now);
            *kept = Some(to_json(&cycle)?);
            changed(outcome?)
        }
        Call::RollOut {
            around,
            roster,
            directory,
        } => {
            let facts = Facts::read(around)?;
            let roster: Option<Roster> = roster.map(read).transpose()?;
            let directory = load(directory)?;
            let outcome = facts.context()?.roll_out(roster.as_ref(), &directory);
            *kept = roster.as_ref().map(to_json).transpose()?;
            let RollOut {
                roster,
                launched,
                template_revision,
                next,
                ..
            } = outcome?;
            let launched = launched.into_iter().flat_map(|new| new.events);
            let recorded = roster.map_or_else(Vec::new, |roster| roster.events);
            Ok(Said::RolledOut {
                roster: recorded.first().map(to_json).transpose()?,
                launched: written(&launched.collect::<Vec<_>>())?,
                template_revision,
                next: next.map(|next| next.to_string()),
            })
        }
        Call::Replay { kind, events } => replay(kind, events).map(Said::Value),
        Call::ReplayUntil { kind, events, at } => {
            let state = replay_until(kind, events, instant(at)?)?;
            Ok(Said::Value(state.unwrap_or_else(|| "null".into())))
        }
        Call::Read { kind, bytes } => rewritten(kind, bytes, false).map(Said::Value),
        Call::ReadSent { kind, bytes } => rewritten(kind, bytes, true).map(Said::Value),
        Call::Sight {
            bound,
            relation,
            directory,
            question,
        } => {
            let directory = directory.map(load).transpose()?;
            let people = directory.as_deref();
            let question = asked(question)?;
            sight(bound, relation, |sight| sight.ask(people, &question))
        }
        Call::Sights {
            all,
            relation,
            directory,
            question,
        } => {
            let directory = directory.map(load).transpose()?;
            let people = directory.as_deref();
            let question = asked(question)?;
            sights(all, relation, |sights| ask_sights(sights, people, question))
        }
        Call::Case {
            bound,
            directory,
            question,
        } => {
            let directory = directory.map(load).transpose()?;
            let people = directory.as_deref();
            let question = asked(question)?;
            case(bound, |case| Ok(case.ask(people, &question)?))
        }
        Call::Cycle { around, question } => {
            let facts = Facts::read(around)?;
            told(facts.context()?.ask(&asked(question)?)?)
        }
        Call::Directory {
            directory,
            strict,
            question,
        } => {
            let directory = match strict {
                true => Rc::new(Directory::load_strict(read(directory)?)?),
                false => load(directory)?,
            };
            told(directory.ask(&asked(question)?)?)
        }
        Call::Template { template, question } => {
            told(read::<Template>(template)?.ask(&asked(question)?)?)
        }
        Call::Roster {
            roster,
            directory,
            question,
        } => {
            let directory = directory.map(load).transpose()?;
            let (roster, question) = (read::<Roster>(roster)?, asked(question)?);
            told(roster.ask(directory.as_deref(), &question)?)
        }
        Call::Calendar {
            organisation,
            now,
            question,
        } => {
            let organisation: Org = read(organisation)?;
            let calendar = organisation.calendar(instant(now)?);
            // A text that is no date or no instant is told as such, and not as a document that cannot
            // be read.
            match named(question) {
                (_, Value::Null) => {}
                ("local_date" | "top_of_hour", at) => {
                    instant(at.as_str().unwrap_or_default())?;
                }
                (_, date) => {
                    let date = date.as_str().unwrap_or_default().parse::<Date>();
                    date.map_err(Error::from)?;
                }
            }
            told(calendar.ask(&asked(question)?)?)
        }
        Call::Preview {
            by,
            before,
            after,
            conversations,
        } => {
            let conversations = conversations.iter().map(|conversation| read(conversation));
            let conversations = conversations.collect::<Result<Vec<Conversation>, _>>()?;
            let [was, would_be] = [Facts::read(before.around)?, Facts::read(after.around)?];
            let [today, then] = [load(before.directory)?, load(after.directory)?];
            let [was, would_be] = [was.context()?, would_be.context()?];
            let facts = |context, directory| PreviewInputs { context, directory };
            let (before, after) = (facts(&was, &today), facts(&would_be, &then));
            text(&preview(parse(by)?, before, after, &conversations)?)
        }
        Call::Offers {
            organisation,
            templates,
            actor,
            directory,
            person,
            now,
        } => {
            let organisation = read(organisation)?;
            let templates = read_all::<Template>(templates)?;
            let templates: Vec<_> = templates.iter().collect();
            let directory = load(directory)?;
            let pairs = directory.pairs_of(parse(person)?);
            let (actor, now) = (self::actor(actor)?, instant(now)?);
            text(&offers(&organisation, &templates, &actor, pairs, now)?)
        }
        Call::Prospects {
            around,
            roster,
            directory,
        } => {
            let facts = Facts::read(around)?;
            let roster: Option<Roster> = roster.map(read).transpose()?;
            let directory = load(directory)?;
            text(&facts.context()?.prospects(roster.as_ref(), &directory)?)
        }
        Call::ReadList { directory, csv } => text(&load(directory)?.read_list(csv)?),
        Call::Engine => text(&json!({
            "version": VERSION, "zones": TZ_DATABASE, "schema": SCHEMA_VERSION,
        })),
        Call::Rules => {
            let rules = Rule::ALL.iter().map(|rule| {
                json!({
                    "rule": rule, "title": rule.title(), "text": rule.text(),
                    "area": rule.area().prefix(),
                })
            });
            text(&rules.collect::<Vec<_>>())
        }
        Call::Refusals => text(Reason::REGISTRY),
    }
}

fn asked<Question: DeserializeOwned>(question: &Value) -> Result<Question, Error> {
    read_question(question.to_string().as_bytes())
}

fn told(answer: Document) -> Answer {
    Ok(Said::Value(answer.into()))
}

fn unplayable(why: impl ToString) -> Failure {
    Failure::Unplayable(why.to_string())
}

fn text(value: &(impl Serialize + ?Sized)) -> Answer {
    serde_json::to_string(value)
        .map(Said::Value)
        .map_err(unplayable)
}

fn read<T: Wire>(json: &str) -> Result<T, Error> {
    from_json(json.as_bytes())
}

fn read_all<T: Wire>(texts: &[impl AsRef<str>]) -> Result<Vec<T>, Error> {
    texts.iter().map(|text| read(text.as_ref())).collect()
}

fn parse<T: core::str::FromStr<Err = uuid::Error>>(id: &str) -> Result<T, Failure> {
    id.parse()
        .map_err(|_| unplayable(format_args!("`{id}` is no UUID")))
}

fn instant(now: &str) -> Result<Instant, Error> {
    Ok(now.parse()?)
}

thread_local! {
    /// The directory that was loaded last: most calls are handed the same.
    static LOADED: RefCell<Option<(String, Rc<Directory>)>> = const { RefCell::new(None) };
}

fn load(directory: &str) -> Result<Rc<Directory>, Error> {
    LOADED.with_borrow_mut(|loaded| match loaded {
        Some((text, loaded)) if text == directory => Ok(Rc::clone(loaded)),
        _ => {
            let new = Rc::new(Directory::load(read(directory)?)?);
            *loaded = Some((directory.to_owned(), Rc::clone(&new)));
            Ok(new)
        }
    })
}

fn actor(who: Who<'_>) -> Result<Actor, Failure> {
    match who {
        Who::Stated(actor) => value(actor),
        Who::Person { directory, id } => Ok(load(directory)?.actor(parse(id)?)),
    }
}

fn relation(who: Who<'_>, case: Case<'_>) -> Result<Relation, Failure> {
    match who {
        Who::Stated(relation) => Ok(read(&envelope("relation", relation))?),
        Who::Person { directory, id } => Ok(case.relation(&*load(directory)?, parse(id)?)),
    }
}

fn pair(between: Between<'_>) -> Result<Pair, Failure> {
    match between {
        Between::Pair(pair) => value(pair),
        Between::Counterpart {
            directory,
            by,
            with,
        } => {
            let pair = load(directory)?.pair(parse(by)?, parse(with)?);
            Ok(pair.map_err(Error::from)?)
        }
    }
}

/// The facts of [`Around`], read.
struct Facts {
    organisation: Org,
    template: Template,
    cycle: Option<Cycle>,
    now: Instant,
}

impl Facts {
    fn read(around: Around<'_>) -> Result<Self, Error> {
        Ok(Self {
            organisation: read(around.organisation)?,
            template: read(around.template)?,
            cycle: around.cycle.map(read).transpose()?,
            now: instant(around.now)?,
        })
    }

    fn context(&self) -> Result<Context<'_>, Error> {
        Context::new(
            &self.organisation,
            &self.template,
            self.cycle.as_ref(),
            self.now,
        )
    }
}

fn read_bound(bound: Bound<'_>) -> Result<(Facts, Conversation), Error> {
    Ok((Facts::read(bound.around)?, read(bound.conversation)?))
}

fn case(bound: Bound<'_>, then: impl FnOnce(Case<'_>) -> Result<Document, Failure>) -> Answer {
    let (facts, conversation) = read_bound(bound)?;
    let context = facts.context()?;
    told(then(context.case(&conversation)?)?)
}

fn sight(
    bound: Bound<'_>,
    who: Who<'_>,
    then: impl FnOnce(&Sight<'_>) -> Result<Document, Error>,
) -> Answer {
    case(bound, |case| Ok(then(&case.sight(&relation(who, case)?)?)?))
}

fn sights(
    all: &[Bound<'_>],
    who: Who<'_>,
    then: impl FnOnce(&[Sight<'_>]) -> Result<Document, Error>,
) -> Answer {
    let all = all
        .iter()
        .map(|&bound| read_bound(bound))
        .collect::<Result<Vec<_>, _>>()?;
    let contexts = all
        .iter()
        .map(|(facts, _)| facts.context())
        .collect::<Result<Vec<_>, _>>()?;
    let cases = contexts
        .iter()
        .zip(&all)
        .map(|(context, (_, of))| context.case(of));
    // A host passes over what was destroyed and not purged yet (TPL-13).
    let destroyed = |case: &Result<_, Error>| matches!(case, Err(Error::Destroyed { .. }));
    let cases = cases
        .filter(|case| !destroyed(case))
        .collect::<Result<Vec<_>, _>>()?;
    let sights = cases
        .iter()
        .map(|&case| Ok(case.sight(&relation(who, case)?)?))
        .collect::<Result<Vec<_>, Failure>>()?;
    told(then(&sights)?)
}

fn executed(outcome: ConversationOutcome, template_revision: Option<u64>) -> Answer {
    Ok(Said::Changed {
        state: to_json(&outcome.state)?,
        events: written(&outcome.events)?,
        row: Some(to_json(&outcome.row)?),
        repeated: outcome.repeated,
        template_revision,
    })
}

fn changed<State: Wire, Id, Change>(outcome: visavis::Outcome<State, Id, Change>) -> Answer
where
    Event<Id, Change>: Wire,
{
    Ok(Said::Changed {
        state: to_json(&outcome.state)?,
        events: written(&outcome.events)?,
        row: None,
        repeated: outcome.repeated,
        template_revision: None,
    })
}

fn written<T: Wire>(values: &[T]) -> Result<Vec<String>, Error> {
    values.iter().map(to_json).collect()
}

fn replay(kind: Kind, events: &[String]) -> Result<String, Failure> {
    Ok(match kind {
        Kind::Template => to_json(&Template::replay(&read_all(events)?)?)?,
        Kind::Cycle => to_json(&Cycle::replay(&read_all(events)?)?)?,
        Kind::Roster => to_json(&Roster::replay(&read_all(events)?)?)?,
        Kind::Conversation => to_json(&Conversation::replay(&read_all(events)?)?)?,
    })
}

fn replay_until(kind: Kind, events: &[String], at: Instant) -> Result<Option<String>, Failure> {
    fn written<T: Wire>(state: Option<T>) -> Result<Option<String>, Error> {
        state.as_ref().map(to_json).transpose()
    }
    Ok(match kind {
        Kind::Template => written(Template::replay_until(&read_all(events)?, at)?)?,
        Kind::Cycle => written(Cycle::replay_until(&read_all(events)?, at)?)?,
        Kind::Roster => written(Roster::replay_until(&read_all(events)?, at)?)?,
        Kind::Conversation => written(Conversation::replay_until(&read_all(events)?, at)?)?,
    })
}

/// Something read from JSON and written again.
fn rewritten(kind: &str, bytes: &[u8], sent: bool) -> Result<String, Failure> {
    fn again<T: Wire>(bytes: &[u8], sent: bool) -> Result<String, Error> {
        let read: T = match sent {
            true => from_person(bytes)?,
            false => from_json(bytes)?,
        };
        to_json(&read)
    }
    let again = match kind {
        "organisation" => again::<Org>,
        "directory" => again::<DirectoryData>,
        "relation" => again::<Relation>,
        "index_row" => again::<IndexRow>,
        "template" => again::<Template>,
        "template_draft" => again::<TemplateDraft>,
        "template_event" => again::<TemplateEvent>,
        "template_command" => again::<Request<TemplateCommand>>,
        "cycle" => again::<Cycle>,
        "cycle_draft" => again::<CycleDraft>,
        "cycle_event" => again::<CycleEvent>,
        "cycle_command" => again::<Request<CycleCommand>>,
        "roster" => again::<Roster>,
        "roster_event" => again::<RosterEvent>,
        "conversation" => again::<Conversation>,
        "conversation_event" => again::<ConversationEvent>,
        "command" => again::<Request<Command>>,
        "start" => again::<Start>,
        _ => return Err(unplayable(format_args!("there is no kind `{kind}`"))),
    };
    Ok(again(bytes, sent)?)
}

/// JSON without an envelope.
fn value<T: DeserializeOwned>(json: &Value) -> Result<T, Failure> {
    serde_json::from_value(json.clone()).map_err(unplayable)
}
