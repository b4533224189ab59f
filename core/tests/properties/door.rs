//! The one call gives exactly what the typed calls give, whatever the story; and what is no request
//! of ours is an error.

use crate::all::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde::Serialize;
use serde_json::Value;
use visavis::ask::{
    Ask, AskRequest, ContextDocument, Possibly, RelationBy, SightQuestion, Stored, ask,
};

use crate::robust::mutations;
use crate::story::{stories, tell};
use crate::world::{RESPONDENTS, Who, World, at, people, settings};
use crate::{Counts, check};

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("JSON")
}

/// What the one call says of the result of a typed call.
fn said<E: Into<Error>>(result: Result<String, E>) -> String {
    match result.map_err(Into::into) {
        Ok(result) => format!(r#"{{"result":{result}}}"#),
        Err(Error::Refused(refusal)) => format!(r#"{{"refusal":{}}}"#, json(&refusal)),
        Err(error) => format!(r#"{{"error":{}}}"#, json(&error)),
    }
}

fn shown<T: Serialize, E: Into<Error>>(result: Result<T, E>) -> String {
    said(result.map(|shown| json(&shown)))
}

fn asked(directory: Option<&Directory>, ask_: Ask) -> String {
    let request = AskRequest {
        directory: None,
        strict: false,
        ask: ask_,
    };
    ask(directory, json(&request).as_bytes())
}

fn context(world: &World, now: Instant) -> ContextDocument {
    ContextDocument {
        organisation: Stored(world.organisation.clone()),
        template: Stored(world.template.clone()),
        cycle: match &world.cycle {
            Some(cycle) => Possibly::Some(Stored(cycle.clone())),
            None => Possibly::None,
        },
        now,
    }
}

/// Somebody as the directory knows them; with what only a host can vouch for, as a relation.
fn by(world: &World, who: Who) -> RelationBy {
    match who {
        Who::Hal => RelationBy::Relation(Stored(world.relation(who))),
        _ => RelationBy::Person(who.id()),
    }
}

/// The outcome of a command as the host stores it, written from the typed one.
fn outcome(world: &World, now: Instant, done: &ConversationOutcome) -> String {
    let stored: Vec<_> = done
        .events
        .iter()
        .map(|event| to_json(event).expect("JSON"))
        .collect();
    let repeated = done
        .repeated
        .map(|revision| format!(r#""repeated":{revision},"#));
    let context = world.context(now);
    let after = context.case(&done.state).expect("a case");
    let told = after
        .notifications(&done.events, &world.directory)
        .expect("of one organisation");
    format!(
        r#"{{"state":{},"events":[{}],"row":{},{}"notifications":{}}}"#,
        to_json(&done.state).expect("JSON"),
        stored.join(","),
        to_json(&done.row).expect("JSON"),
        repeated.unwrap_or_default(),
        json(&told),
    )
}

const REFERENCE: &str = "objectives/1";

fn questions(world: &World, which: Index) -> Vec<SightQuestion> {
    let content = world.template.latest_content().expect("content");
    let lists = Side::BOTH.into_iter().zip(RESPONDENTS);
    let answers = lists.flat_map(|(side, part)| {
        let questions = content.questions(side).iter();
        questions.map(move |question| AnswerId::new(part, question.id()))
    });
    let answers: Vec<_> = answers.collect();
    vec![
        SightQuestion::View {
            references: vec![REFERENCE.into()],
        },
        SightQuestion::Row,
        SightQuestion::Actions,
        SightQuestion::Timeline,
        SightQuestion::May(*which.get(&Action::ALL)),
        SightQuestion::Answer(*which.get(&answers)),
    ]
}

#[test]
fn the_one_call_gives_what_the_typed_calls_give() {
    let counts = Counts::default();
    let strategy = (stories(8), any::<Index>());
    check(200, strategy, |((setting, steps), which)| {
        let mut world = World::new(&setting);
        tell(&mut world, &steps, |world, step, request, now, _| {
            let context_of = world.context(now);
            let case = context_of.case(&world.conversation).expect("a case");
            let relation = world.relation(step.who);
            let directory = Some(&world.directory);
            for question in questions(world, which) {
                let sight = case.sight(&relation).expect("a sight");
                let typed = match &question {
                    SightQuestion::View { .. } => {
                        let references = [Reference::new(REFERENCE).expect("a reference")];
                        shown(sight.view(&references))
                    }
                    SightQuestion::Row => shown(sight.row(&world.directory)),
                    SightQuestion::Actions => shown(sight.actions()),
                    SightQuestion::Timeline => shown(sight.timeline()),
                    SightQuestion::May(action) => shown(sight.may(*action)),
                    SightQuestion::Answer(answer) => shown(Ok::<_, Error>(sight.answer(*answer))),
                    question => panic!("{question:?} is not among those asked"),
                };
                let through = Ask::Sight {
                    context: context(world, now),
                    conversation: Stored(world.conversation.clone()),
                    by: by(world, step.who),
                    question,
                };
                prop_assert_eq!(asked(directory, through), typed);
            }
            let typed = case.execute(&relation, request.clone());
            counts.note(match &typed {
                Ok(done) if done.repeated.is_some() => "repeated",
                Ok(_) => "done",
                Err(Error::Refused(_)) => "refused",
                Err(_) => "wrong",
            });
            let typed = said(typed.map(|done| outcome(world, now, &done)));
            let through = Ask::Command {
                context: context(world, now),
                conversation: Stored(world.conversation.clone()),
                by: by(world, step.who),
                command: Stored(request.clone()),
            };
            prop_assert_eq!(asked(directory, through), typed);
            Ok(())
        })
    });
    counts.at_least(20, &["done", "refused"]);
}

#[test]
fn mutated_requests_are_answered_without_a_panic() {
    let counts = Counts::default();
    let moment = at("2026-03-02T17:00:00Z");
    let strategy = (settings(), vec(mutations(), 1..4));
    check(300, strategy, |(setting, mutations)| {
        let world = World::new(&setting);
        let request = AskRequest {
            directory: Some(Stored(DirectoryData::new(
                world.organisation.id(),
                people(),
            ))),
            strict: true,
            ask: Ask::Command {
                context: context(&world, moment),
                conversation: Stored(world.conversation.clone()),
                by: RelationBy::Person(Who::Ana.id()),
                command: Stored(Command::RequestEdit.into()),
            },
        };
        let mut request = serde_json::to_value(&request).expect("JSON");
        mutations
            .iter()
            .for_each(|mutation| mutation.apply(&mut request));
        let answer: Value =
            serde_json::from_str(&ask(None, request.to_string().as_bytes())).expect("JSON");
        let answer = answer.as_object().expect("an object");
        prop_assert_eq!(answer.len(), 1);
        counts.note(answer.keys().next().expect("one field"));
        Ok(())
    });
    counts.at_least(5, &["refusal", "error"]);
}

#[test]
fn what_is_no_request_is_an_error() {
    let deep = |n: usize| "[".repeat(n) + &"]".repeat(n);
    let many = format!(
        r#"{{"ask":{{"directory":{{"list":"{}"}}}}}}"#,
        "x".repeat(10_000_000)
    );
    for (text, kind) in [
        (String::new(), "json"),
        ("7".into(), "json"),
        ("{}".into(), "json"),
        (r#"{"ask":"rules"}{}"#.into(), "json"),
        (r#"{"ask":"rules","#.into(), "json"),
        (r#"{"ask":"rules","ask":"rules"}"#.into(), "json"),
        (r#"{"ask":"everything"}"#.into(), "json"),
        (r#"{"ask":{"rules":{}}}"#.into(), "json"),
        (r#"{"ask":{"directory":"faults"}}"#.into(), "missing"),
        (r#"{"ask":{"replay":{"log":{"cycle":[]}}}}"#.into(), "log"),
        ("[".repeat(10_000_000), "json"),
        (format!(r#"{{"ask":{}}}"#, deep(100_000)), "json"),
        (
            format!(r#"{{"directory":{},"ask":"rules"}}"#, deep(100_000)),
            "json",
        ),
        (r#"{"ask":"#.repeat(100_000), "json"),
        (many, "missing"),
    ] {
        let answer: Value = serde_json::from_str(&ask(None, text.as_bytes())).expect("JSON");
        let beginning: String = text.chars().take(60).collect();
        assert_eq!(answer["error"]["kind"], kind, "{beginning}: {answer:#}");
        let message = answer["error"]["message"].as_str().expect("a message");
        assert!(message.chars().count() < 400, "{message}");
    }
    let answer: Value = serde_json::from_str(&ask(None, &[b'"', 0xff])).expect("JSON");
    assert_eq!(answer["error"]["kind"], "utf8");
}
