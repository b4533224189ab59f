//! What is printed: headings, aligned columns, colours where they are wanted.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use console::{Style, measure_text_width};
use visavis::{Date, Instant, Opening, Phase, Rule, Timeline, Turn};

use crate::fault::Fault;
use crate::sights::{Cell, Sights};
use crate::status::{Counts, Progress, Status};
use crate::story::Late;

/// Nothing is wider than this.
pub(crate) const WIDTH: usize = 100;

/// Where everything is printed, and whether in colour.
pub(crate) struct Page<'a> {
    pub(crate) out: &'a mut dyn Write,
    pub(crate) colour: bool,
}

/// A column: how wide it is, and whether its cells lean to the right.
#[derive(Clone, Copy)]
struct Column {
    width: usize,
    right: bool,
}

const fn left(width: usize) -> Column {
    Column {
        width,
        right: false,
    }
}

const fn right(width: usize) -> Column {
    Column { width, right: true }
}

/// Text with a style.
type Text = (String, Style);

fn plain(text: impl ToString) -> Text {
    (text.to_string(), Style::new())
}

fn bold(text: impl ToString) -> Text {
    (text.to_string(), Style::new().bold())
}

fn dim(text: impl ToString) -> Text {
    (text.to_string(), Style::new().dim())
}

fn red(text: impl ToString) -> Text {
    (text.to_string(), Style::new().red())
}

fn green(text: impl ToString) -> Text {
    (text.to_string(), Style::new().green())
}

impl Page<'_> {
    /// The first line.
    pub(crate) fn title(&mut self, text: &str) -> Result<(), Fault> {
        let styled = self.styled(text, &Style::new().bold().cyan());
        Ok(writeln!(self.out, "{styled}")?)
    }

    /// A heading after an empty line.
    pub(crate) fn heading(&mut self, text: &str) -> Result<(), Fault> {
        writeln!(self.out)?;
        self.title(text)
    }

    /// A line of text, wrapped where it is long.
    pub(crate) fn line(&mut self, text: impl ToString) -> Result<(), Fault> {
        self.row(&[left(WIDTH - 2)], &[plain(text)])
    }

    /// The boundaries of a cycle.
    pub(crate) fn timeline(&mut self, timeline: &Timeline) -> Result<(), Fault> {
        let columns = [left(8), left(22), left(22), left(7), left(33)];
        let heads = ["phase", "begins", "that is, in UTC", "rule", ""].map(dim);
        self.row(&columns, &heads)?;
        for boundary in &timeline.boundaries {
            let (phase, begins) = match boundary.turn {
                Turn::Begins(Phase::Open) => ("open", format!("as {} begins", boundary.date)),
                Turn::Begins(Phase::Grace) => ("grace", format!("as {} ends", boundary.date)),
                Turn::Begins(Phase::Closed) => ("closed", format!("as {} ends", boundary.date)),
                _ => ("", String::new()),
            };
            let cells = [
                bold(phase),
                plain(begins),
                plain(boundary.at),
                plain(boundary.rule),
                dim(boundary.rule.title()),
            ];
            self.row(&columns, &cells)?;
        }
        Ok(())
    }

    /// What happened on which day.
    pub(crate) fn diary(&mut self, diary: &[(Date, String)]) -> Result<(), Fault> {
        for (date, text) in diary {
            self.row(&[left(10), left(WIDTH - 14)], &[dim(date), plain(text)])?;
        }
        Ok(())
    }

    /// A conversation side by side, and the rules that hide something in it.
    pub(crate) fn sights(&mut self, sights: &Sights) -> Result<(), Fault> {
        let columns = [left(29), left(25), left(25), left(13)];
        let mut rules = BTreeSet::new();
        let mut row = |page: &mut Self, first: Text, cells: &[Cell]| {
            let cells = cells.iter().map(|cell| match cell {
                Cell::Shown(text) => plain(text),
                Cell::Hidden { rule, opens } => {
                    rules.insert(*rule);
                    red(match opens {
                        Some(Opening::Share) => format!("hidden until shared {rule}"),
                        _ => format!("hidden {rule}"),
                    })
                }
            });
            let cells: Vec<_> = [first].into_iter().chain(cells).collect();
            page.row(&columns, &cells)
        };
        let viewers = sights.viewers.iter().map(bold);
        let heads: Vec<_> = [plain("")].into_iter().chain(viewers).collect();
        self.row(&columns, &heads)?;
        for part in &sights.parts {
            row(self, bold(&part.title), &part.state)?;
            for question in &part.questions {
                row(self, dim(format!("  {}", question.text)), &question.answers)?;
            }
        }
        for rule in rules {
            self.rule(rule)?;
        }
        Ok(())
    }

    /// A rule in full.
    fn rule(&mut self, rule: Rule) -> Result<(), Fault> {
        self.row(
            &[left(6), left(WIDTH - 10)],
            &[bold(rule), dim(rule.text())],
        )
    }

    /// A share that came too late.
    pub(crate) fn late(&mut self, late: &Late) -> Result<(), Fault> {
        let Late {
            name,
            before,
            at,
            refusal,
        } = late;
        self.line(format!(
            "A second before, {name} could still have shared: by {}, until {}.",
            before.rule, before.until,
        ))?;
        self.line(format!("{name} shares at {at} and is refused:"))?;
        let columns = [left(8), left(WIDTH - 14)];
        let since = refusal
            .since()
            .as_ref()
            .map_or_else(String::new, Instant::to_string);
        for (what, said) in [
            ("reason", red(refusal)),
            ("since", plain(since)),
            ("code", plain(refusal.code())),
        ] {
            self.row(&columns, &[dim(format!("  {what}")), said])?;
        }
        self.rule(refusal.rule())
    }

    /// Who has done what, by department, with all of them at the end.
    pub(crate) fn departments(&mut self, statuses: &[Status<'_>]) -> Result<(), Fault> {
        let columns = [left(28), right(10), right(24), right(18), right(10)];
        let heads = [
            "department",
            "launched",
            "shared by direct report",
            "by manager",
            "complete",
        ];
        self.row(&columns, &heads.map(dim))?;
        let departments: BTreeSet<_> = statuses
            .iter()
            .map(|status| status.direct_report.department.as_str())
            .collect();
        for department in departments {
            let own = |status: &&Status<'_>| status.direct_report.department == department;
            let counts = Counts::of(statuses.iter().filter(own));
            self.counts(&columns, plain(department), counts)?;
        }
        self.counts(&columns, bold("all"), Counts::of(statuses))
    }

    fn counts(&mut self, columns: &[Column], name: Text, counts: Counts) -> Result<(), Fault> {
        let (_, style) = &name;
        let number = |number: usize| (number.to_string(), style.clone());
        let cells = [
            name.clone(),
            number(counts.launched),
            number(counts.direct_report_shared),
            number(counts.manager_shared),
            number(counts.complete),
        ];
        self.row(columns, &cells)
    }

    /// How many reviews stand where; they add up.
    pub(crate) fn progress(&mut self, statuses: &[Status<'_>]) -> Result<(), Fault> {
        let columns = [left(40), right(5), left(48)];
        for progress in Progress::ALL {
            let of = statuses
                .iter()
                .filter(|status| status.progress() == progress);
            let count = of.count();
            let bar = green("█".repeat((count * 48).div_ceil(statuses.len().max(1))));
            self.row(&columns, &[plain(progress.words()), plain(count), bar])?;
        }
        self.row(&columns, &[bold("all"), bold(statuses.len()), plain("")])
    }

    /// A file that is left behind; its path is never wrapped.
    pub(crate) fn file(&mut self, path: &Path, what: &str) -> Result<(), Fault> {
        let path = self.styled(&path.display().to_string(), &Style::new().bold());
        Ok(writeln!(self.out, "  {path}  {what}")?)
    }

    /// A row of cells, each wrapped within its column.
    fn row(&mut self, columns: &[Column], cells: &[Text]) -> Result<(), Fault> {
        let wrapped: Vec<_> = columns
            .iter()
            .zip(cells)
            .map(|(column, (text, style))| (column, style, textwrap::wrap(text, column.width)))
            .collect();
        let height = wrapped.iter().map(|(.., lines)| lines.len()).max();
        for place in 0..height.unwrap_or(0) {
            let mut line = String::new();
            for (column, style, lines) in &wrapped {
                let text = lines.get(place).map_or("", |line| line.as_ref());
                let gap = " ".repeat(column.width.saturating_sub(measure_text_width(text)));
                let text = self.styled(text, style);
                let cell = match column.right {
                    true => [gap, text],
                    false => [text, gap],
                };
                line.push_str("  ");
                line.extend(cell);
            }
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn styled(&self, text: &str, style: &Style) -> String {
        match self.colour && !text.is_empty() {
            true => style.clone().force_styling(true).apply_to(text).to_string(),
            false => text.to_owned(),
        }
    }
}
