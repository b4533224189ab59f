//! The days: time goes on from boundary to boundary, and people do what they do.

use std::iter::Peekable;
use std::vec::IntoIter;

use indicatif::ProgressBar;
use visavis::{
    Answering, Calendar, Command, Content, Conversation, ConversationId, Date, Given, Instant,
    PersonId, QuestionKind, Side, Sight,
};

use crate::fault::Fault;
use crate::host::{self, Company};
use crate::store::Store;

/// Something that somebody will do.
pub(crate) struct Act {
    at: Instant,
    by: PersonId,
    conversation: ConversationId,
    command: Command,
}

/// Where the story has come to.
pub(crate) struct Stage<'a> {
    pub(crate) company: &'a Company,
    pub(crate) store: &'a Store,
    pub(crate) now: Instant,
    /// What is worth telling afterwards, and on which day it was.
    pub(crate) diary: Vec<(Date, String)>,
    bar: &'a ProgressBar,
    agenda: Peekable<IntoIter<Act>>,
}

impl<'a> Stage<'a> {
    pub(crate) fn new(
        company: &'a Company,
        store: &'a Store,
        now: Instant,
        bar: &'a ProgressBar,
    ) -> Self {
        Self {
            company,
            store,
            now,
            diary: Vec::new(),
            bar,
            agenda: Vec::new().into_iter().peekable(),
        }
    }

    /// What people will do from now on.
    pub(crate) fn plan(&mut self, mut acts: Vec<Act>) {
        acts.sort_by_key(|act| act.at);
        self.agenda = acts.into_iter().peekable();
    }

    /// Lets time go on to an instant, through every boundary and everything that people do.
    pub(crate) fn to(&mut self, until: &str) -> Result<(), Fault> {
        let until = until.parse()?;
        let (company, store) = (self.company, self.store);
        loop {
            let wake = store.next_wake()?;
            let act = self.agenda.peek().map(|act| act.at);
            let next = [wake, act].into_iter().flatten().min();
            let Some(next) = next.filter(|&next| next <= until) else {
                break;
            };
            self.now = next;
            if wake == Some(next) {
                host::wake(company, store, next)?;
            } else if let Some(act) = self.agenda.next() {
                host::act(company, store, act.conversation, act.by, act.command, next)?;
            }
            self.show_day()?;
        }
        self.now = until;
        self.show_day()
    }

    /// Lets somebody do something now.
    pub(crate) fn act(
        &self,
        conversation: &Conversation,
        by: PersonId,
        command: Command,
    ) -> Result<Conversation, Fault> {
        let (company, store) = (self.company, self.store);
        host::act(company, store, conversation.id(), by, command, self.now)
    }

    /// Lets somebody answer the first questions of their part.
    pub(crate) fn save(
        &self,
        conversation: &Conversation,
        by: PersonId,
        given: impl IntoIterator<Item = Given>,
    ) -> Result<Conversation, Fault> {
        let context = self.company.around(conversation, self.now)?;
        let content = context.case(conversation)?.content();
        let side = conversation.side(by).unwrap_or(Side::DirectReport);
        let answers = answers(content, side, given);
        self.act(conversation, by, Command::Save(answers))
    }

    /// Lets somebody share their part.
    pub(crate) fn share(
        &self,
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
        host::see(self.company, conversation, who, self.now, ask)
    }

    /// Notes something down for the diary.
    pub(crate) fn note(&mut self, text: String) -> Result<(), Fault> {
        self.diary.push((self.company.date(self.now)?, text));
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
    InGrace,
    /// Saves a draft and leaves it there.
    DraftOnly,
    Never,
}

/// How somebody goes about a conversation, by the number of its direct report.
fn pace(number: u32, side: Side) -> Pace {
    match (side, number % 12, number % 17) {
        (Side::DirectReport, 0, _) | (Side::Manager, _, 0) => Pace::Never,
        (Side::DirectReport, 1, _) | (Side::Manager, _, 1) => Pace::DraftOnly,
        (Side::DirectReport, 2 | 3, _) | (Side::Manager, _, 2 | 3) => Pace::InGrace,
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
    for (side, shift) in [(Side::DirectReport, 0), (Side::Manager, 11)] {
        let (pace, by) = (pace(number, side), conversation.person(side));
        // The last of these days is the day before the cycle ends, or the last day of grace.
        let draft = schedule.start.add_days(115 + (number + shift) * 7 % 46);
        let share = match pace {
            Pace::OnTime => schedule.start.add_days(120 + (number + shift) * 7 % 46),
            Pace::InGrace => schedule
                .end
                .add_days(1 + (number + shift) % schedule.grace_days),
            Pace::DraftOnly | Pace::Never => None,
        };
        if let (Some(draft), Some(content)) = (draft, content)
            && pace != Pace::Never
        {
            let answers = by_rote(content, side, number);
            acts.push(act(draft, 10, by, Command::Save(answers)));
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
fn by_rote(content: &Content, side: Side, number: u32) -> Vec<Answering> {
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
                Given::Paragraph((*texts.get(place(texts.len()))?).to_owned())
            }
            QuestionKind::Scale { max } => Given::Scale(grade(*max)),
            QuestionKind::Stars { max } => Given::Stars(grade(*max)),
            QuestionKind::MultiSelect { options } => {
                let option = options.get(place(options.len()))?;
                Given::Options(vec![option.as_str().to_owned()])
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
    given: impl IntoIterator<Item = Given>,
) -> Vec<Answering> {
    let questions = content.questions(side).iter();
    questions
        .zip(given)
        .map(|(question, given)| Answering {
            question: question.id(),
            answer: Some(given),
            seen: None,
        })
        .collect()
}
