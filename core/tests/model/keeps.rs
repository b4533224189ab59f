//! What has to hold in every state, and on every step.

use std::collections::BTreeMap;

use crate::all::*;
use serde_json::Value;

use crate::world::{ADA, ANA, BEN, CLEO, OUT, QUIET, State, Step, WELL, id};

const PEOPLE: [u128; 3] = [ANA, BEN, CLEO];

/// What holds in every state.
pub(crate) fn in_state(state: &State) {
    for person in PEOPLE {
        what_is_open_closes_as_stated(state, person);
        nothing_is_editable_outside_its_window(state, person);
    }
    what_is_complete_was_shared(state);
    an_administrator_sees_no_more_than_the_level(state);
}

/// What holds on every step that was not refused.
pub(crate) fn on_step(before: &State, step: &Step, after: &State) {
    no_answer_is_lost(before, step, after);
    for person in PEOPLE {
        no_deadline_moves_earlier(before, step, after, person);
    }
}

fn micros(instant: Instant, more: i64) -> Instant {
    Instant::from_micros(instant.micros() + more).expect("within the calendar")
}

/// Everything that a person has leave to do, with the leave.
fn leaves(state: &State, person: u128, now: Instant) -> Vec<(String, Result<Permission, Refusal>)> {
    state.sight(person, now, |sight| {
        let edits = [WELL, OUT, QUIET]
            .map(|question| (format!("edit {question}"), sight.may_edit(id(question))));
        let others = [
            Action::Share,
            Action::Submit,
            Action::ConfirmMeeting,
            Action::TakeOwnership,
        ];
        let others = others.map(|action| (format!("{action:?}"), sight.may(action)));
        edits.into_iter().chain(others).collect()
    })
}

/// Whoever may share, or edit, sees in their timeline when that ends, may until the microsecond
/// before, and from then on may not, without a new event.
fn what_is_open_closes_as_stated(state: &State, person: u128) {
    let timeline = state.sight(person, state.now, |sight| sight.timeline());
    for (what, leave) in leaves(state, person, state.now) {
        let Ok(Permission { until, .. }) = leave else {
            continue;
        };
        assert!(
            until > state.now,
            "{what} of {person} is over before it is open"
        );
        let timeline = timeline
            .as_ref()
            .expect("who may do something has a timeline");
        assert!(
            timeline
                .boundaries
                .iter()
                .any(|boundary| boundary.at == until),
            "{what} of {person} ends at {until}, which stands in no timeline: {timeline:?}"
        );
        let at = |now| {
            let leaves = leaves(state, person, now);
            let found = leaves.into_iter().find(|(other, _)| *other == what);
            found.expect("the same question").1
        };
        assert!(
            at(micros(until, -1)).is_ok(),
            "{what} of {person} ends before {until}"
        );
        assert!(
            at(until).is_err(),
            "{what} of {person} goes on after {until}"
        );
    }
}

/// The windows of answers told once more, from the dates as they stand.
fn nothing_is_editable_outside_its_window(state: &State, person: u128) {
    let stored = state.stored();
    let schedule = state.cycle.schedule(state.now);
    let day_after = |date: Date| {
        let next = date.add_days(1).expect("within the calendar");
        format!("{next}T00:00:00Z")
            .parse::<Instant>()
            .expect("an instant")
    };
    let close = day_after(schedule.last_day().expect("within the calendar"));
    let conversation = &state.conversation;
    for (question, side) in [
        (WELL, Side::DirectReport),
        (OUT, Side::Manager),
        (QUIET, Side::Manager),
    ] {
        let leave = state.sight(person, state.now, |sight| sight.may_edit(id(question)));
        let own = conversation.person(side) == id(person);
        let name = match side {
            Side::DirectReport => "direct_report",
            Side::Manager => "manager",
        };
        let part = parts(&stored)
            .find(|part| part["of"] == name)
            .expect("a part");
        let shared = part.get("shared_at").is_some();
        let confidential = question == QUIET;
        let lock = schedule.lock(LockOn::Question(id(question))).map(day_after);
        let locked = !confidential && lock.is_some_and(|lock| lock <= state.now);
        let closed_by_share = !confidential && shared && schedule.lock_on_share;
        let always = state.now < close && !locked && !closed_by_share;
        let approved = approvals(&stored, name).any(|(since, until)| {
            let until = day_after(until);
            let bound = lock.filter(|&lock| lock > since && !confidential);
            state.now < bound.map_or(until, |lock| lock.min(until))
        });
        assert_eq!(
            leave.is_ok(),
            own && (always || approved),
            "{person} on {question} at {}: {leave:?} of {stored:#}",
            state.now
        );
    }
}

fn parts(stored: &Value) -> impl Iterator<Item = &Value> {
    stored["parts"].as_array().into_iter().flatten()
}

/// The approvals of who stands on a side now.
fn approvals<'s>(stored: &'s Value, side: &'s str) -> impl Iterator<Item = (Instant, Date)> + 's {
    let requests = stored["requests"].as_array().into_iter().flatten();
    let own = requests
        .filter(move |request| request["side"] == side && request.get("ended_at").is_none());
    own.filter_map(|request| {
        let decision = &request["decision"];
        let until = decision["until"].as_str()?.parse().expect("a date");
        let since = decision["at"].as_str()?.parse().expect("an instant");
        Some((since, until))
    })
}

/// A completed conversation was shared by all its respondents, and they met.
fn what_is_complete_was_shared(state: &State) {
    let stored = state.stored();
    let view = state
        .sight(ANA, state.now, |sight| sight.view(&[]))
        .expect("Ana's view");
    let shared = parts(&stored).all(|part| part.get("shared_at").is_some());
    let met = stored.get("meeting").is_some();
    assert_eq!(view.complete, Some(shared && met));
    for part in view.parts {
        let stored = parts(&stored).find(|stored| stored["of"] == serde_json::json!(part.part));
        assert_eq!(
            part.done,
            stored.expect("a part").get("shared_at").is_some()
        );
    }
}

/// Administrators who can view see a reviewed part once it is submitted or shared, another once it
/// is shared, and confidential answers with the share.
fn an_administrator_sees_no_more_than_the_level(state: &State) {
    let stored = state.stored();
    let had = |side: &str, field: &str| {
        let part = parts(&stored).find(|part| part["of"] == side);
        part.expect("a part").get(field).is_some()
    };
    let shown = state.sight(ADA, state.now, |sight| {
        [
            sight.answer((Respondent::DirectReport, id(WELL))),
            sight.answer((Respondent::Manager, id(OUT))),
            sight.answer((Respondent::Manager, id(QUIET))),
        ]
        .map(|verdict| verdict.is_visible())
    });
    let shared = had("manager", "shared_at");
    let out = shared || had("manager", "submitted_at");
    assert_eq!(shown, [had("direct_report", "shared_at"), out, shared]);
}

/// Every answer that stands somewhere, by whose it is and to what.
fn answers(state: &State) -> BTreeMap<(String, String), Value> {
    let stored = state.stored();
    let mut all = BTreeMap::new();
    let mut take = |of: &str, answers: &Value| {
        for (question, saved) in answers.as_object().into_iter().flatten() {
            all.insert((of.to_owned(), question.clone()), saved["answer"].clone());
        }
    };
    for part in parts(&stored) {
        take(part["of"].as_str().expect("a part"), &part["answers"]);
    }
    for earlier in stored["earlier_managers"].as_array().into_iter().flatten() {
        take(
            earlier["person"].as_str().expect("a person"),
            &earlier["answers"],
        );
    }
    all
}

/// No answer is lost but by its author or the new owner. What is confidential stays its author's,
/// and comes back with them.
fn no_answer_is_lost(before: &State, step: &Step, after: &State) {
    let (was, is) = (answers(before), answers(after));
    if let Step::Do(person, Command::Save(saved)) = step {
        let side = before
            .conversation
            .side(id(*person))
            .expect("who saves takes part");
        let side = if side == Side::Manager {
            "manager"
        } else {
            "direct_report"
        };
        for ((of, question), answer) in &was {
            let touched = of == side
                && saved
                    .iter()
                    .any(|one| one.question.to_string() == *question);
            let kept = is.get(&(of.clone(), question.clone()));
            assert!(
                touched || kept == Some(answer),
                "{step:?} changes {question} of {of}"
            );
        }
    } else if let Step::Do(person, Command::TakeOwnership) = step {
        let (left, taker) = (before.conversation.manager(), id::<PersonId>(*person));
        for ((of, question), answer) in was {
            let quiet = question == id::<QuestionId>(QUIET).to_string();
            let now_of = match of.as_str() {
                "manager" if quiet => left.to_string(),
                other if other == taker.to_string() => "manager".into(),
                other => other.to_owned(),
            };
            assert_eq!(is.get(&(now_of, question)), Some(&answer), "{step:?}");
        }
    } else {
        assert_eq!(was, is, "{step:?}");
    }
}

/// No stated deadline moves earlier but by a command that says so.
fn no_deadline_moves_earlier(before: &State, step: &Step, after: &State, person: u128) {
    let says_so = match step {
        Step::Change(CycleCommand::ChangeGrace(_) | CycleCommand::Lock(_)) => true,
        // Sharing and submitting are done once, and the share can lock; taking over is the end of
        // the previous manager's part, and pairing of the prompt.
        Step::Do(_, Command::Share | Command::Submit | Command::TakeOwnership) | Step::Pair(_) => {
            true
        }
        _ => false,
    };
    if says_so {
        return;
    }
    let now = after.now;
    for ((what, was), (_, is)) in leaves(before, person, before.now)
        .into_iter()
        .zip(leaves(after, person, now))
    {
        let Ok(was) = was else { continue };
        match is {
            Ok(is) => assert!(
                is.until >= was.until,
                "{step:?} takes time for {what} from {person}"
            ),
            // A mandatory answer that is cleared, or a meeting that is unticked, is no deadline.
            Err(refused) if refused.since().is_none() => {}
            Err(_) => assert!(
                now >= was.until,
                "{step:?} closes {what} to {person} before {}",
                was.until
            ),
        }
    }
}
