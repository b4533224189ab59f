//! A host in small: it keeps facts, logs and states as texts, and asks a driver for the rest.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use visavis::Instant;

use crate::company::Company;
use crate::driver::{Around, Bound, Call, Failure, Kind, Outcome, Said, Through, Who};
use crate::handles::{forth, id};
use crate::scenario::{Act, Aggregate, Change, DecisionSubject, Given, NoDirectory, Step};

/// Since when what is given has stood.
const BEGINNING: &str = "2000-01-01T00:00:00Z";

/// What came of a step: the exact bytes, and the same as a value without its envelopes.
pub(crate) enum Came {
    Value { text: String, value: Value },
    Refused(String),
    Error(String),
}

impl Came {
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Value { text, .. } | Self::Refused(text) | Self::Error(text) => text,
        }
    }

    pub(crate) fn value(&self) -> Cow<'_, Value> {
        match self {
            Self::Value { value, .. } => Cow::Borrowed(value),
            Self::Refused(text) | Self::Error(text) => Cow::Owned(parsed(text)),
        }
    }

    /// What came of a command, with the notifications that it leads to.
    pub(crate) fn with_notifications(self, told: String) -> Self {
        match self {
            Self::Value { text, mut value } => {
                value["notifications"] = parsed(&told);
                let text = text.strip_suffix('}').unwrap_or(&text);
                let text = format!(r#"{text},"notifications":{told}}}"#);
                Self::Value { text, value }
            }
            failed => failed,
        }
    }

    /// What a driver answered to a question.
    pub(crate) fn of(outcome: Outcome) -> Result<Self, String> {
        match outcome.said {
            Ok(Said::Value(text)) => {
                let value = plain(parsed(&text));
                Ok(Self::Value { text, value })
            }
            Ok(_) => Err("a question changed something".into()),
            Err(failure) => Self::failed(failure),
        }
    }

    pub(crate) fn failed(failure: Failure) -> Result<Self, String> {
        match failure {
            Failure::Refused(text) => Ok(Self::Refused(text)),
            Failure::Error(text) => Ok(Self::Error(text)),
            Failure::Unplayable(why) => Err(why),
        }
    }
}

/// JSON of the engine's own writing.
pub(crate) fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

/// What an envelope holds; anything else as it is.
pub(crate) fn plain(mut value: Value) -> Value {
    let enveloped = value.as_object().is_some_and(|fields| {
        fields.len() == 3 && fields.contains_key("visavis") && fields.contains_key("data")
    });
    if enveloped {
        value["data"].take()
    } else {
        value
    }
}

pub(crate) fn envelope(kind: &str, data: &Value) -> String {
    format!(r#"{{"visavis":"{kind}","version":1,"data":{data}}}"#)
}

/// An aggregate as a host keeps it.
pub(crate) struct Kept {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    pub(crate) log: Vec<String>,
    pub(crate) state: String,
    pub(crate) revision: Value,
    /// The template and the cycle that it is bound to.
    pub(crate) template: Option<String>,
    pub(crate) cycle: Option<String>,
}

impl Kept {
    pub(crate) fn new(kind: Kind, id: &str, log: Vec<String>, state: String) -> Self {
        let mut facts = plain(parsed(&state));
        let text = |value: &Value| value.as_str().map(str::to_owned);
        Self {
            kind,
            id: id.to_owned(),
            log,
            state,
            revision: facts["head"]["revision"].take(),
            template: text(&facts["template"]),
            cycle: text(&facts["occasion"]["scheduled"]["cycle"]),
        }
    }
}

/// Who acts, as a step says it.
pub(crate) enum By {
    Person(String),
    Stated(Value),
}

/// How a world goes on after a step that has passed.
#[derive(Default)]
pub(crate) enum Next<'s> {
    #[default]
    AsBefore,
    Kept(Vec<Kept>),
    Changed(Box<Company>, Option<&'s str>, &'s Change),
    Purged(BTreeSet<String>),
}

pub(crate) struct World<'s> {
    pub(crate) through: Through,
    given: &'s Given,
    /// The changes of facts, each with the instant since when it holds.
    changes: Vec<(Option<&'s str>, &'s Change)>,
    pub(crate) company: Company,
    /// What is kept, in the order in which it came to be.
    kept: Vec<Kept>,
    /// Where it stands there, by the names of kinds and by id.
    places: BTreeMap<&'static str, BTreeMap<String, usize>>,
    /// Everyone who is or was in the directory.
    people: BTreeSet<String>,
}

impl<'s> World<'s> {
    /// A world in which what is given has stood since the beginning.
    pub(crate) fn new(through: Through, given: &'s Given) -> Result<Self, String> {
        let company = Company::given(given)?;
        let mut world = Self {
            through,
            given,
            changes: Vec::new(),
            people: company.people().collect(),
            company,
            kept: Vec::new(),
            places: BTreeMap::new(),
        };
        let by = By::Person(id("@admin")?);
        for draft in &given.templates {
            let mut draft = draft.clone();
            let deployed = match draft
                .as_object_mut()
                .and_then(|draft| draft.remove("deployed"))
            {
                None => true,
                Some(said) => said.as_bool().ok_or("`deployed` is true or false")?,
            };
            let template = text_of(&draft, "id")?;
            world.given(BEGINNING, &by, &Act::CreateTemplate(draft))?;
            if deployed {
                let command = json!("deploy");
                let deploy = DecisionSubject {
                    on: template,
                    command,
                    id: None,
                    rows: None,
                    cycles: None,
                    directory: None,
                };
                world.given(BEGINNING, &by, &Act::Template(deploy))?;
            }
        }
        for draft in &given.cycles {
            let mut draft = draft.clone();
            let at = draft
                .as_object_mut()
                .and_then(|draft| draft.remove("set_up_at"));
            let at = at.as_ref().map_or(Ok(BEGINNING), |at| {
                at.as_str().ok_or("`set_up_at` is an instant")
            })?;
            world.given(at, &by, &Act::SetUpCycle(draft))?;
        }
        Ok(world)
    }

    fn given(&mut self, at: &str, by: &By, act: &Act) -> Result<(), String> {
        match self.done(at, Some(by), act, &Step::default())? {
            (Came::Value { .. }, kept) => {
                self.go_on(Next::Kept(kept));
                Ok(())
            }
            (failed, _) => Err(format!("what is given cannot stand: {}", failed.text())),
        }
    }

    /// The world as it was at an instant: by what its logs held then, and by what the host knew
    /// then (TIM-7). It can only be looked at, so its logs stay here.
    pub(crate) fn as_of(&self, at: &str) -> Result<Self, String> {
        let then = instant(at)?;
        let mut past = Self {
            through: self.through,
            given: self.given,
            changes: Vec::new(),
            company: Company::given(self.given)?,
            kept: Vec::new(),
            places: BTreeMap::new(),
            people: self.people.clone(),
        };
        for &(since, change) in &self.changes {
            if instant(since.unwrap_or(BEGINNING))? <= then {
                past.company.change(change)?;
            }
        }
        for Kept { kind, id, log, .. } in &self.kept {
            let (kind, events) = (*kind, log);
            let state = self.said(&Call::ReplayUntil { kind, events, at })?;
            if state != "null" {
                past.keep(Kept::new(kind, id, Vec::new(), state));
            }
        }
        Ok(past)
    }

    pub(crate) fn change(&self, step: &'s Step, change: &'s Change) -> Result<Next<'s>, String> {
        let mut company = self.company.clone();
        company.change(change)?;
        Ok(Next::Changed(company.into(), step.at.as_deref(), change))
    }

    /// Forgets conversations, as a host does with those that were destroyed (TPL-13).
    pub(crate) fn purge(&self, conversations: &[String]) -> Result<Next<'s>, String> {
        let ids = conversations.iter().map(|handle| {
            let id = id(handle)?;
            self.state(Kind::Conversation, &id).map(|_| id)
        });
        ids.collect::<Result<_, _>>().map(Next::Purged)
    }

    pub(crate) fn go_on(&mut self, next: Next<'s>) {
        match next {
            Next::AsBefore => {}
            Next::Kept(all) => all.into_iter().for_each(|kept| self.keep(kept)),
            Next::Changed(company, since, change) => {
                self.people.extend(company.people());
                self.company = *company;
                self.changes.push((since, change));
            }
            Next::Purged(ids) => {
                self.places.clear();
                for kept in core::mem::take(&mut self.kept) {
                    if kept.kind != Kind::Conversation || !ids.contains(&kept.id) {
                        self.keep(kept);
                    }
                }
            }
        }
    }

    fn keep(&mut self, kept: Kept) {
        let places = self.places.entry(kept.kind.name()).or_default();
        match places
            .get(&kept.id)
            .and_then(|&place| self.kept.get_mut(place))
        {
            Some(before) => *before = kept,
            None => {
                places.insert(kept.id.clone(), self.kept.len());
                self.kept.push(kept);
            }
        }
    }

    /// Who acts. A misspelt name must not pass for a stranger.
    pub(crate) fn who(&self, by: &Value) -> Result<By, String> {
        match by {
            Value::String(handle) => match id(handle)? {
                id if self.people.contains(&id) => Ok(By::Person(id)),
                _ => Err(format!(
                    "`{handle}` is nobody who is or was in the directory"
                )),
            },
            stated => Ok(By::Stated(forth(stated)?)),
        }
    }

    pub(crate) fn call(&self, call: &Call<'_>) -> Outcome {
        self.through.call(call)
    }

    pub(crate) fn find(&self, kind: Kind, id: &str) -> Option<&Kept> {
        let place = self.places.get(kind.name())?.get(id)?;
        self.kept.get(*place)
    }

    pub(crate) fn get(&self, kind: Kind, id: &str) -> Result<&Kept, String> {
        self.find(kind, id)
            .ok_or_else(|| format!("there is no {} {id}", kind.name()))
    }

    pub(crate) fn state(&self, kind: Kind, id: &str) -> Result<&str, String> {
        self.get(kind, id).map(|kept| kept.state.as_str())
    }

    /// The people of a call, unless it comes without them.
    pub(crate) fn people(&self, without: Option<NoDirectory>) -> Option<&str> {
        match without {
            Some(NoDirectory::None) => None,
            None => Some(&self.company.directory),
        }
    }

    pub(crate) fn roster(&self, cycle: &str) -> Option<&str> {
        let roster = self.find(Kind::Roster, cycle)?;
        Some(&roster.state)
    }

    /// Everything of a kind, in the order in which it came to be.
    pub(crate) fn all(&self, kind: Kind) -> impl Iterator<Item = &Kept> {
        self.kept.iter().filter(move |kept| kept.kind == kind)
    }

    pub(crate) fn around<'a>(
        &'a self,
        template: &str,
        cycle: Option<&str>,
        now: &'a str,
    ) -> Result<Around<'a>, String> {
        Ok(Around {
            organisation: &self.company.organisation,
            template: self.state(Kind::Template, template)?,
            cycle: cycle
                .map(|cycle| self.state(Kind::Cycle, cycle))
                .transpose()?,
            now,
        })
    }

    pub(crate) fn around_cycle<'a>(
        &'a self,
        cycle: &str,
        step: &Step,
        now: &'a str,
    ) -> Result<Around<'a>, String> {
        let template = match &step.among.template {
            Some(template) => Some(id(template)?),
            None => self.get(Kind::Cycle, cycle)?.template.clone(),
        };
        self.around(&template.unwrap_or_default(), Some(cycle), now)
    }

    /// A conversation among the facts that it is bound to, or those that a step puts there.
    pub(crate) fn bound<'a>(
        &'a self,
        conversation: &'a Kept,
        step: &Step,
        now: &'a str,
    ) -> Result<Bound<'a>, String> {
        let among = |handle: &Option<String>, own: &Option<String>| match handle {
            Some(handle) => id(handle).map(Some),
            None => Ok(own.clone()),
        };
        let template = among(&step.among.template, &conversation.template)?;
        let cycle = among(&step.among.cycle, &conversation.cycle)?;
        Ok(Bound {
            around: self.around(&template.unwrap_or_default(), cycle.as_deref(), now)?,
            conversation: &conversation.state,
        })
    }

    /// The index rows of a template's conversations.
    pub(crate) fn rows(&self, template: &str, now: &str) -> Result<Vec<String>, String> {
        let mut rows = Vec::new();
        for conversation in self.of_template(Kind::Conversation, template) {
            let bound = self.bound(conversation, &Step::default(), now)?;
            let call = Call::Case {
                bound,
                directory: None,
                question: &json!("index_row"),
            };
            match Came::of(self.call(&call))? {
                Came::Value { text, .. } => rows.push(text),
                // What was destroyed has none any more (TPL-13).
                failed if failed.text().contains(r#""kind":"destroyed""#) => {}
                failed => return Err(format!("there is no index row: {}", failed.text())),
            }
        }
        Ok(rows)
    }

    /// What of a kind is bound to a template.
    pub(crate) fn of_template(&self, kind: Kind, template: &str) -> impl Iterator<Item = &Kept> {
        self.all(kind)
            .filter(move |kept| kept.template.as_deref() == Some(template))
    }

    /// The cycles of a template.
    pub(crate) fn cycles(&self, template: &str) -> Vec<&str> {
        let cycles = self.of_template(Kind::Cycle, template);
        cycles.map(|cycle| cycle.state.as_str()).collect()
    }

    /// Everything that is kept, as a value.
    pub(crate) fn everything(&self) -> Value {
        let all = self.kept.iter();
        let texts = all.flat_map(|kept| kept.log.iter().chain([&kept.state]));
        texts.map(|text| parsed(text)).collect()
    }
}

impl By {
    pub(crate) fn asking<'a>(&'a self, directory: &'a str) -> Who<'a> {
        match self {
            Self::Person(id) => Who::Person { directory, id },
            Self::Stated(stated) => Who::Stated(stated),
        }
    }

    pub(crate) fn id(&self) -> String {
        match self {
            Self::Person(id) => id.clone(),
            Self::Stated(stated) => text_of(stated, "person").unwrap_or_default(),
        }
    }
}

impl Aggregate {
    pub(crate) fn named(&self) -> Result<(Kind, String), String> {
        let (kind, handle) = match self {
            Self::Template(handle) => (Kind::Template, handle),
            Self::Cycle(handle) => (Kind::Cycle, handle),
            Self::Roster(handle) => (Kind::Roster, handle),
            Self::Conversation(handle) => (Kind::Conversation, handle),
        };
        Ok((kind, id(handle)?))
    }
}

impl Step {
    /// The instant of the call.
    pub(crate) fn now(&self) -> Result<&str, String> {
        let now = self.at.as_deref().or(self.as_of.as_deref());
        now.ok_or_else(|| "when? `at` is missing".into())
    }
}

fn instant(text: &str) -> Result<Instant, String> {
    text.parse().map_err(|_| format!("`{text}` is no instant"))
}

pub(crate) fn text_of(value: &Value, field: &str) -> Result<String, String> {
    let text = value[field].as_str().map(str::to_owned);
    text.ok_or_else(|| format!("`{field}` is missing, or no text"))
}
