//! A half-year review: ten questions for each side, and one conversation of 20 KB.

use visavis::command::{AnswerDraft, WrittenNotes};
use visavis::conversation::ConversationEvent;
use visavis::cycle::{Participants, Schedule};
use visavis::id::{CommandId, OrgId, QuestionId};
use visavis::template::{
    AnswerInput, ContentDraft, ContributorOptions, Format, Level, QuestionDraft, QuestionKindDraft,
    SettingsDraft, TemplateKind,
};
use visavis::{
    Case, Command, Context, Conversation, Cycle, CycleDraft, Dated, Instant, Org, Pair, Relation,
    Request, Side, Template, TemplateCommand, TemplateDraft, TemplateEvidence, from_json,
};

use crate::{administrator, at, directory, id, organisation, person, plainly};

/// A half-year review from 2 to 27 March 2026 with a week of grace, in Sao Paulo.
#[derive(Debug)]
pub struct Review {
    /// The organisation.
    pub organisation: Org,
    /// The template.
    pub template: Template,
    /// The cycle.
    pub cycle: Cycle,
}

/// Questions of each side.
const QUESTIONS: usize = 10;

impl Default for Review {
    fn default() -> Self {
        Self::of(Participants::Everyone)
    }
}

impl Review {
    /// A review of some participants.
    #[must_use]
    pub fn of(participants: Participants) -> Self {
        Self::with(participants, Level::CanView)
    }

    /// A review of some participants with an access level of administrators; without access there
    /// are no confidential questions.
    #[must_use]
    pub fn with(participants: Participants, level: Level) -> Self {
        let zone = "America/Sao_Paulo".parse().expect("a zone");
        let organisation =
            Org::new(organisation(), Dated::new(zone)).with_conversations(Dated::new(true));
        let admin = administrator();
        let set_up = at("2026-02-02T12:00:00Z");
        let template = Template::create(&organisation, &admin, template(level), set_up)
            .expect("a template")
            .state
            .execute(
                &organisation,
                &TemplateEvidence::none(),
                &admin,
                TemplateCommand::Deploy,
                set_up,
            )
            .expect("a deployment")
            .state;
        let draft = cycle(&template, participants);
        let cycle = Cycle::set_up(&organisation, &template, &admin, draft, set_up)
            .expect("a cycle")
            .state;
        Self {
            organisation,
            template,
            cycle,
        }
    }

    /// What its template was made of.
    #[must_use]
    pub fn draft(&self) -> TemplateDraft {
        template(self.template.settings(Instant::MAX).administrators())
    }

    /// What its cycle was made of, for everyone.
    #[must_use]
    pub fn cycle_draft(&self) -> CycleDraft {
        cycle(&self.template, Participants::Everyone)
    }

    /// The facts at an instant.
    #[must_use]
    pub fn context(&self, now: Instant) -> Context<'_> {
        Context::new(&self.organisation, &self.template, Some(&self.cycle), now)
            .expect("facts that belong together")
    }

    /// The two whose conversation it is.
    #[must_use]
    pub fn pair(&self) -> Pair {
        Pair::vouched(self.organisation.id(), person(1), person(0))
    }

    /// How the direct report of the conversation stands.
    #[must_use]
    pub fn direct_report(&self) -> Relation {
        plainly(&self.pair(), 1)
    }

    /// How its manager stands.
    #[must_use]
    pub fn manager(&self) -> Relation {
        plainly(&self.pair(), 0)
    }

    /// A question of a side.
    #[must_use]
    pub fn question(&self, side: Side, number: usize) -> QuestionId {
        question(side, number)
    }

    /// The first event of the conversation.
    #[must_use]
    pub fn launch(&self) -> ConversationEvent {
        let context = self.context(at("2026-03-02T12:00:00Z"));
        let rolled_out = context.roll_out(None, &directory(2)).expect("a roll-out");
        let launched = rolled_out.launched.into_iter().next().expect("a launch");
        launched.events.into_iter().next().expect("an event")
    }

    /// The conversation as it was launched.
    #[must_use]
    pub fn fresh(&self) -> Conversation {
        Conversation::replay(&[self.launch()]).expect("a log")
    }

    /// The conversation with an answer to every question of both, each saved on its own, and notes
    /// of both; nothing is shared.
    #[must_use]
    pub fn written(&self) -> Conversation {
        let mut conversation = self.fresh();
        for side in Side::BOTH {
            for number in 0..QUESTIONS {
                let save = Command::Save(vec![answer(side, number)]);
                conversation = self.after(&conversation, side, save);
            }
            let notes = Command::WriteNotes(WrittenNotes(prose(number_of(side), 500)));
            conversation = self.after(&conversation, side, notes);
        }
        conversation
    }

    /// The conversation in use: all is written, and the direct report has shared. 20 KB of JSON.
    #[must_use]
    pub fn conversation(&self) -> Conversation {
        self.after(&self.written(), Side::DirectReport, Command::Share)
    }

    /// The conversation after a command of a side, a minute after the last.
    #[must_use]
    pub fn after(&self, before: &Conversation, side: Side, command: Command) -> Conversation {
        let by = match side {
            Side::DirectReport => self.direct_report(),
            Side::Manager => self.manager(),
        };
        self.after_by(before, &by, command)
    }

    /// The conversation after a command of anybody, a minute after the last.
    #[must_use]
    pub fn after_by(&self, before: &Conversation, by: &Relation, command: Command) -> Conversation {
        let minutes = i64::try_from(before.revision()).expect("a revision");
        let now = at("2026-03-10T12:00:00.123456Z").micros() + minutes * 60_000_000;
        let context = self.context(Instant::from_micros(now).expect("an instant"));
        let case = context.case(before).expect("its own facts");
        let request = Request {
            id: Some(id::<CommandId>(&format!("command/{}", before.revision()))),
            command,
        };
        execute(&case, by, request)
    }

    /// A log of the conversation with so many events: saves, notes, and meetings confirmed and
    /// unticked, each under a command id.
    #[must_use]
    pub fn log(&self, events: usize) -> Vec<ConversationEvent> {
        let launch = self.launch();
        let of = launch.of();
        let organisation: OrgId = launch.organisation();
        let mut log = vec![launch];
        for revision in 2..=events {
            let (side, name, by) = match revision / 4 % 2 {
                0 => (Side::DirectReport, "direct_report", person(1)),
                _ => (Side::Manager, "manager", person(0)),
            };
            let change = match revision % 4 {
                0 => r#""meeting_confirmed""#.to_owned(),
                1 => r#""meeting_unticked""#.to_owned(),
                2 => format!(r#"{{"notes_written":{{"side":"{name}","text":"{revision}"}}}}"#),
                _ => {
                    let number = revision % QUESTIONS;
                    let question = question(side, number);
                    let answer = match number {
                        1 => r#"{"scale":4}"#.to_owned(),
                        3 => r#"{"options":["clarity"]}"#.to_owned(),
                        _ => format!(r#"{{"paragraph":"{revision}"}}"#),
                    };
                    format!(
                        r#"{{"saved":{{"part":"{name}","answers":[{{"question":"{question}","answer":{answer}}}]}}}}"#
                    )
                }
            };
            let command: CommandId = id(&format!("command/{revision}"));
            let digest = "5a".repeat(32);
            let (hour, minute, second) = (revision / 3600, revision / 60 % 60, revision % 60);
            let json = format!(
                r#"{{"visavis":"conversation_event","version":1,"data":{{"organisation":"{organisation}","of":"{of}","revision":{revision},"at":"2026-03-10T{hour:02}:{minute:02}:{second:02}Z","by":"{by}","command":{{"id":"{command}","digest":"{digest}"}},"change":{change}}}}}"#
            );
            log.push(from_json(json.as_bytes()).expect("an event"));
        }
        log
    }
}

fn execute(case: &Case<'_>, by: &Relation, request: Request<Command>) -> Conversation {
    case.execute(by, request).expect("a command").state
}

fn cycle(template: &Template, participants: Participants) -> CycleDraft {
    CycleDraft {
        id: id("cycle"),
        template: template.id(),
        participants,
        schedule: Schedule {
            start: "2026-03-02".parse().expect("a date"),
            end: "2026-03-27".parse().expect("a date"),
            grace_days: 7,
            lock_on_share: true,
            review: None,
            locks: Vec::new(),
        },
    }
}

fn template(level: Level) -> TemplateDraft {
    let list = |side| {
        let questions = (0..QUESTIONS).map(|number| draft(side, number, level));
        questions.collect()
    };
    TemplateDraft {
        id: id("template"),
        kind: TemplateKind::Scheduled,
        settings: SettingsDraft {
            name: Some("Half-year review".into()),
            description: Some("What went well, what did not, what comes next.".into()),
            administrators: Some(level),
            confirm_meeting: Some(true),
            goals: Some(true),
            ..SettingsDraft::default()
        },
        content: ContentDraft {
            format: Format::BiDirectional,
            direct_report: list(Side::DirectReport),
            manager: list(Side::Manager),
            contributors: ContributorOptions::default(),
        },
    }
}

/// A question: the first is confidential where administrators could read it, one in ten is of each other kind, the rest are text.
fn draft(side: Side, number: usize, level: Level) -> QuestionDraft {
    QuestionDraft {
        id: question(side, number),
        text: format!("How do you see the half-year, part {number} of it?"),
        mandatory: number.is_multiple_of(2),
        confidential: number == 0 && level > Level::NoAccess,
        kind: match number {
            1 => QuestionKindDraft::Scale { max: 5 },
            2 => QuestionKindDraft::Stars { max: 5 },
            3 => QuestionKindDraft::MultiSelect { options: options() },
            _ => QuestionKindDraft::Paragraph {
                max_words: Some(400),
            },
        },
    }
}

/// An answer to a question of a side.
#[must_use]
pub fn answer(side: Side, number: usize) -> AnswerDraft {
    let given = match number {
        1 => AnswerInput::Scale(4),
        2 => AnswerInput::Stars(5),
        3 => AnswerInput::Options(options().split_off(3)),
        _ => AnswerInput::Paragraph(prose(number + number_of(side), 700)),
    };
    AnswerDraft {
        question: question(side, number),
        answer: Some(given),
        seen: None,
    }
}

fn question(side: Side, number: usize) -> QuestionId {
    id(&format!("question/{side:?}/{number}"))
}

fn number_of(side: Side) -> usize {
    match side {
        Side::DirectReport => 0,
        Side::Manager => QUESTIONS,
    }
}

fn options() -> Vec<String> {
    let options = ["ownership", "clarity", "speed", "care", "depth", "humour"];
    options.map(str::to_owned).to_vec()
}

/// Running text of about so many characters, in paragraphs, with a letter beyond ASCII here and
/// there.
fn prose(seed: usize, characters: usize) -> String {
    const WORDS: [&str; 16] = [
        "the",
        "project",
        "we",
        "shipped",
        "on",
        "time",
        "and",
        "João",
        "helped",
        "with",
        "\"scope\"",
        "which",
        "I",
        "would",
        "plan",
        "earlier",
    ];
    let mut text = String::new();
    for (place, word) in WORDS
        .iter()
        .cycle()
        .skip(seed)
        .step_by(seed % 5 + 3)
        .enumerate()
    {
        if text.len() >= characters {
            break;
        }
        text.push_str(word);
        text.push_str(match place % 60 {
            59 => ".\n\n",
            19 | 39 => ". ",
            _ => " ",
        });
    }
    text
}
