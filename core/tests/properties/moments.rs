//! The same inputs give the same bytes, the log tells what was shown at a moment and `now` hides
//! nothing that has happened (TIM-7), and no shown time is before what it is shown with (VIS-16).

use std::collections::BTreeMap;

use crate::all::*;
use proptest::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::story::{Step, stories, stories_of_two, tell};
use crate::world::{Setting, Who, World, shifted};
use crate::{Counts, check};

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("what is shown has JSON")
}

fn view(world: &World, who: Who, now: Instant) -> Option<View> {
    let context = world.context(now);
    let case = context.case(&world.conversation).expect("a case");
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
        let decided = case.decide(&by, request.clone());
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

fn views(world: &World, now: Instant) -> Vec<Option<View>> {
    Who::ALL.map(|who| view(world, who, now)).into()
}

#[test]
fn the_log_tells_what_was_shown_at_a_moment() {
    let counts = Counts::default();
    check(150, stories(20), |(setting, steps)| {
        let mut world = World::new(&setting);
        let launched_at = world.conversation.launched_at();
        // The world at each stamp, after the last event that bears it, and what was shown then.
        let mut past = BTreeMap::new();
        past.insert(launched_at, (world.clone(), views(&world, launched_at)));
        tell(&mut world, &steps, |before, _, _, _, after| {
            for event in &after.events[before.events.len()..] {
                let shown = views(after, event.at());
                past.insert(event.at(), (after.clone(), shown));
            }
            Ok::<_, TestCaseError>(())
        })?;
        let until = |at| Conversation::replay_until(&world.events, at).expect("a log");
        prop_assert_eq!(until(shifted(launched_at, -1)), None);
        for (at, (then, shown)) in past {
            let told = World {
                conversation: until(at).expect("it existed then"),
                ..then
            };
            prop_assert_eq!(&views(&told, at), &shown);
            let is_last = told.conversation == world.conversation;
            counts.note(if is_last { "the last" } else { "earlier" });
            if views(&world, at) != shown {
                counts.note("shown otherwise since");
            }
        }
        Ok(())
    });
    counts.at_least(100, &["the last", "earlier", "shown otherwise since"]);
}

/// What a view has of what happened; `now` decides the rest.
fn happened(view: &View) -> Value {
    let mut json = serde_json::to_value(view).expect("JSON");
    let fields = json.as_object_mut().expect("an object");
    for decided in ["frame", "actions", "references"] {
        fields.remove(decided);
    }
    let parts = json["parts"].as_array_mut().expect("parts");
    let questions = parts.iter_mut().map(|part| &mut part["questions"]);
    for question in questions.flat_map(|list| list.as_array_mut().expect("questions")) {
        let fields = question.as_object_mut().expect("an object");
        fields.remove("editing");
    }
    json
}

#[test]
fn an_earlier_now_hides_nothing_that_has_happened() {
    let counts = Counts::default();
    check(150, stories(20), |(setting, steps)| {
        let mut world = World::new(&setting);
        tell(&mut world, &steps, |_, _, _, _, _| {
            Ok::<_, TestCaseError>(())
        })?;
        let mut nows = vec![Instant::MIN, Instant::MAX];
        nows.extend(world.events.iter().map(Event::at));
        for who in Who::ALL {
            let views: Vec<_> = nows.iter().map(|&now| view(&world, who, now)).collect();
            // That somebody is to take over ends with the cycle.
            let is_new = |view: &View| view.standing == Standing::NewManager;
            if views.iter().flatten().any(is_new) {
                continue;
            }
            let last = views[1].as_ref().map(happened);
            for view in &views {
                prop_assert_eq!(&view.as_ref().map(happened), &last, "{:?}", who);
            }
            let kinds = views[0].iter().flat_map(timed);
            let kinds = kinds.map(|(name, _)| name);
            kinds.for_each(|name| counts.note(name.split(' ').next().unwrap_or_default()));
        }
        Ok(())
    });
    counts.at_least(5, &["answer", "notes", "goal", "met"]);
}

/// The `now` of what led to an event.
fn moment(event: &ConversationEvent) -> Instant {
    let json = serde_json::to_value(event).expect("JSON");
    let moment = json.get("requested_at").unwrap_or(&json["at"]);
    moment
        .as_str()
        .expect("a text")
        .parse()
        .expect("an instant")
}

#[test]
fn no_shown_time_is_before_what_it_is_shown_with() {
    let counts = Counts::default();
    check(200, stories_of_two(20), |(setting, steps)| {
        let mut world = World::new(&setting);
        tell(&mut world, &steps, |_, _, _, now, after| {
            let (events, moments) = (&after.events, after.events.iter().map(moment));
            let moments: Vec<_> = moments.collect();
            for (who, now) in [(Who::Ana, now), (Who::Ben, now), (Who::Ben, Instant::MAX)] {
                for (name, says) in view(after, who, now).iter().flat_map(timed) {
                    let is_shown = |conversation: Conversation| {
                        let then = World {
                            conversation,
                            ..after.clone()
                        };
                        let shown = view(&then, who, now).map(|view| timed(&view));
                        shown.is_some_and(|shown| shown.get(&name) == Some(&says))
                    };
                    // It bears the time of an act. It is there once all is done that was done by
                    // then, each act by its own clock, and not before that act.
                    let first = moments.iter().position(|&moment| moment == says.1);
                    let first = first.expect("the time of an act");
                    let last = moments.iter().rposition(|&moment| moment <= says.1);
                    let last = last.expect("the time of an act");
                    let then = Conversation::replay_until(events, events[last].at());
                    prop_assert!(then.expect("a log").is_some_and(is_shown), "{}", name);
                    let before = Conversation::replay(&events[..first]);
                    prop_assert!(!before.is_ok_and(is_shown), "{}", name);
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
                let context = before.context(now);
                let case = context.case(&before.conversation).expect("a case");
                let sight = case.sight(&before.relation(step.who)).expect("a sight");
                let ConversationChange::Saved { part: own, answers } = event.change() else {
                    continue;
                };
                prop_assert_eq!(sight.standing().side().map(Respondent::from), Some(*own));
                let view = sight.view(&[]).expect("a view");
                let part = view
                    .parts
                    .iter()
                    .find(|part| part.part == *own)
                    .expect("a part");
                for saved in answers {
                    prop_assert!(sight.answer((*own, saved.question)).is_visible());
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
