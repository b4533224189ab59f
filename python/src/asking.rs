//! Contexts, cases and sights: who may see, know and do what.

use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use visavis::{Action, Fact, Phase, QuestionId, Reference, Side, Stage, Standing};

use crate::conversation::{Command, Conversation, IndexRow, Start, asked};
use crate::convert::{At, Id, Of};
use crate::cycle::{Cycle, CycleTimes, Roster, timeline};
use crate::facts::{Org, Pair, Relation};
use crate::fault::{Answer, Refusal};
use crate::launched::{Launched, Parts};
use crate::outcome::{self, ConversationEvent};
use crate::owned::{self, Facts, OwnedCase, OwnedContext, OwnedSight};
use crate::people::Directory;
use crate::record::Class;
use crate::template::{Template, content, settings};
use crate::verdict::{Permission, Verdict};

/// The facts around the conversations of one template, or of one cycle of it, at one instant.
///
/// Built once, it serves any number of conversations.
///
/// >>> context = Context(org, review, cycle, now=at("2026-03-10T09:00:00Z"))
/// >>> context.case(case().conversation).phase
/// <Phase.OPEN: 'open'>
/// >>> Context(org, check_in, cycle, now=at("2026-03-10T09:00:00Z"))
/// Traceback (most recent call last):
/// visavis.UnboundError: the template handed in is not the one that the cycle is bound to
#[pyclass(frozen, module = "visavis")]
pub(crate) struct Context(Arc<OwnedContext>);

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
    ) -> Answer<Self> {
        let facts = Facts {
            organisation: Arc::clone(&organisation.0),
            template: Arc::clone(&template.0),
            cycle: cycle.map(|cycle| Arc::clone(&cycle.0)),
        };
        Ok(Self(owned::context(facts, now.0)?))
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
        self.core().cycle_times().copied().map(CycleTimes)
    }

    /// One conversation among these facts.
    fn case(&self, conversation: &Conversation) -> Answer<Case> {
        Ok(Case(owned::case(&self.0, &conversation.0)?))
    }

    /// Starts an anytime conversation, at once.
    ///
    /// >>> context = Context(org, check_in, now=at("2026-03-02T12:00:00Z"))
    /// >>> started = context.start(ana, Start(uuid(50), directory.pair(uuid(1), uuid(2))))
    /// >>> started.conversation.occasion
    /// Anytime(due=datetime.date(2026, 3, 30))
    fn start<'py>(
        &self,
        py: Python<'py>,
        by: &Relation,
        start: &Start,
    ) -> Answer<Bound<'py, PyAny>> {
        Parts::from(self.core().start(&by.0, start.0)?).executed(py)
    }

    /// Shows the directory to the roster of the cycle: who gets a conversation now.
    ///
    /// `roster` is none until the directory was first shown. Other threads run meanwhile.
    ///
    /// >>> context = Context(org, review, cycle, now=at("2026-03-01T00:00:00Z"))
    /// >>> rolled_out = context.roll_out(None, directory)
    /// >>> [launched.conversation.manager == uuid(2) for launched in rolled_out.launched]
    /// [True]
    /// >>> context.roll_out(rolled_out.roster.state, directory).launched
    /// <Launched of 0 conversations>
    fn roll_out<'py>(
        &self,
        py: Python<'py>,
        roster: Option<PyRef<'_, Roster>>,
        directory: &Directory,
    ) -> Answer<Bound<'py, PyAny>> {
        let roster = roster.map(|roster| Arc::clone(&roster.0));
        let directory = &*directory.core;
        let (roster, launched, next) = py.detach(|| {
            let done = self.core().roll_out(roster.as_deref(), directory)?;
            Ok::<_, visavis::Error>((done.roster, Launched::new(done.launched), done.next))
        })?;
        outcome::rolled_out(py, roster, launched, next)
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

/// A conversation with the facts that it is bound to, at one instant.
///
/// >>> case = case()
/// >>> case.phase, case.next_boundary.isoformat(), case.is_current
/// (<Phase.OPEN: 'open'>, '2026-03-31T23:00:00+00:00', True)
#[pyclass(frozen, module = "visavis")]
pub(crate) struct Case(Arc<OwnedCase>);

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
    fn content<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        content(py, self.core().content())
    }

    /// The settings that hold for it: those of now, or those in force when it ended.
    #[getter]
    fn settings<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        settings(py, self.core().settings())
    }

    /// Whether it has been launched.
    #[getter]
    fn is_launched(&self) -> bool {
        self.core().is_launched()
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

    /// The next instant at which the phase changes; none once it is past.
    #[getter]
    fn next_boundary(&self) -> Option<At> {
        self.core().next_boundary().map(At)
    }

    /// All boundaries, with the phase and the next boundary.
    ///
    /// >>> [boundary.begins.value for boundary in case().timeline().boundaries]
    /// ['open', 'grace', 'closed']
    fn timeline<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        timeline(py, &self.core().timeline())
    }

    /// The columns to keep beside it.
    fn index_row(&self) -> IndexRow {
        IndexRow(self.core().index_row())
    }

    /// What one person may see, know and do.
    fn sight(&self, relation: &Relation) -> Answer<Sight> {
        Ok(Sight(owned::sight(&self.0, &relation.0)?))
    }

    /// The events of a command; nothing changes.
    fn decide<'py>(
        &self,
        py: Python<'py>,
        by: &Relation,
        command: &Command,
    ) -> Answer<Bound<'py, PyTuple>> {
        let events = self.core().decide(&by.0, &command.0)?;
        let events = events
            .into_iter()
            .map(|event| ConversationEvent(event.into()));
        Ok(PyTuple::new(py, events.collect::<Vec<_>>())?)
    }

    /// Carries a command out: the conversation after it, and what to store.
    ///
    /// >>> done = case().execute(ana, Command.save({uuid(11): "We shipped in time."}))
    /// >>> done.conversation.revision, len(done.events), done.row.revision
    /// (2, 1, 2)
    /// >>> case().execute(ana, Command.save({uuid(21): "Not hers."}))
    /// Traceback (most recent call last):
    /// visavis.Refused: nothing was saved; ...
    fn execute<'py>(
        &self,
        py: Python<'py>,
        by: &Relation,
        command: &Command,
    ) -> Answer<Bound<'py, PyAny>> {
        Parts::from(self.core().execute(&by.0, &command.0)?).executed(py)
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

/// What one person may see, know and do in one conversation at one instant.
///
/// >>> sight = case().sight(ana)
/// >>> sight.standing, sight.primary_action
/// (<Standing.DIRECT_REPORT: 'direct_report'>, <Action.ANSWER: 'answer'>)
/// >>> sight.view().frame.title
/// 'Half-year review'
#[pyclass(frozen, module = "visavis")]
pub(crate) struct Sight(Arc<OwnedSight>);

impl Sight {
    fn core(&self) -> &visavis::Sight<'_> {
        self.0.borrow_dependent()
    }
}

/// The sights that Python hands in.
fn sights(sights: &Bound<'_, PyAny>) -> PyResult<Vec<Arc<OwnedSight>>> {
    sights
        .try_iter()?
        .map(|sight| Ok(Arc::clone(&sight?.cast::<Sight>()?.get().0)))
        .collect()
}

#[pymethods]
impl Sight {
    /// What the person is in the conversation.
    #[getter]
    fn standing(&self) -> Of<Standing> {
        Of(self.core().standing())
    }

    /// The one action that a list shows; none where nothing is to be done.
    #[getter]
    fn primary_action(&self) -> Option<Of<Action>> {
        self.core().primary_action().map(Of)
    }

    /// How far a part is; none where that side does not respond.
    fn stage(&self, side: Of<Side>) -> Option<Of<Stage>> {
        self.core().stage(side.0).map(Of)
    }

    /// Whether the person may do something now: a `Permission`, or a `Refusal`, which is false.
    ///
    /// >>> open = case().sight(ana).may(Action.ANSWER)
    /// >>> bool(open), open.rule, open.until.isoformat()
    /// (True, Rule('ANS-9'), '2026-04-07T23:00:00+00:00')
    /// >>> case().sight(ana).may(Action.CONFIRM_MEETING)
    /// <Refusal own-part-not-shared by MTG-1>
    fn may<'py>(&self, py: Python<'py>, action: Of<Action>) -> PyResult<Bound<'py, PyAny>> {
        Ok(match self.core().may(action.0) {
            Ok(open) => Bound::new(py, Permission(open))?.into_any(),
            Err(refusal) => Bound::new(py, Refusal::from(refusal))?.into_any(),
        })
    }

    /// The verdict on an answer: true where it is visible.
    ///
    /// >>> verdict = case().sight(ben).answer(Side.DIRECT_REPORT, uuid(11))
    /// >>> bool(verdict), verdict.rule, verdict.opens
    /// (False, Rule('VIS-2'), <Opening.SHARE: 'share'>)
    fn answer(&self, side: Of<Side>, question: Id<QuestionId>) -> Verdict {
        Verdict(self.core().answer(side.0, question.0))
    }

    /// The verdict on a fact: true where it is visible. Of last edits and notes a side is asked.
    ///
    /// >>> bool(case().sight(ben).fact(Fact.NOTES, Side.DIRECT_REPORT))
    /// True
    #[pyo3(signature = (fact, side=None))]
    fn fact(&self, fact: &Bound<'_, PyAny>, side: Option<Of<Side>>) -> Answer<Verdict> {
        Ok(Verdict(self.core().fact(read_fact(fact, side)?)))
    }

    /// All actions with leave or refusal, and the primary one.
    fn actions<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        static ACTIONS: Class = Class::new("visavis.views", "Actions");
        ACTIONS.of(py, &self.core().actions()?)
    }

    /// The conversation as the person is shown it.
    ///
    /// `references` are the person's current objectives and feedback.
    ///
    /// >>> view = case().sight(ana).view()
    /// >>> [question.text for question in view.parts[0].questions]
    /// ['What went well?', 'How was the teamwork?']
    #[pyo3(signature = (references=None))]
    fn view<'py>(
        &self,
        py: Python<'py>,
        references: Option<Vec<String>>,
    ) -> Answer<Bound<'py, PyAny>> {
        static VIEW: Class = Class::new("visavis.views", "View");
        let references = references.unwrap_or_default().into_iter();
        let references: Vec<_> = references.map(Reference::new).collect::<Result<_, _>>()?;
        VIEW.of(py, &self.core().view(&references)?)
    }

    /// The conversation as a row of the person's list.
    fn row<'py>(&self, py: Python<'py>, directory: &Directory) -> Answer<Bound<'py, PyAny>> {
        static ROW: Class = Class::new("visavis.views", "Row");
        ROW.of(py, &self.core().row(&directory.core)?)
    }

    /// The earlier conversations between the same two people, newest launch first.
    ///
    /// `others` are the person's sights on other conversations.
    fn earlier<'py>(
        &self,
        py: Python<'py>,
        others: &Bound<'py, PyAny>,
    ) -> Answer<Bound<'py, PyAny>> {
        static EARLIER: Class = Class::new("visavis.views", "Earlier");
        let others = sights(others)?;
        let earlier = py.detach(|| {
            let others: Vec<_> = others
                .iter()
                .map(|other| *other.borrow_dependent())
                .collect();
            self.core().earlier(&others)
        })?;
        EARLIER.list(py, &earlier)
    }

    /// Who would see which answers that they cannot see now, were the part shared.
    fn share_prompt<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        static NEWLY: Class = Class::new("visavis.views", "Newly");
        NEWLY.list(py, &self.core().share_prompt()?)
    }

    /// A decision as a record for an audit log.
    ///
    /// >>> from visavis import asked
    /// >>> record = case().sight(ben).record(asked.Action(Action.SHARE))
    /// >>> record.granted, record.rule, record.facts.conversation
    /// (False, Rule('ANS-3'), 1)
    #[pyo3(signature = (asked))]
    fn record<'py>(&self, py: Python<'py>, asked: &Bound<'py, PyAny>) -> Answer<Bound<'py, PyAny>> {
        static RECORD: Class = Class::new("visavis.views", "Record");
        RECORD.of(py, &self.core().record(self::asked(asked)?))
    }

    fn __repr__(&self) -> String {
        let case = self.0.borrow_owner().borrow_dependent();
        format!(
            "<Sight on {} at {}>",
            case.conversation().id(),
            case.context().now()
        )
    }
}

/// A fact by its name in Python, with a side where it has two.
fn read_fact(fact: &Bound<'_, PyAny>, side: Option<Of<Side>>) -> Answer<Fact> {
    let py = fact.py();
    static FACT: Class = Class::new("visavis._enums", "Fact");
    let name: String = FACT.get(py)?.call1((fact,))?.extract()?;
    match (name.as_str(), side) {
        ("frame", None) => Ok(Fact::Frame),
        ("progress", None) => Ok(Fact::Progress),
        ("goals", None) => Ok(Fact::Goals),
        ("last_edit", Some(side)) => Ok(Fact::LastEdit(side.0)),
        ("notes", Some(side)) => Ok(Fact::Notes(side.0)),
        (_, Some(_)) => Err(PyValueError::new_err("this fact has no sides").into()),
        (_, None) => Err(PyValueError::new_err("of this fact a side is asked").into()),
    }
}

/// A person's lists, of their sights on conversations, newest launch first.
///
/// What they may not know of is left out. Other threads run meanwhile.
///
/// >>> [row.name for row in lists([case().sight(ben)], directory).current]
/// ['Ana']
#[pyfunction]
pub(crate) fn lists<'py>(
    py: Python<'py>,
    sights: &Bound<'py, PyAny>,
    directory: &Directory,
) -> Answer<Bound<'py, PyAny>> {
    static LISTS: Class = Class::new("visavis.views", "Lists");
    let sights = self::sights(sights)?;
    let directory = &*directory.core;
    let lists = py.detach(|| {
        let sights = sights.iter().map(|sight| sight.borrow_dependent());
        visavis::lists(sights, directory)
    })?;
    LISTS.of(py, &lists)
}

/// What a person may start, and with whom; where it is empty, creating is not offered.
///
/// >>> pairs = directory.pairs_of(ana.person)
/// >>> offer = offers(org, [check_in], ana, pairs, at("2026-03-02T12:00:00Z"))[0]
/// >>> offer.title, offer.counterpart == ben.person
/// ('Check-in', True)
#[pyfunction]
pub(crate) fn offers<'py>(
    organisation: &Org,
    templates: &Bound<'py, PyAny>,
    by: &Relation,
    pairs: &Bound<'py, PyAny>,
    now: At,
) -> Answer<Bound<'py, PyAny>> {
    static OFFER: Class = Class::new("visavis.views", "Offer");
    let mut offered = Vec::new();
    for template in templates.try_iter()? {
        let template = template?;
        let template = template.cast::<Template>().map_err(PyErr::from)?;
        offered.push(Arc::clone(&template.get().0));
    }
    let offered: Vec<_> = offered.iter().map(|template| &**template).collect();
    let mut between = Vec::new();
    for pair in pairs.try_iter()? {
        let pair = pair?;
        between.push(pair.cast::<Pair>().map_err(PyErr::from)?.get().0);
    }
    let offers = visavis::offers(&organisation.0, &offered, &by.0, between, now.0)?;
    OFFER.list(templates.py(), &offers)
}
