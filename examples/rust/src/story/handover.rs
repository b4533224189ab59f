//! Rachel's manager Amy leaves in the middle of the cycle, and Brian takes her reviews over.

use visavis::id::PersonId;
use visavis::notify::About;
use visavis::sight::View;
use visavis::template::AnswerInput;
use visavis::{Command, Conversation, Respondent};

use super::{AMY, BRIAN, Chapter, RACHEL, because, refused, text};
use crate::fault::Fault;
use crate::office;
use crate::people::person;
use crate::play::{self, Stage};

/// Amy drafts Rachel's review and leaves; Brian takes it over, changes an answer and submits.
pub(super) fn amy_leaves(stage: &mut Stage<'_>, review: &Conversation) -> Result<(), Fault> {
    let (amy, brian) = (person(AMY), person(BRIAN));

    stage.to("2026-05-05T10:00:00-07:00")?;
    let answers = [
        text("Europe is growing."),
        AnswerInput::Scale(4),
        AnswerInput::Options(vec!["Training".to_owned()]),
        text("Not yet."),
    ];
    let count = answers.len();
    stage.save(review, amy, answers)?;
    stage.note(
        Chapter::Handover,
        format!("Amy drafts {count} answers for Rachel; the last question is a confidential one."),
    )?;

    stage.to("2026-05-06T17:10:00-07:00")?;
    let employees = stage.company.employees.values().cloned();
    let changed = employees.filter_map(|mut one| match (one.number, one.manager) {
        (AMY, _) => {
            one.active = false;
            Some(one)
        }
        (_, Some(AMY)) => {
            one.manager = Some(BRIAN);
            Some(one)
        }
        _ => None,
    });
    let changed = changed.collect();
    let prompts = office::change_people(&mut stage.company, stage.store, changed, stage.now)?;
    let mut due = prompts.iter().filter_map(|prompt| match prompt.about {
        About::TakeOwnership { until, .. } => Some((until, prompt.rule)),
        _ => None,
    });
    let (until, rule) = due.next().ok_or(Fault::Missing("a prompt"))?;
    stage.note(
        Chapter::Handover,
        format!(
            "Amy leaves the company, and her people report to Brian. He is prompted to take over \
             {} reviews, which he may do before {} ({rule}).",
            prompts.len(),
            stage.company.date(until)?,
        ),
    )?;

    stage.to("2026-05-08T09:00:00-07:00")?;
    for prompt in &prompts {
        if let About::TakeOwnership { conversation, .. } = prompt.about {
            let before: Conversation = stage.store.load(conversation)?;
            let taken = stage.act(&before, prompt.to, Command::TakeOwnership)?;
            if taken.id() != review.id() {
                let acts = play::by_rule(&stage.company, &taken);
                stage.plan(acts);
            }
        }
    }
    let taken: Conversation = stage.store.load(review.id())?;
    let view = stage.see(&taken, brian, |sight| sight.view(&[]))?;
    let found = answered(&view);
    stage.note(
        Chapter::Handover,
        format!(
            "Brian takes them over. In Rachel's he finds {found} of Amy's {count} answers: the \
             confidential one stays Amy's (VIS-12)."
        ),
    )?;

    stage.told();
    let kept: Conversation = stage.save(review, brian, [text("Europe is growing fast.")])?;
    let told = stage.told();
    let told = match told.iter().any(|one| one.to == amy) {
        true => "Amy is told so",
        false => "Amy would be told so (OWN-4), but her account is closed and nobody is",
    };
    let view = stage.see(&kept, person(RACHEL), |sight| sight.view(&[]))?;
    let earlier = names(stage, view.earlier_managers.iter().map(|one| one.person));
    stage.note(
        Chapter::Handover,
        format!("He changes one of them. {told}. Rachel sees who managed before: {earlier}."),
    )
}

/// Brian submits in time what he took over.
pub(super) fn brian_submits(stage: &mut Stage<'_>, review: &Conversation) -> Result<(), Fault> {
    stage.to("2026-05-27T11:00:00-07:00")?;
    stage.act(review, person(BRIAN), Command::Submit)?;
    stage.note(
        Chapter::Handover,
        "Brian submits the part to the review by administrators.".to_owned(),
    )
}

/// He has to wait for the end of the review, and a lock date has passed.
pub(super) fn brian_waits(stage: &mut Stage<'_>, review: &Conversation) -> Result<(), Fault> {
    let brian = person(BRIAN);
    stage.to("2026-06-03T10:00:00-07:00")?;
    let sharing = refused(stage.share(review, brian))?;
    stage.note(
        Chapter::Handover,
        format!("Brian wants to share: {}.", because(stage, &sharing)?),
    )?;
    let rating = refused(stage.save(
        review,
        brian,
        [text("Europe leads."), AnswerInput::Scale(5)],
    ))?;
    stage.note(
        Chapter::Handover,
        format!("He wants to raise a rating: {}.", because(stage, &rating)?),
    )
}

/// Rachel shares and then wants to mend an answer, which this cycle does not let her. Brian shares
/// what he submitted.
pub(super) fn rachel_shares(stage: &mut Stage<'_>, review: &Conversation) -> Result<(), Fault> {
    let (rachel, brian) = (person(RACHEL), person(BRIAN));
    stage.to("2026-06-16T10:00:00-07:00")?;
    stage.save(
        review,
        rachel,
        [text("3 new dealers."), AnswerInput::Stars(5)],
    )?;
    stage.share(review, rachel)?;
    let refusal = refused(stage.save(review, rachel, [text("4 new dealers.")]))?;
    stage.note(
        Chapter::Handover,
        format!(
            "Rachel shares, and wants to mend an answer: {}.",
            because(stage, &refusal)?
        ),
    )?;

    stage.to("2026-06-18T10:00:00-07:00")?;
    let shared = stage.share(review, brian)?;
    let view = stage.see(&shared, rachel, |sight| sight.view(&[]))?;
    let seen = view
        .parts
        .iter()
        .filter(|part| part.part == Respondent::Manager);
    let seen: usize = seen.map(|part| part.questions.len()).sum();
    stage.note(
        Chapter::Handover,
        format!("Brian shares. Rachel reads {seen} answers, as they stand now."),
    )
}

/// How many of their own questions somebody finds answered.
fn answered(view: &View) -> usize {
    let questions = view
        .parts
        .iter()
        .filter(|part| part.part == Respondent::Manager);
    let questions = questions.flat_map(|part| &part.questions);
    questions
        .filter(|question| question.answer.is_some())
        .count()
}

fn names(stage: &Stage<'_>, people: impl Iterator<Item = PersonId>) -> String {
    let names: Vec<_> = people.map(|person| stage.company.name(person)).collect();
    names.join(", ")
}
