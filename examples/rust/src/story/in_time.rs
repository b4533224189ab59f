//! Gail and Roberto: check-ins, and a review in which everything is done in time.

use std::path::Path;

use visavis::command::WrittenNotes;
use visavis::template::AnswerInput;
use visavis::{Command, Conversation, Date};

use super::{Chapter, GAIL, PAULA, ROB, ROBERTO, refused, state, text};
use crate::fault::Fault;
use crate::host;
use crate::people::person;
use crate::play::Stage;
use crate::sights::{self, Sights};
use crate::store::Store;

/// Two check-ins; the second offers what went before.
pub(super) fn check_ins(stage: &mut Stage<'_>) -> Result<(), Fault> {
    let (gail, roberto) = (person(GAIL), person(ROBERTO));

    stage.to("2026-03-02T09:00:00-08:00")?;
    let first = host::start(&stage.company, stage.store, roberto, gail, stage.now)?;
    stage.save(&first, roberto, [text("More time with customers.")])?;
    stage.save(
        &first,
        gail,
        [text("The new frame."), AnswerInput::Scale(4)],
    )?;
    stage.share(&first, roberto)?;
    let shared = stage.share(&first, gail)?;
    let row = stage.see(&shared, gail, |sight| sight.row(&stage.company.directory))?;
    stage.note(
        Chapter::InTime,
        format!(
            "Roberto starts a {} with Gail, due on {}. Both share: {}.",
            row.title.as_str(),
            row.ends,
            state(row.complete),
        ),
    )?;

    stage.to("2026-05-04T14:00:00-07:00")?;
    let (company, store) = (&stage.company, stage.store);
    let second = host::start(company, store, gail, roberto, stage.now)?;
    let mut offered = Vec::new();
    for earlier in host::earlier(company, store, &second, gail, stage.now)? {
        let launched = company.date(earlier.launched_at)?;
        offered.push(format!("{} of {launched}", earlier.title.as_str()));
    }
    stage.note(
        Chapter::InTime,
        format!(
            "Gail starts another. For reference it offers: {}.",
            offered.join(", ")
        ),
    )
}

/// Gail shares, Roberto drafts and submits. In between three people and a stranger look at it.
pub(super) fn before_the_review(
    stage: &mut Stage<'_>,
    review: &Conversation,
    database: &Path,
) -> Result<(Date, Sights, String), Fault> {
    let (gail, roberto) = (person(GAIL), person(ROBERTO));

    stage.to("2026-05-19T09:30:00-07:00")?;
    let answers = [
        text("A lighter frame."),
        AnswerInput::Stars(4),
        AnswerInput::Options(vec!["Languages".to_owned(), "Craft".to_owned()]),
        AnswerInput::Scale(8),
    ];
    let count = answers.len();
    let saved = stage.save(review, gail, answers)?;
    let newly = stage.see(&saved, gail, |sight| sight.share_prompt())?;
    stage.share(review, gail)?;
    let newly: Vec<_> = newly
        .iter()
        .map(|newly| {
            let who = newly
                .person
                .map_or("administrators", |who| stage.company.name(who));
            format!("{who} {} by {}", newly.questions.len(), newly.rule)
        })
        .collect();
    stage.note(
        Chapter::InTime,
        format!(
            "Gail answers {count} questions and shares. The engine had said who would see how many \
             answers: {}.",
            newly.join(", ")
        ),
    )?;

    stage.to("2026-05-20T11:00:00-07:00")?;
    let answers = [
        text("Prototypes in time."),
        AnswerInput::Scale(5),
        AnswerInput::Options(vec!["A larger task".to_owned()]),
        text("Soon."),
    ];
    let saved = stage.save(review, roberto, answers)?;
    let viewers = [
        (gail, "direct report"),
        (roberto, "manager"),
        (person(PAULA), "administrator"),
    ];
    let context = stage.company.around(&saved, stage.now)?;
    let looked = sights::sights(&context.case(&saved)?, &stage.company.directory, &viewers)?;
    let looked_on = stage.company.date(stage.now)?;
    let rob = person(ROB);
    let told = refused(stage.see(&saved, rob, |sight| sight.view(&[])))?;
    let stranger = format!(
        "{}, who has no part in it, is told: “{told}”. For one that does not exist it is the same ({}).",
        stage.company.name(rob),
        told.rule()
    );
    two_writers(stage, review, database)?;

    stage.to("2026-05-27T10:00:00-07:00")?;
    stage.act(review, roberto, Command::Submit)?;
    stage.note(
        Chapter::InTime,
        "Roberto submits his part to the review by administrators.".to_owned(),
    )?;
    Ok((looked_on, looked, stranger))
}

/// Roberto shares once the review is over, and confirms that they met.
pub(super) fn after_the_review(stage: &mut Stage<'_>, review: &Conversation) -> Result<(), Fault> {
    let (gail, roberto) = (person(GAIL), person(ROBERTO));
    stage.to("2026-06-15T10:00:00-07:00")?;
    stage.share(review, roberto)?;
    let met = stage.act(review, roberto, Command::ConfirmMeeting)?;
    let view = stage.see(&met, gail, |sight| sight.view(&[]))?;
    stage.note(
        Chapter::InTime,
        format!(
            "The review by administrators is over: Roberto shares too and confirms that they met. \
             The conversation is {}.",
            state(view.complete),
        ),
    )
}

/// Two processes have read the same revision and both write. The second is refused, reads again
/// and writes after the first, as [`host::act`] does by itself: nothing is lost.
fn two_writers(stage: &mut Stage<'_>, review: &Conversation, database: &Path) -> Result<(), Fault> {
    let (company, one, other) = (&stage.company, stage.store, Store::open(database)?);
    let (gail, roberto) = (person(GAIL), person(ROBERTO));
    let notes = |text: &str| Command::WriteNotes(WrittenNotes(text.to_owned()));
    let (gails, robertos) = (notes("Ask for the wind tunnel."), notes("Bring figures."));

    let read: Conversation = one.load(review.id())?;
    let first = host::decide(company, &read, gail, gails, stage.now)?;
    let second = host::decide(company, &read, roberto, robertos.clone(), stage.now)?;
    one.write(|writer| writer.keep(&first))?;
    let outcome = match other.write(|writer| writer.keep(&second)) {
        Err(Fault::Stale) => "refused as stale, decided again and stored",
        Err(fault) => return Err(fault),
        Ok(()) => "stored",
    };
    let again = host::act(company, &other, review.id(), roberto, robertos, stage.now)?;
    stage.note(
        Chapter::InTime,
        format!(
            "Gail and Roberto write notes at once, each upon revision {}. Gail's make revision {}; \
             Roberto's are {outcome} as {}.",
            read.revision(),
            first.state.revision(),
            again.conversation.revision(),
        ),
    )
}
