//! The plain classes of the Python package, made from JSON of the engine.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;
use serde::Serialize;

use crate::fault::Fallible;

/// A class or function of the package, looked up once.
pub(crate) struct Class {
    module: &'static str,
    name: &'static str,
    found: PyOnceLock<Py<PyAny>>,
}

impl Class {
    pub(crate) const fn new(module: &'static str, name: &'static str) -> Self {
        Self {
            module,
            name,
            found: PyOnceLock::new(),
        }
    }

    pub(crate) fn get<'py>(&self, py: Python<'py>) -> PyResult<&Bound<'py, PyAny>> {
        self.found.import(py, self.module, self.name)
    }

    /// The record that a value makes.
    pub(crate) fn of<'py>(
        &self,
        py: Python<'py>,
        value: &impl Serialize,
    ) -> Fallible<Bound<'py, PyAny>> {
        let value = loads(py, &text(value)?)?;
        Ok(self.get(py)?.call_method1("_read", (value,))?)
    }

    /// A list of the records that values make.
    pub(crate) fn list<'py, T: Serialize>(
        &self,
        py: Python<'py>,
        values: &[T],
    ) -> Fallible<Bound<'py, PyAny>> {
        let values = loads(py, &text(&values)?)?;
        Ok(self.get(py)?.call_method1("_read_all", (values,))?)
    }
}

/// JSON of the engine's own writing.
pub(crate) fn text(value: &impl Serialize) -> Fallible<String> {
    let text = serde_json::to_string(value);
    text.map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()).into())
}

/// JSON as plain Python values.
pub(crate) fn loads<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    static LOADS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    LOADS.import(py, "json", "loads")?.call1((text,))
}

/// Plain Python values, records among them, as JSON.
pub(crate) fn dumps(value: &Bound<'_, PyAny>) -> PyResult<String> {
    static DUMPS: Class = Class::new("visavis._plain", "dumps");
    DUMPS.get(value.py())?.call1((value,))?.extract()
}

/// Values as a tuple.
pub(crate) fn tuple<'py, T: IntoPyObject<'py>>(
    py: Python<'py>,
    values: impl Iterator<Item = T>,
) -> PyResult<Bound<'py, PyTuple>> {
    PyTuple::new(py, values.collect::<Vec<_>>())
}
