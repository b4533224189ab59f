//! What a step can look at.

use serde_json::{Map, Value, json};
use visavis::{Conversation, wire::from_json};

use crate::company::organisation_of;
use crate::driver::{Around, Bound, Call, Facts, Failure, Kind, Said, named};
use crate::handles::{forth, forth_text, id};
use crate::scenario::{CalendarQuestions, ConversationPreview, Csv, Drawing, See, Step};
use crate::world::{By, Came, World, envelope, parsed};

/// The question for a timeline, or for a picture of it.
fn timeline(drawn: Option<&Drawing>) -> Value {
    match drawn {
        None => json!("timeline"),
        Some(Drawing::Svg(title)) => json!({ "drawn_timeline": { "svg": title } }),
        Some(Drawing::Mermaid(title)) => json!({ "drawn_timeline": { "mermaid": title } }),
    }
}

/// The question for what a scenario has explained.
fn explained(about: &Value) -> Value {
    match named(about) {
        ("action", action) => json!({ "may": action }),
        ("edit", edit) => json!({ "may_edit": edit["question"] }),
        _ => about.clone(),
    }
}

impl World<'_> {
    pub(crate) fn see(&self, step: &Step, see: &See) -> Result<Came, String> {
        match see {
            See::Faults { strict } => self.ask_people(*strict, &json!("faults")),
            See::Actor(of) => self.ask_people(false, &json!({ "actor": id(&of.of)? })),
            See::Relation { of, to } => {
                let to = self.state(Kind::Conversation, &id(to)?)?;
                let to: Conversation = from_json(to.as_bytes()).map_err(|why| why.to_string())?;
                let question = json!({ "relation": { "person": id(of)?, "pair": to.pair() } });
                self.ask_people(false, &question)
            }
            See::Prospects { cycle } => {
                let id = id(cycle)?;
                self.ask(&Call::Prospects {
                    around: self.around_cycle(&id, step, step.now()?)?,
                    roster: self.roster(&id),
                    directory: &self.company.directory,
                })
            }
            See::List(Csv::Csv(csv)) => {
                self.ask_people(false, &json!({ "list": forth_text(csv)? }))
            }
            See::List(Csv::Bytes(csv)) => self.ask(&Call::ReadList {
                directory: &self.company.directory,
                csv,
            }),
            See::State(aggregate) => {
                let (kind, id) = aggregate.named()?;
                let bytes = self.state(kind, &id)?.as_bytes();
                self.ask(&Call::Read {
                    kind: kind.name(),
                    bytes,
                })
            }
            See::Waiting { cycle } => self.ask(&Call::Roster {
                roster: self.state(Kind::Roster, &id(cycle)?)?,
                directory: None,
                question: &json!("waiting"),
            }),
            See::LeftOut {
                cycle,
                participants,
                directory,
            } => self.ask(&Call::Roster {
                roster: self.state(Kind::Roster, &id(cycle)?)?,
                directory: self.people(*directory),
                question: &json!({ "left_out": forth(participants)? }),
            }),
            See::Purge { template, rows } => {
                let rows = rows.iter();
                let rows = rows.map(|row| Ok(parsed(&envelope("index_row", &forth(row)?))));
                let rows = rows.collect::<Result<Value, String>>()?;
                self.ask(&Call::Template {
                    template: self.state(Kind::Template, &id(template)?)?,
                    question: &json!({ "to_purge": rows }),
                })
            }
            See::Engine => self.ask(&Call::Engine),
            See::Rules => self.ask(&Call::Rules),
            See::Refusals => self.ask(&Call::Refusals),
            See::Calendar(questions) => self.calendar(step.now()?, questions),
            See::IndexRow(of) => self.ask_case(&of.of, step, None, &json!("index_row")),
            See::OwnershipPrompt(of) => {
                let people = Some(self.company.directory.as_str());
                self.ask_case(&of.of, step, people, &json!("ownership_prompt"))
            }
            See::Timeline {
                of: Some(of),
                cycle: None,
                drawn,
            } => self.ask_case(of, step, None, &timeline(drawn.as_ref())),
            See::Timeline {
                of: None,
                cycle: Some(cycle),
                drawn,
            } => self.ask(&Call::Cycle {
                around: self.around_cycle(&id(cycle)?, step, step.now()?)?,
                question: &timeline(drawn.as_ref()),
            }),
            See::Timeline { .. } => Err("`timeline` takes either `of` or `cycle`".into()),
            _ => self.see_by(step, see),
        }
    }

    /// What depends on who looks.
    fn see_by(&self, step: &Step, see: &See) -> Result<Came, String> {
        let who = self.who(step.by.as_ref().ok_or("who looks? `by` is missing")?)?;
        let directory = self.company.directory.as_str();
        let relation = who.asking(directory);
        let sight = |of: &str, directory, question: &Value| {
            self.ask(&Call::Sight {
                bound: self.bound_to(of, step)?,
                relation,
                directory,
                question,
            })
        };
        let sights = |first: Option<Bound<'_>>, directory, question: &Value| {
            let all = first.into_iter().chain(self.all_bound(step)?);
            self.ask(&Call::Sights {
                all: &all.collect::<Vec<_>>(),
                relation,
                directory,
                question,
            })
        };
        match see {
            See::View { of, references } => {
                let references = references.iter().map(|text| forth_text(text));
                let references = references.collect::<Result<Vec<_>, _>>()?;
                sight(of, None, &json!({ "view": { "references": references } }))
            }
            See::Row(of) => sight(&of.of, Some(directory), &json!("row")),
            See::OwnTimeline { of, drawn } => sight(of, None, &timeline(drawn.as_ref())),
            See::Actions(of) => sight(&of.of, None, &json!("actions")),
            See::SharePrompt(of) => sight(&of.of, None, &json!("share_prompt")),
            See::Explain { of, about } => sight(of, None, &explained(&forth(about)?)),
            See::Record { of, about } => sight(of, None, &json!({ "record": forth(about)? })),
            See::EditRequests => sights(None, None, &json!("edit_requests")),
            See::EditRequestsDigest { day } => {
                sights(None, None, &json!({ "edit_requests_digest": day }))
            }
            See::Lists => sights(None, Some(directory), &json!("lists")),
            See::Earlier(of) => {
                let first = self.bound_to(&of.of, step)?;
                sights(Some(first), None, &json!("earlier"))
            }
            See::Preview {
                template,
                cycle,
                of,
            } => self.preview(step, &who, template, cycle.as_deref(), of),
            See::Offers => {
                let templates = self.all(Kind::Template);
                self.ask(&Call::Offers {
                    organisation: &self.company.organisation,
                    templates: &templates.map(|kept| &*kept.state).collect::<Vec<_>>(),
                    actor: who.asking(directory),
                    directory,
                    person: &who.id(),
                    now: step.now()?,
                })
            }
            _ => Err("nobody has to look at this: `by` is too much".into()),
        }
    }

    /// What a change would bring about, without making it.
    fn preview(
        &self,
        step: &Step,
        who: &By,
        template: &str,
        cycle: Option<&str>,
        of: &ConversationPreview,
    ) -> Result<Came, String> {
        let (template, cycle) = (id(template)?, cycle.map(id).transpose()?);
        let now = step.now()?;
        let around = self.around(&template, cycle.as_deref(), now)?;
        let before = Facts {
            around,
            directory: &self.company.directory,
        };
        let mut after = before;
        let actor = who.asking(&self.company.directory);
        let changed;
        match of {
            ConversationPreview::Cycle(command) => {
                let request = envelope("cycle_command", &json!({ "command": forth(command)? }));
                let request = &request;
                let call = Call::CommandCycle {
                    around,
                    roster: cycle.as_deref().and_then(|cycle| self.roster(cycle)),
                    directory: self.people(None),
                    actor,
                    request,
                };
                changed = match self.state_after(&call)? {
                    Ok(state) => state,
                    Err(failure) => return Came::failed(failure),
                };
                after.around.cycle = Some(&changed);
            }
            ConversationPreview::Template(command) => {
                let request = envelope("template_command", &json!({ "command": forth(command)? }));
                let (request, rows) = (&request, &self.rows(&template, now)?);
                let call = Call::CommandTemplate {
                    around: Around {
                        cycle: None,
                        ..around
                    },
                    actor,
                    rows,
                    cycles: &self.cycles(&template),
                    request,
                };
                changed = match self.state_after(&call)? {
                    Ok(state) => state,
                    Err(failure) => return Came::failed(failure),
                };
                after.around.template = &changed;
            }
            ConversationPreview::Organisation(organisation) => {
                changed = organisation_of(organisation)?;
                after.around.organisation = &changed;
            }
            ConversationPreview::People(people) => {
                changed = self.company.directory_with(people)?;
                after.directory = &changed;
            }
        }
        let conversations = self
            .of_template(Kind::Conversation, &template)
            .filter(|kept| kept.cycle == cycle)
            .map(|kept| kept.state.as_str());
        self.ask(&Call::Preview {
            by: &who.id(),
            before,
            after,
            conversations: &conversations.collect::<Vec<_>>(),
        })
    }

    /// The state that a command would lead to, which nobody keeps.
    fn state_after(&self, call: &Call<'_>) -> Result<Result<String, Failure>, String> {
        match self.call(call).said {
            Ok(Said::Changed { state, .. }) => Ok(Ok(state)),
            Ok(_) => Err("a command answered without a state".into()),
            Err(failure) => Ok(Err(failure)),
        }
    }

    fn ask(&self, call: &Call<'_>) -> Result<Came, String> {
        Came::of(self.call(call))
    }

    fn ask_people(&self, strict: bool, question: &Value) -> Result<Came, String> {
        self.ask(&Call::Directory {
            directory: &self.company.directory,
            strict,
            question,
        })
    }

    fn ask_case(
        &self,
        of: &str,
        step: &Step,
        directory: Option<&str>,
        question: &Value,
    ) -> Result<Came, String> {
        self.ask(&Call::Case {
            bound: self.bound_to(of, step)?,
            directory,
            question,
        })
    }

    /// The answers to all questions, in one object.
    fn calendar(&self, now: &str, questions: &CalendarQuestions) -> Result<Came, String> {
        let mut answers = Map::new();
        for (name, question) in questions.asked() {
            let organisation = &self.company.organisation;
            match self.ask(&Call::Calendar {
                organisation,
                now,
                question: &question,
            })? {
                Came::Value { value, .. } => answers.insert(name.into(), value),
                failed => return Ok(failed),
            };
        }
        let value = Value::Object(answers);
        Ok(Came::Value {
            text: value.to_string(),
            value,
        })
    }

    fn bound_to<'a>(&'a self, conversation: &str, step: &'a Step) -> Result<Bound<'a>, String> {
        let conversation = self.get(Kind::Conversation, &id(conversation)?)?;
        self.bound(conversation, step, step.now()?)
    }

    /// Every conversation.
    fn all_bound<'a>(&'a self, step: &'a Step) -> Result<Vec<Bound<'a>>, String> {
        let all = self.all(Kind::Conversation);
        all.map(|kept| self.bound(kept, step, step.now()?))
            .collect()
    }
}

impl CalendarQuestions {
    fn asked(&self) -> Vec<(&'static str, Value)> {
        let all = [
            ("day_start", &self.day_start),
            ("deadline", &self.deadline),
            ("five_pm", &self.five_pm),
            ("exists", &self.exists),
            ("top_of_hour", &self.top_of_hour),
            ("local_date", &self.local_date),
        ];
        let asked = all.into_iter().filter_map(|(name, of)| {
            let of = of.as_deref()?;
            Some((name, json!({ name: of })))
        });
        let outdated = self.outdated_rules.then_some("outdated_rules");
        let named = ["zone", "today"].into_iter().chain(outdated);
        asked.chain(named.map(|name| (name, json!(name)))).collect()
    }
}
