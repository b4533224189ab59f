//! A small host of Visavis: a half-year review at a company of 290 people, kept in SQLite.
//!
//! `store` is what a host keeps and how two writers meet, `host` how it calls the engine, `office` how
//! Human Resources do; `people` reads the company in, `play` lets the days go by, `story` says what a
//! few people do by name, `sights` and `status` look at the outcome, and `show` prints it. `picture` draws the README's.

#![cfg_attr(
    test,
    allow(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used,
        reason = "a test fails by panicking"
    )
)]

mod fault;
mod host;
mod office;
mod people;
mod picture;
mod play;
mod show;
mod sights;
mod status;
mod store;
mod story;
#[cfg(test)]
mod tests;

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use visavis::Conversation;
use visavis::conversation::ConversationEvent;

use crate::fault::Fault;
use crate::host::Company;
use crate::play::Stage;
use crate::show::Page;
use crate::store::Store;

/// Where the picture of the README stands.
const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../picture.svg");

fn main() -> ExitCode {
    let mut page = Page {
        out: &mut io::stdout().lock(),
        colour: console::colors_enabled(),
    };
    // On standard error, and only where that is a terminal.
    let bar = ProgressBar::new(0);
    let outcome = run(&mut page, Path::new("build/demo"), &bar).and_then(|()| {
        let picture = picture::draw()?;
        fs::write(PICTURE, picture).map_err(Fault::file(Path::new(PICTURE)))
    });
    bar.finish_and_clear();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads along has seen enough.
        Err(Fault::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("visavis-demo: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// Sets the company up, plays the half-year, and shows what came of it.
fn run(page: &mut Page<'_>, folder: &Path, bar: &ProgressBar) -> Result<(), Fault> {
    fs::create_dir_all(folder).map_err(Fault::file(folder))?;
    let (database, csv) = (folder.join("visavis.db"), folder.join("status.csv"));
    let (picture, gantt) = (folder.join("ben.svg"), folder.join("ben.mmd"));

    // Before: people, templates, a cycle.
    let store = Store::create(&database)?;
    let now = "2026-01-05T10:00:00-08:00".parse()?;
    let schedule = story::schedule()?;
    let (start, last) = (schedule.start, schedule.last_day().unwrap_or(schedule.end));
    let company = Company::set_up(&store, schedule, story::participants(), now)?;
    let zone = company.org.calendar(now).zone();
    page.title("Adventure Works Cycles: a half-year review")?;
    page.line(format!(
        "{} people; days are those of {zone}, where clocks change on the way. What a manager writes \
         is reviewed by administrators before it is shared.",
        company.directory.len()
    ))?;
    let content = company.review.latest_content().cloned();
    let content = content.ok_or(Fault::Missing("a content"))?;
    if let Some(times) = company.of_cycle(now)?.cycle_times() {
        page.timeline(&times.timeline(now), &content)?;
    }

    // The half-year, day by day.
    let days = start.days_until(last);
    bar.set_style(
        ProgressStyle::with_template("  {msg}  {bar:40.cyan}  day {pos} of {len}")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    bar.set_length(days.try_into().unwrap_or_default());
    let mut stage = Stage::new(company, &store, now, bar);
    let story = story::play(&mut stage, &database)?;
    bar.finish_and_clear();

    // Afterwards.
    let (company, now) = (&stage.company, stage.now);
    page.diary(&stage.diary)?;
    page.heading(&format!(
        "Gail's review on {}, as three people see it",
        story.looked_on
    ))?;
    page.sights(&story.looked)?;
    page.line(&story.stranger)?;
    page.heading("A share that came too late")?;
    page.late(&story.late)?;
    page.heading("Ben's review in the end: every boundary that concerns him")?;
    page.timeline(&story.timeline, &content)?;

    let reviews = store.of_cycle(company.cycle.id())?;
    let statuses = status::statuses(company, &reviews, now)?;
    page.heading("Who has done what")?;
    page.departments(&statuses)?;
    page.heading(&format!(
        "Where the reviews stand on {}",
        company.date(now)?
    ))?;
    page.progress(&statuses)?;

    status::write_csv(&csv, &statuses)?;
    let title = "Half-year review of Ben";
    for (path, drawing) in [
        (&picture, story.timeline.to_svg(title)),
        (&gantt, story.timeline.to_mermaid(title)),
    ] {
        fs::write(path, drawing).map_err(Fault::file(path))?;
    }
    page.heading("Left behind")?;
    let events = store.count_events()?;
    let same = same_from_events(&store, &reviews)?;
    page.file(
        &database,
        &format!(
            "{events} events; replayed, they give {same} of {} reviews exactly",
            reviews.len()
        ),
    )?;
    page.file(&csv, &format!("the status of {} reviews", statuses.len()))?;
    page.file(
        &picture,
        "the boundaries of Ben's review as a picture, light and dark",
    )?;
    page.file(&gantt, "the same as a Mermaid gantt")
}

/// How many conversations their own events make again, exactly.
fn same_from_events(store: &Store, stored: &[Conversation]) -> Result<usize, Fault> {
    let mut same = 0;
    for conversation in stored {
        let events: Vec<ConversationEvent> = store.events::<Conversation, _>(conversation.id())?;
        same += usize::from(Conversation::replay(&events)? == *conversation);
    }
    Ok(same)
}
