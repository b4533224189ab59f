//! Index rows: the columns by which a host's database finds conversations.

use visavis::IndexRow;

use crate::error::vv_error;
use crate::fault::{Fault, vv_status};
use crate::guard::{get, guard, out, slice};
use crate::text::{vv_buffer, vv_text};
use crate::value::{instant, or_none, truth, vv_bool, vv_id, vv_instant};

/// The columns by which a host's database finds conversations, and sees when time changes them next.
/// A host stores them beside the conversation after each change. It is for the host alone (XCT-4). Who
/// managed it earlier is a list for a table of its own: `vv_conversation_previous_managers`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct vv_index_row {
    /// The organisation.
    pub organisation: vv_id,
    /// The conversation.
    pub conversation: vv_id,
    /// The template that it was launched from.
    pub template_: vv_id,
    /// The cycle that it belongs to, where `has_cycle` is 1.
    pub cycle: vv_id,
    /// Its direct report.
    pub direct_report: vv_id,
    /// Its manager.
    pub manager: vv_id,
    /// Its revision, for compare-and-swap (XCT-4).
    pub revision: u64,
    /// When it launched, in microseconds since the Unix epoch.
    pub launched_at: vv_instant,
    /// When it is over, grace included, in microseconds since the Unix epoch: the first instant outside.
    pub closes_at: vv_instant,
    /// When time changes it next, as a phase begins or something locks, in microseconds since the Unix
    /// epoch, or `VV_NO_INSTANT` (TIM-8).
    pub next_boundary: vv_instant,
    /// 1 where it belongs to a cycle, otherwise 0.
    pub has_cycle: vv_bool,
    /// 1 where a request to edit waits for a decision, otherwise 0 (REQ-2).
    pub edit_requested: vv_bool,
}

impl vv_index_row {
    pub(crate) fn of(row: &IndexRow) -> Self {
        Self {
            organisation: vv_id::of(row.organisation),
            conversation: vv_id::of(row.conversation),
            template_: vv_id::of(row.template),
            cycle: row.cycle.map_or(vv_id::NIL, vv_id::of),
            direct_report: vv_id::of(row.direct_report),
            manager: vv_id::of(row.manager),
            revision: row.revision,
            launched_at: row.launched_at.micros(),
            closes_at: row.closes_at.micros(),
            next_boundary: or_none(row.next_boundary),
            has_cycle: row.cycle.is_some().into(),
            edit_requested: row.edit_requested.into(),
        }
    }

    pub(crate) fn row(&self) -> Result<IndexRow, Fault> {
        Ok(IndexRow {
            organisation: self.organisation.to(),
            conversation: self.conversation.to(),
            revision: self.revision,
            template: self.template_.to(),
            cycle: truth(self.has_cycle, "has_cycle")?.then(|| self.cycle.to()),
            direct_report: self.direct_report.to(),
            manager: self.manager.to(),
            edit_requested: truth(self.edit_requested, "edit_requested")?,
            launched_at: instant(self.launched_at)?,
            closes_at: instant(self.closes_at)?,
            next_boundary: match self.next_boundary {
                crate::value::VV_NO_INSTANT => None,
                at => Some(instant(at)?),
            },
        })
    }
}

/// The rows that a caller hands in.
pub(crate) unsafe fn read_rows(
    rows: *const vv_index_row,
    count: usize,
) -> Result<Vec<IndexRow>, Fault> {
    let rows = unsafe { slice(rows, count, "rows") }?;
    rows.iter().map(vv_index_row::row).collect()
}

/// Reads an index row from versioned JSON.
///
/// @param row receives the row.
/// Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_index_row_from_json(
    json: vv_text,
    row: *mut vv_index_row,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        out(row, "row")?.put(vv_index_row::of(&json.read::<IndexRow>("json")?))
    })
}

/// Writes an index row as versioned JSON.
///
/// @param json receives the JSON, for the caller to free.
/// Errors: `time` where an instant is out of range; `argument` if `has_cycle` or `edit_requested` is
/// neither 0 nor 1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_index_row_to_json(
    row: *const vv_index_row,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (json, row) = (out(json, "json")?, get(row, "row")?);
        json.document(&row.row()?)?;
    })
}
