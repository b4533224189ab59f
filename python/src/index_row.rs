//! Index rows: the columns to keep beside stored conversations.

use pyo3::prelude::*;
use visavis::id::{ConversationId, CycleId, OrgId, PersonId, TemplateId};

use crate::convert::{At, Id};
use crate::wire::wired;

/// The few columns to keep beside each stored conversation, so that a database can select by them.
///
/// It is for the host alone: no viewer sees it. Who managed a conversation earlier is a list for a
/// table of its own, `Conversation.previous_managers`.
///
/// >>> row = case().index_row()
/// >>> row.manager == uuid(2), row.next_boundary.isoformat()
/// (True, '2026-03-31T23:00:00+00:00')
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct IndexRow(pub(crate) visavis::IndexRow);

#[pymethods]
impl IndexRow {
    /// The organisation.
    #[getter]
    fn organisation(&self) -> Id<OrgId> {
        Id(self.0.organisation)
    }

    /// The conversation.
    #[getter]
    fn conversation(&self) -> Id<ConversationId> {
        Id(self.0.conversation)
    }

    /// Its revision, for compare-and-swap, and for the host alone.
    #[getter]
    fn revision(&self) -> u64 {
        self.0.revision
    }

    /// Its template.
    #[getter]
    fn template(&self) -> Id<TemplateId> {
        Id(self.0.template)
    }

    /// Its cycle; none for an anytime conversation.
    #[getter]
    fn cycle(&self) -> Option<Id<CycleId>> {
        self.0.cycle.map(Id)
    }

    /// The direct report.
    #[getter]
    fn direct_report(&self) -> Id<PersonId> {
        Id(self.0.direct_report)
    }

    /// The manager.
    #[getter]
    fn manager(&self) -> Id<PersonId> {
        Id(self.0.manager)
    }

    /// Whether a request to edit waits for a decision.
    #[getter]
    fn edit_requested(&self) -> bool {
        self.0.edit_requested
    }

    /// The instant of its launch.
    #[getter]
    fn launched_at(&self) -> At {
        At(self.0.launched_at)
    }

    /// The instant from which it is past.
    #[getter]
    fn closes_at(&self) -> At {
        At(self.0.closes_at)
    }

    /// The next instant at which its phase changes or something locks; none once it is past.
    #[getter]
    fn next_boundary(&self) -> Option<At> {
        self.0.next_boundary.map(At)
    }

    fn __repr__(&self) -> String {
        format!(
            "<IndexRow of {} revision {}>",
            self.0.conversation, self.0.revision
        )
    }
}

wired! { IndexRow: visavis::IndexRow; }

/// The index rows that Python hands in.
pub(crate) fn rows(rows: &Bound<'_, PyAny>) -> PyResult<Vec<visavis::IndexRow>> {
    rows.try_iter()?
        .map(|row| Ok(row?.cast::<IndexRow>()?.get().0))
        .collect()
}
