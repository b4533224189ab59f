//! Ids, instants, dates and rules as C has them.

use std::ffi::c_char;

use visavis::chrono::{Datelike, NaiveDate};
use visavis::time::TimeError;
use visavis::uuid::Uuid;
use visavis::{Date, Instant, Rule};

use crate::fault::{Fault, wrong};

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

/// A truth: 1 for yes, 0 for no. Every other number that is handed in is an error of the kind
/// `argument`. It is no `bool` of C, so that it has the same size for every caller.
pub type vv_bool = i32;

pub(crate) fn truth(given: vv_bool, argument: &'static str) -> Result<bool, Fault> {
    match given {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(wrong(argument, "is neither 0 nor 1")),
    }
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

    pub(crate) fn naive(self) -> Result<NaiveDate, Fault> {
        let Self { year, month, day } = self;
        let date = NaiveDate::from_ymd_opt(year, month, day);
        date.ok_or_else(|| TimeError::NotADate(format!("{year:04}-{month:02}-{day:02}")).into())
    }
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

/// The value of a code that the caller gives.
pub(crate) fn coded<T: Copy>(
    all: &[T],
    code: fn(T) -> i32,
    given: i32,
    argument: &'static str,
) -> Result<T, Fault> {
    let found = all.iter().find(|&&value| code(value) == given);
    found
        .copied()
        .ok_or(wrong(argument, "is none of the codes"))
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
