//! A host in small: it keeps facts, logs and states as texts, and asks a driver for the rest.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::driver::{Actor, Around, Bound, Call, Failure, Kind, Outcome, Said, Through};
use crate::handles::{forth, id};
use crate::scenario::{Act, Aggregate, Change, DecisionSubject, Given, Step};

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

    pub(crate) fn value(&self) -> Value {
        match self {
            Self::Value { value, .. } => value.clone(),
            Self::Refused(text) | Self::Error(text) => parsed(text),
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
    json!({ "visavis": kind, "version": 1, "data": data }).to_string()
}

/// An aggregate as a host keeps it.
pub(crate) struct Kept {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    pub(crate) log: Vec<String>,
    pub(crate) state: String,
}

/// Who acts, as a step says it.
pub(crate) enum By {
    Person(String),
    Stated(String),
}

pub(crate) struct World {
    pub(crate) through: Through,
    pub(crate) organisation: String,
    pub(crate) directory: String,
    pub(crate) kept: Vec<Kept>,
    /// Everyone who is or was in the directory.
    people: BTreeSet<String>,
}

impl World {
    /// A world in which what is given has stood since the beginning.
    pub(crate) fn new(through: Through, given: &Given) -> Result<Self, String> {
        let mut world = Self {
            through,
            organisation: String::new(),
            directory: String::new(),
            kept: Vec::new(),
            people: BTreeSet::new(),
        };
        world.set_organisation(&given.organisation.clone().unwrap_or_else(|| json!({})))?;
        world.set_people(&given.people, None)?;
        world.set_directory("departments", &given.departments)?;
        world.set_directory("groups", &given.groups)?;
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
            Came::Value { .. } => Ok(()),
            failed => Err(format!("what is given cannot stand: {}", failed.text())),
        }
    }

    fn set_organisation(&mut self, facts: &Value) -> Result<(), String> {
        self.organisation = Self::organisation_of(facts)?;
        Ok(())
    }

    /// An organisation as a scenario writes it.
    pub(crate) fn organisation_of(facts: &Value) -> Result<String, String> {
        let mut facts = forth(facts)?;
        let fields = facts
            .as_object_mut()
            .ok_or("an organisation is an object")?;
        for (name, default) in [
            ("id", json!(id("@acme")?)),
            ("zone", json!({ "first": "UTC" })),
            ("conversations", json!({ "first": true })),
        ] {
            fields.entry(name).or_insert(default);
        }
        Ok(envelope("organisation", &facts))
    }

    fn set_people(&mut self, people: &[Value], of: Option<&str>) -> Result<(), String> {
        let directory = self.directory_of(people, of)?;
        let people = &plain(parsed(&directory))["people"];
        let people = people.as_array().into_iter().flatten();
        let ids = people.filter_map(|person| person["id"].as_str());
        self.people.extend(ids.map(str::to_owned));
        self.directory = directory;
        Ok(())
    }

    /// A directory as a scenario writes its people.
    pub(crate) fn directory_of(
        &self,
        people: &[Value],
        of: Option<&str>,
    ) -> Result<String, String> {
        let mut people = people.iter().map(forth).collect::<Result<Vec<_>, _>>()?;
        let admin = json!(id("@admin")?);
        if people.iter().all(|person| person["id"] != admin) {
            people.push(json!({ "id": admin, "name": "Admin", "super_admin": true }));
        }
        let organisation = match of {
            Some(of) => json!(id(of)?),
            None => plain(parsed(&self.organisation))["id"].take(),
        };
        // Departments and groups stay as they are.
        let mut facts = plain(parsed(&self.directory));
        facts["organisation"] = organisation;
        facts["people"] = people.into();
        Ok(envelope("directory", &facts))
    }

    /// Other departments or groups.
    fn set_directory(&mut self, field: &str, listed: &[Value]) -> Result<(), String> {
        let mut facts = plain(parsed(&self.directory));
        facts[field] = listed.iter().map(forth).collect::<Result<_, _>>()?;
        self.directory = envelope("directory", &facts);
        Ok(())
    }

    pub(crate) fn change(&mut self, change: &Change) -> Result<(), String> {
        if let Some(organisation) = &change.organisation {
            self.set_organisation(organisation)?;
        }
        match (&change.people, &change.people_of) {
            (Some(people), of) => self.set_people(people, of.as_deref())?,
            (None, Some(_)) => return Err("`people_of` needs `people`".into()),
            (None, None) => {}
        }
        for (field, listed) in [
            ("departments", &change.departments),
            ("groups", &change.groups),
        ] {
            if let Some(listed) = listed {
                self.set_directory(field, listed)?;
            }
        }
        Ok(())
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
            stated => Ok(By::Stated(envelope("relation", &forth(stated)?))),
        }
    }

    pub(crate) fn call(&self, call: &Call<'_>) -> Outcome {
        self.through.call(call)
    }

    pub(crate) fn find(&self, kind: Kind, id: &str) -> Option<&Kept> {
        self.kept
            .iter()
            .find(|kept| kept.kind == kind && kept.id == id)
    }

    pub(crate) fn state(&self, kind: Kind, id: &str) -> Result<&str, String> {
        let kept = self
            .find(kind, id)
            .ok_or_else(|| format!("there is no {} {id}", kind.name()))?;
        Ok(&kept.state)
    }

    /// Every state of a kind, in the order of their last changes.
    pub(crate) fn ids(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let of_kind = self.kept.iter().filter(move |kept| kept.kind == kind);
        of_kind.map(|kept| kept.id.as_str())
    }

    pub(crate) fn around<'a>(
        &'a self,
        template: &str,
        cycle: Option<&str>,
        now: &'a str,
    ) -> Result<Around<'a>, String> {
        Ok(Around {
            organisation: &self.organisation,
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
            Some(template) => id(template)?,
            None => text_of(&plain(parsed(self.state(Kind::Cycle, cycle)?)), "template")?,
        };
        self.around(&template, Some(cycle), now)
    }

    /// A conversation among the facts that it is bound to, or those that a step puts there.
    pub(crate) fn bound<'a>(
        &'a self,
        conversation: &str,
        step: &Step,
        now: &'a str,
    ) -> Result<Bound<'a>, String> {
        let state = self.state(Kind::Conversation, conversation)?;
        let facts = plain(parsed(state));
        let template = match &step.among.template {
            Some(template) => id(template)?,
            None => text_of(&facts, "template")?,
        };
        let cycle = match &step.among.cycle {
            Some(cycle) => Some(id(cycle)?),
            None => facts["occasion"]["scheduled"]["cycle"]
                .as_str()
                .map(str::to_owned),
        };
        let around = self.around(&template, cycle.as_deref(), now)?;
        Ok(Bound {
            around,
            conversation: state,
        })
    }

    /// The index rows of a template's conversations.
    pub(crate) fn rows(&self, template: &str, now: &str) -> Result<Vec<String>, String> {
        let mut rows = Vec::new();
        for conversation in self.ids(Kind::Conversation) {
            let bound = self.bound(conversation, &Step::default(), now)?;
            if plain(parsed(bound.conversation))["template"] != template {
                continue;
            }
            match Came::of(self.call(&Call::IndexRow { bound }))? {
                Came::Value { text, .. } => rows.push(text),
                // What was destroyed has none any more (TPL-13).
                failed if failed.text().contains(r#""code":"destroyed""#) => {}
                failed => return Err(format!("there is no index row: {}", failed.text())),
            }
        }
        Ok(rows)
    }

    /// The cycles of a template.
    pub(crate) fn cycles(&self, template: &str) -> Vec<&str> {
        let states = self.kept.iter().filter(|kept| kept.kind == Kind::Cycle);
        states
            .map(|kept| kept.state.as_str())
            .filter(|state| plain(parsed(state))["template"] == template)
            .collect()
    }

    /// Everything that is kept, as a value.
    pub(crate) fn everything(&self) -> Value {
        let texts = self
            .kept
            .iter()
            .flat_map(|kept| kept.log.iter().chain([&kept.state]));
        texts.map(|text| parsed(text)).collect()
    }
}

impl By {
    pub(crate) fn actor<'a>(&'a self, directory: &'a str) -> Actor<'a> {
        match self {
            Self::Person(id) => Actor::Person { directory, id },
            Self::Stated(relation) => Actor::Stated(relation),
        }
    }

    pub(crate) fn id(&self) -> String {
        match self {
            Self::Person(id) => id.clone(),
            Self::Stated(relation) => {
                text_of(&plain(parsed(relation)), "person").unwrap_or_default()
            }
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
    pub(crate) fn now(&self) -> Result<&str, String> {
        self.at
            .as_deref()
            .ok_or_else(|| "when? `at` is missing".into())
    }
}

pub(crate) fn text_of(value: &Value, field: &str) -> Result<String, String> {
    let text = value[field].as_str().map(str::to_owned);
    text.ok_or_else(|| format!("`{field}` is missing, or no text"))
}
