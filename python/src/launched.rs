//! What was carried out, shared, so that Python's part of it is made only when asked for.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyRange, PySlice, PyTuple};

use crate::conversation::Conversation;
use crate::convert::expected;
use crate::fault::Fallible;
use crate::index_row::IndexRow;
use crate::outcome::{self, ConversationEvent, OUTCOME};
use crate::record::Class;

/// The parts of the outcome for a conversation.
#[derive(Clone, PartialEq)]
pub(crate) struct Parts {
    state: Arc<visavis::Conversation>,
    events: Vec<Arc<visavis::conversation::ConversationEvent>>,
    row: visavis::IndexRow,
    repeated: Option<u64>,
}

impl From<visavis::conversation::ConversationOutcome> for Parts {
    fn from(done: visavis::conversation::ConversationOutcome) -> Self {
        Self {
            state: Arc::new(done.state),
            events: done.events.into_iter().map(Arc::new).collect(),
            row: done.row,
            repeated: done.repeated,
        }
    }
}

impl FromPyObject<'_, '_> for Parts {
    type Error = PyErr;

    fn extract(obj: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let py = obj.py();
        if !obj.is_instance(OUTCOME.get(py)?)? {
            return Err(expected("Outcome", &obj));
        }
        let events = obj.getattr(intern!(py, "events"))?;
        let events = events.try_iter()?.map(|event| {
            let event = event?;
            Ok(Arc::clone(&event.cast::<ConversationEvent>()?.get().0))
        });
        let state = obj.getattr(intern!(py, "state"))?;
        let row = obj.getattr(intern!(py, "row"))?;
        Ok(Self {
            state: Arc::clone(&state.cast::<Conversation>()?.get().0),
            events: events.collect::<PyResult<_>>()?,
            row: row.cast::<IndexRow>()?.get().0,
            repeated: obj.getattr(intern!(py, "repeated"))?.extract()?,
        })
    }
}

impl Parts {
    /// As Python has it.
    pub(crate) fn outcome<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
        let events = self.events.iter().map(Arc::clone).map(ConversationEvent);
        let state = Conversation(Arc::clone(&self.state));
        outcome::with_row(py, state, IndexRow(self.row), events, self.repeated)
    }
}

/// The new conversations of a roll-out: a sequence of `Outcome`, each made when it is asked for.
///
/// >>> context = Context(org, review, cycle, now=at("2026-03-01T00:00:00Z"))
/// >>> launched = context.roll_out(None, directory).launched
/// >>> launched, launched[-1].state.manager == uuid(2)
/// (<LaunchedConversations: 1>, True)
/// >>> [new.row.revision for new in launched], len(launched[1:])
/// ([1], 0)
/// >>> launched == LaunchedConversations([launched[0]]), launched.index(launched[0])
/// (True, 0)
#[pyclass(frozen, module = "visavis")]
pub(crate) struct LaunchedConversations(Vec<Parts>);

impl LaunchedConversations {
    /// Takes time with the number of people: to be called while other threads run.
    pub(crate) fn new(launched: Vec<visavis::conversation::ConversationOutcome>) -> Self {
        Self(launched.into_iter().map(Parts::from).collect())
    }

    /// A place as Python counts it, from the end where it is negative.
    fn at(&self, place: isize) -> Option<&Parts> {
        let place = match place {
            0.. => place.unsigned_abs(),
            _ => self.0.len().checked_sub(place.unsigned_abs())?,
        };
        self.0.get(place)
    }

    /// A bound of places as Python counts it.
    fn bound(&self, place: isize) -> usize {
        let (length, distance) = (self.0.len(), place.unsigned_abs());
        match place {
            0.. => distance.min(length),
            _ => length.saturating_sub(distance),
        }
    }
}

impl Drop for LaunchedConversations {
    /// Of many it takes long: other threads run meanwhile, unless Python is about to end.
    fn drop(&mut self) {
        let launched = std::mem::take(&mut self.0);
        if launched.len() > 1000 {
            Python::try_attach(|py| py.detach(|| drop(launched)));
        }
    }
}

#[pymethods]
impl LaunchedConversations {
    #[new]
    #[pyo3(signature = (launched, /))]
    fn of(launched: &Bound<'_, PyAny>) -> PyResult<Self> {
        let launched = launched.try_iter()?.map(|each| each?.extract());
        Ok(Self(launched.collect::<PyResult<_>>()?))
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __getitem__<'py>(
        &self,
        py: Python<'py>,
        place: &Bound<'py, PyAny>,
    ) -> Fallible<Bound<'py, PyAny>> {
        if let Ok(slice) = place.cast::<PySlice>() {
            let length = isize::try_from(self.0.len()).unwrap_or(isize::MAX);
            let slice = slice.indices(length)?;
            let places = (0..slice.slicelength).map(|place| {
                let place = isize::try_from(place).unwrap_or(isize::MAX);
                self.at(slice.start + place * slice.step)
            });
            let some = Self(places.flatten().cloned().collect());
            return Ok(Bound::new(py, some)?.into_any());
        }
        // One beyond all places is out of range too.
        let found = place.extract::<isize>();
        let found = match found {
            Err(error) if !error.is_instance_of::<pyo3::exceptions::PyOverflowError>(py) => {
                return Err(error.into());
            }
            found => found.ok().and_then(|place| self.at(place)),
        };
        match found {
            Some(parts) => parts.outcome(py),
            None => Err(PyIndexError::new_err("no conversation stands at that place").into()),
        }
    }

    fn __iter__<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let length = isize::try_from(this.get().0.len())?;
        each(this, PyRange::new(this.py(), 0, length)?)
    }

    fn __reversed__<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let length = isize::try_from(this.get().0.len())?;
        each(this, PyRange::new_with_step(this.py(), length - 1, -1, -1)?)
    }

    fn __contains__(&self, value: &Bound<'_, PyAny>) -> bool {
        let value = value.extract::<Parts>();
        value.is_ok_and(|value| self.0.contains(&value))
    }

    /// How often something is among them: once, or not at all.
    fn count(&self, value: &Bound<'_, PyAny>) -> usize {
        let value = value.extract::<Parts>();
        value.map_or(0, |value| {
            self.0.iter().filter(|parts| **parts == value).count()
        })
    }

    /// The first place of something among them, or of those from `start` to before `stop`.
    #[pyo3(signature = (value, start=0, stop=isize::MAX))]
    fn index(&self, value: &Bound<'_, PyAny>, start: isize, stop: isize) -> PyResult<usize> {
        let (start, stop) = (self.bound(start), self.bound(stop));
        let within = self.0.get(start..stop).unwrap_or_default();
        let value = value.extract::<Parts>().ok();
        let place = value.and_then(|value| within.iter().position(|parts| *parts == value));
        let place = place.map(|place| start + place);
        place.ok_or_else(|| PyValueError::new_err("it is not among those launched"))
    }

    fn __eq__(&self, py: Python<'_>, other: PyRef<'_, Self>) -> bool {
        let other = &other.0;
        py.detach(|| self.0 == *other)
    }

    fn __hash__(&self, py: Python<'_>) -> u64 {
        py.detach(|| {
            let mut hasher = DefaultHasher::new();
            for parts in &self.0 {
                (parts.state.id(), parts.state.revision()).hash(&mut hasher);
            }
            hasher.finish()
        })
    }

    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__<'py>(this: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        this
    }

    fn __reduce__<'py>(
        this: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyTuple>,))> {
        let all = this.try_iter()?.collect::<PyResult<Vec<_>>>()?;
        let all = PyTuple::new(this.py(), all)?;
        Ok((this.get_type().into_any(), (all,)))
    }

    fn __repr__(&self) -> String {
        format!("<LaunchedConversations: {}>", self.0.len())
    }
}

/// An iterator over what stands at some places.
fn each<'py>(
    launched: &Bound<'py, LaunchedConversations>,
    places: Bound<'py, PyRange>,
) -> PyResult<Bound<'py, PyAny>> {
    static MAP: Class = Class::new("builtins", "map");
    let py = launched.py();
    let get = launched.getattr(intern!(py, "__getitem__"))?;
    MAP.get(py)?.call1((get, places))
}
