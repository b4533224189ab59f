//! Finding and reading scenario files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Scenario;

/// The scenario files at a path: itself, or every `.json` below it, sorted.
///
/// # Errors
/// What cannot be read.
pub fn scenario_files(path: &Path) -> Result<Vec<PathBuf>, String> {
    let unreadable = |error| format!("{}: {error}", path.display());
    if !fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries = fs::read_dir(path)
        .and_then(|entries| {
            entries
                .map(|entry| Ok(entry?.path()))
                .collect::<Result<Vec<_>, _>>()
        })
        .map_err(unreadable)?;
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        if entry.is_dir() {
            files.extend(scenario_files(&entry)?);
        } else if entry
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(entry);
        }
    }
    Ok(files)
}

/// Reads a scenario.
///
/// # Errors
/// What is wrong with the file, and where.
pub fn read(file: &Path) -> Result<Scenario, String> {
    Scenario::parse(&fs::read(file).map_err(|error| error.to_string())?)
}
