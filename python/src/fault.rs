//! Why a call did not come to an answer.

use pyo3::PyErr;
use visavis::Error;
use visavis::time::TimeError;

pub(crate) enum Fault {
    Engine(Box<Error>),
    Python(PyErr),
}

pub(crate) type Fallible<T> = Result<T, Fault>;

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
