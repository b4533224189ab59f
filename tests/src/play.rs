//! Plays a scenario: each step in each of its worlds, with what must come of it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use visavis::Rule;
use visavis::refusal::Reason;

use crate::driver::Through;
use crate::matching::{Difference, holds, holds_all, occurs};
use crate::scenario::{Scenario, See, Step};
use crate::world::{Came, Next, World, parsed};

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
    /// What was expected, and what came of it with handles for UUIDs; of a list, the element that
    /// is missing and the one nearest to it.
    pub apart: Option<Box<Apart>>,
}

/// What was expected, beside what came.
#[derive(Debug)]
pub struct Apart {
    /// What was expected.
    pub expected: Value,
    /// What came.
    pub came: Value,
}

/// Plays a scenario through a language, to its end or to the first step that fails.
///
/// # Errors
/// Each step that came to something else than was expected. Such a step changes nothing.
pub fn play(scenario: &Scenario, through: Through, keep_going: bool) -> Result<Shown, Vec<Failed>> {
    let failed = |step, mut failed: Failed| {
        failed.step = step;
        failed.problem = scenario.handles.named(&failed.problem);
        failed
    };
    let of_the_whole = |fault: String| vec![failed(None, fault.into())];
    let mut run = Run::new(scenario, through).map_err(of_the_whole)?;
    let mut failures = (1..)
        .zip(&scenario.file.steps)
        .filter_map(|(number, step)| run.play(step).err().map(|why| failed(Some(number), why)));
    let failures: Vec<_> = match keep_going {
        true => failures.collect(),
        false => failures.next().into_iter().collect(),
    };
    match failures.is_empty() {
        true => run.finish().map_err(of_the_whole),
        false => Err(failures),
    }
}

struct Run<'s> {
    scenario: &'s Scenario,
    worlds: Vec<(&'s str, World<'s>)>,
    /// Texts that were captured, by world and name.
    captured: BTreeMap<(&'s str, &'s str), String>,
    /// Patterns of `lacks` that have stood nowhere so far, with the numbers of their steps.
    nowhere: Vec<(usize, &'s Value)>,
    shown: Shown,
}

impl From<String> for Failed {
    fn from(problem: String) -> Self {
        Self {
            step: None,
            problem,
            apart: None,
        }
    }
}

fn wrong(problem: impl Into<String>, expected: Value, came: Value) -> Failed {
    Failed {
        apart: Some(Box::new(Apart { expected, came })),
        ..problem.into().into()
    }
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
        let steps = (1..).zip(&file.steps);
        let patterns = steps.flat_map(|(number, step)| step.lacked().map(move |of| (number, of)));
        Ok(Self {
            scenario,
            worlds: worlds.collect::<Result<_, String>>()?,
            captured: BTreeMap::new(),
            nowhere: patterns
                .filter(|(_, pattern)| !occurs(pattern, &scenario.said))
                .collect(),
            shown: Shown::default(),
        })
    }

    /// Plays a step in each of its worlds, and keeps what it leads to once all is as expected.
    fn play(&mut self, step: &'s Step) -> Result<(), Failed> {
        let mut played = Vec::new();
        for (place, (name, world)) in self.worlds.iter().enumerate() {
            if step.world.as_deref().is_some_and(|only| only != *name) {
                continue;
            }
            let in_world = |mut failed: Failed| {
                if !name.is_empty() {
                    failed.problem = format!("in world `{name}`: {}", failed.problem);
                }
                failed
            };
            let (came, next) = step.played(world).map_err(|fault| in_world(fault.into()))?;
            let value = came.as_ref().map(|came| self.back(&came.value()));
            if let (Some(came), Some(value)) = (&came, &value) {
                self.judge(step, name, came, value).map_err(in_world)?;
            }
            played.push((place, *name, came.zip(value), next));
        }
        if let Some(same) = step.same {
            let came = played.iter().filter_map(|(_, _, came, _)| came.as_ref());
            let (texts, values): (Vec<_>, Vec<_>) =
                came.map(|(came, value)| (came.text(), value)).unzip();
            if texts.windows(2).any(|two| two.first() != two.last()) == same {
                let expected = json!({ "same": same });
                return Err(wrong("compared between worlds", expected, json!(values)));
            }
        }
        for (place, name, came, next) in played {
            if let Some((came, value)) = came {
                self.nowhere.retain(|(_, pattern)| !occurs(pattern, &value));
                if let Some(capture) = &step.capture {
                    let text = came.text().to_owned();
                    self.captured.insert((name, capture), text);
                }
            }
            self.worlds[place].1.go_on(next);
        }
        self.shown.rules.extend(&step.shows);
        // The catalogues name everything, and show nothing by that.
        if !matches!(step.see, Some(See::Rules | See::Refusals)) {
            for pattern in step.patterns() {
                self.note(pattern);
            }
        }
        Ok(())
    }

    fn judge(&self, step: &Step, world: &str, came: &Came, value: &Value) -> Result<(), Failed> {
        step.judge(came, value)?;
        if let Some(exact) = &step.exact_text {
            let text = self.scenario.handles.named(came.text());
            if *exact != text {
                return Err(wrong(
                    "not the same text",
                    exact.clone().into(),
                    text.into(),
                ));
            }
        }
        for (name, equal) in [(&step.equals, true), (&step.differs, false)] {
            let Some(name) = name else { continue };
            let earlier = self.captured.get(&(world, name.as_str()));
            let earlier = earlier.ok_or_else(|| format!("nothing was captured as `{name}`"))?;
            if (earlier == came.text()) != equal {
                let problem = format!("compared with `{name}` to the byte, equal: {equal}");
                return Err(wrong(problem, self.back(&parsed(earlier)), value.clone()));
            }
        }
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
                            let codes = Reason::REGISTRY.iter().map(|known| known.code);
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
            if !self.nowhere.is_empty() {
                let everything = self.back(&world.everything());
                self.nowhere
                    .retain(|(_, pattern)| !occurs(pattern, &everything));
            }
        }
        if let Some((number, nowhere)) = self.nowhere.first() {
            return Err(format!(
                "step {number}: `lacks` names {nowhere}, which stands nowhere in the scenario"
            ));
        }
        let mut rules = self.scenario.rules().iter();
        match rules.find(|rule| !self.shown.rules.contains(rule)) {
            Some(rule) => Err(format!(
                "{rule} is in `rules`, and no expectation names it and no step `shows` it"
            )),
            None => Ok(self.shown),
        }
    }
}

impl Step {
    /// Plays the step in a world, and says what came, if something can, and how the world goes on.
    fn played<'s>(&'s self, world: &World<'s>) -> Result<(Option<Came>, Next<'s>), String> {
        if let Some(change) = &self.change {
            return Ok((None, world.change(self, change)?));
        }
        if let Some(purge) = &self.purge {
            return Ok((None, world.purge(purge)?));
        }
        if let Some(act) = &self.act {
            let (came, kept) = world.act(self, act)?;
            return Ok((Some(came), Next::Kept(kept)));
        }
        let came = if let Some(see) = &self.see {
            match &self.as_of {
                Some(at) => world.as_of(at)?.see(self, see),
                None => world.see(self, see),
            }
        } else if let Some(read) = &self.read {
            world.read(read)
        } else if let Some(replay) = &self.replay {
            world.replay(replay)
        } else {
            Err("a step does something".into())
        };
        Ok((Some(came?), Next::default()))
    }

    /// What must not occur.
    fn lacked(&self) -> impl Iterator<Item = &Value> {
        self.lacks.iter().flat_map(|lacks| match lacks {
            Value::Array(patterns) => patterns.as_slice(),
            pattern => core::slice::from_ref(pattern),
        })
    }

    fn judge(&self, came: &Came, value: &Value) -> Result<(), Failed> {
        let differs = |problem: &str, expected: Value| Err(wrong(problem, expected, value.clone()));
        // Of an element that is missing in a list the nearest is shown, not everything.
        let judged = |compared: Result<(), Difference<'_>>, expected: &dyn Fn() -> Value| {
            compared.map_err(|difference| match difference.told() {
                (problem, Some((wanted, near))) => wrong(problem, wanted.clone(), near.clone()),
                (problem, None) => wrong(problem, expected(), value.clone()),
            })
        };
        match (came, &self.refused, &self.error) {
            (Came::Refused(_), Some(refused), _) => {
                let expected = || json!({ "refused": refused });
                judged(holds(refused, value), &expected)?;
                // Faults are named one by one: all of them, in order.
                if let Some(faults) = refused["faults"].as_array() {
                    judged(holds_all("faults", faults, value), &expected)?;
                }
            }
            (Came::Error(_), _, Some(error)) => {
                judged(holds(error, value), &|| json!({ "error": error }))?;
            }
            (Came::Value { .. }, None, None) => {}
            (_, Some(refused), _) => return differs("not refused", json!({ "refused": refused })),
            (_, _, Some(error)) => return differs("no error", json!({ "error": error })),
            _ => return differs("refused, or an error", json!("a value")),
        }
        if let Some(events) = &self.events {
            let expected = || json!({ "events": events });
            judged(holds_all("events", events, value), &expected)?;
        }
        if let Some(expected) = &self.holds {
            judged(holds(expected, value), &|| json!({ "holds": expected }))?;
        }
        if let Some(expected) = &self.exactly
            && expected != value
        {
            return differs("not exactly the same", json!({ "exactly": expected }));
        }
        match self.lacked().find(|pattern| occurs(pattern, value)) {
            Some(pattern) => differs("what must not occur does", json!({ "lacks": pattern })),
            None => Ok(()),
        }
    }
}
