//! The kinds of notifications, which an organisation can switch off one by one.

use serde::{Deserialize, Serialize};

/// What a notification is about (NTF-2).
///
/// ```
/// use visavis::NotificationKind;
///
/// let json = serde_json::to_string(&NotificationKind::EditRequests).unwrap();
/// assert_eq!(json, r#""edit_requests""#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NotificationKind {
    /// The prompt to take ownership, to the new manager (OWN-5).
    TakeOwnership,
    /// That the new manager changed or deleted what a previous one had saved (OWN-4).
    DraftChanged,
    /// The open requests to edit, once a day to those who may decide (REQ-2).
    EditRequests,
    /// That a request to edit was approved, to who made it (REQ-4).
    RequestApproved,
}
