//! Previews: what a change would bring about.

use std::sync::Arc;

use pyo3::intern;
use pyo3::prelude::*;
use visavis::id::PersonId;

use crate::asking::Context;
use crate::conversation::Conversation;
use crate::convert::{Id, expected};
use crate::fault::Fallible;
use crate::owned::OwnedContext;
use crate::people::Directory;
use crate::record::Class;

/// The facts before a change, or after it.
pub(crate) struct PreviewInputs {
    context: Arc<OwnedContext>,
    directory: Arc<visavis::Directory>,
}

impl FromPyObject<'_, '_> for PreviewInputs {
    type Error = PyErr;

    fn extract(facts: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        static FACTS: Class = Class::new("visavis.previews", "PreviewInputs");
        let py = facts.py();
        if !facts.is_instance(FACTS.get(py)?)? {
            return Err(expected("previews.PreviewInputs", &facts));
        }
        let context = facts.getattr(intern!(py, "context"))?;
        let directory = facts.getattr(intern!(py, "directory"))?;
        Ok(Self {
            context: Arc::clone(&context.cast::<Context>()?.get().0),
            directory: Arc::clone(&directory.cast::<Directory>()?.get().core),
        })
    }
}

impl PreviewInputs {
    fn core(&self) -> visavis::preview::PreviewInputs<'_> {
        visavis::preview::PreviewInputs {
            context: self.context.borrow_dependent(),
            directory: &self.directory,
        }
    }
}

/// What a change would bring about in conversations, told to the Super Admin who asks: the
/// difference between two sets of facts at one instant.
///
/// It is asked of what the facts would be: carry the change out without storing it, or make the
/// organisation or the directory anew. What the asker may not know is left out. Other threads run
/// meanwhile.
///
/// >>> from datetime import date
/// >>> from visavis.previews import PreviewInputs
/// >>> now = at("2026-03-10T09:00:00Z")
/// >>> evidence = CycleEvidence(template=review, roster=rolled_out.roster.state, directory=None)
/// >>> move = CycleCommand.move_end(date(2026, 4, 10))
/// >>> longer = cycle.execute(org, evidence, ada, move, now=now).state
/// >>> before = PreviewInputs(Context(org, review, cycle, now=now), directory)
/// >>> after = PreviewInputs(Context(org, review, longer, now=now), directory)
/// >>> end = preview(admin.person, before, after, [case().conversation]).moved[0]
/// >>> end.begins.value, end.from_.date().isoformat(), end.to.date().isoformat()
/// ('grace', '2026-03-31', '2026-04-10')
#[pyfunction]
pub(crate) fn preview<'py>(
    py: Python<'py>,
    by: Id<PersonId>,
    before: PreviewInputs,
    after: PreviewInputs,
    conversations: &Bound<'py, PyAny>,
) -> Fallible<Bound<'py, PyAny>> {
    static PREVIEW: Class = Class::new("visavis.previews", "Preview");
    let mut among = Vec::new();
    for conversation in conversations.try_iter()? {
        let conversation = conversation?;
        let conversation = conversation.cast::<Conversation>().map_err(PyErr::from)?;
        among.push(Arc::clone(&conversation.get().0));
    }
    let preview = py.detach(|| {
        let among = among.iter().map(|one| &**one);
        visavis::preview::preview(by.0, before.core(), after.core(), among)
    })?;
    PREVIEW.of(py, &preview)
}
