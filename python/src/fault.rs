//! Errors of the engine as exceptions of Python, and refusals as values.

use std::borrow::Cow;

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::Deserialize;
use serde::de::IgnoredAny;
use visavis::{Error, Instant, Rule, TimeError};

use crate::convert::{At, Of};
use crate::record::{Class, loads, text};

/// Why a call did not come to an answer.
pub(crate) enum Fault {
    Engine(Box<Error>),
    Python(PyErr),
}

pub(crate) type Answer<T> = Result<T, Fault>;

impl From<PyErr> for Fault {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Engine(Box::new(error))
    }
}

impl From<TimeError> for Fault {
    fn from(error: TimeError) -> Self {
        Error::from(error).into()
    }
}

impl From<visavis::Refusal> for Fault {
    fn from(refusal: visavis::Refusal) -> Self {
        Error::from(refusal).into()
    }
}

impl From<Fault> for PyErr {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Python(error) => error,
            Fault::Engine(error) => {
                Python::attach(|py| raised(py, *error).unwrap_or_else(|failed| failed))
            }
        }
    }
}

fn raised(py: Python<'_>, error: Error) -> PyResult<PyErr> {
    static REFUSED: Class = Class::new("visavis._errors", "Refused");
    static OTHER: Class = Class::new("visavis._errors", "other");
    let exception = match error {
        Error::Refused(refusal) => REFUSED.get(py)?.call1((Refusal::from(refusal),))?,
        other => OTHER.get(py)?.call1((loads(py, &text(&other)?)?,))?,
    };
    Ok(PyErr::from_value(exception))
}

/// Why something is refused: a value, false where it is asked for its truth.
///
/// Beside the stable `code`, which doubles as the key of a translation, it has the `rule` that
/// refuses, an English `message`, typed `parameters`, where in what was handed in the fault lies
/// (`at`), from when or until when it holds, and each single fault.
///
/// >>> refusal = case().sight(ana).may(Action.SHARE)
/// >>> refusal.code, refusal.rule, refusal.parameters
/// ('answers-missing', Rule('ANS-3'), {'count': 1})
/// >>> bool(refusal)
/// False
#[pyclass(frozen, module = "visavis")]
pub(crate) struct Refusal(Said);

/// As the engine gave it, or as it was read from JSON.
#[derive(Clone)]
enum Said {
    Given(visavis::Refusal),
    Read(Box<Read>),
}

#[derive(Clone)]
struct Read {
    fields: Fields,
    text: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    code: String,
    rule: Rule,
    at: Option<String>,
    #[allow(dead_code, reason = "it stands in the text, in order")]
    parameters: IgnoredAny,
    message: String,
    since: Option<Instant>,
    until: Option<Instant>,
    #[serde(default)]
    faults: Vec<Fields>,
}

impl From<visavis::Refusal> for Refusal {
    fn from(refusal: visavis::Refusal) -> Self {
        Self(Said::Given(refusal))
    }
}

impl Fields {
    /// The sentence with those of its faults.
    fn said(&self) -> String {
        let mut said = self.message.clone();
        for fault in &self.faults {
            said.push_str("; ");
            if let Some(at) = &fault.at {
                said.push_str(at);
                said.push_str(": ");
            }
            said.push_str(&fault.said());
        }
        said
    }
}

impl Refusal {
    fn text(&self) -> Answer<Cow<'_, str>> {
        match &self.0 {
            Said::Given(refusal) => text(refusal).map(Cow::Owned),
            Said::Read(read) => Ok(Cow::Borrowed(&read.text)),
        }
    }
}

#[pymethods]
impl Refusal {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str) {
        ("code", "rule")
    }

    /// The stable code, in kebab case.
    #[getter]
    fn code(&self) -> &str {
        match &self.0 {
            Said::Given(refusal) => refusal.code(),
            Said::Read(read) => &read.fields.code,
        }
    }

    /// The rule that refuses.
    #[getter]
    fn rule(&self) -> Of<Rule> {
        Of(match &self.0 {
            Said::Given(refusal) => refusal.rule(),
            Said::Read(read) => read.fields.rule,
        })
    }

    /// The English sentence.
    #[getter]
    fn message(&self) -> String {
        match &self.0 {
            Said::Given(refusal) => refusal.reason().to_string(),
            Said::Read(read) => read.fields.message.clone(),
        }
    }

    /// The parameters of the sentence, by name: numbers, texts, dates and ids.
    #[getter]
    fn parameters<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        static PARAMETERS: Class = Class::new("visavis._errors", "parameters");
        Ok(PARAMETERS.get(py)?.call1((loads(py, &self.text()?)?,))?)
    }

    /// Where the fault lies in what was handed in; none where it is the whole.
    #[getter]
    fn at(&self) -> Option<&str> {
        match &self.0 {
            Said::Given(refusal) => refusal.at(),
            Said::Read(read) => read.fields.at.as_deref(),
        }
    }

    /// The instant from which it holds, where time decides.
    #[getter]
    fn since(&self) -> Option<At> {
        match &self.0 {
            Said::Given(refusal) => refusal.since(),
            Said::Read(read) => read.fields.since,
        }
        .map(At)
    }

    /// The instant until which it holds, where time decides.
    #[getter]
    fn until(&self) -> Option<At> {
        match &self.0 {
            Said::Given(refusal) => refusal.until(),
            Said::Read(read) => read.fields.until,
        }
        .map(At)
    }

    /// Each single fault, where it is about several.
    #[getter]
    fn faults<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyTuple>> {
        static FAULTS: Class = Class::new("visavis._errors", "faults");
        Ok(match &self.0 {
            Said::Given(refusal) => {
                let faults = refusal.faults().iter().cloned().map(Self::from);
                let faults = faults.map(|fault| Bound::new(py, fault));
                PyTuple::new(py, faults.collect::<PyResult<Vec<_>>>()?)?
            }
            Said::Read(read) => FAULTS
                .get(py)?
                .call1((loads(py, &read.text)?,))?
                .extract()
                .map_err(PyErr::from)?,
        })
    }

    /// Reads what `to_json` wrote.
    #[staticmethod]
    fn from_json(json: &str) -> Answer<Self> {
        let fields: Fields = serde_json::from_str(json)
            .map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))?;
        let text = json.to_owned();
        Ok(Self(Said::Read(Box::new(Read { fields, text }))))
    }

    /// JSON, without an envelope.
    fn to_json(&self) -> Answer<String> {
        Ok(self.text()?.into_owned())
    }

    /// Reads what `to_dict` gave.
    #[staticmethod]
    fn from_dict(data: &Bound<'_, PyAny>) -> Answer<Self> {
        Self::from_json(&crate::record::dumps(data)?)
    }

    /// Plain values, as in JSON.
    fn to_dict<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        Ok(loads(py, &self.text()?)?)
    }

    fn __bool__(&self) -> bool {
        false
    }

    fn __str__(&self) -> String {
        match &self.0 {
            Said::Given(refusal) => refusal.to_string(),
            Said::Read(read) => read.fields.said(),
        }
    }

    fn __repr__(&self) -> String {
        format!("<Refusal {} by {}>", self.code(), self.rule().0)
    }

    fn __eq__(&self, other: PyRef<'_, Self>) -> Answer<bool> {
        match (&self.0, &other.0) {
            (Said::Given(one), Said::Given(another)) => Ok(one == another),
            _ => Ok(self.text()? == other.text()?),
        }
    }

    fn __hash__(&self) -> Answer<u64> {
        Ok(crate::wire::hash(&self.text()?))
    }

    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__<'py>(this: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        this
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> Answer<crate::wire::Reduced<'py>> {
        crate::wire::reduced(this.as_any(), this.get().text()?.into_owned())
    }
}
