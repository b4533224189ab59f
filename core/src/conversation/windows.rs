//! Windows: until when something may be done in a conversation, or what closed it and when.
//!
//! This is the one place that says so; commands, actions and views ask here.

use super::case::Case;
use super::event::Occasion;
use super::part::Part;
use crate::cycle::{LockOn, ReviewTimes};
use crate::{Date, Instant, Question, Reason, Refusal, Rule, Side};

/// Something whose window depends on the conversation alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// To confirm the meeting, or untick it (MTG-2).
    Meeting,
    /// To write notes (NTE-1).
    Notes,
    /// To create a goal (TPL-17).
    Goal,
}

impl Deed {
    const fn rule(self) -> Rule {
        match self {
            Self::Meeting => Rule::Mtg2,
            Self::Notes => Rule::Nte1,
            Self::Goal => Rule::Tpl17,
        }
    }

    const fn closed(self, closing: &'static str, date: Date) -> Reason {
        match self {
            Self::Meeting => Reason::MeetingClosed { closing, date },
            Self::Notes => Reason::NotesClosed { closing, date },
            Self::Goal => Reason::GoalsClosed { closing, date },
        }
    }
}

/// That something may be done, until when and by which rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// The instant at which it closes, as far as is known.
    pub(crate) until: Instant,
    /// The rule that opens it.
    pub(crate) rule: Rule,
}

/// Something that closes a window: at an instant ahead, or since one past.
#[derive(Clone, Copy)]
struct Closing {
    at: Instant,
    /// Whether it has closed, which an act has also where a clock behind judges it.
    closed: bool,
    reason: Reason,
}

impl Case<'_> {
    /// The window of something that depends on the conversation alone.
    pub(crate) fn window(&self, deed: Deed) -> Result<Window, Refusal> {
        let reason = deed.closed(self.closing(), self.times.close_date);
        judge(self.boundary(self.times.close, reason), [], deed.rule())
    }

    /// The window in which a respondent edits the answer to a question (ANS-9): until the part's
    /// or the question's lock date, the share where it locks, or the closing boundary. To
    /// confidential questions no lock applies (CYC-9).
    pub(crate) fn editing(
        &self,
        part: &Part,
        question: &Question,
        known: Instant,
    ) -> Result<Window, Refusal> {
        let close = {
            let (closing, date) = (self.closing(), self.times.close_date);
            self.boundary(self.times.close, Reason::EditingClosed { closing, date })
        };
        let rule = match question.is_confidential() {
            // Neither a lock nor a review applies to it.
            true => Rule::Ans9,
            false => self.editing_rule(part, known),
        };
        let Some(times) = self.context.cycle_times() else {
            return judge(close, [], rule);
        };
        let lock = |on, lock| {
            let time = times.lock(on)?;
            let date = time.date;
            Some(self.boundary(time.at, Reason::LockedByDate { lock, date }))
        };
        let locks = [
            lock(LockOn::List(part.side), "list"),
            lock(LockOn::Question(question.id()), "question"),
            self.locked_on_share(part, known),
        ];
        let binding = locks.into_iter().flatten();
        if !question.is_confidential() {
            return judge(close, binding, rule);
        }
        let passed_over = binding.into_iter().any(|lock| lock.closed);
        judge(close, [], if passed_over { Rule::Cyc9 } else { rule })
    }

    /// The rule by which ordinary answers of a part are edited: as always, or under review.
    fn editing_rule(&self, part: &Part, known: Instant) -> Rule {
        let times = self.context.cycle_times();
        match times.and_then(|times| times.review_of(part.side)) {
            Some(_) if part.shared(known).is_some() => Rule::Ans9,
            Some(_) if part.submitted(known).is_some() => Rule::Rev2,
            Some(review) if self.context.now() >= review.submit => Rule::Rev3,
            _ => Rule::Ans9,
        }
    }

    fn locked_on_share(&self, part: &Part, known: Instant) -> Option<Closing> {
        let (now, cycle) = (self.context.now(), self.context.cycle()?);
        cycle.schedule(now).lock_on_share.then_some(())?;
        Some(Closing {
            at: part.shared(known)?,
            closed: true,
            reason: Reason::LockedOnShare,
        })
    }

    /// The window in which a part is shared (ANS-10): under review from the review boundary on.
    pub(crate) fn sharing(&self, part: &Part) -> Result<Window, Refusal> {
        if let Some(review) = self.review_ahead(part.side) {
            let date = review.review_date;
            return Err(Refusal::from(Reason::UnderReview { date }).holds_until(review.review));
        }
        let times = self.context.cycle_times();
        let review = times.and_then(|times| times.review_of(part.side));
        let (closing, date) = (self.closing(), self.times.close_date);
        let close = self.boundary(self.times.close, Reason::SharingClosed { closing, date });
        let rule = review.map_or(Rule::Ans10, |_| Rule::Rev4);
        judge(close, [], rule)
    }

    /// The window in which a reviewed part is submitted (REV-1).
    pub(crate) fn submitting(&self, part: &Part) -> Result<Window, Refusal> {
        let times = self.context.cycle_times();
        let review = times.and_then(|times| times.review_of(part.side));
        let review = review.ok_or(Reason::NotReviewed)?;
        let date = review.submit_date;
        let close = self.boundary(review.submit, Reason::SubmitClosed { date });
        judge(close, [], Rule::Rev1)
    }

    /// The review that parts of a side wait for, until it is over.
    pub(crate) fn review_ahead(&self, side: Side) -> Option<&ReviewTimes> {
        let times = self.context.cycle_times()?;
        let review = times.review_of(side)?;
        (self.context.now() < review.review).then_some(review)
    }

    /// Whether the meeting is confirmed before submitting (MTG-4).
    pub(crate) fn confirms_before_submitting(&self) -> bool {
        let times = self.context.cycle_times();
        self.settings().confirms_before_submitting()
            && times.is_some_and(|times| times.review.is_some())
    }

    fn boundary(&self, at: Instant, reason: Reason) -> Closing {
        Closing {
            at,
            closed: at <= self.context.now(),
            reason,
        }
    }

    fn closing(&self) -> &'static str {
        match self.conversation.occasion() {
            Occasion::Anytime { .. } => "conversation",
            Occasion::Scheduled { .. } if self.times.close > self.times.end => "grace period",
            Occasion::Scheduled { .. } => "cycle",
        }
    }
}

/// Open until the first of some closings; closed by the one that came first (ANS-9).
fn judge(
    close: Closing,
    others: impl IntoIterator<Item = Closing>,
    rule: Rule,
) -> Result<Window, Refusal> {
    // What has closed it stands before what will.
    let all = others.into_iter().chain([close]);
    let first = all
        .min_by_key(|closing| (!closing.closed, closing.at))
        .unwrap_or(close);
    if first.closed {
        return Err(Refusal::from(first.reason).holds_since(first.at));
    }
    Ok(Window {
        until: first.at,
        rule,
    })
}
