//! The whole run, as a person reads it.

use std::fs;
use std::path::Path;

use console::{measure_text_width, strip_ansi_codes};
use indicatif::ProgressBar;

use crate::host::Company;
use crate::people;
use crate::picture;
use crate::run;
use crate::show::{Page, WIDTH};
use crate::status::{self, Counts, Progress, neutral};
use crate::store::Store;

/// What a run prints, with the folder as it is called outside of tests.
fn printed(folder: &Path, colour: bool) -> String {
    let mut out = Vec::new();
    let mut page = Page {
        out: &mut out,
        colour,
    };
    run(&mut page, folder, &ProgressBar::hidden()).unwrap();
    let text = String::from_utf8(out).unwrap();
    text.replace(folder.to_str().unwrap(), "build/demo")
}

#[test]
fn a_person_reads_this() {
    let folder = tempfile::tempdir().unwrap();
    let first = printed(folder.path(), false);
    // After a change that is meant: INSTA_UPDATE=always cargo test -p visavis-demo
    insta::assert_snapshot!(first);
    for line in first.lines() {
        assert!(measure_text_width(line) <= WIDTH, "{line}");
        assert_eq!(line.trim_end(), line);
    }
    assert!(first.lines().count() <= 144);
    assert!(!first.contains('\u{1b}'));

    // Once more in the same place, in colour: all from the start, and the same but for the colour.
    let csv = fs::read(folder.path().join("status.csv")).unwrap();
    let second = printed(folder.path(), true);
    assert!(second.contains('\u{1b}'));
    assert_eq!(strip_ansi_codes(&second), first);

    // What is drawn of Ben has his lock and his approval.
    let drawn = |name| fs::read_to_string(folder.path().join(name)).unwrap();
    let (picture, gantt) = (drawn("ben.svg"), drawn("ben.mmd"));
    for class in ["phase", "lock", "approval"] {
        assert!(
            picture.contains(&format!("<rect class=\"{class}\"")),
            "{picture}"
        );
    }
    assert!(
        gantt.contains("    direct report's part (REQ-4) :2026-07-14, 2026-07-21\n"),
        "{gantt}"
    );
    assert_eq!(fs::read(folder.path().join("status.csv")).unwrap(), csv);
}

#[test]
fn the_picture_of_the_readme_is_what_the_demo_draws() {
    let committed = fs::read_to_string(crate::PICTURE).unwrap_or_default();
    assert!(
        committed == picture::draw().unwrap(),
        "`make demo` draws examples/picture.svg anew"
    );
}

#[test]
fn the_counts_add_up_and_are_those_of_the_rule() {
    let folder = tempfile::tempdir().unwrap();
    printed(folder.path(), false);
    let store = Store::open(&folder.path().join("visavis.db")).unwrap();
    let company = Company::load(&store).unwrap();
    let reviews = store.of_cycle(people::cycle()).unwrap();
    let now = "2026-07-22T16:00:00Z".parse().unwrap();
    let statuses = status::statuses(&company, &reviews, now).unwrap();

    let all = Counts::of(&statuses);
    assert_eq!(all.launched, 255);
    let of = |progress| {
        statuses
            .iter()
            .filter(move |status| status.progress() == progress)
    };
    let by_progress: usize = Progress::ALL.into_iter().map(|one| of(one).count()).sum();
    assert_eq!(by_progress, 255);
    assert_eq!(of(Progress::Complete).count(), all.complete);

    // Two in twelve direct reports and two in seventeen managers never share. By name, Rachel does so
    // all the same, and in Amy's own review nobody does anything once she has left.
    let (amy, rachel) = (287, 288);
    let among = company.employees.values();
    let among = among.filter(|one| one.division != "Executive General and Administration");
    let among: Vec<_> = among.map(|one| one.number).filter(|n| *n != amy).collect();
    let share = |rule: &dyn Fn(u32) -> bool| among.iter().filter(|n| rule(**n)).count();
    assert_eq!(
        all.direct_report_shared,
        share(&|n| n % 12 > 1 || n == rachel)
    );
    assert_eq!(all.manager_shared, share(&|n| n % 17 > 1));

    // The file says the same.
    let mut csv = csv::Reader::from_path(folder.path().join("status.csv")).unwrap();
    let rows: Vec<_> = csv.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 255);
    let complete = rows
        .iter()
        .filter(|row| &row[6] == Progress::Complete.words());
    assert_eq!(complete.count(), all.complete);
}

#[test]
fn a_spreadsheet_takes_no_text_for_a_formula() {
    for text in [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1",
    ] {
        assert_eq!(neutral(text), format!("'{text}"));
    }
    for text in ["", "Ana", "a=1", "1-1", "'=1"] {
        assert_eq!(neutral(text), text);
    }
}

#[test]
fn people_are_called_by_their_addresses() {
    let employees = people::employees().unwrap();
    assert_eq!(employees.len(), 290);
    let name = |number| {
        let mut employees = employees.iter();
        employees
            .find(|employee| employee.number == number)
            .unwrap()
            .name()
    };
    assert_eq!(
        (name(1), name(270), name(282)),
        ("Ken".into(), "François".into(), "José".into())
    );
    // Everyone but one reports to somebody.
    assert_eq!(
        employees
            .iter()
            .filter(|employee| employee.manager.is_none())
            .count(),
        1
    );
}
