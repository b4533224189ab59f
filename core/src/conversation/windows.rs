//! Windows: until when something may be done in a conversation, or what closed it and when.
//!
//! This is the one place that says so; commands, actions and views ask here.

use super::case::Case;
use super::event::Occasion;
use super::part::Part;
use super::respondent::Respondent;
use crate::cycle::{LockOn, LockTime, ReviewTimes};
use crate::{Date, Instant, PersonId, Question, Reason, Refusal, Remedy, Rule, Side};

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

/// An approved request to edit: since when, and until the end of which date (REQ-4).
#[derive(Clone, Copy)]
pub(crate) struct Approval {
    pub(crate) since: Instant,
    pub(crate) until: Instant,
    pub(crate) date: Date,
}

impl Approval {
    /// Whether a lock date was ahead when the request was approved, or was set later: only then
    /// does it bind (REQ-4, REQ-6).
    fn is_bound_by(&self, lock: &Closing) -> bool {
        lock.at > self.since
    }
}

impl Case<'_> {
    /// The window in which who stands on a side writes notes: until the closing boundary, and while an
    /// approved request of theirs runs (NTE-1).
    pub(crate) fn writing_notes(&self, side: Side) -> Result<Window, Refusal> {
        let (closing, date) = (self.closing(), self.times.close_date);
        let close = self.boundary(self.times.close, Reason::NotesClosed { closing, date });
        let window = self.while_approved(judge(close, [], Rule::Nte1), side);
        // Notes alone are no ground for a request (REQ-1).
        let has_ground =
            self.conversation.part(side.into()).is_some() || self.settings().confirms_meeting();
        self.reopenable(window, has_ground.then_some(side))
    }

    /// The window in which goals are created (TPL-17).
    pub(crate) fn creating_goals(&self) -> Result<Window, Refusal> {
        let (closing, date) = (self.closing(), self.times.close_date);
        let close = self.boundary(self.times.close, Reason::GoalsClosed { closing, date });
        judge(close, [], Rule::Tpl17)
    }

    /// The window in which who stands on a side confirms the meeting or unticks it: until the
    /// closing boundary, and while an approved request of theirs runs (MTG-2).
    pub(crate) fn meeting(&self, side: Side) -> Result<Window, Refusal> {
        let (closing, date) = (self.closing(), self.times.close_date);
        let close = self.boundary(self.times.close, Reason::MeetingClosed { closing, date });
        let window = self.while_approved(judge(close, [], Rule::Mtg2), side);
        self.reopenable(window, Some(side))
    }

    /// A window that an approved request of who stands on a side opens once more (REQ-4).
    fn while_approved(
        &self,
        window: Result<Window, Refusal>,
        side: Side,
    ) -> Result<Window, Refusal> {
        let approved = self.approval(side);
        let approved = approved.map(|approval| judge(self.runs_out(approval), [], Rule::Req4));
        either(window, approved)
    }

    /// The window in which a respondent edits the answer to a question (ANS-9): as always, and
    /// while an approved request of theirs runs (REQ-4).
    pub(crate) fn editing(&self, part: &Part, question: &Question) -> Result<Window, Refusal> {
        let approved = self.approval_of(part).map(|approval| {
            // Lock-on-share does not bind, and no lock does where the question is confidential.
            let locks = self.lock_dates(part, question);
            let locks = locks.into_iter().flatten();
            let binding =
                locks.filter(|lock| !question.is_confidential() && approval.is_bound_by(lock));
            judge(self.runs_out(approval), binding, Rule::Req4)
        });
        let window = either(self.editing_unasked(part, question), approved);
        self.reopenable(window, part.of.side())
    }

    /// The window without any approval: until the part's or the question's lock date, the share
    /// where it locks, or the closing boundary. To confidential questions no lock applies (CYC-9).
    fn editing_unasked(&self, part: &Part, question: &Question) -> Result<Window, Refusal> {
        let close = {
            let (closing, date) = (self.closing(), self.times.close_date);
            self.boundary(self.times.close, Reason::EditingClosed { closing, date })
        };
        let rule = match question.is_confidential() {
            // Neither a lock nor a review applies to it.
            true => Rule::Ans9,
            false => self.editing_rule(part),
        };
        let [list, single] = self.lock_dates(part, question);
        let locks = [list, single, self.locked_on_share(part)];
        let binding = locks.into_iter().flatten();
        if !question.is_confidential() {
            return judge(close, binding, rule);
        }
        let passed_over = binding.into_iter().any(|lock| lock.closed);
        judge(close, [], if passed_over { Rule::Cyc9 } else { rule })
    }

    /// The lock dates of a part's list and of one of its questions.
    fn lock_dates(&self, part: &Part, question: &Question) -> [Option<Closing>; 2] {
        [
            self.lock_date(LockOn::List(part.of.list()), "list"),
            self.lock_date(LockOn::Question(question.id()), "question"),
        ]
    }

    /// Whether the answer to a question has a lock date beside that of its list.
    pub(crate) fn locks_alone(&self, question: &Question) -> bool {
        self.lock(LockOn::Question(question.id())).is_some()
    }

    fn lock_date(&self, on: LockOn, lock: &'static str) -> Option<Closing> {
        let LockTime { at, date, .. } = *self.lock(on)?;
        Some(self.boundary(at, Reason::LockedByDate { lock, date }))
    }

    /// The rule by which ordinary answers of a part are edited: as always, or under review.
    fn editing_rule(&self, part: &Part) -> Rule {
        let times = self.context.cycle_times();
        match times.and_then(|times| times.review_of(part.of.list())) {
            Some(_) if part.shared_at.is_some() => Rule::Ans9,
            Some(_) if part.submitted_at.is_some() => Rule::Rev2,
            Some(review) if self.context.now() >= review.submit => Rule::Rev3,
            _ => Rule::Ans9,
        }
    }

    fn locked_on_share(&self, part: &Part) -> Option<Closing> {
        let (now, cycle) = (self.context.now(), self.context.cycle()?);
        cycle.schedule(now).lock_on_share.then_some(())?;
        Some(Closing {
            at: part.shared_at?,
            closed: true,
            reason: Reason::LockedOnShare,
        })
    }

    /// The window in which a part is shared (ANS-10): under review from the review boundary on, and
    /// while an approved request runs, which a lock on the whole list ends (REQ-6).
    pub(crate) fn sharing(&self, part: &Part) -> Result<Window, Refusal> {
        if let Some(review) = self.review_ahead(part.of.list()) {
            let date = review.review_date;
            return Err(Refusal::from(Reason::UnderReview { date }).holds_until(review.review));
        }
        self.sharing_once_reviewed(part)
    }

    /// The same window, whether its review is over or not: what is ahead of it moves no deadline.
    pub(crate) fn sharing_once_reviewed(&self, part: &Part) -> Result<Window, Refusal> {
        let times = self.context.cycle_times();
        let review = times.and_then(|times| times.review_of(part.of.list()));
        let (closing, date) = (self.closing(), self.times.close_date);
        let close = self.boundary(self.times.close, Reason::SharingClosed { closing, date });
        let rule = review.map_or(Rule::Ans10, |_| Rule::Rev4);
        let approved = self.approval_of(part).map(|approval| {
            // By itself it is never what closed sharing last: the list locks before the cycle ends.
            let binding = self.lock_date(LockOn::List(part.of.list()), "list");
            let binding = binding.filter(|lock| approval.is_bound_by(lock));
            judge(self.runs_out(approval), binding, Rule::Req4)
        });
        let window = either(judge(close, [], rule), approved);
        self.reopenable(window, part.of.side())
    }

    /// The last approval of a part's respondent.
    fn approval_of(&self, part: &Part) -> Option<Approval> {
        self.approval(part.of.side()?)
    }

    /// The last approval of who stands on a side, running or run out.
    pub(crate) fn approval(&self, side: Side) -> Option<Approval> {
        let (since, date) = self.conversation.approval(side)?;
        let until = self.approved_until(since, date);
        Some(Approval { since, until, date })
    }

    /// The end of an approval, whose date is read in the zones from when it was given (TIM-6).
    pub(super) fn approved_until(&self, since: Instant, date: Date) -> Instant {
        let calendar = self.context.organisation().calendar(self.context.now());
        calendar.set_at(since).deadline(date)
    }

    fn runs_out(&self, approval: Approval) -> Closing {
        let date = approval.date;
        self.boundary(approval.until, Reason::ApprovalEnded { date })
    }

    /// A window that a request to edit reopens, or has been asked to reopen (REQ-1).
    fn reopenable(
        &self,
        window: Result<Window, Refusal>,
        side: Option<Side>,
    ) -> Result<Window, Refusal> {
        window.map_err(|closed| {
            let open = side.map(|side| self.conversation.open_request(side).is_some());
            match open {
                Some(true) => closed.reopened_by(Remedy::AwaitDecision),
                Some(false) => closed.reopened_by(Remedy::RequestEdit),
                None => closed,
            }
        })
    }

    /// The window in which a reviewed part is submitted (REV-1).
    pub(crate) fn submitting(&self, part: &Part) -> Result<Window, Refusal> {
        let times = self.context.cycle_times();
        let review = times.and_then(|times| times.review_of(part.of.list()));
        let review = review.ok_or(Reason::NotReviewed)?;
        let date = review.submit_date;
        let close = self.boundary(review.submit, Reason::SubmitClosed { date });
        judge(close, [], Rule::Rev1)
    }

    /// Whether a person can take ownership now: who manages the direct report by the directory, while
    /// the manager's part is not shared and the cycle not over (OWN-1, OWN-2).
    pub(crate) fn may_be_taken_over(&self, by: PersonId, manages: bool) -> Result<Window, Refusal> {
        if matches!(self.conversation.occasion(), Occasion::Anytime { .. }) {
            return Err(Reason::OwnershipAnytime.into());
        }
        if !manages || self.conversation.side(by).is_some() {
            return Err(Reason::NotNewManager.into());
        }
        // The end comes first: from then on nothing is to be had here of whether anybody shared.
        let (closing, date) = (self.closing(), self.times.close_date);
        let close = self.boundary(self.times.close, Reason::OwnershipClosed { closing, date });
        let window = judge(close, [], Rule::Own2)?;
        let part = self.conversation.part(Respondent::Manager);
        match part.and_then(|part| part.shared_at) {
            Some(since) => Err(Refusal::from(Reason::ManagerHasShared).holds_since(since)),
            None => Ok(window),
        }
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

/// What is open by itself or by an approval is open until the later of the two ends; what neither
/// opens was closed by the later (ANS-9: since it was last open).
fn either(
    always: Result<Window, Refusal>,
    approved: Option<Result<Window, Refusal>>,
) -> Result<Window, Refusal> {
    match (always, approved) {
        (always, None) => always,
        (Ok(always), Some(Ok(approved))) if approved.until > always.until => Ok(approved),
        (Ok(open), Some(_)) | (Err(_), Some(Ok(open))) => Ok(open),
        (Err(always), Some(Err(approved))) if always.since() >= approved.since() => Err(always),
        (Err(_), Some(closed)) => closed,
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
