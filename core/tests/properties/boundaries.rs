//! Every kind of boundary, a microsecond before it, at it and after it, on the day on which clocks
//! change.

use crate::all::*;
use chrono::{Days, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::story::{Fill, given};
use crate::world::{
    ASKED_OF_ANA, ASKED_OF_BEN, CYCLE, DAY, Setting, Who, World, at, id, plain, shifted,
};

/// Zones and the day on which their clocks change, or that begins when they do: forward over midnight
/// twice, back to before midnight, forward in the night, and back by half an hour.
pub(crate) const ZONES: [(&str, u32, u32); 5] = [
    ("America/Havana", 3, 8),
    ("Asia/Beirut", 3, 29),
    ("America/Santiago", 4, 5),
    ("Europe/Lisbon", 3, 29),
    ("Australia/Lord_Howe", 4, 5),
];

pub(crate) fn date(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a date")
}

/// The first instant of the day after a date, found by looking at the clock every five minutes.
pub(crate) fn after(zone: Tz, day: NaiveDate) -> Instant {
    let noon = Utc.from_utc_datetime(&day.and_hms_opt(0, 0, 0).expect("a time"));
    let minutes = (-24 * 60..48 * 60)
        .step_by(5)
        .map(|minute| noon + TimeDelta::minutes(minute));
    let begun = |at: &chrono::DateTime<Utc>| at.with_timezone(&zone).date_naive() > day;
    let first = minutes.into_iter().find(begun).expect("the next day");
    Instant::from_micros(first.timestamp_micros()).expect("an instant")
}

/// The dates of a cycle, of which one kind ends on the eve of the change.
#[derive(Clone, Copy)]
struct Dates {
    submit: NaiveDate,
    review: NaiveDate,
    question: NaiveDate,
    list: NaiveDate,
    end: NaiveDate,
    grace: u32,
}

impl Dates {
    /// One set of dates for each kind of boundary that can fall on a change.
    fn around(eve: NaiveDate) -> Vec<Self> {
        let (before, later) = (|days| eve - Days::new(days), |days| eve + Days::new(days));
        let usual = Self {
            submit: before(2),
            review: before(1),
            question: before(3),
            list: later(1),
            end: later(3),
            grace: 2,
        };
        vec![
            Self {
                submit: eve,
                review: later(1),
                ..usual
            },
            Self {
                review: eve,
                ..usual
            },
            Self {
                question: eve,
                ..usual
            },
            Self { list: eve, ..usual },
            Self {
                list: before(1),
                end: eve,
                ..usual
            },
            Self {
                list: before(3),
                end: before(1),
                review: before(2),
                submit: before(3),
                grace: 1,
                ..usual
            },
        ]
    }

    fn world(self, zone: &'static str) -> World {
        let setting = Setting {
            zone,
            direct_report: plain(true).direct_report.into_iter().take(2).collect(),
            ..plain(true)
        };
        let world = World::new(&setting);
        let admin = world.actor(Who::Ada);
        let local = |date: NaiveDate| Date::try_from(date).expect("a date");
        let draft = CycleDraft {
            id: id(CYCLE),
            template: world.template.id(),
            participants: Participants::Everyone,
            schedule: Schedule {
                start: Date::new(2026, 3, 2).expect("a date"),
                end: local(self.end),
                grace_days: self.grace,
                lock_on_share: false,
                review: Some(AdminReview {
                    submit_by: local(self.submit),
                    review_by: local(self.review),
                    of: Reviewed::Both,
                }),
                locks: vec![
                    LockDate {
                        on: LockOn::List(Side::Manager),
                        date: local(self.list),
                    },
                    LockDate {
                        on: LockOn::Question(id(ASKED_OF_ANA)),
                        date: local(self.question),
                    },
                ],
            },
        };
        let (organisation, template) = (&world.organisation, &world.template);
        let before = at("2026-01-06T09:00:00Z");
        let made = Cycle::set_up(organisation, template, &admin, draft, before);
        World {
            cycle: Some(made.expect("a cycle").state),
            ..world
        }
    }
}

/// What is open at an instant, by the dates alone.
fn expected(zone: Tz, dates: Dates, now: Instant) -> [bool; 6] {
    let until = |day| now < after(zone, day);
    let closes = dates.end + Days::new(dates.grace.into());
    [
        until(dates.submit),
        !until(dates.review) && until(closes),
        until(dates.question) && until(closes),
        until(dates.list) && until(closes),
        until(dates.end),
        until(closes),
    ]
}

/// What the engine says is open.
fn said(world: &World, now: Instant) -> [bool; 6] {
    let context = world.context(now);
    let case = context.case(&world.conversation).expect("a case");
    let [ana, ben] =
        [Who::Ana, Who::Ben].map(|who| case.sight(&world.relation(who)).expect("a sight"));
    let phase = case.phase();
    [
        ana.may(Action::Submit).is_ok(),
        ana.may(Action::Share).is_ok(),
        ana.may_edit(id(ASKED_OF_ANA)).is_ok(),
        ben.may_edit(id(ASKED_OF_BEN)).is_ok(),
        !matches!(phase, Phase::Grace | Phase::Closed),
        phase != Phase::Closed,
    ]
}

#[test]
fn every_boundary_is_to_the_microsecond_where_clocks_change() {
    let mut judged = 0;
    for (name, month, day) in ZONES {
        let zone: Tz = name.parse().expect("a zone");
        let change = date(month, day);
        let eve = change - Days::new(1);
        let both = after(zone, change).micros() - after(zone, eve - Days::new(1)).micros();
        assert_ne!(both, 2 * DAY, "{name}: clocks do not change there");
        for dates in Dates::around(eve) {
            let mut world = dates.world(name);
            // Both answer everything at once, so that nothing but time stands in the way.
            for who in [Who::Ana, Who::Ben] {
                let content = world.template.latest_content().expect("content");
                let side = world.conversation.side(who.id()).expect("a side");
                let answers = content.questions(side).iter().map(|question| AnswerDraft {
                    question: question.id(),
                    answer: given(question.kind(), Fill::Valid(1)),
                    seen: None,
                });
                let save = Command::Save(answers.collect());
                let done = world.execute(who, save, at("2026-03-02T16:00:00Z"));
                let _ = done.expect("saved");
            }
            let closes = dates.end + Days::new(dates.grace.into());
            for day in [
                dates.submit,
                dates.review,
                dates.question,
                dates.list,
                dates.end,
                closes,
            ] {
                let boundary = after(zone, day);
                for off in [-1, 0, 1] {
                    let now = shifted(boundary, off);
                    assert_eq!(
                        said(&world, now),
                        expected(zone, dates, now),
                        "{name}, {day}, {off}"
                    );
                    judged += 1;
                }
            }
        }
    }
    assert_eq!(judged, 5 * 6 * 6 * 3);
}
