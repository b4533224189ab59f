//! Templates: what a conversation asks, of whom, and under which settings.

use std::sync::Arc;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use visavis::{CommandId, ConversationId, OrgId, QuestionId, Request, TemplateId, TemplateKind};

use crate::convert::{At, Id, Of, history, request};
use crate::facts::{Org, Relation};
use crate::fault::Fallible;
use crate::outcome::{self, TemplateEvent, log, owned};
use crate::record::{Class, tuple};
use crate::wire::{read_plain, wired};

/// A template as an administrator writes it, not checked yet.
///
/// >>> from visavis.questions import ContentDraft, Format, Paragraph, Question
/// >>> draft = TemplateDraft(
/// ...     id=uuid(60),
/// ...     kind=TemplateKind.ANYTIME,
/// ...     settings=SettingsDraft(name="Check-in", days=14),
/// ...     content=ContentDraft(
/// ...         format=Format.one_directional(Side.MANAGER),
/// ...         manager=(Question(uuid(61), "What next?", Paragraph(), mandatory=True),),
/// ...     ),
/// ... )
/// >>> Template.create(org, ada, draft, at("2026-01-05T09:00:00Z")).state.kind
/// <TemplateKind.ANYTIME: 'anytime'>
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct TemplateDraft(Arc<visavis::TemplateDraft>);

#[pymethods]
impl TemplateDraft {
    #[new]
    fn new(
        id: Id<TemplateId>,
        kind: Of<TemplateKind>,
        settings: &Bound<'_, PyAny>,
        content: &Bound<'_, PyAny>,
    ) -> Fallible<Self> {
        let data = PyDict::new(settings.py());
        data.set_item("id", id)?;
        data.set_item("kind", kind)?;
        data.set_item("settings", settings)?;
        data.set_item("content", content)?;
        let draft: visavis::TemplateDraft = read_plain(data.as_any())?;
        Ok(Self(draft.into()))
    }

    /// The id, which the host gives.
    #[getter]
    fn id(&self) -> Id<TemplateId> {
        Id(self.0.id)
    }

    /// Anytime or scheduled.
    #[getter]
    fn kind(&self) -> Of<TemplateKind> {
        Of(self.0.kind)
    }

    /// The settings around the content.
    #[getter]
    fn settings<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
        static SETTINGS: Class = Class::new("visavis._settings", "SettingsDraft");
        SETTINGS.of(py, &self.0.settings)
    }

    /// Who is asked what.
    #[getter]
    fn content<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
        static CONTENT: Class = Class::new("visavis.questions", "ContentDraft");
        CONTENT.of(py, &self.0.content)
    }

    fn __repr__(&self) -> String {
        format!("<TemplateDraft {}>", self.0.id)
    }
}

wired! { TemplateDraft: visavis::TemplateDraft; }

/// What can be asked of a template that exists.
///
/// With an `id` it may be sent twice: the second time changes nothing.
///
/// >>> TemplateCommand.change_settings(SettingsDraft(days=14)).to_dict()
/// {'command': {'change_settings': {'days': 14}}}
/// >>> TemplateCommand.deploy(id=uuid(900)).id == uuid(900)
/// True
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct TemplateCommand(Arc<Request<visavis::TemplateCommand>>);

impl TemplateCommand {
    fn named(name: &str, value: &Bound<'_, PyAny>, id: Option<Id<CommandId>>) -> Fallible<Self> {
        let (data, command) = (PyDict::new(value.py()), PyDict::new(value.py()));
        command.set_item(name, value)?;
        data.set_item("command", command)?;
        let read: Request<visavis::TemplateCommand> = read_plain(data.as_any())?;
        Ok(Self(request(read.command, id).into()))
    }
}

#[pymethods]
impl TemplateCommand {
    /// Change some settings.
    #[staticmethod]
    #[pyo3(signature = (settings, *, id=None))]
    fn change_settings(settings: &Bound<'_, PyAny>, id: Option<Id<CommandId>>) -> Fallible<Self> {
        Self::named("change_settings", settings, id)
    }

    /// Put other content in place, for later launches.
    #[staticmethod]
    #[pyo3(signature = (content, *, id=None))]
    fn edit_content(content: &Bound<'_, PyAny>, id: Option<Id<CommandId>>) -> Fallible<Self> {
        Self::named("edit_content", content, id)
    }

    /// Put a copy of a question right after it.
    #[staticmethod]
    #[pyo3(signature = (question, copy, *, id=None))]
    fn clone_question(
        question: Id<QuestionId>,
        copy: Id<QuestionId>,
        id: Option<Id<CommandId>>,
    ) -> Self {
        let command = visavis::TemplateCommand::CloneQuestion {
            question: question.0,
            copy: copy.0,
        };
        Self(request(command, id).into())
    }

    /// Offer it and let it launch.
    #[staticmethod]
    #[pyo3(signature = (*, id=None))]
    fn deploy(id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::TemplateCommand::Deploy, id).into())
    }

    /// Offer it no longer; refused while conversations are in progress.
    #[staticmethod]
    #[pyo3(signature = (*, id=None))]
    fn undeploy(id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::TemplateCommand::Undeploy, id).into())
    }

    /// Offer it no longer, and destroy its conversations in progress: as many as are said here.
    ///
    /// Those to purge are `Template.to_purge`.
    ///
    /// >>> destroy = TemplateCommand.undeploy_and_destroy(2)
    /// >>> review.execute(org, ada, destroy, at("2026-03-10T09:00:00Z"), rows=[case().index_row()])
    /// Traceback (most recent call last):
    /// visavis.Refused: the loss of 2 conversations is acknowledged; in progress are 1
    #[staticmethod]
    #[pyo3(signature = (conversations, *, id=None))]
    fn undeploy_and_destroy(conversations: u64, id: Option<Id<CommandId>>) -> Self {
        let command = visavis::TemplateCommand::UndeployAndDestroy { conversations };
        Self(request(command, id).into())
    }

    /// The id under which it counts as the same.
    #[getter]
    fn id(&self) -> Option<Id<CommandId>> {
        self.0.id.map(Id)
    }

    fn __repr__(&self) -> &'static str {
        match self.0.command {
            visavis::TemplateCommand::ChangeSettings(_) => "<TemplateCommand change_settings>",
            visavis::TemplateCommand::EditContent(_) => "<TemplateCommand edit_content>",
            visavis::TemplateCommand::CloneQuestion { .. } => "<TemplateCommand clone_question>",
            visavis::TemplateCommand::Deploy => "<TemplateCommand deploy>",
            visavis::TemplateCommand::Undeploy => "<TemplateCommand undeploy>",
            visavis::TemplateCommand::UndeployAndDestroy { .. } => {
                "<TemplateCommand undeploy_and_destroy>"
            }
            _ => "<TemplateCommand>",
        }
    }
}

wired! { TemplateCommand: Request<visavis::TemplateCommand>; }

/// A template: the content that conversations are launched with, and the settings around it.
///
/// It changes by events alone; settings and deployment keep their history.
///
/// >>> review.kind, review.revision, review.deployed.latest
/// (<TemplateKind.SCHEDULED: 'scheduled'>, 2, True)
/// >>> review.settings(at("2026-03-10T09:00:00Z")).name
/// 'Half-year review'
/// >>> [question.text for question in review.content(1).direct_report]
/// ['What went well?', 'How was the teamwork?']
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Template(pub(crate) Arc<visavis::Template>);

#[pymethods]
impl Template {
    /// Creates a template, not deployed.
    #[staticmethod]
    fn create<'py>(
        py: Python<'py>,
        organisation: &Org,
        by: &Relation,
        draft: &TemplateDraft,
        now: At,
    ) -> Fallible<Bound<'py, PyAny>> {
        let draft = visavis::TemplateDraft::clone(&draft.0);
        let created = visavis::Template::create(&organisation.0, &by.0, draft, now.0)?;
        outcome::template(py, created)
    }

    /// The template that a whole log of events makes.
    ///
    /// >>> created = Template.create(org, ada, draft(), at("2026-01-05T09:00:00Z"))
    /// >>> Template.replay(created.events) == created.state
    /// True
    #[staticmethod]
    fn replay(py: Python<'_>, events: &Bound<'_, PyAny>) -> Fallible<Self> {
        let log = log!(events, TemplateEvent);
        Ok(Self(Arc::new(
            py.detach(|| visavis::Template::replay(&owned(&log)))?,
        )))
    }

    /// Makes a copy under a new id and name, not deployed, with new ids throughout.
    fn copy<'py>(
        &self,
        py: Python<'py>,
        organisation: &Org,
        by: &Relation,
        id: Id<TemplateId>,
        name: &str,
        now: At,
    ) -> Fallible<Bound<'py, PyAny>> {
        let copy = self.0.copy(&organisation.0, &by.0, id.0, name, now.0)?;
        outcome::template(py, copy)
    }

    /// The events of a command; nothing changes.
    ///
    /// `rows` are the index rows of the template's conversations, `cycles` its cycles; those that are
    /// over may be left out. Undeploying takes `rows`, empty where there are none.
    #[allow(clippy::too_many_arguments, reason = "they go by their names")]
    #[pyo3(signature = (organisation, by, command, now, *, rows=None, cycles=None))]
    fn decide<'py>(
        &self,
        py: Python<'py>,
        organisation: &Org,
        by: &Relation,
        command: &TemplateCommand,
        now: At,
        rows: Option<&Bound<'py, PyAny>>,
        cycles: Option<&Bound<'py, PyAny>>,
    ) -> Fallible<Bound<'py, PyTuple>> {
        let (rows, command) = (rows_for(&command.0, rows)?, &*command.0);
        let cycles = crate::cycle::cycles(cycles)?;
        let cycles: Vec<_> = cycles.iter().map(|cycle| &**cycle).collect();
        let decided = self
            .0
            .decide(&organisation.0, &by.0, &rows, &cycles, command, now.0)?;
        let events = decided.into_iter().map(|event| TemplateEvent(event.into()));
        Ok(tuple(py, events)?)
    }

    /// Carries a command out: the template after it, and the events to store.
    ///
    /// `rows` are the index rows of the template's conversations, `cycles` its cycles; those that are
    /// over may be left out. What else is left out counts as not there: without its row a conversation
    /// in progress holds nothing up. Make the rows anew where dates or the zone have moved. Undeploying
    /// takes `rows`, empty where there are none (TPL-13).
    ///
    /// >>> undeploy = TemplateCommand.undeploy()
    /// >>> rows = [case().index_row()]
    /// >>> review.execute(org, ada, undeploy, at("2026-03-10T09:00:00Z"), rows=rows)
    /// Traceback (most recent call last):
    /// visavis.Refused: undeploying destroys the conversations in progress...; now: 1
    ///
    /// What a cycle needs stays: one without a review has nothing to submit for.
    ///
    /// >>> before = TemplateCommand.change_settings({"confirm_before_submitting": True})
    /// >>> review.execute(org, ada, before, at("2026-02-02T09:00:00Z"), cycles=[cycle])
    /// Traceback (most recent call last):
    /// visavis.Refused: the template cannot stand as given; ... has no admin review...
    #[allow(clippy::too_many_arguments, reason = "they go by their names")]
    #[pyo3(signature = (organisation, by, command, now, *, rows=None, cycles=None))]
    fn execute<'py>(
        &self,
        py: Python<'py>,
        organisation: &Org,
        by: &Relation,
        command: &TemplateCommand,
        now: At,
        rows: Option<&Bound<'py, PyAny>>,
        cycles: Option<&Bound<'py, PyAny>>,
    ) -> Fallible<Bound<'py, PyAny>> {
        let (rows, command) = (rows_for(&command.0, rows)?, &*command.0);
        let cycles = crate::cycle::cycles(cycles)?;
        let cycles: Vec<_> = cycles.iter().map(|cycle| &**cycle).collect();
        let done = self
            .0
            .execute(&organisation.0, &by.0, &rows, &cycles, command, now.0)?;
        outcome::template(py, done)
    }

    /// The id.
    #[getter]
    fn id(&self) -> Id<TemplateId> {
        Id(self.0.id())
    }

    /// The organisation.
    #[getter]
    fn organisation(&self) -> Id<OrgId> {
        Id(self.0.organisation())
    }

    /// The revision, for compare-and-swap.
    #[getter]
    fn revision(&self) -> u64 {
        self.0.revision()
    }

    /// Anytime or scheduled.
    #[getter]
    fn kind(&self) -> Of<TemplateKind> {
        Of(self.0.kind())
    }

    /// Whether it was deployed, over time.
    #[getter]
    fn deployed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        history(py, self.0.deployed(), |on| *on)
    }

    /// The settings in force at an instant.
    fn settings<'py>(&self, py: Python<'py>, now: At) -> Fallible<Bound<'py, PyAny>> {
        settings(py, self.0.settings(now.0))
    }

    /// The content of a number, from 1.
    fn content<'py>(&self, py: Python<'py>, number: u32) -> Fallible<Option<Bound<'py, PyAny>>> {
        let found = self.0.content(number);
        found.map(|found| content(py, found)).transpose()
    }

    /// The content that a launch now is bound to.
    #[getter]
    fn latest_content<'py>(&self, py: Python<'py>) -> Fallible<Option<Bound<'py, PyAny>>> {
        let latest = self.0.latest_content();
        latest.map(|latest| content(py, latest)).transpose()
    }

    /// Which of these conversations were destroyed as it was undeployed, in the order of the rows:
    /// the host purges all that it keeps of them.
    ///
    /// The rows can be those of any time; rows of other templates do no harm.
    ///
    /// >>> rows, now = [case().index_row()], at("2026-03-10T09:00:00Z")
    /// >>> destroy = TemplateCommand.undeploy_and_destroy(1)
    /// >>> undeployed = review.execute(org, ada, destroy, now, rows=rows).state
    /// >>> undeployed.to_purge(rows) == (case().conversation.id,)
    /// True
    /// >>> Context(org, undeployed, cycle, now=now).case(case().conversation)
    /// Traceback (most recent call last):
    /// visavis.Refused: this conversation was destroyed when its template was undeployed
    fn to_purge<'py>(
        &self,
        py: Python<'py>,
        rows: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let rows = crate::conversation::rows(Some(rows))?;
        tuple(py, self.0.to_purge(&rows).map(Id::<ConversationId>))
    }

    fn __repr__(&self) -> String {
        format!("<Template {} revision {}>", self.0.id(), self.0.revision())
    }
}

wired! { Template: visavis::Template; }

pub(crate) fn settings<'py>(
    py: Python<'py>,
    settings: &visavis::Settings,
) -> Fallible<Bound<'py, PyAny>> {
    static SETTINGS: Class = Class::new("visavis._settings", "Settings");
    SETTINGS.of(py, settings)
}

pub(crate) fn content<'py>(
    py: Python<'py>,
    content: &visavis::Content,
) -> Fallible<Bound<'py, PyAny>> {
    static CONTENT: Class = Class::new("visavis.questions", "Content");
    CONTENT.of(py, content)
}

/// The rows for a command. What destroys conversations does not take them for none unsaid (TPL-13).
fn rows_for(
    command: &Request<visavis::TemplateCommand>,
    rows: Option<&Bound<'_, PyAny>>,
) -> PyResult<Vec<visavis::IndexRow>> {
    use visavis::TemplateCommand::{Undeploy, UndeployAndDestroy};
    if rows.is_none() && matches!(command.command, Undeploy | UndeployAndDestroy { .. }) {
        return Err(PyTypeError::new_err(
            "undeploying takes `rows`, the index rows of the template's conversations; [] where there are none",
        ));
    }
    crate::conversation::rows(rows)
}
