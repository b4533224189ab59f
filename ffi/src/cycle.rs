//! Cycles.

use std::sync::Arc;

use visavis::{Cycle, CycleCommand, CycleEvidence, Request};

use crate::error::vv_error;
use crate::events::vv_events;
use crate::fault::vv_status;
use crate::guard::{free, get, given, guard, out};
use crate::org::{vv_directory, vv_org};
use crate::relation::vv_actor;
use crate::roster::vv_roster;
use crate::stored;
use crate::template::vv_template;
use crate::text::{vv_buffer, vv_text};
use crate::value::{instant, vv_id, vv_instant};

/// A cycle of a scheduled template: its dates and locks (CYC-1). A change makes a new one, so threads
/// may share it. Freed with `vv_cycle_free`.
pub struct vv_cycle(pub(crate) Arc<Cycle>);

/// Reads a cycle from versioned JSON.
///
/// @param cycle receives the cycle, for the caller to free.
/// Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_cycle_from_json(
    json: vv_text,
    cycle: *mut *mut vv_cycle,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, { stored::read(json, cycle, "cycle", vv_cycle)? })
}

/// The cycle that a whole log of events makes (XCT-5).
///
/// @param events `count` events as versioned JSON, in their order.
/// @param cycle receives the cycle, for the caller to free.
/// Errors: `log` where the log is empty, has a gap, a foreign event or an impossible order; `json`,
/// `utf8`, `kind` or `version` where an event cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_cycle_replay(
    events: *const vv_text,
    count: usize,
    cycle: *mut *mut vv_cycle,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        stored::replay(events, count, cycle, "cycle", Cycle::replay, vv_cycle)?
    })
}

/// The cycle as it stood at an instant: what the events stamped up to it make, with those stamped at it
/// (TIM-7). The rest of the log is checked all the same.
///
/// @param events `count` events as versioned JSON, in their order: the whole log.
/// @param at microseconds since the Unix epoch.
/// @param cycle receives the cycle, for the caller to free; null if it did not exist yet.
/// Errors: as `vv_cycle_replay`; `time`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_cycle_replay_until(
    events: *const vv_text,
    count: usize,
    at: vv_instant,
    cycle: *mut *mut vv_cycle,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        stored::replay_until(
            events,
            count,
            at,
            cycle,
            "cycle",
            Cycle::replay_until,
            vv_cycle,
        )?
    })
}

/// Writes a cycle as versioned JSON.
///
/// @param json receives the JSON, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_cycle_to_json(
    cycle: *const vv_cycle,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (cycle, json) = (get(cycle, "cycle")?, out(json, "json")?);
        json.document(&*cycle.0)?;
    })
}

/// The id of a cycle; all zeros for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_cycle_id(cycle: *const vv_cycle) -> vv_id {
    guard!(else vv_id::NIL, { vv_id::of(get(cycle, "cycle")?.0.id()) })
}

/// The revision of a cycle, for compare-and-swap: 1 after the first event and one more with each
/// (XCT-4). It is for the host alone: no viewer sees it. 0 for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_cycle_revision(cycle: *const vv_cycle) -> u64 {
    guard!(else 0, { get(cycle, "cycle")?.0.revision() })
}

/// Frees a cycle; null is nothing. What was built from it lives on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_cycle_free(cycle: *mut vv_cycle) {
    guard!(else (), { free(cycle) })
}

/// Sets a cycle up (CYC-1).
///
/// @param template_ the scheduled template that it launches.
/// @param by who sets it up: a Super Admin.
/// @param draft a `cycle_draft` as versioned JSON.
/// @param now microseconds since the Unix epoch.
/// @param cycle receives the cycle, for the caller to free; may be null.
/// @param events receives its events, for the caller to free; may be null.
/// Errors: refused by PAR-5, TPL-15 or TPL-18, as `not-scheduled`, or as `cycle-refused` with every
/// fault of the schedule; `organisation_mismatch` (XCT-9); `mismatch` where the draft names another template;
/// `json`, `utf8`, `kind`, `version` or `time` where an argument cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_cycle_set_up(
    org: *const vv_org,
    template_: *const vv_template,
    by: *const vv_actor,
    draft: vv_text,
    now: vv_instant,
    cycle: *mut *mut vv_cycle,
    events: *mut *mut vv_events,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (org, template) = (get(org, "org")?, get(template_, "template_")?);
        let (by, draft) = (get(by, "by")?, draft.read("draft")?);
        let set_up = Cycle::set_up(&org.0, &template.0, &by.0, draft, instant(now)?)?;
        stored::put(cycle, "cycle", events, set_up, vv_cycle)?;
    })
}

/// Does what a person asks of a cycle. The cycle itself stays as it was (XCT-2).
///
/// @param template_ the template of the cycle.
/// @param roster the roster of the cycle, which tells who has a conversation that new participants must
/// not leave out unnoticed (PAR-10). It may be null, which says that there is none yet: the cycle was never
/// rolled out.
/// @param directory the people, of whom departments and groups need to know who is in them once the cycle has
/// a roster; may be null otherwise.
/// @param by who asks: a Super Admin.
/// @param command a `cycle_command` as versioned JSON, with or without an id (XCT-8).
/// @param now microseconds since the Unix epoch.
/// @param after receives the cycle after it, for the caller to free; may be null.
/// @param events receives the events, for the caller to free; may be null.
/// Errors: refused by PAR-5, TPL-15 or TPL-18, by the rule of the command, as `change-refused` with
/// every fault of the schedule (CYC-15), or as `command-id-reused`; `organisation_mismatch` (XCT-9); `mismatch`
/// where it is a cycle of another template; `missing` where a directory is needed; `json`, `utf8`, `kind`, `version` or `time` where an
/// argument cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_cycle_execute(
    cycle: *const vv_cycle,
    org: *const vv_org,
    template_: *const vv_template,
    roster: *const vv_roster,
    directory: *const vv_directory,
    by: *const vv_actor,
    command: vv_text,
    now: vv_instant,
    after: *mut *mut vv_cycle,
    events: *mut *mut vv_events,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (cycle, org, by) = (get(cycle, "cycle")?, get(org, "org")?, get(by, "by")?);
        let evidence = CycleEvidence {
            template: &get(template_, "template_")?.0,
            roster: given(roster, "roster")?.map(|roster| &*roster.0),
            directory: given(directory, "directory")?.map(|directory| &directory.0),
        };
        let command: Request<CycleCommand> = command.read("command")?;
        let done = cycle
            .0
            .execute(&org.0, &evidence, &by.0, command, instant(now)?)?;
        stored::put(after, "after", events, done, vv_cycle)?;
    })
}
