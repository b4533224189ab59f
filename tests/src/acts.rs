//! What a step can do, and what holds of everything that is done.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::driver::{Between, Bound, Call, Kind, Outcome, Said};
use crate::handles::{forth, forth_text, id};
use crate::scenario::{Act, DecisionSubject, Step};
use crate::world::{By, Came, Kept, World, envelope, parsed, plain, text_of};

impl World<'_> {
    /// Does what a step asks for, and checks what holds of every command: what comes, and what a
    /// host has to keep.
    pub(crate) fn act(&self, step: &Step, act: &Act) -> Result<(Came, Vec<Kept>), String> {
        let by = step.by.as_ref().map(|by| self.who(by)).transpose()?;
        self.done(step.now()?, by.as_ref(), act, step)
    }

    pub(crate) fn done(
        &self,
        now: &str,
        by: Option<&By>,
        act: &Act,
        step: &Step,
    ) -> Result<(Came, Vec<Kept>), String> {
        let who = || {
            by.map(|by| by.asking(&self.company.directory))
                .ok_or("who does it? `by` is missing")
        };
        match act {
            Act::Start {
                template,
                with,
                pair,
                id: handle,
                command,
            } => {
                let (id, by_id) = (id(handle)?, by.ok_or("`by` is missing")?.id());
                let with = with.as_deref().map(self::id).transpose()?;
                let pair = pair.as_ref().map(forth).transpose()?;
                let command = command.as_deref().map(self::id).transpose()?;
                let between = match (&with, &pair) {
                    (Some(with), None) => Between::Counterpart {
                        directory: &self.company.directory,
                        by: &by_id,
                        with,
                    },
                    (None, Some(pair)) => Between::Pair(pair),
                    _ => return Err("`start` takes either `with` or `pair`".into()),
                };
                let around = self.around(&self::id(template)?, None, now)?;
                let outcome = self.call(&Call::Start {
                    around,
                    actor: who()?,
                    between,
                    id: &id,
                    command: command.as_deref(),
                    existing: self.find(Kind::Conversation, &id).map(|kept| &*kept.state),
                });
                self.take(Kind::Conversation, &id, outcome)
            }
            Act::Command(asked) => {
                let (id, request) = asked.request("command")?;
                asked.no_usage()?;
                let bound = self.bound(self.get(Kind::Conversation, &id)?, step, now)?;
                let outcome = self.call(&Call::Command {
                    bound,
                    relation: who()?,
                    request: &request,
                });
                let told = match &outcome.said {
                    Ok(Said::Changed { events, .. }) => self.told(bound, events)?,
                    _ => None,
                };
                let (came, kept) = self.changed(Kind::Conversation, &id, outcome)?;
                Ok((told.into_iter().fold(came, Came::with_notifications), kept))
            }
            Act::CreateTemplate(draft) => {
                let id = id(&text_of(draft, "id")?)?;
                let draft = envelope("template_draft", &forth(draft)?);
                let organisation = &self.company.organisation;
                let actor = who()?;
                let call = Call::CreateTemplate {
                    organisation,
                    actor,
                    draft: &draft,
                    now,
                };
                let outcome = self.call(&call);
                self.created(Kind::Template, &id, outcome)
            }
            Act::CopyTemplate {
                template,
                id: handle,
                name,
            } => {
                let (id, name) = (id(handle)?, forth_text(name)?);
                let around = self.around(&self::id(template)?, None, now)?;
                let actor = who()?;
                let outcome = self.call(&Call::CopyTemplate {
                    around,
                    actor,
                    id: &id,
                    name: &name,
                });
                self.created(Kind::Template, &id, outcome)
            }
            Act::Template(asked) => {
                let (id, request) = asked.request("template_command")?;
                let rows = match &asked.rows {
                    Some(rows) => rows
                        .iter()
                        .map(|row| Ok(envelope("index_row", &forth(row)?)))
                        .collect::<Result<_, String>>()?,
                    None => self.rows(&id, now)?,
                };
                let cycles = match &asked.cycles {
                    Some(cycles) => cycles
                        .iter()
                        .map(|cycle| self.state(Kind::Cycle, &self::id(cycle)?))
                        .collect::<Result<_, String>>()?,
                    None => self.cycles(&id),
                };
                let (around, actor) = (self.around(&id, None, now)?, who()?);
                let call = Call::CommandTemplate {
                    around,
                    actor,
                    rows: &rows,
                    cycles: &cycles,
                    request: &request,
                };
                let outcome = self.call(&call);
                self.changed(Kind::Template, &id, outcome)
            }
            Act::SetUpCycle(draft) => {
                let id = id(&text_of(draft, "id")?)?;
                let template = match &step.among.template {
                    Some(template) => template.clone(),
                    None => text_of(draft, "template")?,
                };
                let draft = envelope("cycle_draft", &forth(draft)?);
                let around = self.around(&self::id(&template)?, None, now)?;
                let outcome = self.call(&Call::SetUpCycle {
                    around,
                    actor: who()?,
                    draft: &draft,
                });
                self.created(Kind::Cycle, &id, outcome)
            }
            Act::Cycle(asked) => {
                let (id, request) = asked.request("cycle_command")?;
                asked.no_usage()?;
                let around = self.around_cycle(&id, step, now)?;
                let outcome = self.call(&Call::CommandCycle {
                    around,
                    roster: self.roster(&id),
                    directory: self.people(asked.directory),
                    actor: who()?,
                    request: &request,
                });
                self.changed(Kind::Cycle, &id, outcome)
            }
            Act::RollOut { cycle } => {
                if by.is_some() {
                    return Err("nobody rolls out: `by` is too much".into());
                }
                let id = id(cycle)?;
                let around = self.around_cycle(&id, step, now)?;
                let outcome = self.call(&Call::RollOut {
                    around,
                    roster: self.roster(&id),
                    directory: &self.company.directory,
                });
                self.rolled_out(&id, outcome)
            }
        }
    }

    /// Whom events of a conversation tell something, where they tell anybody.
    fn told(&self, bound: Bound<'_>, events: &[String]) -> Result<Option<String>, String> {
        let events = events.iter().map(|event| parsed(event)).collect::<Value>();
        let told = self.said(&Call::Case {
            bound,
            directory: Some(&self.company.directory),
            question: &json!({ "notifications": events }),
        })?;
        Ok((told != "[]").then_some(told))
    }

    /// The first event of a new aggregate.
    fn created(&self, kind: Kind, id: &str, outcome: Outcome) -> Result<(Came, Vec<Kept>), String> {
        if outcome.said.is_ok() && self.find(kind, id).is_some() {
            return Err(format!("there is a {} of this id already", kind.name()));
        }
        self.take(kind, id, outcome)
    }

    /// What became of an aggregate that exists.
    fn changed(&self, kind: Kind, id: &str, outcome: Outcome) -> Result<(Came, Vec<Kept>), String> {
        self.untouched(kind, id, &outcome)?;
        self.take(kind, id, outcome)
    }

    /// A call changes nothing of what it is handed, refused or not (XCT-2).
    fn untouched(&self, kind: Kind, id: &str, outcome: &Outcome) -> Result<(), String> {
        let before = self.find(kind, id).map(|kept| &kept.state);
        match &outcome.kept {
            Some(after) if Some(after) != before => Err(format!(
                "XCT-2: the {} that was handed in is not as before: {after}",
                kind.name()
            )),
            _ => Ok(()),
        }
    }

    fn take(&self, kind: Kind, id: &str, outcome: Outcome) -> Result<(Came, Vec<Kept>), String> {
        let (state, events, row, repeated, template) = match outcome.said {
            Ok(Said::Changed {
                state,
                events,
                row,
                repeated,
                template_revision,
            }) => (state, events, row, repeated, template_revision),
            Ok(_) => return Err("a command answered without a state".into()),
            Err(failure) => return Ok((Came::failed(failure)?, Vec::new())),
        };
        if repeated.is_some() && !events.is_empty() {
            return Err("XCT-8: a command that was repeated has events".into());
        }
        let written = events.join(",");
        let count = events.len();
        let kept = self.appended(kind, id, events, Some(state))?;
        let mut text = format!(r#"{{"events":[{written}]"#);
        if let Some(row) = &row {
            text.push_str(&format!(r#","row":{row}"#));
        }
        if let Some(repeated) = repeated {
            text.push_str(&format!(r#","repeated":{repeated}"#));
        }
        if let Some(revision) = template {
            text.push_str(&format!(r#","template_revision":{revision}"#));
        }
        text.push('}');
        let mut value = parsed(&text);
        for place in 0..count {
            value["events"][place] = plain(value["events"][place].take());
        }
        if row.is_some() {
            value["row"] = plain(value["row"].take());
        }
        Ok((Came::Value { text, value }, vec![kept]))
    }

    /// Appends to a log; the events have to lead to the state, exactly (XCT-4, XCT-5).
    fn appended(
        &self,
        kind: Kind,
        id: &str,
        events: Vec<String>,
        state: Option<String>,
    ) -> Result<Kept, String> {
        let before = self.find(kind, id);
        let mut log = before.map(|kept| kept.log.clone()).unwrap_or_default();
        log.extend(events);
        let replayed = self.said(&Call::Replay { kind, events: &log })?;
        let name = kind.name();
        if let Some(state) = state
            && state != replayed
        {
            return Err(format!(
                "XCT-5: the log of the {name} leads to {replayed}, not to {state}"
            ));
        }
        let read = self.said(&Call::Read {
            kind: name,
            bytes: replayed.as_bytes(),
        })?;
        if read != replayed {
            return Err(format!(
                "XCT-3: the {name} {replayed} is written as {read} once it is read"
            ));
        }
        let kept = Kept::new(kind, id, log, replayed);
        if kept.revision != json!(kept.log.len()) {
            return Err(format!(
                "XCT-4: the revision is {} after {} events",
                kept.revision,
                kept.log.len()
            ));
        }
        Ok(kept)
    }

    /// The answer to something that cannot be refused.
    pub(crate) fn said(&self, call: &Call<'_>) -> Result<String, String> {
        match Came::of(self.call(call))? {
            Came::Value { text, .. } => Ok(text),
            failed => Err(format!(
                "XCT-5: what the engine wrote is not taken: {}",
                failed.text()
            )),
        }
    }

    fn rolled_out(&self, cycle: &str, outcome: Outcome) -> Result<(Came, Vec<Kept>), String> {
        self.untouched(Kind::Roster, cycle, &outcome)?;
        let (roster, launched, template, next) = match outcome.said {
            Ok(Said::RolledOut {
                roster,
                launched,
                template_revision,
                next,
            }) => (roster, launched, template_revision, next),
            Ok(_) => return Err("a roll-out answered otherwise".into()),
            Err(failure) => return Ok((Came::failed(failure)?, Vec::new())),
        };
        let next = json!(next);
        let all: Vec<_> = roster.iter().chain(&launched).map(String::as_str).collect();
        let text = format!(
            r#"{{"events":[{}],"template_revision":{template},"next":{next}}}"#,
            all.join(",")
        );
        let all = all.iter().map(|event| plain(parsed(event)));
        let value = json!({
            "events": all.collect::<Value>(), "template_revision": template, "next": next,
        });
        let mut kept = Vec::new();
        if let Some(event) = roster {
            kept.push(self.appended(Kind::Roster, cycle, vec![event], None)?);
        }
        let mut ids = BTreeSet::new();
        for event in launched {
            let id = text_of(&plain(parsed(&event)), "of")?;
            if self.find(Kind::Conversation, &id).is_some() || !ids.insert(id.clone()) {
                return Err("PAR-12: a conversation is launched twice".into());
            }
            kept.push(self.appended(Kind::Conversation, &id, vec![event], None)?);
        }
        Ok((Came::Value { text, value }, kept))
    }
}

impl DecisionSubject {
    fn request(&self, kind: &str) -> Result<(String, String), String> {
        let mut request = json!({ "command": forth(&self.command)? });
        if let Some(command) = &self.id {
            request["id"] = id(command)?.into();
        }
        Ok((id(&self.on)?, envelope(kind, &request)))
    }

    fn no_usage(&self) -> Result<(), String> {
        match (&self.rows, &self.cycles) {
            (None, None) => Ok(()),
            _ => Err("only a template's command takes `rows` and `cycles`".into()),
        }
    }
}
