//! The driver for C: a program in `tests/c` that links the library and makes ordinary calls of its
//! header. Runner and program exchange messages of fields, so that the program needs no JSON parser.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError};

use serde_json::Value;
use visavis::ask::{DirectoryQuestion, SightQuestion};
use visavis::conversation::AnswerId;
use visavis::{Actor, Pair};

use crate::driver::{Around, Between, Bound, Call, Failure, Outcome, Said, Who, named};
use crate::world::envelope;

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
    asked(call)
        .and_then(|message| answered(&message))
        .unwrap_or_else(|failure| Outcome {
            said: Err(failure),
            kept: None,
        })
}

/// What the one call answers to a document, with people handed in beside it.
pub(crate) fn ask(directory: Option<&str>, request: &str) -> Result<Said, Failure> {
    let mut message = Message::default();
    message.add("ask").list(directory).add(request);
    answered(&message)?.said
}

fn answered(message: &Message) -> Result<Outcome, Failure> {
    let answer = sent(message).map_err(Failure::Unplayable)?;
    outcome(&mut answer.into_iter())
        .unwrap_or_else(|| Err(unplayable("the C driver answers in riddles")))
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

fn sent(message: &Message) -> Result<Vec<String>, String> {
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
            template_revision: Some(fields.next()?.parse().ok()?).filter(|&revision| revision > 0),
        }),
        "rolled_out" => Ok(Said::RolledOut {
            roster: list(fields)?.into_iter().next(),
            launched: list(fields)?,
            template_revision: fields.next()?.parse().ok()?,
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

    fn actor(&mut self, who: Who<'_>) -> Result<&mut Self, Failure> {
        Ok(match who {
            Who::Stated(actor) => {
                let actor: Actor = serde_json::from_value(actor.clone()).map_err(unplayable)?;
                self.add("stated")
                    .add(actor.organisation().to_string())
                    .add(actor.person().to_string())
                    .number(actor.is_active().into())
                    .number(actor.is_super_admin().into())
            }
            Who::Person { directory, id } => self.add("person").add(directory).add(id),
        })
    }

    fn relation(&mut self, who: Who<'_>) -> &mut Self {
        match who {
            Who::Stated(relation) => self.add("stated").add(envelope("relation", relation)),
            Who::Person { directory, id } => self.add("person").add(directory).add(id),
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
                self.add("pair").pair(pair)
            }
        })
    }

    /// A question with its name, by which the program knows what typed calls to hold its answer
    /// against.
    fn question(&mut self, question: &Value) -> &mut Self {
        self.add(question.to_string()).add(named(question).0)
    }

    /// A question to a sight, with what the typed call of its name takes.
    fn of_sight(&mut self, question: &Value) -> &mut Self {
        self.question(question);
        match serde_json::from_value(question.clone()) {
            Ok(SightQuestion::Answer(AnswerId {
                part,
                question,
                earlier_manager,
            })) => self
                .add(part.name())
                .add(question.to_string())
                .list(earlier_manager.map(|person| person.to_string()).as_deref()),
            Ok(SightQuestion::Fact(fact)) => self.add(fact.code().to_string()),
            Ok(SightQuestion::May(action)) => self.add(action.name()),
            Ok(SightQuestion::MayEdit(question)) => self.add(question.to_string()),
            // Nothing of the other questions, nor of one that cannot be read.
            Ok(_) | Err(_) => self,
        }
    }

    /// The same for a directory.
    fn of_directory(&mut self, question: &Value) -> &mut Self {
        self.question(question);
        match serde_json::from_value(question.clone()) {
            Ok(DirectoryQuestion::Actor(person)) => self.add(person.to_string()),
            Ok(DirectoryQuestion::Relation { person, pair }) => {
                self.add(person.to_string()).pair(pair)
            }
            Ok(_) | Err(_) => self,
        }
    }

    fn pair(&mut self, pair: Pair) -> &mut Self {
        self.add(pair.organisation().to_string())
            .add(pair.direct_report().to_string())
            .add(pair.manager().to_string())
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
            actor,
            between,
            id,
            command,
            existing,
        } => m
            .add("start")
            .around_with(around, id)
            .between(between)?
            .actor(actor)?
            .list(command)
            .list(existing),
        Call::Command {
            bound,
            relation,
            request,
        } => m
            .add("command")
            .bound(bound)
            .relation(relation)
            .add(request),
        Call::CreateTemplate {
            organisation,
            actor,
            draft,
            now,
        } => m
            .add("create_template")
            .add(organisation)
            .add(draft)
            .actor(actor)?
            .add(now),
        Call::CopyTemplate {
            around,
            actor,
            id,
            name,
        } => m
            .add("copy_template")
            .around(around)
            .actor(actor)?
            .add(id)
            .add(name),
        Call::CommandTemplate {
            around,
            actor,
            rows,
            cycles,
            request,
        } => m
            .add("command_template")
            .around(around)
            .list(rows.iter().map(String::as_str))
            .list(cycles.iter().copied())
            .actor(actor)?
            .add(request),
        Call::SetUpCycle {
            around,
            actor,
            draft,
        } => m
            .add("set_up_cycle")
            .around(around)
            .actor(actor)?
            .add(draft),
        Call::CommandCycle {
            around,
            roster,
            directory,
            actor,
            request,
        } => m
            .add("command_cycle")
            .around(around)
            .list(roster)
            .list(directory)
            .actor(actor)?
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
        Call::ReplayUntil { kind, events, at } => m
            .add("replay_until")
            .add(kind.name())
            .list(events.iter().map(String::as_str))
            .add(at),
        Call::Read { kind, bytes } => m.add("read").add(kind).add(bytes),
        Call::ReadSent { kind, bytes } => m.add("read_sent").add(kind).add(bytes),
        _ => return asked_to_see(call),
    };
    Ok(message)
}

/// The message of a call that looks at something.
fn asked_to_see(call: &Call<'_>) -> Result<Message, Failure> {
    let mut message = Message::default();
    let m = &mut message;
    match *call {
        Call::Sight {
            bound,
            relation,
            directory,
            question,
        } => m
            .add("sight")
            .list(directory)
            .bound(bound)
            .relation(relation)
            .of_sight(question),
        Call::Sights {
            all,
            relation,
            directory,
            question,
        } => m
            .add("sights")
            .list(directory)
            .relation(relation)
            .all(all)
            .question(question),
        Call::Case {
            bound,
            directory,
            question,
        } => m
            .add("case")
            .list(directory)
            .bound(bound)
            .question(question),
        Call::Cycle { around, question } => m.add("cycle").around(around).question(question),
        Call::Directory {
            directory,
            strict,
            question,
        } => m
            .add("directory")
            .add(directory)
            .number(strict.into())
            .of_directory(question),
        Call::Template { template, question } => m.add("template").add(template).question(question),
        Call::Roster {
            roster,
            directory,
            question,
        } => m
            .add("roster")
            .add(roster)
            .list(directory)
            .question(question),
        Call::Calendar {
            organisation,
            now,
            question,
        } => m
            .add("calendar")
            .add(organisation)
            .add(now)
            .question(question)
            .list(named(question).1.as_str()),
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
        Call::Offers {
            organisation,
            templates,
            actor,
            directory,
            person,
            now,
        } => m
            .add("offers")
            .add(organisation)
            .list(templates.iter().copied())
            .add(directory)
            .add(person)
            .actor(actor)?
            .add(now)
            .add(directory),
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
