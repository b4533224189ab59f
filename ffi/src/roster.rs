//! Rosters: who is in a cycle.

use std::sync::Arc;

use visavis::Roster;

use crate::error::vv_error;
use crate::fault::vv_status;
use crate::guard::{free, get, guard, out};
use crate::stored;
use crate::text::{vv_buffer, vv_text};
use crate::value::{vv_bool, vv_id, vv_instant};

/// Who is in a cycle, and since when (PAR-13). A roll-out makes a new one, so threads may share it.
/// Freed with `vv_roster_free`.
pub struct vv_roster(pub(crate) Arc<Roster>);

/// Reads a roster from versioned JSON.
///
/// @param roster receives the roster, for the caller to free.
/// Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roster_from_json(
    json: vv_text,
    roster: *mut *mut vv_roster,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, { stored::read(json, roster, "roster", vv_roster)? })
}

/// The roster that a whole log of events makes (XCT-5).
///
/// @param events `count` events as versioned JSON, in their order.
/// @param roster receives the roster, for the caller to free.
/// Errors: `log` where the log is empty, has a gap, a foreign event or an impossible order; `json`,
/// `utf8`, `kind` or `version` where an event cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roster_replay(
    events: *const vv_text,
    count: usize,
    roster: *mut *mut vv_roster,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        stored::replay(events, count, roster, "roster", Roster::replay, vv_roster)?
    })
}

/// The roster as it stood at an instant: what the events stamped up to it make, with those stamped at it
/// (TIM-7). The rest of the log is checked all the same.
///
/// @param events `count` events as versioned JSON, in their order: the whole log.
/// @param at microseconds since the Unix epoch.
/// @param roster receives the roster, for the caller to free; null if it did not exist yet.
/// Errors: as `vv_roster_replay`; `time`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roster_replay_until(
    events: *const vv_text,
    count: usize,
    at: vv_instant,
    roster: *mut *mut vv_roster,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        stored::replay_until(
            events,
            count,
            at,
            roster,
            "roster",
            Roster::replay_until,
            vv_roster,
        )?
    })
}

/// Writes a roster as versioned JSON.
///
/// @param json receives the JSON, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roster_to_json(
    roster: *const vv_roster,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (roster, json) = (get(roster, "roster")?, out(json, "json")?);
        json.document(&*roster.0)?;
    })
}

/// The id of the cycle whose roster this is; all zeros for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roster_cycle(roster: *const vv_roster) -> vv_id {
    guard!(else vv_id::NIL, { vv_id::of(get(roster, "roster")?.0.cycle()) })
}

/// The revision of a roster, for compare-and-swap: 1 after the first event and one more with each
/// (XCT-4). It is for the host alone: no viewer sees it. 0 for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roster_revision(roster: *const vv_roster) -> u64 {
    guard!(else 0, { get(roster, "roster")?.0.revision() })
}

/// 1 if a person has a conversation in this cycle, otherwise 0 (PAR-12); 0 for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roster_has(roster: *const vv_roster, person: vv_id) -> vv_bool {
    guard!(else 0, { get(roster, "roster")?.0.has(person.to()).into() })
}

/// Frees a roster; null is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roster_free(roster: *mut vv_roster) {
    guard!(else (), { free(roster) })
}
