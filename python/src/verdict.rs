//! Answers to questions of leave and sight.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use visavis::{Instant, Opening, Rule, Visibility};

use crate::convert::{At, Of};
use crate::fault::Answer;
use crate::record::{Class, loads, text};

/// Leave to do something; true where it is asked for its truth.
#[pyclass(frozen, module = "visavis")]
pub(crate) struct Permission(pub(crate) visavis::Permission);

#[pymethods]
impl Permission {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str) {
        ("until", "rule")
    }

    #[new]
    fn new(until: At, rule: Of<Rule>) -> Self {
        let (until, rule): (Instant, Rule) = (until.0, rule.0);
        Self(visavis::Permission { until, rule })
    }

    /// The instant at which it ends, itself outside, as far as is known.
    #[getter]
    fn until(&self) -> At {
        At(self.0.until)
    }

    /// The rule that grants it.
    #[getter]
    fn rule(&self) -> Of<Rule> {
        Of(self.0.rule)
    }

    fn __bool__(&self) -> bool {
        true
    }

    fn __repr__(&self) -> String {
        format!("<Permission until {} by {}>", self.0.until, self.0.rule)
    }

    fn __getnewargs__(&self) -> (At, Of<Rule>) {
        (self.until(), self.rule())
    }
}

/// Whether something is visible, by which rule, and what would make it so.
#[pyclass(frozen, module = "visavis")]
pub(crate) struct Verdict(pub(crate) visavis::Verdict);

#[pymethods]
impl Verdict {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str, &'static str) {
        ("visibility", "rule", "opens")
    }

    #[new]
    #[pyo3(signature = (visibility, rule, opens=None))]
    fn new(visibility: Of<Visibility>, rule: Of<Rule>, opens: Option<Of<Opening>>) -> Self {
        Self(visavis::Verdict {
            visibility: visibility.0,
            rule: rule.0,
            opens: opens.map(|opens| opens.0),
        })
    }

    /// Hidden or visible.
    #[getter]
    fn visibility(&self) -> Of<Visibility> {
        Of(self.0.visibility)
    }

    /// The rule that decides.
    #[getter]
    fn rule(&self) -> Of<Rule> {
        Of(self.0.rule)
    }

    /// What would make it visible, to whom that may be told.
    #[getter]
    fn opens(&self) -> Option<Of<Opening>> {
        self.0.opens.map(Of)
    }

    fn __bool__(&self) -> bool {
        self.0.is_visible()
    }

    fn __repr__(&self) -> String {
        let visible = if self.0.is_visible() {
            "visible"
        } else {
            "hidden"
        };
        format!("<Verdict {visible} by {}>", self.0.rule)
    }

    fn __getnewargs__(&self) -> (Of<Visibility>, Of<Rule>, Option<Of<Opening>>) {
        (self.visibility(), self.rule(), self.opens())
    }
}

/// What permissions and verdicts share: JSON, equality, copies.
macro_rules! decisions {
    ($($class:ident)+) => {$(
        #[pymethods]
        impl $class {
            /// JSON, without an envelope.
            fn to_json(&self) -> Answer<String> {
                text(&self.0)
            }

            /// Plain values, as in JSON.
            fn to_dict<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
                Ok(loads(py, &text(&self.0)?)?)
            }

            /// Reads what `to_json` wrote.
            #[staticmethod]
            fn from_json(py: Python<'_>, json: &str) -> Answer<Self> {
                Self::from_dict(&crate::record::loads(py, json)?)
            }

            /// Reads what `to_dict` gave.
            #[staticmethod]
            fn from_dict(data: &Bound<'_, PyAny>) -> Answer<Self> {
                static ARGUMENTS: Class = Class::new("visavis._plain", "decision");
                let py = data.py();
                let arguments = ARGUMENTS.get(py)?.call1((stringify!($class), data))?;
                let arguments = arguments.cast::<PyDict>().map_err(PyErr::from)?;
                let new = py.get_type::<Self>().call((), Some(arguments))?;
                Ok(Self(new.cast::<Self>().map_err(PyErr::from)?.get().0))
            }

            fn __eq__(&self, other: PyRef<'_, Self>) -> bool {
                self.0 == other.0
            }

            fn __hash__(&self) -> Answer<u64> {
                Ok(crate::wire::hash(&self.to_json()?))
            }

            fn __copy__(this: Py<Self>) -> Py<Self> {
                this
            }

            fn __deepcopy__<'py>(
                this: Bound<'py, Self>,
                _memo: &Bound<'py, PyAny>,
            ) -> Bound<'py, Self> {
                this
            }
        }
    )+};
}

decisions! { Permission Verdict }
