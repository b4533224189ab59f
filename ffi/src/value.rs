//! Ids, instants, dates and rules as C has them.

use std::ffi::c_char;

use visavis::chrono::{Datelike, NaiveDate};
use visavis::uuid::Uuid;
use visavis::{Date, Instant, PersonId, Rule, TimeError};

use crate::error::{vv_error, vv_status};
use crate::guard::{Fault, guard, out, wrong};
use crate::text::{vv_buffer, vv_text};

/// An id: the 16 bytes of a UUID, in the order in which its text has them.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct vv_id {
    /// The bytes.
    pub bytes: [u8; 16],
}

impl vv_id {
    pub(crate) const NIL: Self = Self { bytes: [0; 16] };

    pub(crate) fn to<T: From<Uuid>>(self) -> T {
        Uuid::from_bytes(self.bytes).into()
    }

    pub(crate) fn of(id: impl Into<Uuid>) -> Self {
        Self {
            bytes: id.into().into_bytes(),
        }
    }
}

/// Reads an id from the text of a UUID, such as `7f3b9a52-60a9-4d3c-8a83-0f2e8d1f9c01`.
///
/// @param id receives the id.
/// Errors: `argument` where it is no UUID; `utf8`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_id_parse(
    text: vv_text,
    id: *mut vv_id,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (id, text) = (out(id, "id")?, text.text("text")?);
        let read = text.parse::<Uuid>();
        id.put(vv_id::of(read.map_err(|_| wrong("text", "is no UUID"))?));
    })
}

/// Writes an id as the text of a UUID, of 36 characters.
///
/// @param text receives the text, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_id_format(
    id: vv_id,
    text: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        out(text, "text")?.text(id.to::<Uuid>().to_string())
    })
}

/// The id that stands for a key of the host's, for hosts whose own keys are no UUIDs: version 5 of the
/// key in a namespace that the host chooses once. The same key gives the same id.
///
/// @param id receives the id.
/// Errors: `utf8`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_id_from_key(
    space: vv_id,
    key: vv_text,
    id: *mut vv_id,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (id, key) = (out(id, "id")?, key.text("key")?);
        // Every type of id derives it alike.
        id.put(vv_id::of(PersonId::from_key(space.to(), key)));
    })
}

/// An instant: microseconds since 1970-01-01T00:00:00Z, from 1969-12-30T00:00:00Z to
/// 2100-01-03T00:00:00Z. The engine reads no clock: what is now is an argument (TIM-7).
pub type vv_instant = i64;
/// Stands where there is no instant.
pub const VV_NO_INSTANT: vv_instant = i64::MIN;
/// The last instant that there is: what holds until then is ended by nothing.
pub const VV_LAST_INSTANT: vv_instant = 4_102_617_600_000_000;

pub(crate) fn instant(micros: vv_instant) -> Result<Instant, Fault> {
    Instant::from_micros(micros)
        .ok_or_else(|| TimeError::InstantOutOfRange(format!("{micros} microseconds")).into())
}

pub(crate) fn or_none(instant: Option<Instant>) -> vv_instant {
    instant.map_or(VV_NO_INSTANT, Instant::micros)
}

/// Reads an instant from RFC 3339 with an offset, such as `2026-03-31T09:00:00Z`.
///
/// @param instant receives the instant, in microseconds since the Unix epoch.
/// Errors: `time` where it is none, or none in range (TIM-9); `utf8`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_instant_parse(
    text: vv_text,
    instant: *mut vv_instant,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let instant = out(instant, "instant")?;
        instant.put(text.text("text")?.parse::<Instant>()?.micros());
    })
}

/// Writes an instant as RFC 3339 in UTC, as JSON has it.
///
/// @param at microseconds since the Unix epoch.
/// @param text receives the text, for the caller to free.
/// Errors: `time` where it is out of range (TIM-9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_instant_format(
    at: vv_instant,
    text: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, { out(text, "text")?.text(instant(at)?.to_string()) })
}

/// A calendar date in the organisation's time (TIM-1). Those handed in run from 1970-01-01 to
/// 2099-12-31 (TIM-9).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct vv_date {
    /// The year.
    pub year: i32,
    /// The month, from 1 to 12.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
}

impl vv_date {
    pub(crate) fn of(date: NaiveDate) -> Self {
        Self {
            year: date.year(),
            month: date.month(),
            day: date.day(),
        }
    }

    pub(crate) fn date(self) -> Result<Date, Fault> {
        Ok(self.naive()?.try_into()?)
    }

    fn naive(self) -> Result<NaiveDate, Fault> {
        let Self { year, month, day } = self;
        let date = NaiveDate::from_ymd_opt(year, month, day);
        date.ok_or_else(|| TimeError::NotADate(format!("{year:04}-{month:02}-{day:02}")).into())
    }
}

/// Reads a date from a text such as `2026-03-31`.
///
/// @param date receives the date.
/// Errors: `time` where there is no such date, or it is out of range (TIM-9); `utf8`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_date_parse(
    text: vv_text,
    date: *mut vv_date,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (date, text) = (out(date, "date")?, text.text("text")?);
        date.put(vv_date::of(text.parse::<Date>()?.into()));
    })
}

/// Writes a date as a text such as `2026-03-31`.
///
/// @param text receives the text, for the caller to free.
/// Errors: `time` where there is no such date.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_date_format(
    date: vv_date,
    text: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        out(text, "text")?.text(date.naive()?.to_string())
    })
}

/// The id of a rule, such as `ANS-3`, which `vv_rules` explains (VIS-15).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct vv_rule {
    /// The id, with NULs after it to the end.
    pub id: [c_char; 8],
}

impl vv_rule {
    pub(crate) fn of(rule: Rule) -> Self {
        let mut id = [0; 8];
        // One place is left, so that the text ends with a NUL.
        for (place, &byte) in id.iter_mut().take(7).zip(rule.id().as_bytes()) {
            *place = byte.cast_signed() as c_char;
        }
        Self { id }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_instant_is_that_of_the_engine() {
        assert_eq!(VV_LAST_INSTANT, Instant::MAX.micros());
    }

    #[test]
    fn every_rule_id_leaves_room_for_its_nul() {
        for rule in Rule::ALL {
            assert!(rule.id().len() < 8, "{rule}");
        }
    }
}
