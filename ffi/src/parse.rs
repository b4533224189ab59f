//! Ids, instants and dates from texts, and as texts.

use visavis::id::PersonId;
use visavis::uuid::Uuid;
use visavis::{Date, Instant};

use crate::error::vv_error;
use crate::fault::{vv_status, wrong};
use crate::guard::{guard, out};
use crate::text::{vv_buffer, vv_text};
use crate::value::{instant, vv_date, vv_id, vv_instant};

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
/// key in a namespace that the host chooses once. The same key gives the same id. It is for the host
/// alone: whoever knows the two can work out the id, which is no secret.
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
