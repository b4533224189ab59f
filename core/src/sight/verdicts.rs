//! The sight of one person on one conversation.

use super::standing::{Standing, StandingSet};
use super::tables::{self, Fact, Key, Stage, Terms, Verdict};
use crate::conversation::{Part, Saved};
use crate::{
    AnswerId, Case, Directory, Error, Instant, PersonId, Question, Refusal, Relation, Respondent,
    Rule, Side,
};

/// What one person may see, know and do in one conversation at one instant.
///
/// It costs a few comparisons and allocates nothing. Views, rows, permissions, refusals and
/// records all read it.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let case = case_of(answered(), "2026-03-10T10:00:00Z"); // Saved, not shared.
/// let (ana, ben) = (case.sight(&ana())?, case.sight(&ben())?);
/// assert!(ana.answer((Respondent::DirectReport, id(11))).is_visible());
/// assert!(!ben.answer((Respondent::DirectReport, id(11))).is_visible());
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Sight<'c> {
    pub(crate) case: Case<'c>,
    pub(crate) person: PersonId,
    pub(super) manages_direct_report: bool,
    /// Whether they take part, or managed it earlier, and are the only Super Admin there is (REQ-3).
    pub(super) decides_alone: bool,
    pub(super) standings: StandingSet,
    terms: Terms,
}

impl<'c> Case<'c> {
    /// The sight of a person on this conversation.
    ///
    /// # Errors
    /// [`Error::OrganisationMismatch`] where the person belongs to another organisation (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let sight = case("2026-03-10T09:00:00Z").sight(&ben())?;
    /// assert_eq!(sight.standing(), Standing::Manager);
    ///
    /// let ben = Actor::vouched(id(999), ben().person(), true);
    /// let elsewhere = Relation::vouched(ben, &Pair::vouched(id(999), id(1), id(2)))?;
    /// assert!(matches!(case("2026-03-10T09:00:00Z").sight(&elsewhere), Err(Error::OrganisationMismatch { .. })));
    /// # Ok(()) }
    /// ```
    pub fn sight(&self, relation: &Relation) -> Result<Sight<'c>, Error> {
        self.context
            .organisation()
            .same(relation.organisation(), "relation")?;
        let conversation = self.conversation;
        if !relation.is_between(conversation.direct_report(), conversation.manager()) {
            return Err(Error::Mismatch {
                what: "relation",
                of: "conversation",
            });
        }
        let standings = self.standings(relation);
        Ok(Sight {
            case: *self,
            person: relation.person(),
            manages_direct_report: relation.manages_direct_report(),
            decides_alone: relation.is_super_admin()
                && relation.is_only_super_admin()
                && (standings.first().side().is_some() || standings.has(Standing::PreviousManager)),
            standings,
            terms: self.terms(),
        })
    }

    /// How a person stands to the two people of the conversation, by the directory.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let case = case("2026-03-10T09:00:00Z");
    /// let ben = case.relation(&directory(), id(2));
    /// assert_eq!(case.sight(&ben)?.standing(), Standing::Manager);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn relation(&self, directory: &Directory, person: PersonId) -> Relation {
        directory.relation(person, &self.conversation.pair())
    }

    /// The terms of the template and the cycle, as they are in force at `now`.
    pub(crate) fn terms(&self) -> Terms {
        let times = self.context.cycle_times();
        let review = times.and_then(|times| times.review.as_ref());
        Terms {
            administrators: self.settings().administrators(),
            reviewed: review.map(|review| review.of),
        }
    }
}

impl<'c> Sight<'c> {
    /// What the person is here. Of several standings, which together grant what each of them
    /// does, it is the first of new manager, previous manager and administrator.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let case = case("2026-03-10T09:00:00Z");
    /// assert_eq!(case.sight(&ana())?.standing(), Standing::DirectReport);
    ///
    /// let gone = Actor::vouched(org().id(), ana().person(), false); // Her account is inactive.
    /// let gone = Relation::vouched(gone, &conversation().pair())?;
    /// assert_eq!(case.sight(&gone)?.standing(), Standing::Stranger);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standings.first()
    }

    /// The verdict on an answer (VIS): on that of a part, or on what an earlier manager left
    /// ([`AnswerId::left_by`]).
    ///
    /// It is for the host alone: it tells whether a hidden question exists, and what a person is told of
    /// it stands in their view. A question that is not on the respondent's list is hidden from everybody.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let verdict = case("2026-03-10T09:00:00Z").sight(&ben())?.answer((Respondent::DirectReport, id(11)));
    /// assert_eq!((verdict.is_visible(), verdict.rule), (false, Rule::Vis2));
    /// assert_eq!(verdict.revealed_by, Some(RevealedBy::Share));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn answer(&self, answer: impl Into<AnswerId>) -> Verdict {
        let AnswerId {
            part,
            question,
            earlier_manager,
        } = answer.into();
        match (
            self.case.content.question(part.list(), question),
            earlier_manager,
        ) {
            (Some(question), None) => self.verdict(part, question),
            (Some(question), Some(by)) if self.is_retained(part, question, by) => {
                self.retained_verdict(by)
            }
            (Some(_), Some(_)) | (None, _) => self.no_answer(),
        }
    }

    /// What is no answer is told to nobody, and to a stranger as everything else is.
    fn no_answer(&self) -> Verdict {
        match self.fact(Fact::Frame) {
            frame if frame.is_visible() => Verdict::hidden(Rule::Vis18),
            frame => frame,
        }
    }

    /// Whether an earlier manager can have left an answer to a question: a confidential one of the
    /// manager's. To whoever does not know the earlier managers none has (FCT-6).
    fn is_retained(&self, part: Respondent, question: &Question, by: PersonId) -> bool {
        part == Respondent::Manager
            && question.is_confidential()
            && self.fact(Fact::EarlierManagers).is_visible()
            && self.case.conversation.was_managed_by(by)
    }

    /// The verdict on a fact (FCT).
    ///
    /// It is for the host alone: what a person is told of it stands in their view.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let sight = case("2026-03-10T09:00:00Z").sight(&ben())?;
    /// assert!(sight.fact(Fact::Frame).is_visible());
    /// assert!(!sight.fact(Fact::LastEdit(Respondent::DirectReport)).is_visible());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn fact(&self, fact: Fact) -> Verdict {
        // Whoever decides on requests in what is or was their own conversation knows of them (REQ-2,
        // REQ-3).
        if matches!(fact, Fact::Requests(_)) && self.decides_alone {
            return Verdict::visible(Rule::Req3);
        }
        self.union(|standing| tables::fact(standing, fact, self.terms))
    }

    /// Whether the person is told the dates of a side's locks and of its review, where there is such a
    /// part (FCT-1).
    pub(super) fn knows_dates(&self, side: Side) -> bool {
        let dates = |standing| tables::dates(standing, side, self.terms);
        self.case.conversation.part(side.into()).is_some() && self.union(dates).is_visible()
    }

    /// What the standings grant together; otherwise what the first of them says by which it would
    /// be shown, or the first of all.
    fn union(&self, verdict: impl Fn(Standing) -> Verdict) -> Verdict {
        let mut denied: Option<Verdict> = None;
        for verdict in self.standings.iter().map(verdict) {
            if verdict.is_visible() {
                return verdict;
            }
            denied = denied
                .filter(|denied| denied.revealed_by.is_some() || verdict.revealed_by.is_none())
                .or(Some(verdict));
        }
        denied.unwrap_or(Verdict::hidden(Rule::Vis16))
    }

    /// How far a part has come; none if there is no such part, or if the person may not know
    /// (FCT-2).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let sight = case_of(shared(), "2026-03-11T10:00:00Z").sight(&ben())?;
    /// assert_eq!(sight.stage(Respondent::DirectReport), Some(Stage::Shared));
    /// assert_eq!(sight.stage(Respondent::Manager), Some(Stage::Draft));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn stage(&self, part: Respondent) -> Option<Stage> {
        let may_know = self.fact(Fact::Progress).is_visible();
        let knows_submission = self.fact(Fact::Submission(part)).is_visible();
        self.stage_of(part)
            .filter(|_| may_know)
            .map(|stage| match stage {
                Stage::Submitted if !knows_submission => Stage::Draft,
                stage => stage,
            })
    }

    /// Whether another sight on the same conversation at the same instant shows the same answers
    /// and facts, whatever they are.
    pub(crate) fn shows_as(&self, other: &Self) -> bool {
        self.standings == other.standings
            && self.decides_alone == other.decides_alone
            && self.terms == other.terms
    }

    /// How far a part has come, whoever asks.
    fn stage_of(&self, part: Respondent) -> Option<Stage> {
        self.case.conversation.part(part).map(|part| {
            if part.shared_at.is_some() {
                Stage::Shared
            } else if part.submitted_at.is_some() {
                Stage::Submitted
            } else {
                Stage::Draft
            }
        })
    }

    /// Whether both parts are shared and, where asked for, the meeting is confirmed (MTG-3).
    pub(crate) fn is_complete(&self) -> bool {
        let shared = |part: &Part| part.shared_at.is_some();
        self.case.conversation.parts().iter().all(shared)
            && (!self.case.settings().confirms_meeting()
                || self.case.conversation.meeting().is_some())
    }

    /// To a stranger there is one refusal, and it comes first (VIS-16).
    pub(crate) fn known_to_exist(&self) -> Result<(), Refusal> {
        match self.fact(Fact::Frame).is_visible() {
            true => Ok(()),
            false => Err(Refusal::not_found()),
        }
    }

    #[inline]
    pub(crate) fn verdict(&self, part: Respondent, question: &Question) -> Verdict {
        self.verdict_of(part, question.is_confidential())
    }

    /// The verdict on the ordinary or on the confidential answers of a part.
    #[inline]
    pub(crate) fn verdict_of(&self, part: Respondent, confidential: bool) -> Verdict {
        let stage = self.stage_of(part).unwrap_or(Stage::Draft);
        self.verdict_at(stage, part, confidential)
    }

    /// The verdict on an answer of a part that has come this far.
    #[inline]
    pub(crate) fn verdict_at(&self, stage: Stage, part: Respondent, confidential: bool) -> Verdict {
        let terms = self.terms;
        self.union(|standing| {
            tables::answer(Key {
                standing,
                part,
                stage,
                confidential,
                terms,
            })
        })
    }

    /// The verdict on the confidential answers that an earlier manager left (VIS-12).
    pub(crate) fn retained_verdict(&self, by: PersonId) -> Verdict {
        let (own, terms) = (self.person == by, self.terms);
        let stage = self.stage_of(Respondent::Manager).unwrap_or(Stage::Draft);
        self.union(|standing| tables::retained_answer(standing, own, stage, terms))
    }

    /// When an answer was saved, or later where it was shown to the person later (VIS-16): by the
    /// share or the submission, or by taking ownership.
    pub(crate) fn shown_at(&self, part: &Part, question: &Question, saved: &Saved) -> Instant {
        let shown_in = |stage| {
            let verdict = self.verdict_at(stage, part.of, question.is_confidential());
            verdict.is_visible()
        };
        let shown = if self.respondent() == Some(part.of) {
            self.taken_at().filter(|_| saved.by != self.person)
        } else if shown_in(Stage::Draft) {
            None
        } else if shown_in(Stage::Submitted) && part.submitted_at.is_some() {
            part.submitted_at
        } else {
            part.shared_at
        };
        // Of the other's, whoever took ownership was shown nothing before.
        let shown = match self.respondent() == Some(part.of) {
            true => shown,
            false => shown.max(self.taken_at()),
        };
        shown.map_or(saved.at, |shown| saved.at.max(shown))
    }

    /// When the person took ownership, where they manage it and did.
    fn taken_at(&self) -> Option<Instant> {
        let taken = self.case.conversation.manager_since();
        taken.filter(|_| self.standing() == Standing::Manager)
    }

    /// When a part was submitted, or came to be the person's with the ownership (VIS-16).
    pub(crate) fn submitted_at(&self, part: &Part) -> Option<Instant> {
        let submitted = part.submitted_at?;
        Some(
            self.taken_at()
                .map_or(submitted, |taken| submitted.max(taken)),
        )
    }

    /// When something by somebody came to be shown to the person: when it happened, or with the
    /// ownership that they took later (VIS-16).
    pub(crate) fn came_to_be_shown(&self, by: PersonId, at: Instant) -> Instant {
        let taken = self.taken_at();
        let taken = taken.filter(|_| by != self.person);
        taken.map_or(at, |taken| at.max(taken))
    }

    /// The saved answer to a question, where this sight shows it.
    pub(crate) fn seen(&self, part: &'c Part, question: &Question) -> Option<&'c Saved> {
        let saved = part.answers.get(&question.id())?;
        self.verdict(part.of, question)
            .is_visible()
            .then_some(saved)
    }

    /// The respondent that the person is, if they take part.
    pub(crate) fn respondent(&self) -> Option<Respondent> {
        self.standing().side().map(Respondent::from)
    }

    /// The person's own part, where they respond.
    pub(crate) fn own_part(&self) -> Option<&'c Part> {
        self.case.conversation.part(self.respondent()?)
    }
}
