//! Building the view: what one person is shown of one conversation.
//!
//! It is built up from what the sight shows, never cut down from what is there, so that a hidden
//! thing has no way into its bytes (VIS-16).

use super::shown::{
    Confidant, Editing, Frame, GoalView, Hidden, LastEdit, Meeting, NotesView, PartView,
    QuestionView, Shown, View,
};
use super::standing::Sight;
use super::tables::{Fact, Opening};
use crate::conversation::{Part, Saved};
use crate::{
    Answer, Digest, Instant, Level, LockOn, Question, QuestionId, QuestionKind, Reference, Refusal,
    Rule, Side, Timeline,
};

impl Sight<'_> {
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
    /// assert!(case.sight(&ada())?.view(&[]).is_err());
    /// # Ok(()) }
    /// ```
    pub fn view(&self, references: &[Reference]) -> Result<View, Refusal> {
        self.known_to_exist()?;
        let conversation = self.case.conversation;
        let offered =
            self.case.context.organisation().offers_references() && self.own_part().is_some();
        Ok(View {
            standing: self.standing(),
            frame: self.frame(),
            complete: self.is_complete(),
            meeting: self.meeting(),
            parts: conversation
                .parts()
                .iter()
                .map(|part| self.part(part))
                .collect(),
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

    /// Every boundary that concerns the person, in order: those of the conversation, and the locks
    /// on their own list and questions (TIM-8). Nobody learns of another's questions by it.
    ///
    /// # Errors
    /// `not-found` to a stranger (VIS-16).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let case = reviewed_case("2026-03-10T09:00:00Z");
    /// let turns = |relation| {
    ///     let timeline = case.sight(&relation)?.timeline()?;
    ///     Ok::<_, Error>(timeline.boundaries.iter().map(|boundary| boundary.turn).collect::<Vec<_>>())
    /// };
    /// let lock = Turn::Locks(LockOn::Question(id(12)));
    /// assert!(turns(ana())?.contains(&lock) && !turns(ben())?.contains(&lock));
    /// # Ok(()) }
    /// ```
    pub fn timeline(&self) -> Result<Timeline, Refusal> {
        self.known_to_exist()?;
        let own = self.own_part().map(|part| part.side);
        let content = self.case.content;
        Ok(self.case.timeline_with(|lock| {
            own.is_some_and(|own| match lock {
                LockOn::List(side) => side == own,
                LockOn::Question(question) => content.question(own, question).is_some(),
            })
        }))
    }

    fn frame(&self) -> Frame {
        let (case, conversation) = (self.case, self.case.conversation);
        let settings = case.settings();
        let times = case.times;
        let review = case.context.cycle_times().and_then(|times| times.review);
        Frame {
            conversation: conversation.id(),
            title: settings.name().clone(),
            description: settings.description().clone(),
            kind: case.context.template().kind(),
            phase: case.phase(),
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
            let met = self.case.conversation.met(self.known);
            Meeting {
                confirmed: met.is_some(),
                by: met.map(|met| met.by),
                at: met.map(|met| met.at),
            }
        })
    }

    fn part(&self, part: &Part) -> PartView {
        let own = self.standing().side() == Some(part.side);
        let shared_at = part.shared(self.known);
        let questions = self.case.content.questions(part.side).iter();
        PartView {
            side: part.side,
            respondent: part.respondent,
            done: shared_at.is_some(),
            questions: questions
                .filter_map(|question| {
                    let saved = self.seen(part.side, question);
                    (own || saved.is_some())
                        .then(|| self.question(part, question, saved, shared_at))
                })
                .collect(),
            submitted_at: part
                .submitted(self.known)
                .filter(|_| self.fact(Fact::Submission(part.side)).is_visible()),
            hidden: (!own && shared_at.is_none()).then_some(Hidden {
                rule: Rule::Vis2,
                opens: Opening::Share,
            }),
        }
    }

    fn question(
        &self,
        part: &Part,
        question: &Question,
        saved: Option<&Saved>,
        shared_at: Option<Instant>,
    ) -> QuestionView {
        let own = self.standing().side() == Some(part.side);
        let edits = self.fact(Fact::LastEdit(part.side)).is_visible();
        QuestionView {
            question: question.id(),
            text: question.text().clone(),
            mandatory: question.is_mandatory(),
            kind: question.kind().clone(),
            confidential_to: question
                .is_confidential()
                .then(|| self.confidants(part.side)),
            rule: self.verdict(part.side, question).rule,
            answer: saved.map(|saved| shown(&saved.answer, question.kind())),
            at: saved.map(|saved| match shared_at {
                Some(shared_at) if !own => saved.at.max(shared_at),
                _ => saved.at,
            }),
            last_edit: saved.filter(|_| edits).map(|saved| LastEdit {
                by: saved.by,
                at: saved.at,
            }),
            tag: own.then(|| tag(question.id(), saved.map(|saved| &saved.answer))),
            editing: own.then(|| self.editing_of(part, question)),
        }
    }

    fn editing_of(&self, part: &Part, question: &Question) -> Editing {
        let (open, refused) = match self.may_edit_of(part, question) {
            Ok(open) => (Some(open), None),
            Err(refused) => (None, Some(refused)),
        };
        Editing { open, refused }
    }

    /// Who alone sees the confidential answers of a side, once shared (ANS-11).
    fn confidants(&self, side: Side) -> Vec<Confidant> {
        let settings = self.case.settings();
        let sees = |level| level >= Level::CanView;
        let administrators = sees(settings.administrators()).then_some(Confidant::Administrators);
        let above = (side == Side::Manager && sees(settings.skip_levels()))
            .then_some(Confidant::SkipLevelManager);
        administrators.into_iter().chain(above).collect()
    }

    fn notes(&self) -> Vec<NotesView> {
        Side::BOTH
            .into_iter()
            .filter(|&side| self.fact(Fact::Notes(side)).is_visible())
            .filter_map(|side| self.case.conversation.notes(side, self.known))
            .map(|notes| NotesView {
                side: notes.side,
                text: notes.text.clone(),
                at: notes.at,
            })
            .collect()
    }

    fn goals(&self) -> Vec<GoalView> {
        if !self.fact(Fact::Goals).is_visible() {
            return Vec::new();
        }
        self.case
            .conversation
            .goals(self.known)
            .map(|goal| GoalView {
                goal: goal.goal.clone(),
                by: goal.by,
                at: goal.at,
            })
            .collect()
    }
}

/// What a save hands back to say what its author saw: a fingerprint of the visible answer alone
/// (ANS-12).
pub(crate) fn tag(question: QuestionId, answer: Option<&Answer>) -> Digest {
    Digest::of(&(question, answer))
}

fn shown(answer: &Answer, kind: &QuestionKind) -> Shown {
    match answer {
        Answer::Paragraph(text) => Shown::Paragraph(text.clone()),
        Answer::Scale(value) => Shown::Scale {
            value: *value,
            max: max(kind),
        },
        Answer::Stars(value) => {
            let max = max(kind);
            Shown::Stars {
                value: *value,
                max,
                text: format!("{value} out of {max} stars"),
            }
        }
        Answer::Options(options) => Shown::Options(options.clone()),
    }
}

/// The highest value that a question takes; a paragraph and a multi-select have none.
const fn max(kind: &QuestionKind) -> u8 {
    match kind {
        QuestionKind::Scale { max } | QuestionKind::Stars { max } => *max,
        QuestionKind::Paragraph { .. } | QuestionKind::MultiSelect { .. } => 0,
    }
}
