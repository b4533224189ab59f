//! The one call: everything in one document.

use std::sync::Arc;

use pyo3::prelude::*;

use crate::people::Directory;
use crate::wire::Json;

/// Answers a question or a command, with everything that it depends on in one document.
///
/// `request` is JSON by the schema `ask_request`; the answer is JSON with one field: `result`;
/// `refusal`, if a rule says no; or `error`, if the call could not be decided. `directory` takes the
/// place of the one in the document. Other threads run meanwhile.
///
/// >>> import json
/// >>> answer = json.loads(ask('{"ask": "refusals"}'))
/// >>> answer["result"][0]["rule"]
/// 'VIS-16'
/// >>> list(json.loads(ask('{"ask": {"directory": "faults"}}')))
/// ['error']
/// >>> ask('{"ask": {"directory": "faults"}}', directory)
/// '{"result":[]}'
#[pyfunction]
#[pyo3(signature = (request, directory=None))]
pub(crate) fn ask(py: Python<'_>, request: Json, directory: Option<&Directory>) -> String {
    let directory = directory.map(|directory| Arc::clone(&directory.core));
    py.detach(|| visavis::ask::ask(directory.as_deref(), request.bytes()))
}
