//! Every kind of error with its sentences, for a person to review.

use super::*;
use crate::Name;

fn id(n: u8) -> OrgId {
    OrgId::from_bytes([n; 16])
}

/// An example of every log fault.
fn log_faults() -> Vec<LogFault> {
    vec![
        LogFault::Empty,
        LogFault::Revision {
            expected: 2,
            found: 3,
        },
        LogFault::Foreign,
        LogFault::Backwards,
        LogFault::Impossible("a conversation is launched only once"),
    ]
}

/// An example of every fault of a date, an instant or a zone.
fn time_errors() -> Vec<TimeError> {
    vec![
        TimeError::NotAnInstant("2026-03-31".into()),
        TimeError::InstantOutOfRange(format!("{}", Instant::MAX).replace("2100", "2101")),
        TimeError::NotADate("2026-02-30".into()),
        TimeError::DateOutOfRange("2100-01-01".into()),
        TimeError::UnknownZone("Europe/Atlantis".into()),
        TimeError::NotARelease("2026".into()),
        TimeError::UnreadableRules,
        TimeError::RulesTooLong(65_537),
    ]
}

/// An example of every kind of error, and of every sentence of it.
fn examples() -> Vec<Error> {
    let (what, of) = ("cycle", "conversation");
    let mut examples = vec![
        Error::Refused(Name::new("").unwrap_err()),
        Error::OrganisationMismatch {
            what: "directory",
            expected: id(1),
            found: id(2),
        },
        Error::Mismatch { what, of },
        Error::Missing { what, of },
        Error::Destroyed {
            conversation: ConversationId::from_bytes([1; 16]),
            at: Instant::MAX,
        },
        Error::Json {
            line: 1,
            column: 27,
            path: "data.command.save".into(),
            message: "expected a list".into(),
        },
        Error::Json {
            line: 1,
            column: 2,
            path: String::new(),
            message: "missing field `visavis`".into(),
        },
        Error::Utf8 { at: 40 },
        Error::Kind {
            expected: "template",
            found: "organisation".into(),
        },
        Error::Version { found: 9, known: 1 },
        Error::Version { found: 9, known: 8 },
    ];
    let logs = log_faults().into_iter();
    examples.extend(logs.map(|fault| Error::Log { position: 7, fault }));
    examples.extend(time_errors().into_iter().map(Error::Time));
    examples
}

#[test]
fn every_kind_with_its_sentences() {
    let mut table = Vec::new();
    for error in examples() {
        // A new kind, or a new fault of one, wants an example.
        match &error {
            Error::Refused(_)
            | Error::OrganisationMismatch { .. }
            | Error::Mismatch { .. }
            | Error::Missing { .. }
            | Error::Destroyed { .. }
            | Error::Json { .. }
            | Error::Utf8 { .. }
            | Error::Kind { .. }
            | Error::Version { .. } => {}
            Error::Log { fault, .. } => match fault {
                LogFault::Empty
                | LogFault::Revision { .. }
                | LogFault::Foreign
                | LogFault::Backwards
                | LogFault::Impossible(_) => {}
            },
            Error::Time(fault) => match fault {
                TimeError::NotAnInstant(_)
                | TimeError::InstantOutOfRange(_)
                | TimeError::NotADate(_)
                | TimeError::DateOutOfRange(_)
                | TimeError::UnknownZone(_)
                | TimeError::NotARelease(_)
                | TimeError::UnreadableRules
                | TimeError::RulesTooLong(_) => {}
            },
        }
        table.push(format!("{:22} {error}", error.kind()));
    }
    insta::assert_snapshot!(table.join("\n"));
}
