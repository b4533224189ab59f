//! The driver for the one call: each call as one document for `vv_ask`, which the program in C hands in.
//!
//! What cannot be read stands at another place in the whole document than by itself; it is told as the
//! typed call of C tells it, which then has to find that it cannot be read either. Bytes that may be no
//! text have typed calls only.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::driver::{Around, Between, Bound, Call, Failure, Outcome, Said, Who};
use crate::world::{envelope, parsed};

/// What `vv_ask` answers.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer<'a> {
    #[serde(borrow)]
    Result(&'a RawValue),
    #[serde(borrow)]
    Refusal(&'a RawValue),
    #[serde(borrow)]
    Error(&'a RawValue),
}

/// What a command comes to; the runner asks for notifications by a call of their own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Changed<'a> {
    #[serde(borrow)]
    state: &'a RawValue,
    #[serde(borrow)]
    events: Vec<&'a RawValue>,
    #[serde(borrow)]
    row: Option<&'a RawValue>,
    repeated: Option<u64>,
    template_revision: Option<u64>,
    #[serde(rename = "notifications")]
    _notifications: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RolledOut<'a> {
    #[serde(borrow)]
    roster: Option<Changed<'a>>,
    #[serde(borrow)]
    launched: Vec<Changed<'a>>,
    template_revision: u64,
    #[serde(rename = "prospects")]
    _prospects: IgnoredAny,
    next: Option<String>,
}

/// Kinds of errors that say that a document cannot be read.
const UNREADABLE: [&str; 5] = ["json", "utf8", "kind", "version", "time"];

pub(crate) fn call(call: &Call<'_>) -> Outcome {
    let said = match document(call) {
        Ok(Some(Document { handed, request })) => answered(call, handed, &request),
        Ok(None) => crate::c::call(call).said,
        Err(failure) => Err(failure),
    };
    // The texts that were handed in are the runner's own.
    Outcome { said, kept: None }
}

fn answered(call: &Call<'_>, handed: Option<&str>, request: &str) -> Result<Said, Failure> {
    let Said::Value(text) = crate::c::ask(handed, request)? else {
        return Err(unplayable("the one call changed something"));
    };
    match serde_json::from_str(&text).map_err(unplayable)? {
        Answer::Result(result) => said(call, result.get()),
        Answer::Refusal(refusal) => Err(Failure::Refused(refusal.get().into())),
        Answer::Error(error) if parsed(error.get())["kind"] == "json" => {
            match crate::c::call(call).said {
                Err(Failure::Error(alone))
                    if UNREADABLE
                        .contains(&parsed(&alone)["kind"].as_str().unwrap_or_default()) =>
                {
                    Err(Failure::Error(alone))
                }
                other => Err(unplayable(format_args!(
                    "XCT-7: the one call cannot read this: {error}; a typed call says {other:?}"
                ))),
            }
        }
        Answer::Error(error) => Err(Failure::Error(error.get().into())),
    }
}

fn said(call: &Call<'_>, result: &str) -> Result<Said, Failure> {
    let text = |raw: &RawValue| raw.get().to_owned();
    match call {
        Call::Start { .. }
        | Call::Command { .. }
        | Call::CreateTemplate { .. }
        | Call::CopyTemplate { .. }
        | Call::CommandTemplate { .. }
        | Call::SetUpCycle { .. }
        | Call::CommandCycle { .. } => {
            let changed: Changed<'_> = serde_json::from_str(result).map_err(unplayable)?;
            Ok(Said::Changed {
                state: text(changed.state),
                events: changed.events.into_iter().map(text).collect(),
                row: changed.row.map(text),
                repeated: changed.repeated,
                template_revision: changed.template_revision,
            })
        }
        Call::RollOut { .. } => {
            let done: RolledOut<'_> = serde_json::from_str(result).map_err(unplayable)?;
            let launched = done.launched.into_iter().flat_map(|new| new.events);
            let recorded = done.roster.into_iter().flat_map(|roster| roster.events);
            Ok(Said::RolledOut {
                roster: recorded.map(text).next(),
                launched: launched.map(text).collect(),
                template_revision: done.template_revision,
                next: done.next,
            })
        }
        _ => Ok(Said::Value(result.into())),
    }
}

/// A request, and the people if they are handed in beside it.
struct Document<'a> {
    handed: Option<&'a str>,
    request: String,
}

/// The document of a call; none if it cannot be one.
fn document<'a>(call: &Call<'a>) -> Result<Option<Document<'a>>, Failure> {
    // The people stand in the document of every other kind of call, so that both are played.
    let beside = |handed, ask: String| {
        let request = format!(r#"{{"ask":{ask}}}"#);
        Ok(Some(Document { handed, request }))
    };
    let inside = |directory: &str, strict: bool, ask: String| {
        let request = format!(r#"{{"directory":{directory},"strict":{strict},"ask":{ask}}}"#);
        let handed = None;
        Ok(Some(Document { handed, request }))
    };
    match *call {
        Call::Start {
            around,
            actor,
            between,
            id,
            command,
            existing,
        } => {
            let mut start = json!({ "conversation": id, "pair": pair(between)? });
            if let Some(command) = command {
                start["id"] = command.into();
            }
            let start = envelope("start", &start);
            let (context, by) = (context(around), by("actor", actor));
            let existing = possibly(existing);
            let ask = format!(
                r#"{{"start":{{"context":{context},"by":{by},"start":{start},"existing":{existing}}}}}"#
            );
            beside(people(actor), ask)
        }
        Call::Command {
            bound,
            relation,
            request,
        } => {
            let (bound, by) = (conversation(bound), by("relation", relation));
            let ask = format!(r#"{{"command":{{{bound},"by":{by},"command":{request}}}}}"#);
            beside(people(relation), ask)
        }
        Call::CreateTemplate {
            organisation,
            actor,
            draft,
            now,
        } => {
            let (by, now) = (by("actor", actor), json!(now));
            let facts = format!(r#""organisation":{organisation},"by":{by},"now":{now}"#);
            let ask = format!(r#"{{"create_template":{{{facts},"draft":{draft}}}}}"#);
            beside(people(actor), ask)
        }
        Call::CopyTemplate {
            around,
            actor,
            id,
            name,
        } => {
            let (context, by) = (context(around), by("actor", actor));
            let (id, name) = (json!(id), json!(name));
            let facts = format!(r#""context":{context},"by":{by},"id":{id},"name":{name}"#);
            beside(people(actor), format!(r#"{{"copy_template":{{{facts}}}}}"#))
        }
        Call::CommandTemplate {
            around,
            actor,
            rows,
            cycles,
            request,
        } => {
            let (context, by) = (context(around), by("actor", actor));
            let (rows, cycles) = (rows.join(","), cycles.join(","));
            let facts = format!(r#""context":{context},"by":{by},"command":{request}"#);
            let used = format!(r#""rows":[{rows}],"cycles":[{cycles}]"#);
            let ask = format!(r#"{{"command_template":{{{facts},{used}}}}}"#);
            beside(people(actor), ask)
        }
        Call::SetUpCycle {
            around,
            actor,
            draft,
        } => {
            let (context, by) = (context(around), by("actor", actor));
            let facts = format!(r#""context":{context},"by":{by},"draft":{draft}"#);
            beside(people(actor), format!(r#"{{"set_up_cycle":{{{facts}}}}}"#))
        }
        Call::CommandCycle {
            around,
            roster,
            directory,
            actor,
            request,
        } => {
            let (context, by) = (context(around), by("actor", actor));
            let facts = format!(r#""context":{context},"by":{by},"command":{request}"#);
            let roster = possibly(roster);
            let ask = format!(r#"{{"command_cycle":{{{facts},"roster":{roster}}}}}"#);
            beside(directory.or(people(actor)), ask)
        }
        Call::RollOut {
            around,
            roster,
            directory,
        } => {
            let (context, roster) = (context(around), possibly(roster));
            let ask = format!(r#"{{"roll_out":{{"context":{context},"roster":{roster}}}}}"#);
            inside(directory, false, ask)
        }
        Call::Prospects {
            around,
            roster,
            directory,
        } => {
            let (context, roster) = (context(around), possibly(roster));
            let ask = format!(r#"{{"prospects":{{"context":{context},"roster":{roster}}}}}"#);
            beside(Some(directory), ask)
        }
        Call::Replay { kind, events } => {
            let (kind, events) = (kind.name(), events.join(","));
            let ask = format!(r#"{{"replay":{{"log":{{"{kind}":[{events}]}}}}}}"#);
            beside(None, ask)
        }
        Call::ReplayUntil { kind, events, at } => {
            let (kind, events, at) = (kind.name(), events.join(","), json!(at));
            let log = format!(r#"{{"{kind}":[{events}]}}"#);
            beside(
                None,
                format!(r#"{{"replay":{{"log":{log},"until":{at}}}}}"#),
            )
        }
        Call::Read { .. } | Call::ReadSent { .. } | Call::ReadList { .. } => Ok(None),
        Call::Sight {
            bound,
            relation,
            directory,
            question,
        } => {
            let (bound, by) = (conversation(bound), by("relation", relation));
            let ask = format!(r#"{{"sight":{{{bound},"by":{by},"question":{question}}}}}"#);
            beside(directory.or(people(relation)), ask)
        }
        Call::Sights {
            all,
            relation,
            directory,
            question,
        } => {
            let all = all.iter().map(|bound| {
                let (context, conversation) = (context(bound.around), bound.conversation);
                format!("[{context},{conversation}]")
            });
            let (all, by) = (all.collect::<Vec<_>>().join(","), by("relation", relation));
            let facts = format!(r#""conversations":[{all}],"by":{by}"#);
            let ask = format!(r#"{{"sights":{{{facts},"question":{question}}}}}"#);
            match directory.or(people(relation)) {
                Some(directory) => inside(directory, false, ask),
                None => beside(None, ask),
            }
        }
        Call::Case {
            bound,
            directory,
            question,
        } => {
            let bound = conversation(bound);
            let ask = format!(r#"{{"case":{{{bound},"question":{question}}}}}"#);
            beside(directory, ask)
        }
        Call::Cycle { around, question } => {
            let context = context(around);
            let ask = format!(r#"{{"cycle":{{"context":{context},"question":{question}}}}}"#);
            beside(None, ask)
        }
        Call::Directory {
            directory,
            strict,
            question,
        } => inside(directory, strict, format!(r#"{{"directory":{question}}}"#)),
        Call::Template { template, question } => {
            let ask = format!(r#"{{"template":{{"template":{template},"question":{question}}}}}"#);
            beside(None, ask)
        }
        Call::Roster {
            roster,
            directory,
            question,
        } => {
            let ask = format!(r#"{{"roster":{{"roster":{roster},"question":{question}}}}}"#);
            beside(directory, ask)
        }
        Call::Calendar {
            organisation,
            now,
            question,
        } => {
            let facts = format!(r#""organisation":{organisation},"now":{}"#, json!(now));
            let ask = format!(r#"{{"calendar":{{{facts},"question":{question}}}}}"#);
            beside(None, ask)
        }
        Call::Preview {
            by,
            before,
            after,
            conversations,
        } => {
            let (by, conversations) = (json!(by), conversations.join(","));
            let mut facts = format!(r#""by":{by},"conversations":[{conversations}]"#);
            if after.directory != before.directory {
                facts.push_str(&format!(r#","directory_after":{}"#, after.directory));
            }
            let directory = before.directory;
            let (before, after) = (context(before.around), context(after.around));
            let ask = format!(r#"{{"preview":{{{facts},"before":{before},"after":{after}}}}}"#);
            inside(directory, false, ask)
        }
        Call::Offers {
            organisation,
            templates,
            actor,
            directory,
            now,
            ..
        } => {
            let (templates, by, now) = (templates.join(","), by("actor", actor), json!(now));
            let facts = format!(r#""organisation":{organisation},"templates":[{templates}]"#);
            let ask = format!(r#"{{"offers":{{{facts},"by":{by},"now":{now}}}}}"#);
            beside(Some(directory), ask)
        }
        Call::Engine => beside(None, r#""engine""#.into()),
        Call::Rules => beside(None, r#""rules""#.into()),
        Call::Refusals => beside(None, r#""refusals""#.into()),
    }
}

fn unplayable(why: impl ToString) -> Failure {
    Failure::Unplayable(why.to_string())
}

fn possibly(text: Option<&str>) -> &str {
    text.unwrap_or(r#""none""#)
}

fn context(around: Around<'_>) -> String {
    let Around {
        organisation,
        template,
        cycle,
        now,
    } = around;
    let (cycle, now) = (possibly(cycle), json!(now));
    let facts = format!(r#""organisation":{organisation},"template":{template}"#);
    format!(r#"{{{facts},"cycle":{cycle},"now":{now}}}"#)
}

/// The fields of a conversation and what it stands among.
fn conversation(bound: Bound<'_>) -> String {
    let (context, conversation) = (context(bound.around), bound.conversation);
    format!(r#""context":{context},"conversation":{conversation}"#)
}

/// Who asks: somebody of the directory, or what the host states of them.
fn by(stated: &str, who: Who<'_>) -> String {
    match who {
        Who::Person { id, .. } => json!({ "person": id }).to_string(),
        Who::Stated(of) => format!(r#"{{"{stated}":{}}}"#, envelope(stated, of)),
    }
}

fn people<'a>(who: Who<'a>) -> Option<&'a str> {
    match who {
        Who::Person { directory, .. } => Some(directory),
        Who::Stated(_) => None,
    }
}

/// The pair of a conversation that starts: a host asks for it first if it knows only the two.
fn pair(between: Between<'_>) -> Result<Value, Failure> {
    match between {
        Between::Pair(pair) => Ok(pair.clone()),
        Between::Counterpart {
            directory,
            by,
            with,
        } => {
            let question = json!({ "pair": [by, with] });
            let call = Call::Directory {
                directory,
                strict: false,
                question: &question,
            };
            match self::call(&call).said? {
                Said::Value(pair) => Ok(parsed(&pair)),
                _ => Err(unplayable("a question changed something")),
            }
        }
    }
}
