//! The days: time goes on from boundary to boundary, and people do what they do.

use std::collections::{BTreeMap, VecDeque};
use std::mem;

use indicatif::ProgressBar;
use visavis::calendar::Calendar;
use visavis::command::AnswerDraft;
use visavis::id::{ConversationId, PersonId};
use visavis::notify::Notification;
use visavis::template::{AnswerInput, Content, QuestionKind};
use visavis::{Command, Conversation, Date, Instant, Side, Sight};

use crate::fault::Fault;
use crate::host::{self, Company};
use crate::store::Store;
use crate::story::Chapter;

/// Something that somebody will do.
pub(crate) struct Act {
    pub(crate) at: Instant,
    by: PersonId,
    conversation: ConversationId,
    command: Command,
}

/// What is told afterwards of each chapter, and on which day it was.
pub(crate) type Diary = BTreeMap<Chapter, Vec<(Date, String)>>;

/// Where the story has come to.
pub(crate) struct Stage<'a> {
    pub(crate) company: Company,
    pub(crate) store: &'a Store,
    pub(crate) now: Instant,
    pub(crate) diary: Diary,
    bar: &'a ProgressBar,
    /// What people will do, in the order in which they do it.
    agenda: VecDeque<Act>,
    /// Whom a host would send e-mails now.
    outbox: Vec<Notification>,
}

impl<'a> Stage<'a> {
    pub(crate) fn new(
        company: Company,
        store: &'a Store,
        now: Instant,
        bar: &'a ProgressBar,
    ) -> Self {
        Self {
            company,
            store,
            now,
            diary: Diary::new(),
            bar,
            agenda: VecDeque::new(),
            outbox: Vec::new(),
        }
    }

    /// Adds to what people will do.
    pub(crate) fn plan(&mut self, acts: impl IntoIterator<Item = Act>) {
        self.agenda.extend(acts);
        self.agenda.make_contiguous().sort_by_key(|act| act.at);
    }

    /// Lets time go on to an instant, through every boundary and everything that people do.
    pub(crate) fn to(&mut self, until: &str) -> Result<(), Fault> {
        let until = until.parse()?;
        loop {
            let (company, store) = (&self.company, self.store);
            let wake = store.next_wake()?;
            let act = self.agenda.front().map(|act| act.at);
            let next = [wake, act].into_iter().flatten().min();
            let Some(next) = next.filter(|&next| next <= until) else {
                break;
            };
            self.now = next;
            if wake == Some(next) {
                host::wake(company, store, next)?;
            } else if let Some(act) = self.agenda.pop_front() {
                host::act(company, store, act.conversation, act.by, act.command, next)?;
            }
            self.show_day()?;
        }
        self.now = until;
        self.show_day()
    }

    /// Lets somebody do something now.
    pub(crate) fn act(
        &mut self,
        conversation: &Conversation,
        by: PersonId,
        command: Command,
    ) -> Result<Conversation, Fault> {
        let (company, store) = (&self.company, self.store);
        let acted = host::act(company, store, conversation.id(), by, command, self.now)?;
        self.outbox.extend(acted.told);
        Ok(acted.conversation)
    }

    /// Who has been told what since this was last asked.
    pub(crate) fn told(&mut self) -> Vec<Notification> {
        mem::take(&mut self.outbox)
    }

    /// Lets somebody answer the first questions of their part.
    pub(crate) fn save(
        &mut self,
        conversation: &Conversation,
        by: PersonId,
        given: impl IntoIterator<Item = AnswerInput>,
    ) -> Result<Conversation, Fault> {
        // As it is now: another may manage it than when it was read.
        let conversation: Conversation = self.store.load(conversation.id())?;
        let context = self.company.around(&conversation, self.now)?;
        let content = context.case(&conversation)?.content();
        let side = conversation.side(by).unwrap_or(Side::DirectReport);
        let answers = answers(content, side, given);
        self.act(&conversation, by, Command::Save(answers))
    }

    /// Lets somebody share their part.
    pub(crate) fn share(
        &mut self,
        conversation: &Conversation,
        by: PersonId,
    ) -> Result<Conversation, Fault> {
        self.act(conversation, by, Command::Share)
    }

    /// Something of what somebody sees now.
    pub(crate) fn see<T, E: Into<visavis::Error>>(
        &self,
        conversation: &Conversation,
        who: PersonId,
        ask: impl FnOnce(&Sight<'_>) -> Result<T, E>,
    ) -> Result<T, Fault> {
        host::see(&self.company, conversation, who, self.now, ask)
    }

    /// Notes something down for the diary.
    pub(crate) fn note(&mut self, chapter: Chapter, text: String) -> Result<(), Fault> {
        let today = self.company.date(self.now)?;
        self.diary.entry(chapter).or_default().push((today, text));
        Ok(())
    }

    fn show_day(&self) -> Result<(), Fault> {
        let start = self.company.cycle.schedule(self.now).start;
        let today = self.company.date(self.now)?;
        let day = start.days_until(today).try_into().unwrap_or_default();
        self.bar.set_position(day);
        self.bar.set_message(today.to_string());
        Ok(())
    }
}

/// When somebody shares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pace {
    OnTime,
    /// Shares in the grace period, as it was planned at the launch.
    Late,
    /// Saves a draft and leaves it there.
    DraftOnly,
    Never,
}

/// How somebody goes about a conversation, by the number of its direct report.
fn pace(number: u32, side: Side) -> Pace {
    match (side, number % 12, number % 17) {
        (Side::DirectReport, 0, _) | (Side::Manager, _, 0) => Pace::Never,
        (Side::DirectReport, 1, _) | (Side::Manager, _, 1) => Pace::DraftOnly,
        (Side::DirectReport, 2 | 3, _) | (Side::Manager, _, 2 | 3) => Pace::Late,
        _ => Pace::OnTime,
    }
}

/// What the two of a conversation do in the course of the cycle.
pub(crate) fn by_rule(company: &Company, conversation: &Conversation) -> Vec<Act> {
    let employee = company.employees.get(&conversation.direct_report());
    let number = employee.map_or(0, |employee| employee.number);
    let launch = conversation.launched_at();
    let schedule = company.cycle.schedule(launch);
    let calendar = company.org.calendar(launch);
    let content = company.review.latest_content();
    let act = |date, hour, by, command| Act {
        at: o_clock(calendar, date, hour),
        by,
        conversation: conversation.id(),
        command,
    };

    let mut acts = Vec::new();
    let mut shared = Vec::new();
    for side in Side::BOTH {
        let (pace, by) = (pace(number, side), conversation.person(side));
        // Direct reports write until what they wrote locks, managers until they submit; these
        // share once the review by administrators is over.
        let (draft, submit, share, late) = match side {
            Side::DirectReport => (115 + number * 7 % 35, None, 120 + number * 7 % 35, number),
            Side::Manager => {
                let draft = 115 + number * 7 % 15;
                let submit = (!number.is_multiple_of(5)).then_some(draft + 3);
                (draft, submit, 149 + number % 13, number + 11)
            }
        };
        let day = |days| schedule.start.add_days(days);
        let late = schedule.end.add_days(1 + late % schedule.grace_days);
        let (submit, share) = match pace {
            Pace::OnTime => (submit.and_then(day), day(share)),
            Pace::Late => (submit.and_then(day), late),
            Pace::DraftOnly | Pace::Never => (None, None),
        };
        if let (Some(draft), Some(content)) = (day(draft), content)
            && pace != Pace::Never
        {
            let answers = by_rote(content, side, number);
            acts.push(act(draft, 10, by, Command::Save(answers)));
        }
        if let Some(submit) = submit {
            acts.push(act(submit, 15, by, Command::Submit));
        }
        if let Some(share) = share {
            acts.push(act(share, 15, by, Command::Share));
            shared.push(share);
        }
    }
    if let [one, other] = shared[..]
        && let Some(met) = one.max(other).add_days(1)
        && Some(met) <= schedule.last_day()
        && !number.is_multiple_of(11)
    {
        let by = conversation.manager();
        acts.push(act(met, 16, by, Command::ConfirmMeeting));
    }
    acts
}

/// An hour of a local day.
fn o_clock(calendar: Calendar<'_>, date: Date, hour: i64) -> Instant {
    let start = calendar.day_start(date);
    Instant::from_micros(start.micros() + hour * 3_600_000_000).unwrap_or(start)
}

/// Answers to every question of a side, which vary with a number.
fn by_rote(content: &Content, side: Side, number: u32) -> Vec<AnswerDraft> {
    let texts = [
        "Steady work, on time and without fuss.",
        "New colleagues found their feet quickly.",
        "Fewer faults than the half-year before.",
        "The move to the new line went through.",
        "Customers came back, and brought others.",
    ];
    let place = |count: usize| usize::try_from(number).unwrap_or(0) % count.max(1);
    let grade = |max: u8| 1 + i64::from(number) % i64::from(max);
    let given = content.questions(side).iter().filter_map(|question| {
        Some(match question.kind() {
            QuestionKind::Paragraph { .. } => {
                AnswerInput::Paragraph((*texts.get(place(texts.len()))?).to_owned())
            }
            QuestionKind::Scale { max } => AnswerInput::Scale(grade(*max)),
            QuestionKind::Stars { max } => AnswerInput::Stars(grade(*max)),
            QuestionKind::MultiSelect { options } => {
                let option = options.get(place(options.len()))?;
                AnswerInput::Options(vec![option.as_str().to_owned()])
            }
            _ => return None,
        })
    });
    answers(content, side, given)
}

/// Answers to the first questions of a side, in their order.
fn answers(
    content: &Content,
    side: Side,
    given: impl IntoIterator<Item = AnswerInput>,
) -> Vec<AnswerDraft> {
    let questions = content.questions(side).iter();
    questions
        .zip(given)
        .map(|(question, given)| AnswerDraft {
            question: question.id(),
            answer: Some(given),
            seen: None,
        })
        .collect()
}
