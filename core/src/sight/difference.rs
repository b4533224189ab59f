//! What one sight shows and another does not: the one comparison behind prompts and previews.

use super::tables::Verdict;
use super::verdicts::Sight;
use crate::{PersonId, Question, QuestionId, Respondent, Rule, Side};

/// Answers that are shown and were not, by the rule that shows them.
pub(crate) struct Gained {
    pub(crate) rule: Rule,
    pub(crate) questions: Vec<QuestionId>,
}

/// The answers of a list that a second verdict shows and a first one does not, by kind: of ordinary
/// questions, and of confidential ones.
pub(crate) fn gained<'q>(
    questions: impl Iterator<Item = &'q Question> + Clone,
    first: impl Fn(bool) -> Verdict,
    second: impl Fn(bool) -> Verdict,
) -> impl Iterator<Item = Gained> {
    [false, true].into_iter().filter_map(move |confidential| {
        let shown = second(confidential);
        if !shown.is_visible() || first(confidential).is_visible() {
            return None;
        }
        let alike = questions
            .clone()
            .filter(|question| question.is_confidential() == confidential);
        let questions: Vec<_> = alike.map(Question::id).collect();
        (!questions.is_empty()).then_some(Gained {
            rule: shown.rule,
            questions,
        })
    })
}

/// The answers of a side, whether there are any, that one sight shows and another does not.
pub(crate) fn difference<'s>(
    without: &'s Sight<'_>,
    with: &'s Sight<'_>,
    part: Respondent,
) -> impl Iterator<Item = Gained> + 's {
    gained(
        with.case.content.questions(part.list()).iter(),
        move |confidential| without.verdict_of(part, confidential),
        move |confidential| with.verdict_of(part, confidential),
    )
}

/// The answers that an earlier manager left, whether there are any, that one sight shows and another
/// does not (VIS-12).
pub(crate) fn retained_difference<'s>(
    without: &'s Sight<'_>,
    with: &'s Sight<'_>,
    by: PersonId,
) -> impl Iterator<Item = Gained> + 's {
    let questions = with.case.content.questions(Side::Manager).iter();
    gained(
        questions.filter(|question| question.is_confidential()),
        move |_| without.retained_verdict(by),
        move |_| with.retained_verdict(by),
    )
}
