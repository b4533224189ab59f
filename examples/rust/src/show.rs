//! What is printed: headings, aligned columns, colours where they are wanted.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use console::{Style, measure_text_width};
use textwrap::{Options, WordSplitter};
use visavis::cycle::{Boundary, BoundaryKind, LockOn, Phase, Timeline};
use visavis::sight::RevealedBy;
use visavis::template::Content;
use visavis::{Instant, Rule, Side};

use crate::fault::Fault;
use crate::play::Diary;
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

    /// The boundaries of a cycle or of somebody in it.
    pub(crate) fn timeline(&mut self, timeline: &Timeline, content: &Content) -> Result<(), Fault> {
        let columns = [left(40), left(22), left(22), left(6)];
        let heads = ["what changes", "when", "that is, in UTC", "rule"].map(dim);
        self.row(&columns, &heads)?;
        for boundary in &timeline.boundaries {
            let (what, when) = turn(boundary, content);
            let cells = [
                bold(what),
                plain(when),
                plain(boundary.at),
                plain(boundary.rule),
            ];
            self.row(&columns, &cells)?;
        }
        Ok(())
    }

    /// What happened on which day, chapter by chapter.
    pub(crate) fn diary(&mut self, diary: &Diary) -> Result<(), Fault> {
        for (chapter, days) in diary {
            self.heading(chapter.title())?;
            for (date, text) in days {
                self.row(&[left(10), left(WIDTH - 14)], &[dim(date), plain(text)])?;
            }
        }
        Ok(())
    }

    /// A conversation side by side, and the rules that hide something in it.
    pub(crate) fn sights(&mut self, sights: &Sights) -> Result<(), Fault> {
        let columns = [left(29), left(22), left(21), left(20)];
        let mut rules = BTreeSet::new();
        let mut row = |page: &mut Self, first: Text, cells: &[Cell]| {
            let cells = cells.iter().map(|cell| match cell {
                Cell::Shown(text) => plain(text),
                Cell::Hidden { rule, revealed_by } => {
                    rules.insert(*rule);
                    red(match revealed_by {
                        Some(RevealedBy::Share) => format!("not yet ({rule})"),
                        _ => format!("hidden ({rule})"),
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
            row(self, bold(format!("{}'s part", part.person)), &part.state)?;
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
            .map(|(column, (text, style))| (column, style, wrapped(text, column.width)))
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

/// The lines of a text; dates and rules stay whole.
fn wrapped(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    let options = Options::new(width).word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(text, options)
}

/// What changes at a boundary, and when by the calendar of the company.
fn turn(boundary: &Boundary, content: &Content) -> (String, String) {
    let date = boundary.date;
    match boundary.kind {
        BoundaryKind::Begins(Phase::Open) => ("open".to_owned(), format!("as {date} begins")),
        BoundaryKind::Begins(begins) => (phase(begins).to_owned(), format!("as {date} ends")),
        BoundaryKind::Locks(on) => (locked(on, content), format!("as {date} ends")),
        BoundaryKind::Reopens(side) => (
            format!("reopened for the {}", role(side)),
            format!("on {date}"),
        ),
        BoundaryKind::RunsOut(side) => (
            format!("not open for the {} any more", role(side)),
            format!("as {date} ends"),
        ),
        _ => (String::new(), date.to_string()),
    }
}

/// What a lock date locks.
fn locked(on: LockOn, content: &Content) -> String {
    match on {
        LockOn::List(side) => format!("all answers of the {} lock", role(side)),
        LockOn::Question(id) => {
            let mut questions = Side::BOTH.iter().flat_map(|&side| content.questions(side));
            let question = questions.find(|question| question.id() == id);
            let text = question.map_or("a question", |question| question.text().as_str());
            format!("“{text}” locks")
        }
    }
}

const fn role(side: Side) -> &'static str {
    match side {
        Side::DirectReport => "direct report",
        Side::Manager => "manager",
    }
}

/// A phase in words.
pub(crate) const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Scheduled => "scheduled",
        Phase::Open => "open",
        Phase::UnderReview => "the review by administrators",
        Phase::Sharing => "sharing",
        Phase::Grace => "grace",
        Phase::Closed => "closed",
        _ => "",
    }
}
