//! What one call costs: commands, windows, sight, views.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput};
use visavis::command::AnswerDraft;
use visavis::id::CommandId;
use visavis::template::{AnswerInput, SettingsDraft};
use visavis::{
    Action, Case, Command, Conversation, CycleCommand, CycleEvidence, Fact, Request, Respondent,
    Side, TemplateCommand, TemplateEvidence,
};
use visavis_benches::{Review, administrator, at, id, plainly};

pub(crate) fn benches(criterion: &mut Criterion) {
    let review = Review::default();
    commands(criterion, &review);
    configuration(criterion, &review);
    questions(criterion, &review);
    log(criterion, &review);
}

/// Deciding a command, and carrying it out on a copy of the 20 KB conversation.
fn commands(criterion: &mut Criterion, review: &Review) {
    let (fresh, written) = (review.fresh(), review.written());
    let context = review.context(at("2026-03-12T12:00:00Z"));
    let case = |conversation| context.case(conversation).expect("its own facts");
    let (fresh, written): (Case<'_>, Case<'_>) = (case(&fresh), case(&written));
    let by = review.direct_report();
    let stranger = plainly(&review.pair(), 9);

    let share = Request::from(Command::Share);
    let share_with_id = Request {
        id: Some(id::<CommandId>("share")),
        command: Command::Share,
    };
    let save = Request::from(Command::Save(vec![AnswerDraft {
        question: review.question(Side::DirectReport, 4),
        answer: Some(AnswerInput::Paragraph(
            "We shipped it, later than planned. ".repeat(20),
        )),
        seen: None,
    }]));
    let mut group = criterion.benchmark_group("decide");
    for (name, case, by, request) in [
        ("share", &written, &by, &share),
        ("share, with a command id", &written, &by, &share_with_id),
        ("share, refused: answers missing", &fresh, &by, &share),
        ("share, refused: a stranger", &written, &stranger, &share),
        ("save of 700 characters", &written, &by, &save),
    ] {
        group.bench_function(name, |b| {
            b.iter_batched(
                || request.clone(),
                |request| black_box(case).decide(black_box(by), request),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();

    let mut group = criterion.benchmark_group("execute");
    for (name, request) in [("share", &share), ("save of 700 characters", &save)] {
        group.bench_function(name, |b| {
            b.iter_batched(
                || request.clone(),
                |request| written.execute(black_box(&by), request),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

/// Deciding about a template and a cycle.
fn configuration(criterion: &mut Criterion, review: &Review) {
    let Review {
        organisation,
        template,
        cycle,
    } = review;
    let admin = administrator();
    let now = at("2026-02-10T12:00:00Z");
    let rename = Request::from(TemplateCommand::ChangeSettings(SettingsDraft {
        name: Some("Review of the half-year".into()),
        ..SettingsDraft::default()
    }));
    let question = review.question(Side::Manager, 3);
    let clone = Request::from(TemplateCommand::CloneQuestion {
        question,
        copy: id("copy"),
    });
    let start = CycleCommand::MoveStart("2026-03-04".parse().expect("a date"));
    let start = Request::from(start);

    let none = TemplateEvidence::none();
    let mut group = criterion.benchmark_group("decide");
    for (name, request) in [
        ("template: rename", &rename),
        ("template: clone a question", &clone),
    ] {
        group.bench_function(name, |b| {
            b.iter_batched(
                || request.clone(),
                |request| template.decide(organisation, &none, &admin, request, now),
                BatchSize::SmallInput,
            );
        });
    }
    group.bench_function("cycle: move the start", |b| {
        let evidence = CycleEvidence {
            template,
            roster: None,
            directory: None,
        };
        b.iter_batched(
            || start.clone(),
            |start| cycle.decide(organisation, &evidence, &admin, start, now),
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

/// Questions about the 20 KB conversation, as its manager.
fn questions(criterion: &mut Criterion, review: &Review) {
    let conversation = review.conversation();
    let manager = review.manager();
    let now = at("2026-03-12T12:00:00Z");
    let context = review.context(now);
    let case = context.case(&conversation).expect("its own facts");
    let sight = case.sight(&manager).expect("one organisation");
    let part = Respondent::DirectReport;
    let question = review.question(part.list(), 9);

    let mut group = criterion.benchmark_group("ask");
    group.bench_function("context of a cycle", |b| {
        b.iter(|| review.context(black_box(now)))
    });
    group.bench_function("case", |b| {
        b.iter(|| context.case(black_box(&conversation)))
    });
    group.bench_function("sight", |b| b.iter(|| case.sight(black_box(&manager))));
    group.bench_function("may answer", |b| {
        b.iter(|| sight.may(black_box(Action::Answer)))
    });
    group.bench_function("may share", |b| {
        b.iter(|| sight.may(black_box(Action::Share)))
    });
    group.bench_function("may untick, refused when closed", |b| {
        let context = review.context(at("2026-05-01T12:00:00Z"));
        let case = context.case(&conversation).expect("its own facts");
        let sight = case.sight(&manager).expect("one organisation");
        b.iter(|| sight.may(black_box(Action::UntickMeeting)));
    });
    group.bench_function("primary action", |b| {
        b.iter(|| black_box(&sight).primary_action())
    });
    group.bench_function("verdict on an answer", |b| {
        b.iter(|| sight.answer(black_box((part, question))));
    });
    group.bench_function("verdict on a fact", |b| {
        b.iter(|| sight.fact(black_box(Fact::LastEdit(part))));
    });
    group.bench_function("phase", |b| b.iter(|| black_box(&case).phase()));
    group.bench_function("next boundary", |b| {
        b.iter(|| black_box(&case).next_boundary())
    });
    group.bench_function("index row", |b| b.iter(|| black_box(&case).index_row()));
    group.bench_function("view of 20 questions", |b| {
        b.iter_with_large_drop(|| black_box(&sight).view(&[]));
    });
    group.finish();
}

/// Applying events: a log of 1,000.
fn log(criterion: &mut Criterion, review: &Review) {
    const EVENTS: usize = 1_000;
    let log = review.log(EVENTS);
    let mut group = criterion.benchmark_group("apply");
    group.throughput(Throughput::Elements(EVENTS as u64));
    group.bench_function("replay of 1,000 events", |b| {
        b.iter_with_large_drop(|| Conversation::replay(black_box(&log)));
    });
    group.finish();
}
