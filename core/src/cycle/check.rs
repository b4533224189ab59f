//! What a schedule has to be like to stand: the order of its dates, and what it locks.

use std::collections::{BTreeMap, BTreeSet};

use super::participants::Participants;
use super::schedule::{AdminReview, LockDate, LockOn, Schedule};
use crate::log::holds;
use crate::refusal::Faults;
use crate::{Date, Instant, Level, Org, QuestionId, Reason, Refusal, Side, Template};

/// What a schedule is checked as.
#[derive(Clone, Copy)]
pub(super) enum Checked<'a> {
    /// That of a new cycle for these.
    New(&'a Participants),
    /// A change of this one: only dates that change have to lie ahead.
    After(&'a Schedule),
}

/// The schedule, its locks in order, or every fault of it and of whom it is for (CYC-15).
pub(super) fn check(
    organisation: &Org,
    template: &Template,
    checked: Checked<'_>,
    mut schedule: Schedule,
    now: Instant,
) -> Result<Schedule, Refusal> {
    let calendar = organisation.calendar(now);
    let (before, refused) = match checked {
        Checked::New(_) => (None, Reason::CycleRefused),
        Checked::After(before) => (Some(before), Reason::ChangeRefused),
    };
    let mut faults = Faults::default();
    let Ok(today) = Date::try_from(calendar.today()) else {
        faults.note("start", Reason::DateOutOfRange);
        return faults.finish(None, refused);
    };
    if let Checked::New(participants) = checked {
        faults.check("participants", participants.check());
    }
    in_order(&schedule, &mut faults);
    lockable(&schedule, before, template, &mut faults);
    reviewable(&schedule, before, template, &mut faults);
    let mut ahead = |place: &str, date: Date, unchanged: bool, passed: Reason| {
        if unchanged {
            return;
        }
        if !calendar.exists(date) {
            faults.note(place, Reason::DateDoesNotExist { date });
        }
        // Of a new cycle the start alone: nothing else may lie before it.
        if date < today && (place == "start" || before.is_some()) {
            faults.note(place, passed);
        }
    };
    let unchanged = |of: fn(&Schedule) -> Option<Date>, date| {
        before.is_some_and(|before| of(before) == Some(date))
    };
    let (start, end) = (schedule.start, schedule.end);
    let same = unchanged(|before| Some(before.start), start);
    ahead("start", start, same, Reason::StartInPast { start, today });
    let same = unchanged(|before| Some(before.end), end);
    ahead("end", end, same, Reason::EndInPast { end, today });
    if let Some(review) = schedule.review {
        let (submit, review) = (review.submit_by, review.review_by);
        let same = unchanged(
            |before| before.review.map(|review| review.submit_by),
            submit,
        );
        ahead(
            "review.submit_by",
            submit,
            same,
            Reason::SubmitInPast { submit, today },
        );
        let same = unchanged(
            |before| before.review.map(|review| review.review_by),
            review,
        );
        ahead(
            "review.review_by",
            review,
            same,
            Reason::ReviewInPast { review, today },
        );
    }
    let stood = locks(before);
    for (place, lock_date) in schedule.locks.iter().enumerate() {
        let (lock, same) = (lock_date.date, stood.contains(lock_date));
        let place = format!("locks[{place}]");
        ahead(&place, lock, same, Reason::LockInPast { lock, today });
    }
    match schedule.last_day() {
        None => faults.note("grace_days", Reason::DateOutOfRange),
        Some(last) => {
            let same = before.is_none_or(|before| before.last_day() == Some(last));
            if last < today && !same {
                faults.note("grace_days", Reason::GraceInPast { last, today });
            }
        }
    }
    schedule.locks.sort_by_key(|lock| lock.on);
    faults.finish(Some(schedule), refused)
}

fn locks(schedule: Option<&Schedule>) -> BTreeSet<&LockDate> {
    schedule
        .iter()
        .flat_map(|schedule| &schedule.locks)
        .collect()
}

/// Why no command gives a schedule, whatever its template and the day are; what reads a stored one, or a
/// log, asks (XCT-5).
pub(super) fn stands(schedule: &Schedule) -> Result<(), &'static str> {
    let mut met = BTreeSet::new();
    holds(schedule.ends_after_start(), "a cycle ends after its start")?;
    holds(
        schedule
            .review
            .is_none_or(|review| schedule.has_room_for(review)),
        "the deadlines of an admin review follow each other from the start on and before the end",
    )?;
    holds(
        schedule
            .locks
            .iter()
            .all(|lock| schedule.has_within(lock.date)),
        "a lock date is on or after the start, and before the end",
    )?;
    holds(
        schedule.locks.iter().all(|lock| met.insert(lock.on)),
        "a question or a list has one lock date",
    )?;
    holds(schedule.last_day().is_some(), "grace ends by 2099-12-31")
}

impl Schedule {
    /// CYC-1.
    fn ends_after_start(&self) -> bool {
        self.start < self.end
    }

    /// CYC-10.
    fn has_room_for(&self, review: AdminReview) -> bool {
        let (submit, review) = (review.submit_by, review.review_by);
        self.start <= submit && submit < review && review < self.end
    }

    /// CYC-8.
    fn has_within(&self, lock: Date) -> bool {
        self.start <= lock && lock < self.end
    }
}

/// The order of the dates (CYC-1, CYC-8, CYC-10).
fn in_order(schedule: &Schedule, faults: &mut Faults) {
    let Schedule { start, end, .. } = *schedule;
    if !schedule.ends_after_start() {
        faults.note("end", Reason::EndNotAfterStart { start, end });
    }
    if let Some(review) = schedule.review
        && !schedule.has_room_for(review)
    {
        let (submit, review) = (review.submit_by, review.review_by);
        let reason = Reason::ReviewOutOfOrder {
            start,
            submit,
            review,
            end,
        };
        faults.note("review", reason);
    }
    for (place, &LockDate { date: lock, .. }) in schedule.locks.iter().enumerate() {
        if !schedule.has_within(lock) {
            let reason = Reason::LockOutOfOrder { start, lock, end };
            faults.note(format_args!("locks[{place}]"), reason);
        }
    }
}

/// That each lock is on a list or on a question that can lock, once (CYC-8, CYC-9). A lock that stood
/// before does no harm where the template has dropped its question since.
fn lockable(
    schedule: &Schedule,
    before: Option<&Schedule>,
    template: &Template,
    faults: &mut Faults,
) {
    let stood = locks(before);
    let content = template.latest_content();
    let confidential: BTreeMap<QuestionId, bool> = Side::BOTH
        .into_iter()
        .flat_map(|side| content.map_or(&[][..], |content| content.questions(side)))
        .map(|question| (question.id(), question.is_confidential()))
        .collect();
    let mut met = BTreeSet::new();
    for (place, lock) in schedule.locks.iter().enumerate() {
        let fault = match lock.on {
            on if !met.insert(on) => Reason::LockRepeated,
            LockOn::List(_) => continue,
            LockOn::Question(_) if stood.contains(lock) => continue,
            LockOn::Question(question) => match confidential.get(&question) {
                None => Reason::LockUnknown { question },
                Some(true) => Reason::LockConfidential { question },
                Some(false) => continue,
            },
        };
        faults.note(format_args!("locks[{place}]"), fault);
    }
}

/// That administrators can read what they review, and that a template whose meetings are
/// confirmed before submitting has something to submit for (REV-7, MTG-4).
fn reviewable(
    schedule: &Schedule,
    before: Option<&Schedule>,
    template: &Template,
    faults: &mut Faults,
) {
    // Whatever the template has become since, other dates can be moved.
    if before.is_some_and(|before| before.review.is_some() == schedule.review.is_some()) {
        return;
    }
    let settings = template.latest_settings();
    match schedule.review {
        Some(_) if settings.administrators() == Level::NoAccess => {
            faults.note("review", Reason::ReviewUnread);
        }
        None if settings.confirms_before_submitting() => {
            faults.note("review", Reason::ReviewMissing);
        }
        _ => {}
    }
}
