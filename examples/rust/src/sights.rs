//! One conversation as several people see it.

use visavis::id::PersonId;
use visavis::sight::{RevealedBy, ShownAnswer, View};
use visavis::template::Question;
use visavis::{Case, Directory, Respondent, Rule, Side, Sight};

use crate::fault::Fault;

/// A conversation side by side, as some people see it at one instant.
pub(crate) struct Sights {
    pub(crate) viewers: Vec<String>,
    pub(crate) parts: Vec<PartSeen>,
}

/// One part of it.
pub(crate) struct PartSeen {
    /// Whose part it is.
    pub(crate) person: String,
    /// How far it has come, for each viewer.
    pub(crate) state: Vec<Cell>,
    pub(crate) questions: Vec<QuestionSeen>,
}

/// One question of a part, with what each viewer sees of the answer.
pub(crate) struct QuestionSeen {
    pub(crate) text: String,
    pub(crate) answers: Vec<Cell>,
}

/// What one viewer sees of one thing.
pub(crate) enum Cell {
    Shown(String),
    Hidden {
        rule: Rule,
        revealed_by: Option<RevealedBy>,
    },
}

/// A conversation as some people see it.
pub(crate) fn sights(
    case: &Case<'_>,
    directory: &Directory,
    viewers: &[(PersonId, &str)],
) -> Result<Sights, Fault> {
    let mut seen = Vec::new();
    for (person, _) in viewers {
        let sight = case.sight(&case.relation(directory, *person))?;
        seen.push((sight, view(&sight)?));
    }
    let name = |person| directory.name(person).unwrap_or("somebody");
    Ok(Sights {
        viewers: viewers
            .iter()
            .map(|(person, what)| format!("{}, {what}", name(*person)))
            .collect(),
        parts: Side::BOTH
            .iter()
            .map(|&side| part(name(case.conversation().person(side)), case, &seen, side))
            .collect(),
    })
}

/// What somebody is shown; nothing where they are told that there is no such conversation.
fn view(sight: &Sight<'_>) -> Result<Option<View>, Fault> {
    match sight.view(&[]) {
        Ok(view) => Ok(Some(view)),
        Err(_) => Ok(None),
    }
}

type Seen<'c> = (Sight<'c>, Option<View>);

fn part(person: &str, case: &Case<'_>, seen: &[Seen<'_>], side: Side) -> PartSeen {
    let question = |question: &Question| QuestionSeen {
        text: question.text().as_str().to_owned(),
        answers: seen
            .iter()
            .map(|seen| answer(seen, side, question))
            .collect(),
    };
    PartSeen {
        person: person.to_owned(),
        state: seen
            .iter()
            .map(|(_, view)| state(view.as_ref(), side))
            .collect(),
        questions: case
            .content()
            .questions(side)
            .iter()
            .map(question)
            .collect(),
    }
}

/// How far a part has come, as somebody is shown it, or why nothing of it is shown.
fn state(view: Option<&View>, side: Side) -> Cell {
    let parts = view.map(|view| view.parts.iter());
    match parts.and_then(|mut parts| parts.find(|part| part.part == Respondent::from(side))) {
        None => Cell::Shown("not found".to_owned()),
        Some(part) => match part.hidden {
            Some(hidden) => Cell::Hidden {
                rule: hidden.rule,
                revealed_by: Some(hidden.revealed_by),
            },
            None if part.done => Cell::Shown("shared".to_owned()),
            None => Cell::Shown("draft".to_owned()),
        },
    }
}

/// The answer to a question, as somebody is shown it, or the rule that hides it.
fn answer((sight, view): &Seen<'_>, side: Side, question: &Question) -> Cell {
    let verdict = sight.answer((Respondent::from(side), question.id()));
    if !verdict.is_visible() {
        return Cell::Hidden {
            rule: verdict.rule,
            revealed_by: verdict.revealed_by,
        };
    }
    let mut questions = view
        .iter()
        .flat_map(|view| &view.parts)
        .flat_map(|part| &part.questions);
    let shown = questions.find(|shown| shown.question == question.id());
    let text = shown
        .and_then(|shown| shown.answer.as_ref())
        .map_or_else(|| "no answer yet".to_owned(), words);
    match shown.is_some_and(|shown| shown.confidential_to.is_some()) {
        true => Cell::Shown(format!("{text} (confidential)")),
        false => Cell::Shown(text),
    }
}

/// An answer in words.
fn words(answer: &ShownAnswer) -> String {
    match answer {
        ShownAnswer::Paragraph(text) => text.as_str().to_owned(),
        ShownAnswer::Scale { value, max } => format!("{value} of {max}"),
        ShownAnswer::Stars { text, .. } => text.clone(),
        ShownAnswer::Options(options) => {
            let options: Vec<_> = options.iter().map(|option| option.as_str()).collect();
            options.join(", ")
        }
        _ => String::new(),
    }
}
