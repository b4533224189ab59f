//! What a driver is asked and what it answers, in JSON texts, so that every language can answer to
//! the byte (XCT-7).

use std::panic::AssertUnwindSafe;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use visavis::{Error, Refusal};

/// The language through which the engine is called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Through {
    /// The crate itself.
    #[default]
    Rust,
    /// The C library, by a program that is built with it.
    C,
    /// The Python package, in a process of its own.
    Python,
    /// The one call that takes everything in one document, from C.
    Call,
    /// Each of them, which have to answer alike to the byte.
    All,
}

impl Through {
    /// The ways; the others have to answer as the first.
    const EACH: [Self; 4] = [Self::Rust, Self::C, Self::Python, Self::Call];

    pub(crate) fn call(self, call: &Call<'_>) -> Outcome {
        let call = || match self {
            Self::Rust => crate::rust::call(call),
            Self::C => crate::c::call(call),
            Self::Python => crate::python::call(call),
            Self::Call => crate::call::call(call),
            Self::All => alike(Self::EACH.map(|through| (through, through.call(call)))),
        };
        std::panic::catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Outcome {
            said: Err(Failure::Unplayable("XCT-6: the engine panicked".into())),
            kept: None,
        })
    }
}

/// The first outcome, where every other is the same.
fn alike<const N: usize>(outcomes: [(Through, Outcome); N]) -> Outcome {
    let mut outcomes = outcomes.into_iter();
    let first = outcomes.next().map(|(_, outcome)| outcome);
    let first = first.unwrap_or(Outcome {
        said: Err(Failure::Unplayable("there is no language".into())),
        kept: None,
    });
    for (through, other) in outcomes {
        // The one call is handed no aggregate that it could give back.
        if other.said != first.said || (through != Through::Call && other.kept != first.kept) {
            let problem = format!("XCT-7: through {through:?} it is {other:?}, not {first:?}");
            return Outcome {
                said: Err(Failure::Unplayable(problem)),
                kept: None,
            };
        }
    }
    first
}

/// A template, perhaps a cycle of it, and the organisation, at one instant.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Around<'a> {
    pub(crate) organisation: &'a str,
    pub(crate) template: &'a str,
    pub(crate) cycle: Option<&'a str>,
    pub(crate) now: &'a str,
}

/// The facts before a change, or after it.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Facts<'a> {
    pub(crate) around: Around<'a>,
    pub(crate) directory: &'a str,
}

/// Who asks: somebody of the directory, or what the host states of them itself, as JSON without an
/// envelope. A call that takes an `actor` means the person and their offices, one that takes a
/// `relation` how they stand to the two people of the conversation, or of each conversation.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Who<'a> {
    Person { directory: &'a str, id: &'a str },
    Stated(&'a Value),
}

/// A conversation with the facts that it is bound to.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Bound<'a> {
    pub(crate) around: Around<'a>,
    pub(crate) conversation: &'a str,
}

/// Who an anytime conversation is between.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Between<'a> {
    Counterpart {
        directory: &'a str,
        by: &'a str,
        with: &'a str,
    },
    Pair(&'a Value),
}

/// The aggregates, each with a log and a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Template,
    Cycle,
    Roster,
    Conversation,
}

impl Kind {
    /// The kind that envelopes name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::Cycle => "cycle",
            Self::Roster => "roster",
            Self::Conversation => "conversation",
        }
    }

    /// The kind of its events.
    pub(crate) const fn event(self) -> &'static str {
        match self {
            Self::Template => "template_event",
            Self::Cycle => "cycle_event",
            Self::Roster => "roster_event",
            Self::Conversation => "conversation_event",
        }
    }
}

/// One call of the engine. Texts are versioned JSON, instants and ids their usual text.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Call<'a> {
    Start {
        around: Around<'a>,
        actor: Who<'a>,
        between: Between<'a>,
        id: &'a str,
        /// The id of the command.
        command: Option<&'a str>,
        /// The conversation that there is of this id.
        existing: Option<&'a str>,
    },
    Command {
        bound: Bound<'a>,
        relation: Who<'a>,
        request: &'a str,
    },
    CreateTemplate {
        organisation: &'a str,
        actor: Who<'a>,
        draft: &'a str,
        now: &'a str,
    },
    CopyTemplate {
        around: Around<'a>,
        actor: Who<'a>,
        id: &'a str,
        name: &'a str,
    },
    CommandTemplate {
        around: Around<'a>,
        actor: Who<'a>,
        /// With the cycles the evidence: empty where nothing uses the template.
        rows: &'a [String],
        cycles: &'a [&'a str],
        request: &'a str,
    },
    SetUpCycle {
        around: Around<'a>,
        actor: Who<'a>,
        draft: &'a str,
    },
    CommandCycle {
        around: Around<'a>,
        /// With the directory the evidence.
        roster: Option<&'a str>,
        directory: Option<&'a str>,
        actor: Who<'a>,
        request: &'a str,
    },
    RollOut {
        around: Around<'a>,
        roster: Option<&'a str>,
        directory: &'a str,
    },
    Replay {
        kind: Kind,
        events: &'a [String],
    },
    /// The state at an instant as JSON, or null where there was none yet.
    ReplayUntil {
        kind: Kind,
        events: &'a [String],
        at: &'a str,
    },
    Read {
        kind: &'a str,
        bytes: &'a [u8],
    },
    /// The same of what a person sent.
    ReadSent {
        kind: &'a str,
        bytes: &'a [u8],
    },
    /// What one person sees, by a question of `visavis::ask`.
    Sight {
        bound: Bound<'a>,
        relation: Who<'a>,
        directory: Option<&'a str>,
        question: &'a Value,
    },
    /// Of several conversations; for `earlier` the one that offers the others comes first.
    Sights {
        all: &'a [Bound<'a>],
        relation: Who<'a>,
        directory: Option<&'a str>,
        question: &'a Value,
    },
    Case {
        bound: Bound<'a>,
        directory: Option<&'a str>,
        question: &'a Value,
    },
    Cycle {
        around: Around<'a>,
        question: &'a Value,
    },
    Directory {
        directory: &'a str,
        strict: bool,
        question: &'a Value,
    },
    Template {
        template: &'a str,
        question: &'a Value,
    },
    Roster {
        roster: &'a str,
        directory: Option<&'a str>,
        question: &'a Value,
    },
    Calendar {
        organisation: &'a str,
        now: &'a str,
        question: &'a Value,
    },
    Preview {
        /// An id.
        by: &'a str,
        before: Facts<'a>,
        after: Facts<'a>,
        conversations: &'a [&'a str],
    },
    Offers {
        organisation: &'a str,
        templates: &'a [&'a str],
        actor: Who<'a>,
        directory: &'a str,
        person: &'a str,
        now: &'a str,
    },
    Prospects {
        around: Around<'a>,
        roster: Option<&'a str>,
        directory: &'a str,
    },
    /// A list of people of any bytes: what is no UTF-8 cannot stand in a question.
    ReadList {
        directory: &'a str,
        csv: &'a [u8],
    },
    Engine,
    Rules,
    Refusals,
}

/// The name of a question, and what it is about; null if it is only a name.
pub(crate) fn named(question: &Value) -> (&str, &Value) {
    match question.as_object().and_then(|fields| fields.iter().next()) {
        Some((name, of)) => (name, of),
        None => (question.as_str().unwrap_or_default(), &Value::Null),
    }
}

/// What a call came to.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outcome {
    pub(crate) said: Result<Said, Failure>,
    /// The aggregate that was handed in, written again after the call.
    pub(crate) kept: Option<String>,
}

/// A call that was answered.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Said {
    Value(String),
    Changed {
        state: String,
        events: Vec<String>,
        row: Option<String>,
        repeated: Option<u64>,
        /// Of a conversation that was started.
        template_revision: Option<u64>,
    },
    RolledOut {
        roster: Option<String>,
        launched: Vec<String>,
        template_revision: u64,
        next: Option<String>,
    },
}

/// A call that was not.
#[derive(Debug, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Failure {
    /// By a decision, as JSON.
    Refused(String),
    /// For a fault of the call, as JSON.
    Error(String),
    /// Not by the engine: the scenario asks for what there is not.
    Unplayable(String),
}

impl PartialEq for Failure {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Refused(one), Self::Refused(other)) | (Self::Error(one), Self::Error(other)) => {
                one == other
            }
            // That sentence is the driver's own.
            (Self::Unplayable(_), Self::Unplayable(_)) => true,
            _ => false,
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Error::from(refusal).into()
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match &error {
            Error::Refused(refusal) => match serde_json::to_string(refusal) {
                Ok(text) => Self::Refused(text),
                Err(error) => Self::Unplayable(error.to_string()),
            },
            _ => match serde_json::to_string(&error) {
                Ok(text) => Self::Error(text),
                Err(error) => Self::Unplayable(error.to_string()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Outcome {
        Outcome {
            said: Ok(Said::Value(text.into())),
            kept: None,
        }
    }

    #[test]
    fn what_differs_in_one_language_is_found() {
        let all = |one: &str, other: &str| {
            alike([(Through::Rust, value(one)), (Through::C, value(other))]).said
        };
        assert_eq!(all("{}", "{}"), Ok(Said::Value("{}".into())));
        let Err(Failure::Unplayable(said)) = all("{}", "{ }") else {
            unreachable!("they differ");
        };
        assert!(said.starts_with("XCT-7: through C it is"), "{said}");
        let kept = Outcome {
            kept: Some("state".into()),
            ..value("{}")
        };
        assert!(
            alike([(Through::Rust, value("{}")), (Through::C, kept)])
                .said
                .is_err()
        );
    }
}
