// Written by `make surfaces` from what `core` has committed; changes belong there.
//! The codes by which typed calls name things, and their names. None ever changes; new ones
//! may come.

use std::ffi::CStr;

use crate::guard::guard;
use crate::text::vv_text;

/// A person in the role in which they answer.  A part of a conversation belongs to one respondent.  In
/// JSON `"direct_report"` or `"manager"`: one of the `VV_RESPONDENT_` codes.
pub type vv_respondent = i32;
/// The direct report.
pub const VV_RESPONDENT_DIRECT_REPORT: vv_respondent = 1;
/// The manager.
pub const VV_RESPONDENT_MANAGER: vv_respondent = 2;

/// The name in JSON of one of the `VV_RESPONDENT_` codes; empty for another number. The text is static,
/// and ends with a NUL that its length does not count.
#[unsafe(no_mangle)]
pub extern "C" fn vv_respondent_name(respondent: vv_respondent) -> vv_text {
    guard!(else vv_text::EMPTY, {
        name(match respondent {
            VV_RESPONDENT_DIRECT_REPORT => c"direct_report",
            VV_RESPONDENT_MANAGER => c"manager",
            _ => c"",
        })
    })
}

/// What a person is in a conversation: one of the `VV_STANDING_` codes.
pub type vv_standing = i32;
/// Somebody who has no part in it and may not know of it (VIS-16).
pub const VV_STANDING_STRANGER: vv_standing = 0;
/// Its direct report.
pub const VV_STANDING_DIRECT_REPORT: vv_standing = 1;
/// Its manager.
pub const VV_STANDING_MANAGER: vv_standing = 2;
/// The direct report's manager by the directory, who may take ownership (OWN-1).
pub const VV_STANDING_NEW_MANAGER: vv_standing = 3;
/// A manager whose ownership somebody took (VIS-12).
pub const VV_STANDING_PREVIOUS_MANAGER: vv_standing = 4;
/// A Super Admin, or an HR Admin whose scope covers it (VIS-6).
pub const VV_STANDING_ADMINISTRATOR: vv_standing = 5;

/// The name in JSON of one of the `VV_STANDING_` codes; empty for another number. The text is static,
/// and ends with a NUL that its length does not count.
#[unsafe(no_mangle)]
pub extern "C" fn vv_standing_name(standing: vv_standing) -> vv_text {
    guard!(else vv_text::EMPTY, {
        name(match standing {
            VV_STANDING_STRANGER => c"stranger",
            VV_STANDING_DIRECT_REPORT => c"direct_report",
            VV_STANDING_MANAGER => c"manager",
            VV_STANDING_NEW_MANAGER => c"new_manager",
            VV_STANDING_PREVIOUS_MANAGER => c"previous_manager",
            VV_STANDING_ADMINISTRATOR => c"administrator",
            _ => c"",
        })
    })
}

/// Where a cycle or a conversation stands in time (CYC-14): one of the `VV_PHASE_` codes.
pub type vv_phase = i32;
/// Before the launch.
pub const VV_PHASE_SCHEDULED: vv_phase = 1;
/// From the launch to the end boundary, or under admin review to the submit boundary.
pub const VV_PHASE_OPEN: vv_phase = 2;
/// From the end boundary to the end of grace (CYC-4).
pub const VV_PHASE_GRACE: vv_phase = 3;
/// Afterwards.
pub const VV_PHASE_CLOSED: vv_phase = 4;
/// From the submit boundary to the review boundary (CYC-10).
pub const VV_PHASE_UNDER_REVIEW: vv_phase = 5;
/// From the review boundary to the end boundary (REV-4).
pub const VV_PHASE_SHARING: vv_phase = 6;

/// The name in JSON of one of the `VV_PHASE_` codes; empty for another number. The text is static, and
/// ends with a NUL that its length does not count.
#[unsafe(no_mangle)]
pub extern "C" fn vv_phase_name(phase: vv_phase) -> vv_text {
    guard!(else vv_text::EMPTY, {
        name(match phase {
            VV_PHASE_SCHEDULED => c"scheduled",
            VV_PHASE_OPEN => c"open",
            VV_PHASE_GRACE => c"grace",
            VV_PHASE_CLOSED => c"closed",
            VV_PHASE_UNDER_REVIEW => c"under_review",
            VV_PHASE_SHARING => c"sharing",
            _ => c"",
        })
    })
}

/// Something that a person may do in a conversation, in the order of a form (ANS-7): one of the
/// `VV_ACTION_` codes.
pub type vv_action = i32;
/// Nothing, if there is no primary action.
pub const VV_ACTION_NONE: vv_action = 0;
/// Save answers (ANS-1).
pub const VV_ACTION_ANSWER: vv_action = 1;
/// Share one's part (ANS-4).
pub const VV_ACTION_SHARE: vv_action = 2;
/// Confirm the meeting (MTG-1).
pub const VV_ACTION_CONFIRM_MEETING: vv_action = 3;
/// Take the confirmation back (MTG-2).
pub const VV_ACTION_UNTICK_MEETING: vv_action = 4;
/// Write notes (NTE-1).
pub const VV_ACTION_WRITE_NOTES: vv_action = 5;
/// Create a goal from inside (TPL-17).
pub const VV_ACTION_CREATE_GOAL: vv_action = 6;
/// Submit one's part to the admin review (REV-1).
pub const VV_ACTION_SUBMIT: vv_action = 7;
/// Ask to edit again (REQ-1).
pub const VV_ACTION_REQUEST_EDIT: vv_action = 8;
/// Take ownership as the direct report's new manager (OWN-1).
pub const VV_ACTION_TAKE_OWNERSHIP: vv_action = 9;

/// The name in JSON of one of the `VV_ACTION_` codes; empty for another number. The text is static, and
/// ends with a NUL that its length does not count.
#[unsafe(no_mangle)]
pub extern "C" fn vv_action_name(action: vv_action) -> vv_text {
    guard!(else vv_text::EMPTY, {
        name(match action {
            VV_ACTION_ANSWER => c"answer",
            VV_ACTION_SHARE => c"share",
            VV_ACTION_CONFIRM_MEETING => c"confirm_meeting",
            VV_ACTION_UNTICK_MEETING => c"untick_meeting",
            VV_ACTION_WRITE_NOTES => c"write_notes",
            VV_ACTION_CREATE_GOAL => c"create_goal",
            VV_ACTION_SUBMIT => c"submit",
            VV_ACTION_REQUEST_EDIT => c"request_edit",
            VV_ACTION_TAKE_OWNERSHIP => c"take_ownership",
            _ => c"",
        })
    })
}

/// Something that can be known of a conversation beside its answers (FCT): one of the `VV_FACT_` codes.
pub type vv_fact = i32;
/// That it exists, its title, description, kind, dates and people (FCT-1).
pub const VV_FACT_FRAME: vv_fact = 1;
/// The check marks, the completion and the confirmation of the meeting (FCT-2).
pub const VV_FACT_PROGRESS: vv_fact = 2;
/// The references to goals (FCT-8).
pub const VV_FACT_GOALS: vv_fact = 3;
/// Who last edited the answers of a part, and when (FCT-9). Here it is that of the direct report.
pub const VV_FACT_LAST_EDIT_DIRECT_REPORT: vv_fact = 4;
/// Who last edited the answers of a part, and when (FCT-9). Here it is that of the manager.
pub const VV_FACT_LAST_EDIT_MANAGER: vv_fact = 5;
/// The notes of a side (FCT-10). Here it is that of the direct report.
pub const VV_FACT_NOTES_DIRECT_REPORT: vv_fact = 6;
/// The notes of a side (FCT-10). Here it is that of the manager.
pub const VV_FACT_NOTES_MANAGER: vv_fact = 7;
/// Whether and when a part was submitted (FCT-5). Here it is that of the direct report.
pub const VV_FACT_SUBMISSION_DIRECT_REPORT: vv_fact = 8;
/// Whether and when a part was submitted (FCT-5). Here it is that of the manager.
pub const VV_FACT_SUBMISSION_MANAGER: vv_fact = 9;
/// Who managed it earlier (FCT-6).
pub const VV_FACT_EARLIER_MANAGERS: vv_fact = 10;
/// The requests to edit of a side, their approvals and the deadlines they extend (FCT-7). Here it is
/// that of the direct report.
pub const VV_FACT_REQUESTS_DIRECT_REPORT: vv_fact = 11;
/// The requests to edit of a side, their approvals and the deadlines they extend (FCT-7). Here it is
/// that of the manager.
pub const VV_FACT_REQUESTS_MANAGER: vv_fact = 12;
/// The notes of earlier managers; one of these may know only their own (FCT-10).
pub const VV_FACT_EARLIER_NOTES: vv_fact = 13;

/// The name in JSON of one of the `VV_FACT_` codes, without whose it is; empty for another number. The
/// text is static, and ends with a NUL that its length does not count.
#[unsafe(no_mangle)]
pub extern "C" fn vv_fact_name(fact: vv_fact) -> vv_text {
    guard!(else vv_text::EMPTY, {
        name(match fact {
            VV_FACT_FRAME => c"frame",
            VV_FACT_PROGRESS => c"progress",
            VV_FACT_GOALS => c"goals",
            VV_FACT_LAST_EDIT_DIRECT_REPORT | VV_FACT_LAST_EDIT_MANAGER => c"last_edit",
            VV_FACT_NOTES_DIRECT_REPORT | VV_FACT_NOTES_MANAGER => c"notes",
            VV_FACT_SUBMISSION_DIRECT_REPORT | VV_FACT_SUBMISSION_MANAGER => c"submission",
            VV_FACT_EARLIER_MANAGERS => c"earlier_managers",
            VV_FACT_REQUESTS_DIRECT_REPORT | VV_FACT_REQUESTS_MANAGER => c"requests",
            VV_FACT_EARLIER_NOTES => c"earlier_notes",
            _ => c"",
        })
    })
}

/// Whether something is shown: one of the `VV_VISIBILITY_` codes. Treat a code that you do not know as
/// hidden.
pub type vv_visibility = i32;
/// Not shown.
pub const VV_VISIBILITY_HIDDEN: vv_visibility = 0;
/// Shown.
pub const VV_VISIBILITY_VISIBLE: vv_visibility = 1;

/// The name in JSON of one of the `VV_VISIBILITY_` codes; empty for another number. The text is static,
/// and ends with a NUL that its length does not count.
#[unsafe(no_mangle)]
pub extern "C" fn vv_visibility_name(visibility: vv_visibility) -> vv_text {
    guard!(else vv_text::EMPTY, {
        name(match visibility {
            VV_VISIBILITY_HIDDEN => c"hidden",
            VV_VISIBILITY_VISIBLE => c"visible",
            _ => c"",
        })
    })
}

/// What would make a hidden thing visible (VIS-15): one of the `VV_REVEALED_BY_` codes.
pub type vv_revealed_by = i32;
/// Nothing, or nothing that this person may know.
pub const VV_REVEALED_BY_NONE: vv_revealed_by = 0;
/// That its respondent shares the part.
pub const VV_REVEALED_BY_SHARE: vv_revealed_by = 1;
/// That the person takes ownership (OWN-3).
pub const VV_REVEALED_BY_OWNERSHIP: vv_revealed_by = 2;
/// That the template gives administrators access (VIS-3).
pub const VV_REVEALED_BY_ACCESS: vv_revealed_by = 3;

/// The name in JSON of one of the `VV_REVEALED_BY_` codes; empty for another number. The text is
/// static, and ends with a NUL that its length does not count.
#[unsafe(no_mangle)]
pub extern "C" fn vv_revealed_by_name(revealed_by: vv_revealed_by) -> vv_text {
    guard!(else vv_text::EMPTY, {
        name(match revealed_by {
            VV_REVEALED_BY_SHARE => c"share",
            VV_REVEALED_BY_OWNERSHIP => c"ownership",
            VV_REVEALED_BY_ACCESS => c"access",
            _ => c"",
        })
    })
}

/// What would open again what a boundary or a lock has closed (ANS-9, REQ-1): one of the `VV_REMEDY_`
/// codes.
pub type vv_remedy = i32;
/// Nothing that the person can do.
pub const VV_REMEDY_NONE: vv_remedy = 0;
/// That the person asks to edit, and an administrator allows it.
pub const VV_REMEDY_REQUEST_EDIT: vv_remedy = 1;
/// That an administrator allows the request that the person has made.
pub const VV_REMEDY_AWAIT_DECISION: vv_remedy = 2;

/// The name in JSON of one of the `VV_REMEDY_` codes; empty for another number. The text is static, and
/// ends with a NUL that its length does not count.
#[unsafe(no_mangle)]
pub extern "C" fn vv_remedy_name(remedy: vv_remedy) -> vv_text {
    guard!(else vv_text::EMPTY, {
        name(match remedy {
            VV_REMEDY_REQUEST_EDIT => c"request_edit",
            VV_REMEDY_AWAIT_DECISION => c"await_decision",
            _ => c"",
        })
    })
}

/// What kind of refusal it is, by which a host maps it, such as to a status of HTTP (XCT-1): one of the
/// `VV_CATEGORY_` codes.
pub type vv_category = i32;
/// It is no refusal.
pub const VV_CATEGORY_NONE: vv_category = 0;
/// There is no such thing, or the person may not know of it: both look the same (VIS-16).
pub const VV_CATEGORY_NOT_FOUND: vv_category = 1;
/// This person may not do it, at any time.
pub const VV_CATEGORY_NOT_ALLOWED: vv_category = 2;
/// It is too early or too late for it, it is done already, or something else has to come first.
pub const VV_CATEGORY_NOT_NOW: vv_category = 3;
/// What was handed in breaks a rule and has to be changed.
pub const VV_CATEGORY_INVALID: vv_category = 4;
/// What was handed in was made for another state than there is: read it again, or acknowledge it.
pub const VV_CATEGORY_CONFLICT: vv_category = 5;

/// The name in JSON of one of the `VV_CATEGORY_` codes; empty for another number. The text is static,
/// and ends with a NUL that its length does not count.
#[unsafe(no_mangle)]
pub extern "C" fn vv_category_name(category: vv_category) -> vv_text {
    guard!(else vv_text::EMPTY, {
        name(match category {
            VV_CATEGORY_NOT_FOUND => c"not_found",
            VV_CATEGORY_NOT_ALLOWED => c"not_allowed",
            VV_CATEGORY_NOT_NOW => c"not_now",
            VV_CATEGORY_INVALID => c"invalid",
            VV_CATEGORY_CONFLICT => c"conflict",
            _ => c"",
        })
    })
}

fn name(text: &'static CStr) -> vv_text {
    vv_text {
        data: text.as_ptr(),
        length: text.count_bytes(),
    }
}
