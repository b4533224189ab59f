//! Ben and Jae are too late and ask to edit; one is allowed, the other denied.

use visavis::cycle::Timeline;
use visavis::notify::About;
use visavis::template::AnswerInput;
use visavis::{Action, Command, Conversation, Side};

use super::{BEN, Chapter, JAE, Late, PAULA, SHEELA, because, refused, text};
use crate::fault::Fault;
use crate::office;
use crate::people::person;
use crate::play::Stage;

/// Ben's manager Sheela does her part in time.
pub(super) fn sheela_submits(stage: &mut Stage<'_>, review: &Conversation) -> Result<(), Fault> {
    let sheela = person(SHEELA);
    stage.to("2026-05-28T10:00:00-07:00")?;
    stage.save(
        review,
        sheela,
        [text("Prices held."), AnswerInput::Scale(3)],
    )?;
    stage.act(review, sheela, Command::Submit)?;
    Ok(())
}

/// Ben has a draft, and comes back to it when his answers have locked.
pub(super) fn ben_is_locked_out(stage: &mut Stage<'_>, review: &Conversation) -> Result<(), Fault> {
    let (ben, sheela) = (person(BEN), person(SHEELA));
    stage.to("2026-06-19T17:00:00-07:00")?;
    stage.share(review, sheela)?;
    stage.save(
        review,
        ben,
        [text("Two suppliers each."), AnswerInput::Stars(3)],
    )?;
    stage.note(
        Chapter::Late,
        "Ben saves a draft, on the last day before what direct reports wrote locks.".to_owned(),
    )?;
    stage.to("2026-06-22T09:00:00-07:00")?;
    let refusal = refused(stage.save(review, ben, [text("Three suppliers each.")]))?;
    stage.note(
        Chapter::Late,
        format!("He wants to change it: {}.", because(stage, &refusal)?),
    )
}

/// Ben could still share what he has, and leaves it a second too long.
pub(super) fn misses_the_end(stage: &mut Stage<'_>, review: &Conversation) -> Result<Late, Fault> {
    let ben = person(BEN);
    stage.to("2026-07-10T23:59:59-07:00")?;
    let draft: Conversation = stage.store.load(review.id())?;
    let before = stage.see(&draft, ben, |sight| sight.may(Action::Share))?;
    stage.to("2026-07-11T00:00:00-07:00")?;
    let refusal = refused(stage.share(review, ben))?;
    stage.note(
        Chapter::Late,
        "He does not share it in the grace period either (see below).".to_owned(),
    )?;
    Ok(Late {
        name: stage.company.name(ben).to_owned(),
        before,
        at: stage.now,
        refusal,
    })
}

/// Both ask to edit. Paula is told once a day, allows Ben's request and denies Jae's.
pub(super) fn requests(
    stage: &mut Stage<'_>,
    bens: &Conversation,
    jaes: &Conversation,
) -> Result<(), Fault> {
    let (ben, jae, paula) = (person(BEN), person(JAE), person(PAULA));
    stage.to("2026-07-13T10:00:00-07:00")?;
    stage.act(bens, ben, Command::RequestEdit)?;
    stage.to("2026-07-13T16:30:00-07:00")?;
    stage.act(jaes, jae, Command::RequestEdit)?;
    stage.note(
        Chapter::Late,
        "Ben asks to edit, and so does Jae, who has left a draft too.".to_owned(),
    )?;

    stage.to("2026-07-13T17:00:00-07:00")?;
    let (company, today) = (&stage.company, stage.company.date(stage.now)?);
    let digest = office::digest(company, stage.store, paula, today, stage.now)?;
    let digest = digest.ok_or(Fault::Missing("a digest"))?;
    let About::EditRequests { requests } = &digest.about else {
        return Err(Fault::Missing("a digest"));
    };
    let listed: Vec<_> = requests.iter().map(|one| company.name(one.by)).collect();
    stage.note(
        Chapter::Late,
        format!(
            "At 5 PM Paula gets one e-mail with all open requests ({}): {}.",
            digest.rule,
            listed.join(", ")
        ),
    )?;

    stage.to("2026-07-14T09:00:00-07:00")?;
    stage.told();
    stage.act(bens, paula, Command::AllowEdit(Side::DirectReport))?;
    for told in stage.told() {
        if let About::RequestApproved { until, .. } = told.about {
            let name = stage.company.name(told.to);
            let told = format!(
                "Paula allows Ben's request. {name} is told by e-mail: open until the end of \
                 {until} ({}).",
                told.rule
            );
            stage.note(Chapter::Late, told)?;
        }
    }
    stage.act(jaes, paula, Command::DenyEdit(Side::DirectReport))?;
    let told = stage.told().len();
    let closed = refused(stage.share(jaes, jae))?;
    stage.note(
        Chapter::Late,
        format!(
            "She denies Jae's; e-mails about that: {told} (REQ-5). Jae still cannot share ({}).",
            closed.rule()
        ),
    )
}

/// Ben changes his answer, shares, and has a picture of all of it.
pub(super) fn shares_after_all(
    stage: &mut Stage<'_>,
    review: &Conversation,
) -> Result<Timeline, Fault> {
    let ben = person(BEN);
    stage.to("2026-07-16T10:00:00-07:00")?;
    let saved = stage.save(review, ben, [text("Three suppliers each.")])?;
    let open = stage.see(&saved, ben, |sight| sight.may(Action::Share))?;
    let shared = stage.share(review, ben)?;
    stage.note(
        Chapter::Late,
        format!(
            "Ben changes his draft and shares: open by {}, before {}. The lock date had passed \
             when the request was allowed, and does not bind.",
            open.rule,
            stage.company.date(open.until)?,
        ),
    )?;
    stage.see(&shared, ben, |sight| sight.timeline())
}
