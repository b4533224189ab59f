//! What one person finds in several conversations: their lists, and requests to decide on.

use visavis::{Sight, edit_requests, edit_requests_digest, lists};

use crate::error::{vv_error, vv_status};
use crate::guard::{Fault, get, guard, handles, out};
use crate::org::vv_directory;
use crate::sight::vv_sight;
use crate::text::vv_buffer;
use crate::value::vv_date;

/// The row of the conversation in the person's lists (LST-2): an object.
///
/// @param directory the names.
/// @param json receives the object, for the caller to free.
/// Errors: refused as `not-found` to a stranger (VIS-16); `organisation_mismatch` (XCT-9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_row(
    sight: *const vv_sight,
    directory: *const vv_directory,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, json) = (get(sight, "sight")?, out(json, "json")?);
        let directory = get(directory, "directory")?;
        json.json(&sight.sight().row(&directory.0)?)?;
    })
}

/// The earlier conversations that this one offers for reference (ANY-5): an array of objects with
/// `conversation`, `title`, `kind` and `launched_at`, newest launch first; empty for a stranger.
///
/// @param others `count` sights of the same person; those that do not belong there are passed over.
/// @param json receives the array, for the caller to free.
/// Errors: `organisation_mismatch` where one of them is of another organisation (XCT-9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_earlier(
    sight: *const vv_sight,
    others: *const *const vv_sight,
    count: usize,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, json) = (get(sight, "sight")?, out(json, "json")?);
        let others: Vec<&vv_sight> = handles(others, count, "others")?;
        let others: Vec<_> = others.iter().map(|other| *other.sight()).collect();
        json.json(&sight.sight().earlier(&others)?)?;
    })
}

/// A person's lists (LST-1): an object with the rows of `current` and `past` conversations, newest
/// launch first. Conversations that the person may not know are passed over (LST-3).
///
/// @param sights `count` sights of the same person.
/// @param directory the names.
/// @param json receives the object, for the caller to free.
/// Errors: `organisation_mismatch` where they are not all of one organisation (XCT-9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_lists(
    sights: *const *const vv_sight,
    count: usize,
    directory: *const vv_directory,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (directory, json) = (get(directory, "directory")?, out(json, "json")?);
        json.json(&lists(all(sights, count)?, &directory.0)?)?;
    })
}

/// The open requests to edit on which a person may decide, in the order in which they were made (REQ-2,
/// REQ-3): an array of objects with `conversation`, `side`, `by` and `at`. The host finds the
/// conversations by the `edit_requested` of their index rows.
///
/// @param sights `count` sights of the same person.
/// @param json receives the array, for the caller to free.
/// Errors: `mismatch` where they are of several people; `organisation_mismatch` where they are not all of one
/// organisation (XCT-9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_edit_requests(
    sights: *const *const vv_sight,
    count: usize,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (json, sights) = (out(json, "json")?, all(sights, count)?);
        json.json(&edit_requests(sights)?)?;
    })
}

/// The e-mail of a day to one who decides on requests to edit: at 5 PM in the organisation's time, with
/// those made before and open then (REQ-2). A notification as `vv_case_notifications` gives them, or
/// `null` where there is nothing to list, where the day has no 5 PM or it is still ahead, where the kind
/// is switched off or conversations are, and for an inactive account.
///
/// @param sights `count` sights of the same person, at 5 PM of the day or later.
/// @param day the day, in the organisation's time.
/// @param json receives the notification or `null`, for the caller to free.
/// Errors: `mismatch` where they are of several people; `organisation_mismatch` where they are not all of one
/// organisation (XCT-9); `time` where there is no such date.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_edit_requests_digest(
    sights: *const *const vv_sight,
    count: usize,
    day: vv_date,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (json, sights) = (out(json, "json")?, all(sights, count)?);
        json.json(&edit_requests_digest(sights, day.date()?)?)?;
    })
}

/// The sights of an array of handles.
unsafe fn all<'a>(
    sights: *const *const vv_sight,
    count: usize,
) -> Result<impl Iterator<Item = &'a Sight<'a>>, Fault> {
    // SAFETY: the caller says that so many handles stand there.
    let sights: Vec<&vv_sight> = unsafe { handles(sights, count, "sights") }?;
    Ok(sights.into_iter().map(vv_sight::sight))
}
