//! The runner of the scenarios:
//! `visavis-conformance [--through rust|c|python|call|all] [--keep-going] [--list] PATH…`.
#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use visavis::Rule;
use visavis_conformance::{Failed, Through, finish_c, play, read, scenario_files};

/// Plays scenarios, and says which rule is cited where.
#[derive(Parser)]
#[command(name = "visavis-conformance", version)]
struct Arguments {
    /// The language through which the engine is called.
    #[arg(long, value_enum, default_value_t)]
    through: Through,
    /// Play a scenario on after a step that fails, to see every such step.
    #[arg(long)]
    keep_going: bool,
    /// List each rule with the scenarios that cite it, instead of playing them.
    #[arg(long)]
    list: bool,
    /// Scenario files, or folders of them.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut files = Vec::new();
    let mut unreadable = 0;
    for path in &arguments.paths {
        match scenario_files(path) {
            Ok(found) => files.extend(found),
            Err(fault) => {
                unreadable += 1;
                println!("FAIL {fault}");
            }
        }
    }
    let failed = match arguments.list {
        true => list(&files),
        false => play_all(&files, &arguments, unreadable),
    };
    if files.is_empty() {
        eprintln!("there is no scenario at the paths given");
    }
    ExitCode::from(u8::from(failed + unreadable > 0 || files.is_empty()))
}

/// Plays the files and says how each went; the number of those that failed.
fn play_all(files: &[PathBuf], arguments: &Arguments, unreadable: usize) -> usize {
    let mut failed = 0;
    for file in files {
        let path = file.display();
        let scenario = match read(file) {
            Ok(scenario) => scenario,
            Err(fault) => {
                failed += 1;
                println!("FAIL {path}\n     {fault}");
                continue;
            }
        };
        let about = scenario.about();
        match play(&scenario, arguments.through, arguments.keep_going) {
            Ok(_) => println!("ok   {path}  {about}"),
            Err(failures) => {
                failed += 1;
                println!("FAIL {path}  {about}");
                failures.iter().for_each(explain);
            }
        }
    }
    if let Err(fault) = finish_c() {
        println!("FAIL {fault}");
        return failed + 1;
    }
    println!(
        "{} passed, {} failed",
        files.len() - failed,
        failed + unreadable
    );
    failed
}

fn explain(fault: &Failed) {
    match fault.step {
        Some(step) => println!("     step {step}: {}", fault.problem),
        None => println!("     {}", fault.problem),
    }
    if let Some(apart) = &fault.apart {
        for (label, value) in [("expected", &apart.expected), ("came", &apart.came)] {
            let pretty = format!("{value:#}").replace('\n', "\n       ");
            println!("     {label}:\n       {pretty}");
        }
    }
}

/// Lists the rules with the files that cite them; the number of files that cannot be read.
fn list(files: &[PathBuf]) -> usize {
    let mut failed = 0;
    let mut cited: BTreeMap<Rule, Vec<&PathBuf>> = BTreeMap::new();
    for file in files {
        match read(file) {
            Ok(scenario) => {
                for rule in scenario.rules() {
                    cited.entry(*rule).or_default().push(file);
                }
            }
            Err(fault) => {
                failed += 1;
                println!("FAIL {}\n     {fault}", file.display());
            }
        }
    }
    for rule in Rule::ALL {
        println!("{rule}  {}", rule.title());
        match cited.get(rule) {
            Some(files) => files
                .iter()
                .for_each(|file| println!("    {}", file.display())),
            None => println!("    none"),
        }
    }
    let without = Rule::ALL
        .iter()
        .filter(|rule| !cited.contains_key(rule))
        .count();
    println!("{} rules, {without} without a scenario", Rule::ALL.len());
    failed
}
