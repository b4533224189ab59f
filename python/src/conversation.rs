//! Conversations, their index rows, and what can be asked of them.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use visavis::command::WrittenNotes;
use visavis::id::{CommandId, ConversationId, OrgId, PersonId, TemplateId};
use visavis::{Request, Side};

use crate::answer::drafts;
use crate::convert::{At, Id, Of, expected, request};
use crate::fault::Fallible;
use crate::outcome::{ConversationEvent, log, owned};
use crate::record::{Class, tuple};
use crate::relation::Pair;
use crate::text::Text;
use crate::wire::{plain, sent, wired};

/// What can be asked of a conversation: by its participants, and where it says so by others.
///
/// An answer is text, the chosen options in a list, `Scale(3)`, `Stars(4)`, or none to clear what
/// was there. With an `id` a command may be sent twice: the second time changes nothing.
///
/// >>> from visavis.answers import Stars
/// >>> save = Command.save({uuid(11): "We shipped in time.", uuid(12): Stars(4)}, id=uuid(900))
/// >>> save, save.id == uuid(900)
/// (<Command save>, True)
/// >>> Command.share().to_dict()
/// {'command': 'share'}
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Command(Arc<Request<visavis::Command>>);

impl Command {
    pub(crate) fn core(&self) -> Request<visavis::Command> {
        Request::clone(&self.0)
    }
}

#[pymethods]
impl Command {
    /// Save answers of one's own part, all of them or none.
    ///
    /// `answers` is a mapping from questions to answers, or a series of `AnswerDraft`.
    #[staticmethod]
    #[pyo3(signature = (answers, *, id=None))]
    fn save(answers: &Bound<'_, PyAny>, id: Option<Id<CommandId>>) -> Fallible<Self> {
        let list = drafts(answers)?;
        Ok(Self(request(visavis::Command::Save(list), id).into()))
    }

    /// Share one's part, once and for good.
    #[staticmethod]
    #[pyo3(signature = (*, id=None))]
    fn share(id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::Command::Share, id).into())
    }

    /// Submit one's part to the admin review, once.
    ///
    /// >>> reviewed_case().execute(ana, Command.submit())
    /// Traceback (most recent call last):
    /// visavis.Refused: 1 mandatory question has no saved answer
    #[staticmethod]
    #[pyo3(signature = (*, id=None))]
    fn submit(id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::Command::Submit, id).into())
    }

    /// Confirm that they met.
    #[staticmethod]
    #[pyo3(signature = (*, id=None))]
    fn confirm_meeting(id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::Command::ConfirmMeeting, id).into())
    }

    /// Take the confirmation back.
    #[staticmethod]
    #[pyo3(signature = (*, id=None))]
    fn untick_meeting(id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::Command::UntickMeeting, id).into())
    }

    /// Write one's notes; blank text clears them.
    #[staticmethod]
    #[pyo3(signature = (text, *, id=None))]
    fn write_notes(text: Text, id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::Command::WriteNotes(WrittenNotes(text.0)), id).into())
    }

    /// Record a goal that was created from inside, by the host's reference to it.
    #[staticmethod]
    #[pyo3(signature = (goal, *, id=None))]
    fn create_goal(goal: Text, id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::Command::CreateGoal(goal.0), id).into())
    }

    /// Ask to edit again what has closed.
    ///
    /// >>> asked = case("2026-05-04T09:00:00Z").execute(ana, Command.request_edit()).state
    /// >>> case("2026-05-04T10:00:00Z", asked).execute(ana, Command.request_edit())
    /// Traceback (most recent call last):
    /// visavis.Refused: you have asked to edit already, and no administrator has decided yet
    #[staticmethod]
    #[pyo3(signature = (*, id=None))]
    fn request_edit(id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::Command::RequestEdit, id).into())
    }

    /// Allow the open request of who stands on a side: an administrator does.
    ///
    /// >>> asked = case("2026-05-04T09:00:00Z").execute(ana, Command.request_edit()).state
    /// >>> allow = Command.allow_edit(Side.DIRECT_REPORT)
    /// >>> case("2026-05-05T09:00:00Z", asked).execute(admin, allow).events[0].change.until
    /// datetime.date(2026, 5, 12)
    #[staticmethod]
    #[pyo3(signature = (side, *, id=None))]
    fn allow_edit(side: Of<Side>, id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::Command::AllowEdit(side.0), id).into())
    }

    /// Deny it.
    #[staticmethod]
    #[pyo3(signature = (side, *, id=None))]
    fn deny_edit(side: Of<Side>, id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::Command::DenyEdit(side.0), id).into())
    }

    /// Take ownership, as the direct report's new manager.
    ///
    /// >>> taken = case().execute(cleo, Command.take_ownership()).state
    /// >>> taken.manager == cleo.person, taken.previous_managers == (ben.person,)
    /// (True, True)
    #[staticmethod]
    #[pyo3(signature = (*, id=None))]
    fn take_ownership(id: Option<Id<CommandId>>) -> Self {
        Self(request(visavis::Command::TakeOwnership, id).into())
    }

    /// The id under which it counts as the same.
    #[getter]
    fn id(&self) -> Option<Id<CommandId>> {
        self.0.id.map(Id)
    }

    fn __repr__(&self) -> &'static str {
        match self.0.command {
            visavis::Command::Save(_) => "<Command save>",
            visavis::Command::Share => "<Command share>",
            visavis::Command::Submit => "<Command submit>",
            visavis::Command::ConfirmMeeting => "<Command confirm_meeting>",
            visavis::Command::UntickMeeting => "<Command untick_meeting>",
            visavis::Command::WriteNotes(_) => "<Command write_notes>",
            visavis::Command::CreateGoal(_) => "<Command create_goal>",
            visavis::Command::RequestEdit => "<Command request_edit>",
            visavis::Command::AllowEdit(_) => "<Command allow_edit>",
            visavis::Command::DenyEdit(_) => "<Command deny_edit>",
            visavis::Command::TakeOwnership => "<Command take_ownership>",
            _ => "<Command>",
        }
    }
}

wired! { Command: Request<visavis::Command>; }
sent! { Command: Request<visavis::Command>; }

/// Texts of a series, which is not itself a text.
pub(crate) fn texts(series: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    if series.is_instance_of::<pyo3::types::PyString>() {
        return Err(expected("a series of texts", series));
    }
    let texts = series.try_iter()?;
    texts.map(|text| Ok(text?.extract::<Text>()?.0)).collect()
}

/// A wish to start a conversation, with the pair that the directory makes of the two.
///
/// >>> start = Start(uuid(50), directory.pair(uuid(1), uuid(2)))
/// >>> start.conversation == uuid(50), start.pair.manager == uuid(2)
/// (True, True)
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Start(pub(crate) visavis::Start);

#[pymethods]
impl Start {
    #[new]
    #[pyo3(signature = (conversation, pair, *, id=None))]
    fn new(conversation: Id<ConversationId>, pair: &Pair, id: Option<Id<CommandId>>) -> Self {
        Self(visavis::Start {
            conversation: conversation.0,
            pair: pair.0,
            id: id.map(|id| id.0),
        })
    }

    /// The id of the conversation, which the host gives.
    #[getter]
    fn conversation(&self) -> Id<ConversationId> {
        Id(self.0.conversation)
    }

    /// Who it is between.
    #[getter]
    fn pair(&self) -> Pair {
        Pair(self.0.pair)
    }

    /// The id under which it counts as the same.
    #[getter]
    fn id(&self) -> Option<Id<CommandId>> {
        self.0.id.map(Id)
    }

    fn __repr__(&self) -> String {
        format!("<Start {}>", self.0.conversation)
    }
}

wired! { Start: visavis::Start; }
sent! { Start: visavis::Start; }

/// The state of a conversation: what its events come to.
///
/// It is for the host alone, to keep: it holds everything that was said, and what a person may see
/// of it is a view.
///
/// >>> conversation = case().conversation
/// >>> conversation.direct_report == ana.person, conversation.revision
/// (True, 1)
/// >>> conversation.side(ana.person), conversation.side(admin.person)
/// (<Side.DIRECT_REPORT: 'direct_report'>, None)
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Conversation(pub(crate) Arc<visavis::Conversation>);

#[pymethods]
impl Conversation {
    /// The conversation that a whole log of events makes.
    #[staticmethod]
    fn replay(py: Python<'_>, events: &Bound<'_, PyAny>) -> Fallible<Self> {
        let log = log!(events, ConversationEvent);
        let replayed = py.detach(|| visavis::Conversation::replay(&owned(&log)))?;
        Ok(Self(Arc::new(replayed)))
    }

    /// The conversation as it stood at an instant; none if it did not exist yet.
    ///
    /// What happened at that instant is in it. The whole log is checked all the same.
    ///
    /// >>> save = Command.save({uuid(11): "We shipped in time."})
    /// >>> log = [*rolled_out.launched[0].events, *case().execute(ana, save).events]
    /// >>> Conversation.replay_until(log, at("2026-03-10T08:59:59Z")).revision
    /// 1
    /// >>> Conversation.replay_until(log, at("2026-02-28T00:00:00Z"))
    #[staticmethod]
    fn replay_until(py: Python<'_>, events: &Bound<'_, PyAny>, at: At) -> Fallible<Option<Self>> {
        let log = log!(events, ConversationEvent);
        let then = py.detach(|| visavis::Conversation::replay_until(&owned(&log), at.0))?;
        Ok(then.map(|then| Self(Arc::new(then))))
    }

    /// The id.
    #[getter]
    fn id(&self) -> Id<ConversationId> {
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

    /// The template.
    #[getter]
    fn template(&self) -> Id<TemplateId> {
        Id(self.0.template())
    }

    /// The number and digest of the content that it is bound to.
    #[getter]
    fn content<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
        static REFERENCE: Class = Class::new("visavis.questions", "ContentReference");
        REFERENCE.of(py, &self.0.content())
    }

    /// Anytime, or of a cycle: `changes.Anytime` or `changes.Scheduled`.
    #[getter]
    fn occasion<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
        static OCCASIONS: Class = Class::new("visavis.changes", "_Occasions");
        OCCASIONS.of(py, &self.0.occasion())
    }

    /// The instant of its launch.
    #[getter]
    fn launched_at(&self) -> At {
        At(self.0.launched_at())
    }

    /// The direct report.
    #[getter]
    fn direct_report(&self) -> Id<PersonId> {
        Id(self.0.direct_report())
    }

    /// The manager.
    #[getter]
    fn manager(&self) -> Id<PersonId> {
        Id(self.0.manager())
    }

    /// The two people whom it is between now: those to whom `Directory.relation` says how one stands.
    #[getter]
    fn pair(&self) -> Pair {
        Pair(self.0.pair())
    }

    /// Whose ownership was taken, in order; who manages it again is none of them.
    ///
    /// They still see what stayed theirs, so a host has to find the conversation for them too.
    #[getter]
    fn previous_managers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.0.previous_managers().map(Id))
    }

    /// Who stands on a side.
    fn person(&self, side: Of<Side>) -> Id<PersonId> {
        Id(self.0.person(side.0))
    }

    /// The side of a participant; none for anyone else.
    fn side(&self, person: Id<PersonId>) -> Option<Of<Side>> {
        self.0.side(person.0).map(Of)
    }

    fn __repr__(&self) -> String {
        let (id, revision) = (self.0.id(), self.0.revision());
        format!("<Conversation {id} revision {revision}>")
    }
}

wired! { Conversation: visavis::Conversation; }

/// What is asked about, for a record: `subjects.AnswerSubject`, `subjects.Fact`, `subjects.Action` or
/// `subjects.Edit`.
pub(crate) fn subject(value: &Bound<'_, PyAny>) -> Fallible<visavis::sight::DecisionSubject> {
    plain(value)
}
