//! Who asks: an actor in the organisation, and how they stand to the two people of a conversation.

use serde::{Deserialize, Serialize};

use crate::{Error, OrgId, PersonId};

/// A person and their offices in the organisation: whoever changes templates and cycles, or starts a
/// conversation (TPL-15, ANY-2).
///
/// [`Directory::actor`](crate::Directory::actor) gives it.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// assert!(directory().actor(id(3)).is_super_admin());
/// assert!(!directory().actor(id(99)).is_active()); // Nobody whom the directory knows.
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Actor {
    organisation: OrgId,
    person: PersonId,
    active: bool,
    #[serde(default)]
    super_admin: bool,
}

impl Actor {
    /// An actor that the host vouches for, without a directory: somebody whose account is active or
    /// not (PAR-9), and who holds no office yet.
    ///
    /// It is for the host alone: what it says is believed, so nothing of it may come from a request.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() {
    /// let ada = Actor::vouched(org().id(), id(3), true).with_super_admin(true);
    /// assert_eq!(ada, directory().actor(id(3)));
    /// # }
    /// ```
    #[must_use]
    pub const fn vouched(organisation: OrgId, person: PersonId, active: bool) -> Self {
        Self {
            organisation,
            person,
            active,
            super_admin: false,
        }
    }

    /// The same person, a Super Admin or not (TPL-15, VIS-6).
    #[must_use]
    pub const fn with_super_admin(mut self, super_admin: bool) -> Self {
        self.super_admin = super_admin;
        self
    }

    /// The organisation.
    #[must_use]
    pub const fn organisation(&self) -> OrgId {
        self.organisation
    }

    /// The person.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// Whether their account is active: an inactive person sees nothing and does nothing (PAR-9).
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.active
    }

    /// Whether they are a Super Admin.
    #[must_use]
    pub const fn is_super_admin(&self) -> bool {
        self.super_admin
    }
}

/// How an actor stands to the two people of a conversation: what their sight on it depends on.
///
/// [`Directory::relation`](crate::Directory::relation) works it out, and
/// [`Case::relation`](crate::Case::relation) does so for the people of a case. A relation to other
/// people than those of the conversation is an error, never a decision.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let cleo = under_cleo().relation(id(4), &conversation().pair());
/// assert!(cleo.manages_direct_report());
/// # Ok(()) }
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
    direct_report: PersonId,
    manager: PersonId,
    #[serde(default)]
    hr_for_direct_report: bool,
    #[serde(default)]
    hr_for_manager: bool,
    #[serde(default)]
    manages_direct_report: bool,
    #[serde(default)]
    only_super_admin: bool,
}

impl Relation {
    /// A relation that the host vouches for, without a directory: of an actor to two people, with
    /// nothing beside the actor's own offices yet.
    ///
    /// It is for the host alone: what it says is believed, so nothing of it may come from a request.
    ///
    /// # Errors
    /// [`Error::OrganisationMismatch`] if the pair is of another organisation (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let cleo = Actor::vouched(org().id(), id(4), true);
    /// let cleo = Relation::vouched(cleo, &conversation().pair())?.with_manages_direct_report(true);
    /// assert_eq!(cleo, under_cleo().relation(id(4), &conversation().pair()));
    /// # Ok(()) }
    /// ```
    pub fn vouched(actor: Actor, pair: &Pair) -> Result<Self, Error> {
        if actor.organisation != pair.organisation {
            return Err(Error::OrganisationMismatch {
                what: "pair",
                expected: actor.organisation,
                found: pair.organisation,
            });
        }
        Ok(Self::between(actor, pair))
    }

    pub(super) const fn between(actor: Actor, pair: &Pair) -> Self {
        let Actor {
            organisation,
            person,
            active,
            super_admin,
        } = actor;
        Self {
            organisation,
            person,
            active,
            super_admin,
            direct_report: pair.direct_report,
            manager: pair.manager,
            hr_for_direct_report: false,
            hr_for_manager: false,
            manages_direct_report: false,
            only_super_admin: false,
        }
    }

    /// The same with a scope as HR Admin that covers the direct report, the manager, both or neither
    /// (VIS-6).
    #[must_use]
    pub const fn with_hr_for(mut self, direct_report: bool, manager: bool) -> Self {
        self.hr_for_direct_report = direct_report;
        self.hr_for_manager = manager;
        self
    }

    /// The same as the direct report's manager of today, whether or not they manage the conversation
    /// (OWN-1).
    #[must_use]
    pub const fn with_manages_direct_report(mut self, manages: bool) -> Self {
        self.manages_direct_report = manages;
        self
    }

    /// The same, if no other active Super Admin is outside the conversation (REQ-3).
    #[must_use]
    pub const fn with_only_super_admin(mut self, only: bool) -> Self {
        self.only_super_admin = only;
        self
    }

    /// The actor.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        Actor {
            organisation: self.organisation,
            person: self.person,
            active: self.active,
            super_admin: self.super_admin,
        }
    }

    /// The organisation.
    #[must_use]
    pub const fn organisation(&self) -> OrgId {
        self.organisation
    }

    /// The person.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// Whether their account is active.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.active
    }

    /// Whether they are a Super Admin.
    #[must_use]
    pub const fn is_super_admin(&self) -> bool {
        self.super_admin
    }

    /// The two people to whom it is.
    #[must_use]
    pub const fn pair(&self) -> Pair {
        Pair {
            organisation: self.organisation,
            direct_report: self.direct_report,
            manager: self.manager,
        }
    }

    /// Whether it is to these two people.
    pub(crate) fn is_between(&self, direct_report: PersonId, manager: PersonId) -> bool {
        self.direct_report == direct_report && self.manager == manager
    }

    /// Whether their scope as HR Admin covers the direct report.
    #[must_use]
    pub const fn is_hr_for_direct_report(&self) -> bool {
        self.hr_for_direct_report
    }

    /// Whether their scope as HR Admin covers the manager.
    #[must_use]
    pub const fn is_hr_for_manager(&self) -> bool {
        self.hr_for_manager
    }

    /// Whether they are the direct report's manager of today.
    #[must_use]
    pub const fn manages_direct_report(&self) -> bool {
        self.manages_direct_report
    }

    /// Whether no other active Super Admin is outside the conversation.
    #[must_use]
    pub const fn is_only_super_admin(&self) -> bool {
        self.only_super_admin
    }
}

/// A direct report and their manager: the two whom a conversation is between.
///
/// [`Directory::pair`](crate::Directory::pair) and
/// [`Directory::pairs_of`](crate::Directory::pairs_of) give it.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let pair = directory().pair(id(1), id(2))?;
/// assert_eq!(pair.counterpart(id(1)), Some(id(2)));
/// assert_eq!(pair.counterpart(id(3)), None);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pair {
    organisation: OrgId,
    direct_report: PersonId,
    manager: PersonId,
}

impl Pair {
    /// A pair that the host vouches for, without a directory: the one reports to the other now, and
    /// both are active (ANY-1, PAR-5).
    ///
    /// It is for the host alone: what it says is believed, so nothing of it may come from a request.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(Pair::vouched(org().id(), id(1), id(2)), directory().pair(id(1), id(2))?);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn vouched(organisation: OrgId, direct_report: PersonId, manager: PersonId) -> Self {
        Self {
            organisation,
            direct_report,
            manager,
        }
    }

    /// The organisation.
    #[must_use]
    pub const fn organisation(&self) -> OrgId {
        self.organisation
    }

    /// The direct report.
    #[must_use]
    pub const fn direct_report(&self) -> PersonId {
        self.direct_report
    }

    /// The manager.
    #[must_use]
    pub const fn manager(&self) -> PersonId {
        self.manager
    }

    /// The other of the two; none for anybody else.
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
