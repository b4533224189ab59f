//! The driver for Python: a process that makes each call with the package's ordinary classes.
//!
//! It is handed a call as a line of JSON and answers with one. Every answer is held against that of
//! Rust, to the byte (XCT-7).

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use crate::driver::{Call, Failure, Outcome};

/// Which Python to run: `VISAVIS_PYTHON`, or that of the environment that `python/check.sh` makes.
fn interpreter() -> String {
    let environment = concat!(env!("CARGO_MANIFEST_DIR"), "/../build/python/bin/python");
    std::env::var("VISAVIS_PYTHON").unwrap_or_else(|_| match Path::new(environment).exists() {
        true => environment.to_owned(),
        false => "python3".to_owned(),
    })
}

/// The process, which lives as long as the runner and ends with its input.
struct Driver {
    _process: Child,
    asked: ChildStdin,
    answered: BufReader<ChildStdout>,
}

impl Driver {
    fn start() -> Result<Self, String> {
        let program = concat!(env!("CARGO_MANIFEST_DIR"), "/python/driver.py");
        let interpreter = interpreter();
        let mut process = Command::new(&interpreter)
            .arg(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("`{interpreter}` does not start: {error}"))?;
        let pipes = process.stdin.take().zip(process.stdout.take());
        let (asked, answered) = pipes.ok_or("the driver has no pipes")?;
        Ok(Self {
            _process: process,
            asked,
            answered: BufReader::new(answered),
        })
    }

    fn ask(&mut self, call: &Call<'_>) -> Result<Outcome, String> {
        let mut line = serde_json::to_string(call).map_err(|error| error.to_string())?;
        line.push('\n');
        let sent = self.asked.write_all(line.as_bytes());
        sent.and_then(|()| self.asked.flush())
            .map_err(|error| format!("the driver in Python does not listen: {error}"))?;
        line.clear();
        match self.answered.read_line(&mut line) {
            Ok(0) => Err("the driver in Python has ended; what it said stands above".into()),
            Ok(_) => serde_json::from_str(&line).map_err(|error| format!("{error}: {line}")),
            Err(error) => Err(format!("the driver in Python does not answer: {error}")),
        }
    }
}

static DRIVER: Mutex<Option<Driver>> = Mutex::new(None);

fn asked(call: &Call<'_>) -> Result<Outcome, String> {
    let mut driver = DRIVER.lock().unwrap_or_else(PoisonError::into_inner);
    if driver.is_none() {
        *driver = Some(Driver::start()?);
    }
    let outcome = match driver.as_mut() {
        Some(driver) => driver.ask(call),
        None => Err("there is no driver".into()),
    };
    if outcome.is_err() {
        // The next call starts another.
        *driver = None;
    }
    outcome
}

pub(crate) fn call(call: &Call<'_>) -> Outcome {
    let outcome = asked(call).and_then(|outcome| {
        let rust = crate::rust::call(call);
        match outcome == rust {
            true => Ok(outcome),
            false => Err(format!(
                "XCT-7: Python and Rust differ\n  Python: {outcome:?}\n  Rust:   {rust:?}"
            )),
        }
    });
    outcome.unwrap_or_else(|why| Outcome {
        said: Err(Failure::Unplayable(why)),
        kept: None,
    })
}
