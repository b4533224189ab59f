//! Stories: arbitrary commands by arbitrary people at arbitrary moments, often enough valid ones.

use crate::all::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::world::{MINUTE, Setting, Who, World, id, settings, shifted};

/// What stands in an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fill {
    /// One of the answers that the question takes.
    Valid(u8),
    Clear,
    Blank,
    TooLong,
    Outside,
    OfAnotherKind,
}

/// What is said to have been seen before.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Seen {
    Nothing,
    What,
    SomethingElse,
}

#[derive(Clone, Debug)]
pub(crate) enum Deed {
    /// Answers to questions of the actor's own list.
    Save(Vec<(Index, Fill, Seen)>),
    /// Answers to the whole list.
    SaveAll(u8),
    /// An answer to a question of nobody's, or of the other's.
    SaveForeign(bool),
    Share,
    Submit,
    Confirm,
    Untick,
    Notes(Fill),
    Goal(bool),
    Ask,
    Decide(Side, bool),
    /// Ana comes to report to the actor, who takes ownership.
    TakeOver,
}

/// When it is done.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Clock {
    /// So many minutes after what was done last.
    On(i64),
    /// By a clock that is behind, or ahead, by so many minutes.
    Off(i64),
    /// So many minutes after what was done last, by a server whose clock is off by so many.
    Server {
        on: i64,
        off: i64,
    },
    /// Around a boundary, so many microseconds away.
    Around(Index, i64),
    Min,
    Max,
}

#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) who: Who,
    pub(crate) clock: Clock,
    pub(crate) id: Option<u8>,
    pub(crate) deed: Deed,
}

fn fills() -> impl Strategy<Value = Fill> {
    prop_oneof![
        12 => any::<u8>().prop_map(Fill::Valid),
        2 => Just(Fill::Clear),
        1 => Just(Fill::Blank),
        1 => Just(Fill::TooLong),
        1 => Just(Fill::Outside),
        1 => Just(Fill::OfAnotherKind),
    ]
}

fn seen() -> impl Strategy<Value = Seen> {
    prop_oneof![
        6 => Just(Seen::Nothing),
        3 => Just(Seen::What),
        1 => Just(Seen::SomethingElse),
    ]
}

fn deeds() -> impl Strategy<Value = Deed> {
    let notes = prop_oneof![
        3 => any::<u8>().prop_map(Fill::Valid),
        1 => Just(Fill::Clear),
        1 => Just(Fill::TooLong),
        1 => Just(Fill::Outside),
    ];
    prop_oneof![
        6 => vec((any::<Index>(), fills(), seen()), 0..4).prop_map(Deed::Save),
        6 => any::<u8>().prop_map(Deed::SaveAll),
        1 => any::<bool>().prop_map(Deed::SaveForeign),
        5 => Just(Deed::Share),
        4 => Just(Deed::Submit),
        5 => Just(Deed::Confirm),
        5 => Just(Deed::Untick),
        3 => notes.prop_map(Deed::Notes),
        1 => prop::bool::weighted(0.8).prop_map(Deed::Goal),
        4 => Just(Deed::Ask),
        6 => (prop::sample::select(Side::BOTH.to_vec()), any::<bool>())
            .prop_map(|(side, allow)| Deed::Decide(side, allow)),
        1 => Just(Deed::TakeOver),
    ]
}

pub(crate) fn clocks() -> impl Strategy<Value = Clock> {
    prop_oneof![
        14 => (0..3000_i64).prop_map(Clock::On),
        1 => (30_000..50_000_i64).prop_map(Clock::On),
        2 => (-6000..20_000_i64).prop_map(Clock::Off),
        2 => (any::<Index>(), -1..=1_i64).prop_map(|(which, off)| Clock::Around(which, off)),
        1 => prop_oneof![Just(Clock::Min), Just(Clock::Max)],
    ]
}

/// How far the clock of a server is off: two of them differ by an hour at most.
pub(crate) fn servers() -> impl Strategy<Value = i64> {
    -30..=30_i64
}

fn actors() -> impl Strategy<Value = Who> {
    prop_oneof![
        10 => Just(Who::Ana),
        10 => Just(Who::Ben),
        3 => Just(Who::Dan),
        1 => prop::sample::select(Who::ALL.to_vec()),
    ]
}

pub(crate) fn steps() -> impl Strategy<Value = Step> {
    let step = (actors(), clocks(), option::weighted(0.4, 0..6_u8), deeds());
    step.prop_map(|(who, clock, id, deed)| Step {
        who: match (&deed, who) {
            (Deed::Decide(..), Who::Ana) => Who::Ada,
            (Deed::Decide(..), Who::Dan) => Who::Hal,
            (Deed::TakeOver, Who::Ana) => Who::Dan,
            (_, who) => who,
        },
        clock,
        id,
        deed,
    })
}

pub(crate) fn stories(most: usize) -> impl Strategy<Value = (Setting, Vec<Step>)> {
    (settings(), vec(steps(), 4..most))
}

/// Stories in which nobody takes ownership.
pub(crate) fn stories_of_two(most: usize) -> impl Strategy<Value = (Setting, Vec<Step>)> {
    (settings(), vec(steps().prop_map(of_two), 4..most))
}

/// The step, with nobody taking ownership.
pub(crate) fn of_two(step: Step) -> Step {
    let deed = match step.deed {
        Deed::TakeOver => Deed::Ask,
        deed => deed,
    };
    Step { deed, ..step }
}

/// The moments of a story: what is behind or ahead leaves the story's own time where it is.
pub(crate) struct Moments {
    now: Instant,
    boundaries: Vec<Instant>,
}

impl Moments {
    pub(crate) fn new(world: &World) -> Self {
        Self {
            now: world.conversation.launched_at(),
            boundaries: world.boundaries(),
        }
    }

    pub(crate) fn at(&mut self, clock: Clock) -> Instant {
        match clock {
            Clock::On(minutes) => {
                self.now = shifted(self.now, minutes * MINUTE);
                self.now
            }
            Clock::Off(minutes) => shifted(self.now, minutes * MINUTE),
            Clock::Server { on, off } => shifted(self.at(Clock::On(on)), off * MINUTE),
            Clock::Around(which, off) => shifted(*which.get(&self.boundaries), off),
            Clock::Min => Instant::MIN,
            Clock::Max => Instant::MAX,
        }
    }
}

/// A text that personal text is looked for by.
pub(crate) fn words(n: u8) -> String {
    format!("wörter {n} 答")
}

/// What is given in answer to a question; nothing where it is cleared.
pub(crate) fn given(kind: &QuestionKind, fill: Fill) -> Option<AnswerInput> {
    Some(match (fill, kind) {
        (Fill::Clear, _) => return None,
        (Fill::Valid(n), QuestionKind::Paragraph { .. }) => AnswerInput::Paragraph(words(n)),
        (Fill::Valid(n), QuestionKind::Scale { max }) => AnswerInput::Scale(1 + i64::from(n % max)),
        (Fill::Valid(n), QuestionKind::Stars { max }) => AnswerInput::Stars(1 + i64::from(n % max)),
        (Fill::Valid(n), QuestionKind::MultiSelect { options }) => {
            let chosen = options.iter().enumerate().rev();
            let chosen = chosen.filter(|(place, _)| (n | 1) >> place & 1 == 1);
            AnswerInput::Options(chosen.map(|(_, option)| option.as_str().into()).collect())
        }
        (Fill::Valid(_), _) => panic!("a kind of question that the tests do not know"),
        (Fill::Blank, QuestionKind::MultiSelect { .. }) => AnswerInput::Options(Vec::new()),
        (Fill::Blank, _) => AnswerInput::Paragraph(" \u{3000}\n".into()),
        (Fill::TooLong, QuestionKind::MultiSelect { options }) => {
            let chosen = options.iter().chain(options);
            AnswerInput::Options(chosen.map(|option| option.as_str().into()).collect())
        }
        (Fill::TooLong, _) => AnswerInput::Paragraph("ä".repeat(ANSWER_CHARACTERS + 1)),
        (Fill::Outside, QuestionKind::MultiSelect { .. }) => AnswerInput::Options(vec!["?".into()]),
        (Fill::Outside, QuestionKind::Paragraph { .. }) => AnswerInput::Paragraph("a\0b".into()),
        (Fill::Outside, QuestionKind::Stars { .. }) => AnswerInput::Stars(0),
        (Fill::Outside, _) => AnswerInput::Scale(i64::MAX),
        (Fill::OfAnotherKind, QuestionKind::Scale { .. }) => AnswerInput::Stars(1),
        (Fill::OfAnotherKind, _) => AnswerInput::Scale(1),
    })
}

fn notes(fill: Fill) -> String {
    match fill {
        Fill::Valid(n) => words(n),
        Fill::Clear | Fill::Blank => "\u{2003}".into(),
        Fill::TooLong => "𝄞".repeat(NOTES_CHARACTERS + 1),
        Fill::Outside | Fill::OfAnotherKind => "\0".into(),
    }
}

/// The tag of what somebody sees of their own answer now.
pub(crate) fn tag(world: &World, who: Who, question: QuestionId, now: Instant) -> Option<Digest> {
    let context = world.context(now);
    let case = context.case(&world.conversation).expect("a case");
    let view = case.sight(&world.relation(who)).ok()?.view(&[]).ok()?;
    let mut questions = view.parts.iter().flat_map(|part| &part.questions);
    questions.find(|shown| shown.question == question)?.tag
}

impl Step {
    /// The command that the step comes to in a world.
    pub(crate) fn request(&self, world: &World, now: Instant) -> Request<Command> {
        let side = world.conversation.side(self.who.id());
        let number = world.conversation.content().number;
        let content = world.template.content(number).expect("its content");
        let own = side.map_or(&[][..], |side| content.questions(side));
        let all_own = || own.iter().map(Question::id);
        let foreign = |others: bool| match side {
            Some(side) if others => content.questions(side.other()).first().map(Question::id),
            _ => None,
        };
        let answering = |question, answer| AnswerDraft {
            question,
            answer,
            seen: None,
        };
        let command = match &self.deed {
            Deed::Save(answers) if !own.is_empty() => {
                let answers = answers.iter().map(|(which, fill, seen)| {
                    let question = which.get(own);
                    AnswerDraft {
                        seen: match seen {
                            Seen::Nothing => None,
                            Seen::What => tag(world, self.who, question.id(), now),
                            Seen::SomethingElse => Some(Digest::of(&"something else")),
                        },
                        ..answering(question.id(), given(question.kind(), *fill))
                    }
                });
                Command::Save(answers.collect())
            }
            Deed::Save(_) => Command::Save(Vec::new()),
            Deed::SaveAll(n) => {
                let answers = all_own()
                    .zip(own)
                    .map(|(id, question)| answering(id, given(question.kind(), Fill::Valid(*n))));
                Command::Save(answers.collect())
            }
            Deed::SaveForeign(others) => {
                let question = foreign(*others).unwrap_or_else(|| id(0xdead));
                Command::Save(vec![answering(question, Some(AnswerInput::Scale(1)))])
            }
            Deed::Share => Command::Share,
            Deed::Submit => Command::Submit,
            Deed::Confirm => Command::ConfirmMeeting,
            Deed::Untick => Command::UntickMeeting,
            Deed::Notes(fill) => Command::WriteNotes(WrittenNotes(notes(*fill))),
            Deed::Ask => Command::RequestEdit,
            Deed::Decide(side, true) => Command::AllowEdit(*side),
            Deed::Decide(side, false) => Command::DenyEdit(*side),
            Deed::TakeOver => Command::TakeOwnership,
            Deed::Goal(valid) => Command::CreateGoal(if *valid { "goals/1" } else { "" }.into()),
        };
        Request {
            id: self.id.map(|n| id(0x6000 + u128::from(n))),
            command,
        }
    }
}

/// Tells a story; `told` is shown each step with the world before it and what came of it.
pub(crate) fn tell<E>(
    world: &mut World,
    steps: &[Step],
    mut told: impl FnMut(&World, &Step, &Request<Command>, Instant, &World) -> Result<(), E>,
) -> Result<(), E> {
    let mut moments = Moments::new(world);
    for step in steps {
        let now = moments.at(step.clock);
        if matches!(
            (&step.deed, step.who),
            (Deed::TakeOver, Who::Ben | Who::Dan | Who::Eve)
        ) {
            world.move_ana_under(step.who);
        }
        let request = step.request(world, now);
        let before = world.clone();
        let _ = world.execute(step.who, request.clone(), now);
        told(&before, step, &request, now, world)?;
    }
    Ok(())
}
