//! The format of a scenario file. `README.md` is its reference.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use visavis::Rule;

use crate::expand::expand;
use crate::handles::Handles;
use crate::matching::check_operators;

/// A scenario, read and checked.
pub struct Scenario {
    pub(crate) file: File,
    /// All of the file but what `lacks` names.
    pub(crate) said: Value,
    pub(crate) handles: Handles,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) about: String,
    pub(crate) rules: Vec<Rule>,
    #[serde(default)]
    pub(crate) worlds: Vec<String>,
    #[serde(default)]
    pub(crate) given: Given,
    pub(crate) steps: Vec<Step>,
}

/// What has stood since 2000-01-01.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Given {
    pub(crate) organisation: Option<Value>,
    #[serde(default)]
    pub(crate) people: Vec<Value>,
    #[serde(default)]
    pub(crate) departments: Vec<Value>,
    #[serde(default)]
    pub(crate) groups: Vec<Value>,
    #[serde(default)]
    pub(crate) templates: Vec<Value>,
    #[serde(default)]
    pub(crate) cycles: Vec<Value>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    #[serde(rename = "note")]
    pub(crate) _note: Option<String>,
    pub(crate) world: Option<String>,
    pub(crate) at: Option<String>,
    /// The moment that a look is about, by what had happened until then.
    pub(crate) as_of: Option<String>,
    pub(crate) by: Option<Value>,
    #[serde(default)]
    pub(crate) among: Among,
    #[serde(rename = "do")]
    pub(crate) act: Option<Act>,
    pub(crate) see: Option<See>,
    pub(crate) change: Option<Change>,
    /// Conversations that the host forgets.
    pub(crate) purge: Option<Vec<String>>,
    pub(crate) read: Option<Read>,
    pub(crate) replay: Option<Replay>,
    // What must come of it.
    pub(crate) events: Option<Vec<Value>>,
    pub(crate) refused: Option<Value>,
    pub(crate) error: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(crate) holds: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(crate) lacks: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(crate) exactly: Option<Value>,
    /// The exact text, but for handles.
    #[serde(rename = "text")]
    pub(crate) exact_text: Option<String>,
    pub(crate) same: Option<bool>,
    pub(crate) capture: Option<String>,
    pub(crate) equals: Option<String>,
    pub(crate) differs: Option<String>,
    #[serde(default)]
    pub(crate) shows: Vec<Rule>,
}

/// `null` is something that can be expected.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Facts handed in instead of those that belong there.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Among {
    pub(crate) template: Option<String>,
    pub(crate) cycle: Option<String>,
}

/// Something asked of an aggregate that exists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionSubject {
    pub(crate) on: String,
    pub(crate) command: Value,
    pub(crate) id: Option<String>,
    pub(crate) rows: Option<Vec<Value>>,
    pub(crate) cycles: Option<Vec<String>>,
    pub(crate) directory: Option<NoDirectory>,
}

/// That a command comes without the people.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NoDirectory {
    None,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Act {
    Start {
        template: String,
        with: Option<String>,
        pair: Option<Value>,
        #[serde(rename = "as")]
        id: String,
        #[serde(rename = "id")]
        command: Option<String>,
    },
    Command(DecisionSubject),
    CreateTemplate(Value),
    CopyTemplate {
        template: String,
        #[serde(rename = "as")]
        id: String,
        name: String,
    },
    Template(DecisionSubject),
    SetUpCycle(Value),
    Cycle(DecisionSubject),
    RollOut {
        cycle: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Of {
    pub(crate) of: String,
}

/// One aggregate, by its kind.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Aggregate {
    Template(String),
    Cycle(String),
    Roster(String),
    Conversation(String),
}

/// The picture of a timeline that is wanted, under a title.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Drawing {
    Svg(String),
    Mermaid(String),
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum See {
    View {
        of: String,
        #[serde(default)]
        references: Vec<String>,
    },
    Row(Of),
    Lists,
    Actions(Of),
    Offers,
    Earlier(Of),
    SharePrompt(Of),
    Explain {
        of: String,
        about: Value,
    },
    Record {
        of: String,
        about: Value,
    },
    Timeline {
        of: Option<String>,
        cycle: Option<String>,
        drawn: Option<Drawing>,
    },
    OwnTimeline {
        of: String,
        drawn: Option<Drawing>,
    },
    Preview {
        template: String,
        cycle: Option<String>,
        of: ConversationPreview,
    },
    EditRequests,
    EditRequestsDigest {
        day: String,
    },
    OwnershipPrompt(Of),
    IndexRow(Of),
    State(Aggregate),
    Waiting {
        cycle: String,
    },
    LeftOut {
        cycle: String,
        participants: Value,
        directory: Option<NoDirectory>,
    },
    Purge {
        template: String,
        rows: Vec<Value>,
    },
    Faults {
        #[serde(default)]
        strict: bool,
    },
    Actor(Of),
    Relation {
        of: String,
        to: String,
    },
    Prospects {
        cycle: String,
    },
    List(Csv),
    Calendar(CalendarQuestions),
    Engine,
    Rules,
    Refusals,
}

/// A change that is asked about and not made.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ConversationPreview {
    Cycle(Value),
    Template(Value),
    Organisation(Value),
    People(People),
}

/// People, or who of them changes.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "people are a list, or by handle what changes of them"
)]
pub(crate) enum People {
    All(Vec<Value>),
    /// By handle the fields that change, all of who joins, and null for who goes.
    Changes(Map<String, Value>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CalendarQuestions {
    pub(crate) day_start: Option<String>,
    pub(crate) deadline: Option<String>,
    pub(crate) five_pm: Option<String>,
    pub(crate) exists: Option<String>,
    pub(crate) top_of_hour: Option<String>,
    pub(crate) local_date: Option<String>,
    #[serde(default)]
    pub(crate) outdated_rules: bool,
}

/// A list of people, in a file.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Csv {
    Csv(String),
    Bytes(Vec<u8>),
}

/// Other facts from then on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    pub(crate) organisation: Option<Value>,
    pub(crate) people: Option<People>,
    pub(crate) departments: Option<Vec<Value>>,
    pub(crate) groups: Option<Vec<Value>>,
    /// The organisation whose people they are.
    pub(crate) people_of: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Read {
    pub(crate) kind: String,
    pub(crate) data: Option<Value>,
    pub(crate) state: Option<Aggregate>,
    #[serde(default, deserialize_with = "present")]
    pub(crate) document: Option<Value>,
    pub(crate) text: Option<String>,
    pub(crate) bytes: Option<Vec<u8>>,
    #[serde(default)]
    pub(crate) edits: Vec<Edit>,
    /// Whether a person sent it.
    #[serde(default)]
    pub(crate) sent: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Replay {
    pub(crate) of: Aggregate,
    pub(crate) until: Option<String>,
    #[serde(default)]
    pub(crate) edits: Vec<Edit>,
}

/// A change of a document at a JSON pointer.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Edit {
    Set { at: String, to: Value },
    Drop(String),
    Again(String),
    Swap(String, String),
}

impl Scenario {
    /// Reads a scenario from the bytes of its file.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let document: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        let mut document = expand(document)?;
        let file: File = serde_path_to_error::deserialize(&document)
            .map_err(|error| format!("at `{}`: {}", error.path(), error.inner()))?;
        let mut handles = Handles::default();
        handles.learn(&document);
        ["@acme", "@admin"]
            .into_iter()
            .for_each(|handle| handles.learn_text(handle));
        for step in document["steps"].as_array_mut().into_iter().flatten() {
            step.as_object_mut().and_then(|step| step.remove("lacks"));
        }
        let scenario = Self {
            file,
            said: document,
            handles,
        };
        scenario.check()?;
        Ok(scenario)
    }

    /// What the scenario shows, in a sentence.
    #[must_use]
    pub fn about(&self) -> &str {
        &self.file.about
    }

    /// The rules that it cites.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.file.rules
    }

    fn check(&self) -> Result<(), String> {
        let File {
            about,
            rules,
            worlds,
            steps,
            ..
        } = &self.file;
        let repeated = rules.iter().collect::<BTreeSet<_>>().len() != rules.len();
        if about.trim().is_empty() || rules.is_empty() || repeated || steps.is_empty() {
            return Err("a scenario has an `about`, some `rules`, each once, and `steps`".into());
        }
        for (number, step) in (1..).zip(steps) {
            step.check(rules, worlds)
                .map_err(|fault| format!("step {number}: {fault}"))?;
        }
        let dated = |step: &&Step| step.change.is_none() || step.at.is_some();
        if steps.iter().any(|step| step.as_of.is_some()) && !steps.iter().all(|step| dated(&step)) {
            return Err("if a step asks `as_of`, every `change` says `at`".into());
        }
        Ok(())
    }
}

impl Step {
    fn check(&self, rules: &[Rule], worlds: &[String]) -> Result<(), String> {
        let verbs = [
            self.act.is_some(),
            self.see.is_some(),
            self.change.is_some(),
            self.purge.is_some(),
            self.read.is_some(),
            self.replay.is_some(),
        ];
        if verbs.into_iter().filter(|&verb| verb).count() != 1 {
            return Err("a step has exactly one of do, see, change, purge, read, replay".into());
        }
        let known = |name: &String| worlds.contains(name);
        if !self.world.as_ref().is_none_or(known) {
            return Err("the file names no such world".into());
        }
        if self.same.is_some() && (self.world.is_some() || worlds.len() < 2) {
            return Err("`same` compares worlds: the file needs two, and the step none".into());
        }
        if self.as_of.is_some() && (self.see.is_none() || self.at.is_some()) {
            return Err("`as_of` goes with `see`, instead of `at`".into());
        }
        self.check_expectations(rules)?;
        let (expects, of_the_host) = (
            self.expects(),
            self.change.is_some() || self.purge.is_some(),
        );
        if of_the_host && expects {
            return Err("nothing can be expected of a change or a purge".into());
        }
        if !of_the_host && self.act.is_none() && !expects {
            return Err("something has to be expected".into());
        }
        if self.act.is_none() && self.events.is_some() {
            return Err("`events` come of `do` alone".into());
        }
        Ok(())
    }

    /// Whether anything is expected.
    fn expects(&self) -> bool {
        self.events.is_some()
            || self.refused.is_some()
            || self.error.is_some()
            || self.exact_text.is_some()
            || self.same.is_some()
            || self.capture.is_some()
            || self.equals.is_some()
            || self.differs.is_some()
            || self.patterns().next().is_some()
            || self.lacks.is_some()
    }

    /// What has to be in what came.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &Value> {
        [&self.refused, &self.error, &self.holds, &self.exactly]
            .into_iter()
            .flatten()
            .chain(self.events.iter().flatten())
    }

    fn check_expectations(&self, rules: &[Rule]) -> Result<(), String> {
        let failing = [self.refused.is_some(), self.error.is_some()];
        let value = self.events.is_some() || self.holds.is_some() || self.exactly.is_some();
        if failing == [true, true] || (failing.contains(&true) && value) {
            return Err("a step is refused, an error, or gives a value".into());
        }
        if self
            .refused
            .as_ref()
            .is_some_and(|refused| !refused.is_object())
        {
            return Err("`refused` is an object; of any refusal, `{}`".into());
        }
        if self
            .error
            .as_ref()
            .is_some_and(|error| !error["kind"].is_string())
        {
            return Err("`error` names its `kind`".into());
        }
        self.patterns()
            .chain(&self.lacks)
            .try_for_each(check_operators)?;
        if !self.shows.is_empty() && !self.expects() {
            return Err("`shows` needs an expectation".into());
        }
        match self.shows.iter().find(|rule| !rules.contains(rule)) {
            Some(rule) => Err(format!("`shows` names {rule}, which `rules` does not")),
            None => Ok(()),
        }
    }
}
