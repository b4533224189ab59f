//! What is open to a participant as far as time and settings go, whatever they have answered.

use super::actions::{Action, Permission};
use super::record::DecisionSubject;
use super::verdicts::Sight;
use crate::{Instant, Reason, Refusal, Settings};

/// Leave to do something as far as time and settings go, or what closed it.
type Window = Result<Permission, Refusal>;

/// One window by two sights.
type Windows = (Window, Window);

impl Sight<'_> {
    /// Every window of a participant, here and by another sight of theirs: of each answer, and of what
    /// they do beside. What is done and not taken back has none any more.
    pub(crate) fn each_window(&self, other: &Self, mut each: impl FnMut(DecisionSubject, Windows)) {
        // Somebody inactive has none by the one sight, and may have by the other.
        let part = self.own_part().or_else(|| other.own_part());
        let both = |subject| (self.window_of(subject), other.window_of(subject));
        // Answers without a lock of their own open and close together, confidential ones apart.
        let mut alike: [Option<Windows>; 2] = [None, None];
        for question in part.map_or(&[][..], |part| self.case.content.questions(part.of.list())) {
            let subject = DecisionSubject::Edit {
                question: question.id(),
            };
            let [ordinary, confidential] = &mut alike;
            let alike = match question.is_confidential() {
                true => confidential,
                false => ordinary,
            };
            let locks_alone = [self, other].map(|sight| sight.case.locks_alone(question));
            each(
                subject,
                match locks_alone {
                    [false, false] => alike.get_or_insert_with(|| both(subject)).clone(),
                    _ => both(subject),
                },
            );
        }
        let unshared = part.filter(|part| part.shared_at.is_none());
        let unsubmitted = unshared.filter(|part| part.submitted_at.is_none());
        // What is asked for by the one only closes or opens with it.
        let cases = [self.case, other.case];
        let set = |asks: fn(&Settings) -> bool| cases.iter().any(|case| asks(case.settings()));
        let reviewed = |side| {
            let mut times = cases.iter().filter_map(|case| case.context.cycle_times());
            times.any(|times| times.review_of(side).is_some())
        };
        let has_window = |action: &Action| match action {
            Action::Share => unshared.is_some(),
            Action::Submit => unsubmitted.is_some_and(|part| reviewed(part.of.list())),
            Action::ConfirmMeeting => set(Settings::confirms_meeting),
            Action::WriteNotes => true,
            Action::CreateGoal => set(Settings::offers_goals),
            // Answers are asked about one by one above, and a confirmation is taken back in the
            // window in which it is given. The rest has no window of a participant.
            Action::Answer
            | Action::UntickMeeting
            | Action::RequestEdit
            | Action::TakeOwnership => false,
        };
        for action in Action::ALL.into_iter().filter(has_window) {
            let subject = DecisionSubject::Action(action);
            each(subject, both(subject));
        }
    }

    /// Whether something is open to a participant as far as time and settings go, whatever they have
    /// answered (CYC-13).
    pub(crate) fn window_of(&self, subject: DecisionSubject) -> Window {
        self.may_act()?;
        let side = self.participates()?;
        let part = || self.own_part().ok_or(Reason::NoPart);
        match subject {
            DecisionSubject::Edit { question } => self.may_edit(question),
            DecisionSubject::Action(Action::Share) => Ok(self.case.sharing(part()?)?.into()),
            DecisionSubject::Action(Action::Submit) => Ok(self.case.submitting(part()?)?.into()),
            DecisionSubject::Action(Action::ConfirmMeeting | Action::UntickMeeting) => {
                self.ticking(side)
            }
            DecisionSubject::Action(action) => self.may(action),
            DecisionSubject::Answer { .. } | DecisionSubject::Fact(_) => {
                Err(Reason::NotParticipant.into())
            }
        }
    }

    /// The deadline that a window of the person's states: when it will close, or did. Sharing that
    /// still waits for its review has the one that it will have; what no time closes has none.
    pub(crate) fn deadline_of(&self, window: &Window) -> Option<Instant> {
        match window {
            Ok(open) => Some(open.until),
            Err(refused) if matches!(refused.reason(), Reason::UnderReview { .. }) => {
                let reviewed = self.case.sharing_once_reviewed(self.own_part()?);
                Some(reviewed.ok()?.until)
            }
            Err(refused) => refused.since(),
        }
    }
}
