//! What happens to a few people by name, while everyone else goes by rule.

use std::path::Path;

use visavis::{
    Action, Command, Conversation, Date, Given, Instant, Permission, Reason, Refusal, Request,
    WrittenNotes,
};

use crate::fault::Fault;
use crate::host;
use crate::people::person;
use crate::play::{self, Stage};
use crate::sights::{self, Sights};
use crate::store::Store;

// Employees by their numbers.
const ROBERTO: u32 = 3;
const ROB: u32 = 4;
const GAIL: u32 = 5;
const SHEELA: u32 = 250;
const BEN: u32 = 259;
const AMY: u32 = 287;
const RACHEL: u32 = 288;

/// What there is to show afterwards, beside the diary.
pub(crate) struct Story {
    /// The day on which three people looked at one review.
    pub(crate) looked_on: Date,
    pub(crate) looked: Sights,
    pub(crate) late: Late,
}

/// A share that came too late.
pub(crate) struct Late {
    pub(crate) name: String,
    /// What the engine said a second before.
    pub(crate) before: Permission,
    pub(crate) at: Instant,
    pub(crate) refusal: Refusal,
}

/// Plays the cycle from before its launch until after its end.
pub(crate) fn play(stage: &mut Stage<'_>, database: &Path) -> Result<Story, Fault> {
    let reviews = launch(stage)?;
    let review_of = |number| {
        let mut reviews = reviews.iter();
        reviews
            .find(|review| review.direct_report() == person(number))
            .ok_or_else(|| Refusal::from(Reason::NotFound))
    };
    check_ins(stage)?;
    let (looked_on, looked) = exemplary(stage, review_of(GAIL)?, database)?;
    edits_after_sharing(stage, review_of(RACHEL)?)?;
    let late = misses_the_end(stage, review_of(BEN)?)?;
    stage.to("2026-07-13T09:00:00-07:00")?;
    Ok(Story {
        looked_on,
        looked,
        late,
    })
}

/// The launch. From then on everyone who is not of this story does what the rule says.
fn launch(stage: &mut Stage<'_>) -> Result<Vec<Conversation>, Fault> {
    let company = stage.company;
    stage.to("2026-01-15T00:00:00-08:00")?;
    let reviews = stage.store.of_cycle(company.cycle.id())?;
    let named = [GAIL, RACHEL, BEN].map(person);
    let others = reviews
        .iter()
        .filter(|review| !named.contains(&review.direct_report()));
    let acts = others.flat_map(|review| play::by_rule(company, review));
    stage.plan(acts.collect());

    let without = company.employees.values().filter(|employee| {
        let mut reviews = reviews.iter();
        !reviews.any(|review| review.direct_report() == employee.id())
    });
    let without: Vec<_> = without.map(|employee| employee.name()).collect();
    stage.note(format!(
        "{} reviews are launched: one for everyone but {}, who reports to nobody.",
        reviews.len(),
        without.join(", "),
    ))?;
    Ok(reviews)
}

/// Two check-ins of Gail and Roberto; the second offers what went before.
fn check_ins(stage: &mut Stage<'_>) -> Result<(), Fault> {
    let (company, store) = (stage.company, stage.store);
    let (gail, roberto) = (person(GAIL), person(ROBERTO));

    stage.to("2026-03-02T09:00:00-08:00")?;
    let first = host::start(company, store, roberto, gail, stage.now)?;
    stage.save(&first, roberto, [text("More time with customers.")])?;
    stage.save(&first, gail, [text("The new frame."), Given::Scale(4)])?;
    stage.share(&first, roberto)?;
    let shared = stage.share(&first, gail)?;
    let row = stage.see(&shared, gail, |sight| sight.row(&company.directory))?;
    stage.note(format!(
        "Roberto starts a {} with Gail, due on {}. Both share: {}.",
        row.title.as_str(),
        row.ends,
        state(row.complete),
    ))?;

    stage.to("2026-05-04T14:00:00-07:00")?;
    let second = host::start(company, store, gail, roberto, stage.now)?;
    let mut offered = Vec::new();
    for earlier in host::earlier(company, store, &second, gail, stage.now)? {
        let launched = company.date(earlier.launched_at)?;
        offered.push(format!("{} of {launched}", earlier.title.as_str()));
    }
    stage.note(format!(
        "Gail starts another. For reference it offers: {}.",
        offered.join(", ")
    ))
}

/// Gail and Roberto do all of it, in time. In between three people look at their review.
fn exemplary(
    stage: &mut Stage<'_>,
    review: &Conversation,
    database: &Path,
) -> Result<(Date, Sights), Fault> {
    let company = stage.company;
    let (gail, roberto) = (person(GAIL), person(ROBERTO));

    stage.to("2026-06-08T09:30:00-07:00")?;
    let answers = [
        text("A frame 200 g lighter."),
        Given::Stars(4),
        Given::Options(vec!["Leading others".to_owned(), "Craft".to_owned()]),
        Given::Scale(8),
    ];
    let count = answers.len();
    let saved = stage.save(review, gail, answers)?;
    let newly = stage.see(&saved, gail, |sight| sight.share_prompt())?;
    stage.share(review, gail)?;
    for newly in newly {
        stage.note(format!(
            "Gail answers {count} questions and shares. The engine had said who would see them: \
             {} {} of them, by {}.",
            company.name(newly.person),
            newly.questions.len(),
            newly.rule,
        ))?;
    }

    stage.to("2026-06-09T11:00:00-07:00")?;
    let answers = [
        text("Every prototype in time."),
        Given::Scale(5),
        Given::Options(vec!["A larger task".to_owned()]),
        text("Yes, soon."),
    ];
    let saved = stage.save(review, roberto, answers)?;
    let viewers = [
        (gail, "direct report"),
        (roberto, "manager"),
        (person(ROB), "stranger"),
    ];
    let looked = sights::sights(company, &saved, &viewers, stage.now)?;
    let looked_on = company.date(stage.now)?;
    two_writers(stage, review, database)?;

    stage.to("2026-06-10T10:00:00-07:00")?;
    stage.share(review, roberto)?;
    stage.to("2026-06-12T16:00:00-07:00")?;
    let met = stage.act(review, roberto, Command::ConfirmMeeting)?;
    let view = stage.see(&met, gail, |sight| sight.view(&[]))?;
    stage.note(format!(
        "Roberto has shared too and confirms that they met: the review is {}.",
        state(view.complete),
    ))?;
    Ok((looked_on, looked))
}

/// Two processes have read the same revision and both write. The second is refused, reads again
/// and writes after the first, as [`host::act`] does by itself: nothing is lost.
fn two_writers(stage: &mut Stage<'_>, review: &Conversation, database: &Path) -> Result<(), Fault> {
    let (company, one, other) = (stage.company, stage.store, Store::open(database)?);
    let (gail, roberto) = (person(GAIL), person(ROBERTO));
    let notes = |text: &str| Command::WriteNotes(WrittenNotes(text.to_owned()));
    let (gails, robertos) = (notes("Ask for the wind tunnel."), notes("Bring figures."));

    let read: Conversation = one.load(review.id())?;
    let first = host::decide(company, &read, gail, &gails.into(), stage.now)?;
    let request = Request::from(robertos.clone());
    let second = host::decide(company, &read, roberto, &request, stage.now)?;
    one.write(|writer| writer.keep(&first))?;
    let outcome = match other.write(|writer| writer.keep(&second)) {
        Err(Fault::Stale) => "refused as stale, decided again and stored",
        Err(fault) => return Err(fault),
        Ok(()) => "stored",
    };
    let again = host::act(company, &other, review.id(), roberto, robertos, stage.now)?;
    stage.note(format!(
        "Gail and Roberto write notes at once, each upon revision {}. Gail's make revision {}; \
         Roberto's are {outcome} as {}.",
        read.revision(),
        first.conversation.revision(),
        again.revision(),
    ))
}

/// Rachel shares and then wants to mend an answer, which this cycle does not let her.
fn edits_after_sharing(stage: &mut Stage<'_>, review: &Conversation) -> Result<(), Fault> {
    let (rachel, amy) = (person(RACHEL), person(AMY));
    stage.to("2026-06-15T10:00:00-07:00")?;
    stage.save(review, rachel, [text("3 new dealers."), Given::Stars(5)])?;
    stage.share(review, rachel)?;

    stage.to("2026-06-16T10:00:00-07:00")?;
    let refusal = refused(stage.save(review, rachel, [text("4 new dealers.")]))?;
    let since = refusal
        .since()
        .map(|at| stage.company.date(at))
        .transpose()?;
    stage.note(format!(
        "Rachel wants to mend what she shared. Refused by {}{}: {refusal}.",
        refusal.rule(),
        since.map_or_else(String::new, |date| format!(" since {date}")),
    ))?;

    stage.to("2026-06-18T10:00:00-07:00")?;
    stage.save(review, amy, [text("Europe is growing."), Given::Scale(4)])?;
    stage.share(review, amy)?;
    Ok(())
}

/// Sheela shares in time. Ben leaves his draft until the last second, and then a second longer.
fn misses_the_end(stage: &mut Stage<'_>, review: &Conversation) -> Result<Late, Fault> {
    let (ben, sheela) = (person(BEN), person(SHEELA));
    stage.to("2026-06-24T10:00:00-07:00")?;
    stage.save(review, sheela, [text("Prices held."), Given::Scale(3)])?;
    stage.share(review, sheela)?;

    stage.to("2026-06-29T17:00:00-07:00")?;
    let draft = stage.save(review, ben, [text("Two suppliers each."), Given::Stars(3)])?;
    stage.note("Ben saves a draft and lets the end pass: there is grace.".to_owned())?;

    stage.to("2026-07-10T23:59:59-07:00")?;
    let before = stage.see(&draft, ben, |sight| sight.may(Action::Share))?;
    stage.to("2026-07-11T00:00:00-07:00")?;
    let refusal = refused(stage.share(review, ben))?;
    Ok(Late {
        name: stage.company.name(ben).to_owned(),
        before,
        at: stage.now,
        refusal,
    })
}

/// The refusal that has to come of something.
fn refused(outcome: Result<Conversation, Fault>) -> Result<Refusal, Fault> {
    match outcome {
        Err(fault) => fault.refusal().cloned().ok_or(fault),
        Ok(_) => Err(Fault::NotRefused),
    }
}

fn state(complete: Option<bool>) -> &'static str {
    match complete {
        Some(true) => "complete",
        Some(false) => "not complete",
        None => "not theirs to know",
    }
}

fn text(text: &str) -> Given {
    Given::Paragraph(text.to_owned())
}
