//! One of two worlds, told.

use std::collections::{BTreeMap, BTreeSet};

use crate::all::*;
use proptest::sample::Index;

use super::pair::{Act, Common, Scribble, Secrets};
use crate::story::{Deed, Fill, Moments, Step, given};
use crate::world::{DAY, MINUTE, Who, World, id, shifted};

/// One of two worlds, on its way through what happens in both.
pub(crate) struct Telling<'a> {
    common: &'a Common,
    secrets: &'a Secrets,
    pub(crate) world: World,
    pub(crate) elsewhere: Vec<World>,
    pub(crate) templates: Vec<Template>,
    /// The last instant at which the other's saves are taken.
    open_until: Instant,
    /// The command ids that the other has used.
    used: BTreeSet<u8>,
    /// The stamp of each event that both worlds have, by the act that it came of.
    pub(crate) stamps: BTreeMap<usize, Instant>,
    /// Whether such an act lay before the one that it followed.
    pub(crate) backwards: bool,
}

impl<'a> Telling<'a> {
    pub(crate) fn new(common: &'a Common, secrets: &'a Secrets) -> Self {
        let setting = secrets.setting(common);
        let world = secrets.world(&setting);
        let close = |now| {
            let context = world.context(now);
            let case = context.case(&world.conversation).expect("a case");
            case.index_row().closes_at
        };
        let close = close(world.conversation.launched_at()).min(close(Instant::MAX));
        let (elsewhere, templates) = secrets.elsewhere(common);
        Self {
            common,
            secrets,
            world,
            elsewhere,
            templates,
            open_until: shifted(close, -1),
            used: BTreeSet::new(),
            stamps: BTreeMap::new(),
            backwards: false,
        }
    }

    /// Whether the host of this world keeps its conversations the other way round.
    pub(crate) fn reversed(&self) -> bool {
        self.secrets.contents == 0
    }

    fn other(&self) -> Who {
        Who::on(self.common.viewer.other())
    }

    /// Each id serves once: a repeated command would change nothing in this world alone.
    fn by_other(&mut self, id: Option<u8>, command: Command, now: Instant) -> bool {
        let id = id.filter(|&n| self.used.insert(n));
        let id = id.map(|n| crate::world::id(0x6000 + u128::from(n)));
        self.world
            .execute(self.other(), Request { id, command }, now)
            .is_ok()
    }

    fn questions(&self) -> Vec<Question> {
        let number = self.world.conversation.content().number;
        let content = self.world.template.content(number).expect("its content");
        content.questions(self.common.viewer.other()).to_vec()
    }

    pub(crate) fn is_shared(&self) -> bool {
        let context = self.world.context(Instant::MAX);
        let case = context.case(&self.world.conversation).expect("a case");
        let sight = case
            .sight(&self.world.relation(self.other()))
            .expect("a sight");
        sight.stage(self.common.viewer.other().into()) == Some(Stage::Shared)
    }

    /// Tells everything, and calls for the viewer's looks on the way and at the end.
    pub(crate) fn tell(mut self, mut look: impl FnMut(&Self, Instant)) -> Self {
        let mut moments = Moments::new(&self.world);
        let mut now = self.world.conversation.launched_at();
        let count = self.common.acts.len();
        for (place, (clock, act)) in self.common.acts.iter().enumerate() {
            let before = now;
            now = moments.at(*clock);
            if let (0, Some(ahead)) = (place, self.secrets.ahead) {
                self.answer_all(shifted(now, ahead * MINUTE));
            }
            if let (true, Some(ahead)) = (place + 1 == count, self.secrets.ahead) {
                self.by_other(None, Command::RequestEdit, shifted(now, ahead * MINUTE));
            }
            let due = self.secrets.scribbles.iter();
            let due: Vec<_> = due
                .filter(|scribble| scribble.before.index(count) == place)
                .collect();
            for scribble in due {
                self.scribble(scribble, now);
            }
            let submits = self.secrets.submits;
            if submits.is_some_and(|submits| submits.index(count) == place) {
                self.submit(now);
            }
            let events = self.world.events.len();
            self.act(act, now);
            if self.world.events.len() > events {
                let last = self.world.events.last().map(Event::at);
                self.stamps.extend(last.map(|at| (place, at)));
                self.backwards |= now < before;
            }
            if matches!(act, Act::Look) {
                look(&self, now);
            }
        }
        look(&self, now);
        look(&self, shifted(now, 9 * DAY));
        self
    }

    /// Before the share anything goes; after it only confidential answers are hidden.
    fn scribble(&mut self, scribble: &Scribble, now: Instant) {
        let shared = self.is_shared();
        let questions = self.questions();
        let open = questions
            .iter()
            .filter(|question| !shared || question.is_confidential());
        let open: Vec<_> = open.collect();
        if open.is_empty() {
            return;
        }
        let mut answers: Vec<AnswerDraft> = Vec::new();
        for (which, fill) in &scribble.answers {
            let question = which.get(&open);
            if answers.iter().all(|other| other.question != question.id()) {
                answers.push(AnswerDraft {
                    question: question.id(),
                    answer: given(question.kind(), *fill),
                    seen: None,
                });
            }
        }
        self.by_other(
            scribble.id,
            Command::Save(answers),
            shifted(now, scribble.off * MINUTE),
        );
    }

    /// A draft of everything.
    fn answer_all(&mut self, now: Instant) -> bool {
        let questions = self.questions();
        let answers = questions.iter().map(|question| AnswerDraft {
            question: question.id(),
            answer: given(question.kind(), Fill::Valid(7)),
            seen: None,
        });
        let draft = Command::Save(answers.collect());
        self.by_other(None, draft, now)
    }

    /// Submits what is still a draft, with whatever stands in it.
    fn submit(&mut self, now: Instant) {
        if !self.is_shared() && self.answer_all(now) {
            self.by_other(None, Command::Submit, now);
        }
    }

    fn act(&mut self, act: &Act, now: Instant) {
        let ids = self.secrets.ids;
        match act {
            Act::Look => {}
            Act::Viewer(step) => {
                let deed = match &step.deed {
                    Deed::SaveForeign(_) | Deed::TakeOver => Deed::Untick,
                    deed => deed.clone(),
                };
                let who = self.common.viewer();
                let step = Step { who, deed, ..*step };
                let request = step.request(&self.world, now);
                let _ = self.world.execute(who, request, now);
            }
            Act::Share => self.share(now),
            Act::Resave(which, fill) => self.resave(*which, *fill, now),
            Act::Notes(n) => {
                let text = WrittenNotes(crate::story::words(*n));
                self.by_other(ids, Command::WriteNotes(text), now);
            }
            Act::Goal => {
                self.by_other(ids, Command::CreateGoal("goals/2".into()), now);
            }
            Act::Confirm => {
                self.by_other(None, Command::ConfirmMeeting, now);
            }
            Act::Untick => {
                self.by_other(None, Command::UntickMeeting, now);
            }
            Act::Decide(allow) => {
                let decide = match allow {
                    true => Command::AllowEdit,
                    false => Command::DenyEdit,
                };
                let _ = self
                    .world
                    .execute(Who::Ada, decide(self.common.viewer), now);
            }
        }
    }

    /// Whatever was scribbled, what sharing shows is the same in both worlds.
    fn share(&mut self, now: Instant) {
        let questions = self.questions();
        if self.is_shared() || questions.is_empty() {
            return;
        }
        let answers: Vec<_> = questions
            .iter()
            .map(|question| {
                let asks = self.common.asks().iter();
                let ask = asks
                    .into_iter()
                    .find(|ask| id::<QuestionId>(ask.id) == question.id());
                let fill = match ask.filter(|ask| self.common.is_shown(ask)) {
                    Some(ask) => self.common.target(ask),
                    None => (question.is_confidential()).then_some(self.secrets.confidential),
                };
                AnswerDraft {
                    question: question.id(),
                    answer: fill.and_then(|n| given(question.kind(), Fill::Valid(n))),
                    seen: None,
                }
            })
            .collect();
        let settling = &self.secrets.settling;
        let chunk = answers.len().div_ceil(settling.len());
        for (answers, &(off, id)) in answers.chunks(chunk).zip(settling.iter()) {
            let at = shifted(now, off * MINUTE).min(self.open_until);
            let saved = self.by_other(id, Command::Save(answers.to_vec()), at);
            assert!(saved, "the settling of the answers is refused");
        }
        self.by_other(self.secrets.ids, Command::Share, now);
    }

    /// What shows at once is the same; a confidential answer may go with it.
    fn resave(&mut self, which: Index, fill: Fill, now: Instant) {
        let asks = self.common.asks().iter();
        let shown =
            asks.filter(|ask| self.common.is_shown(ask) && self.common.target(ask).is_some());
        let shown: Vec<_> = shown.collect();
        if shown.is_empty() || !self.is_shared() {
            return;
        }
        let ask = id::<QuestionId>(which.get(&shown).id);
        let answers = self.questions().into_iter().filter_map(|question| {
            let hidden = question.is_confidential() && self.secrets.confidential.is_multiple_of(2);
            (question.id() == ask || hidden).then(|| AnswerDraft {
                question: question.id(),
                answer: match hidden {
                    true => given(question.kind(), Fill::Valid(self.secrets.confidential / 2)),
                    false => given(question.kind(), fill),
                },
                seen: None,
            })
        });
        let answers = Command::Save(answers.collect());
        self.by_other(None, answers, now);
    }
}
