//! What a template or a cycle is judged by when it changes.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::cycle::{Cycle, Roster};
use crate::index_row::{self, IndexRow};
use crate::people::Directory;
use crate::record::tuple;
use crate::template::Template;
use crate::wire::{copied, hash};

/// What uses a template: the index rows of its conversations, and its cycles.
///
/// Those that are over may be left out. What else is left out counts as not there: without its row a
/// conversation in progress holds nothing up. Make the rows anew where dates or the zone have moved.
///
/// >>> evidence = TemplateEvidence(rows=[case().index_row()], cycles=[cycle])
/// >>> len(evidence.rows), evidence.cycles == (cycle,)
/// (1, True)
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct TemplateEvidence {
    rows: Vec<visavis::IndexRow>,
    cycles: Vec<Arc<visavis::Cycle>>,
}

impl TemplateEvidence {
    /// Asks by it.
    pub(crate) fn ask<T>(&self, ask: impl FnOnce(&visavis::TemplateEvidence<'_>) -> T) -> T {
        let cycles: Vec<_> = self.cycles.iter().map(|cycle| &**cycle).collect();
        ask(&visavis::TemplateEvidence {
            rows: &self.rows,
            cycles: &cycles,
        })
    }
}

#[pymethods]
impl TemplateEvidence {
    #[new]
    #[pyo3(signature = (*, rows, cycles))]
    fn new(rows: &Bound<'_, PyAny>, cycles: &Bound<'_, PyAny>) -> PyResult<Self> {
        let cycles = cycles
            .try_iter()?
            .map(|cycle| Ok(Arc::clone(&cycle?.cast::<Cycle>()?.get().0)));
        Ok(Self {
            rows: index_row::rows(rows)?,
            cycles: cycles.collect::<PyResult<_>>()?,
        })
    }

    /// That nothing uses the template.
    ///
    /// >>> TemplateEvidence.none() == TemplateEvidence(rows=[], cycles=[])
    /// True
    #[staticmethod]
    fn none() -> Self {
        Self {
            rows: Vec::new(),
            cycles: Vec::new(),
        }
    }

    /// The index rows of its conversations.
    #[getter]
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.rows.iter().copied().map(IndexRow))
    }

    /// Its cycles.
    #[getter]
    fn cycles<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.cycles.iter().map(Arc::clone).map(Cycle))
    }

    fn __eq__(&self, other: PyRef<'_, Self>) -> bool {
        *self == *other
    }

    fn __hash__(&self) -> u64 {
        let rows = self.rows.iter().map(|row| row.conversation);
        let cycles = self.cycles.iter().map(|cycle| cycle.id());
        hash(&(rows.collect::<Vec<_>>(), cycles.collect::<Vec<_>>()))
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<((), Bound<'py, PyDict>)> {
        let all = PyDict::new(py);
        all.set_item("rows", self.rows(py)?)?;
        all.set_item("cycles", self.cycles(py)?)?;
        Ok(((), all))
    }

    fn __repr__(&self) -> String {
        let (rows, cycles) = (self.rows.len(), self.cycles.len());
        format!("<TemplateEvidence of {rows} conversations and {cycles} cycles>")
    }
}

/// What a cycle is judged by: its template, its roster, none if it was never rolled out, and the people.
///
/// Only `CycleCommand.set_participants` looks at the roster, which says who has a conversation. Once there is
/// one, departments and groups need the directory, which says who is in them; it may be none otherwise.
///
/// >>> evidence = CycleEvidence(template=review, roster=None, directory=directory)
/// >>> evidence.template == review, evidence.roster, evidence.directory == directory
/// (True, None, True)
#[pyclass(frozen, module = "visavis")]
pub(crate) struct CycleEvidence {
    template: Arc<visavis::Template>,
    roster: Option<Arc<visavis::Roster>>,
    directory: Option<Py<Directory>>,
}

impl CycleEvidence {
    pub(crate) fn core(&self) -> visavis::CycleEvidence<'_> {
        visavis::CycleEvidence {
            template: &self.template,
            roster: self.roster.as_deref(),
            directory: self.directory.as_ref().map(|people| &*people.get().core),
        }
    }
}

#[pymethods]
impl CycleEvidence {
    #[new]
    #[pyo3(signature = (*, template, roster, directory))]
    fn new(
        template: &Template,
        roster: Option<PyRef<'_, Roster>>,
        directory: Option<Py<Directory>>,
    ) -> Self {
        Self {
            template: Arc::clone(&template.0),
            roster: roster.map(|roster| Arc::clone(&roster.0)),
            directory,
        }
    }

    /// The template of the cycle.
    #[getter]
    fn template(&self) -> Template {
        Template(Arc::clone(&self.template))
    }

    /// The roster; none if the cycle was never rolled out.
    #[getter]
    fn roster(&self) -> Option<Roster> {
        self.roster
            .as_ref()
            .map(|roster| Roster(Arc::clone(roster)))
    }

    /// The people; none if they are not at hand.
    #[getter]
    fn directory(&self, py: Python<'_>) -> Option<Py<Directory>> {
        let directory = self.directory.as_ref();
        directory.map(|directory| directory.clone_ref(py))
    }

    fn __eq__(&self, py: Python<'_>, other: PyRef<'_, Self>) -> PyResult<bool> {
        let same = self.template == other.template && self.roster == other.roster;
        match (&self.directory, &other.directory) {
            (Some(one), Some(two)) if same => one.bind(py).eq(two),
            (one, two) => Ok(same && one.is_none() && two.is_none()),
        }
    }

    fn __hash__(&self) -> u64 {
        let roster = self.roster.as_ref().map(|roster| roster.revision());
        hash(&(self.template.id(), self.template.revision(), roster))
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<((), Bound<'py, PyDict>)> {
        let all = PyDict::new(py);
        all.set_item("template", self.template())?;
        all.set_item("roster", self.roster())?;
        all.set_item("directory", self.directory(py))?;
        Ok(((), all))
    }

    fn __repr__(&self) -> String {
        format!("<CycleEvidence of {}>", self.template.id())
    }
}

copied! { TemplateEvidence CycleEvidence }
