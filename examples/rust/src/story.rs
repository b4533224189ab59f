//! What happens to a few people by name, while everyone else goes by rule.

mod handover;
mod in_time;
mod late;
mod paula;

use std::path::Path;

use visavis::cycle::{
    AdminReview, LaunchStatus, LockDate, LockOn, Participants, Reviewed, Schedule, Timeline,
};
use visavis::id::QuestionId;
use visavis::refusal::Reason;
use visavis::sight::Permission;
use visavis::template::AnswerInput;
use visavis::{Conversation, Date, Instant, Refusal, Rule, Side};

use crate::fault::Fault;
use crate::people::{self, person};
use crate::play::{self, Stage};
use crate::sights::Sights;

// Employees by their numbers.
const ROBERTO: u32 = 3;
const ROB: u32 = 4;
const GAIL: u32 = 5;
const PAULA: u32 = people::SUPER_ADMIN;
const SHEELA: u32 = 250;
const BEN: u32 = 259;
const BRIAN: u32 = 273;
const AMY: u32 = 287;
const RACHEL: u32 = 288;
const JAE: u32 = 289;

/// "Were the goals reached?", which managers answer.
const GOALS: QuestionId =
    QuestionId::from_bytes(*uuid::uuid!("a0b1c2d3-0001-4000-8000-000000000202").as_bytes());

/// What the diary tells together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Chapter {
    Launch,
    InTime,
    Handover,
    Office,
    Late,
}

impl Chapter {
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Launch => "The launch",
            Self::InTime => "Gail and Roberto do everything in time",
            Self::Handover => "Rachel's manager leaves in the middle",
            Self::Office => "Paula, of Human Resources, reviews and gives more time",
            Self::Late => "Ben and Jae are too late",
        }
    }
}

/// What there is to show afterwards, beside the diary.
pub(crate) struct Story {
    /// The day on which three people looked at one review.
    pub(crate) looked_on: Date,
    pub(crate) looked: Sights,
    /// What a stranger is told of it.
    pub(crate) stranger: String,
    pub(crate) late: Late,
    /// Every boundary that concerns Ben, in the end.
    pub(crate) timeline: Timeline,
}

/// A share that came too late.
pub(crate) struct Late {
    pub(crate) name: String,
    /// What the engine said a second before.
    pub(crate) before: Permission,
    pub(crate) at: Instant,
    pub(crate) refusal: Refusal,
}

/// The cycle as it is planned.
pub(crate) fn schedule() -> Result<Schedule, Fault> {
    let lock = |on, date: &str| {
        Ok::<_, Fault>(LockDate {
            on,
            date: date.parse()?,
        })
    };
    Ok(Schedule {
        start: "2026-01-15".parse()?,
        end: "2026-06-26".parse()?,
        grace_days: 10,
        lock_on_share: true,
        review: Some(AdminReview {
            submit_by: "2026-05-29".parse()?,
            review_by: "2026-06-12".parse()?,
            of: Reviewed::Manager,
        }),
        locks: vec![
            lock(LockOn::List(Side::DirectReport), "2026-06-19")?,
            lock(LockOn::Question(GOALS), "2026-05-31")?,
        ],
    })
}

/// Whom it is for: the departments of five of the six divisions.
pub(crate) fn participants() -> Participants {
    let divisions = [
        "Inventory Management",
        "Manufacturing",
        "Quality Assurance",
        "Research and Development",
        "Sales and Marketing",
    ];
    Participants::Departments(divisions.into_iter().map(people::division).collect())
}

/// Plays the cycle from before its launch until after its end.
pub(crate) fn play(stage: &mut Stage<'_>, database: &Path) -> Result<Story, Fault> {
    let reviews = launch(stage)?;
    let review_of = |number| {
        let mut reviews = reviews.iter();
        reviews
            .find(|review| review.direct_report() == person(number))
            .ok_or_else(|| Refusal::from(Reason::NotFound))
    };
    let (gail, rachel) = (review_of(GAIL)?, review_of(RACHEL)?);
    let (ben, jae) = (review_of(BEN)?, review_of(JAE)?);

    in_time::check_ins(stage)?;
    handover::amy_leaves(stage, rachel)?;
    let (looked_on, looked, stranger) = in_time::before_the_review(stage, gail, database)?;
    handover::brian_submits(stage, rachel)?;
    late::sheela_submits(stage, ben)?;
    paula::reviews(stage)?;
    handover::brian_waits(stage, rachel)?;
    in_time::after_the_review(stage, gail)?;
    handover::rachel_shares(stage, rachel)?;
    late::ben_is_locked_out(stage, ben)?;
    paula::moves_the_end(stage)?;
    let late = late::misses_the_end(stage, ben)?;
    late::requests(stage, ben, jae)?;
    let timeline = late::shares_after_all(stage, ben)?;
    paula::ends_the_check_ins(stage)?;
    stage.to("2026-07-22T09:00:00-07:00")?;
    Ok(Story {
        looked_on,
        looked,
        stranger,
        late,
        timeline,
    })
}

/// The launch. From then on everyone who is not of this story does what the rule says.
fn launch(stage: &mut Stage<'_>) -> Result<Vec<Conversation>, Fault> {
    let context = stage.company.of_cycle(stage.now)?;
    let prospects = context.prospects(None, &stage.company.directory)?;
    let people = prospects.people.iter();
    let without: Vec<_> = people
        .filter(|one| one.status == LaunchStatus::NotAmongParticipants)
        .collect();
    let rule = without.first().map_or(Rule::Par2, |one| one.rule);
    let without = without.len();
    stage.note(
        Chapter::Launch,
        format!(
            "It is for five of six divisions and all below them ({rule}). {without} people get no review."
        ),
    )?;

    stage.to("2026-01-15T00:00:00-08:00")?;
    let company = &stage.company;
    let reviews = stage.store.of_cycle(company.cycle.id())?;
    let named = [GAIL, BEN, AMY].map(person);
    let others = reviews.iter().filter(|review| {
        !named.contains(&review.direct_report()) && review.manager() != person(AMY)
    });
    let acts: Vec<_> = others
        .flat_map(|review| play::by_rule(company, review))
        .collect();
    stage.plan(acts);
    stage.note(
        Chapter::Launch,
        format!("{} reviews are launched as the day begins.", reviews.len()),
    )?;
    Ok(reviews)
}

/// The refusal that has to come of something.
fn refused<T>(outcome: Result<T, Fault>) -> Result<Refusal, Fault> {
    match outcome {
        Err(fault) => fault.refusal().cloned().ok_or(fault),
        Ok(_) => Err(Fault::NotRefused),
    }
}

/// Why something is refused, in the engine's words: the rule, since when or until when, and the
/// way out.
fn because(stage: &Stage<'_>, refusal: &Refusal) -> Result<String, Fault> {
    // Of a save each answer is refused for itself; here there is one.
    let refusal = refusal.faults().first().unwrap_or(refusal);
    let date = |at| stage.company.date(at);
    let holds = match (refusal.since(), refusal.until()) {
        (Some(since), _) => format!(" since {}", date(since)?),
        (None, Some(until)) => format!(" until {}", date(until)?),
        (None, None) => String::new(),
    };
    Ok(format!("refused{holds} by {}: {refusal}", refusal.rule()))
}

fn state(complete: Option<bool>) -> &'static str {
    match complete {
        Some(true) => "complete",
        Some(false) => "not complete",
        None => "not theirs to know",
    }
}

fn text(text: &str) -> AnswerInput {
    AnswerInput::Paragraph(text.to_owned())
}
