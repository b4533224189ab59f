//! What a person is in a conversation.

use crate::vocabulary::vocabulary;
use crate::{Case, Relation, Side};

vocabulary! {
    /// What a person is in a conversation.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let case = case("2026-03-10T09:00:00Z");
    /// assert_eq!(case.sight(&ben())?.standing(), Standing::Manager);
    /// assert_eq!(case.sight(&admin())?.standing(), Standing::Administrator);
    /// # Ok(()) }
    /// ```
    #[derive(PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum Standing {
        /// Its direct report.
        DirectReport: "direct_report" = 1,
        /// Its manager.
        Manager: "manager" = 2,
        /// The direct report's manager by the directory, who may take ownership (OWN-1).
        NewManager: "new_manager" = 3,
        /// A manager whose ownership somebody took (VIS-12).
        PreviousManager: "previous_manager" = 4,
        /// A Super Admin, or an HR Admin whose scope covers it (VIS-6).
        Administrator: "administrator" = 5,
        /// Somebody who has no part in it and may not know of it (VIS-16).
        Stranger: "stranger" = 0,
    }
}

impl Standing {
    /// The side that a participant stands on.
    ///
    /// ```
    /// use visavis::Side;
    /// use visavis::sight::Standing;
    ///
    /// assert_eq!(Standing::Manager.side(), Some(Side::Manager));
    /// assert_eq!(Standing::Stranger.side(), None);
    /// ```
    #[must_use]
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::DirectReport => Some(Side::DirectReport),
            Self::Manager => Some(Side::Manager),
            Self::NewManager | Self::PreviousManager | Self::Administrator | Self::Stranger => None,
        }
    }

    /// What a person on a side is.
    ///
    /// ```
    /// use visavis::Side;
    /// use visavis::sight::Standing;
    ///
    /// assert_eq!(Standing::on(Side::DirectReport), Standing::DirectReport);
    /// ```
    #[must_use]
    pub const fn on(side: Side) -> Self {
        match side {
            Side::DirectReport => Self::DirectReport,
            Side::Manager => Self::Manager,
        }
    }
}

/// What one person is in a conversation: a participant and nothing else (VIS-9), or all that their
/// offices and a change of manager make of them, or a stranger. It is never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StandingSet(u16);

impl StandingSet {
    const fn of(standing: Standing) -> Self {
        Self(1 << standing as u16)
    }

    fn from_iter(standings: impl IntoIterator<Item = Option<Standing>>) -> Self {
        let bits = |bits, standing| bits | Self::of(standing).0;
        match standings.into_iter().flatten().fold(0, bits) {
            0 => Self::of(Standing::Stranger),
            bits => Self(bits),
        }
    }

    pub(super) const fn has(self, standing: Standing) -> bool {
        self.0 & Self::of(standing).0 != 0
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Standing> {
        let mut left = self.0;
        core::iter::from_fn(move || {
            let standing = Standing::ALL.get(left.trailing_zeros() as usize).copied();
            left &= left.wrapping_sub(1);
            standing
        })
    }

    pub(super) fn first(self) -> Standing {
        self.iter().next().unwrap_or(Standing::Stranger)
    }
}

impl Case<'_> {
    pub(super) fn standings(&self, relation: &Relation) -> StandingSet {
        if !relation.is_active() {
            return StandingSet::of(Standing::Stranger);
        }
        let (person, conversation) = (relation.person(), self.conversation);
        if let Some(side) = conversation.side(person) {
            return StandingSet::of(Standing::on(side));
        }
        let takes_over = self.may_be_taken_over(person, relation.manages_direct_report());
        // Who managed it holds no office in it (VIS-12).
        let former = conversation.was_managed_by(person);
        StandingSet::from_iter([
            takes_over.is_ok().then_some(Standing::NewManager),
            former.then_some(Standing::PreviousManager),
            (!former && self.is_in_office(relation)).then_some(Standing::Administrator),
        ])
    }

    /// Whether a person's office covers the conversation: a Super Admin's always, an HR Admin's
    /// where the scope covers both people, or the direct report where that is enough (VIS-6).
    pub(crate) fn is_in_office(&self, relation: &Relation) -> bool {
        let one_is_enough = self.context.organisation().covers_by_direct_report();
        relation.is_super_admin()
            || (relation.is_hr_for_direct_report()
                && (relation.is_hr_for_manager() || one_is_enough))
    }
}
