//! Who asks: actors, relations and pairs, as a directory gives them or as the host vouches for them.

use pyo3::prelude::*;
use visavis::id::{OrgId, PersonId};

use crate::convert::{Id, expected};
use crate::fault::Fallible;
use crate::wire::{bare, wired};

/// A person and their offices in the organisation: whoever changes templates and cycles, or starts a
/// conversation.
///
/// `Directory.actor` gives it.
///
/// >>> directory.actor(uuid(3)).super_admin
/// True
/// >>> directory.actor(uuid(99)).active  # Nobody whom the directory knows.
/// False
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Actor(pub(crate) visavis::Actor);

#[pymethods]
impl Actor {
    /// An actor whom the host vouches for, without a directory.
    ///
    /// It is for the host alone: what it says is believed, so nothing of it may come from a request.
    /// `active` is whether their account is active: an inactive person sees nothing and does nothing.
    ///
    /// >>> Actor.vouched(org.id, uuid(3), active=True, super_admin=True) == directory.actor(uuid(3))
    /// True
    #[staticmethod]
    #[pyo3(signature = (organisation, person, *, active, super_admin=false))]
    fn vouched(
        organisation: Id<OrgId>,
        person: Id<PersonId>,
        active: bool,
        super_admin: bool,
    ) -> Self {
        let actor = visavis::Actor::vouched(organisation.0, person.0, active);
        Self(actor.with_super_admin(super_admin))
    }

    /// The organisation.
    #[getter]
    fn organisation(&self) -> Id<OrgId> {
        Id(self.0.organisation())
    }

    /// The person.
    #[getter]
    fn person(&self) -> Id<PersonId> {
        Id(self.0.person())
    }

    /// Whether the account is active.
    #[getter]
    fn active(&self) -> bool {
        self.0.is_active()
    }

    /// Whether the person is a Super Admin.
    #[getter]
    fn super_admin(&self) -> bool {
        self.0.is_super_admin()
    }

    fn __repr__(&self) -> String {
        format!("<Actor {}>", self.0.person())
    }
}

wired! { Actor: visavis::Actor; }

impl FromPyObject<'_, '_> for Actor {
    type Error = PyErr;

    fn extract(by: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        match by.cast::<Self>() {
            Ok(actor) => Ok(Self(actor.get().0)),
            Err(_) if by.is_instance_of::<Relation>() => {
                let way = "an Actor (`Directory.actor(person)`, or the relation's `actor`)";
                Err(expected(way, &by))
            }
            Err(_) => Err(expected("an Actor", &by)),
        }
    }
}

/// How an actor stands to the two people of a conversation: what they see and do there depends on it.
///
/// `Directory.relation` works it out, and `Case.relation` does so for the people of a case. A relation
/// to other people than those of the conversation is a `MismatchError`.
///
/// >>> under_cleo.relation(uuid(4), case().conversation.pair).manages_direct_report
/// True
/// >>> case().sight(directory.actor(uuid(1)))
/// Traceback (most recent call last):
/// TypeError: expected a Relation ...found Actor...
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Relation(pub(crate) visavis::Relation);

#[pymethods]
impl Relation {
    /// A relation that the host vouches for, without a directory: of an actor to two people.
    ///
    /// It is for the host alone: what it says is believed, so nothing of it may come from a request.
    ///
    /// The first two say whom their scope as HR Admin covers; `manages_direct_report` that they are
    /// the direct report's manager of today, whether or not they manage the conversation; and
    /// `only_super_admin` that no other active Super Admin is outside the conversation.
    ///
    /// >>> dana = Actor.vouched(org.id, uuid(5), active=True)
    /// >>> pair = Pair.vouched(org.id, direct_report=uuid(1), manager=uuid(2))
    /// >>> dana = Relation.vouched(dana, pair, hr_for_direct_report=True, hr_for_manager=True)
    /// >>> case().sight(dana).standing
    /// <Standing.ADMINISTRATOR: 'administrator'>
    #[staticmethod]
    #[pyo3(signature = (
        actor, pair, *, hr_for_direct_report=false, hr_for_manager=false,
        manages_direct_report=false, only_super_admin=false
    ))]
    fn vouched(
        actor: Actor,
        pair: &Pair,
        hr_for_direct_report: bool,
        hr_for_manager: bool,
        manages_direct_report: bool,
        only_super_admin: bool,
    ) -> Fallible<Self> {
        let relation = visavis::Relation::vouched(actor.0, &pair.0)?
            .with_hr_for(hr_for_direct_report, hr_for_manager)
            .with_manages_direct_report(manages_direct_report)
            .with_only_super_admin(only_super_admin);
        Ok(Self(relation))
    }

    /// The actor.
    #[getter]
    fn actor(&self) -> Actor {
        Actor(self.0.actor())
    }

    /// The two people to whom it is.
    #[getter]
    fn pair(&self) -> Pair {
        Pair(self.0.pair())
    }

    /// The organisation.
    #[getter]
    fn organisation(&self) -> Id<OrgId> {
        Id(self.0.organisation())
    }

    /// The person.
    #[getter]
    fn person(&self) -> Id<PersonId> {
        Id(self.0.person())
    }

    /// Whether the account is active.
    #[getter]
    fn active(&self) -> bool {
        self.0.is_active()
    }

    /// Whether the person is a Super Admin.
    #[getter]
    fn super_admin(&self) -> bool {
        self.0.is_super_admin()
    }

    /// Whether the person is an HR Admin whose scope covers the direct report.
    #[getter]
    fn hr_for_direct_report(&self) -> bool {
        self.0.is_hr_for_direct_report()
    }

    /// Whether the person is an HR Admin whose scope covers the manager.
    #[getter]
    fn hr_for_manager(&self) -> bool {
        self.0.is_hr_for_manager()
    }

    /// Whether the person is the direct report's manager of today.
    #[getter]
    fn manages_direct_report(&self) -> bool {
        self.0.manages_direct_report()
    }

    /// Whether no other active Super Admin is outside the conversation.
    #[getter]
    fn only_super_admin(&self) -> bool {
        self.0.is_only_super_admin()
    }

    fn __repr__(&self) -> String {
        format!("<Relation {}>", self.0.person())
    }
}

wired! { Relation: visavis::Relation; }

impl FromPyObject<'_, '_> for Relation {
    type Error = PyErr;

    fn extract(by: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        match by.cast::<Self>() {
            Ok(relation) => Ok(Self(relation.get().0)),
            Err(_) if by.is_instance_of::<Actor>() => {
                let way = "a Relation (`Directory.relation(person, pair)`, \
                    or `Case.relation(directory, person)`)";
                Err(expected(way, &by))
            }
            Err(_) => Err(expected("a Relation", &by)),
        }
    }
}

/// A direct report and their manager: the two whom a conversation is between.
///
/// `Directory.pair` and `Directory.pairs_of` give it.
///
/// >>> pair = directory.pair(uuid(1), uuid(2))
/// >>> pair.counterpart(uuid(1)) == uuid(2), pair.counterpart(uuid(3))
/// (True, None)
/// >>> match pair:
/// ...     case Pair(direct_report=who, manager=_):
/// ...         who == uuid(1)
/// True
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Pair(pub(crate) visavis::Pair);

#[pymethods]
impl Pair {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str, &'static str) {
        ("organisation", "direct_report", "manager")
    }

    /// A pair that the host vouches for, without a directory: the one reports to the other now, and
    /// both accounts are active.
    ///
    /// It is for the host alone: what it says is believed, so nothing of it may come from a request.
    ///
    /// >>> pair = Pair.vouched(org.id, direct_report=uuid(1), manager=uuid(2))
    /// >>> pair == directory.pair(uuid(1), uuid(2))
    /// True
    #[staticmethod]
    #[pyo3(signature = (organisation, *, direct_report, manager))]
    fn vouched(
        organisation: Id<OrgId>,
        direct_report: Id<PersonId>,
        manager: Id<PersonId>,
    ) -> Self {
        Self(visavis::Pair::vouched(
            organisation.0,
            direct_report.0,
            manager.0,
        ))
    }

    /// The organisation.
    #[getter]
    fn organisation(&self) -> Id<OrgId> {
        Id(self.0.organisation())
    }

    /// The direct report.
    #[getter]
    fn direct_report(&self) -> Id<PersonId> {
        Id(self.0.direct_report())
    }

    /// The manager.
    #[getter]
    fn manager(&self) -> Id<PersonId> {
        Id(self.0.manager())
    }

    /// The other of the two; none for anyone else.
    fn counterpart(&self, person: Id<PersonId>) -> Option<Id<PersonId>> {
        self.0.counterpart(person.0).map(Id)
    }

    fn __repr__(&self) -> String {
        let (direct_report, manager) = (self.0.direct_report(), self.0.manager());
        format!("<Pair {direct_report} and {manager}>")
    }
}

bare! { Pair: visavis::Pair; }
