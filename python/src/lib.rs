//! The extension module within the Python package `visavis`.
//!
//! Facts, aggregates and the three handles (context, case, sight) are classes of Rust; what the
//! engine shows and records are plain frozen classes of Python, made from the engine's JSON. The
//! documentation of items here is what Python users read.
#![deny(unsafe_code)]
#![allow(
    clippy::doc_lazy_continuation,
    clippy::needless_pass_by_value,
    reason = "docstrings are Python's, and arguments are taken as they are extracted"
)]

mod answer;
mod ask;
mod asking;
mod conversation;
mod convert;
mod cycle;
mod evidence;
mod facts;
mod fault;
mod index_row;
mod launched;
mod named;
mod outcome;
mod owned;
mod people;
mod preview;
mod record;
mod refusal;
mod relation;
mod schedule;
mod sight;
mod template;
mod text;
mod times;
mod verdict;
mod wire;

use std::sync::OnceLock;

use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;

// All that Python holds is frozen: it needs no lock of the interpreter's (free-threaded builds).
#[pymodule(gil_used = false)]
mod _visavis {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::ask::ask;
    #[pymodule_export]
    use crate::asking::{Case, Context};
    #[pymodule_export]
    use crate::conversation::{Command, Conversation, Start};
    #[pymodule_export]
    use crate::cycle::{Cycle, CycleCommand, CycleDraft, Roster};
    #[pymodule_export]
    use crate::evidence::{CycleEvidence, TemplateEvidence};
    #[pymodule_export]
    use crate::facts::{Calendar, Org, from_key, parse_date, parse_instant};
    #[pymodule_export]
    use crate::index_row::IndexRow;
    #[pymodule_export]
    use crate::launched::LaunchedConversations;
    #[pymodule_export]
    use crate::outcome::{ConversationEvent, CycleEvent, RosterEvent, TemplateEvent};
    #[pymodule_export]
    use crate::people::{DepartmentData, Directory, DirectoryData, PersonData};
    #[pymodule_export]
    use crate::preview::preview;
    #[pymodule_export]
    use crate::refusal::Refusal;
    #[pymodule_export]
    use crate::relation::{Actor, Pair, Relation};
    #[pymodule_export]
    use crate::sight::{Sight, edit_requests, edit_requests_digest, lists, offers};
    #[pymodule_export]
    use crate::template::{Template, TemplateCommand, TemplateDraft};
    #[pymodule_export]
    use crate::times::{CycleTimes, timeline_to_mermaid, timeline_to_svg};
    #[pymodule_export]
    use crate::verdict::{Permission, Verdict};

    #[pymodule_export]
    const VERSION: &str = visavis::VERSION;
    #[pymodule_export]
    const TZ_DATABASE: &str = visavis::TZ_DATABASE;
    #[pymodule_export]
    const SCHEMA_VERSION: u32 = visavis::wire::SCHEMA_VERSION;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        crate::one_interpreter(module.py())?;
        pyo3::types::PySequence::register::<LaunchedConversations>(module.py())
    }
}

/// Refuses a second interpreter of the process: what is looked up once is of the first.
fn one_interpreter(py: Python<'_>) -> PyResult<()> {
    static FIRST: OnceLock<usize> = OnceLock::new();
    // Each interpreter has a `sys` of its own, for as long as it lives.
    let sys = py.import("sys")?.as_ptr().addr();
    if *FIRST.get_or_init(|| sys) == sys {
        return Ok(());
    }
    Err(PyImportError::new_err(
        "visavis is in use in another interpreter of this process, and serves one alone",
    ))
}
