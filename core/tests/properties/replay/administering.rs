//! Templates, cycles and rosters: what administrators do, and what showings of the directory do.

use crate::all::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::{name, replays};
use crate::world::{
    ASKED_OF_ANA, ASKED_OF_BEN, CYCLE, DAY, Setting, Who, World, at, directory, id, people,
    settings, shifted,
};
use crate::{Counts, check};

/// What an administrator, or somebody who is none, does to a template.
#[derive(Clone, Debug)]
enum Administering {
    Settings(SettingsDraft),
    Content(Box<Setting>),
    Clone(u128, u128),
    Deploy(bool),
    Destroy(u64),
}

fn administering() -> impl Strategy<Value = Administering> {
    let name = option::of(prop::sample::select(vec!["Review", "Gespräch", "", "面谈"]));
    let level = || prop::sample::select(Level::ALL.to_vec());
    let draft = (
        name,
        option::of(level()),
        option::of(level()),
        any::<Option<bool>>(),
    );
    prop_oneof![
        4 => draft.prop_map(|(name, administrators, skip_levels, goals)| {
            Administering::Settings(SettingsDraft {
                name: name.map(Into::into),
                administrators,
                skip_levels,
                goals,
                ..SettingsDraft::default()
            })
        }),
        2 => settings().prop_map(|setting| Administering::Content(setting.into())),
        2 => (0x1000..0x1003_u128, 0x3000..0x3009_u128)
            .prop_map(|(question, copy)| Administering::Clone(question, copy)),
        4 => any::<bool>().prop_map(Administering::Deploy),
        2 => (0..2_u64).prop_map(Administering::Destroy),
    ]
}

/// Who does it, under which command id, and how many minutes on or back.
fn acts() -> impl Strategy<Value = (bool, Option<u8>, i64)> {
    let on = prop_oneof![3 => 0..3000_i64, 1 => -3000..0_i64];
    (
        prop::bool::weighted(0.9),
        option::weighted(0.3, 0..4_u8),
        on,
    )
}

fn request<C>(id: Option<u8>, command: C) -> Request<C> {
    Request {
        id: id.map(|n| crate::world::id(0x6000 + u128::from(n))),
        command,
    }
}

#[test]
fn templates_replay_exactly() {
    let counts = Counts::default();
    let rows = any::<bool>();
    let steps = vec((administering(), acts(), rows), 4..16);
    check(400, (settings(), steps), |(setting, steps)| {
        let organisation = setting.organisation();
        let directory = directory(people());
        let world = World::new(&setting);
        let row = {
            let context = world.context(world.conversation.launched_at());
            context.case(&world.conversation).unwrap().index_row()
        };
        let cycles: Vec<_> = world.cycle.iter().collect();
        let admin = directory.actor(Who::Ada.id());
        let mut now = at("2026-01-05T09:00:00Z");
        let made = Template::create(&organisation, &admin, setting.template(), now).unwrap();
        let (mut events, mut states) = (made.events, vec![made.state]);
        for (what, (is_admin, id, minutes), in_progress) in steps {
            now = shifted(now, minutes * 60_000_000);
            let by = if is_admin {
                admin
            } else {
                directory.actor(Who::Ben.id())
            };
            let command = match what {
                Administering::Settings(draft) => TemplateCommand::ChangeSettings(draft),
                Administering::Content(setting) => TemplateCommand::EditContent(setting.content()),
                Administering::Clone(question, copy) => TemplateCommand::CloneQuestion {
                    question: crate::world::id(question),
                    copy: crate::world::id(copy),
                },
                Administering::Deploy(true) => TemplateCommand::Deploy,
                Administering::Deploy(false) => TemplateCommand::Undeploy,
                Administering::Destroy(conversations) => {
                    TemplateCommand::UndeployAndDestroy { conversations }
                }
            };
            let request = request(id, command);
            let row = IndexRow {
                launched_at: shifted(now, -DAY),
                closes_at: shifted(now, DAY),
                ..row
            };
            let rows = if in_progress { &[row][..] } else { &[] };
            let before = states.last().unwrap();
            let json = to_json(before).unwrap();
            let evidence = TemplateEvidence {
                rows,
                cycles: &cycles,
            };
            let execute = || before.execute(&organisation, &evidence, &by, request.clone(), now);
            let outcome = execute();
            prop_assert_eq!(&outcome, &execute());
            prop_assert_eq!(to_json(before).unwrap(), json);
            match outcome {
                Ok(outcome) => {
                    let count = before.revision() + outcome.events.len() as u64;
                    prop_assert_eq!(outcome.state.revision(), count);
                    let fits = |template| {
                        cycles
                            .iter()
                            .all(|of| fits(&organisation, template, of, now))
                    };
                    prop_assert!(!fits(before) || fits(&outcome.state));
                    for event in outcome.events {
                        counts.note(name(event.change()));
                        events.push(event);
                        states.push(outcome.state.clone());
                    }
                }
                Err(Error::Refused(refusal)) => {
                    counts.note(refusal.code());
                    for fault in refusal.faults() {
                        counts.note(fault.code());
                    }
                }
                Err(error) => prop_assert!(false, "{error}"),
            }
        }
        replays(&events, &states, (Template::replay, Template::replay_until))
    });
    let kinds = [
        "settings_changed",
        "content_edited",
        "deployed",
        "undeployed",
    ];
    counts.at_least(10, &kinds);
    let codes = [
        "not-super-admin",
        "template-refused",
        "level-lowered",
        "content-in-progress",
        "destroyed-miscounted",
        "question-locked",
        "reviewed-unread",
    ];
    counts.at_least(1, &codes);
}

/// Whether a template is as a cycle needs it at an instant: the questions with lock dates are there
/// and can lock, administrators can read what they review.
fn fits(organisation: &Org, template: &Template, cycle: &Cycle, now: Instant) -> bool {
    let context = Context::new(organisation, template, Some(cycle), now).unwrap();
    let times = context.cycle_times().unwrap();
    let content = template.latest_content().unwrap();
    let locks = |question| {
        let found = |side| content.question(side, question);
        let found = Side::BOTH.into_iter().find_map(found);
        found.is_some_and(|question| !question.is_confidential())
    };
    let locked = times.locks.iter().all(|lock| match lock.on {
        LockOn::List(_) => true,
        LockOn::Question(question) => locks(question),
    });
    let read = template.settings(Instant::MAX).administrators() > Level::NoAccess;
    match times.phase(now) {
        Phase::Closed => true,
        Phase::Scheduled => locked && (read || times.review.is_none()),
        _ => read || times.review.is_none(),
    }
}

/// Dates from the start of the cycle on.
fn dates(days: u32) -> impl Strategy<Value = Date> {
    (0..days).prop_map(|days| Date::new(2026, 3, 2).unwrap().add_days(days).unwrap())
}

fn lockable() -> impl Strategy<Value = LockOn> {
    prop_oneof![
        prop::sample::select(Side::BOTH.to_vec()).prop_map(LockOn::List),
        prop::sample::select(vec![ASKED_OF_ANA, ASKED_OF_BEN, 0xdead])
            .prop_map(|n| LockOn::Question(id(n))),
    ]
}

#[test]
fn cycles_replay_exactly() {
    let counts = Counts::default();
    let command = prop_oneof![
        (0..80_u32).prop_map(|days| {
            let start = Date::new(2026, 2, 1).unwrap().add_days(days).unwrap();
            CycleCommand::MoveStart(start)
        }),
        any::<bool>().prop_map(CycleCommand::LockOnShare),
        dates(60).prop_map(CycleCommand::MoveEnd),
        (dates(60), dates(60)).prop_map(|(start, end)| CycleCommand::MoveDates { start, end }),
        (0..20_u32).prop_map(CycleCommand::ChangeGrace),
        (lockable(), dates(40)).prop_map(|(on, date)| CycleCommand::Lock(LockDate { on, date })),
        lockable().prop_map(CycleCommand::Unlock),
        option::of((dates(30), 0..10_u32)).prop_map(|dates| {
            CycleCommand::SetReview(dates.map(|(submit_by, days)| AdminReview {
                submit_by,
                review_by: submit_by.add_days(days).unwrap(),
                of: Reviewed::Both,
            }))
        }),
        dates(30).prop_map(CycleCommand::MoveSubmit),
        dates(30).prop_map(CycleCommand::MoveReview),
    ];
    let steps = vec((command, acts()), 4..16);
    check(150, (settings(), steps), |(mut setting, steps)| {
        setting.scheduled = true;
        let world = World::new(&setting);
        let admin = world.actor(Who::Ada);
        let draft = CycleDraft {
            id: id(CYCLE),
            template: world.template.id(),
            participants: Participants::Everyone,
            schedule: world.cycle.as_ref().unwrap().schedule(Instant::MAX).clone(),
        };
        let mut now = at("2026-01-06T09:00:00Z");
        let (organisation, template) = (&world.organisation, &world.template);
        let made = Cycle::set_up(organisation, template, &admin, draft, now).unwrap();
        let (mut events, mut states) = (made.events, vec![made.state]);
        for (command, (is_admin, id, minutes)) in steps {
            now = shifted(now, minutes * 10 * 60_000_000);
            let by = if is_admin {
                admin
            } else {
                world.actor(Who::Eve)
            };
            let request = request(id, command);
            let before = states.last().unwrap();
            let evidence = CycleEvidence {
                template,
                roster: None,
                directory: None,
            };
            match before.execute(organisation, &evidence, &by, request, now) {
                Ok(outcome) => {
                    for event in outcome.events {
                        counts.note(name(event.change()));
                        events.push(event);
                        states.push(outcome.state.clone());
                    }
                }
                Err(Error::Refused(refusal)) => counts.note(refusal.code()),
                Err(error) => prop_assert!(false, "{error}"),
            }
            prop_assert_eq!(states.last().unwrap().revision(), events.len() as u64);
        }
        replays(&events, &states, (Cycle::replay, Cycle::replay_until))
    });
    counts.at_least(100, &["rescheduled"]);
    let codes = [
        "change-refused",
        "already-launched",
        "lock-only-extended",
        "review-settled",
        "not-super-admin",
    ];
    counts.at_least(3, &codes);
}

#[test]
fn rosters_replay_exactly_and_nobody_has_two_conversations() {
    let counts = Counts::default();
    let showing = (any::<[bool; 6]>(), any::<[bool; 6]>(), -100..300_i64);
    let steps = vec(showing, 1..16);
    check(150, (settings(), steps), |(mut setting, steps)| {
        setting.scheduled = true;
        let world = World::new(&setting);
        let (mut events, mut states) = (Vec::<RosterEvent>::new(), Vec::<Roster>::new());
        let mut launched = Vec::new();
        let mut now = shifted(world.conversation.launched_at(), -DAY);
        for (active, managed, minutes) in steps {
            now = shifted(now, minutes * 60_000_000);
            let mut people = people();
            for (person, (active, managed)) in people.iter_mut().zip(active.iter().zip(managed)) {
                person.active = *active;
                person.manager = person.manager.filter(|_| managed);
            }
            let directory = directory(people);
            let rolled = world.context(now).roll_out(states.last(), &directory);
            match rolled {
                Ok(rolled) => {
                    let again = world
                        .context(now)
                        .roll_out(states.last(), &directory)
                        .unwrap();
                    prop_assert_eq!(&again, &rolled);
                    launched.extend(rolled.launched.iter().map(|new| new.row.conversation));
                    let Some(shown) = rolled.roster else {
                        prop_assert!(events.is_empty() && rolled.launched.is_empty());
                        counts.note("before the launch");
                        continue;
                    };
                    for event in shown.events {
                        let RosterChange::RolledOut {
                            seen,
                            lost,
                            launched,
                        } = event.change()
                        else {
                            panic!("another change");
                        };
                        prop_assert_eq!(launched.len(), rolled.launched.len());
                        for (name, list) in [("seen", seen), ("lost", lost), ("taken in", launched)]
                        {
                            list.iter().for_each(|_| counts.note(name));
                        }
                        events.push(event);
                        states.push(Roster::replay(&events).unwrap());
                    }
                    let roster = states.last().unwrap();
                    prop_assert_eq!(roster.revision(), events.len() as u64);
                    let after = world
                        .context(now)
                        .roll_out(Some(roster), &directory)
                        .unwrap();
                    prop_assert!(after.roster.unwrap().events.is_empty());
                    prop_assert!(after.launched.is_empty());
                }
                Err(Error::Refused(refusal)) => counts.note(refusal.code()),
                Err(error) => prop_assert!(false, "{error}"),
            }
        }
        let count = launched.len();
        launched.sort_unstable();
        launched.dedup();
        prop_assert_eq!(launched.len(), count);
        if events.is_empty() {
            return Ok(());
        }
        replays(&events, &states, (Roster::replay, Roster::replay_until))
    });
    counts.at_least(20, &["seen", "lost", "taken in", "before the launch"]);
}
