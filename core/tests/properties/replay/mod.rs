//! Events give the state (XCT-5), a refusal changes nothing (XCT-2), revisions count (XCT-4), and
//! a repeated command is known again (XCT-8).

mod administering;
mod holds;

use crate::all::*;
use proptest::prelude::*;

use self::holds::{name, refuses_alike, replays, replays_exactly};
use crate::story::{stories, tell};
use crate::world::{Who, World, id};
use crate::{Counts, check};

#[test]
fn conversations_replay_exactly() {
    let counts = Counts::default();
    check(1000, stories(24), |(setting, steps)| {
        replays_exactly(&setting, &steps, |name| counts.note(name))
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
        refuses_alike(&setting, &steps, |name| counts.note(name))
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
