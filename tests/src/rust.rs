//! The driver for Rust: each call by the ordinary public calls of the crate.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use visavis::*;

use crate::driver::{Actor, Around, Between, Bound, Call, Drawn, Failure, Kind, Outcome, Said};

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
            by,
            between,
            id,
        } => {
            let facts = Facts::read(around)?;
            let start = Start {
                conversation: parse(id)?,
                pair: pair(between)?,
            };
            executed(facts.context()?.start(&actor(by)?, start)?)
        }
        Call::Command { bound, by, request } => {
            let (facts, conversation) = read_bound(bound)?;
            let (by, request) = (actor_in(by, &conversation)?, read(request)?);
            let context = facts.context()?;
            let outcome = context.case(&conversation)?.execute(&by, &request);
            *kept = Some(to_json(&conversation)?);
            executed(outcome?)
        }
        Call::CreateTemplate {
            organisation,
            by,
            draft,
            now,
        } => {
            let (organisation, draft) = (read(organisation)?, read(draft)?);
            changed(Template::create(
                &organisation,
                &actor(by)?,
                draft,
                instant(now)?,
            )?)
        }
        Call::CopyTemplate {
            around,
            by,
            id,
            name,
        } => {
            let Facts {
                organisation,
                template,
                now,
                ..
            } = Facts::read(around)?;
            changed(template.copy(&organisation, &actor(by)?, parse(id)?, name, now)?)
        }
        Call::CommandTemplate {
            around,
            by,
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
            let cycles: Vec<_> = cycles.iter().collect();
            let (by, request) = (actor(by)?, read(request)?);
            let outcome = template.execute(&organisation, &by, &rows, &cycles, &request, now);
            *kept = Some(to_json(&template)?);
            changed(outcome?)
        }
        Call::SetUpCycle { around, by, draft } => {
            let Facts {
                organisation,
                template,
                now,
                ..
            } = Facts::read(around)?;
            changed(Cycle::set_up(
                &organisation,
                &template,
                &actor(by)?,
                read(draft)?,
                now,
            )?)
        }
        Call::CommandCycle {
            around,
            roster,
            by,
            request,
        } => {
            let Facts {
                organisation,
                template,
                cycle,
                now,
            } = Facts::read(around)?;
            let cycle = cycle.ok_or_else(|| unplayable("there is no cycle"))?;
            let (by, request) = (actor(by)?, read(request)?);
            let roster: Option<Roster> = roster.map(read).transpose()?;
            let roster = roster.as_ref();
            let outcome = cycle.execute(&organisation, &template, roster, &by, &request, now);
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
            let outcome = facts
                .context()?
                .roll_out(roster.as_ref(), &load(directory)?);
            *kept = roster.as_ref().map(to_json).transpose()?;
            let RollOut {
                roster,
                launched,
                next,
                ..
            } = outcome?;
            let launched = launched.into_iter().flat_map(|new| new.events);
            Ok(Said::RolledOut {
                roster: roster.events.first().map(to_json).transpose()?,
                launched: written(&launched.collect::<Vec<_>>())?,
                next: next.map(|next| next.to_string()),
            })
        }
        Call::Replay { kind, events } => replay(kind, events).map(Said::Value),
        Call::Read { kind, bytes } => rewritten(kind, bytes).map(Said::Value),
        Call::View {
            bound,
            by,
            references,
        } => {
            let references = references.iter().map(|text| Reference::new(text.as_str()));
            let references = references
                .collect::<Result<Vec<_>, _>>()
                .map_err(Error::from)?;
            sight(bound, by, |sight| {
                text(&sight.view(&references).map_err(Error::from)?)
            })
        }
        Call::Row {
            bound,
            by,
            directory,
        } => {
            let directory = load(directory)?;
            sight(bound, by, |sight| text(&sight.row(&directory)?))
        }
        Call::Actions { bound, by } => sight(bound, by, |sight| {
            text(&sight.actions().map_err(Error::from)?)
        }),
        Call::SharePrompt { bound, by } => sight(bound, by, |sight| {
            text(&sight.share_prompt().map_err(Error::from)?)
        }),
        Call::Explain { bound, by, about } => {
            let asked = value(about)?;
            sight(bound, by, |sight| match asked {
                DecisionSubject::Answer { side, question } => text(&sight.answer(side, question)),
                DecisionSubject::Fact(fact) => text(&sight.fact(fact)),
                DecisionSubject::Action(action) => text(&sight.may(action).map_err(Error::from)?),
                DecisionSubject::Edit { question } => {
                    text(&sight.may_edit(question).map_err(Error::from)?)
                }
                _ => Err(unplayable("this cannot be explained")),
            })
        }
        Call::Record { bound, by, about } => {
            let asked = value(about)?;
            sight(bound, by, |sight| text(&sight.record(asked)))
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
        Call::Notifications {
            bound,
            events,
            directory,
        } => {
            let events = events.iter().map(|event| read(event));
            let events = events.collect::<Result<Vec<ConversationEvent>, _>>()?;
            let directory = load(directory)?;
            case(bound, |case| {
                text(&case.notifications(&events, &directory)?)
            })
        }
        Call::OwnershipPrompt { bound, directory } => {
            let directory = load(directory)?;
            case(bound, |case| text(&case.ownership_prompt(&directory)?))
        }
        Call::EditRequests { all, by } => sights(all, by, |sights| text(&edit_requests(sights)?)),
        Call::EditRequestsDigest { all, by, day } => sights(all, by, |sights| {
            let day = day.parse().map_err(Error::from)?;
            text(&edit_requests_digest(sights, day)?)
        }),
        Call::Lists { all, by, directory } => {
            let directory = load(directory)?;
            sights(all, by, |sights| text(&lists(sights, &directory)?))
        }
        Call::Earlier { bound, all, by } => sights(all, by, |others| {
            sight(bound, by, |sight| text(&sight.earlier(others)?))
        }),
        Call::Offers {
            organisation,
            templates,
            by,
            directory,
            person,
            now,
        } => {
            let organisation = read(organisation)?;
            let templates = read_all::<Template>(templates)?;
            let templates: Vec<_> = templates.iter().collect();
            let directory = load(directory)?;
            let pairs = directory.pairs_of(parse(person)?);
            let offered = offers(&organisation, &templates, &actor(by)?, pairs, instant(now)?)?;
            text(&offered)
        }
        Call::Timeline { bound, drawn } => case(bound, |case| timeline(&case.timeline(), drawn)),
        Call::OwnTimeline { bound, by, drawn } => sight(bound, by, |sight| {
            timeline(&sight.timeline().map_err(Error::from)?, drawn)
        }),
        Call::CycleTimeline { around, drawn } => {
            let facts = Facts::read(around)?;
            let context = facts.context()?;
            let times = context
                .cycle_times()
                .ok_or_else(|| unplayable("there is no cycle"))?;
            timeline(&times.timeline(context.now()), drawn)
        }
        Call::IndexRow { bound } => {
            case(bound, |case| Ok(Said::Value(to_json(&case.index_row())?)))
        }
        Call::ToPurge { template, rows } => {
            let (template, rows) = (read::<Template>(template)?, read_all(rows)?);
            text(&template.to_purge(&rows).collect::<Vec<_>>())
        }
        Call::Waiting { roster } => {
            let roster: Roster = read(roster)?;
            let waiting = roster.waiting();
            let waiting: Map<_, _> = waiting
                .map(|(person, since)| (person.to_string(), json!(since)))
                .collect();
            text(&waiting)
        }
        Call::Faults {
            directory,
            strict: false,
        } => text(load(directory)?.faults()),
        Call::Faults {
            directory,
            strict: true,
        } => {
            let directory = Directory::load_strict(read(directory)?).map_err(Error::from)?;
            text(directory.faults())
        }
        Call::Relation {
            directory,
            person,
            to,
        } => {
            let (directory, person) = (load(directory)?, parse(person)?);
            let relation = match to.map(read::<Conversation>).transpose()? {
                Some(conversation) => directory.relation_to(person, &conversation.pair()),
                None => directory.relation(person),
            };
            Ok(Said::Value(to_json(&relation)?))
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
        Call::ReadList { directory, csv } => {
            text(&load(directory)?.read_list(csv).map_err(Error::from)?)
        }
        Call::Calendar {
            organisation,
            now,
            asked,
        } => {
            let organisation: Org = read(organisation)?;
            let calendar = organisation.calendar(instant(now)?);
            let mut answers = Map::new();
            for &(name, of) in asked {
                answers.insert(name.into(), calendar_answer(calendar, name, of)?);
            }
            answers.insert("zone".into(), json!(calendar.zone()));
            answers.insert("today".into(), json!(calendar.today().to_string()));
            text(&answers)
        }
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
        Call::Refusals => {
            let codes = Reason::REGISTRY.iter();
            text(
                &codes
                    .map(|(code, rule)| json!({ "code": code, "rule": rule }))
                    .collect::<Vec<_>>(),
            )
        }
    }
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

fn load(directory: &str) -> Result<Directory, Error> {
    Ok(Directory::load(read(directory)?)?)
}

/// The relation of who acts to the people of a conversation.
fn actor_in(by: Actor<'_>, conversation: &Conversation) -> Result<Relation, Failure> {
    match by {
        Actor::Stated(relation) => Ok(read(relation)?),
        Actor::Person { directory, id } => {
            Ok(load(directory)?.relation_to(parse(id)?, &conversation.pair()))
        }
    }
}

/// The relation of who acts.
fn actor(by: Actor<'_>) -> Result<Relation, Failure> {
    match by {
        Actor::Stated(relation) => Ok(read(relation)?),
        Actor::Person { directory, id } => Ok(load(directory)?.relation(parse(id)?)),
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

fn case(bound: Bound<'_>, then: impl FnOnce(Case<'_>) -> Answer) -> Answer {
    let (facts, conversation) = read_bound(bound)?;
    let context = facts.context()?;
    then(context.case(&conversation)?)
}

fn sight(bound: Bound<'_>, by: Actor<'_>, then: impl FnOnce(&Sight<'_>) -> Answer) -> Answer {
    case(bound, |case| {
        then(&case.sight(&actor_in(by, case.conversation())?)?)
    })
}

fn sights(all: &[Bound<'_>], by: Actor<'_>, then: impl FnOnce(&[Sight<'_>]) -> Answer) -> Answer {
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
    let cases = cases.collect::<Result<Vec<_>, _>>()?;
    let sights = cases
        .iter()
        .map(|case| Ok(case.sight(&actor_in(by, case.conversation())?)?))
        .collect::<Result<Vec<_>, Failure>>()?;
    then(&sights)
}

fn executed(executed: Executed) -> Answer {
    Ok(Said::Changed {
        state: to_json(&executed.conversation)?,
        events: written(&executed.events)?,
        row: Some(to_json(&executed.row)?),
        repeated: executed.repeated,
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

/// Something read from JSON and written again.
fn rewritten(kind: &str, bytes: &[u8]) -> Result<String, Failure> {
    fn again<T: Wire>(bytes: &[u8]) -> Result<String, Error> {
        to_json(&from_json::<T>(bytes)?)
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
    Ok(again(bytes)?)
}

/// A timeline as it is, or its picture as a JSON text.
fn timeline(timeline: &Timeline, drawn: Option<Drawn<'_>>) -> Answer {
    match drawn {
        None => text(timeline),
        Some(Drawn::Svg(title)) => text(&timeline.to_svg(title)),
        Some(Drawn::Mermaid(title)) => text(&timeline.to_mermaid(title)),
    }
}

/// JSON without an envelope.
fn value<T: DeserializeOwned>(json: &Value) -> Result<T, Failure> {
    serde_json::from_value(json.clone()).map_err(unplayable)
}

fn calendar_answer(calendar: Calendar<'_>, name: &str, of: &str) -> Result<Value, Failure> {
    let date = || of.parse::<Date>().map_err(Error::from);
    Ok(match name {
        "day_start" => json!(calendar.day_start(date()?)),
        "deadline" => json!(calendar.deadline(date()?)),
        "five_pm" => json!(calendar.five_pm(date()?)),
        "exists" => json!(calendar.zone().exists(date()?)),
        "top_of_hour" => json!(calendar.top_of_hour(instant(of)?)),
        "local_date" => json!(calendar.local_date(instant(of)?).to_string()),
        _ => return Err(unplayable(format_args!("a calendar has no `{name}`"))),
    })
}
