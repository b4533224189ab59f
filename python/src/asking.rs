//! Contexts and cases: what holds around conversations, and what is decided about one.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use visavis::cycle::Phase;
use visavis::id::PersonId;

use crate::conversation::{Command, Conversation, Start};
use crate::convert::{At, Id, Of};
use crate::cycle::{Cycle, Roster};
use crate::facts::Org;
use crate::fault::Fallible;
use crate::index_row::IndexRow;
use crate::launched::{LaunchedConversations, Parts};
use crate::outcome::{self, ConversationEvent, RosterEvent, outcome};
use crate::owned::{self, Facts, OwnedCase, OwnedContext};
use crate::people::Directory;
use crate::record::{Class, tuple};
use crate::relation::{Actor, Relation};
use crate::sight::{NOTIFICATION, Sight};
use crate::template::{Template, content, settings};
use crate::times::{CycleTimes, timeline};
use crate::wire::{Made, copied, hash, made};

/// The facts around the conversations of one template, or of one cycle of it, at one instant.
///
/// Built once, it serves any number of conversations.
///
/// >>> context = Context(org, review, cycle, now=at("2026-03-10T09:00:00Z"))
/// >>> context.case(case().conversation).phase
/// <Phase.OPEN: 'open'>
/// >>> Context(org, check_in, cycle, now=at("2026-03-10T09:00:00Z"))
/// Traceback (most recent call last):
/// visavis.MismatchError: the template does not belong to this cycle
#[pyclass(frozen, module = "visavis")]
pub(crate) struct Context(pub(crate) Arc<OwnedContext>);

impl Context {
    fn core(&self) -> &visavis::Context<'_> {
        self.0.borrow_dependent()
    }
}

#[pymethods]
impl Context {
    #[new]
    #[pyo3(signature = (organisation, template, cycle=None, *, now))]
    fn new(
        organisation: &Org,
        template: &Template,
        cycle: Option<PyRef<'_, Cycle>>,
        now: At,
    ) -> Fallible<Self> {
        let facts = Facts {
            organisation: Arc::clone(&organisation.0),
            template: Arc::clone(&template.0),
            cycle: cycle.map(|cycle| Arc::clone(&cycle.0)),
            now: now.0,
        };
        Ok(Self(owned::context(facts)?))
    }

    /// The instant that is asked about.
    #[getter]
    fn now(&self) -> At {
        At(self.core().now())
    }

    /// The organisation.
    #[getter]
    fn organisation(&self) -> Org {
        Org(Arc::clone(&self.0.borrow_owner().organisation))
    }

    /// The template.
    #[getter]
    fn template(&self) -> Template {
        Template(Arc::clone(&self.0.borrow_owner().template))
    }

    /// The cycle, where there is one.
    #[getter]
    fn cycle(&self) -> Option<Cycle> {
        let cycle = self.0.borrow_owner().cycle.as_ref();
        cycle.map(|cycle| Cycle(Arc::clone(cycle)))
    }

    /// The instants of the cycle, where there is one.
    #[getter]
    fn cycle_times(&self) -> Option<CycleTimes> {
        self.core().cycle_times().cloned().map(CycleTimes)
    }

    /// One conversation among these facts.
    ///
    /// One that was destroyed as its template was undeployed raises `Destroyed`, whoever will ask.
    fn case(&self, conversation: &Conversation) -> Fallible<Case> {
        Ok(Case(owned::case(&self.0, &conversation.0)?))
    }

    /// Starts an anytime conversation, at once.
    ///
    /// `existing` is the conversation that the host has under this id; none where it has none. With
    /// it a start that carries an id and is sent twice is answered as the first time.
    ///
    /// >>> context = Context(org, check_in, now=at("2026-03-02T12:00:00Z"))
    /// >>> pair = directory.pair(uuid(1), uuid(2))
    /// >>> start = Start(uuid(50), pair, id=uuid(900))
    /// >>> started = context.start(ana.actor, start, None)
    /// >>> started.conversation.state.occasion, started.template_revision
    /// (Anytime(due=datetime.date(2026, 3, 30)), 2)
    /// >>> context.start(ana.actor, start, started.conversation.state).conversation.repeated
    /// 1
    fn start<'py>(
        &self,
        py: Python<'py>,
        by: Actor,
        start: &Start,
        existing: Option<PyRef<'_, Conversation>>,
    ) -> Fallible<Bound<'py, PyAny>> {
        static STARTED: Class = Class::new("visavis._outcomes", "Started");
        let existing = existing.as_ref().map(|existing| &*existing.0);
        let started = self.core().start(&by.0, start.0, existing)?;
        let conversation = Parts::from(started.conversation).outcome(py)?;
        Ok(STARTED
            .get(py)?
            .call1((conversation, started.template_revision))?)
    }

    /// Shows the directory to the roster of the cycle: who gets a conversation now.
    ///
    /// `roster` is none until the directory was first shown at or after the launch. It can be asked at any
    /// time: before the launch, from the end boundary on and while the template is not deployed it launches
    /// nothing and records nothing. Other threads run meanwhile.
    ///
    /// >>> context = Context(org, review, cycle, now=at("2026-03-01T00:00:00Z"))
    /// >>> rolled_out = context.roll_out(None, directory)
    /// >>> [launched.state.manager == uuid(2) for launched in rolled_out.launched]
    /// [True]
    /// >>> context.roll_out(rolled_out.roster.state, directory).launched
    /// <LaunchedConversations: 0>
    fn roll_out<'py>(
        &self,
        py: Python<'py>,
        roster: Option<PyRef<'_, Roster>>,
        directory: &Directory,
    ) -> Fallible<Bound<'py, PyAny>> {
        static ROLL_OUT: Class = Class::new("visavis._outcomes", "RollOut");
        let roster = roster.map(|roster| Arc::clone(&roster.0));
        let directory = &*directory.core;
        let (roster, launched, revision, next) = py.detach(|| {
            let done = self.core().roll_out(roster.as_deref(), directory)?;
            Ok::<_, visavis::Error>((
                done.roster,
                LaunchedConversations::new(done.launched),
                done.template_revision,
                done.next,
            ))
        })?;
        let roster = roster.map(|after| outcome(py, after, Roster, RosterEvent));
        let (roster, next) = (roster.transpose()?, next.map(At));
        Ok(ROLL_OUT
            .get(py)?
            .call1((roster, launched, revision, next))?)
    }

    /// What a roll-out would come to for everyone of the directory, and what the participants name
    /// that the directory does not know. It can be asked at any time.
    ///
    /// >>> context = Context(org, review, cycle, now=at("2026-04-01T09:00:00Z"))
    /// >>> for prospect in context.prospects(None, directory).people:
    /// ...     directory.name(prospect.person), prospect.status, prospect.rule.id
    /// ('Ana', TooLate(), 'PAR-8')
    /// ('Ben', NoManager(), 'PAR-6')
    /// ('Ada', NoManager(), 'PAR-6')
    fn prospects<'py>(
        &self,
        py: Python<'py>,
        roster: Option<PyRef<'_, Roster>>,
        directory: &Directory,
    ) -> Fallible<Bound<'py, PyAny>> {
        static PROSPECTS: Class = Class::new("visavis.prospects", "Prospects");
        let roster = roster.map(|roster| Arc::clone(&roster.0));
        let directory = &*directory.core;
        let prospects = py.detach(|| self.core().prospects(roster.as_deref(), directory))?;
        PROSPECTS.of(py, &prospects)
    }

    fn __eq__(&self, other: PyRef<'_, Self>) -> bool {
        self.0.borrow_owner() == other.0.borrow_owner()
    }

    fn __hash__(&self) -> u64 {
        let context = self.core();
        hash(&(context.template().id(), context.now()))
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<NewContext<'py>> {
        let now = PyDict::new(py);
        now.set_item("now", self.now())?;
        Ok(((self.organisation(), self.template(), self.cycle()), now))
    }

    fn __repr__(&self) -> String {
        let context = self.core();
        format!(
            "<Context of {} at {}>",
            context.template().id(),
            context.now()
        )
    }
}

/// With what a context is made again, by place and by name.
type NewContext<'py> = ((Org, Template, Option<Cycle>), Bound<'py, PyDict>);

/// A conversation with the facts that it is bound to, at one instant.
///
/// >>> case = case()
/// >>> case.phase, case.next_boundary.isoformat(), case.is_current
/// (<Phase.OPEN: 'open'>, '2026-03-31T23:00:00+00:00', True)
#[pyclass(frozen, module = "visavis")]
pub(crate) struct Case(pub(crate) Arc<OwnedCase>);

impl Case {
    fn core(&self) -> &visavis::Case<'_> {
        self.0.borrow_dependent()
    }
}

#[pymethods]
impl Case {
    /// The conversation.
    #[getter]
    fn conversation(&self) -> Conversation {
        Conversation(Arc::clone(&self.0.borrow_owner().conversation))
    }

    /// The facts around it.
    #[getter]
    fn context(&self) -> Context {
        Context(Arc::clone(&self.0.borrow_owner().context))
    }

    /// The content that it is bound to.
    #[getter]
    fn content<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
        content(py, self.core().content())
    }

    /// The settings that hold for it: those of now, or those in force when it ended.
    #[getter]
    fn settings<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
        settings(py, self.core().settings())
    }

    /// Whether it is in progress, grace included.
    #[getter]
    fn is_current(&self) -> bool {
        self.core().is_current()
    }

    /// The phase.
    #[getter]
    fn phase(&self) -> Of<Phase> {
        Of(self.core().phase())
    }

    /// The next instant at which the phase changes or something locks; none once it is past.
    #[getter]
    fn next_boundary(&self) -> Option<At> {
        self.core().next_boundary().map(At)
    }

    /// All boundaries, with the phase and the next boundary.
    ///
    /// It is for the host alone: it has everybody's locks and approved requests. What a person may see
    /// of it is `Sight.timeline`.
    ///
    /// >>> [boundary.begins.value for boundary in case().timeline().boundaries]
    /// ['open', 'grace', 'closed']
    fn timeline<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
        timeline(py, &self.core().timeline())
    }

    /// The columns to keep beside it in the host's database, for the host alone.
    fn index_row(&self) -> IndexRow {
        IndexRow(self.core().index_row())
    }

    /// How a person stands to its two people now, by the directory.
    ///
    /// >>> case().relation(directory, admin.person) == admin
    /// True
    fn relation(&self, directory: &Directory, person: Id<PersonId>) -> Relation {
        Relation(self.core().relation(&directory.core, person.0))
    }

    /// What one person may see, know and do.
    fn sight(&self, relation: Relation) -> Fallible<Sight> {
        Ok(Sight(owned::sight(&self.0, &relation.0)?))
    }

    /// The events of a command; nothing changes.
    fn decide<'py>(
        &self,
        py: Python<'py>,
        by: Relation,
        command: &Command,
    ) -> Fallible<Bound<'py, PyTuple>> {
        let events = self.core().decide(&by.0, command.core())?.into_iter();
        Ok(tuple(
            py,
            events.map(|event| ConversationEvent(event.into())),
        )?)
    }

    /// Carries a command out: the conversation after it, and what to store.
    ///
    /// >>> done = case().execute(ana, Command.save({uuid(11): "We shipped in time."}))
    /// >>> done.state.revision, len(done.events), done.row.revision
    /// (2, 1, 2)
    /// >>> case().execute(ana, Command.save({uuid(21): "Not hers."}))
    /// Traceback (most recent call last):
    /// visavis.Refused: nothing was saved; ...
    fn execute<'py>(
        &self,
        py: Python<'py>,
        by: Relation,
        command: &Command,
    ) -> Fallible<Bound<'py, PyAny>> {
        Parts::from(self.core().execute(&by.0, command.core())?).outcome(py)
    }

    /// Who is told what of events of this conversation, as `execute` gives them.
    ///
    /// It is asked of the case before them or after. Nobody with an inactive account is told
    /// anything, and nothing is told of a kind that is switched off.
    ///
    /// >>> asked = case("2026-05-04T09:00:00Z").execute(ana, Command.request_edit()).state
    /// >>> now = case("2026-05-05T09:00:00Z", asked)
    /// >>> done = now.execute(admin, Command.allow_edit(Side.DIRECT_REPORT))
    /// >>> told = now.notifications(done.events, directory)[0]
    /// >>> told.to == ana.person, told.rule, told.about.kind, told.about.until
    /// (True, Rule('REQ-4'), <NotificationKind.REQUEST_APPROVED: 'request_approved'>, datetime.date(2026, 5, 12))
    fn notifications<'py>(
        &self,
        py: Python<'py>,
        events: &Bound<'py, PyAny>,
        directory: &Directory,
    ) -> Fallible<Bound<'py, PyAny>> {
        let events = outcome::owned(&outcome::log!(events, ConversationEvent));
        NOTIFICATION.list(py, &self.core().notifications(&events, &directory.core)?)
    }

    /// The prompt to take ownership, where it is due: who may take it now, and until when.
    ///
    /// It is due from when the directory first shows the new manager; a host sends it once.
    ///
    /// >>> case().ownership_prompt(directory)
    /// >>> prompt = case().ownership_prompt(under_cleo)
    /// >>> prompt.to == cleo.person, prompt.about.until.isoformat()
    /// (True, '2026-04-07T23:00:00+00:00')
    fn ownership_prompt<'py>(
        &self,
        py: Python<'py>,
        directory: &Directory,
    ) -> Fallible<Option<Bound<'py, PyAny>>> {
        let prompt = self.core().ownership_prompt(&directory.core)?;
        prompt
            .map(|prompt| NOTIFICATION.of(py, &prompt))
            .transpose()
    }

    fn __eq__(&self, other: PyRef<'_, Self>) -> bool {
        self.0.borrow_owner() == other.0.borrow_owner()
    }

    fn __hash__(&self) -> u64 {
        let case = self.core();
        hash(&(case.conversation().id(), case.context().now()))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Made<'py, (Context, Conversation)>> {
        made::<Context, _>(py, "case", (self.context(), self.conversation()))
    }

    fn __repr__(&self) -> String {
        let case = self.core();
        format!(
            "<Case {} at {}>",
            case.conversation().id(),
            case.context().now()
        )
    }
}

copied! { Context Case }
