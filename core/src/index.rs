//! Index rows: the columns by which a host's database finds conversations.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{ConversationId, CycleId, Error, Instant, OrgId, PersonId, TemplateId};

/// The few columns to keep beside each stored conversation, so that a database can select by them.
///
/// A row comes back from each call that changes a conversation. The rows of a cycle or of an
/// organisation are asked for again when its dates or its zone change. It is the host's: no viewer
/// sees it. Who managed a conversation earlier, and still sees what stayed theirs, is a list for a
/// table of its own: [`Conversation::previous_managers`](crate::Conversation::previous_managers).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let row = case("2026-03-10T09:00:00Z").index_row();
/// assert_eq!((row.manager, row.cycle), (ben().person(), Some(cycle().id())));
/// assert_eq!(row.closes_at, at("2026-04-07T23:00:00Z")); // The end of grace.
/// assert_eq!(row.next_boundary, Some(at("2026-03-31T23:00:00Z"))); // The end of the cycle.
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IndexRow {
    /// The organisation.
    pub organisation: OrgId,
    /// The conversation.
    pub conversation: ConversationId,
    /// Its revision, for compare-and-swap (XCT-4).
    pub revision: u64,
    /// Its template.
    pub template: TemplateId,
    /// Its cycle; none for an anytime conversation.
    pub cycle: Option<CycleId>,
    /// The direct report.
    pub direct_report: PersonId,
    /// The manager.
    pub manager: PersonId,
    /// Whether a request to edit waits for a decision (REQ-2).
    #[serde(default, skip_serializing_if = "is_off")]
    pub edit_requested: bool,
    /// The instant of its launch.
    pub launched_at: Instant,
    /// The instant from which it is past (LST-1).
    pub closes_at: Instant,
    /// The next instant at which its phase changes; none once it is past (TIM-8).
    pub next_boundary: Option<Instant>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_off(on: &bool) -> bool {
    !on
}

/// Which of these conversations of a template are in progress.
pub(crate) fn in_progress(
    rows: &[IndexRow],
    organisation: OrgId,
    template: TemplateId,
    now: Instant,
) -> Result<BTreeSet<ConversationId>, Error> {
    let mut found = BTreeSet::new();
    for row in rows {
        if row.organisation != organisation {
            return Err(Error::OrganisationMismatch {
                what: "index row",
                expected: organisation,
                found: row.organisation,
            });
        }
        // Also one that a clock ahead of this one launched: it exists (TIM-7).
        if row.template == template && now < row.closes_at {
            found.insert(row.conversation);
        }
    }
    Ok(found)
}
