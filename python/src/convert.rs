//! Instants, dates, ids and enums between Rust and Python.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDate, PyDateTime, PyDelta, PyTzInfo};
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, Error as _};
use visavis::chrono::{Datelike, NaiveDate};
use visavis::id::CommandId;
use visavis::time::TimeError;
use visavis::uuid::Uuid;
use visavis::{Date, Dated, Error, Instant, Request, Rule};

use crate::fault::{Fallible, Fault};
use crate::record::Class;

/// An instant: an aware `datetime`, exact to the microsecond.
#[derive(Clone, Copy)]
pub(crate) struct At(pub(crate) Instant);

/// 1970-01-01T00:00:00Z as a `datetime`.
fn epoch(py: Python<'_>) -> PyResult<&Bound<'_, PyDateTime>> {
    static EPOCH: PyOnceLock<Py<PyDateTime>> = PyOnceLock::new();
    let epoch = EPOCH.get_or_try_init(py, || {
        let utc = PyTzInfo::utc(py)?;
        PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, Some(&utc)).map(Bound::unbind)
    })?;
    Ok(epoch.bind(py))
}

impl FromPyObject<'_, '_> for At {
    type Error = PyErr;

    fn extract(obj: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        // The subtraction of `datetime` itself: a subclass may have one that rounds.
        static SINCE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        static MICROSECOND: PyOnceLock<Py<PyDelta>> = PyOnceLock::new();
        let py = obj.py();
        if !obj.is_instance_of::<PyDateTime>() {
            return Err(expected("an aware datetime", &obj));
        }
        let since = SINCE.get_or_try_init(py, || {
            let class = py.import("datetime")?.getattr("datetime")?;
            class.getattr("__sub__").map(Bound::unbind)
        })?;
        let since = since.bind(py).call1((obj, epoch(py)?)).map_err(|error| {
            // It is naive, or what its zone says is no offset.
            let naive = obj.call_method0(intern!(py, "utcoffset"));
            if !naive.is_ok_and(|offset| offset.is_none()) {
                return error;
            }
            let naive =
                PyValueError::new_err("a naive datetime is no instant: give it a time zone");
            naive.set_cause(py, Some(error));
            naive
        })?;
        let unit = MICROSECOND
            .get_or_try_init(py, || PyDelta::new(py, 0, 0, 1, true).map(Bound::unbind))?;
        let micros: i64 = since.floor_div(unit.bind(py))?.extract()?;
        let instant = Instant::from_micros(micros).ok_or_else(|| {
            let said = obj.str().map(|text| text.to_string()).unwrap_or_default();
            Fault::from(Error::from(TimeError::InstantOutOfRange(said)))
        })?;
        Ok(Self(instant))
    }
}

impl<'py> IntoPyObject<'py> for At {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        const DAY: i64 = 86_400_000_000;
        let micros = self.0.micros();
        let (days, rest) = (micros.div_euclid(DAY), micros.rem_euclid(DAY));
        let small = |number: i64| i32::try_from(number).unwrap_or_default();
        let since = PyDelta::new(
            py,
            small(days),
            small(rest / 1_000_000),
            small(rest % 1_000_000),
            false,
        )?;
        epoch(py)?.add(since)
    }
}

/// A date: a `date` that is no `datetime`.
#[derive(Clone, Copy)]
pub(crate) struct Day(pub(crate) Date);

/// A date that a person types in a command: one outside the calendar is refused (TIM-9).
#[derive(Clone, Copy)]
pub(crate) struct Typed(pub(crate) Date);

impl FromPyObject<'_, '_> for Typed {
    type Error = PyErr;

    fn extract(obj: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let refused = |error: TimeError| match error.refusal() {
            Some(refusal) => Error::from(refusal),
            None => error.into(),
        };
        let date = date(obj)?.map_err(|error| Fault::from(refused(error)))?;
        Ok(Self(date))
    }
}

impl FromPyObject<'_, '_> for Day {
    type Error = PyErr;

    fn extract(obj: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        Ok(Self(date(obj)?.map_err(Fault::from)?))
    }
}

/// A date, or why it is none of the engine's.
fn date(obj: Borrowed<'_, '_, PyAny>) -> PyResult<Result<Date, TimeError>> {
    let py = obj.py();
    if !obj.is_instance_of::<PyDate>() || obj.is_instance_of::<PyDateTime>() {
        return Err(expected("a date", &obj));
    }
    let (year, month, day): (i32, u32, u32) = (
        obj.getattr(intern!(py, "year"))?.extract()?,
        obj.getattr(intern!(py, "month"))?.extract()?,
        obj.getattr(intern!(py, "day"))?.extract()?,
    );
    Ok(Date::new(year, month, day)
        .ok_or_else(|| TimeError::DateOutOfRange(format!("{year:04}-{month:02}-{day:02}"))))
}

impl<'py> IntoPyObject<'py> for Day {
    type Target = PyDate;
    type Output = Bound<'py, PyDate>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        local_date(py, self.0.into())
    }
}

/// A local date, which may lie a day outside the engine's calendar.
pub(crate) fn local_date(py: Python<'_>, date: NaiveDate) -> PyResult<Bound<'_, PyDate>> {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    PyDate::new(py, date.year(), small(date.month()), small(date.day()))
}

/// An id of any kind: a `UUID`.
#[derive(Clone, Copy)]
pub(crate) struct Id<T>(pub(crate) T);

impl<T: From<Uuid>> FromPyObject<'_, '_> for Id<T> {
    type Error = PyErr;

    fn extract(obj: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        match obj.extract::<Uuid>() {
            Ok(id) => Ok(Self(id.into())),
            Err(_) => Err(expected("a UUID", &obj)),
        }
    }
}

impl<'py, T: Into<Uuid>> IntoPyObject<'py> for Id<T> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.0.into().into_pyobject(py)
    }
}

/// A command, with an id where it may be sent twice.
pub(crate) fn request<T>(command: T, id: Option<Id<CommandId>>) -> Request<T> {
    let id = id.map(|id| id.0);
    Request { id, command }
}

/// A type of the engine that is an `Enum` in Python.
pub(crate) trait Named: Copy + PartialEq + Serialize + 'static {
    /// The name of the Python class.
    const NAME: &'static str;
    /// Every value.
    const ALL: &'static [Self];

    /// The name in JSON, which is the value in Python.
    fn name(self) -> &'static str;

    /// The members of the Python class, in the order of `ALL`.
    fn members(py: Python<'_>) -> PyResult<&'static [Py<PyAny>]>;
}

macro_rules! named {
    ($($type:ident)+) => {
        $(named! { $type in "visavis._enums": &<$type>::ALL, <$type>::name })+
    };
    ($type:ident in $module:literal: $all:expr, $name:expr) => {
        impl $crate::convert::Named for $type {
            const NAME: &'static str = stringify!($type);
            const ALL: &'static [Self] = $all;

            fn name(self) -> &'static str {
                $name(self)
            }

            fn members(
                py: pyo3::Python<'_>,
            ) -> pyo3::PyResult<&'static [pyo3::Py<pyo3::PyAny>]> {
                static MEMBERS: pyo3::sync::PyOnceLock<Vec<pyo3::Py<pyo3::PyAny>>> =
                    pyo3::sync::PyOnceLock::new();
                let members = MEMBERS.get_or_try_init(py, || {
                    $crate::convert::members::<Self>(py, $module)
                })?;
                Ok(members)
            }
        }
    };
}
pub(crate) use named;

named! { Rule in "visavis._rules": Rule::ALL, Rule::id }

/// The members of a class of Python that stand for values.
pub(crate) fn members<T: Named>(py: Python<'_>, module: &str) -> PyResult<Vec<Py<PyAny>>> {
    let class = py.import(module)?.getattr(T::NAME)?;
    let members = T::ALL.iter().map(|value| class.call1((value.name(),)));
    members.map(|member| Ok(member?.unbind())).collect()
}

/// A value of an enum.
#[derive(Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Of<T>(pub(crate) T);

impl<T: Named> FromPyObject<'_, '_> for Of<T> {
    type Error = PyErr;

    fn extract(obj: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let members = T::members(obj.py())?;
        let mut places = T::ALL.iter().zip(members);
        if let Some((value, _)) = places.find(|(_, member)| obj.is(*member)) {
            return Ok(Self(*value));
        }
        // A member of the enum is its text, so the text does too.
        let text = obj.extract::<PyBackedStr>().ok();
        let mut values = T::ALL.iter();
        match values.find(|value| text.as_deref() == Some(value.name())) {
            Some(value) => Ok(Self(*value)),
            None => Err(expected(T::NAME, &obj)),
        }
    }
}

impl<'de, T: Named> Deserialize<'de> for Of<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let found = T::ALL.iter().find(|value| value.name() == text);
        found
            .map(|value| Self(*value))
            .ok_or_else(|| D::Error::custom(format!("expected {}", T::NAME)))
    }
}

impl<'py, T: Named> IntoPyObject<'py> for Of<T> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let place = T::ALL.iter().position(|value| *value == self.0);
        match place.and_then(|place| T::members(py).ok()?.get(place)) {
            Some(member) => Ok(member.bind(py).clone()),
            None => Err(PyValueError::new_err(format!(
                "no {} is named {}",
                T::NAME,
                self.0.name()
            ))),
        }
    }
}

/// A value with its history: a `Dated`, or a plain value that has always held.
pub(crate) fn dated<T>(
    value: &Bound<'_, PyAny>,
    read: impl Fn(&Bound<'_, PyAny>) -> Fallible<T>,
) -> Fallible<Dated<T>> {
    let py = value.py();
    if !value.is_instance(DATED.get(py)?)? {
        return read(value).map(Dated::new);
    }
    let mut dated = Dated::new(read(&value.getattr(intern!(py, "first"))?)?);
    for change in value.getattr(intern!(py, "changes"))?.try_iter()? {
        let (at, to): (At, Bound<'_, PyAny>) = change?.extract()?;
        dated.change(at.0, read(&to)?);
    }
    Ok(dated)
}

static DATED: Class = Class::new("visavis._dated", "Dated");

/// A `Dated` of Python.
pub(crate) fn history<'py, T, P>(
    py: Python<'py>,
    dated: &Dated<T>,
    write: impl Fn(&T) -> P,
) -> PyResult<Bound<'py, PyAny>>
where
    P: IntoPyObject<'py>,
{
    let changes: Vec<_> = dated
        .changes()
        .map(|(at, to)| (At(at), write(to)))
        .collect();
    DATED.get(py)?.call1((write(dated.first()), changes))
}

/// Says what is expected if something else came.
pub(crate) fn expected(what: &str, found: &Bound<'_, PyAny>) -> PyErr {
    PyTypeError::new_err(instead(what, found))
}

/// What is expected, and the type of what came.
pub(crate) fn instead(what: &str, found: &Bound<'_, PyAny>) -> String {
    let found = found.get_type();
    let found = found.name().map(|name| name.to_string());
    format!("expected {what}, found {}", found.unwrap_or_default())
}
