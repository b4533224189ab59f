//! What Human Resources do: people who come and go, changes of the cycle, requests to edit.

use visavis::id::{PersonId, TemplateId};
use visavis::notify::{Notification, edit_requests_digest};
use visavis::preview::{Preview, PreviewInputs};
use visavis::{
    Context, Cycle, CycleCommand, CycleEvidence, Date, Directory, Instant, Outcome, Roster,
    Template, TemplateCommand, TemplateEvidence, preview,
};

use crate::fault::Fault;
use crate::host::{self, Company};
use crate::people::{self, Employee};
use crate::store::Store;

/// Takes over what has changed of some people, shows it to the cycle, and gives the prompts that
/// are due by it: who may now take over which review.
pub(crate) fn change_people(
    company: &mut Company,
    store: &Store,
    changed: Vec<Employee>,
    now: Instant,
) -> Result<Vec<Notification>, Fault> {
    store.write(|writer| {
        for employee in &changed {
            writer.put_employee(employee)?;
        }
        Ok(())
    })?;
    let changed = changed.into_iter().map(|one| (one.id(), one));
    company.employees.extend(changed);
    let employees: Vec<_> = company.employees.values().cloned().collect();
    company.directory = Directory::load_strict(people::directory(&employees))?;
    host::show_directory(company, store, now)?;

    let context = company.of_cycle(now)?;
    let mut prompts = Vec::new();
    for review in store.of_cycle(company.cycle.id())? {
        if let Some(case) = host::kept(&context, &review)? {
            prompts.extend(case.ownership_prompt(&company.directory)?);
        }
    }
    Ok(prompts)
}

/// What a change of the cycle would bring about; nothing is changed.
pub(crate) fn preview_change(
    company: &Company,
    store: &Store,
    by: PersonId,
    command: CycleCommand,
    now: Instant,
) -> Result<Preview, Fault> {
    let changed = changed(company, store, by, command, now)?.state;
    let before = company.of_cycle(now)?;
    let after = Context::new(&company.org, &company.review, Some(&changed), now)?;
    let facts = |context| PreviewInputs {
        context,
        directory: &company.directory,
    };
    let reviews = store.of_cycle(company.cycle.id())?;
    Ok(preview::preview(
        by,
        facts(&before),
        facts(&after),
        &reviews,
    )?)
}

/// Changes the cycle, and puts new rows in place for its conversations, whose boundaries may have
/// moved.
pub(crate) fn change_cycle(
    company: &mut Company,
    store: &Store,
    by: PersonId,
    command: CycleCommand,
    now: Instant,
) -> Result<(), Fault> {
    let changed = changed(company, store, by, command, now)?;
    store.write(|writer| {
        writer.append(&changed.state, &changed.events)?;
        let (org, review) = (&company.org, &company.review);
        let context = Context::new(org, review, Some(&changed.state), now)?;
        for conversation in store.of_cycle(changed.state.id())? {
            if let Some(case) = host::kept(&context, &conversation)? {
                writer.put_row(&case.index_row())?;
            }
        }
        Ok(())
    })?;
    company.cycle = changed.state;
    host::show_directory(company, store, now)
}

fn changed(
    company: &Company,
    store: &Store,
    by: PersonId,
    command: CycleCommand,
    now: Instant,
) -> Result<CycleOutcome, Fault> {
    let roster: Option<Roster> = store.find(company.cycle.id())?;
    let evidence = CycleEvidence {
        template: &company.review,
        roster: roster.as_ref(),
        directory: Some(&company.directory),
    };
    let (org, by) = (&company.org, company.directory.actor(by));
    Ok((company.cycle).execute(org, &evidence, &by, command, now)?)
}

type CycleOutcome = Outcome<Cycle, visavis::id::CycleId, visavis::cycle::CycleChange>;

/// Takes a template out of use with its conversations in progress, if there are as many as are
/// acknowledged, and says how many were purged.
///
/// One transaction reads the rows on which it depends, writes what happened to the template, and
/// purges what that destroyed: nothing can be started or rolled out beside it unnoticed.
pub(crate) fn undeploy(
    company: &mut Company,
    store: &Store,
    by: PersonId,
    template: TemplateId,
    conversations: u64,
    now: Instant,
) -> Result<usize, Fault> {
    let (org, by) = (&company.org, company.directory.actor(by));
    let purged = store.write(|writer| {
        let (template, cycle): (Template, Cycle) =
            (store.load(template)?, store.load(company.cycle.id())?);
        let cycle = Some(&cycle).filter(|cycle| cycle.template() == template.id());
        let context = Context::new(org, &template, cycle, now)?;
        let mut rows = Vec::new();
        for conversation in store.of_template(template.id())? {
            rows.extend(host::kept(&context, &conversation)?.map(|case| case.index_row()));
        }
        let evidence = TemplateEvidence {
            rows: &rows,
            cycles: cycle.as_slice(),
        };
        let command = TemplateCommand::UndeployAndDestroy { conversations };
        let done = template.execute(org, &evidence, &by, command, now)?;
        writer.append(&done.state, &done.events)?;
        let purged: Vec<_> = done.state.to_purge(&rows).collect();
        for &conversation in &purged {
            writer.purge(conversation)?;
        }
        Ok(purged.len())
    })?;
    *company = Company::load(store)?;
    Ok(purged)
}

/// The e-mail of a day to somebody who decides on requests to edit.
pub(crate) fn digest(
    company: &Company,
    store: &Store,
    who: PersonId,
    day: Date,
    now: Instant,
) -> Result<Option<Notification>, Fault> {
    let reviews = store.edit_requested()?;
    let contexts = reviews.iter().map(|review| company.around(review, now));
    let contexts = contexts.collect::<Result<Vec<_>, _>>()?;
    let mut sights = Vec::new();
    for (context, review) in contexts.iter().zip(&reviews) {
        if let Some(case) = host::kept(context, review)? {
            sights.push(case.sight(&case.relation(&company.directory, who))?);
        }
    }
    Ok(edit_requests_digest(&sights, day)?)
}
