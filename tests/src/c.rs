//! The driver for C: a program in `tests/c` that links the library and makes ordinary calls of its
//! header. Runner and program exchange messages of fields, so that the program needs no JSON parser.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError};

use serde_json::Value;
use visavis::{DecisionSubject, Pair};

use crate::driver::{Actor, Around, Between, Bound, Call, Drawn, Failure, Outcome, Said};

/// The program, while it runs.
static DRIVER: Mutex<Option<Driver>> = Mutex::new(None);

/// Where the program stands: what `VISAVIS_C_DRIVER` names, or what the script builds.
static PROGRAM: LazyLock<Result<String, String>> = LazyLock::new(|| {
    if let Ok(program) = std::env::var("VISAVIS_C_DRIVER") {
        return Ok(program);
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("c/build.sh");
    let built = Command::new("sh")
        .arg(&script)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{}: {error}", script.display()))?;
    match built.status.success() {
        true => Ok(String::from_utf8_lossy(&built.stdout).trim().to_owned()),
        false => Err(format!("{} failed", script.display())),
    }
});

struct Driver {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

pub(crate) fn call(call: &Call<'_>) -> Outcome {
    let asked = asked(call).and_then(|message| ask(&message).map_err(Failure::Unplayable));
    let answered = asked.and_then(|answer| {
        outcome(&mut answer.into_iter()).unwrap_or_else(|| {
            Err(Failure::Unplayable(
                "the C driver answers in riddles".into(),
            ))
        })
    });
    answered.unwrap_or_else(|failure| Outcome {
        said: Err(failure),
        kept: None,
    })
}

/// Ends the program, and says where it ends otherwise than well, as with a leak that was found.
///
/// # Errors
/// How it ended.
pub fn finish() -> Result<(), String> {
    let driver = DRIVER.lock().unwrap_or_else(PoisonError::into_inner).take();
    driver.map_or(Ok(()), ended)
}

fn ended(driver: Driver) -> Result<(), String> {
    let Driver { mut child, to, .. } = driver;
    drop(to);
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the C driver ended with {status}")),
        Err(error) => Err(format!("the C driver did not end: {error}")),
    }
}

fn ask(message: &Message) -> Result<Vec<String>, String> {
    let mut running = DRIVER.lock().unwrap_or_else(PoisonError::into_inner);
    let mut driver = match running.take() {
        Some(driver) => driver,
        None => begin()?,
    };
    match exchange(&mut driver, message) {
        Ok(answer) => {
            *running = Some(driver);
            Ok(answer)
        }
        Err(error) => Err(match ended(driver) {
            Ok(()) => format!("the C driver said no more: {error}"),
            Err(fault) => fault,
        }),
    }
}

fn begin() -> Result<Driver, String> {
    let program = PROGRAM.as_deref().map_err(Clone::clone)?;
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{program}: {error}"))?;
    let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("the C driver cannot be spoken to".into());
    };
    Ok(Driver {
        child,
        to,
        from: BufReader::new(from),
    })
}

fn exchange(driver: &mut Driver, message: &Message) -> io::Result<Vec<String>> {
    let mut bytes = format!("{}\n", message.0.len()).into_bytes();
    for field in &message.0 {
        bytes.extend(format!("{}\n", field.len()).into_bytes());
        bytes.extend(field);
        bytes.push(b'\n');
    }
    driver.to.write_all(&bytes)?;
    driver.to.flush()?;
    let count = number(&mut driver.from)?;
    let mut fields = Vec::new();
    for _ in 0..count {
        let mut field = vec![0; number(&mut driver.from)? + 1];
        driver.from.read_exact(&mut field)?;
        field.pop();
        fields.push(String::from_utf8(field).map_err(io::Error::other)?);
    }
    Ok(fields)
}

fn number(from: &mut impl BufRead) -> io::Result<usize> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    line.trim_end().parse().map_err(io::Error::other)
}

/// What the fields of an answer say; none where they say nothing.
fn outcome(fields: &mut impl Iterator<Item = String>) -> Option<Result<Outcome, Failure>> {
    let kept = optional(fields)?;
    let kind = fields.next()?;
    let said = match kind.as_str() {
        "value" => Ok(Said::Value(fields.next()?)),
        "changed" => Ok(Said::Changed {
            state: fields.next()?,
            events: list(fields)?,
            row: optional(fields)?,
            repeated: Some(fields.next()?.parse().ok()?).filter(|&revision| revision > 0),
        }),
        "rolled_out" => Ok(Said::RolledOut {
            roster: list(fields)?.into_iter().next(),
            launched: list(fields)?,
            next: optional(fields)?,
        }),
        "refused" => Err(Failure::Refused(fields.next()?)),
        "error" => Err(Failure::Error(fields.next()?)),
        "unplayable" => Err(Failure::Unplayable(fields.next()?)),
        "wrong" => {
            return Some(Err(Failure::Unplayable(format!(
                "XCT-7: {}",
                fields.next()?
            ))));
        }
        _ => return None,
    };
    match fields.next() {
        None => Some(Ok(Outcome { said, kept })),
        Some(_) => None,
    }
}

fn list(fields: &mut impl Iterator<Item = String>) -> Option<Vec<String>> {
    let count: usize = fields.next()?.parse().ok()?;
    (0..count).map(|_| fields.next()).collect()
}

fn optional(fields: &mut impl Iterator<Item = String>) -> Option<Option<String>> {
    Some(list(fields)?.into_iter().next())
}

/// What the program is sent.
#[derive(Default)]
struct Message(Vec<Vec<u8>>);

impl Message {
    fn add(&mut self, field: impl Into<Vec<u8>>) -> &mut Self {
        self.0.push(field.into());
        self
    }

    fn number(&mut self, number: usize) -> &mut Self {
        self.add(number.to_string())
    }

    fn list<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> &mut Self {
        let texts: Vec<_> = texts.into_iter().collect();
        self.number(texts.len());
        for text in texts {
            self.add(text);
        }
        self
    }

    fn around(&mut self, around: Around<'_>) -> &mut Self {
        self.add(around.organisation)
            .add(around.template)
            .list(around.cycle)
            .add(around.now)
    }

    fn bound(&mut self, bound: Bound<'_>) -> &mut Self {
        self.around_with(bound.around, bound.conversation)
    }

    fn around_with(&mut self, around: Around<'_>, text: &str) -> &mut Self {
        self.around(around).add(text)
    }

    fn all(&mut self, all: &[Bound<'_>]) -> &mut Self {
        self.number(all.len());
        for &bound in all {
            self.bound(bound);
        }
        self
    }

    fn by(&mut self, by: Actor<'_>) -> &mut Self {
        match by {
            Actor::Stated(relation) => self.add("stated").add(relation),
            Actor::Person { directory, id } => self.add("person").add(directory).add(id),
        }
    }

    fn between(&mut self, between: Between<'_>) -> Result<&mut Self, Failure> {
        Ok(match between {
            Between::Counterpart {
                directory,
                by,
                with,
            } => self.add("counterpart").add(directory).add(by).add(with),
            Between::Pair(pair) => {
                let pair: Pair = serde_json::from_value(pair.clone()).map_err(unplayable)?;
                self.add("pair")
                    .add(pair.organisation.to_string())
                    .add(pair.direct_report.to_string())
                    .add(pair.manager.to_string())
            }
        })
    }

    /// `data`, or the form of the picture and its title.
    fn drawn(&mut self, drawn: Option<Drawn<'_>>) -> &mut Self {
        match drawn {
            None => self.add("data"),
            Some(Drawn::Svg(title)) => self.add("svg").add(title),
            Some(Drawn::Mermaid(title)) => self.add("mermaid").add(title),
        }
    }

    fn about(&mut self, about: &Value) -> Result<&mut Self, Failure> {
        let asked: DecisionSubject = serde_json::from_value(about.clone()).map_err(unplayable)?;
        Ok(match asked {
            DecisionSubject::Answer { side, question } => self
                .add("answer")
                .add(name(&side)?)
                .add(question.to_string()),
            DecisionSubject::Fact(fact) => self.add("fact").add(name(&fact)?),
            DecisionSubject::Action(action) => self.add("action").add(name(&action)?),
            DecisionSubject::Edit { question } => self.add("edit").add(question.to_string()),
            _ => return Err(unplayable("this cannot be asked")),
        })
    }
}

/// The name of a code: as JSON has it, with a stroke between a name and what it is the name of.
fn name(value: &impl serde::Serialize) -> Result<String, Failure> {
    let value = serde_json::to_value(value).map_err(unplayable)?;
    let fields = value.as_object().and_then(|fields| fields.iter().next());
    match (value.as_str(), fields) {
        (Some(name), _) => Ok(name.to_owned()),
        (None, Some((name, of))) => Ok(format!("{name}/{}", of.as_str().unwrap_or_default())),
        (None, None) => Err(unplayable("this has no name")),
    }
}

fn unplayable(why: impl ToString) -> Failure {
    Failure::Unplayable(why.to_string())
}

/// The message of a call: its name, then what it takes, in the order in which the program reads it.
fn asked(call: &Call<'_>) -> Result<Message, Failure> {
    let mut message = Message::default();
    let m = &mut message;
    match *call {
        Call::Start {
            around,
            by,
            between,
            id,
        } => m
            .add("start")
            .around_with(around, id)
            .between(between)?
            .by(by),
        Call::Command { bound, by, request } => m.add("command").bound(bound).by(by).add(request),
        Call::CreateTemplate {
            organisation,
            by,
            draft,
            now,
        } => m
            .add("create_template")
            .add(organisation)
            .add(draft)
            .by(by)
            .add(now),
        Call::CopyTemplate {
            around,
            by,
            id,
            name,
        } => m
            .add("copy_template")
            .around(around)
            .by(by)
            .add(id)
            .add(name),
        Call::CommandTemplate {
            around,
            by,
            rows,
            cycles,
            request,
        } => m
            .add("command_template")
            .around(around)
            .list(rows.iter().map(String::as_str))
            .list(cycles.iter().copied())
            .by(by)
            .add(request),
        Call::SetUpCycle { around, by, draft } => {
            m.add("set_up_cycle").around(around).by(by).add(draft)
        }
        Call::CommandCycle {
            around,
            roster,
            by,
            request,
        } => m
            .add("command_cycle")
            .around(around)
            .list(roster)
            .by(by)
            .add(request),
        Call::RollOut {
            around,
            roster,
            directory,
        } => m.add("roll_out").around(around).list(roster).add(directory),
        Call::Replay { kind, events } => m
            .add("replay")
            .add(kind.name())
            .list(events.iter().map(String::as_str)),
        Call::Read { kind, bytes } => m.add("read").add(kind).add(bytes),
        _ => return asked_to_see(call),
    };
    Ok(message)
}

/// The message of a call that looks at something.
fn asked_to_see(call: &Call<'_>) -> Result<Message, Failure> {
    let mut message = Message::default();
    let m = &mut message;
    match *call {
        Call::View {
            bound,
            by,
            references,
        } => m
            .add("view")
            .bound(bound)
            .by(by)
            .list(references.iter().map(String::as_str)),
        Call::Row {
            bound,
            by,
            directory,
        } => m
            .add("row")
            .add(directory)
            .bound(bound)
            .by(by)
            .add(directory),
        Call::Actions { bound, by } => m.add("actions").bound(bound).by(by),
        Call::SharePrompt { bound, by } => m.add("share_prompt").bound(bound).by(by),
        Call::Explain { bound, by, about } => m.add("explain").bound(bound).by(by).about(about)?,
        Call::Record { bound, by, about } => m.add("record").bound(bound).by(by).about(about)?,
        Call::Preview {
            by,
            before,
            after,
            conversations,
        } => m
            .add("preview")
            .add(by)
            .around(before.around)
            .add(before.directory)
            .around(after.around)
            .add(after.directory)
            .list(conversations.iter().copied()),
        Call::Notifications {
            bound,
            events,
            directory,
        } => m
            .add("notifications")
            .bound(bound)
            .list(events.iter().map(String::as_str))
            .add(directory),
        Call::OwnershipPrompt { bound, directory } => {
            m.add("ownership_prompt").bound(bound).add(directory)
        }
        Call::EditRequests { all, by } => m.add("edit_requests").by(by).all(all),
        Call::EditRequestsDigest { all, by, day } => {
            m.add("edit_requests_digest").by(by).all(all).add(day)
        }
        Call::Lists { all, by, directory } => {
            m.add("lists").add(directory).by(by).all(all).add(directory)
        }
        Call::Earlier { bound, all, by } => m.add("earlier").by(by).all(all).bound(bound),
        Call::Offers {
            organisation,
            templates,
            by,
            directory,
            person,
            now,
        } => m
            .add("offers")
            .add(organisation)
            .list(templates.iter().copied())
            .add(directory)
            .add(person)
            .by(by)
            .add(now)
            .add(directory),
        Call::Timeline { bound, drawn } => m.add("timeline").bound(bound).drawn(drawn),
        Call::OwnTimeline { bound, by, drawn } => {
            m.add("own_timeline").bound(bound).by(by).drawn(drawn)
        }
        Call::CycleTimeline { around, drawn } => {
            m.add("cycle_timeline").around(around).drawn(drawn)
        }
        Call::IndexRow { bound } => m.add("index_row").bound(bound),
        Call::ToPurge { template, rows } => m
            .add("to_purge")
            .add(template)
            .list(rows.iter().map(String::as_str)),
        Call::Waiting { roster } => m.add("waiting").add(roster),
        Call::Faults { directory, strict } => m.add("faults").add(directory).number(strict.into()),
        Call::Relation {
            directory,
            person,
            to,
        } => m.add("relation").add(directory).add(person).list(to),
        Call::Calendar {
            organisation,
            now,
            asked,
        } => {
            m.add("calendar")
                .add(organisation)
                .add(now)
                .number(asked.len());
            for &(name, of) in asked {
                m.add(name).add(of);
            }
            m
        }
        Call::Engine => m.add("engine"),
        Call::Prospects {
            around,
            roster,
            directory,
        } => m
            .add("prospects")
            .around(around)
            .list(roster)
            .add(directory),
        Call::ReadList { directory, csv } => m.add("read_list").add(directory).add(csv),
        Call::Rules => m.add("rules"),
        Call::Refusals => m.add("refusals"),
        _ => return Err(unplayable("the C driver has no such call")),
    };
    Ok(message)
}
