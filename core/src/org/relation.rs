//! How a person stands to the rest: the small fact that decisions take instead of a directory.

use serde::{Deserialize, Serialize};

use crate::{OrgId, PersonId};

/// How a person stands in the organisation: what a decision needs to know of who asks.
///
/// A [`Directory`](crate::Directory) computes it; a host with tables of its own may hand one in.
///
/// ```
/// use visavis::{OrgId, PersonId, Relation};
///
/// let ana = PersonId::from_bytes([7; 16]);
/// let relation = Relation::new(OrgId::from_bytes([1; 16]), ana);
/// assert!(relation.is_active() && !relation.is_super_admin());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Relation {
    organisation: OrgId,
    person: PersonId,
    active: bool,
    #[serde(default)]
    super_admin: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    towards: Option<Towards>,
}

/// How a person stands to the two people of one conversation, by the directory: what offices and a
/// change of manager depend on.
///
/// [`Directory::relation_to`](crate::Directory::relation_to) computes it in constant time. It holds
/// for these two alone: among the facts of a conversation between others it is an
/// [`Error::Mismatch`](crate::Error::Mismatch).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let pair = conversation().pair(); // Ana and Ben.
/// let towards = directory().relation_to(id(3), &pair).towards().unwrap();
/// assert!(!towards.manages_direct_report && !towards.hr_for_direct_report);
/// assert!(towards.only_super_admin); // Ada has no colleague of that office.
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Towards {
    /// The direct report.
    pub direct_report: PersonId,
    /// The manager, as the conversation has it.
    pub manager: PersonId,
    /// Whether the person is an HR Admin whose scope covers the direct report (VIS-6).
    #[serde(default)]
    pub hr_for_direct_report: bool,
    /// Whether the person is an HR Admin whose scope covers the manager (VIS-6).
    #[serde(default)]
    pub hr_for_manager: bool,
    /// Whether the directory pairs the direct report with this person today, both with active
    /// accounts (OWN-1, PAR-5).
    #[serde(default)]
    pub manages_direct_report: bool,
    /// Whether nobody else is an active Super Admin, the two themselves aside (REQ-3).
    #[serde(default)]
    pub only_super_admin: bool,
}

impl Relation {
    /// A person with an active account and no office.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let ana = Relation::new(org().id(), id(1));
    /// assert_eq!(ana, directory().relation(id(1)));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn new(organisation: OrgId, person: PersonId) -> Self {
        Self {
            organisation,
            person,
            active: true,
            super_admin: false,
            towards: None,
        }
    }

    /// The same, with an active account or not. Inactive people see and do nothing (PAR-5).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let gone = ana().with_active(false);
    /// assert!(!gone.is_active());
    /// assert_eq!(case("2026-03-10T09:00:00Z").sight(&gone)?.standing(), Standing::Stranger);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn with_active(mut self, active: bool) -> Self {
        self.active = active;
        self
    }

    /// The same, as Super Admin or not (TPL-15).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (draft, now) = (template_draft("anytime", "Check-in"), at("2026-01-05T09:00:00Z"));
    /// assert!(Template::create(&org(), &ana(), draft.clone(), now).is_err());
    /// assert!(Template::create(&org(), &ana().with_super_admin(true), draft, now).is_ok());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn with_super_admin(mut self, super_admin: bool) -> Self {
        self.super_admin = super_admin;
        self
    }

    /// The same, with how the person stands to the two people of one conversation.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let towards = Towards { direct_report: id(1), manager: id(2), hr_for_direct_report: true,
    ///     hr_for_manager: true, manages_direct_report: false, only_super_admin: false };
    /// let dana = Relation::new(org().id(), id(4)).with_towards(towards); // An HR Admin.
    /// assert_eq!(dana.towards(), Some(towards));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn with_towards(mut self, towards: Towards) -> Self {
        self.towards = Some(towards);
        self
    }

    /// How the person stands to the two people of one conversation, where that is said.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert!(directory().relation(id(1)).towards().is_none());
    /// assert!(directory().relation_to(id(1), &conversation().pair()).towards().is_some());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn towards(&self) -> Option<Towards> {
        self.towards
    }

    /// The organisation.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(ana().organisation(), org().id());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn organisation(&self) -> OrgId {
        self.organisation
    }

    /// The person.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(ana().person(), id(1));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// Whether the person's account is active.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert!(ana().is_active() && !ana().with_active(false).is_active());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.active
    }

    /// Whether the person is a Super Admin.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert!(ada().is_super_admin() && !ana().is_super_admin());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn is_super_admin(&self) -> bool {
        self.super_admin
    }
}

/// A direct report and their manager, both with active accounts, as the directory pairs them
/// (ANY-1, PAR-5).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let pair = directory().pair(ana().person(), ben().person())?;
/// assert_eq!((pair.direct_report, pair.manager), (ana().person(), ben().person()));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The organisation of both.
    pub organisation: OrgId,
    /// The direct report.
    pub direct_report: PersonId,
    /// The manager.
    pub manager: PersonId,
}

impl Pair {
    /// The other of the two; none where the person is neither.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let pair = directory().pair(id(1), id(2))?;
    /// assert_eq!(pair.counterpart(id(1)), Some(id(2)));
    /// assert_eq!(pair.counterpart(id(3)), None);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn counterpart(&self, person: PersonId) -> Option<PersonId> {
        if person == self.direct_report {
            Some(self.manager)
        } else if person == self.manager {
            Some(self.direct_report)
        } else {
            None
        }
    }
}
