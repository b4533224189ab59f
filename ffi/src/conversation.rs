//! Conversations as they are stored.

use std::sync::Arc;

use visavis::Conversation;
use visavis::conversation::{ConversationOutcome, Occasion};

use crate::error::vv_error;
use crate::events::{put_events, vv_events};
use crate::fault::{Fault, vv_status};
use crate::guard::{free, get, give, guard, maybe, out, put_all};
use crate::index::vv_index_row;
use crate::relation::vv_pair;
use crate::stored;
use crate::text::{vv_buffer, vv_text};
use crate::value::{vv_bool, vv_id, vv_instant};

/// A conversation: all that happened in it. It is for the host alone, to keep; what people are shown of
/// it is a `vv_sight`. A change makes a new one, so threads may share it. Freed with `vv_conversation_free`.
pub struct vv_conversation(pub(crate) Arc<Conversation>);

/// Reads a conversation from versioned JSON.
///
/// @param conversation receives the conversation, for the caller to free.
/// Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_conversation_from_json(
    json: vv_text,
    conversation: *mut *mut vv_conversation,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        stored::read(json, conversation, "conversation", vv_conversation)?
    })
}

/// The conversation that a whole log of events makes (XCT-5).
///
/// @param events `count` events as versioned JSON, in their order.
/// @param conversation receives the conversation, for the caller to free.
/// Errors: `log` where the log is empty, has a gap, a foreign event or an impossible order; `json`,
/// `utf8`, `kind` or `version` where an event cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_conversation_replay(
    events: *const vv_text,
    count: usize,
    conversation: *mut *mut vv_conversation,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        stored::replay(
            events,
            count,
            conversation,
            "conversation",
            Conversation::replay,
            vv_conversation,
        )?
    })
}

/// The conversation as it stood at an instant: what the events stamped up to it make, with those stamped
/// at it (TIM-7). The rest of the log is checked all the same.
///
/// @param events `count` events as versioned JSON, in their order: the whole log.
/// @param at microseconds since the Unix epoch.
/// @param conversation receives the conversation, for the caller to free; null if it did not exist yet.
/// Errors: as `vv_conversation_replay`; `time`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_conversation_replay_until(
    events: *const vv_text,
    count: usize,
    at: vv_instant,
    conversation: *mut *mut vv_conversation,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        stored::replay_until(
            events,
            count,
            at,
            conversation,
            "conversation",
            Conversation::replay_until,
            vv_conversation,
        )?
    })
}

/// Writes a conversation as versioned JSON.
///
/// @param json receives the JSON, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_conversation_to_json(
    conversation: *const vv_conversation,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (conversation, json) = (get(conversation, "conversation")?, out(json, "json")?);
        json.document(&*conversation.0)?;
    })
}

/// The id of a conversation; all zeros for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_conversation_id(conversation: *const vv_conversation) -> vv_id {
    guard!(else vv_id::NIL, { vv_id::of(get(conversation, "conversation")?.0.id()) })
}

/// The revision of a conversation, for compare-and-swap: 1 after the first event and one more with each
/// (XCT-4). It is for the host alone: no viewer sees it. 0 for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_conversation_revision(conversation: *const vv_conversation) -> u64 {
    guard!(else 0, { get(conversation, "conversation")?.0.revision() })
}

/// The id of the template that a conversation needs in its context; all zeros for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_conversation_template(conversation: *const vv_conversation) -> vv_id {
    guard!(else vv_id::NIL, { vv_id::of(get(conversation, "conversation")?.0.template()) })
}

/// The cycle that a conversation needs in its context.
///
/// @param cycle receives the id of the cycle, where it has one; may be null.
/// @return 1 if it belongs to a cycle, otherwise 0; 0 for null, and then nothing is written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_conversation_cycle(
    conversation: *const vv_conversation,
    cycle: *mut vv_id,
) -> vv_bool {
    guard!(else 0, {
        match get(conversation, "conversation")?.0.occasion() {
            Occasion::Scheduled { cycle: id } => {
                if let Some(cycle) = maybe(cycle, "cycle")? {
                    cycle.put(vv_id::of(id));
                }
                1
            }
            _ => 0,
        }
    })
}

/// The two people of a conversation, as it has them now: a change of manager makes another pair (OWN-3).
/// All zeros for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_conversation_pair(conversation: *const vv_conversation) -> vv_pair {
    guard!(else vv_pair::NIL, { vv_pair::of(get(conversation, "conversation")?.0.pair()) })
}

/// Whose ownership was taken, in order: they still see what stayed theirs, so a host has to find the
/// conversation for them too (VIS-12). Who manages it again is none of them.
///
/// @param people receives the first `capacity` of them; may be null where `capacity` is 0.
/// @param capacity the number of ids for which there is room.
/// @param count receives the number of all of them: where it is larger than `capacity`, ask again with
/// more room.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_conversation_previous_managers(
    conversation: *const vv_conversation,
    people: *mut vv_id,
    capacity: usize,
    count: *mut usize,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (conversation, count) = (get(conversation, "conversation")?, out(count, "count")?);
        let managers = conversation.0.previous_managers().map(vv_id::of);
        put_all(managers, people, capacity, "people", count)?;
    })
}

/// Frees a conversation; null is nothing. What was built from it lives on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_conversation_free(conversation: *mut vv_conversation) {
    guard!(else (), { free(conversation) })
}

/// Gives away what a change of a conversation came to, as far as there are places for it.
pub(crate) unsafe fn put(
    after: *mut *mut vv_conversation,
    argument: &'static str,
    events: *mut *mut vv_events,
    row: *mut vv_index_row,
    outcome: ConversationOutcome,
) -> Result<(), Fault> {
    let list = vv_events::new(&outcome.events, outcome.repeated)?;
    // SAFETY: each is null, or the caller may write there.
    let (after, events, row) = unsafe {
        let events = maybe(events, "events")?;
        (maybe(after, argument)?, events, maybe(row, "row")?)
    };
    if let Some(after) = after {
        after.put(give(vv_conversation(Arc::new(outcome.state))));
    }
    if let Some(row) = row {
        row.put(vv_index_row::of(&outcome.row));
    }
    put_events(events, list);
    Ok(())
}
