//! The sight of one person on one conversation.

use super::tables::{self, Fact, Stage, Standing, Verdict};
use crate::conversation::{Part, Saved};
use crate::{Case, Error, Instant, Question, QuestionId, Refusal, Relation, Rule, Side};

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
    standing: Standing,
    /// Up to which instant what happened counts.
    pub(crate) known: Instant,
}

impl<'c> Case<'c> {
    /// The sight of a person on this conversation.
    ///
    /// # Errors
    /// [`Error::Organisations`] where the person belongs to another organisation (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let sight = case("2026-03-10T09:00:00Z").sight(&ben())?;
    /// assert_eq!(sight.standing(), Standing::Manager);
    ///
    /// let elsewhere = Relation::new(id(999), ben().person());
    /// assert!(matches!(case("2026-03-10T09:00:00Z").sight(&elsewhere), Err(Error::Organisations { .. })));
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
        let standing = match self.conversation.side(relation.person()) {
            Some(side) if relation.is_active() && self.is_launched() => Standing::on(side),
            _ => Standing::Stranger,
        };
        Ok(Sight {
            case: *self,
            relation: *relation,
            standing,
            known,
        })
    }
}

impl<'c> Sight<'c> {
    /// What the person is here.
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
    pub const fn standing(&self) -> Standing {
        self.standing
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
    /// assert_eq!(verdict.opens, Some(Opening::Share));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn answer(&self, side: Side, question: QuestionId) -> Verdict {
        match self.case.content.question(side, question) {
            Some(question) => self.verdict(side, question),
            None => Verdict {
                visibility: tables::Visibility::Hidden,
                rule: Rule::Vis18,
                opens: None,
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
    pub const fn fact(&self, fact: Fact) -> Verdict {
        tables::fact(self.standing, fact)
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
        let stage = self.stage_of(side).unwrap_or(Stage::Draft);
        tables::answer(self.standing, side, stage, question.is_confidential())
    }

    /// The saved answer to a question, where this sight shows it.
    pub(crate) fn seen(&self, side: Side, question: &Question) -> Option<&'c Saved> {
        let saved = self
            .case
            .conversation
            .part(side)?
            .saved(question.id(), self.known)?;
        self.verdict(side, question).is_visible().then_some(saved)
    }

    /// The person's own part, where they respond.
    pub(crate) fn own_part(&self) -> Option<&'c Part> {
        self.case.conversation.part(self.standing.side()?)
    }
}
