//! Rosters: who is in a cycle.

use std::collections::BTreeMap;
use std::sync::Arc;

use visavis::Roster;

use crate::error::{vv_error, vv_status};
use crate::guard::{free, get, guard, out};
use crate::stored;
use crate::text::{vv_buffer, vv_text};
use crate::value::vv_id;

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
/// (XCT-4). 0 for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roster_revision(roster: *const vv_roster) -> u64 {
    guard!(else 0, { get(roster, "roster")?.0.revision() })
}

/// Whether a person has a conversation in this cycle (PAR-12); false for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roster_has(roster: *const vv_roster, person: vv_id) -> bool {
    guard!(else false, { get(roster, "roster")?.0.has(person.to()) })
}

/// Who waits for a conversation in this cycle (PAR-7): an object with the instant since which they have
/// been eligible under the id of each.
///
/// @param json receives the object, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roster_waiting(
    roster: *const vv_roster,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (roster, json) = (get(roster, "roster")?, out(json, "json")?);
        json.json(&roster.0.waiting().collect::<BTreeMap<_, _>>())?;
    })
}

/// Frees a roster; null is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roster_free(roster: *mut vv_roster) {
    guard!(else (), { free(roster) })
}
