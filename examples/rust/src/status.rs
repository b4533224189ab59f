//! Who has done what: each review as its manager's list has it, counted and as a CSV file.

use std::path::Path;

use visavis::report::Row;
use visavis::{Conversation, Instant, Respondent};

use crate::fault::Fault;
use crate::host::Company;
use crate::people::Employee;

/// How far a review has come; each is at one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    Complete,
    NotMet,
    OnlyDirectReport,
    OnlyManager,
    Nobody,
}

impl Progress {
    pub(crate) const ALL: [Self; 5] = [
        Self::Complete,
        Self::NotMet,
        Self::OnlyDirectReport,
        Self::OnlyManager,
        Self::Nobody,
    ];

    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::NotMet => "both shared, the meeting not confirmed",
            Self::OnlyDirectReport => "only the direct report shared",
            Self::OnlyManager => "only the manager shared",
            Self::Nobody => "nobody shared",
        }
    }
}

/// A review as far as it has come.
pub(crate) struct Status<'a> {
    pub(crate) direct_report: &'a Employee,
    manager: &'a Employee,
    direct_report_shared: bool,
    manager_shared: bool,
    complete: bool,
}

impl Status<'_> {
    pub(crate) fn progress(&self) -> Progress {
        match (self.direct_report_shared, self.manager_shared) {
            _ if self.complete => Progress::Complete,
            (true, true) => Progress::NotMet,
            (true, false) => Progress::OnlyDirectReport,
            (false, true) => Progress::OnlyManager,
            (false, false) => Progress::Nobody,
        }
    }
}

/// How far these reviews have come, in the order of the employees.
pub(crate) fn statuses<'a>(
    company: &'a Company,
    reviews: &[Conversation],
    now: Instant,
) -> Result<Vec<Status<'a>>, Fault> {
    let context = company.of_cycle(now)?;
    let mut statuses = Vec::with_capacity(reviews.len());
    for review in reviews {
        let case = context.case(review)?;
        let manager = case.relation(&company.directory, review.manager());
        let row = case.sight(&manager)?.row(&company.directory)?;
        let employee = |id| company.employees.get(&id);
        if let (Some(direct_report), Some(manager)) =
            (employee(review.direct_report()), employee(review.manager()))
        {
            statuses.push(Status {
                direct_report,
                manager,
                direct_report_shared: shared(&row, Respondent::DirectReport),
                manager_shared: shared(&row, Respondent::Manager),
                complete: row.complete == Some(true),
            });
        }
    }
    statuses.sort_by_key(|status| status.direct_report.number);
    Ok(statuses)
}

/// Whether a respondent has their check mark.
fn shared(row: &Row, role: Respondent) -> bool {
    row.participants
        .iter()
        .any(|participant| participant.role == role && participant.done == Some(true))
}

/// Some counts of a department, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) launched: usize,
    pub(crate) direct_report_shared: usize,
    pub(crate) manager_shared: usize,
    pub(crate) complete: usize,
}

impl Counts {
    pub(crate) fn of<'s>(statuses: impl IntoIterator<Item = &'s Status<'s>>) -> Self {
        let mut counts = Self::default();
        for status in statuses {
            counts.launched += 1;
            counts.direct_report_shared += usize::from(status.direct_report_shared);
            counts.manager_shared += usize::from(status.manager_shared);
            counts.complete += usize::from(status.complete);
        }
        counts
    }
}

/// Writes one line for each review.
pub(crate) fn write_csv(path: &Path, statuses: &[Status<'_>]) -> Result<(), Fault> {
    let mut writer = csv::Writer::from_path(path)?;
    writer.write_record([
        "direct report",
        "e-mail",
        "department",
        "manager",
        "direct report shared",
        "manager shared",
        "status",
    ])?;
    let yes_or_no = |yes| if yes { "yes" } else { "no" };
    for status in statuses {
        writer.write_record([
            &neutral(&status.direct_report.name()),
            &neutral(&status.direct_report.email),
            &neutral(&status.direct_report.department),
            &neutral(&status.manager.name()),
            yes_or_no(status.direct_report_shared),
            yes_or_no(status.manager_shared),
            status.progress().words(),
        ])?;
    }
    writer.flush().map_err(Fault::file(path))
}

/// Text that no spreadsheet takes for a formula: an apostrophe before what begins like one.
pub(crate) fn neutral(text: &str) -> String {
    let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    match text.starts_with(formula) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}
