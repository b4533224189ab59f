//! What a schedule has beside its dates, between Rust and Python.

use pyo3::intern;
use pyo3::prelude::*;
use visavis::cycle::{AdminReview, LockOn};

use crate::convert::{Id, Of, Typed, expected};
use crate::record::Class;

pub(crate) static SCHEDULE: Class = Class::new("visavis._schedule", "Schedule");
static LIST: Class = Class::new("visavis.locks", "List");
static QUESTION: Class = Class::new("visavis.locks", "Question");

/// What locks: a `locks.List` or a `locks.Question`.
pub(crate) fn lock_on(on: &Bound<'_, PyAny>) -> PyResult<LockOn> {
    let py = on.py();
    if on.is_instance(LIST.get(py)?)? {
        let side = on.getattr(intern!(py, "side"))?.extract::<Of<_>>()?;
        Ok(LockOn::List(side.0))
    } else if on.is_instance(QUESTION.get(py)?)? {
        let question = on.getattr(intern!(py, "question"))?.extract::<Id<_>>()?;
        Ok(LockOn::Question(question.0))
    } else {
        Err(expected("locks.List or locks.Question", on))
    }
}

/// What locks, as Python has it.
pub(crate) fn python_lock_on(py: Python<'_>, on: LockOn) -> PyResult<Bound<'_, PyAny>> {
    match on {
        LockOn::List(side) => LIST.get(py)?.call1((Of(side),)),
        LockOn::Question(question) => QUESTION.get(py)?.call1((Id(question),)),
    }
}

/// An `AdminReview` of Python.
pub(crate) fn review(review: &Bound<'_, PyAny>) -> PyResult<AdminReview> {
    static REVIEW: Class = Class::new("visavis._schedule", "AdminReview");
    let py = review.py();
    if !review.is_instance(REVIEW.get(py)?)? {
        return Err(expected("AdminReview", review));
    }
    let date = |name| Ok::<_, PyErr>(review.getattr(name)?.extract::<Typed>()?.0);
    Ok(AdminReview {
        submit_by: date(intern!(py, "submit_by"))?,
        review_by: date(intern!(py, "review_by"))?,
        of: review.getattr(intern!(py, "of"))?.extract::<Of<_>>()?.0,
    })
}
