//! The same inputs give the same bytes, an earlier `now` asks about that moment (TIM-7), and no
//! shown time is before what it is shown with (VIS-16).

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use serde::Serialize;
use visavis::*;

use crate::story::{Clock, Step, of_two, steps, stories, stories_of_two, tell};
use crate::world::{Setting, Who, World, settings, shifted};
use crate::{Counts, check};

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("what is shown has JSON")
}

fn view(world: &World, conversation: &Conversation, who: Who, now: Instant) -> Option<View> {
    let context = world.context(now);
    let case = context.case(conversation).expect("a case");
    let sight = case.sight(&world.relation(who)).expect("a sight");
    sight.view(&[]).ok()
}

/// Everything that a view shows with a time: what it is, what it says, and when.
fn timed(view: &View) -> BTreeMap<String, (String, Instant)> {
    let questions = view.parts.iter().flat_map(|part| &part.questions);
    let answers = questions.filter_map(|shown| {
        let name = format!("answer {}", shown.question);
        shown.answer.as_ref()?;
        Some((name, (json(&shown.answer), shown.at?)))
    });
    let notes = view.notes.iter();
    let notes = notes.map(|notes| {
        (
            format!("notes {:?}", notes.side),
            (json(&notes.text), notes.at),
        )
    });
    let goals = view.goals.iter();
    let goals = goals.map(|goal| (format!("goal {}", goal.at), (json(&goal.goal), goal.at)));
    let meeting = view.meeting.iter();
    let meeting = meeting.filter_map(|met| Some(("met".into(), (json(&met.by), met.at?))));
    answers.chain(notes).chain(goals).chain(meeting).collect()
}

/// Everything that both see and the log, as bytes.
fn bytes(setting: &Setting, steps: &[Step]) -> String {
    let mut world = World::new(setting);
    let mut all = to_json(&world.template).expect("JSON");
    let told = tell(&mut world, steps, |_, step, request, now, after| {
        let context = after.context(now);
        let case = context.case(&after.conversation).expect("a case");
        let by = after.relation(step.who);
        let decided = case.decide(&by, request);
        let sight = case.sight(&by).expect("a sight");
        all += &format!("{decided:?} {:?} {:?}", sight.actions(), case.timeline());
        all += &json(&sight.view(&[]).ok());
        all += &to_json(&case.index_row()).expect("JSON");
        Ok::<_, ()>(())
    });
    told.expect("told to the end");
    let events = world
        .events
        .iter()
        .map(|event| to_json(event).expect("JSON"));
    all + &world.json() + &events.collect::<String>()
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    check(60, stories(16), |(setting, steps)| {
        let one = bytes(&setting, &steps);
        let other = std::thread::scope(|scope| {
            let other = scope.spawn(|| bytes(&setting.clone(), &steps.clone()));
            other.join().expect("told to the end")
        });
        prop_assert_eq!(one, other);
        Ok(())
    });
}

/// Stories in which every clock is right and shows another time at each step.
fn by_right_clocks() -> impl Strategy<Value = (Setting, Vec<Step>)> {
    let step = (steps(), 1..3000_i64).prop_map(|(step, minutes)| Step {
        clock: Clock::On(minutes),
        ..of_two(step)
    });
    (settings(), vec(step, 4..20))
}

/// What an event replaced, clears or takes back of what was there.
fn replaces(event: &ConversationEvent, before: &View) -> bool {
    let shown = timed(before);
    match event.change() {
        ConversationChange::Saved { answers, .. } => answers
            .iter()
            .any(|saved| shown.contains_key(&format!("answer {}", saved.question))),
        ConversationChange::NotesWritten { side, .. } => {
            shown.contains_key(&format!("notes {side:?}"))
        }
        ConversationChange::MeetingUnticked => true,
        _ => false,
    }
}

#[test]
fn an_earlier_now_asks_about_that_moment() {
    let counts = Counts::default();
    check(150, by_right_clocks(), |(setting, steps)| {
        let mut world = World::new(&setting);
        let mut past = Vec::new();
        tell(&mut world, &steps, |_, _, _, now, after| {
            past.push((now, after.conversation.clone(), after.events.len()));
            Ok::<_, TestCaseError>(())
        })?;
        for (now, then, count) in &past {
            for who in [Who::Ana, Who::Ben] {
                let at_the_time = view(&world, then, who, *now).expect("a view");
                let asked_later = view(&world, &world.conversation, who, *now).expect("a view");
                // The log tells that moment exactly.
                let log = Conversation::replay(&world.events[..*count]).expect("a log");
                prop_assert_eq!(
                    &at_the_time,
                    &view(&world, &log, who, *now).expect("a view")
                );
                // The state keeps what was not replaced since, and tells nothing of what came.
                let later = &world.events[*count..];
                let others = Who::on(world.conversation.side(who.id()).expect("a side").other());
                let both = [who, others].map(|who| view(&world, then, who, *now).expect("a view"));
                let replaced = |event| both.iter().any(|view| replaces(event, view));
                if later.iter().any(replaced) {
                    let (then, now) = (timed(&at_the_time), timed(&asked_later));
                    prop_assert!(
                        now.iter()
                            .all(|(name, shown)| then.get(name) == Some(shown))
                    );
                    counts.note("replaced");
                } else {
                    prop_assert_eq!(&at_the_time, &asked_later);
                    counts.note(if later.is_empty() { "the last" } else { "kept" });
                }
            }
        }
        Ok(())
    });
    counts.at_least(200, &["kept", "replaced", "the last"]);
}

#[test]
fn no_shown_time_is_before_what_it_is_shown_with() {
    let counts = Counts::default();
    check(200, stories_of_two(20), |(setting, steps)| {
        let mut world = World::new(&setting);
        tell(&mut world, &steps, |_, _, _, now, after| {
            for (who, now) in [(Who::Ana, now), (Who::Ben, now), (Who::Ben, Instant::MAX)] {
                let conversation = &after.conversation;
                let Some(shown) = view(after, conversation, who, now) else {
                    continue;
                };
                for (name, (says, at)) in timed(&shown) {
                    prop_assert!(at <= now, "{name} is shown before its time");
                    // It is there from then on, and neither just before nor on record before.
                    let just_then = view(after, conversation, who, at).expect("a view");
                    let is = timed(&just_then).remove(&name);
                    prop_assert_eq!(is.as_ref(), Some(&(says.clone(), at)), "{}", name);
                    let just_before = view(after, conversation, who, shifted(at, -1));
                    let was = just_before.and_then(|view| timed(&view).remove(&name));
                    prop_assert_ne!(was.as_ref().map(|(says, _)| says), Some(&says), "{}", name);
                    let earlier = after.events.iter().take_while(|event| event.at() < at);
                    let log: Vec<_> = earlier.cloned().collect();
                    let known = Conversation::replay(&log).ok();
                    let known = known.and_then(|known| view(after, &known, who, Instant::MAX));
                    let was = known.and_then(|view| timed(&view).remove(&name));
                    prop_assert_ne!(was, Some((says, at)), "{}", name);
                    counts.note(name.split(' ').next().unwrap_or_default());
                }
            }
            Ok(())
        })
    });
    counts.at_least(30, &["answer", "notes", "goal", "met"]);
}

#[test]
fn what_somebody_edits_they_see() {
    let counts = Counts::default();
    check(200, stories(20), |(setting, steps)| {
        let mut world = World::new(&setting);
        tell(&mut world, &steps, |before, step, _, now, after| {
            for event in &after.events[before.events.len()..] {
                // By the stamp: a clock behind that of a take-over asks about a moment before it.
                let context = before.context(now.max(event.at()));
                let case = context.case(&before.conversation).expect("a case");
                let sight = case.sight(&before.relation(step.who)).expect("a sight");
                let ConversationChange::Saved { side, answers } = event.change() else {
                    continue;
                };
                prop_assert_eq!(sight.standing().side(), Some(*side));
                let view = sight.view(&[]).expect("a view");
                let part = view
                    .parts
                    .iter()
                    .find(|part| part.side == *side)
                    .expect("a part");
                for saved in answers {
                    prop_assert!(sight.answer(*side, saved.question).is_visible());
                    let shown = part.questions.iter().map(|shown| shown.question);
                    prop_assert!(shown.into_iter().any(|shown| shown == saved.question));
                    counts.note("edited");
                }
            }
            Ok(())
        })
    });
    counts.at_least(200, &["edited"]);
}
