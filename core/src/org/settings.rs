//! The settings of an organisation.

use serde::{Deserialize, Serialize};

use crate::{Calendar, Dated, Error, Instant, OrgId, Zone};

/// An organisation: its time zone and what it has turned on.
///
/// ```
/// use visavis::{Dated, Org, OrgId, Zone};
///
/// let id = OrgId::from_bytes([1; 16]);
/// let zone: Zone = "Europe/Berlin".parse().unwrap();
/// let organisation = Org::new(id, Dated::new(zone)).with_conversations(Dated::new(true));
/// assert_eq!(organisation.id(), id);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Org {
    id: OrgId,
    zone: Dated<Zone>,
    #[serde(default = "off")]
    conversations: Dated<bool>,
    #[serde(default)]
    offers_references: bool,
}

fn off() -> Dated<bool> {
    Dated::new(false)
}

impl Org {
    /// An organisation with a history of its zone (TIM-1, TIM-6). Conversations are off (TPL-18).
    #[must_use]
    pub fn new(id: OrgId, zone: Dated<Zone>) -> Self {
        Self {
            id,
            zone,
            conversations: off(),
            offers_references: false,
        }
    }

    /// The same with this history of whether conversations are on (TPL-18).
    #[must_use]
    pub fn with_conversations(mut self, on: Dated<bool>) -> Self {
        self.conversations = on;
        self
    }

    /// The same, with forms that offer current objectives and feedback, or without (TPL-19).
    #[must_use]
    pub fn with_references(mut self, offered: bool) -> Self {
        self.offers_references = offered;
        self
    }

    /// The id.
    #[must_use]
    pub const fn id(&self) -> OrgId {
        self.id
    }

    /// The calendar as it is known at an instant (TIM-6).
    #[must_use]
    pub fn calendar(&self, now: Instant) -> Calendar<'_> {
        Calendar::new(&self.zone, now)
    }

    /// Whether conversations are on, over time (TPL-18).
    #[must_use]
    pub const fn conversations(&self) -> &Dated<bool> {
        &self.conversations
    }

    /// Whether forms offer current objectives and feedback (TPL-19).
    #[must_use]
    pub const fn offers_references(&self) -> bool {
        self.offers_references
    }

    /// Refuses to mix organisations (XCT-9).
    pub(crate) fn same(&self, found: OrgId, what: &'static str) -> Result<(), Error> {
        if found == self.id {
            return Ok(());
        }
        Err(Error::Organisations {
            what,
            expected: self.id,
            found,
        })
    }
}
