//! Paula, a Super Admin of Human Resources: the review of managers' parts, and a later end.

use std::collections::BTreeSet;

use visavis::cycle::{BoundaryKind, LockDate, LockOn, Phase};
use visavis::preview::Preview;
use visavis::{CycleCommand, Respondent, Side};

use super::{Chapter, GAIL, PAULA, ROBERTO, because, refused};
use crate::fault::Fault;
use crate::host;
use crate::office;
use crate::people::person;
use crate::play::Stage;
use crate::show;

/// The managers' parts that were submitted in time lie before her, and no others.
pub(super) fn reviews(stage: &mut Stage<'_>) -> Result<(), Fault> {
    stage.to("2026-06-01T09:00:00-07:00")?;
    let (mut submitted, mut hidden, mut rules) = (0, 0, BTreeSet::new());
    for review in stage.store.of_cycle(stage.company.cycle.id())? {
        let view = stage.see(&review, person(PAULA), |sight| sight.view(&[]))?;
        for part in view
            .parts
            .iter()
            .filter(|part| part.part == Respondent::Manager)
        {
            submitted += usize::from(part.submitted_at.is_some());
            if let Some(why) = part.hidden {
                hidden += 1;
                rules.insert(why.rule.to_string());
            }
        }
    }
    let rules: Vec<_> = rules.into_iter().collect();
    stage.note(
        Chapter::Office,
        format!(
            "Paula reads {submitted} managers' parts, which were submitted in time. The other \
             {hidden} are hidden from her until they are shared ({}).",
            rules.join(", ")
        ),
    )
}

/// She asks what a later end would bring about, and then moves it; she asks about a later lock, too.
pub(super) fn moves_the_end(stage: &mut Stage<'_>) -> Result<(), Fault> {
    stage.to("2026-06-23T09:00:00-07:00")?;
    let (paula, now) = (person(PAULA), stage.now);
    let end = "2026-06-30".parse()?;
    let command = || CycleCommand::MoveEnd(end);
    let preview = office::preview_change(&stage.company, stage.store, paula, command(), now)?;
    let moved = moved(stage, &preview)?;
    stage.note(
        Chapter::Office,
        format!(
            "What if the end is moved to {end}? In {} reviews {moved}. {}",
            preview.conversations.len(),
            at_once(&preview),
        ),
    )?;

    let on = LockOn::List(Side::DirectReport);
    let (date, locked) = (
        "2026-06-25".parse()?,
        stage.company.cycle.schedule(now).lock(on),
    );
    let locked = locked.ok_or(Fault::Missing("a lock date"))?;
    let lock = CycleCommand::Lock(LockDate { on, date });
    let preview = office::preview_change(&stage.company, stage.store, paula, lock, now)?;
    stage.note(
        Chapter::Office,
        format!(
            "What if the answers of direct reports lock on {date}, not on {locked}? {}",
            at_once(&preview)
        ),
    )?;
    office::change_cycle(&mut stage.company, stage.store, paula, command(), now)?;
    let now = stage.company.cycle.schedule(now).end;
    stage.note(
        Chapter::Office,
        format!("She leaves the lock as it is and moves the end: it is {now} now."),
    )
}

/// She takes the check-in out of use while one is in progress, and has to say that there is one.
pub(super) fn ends_the_check_ins(stage: &mut Stage<'_>) -> Result<(), Fault> {
    stage.to("2026-07-21T09:00:00-07:00")?;
    let (gail, now) = (person(GAIL), stage.now);
    let check_in = stage.company.check_in.id();
    let started = host::start(&stage.company, stage.store, gail, person(ROBERTO), now)?;
    let mut undeploy = |count| {
        office::undeploy(
            &mut stage.company,
            stage.store,
            person(PAULA),
            check_in,
            count,
            now,
        )
    };
    let refusal = refused(undeploy(0))?;
    let purged = undeploy(1)?;
    let gone = refused(stage.see(&started, gail, |sight| sight.view(&[])))?;
    let own = host::own(&stage.company, stage.store, gail, now)?;
    stage.note(
        Chapter::Office,
        format!(
            "She takes the check-in out of use, which is {}. She says that it is {purged}, and it is \
             purged. Who opens it still is {}. Gail's list has {} conversations.",
            because(stage, &refusal)?,
            because(stage, &gone)?,
            own.current.len() + own.past.len(),
        ),
    )
}

/// Which phases of the cycle begin on another day.
fn moved(stage: &Stage<'_>, preview: &Preview) -> Result<String, Fault> {
    let mut moved = Vec::new();
    for boundary in &preview.moved {
        if let (BoundaryKind::Begins(phase), Some(from), Some(to)) =
            (boundary.kind, boundary.from, boundary.to)
        {
            let (from, to) = (stage.company.date(from)?, stage.company.date(to)?);
            let what = match phase {
                Phase::Closed => "the cycle closes".to_owned(),
                _ => format!("{} begins", show::phase(phase)),
            };
            moved.push(format!("{what} on {to}, not on {from}"));
        }
    }
    Ok(moved.join("; "))
}

/// How many people it would concern at once.
fn at_once(preview: &Preview) -> String {
    let all = preview.conversations.iter();
    let (mut out, mut into, mut see) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for one in all {
        out.extend(one.locked_out.iter().map(|out| out.person));
        into.extend(one.let_in.iter().map(|into| into.person));
        see.extend(
            one.gained
                .iter()
                .chain(&one.lost)
                .map(|change| change.person),
        );
    }
    let people = |count: usize| match count {
        0 => "nobody".to_owned(),
        1 => "1 person".to_owned(),
        _ => format!("{count} people"),
    };
    format!(
        "At once {} could do more and {} less; {} would see anything else.",
        people(into.len()),
        people(out.len()),
        people(see.len())
    )
}
