//! No error and no `Debug` repeats what people wrote: it stays out of logs.

use std::fmt::Debug;

use crate::all::*;
use serde_json::{Value, json};

use crate::robust::places;
use crate::world::{ASKED_OF_ANA, Who, World, at, id, plain};

/// What nobody may find in a log.
const SECRET: &str = "Schweigepflicht";

/// Whether a message, or what is shown to a developer, repeats what somebody wrote.
fn assert_silent(shown: &(impl Debug + ?Sized), why: &str) {
    let shown = format!("{shown:?} {shown:#?}");
    assert!(!shown.contains(SECRET), "{why} repeats it: {shown}");
}

fn assert_error_silent(error: &Error, why: &str) {
    assert_silent(error, why);
    let json = serde_json::to_string(error).expect("JSON");
    assert!(
        !error.to_string().contains(SECRET) && !json.contains(SECRET),
        "{why}: {error}"
    );
}

/// Breaks a document in every place and in many ways: no error repeats what it held.
fn breaks_silently<T: Wire + Debug>(value: &T) -> usize {
    let json = to_json(value).expect("JSON");
    assert!(json.contains(SECRET), "nothing is planted in {}", T::KIND);
    assert_silent(value, T::KIND);
    let document: Value = serde_json::from_str(&json).expect("JSON");
    let mut all = Vec::new();
    places(&document, "", &mut all);
    let secret = || json!(format!("{SECRET}, expected nothing at line 1"));
    let mut count = 0;
    for at in &all {
        let is_text = |value: &Value| value.as_str().is_some_and(|text| text.contains(SECRET));
        let around = document.pointer(at).expect("a place");
        // What people wrote, in another form than it was asked for in, or at another place.
        let is_near = around.to_string().contains(SECRET);
        let mut others = vec![
            json!(null),
            json!(7),
            json!(-1.5),
            json!("x"),
            json!([]),
            json!({}),
        ];
        if is_near {
            others.extend([
                secret(),
                json!([secret()]),
                json!([[secret()]]),
                json!({ "x": secret() }),
            ]);
            others.extend([
                json!({ SECRET: 1 }),
                json!({ "paragraph": { "x": secret() } }),
            ]);
            others.extend([json!({ "scale": secret() }), json!({ "options": secret() })]);
        }
        let key = at.rsplit('/').next().unwrap_or_default();
        for other in others {
            // As the name of a field it is no longer what somebody wrote.
            if other.get(SECRET).is_some() && !is_text(around) && key != "answer" {
                continue;
            }
            let mut document = document.clone();
            *document.pointer_mut(at).expect("a place") = other;
            if let Err(error) = from_json::<T>(document.to_string().as_bytes()) {
                assert_error_silent(&error, at);
                count += 1;
            }
        }
    }
    for cut in 0..json.len() {
        if let Some(Err(error)) = json.get(..cut).map(|json| from_json::<T>(json.as_bytes())) {
            assert_error_silent(&error, "what is cut off");
        }
    }
    count
}

#[test]
fn nothing_repeats_what_people_wrote() {
    let mut setting = plain(true);
    let options = vec![SECRET.to_owned(), "Depth".into()];
    setting.direct_report[3].kind = QuestionKindDraft::MultiSelect { options };
    let mut world = World::new(&setting);
    let now = at("2026-03-10T10:00:00Z");
    let text = || format!("{SECRET} and more");
    let save = |place: u128, answer| AnswerDraft {
        question: id(ASKED_OF_ANA + place),
        answer: Some(answer),
        seen: None,
    };
    let chosen = AnswerInput::Options(vec![SECRET.into()]);
    let answers = vec![save(0, AnswerInput::Paragraph(text())), save(3, chosen)];
    let mut count = 0;
    for command in [
        Command::Save(answers.clone()),
        Command::WriteNotes(WrittenNotes(text())),
        Command::Share,
    ] {
        let request = Request::from(command);
        let done = world.execute(Who::Ana, request.clone(), now).expect("done");
        assert_silent(&request, "a command");
        assert_silent(&done, "an outcome");
        for event in done
            .events
            .iter()
            .filter(|_| request.command != Command::Share)
        {
            count += breaks_silently(&request) + breaks_silently(event);
        }
    }
    count += breaks_silently(&world.conversation);
    assert!(count > 500, "only {count} documents could not be read");

    let context = world.context(now);
    let case = context.case(&world.conversation).expect("a case");
    for who in [Who::Ana, Who::Ben] {
        let sight = case.sight(&world.relation(who)).expect("a sight");
        let mut view = sight.view(&[]).expect("a view");
        assert!(serde_json::to_string(&view).expect("JSON").contains(SECRET));
        // The question, which is not what somebody answered, names the option.
        for part in &mut view.parts {
            part.questions
                .retain(|shown| !matches!(shown.kind, QuestionKind::MultiSelect { .. }));
        }
        assert_silent(&view, "a view");
        assert_silent(&view.parts[0].questions[0].answer, "an answer");
        assert_silent(&view.notes, "notes");
    }
    for shown in case
        .sight(&world.relation(Who::Ben))
        .expect("a sight")
        .view(&[])
        .iter()
    {
        let answers = shown.parts.iter().flat_map(|part| &part.questions);
        answers.for_each(|shown| assert_silent(&shown.answer, "an answer"));
    }
    refuses_silently(&world, answers, now);
}

/// Every refusal of a command in which the text stands.
fn refuses_silently(world: &World, answers: Vec<AnswerDraft>, now: Instant) {
    let with = |place: usize, answer| {
        let mut answers = answers.clone();
        answers[place].answer = Some(answer);
        Command::Save(answers)
    };
    let long = SECRET.repeat(1_000);
    let refused = [
        with(0, AnswerInput::Paragraph(long.clone())),
        with(0, AnswerInput::Paragraph(format!("{SECRET}\0"))),
        with(0, AnswerInput::Paragraph(format!("{SECRET} ").repeat(300))),
        with(0, AnswerInput::Options(vec![SECRET.into()])),
        with(1, AnswerInput::Paragraph(SECRET.into())),
        with(1, AnswerInput::Options(vec![SECRET.into(), SECRET.into()])),
        with(1, AnswerInput::Options(vec![long.clone()])),
        Command::Save([answers.clone(), answers.clone()].concat()),
        Command::WriteNotes(WrittenNotes(long.clone())),
        Command::WriteNotes(WrittenNotes(format!("{SECRET}\0"))),
        Command::CreateGoal(format!("{SECRET}\0")),
    ];
    for (number, command) in refused.into_iter().enumerate() {
        let why = format!("refusal {number}");
        let error = world
            .clone()
            .execute(Who::Ana, command, now)
            .expect_err(&why);
        assert_error_silent(&error, &why);
    }
    for who in [Who::Ben, Who::Cy, Who::Fay] {
        let save = Command::Save(answers.clone());
        let error = world
            .clone()
            .execute(who, save, now)
            .expect_err("a refusal");
        assert_error_silent(&error, "somebody else's refusal");
    }
    let closed = world
        .clone()
        .execute(Who::Ana, Command::Save(answers), Instant::MAX);
    assert_error_silent(&closed.expect_err("a refusal"), "a refusal after the end");
    let mut log = world.events.clone();
    log.remove(1);
    let broken = Conversation::replay(&log).expect_err("a gap");
    assert_error_silent(&broken, "a broken log");
}
