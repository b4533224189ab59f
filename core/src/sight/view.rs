//! The view: what one person is shown of one conversation.
//!
//! It is built up from what the sight shows, never cut down from what is there, so that a hidden
//! thing has no way into its bytes (VIS-16).

use serde::Serialize;

use super::actions::Actions;
use super::standing::Sight;
use super::tables::{Fact, Opening, Standing};
use crate::conversation::{Part, Saved};
use crate::{
    Answer, ConversationId, Date, Description, Digest, Error, Instant, Level, Name, NotesText,
    Occasion, OptionText, PersonId, Phase, Question, QuestionId, QuestionKind, QuestionText,
    Reference, Rule, Side, TemplateKind,
};

/// A conversation as one person is shown it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct View {
    /// What the person is here.
    pub standing: Standing,
    /// The frame (FCT-1).
    pub frame: Frame,
    /// Whether it is complete (FCT-2, MTG-3).
    pub complete: bool,
    /// The confirmation of the meeting, where it is asked for (FCT-2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Meeting>,
    /// The parts, the direct report's first.
    pub parts: Vec<PartView>,
    /// The notes of both, the direct report's first (FCT-10).
    pub notes: Vec<NotesView>,
    /// The goals that were created from inside (FCT-8).
    pub goals: Vec<GoalView>,
    /// References to objectives and feedback for a respondent, where they are offered (TPL-19).
    pub references: Vec<Reference>,
    /// What the person may do (ANS-7).
    pub actions: Actions,
}

/// What everyone who may know of a conversation knows of it (FCT-1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Frame {
    /// The conversation.
    pub conversation: ConversationId,
    /// The title: the name of the template (TPL-2).
    pub title: Name,
    /// The description.
    pub description: Description,
    /// Anytime or scheduled.
    pub kind: TemplateKind,
    /// The phase.
    pub phase: Phase,
    /// When it was launched.
    pub launched_at: Instant,
    /// The local date at whose end it is due.
    pub ends: Date,
    /// The local date of the last day of grace, where there is grace (CYC-4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grace_until: Option<Date>,
    /// The direct report.
    pub direct_report: PersonId,
    /// The manager.
    pub manager: PersonId,
}

/// Whether they met (MTG-1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Meeting {
    /// Whether it is confirmed.
    pub confirmed: bool,
    /// Who confirmed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
}

/// A respondent's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartView {
    /// Whose side.
    pub side: Side,
    /// Who responds.
    pub respondent: PersonId,
    /// The check mark: whether it is shared (ANS-8).
    pub done: bool,
    /// The questions that the viewer sees: all of their own, and the other's with an answer that
    /// they see (VIS-18).
    pub questions: Vec<QuestionView>,
    /// Why nothing of it is shown, and what would show it (VIS-15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<Hidden>,
}

/// Why a part is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hidden {
    /// The rule that hides it.
    pub rule: Rule,
    /// What would show it.
    pub opens: Opening,
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionView {
    /// The question.
    pub question: QuestionId,
    /// Its text.
    pub text: QuestionText,
    /// Whether sharing needs an answer (ANS-3).
    pub mandatory: bool,
    /// What it asks for.
    pub kind: QuestionKind,
    /// For a confidential question: who alone sees the answer, and that only once it is shared
    /// (ANS-11). Empty where nobody does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidential_to: Option<Vec<Confidant>>,
    /// The rule that shows it.
    pub rule: Rule,
    /// The answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Shown>,
    /// When the answer was given or, to others, when they could first see it (VIS-16).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
    /// Who edited it last, to those who may know (FCT-9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_edit: Option<LastEdit>,
    /// What to hand back with a save, so that nothing is overwritten unseen (ANS-12); for one's
    /// own questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<Digest>,
}

/// An office that sees a confidential answer once it is shared (ANS-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Confidant {
    /// Administrators with access.
    Administrators,
    /// The manager whom this conversation's manager reports to.
    SkipLevelManager,
}

/// An answer as people are shown it. `Debug` shows its kind alone.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Shown {
    /// The text of a paragraph.
    Paragraph(crate::AnswerText),
    /// A value on a scale.
    Scale {
        /// The value.
        value: u8,
        /// Where the scale ends.
        max: u8,
    },
    /// A star rating, always with its maximum (LIM-7).
    Stars {
        /// The stars.
        value: u8,
        /// The most stars that the question gives.
        max: u8,
        /// In words: `4 out of 5 stars`.
        text: String,
    },
    /// The chosen options, in the question's order.
    Options(Vec<OptionText>),
}

impl core::fmt::Debug for Shown {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Paragraph(_) => "Paragraph(..)",
            Self::Scale { .. } => "Scale(..)",
            Self::Stars { .. } => "Stars(..)",
            Self::Options(_) => "Options(..)",
        })
    }
}

/// Who edited an answer last (FCT-9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LastEdit {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// Somebody's notes (NTE-2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotesView {
    /// Whose.
    pub side: Side,
    /// The text.
    pub text: NotesText,
    /// When they were written.
    pub at: Instant,
}

/// A goal that was created from inside (FCT-8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GoalView {
    /// The host's reference to it.
    pub goal: Reference,
    /// Who created it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

impl Sight<'_> {
    /// The conversation as the person is shown it.
    ///
    /// `references` are the person's current objectives and feedback; they are offered to a
    /// respondent where the organisation allows it (TPL-19).
    ///
    /// # Errors
    /// `not-found` to a stranger (VIS-16).
    pub fn view(&self, references: &[Reference]) -> Result<View, Error> {
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

    pub(crate) fn frame(&self) -> Frame {
        let (case, conversation) = (self.case, self.case.conversation);
        let settings = case.settings();
        let times = case.times;
        Frame {
            conversation: conversation.id(),
            title: settings.name().clone(),
            description: settings.description().clone(),
            kind: match conversation.occasion() {
                Occasion::Anytime { .. } => TemplateKind::Anytime,
                Occasion::Scheduled { .. } => TemplateKind::Scheduled,
            },
            phase: case.phase(),
            launched_at: conversation.launched_at(),
            ends: times.end_date,
            grace_until: (times.close > times.end).then_some(times.close_date),
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
        }
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
            let noun = if max == 1 { "star" } else { "stars" };
            Shown::Stars {
                value: *value,
                max,
                text: format!("{value} out of {max} {noun}"),
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
