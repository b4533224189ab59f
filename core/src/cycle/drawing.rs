//! Timelines as pictures: a Mermaid gantt and an SVG.

use core::fmt::{self, Write};

use super::phase::Phase;
use super::schedule::LockOn;
use super::timeline::{Boundary, BoundaryKind, Timeline};
use crate::{Date, Instant, Rule, Side};

/// A stretch of time with a name: what a line of a picture shows.
struct Bar {
    shows: Shows,
    name: String,
    rule: Rule,
    from: Instant,
    to: Instant,
    first: Date,
    last: Date,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Phase,
    Lock,
    Approval,
}

impl Shows {
    const fn heading(self) -> &'static str {
        match self {
            Self::Phase => "Phases",
            Self::Lock => "Until locked",
            Self::Approval => "Reopened",
        }
    }

    /// What stands after a name in a picture, which has no headings.
    const fn said(self) -> &'static str {
        match self {
            Self::Phase => "",
            Self::Lock => " locks",
            Self::Approval => " reopened",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Phase => "phase",
            Self::Lock => "lock",
            Self::Approval => "approval",
        }
    }
}

impl Timeline {
    /// The timeline as a gantt in the language of Mermaid: a bar for each phase, for each lock one
    /// until it locks, and one for each approved request, by local dates (TIM-8). Its text ends with a newline.
    ///
    /// What would end a line or a name in `title` becomes a space; a blank one is left out.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let gantt = case("2026-03-10T09:00:00Z").timeline().to_mermaid("Half-year review");
    /// assert!(gantt.starts_with("gantt\n    title Half-year review\n"));
    /// assert!(gantt.contains("    open (PAR-13) :2026-03-01, 2026-03-31\n"));
    /// assert!(gantt.contains("    grace (TIM-2) :2026-04-01, 2026-04-07\n"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn to_mermaid(&self, title: &str) -> String {
        let mut text = String::new();
        // Writing to a text cannot fail.
        let _ = self.write_mermaid(&mut text, title);
        text
    }

    /// The timeline as a small picture in SVG, with the same bars, which suits light and dark pages
    /// (TIM-8). `title` stands above it and is its accessible name.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let picture = case("2026-03-10T09:00:00Z").timeline().to_svg("Ana & Ben");
    /// assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    /// assert!(picture.contains("<title>Ana &amp; Ben</title>"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn to_svg(&self, title: &str) -> String {
        let mut text = String::new();
        let _ = self.write_svg(&mut text, title);
        text
    }

    /// The phases in order, then the locks, then the approvals; nothing where nothing ever opens.
    fn bars(&self) -> Vec<Bar> {
        let begins = |boundary: &&Boundary| matches!(boundary.kind, BoundaryKind::Begins(_));
        let kinds: Vec<_> = self.boundaries.iter().filter(begins).collect();
        let phases = kinds.iter().zip(kinds.iter().skip(1)).enumerate();
        let phases = phases.map(|(place, (from, to))| Bar {
            shows: Shows::Phase,
            name: match from.kind {
                BoundaryKind::Begins(phase) => phase_name(phase).into(),
                BoundaryKind::Locks(_) | BoundaryKind::Reopens(_) | BoundaryKind::RunsOut(_) => {
                    String::new()
                }
            },
            rule: from.rule,
            from: from.at,
            to: to.at,
            // The first begins on its date; a later one on the day after that which ended.
            first: match place {
                0 => from.date,
                _ => from.date.add_days(1).unwrap_or(from.date),
            },
            last: to.date,
        });
        let Some(launch) = kinds.first() else {
            return Vec::new();
        };
        let locks = self.boundaries.iter().filter_map(|boundary| {
            let BoundaryKind::Locks(on) = boundary.kind else {
                return None;
            };
            Some(Bar {
                shows: Shows::Lock,
                name: lock_name(on),
                rule: boundary.rule,
                from: launch.at,
                to: boundary.at,
                first: launch.date,
                last: boundary.date,
            })
        });
        phases.chain(locks).chain(self.approvals()).collect()
    }

    /// Each approved request, which ends in the order in which those of its side began.
    fn approvals(&self) -> impl Iterator<Item = Bar> {
        Side::BOTH.into_iter().flat_map(|side| {
            let of = |kind| move |boundary: &&Boundary| boundary.kind == kind;
            let starts = self
                .boundaries
                .iter()
                .filter(of(BoundaryKind::Reopens(side)));
            let ends = self
                .boundaries
                .iter()
                .filter(of(BoundaryKind::RunsOut(side)));
            starts.zip(ends).map(move |(from, to)| Bar {
                shows: Shows::Approval,
                name: match side {
                    Side::DirectReport => "direct report's part".into(),
                    Side::Manager => "manager's part".into(),
                },
                rule: from.rule,
                from: from.at,
                to: to.at,
                first: from.date,
                last: to.date,
            })
        })
    }

    fn write_mermaid(&self, out: &mut String, title: &str) -> fmt::Result {
        let plain = |symbol: char| match symbol {
            // The last two end a line as well.
            ':' | ';' | '#' | '%' | '\u{2028}' | '\u{2029}' => ' ',
            symbol if symbol.is_control() => ' ',
            symbol => symbol,
        };
        let title: String = title.chars().map(plain).collect();
        out.write_str("gantt\n")?;
        // A title without text is none in that language.
        if !title.trim().is_empty() {
            writeln!(out, "    title {}", title.trim())?;
        }
        out.write_str("    dateFormat YYYY-MM-DD\n    inclusiveEndDates\n    todayMarker off\n")?;
        let mut section = None;
        for bar in self.bars() {
            if section != Some(bar.shows) {
                section = Some(bar.shows);
                writeln!(out, "    section {}", bar.shows.heading())?;
            }
            let Bar {
                name,
                rule,
                first,
                last,
                ..
            } = bar;
            // A phase that comes and goes on one day has a bar of that day.
            writeln!(out, "    {name} ({rule}) :{first}, {}", last.max(first))?;
        }
        Ok(())
    }

    fn write_svg(&self, out: &mut String, title: &str) -> fmt::Result {
        const WIDTH: i64 = 720;
        const LEFT: i64 = 210;
        const LINE: i64 = 26;
        let bars = self.bars();
        let rows = i64::try_from(bars.len()).unwrap_or(i64::MAX / LINE - 4);
        let height = (rows + 2) * LINE;
        let (from, to) = (
            bars.iter().map(|bar| bar.from.micros()).min().unwrap_or(0),
            bars.iter().map(|bar| bar.to.micros()).max().unwrap_or(0),
        );
        let span = (to - from).max(1);
        let x = |at: Instant| {
            let along = i128::from(at.micros() - from) * i128::from(WIDTH - LEFT - 10);
            LEFT + i64::try_from(along / i128::from(span)).unwrap_or(0)
        };
        writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"visavis\" viewBox=\"0 0 {WIDTH} {height}\" \
             width=\"{WIDTH}\" height=\"{height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\">"
        )?;
        writeln!(out, "<title>{}</title>", Escaped(title))?;
        out.write_str(STYLE)?;
        writeln!(
            out,
            "<rect class=\"page\" width=\"{WIDTH}\" height=\"{height}\"/>"
        )?;
        writeln!(
            out,
            "<text class=\"title\" x=\"10\" y=\"{}\">{}</text>",
            LINE - 8,
            Escaped(title)
        )?;
        for (row, bar) in (1..).zip(&bars) {
            let (top, left) = (row * LINE, x(bar.from));
            let width = (x(bar.to) - left).max(2);
            let class = bar.shows.class();
            let name = format!("{}{}", bar.name, bar.shows.said());
            writeln!(out, "<text x=\"10\" y=\"{}\">{name}</text>", top + 17)?;
            writeln!(
                out,
                "<rect class=\"{class}\" x=\"{left}\" y=\"{}\" width=\"{width}\" height=\"{}\" rx=\"3\">\
                 <title>{name}: {} to {}, {}</title></rect>",
                top + 3,
                LINE - 6,
                bar.from,
                bar.to,
                bar.rule
            )?;
            // Inside where there is room for the date, else on the side that has some.
            let (anchor, at, class) = match width {
                90.. => ("end", left + width - 6, "inside"),
                _ if left + width > WIDTH - 90 => ("end", left - 6, "beside"),
                _ => ("start", left + width + 6, "beside"),
            };
            writeln!(
                out,
                "<text class=\"{class}\" text-anchor=\"{anchor}\" x=\"{at}\" y=\"{}\">{}</text>",
                top + 17,
                bar.last
            )?;
        }
        if let (Some(first), Some(last)) = (bars.first(), bars.iter().map(|bar| bar.last).max()) {
            let y = (rows + 2) * LINE - 9;
            writeln!(
                out,
                "<text class=\"beside\" x=\"{LEFT}\" y=\"{y}\">{}</text>",
                first.first
            )?;
            writeln!(
                out,
                "<text class=\"beside\" text-anchor=\"end\" x=\"{}\" y=\"{y}\">{last}</text>",
                WIDTH - 10
            )?;
        }
        out.write_str("</svg>\n")
    }
}

/// Every rule is for the picture alone, which a page may have among its own markup.
const STYLE: &str = "<style>\
.visavis .page{fill:#fff}.visavis text{fill:#1c2330}.visavis .title{font-weight:bold}\
.visavis .phase{fill:#2f6db5}.visavis .lock{fill:#8a6a12}.visavis .approval{fill:#2c7a4b}\
.visavis .inside{fill:#fff}.visavis .beside{fill:#4a5568}\
@media(prefers-color-scheme:dark){.visavis .page{fill:#14181f}.visavis text{fill:#e6eaf0}\
.visavis .phase{fill:#7fb2ec}.visavis .lock{fill:#d9b54a}.visavis .approval{fill:#7fcf9c}\
.visavis .inside{fill:#14181f}.visavis .beside{fill:#aab4c3}}\
</style>\n";

const fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Scheduled => "scheduled",
        Phase::Open => "open",
        Phase::UnderReview => "under review",
        Phase::Sharing => "sharing",
        Phase::Grace => "grace",
        Phase::Closed => "closed",
    }
}

fn lock_name(on: LockOn) -> String {
    match on {
        LockOn::List(Side::DirectReport) => "direct report's list".into(),
        LockOn::List(Side::Manager) => "manager's list".into(),
        // The last eight digits tell questions apart, also where the first come from a clock.
        LockOn::Question(question) => {
            let id = question.to_string();
            let last = id.len().saturating_sub(8);
            format!("question {}", id.get(last..).unwrap_or(&id))
        }
    }
}

/// Text as it stands in XML; characters that cannot stand there become spaces.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for symbol in self.0.chars() {
            match symbol {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\u{fffe}' | '\u{ffff}' => f.write_char(' ')?,
                symbol if symbol.is_control() => f.write_char(' ')?,
                symbol => f.write_char(symbol)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
