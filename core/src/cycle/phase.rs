//! The phases of a cycle and of a conversation.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Where a cycle or a conversation stands in time (CYC-14).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(case("2026-03-10T09:00:00Z").phase(), Phase::Open);
    /// assert_eq!(case("2026-04-07T23:00:00Z").phase(), Phase::Closed);
    /// # Ok(()) }
    /// ```
    #[derive(PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum Phase {
        /// Before the launch.
        Scheduled: "scheduled" = 1,
        /// From the launch to the end boundary, or under admin review to the submit boundary.
        Open: "open" = 2,
        /// From the submit boundary to the review boundary (CYC-10).
        UnderReview: "under_review" = 5,
        /// From the review boundary to the end boundary (REV-4).
        Sharing: "sharing" = 6,
        /// From the end boundary to the end of grace (CYC-4).
        Grace: "grace" = 3,
        /// Afterwards.
        Closed: "closed" = 4,
    }
}
