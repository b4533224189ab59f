//! Every sentence, for a person to review.

use super::*;

/// A parameter of this name, to make an example of a sentence with.
pub(super) trait Example {
    fn example(name: &str) -> Self;
}

impl Example for u64 {
    fn example(name: &str) -> Self {
        match name {
            "min" => 2,
            "count" | "columns" => 13,
            _ => 12,
        }
    }
}

impl Example for i64 {
    fn example(_: &str) -> Self {
        99
    }
}

impl Example for &'static str {
    fn example(name: &str) -> Self {
        match name {
            "closing" => "grace period",
            "lock" => "list",
            _ => "a paragraph",
        }
    }
}

impl Example for Date {
    fn example(name: &str) -> Self {
        let day = match name {
            "start" => 5,
            "last" | "lock" => 2,
            "submit" => 3,
            "review" => 20,
            "end" => 28,
            _ => 31,
        };
        Date::new(2026, 3, day).unwrap()
    }
}

macro_rules! ids {
    ($($id:ty),+) => {
        $(impl Example for $id {
            fn example(_: &str) -> Self {
                Self::from_bytes([0x11; 16])
            }
        })+
    };
}

ids!(CycleId, DepartmentId, GroupId, PersonId, QuestionId);

#[test]
fn no_sentence_holds_an_id() {
    for reason in Reason::examples() {
        let id = PersonId::from_bytes([0x11; 16]).to_string();
        assert!(!reason.to_string().contains(&id), "{}", reason.code());
    }
}

#[test]
fn every_code_with_its_sentences() {
    let examples = Reason::examples();
    let table: Vec<_> = examples
        .iter()
        .map(|reason| format!("{:27} {:6} {reason}", reason.code(), reason.rule()))
        .collect();
    insta::assert_snapshot!(table.join("\n"));
}
