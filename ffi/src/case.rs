//! One conversation among its facts: its time, its index row, and what is asked of it.

use std::sync::Arc;

use self_cell::self_cell;
use visavis::{Case, Command, Conversation, Request};

use crate::codes::vv_phase;
use crate::context::{OwnedContext, vv_context};
use crate::conversation::{self, vv_conversation};
use crate::error::vv_error;
use crate::events::vv_events;
use crate::fault::vv_status;
use crate::guard::{free, get, give, guard, out};
use crate::index::vv_index_row;
use crate::org::vv_directory;
use crate::relation::vv_relation;
use crate::text::vv_text;
use crate::value::{or_none, vv_bool, vv_id, vv_instant};

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
/// Errors: `mismatch` where the conversation is bound to another template, cycle or content, or has an
/// answer that its content does not take; `missing` if
/// it is scheduled and the context has no cycle;
/// `organisation_mismatch` (XCT-9); `destroyed` where the conversation was, whoever will ask: answer a
/// person by `vv_error_not_found`, and pass it over among others (TPL-13).
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

/// How a person of a directory stands to the two people of the conversation of a case: the same as
/// `vv_directory_relation` with the pair of that conversation.
///
/// @param relation receives the relation, for the caller to free; it needs neither case nor directory.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_case_relation(
    case_: *const vv_case,
    directory: *const vv_directory,
    person: vv_id,
    relation: *mut *mut vv_relation,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (case, relation) = (get(case_, "case_")?, out(relation, "relation")?);
        let directory = get(directory, "directory")?;
        let case = case.0.borrow_dependent();
        relation.put(give(vv_relation(case.relation(&directory.0, person.to()))));
    })
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
        phase.put(case.0.borrow_dependent().phase().code());
    })
}

/// 1 if the conversation is in progress, grace included, otherwise 0 (LST-1); 0 for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_case_is_current(case_: *const vv_case) -> vv_bool {
    guard!(else 0, { get(case_, "case_")?.0.borrow_dependent().is_current().into() })
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

/// The index row of the conversation, for the host's database, and for the host alone.
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

/// Does what a person asks of a conversation. The case goes on speaking of the conversation before
/// (XCT-2); for what comes after, make a case of `after`.
///
/// @param by how the person who asks stands to the two people of the conversation, as
/// `vv_case_relation` gives it.
/// @param command a `command` as versioned JSON, with or without an id (XCT-8).
/// @param after receives the conversation after it, for the caller to free; may be null.
/// @param events receives the events, for the caller to free; may be null.
/// @param row receives the index row after it; may be null.
/// Errors: refused as `not-found` to a stranger (VIS-16), by TPL-18, by the rule of the command, or as
/// `command-id-reused`; `organisation_mismatch` (XCT-9); `mismatch` if the relation is one to two other
/// people; `json`, `utf8`, `kind` or `version` where the command cannot be read.
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
        let command: Request<Command> = command.read("command")?;
        let executed = case.0.borrow_dependent().execute(&by.0, command)?;
        conversation::put(after, "after", events, row, executed)?;
    })
}
