//! Errors of the engine as exceptions of Python, and refusals as values.

use std::fmt;

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;
use visavis::refusal::{Category, Remedy};
use visavis::uuid::Uuid;
use visavis::{Error, Instant, Rule};

use crate::convert::{At, Of};
use crate::fault::{Fallible, Fault};
use crate::record::{Class, loads, text, tuple};
use crate::wire::{self, Value as _, valued};

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
    static ERROR: Class = Class::new("visavis._errors", "VisavisError");
    static UNREAD: Class = Class::new("visavis._plain", "unread");
    let exception = match error {
        Error::Refused(refusal) => REFUSED.get(py)?.call1((Refusal::from(refusal),))?,
        Error::Json {
            line: 0,
            path,
            message,
            ..
        } => UNREAD.get(py)?.call1((message, path))?,
        other => {
            let said = loads(py, &text(&other)?)?;
            ERROR.get(py)?.call_method1("from_dict", (said,))?
        }
    };
    Ok(PyErr::from_value(exception))
}

/// Why something is refused: a value, false where it is asked for its truth.
///
/// Beside the stable `code`, which doubles as the key of a translation, it has the `rule` that
/// refuses, its `category`, an English `message`, typed `parameters`, where in what was handed in the fault lies
/// (`at`), from when or until when it holds, what would open it again (`remedy`), and each single
/// fault. A whole that lists faults has the rule, the category, the instants and the remedy of its
/// first one.
///
/// >>> refusal = case().sight(ana).may(Action.SHARE)
/// >>> refusal.code, refusal.rule, refusal.parameters
/// ('answers-missing', Rule('ANS-3'), {'count': 1})
/// >>> bool(refusal)
/// False
/// >>> case("2026-05-04T09:00:00Z").sight(ana).may(Action.SHARE).remedy
/// <Remedy.REQUEST_EDIT: 'request_edit'>
#[pyclass(frozen, module = "visavis")]
pub(crate) struct Refusal(Said);

/// As the engine gave it, or as it was read from JSON.
#[derive(Clone)]
enum Said {
    AnswerInput(visavis::Refusal),
    Read(Fields),
}

#[derive(Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    code: String,
    rule: Rule,
    category: Of<Category>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    parameters: Parameters,
    message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Instant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    remedy: Option<Of<Remedy>>,
    #[serde(default, skip_serializing_if = "none")]
    fault_count: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    faults: Vec<Fields>,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands a reference over"
)]
const fn none(count: &u64) -> bool {
    *count == 0
}

/// Parameters in the order in which they were read, which is that of writing, and of nothing else.
#[derive(Clone)]
struct Parameters(Vec<(String, Value)>);

impl PartialEq for Parameters {
    fn eq(&self, other: &Self) -> bool {
        let (some, others) = (&self.0, &other.0);
        some.len() == others.len() && some.iter().all(|one| others.contains(one))
    }
}

impl Serialize for Parameters {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Parameters {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Parameters;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parameters, A::Error> {
                let mut read = Vec::new();
                while let Some(one) = map.next_entry()? {
                    read.push(one);
                }
                Ok(Parameters(read))
            }
        }

        deserializer.deserialize_map(Object)
    }
}

impl From<visavis::Refusal> for Refusal {
    fn from(refusal: visavis::Refusal) -> Self {
        Self(Said::AnswerInput(refusal))
    }
}

impl From<Fields> for Refusal {
    fn from(read: Fields) -> Self {
        Self(Said::Read(read))
    }
}

impl Fields {
    /// The sentence with the way out, and those of its faults, as the engine says them.
    fn said(&self) -> String {
        let mut said = self.message.clone();
        if let Some(detail) = &self.detail {
            said.push_str(": ");
            said.push_str(detail);
        }
        // That of a whole is that of its first fault, which says it.
        if let (Some(remedy), []) = (self.remedy, &*self.faults) {
            said.push_str("; ");
            said.push_str(&remedy.0.to_string());
        }
        let mut before = String::new();
        for fault in &self.faults {
            if let Some(at) = &fault.at {
                let one = format!("; {}: {}", spoken(at), fault.said());
                if one != before {
                    said.push_str(&one);
                }
                before = one;
            }
        }
        match self.fault_count.saturating_sub(self.faults.len() as u64) {
            0 => {}
            1 => said.push_str("; and 1 more fault"),
            more => said.push_str(&format!("; and {more} more faults")),
        }
        said
    }
}

/// A place without ids, as the engine says it.
fn spoken(at: &str) -> String {
    let mut parts = at.split('[');
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((id, rest)) if id.parse::<Uuid>().is_ok() => said.push_str(rest),
            _ => {
                said.push('[');
                said.push_str(part);
            }
        }
    }
    said
}

#[pymethods]
impl Refusal {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str) {
        ("code", "rule")
    }

    /// The refusal that a stranger gets, for a host to make where it has no such conversation: an id
    /// that is missing has to look the same as one that the person may not know of.
    ///
    /// >>> Refusal.not_found().code
    /// 'not-found'
    #[staticmethod]
    fn not_found() -> Self {
        visavis::Refusal::not_found().into()
    }

    /// The stable code, in kebab case.
    #[getter]
    fn code(&self) -> &str {
        match &self.0 {
            Said::AnswerInput(refusal) => refusal.code(),
            Said::Read(read) => &read.code,
        }
    }

    /// The rule that refuses.
    #[getter]
    fn rule(&self) -> Of<Rule> {
        Of(match &self.0 {
            Said::AnswerInput(refusal) => refusal.rule(),
            Said::Read(read) => read.rule,
        })
    }

    /// What kind of refusal it is, by which a host maps it.
    ///
    /// >>> case("2026-05-04T09:00:00Z").sight(ana).may(Action.SHARE).category
    /// <Category.NOT_NOW: 'not_now'>
    #[getter]
    fn category(&self) -> Of<Category> {
        match &self.0 {
            Said::AnswerInput(refusal) => Of(refusal.category()),
            Said::Read(read) => read.category,
        }
    }

    /// The English sentence.
    #[getter]
    fn message(&self) -> String {
        match &self.0 {
            Said::AnswerInput(refusal) => refusal.reason().to_string(),
            Said::Read(read) => read.message.clone(),
        }
    }

    /// What the sentence goes on with, where no parameters can say it: what was expected of a document that
    /// cannot be read.
    #[getter]
    fn detail(&self) -> Option<&str> {
        match &self.0 {
            Said::AnswerInput(refusal) => refusal.detail(),
            Said::Read(read) => read.detail.as_deref(),
        }
    }

    /// The parameters of the sentence, by name: numbers, texts, dates and ids.
    #[getter]
    fn parameters<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
        static PARAMETERS: Class = Class::new("visavis._errors", "parameters");
        Ok(PARAMETERS.get(py)?.call1((loads(py, &self.plain()?)?,))?)
    }

    /// Where the fault lies in what was handed in; none where it is the whole.
    #[getter]
    fn at(&self) -> Option<&str> {
        match &self.0 {
            Said::AnswerInput(refusal) => refusal.at(),
            Said::Read(read) => read.at.as_deref(),
        }
    }

    /// The instant from which it holds, where time decides.
    #[getter]
    fn since(&self) -> Option<At> {
        match &self.0 {
            Said::AnswerInput(refusal) => refusal.since(),
            Said::Read(read) => read.since,
        }
        .map(At)
    }

    /// The instant until which it holds, where time decides.
    #[getter]
    fn until(&self) -> Option<At> {
        match &self.0 {
            Said::AnswerInput(refusal) => refusal.until(),
            Said::Read(read) => read.until,
        }
        .map(At)
    }

    /// What would open it again, where somebody can.
    #[getter]
    fn remedy(&self) -> Option<Of<Remedy>> {
        match &self.0 {
            Said::AnswerInput(refusal) => refusal.remedy().map(Of),
            Said::Read(read) => read.remedy,
        }
    }

    /// How many faults there are, listed or not; 0 where it is no whole.
    #[getter]
    fn fault_count(&self) -> u64 {
        match &self.0 {
            Said::AnswerInput(refusal) => refusal.fault_count(),
            Said::Read(read) => read.fault_count,
        }
    }

    /// Each single fault of a whole: the first hundred, if there are more.
    #[getter]
    fn faults<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        match &self.0 {
            Said::AnswerInput(refusal) => {
                tuple(py, refusal.faults().iter().cloned().map(Self::from))
            }
            Said::Read(read) => tuple(py, read.faults.iter().cloned().map(Self::from)),
        }
    }

    fn __bool__(&self) -> bool {
        false
    }

    fn __str__(&self) -> String {
        match &self.0 {
            Said::AnswerInput(refusal) => refusal.to_string(),
            Said::Read(read) => read.said(),
        }
    }

    fn __repr__(&self) -> String {
        format!("<Refusal {} by {}>", self.code(), self.rule().0)
    }
}

impl PartialEq for Refusal {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Said::AnswerInput(one), Said::AnswerInput(another)) => one == another,
            (Said::Read(one), Said::Read(another)) => one == another,
            (Said::AnswerInput(given), Said::Read(read))
            | (Said::Read(read), Said::AnswerInput(given)) => {
                let given = text(given).map(|text| serde_json::from_str::<Fields>(&text));
                matches!(given, Ok(Ok(given)) if given == *read)
            }
        }
    }
}

impl wire::Value for Refusal {
    fn read(json: &[u8]) -> Result<Self, Error> {
        visavis::ask::read_question::<Fields>(json).map(Self::from)
    }

    fn read_plain(json: &str) -> Result<Self, Error> {
        Self::read(json.as_bytes()).map_err(|error| wire::within(error, ""))
    }

    fn text(&self) -> Fallible<String> {
        match &self.0 {
            Said::AnswerInput(refusal) => text(refusal),
            Said::Read(read) => text(read),
        }
    }

    fn plain(&self) -> Fallible<String> {
        self.text()
    }

    fn hashed(&self) -> Fallible<u64> {
        Ok(wire::hash(&(self.code(), self.at(), self.message())))
    }
}

valued! { Refusal }
