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

#[test]
fn an_actor_is_no_relation_and_a_relation_no_actor() {
    for (takes, given, compiles) in [
        ("vv_actor", "vv_actor", true),
        ("vv_relation", "vv_relation", true),
        ("vv_actor", "vv_relation", false),
        ("vv_relation", "vv_actor", false),
    ] {
        let call = match takes {
            "vv_actor" => "vv_actor_json(given, NULL, NULL)",
            _ => "vv_relation_to_json(given, NULL, NULL)",
        };
        let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{takes}-{given}.c"));
        let text = format!(
            "#include <visavis.h>\nint main(void)\n{{\n    const {given} *given = NULL;\n    \
             return {call};\n}}\n"
        );
        std::fs::write(&program, text).expect("a file");
        let folder = header();
        let folder = folder.parent().expect("a folder");
        let mut compiler = Command::new("cc");
        compiler.args(["-fsyntax-only", "-Werror", "-I"]);
        let output = compiler.arg(folder).arg(&program).output();
        let succeeds = output.expect("a compiler").status.success();
        assert_eq!(succeeds, compiles, "{given} for {takes}");
    }
}
