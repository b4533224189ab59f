//! JSON in and out, beside serde_json alone on plain structs of the same shape.

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use visavis::{Conversation, from_json, to_json};
use visavis_benches::Review;

use crate::compare::{Comparison, PAIRS};

/// What somebody would write who only wants the text parsed: nothing is checked, ids and times
/// stay strings.
mod plain {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    pub(crate) struct Envelope {
        visavis: String,
        version: i64,
        data: Conversation,
    }

    #[derive(Serialize, Deserialize)]
    struct Conversation {
        head: Head,
        template: String,
        content: Content,
        occasion: Occasion,
        launched_at: String,
        direct_report: String,
        manager: String,
        parts: Vec<Part>,
        notes: Option<Vec<Notes>>,
        meeting: Option<Meeting>,
        goals: Option<Vec<Goal>>,
    }

    #[derive(Serialize, Deserialize)]
    struct Head {
        organisation: String,
        id: String,
        revision: i64,
        at: String,
        done: Option<Vec<Done>>,
    }

    #[derive(Serialize, Deserialize)]
    struct Done {
        by: String,
        command: Mark,
        revision: i64,
    }

    #[derive(Serialize, Deserialize)]
    struct Mark {
        id: String,
        digest: String,
    }

    #[derive(Serialize, Deserialize)]
    struct Content {
        number: i64,
        digest: String,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Occasion {
        Anytime { due: String },
        Scheduled { cycle: String },
    }

    #[derive(Serialize, Deserialize)]
    struct Part {
        of: String,
        person: String,
        shared_at: Option<String>,
        answers: BTreeMap<String, Saved>,
    }

    #[derive(Serialize, Deserialize)]
    struct Saved {
        answer: Answer,
        at: String,
        by: String,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Answer {
        Paragraph(String),
        Scale(i64),
        Stars(i64),
        Options(Vec<String>),
    }

    #[derive(Serialize, Deserialize)]
    struct Notes {
        side: String,
        text: String,
        at: String,
    }

    #[derive(Serialize, Deserialize)]
    struct Meeting {
        by: String,
        at: String,
    }

    #[derive(Serialize, Deserialize)]
    struct Goal {
        goal: String,
        by: String,
        at: String,
    }
}

/// Whether reading is as fast as it is meant to be.
pub(crate) fn benches(criterion: &mut Criterion) -> bool {
    let conversation = Review::default().conversation();
    let text = to_json(&conversation).expect("JSON");
    println!("a conversation of {} bytes of JSON", text.len());
    let json = text.as_bytes();
    let read = || from_json::<Conversation>(black_box(json)).expect("a conversation");
    let read_plain =
        || serde_json::from_str::<plain::Envelope>(black_box(&text)).expect("plain structs");
    let plain = read_plain();
    assert!(read() == conversation, "what was written is read");

    let mut group = criterion.benchmark_group("json");
    group.throughput(Throughput::Bytes(json.len() as u64));
    group.bench_function("read", |b| b.iter_with_large_drop(read));
    group.bench_function("read, plain structs", |b| {
        b.iter_with_large_drop(read_plain)
    });
    group.bench_function("write", |b| {
        b.iter_with_large_drop(|| to_json(black_box(&conversation)));
    });
    group.bench_function("write, plain structs", |b| {
        b.iter_with_large_drop(|| serde_json::to_string(black_box(&plain)));
    });
    group.finish();

    let reading = Comparison {
        name: "json/read against serde_json into plain structs",
        calls: 8,
        pairs: PAIRS,
        limit: Some(1.3),
    };
    let writing = Comparison {
        name: "json/write against serde_json from plain structs",
        calls: 8,
        pairs: PAIRS,
        limit: None,
    };
    writing.run(
        || to_json(black_box(&conversation)),
        || serde_json::to_string(black_box(&plain)),
    );
    reading.run(read, read_plain)
}
