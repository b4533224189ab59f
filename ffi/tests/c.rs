//! The header in the eyes of C and C++ compilers.
#![allow(clippy::expect_used, reason = "a test says what is wrong by panicking")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// As strict as the strictest host may be.
const STRICT: [&str; 7] = [
    "-Wall",
    "-Wextra",
    "-Wpedantic",
    "-Wconversion",
    "-Wshadow",
    "-Wundef",
    "-Werror",
];

fn header() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../include/visavis.h")
}

/// Runs a program that has to succeed, and gives what it printed.
fn run(command: &mut Command) -> String {
    let output = command.output().expect("the program can be run");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{errors}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_header_compiles_without_a_warning_and_twice_over() {
    let twice = Path::new(env!("CARGO_TARGET_TMPDIR")).join("twice.c");
    std::fs::write(&twice, "#include <visavis.h>\n#include <visavis.h>\n").expect("a file");
    let folder = header();
    let folder = folder.parent().expect("a folder");
    for (compiler, language, standard) in [
        ("cc", "c", "c99"),
        ("cc", "c", "c11"),
        ("c++", "c++", "c++11"),
        ("c++", "c++", "c++17"),
    ] {
        let standard = format!("-std={standard}");
        run(Command::new(compiler)
            .args(["-x", language, &standard, "-fsyntax-only", "-I"])
            .arg(folder)
            .args(STRICT)
            .arg(match language {
                "c" => "-Wstrict-prototypes",
                _ => "-Wold-style-cast",
            })
            .arg(&twice));
    }
}
