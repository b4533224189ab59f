//! Templates: what a conversation asks, of whom, and under which settings.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use visavis::Request;
use visavis::id::{CommandId, ConversationId, OrgId, QuestionId, TemplateId};
use visavis::template::TemplateKind;

use crate::convert::{At, Id, Of, history, request};
use crate::evidence::TemplateEvidence;
use crate::facts::Org;
use crate::fault::Fallible;
use crate::outcome::{TemplateEvent, log, outcome, owned};
use crate::record::{Class, tuple};
use crate::relation::Actor;
use crate::text::Text;
use crate::wire::{read_plain, replaced, sent, wired};

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
/// >>> Template.create(org, ada, draft, now=at("2026-01-05T09:00:00Z")).state.kind
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
sent! { TemplateDraft: visavis::TemplateDraft; }
replaced! { TemplateDraft: "id" "kind" "settings" "content"; }

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
    fn core(&self) -> Request<visavis::TemplateCommand> {
        Request::clone(&self.0)
    }

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
    /// >>> evidence = TemplateEvidence(rows=[case().index_row()], cycles=[cycle])
    /// >>> review.execute(org, evidence, ada, destroy, now=at("2026-03-10T09:00:00Z"))
    /// Traceback (most recent call last):
    /// visavis.Refused: you acknowledged the loss of 2 conversations, but 1 is in progress
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
sent! { TemplateCommand: Request<visavis::TemplateCommand>; }

/// A template: the content that conversations are launched with, and the settings around it.
///
/// It changes by events alone; settings and deployment keep their history. It is for the host alone, to
/// keep: it has the questions of both sides.
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
    #[pyo3(signature = (organisation, by, draft, *, now))]
    fn create<'py>(
        py: Python<'py>,
        organisation: &Org,
        by: Actor,
        draft: &TemplateDraft,
        now: At,
    ) -> Fallible<Bound<'py, PyAny>> {
        let draft = visavis::TemplateDraft::clone(&draft.0);
        let created = visavis::Template::create(&organisation.0, &by.0, draft, now.0)?;
        outcome(py, created, Self, TemplateEvent)
    }

    /// The template that a whole log of events makes.
    ///
    /// >>> created = Template.create(org, ada, draft(), now=at("2026-01-05T09:00:00Z"))
    /// >>> Template.replay(created.events) == created.state
    /// True
    #[staticmethod]
    fn replay(py: Python<'_>, events: &Bound<'_, PyAny>) -> Fallible<Self> {
        let log = log!(events, TemplateEvent);
        Ok(Self(Arc::new(
            py.detach(|| visavis::Template::replay(&owned(&log)))?,
        )))
    }

    /// The template as it stood at an instant; none if it did not exist yet.
    #[staticmethod]
    fn replay_until(py: Python<'_>, events: &Bound<'_, PyAny>, at: At) -> Fallible<Option<Self>> {
        let log = log!(events, TemplateEvent);
        let then = py.detach(|| visavis::Template::replay_until(&owned(&log), at.0))?;
        Ok(then.map(|then| Self(Arc::new(then))))
    }

    /// Makes a copy under a new id and name, not deployed, with new ids throughout.
    #[pyo3(signature = (organisation, by, id, name, *, now))]
    fn copy<'py>(
        &self,
        py: Python<'py>,
        organisation: &Org,
        by: Actor,
        id: Id<TemplateId>,
        name: Text,
        now: At,
    ) -> Fallible<Bound<'py, PyAny>> {
        let copy = self.0.copy(&organisation.0, &by.0, id.0, &name.0, now.0)?;
        outcome(py, copy, Self, TemplateEvent)
    }

    /// The events of a command; nothing changes.
    #[pyo3(signature = (organisation, evidence, by, command, *, now))]
    fn decide<'py>(
        &self,
        py: Python<'py>,
        organisation: &Org,
        evidence: &TemplateEvidence,
        by: Actor,
        command: &TemplateCommand,
        now: At,
    ) -> Fallible<Bound<'py, PyTuple>> {
        let (org, by, now) = (&organisation.0, &by.0, now.0);
        let decided = evidence.ask(|used| self.0.decide(org, used, by, command.core(), now))?;
        let events = decided.into_iter().map(|event| TemplateEvent(event.into()));
        Ok(tuple(py, events)?)
    }

    /// Carries a command out: the template after it, and the events to store.
    ///
    /// >>> used = TemplateEvidence(rows=[case().index_row()], cycles=[cycle])
    /// >>> undeploy = TemplateCommand.undeploy()
    /// >>> review.execute(org, used, ada, undeploy, now=at("2026-03-10T09:00:00Z"))
    /// Traceback (most recent call last):
    /// visavis.Refused: undeploying would destroy 1 conversation in progress; acknowledge that number to go on
    ///
    /// What a cycle needs stays: one without a review has nothing to submit for.
    ///
    /// >>> before = TemplateCommand.change_settings({"confirm_before_submitting": True})
    /// >>> review.execute(org, used, ada, before, now=at("2026-02-02T09:00:00Z"))
    /// Traceback (most recent call last):
    /// visavis.Refused: the template has faults; ... has no admin review...
    #[pyo3(signature = (organisation, evidence, by, command, *, now))]
    fn execute<'py>(
        &self,
        py: Python<'py>,
        organisation: &Org,
        evidence: &TemplateEvidence,
        by: Actor,
        command: &TemplateCommand,
        now: At,
    ) -> Fallible<Bound<'py, PyAny>> {
        let (org, by, now) = (&organisation.0, &by.0, now.0);
        let done = evidence.ask(|used| self.0.execute(org, used, by, command.core(), now))?;
        outcome(py, done, Self, TemplateEvent)
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

    /// The revision, for compare-and-swap, and for the host alone: no viewer sees it.
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
    /// >>> evidence = TemplateEvidence(rows=rows, cycles=[cycle])
    /// >>> undeployed = review.execute(org, evidence, ada, destroy, now=now).state
    /// >>> undeployed.to_purge(rows) == (case().conversation.id,)
    /// True
    /// >>> Context(org, undeployed, cycle, now=now).case(case().conversation)
    /// Traceback (most recent call last):
    /// visavis.Destroyed: the conversation ... was destroyed at 2026-03-10T09:00:00Z, when its template was undeployed
    fn to_purge<'py>(
        &self,
        py: Python<'py>,
        rows: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let rows = crate::index_row::rows(rows)?;
        tuple(py, self.0.to_purge(&rows).map(Id::<ConversationId>))
    }

    fn __repr__(&self) -> String {
        format!("<Template {} revision {}>", self.0.id(), self.0.revision())
    }
}

wired! { Template: visavis::Template; }

pub(crate) fn settings<'py>(
    py: Python<'py>,
    settings: &visavis::template::Settings,
) -> Fallible<Bound<'py, PyAny>> {
    static SETTINGS: Class = Class::new("visavis._settings", "Settings");
    SETTINGS.of(py, settings)
}

pub(crate) fn content<'py>(
    py: Python<'py>,
    content: &visavis::template::Content,
) -> Fallible<Bound<'py, PyAny>> {
    static CONTENT: Class = Class::new("visavis.questions", "Content");
    CONTENT.of(py, content)
}
