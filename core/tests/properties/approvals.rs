//! Approved requests to edit, a microsecond before they run out, at it and after it, and locks
//! within them, on the day on which clocks change (REQ-4, REQ-6).

use crate::all::*;
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

use crate::boundaries::{ZONES, after, date};
use crate::story::{Fill, given};
use crate::world::{ASKED_OF_ANA, CYCLE, Setting, Who, World, at, id, plain, shifted};

/// What closes in a case: the approval, a lock on the whole list within it, or on a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closes {
    Approval,
    List,
    Question,
}

/// A cycle in which the first question of Ana's has locked before she asks.
fn world(zone: &'static str, eve: NaiveDate, closes: Closes) -> World {
    let local = |date: NaiveDate| Date::try_from(date).expect("a date");
    let setting = Setting {
        zone,
        start: "2026-02-09",
        launched_at: "2026-02-09T15:00:00Z",
        direct_report: plain(true).direct_report.into_iter().take(2).collect(),
        ..plain(true)
    };
    let world = World::new(&setting);
    let lock = |on, date| LockDate {
        on,
        date: local(date),
    };
    let first = LockOn::Question(id(ASKED_OF_ANA));
    let second = LockOn::Question(id(ASKED_OF_ANA + 1));
    let (locks, end) = match closes {
        Closes::Approval => (vec![lock(first, eve - Days::new(12))], eve - Days::new(9)),
        Closes::List => (
            vec![
                lock(first, eve - Days::new(5)),
                lock(LockOn::List(Side::DirectReport), eve),
            ],
            eve + Days::new(10),
        ),
        Closes::Question => (
            vec![lock(first, eve - Days::new(5)), lock(second, eve)],
            eve + Days::new(10),
        ),
    };
    let draft = CycleDraft {
        id: id(CYCLE),
        template: world.template.id(),
        participants: Participants::Everyone,
        schedule: Schedule {
            start: setting.start.parse().expect("a date"),
            end: local(end),
            grace_days: 0,
            lock_on_share: false,
            review: None,
            locks,
        },
    };
    let (organisation, template) = (&world.organisation, &world.template);
    let admin = world.actor(Who::Ada);
    let before = at("2026-01-06T09:00:00Z");
    let made = Cycle::set_up(organisation, template, &admin, draft, before);
    World {
        cycle: Some(made.expect("a cycle").state),
        ..world
    }
}

fn noon(date: NaiveDate) -> Instant {
    at(&format!("{date}T12:00:00Z"))
}

/// What is open to Ana, until when, and what has closed it since when: the first question, the
/// second, sharing and the meeting.
fn said(world: &World, now: Instant) -> [Result<Instant, (&'static str, Option<Instant>)>; 4] {
    let context = world.context(now);
    let case = context.case(&world.conversation).expect("a case");
    let ana = case.sight(&world.relation(Who::Ana)).expect("a sight");
    [
        ana.may_edit(id(ASKED_OF_ANA)),
        ana.may_edit(id(ASKED_OF_ANA + 1)),
        ana.may(Action::Share),
        ana.may(Action::UntickMeeting),
    ]
    .map(|may| match may {
        Ok(open) => Ok(open.until),
        Err(closed) => Err((closed.code(), closed.since())),
    })
}

#[test]
fn approvals_run_out_to_the_microsecond_where_clocks_change() {
    let mut judged = 0;
    for (name, month, day) in ZONES {
        let zone: Tz = name.parse().expect("a zone");
        let eve = date(month, day) - Days::new(1);
        for closes in [Closes::Approval, Closes::List, Closes::Question] {
            let mut world = world(name, eve, closes);
            let content = world.template.latest_content().expect("content");
            let questions = content.questions(Side::DirectReport).iter();
            let answers = questions.map(|question| AnswerDraft {
                question: question.id(),
                answer: given(question.kind(), Fill::Valid(1)),
                seen: None,
            });
            let save = Command::Save(answers.collect());
            let approved = match closes {
                Closes::Approval => eve - Days::new(7),
                Closes::List | Closes::Question => eve - Days::new(2),
            };
            for (who, command, now) in [
                (Who::Ana, save, at("2026-02-10T12:00:00Z")),
                (
                    Who::Ana,
                    Command::RequestEdit,
                    noon(approved - Days::new(1)),
                ),
                (
                    Who::Hal,
                    Command::AllowEdit(Side::DirectReport),
                    noon(approved),
                ),
            ] {
                let done = world.execute(who, command, now);
                assert_eq!(done.expect("done").events.len(), 1, "{name} {closes:?}");
            }
            let (boundary, runs_out) = (after(zone, eve), after(zone, approved + Days::new(7)));
            let ends = after(zone, eve + Days::new(10));
            for off in [-1, 0, 1] {
                let now = shifted(boundary, off);
                let until = |boundary: Instant, code| match now < boundary {
                    true => Ok(boundary),
                    false => Err((code, Some(boundary))),
                };
                let expected = match closes {
                    Closes::Approval => [until(runs_out, "approval-ended"); 4],
                    Closes::List => [
                        until(boundary, "locked-by-date"),
                        until(boundary, "locked-by-date"),
                        Ok(ends),
                        Ok(ends),
                    ],
                    Closes::Question => [
                        Ok(runs_out),
                        until(boundary, "locked-by-date"),
                        Ok(ends),
                        Ok(ends),
                    ],
                };
                assert_eq!(said(&world, now), expected, "{name} {closes:?} {off}");
                judged += 1;
            }
        }
    }
    assert_eq!(judged, 5 * 3 * 3);
}
