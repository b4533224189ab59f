//! What all classes share that have versioned JSON: dict and JSON both ways, equality, pickling.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use visavis::{SCHEMA_VERSION, Wire};

use crate::convert::expected;
use crate::fault::Answer;
use crate::record::{Class, dumps};

/// Text or bytes that Python holds.
pub(crate) enum Json {
    Text(PyBackedStr),
    Bytes(PyBackedBytes),
}

impl FromPyObject<'_, '_> for Json {
    type Error = PyErr;

    fn extract(obj: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if obj.is_instance_of::<pyo3::types::PyString>() {
            obj.extract().map(Self::Text)
        } else if let Ok(bytes) = obj.extract() {
            Ok(Self::Bytes(bytes))
        } else {
            Err(expected("text or bytes", &obj))
        }
    }
}

/// Reads versioned JSON, while other threads run.
pub(crate) fn read<T: Wire + Send>(py: Python<'_>, json: &Json) -> Answer<T> {
    let bytes = match json {
        Json::Text(text) => text.as_bytes(),
        Json::Bytes(bytes) => bytes,
    };
    Ok(py.detach(|| visavis::from_json(bytes))?)
}

/// Reads plain values, records among them.
pub(crate) fn read_plain<T: Wire>(data: &Bound<'_, PyAny>) -> Answer<T> {
    let (kind, data) = (T::KIND, dumps(data)?);
    let envelope = format!(r#"{{"visavis":"{kind}","version":{SCHEMA_VERSION},"data":{data}}}"#);
    Ok(visavis::from_json(envelope.as_bytes())?)
}

/// A hash that equal values share; it lasts for one run, as those of Python's texts.
pub(crate) fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

pub(crate) type Reduced<'py> = (Bound<'py, PyAny>, (Bound<'py, PyAny>, String));

/// How to pickle a value: by its class and its JSON.
pub(crate) fn reduced<'py>(value: &Bound<'py, PyAny>, json: String) -> Answer<Reduced<'py>> {
    static REREAD: Class = Class::new("visavis._plain", "reread");
    let reread = REREAD.get(value.py())?.clone();
    Ok((reread, (value.get_type().into_any(), json)))
}

/// The methods of a class whose only field is a value of the engine, or shares one.
macro_rules! wired {
    ($($class:ident: $core:ty;)+) => {$(
        #[pymethods]
        impl $class {
            /// Reads versioned JSON, of text or of UTF-8 bytes.
            #[staticmethod]
            fn from_json(py: Python<'_>, json: $crate::wire::Json) -> $crate::fault::Answer<Self> {
                Ok(Self($crate::wire::read::<$core>(py, &json)?.into()))
            }

            /// Versioned JSON, to store or to send.
            fn to_json(&self) -> $crate::fault::Answer<String> {
                Ok(visavis::to_json::<$core>(std::borrow::Borrow::borrow(&self.0))?)
            }

            /// Reads plain values, as `to_dict` gives them; ids, dates and enums may stand in them.
            #[staticmethod]
            fn from_dict(data: &Bound<'_, PyAny>) -> $crate::fault::Answer<Self> {
                Ok(Self($crate::wire::read_plain::<$core>(data)?.into()))
            }

            /// Plain values: what JSON has within its envelope.
            fn to_dict<'py>(&self, py: Python<'py>) -> $crate::fault::Answer<Bound<'py, PyAny>> {
                let core: &$core = std::borrow::Borrow::borrow(&self.0);
                Ok($crate::record::loads(py, &$crate::record::text(core)?)?)
            }

            fn __eq__(&self, other: PyRef<'_, Self>) -> bool {
                self.0 == other.0
            }

            fn __hash__(&self) -> $crate::fault::Answer<u64> {
                Ok($crate::wire::hash(&self.to_json()?))
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

            fn __reduce__<'py>(
                this: &Bound<'py, Self>,
            ) -> $crate::fault::Answer<$crate::wire::Reduced<'py>> {
                $crate::wire::reduced(this.as_any(), this.get().to_json()?)
            }
        }
    )+};
}

pub(crate) use wired;
