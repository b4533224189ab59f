//! The organisation and its calendar.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyDate, PyFrozenSet, PyMapping, PyString};
use visavis::Instant;
use visavis::calendar::{Zone, ZoneRules};
use visavis::id::{OrgId, PersonId};
use visavis::org::NotificationKind;
use visavis::uuid::Uuid;

use crate::convert::{At, Day, Id, Of, dated, expected, history, local_date};
use crate::fault::Fallible;
use crate::record::Class;
use crate::text::Text;
use crate::wire::{Made, copied, hash, made, replaced, sent, wired};

/// An organisation: its zone and what is turned on, each with its history.
///
/// A plain value has always held; a `Dated` says since when. Conversations are off until they are
/// turned on. The zone is an IANA name, or a `ZoneInfo` of which only the name is taken: the rules are
/// the engine's. `covers_by_direct_report` says that it is enough for an HR Admin's scope to cover the
/// direct report, and `notifications_off` which kinds of notifications are not wanted. `zone_rules` has
/// newer rules of zones, as TZif data (at most 64 KiB a zone) with their release:
/// `{"America/Vancouver": ("2026g", data)}`. Those that are older than the engine's are passed over. With
/// them a zone can be one that was made after the engine's release.
///
/// >>> office = Org(uuid(100), "Europe/Lisbon", conversations=True)
/// >>> office.zone.latest, office.conversations.latest
/// ('Europe/Lisbon', True)
/// >>> Org.from_json(office.to_json()) == office
/// True
/// >>> from zoneinfo import ZoneInfo
/// >>> Org(uuid(100), ZoneInfo("Europe/Lisbon"), conversations=True) == office
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
        notifications_off=None, zone_rules=None
    ))]
    fn new(
        id: Id<OrgId>,
        zone: &Bound<'_, PyAny>,
        conversations: Option<&Bound<'_, PyAny>>,
        offers_references: bool,
        covers_by_direct_report: bool,
        notifications_off: Option<&Bound<'_, PyAny>>,
        zone_rules: Option<&Bound<'_, PyMapping>>,
    ) -> Fallible<Self> {
        let mut rules = Vec::new();
        if let Some(given) = zone_rules {
            for item in given.items()? {
                let (zone, of): (Bound<'_, PyAny>, (Text, PyBackedBytes)) = item.extract()?;
                let (version, tzif) = of;
                let of = ZoneRules::new(version.0.parse()?, &tzif)?;
                rules.push((of.zone(&zone_name(&zone)?.0)?, of));
            }
        }
        let zone = dated(zone, |zone| read_zone(zone, &rules))?;
        let mut org = visavis::Org::new(id.0, zone)
            .with_zone_rules(rules)
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
        history(py, self.0.zone(), |zone| zone.name().to_owned())
    }

    /// The rules of zones that were handed in: by zone the release and the TZif data.
    #[getter]
    fn zone_rules(&self) -> BTreeMap<String, (String, Cow<'_, [u8]>)> {
        let rules = self.0.zone_rules();
        rules
            .map(|(zone, rules)| {
                let data = Cow::Borrowed(rules.tzif());
                (zone.to_string(), (rules.version().to_string(), data))
            })
            .collect()
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
sent! { Org: visavis::Org; }
replaced! {
    Org: "id" "zone" "conversations" "offers_references" "covers_by_direct_report" "notifications_off"
        "zone_rules";
}

/// A zone, which the engine knows or that rules were handed in for.
fn read_zone(zone: &Bound<'_, PyAny>, rules: &[(Zone, ZoneRules)]) -> Fallible<Zone> {
    let name = zone_name(zone)?;
    let handed = rules.iter().find(|(zone, _)| zone.name() == &*name.0);
    match handed {
        Some((zone, _)) => Ok(*zone),
        None => Ok(name.0.parse()?),
    }
}

/// The name of a zone, or that of a `ZoneInfo` that has one.
fn zone_name(zone: &Bound<'_, PyAny>) -> Fallible<Text> {
    static ZONE_INFO: Class = Class::new("zoneinfo", "ZoneInfo");
    static TIME_ERROR: Class = Class::new("visavis._errors", "TimeError");
    let py = zone.py();
    let named = match zone.is_instance_of::<PyString>() {
        true => zone.clone(),
        false if zone.is_instance(ZONE_INFO.get(py)?)? => zone.getattr(intern!(py, "key"))?,
        false => return Err(expected("the name of a zone or a ZoneInfo", zone).into()),
    };
    if named.is_none() {
        let said = "expected a zone by its name, found one that has none: make it with its key";
        return Err(PyErr::from_value(TIME_ERROR.get(py)?.call1((said,))?).into());
    }
    Ok(named.extract()?)
}

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
    fn core(&self) -> visavis::calendar::Calendar<'_> {
        self.organisation.calendar(self.now)
    }
}

#[pymethods]
impl Calendar {
    /// The zone in force, by its IANA name.
    #[getter]
    fn zone(&self) -> String {
        self.core().zone().to_string()
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
        self.core().exists(date.0)
    }

    /// The next full local hour, strictly later.
    fn top_of_hour(&self, after: At) -> At {
        At(self.core().top_of_hour(after.0))
    }

    /// The zones whose rules were handed in and passed over, since the engine's own are newer, with
    /// the release of what was handed in.
    #[getter]
    fn outdated_rules(&self) -> BTreeMap<String, String> {
        let outdated = self.core().outdated_rules();
        outdated
            .map(|(zone, release)| (zone.to_string(), release.to_string()))
            .collect()
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

/// Reads an instant as the engine does: RFC 3339, with any offset.
///
/// >>> parse_instant("2026-03-31T11:30:00.5+02:00").isoformat()
/// '2026-03-31T09:30:00.500000+00:00'
/// >>> parse_instant("yesterday")
/// Traceback (most recent call last):
/// visavis.TimeError: `yesterday` is not an instant...
#[pyfunction]
pub(crate) fn parse_instant(text: Text) -> Fallible<At> {
    Ok(At(text.0.parse()?))
}

/// Reads a date as the engine does: `YYYY-MM-DD`, from 1970 to 2099.
///
/// >>> parse_date("2026-03-31")
/// datetime.date(2026, 3, 31)
#[pyfunction]
pub(crate) fn parse_date(text: Text) -> Fallible<Day> {
    Ok(Day(text.0.parse()?))
}

/// An id from a key of the host's own, for hosts whose keys are not UUIDs: version 5 of the key in a
/// namespace. The same two always give the same id, as in Rust and in C.
///
/// Take a namespace of one's own for each kind of thing: a person and a template may have one key.
/// It is for the host alone: whoever knows a namespace and a key can work out the id, which is
/// no secret.
///
/// >>> from uuid import UUID, uuid5
/// >>> people = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
/// >>> from_key(people, "17")
/// UUID('...')
/// >>> from_key(people, "17") == uuid5(people, "17"), from_key(people, "17") == from_key(people, "18")
/// (True, False)
#[pyfunction]
pub(crate) fn from_key(namespace: Id<Uuid>, key: Text) -> Id<Uuid> {
    // Whatever kind of id it is: a key makes the same of each.
    Id(PersonId::from_key(namespace.0, &key.0).into())
}
