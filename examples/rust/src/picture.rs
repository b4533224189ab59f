//! The picture of the README: Ana's review as a timeline, and below it as Ana and as Ben see it.

use std::fmt::{self, Write};

use visavis::command::AnswerDraft;
use visavis::sight::RevealedBy;
use visavis::template::AnswerInput;
use visavis::wire::Wire;
use visavis::{
    Command, Context, Conversation, Cycle, Directory, Org, Rule, Side, Template, from_json,
};

use crate::fault::Fault;
use crate::sights::{self, Cell, Sights};

const WIDTH: usize = 720;
const LINE: usize = 24;
const MARGIN: usize = 10;
/// How wide what one person sees is.
const CARD: usize = (WIDTH - 3 * MARGIN) / 2;

/// A document of the company that documentation and tests share.
macro_rules! document {
    ($name:literal) => {
        read(include_bytes!(concat!("../../acme/", $name)))
    };
}

fn read<T: Wire>(json: &[u8]) -> Result<T, Fault> {
    Ok(from_json(json)?)
}

/// Ana and Ben have drafted their answers, and neither of them has shared.
pub(crate) fn draw() -> Result<String, Fault> {
    let org: Org = document!("organisation.json")?;
    let review: Template = document!("review.json")?;
    let cycle: Cycle = document!("cycle.json")?;
    let people = Directory::load(document!("directory.json")?)?;
    let launched: Conversation = document!("conversation.json")?;

    let now = "2026-03-10T09:00:00Z".parse()?;
    let context = Context::new(&org, &review, Some(&cycle), now)?;
    let drafts = [
        [
            AnswerInput::Paragraph("We shipped in time.".to_owned()),
            AnswerInput::Stars(4),
        ],
        [
            AnswerInput::Paragraph("The launch.".to_owned()),
            AnswerInput::Scale(8),
        ],
    ];
    let mut conversation = launched;
    for (side, answers) in Side::BOTH.into_iter().zip(drafts) {
        let case = context.case(&conversation)?;
        let questions = case.content().questions(side).iter();
        let save = questions
            .zip(answers)
            .map(|(question, answer)| AnswerDraft {
                question: question.id(),
                answer: Some(answer),
                seen: None,
            });
        let save = Command::Save(save.collect());
        let by = case.relation(&people, conversation.person(side));
        conversation = case.execute(&by, save)?.state;
    }

    let case = context.case(&conversation)?;
    let [ana, ben] = Side::BOTH.map(|side| conversation.person(side));
    let viewers = [(ana, "direct report"), (ben, "manager")];
    let seen = sights::sights(&case, &people, &viewers)?;
    let timeline = case.sight(&case.relation(&people, ana))?.timeline()?;
    let timeline = timeline.to_svg("Ana's half-year review with Ben");

    // The picture of the timeline says how high it is.
    let height = timeline
        .split_once(" height=\"")
        .and_then(|(_, rest)| rest.split_once('"'));
    let height = height.and_then(|(height, _)| height.parse().ok());
    let height = height.ok_or(Fault::Missing("the height of the timeline"))?;

    let mut picture = String::new();
    // Writing to a text cannot fail.
    let _ = write(&mut picture, &timeline, height, &seen);
    Ok(picture)
}

fn write(out: &mut String, timeline: &str, below: usize, seen: &Sights) -> fmt::Result {
    let lines = seen
        .parts
        .iter()
        .map(|part| LINE + 6 + 2 * (LINE - 3) * part.questions.len());
    let top = below + LINE;
    let card = 2 * LINE + lines.sum::<usize>() - MARGIN;
    let height = top + card + MARGIN;
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"eyes\" viewBox=\"0 0 {WIDTH} {height}\" \
         width=\"{WIDTH}\" height=\"{height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\">"
    )?;
    out.write_str("<title>A review as a timeline, and as two people see it</title>\n")?;
    out.write_str(STYLE)?;
    writeln!(
        out,
        "<rect class=\"page\" width=\"{WIDTH}\" height=\"{height}\"/>"
    )?;
    out.write_str(timeline)?;
    writeln!(
        out,
        "<text class=\"title\" x=\"{MARGIN}\" y=\"{}\">The same conversation on 10 March, before anything is shared</text>",
        top - 8
    )?;
    for (column, viewer) in seen.viewers.iter().enumerate() {
        let left = MARGIN + column * (CARD + MARGIN);
        writeln!(
            out,
            "<rect class=\"card\" x=\"{left}\" y=\"{top}\" width=\"{CARD}\" height=\"{card}\" rx=\"6\"/>"
        )?;
        let mut y = top + LINE - 6;
        text(out, "title", left, y, &format!("What {viewer}, sees"))?;
        for part in &seen.parts {
            y += LINE + 6;
            text(out, "part", left, y, &format!("{}'s answers", part.person))?;
            for question in &part.questions {
                y += LINE - 4;
                text(out, "question", left, y, &question.text)?;
                y += LINE - 2;
                let shown = question.answers.get(column);
                let (class, words) = match shown {
                    Some(Cell::Shown(answer)) => ("shown", answer.clone()),
                    Some(Cell::Hidden { rule, revealed_by }) => {
                        ("hidden", hidden(*rule, *revealed_by, &part.person))
                    }
                    None => continue,
                };
                let (x, width) = (left + MARGIN, CARD - 2 * MARGIN);
                writeln!(
                    out,
                    "<rect class=\"{class}\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"20\" rx=\"3\"/>",
                    y - 15
                )?;
                text(out, class, x, y, &words)?;
            }
        }
    }
    out.write_str("</svg>\n")
}

fn text(out: &mut String, class: &str, left: usize, y: usize, words: &str) -> fmt::Result {
    let x = left
        + match class {
            "shown" | "hidden" => 2 * MARGIN,
            _ => MARGIN,
        };
    writeln!(
        out,
        "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{words}</text>"
    )
}

fn hidden(rule: Rule, revealed_by: Option<RevealedBy>, person: &str) -> String {
    match revealed_by {
        Some(RevealedBy::Share) => format!("hidden by {rule} until {person} shares"),
        _ => format!("hidden by {rule}"),
    }
}

const STYLE: &str = "<style>\
.eyes .page{fill:#fff}.eyes text{fill:#1c2330}.eyes .title,.eyes .part{font-weight:bold}\
.eyes .card{fill:none;stroke:#c3cad5}.eyes text.question{fill:#4a5568}\
.eyes rect.shown{fill:#e2f2e8}.eyes rect.hidden{fill:none;stroke:#b3473e;stroke-dasharray:4 3}\
.eyes text.hidden{fill:#9c3229;font-style:italic}\
@media(prefers-color-scheme:dark){.eyes .page{fill:#14181f}.eyes text{fill:#e6eaf0}\
.eyes .card{stroke:#3c4656}.eyes text.question{fill:#aab4c3}\
.eyes rect.shown{fill:#1d3a2a}.eyes rect.hidden{stroke:#e08b82}.eyes text.hidden{fill:#f0a49c}}\
</style>\n";
