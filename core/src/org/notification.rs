//! The kinds of notifications, which an organisation can switch off one by one.

use serde::Deserialize;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a notification is about (NTF-2).
    ///
    /// ```
    /// use visavis::org::NotificationKind;
    ///
    /// let json = serde_json::to_string(&NotificationKind::EditRequests).unwrap();
    /// assert_eq!(json, r#""edit_requests""#);
    /// ```
    #[derive(PartialOrd, Ord, Hash, Deserialize)]
    #[non_exhaustive]
    pub enum NotificationKind {
        /// The prompt to take ownership, to the new manager (OWN-5).
        TakeOwnership: "take_ownership",
        /// That the new manager changed or deleted what a previous one had saved (OWN-4).
        DraftChanged: "draft_changed",
        /// The open requests to edit, once a day to those who may decide (REQ-2).
        EditRequests: "edit_requests",
        /// That a request to edit was approved, to the person who made it (REQ-4).
        RequestApproved: "request_approved",
    }
}
