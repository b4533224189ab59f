//! Building the view: what one person is shown of one conversation.
//!
//! It is built up from what the sight shows, never cut down from what is there, so that a hidden
//! thing has no way into its bytes (VIS-16).

use super::shown::{
    ConfidentialReader, EarlierManagerView, Editing, Frame, GoalView, Hidden, LastEdit, Meeting,
    NotesView, PartView, QuestionView, RequestView, RetainedAnswer, RetainedAnswers, ShownAnswer,
    View,
};
use super::tables::{Fact, Verdict};
use super::verdicts::Sight;
use crate::conversation::{Part, Saved, Told};
use crate::cycle::ReviewTimes;
use crate::{
    Answer, Digest, Level, LockOn, Question, QuestionId, QuestionKind, Reference, Refusal,
    Respondent, Side, Timeline,
};

impl<'c> Sight<'c> {
    /// The conversation as the person is shown it.
    ///
    /// `references` are the person's current objectives and feedback; they are offered to a
    /// respondent where the organisation allows it (TPL-19).
    ///
    /// # Errors
    /// `not-found` to a stranger (VIS-16).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let conversation = answered(); // Saved, not shared.
    /// let case = case_of(conversation, "2026-03-10T10:00:00Z");
    /// assert!(case.sight(&ana())?.view(&[])?.parts[0].questions[0].answer.is_some());
    /// assert!(case.sight(&ben())?.view(&[])?.parts[0].questions.is_empty());
    /// assert!(case.sight(&admin())?.view(&[]).is_err());
    /// # Ok(()) }
    /// ```
    pub fn view(&self, references: &[Reference]) -> Result<View, Refusal> {
        self.known_to_exist()?;
        let progress = self.fact(Fact::Progress).is_visible();
        // Not even who responds is told to who knows the frame alone.
        let parts = self.case.conversation.parts().iter().filter(|_| progress);
        let offered =
            self.case.context.organisation().offers_references() && self.own_part().is_some();
        Ok(View {
            standing: self.standing(),
            frame: self.frame(),
            complete: progress.then(|| self.is_complete()),
            meeting: self.meeting(),
            parts: parts.map(|part| self.part(part)).collect(),
            earlier_managers: self.earlier_managers(),
            retained_answers: self.left_by_earlier_managers(),
            requests: self.edit_requests_shown(),
            notes: self.notes(),
            goals: self.goals(),
            references: if offered {
                references.to_vec()
            } else {
                Vec::new()
            },
            actions: self.actions()?,
        })
    }

    /// Every boundary that concerns the person, in order (TIM-8): those of the conversation, the locks and
    /// the review of their own part, to administrators with access of both parts, and their own approved
    /// requests. Nobody learns of another's questions by it (FCT-1).
    ///
    /// # Errors
    /// `not-found` to a stranger (VIS-16).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let case = reviewed_case("2026-03-10T09:00:00Z");
    /// let kinds = |relation| {
    ///     let timeline = case.sight(&relation)?.timeline()?;
    ///     Ok::<_, Error>(timeline.boundaries.iter().map(|boundary| boundary.kind).collect::<Vec<_>>())
    /// };
    /// let lock = BoundaryKind::Locks(LockOn::Question(id(12)));
    /// assert!(kinds(ana())?.contains(&lock) && !kinds(ben())?.contains(&lock));
    /// # Ok(()) }
    /// ```
    pub fn timeline(&self) -> Result<Timeline, Refusal> {
        self.known_to_exist()?;
        let (content, side) = (self.case.content, self.standing().side());
        let known = |side: &Side| self.knows_dates(*side);
        Ok(self.case.timeline_with(Told {
            locks: |lock| match lock {
                LockOn::List(side) => known(&side),
                LockOn::Question(question) => Side::BOTH
                    .into_iter()
                    .filter(known)
                    .any(|side| content.question(side, question).is_some()),
            },
            review: self.review_told().is_some(),
            approvals: |of| Some(of) == side,
        }))
    }

    /// The review, where the person is told its dates.
    fn review_told(&self) -> Option<ReviewTimes> {
        let review = self.case.context.cycle_times()?.review?;
        let told = |side: Side| review.of.covers(side) && self.knows_dates(side);
        Side::BOTH.into_iter().any(told).then_some(review)
    }

    fn frame(&self) -> Frame {
        let (case, conversation) = (self.case, self.case.conversation);
        let settings = case.settings();
        let times = case.times;
        let review = self.review_told();
        Frame {
            conversation: conversation.id(),
            title: settings.name().clone(),
            description: settings.description().clone(),
            kind: case.context.template().kind(),
            phase: case.phase_told(review.is_some()),
            launched_at: conversation.launched_at(),
            ends: times.end_date,
            grace_until: (times.close > times.end).then_some(times.close_date),
            submit_until: review.map(|review| review.submit_date),
            review_until: review.map(|review| review.review_date),
            direct_report: conversation.direct_report(),
            manager: conversation.manager(),
        }
    }

    fn meeting(&self) -> Option<Meeting> {
        let asked = self.case.settings().confirms_meeting();
        (asked && self.fact(Fact::Progress).is_visible()).then(|| {
            let met = self.case.conversation.meeting();
            Meeting {
                confirmed: met.is_some(),
                by: met.map(|met| met.by),
                at: met.map(|met| self.came_to_be_shown(met.by, met.at)),
            }
        })
    }

    fn part(&self, part: &'c Part) -> PartView {
        let own = self.respondent() == Some(part.of);
        let shared_at = part.shared_at;
        let questions = self.case.content.questions(part.of.list()).iter();
        PartView {
            part: part.of,
            person: part.person,
            done: shared_at.is_some(),
            questions: questions
                .filter_map(|question| {
                    let saved = self.seen(part, question);
                    (own || saved.is_some()).then(|| self.question(part, question, saved))
                })
                .collect(),
            submitted_at: self
                .submitted_at(part)
                .filter(|_| self.fact(Fact::Submission(part.of)).is_visible()),
            hidden: self.hidden(part.of),
        }
    }

    fn question(&self, part: &Part, question: &Question, saved: Option<&Saved>) -> QuestionView {
        let own = self.respondent() == Some(part.of);
        let at = saved.map(|saved| self.shown_at(part, question, saved));
        let edits = self.fact(Fact::LastEdit(part.of)).is_visible();
        QuestionView {
            question: question.id(),
            text: question.text().clone(),
            mandatory: question.is_mandatory(),
            kind: question.kind().clone(),
            confidential_to: question
                .is_confidential()
                .then(|| self.confidential_readers(part.of)),
            rule: self.verdict(part.of, question).rule,
            answer: saved.map(|saved| shown(&saved.answer, question.kind())),
            at,
            last_edit: saved
                .zip(at)
                .filter(|_| edits)
                .map(|(saved, at)| LastEdit { by: saved.by, at }),
            tag: own.then(|| tag(question.id(), saved.map(|saved| &saved.answer))),
            editing: own.then(|| self.editing_of(part, question)),
        }
    }

    /// Why the ordinary answers of a part are hidden, where they are.
    fn hidden(&self, part: Respondent) -> Option<Hidden> {
        let stage = self.stage(part)?;
        let Verdict {
            rule, revealed_by, ..
        } = self.verdict_at(stage, part, false);
        revealed_by.map(|revealed_by| Hidden { rule, revealed_by })
    }

    fn earlier_managers(&self) -> Vec<EarlierManagerView> {
        if !self.fact(Fact::EarlierManagers).is_visible() {
            return Vec::new();
        }
        let earlier = self.case.conversation.earlier_managers().iter();
        let shown = earlier.map(|earlier| EarlierManagerView {
            person: earlier.person,
            until: earlier.until,
        });
        shown.collect()
    }

    /// The confidential answers of earlier managers, to those who see them (VIS-12).
    fn left_by_earlier_managers(&self) -> Vec<RetainedAnswers> {
        let content = self.case.content;
        let shared = self.case.conversation.part(Respondent::Manager);
        let shared = shared.and_then(|part| part.shared_at);
        let earlier = self.case.conversation.earlier_managers().iter();
        let left = earlier.filter_map(|earlier| {
            let verdict = self.retained_verdict(earlier.person);
            let own = self.person == earlier.person;
            let questions = content.questions(Side::Manager).iter();
            let questions = questions.filter(|_| verdict.is_visible());
            let answers: Vec<_> = questions
                .filter_map(|question| {
                    let saved = earlier.answers.get(&question.id())?;
                    Some(RetainedAnswer {
                        question: question.id(),
                        text: question.text().clone(),
                        kind: question.kind().clone(),
                        rule: verdict.rule,
                        answer: shown(&saved.answer, question.kind()),
                        // They were left before it, whatever the clocks said: the draft's time is nobody
                        // else's.
                        at: match shared {
                            Some(shared) if !own => shared,
                            _ => saved.at,
                        },
                    })
                })
                .collect();
            (!answers.is_empty()).then_some(RetainedAnswers {
                person: earlier.person,
                answers,
            })
        });
        left.collect()
    }

    /// The requests that the person may know of, of each side the last: open, or approved. A
    /// denial is told to nobody (REQ-5).
    fn edit_requests_shown(&self) -> Vec<RequestView> {
        let sides = Side::BOTH.into_iter();
        let known = sides.filter(|&side| self.fact(Fact::Requests(side)).is_visible());
        known
            .filter_map(|side| {
                let conversation = self.case.conversation;
                let approval = self.case.approval(side);
                let open = conversation.open_request(side);
                (open.is_some() || approval.is_some()).then(|| RequestView {
                    side,
                    by: conversation.person(side),
                    asked_at: open.map(|request| request.at),
                    approved_at: approval.map(|approval| approval.since),
                    approved_until: approval.map(|approval| approval.date),
                })
            })
            .collect()
    }

    fn editing_of(&self, part: &Part, question: &Question) -> Editing {
        let window = self
            .may_act()
            .and_then(|()| self.may_edit_of(part, question));
        let (open, refused) = match window {
            Ok(open) => (Some(open), None),
            Err(refused) => (None, Some(refused)),
        };
        Editing { open, refused }
    }

    /// Who alone sees the confidential answers of a side, once shared (ANS-11).
    fn confidential_readers(&self, part: Respondent) -> Vec<ConfidentialReader> {
        let settings = self.case.settings();
        let sees = |level| level >= Level::CanView;
        let administrators =
            sees(settings.administrators()).then_some(ConfidentialReader::Administrators);
        let above = (part == Respondent::Manager && sees(settings.skip_levels()))
            .then_some(ConfidentialReader::SkipLevelManager);
        administrators.into_iter().chain(above).collect()
    }

    fn notes(&self) -> Vec<NotesView> {
        let conversation = self.case.conversation;
        let sides = Side::BOTH.into_iter();
        let present = sides
            .filter(|&side| self.fact(Fact::Notes(side)).is_visible())
            .filter_map(|side| conversation.notes(side))
            .map(|notes| (conversation.person(notes.side), notes));
        // Of those that earlier managers left, each of these sees their own (NTE-2).
        let own_alone = self.standing().side().is_none();
        let earlier = conversation.earlier_managers().iter();
        let left = earlier
            .filter(|_| self.fact(Fact::EarlierNotes).is_visible())
            .filter(|earlier| !own_alone || earlier.person == self.person)
            .filter_map(|earlier| Some((earlier.person, earlier.notes.as_ref()?)));
        let notes = present.chain(left).map(|(by, notes)| NotesView {
            side: notes.side,
            by,
            text: notes.text.clone(),
            at: self.came_to_be_shown(by, notes.at),
        });
        notes.collect()
    }

    fn goals(&self) -> Vec<GoalView> {
        if !self.fact(Fact::Goals).is_visible() {
            return Vec::new();
        }
        self.case
            .conversation
            .goals()
            .iter()
            .map(|goal| GoalView {
                goal: goal.goal.clone(),
                by: goal.by,
                at: self.came_to_be_shown(goal.by, goal.at),
            })
            .collect()
    }
}

/// What a save hands back to say what its author saw: a fingerprint of the visible answer alone
/// (ANS-12).
pub(crate) fn tag(question: QuestionId, answer: Option<&Answer>) -> Digest {
    Digest::of(&(question, answer))
}

fn shown(answer: &Answer, kind: &QuestionKind) -> ShownAnswer {
    match answer {
        Answer::Paragraph(text) => ShownAnswer::Paragraph(text.clone()),
        Answer::Scale(value) => ShownAnswer::Scale {
            value: *value,
            max: max(kind),
        },
        Answer::Stars(value) => {
            let max = max(kind);
            ShownAnswer::Stars {
                value: *value,
                max,
                text: format!("{value} out of {max} stars"),
            }
        }
        Answer::Options(options) => ShownAnswer::Options(options.clone()),
    }
}

/// The highest value that a question takes; a paragraph and a multi-select have none.
const fn max(kind: &QuestionKind) -> u8 {
    match kind {
        QuestionKind::Scale { max } | QuestionKind::Stars { max } => *max,
        QuestionKind::Paragraph { .. } | QuestionKind::MultiSelect { .. } => 0,
    }
}
