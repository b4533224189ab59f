//! Plays a scenario: each step in each of its worlds, with what must come of it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use visavis::{Reason, Rule};

use crate::driver::Through;
use crate::matching::{holds, occurs};
use crate::scenario::{Scenario, See, Step};
use crate::world::{Came, World, parsed};

/// What a scenario that passed has shown.
#[derive(Debug, Default)]
pub struct Shown {
    /// Rules that an expectation named or a step showed.
    pub rules: BTreeSet<Rule>,
    /// Codes of refusals that an expectation named.
    pub codes: BTreeSet<&'static str>,
}

/// How a scenario failed.
#[derive(Debug)]
pub struct Failed {
    /// The number of the step, from 1; none where it was not one step.
    pub step: Option<usize>,
    /// What is wrong.
    pub problem: String,
    /// What was expected.
    pub expected: Option<Value>,
    /// What came, with handles for UUIDs.
    pub came: Option<Value>,
}

/// Plays a scenario through a language.
///
/// # Errors
/// The first step that came to something else than was expected.
pub fn play(scenario: &Scenario, through: Through) -> Result<Shown, Box<Failed>> {
    let readable = |step, mut failed: Box<Failed>| {
        failed.step = step;
        failed.problem = scenario.handles.named(&failed.problem);
        failed
    };
    let mut run =
        Run::new(scenario, through).map_err(|fault| readable(None, wrong(fault, None, None)))?;
    for (number, step) in (1..).zip(&scenario.file.steps) {
        run.play(step)
            .map_err(|failed| readable(Some(number), failed))?;
    }
    run.finish()
        .map_err(|fault| readable(None, wrong(fault, None, None)))
}

struct Run<'s> {
    scenario: &'s Scenario,
    worlds: Vec<(&'s str, World)>,
    /// Texts that were captured, by world and name.
    captured: BTreeMap<(&'s str, &'s str), String>,
    /// Everything that came, against which `lacks` is checked.
    came: Vec<Value>,
    shown: Shown,
}

/// Why a step failed, but for its number.
fn wrong(problem: impl Into<String>, expected: Option<Value>, came: Option<Value>) -> Box<Failed> {
    Box::new(Failed {
        step: None,
        problem: problem.into(),
        expected,
        came,
    })
}

impl<'s> Run<'s> {
    fn new(scenario: &'s Scenario, through: Through) -> Result<Self, String> {
        let file = &scenario.file;
        let names = match file.worlds.as_slice() {
            [] => vec![""],
            names => names.iter().map(String::as_str).collect(),
        };
        let worlds = names
            .into_iter()
            .map(|name| Ok((name, World::new(through, &file.given)?)));
        Ok(Self {
            scenario,
            worlds: worlds.collect::<Result<_, String>>()?,
            captured: BTreeMap::new(),
            came: Vec::new(),
            shown: Shown::default(),
        })
    }

    fn play(&mut self, step: &'s Step) -> Result<(), Box<Failed>> {
        let mut worlds = core::mem::take(&mut self.worlds);
        let mut texts = Vec::new();
        for (name, world) in &mut worlds {
            if step.world.as_deref().is_some_and(|only| only != *name) {
                continue;
            }
            let in_world = |mut failed: Box<Failed>| {
                if !name.is_empty() {
                    failed.problem = format!("in world `{name}`: {}", failed.problem);
                }
                failed
            };
            let came = step
                .played(world)
                .map_err(|fault| in_world(wrong(fault, None, None)))?;
            if let Some(came) = came {
                self.judge(step, name, &came).map_err(in_world)?;
                texts.push(came.text().to_owned());
            }
        }
        if let Some(same) = step.same {
            let differ = texts.windows(2).any(|two| two.first() != two.last());
            if differ == same {
                let texts = texts.iter().map(|text| parsed(text));
                let came = self.back(&texts.collect::<Value>());
                return Err(wrong(
                    "compared between worlds",
                    Some(json!({ "same": same })),
                    Some(came),
                ));
            }
        }
        self.worlds = worlds;
        self.shown.rules.extend(&step.shows);
        // The catalogues name everything, and show nothing by that.
        if !matches!(step.see, Some(See::Rules | See::Refusals)) {
            for pattern in step.patterns() {
                self.note(pattern);
            }
        }
        Ok(())
    }

    fn judge(&mut self, step: &'s Step, world: &'s str, came: &Came) -> Result<(), Box<Failed>> {
        let value = self.back(&came.value());
        step.judge(came, &value)?;
        let text = self.scenario.handles.named(came.text());
        if step.exact_text.as_ref().is_some_and(|exact| *exact != text) {
            return Err(wrong(
                "not the same text",
                step.exact_text.clone().map(Value::from),
                Some(text.into()),
            ));
        }
        let capturable = |name: &'s String| (world, name.as_str());
        let compared = [(&step.equals, true), (&step.differs, false)];
        for (name, equal) in compared {
            let Some(name) = name else { continue };
            let earlier = self.captured.get(&capturable(name));
            let Some(earlier) = earlier else {
                return Err(wrong(
                    format!("nothing was captured as `{name}`"),
                    None,
                    None,
                ));
            };
            if (earlier == came.text()) != equal {
                let problem = format!("compared with `{name}` to the byte, equal: {equal}");
                return Err(wrong(
                    problem,
                    Some(self.back(&parsed(earlier))),
                    Some(value),
                ));
            }
        }
        if let Some(name) = &step.capture {
            self.captured
                .insert(capturable(name), came.text().to_owned());
        }
        self.came.push(value);
        Ok(())
    }

    fn back(&self, value: &Value) -> Value {
        self.scenario.handles.back(value)
    }

    /// Notes the rules and codes that an expectation which was met names.
    fn note(&mut self, expected: &Value) {
        match expected {
            Value::Array(items) => items.iter().for_each(|item| self.note(item)),
            Value::Object(fields) => {
                for (key, value) in fields {
                    match (key.as_str(), value.as_str()) {
                        ("rule", Some(rule)) => self.shown.rules.extend(rule.parse::<Rule>()),
                        ("code", Some(said)) => {
                            let codes = Reason::REGISTRY.iter().map(|&(code, _)| code);
                            self.shown.codes.extend(codes.filter(|code| *code == said));
                        }
                        _ => self.note(value),
                    }
                }
            }
            _ => {}
        }
    }

    /// What can be said of the whole only.
    fn finish(mut self) -> Result<Shown, String> {
        for (_, world) in &self.worlds {
            let everything = world.everything();
            self.came.push(self.back(&everything));
        }
        for (number, step) in (1..).zip(&self.scenario.file.steps) {
            let somewhere = |pattern: &&Value| {
                self.came.iter().any(|came| occurs(pattern, came))
                    || occurs(pattern, &self.scenario.said)
            };
            if let Some(nowhere) = step.lacked().find(|pattern| !somewhere(pattern)) {
                return Err(format!(
                    "step {number}: `lacks` names {nowhere}, which stands nowhere in the scenario"
                ));
            }
        }
        let uncited = self
            .scenario
            .rules()
            .iter()
            .find(|rule| !self.shown.rules.contains(rule));
        match uncited {
            Some(rule) => Err(format!(
                "{rule} is in `rules`, and no expectation names it and no step `shows` it"
            )),
            None => Ok(self.shown),
        }
    }
}

impl Step {
    /// Plays the step in a world; a change of facts comes to nothing.
    fn played(&self, world: &mut World) -> Result<Option<Came>, String> {
        if let Some(change) = &self.change {
            return world.change(change).map(|()| None);
        }
        let came = if let Some(act) = &self.act {
            world.act(self, act)
        } else if let Some(see) = &self.see {
            world.see(self, see)
        } else if let Some(read) = &self.read {
            world.read(read)
        } else if let Some(replay) = &self.replay {
            world.replay(replay)
        } else {
            Err("a step does something".into())
        };
        came.map(Some)
    }

    /// What must not occur.
    fn lacked(&self) -> impl Iterator<Item = &Value> {
        self.lacks.iter().flat_map(|lacks| match lacks {
            Value::Array(patterns) => patterns.as_slice(),
            pattern => core::slice::from_ref(pattern),
        })
    }

    fn judge(&self, came: &Came, value: &Value) -> Result<(), Box<Failed>> {
        let differs = |problem: String, expected: Value| {
            Err(wrong(problem, Some(expected), Some(value.clone())))
        };
        let matches = |name: &str, expected: &Value| match holds(expected, value) {
            Ok(()) => Ok(()),
            Err(difference) => differs(difference, json!({ name: expected })),
        };
        match (came, &self.refused, &self.error) {
            (Came::Refused(_), Some(refused), _) => {
                matches("refused", refused)?;
                self.all_faults(refused, value)?;
            }
            (Came::Error(_), _, Some(error)) => matches("error", error)?,
            (Came::Value { .. }, None, None) => {}
            (_, Some(refused), _) => {
                return differs("not refused".into(), json!({ "refused": refused }));
            }
            (_, _, Some(error)) => return differs("no error".into(), json!({ "error": error })),
            _ => return differs("refused, or an error".into(), json!("a value")),
        }
        if let Some(events) = &self.events {
            let came = value["events"].as_array().map_or(0, Vec::len);
            if came != events.len() {
                return differs(
                    format!("{came} events, not {}", events.len()),
                    json!(events),
                );
            }
            for (place, event) in events.iter().enumerate() {
                if let Err(difference) = holds(event, &value["events"][place]) {
                    return differs(format!("event {place}, {difference}"), json!(events));
                }
            }
        }
        if let Some(expected) = &self.holds {
            matches("holds", expected)?;
        }
        if let Some(expected) = &self.exactly
            && expected != value
        {
            return differs(
                "not exactly the same".into(),
                json!({ "exactly": expected }),
            );
        }
        match self.lacked().find(|pattern| occurs(pattern, value)) {
            Some(pattern) => differs(
                "what must not occur does".into(),
                json!({ "lacks": pattern }),
            ),
            None => Ok(()),
        }
    }

    /// Faults are named one by one: all of them, in order.
    fn all_faults(&self, refused: &Value, came: &Value) -> Result<(), Box<Failed>> {
        let count = |value: &Value| value["faults"].as_array().map(Vec::len);
        match (count(refused), count(came)) {
            (Some(expected), found) if found != Some(expected) => Err(wrong(
                format!("{} faults, not {expected}", found.unwrap_or(0)),
                Some(json!({ "refused": refused })),
                Some(came.clone()),
            )),
            _ => Ok(()),
        }
    }
}
