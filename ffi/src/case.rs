//! One conversation among its facts: its time, its index row, and what is asked of it.

use std::sync::Arc;

use self_cell::self_cell;
use visavis::{Case, Conversation, ConversationEvent};

use crate::codes::{DRAWINGS, PHASES, code, coded, vv_drawing, vv_phase};
use crate::context::{OwnedContext, vv_context};
use crate::conversation::{self, vv_conversation};
use crate::error::{vv_error, vv_status};
use crate::events::vv_events;
use crate::guard::{free, get, give, guard, out};
use crate::index::vv_index_row;
use crate::org::{vv_directory, vv_relation};
use crate::text::{read_all, vv_buffer, vv_text};
use crate::value::{or_none, vv_instant};

self_cell! {
    pub(crate) struct OwnedCase {
        owner: (Arc<OwnedContext>, Arc<Conversation>),
        #[covariant]
        dependent: Case,
    }
}

/// One conversation in its context. It keeps both alive, so they may be freed before it. It never
/// changes, so threads may share it. Freed with `vv_case_free`.
pub struct vv_case(pub(crate) Arc<OwnedCase>);

/// Puts a conversation among its facts.
///
/// @param case_ receives the case, for the caller to free.
/// Errors: `mismatch` where the conversation is bound to another template, cycle or content;
/// `organisation_mismatch` (XCT-9). Refused as `destroyed` where the conversation was (TPL-13).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_case_new(
    context: *const vv_context,
    conversation: *const vv_conversation,
    case_: *mut *mut vv_case,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (context, case) = (get(context, "context")?, out(case_, "case_")?);
        let conversation = get(conversation, "conversation")?;
        let facts = (context.0.clone(), conversation.0.clone());
        let owned = OwnedCase::try_new(facts, |(context, conversation)| {
            context.borrow_dependent().case(conversation)
        })?;
        case.put(give(vv_case(Arc::new(owned))));
    })
}

/// Frees a case; null is nothing. What was built from it lives on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_case_free(case_: *mut vv_case) {
    guard!(else (), { free(case_) })
}

/// The phase of the conversation (TIM-8).
///
/// @param phase receives one of the `VV_PHASE_` codes.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_case_phase(
    case_: *const vv_case,
    phase: *mut vv_phase,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (case, phase) = (get(case_, "case_")?, out(phase, "phase")?);
        phase.put(code(PHASES, &case.0.borrow_dependent().phase())?);
    })
}

/// Whether the conversation is in progress, grace included (LST-1); false for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_case_is_current(case_: *const vv_case) -> bool {
    guard!(else false, { get(case_, "case_")?.0.borrow_dependent().is_current() })
}

/// When time changes the conversation next, as a phase begins or something locks (TIM-8), in
/// microseconds since the Unix epoch: later than the context's instant. `VV_NO_INSTANT` where it never
/// does, and for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_case_next_boundary(case_: *const vv_case) -> vv_instant {
    guard!(else crate::value::VV_NO_INSTANT, {
        or_none(get(case_, "case_")?.0.borrow_dependent().next_boundary())
    })
}

/// The timeline of the conversation (TIM-8): an object with `phase`, `boundaries` and `next`. Each
/// boundary has `at`, `date`, `rule` and one of: `begins`, a phase; `locks`, with a `list` or a
/// `question`; `reopens` and `runs_out`, with the side whose request was approved (REQ-4). It is the
/// host's; what a person may know of it is `vv_sight_timeline`.
///
/// @param json receives the object, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_case_timeline(
    case_: *const vv_case,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (case, json) = (get(case_, "case_")?, out(json, "json")?);
        json.json(&case.0.borrow_dependent().timeline())?;
    })
}

/// A picture of the timeline of the conversation (TIM-8), with a bar for each phase, each lock
/// and each approved request. It is the host's; what a person may know of it is
/// `vv_sight_timeline_drawn`.
///
/// @param drawing one of the `VV_DRAWING_` codes.
/// @param title what stands above the picture. What would be markup there stands as text or as blanks.
/// @param picture receives the picture as a text, for the caller to free.
/// Errors: `utf8`; `argument` where `drawing` is none of the codes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_case_timeline_drawn(
    case_: *const vv_case,
    drawing: vv_drawing,
    title: vv_text,
    picture: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (case, picture) = (get(case_, "case_")?, out(picture, "picture")?);
        let (draw, title) = (coded(DRAWINGS, drawing, "drawing")?, title.text("title")?);
        picture.text(draw(&case.0.borrow_dependent().timeline(), title));
    })
}

/// The index row of the conversation, for the host's database.
///
/// @param row receives the row.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_case_index_row(
    case_: *const vv_case,
    row: *mut vv_index_row,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (case, row) = (get(case_, "case_")?, out(row, "row")?);
        row.put(vv_index_row::of(&case.0.borrow_dependent().index_row()));
    })
}

/// Who is told what of events of the conversation (NTF-1): an array of objects with `to`, `channels`,
/// `at`, `rule` and `about`. People with an inactive account are told nothing, and nobody is of a kind
/// that is switched off or while conversations are (NTF-3, TPL-18).
///
/// @param events `count` events of this conversation as versioned JSON, as `vv_events_get` gives them.
/// The case is of the conversation before them or after.
/// @param directory the people.
/// @param json receives the array, for the caller to free.
/// Errors: `mismatch` where an event is of another conversation; `organisation_mismatch` (XCT-9); `json`, `utf8`,
/// `kind` or `version` where an event cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_case_notifications(
    case_: *const vv_case,
    events: *const vv_text,
    count: usize,
    directory: *const vv_directory,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (case, json) = (get(case_, "case_")?, out(json, "json")?);
        let directory = get(directory, "directory")?;
        let events: Vec<ConversationEvent> = read_all(events, count, "events")?;
        let case = case.0.borrow_dependent();
        json.json(&case.notifications(&events, &directory.0)?)?;
    })
}

/// The prompt to take ownership, where it is due: who may take it now, and until when (OWN-5). A
/// notification as `vv_case_notifications` gives them, or `null` where the direct report has no new
/// manager, where the present one has shared, or where the cycle is over. It is due from when the
/// directory first shows the new manager; a host sends it once.
///
/// @param directory the people, and who manages whom today.
/// @param json receives the notification or `null`, for the caller to free.
/// Errors: `organisation_mismatch` (XCT-9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_case_ownership_prompt(
    case_: *const vv_case,
    directory: *const vv_directory,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (case, json) = (get(case_, "case_")?, out(json, "json")?);
        let directory = get(directory, "directory")?;
        json.json(&case.0.borrow_dependent().ownership_prompt(&directory.0)?)?;
    })
}

/// Does what a person asks of a conversation. The case goes on speaking of the conversation before
/// (XCT-2); for what comes after, make a case of `after`.
///
/// @param by who asks: of offices and of a new manager the relation to the conversation's two people, as
/// `vv_directory_relation_to` gives it.
/// @param command a `command` as versioned JSON, with or without an id (XCT-8).
/// @param after receives the conversation after it, for the caller to free; may be null.
/// @param events receives the events, for the caller to free; may be null.
/// @param row receives the index row after it; may be null.
/// Errors: refused as `not-found` to a stranger (VIS-16), by TPL-18, by the rule of the command, or as
/// `command-id-reused`; `organisation_mismatch` (XCT-9); `json`, `utf8`, `kind` or `version` where the command
/// cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_case_execute(
    case_: *const vv_case,
    by: *const vv_relation,
    command: vv_text,
    after: *mut *mut vv_conversation,
    events: *mut *mut vv_events,
    row: *mut vv_index_row,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (case, by) = (get(case_, "case_")?, get(by, "by")?);
        let command = command.read("command")?;
        let executed = case.0.borrow_dependent().execute(&by.0, &command)?;
        conversation::put(after, "after", events, row, executed)?;
    })
}
