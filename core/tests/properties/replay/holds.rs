//! What holds of every story: its log gives its states (XCT-5), and a refusal changes nothing (XCT-2).

use std::fmt::Debug;

use crate::all::*;
use proptest::prelude::*;
use serde_json::Value;

use crate::story::{Step, tell};
use crate::world::{Setting, World, id, shifted};

/// The replay of a whole log, and of one up to an instant.
pub(crate) type Replay<State, Event> = (
    fn(&[Event]) -> Result<State, Error>,
    fn(&[Event], Instant) -> Result<Option<State>, Error>,
);

/// An event with something about it changed, as a host could have stored it.
pub(crate) fn altered<E: Wire>(event: &E, alter: impl FnOnce(&mut Value)) -> E {
    let mut json: Value = serde_json::from_str(&to_json(event).unwrap()).unwrap();
    alter(&mut json["data"]);
    from_json(json.to_string().as_bytes()).expect("still an event")
}

pub(crate) fn stamp<E: Wire>(event: &E) -> Instant {
    let json: Value = serde_json::from_str(&to_json(event).unwrap()).unwrap();
    json["data"]["at"].as_str().unwrap().parse().unwrap()
}

/// The log gives every state that there was, through JSON too, and the state of every instant; no
/// broken log gives any.
pub(crate) fn replays<S, E>(
    events: &[E],
    states: &[S],
    replay: Replay<S, E>,
) -> Result<(), TestCaseError>
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

pub(crate) fn name(change: &impl serde::Serialize) -> String {
    match serde_json::to_value(change).unwrap() {
        Value::String(name) => name,
        Value::Object(change) => change.keys().next().unwrap().clone(),
        other => panic!("{other}"),
    }
}

/// Tells a story, and notes what happened in it by name.
pub(crate) fn replays_exactly(
    setting: &Setting,
    steps: &[Step],
    mut note: impl FnMut(String),
) -> Result<(), TestCaseError> {
    let mut world = World::new(setting);
    let mut states = vec![world.conversation.clone()];
    tell(&mut world, steps, |before, _, _, _, after| {
        let new = after.events.len() - before.events.len();
        prop_assert!(new <= 1);
        if new == 1 {
            note(name(after.events.last().unwrap().change()));
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
}

/// Tells a story, and notes the codes of its refusals.
pub(crate) fn refuses_alike(
    setting: &Setting,
    steps: &[Step],
    mut note: impl FnMut(String),
) -> Result<(), TestCaseError> {
    let mut world = World::new(setting);
    tell(&mut world, steps, |before, step, request, now, after| {
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
                note("done".into());
            }
            Err(Error::Refused(refusal)) => {
                prop_assert_eq!(decided.unwrap_err(), refusal.clone().into());
                prop_assert_eq!(after.json(), before.json());
                prop_assert_eq!(&after.events, &before.events);
                note(refusal.code().into());
                refusal
                    .faults()
                    .iter()
                    .for_each(|fault| note(fault.code().into()));
            }
            Err(error) => prop_assert!(false, "{error}"),
        }
        Ok(())
    })
}
