//! The sight of one person on one conversation.

use super::tables::{self, Fact, Key, Stage, Standing, Verdict};
use crate::conversation::{Part, Saved};
use crate::{
    Case, Error, Instant, Level, PersonId, Question, QuestionId, Refusal, Relation, Rule, Side,
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
/// assert!(ana.answer(Side::DirectReport, id(11)).is_visible());
/// assert!(!ben.answer(Side::DirectReport, id(11)).is_visible());
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Sight<'c> {
    pub(crate) case: Case<'c>,
    pub(crate) relation: Relation,
    standings: Standings,
    /// What the template lets administrators do.
    level: Level,
    /// Up to which instant what happened counts.
    pub(crate) known: Instant,
}

/// What one person is in a conversation: a participant and nothing else (VIS-9), or all that their
/// offices and a change of manager make of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Standings([Option<Standing>; 3]);

impl Standings {
    fn iter(self) -> impl Iterator<Item = Standing> {
        self.0.into_iter().flatten()
    }

    fn first(self) -> Standing {
        self.iter().next().unwrap_or(Standing::Stranger)
    }
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
    /// let elsewhere = Relation::new(id(999), ben().person());
    /// assert!(matches!(case("2026-03-10T09:00:00Z").sight(&elsewhere), Err(Error::OrganisationMismatch { .. })));
    /// # Ok(()) }
    /// ```
    pub fn sight(&self, relation: &Relation) -> Result<Sight<'c>, Error> {
        self.sight_as_of(relation, self.context.now())
    }

    /// The sight with which a command is judged: by its own `now`, and by all that has happened,
    /// also where the clock of an earlier writer was ahead (TIM-7).
    pub(crate) fn sight_to_act(&self, relation: &Relation) -> Result<Sight<'c>, Error> {
        self.sight_as_of(relation, Instant::MAX)
    }

    fn sight_as_of(&self, relation: &Relation, known: Instant) -> Result<Sight<'c>, Error> {
        self.context
            .organisation()
            .same(relation.organisation(), "relation")?;
        let pair = self.conversation.pair();
        if relation.towards().is_some_and(|towards| {
            (towards.direct_report, towards.manager) != (pair.direct_report, pair.manager)
        }) {
            return Err(Error::Mismatch {
                what: "relation",
                of: "conversation",
            });
        }
        Ok(Sight {
            case: *self,
            relation: *relation,
            standings: self.standings(relation, known),
            level: self.settings().administrators(),
            known,
        })
    }

    /// What every verdict depends on beside the person and the conversation itself: the access level
    /// and which parts are reviewed.
    pub(crate) fn terms(&self) -> (Level, [bool; 2]) {
        let reviewed = Side::BOTH.map(|side| self.is_reviewed(side));
        (self.settings().administrators(), reviewed)
    }

    fn is_reviewed(&self, side: Side) -> bool {
        let times = self.context.cycle_times();
        times.is_some_and(|times| times.review_of(side).is_some())
    }

    fn standings(&self, relation: &Relation, known: Instant) -> Standings {
        if !relation.is_active() || !self.is_launched() {
            return Standings([None; 3]);
        }
        let (person, conversation) = (relation.person(), self.conversation);
        if let Some(side) = conversation.side_at(person, known) {
            return Standings([Some(Standing::on(side)), None, None]);
        }
        let takes_over = self.may_be_taken_over(relation, known).is_ok();
        let managed = conversation.earlier_manager(person).is_some();
        let administers = self.is_in_office(relation);
        Standings([
            takes_over.then_some(Standing::NewManager),
            managed.then_some(Standing::PreviousManager),
            administers.then_some(Standing::Administrator),
        ])
    }

    /// Whether a person's office covers the conversation: a Super Admin's always, an HR Admin's
    /// where the scope covers both people, or the direct report where that is enough (VIS-6).
    pub(crate) fn is_in_office(&self, relation: &Relation) -> bool {
        let one_is_enough = self.context.organisation().covers_by_direct_report();
        relation.is_super_admin()
            || relation.towards().is_some_and(|towards| {
                towards.hr_for_direct_report && (towards.hr_for_manager || one_is_enough)
            })
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
    /// assert_eq!(case.sight(&ana().with_active(false))?.standing(), Standing::Stranger);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standings.first()
    }

    /// The verdict on an answer of a side (VIS).
    ///
    /// It is the host's to ask: what a person is told of it stands in their view. A question that
    /// the side does not have is hidden from everybody.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let verdict = case("2026-03-10T09:00:00Z").sight(&ben())?.answer(Side::DirectReport, id(11));
    /// assert_eq!((verdict.is_visible(), verdict.rule), (false, Rule::Vis2));
    /// assert_eq!(verdict.revealed_by, Some(RevealedBy::Share));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn answer(&self, side: Side, question: QuestionId) -> Verdict {
        match self.case.content.question(side, question) {
            Some(question) => self.verdict(side, question),
            None => Verdict {
                visibility: tables::Visibility::Hidden,
                rule: Rule::Vis18,
                revealed_by: None,
            },
        }
    }

    /// The verdict on a fact (FCT).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let sight = case("2026-03-10T09:00:00Z").sight(&ben())?;
    /// assert!(sight.fact(Fact::Frame).is_visible());
    /// assert!(!sight.fact(Fact::LastEdit(Side::DirectReport)).is_visible());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn fact(&self, fact: Fact) -> Verdict {
        // Whoever decides on requests in their own conversation knows of them (REQ-2, REQ-3).
        if matches!(fact, Fact::Requests(_)) && self.decides_alone() {
            return Verdict::visible(Rule::Req3);
        }
        self.union(|standing| tables::fact(standing, fact, self.level))
    }

    /// Whether a participant is the only Super Admin there is.
    pub(crate) fn decides_alone(&self) -> bool {
        let only = self
            .relation
            .towards()
            .is_some_and(|towards| towards.only_super_admin);
        only && self.relation.is_super_admin() && self.standing().side().is_some()
    }

    /// What the standings grant together; otherwise what the first of them says by which it would
    /// be shown, or the first of all.
    fn union(&self, verdict: impl Fn(Standing) -> Verdict) -> Verdict {
        let verdicts = || self.standings.iter().map(&verdict);
        verdicts()
            .find(Verdict::is_visible)
            .or_else(|| verdicts().find(|verdict| verdict.revealed_by.is_some()))
            .unwrap_or_else(|| verdict(self.standing()))
    }

    /// How far a side's part has come; none where the side does not respond, or where the person
    /// may not know (FCT-2).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let sight = case_of(shared(), "2026-03-11T10:00:00Z").sight(&ben())?;
    /// assert_eq!(sight.stage(Side::DirectReport), Some(Stage::Shared));
    /// assert_eq!(sight.stage(Side::Manager), Some(Stage::Draft));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn stage(&self, side: Side) -> Option<Stage> {
        let may_know = self.fact(Fact::Progress).is_visible();
        let knows_submission = self.fact(Fact::Submission(side)).is_visible();
        self.stage_of(side)
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
            && self.decides_alone() == other.decides_alone()
            && self.case.terms() == other.case.terms()
    }

    /// How far a side's part has come, whoever asks.
    fn stage_of(&self, side: Side) -> Option<Stage> {
        self.case.conversation.part(side).map(|part| {
            if part.shared(self.known).is_some() {
                Stage::Shared
            } else if part.submitted(self.known).is_some() {
                Stage::Submitted
            } else {
                Stage::Draft
            }
        })
    }

    /// Whether both parts are shared and, where asked for, the meeting is confirmed (MTG-3).
    pub(crate) fn is_complete(&self) -> bool {
        let shared = |part: &Part| part.shared(self.known).is_some();
        self.case.conversation.parts().iter().all(shared)
            && (!self.case.settings().confirms_meeting()
                || self.case.conversation.met(self.known).is_some())
    }

    /// To a stranger there is one refusal, and it comes first (VIS-16).
    pub(crate) fn known_to_exist(&self) -> Result<(), Refusal> {
        match self.fact(Fact::Frame).is_visible() {
            true => Ok(()),
            false => Err(Refusal::not_found()),
        }
    }

    pub(crate) fn verdict(&self, side: Side, question: &Question) -> Verdict {
        self.verdict_of(side, question.is_confidential())
    }

    /// The verdict on the ordinary or on the confidential answers of a side.
    pub(crate) fn verdict_of(&self, side: Side, confidential: bool) -> Verdict {
        let stage = self.stage_of(side).unwrap_or(Stage::Draft);
        self.verdict_at(stage, side, confidential)
    }

    /// The verdict on an answer of a part that has come this far.
    pub(crate) fn verdict_at(&self, stage: Stage, part: Side, confidential: bool) -> Verdict {
        let reviewed = self.case.is_reviewed(part);
        self.union(|standing| {
            tables::answer(Key {
                standing,
                part,
                stage,
                confidential,
                reviewed,
                level: self.level,
            })
        })
    }

    /// The verdict on the confidential answers that an earlier manager left behind (VIS-12).
    pub(crate) fn retained_answers(&self, by: PersonId) -> Verdict {
        let (own, level) = (self.relation.person() == by, self.level);
        let stage = self.stage_of(Side::Manager).unwrap_or(Stage::Draft);
        self.union(|standing| tables::retained_answers(standing, own, stage, level))
    }

    /// When an answer was saved, or later where it was shown to the person later (VIS-16): by the
    /// share or the submission, or by taking ownership.
    pub(crate) fn shown_at(&self, part: &Part, question: &Question, saved: &Saved) -> Instant {
        let shown_in = |stage| {
            let verdict = self.verdict_at(stage, part.side, question.is_confidential());
            verdict.is_visible()
        };
        let shown = if self.standing().side() == Some(part.side) {
            self.taken_at()
                .filter(|_| saved.by != self.relation.person())
        } else if shown_in(Stage::Draft) {
            None
        } else if shown_in(Stage::Submitted) && part.submitted(self.known).is_some() {
            part.submitted(self.known)
        } else {
            part.shared(self.known)
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
        let submitted = part.submitted(self.known)?;
        Some(
            self.taken_at()
                .map_or(submitted, |taken| submitted.max(taken)),
        )
    }

    /// When something by somebody came to be shown to the person: when it happened, or with the
    /// ownership that they took later (VIS-16).
    pub(crate) fn came_to_be_shown(&self, by: PersonId, at: Instant) -> Instant {
        let taken = self.taken_at();
        let taken = taken.filter(|_| by != self.relation.person());
        taken.map_or(at, |taken| at.max(taken))
    }

    /// The saved answer to a question, where this sight shows it.
    pub(crate) fn seen(&self, side: Side, question: &Question) -> Option<&'c Saved> {
        let conversation = self.case.conversation;
        let saved = conversation.saved(conversation.part(side)?, question, self.known)?;
        self.verdict(side, question).is_visible().then_some(saved)
    }

    /// The person's own part, where they respond.
    pub(crate) fn own_part(&self) -> Option<&'c Part> {
        self.case.conversation.part(self.standing().side()?)
    }
}
