//! The directory: people and their reporting lines.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyIterator, PyTuple};
use visavis::id::{DepartmentId, OrgId, PersonId};
use visavis::uuid::Uuid;

use crate::convert::Id;
use crate::fault::Fallible;
use crate::record::{Class, text, tuple};
use crate::refusal::Refusal;
use crate::relation::{Actor, Pair, Relation};
use crate::text::Text;
use crate::wire::{Json, bare, copied, hash, plain, replaced, wired};

/// What a host says of a person.
///
/// >>> ana = PersonData(uuid(1), "Ana", manager=uuid(2))
/// >>> ana.name, ana.active, ana.super_admin
/// ('Ana', True, False)
/// >>> from visavis import participants
/// >>> dana = PersonData(uuid(5), "Dana", hr_admin=participants.Only(groups=(uuid(70),)))
/// >>> dana.hr_admin.groups == (uuid(70),), dana.email
/// (True, None)
/// >>> ana.replace(active=False).active, ana.active
/// (False, True)
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct PersonData(visavis::PersonData);

#[pymethods]
impl PersonData {
    #[new]
    #[allow(clippy::too_many_arguments, reason = "they go by their names")]
    #[pyo3(signature = (
        id, name, *, manager=None, active=true, super_admin=false, email=None, department=None,
        groups=None, hr_admin=None
    ))]
    fn new(
        id: Id<PersonId>,
        name: Text,
        manager: Option<Id<PersonId>>,
        active: bool,
        super_admin: bool,
        email: Option<Text>,
        department: Option<Id<DepartmentId>>,
        groups: Option<&Bound<'_, PyAny>>,
        hr_admin: Option<&Bound<'_, PyAny>>,
    ) -> Fallible<Self> {
        Ok(Self(visavis::PersonData {
            manager: manager.map(|manager| manager.0),
            active,
            super_admin,
            email: email.map(|email| email.0),
            department: department.map(|department| department.0),
            groups: ids(groups)?,
            hr_admin: hr_admin.map(plain).transpose()?,
            ..visavis::PersonData::new(id.0, name.0)
        }))
    }

    /// The person.
    #[getter]
    fn id(&self) -> Id<PersonId> {
        Id(self.0.id)
    }

    /// The name that lists show.
    #[getter]
    fn name(&self) -> &str {
        &self.0.name
    }

    /// Whom the person reports to.
    #[getter]
    fn manager(&self) -> Option<Id<PersonId>> {
        self.0.manager.map(Id)
    }

    /// Whether the account is active; people on leave have an active one.
    #[getter]
    fn active(&self) -> bool {
        self.0.active
    }

    /// Whether the person is a Super Admin.
    #[getter]
    fn super_admin(&self) -> bool {
        self.0.super_admin
    }

    /// The e-mail address, by which lists of participants name the person.
    #[getter]
    fn email(&self) -> Option<&str> {
        self.0.email.as_deref()
    }

    /// The department.
    #[getter]
    fn department(&self) -> Option<Id<DepartmentId>> {
        self.0.department.map(Id)
    }

    /// The groups.
    #[getter]
    fn groups<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.0.groups.iter().copied().map(Id))
    }

    /// Whom the person covers as an HR Admin: a `participants.Everyone` or a `participants.Only`.
    #[getter]
    fn hr_admin<'py>(&self, py: Python<'py>) -> Fallible<Option<Bound<'py, PyAny>>> {
        static SCOPE: Class = Class::new("visavis.participants", "_Scope");
        let scope = self.0.hr_admin.as_ref();
        scope.map(|scope| SCOPE.of(py, scope)).transpose()
    }

    fn __repr__(&self) -> String {
        format!("<PersonData {}>", self.0.id)
    }
}

bare! { PersonData: visavis::PersonData; }
replaced! {
    PersonData: "id" "name" "manager" "active" "super_admin" "email" "department" "groups" "hr_admin";
    DepartmentData: "id" "above";
    DirectoryData: "organisation" "people" "departments" "groups";
}

/// Ids of a series, none where nothing was said.
pub(crate) fn ids<T: From<Uuid>, All: FromIterator<T>>(
    series: Option<&Bound<'_, PyAny>>,
) -> PyResult<All> {
    let ids = series.map(|series| series.try_iter()).transpose()?;
    let ids = ids.into_iter().flatten();
    ids.map(|id| Ok(id?.extract::<Id<T>>()?.0)).collect()
}

/// What a host says of a department.
///
/// >>> north = DepartmentData(uuid(41), above=uuid(40))
/// >>> north.above == uuid(40), DepartmentData(uuid(40)).above
/// (True, None)
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct DepartmentData(visavis::org::DepartmentData);

#[pymethods]
impl DepartmentData {
    #[new]
    #[pyo3(signature = (id, *, above=None))]
    fn new(id: Id<DepartmentId>, above: Option<Id<DepartmentId>>) -> Self {
        Self(visavis::org::DepartmentData {
            id: id.0,
            above: above.map(|above| above.0),
        })
    }

    /// The department.
    #[getter]
    fn id(&self) -> Id<DepartmentId> {
        Id(self.0.id)
    }

    /// The department right above it.
    #[getter]
    fn above(&self) -> Option<Id<DepartmentId>> {
        self.0.above.map(Id)
    }

    fn __repr__(&self) -> String {
        format!("<DepartmentData {}>", self.0.id)
    }
}

bare! { DepartmentData: visavis::org::DepartmentData; }

/// What a host says of its people, and of departments and groups where it has any.
///
/// >>> facts = DirectoryData(org.id, [PersonData(uuid(1), "Ana")])
/// >>> len(facts.people), DirectoryData.from_dict(facts.to_dict()) == facts
/// (1, True)
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct DirectoryData(Arc<visavis::DirectoryData>);

#[pymethods]
impl DirectoryData {
    #[new]
    #[pyo3(signature = (organisation, people, *, departments=None, groups=None))]
    fn new(
        organisation: Id<OrgId>,
        people: &Bound<'_, PyAny>,
        departments: Option<&Bound<'_, PyAny>>,
        groups: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let people = people.try_iter()?.map(|person| {
            let person = person?;
            let person = person.cast::<PersonData>()?;
            Ok(person.get().0.clone())
        });
        let people = people.collect::<PyResult<_>>()?;
        let departments = departments.map(|all| all.try_iter()).transpose()?;
        let departments = departments.into_iter().flatten().map(|department| {
            let department = department?;
            let department = department.cast::<DepartmentData>()?;
            Ok(department.get().0.clone())
        });
        Ok(Self(Arc::new(visavis::DirectoryData {
            departments: departments.collect::<PyResult<_>>()?,
            groups: ids(groups)?,
            ..visavis::DirectoryData::new(organisation.0, people)
        })))
    }

    /// The organisation.
    #[getter]
    fn organisation(&self) -> Id<OrgId> {
        Id(self.0.organisation)
    }

    /// Everyone, in the order given.
    #[getter]
    fn people<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.0.people.iter().cloned().map(PersonData))
    }

    /// Every department, in the order given.
    #[getter]
    fn departments<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.0.departments.iter().cloned().map(DepartmentData))
    }

    /// Every group, in the order given.
    #[getter]
    fn groups<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.0.groups.iter().copied().map(Id))
    }

    fn __repr__(&self) -> String {
        format!("<DirectoryData of {} people>", self.0.people.len())
    }
}

wired! { DirectoryData: visavis::DirectoryData; }

/// The people of an organisation and who reports to whom, checked and ready to be asked.
///
/// What is faulty in the facts counts as absent and is named in `faults`; a strict directory refuses
/// it.
///
/// >>> len(directory), directory.name(uuid(1)), uuid(77) in directory
/// (3, 'Ana', False)
/// >>> [directory.name(person) for person in directory]
/// ['Ana', 'Ben', 'Ada']
/// >>> directory.pair(uuid(2), uuid(1)).manager == uuid(2)
/// True
#[pyclass(frozen, module = "visavis")]
pub(crate) struct Directory {
    pub(crate) core: Arc<visavis::Directory>,
    facts: Arc<visavis::DirectoryData>,
    strict: bool,
}

#[pymethods]
impl Directory {
    #[new]
    #[pyo3(signature = (facts, *, strict=false))]
    fn new(py: Python<'_>, facts: &DirectoryData, strict: bool) -> Fallible<Self> {
        let facts = Arc::clone(&facts.0);
        let core = py.detach(|| {
            let facts = visavis::DirectoryData::clone(&facts);
            match strict {
                true => visavis::Directory::load_strict(facts),
                false => visavis::Directory::load(facts),
            }
        })?;
        Ok(Self {
            core: Arc::new(core),
            facts,
            strict,
        })
    }

    /// The organisation.
    #[getter]
    fn organisation(&self) -> Id<OrgId> {
        Id(self.core.organisation())
    }

    /// What it was built from.
    #[getter]
    fn facts(&self) -> DirectoryData {
        DirectoryData(Arc::clone(&self.facts))
    }

    /// Whether a directory with faults is refused.
    #[getter]
    fn strict(&self) -> bool {
        self.strict
    }

    /// What is faulty in it and counts as absent, one refusal each.
    #[getter]
    fn faults<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.core.faults().iter().cloned().map(Refusal::from))
    }

    /// The name of a person; none where the directory does not know them.
    fn name(&self, person: Id<PersonId>) -> Option<&str> {
        self.core.name(person.0)
    }

    /// A person and their offices; whom the directory does not know is inactive.
    fn actor(&self, person: Id<PersonId>) -> Actor {
        Actor(self.core.actor(person.0))
    }

    /// How a person stands to the two people of a conversation.
    ///
    /// >>> directory.relation(uuid(3), case().conversation.pair).only_super_admin
    /// True
    fn relation(&self, person: Id<PersonId>, pair: &Pair) -> Relation {
        Relation(self.core.relation(person.0, &pair.0))
    }

    /// The two as direct report and manager, whichever of them is which.
    fn pair(&self, one: Id<PersonId>, other: Id<PersonId>) -> Fallible<Pair> {
        Ok(Pair(self.core.pair(one.0, other.0)?))
    }

    /// Reads a list of people: a CSV file in UTF-8 with one column, an e-mail address in each line.
    ///
    /// A header such as `Work e-mail address`, quotes, upper case of ASCII letters, both spellings of a
    /// domain, what nobody sees around an address, and rows of nothing but separators are understood.
    /// Of a file with a bad row nothing is taken, and each bad row is named by the number of its
    /// line. Other threads run meanwhile.
    ///
    /// >>> facts = DirectoryData(org.id, [PersonData(uuid(1), "Ana", email="ana@acme.example")])
    /// >>> Directory(facts).read_list("E-mail\nANA@acme.example\n").people == (uuid(1),)
    /// True
    /// >>> Directory(facts).read_list(b"ana@acme.example\nann@acme.example\n")
    /// Traceback (most recent call last):
    /// visavis.Refused: ...; line 2: nobody has this e-mail address
    fn read_list<'py>(&self, py: Python<'py>, csv: Json) -> Fallible<Bound<'py, PyAny>> {
        static LIST: Class = Class::new("visavis.prospects", "PeopleList");
        let list = py.detach(|| self.core.read_list(csv.bytes()))?;
        LIST.of(py, &list)
    }

    /// The pair with the person's manager first, then those with their direct reports.
    fn pairs_of(&self, person: Id<PersonId>) -> Vec<Pair> {
        self.core.pairs_of(person.0).map(Pair).collect()
    }

    /// The ids of everyone, in the order of the facts.
    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        let people = self.facts.people.iter().map(|person| Id(person.id));
        tuple(py, people)?.try_iter()
    }

    fn __len__(&self) -> usize {
        self.core.len()
    }

    fn __contains__(&self, person: &Bound<'_, PyAny>) -> bool {
        let person = person.extract::<Id<PersonId>>();
        person.is_ok_and(|person| self.core.name(person.0).is_some())
    }

    fn __bool__(&self) -> bool {
        // One that knows nobody is a directory all the same.
        true
    }

    fn __eq__(&self, other: PyRef<'_, Self>) -> bool {
        self.facts == other.facts && self.strict == other.strict
    }

    fn __hash__(&self) -> Fallible<u64> {
        Ok(hash(&text(&*self.facts)?))
    }

    fn __getnewargs_ex__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<((DirectoryData,), Bound<'py, PyDict>)> {
        let kwargs = PyDict::new(py);
        kwargs.set_item("strict", self.strict)?;
        Ok(((self.facts(),), kwargs))
    }

    fn __repr__(&self) -> String {
        format!("<Directory of {} people>", self.core.len())
    }
}

copied! { Directory }
