//! What a change would bring about, without making it.

use visavis::preview::PreviewInputs;
use visavis::preview::preview;

use crate::context::vv_context;
use crate::conversation::vv_conversation;
use crate::error::vv_error;
use crate::fault::vv_status;
use crate::guard::{get, guard, handles, out};
use crate::org::vv_directory;
use crate::text::vv_buffer;
use crate::value::vv_id;

/// What a change would bring about in conversations, told to the Super Admin who asks (CYC-13): an
/// object with the boundaries that would be `moved`, `administrators` and `skip_levels` where their
/// access level would change, and `conversations`, each with `moved`, `locked_out`, `let_in`, `gained`
/// and `lost`. Those of which the asker may not know, and those in which nothing would change, are
/// left out.
///
/// The change is carried out without storing it: by `vv_cycle_execute` or `vv_template_execute`, or as
/// another organisation or directory. What does not change is the same handle before and after.
///
/// @param by who asks.
/// @param before the organisation, the template and the cycle as they are.
/// @param people_before the people as they are.
/// @param after the organisation, the template and the cycle as they would be, at the same instant.
/// @param people_after the people as they would be.
/// @param conversations `count` conversations of that template and that cycle.
/// @param json receives the object, for the caller to free.
/// Errors: refused by TPL-15 or PAR-5 to anyone but an active Super Admin of the people as they are;
/// `mismatch` where the contexts are of different templates, cycles or instants, or a conversation is
/// bound to others; `organisation_mismatch` (XCT-9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_preview(
    by: vv_id,
    before: *const vv_context,
    people_before: *const vv_directory,
    after: *const vv_context,
    people_after: *const vv_directory,
    conversations: *const *const vv_conversation,
    count: usize,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (before, after) = (get(before, "before")?, get(after, "after")?);
        let before = PreviewInputs {
            context: before.0.borrow_dependent(),
            directory: &get(people_before, "people_before")?.0,
        };
        let after = PreviewInputs {
            context: after.0.borrow_dependent(),
            directory: &get(people_after, "people_after")?.0,
        };
        let json = out(json, "json")?;
        let conversations: Vec<&vv_conversation> = handles(conversations, count, "conversations")?;
        let conversations = conversations.iter().map(|conversation| &*conversation.0);
        json.json(&preview(by.to(), before, after, conversations)?)?;
    })
}
