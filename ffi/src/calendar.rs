//! Dates and hours in an organisation's time.

use visavis::calendar::Calendar;

use crate::error::vv_error;
use crate::fault::{Fault, vv_status};
use crate::guard::{get, guard, out};
use crate::org::vv_org;
use crate::text::vv_text;
use crate::value::{instant, or_none, vv_bool, vv_date, vv_instant};

unsafe fn calendar<'a>(org: *const vv_org, now: vv_instant) -> Result<Calendar<'a>, Fault> {
    // SAFETY: the caller's handle is alive during the call.
    let org: &'a vv_org = unsafe { get(org, "org") }?;
    Ok(org.0.calendar(instant(now)?))
}

/// The IANA name of the zone in force, such as `Europe/Lisbon` (TIM-1).
///
/// @param now microseconds since the Unix epoch; a later change of zone is unknown (TIM-6).
/// @param zone receives the name, which has no NUL at its end and lives until the organisation is freed.
/// Errors: `time`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_calendar_zone(
    org: *const vv_org,
    now: vv_instant,
    zone: *mut vv_text,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (org, zone) = (get(org, "org")?, out(zone, "zone")?);
        zone.put(vv_text::of(org.0.zone().as_of(instant(now)?).name()))
    })
}

/// The local date of now (TIM-1).
///
/// @param now microseconds since the Unix epoch.
/// @param date receives the date, which at the calendar's ends may be the one before or after.
/// Errors: `time`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_calendar_today(
    org: *const vv_org,
    now: vv_instant,
    date: *mut vv_date,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        out(date, "date")?.put(vv_date::of(calendar(org, now)?.today()))
    })
}

/// The local date of an instant (TIM-1), in the zone in force then, as far as it is known now (TIM-6).
///
/// @param now microseconds since the Unix epoch.
/// @param at the instant in question, in the same unit.
/// @param date receives the date, which at the calendar's ends may be the one before or after.
/// Errors: `time`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_calendar_local_date(
    org: *const vv_org,
    now: vv_instant,
    at: vv_instant,
    date: *mut vv_date,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (date, calendar) = (out(date, "date")?, calendar(org, now)?);
        date.put(vv_date::of(calendar.local_date(instant(at)?)));
    })
}

/// The first instant of a local day (TIM-3).
///
/// @param now microseconds since the Unix epoch; a later change of zone is unknown (TIM-6).
/// @param at receives the instant, in the same unit.
/// Errors: `time` where there is no such date, or one is out of range (TIM-9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_calendar_day_start(
    org: *const vv_org,
    now: vv_instant,
    date: vv_date,
    at: *mut vv_instant,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (at, calendar) = (out(at, "at")?, calendar(org, now)?);
        at.put(calendar.day_start(date.date()?).micros());
    })
}

/// The boundary of a deadline on a date: the first instant of the following local day, which is late
/// already (TIM-2).
///
/// @param now microseconds since the Unix epoch; a later change of zone is unknown (TIM-6).
/// @param at receives the instant, in the same unit.
/// Errors: `time` where there is no such date, or one is out of range (TIM-9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_calendar_deadline(
    org: *const vv_org,
    now: vv_instant,
    date: vv_date,
    at: *mut vv_instant,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (at, calendar) = (out(at, "at")?, calendar(org, now)?);
        at.put(calendar.deadline(date.date()?).micros());
    })
}

/// Five in the afternoon of a local day (TIM-5).
///
/// @param now microseconds since the Unix epoch; a later change of zone is unknown (TIM-6).
/// @param at receives the instant, in the same unit, or `VV_NO_INSTANT` where the zone skips the day.
/// Errors: `time` where there is no such date, or one is out of range (TIM-9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_calendar_five_pm(
    org: *const vv_org,
    now: vv_instant,
    date: vv_date,
    at: *mut vv_instant,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (at, calendar) = (out(at, "at")?, calendar(org, now)?);
        at.put(or_none(calendar.five_pm(date.date()?)));
    })
}

/// Whether a date exists in the zone in force: some zones have skipped one (TIM-3).
///
/// @param now microseconds since the Unix epoch.
/// @param exists receives 1 if it does, otherwise 0.
/// Errors: `time` where there is no such date, or one is out of range (TIM-9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_calendar_exists(
    org: *const vv_org,
    now: vv_instant,
    date: vv_date,
    exists: *mut vv_bool,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (exists, calendar) = (out(exists, "exists")?, calendar(org, now)?);
        exists.put(calendar.exists(date.date()?).into());
    })
}

/// The next full local hour, strictly after an instant (TIM-4).
///
/// @param now microseconds since the Unix epoch; a later change of zone is unknown (TIM-6).
/// @param after the instant in question, in the same unit.
/// @param at receives the full hour, in the same unit.
/// Errors: `time`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_calendar_top_of_hour(
    org: *const vv_org,
    now: vv_instant,
    after: vv_instant,
    at: *mut vv_instant,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (at, calendar) = (out(at, "at")?, calendar(org, now)?);
        at.put(calendar.top_of_hour(instant(after)?).micros());
    })
}
