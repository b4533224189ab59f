//! What all classes share that have JSON: dict and JSON both ways, equality, pickling.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::PyString;
use serde::de::DeserializeOwned;
use visavis::Error;
use visavis::wire::{SCHEMA_VERSION, Wire};

use crate::convert::expected;
use crate::fault::Fallible;
use crate::record::{Class, dumps};
use crate::text::encoded;

/// Text or bytes that Python holds.
pub(crate) enum Json {
    Text(PyBackedStr),
    Bytes(PyBackedBytes),
}

impl Json {
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

impl FromPyObject<'_, '_> for Json {
    type Error = PyErr;

    fn extract(obj: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = obj.cast::<PyString>() {
            // What is not UTF-8 is for the engine to say, as of bytes.
            let read = text.extract().map(Self::Text);
            read.or_else(|_| encoded(&text).map(Self::Bytes))
        } else if let Ok(bytes) = obj.extract() {
            Ok(Self::Bytes(bytes))
        } else {
            Err(expected("text or bytes", &obj))
        }
    }
}

/// A value with JSON of its own, which it is pickled by.
pub(crate) trait Value: Send + Sized {
    /// Reads what `text` gives.
    fn read(json: &[u8]) -> Result<Self, Error>;

    /// Reads what `plain` gives.
    fn read_plain(json: &str) -> Result<Self, Error>;

    /// JSON, in an envelope where there is one.
    fn text(&self) -> Fallible<String>;

    /// JSON without an envelope.
    fn plain(&self) -> Fallible<String>;

    /// A hash that equal values share.
    fn hashed(&self) -> Fallible<u64> {
        Ok(hash(&self.text()?))
    }
}

/// Reads JSON, while other threads run.
pub(crate) fn read<T: Value>(py: Python<'_>, json: &Json) -> Fallible<T> {
    Ok(py.detach(|| T::read(json.bytes()))?)
}

/// Reads plain values of which the engine has no document, records among them.
pub(crate) fn plain<T: DeserializeOwned>(data: &Bound<'_, PyAny>) -> Fallible<T> {
    let read = visavis::ask::read_question(dumps(data)?.as_bytes());
    Ok(read.map_err(|error| within(error, ""))?)
}

/// Reads plain values, records among them.
pub(crate) fn read_plain<T: Wire>(data: &Bound<'_, PyAny>) -> Fallible<T> {
    Ok(wrapped(&dumps(data)?)?)
}

/// The same of what a person typed: a date that is none, or none in range, is refused by its rule.
pub(crate) fn read_typed<T: Wire>(data: &Bound<'_, PyAny>) -> Fallible<T> {
    let envelope = envelope::<T>(&dumps(data)?);
    let read = visavis::from_json(envelope.as_bytes());
    Ok(read.map_err(|error| {
        let refused = visavis::from_person::<T>(envelope.as_bytes()).err();
        let by_its_rule = refused.filter(|refusal| refusal.code() != "document-invalid");
        by_its_rule.map_or(error, Error::from)
    })?)
}

fn envelope<T: Wire>(data: &str) -> String {
    let kind = T::KIND;
    format!(r#"{{"visavis":"{kind}","version":{SCHEMA_VERSION},"data":{data}}}"#)
}

/// Reads JSON whose envelope goes without saying.
pub(crate) fn wrapped<T: Wire>(data: &str) -> Result<T, Error> {
    visavis::from_json(envelope::<T>(data).as_bytes()).map_err(|error| within(error, "data"))
}

/// What is wrong with plain values: they have a place from `outer` on, and neither line nor column.
pub(crate) fn within(error: Error, outer: &str) -> Error {
    match error {
        Error::Json { path, message, .. } => {
            let path = path.strip_prefix(outer).unwrap_or(&path);
            Error::Json {
                line: 0,
                column: 0,
                path: path.trim_start_matches('.').into(),
                message,
            }
        }
        other => other,
    }
}

/// A hash that equal values share; it lasts for one run, as those of Python's texts.
pub(crate) fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

pub(crate) type Reduced<'py> = (Bound<'py, PyAny>, (Bound<'py, PyAny>, String));

/// How to pickle a value: by its class and its JSON.
pub(crate) fn reduced<'py>(value: &Bound<'py, PyAny>, json: String) -> Fallible<Reduced<'py>> {
    static REREAD: Class = Class::new("visavis._plain", "reread");
    let reread = REREAD.get(value.py())?.clone();
    Ok((reread, (value.get_type().into_any(), json)))
}

/// What a method gives, as pickling sees it: the method, and what it is called with.
pub(crate) type Made<'py, Arguments> = (Bound<'py, PyAny>, Arguments);

/// How to pickle what a method of a class gives.
pub(crate) fn made<'py, Owner: PyTypeInfo, Arguments>(
    py: Python<'py>,
    method: &str,
    arguments: Arguments,
) -> PyResult<Made<'py, Arguments>> {
    Ok((py.get_type::<Owner>().getattr(method)?, arguments))
}

/// How a value that does not change is copied.
macro_rules! copied {
    ($($class:ident)+) => {$(
        #[pymethods]
        impl $class {
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

/// The methods of a class that is a `Value`.
macro_rules! valued {
    ($($class:ident)+) => {$(
        #[pymethods]
        impl $class {
            /// Reads what `to_json` wrote, of text or of UTF-8 bytes.
            #[classmethod]
            fn from_json(
                _class: &Bound<'_, pyo3::types::PyType>,
                py: Python<'_>,
                json: $crate::wire::Json,
            ) -> $crate::fault::Fallible<Self> {
                $crate::wire::read(py, &json)
            }

            /// JSON, to store or to send.
            fn to_json(&self) -> $crate::fault::Fallible<String> {
                $crate::wire::Value::text(self)
            }

            /// Reads plain values, as `to_dict` gives them; ids, dates and enums may stand in them.
            #[classmethod]
            fn from_dict(
                _class: &Bound<'_, pyo3::types::PyType>,
                data: &Bound<'_, PyAny>,
            ) -> $crate::fault::Fallible<Self> {
                Ok($crate::wire::Value::read_plain(&$crate::record::dumps(data)?)?)
            }

            /// Plain values: what JSON has, without an envelope.
            fn to_dict<'py>(&self, py: Python<'py>) -> $crate::fault::Fallible<Bound<'py, PyAny>> {
                Ok($crate::record::loads(py, &$crate::wire::Value::plain(self)?)?)
            }

            fn __eq__(&self, other: PyRef<'_, Self>) -> bool {
                *self == *other
            }

            fn __hash__(&self) -> $crate::fault::Fallible<u64> {
                $crate::wire::Value::hashed(self)
            }

            fn __reduce__<'py>(
                this: &Bound<'py, Self>,
            ) -> $crate::fault::Fallible<$crate::wire::Reduced<'py>> {
                let text = $crate::wire::Value::text(this.get())?;
                $crate::wire::reduced(this.as_any(), text)
            }
        }

        $crate::wire::copied! { $class }
    )+};
}

/// Gives classes `replace`, by the names of the arguments that they are made with and of their
/// getters, which are the same.
macro_rules! replaced {
    ($($class:ident: $($name:literal)+;)+) => {$(
        #[pymethods]
        impl $class {
            /// The same with other values, by their names as it is made with them.
            ///
            /// From Python 3.13 on `copy.replace` does this too.
            #[pyo3(signature = (**changes))]
            fn replace<'py>(
                this: &Bound<'py, Self>,
                changes: Option<&Bound<'py, pyo3::types::PyDict>>,
            ) -> PyResult<Bound<'py, PyAny>> {
                let arguments = pyo3::types::PyDict::new(this.py());
                $(arguments.set_item($name, this.getattr($name)?)?;)+
                if let Some(changes) = changes {
                    arguments.update(changes.as_mapping())?;
                }
                this.get_type().call((), Some(&arguments))
            }

            #[pyo3(signature = (**changes))]
            fn __replace__<'py>(
                this: &Bound<'py, Self>,
                changes: Option<&Bound<'py, pyo3::types::PyDict>>,
            ) -> PyResult<Bound<'py, PyAny>> {
                Self::replace(this, changes)
            }
        }
    )+};
}

/// Makes values of classes whose only field is a value of the engine with versioned JSON, or shares
/// one.
macro_rules! wired {
    ($($class:ident: $core:ty;)+) => {$(
        impl $crate::wire::Value for $class {
            fn read(json: &[u8]) -> Result<Self, visavis::Error> {
                Ok(Self(visavis::from_json::<$core>(json)?.into()))
            }

            fn read_plain(json: &str) -> Result<Self, visavis::Error> {
                Ok(Self($crate::wire::wrapped::<$core>(json)?.into()))
            }

            fn text(&self) -> $crate::fault::Fallible<String> {
                Ok(visavis::to_json::<$core>(std::borrow::Borrow::borrow(&self.0))?)
            }

            fn plain(&self) -> $crate::fault::Fallible<String> {
                let core: &$core = std::borrow::Borrow::borrow(&self.0);
                $crate::record::text(core)
            }
        }

        $crate::wire::valued! { $class }
    )+};
}

/// Makes values of classes whose only field is a value of the engine with JSON, or is made of one.
macro_rules! bare {
    ($($class:ident: $read:ty;)+) => {$(
        impl $crate::wire::Value for $class {
            fn read(json: &[u8]) -> Result<Self, visavis::Error> {
                let read: $read = visavis::ask::read_question(json)?;
                Ok(Self(read.into()))
            }

            fn read_plain(json: &str) -> Result<Self, visavis::Error> {
                Self::read(json.as_bytes()).map_err(|error| $crate::wire::within(error, ""))
            }

            fn text(&self) -> $crate::fault::Fallible<String> {
                $crate::record::text(&self.0)
            }

            fn plain(&self) -> $crate::fault::Fallible<String> {
                self.text()
            }
        }

        $crate::wire::valued! { $class }
    )+};
}

/// Gives classes of what people send `from_person`.
macro_rules! sent {
    ($($class:ident: $core:ty;)+) => {$(
        #[pymethods]
        impl $class {
            /// Reads what a person sent, of text or of UTF-8 bytes.
            ///
            /// What cannot be read is `Refused`, as something that the sender can mend: as
            /// `document-invalid` with the place and what is expected there, or by the rule of a date
            /// that is none, or none in range. `from_json` is for what the host itself has written.
            #[classmethod]
            fn from_person(
                _class: &Bound<'_, pyo3::types::PyType>,
                py: Python<'_>,
                json: $crate::wire::Json,
            ) -> $crate::fault::Fallible<Self> {
                let read = py.detach(|| visavis::from_person::<$core>(json.bytes()));
                Ok(Self(read.map_err(visavis::Error::from)?.into()))
            }
        }
    )+};
}

pub(crate) use {bare, copied, replaced, sent, valued, wired};
