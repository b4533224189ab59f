//! Sights: what one person may see, know and do, and what several of them come to.

use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use visavis::conversation::AnswerId;
use visavis::id::{PersonId, QuestionId};
use visavis::limits::Reference;
use visavis::sight::{Stage, Standing};
use visavis::{Action, Fact, Respondent};

use crate::asking::Case;
use crate::conversation::{subject, texts};
use crate::convert::{At, Day, Id, Of};
use crate::facts::Org;
use crate::fault::Fallible;
use crate::owned::{OwnedSight, Viewed};
use crate::people::Directory;
use crate::record::Class;
use crate::refusal::Refusal;
use crate::relation::{Actor, Pair, Relation};
use crate::template::Template;
use crate::times::timeline;
use crate::verdict::{Permission, Verdict};
use crate::wire::{Made, copied, hash, made};

/// What one person may see, know and do in one conversation at one instant.
///
/// >>> sight = case().sight(ana)
/// >>> sight.standing, sight.primary_action
/// (<Standing.DIRECT_REPORT: 'direct_report'>, <Action.ANSWER: 'answer'>)
/// >>> sight.view().frame.title
/// 'Half-year review'
#[pyclass(frozen, module = "visavis")]
pub(crate) struct Sight(pub(crate) Arc<OwnedSight>);

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

    /// How far a part is; none where nobody responds in it, and to those who may not know.
    fn stage(&self, part: Of<Respondent>) -> Option<Of<Stage>> {
        self.core().stage(part.0).map(Of)
    }

    /// Whether the person may do something now: a `Permission`, or a `Refusal`, which is false.
    ///
    /// >>> open = case().sight(ana).may(Action.ANSWER)
    /// >>> bool(open), open.rule, open.until.isoformat()
    /// (True, Rule('ANS-9'), '2026-04-07T23:00:00+00:00')
    /// >>> case().sight(ana).may(Action.CONFIRM_MEETING)
    /// <Refusal own-part-not-shared by MTG-1>
    fn may<'py>(&self, py: Python<'py>, action: Of<Action>) -> PyResult<Bound<'py, PyAny>> {
        said(py, self.core().may(action.0))
    }

    /// Whether the person may edit the answer to a question of their own now: a `Permission`, or
    /// the `Refusal` that a save of it would meet.
    ///
    /// >>> sight = reviewed_case("2026-03-13T09:00:00Z").sight(ana)
    /// >>> bool(sight.may_edit(uuid(11))), sight.may_edit(uuid(12))
    /// (True, <Refusal locked-by-date by CYC-8>)
    fn may_edit<'py>(
        &self,
        py: Python<'py>,
        question: Id<QuestionId>,
    ) -> PyResult<Bound<'py, PyAny>> {
        said(py, self.core().may_edit(question.0))
    }

    /// The verdict on an answer: true where it is visible.
    ///
    /// It is for the host alone: it tells whether a hidden question exists. What the person is told of
    /// it stands in their view.
    ///
    /// With `earlier_manager` it is on the answer to the same question that an earlier manager left.
    ///
    /// >>> verdict = case().sight(ben).answer(Respondent.DIRECT_REPORT, uuid(11))
    /// >>> bool(verdict), verdict.rule, verdict.revealed_by
    /// (False, Rule('VIS-2'), <RevealedBy.SHARE: 'share'>)
    #[pyo3(signature = (part, question, earlier_manager=None))]
    fn answer(
        &self,
        part: Of<Respondent>,
        question: Id<QuestionId>,
        earlier_manager: Option<Id<PersonId>>,
    ) -> Verdict {
        Verdict(self.core().answer(AnswerId {
            part: part.0,
            question: question.0,
            earlier_manager: earlier_manager.map(|person| person.0),
        }))
    }

    /// The verdict on a fact: true where it is visible. Submissions and last edits are asked of a
    /// part, requests to edit and notes of a side.
    ///
    /// It is for the host alone: what the person is told of it stands in their view.
    ///
    /// >>> bool(case().sight(ben).fact(Fact.NOTES, Side.DIRECT_REPORT))
    /// True
    #[pyo3(signature = (fact, side=None))]
    fn fact(&self, fact: &Bound<'_, PyAny>, side: Option<&Bound<'_, PyAny>>) -> Fallible<Verdict> {
        Ok(Verdict(self.core().fact(read_fact(fact, side)?)))
    }

    /// All boundaries that concern the person: those of the conversation, the locks on their own
    /// list and questions, and their own approved requests to edit.
    ///
    /// >>> timelines = [reviewed_case().sight(person).timeline() for person in (ana, ben)]
    /// >>> [[boundary.locks for boundary in timeline.boundaries][1] for timeline in timelines]
    /// [Question(question=UUID('00000000-0000-0000-0000-00000000000c')), None]
    fn timeline<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
        timeline(py, &self.core().timeline()?)
    }

    /// All actions with leave or refusal, and the primary one.
    fn actions<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
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
        references: Option<&Bound<'py, PyAny>>,
    ) -> Fallible<Bound<'py, PyAny>> {
        static VIEW: Class = Class::new("visavis.views", "View");
        let references = references.map(texts).transpose()?.unwrap_or_default();
        let references = references.into_iter().map(Reference::new);
        let references: Vec<_> = references.collect::<Result<_, _>>()?;
        VIEW.of(py, &self.core().view(&references)?)
    }

    /// The conversation as a row of the person's list.
    fn row<'py>(&self, py: Python<'py>, directory: &Directory) -> Fallible<Bound<'py, PyAny>> {
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
    ) -> Fallible<Bound<'py, PyAny>> {
        static EARLIER: Class = Class::new("visavis.views", "EarlierConversation");
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
    fn share_prompt<'py>(&self, py: Python<'py>) -> Fallible<Bound<'py, PyAny>> {
        static NEWLY: Class = Class::new("visavis.views", "AudienceGain");
        NEWLY.list(py, &self.core().share_prompt()?)
    }

    /// A decision as a record for the host's audit log.
    ///
    /// It is for the host alone: it counts changes that are hidden.
    ///
    /// >>> from visavis import subjects
    /// >>> record = case().sight(ben).record(subjects.Action(Action.SHARE))
    /// >>> record.granted, record.rule, record.inputs.conversation
    /// (False, Rule('ANS-3'), 1)
    #[pyo3(signature = (subject))]
    fn record<'py>(
        &self,
        py: Python<'py>,
        subject: &Bound<'py, PyAny>,
    ) -> Fallible<Bound<'py, PyAny>> {
        static RECORD: Class = Class::new("visavis.views", "Record");
        RECORD.of(py, &self.core().record(self::subject(subject)?))
    }

    fn __eq__(&self, other: PyRef<'_, Self>) -> bool {
        self.0.borrow_owner() == other.0.borrow_owner()
    }

    fn __hash__(&self) -> u64 {
        let Viewed { case, relation } = self.0.borrow_owner();
        hash(&(
            case.borrow_dependent().conversation().id(),
            relation.person(),
        ))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Made<'py, (Case, Relation)>> {
        let Viewed { case, relation } = self.0.borrow_owner();
        made::<Case, _>(py, "sight", (Case(Arc::clone(case)), Relation(*relation)))
    }

    fn __repr__(&self) -> String {
        let case = self.0.borrow_owner().case.borrow_dependent();
        format!(
            "<Sight on {} at {}>",
            case.conversation().id(),
            case.context().now()
        )
    }
}

copied! { Sight }

/// A permission or a refusal, as Python has them.
fn said(
    py: Python<'_>,
    decision: Result<visavis::sight::Permission, visavis::Refusal>,
) -> PyResult<Bound<'_, PyAny>> {
    Ok(match decision {
        Ok(open) => Bound::new(py, Permission(open))?.into_any(),
        Err(refusal) => Bound::new(py, Refusal::from(refusal))?.into_any(),
    })
}

/// A fact by its name in Python, with a part or a side where it has several.
fn read_fact(fact: &Bound<'_, PyAny>, side: Option<&Bound<'_, PyAny>>) -> Fallible<Fact> {
    let py = fact.py();
    static FACT: Class = Class::new("visavis._enums", "Fact");
    let name: String = FACT.get(py)?.call1((fact,))?.extract()?;
    match (name.as_str(), side) {
        ("frame", None) => Ok(Fact::Frame),
        ("progress", None) => Ok(Fact::Progress),
        ("goals", None) => Ok(Fact::Goals),
        ("earlier_managers", None) => Ok(Fact::EarlierManagers),
        ("earlier_notes", None) => Ok(Fact::EarlierNotes),
        ("submission", Some(side)) => Ok(Fact::Submission(side.extract::<Of<_>>()?.0)),
        ("requests", Some(side)) => Ok(Fact::Requests(side.extract::<Of<_>>()?.0)),
        ("last_edit", Some(side)) => Ok(Fact::LastEdit(side.extract::<Of<_>>()?.0)),
        ("notes", Some(side)) => Ok(Fact::Notes(side.extract::<Of<_>>()?.0)),
        (_, Some(_)) => Err(PyValueError::new_err("this fact has no sides").into()),
        (_, None) => Err(PyValueError::new_err("this fact needs a side").into()),
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
) -> Fallible<Bound<'py, PyAny>> {
    static LISTS: Class = Class::new("visavis.views", "Lists");
    let sights = self::sights(sights)?;
    let directory = &*directory.core;
    let lists = py.detach(|| {
        let sights = sights.iter().map(|sight| sight.borrow_dependent());
        visavis::report::lists(sights, directory)
    })?;
    LISTS.of(py, &lists)
}

pub(crate) static NOTIFICATION: Class = Class::new("visavis.notifications", "Notification");

/// The open requests to edit that a person may decide on, of their sights on conversations, in the
/// order in which they were made.
///
/// A host finds the conversations by `IndexRow.edit_requested`. Other threads run meanwhile.
///
/// >>> asked = case("2026-05-04T09:00:00Z").execute(ana, Command.request_edit()).state
/// >>> later = case("2026-05-05T09:00:00Z", asked)
/// >>> [request.side.value for request in edit_requests([later.sight(admin)])]
/// ['direct_report']
/// >>> edit_requests([later.sight(ben)])
/// []
#[pyfunction]
pub(crate) fn edit_requests<'py>(
    py: Python<'py>,
    sights: &Bound<'py, PyAny>,
) -> Fallible<Bound<'py, PyAny>> {
    static REQUEST: Class = Class::new("visavis.notifications", "EditRequest");
    let sights = self::sights(sights)?;
    let requests = py.detach(|| {
        visavis::notify::edit_requests(sights.iter().map(|sight| sight.borrow_dependent()))
    })?;
    REQUEST.list(py, &requests)
}

/// The e-mail of a day to one who decides on requests to edit: at 5 PM in the organisation's time,
/// with those made before and open then; none where there is nothing to send.
///
/// `sights` are the person's, at 5 PM or later. Other threads run meanwhile.
///
/// >>> from datetime import date
/// >>> asked = case("2026-05-04T09:00:00Z").execute(ana, Command.request_edit()).state
/// >>> evening = case("2026-05-04T18:00:00Z", asked)
/// >>> digest = edit_requests_digest([evening.sight(admin)], date(2026, 5, 4))
/// >>> digest.at.isoformat(), digest.channels, len(digest.about.requests)
/// ('2026-05-04T16:00:00+00:00', (<Channel.EMAIL: 'email'>,), 1)
#[pyfunction]
pub(crate) fn edit_requests_digest<'py>(
    py: Python<'py>,
    sights: &Bound<'py, PyAny>,
    day: Day,
) -> Fallible<Option<Bound<'py, PyAny>>> {
    let sights = self::sights(sights)?;
    let digest = py.detach(|| {
        let sights = sights.iter().map(|sight| sight.borrow_dependent());
        visavis::notify::edit_requests_digest(sights, day.0)
    })?;
    digest
        .map(|digest| NOTIFICATION.of(py, &digest))
        .transpose()
}

/// What a person may start, and with whom; where it is empty, creating is not offered.
///
/// >>> pairs = directory.pairs_of(ana.person)
/// >>> offer = offers(org, [check_in], ana.actor, pairs, now=at("2026-03-02T12:00:00Z"))[0]
/// >>> offer.title, offer.counterpart == ben.person
/// ('Check-in', True)
#[pyfunction]
#[pyo3(signature = (organisation, templates, by, pairs, *, now))]
pub(crate) fn offers<'py>(
    organisation: &Org,
    templates: &Bound<'py, PyAny>,
    by: Actor,
    pairs: &Bound<'py, PyAny>,
    now: At,
) -> Fallible<Bound<'py, PyAny>> {
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
    let offers = visavis::command::offers(&organisation.0, &offered, &by.0, between, now.0)?;
    OFFER.list(templates.py(), &offers)
}
