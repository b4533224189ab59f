//! What a step can look at.

use serde_json::json;

use crate::driver::{Around, Bound, Call, Drawn, Facts, Failure, Kind, Said};
use crate::handles::{forth, forth_text, id};
use crate::scenario::{CalendarQuestions, ConversationPreview, Csv, Drawing, See, Step};
use crate::world::{By, Came, World, envelope, parsed, plain};

impl Drawing {
    fn wanted(&self) -> Drawn<'_> {
        match self {
            Self::Svg(title) => Drawn::Svg(title),
            Self::Mermaid(title) => Drawn::Mermaid(title),
        }
    }
}

impl World {
    pub(crate) fn see(&self, step: &Step, see: &See) -> Result<Came, String> {
        match see {
            See::Faults { strict } => self.ask(&Call::Faults {
                directory: &self.directory,
                strict: *strict,
            }),
            See::Relation { of, to } => {
                let to = to.as_deref().map(id).transpose()?;
                let to = to.map(|to| self.state(Kind::Conversation, &to));
                self.ask(&Call::Relation {
                    directory: &self.directory,
                    person: &id(of)?,
                    to: to.transpose()?,
                })
            }
            See::Prospects { cycle } => {
                let id = id(cycle)?;
                self.ask(&Call::Prospects {
                    around: self.around_cycle(&id, step, step.now()?)?,
                    roster: self.find(Kind::Roster, &id).map(|kept| kept.state.as_str()),
                    directory: &self.directory,
                })
            }
            See::List(csv) => {
                let text;
                let csv = match csv {
                    Csv::Bytes(bytes) => bytes,
                    Csv::Csv(csv) => {
                        text = forth_text(csv)?;
                        text.as_bytes()
                    }
                };
                let directory = &self.directory;
                self.ask(&Call::ReadList { directory, csv })
            }
            See::State(aggregate) => {
                let (kind, id) = aggregate.named()?;
                let bytes = self.state(kind, &id)?.as_bytes();
                self.ask(&Call::Read {
                    kind: kind.name(),
                    bytes,
                })
            }
            See::Waiting { cycle } => self.ask(&Call::Waiting {
                roster: self.state(Kind::Roster, &id(cycle)?)?,
            }),
            See::Purge { template, rows } => {
                let rows = rows.iter();
                let rows = rows.map(|row| Ok(envelope("index_row", &forth(row)?)));
                self.ask(&Call::ToPurge {
                    template: self.state(Kind::Template, &id(template)?)?,
                    rows: &rows.collect::<Result<Vec<_>, String>>()?,
                })
            }
            See::Engine => self.ask(&Call::Engine),
            See::Rules => self.ask(&Call::Rules),
            See::Refusals => self.ask(&Call::Refusals),
            See::Calendar(questions) => self.ask(&Call::Calendar {
                organisation: &self.organisation,
                now: step.now()?,
                asked: &questions.asked(),
            }),
            See::IndexRow(of) => self.ask(&Call::IndexRow {
                bound: self.bound_to(&of.of, step)?,
            }),
            See::OwnershipPrompt(of) => self.ask(&Call::OwnershipPrompt {
                bound: self.bound_to(&of.of, step)?,
                directory: &self.directory,
            }),
            See::Timeline {
                of: Some(of),
                cycle: None,
                drawn,
            } => self.ask(&Call::Timeline {
                bound: self.bound_to(of, step)?,
                drawn: drawn.as_ref().map(Drawing::wanted),
            }),
            See::Timeline {
                of: None,
                cycle: Some(cycle),
                drawn,
            } => {
                let around = self.around_cycle(&id(cycle)?, step, step.now()?)?;
                let drawn = drawn.as_ref().map(Drawing::wanted);
                self.ask(&Call::CycleTimeline { around, drawn })
            }
            See::Timeline { .. } => Err("`timeline` takes either `of` or `cycle`".into()),
            _ => self.see_by(step, see),
        }
    }

    /// What depends on who looks.
    fn see_by(&self, step: &Step, see: &See) -> Result<Came, String> {
        let who = self.who(step.by.as_ref().ok_or("who looks? `by` is missing")?)?;
        let (by, directory) = (who.actor(&self.directory), self.directory.as_str());
        match see {
            See::View { of, references } => {
                let bound = self.bound_to(of, step)?;
                let references = references.iter().map(|text| forth_text(text));
                let references = references.collect::<Result<Vec<_>, _>>()?;
                self.ask(&Call::View {
                    bound,
                    by,
                    references: &references,
                })
            }
            See::Row(of) => self.ask(&Call::Row {
                bound: self.bound_to(&of.of, step)?,
                by,
                directory,
            }),
            See::OwnTimeline { of, drawn } => self.ask(&Call::OwnTimeline {
                bound: self.bound_to(of, step)?,
                by,
                drawn: drawn.as_ref().map(Drawing::wanted),
            }),
            See::Actions(of) => self.ask(&Call::Actions {
                bound: self.bound_to(&of.of, step)?,
                by,
            }),
            See::SharePrompt(of) => self.ask(&Call::SharePrompt {
                bound: self.bound_to(&of.of, step)?,
                by,
            }),
            See::Explain { of, about } => {
                let (bound, about) = (self.bound_to(of, step)?, &forth(about)?);
                self.ask(&Call::Explain { bound, by, about })
            }
            See::Record { of, about } => {
                let (bound, about) = (self.bound_to(of, step)?, &forth(about)?);
                self.ask(&Call::Record { bound, by, about })
            }
            See::Preview {
                template,
                cycle,
                of,
            } => self.preview(step, &who, template, cycle.as_deref(), of),
            See::EditRequests => self.ask(&Call::EditRequests {
                all: &self.all(step)?,
                by,
            }),
            See::EditRequestsDigest { day } => self.ask(&Call::EditRequestsDigest {
                all: &self.all(step)?,
                by,
                day,
            }),
            See::Lists => self.ask(&Call::Lists {
                all: &self.all(step)?,
                by,
                directory,
            }),
            See::Earlier(of) => {
                let (bound, all) = (self.bound_to(&of.of, step)?, &self.all(step)?);
                self.ask(&Call::Earlier { bound, all, by })
            }
            See::Offers => {
                let templates = self
                    .ids(Kind::Template)
                    .map(|id| self.state(Kind::Template, id));
                let templates = templates.collect::<Result<Vec<_>, _>>()?;
                self.ask(&Call::Offers {
                    organisation: &self.organisation,
                    templates: &templates,
                    by,
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
            directory: &self.directory,
        };
        let mut after = before;
        let by = who.actor(&self.directory);
        let changed;
        match of {
            ConversationPreview::Cycle(command) => {
                let request = envelope("cycle_command", &json!({ "command": forth(command)? }));
                let request = &request;
                let id = cycle.as_deref().unwrap_or_default();
                let roster = self.find(Kind::Roster, id).map(|kept| kept.state.as_str());
                let call = Call::CommandCycle {
                    around,
                    roster,
                    by,
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
                    by,
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
                changed = Self::organisation_of(organisation)?;
                after.around.organisation = &changed;
            }
            ConversationPreview::People(people) => {
                changed = self.directory_of(people, None)?;
                after.directory = &changed;
            }
        }
        let conversations = self.ids(Kind::Conversation).map(|id| {
            let state = self.state(Kind::Conversation, id)?;
            let facts = plain(parsed(state));
            let bound = facts["template"].as_str() == Some(&template)
                && facts["occasion"]["scheduled"]["cycle"].as_str() == cycle.as_deref();
            Ok::<_, String>(bound.then_some(state))
        });
        let conversations = conversations.collect::<Result<Vec<_>, _>>()?;
        let conversations: Vec<_> = conversations.into_iter().flatten().collect();
        self.ask(&Call::Preview {
            by: &who.id(),
            before,
            after,
            conversations: &conversations,
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

    fn bound_to<'a>(&'a self, conversation: &str, step: &'a Step) -> Result<Bound<'a>, String> {
        self.bound(&id(conversation)?, step, step.now()?)
    }

    /// Every conversation.
    fn all<'a>(&'a self, step: &'a Step) -> Result<Vec<Bound<'a>>, String> {
        let ids = self.ids(Kind::Conversation);
        ids.map(|id| self.bound(id, step, step.now()?)).collect()
    }
}

impl CalendarQuestions {
    fn asked(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("day_start", &self.day_start),
            ("deadline", &self.deadline),
            ("five_pm", &self.five_pm),
            ("exists", &self.exists),
            ("top_of_hour", &self.top_of_hour),
            ("local_date", &self.local_date),
        ];
        all.into_iter()
            .filter_map(|(name, of)| Some((name, of.as_deref()?)))
            .collect()
    }
}
