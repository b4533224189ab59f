//! The instants of a cycle, and timelines.

use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use visavis::cycle::{Boundary, BoundaryKind, Launch, LockTime, Phase, ReviewTimes, Timeline};

use crate::convert::{At, Day, Of, expected};
use crate::fault::Fallible;
use crate::record::Class;
use crate::schedule::{lock_on, python_lock_on};
use crate::text::Text;
use crate::wire::{copied, hash};

/// The instants of a cycle, as they are known at the `now` of the context that gave them.
///
/// >>> times = Context(org, review, cycle, now=at("2026-03-10T09:00:00Z")).cycle_times
/// >>> times.end.isoformat(), times.close_date
/// ('2026-03-31T23:00:00+00:00', datetime.date(2026, 4, 7))
/// >>> times.phase(at("2026-04-02T09:00:00Z"))
/// <Phase.GRACE: 'grace'>
/// >>> times = reviewed_case().context.cycle_times
/// >>> times.review.submit.isoformat(), times.locks[0].at.isoformat()
/// ('2026-03-16T00:00:00+00:00', '2026-03-13T00:00:00+00:00')
#[pyclass(frozen, module = "visavis")]
pub(crate) struct CycleTimes(pub(crate) visavis::cycle::CycleTimes);

static AT: Class = Class::new("visavis._schedule", "LaunchAt");
static WAITS: Class = Class::new("visavis._schedule", "LaunchWaits");
static NEVER: Class = Class::new("visavis._schedule", "LaunchNever");
static REVIEW_TIMES: Class = Class::new("visavis._schedule", "ReviewTimes");
static LOCK_TIME: Class = Class::new("visavis._schedule", "LockTime");

fn launch(launch: &Bound<'_, PyAny>) -> PyResult<Launch> {
    let py = launch.py();
    Ok(if launch.is_instance(AT.get(py)?)? {
        Launch::At {
            at: launch.getattr(intern!(py, "at"))?.extract::<At>()?.0,
            quiet: launch.getattr(intern!(py, "quiet"))?.extract()?,
        }
    } else if launch.is_instance(WAITS.get(py)?)? {
        Launch::Waits
    } else if launch.is_instance(NEVER.get(py)?)? {
        Launch::Never
    } else {
        return Err(expected("LaunchAt, LaunchWaits or LaunchNever", launch));
    })
}

fn review_times(times: &Bound<'_, PyAny>) -> PyResult<ReviewTimes> {
    let py = times.py();
    if !times.is_instance(REVIEW_TIMES.get(py)?)? {
        return Err(expected("ReviewTimes", times));
    }
    let at = |name| Ok::<_, PyErr>(times.getattr(name)?.extract::<At>()?.0);
    let date = |name| Ok::<_, PyErr>(times.getattr(name)?.extract::<Day>()?.0);
    Ok(ReviewTimes {
        of: times.getattr(intern!(py, "of"))?.extract::<Of<_>>()?.0,
        submit: at(intern!(py, "submit"))?,
        submit_date: date(intern!(py, "submit_date"))?,
        review: at(intern!(py, "review"))?,
        review_date: date(intern!(py, "review_date"))?,
    })
}

fn lock_time(time: &Bound<'_, PyAny>) -> PyResult<LockTime> {
    let py = time.py();
    if !time.is_instance(LOCK_TIME.get(py)?)? {
        return Err(expected("LockTime", time));
    }
    Ok(LockTime {
        on: lock_on(&time.getattr(intern!(py, "on"))?)?,
        date: time.getattr(intern!(py, "date"))?.extract::<Day>()?.0,
        at: time.getattr(intern!(py, "at"))?.extract::<At>()?.0,
        binds: time.getattr(intern!(py, "binds"))?.extract()?,
    })
}

#[pymethods]
impl CycleTimes {
    #[new]
    #[pyo3(signature = (
        *, launch, start_date, end, end_date, close, close_date, review=None, locks=None
    ))]
    #[allow(clippy::too_many_arguments, reason = "they go by their names")]
    fn new(
        launch: &Bound<'_, PyAny>,
        start_date: Day,
        end: At,
        end_date: Day,
        close: At,
        close_date: Day,
        review: Option<&Bound<'_, PyAny>>,
        locks: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let locks = locks.map(|locks| locks.try_iter()?.map(|lock| lock_time(&lock?)).collect());
        Ok(Self(visavis::cycle::CycleTimes {
            launch: self::launch(launch)?,
            start_date: start_date.0,
            end: end.0,
            end_date: end_date.0,
            close: close.0,
            close_date: close_date.0,
            review: review.map(review_times).transpose()?,
            locks: locks.transpose()?.unwrap_or_default(),
        }))
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<((), Bound<'py, PyDict>)> {
        let all = PyDict::new(py);
        all.set_item("launch", self.launch(py)?)?;
        all.set_item("start_date", self.start_date())?;
        all.set_item("end", self.end())?;
        all.set_item("end_date", self.end_date())?;
        all.set_item("close", self.close())?;
        all.set_item("close_date", self.close_date())?;
        all.set_item("review", self.review(py)?)?;
        all.set_item("locks", self.locks(py)?)?;
        Ok(((), all))
    }

    /// When it launches: `LaunchAt`, `LaunchWaits` or `LaunchNever`.
    #[getter]
    fn launch<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self.0.launch {
            Launch::At { at, quiet } => AT.get(py)?.call1((At(at), quiet)),
            Launch::Waits => WAITS.get(py)?.call0(),
            Launch::Never => NEVER.get(py)?.call0(),
        }
    }

    /// The start date.
    #[getter]
    fn start_date(&self) -> Day {
        Day(self.0.start_date)
    }

    /// The instant from which grace runs, or from which it is closed.
    #[getter]
    fn end(&self) -> At {
        At(self.0.end)
    }

    /// The end date.
    #[getter]
    fn end_date(&self) -> Day {
        Day(self.0.end_date)
    }

    /// The instant from which it is closed.
    #[getter]
    fn close(&self) -> At {
        At(self.0.close)
    }

    /// The last day of grace, or the end date.
    #[getter]
    fn close_date(&self) -> Day {
        Day(self.0.close_date)
    }

    /// The boundaries of its admin review: `ReviewTimes`, where it has one.
    #[getter]
    fn review<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let times = self.0.review.map(|review| {
            let (submit, submit_date) = (At(review.submit), Day(review.submit_date));
            let (end, end_date) = (At(review.review), Day(review.review_date));
            let fields = (Of(review.of), submit, submit_date, end, end_date);
            REVIEW_TIMES.get(py)?.call1(fields)
        });
        times.transpose()
    }

    /// The boundaries of its lock dates, by what they lock: a tuple of `LockTime`.
    #[getter]
    fn locks<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let locks = self.0.locks.iter().map(|lock| {
            let on = python_lock_on(py, lock.on)?;
            let fields = (on, Day(lock.date), At(lock.at), lock.binds);
            LOCK_TIME.get(py)?.call1(fields)
        });
        PyTuple::new(py, locks.collect::<PyResult<Vec<_>>>()?)
    }

    /// The phase at an instant.
    fn phase(&self, now: At) -> Of<Phase> {
        Of(self.0.phase(now.0))
    }

    /// All boundaries, with the phase at an instant and the next boundary after it.
    ///
    /// It is for the host alone: it has the locks of both lists. What a person may see of a
    /// conversation's is `Sight.timeline`.
    fn timeline<'py>(&self, py: Python<'py>, now: At) -> Fallible<Bound<'py, PyAny>> {
        timeline(py, &self.0.timeline(now.0))
    }

    fn __eq__(&self, other: PyRef<'_, Self>) -> bool {
        self.0 == other.0
    }

    fn __hash__(&self) -> u64 {
        hash(&(self.0.start_date, self.0.end, self.0.close))
    }

    fn __repr__(&self) -> String {
        format!(
            "<CycleTimes {} to {}>",
            self.0.start_date, self.0.close_date
        )
    }
}

copied! { CycleTimes }

static TIMELINE: Class = Class::new("visavis.views", "Timeline");
static BOUNDARY: Class = Class::new("visavis.views", "Boundary");

pub(crate) fn timeline<'py>(py: Python<'py>, timeline: &Timeline) -> Fallible<Bound<'py, PyAny>> {
    TIMELINE.of(py, timeline)
}

fn boundary(boundary: &Bound<'_, PyAny>) -> PyResult<Boundary> {
    let py = boundary.py();
    if !boundary.is_instance(BOUNDARY.get(py)?)? {
        return Err(expected("Boundary", boundary));
    }
    let begins: Option<Of<_>> = boundary.getattr(intern!(py, "begins"))?.extract()?;
    let locks: Option<Bound<'_, PyAny>> = boundary.getattr(intern!(py, "locks"))?.extract()?;
    let reopens: Option<Of<_>> = boundary.getattr(intern!(py, "reopens"))?.extract()?;
    let runs_out: Option<Of<_>> = boundary.getattr(intern!(py, "runs_out"))?.extract()?;
    let kind = match (begins, locks, reopens, runs_out) {
        (Some(phase), None, None, None) => BoundaryKind::Begins(phase.0),
        (None, Some(on), None, None) => BoundaryKind::Locks(lock_on(&on)?),
        (None, None, Some(side), None) => BoundaryKind::Reopens(side.0),
        (None, None, None, Some(side)) => BoundaryKind::RunsOut(side.0),
        _ => {
            let one = "expected exactly one of `begins`, `locks`, `reopens` and `runs_out`";
            return Err(PyValueError::new_err(one));
        }
    };
    Ok(Boundary {
        at: boundary.getattr(intern!(py, "at"))?.extract::<At>()?.0,
        date: boundary.getattr(intern!(py, "date"))?.extract::<Day>()?.0,
        kind,
        rule: boundary.getattr(intern!(py, "rule"))?.extract::<Of<_>>()?.0,
    })
}

/// A timeline of Python as the engine has it, to be drawn.
pub(crate) struct Drawn(Timeline);

impl FromPyObject<'_, '_> for Drawn {
    type Error = PyErr;

    fn extract(timeline: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let py = timeline.py();
        if !timeline.is_instance(TIMELINE.get(py)?)? {
            return Err(expected("Timeline", &timeline));
        }
        let boundaries = timeline.getattr(intern!(py, "boundaries"))?;
        let next: Option<At> = timeline.getattr(intern!(py, "next"))?.extract()?;
        Ok(Self(Timeline {
            phase: timeline
                .getattr(intern!(py, "phase"))?
                .extract::<Of<_>>()?
                .0,
            boundaries: boundaries
                .try_iter()?
                .map(|each| boundary(&each?))
                .collect::<PyResult<_>>()?,
            next: next.map(|next| next.0),
        }))
    }
}

/// A timeline as a gantt in the language of Mermaid.
#[pyfunction]
pub(crate) fn timeline_to_mermaid(timeline: Drawn, title: Text) -> String {
    timeline.0.to_mermaid(&title.0)
}

/// A timeline as a picture in SVG.
#[pyfunction]
pub(crate) fn timeline_to_svg(timeline: Drawn, title: Text) -> String {
    timeline.0.to_svg(&title.0)
}
