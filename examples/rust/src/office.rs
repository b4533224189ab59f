//! What Human Resources do: people who come and go, changes of the cycle, requests to edit.

use visavis::{
    Context, Cycle, CycleCommand, Date, Directory, Instant, Notification, Outcome, PersonId,
    Preview, PreviewInputs, Roster, edit_requests_digest, preview,
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
        let prompt = context
            .case(&review)?
            .ownership_prompt(&company.directory)?;
        prompts.extend(prompt);
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
    Ok(preview(by, facts(&before), facts(&after), &reviews)?)
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
            writer.put_row(&context.case(&conversation)?.index_row())?;
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
    let by = company.directory.relation(by);
    let (org, review) = (&company.org, &company.review);
    let request = command.into();
    let cycle = &company.cycle;
    Ok(cycle.execute(org, review, roster.as_ref(), &by, &request, now)?)
}

type CycleOutcome = Outcome<Cycle, visavis::CycleId, visavis::CycleChange>;

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
        let relation = company.directory.relation_to(who, &review.pair());
        sights.push(context.case(review)?.sight(&relation)?);
    }
    Ok(edit_requests_digest(&sights, day)?)
}
