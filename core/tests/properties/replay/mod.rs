//! Events give the state (XCT-5), a refusal changes nothing (XCT-2), revisions count (XCT-4), and
//! a repeated command is known again (XCT-8).

mod administering;

use std::fmt::Debug;

use crate::all::*;
use proptest::prelude::*;
use serde_json::Value;

use crate::story::{stories, tell};
use crate::world::{Who, World, id, shifted};
use crate::{Counts, check};

/// The replay of a whole log, and of one up to an instant.
type Replay<State, Event> = (
    fn(&[Event]) -> Result<State, Error>,
    fn(&[Event], Instant) -> Result<Option<State>, Error>,
);

/// An event with something about it changed, as a host could have stored it.
fn altered<E: Wire>(event: &E, alter: impl FnOnce(&mut Value)) -> E {
    let mut json: Value = serde_json::from_str(&to_json(event).unwrap()).unwrap();
    alter(&mut json["data"]);
    from_json(json.to_string().as_bytes()).expect("still an event")
}

fn stamp<E: Wire>(event: &E) -> Instant {
    let json: Value = serde_json::from_str(&to_json(event).unwrap()).unwrap();
    json["data"]["at"].as_str().unwrap().parse().unwrap()
}

/// The log gives every state that there was, through JSON too, and the state of every instant; no
/// broken log gives any.
fn replays<S, E>(events: &[E], states: &[S], replay: Replay<S, E>) -> Result<(), TestCaseError>
where
    S: Wire + PartialEq + Debug,
    E: Wire + PartialEq + Debug + Clone,
{
    let stored: Vec<E> = events
        .iter()
        .map(|event| from_json(to_json(event).unwrap().as_bytes()).unwrap())
        .collect();
    prop_assert_eq!(&stored, events);
    for (count, state) in (1..).zip(states) {
        let again = replay.0(&stored[..count]).unwrap();
        prop_assert_eq!(&again, state);
        let json = to_json(&again).unwrap();
        prop_assert_eq!(&json, &to_json(state).unwrap());
        prop_assert_eq!(&from_json::<S>(json.as_bytes()).unwrap(), state);
    }
    until_each_instant(&stored, states, replay.1)?;
    breaks(events, replay)
}

/// Up to an instant a log tells the last state that stood then, with what was stamped at it.
fn until_each_instant<S, E>(
    events: &[E],
    states: &[S],
    replay_until: fn(&[E], Instant) -> Result<Option<S>, Error>,
) -> Result<(), TestCaseError>
where
    S: PartialEq + Debug,
    E: Wire,
{
    let stamps: Vec<_> = events.iter().map(stamp).collect();
    for stamp in &stamps {
        for now in [-1, 0, 1].map(|micros| shifted(*stamp, micros)) {
            let count = stamps.iter().filter(|&&stamp| stamp <= now).count();
            let stood = count.checked_sub(1).map(|last| &states[last]);
            let told = replay_until(events, now).unwrap();
            prop_assert_eq!(told.as_ref(), stood);
        }
    }
    Ok(())
}

fn breaks<S, E>(events: &[E], replay: Replay<S, E>) -> Result<(), TestCaseError>
where
    S: Debug,
    E: Wire + Clone,
{
    let begun = stamp(&events[0]);
    let fault = |log: &[E]| {
        let broken = replay.0(log).expect_err("a broken log");
        // A log that is broken later tells nothing of earlier either.
        let earlier = replay.1(log, begun).expect_err("a broken log");
        prop_assert_eq!(&earlier, &broken);
        match broken {
            Error::Log { position, fault } => Ok((position, fault)),
            other => Err(TestCaseError::fail(format!("a broken log gave {other:?}"))),
        }
    };
    let gap = |position: usize, found: u64| {
        let expected = position as u64 + 1;
        (position, LogFault::Revision { expected, found })
    };
    prop_assert_eq!(fault(&[])?, (0, LogFault::Empty));
    for place in 0..events.len() {
        let at = place as u64;
        let changed = |alter: &dyn Fn(&mut Value)| {
            let mut log = events.to_vec();
            log[place] = altered(&log[place], alter);
            log
        };
        let mut log = events.to_vec();
        log.insert(place, events[place].clone());
        prop_assert_eq!(fault(&log)?, gap(place + 1, at + 1));
        for revision in [0, at, at + 2, u64::MAX] {
            let log = changed(&|event| event["revision"] = revision.into());
            prop_assert_eq!(fault(&log)?, gap(place, revision));
        }
        if place + 1 < events.len() {
            let mut log = events.to_vec();
            log.remove(place);
            prop_assert_eq!(fault(&log)?, gap(place, at + 2));
            let mut log = events.to_vec();
            log.swap(place, place + 1);
            prop_assert_eq!(fault(&log)?, gap(place, at + 2));
        }
        if place > 0 {
            for field in ["organisation", "of"] {
                let other = serde_json::to_value(id::<CycleId>(0xdead)).unwrap();
                let log = changed(&|event| event[field] = other.clone());
                prop_assert_eq!(fault(&log)?, (place, LogFault::Foreign));
            }
            let before = shifted(stamp(&events[place - 1]), -1).to_string();
            let log = changed(&|event| event["at"] = before.as_str().into());
            prop_assert_eq!(fault(&log)?, (place, LogFault::Backwards));
        }
        // What a command asked for lies before its stamp, or it would be the stamp.
        let log = changed(&|event| event["requested_at"] = event["at"].clone());
        prop_assert_eq!(fault(&log)?, (place, LogFault::Backwards));
    }
    Ok(())
}

fn name(change: &impl serde::Serialize) -> String {
    match serde_json::to_value(change).unwrap() {
        Value::String(name) => name,
        Value::Object(change) => change.keys().next().unwrap().clone(),
        other => panic!("{other}"),
    }
}

#[test]
fn conversations_replay_exactly() {
    let counts = Counts::default();
    check(1000, stories(24), |(setting, steps)| {
        let mut world = World::new(&setting);
        let mut states = vec![world.conversation.clone()];
        tell(&mut world, &steps, |before, _, _, _, after| {
            let new = after.events.len() - before.events.len();
            prop_assert!(new <= 1);
            if new == 1 {
                counts.note(name(after.events.last().unwrap().change()));
                states.push(after.conversation.clone());
            }
            prop_assert_eq!(after.conversation.revision(), after.events.len() as u64);
            Ok(())
        })?;
        // What is read has only answers that its content takes.
        let stored: Conversation = from_json(world.json().as_bytes()).unwrap();
        let last = stamp(world.events.last().unwrap());
        prop_assert!(world.context(last).case(&stored).is_ok());
        let replay = (Conversation::replay as _, Conversation::replay_until as _);
        replays(&world.events, &states, replay)
    });
    let kinds = [
        "saved",
        "shared",
        "meeting_confirmed",
        "meeting_unticked",
        "notes_written",
        "goal_created",
        "edit_requested",
        "edit_allowed",
        "edit_denied",
        "ownership_taken",
    ];
    counts.at_least(1, &kinds);
}

#[test]
fn a_refused_command_changes_nothing_and_is_refused_alike() {
    let counts = Counts::default();
    check(900, stories(24), |(setting, steps)| {
        let mut world = World::new(&setting);
        tell(&mut world, &steps, |before, step, request, now, after| {
            let by = before.relation(step.who);
            let context = before.context(now);
            let case = context.case(&before.conversation).unwrap();
            let json = before.json();
            let decided = case.decide(&by, request.clone());
            let executed = case.execute(&by, request.clone());
            prop_assert_eq!(&decided, &case.decide(&by, request.clone()));
            prop_assert_eq!(&executed, &case.execute(&by, request.clone()));
            prop_assert_eq!(before.json(), json);
            match executed {
                Ok(executed) => {
                    prop_assert_eq!(decided.unwrap(), executed.events.clone());
                    let revision = before.conversation.revision() + executed.events.len() as u64;
                    prop_assert_eq!(executed.state.revision(), revision);
                    prop_assert_eq!(executed.row.revision, revision);
                    let last = executed.events.last().map(Event::revision);
                    prop_assert_eq!(last.unwrap_or(revision), revision);
                    prop_assert_eq!(&executed.state, &after.conversation);
                    counts.note("done");
                }
                Err(Error::Refused(refusal)) => {
                    prop_assert_eq!(decided.unwrap_err(), refusal.clone().into());
                    prop_assert_eq!(after.json(), before.json());
                    prop_assert_eq!(&after.events, &before.events);
                    counts.note(refusal.code());
                    refusal
                        .faults()
                        .iter()
                        .for_each(|fault| counts.note(fault.code()));
                }
                Err(error) => prop_assert!(false, "{error}"),
            }
            Ok(())
        })
    });
    let codes = [
        "not-found",
        "answers-refused",
        "no-part",
        "answers-missing",
        "already-shared",
        "locked-on-share",
        "editing-closed",
        "sharing-closed",
        "notes-closed",
        "notes-too-long",
        "null-character",
        "own-part-not-shared",
        "meeting-not-asked",
        "goals-not-offered",
        "command-id-reused",
        "request-needless",
        "request-open",
        "no-open-request",
        "not-decider",
        "not-participant",
        "not-new-manager",
    ];
    counts.at_least(1, &codes);
    counts.at_least(1000, &["done"]);
}

#[test]
fn a_repeated_command_is_answered_as_the_first_time() {
    let counts = Counts::default();
    check(250, stories(24), |(setting, steps)| {
        let mut world = World::new(&setting);
        let mut done: Vec<(Who, Request<Command>, u64)> = Vec::new();
        tell(&mut world, &steps, |before, step, request, now, after| {
            if request.id.is_some() && after.events.len() > before.events.len() {
                done.push((step.who, request.clone(), after.conversation.revision()));
            }
            let context = after.context(now);
            let case = context.case(&after.conversation).unwrap();
            if case.sight(&after.relation(step.who)).unwrap().standing() == Standing::Stranger {
                return Ok(());
            }
            // However long ago and whatever has happened since.
            for (who, request, revision) in &done {
                let by = after.relation(*who);
                let again = case.execute(&by, request.clone()).unwrap();
                prop_assert_eq!(again.repeated, Some(*revision));
                prop_assert!(again.events.is_empty());
                prop_assert_eq!(to_json(&again.state).unwrap(), after.json());
                // Who may not know of the conversation is not told of an id either.
                let sight = case.sight(&by).unwrap();
                if !sight.fact(Fact::Frame).is_visible() {
                    continue;
                }
                let other = Request {
                    id: request.id,
                    command: Command::Save(vec![AnswerDraft {
                        question: id(0xdead),
                        answer: None,
                        seen: None,
                    }]),
                };
                let refused = case.execute(&by, other.clone()).unwrap_err();
                prop_assert!(
                    matches!(&refused, Error::Refused(refusal) if refusal.code() == "command-id-reused"),
                    "{}",
                    refused
                );
                // An id counts for its actor alone.
                let others = after.relation(match who {
                    Who::Ana => Who::Ben,
                    _ => Who::Ana,
                });
                if !done
                    .iter()
                    .any(|(by, own, _)| by.id() == others.person() && own.id == request.id)
                {
                    let taken = case.execute(&others, other).unwrap_err();
                    prop_assert!(
                        !matches!(&taken, Error::Refused(refusal) if refusal.code() == "command-id-reused")
                    );
                }
                counts.note("repeated");
            }
            Ok(())
        })
    });
    counts.at_least(500, &["repeated"]);
}
