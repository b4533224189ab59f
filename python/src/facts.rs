//! The organisation, its calendar, and how a person stands to the rest.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyDate, PyFrozenSet};
use visavis::{Instant, NotificationKind, OrgId, PersonId, Zone};

use crate::convert::{At, Day, Id, Named, Of, dated, history, local_date};
use crate::fault::Fallible;
use crate::wire::{Made, bare, copied, hash, made, wired};

/// An organisation: its zone and what is turned on, each with its history.
///
/// A plain value has always held; a `Dated` says since when. Conversations are off until they are
/// turned on. `covers_by_direct_report` says that it is enough for an HR Admin's scope to cover the
/// direct report, and `notifications_off` which kinds of notifications are not wanted.
///
/// >>> office = Org(uuid(100), "Europe/Lisbon", conversations=True)
/// >>> office.zone.latest, office.conversations.latest
/// ('Europe/Lisbon', True)
/// >>> Org.from_json(office.to_json()) == office
/// True
/// >>> quiet = Org(uuid(100), "Europe/Lisbon", notifications_off=[NotificationKind.EDIT_REQUESTS])
/// >>> quiet.notifies_of(NotificationKind.EDIT_REQUESTS), quiet.notifications_off
/// (False, frozenset({<NotificationKind.EDIT_REQUESTS: 'edit_requests'>}))
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Org(pub(crate) Arc<visavis::Org>);

#[pymethods]
impl Org {
    #[new]
    #[pyo3(signature = (
        id, zone, *, conversations=None, offers_references=false, covers_by_direct_report=false,
        notifications_off=None
    ))]
    fn new(
        id: Id<OrgId>,
        zone: &Bound<'_, PyAny>,
        conversations: Option<&Bound<'_, PyAny>>,
        offers_references: bool,
        covers_by_direct_report: bool,
        notifications_off: Option<&Bound<'_, PyAny>>,
    ) -> Fallible<Self> {
        let zone = dated(zone, |name| {
            let name: PyBackedStr = name.extract()?;
            Ok(name.parse::<Zone>()?)
        })?;
        let mut org = visavis::Org::new(id.0, zone)
            .with_references(offers_references)
            .with_cover_by_direct_report(covers_by_direct_report);
        if let Some(off) = notifications_off {
            let kinds = off.try_iter()?.map(|kind| Ok(kind?.extract::<Of<_>>()?.0));
            org = org.without_notifications(kinds.collect::<PyResult<Vec<_>>>()?);
        }
        if let Some(on) = conversations {
            org = org.with_conversations(dated(on, |on| Ok(on.extract()?))?);
        }
        Ok(Self(Arc::new(org)))
    }

    /// The id.
    #[getter]
    fn id(&self) -> Id<OrgId> {
        Id(self.0.id())
    }

    /// The zone by its IANA name, over time.
    #[getter]
    fn zone<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        history(py, self.0.zone(), |zone| zone.name())
    }

    /// Whether conversations are on, over time.
    #[getter]
    fn conversations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        history(py, self.0.conversations(), |on| *on)
    }

    /// Whether forms offer their respondents' objectives and feedback.
    #[getter]
    fn offers_references(&self) -> bool {
        self.0.offers_references()
    }

    /// Whether it is enough that an HR Admin's scope covers the direct report.
    #[getter]
    fn covers_by_direct_report(&self) -> bool {
        self.0.covers_by_direct_report()
    }

    /// The kinds of notifications that are not produced.
    #[getter]
    fn notifications_off<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyFrozenSet>> {
        let kinds = NotificationKind::ALL.iter().copied();
        let off = kinds.filter(|kind| !self.0.notifies_of(*kind)).map(Of);
        PyFrozenSet::new(py, off)
    }

    /// Whether notifications of a kind are produced.
    fn notifies_of(&self, kind: Of<NotificationKind>) -> bool {
        self.0.notifies_of(kind.0)
    }

    /// The calendar as it is known at an instant.
    ///
    /// >>> org.calendar(at("2026-03-10T23:30:00Z")).today
    /// datetime.date(2026, 3, 10)
    fn calendar(&self, now: At) -> Calendar {
        Calendar {
            organisation: Arc::clone(&self.0),
            now: now.0,
        }
    }

    fn __repr__(&self) -> String {
        format!("<Org {}>", self.0.id())
    }
}

wired! { Org: visavis::Org; }

/// Local days and hours of an organisation, as they are known at one instant.
///
/// >>> from datetime import date
/// >>> calendar = org.calendar(at("2026-03-10T09:00:00Z"))
/// >>> calendar.deadline(date(2026, 3, 31)).isoformat()
/// '2026-03-31T23:00:00+00:00'
/// >>> calendar.zone, calendar.exists(date(2026, 3, 29))
/// ('Europe/Lisbon', True)
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Calendar {
    organisation: Arc<visavis::Org>,
    now: Instant,
}

impl Calendar {
    fn core(&self) -> visavis::Calendar<'_> {
        self.organisation.calendar(self.now)
    }
}

#[pymethods]
impl Calendar {
    /// The zone in force, by its IANA name.
    #[getter]
    fn zone(&self) -> &'static str {
        self.core().zone().name()
    }

    /// The local date of the instant.
    #[getter]
    fn today<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDate>> {
        local_date(py, self.core().today())
    }

    /// The local date at an instant.
    fn local_date<'py>(&self, py: Python<'py>, at: At) -> PyResult<Bound<'py, PyDate>> {
        local_date(py, self.core().local_date(at.0))
    }

    /// The first instant of a date.
    fn day_start(&self, date: Day) -> At {
        At(self.core().day_start(date.0))
    }

    /// The instant at which a deadline on a date has passed: the first of the day after.
    fn deadline(&self, date: Day) -> At {
        At(self.core().deadline(date.0))
    }

    /// Local 17:00 of a date; none where that day does not exist.
    fn five_pm(&self, date: Day) -> Option<At> {
        self.core().five_pm(date.0).map(At)
    }

    /// Whether a date exists in the zone in force.
    fn exists(&self, date: Day) -> bool {
        self.core().zone().exists(date.0)
    }

    /// The next full local hour, strictly later.
    fn top_of_hour(&self, after: At) -> At {
        At(self.core().top_of_hour(after.0))
    }

    fn __repr__(&self) -> String {
        format!("<Calendar {} at {}>", self.core().zone(), self.now)
    }

    fn __eq__(&self, other: PyRef<'_, Self>) -> bool {
        *self == *other
    }

    fn __hash__(&self) -> u64 {
        hash(&(self.organisation.id(), self.now))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Made<'py, (Org, At)>> {
        made::<Org, _>(
            py,
            "calendar",
            (Org(Arc::clone(&self.organisation)), At(self.now)),
        )
    }
}

copied! { Calendar }

/// How a person stands in the organisation, and perhaps to the two people of one conversation.
///
/// A directory gives it, or a host with its own tables says it.
///
/// >>> ada = Relation(org.id, uuid(3), super_admin=True)
/// >>> ada.active, ada.super_admin, ada.person == uuid(3)
/// (True, True, True)
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Relation(pub(crate) visavis::Relation);

#[pymethods]
impl Relation {
    #[new]
    #[pyo3(signature = (organisation, person, *, active=true, super_admin=false, towards=None))]
    fn new(
        organisation: Id<OrgId>,
        person: Id<PersonId>,
        active: bool,
        super_admin: bool,
        towards: Option<PyRef<'_, Towards>>,
    ) -> Self {
        let relation = visavis::Relation::new(organisation.0, person.0)
            .with_active(active)
            .with_super_admin(super_admin);
        Self(match towards {
            Some(towards) => relation.with_towards(towards.0),
            None => relation,
        })
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

    /// How the person stands to the two people of one conversation, where that is said.
    #[getter]
    fn towards(&self) -> Option<Towards> {
        self.0.towards().map(Towards)
    }

    fn __repr__(&self) -> String {
        format!("<Relation {}>", self.0.person())
    }
}

wired! { Relation: visavis::Relation; }

/// How a person stands to the two people of one conversation, by the directory.
///
/// `Directory.relation_to` gives it. It holds for these two alone: among the facts of a conversation
/// between others it is an `MismatchError`.
///
/// >>> towards = directory.relation_to(ada.person, case().conversation.pair).towards
/// >>> towards.manages_direct_report, towards.only_super_admin
/// (False, True)
/// >>> dana = Relation(org.id, uuid(4), towards=Towards(
/// ...     uuid(1), uuid(2), hr_for_direct_report=True, hr_for_manager=True))
/// >>> case().sight(dana).standing
/// <Standing.ADMINISTRATOR: 'administrator'>
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Towards(visavis::Towards);

#[pymethods]
impl Towards {
    #[new]
    #[pyo3(signature = (
        direct_report, manager, *, hr_for_direct_report=false, hr_for_manager=false,
        manages_direct_report=false, only_super_admin=false
    ))]
    fn new(
        direct_report: Id<PersonId>,
        manager: Id<PersonId>,
        hr_for_direct_report: bool,
        hr_for_manager: bool,
        manages_direct_report: bool,
        only_super_admin: bool,
    ) -> Self {
        Self(visavis::Towards {
            direct_report: direct_report.0,
            manager: manager.0,
            hr_for_direct_report,
            hr_for_manager,
            manages_direct_report,
            only_super_admin,
        })
    }

    /// The direct report.
    #[getter]
    fn direct_report(&self) -> Id<PersonId> {
        Id(self.0.direct_report)
    }

    /// The manager, as the conversation has it.
    #[getter]
    fn manager(&self) -> Id<PersonId> {
        Id(self.0.manager)
    }

    /// Whether the person is an HR Admin whose scope covers the direct report.
    #[getter]
    fn hr_for_direct_report(&self) -> bool {
        self.0.hr_for_direct_report
    }

    /// Whether the person is an HR Admin whose scope covers the manager.
    #[getter]
    fn hr_for_manager(&self) -> bool {
        self.0.hr_for_manager
    }

    /// Whether the directory pairs the direct report with the person today.
    #[getter]
    fn manages_direct_report(&self) -> bool {
        self.0.manages_direct_report
    }

    /// Whether nobody else is an active Super Admin, the two themselves aside.
    #[getter]
    fn only_super_admin(&self) -> bool {
        self.0.only_super_admin
    }

    fn __repr__(&self) -> String {
        let (direct_report, manager) = (self.0.direct_report, self.0.manager);
        format!("<Towards {direct_report} and {manager}>")
    }
}

bare! { Towards: visavis::Towards; }

/// A direct report and their manager.
///
/// >>> pair = Pair(organisation=org.id, direct_report=uuid(1), manager=uuid(2))
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

    #[new]
    fn new(organisation: Id<OrgId>, direct_report: Id<PersonId>, manager: Id<PersonId>) -> Self {
        Self(visavis::Pair {
            organisation: organisation.0,
            direct_report: direct_report.0,
            manager: manager.0,
        })
    }

    /// The organisation.
    #[getter]
    fn organisation(&self) -> Id<OrgId> {
        Id(self.0.organisation)
    }

    /// The direct report.
    #[getter]
    fn direct_report(&self) -> Id<PersonId> {
        Id(self.0.direct_report)
    }

    /// The manager.
    #[getter]
    fn manager(&self) -> Id<PersonId> {
        Id(self.0.manager)
    }

    /// The other of the two; none for anyone else.
    fn counterpart(&self, person: Id<PersonId>) -> Option<Id<PersonId>> {
        self.0.counterpart(person.0).map(Id)
    }

    fn __repr__(&self) -> String {
        format!("<Pair {} and {}>", self.0.direct_report, self.0.manager)
    }
}

bare! { Pair: visavis::Pair; }

/// Reads an instant as the engine does: RFC 3339, with any offset.
///
/// >>> parse_instant("2026-03-31T11:30:00.5+02:00").isoformat()
/// '2026-03-31T09:30:00.500000+00:00'
/// >>> parse_instant("yesterday")
/// Traceback (most recent call last):
/// visavis.TimeError: `yesterday` is not an instant...
#[pyfunction]
pub(crate) fn parse_instant(text: &str) -> Fallible<At> {
    Ok(At(text.parse()?))
}

/// Reads a date as the engine does: `YYYY-MM-DD`, from 1970 to 2099.
///
/// >>> parse_date("2026-03-31")
/// datetime.date(2026, 3, 31)
#[pyfunction]
pub(crate) fn parse_date(text: &str) -> Fallible<Day> {
    Ok(Day(text.parse()?))
}
