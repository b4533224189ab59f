//! What a step can look at.

use crate::driver::{Bound, Call, Drawn, Kind};
use crate::handles::{forth, forth_text, id};
use crate::scenario::{CalendarQuestions, Csv, Drawing, See, Step};
use crate::world::{Came, World, envelope};

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
            See::Relation { of, to } => self.ask(&Call::Relation {
                directory: &self.directory,
                person: &id(of)?,
                to: to.as_ref().map(forth).transpose()?.as_ref(),
            }),
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
